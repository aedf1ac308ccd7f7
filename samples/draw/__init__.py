"""Draws invented letters from specifications, captures them as a person would, and writes the truth beside each.

Run it as ``python -m samples.draw``. Nothing of the ``irsletter`` package is imported here: the samples are a second,
independent opinion of what a letter says.
"""
