"""How sure a reading is, until confidence is calibrated: a small table, and what agreement and proof add to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from irsletter.catalog.fields import Confidence
from irsletter.parse.evidence.candidates import Candidate

_STRONG_WAYS = frozenset(
    {"label", "total_row", "table_row", "block", "date_phrase", "period_phrase", "phone_phrase", "money_phrase"}
)
"""Ways in which a value is found by words of its own, with a grammar to keep."""


def weight_of(candidate: Candidate[Any], rules: Confidence) -> float:
    """How sure one place is: the way it was found, less what had to be repaired or was read badly."""
    weight = rules.kinds.get(candidate.way, min(rules.kinds.values(), default=0.0))
    if candidate.repaired:
        weight *= rules.repaired
    if not candidate.exact:
        weight *= rules.fuzzy_label
    if candidate.least < rules.reasonable_word:
        weight *= rules.weak_word
    return weight


def sure_alone(candidate: Candidate[Any], rules: Confidence) -> bool:
    """Whether one place may stand alone: an exact label and exact grammar, and on a picture every word read surely."""
    if candidate.way not in _STRONG_WAYS or not candidate.exact or candidate.repaired or candidate.refuted:
        return False
    if candidate.read_by_ocr and candidate.way == "table_row":
        return (
            False  # on a picture a row may slip beside its neighbour's label: only a sum or a second place settles it
        )
    return not candidate.read_by_ocr or candidate.least >= rules.sure_word


def confidence_of(witnesses: Sequence[Candidate[Any]], rules: Confidence) -> float:
    """The field's lower bound: that of its best place, lifted where several agree or a sum proves it."""
    alone = weight_of(witnesses[0], rules)
    if len(witnesses) == 1 and (witnesses[0].read_by_ocr or witnesses[0].refuted):
        alone = min(alone, rules.single_ocr)
    if any(one.proved for one in witnesses):
        return max(alone, rules.proved)
    sound = sum(one.least >= rules.reasonable_word and not one.repaired for one in witnesses)
    if sound >= 3:
        return max(alone, rules.more_places)
    return max(alone, rules.two_places) if sound == 2 else alone
