"""Copies and newer letters of one case."""
