"""Letters in wordings that no rule was written for, in two halves, and honest ones that naive rules punish."""
