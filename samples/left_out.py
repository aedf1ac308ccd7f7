"""What the confidences are worth on a layout that no calibration saw: each is judged by a table fitted without it."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.score.bounds import at_most
from samples.regression import FEWEST, Seen, fitted, judged


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
    said = [judged(one, table) for one in own]
    sure = [claim for claim, _ in said]
    accepted = [one.right for one, (_, stands) in zip(own, said, strict=True) if stands]
    wrong = accepted.count(False)
    right = sum(one.right for one in own) / len(own)
    counts = f"{len(own):>7}{len(accepted):>10}{wrong:>7}{at_most(wrong, len(accepted)) if accepted else 1:>9.2%}"
    return f"  {look:<12}{counts}{sum(sure) / len(sure):>9.3f}{right:>8.3f}\n"
