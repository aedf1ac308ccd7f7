"""What the confidences are worth on a layout that no calibration saw: each is judged by a table fitted without it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from irsletter.score.bounds import at_most
from samples.regression import FEWEST, Seen, fitted, score


def left_out(seen: list[Seen]) -> Iterator[str]:
    """Lines for a person, one a layout with enough values: how many were accepted, how many of these were wrong, and
    what the confidences claimed on average against what was right."""
    looks = sorted({one.look for one in seen if one.look})
    if len(looks) > 1:
        yield f"  {'left out':<12}{'values':>7}{'accepted':>10}{'wrong':>7}{'at most':>9}{'claimed':>9}{'right':>8}\n"
    for look in looks if len(looks) > 1 else ():
        own, others = [one for one in seen if one.look == look], [one for one in seen if one.look != look]
        if len(own) >= FEWEST:
            yield _line(look, own, others)


def _line(look: str, own: list[Seen], others: list[Seen]) -> str:
    table = fitted(others)
    starts = [one["start"] for one in table["bins"]]
    sure = [table["bins"][max(bisect_right(starts, round(score(one, table), 4)) - 1, 0)]["confidence"] for one in own]
    accepted = [
        one.right for one, claim in zip(own, sure, strict=True) if one.accepted and claim >= table["accept_from"]
    ]
    wrong = accepted.count(False)
    right = sum(one.right for one in own) / len(own)
    counts = f"{len(own):>7}{len(accepted):>10}{wrong:>7}{at_most(wrong, len(accepted)) if accepted else 1:>9.2%}"
    return f"  {look:<12}{counts}{sum(sure) / len(sure):>9.3f}{right:>8.3f}\n"
