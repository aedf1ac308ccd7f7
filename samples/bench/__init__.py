"""Draws labelled letters at random, wider than reality, so that a reader can be measured.

``python -m samples.bench`` writes letters with the truth beside each. Every letter is a function of its set, its family,
its capture level and its seed. Nothing of the ``irsletter`` package is imported: whoever draws must not know how the
reader works. Knowledge of letters is data (``cases``, ``wording``, ``people``, ``sets``, ``*.toml``).
"""
