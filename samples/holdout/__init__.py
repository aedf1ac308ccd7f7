"""Scam wordings that no rule was written for, and how many of them are found."""
