"""Single fields that stand beside a label: the candidates of all places, and what to say where none can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from irsletter.catalog.fields import fold
from irsletter.model.reading import Field, Reference
from irsletter.parse.evidence.candidates import Candidate, evidence_at
from irsletter.parse.evidence.choose import choose, nothing_read
from irsletter.parse.labels.beside import is_placeholder, stands_beside, values_of
from irsletter.parse.labels.known import LabelHit
from irsletter.parse.survey import Survey

_HEADER_END = 0.4
"""A label of one short word (``Date``) counts in the head of the first page only, above this height."""
_SHORT = 5


def candidates_of(
    survey: Survey, field: str, label_ids: tuple[str, ...] = (), fits: Callable[[LabelHit], bool] | None = None
) -> list[Candidate[Any]]:
    """Every value beside a label of ``field`` (of ``label_ids`` only, where some are given) that ``fits``."""
    found = []
    for hit, view in survey.label_hits(field):
        if (label_ids and hit.label.id not in label_ids) or (fits is not None and not fits(hit)):
            continue
        short = hit.end - hit.start <= _SHORT and len(hit.label.spellings) == 1
        if short and (view.position > 0 or hit.cell.box.y0 > _HEADER_END):
            continue
        value = values_of(hit, view.sheet)
        if value is not None:
            found.append(value)
    return found


def labelled(survey: Survey, field: str, extra: tuple[Candidate[Any], ...] = ()) -> Field[Any] | None:
    """The field of that name, from its labels and from ``extra``; None where the letter carries none."""
    found = choose((*candidates_of(survey, field), *extra), survey.rules.confidence)
    return found if found is not None else unread(survey, field)


def unread(survey: Survey, field: str) -> Field[Any] | None:
    """The field whose promised label was seen with something beside it that could not be read; placeholders are
    nothing."""
    for hit, view in survey.label_hits(field):
        if not hit.label.promised or hit.start > 0 or is_placeholder(hit, view.sheet):
            continue
        other = stands_beside(hit, view.sheet)
        if other is not None and (hit.alone or other is hit.cell):
            return nothing_read(evidence_at(view.page, hit.cell.words_between(hit.start, hit.end)))
    return None


def references_of(survey: Survey, code: str | None = None) -> tuple[Reference, ...]:
    """The reference numbers of the letter, each once, in the order of the pages; its own ``code`` is none of them."""
    found: dict[tuple[str, str], list[Candidate[str]]] = {}
    kinds = {}
    for hit, view in survey.label_hits("reference"):
        value = values_of(hit, view.sheet)
        if value is not None and hit.label.reference is not None and fold(value.value) != fold(code or ""):
            key = (hit.label.reference.value, value.value)
            kinds[key] = hit.label.reference
            found.setdefault(key, []).append(value)
    fields = ((key, choose(candidates, survey.rules.confidence)) for key, candidates in found.items())
    return tuple(Reference(kinds[key], field) for key, field in fields if field is not None)
