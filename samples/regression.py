"""Labelled values become one table of ``config/weights.toml``: logistic regression, isotonic bins, lower bounds."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from irsletter.catalog.weights import promotable, tier_of
from irsletter.score.bounds import at_least

PARTS = 4
"""Parts into which the letters fall, by number."""
FEWEST = 40
"""Values that a bin needs; one with fewer joins its neighbour."""
SHARE_WRONG = 1 / 700
"""Of accepted values at most this share may be wrong."""
MOST_HELD = 0.03
"""Share of the values accepted by the rules that a threshold may send to a person."""
WORSE = 5
"""How many times as often values that a threshold holds must have been wrong as those that it lets pass."""
PROMOTED = 0.98
"""Confidence that a value must have at the least to be accepted although the rules leave it for review."""
HIGHEST = 0.9999


@dataclass(frozen=True, slots=True)
class Seen:
    """One value that was read. ``number`` is its letter's; ``rules`` (0 to 1) and ``accepted`` are the rules' word."""

    number: int
    group: str
    capture: str
    rules: float
    accepted: bool
    right: bool
    look: str = ""
    """The layout of its letter."""


Scored = tuple[float, Seen]
"""A value with the score that letters other than its own give it."""


def fitted(seen: list[Seen]) -> dict[str, Any]:
    """The table that ``seen`` gives. All letters teach the weights; the bins count each value by the score that it has
    from the letters of the other parts alone (cross-fitting), so that no value vouches for itself.

    Raises ValueError where a part has no value.
    """
    parts = [[one for one in seen if one.number % PARTS == part] for part in range(PARTS)]
    if not all(parts):
        raise ValueError("too few letters to calibrate on")
    scored: list[Scored] = []
    for number, part in enumerate(parts):
        weights = _weights([one for other, rest in enumerate(parts) if other != number for one in rest])
        scored += [(round(score(one, weights), 4), one) for one in part]
    bins = _bins(scored)
    table = _weights(seen) | {
        "letters": len({one.number for one in seen}),
        "bins": bins,
        "accept_from": _accept_from(scored, bins),
        "promote_from": _promote_from(scored, bins),
        "review": [],
    }
    stay = [(at, one) for at, one in scored if not _judged(at, one, table)[1]]
    return table | {"review": _bins(stay) if stay else []}


def score(one: Seen, weights: dict[str, Any]) -> float:
    """The sum of log odds, as the program makes it."""
    return float(weights["intercept"] + sum(weights[part].get(name, 0.0) for part, name in _parts(one)))


def judged(one: Seen, table: dict[str, Any]) -> tuple[float, bool]:
    """The confidence that ``table`` gives the value, and whether the program accepts it."""
    return _judged(round(score(one, table), 4), one, table)


def _judged(at: float, one: Seen, table: dict[str, Any]) -> tuple[float, bool]:
    sure = _confidence(at, one, table["bins"])
    stands = (
        sure >= table["accept_from"]
        if one.accepted
        else sure >= table["promote_from"] and promotable(one.group, one.rules)
    )
    return (sure if stands or not table["review"] else min(sure, _confidence(at, one, table["review"]))), stands


def _confidence(at: float, one: Seen, bins: list[dict[str, Any]]) -> float:
    ((place, _),) = _placed([(at, one)], bins)
    return float(bins[place]["confidence"])


def _parts(one: Seen) -> tuple[tuple[str, str], ...]:
    """What speaks for or against a value: each a column of the regression."""
    tier = tier_of(one.rules, accepted=one.accepted)
    return (
        ("group", one.group),
        ("capture", one.capture),
        ("tier", tier),
        ("cell", f"{one.group} {tier}"),
    )


def _weights(seen: list[Seen]) -> dict[str, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(part for one in seen for part in _parts(one))
    known = [{part: 1.0 for part in _parts(one) if counts[part] >= FEWEST // 2} for one in seen]
    weights: dict[str, Any] = {"intercept": 0.0, "group": {}, "capture": {}, "tier": {}, "cell": {}}
    right = np.array([one.right for one in seen])
    if right.all() or not right.any():
        return weights  # nothing to tell apart: all stand together in the bins
    columns = DictVectorizer()
    rows = columns.fit_transform([{"\t".join(part): value for part, value in one.items()} for one in known])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows, right)
    for column, found in zip(columns.get_feature_names_out(), model.coef_[0], strict=True):
        part, _, name = str(column).partition("\t")
        weights[part][name] = round(float(found), 4)
    return weights | {"intercept": round(float(model.intercept_[0]), 4)}


def _bins(scored: list[Scored]) -> list[dict[str, Any]]:
    from sklearn.isotonic import IsotonicRegression

    pairs = sorted((at, one.right) for at, one in scored)
    scores, right = [pair[0] for pair in pairs], [float(pair[1]) for pair in pairs]
    steps = IsotonicRegression(out_of_bounds="clip").fit_transform(scores, right)
    whole: list[list[tuple[float, float]]] = []
    last: float | None = None
    for at, seen_right, step in zip(scores, right, steps, strict=True):
        if not whole or (step != last and len(whole[-1]) >= FEWEST and at > whole[-1][-1][0]):
            whole.append([])
        whole[-1].append((at, seen_right))
        last = step
    if len(whole) > 1 and len(whole[-1]) < FEWEST:
        whole[-2:] = [whole[-2] + whole[-1]]
    highest = 0.0
    bins = []
    for one in whole:
        hits = int(sum(pair[1] for pair in one))
        # bounds rise with the score even where a bin has fewer values than the one before
        highest = max(highest, math.floor(min(at_least(hits, len(one)), HIGHEST) * 10_000) / 10_000)
        bins.append({"start": one[0][0], "confidence": highest, "count": len(one), "right": hits})
    return bins


def _accept_from(scored: list[Scored], bins: list[dict[str, Any]]) -> float:
    """The lowest confidence from which on at most ``SHARE_WRONG`` of the values that the rules accept were wrong.

    Where that would send more than ``MOST_HELD`` of them to a person, the highest that does not, if what it holds was
    wrong ``WORSE`` times as often as what it lets pass; else 0.0, and the rules stand alone: then the errors are not of
    the kind that a confidence can tell apart.
    """
    accepted = _placed([(at, one) for at, one in scored if one.accepted], bins)
    best = 0.0
    for index, one in enumerate(bins):
        above = [right for place, right in accepted if place >= index]
        below = [right for place, right in accepted if place < index]
        if len(below) > MOST_HELD * len(accepted):
            break
        if above.count(False) <= SHARE_WRONG * len(above):
            return float(one["confidence"])
        if below and below.count(False) * len(above) >= WORSE * above.count(False) * len(below):
            best = float(one["confidence"])
    return best


def _promote_from(scored: list[Scored], bins: list[dict[str, Any]]) -> float:
    """The lowest confidence, ``PROMOTED`` at the least, from which on not one of the values that the rules leave for
    review without anything against them was wrong; 1.0 where there is none."""
    doubted = [(at, one) for at, one in scored if not one.accepted and promotable(one.group, one.rules)]
    wrong = [place for place, right in _placed(doubted, bins) if not right]
    lowest = max(wrong, default=-1) + 1
    return next((float(one["confidence"]) for one in bins[lowest:] if one["confidence"] >= PROMOTED), 1.0)


def _placed(scored: list[Scored], bins: list[dict[str, Any]]) -> list[tuple[int, bool]]:
    """Each value's bin, and whether it was right."""
    starts = [one["start"] for one in bins]
    places = np.searchsorted(starts, [at for at, _ in scored], side="right")
    return [(max(int(place) - 1, 0), one.right) for place, (_, one) in zip(places, scored, strict=True)]
