"""Draws labelled letters at random, wider than reality, so that a reader can be measured.

``python -m samples.bench`` writes letters with the truth beside each. A letter is a function of its set, its seed and
its number; its file is one of the capture level besides. Nothing of the ``irsletter`` package is imported: whoever
draws must not know how the reader works. Knowledge of letters is data (``cases``, ``wording``, ``people``, ``sets``).
"""
