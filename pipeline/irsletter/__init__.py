"""Reads letters from the IRS, offline."""
