"""How sure a share is that was counted: one-sided Clopper-Pearson bounds, which hold at any count."""

from __future__ import annotations

import math

SURE = 0.95
"""A bound holds in 95 of 100 samples."""

_STEPS = 60


def at_most(hits: int, count: int, sure: float = SURE) -> float:
    """The largest share that ``hits`` of ``count`` still speak for; 1.0 where nothing was counted.

    Clopper and Pearson 1934: the share at which so few hits have the chance ``1 - sure``.
    """
    if hits >= count:
        return 1.0
    low, high = hits / count, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _chance(hits, count, middle) > 1 - sure else (low, middle)
    return high


def at_least(hits: int, count: int, sure: float = SURE) -> float:
    """The smallest share that ``hits`` of ``count`` still speak for; 0.0 where nothing was counted."""
    return 1.0 - at_most(count - hits, count, sure) if count else 0.0


def _chance(most: int, count: int, share: float) -> float:
    """The chance of ``most`` hits or fewer in ``count`` draws."""
    if share >= 1.0:
        return 0.0
    log_hit, log_miss = math.log(share), math.log1p(-share)
    whole = math.lgamma(count + 1)
    return math.fsum(
        math.exp(
            whole - math.lgamma(hits + 1) - math.lgamma(count - hits + 1) + hits * log_hit + (count - hits) * log_miss
        )
        for hits in range(most + 1)
    )
