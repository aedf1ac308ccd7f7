"""What people settled on the review page as labelled truth, in the form that ``irsletter score`` takes.

A letter counts once a person settled it or one of its fields. Of a letter that was settled as a whole every single
field is held to be true as it stands; of others the fields alone that a person decided. The rest is named ``free``: it
may be read or not. Of tax periods, amounts and days the rows count that a person corrected or added; where such a
letter was settled as a whole all tax periods and amounts do, but not all days, for nobody looks through each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

from irsletter.model.result import Amount, Deadline, Field, Letter, Result, TaxPeriod
from irsletter.run.corrections.corrected_rows import row_at
from irsletter.run.corrections.file import Correction, Corrections
from irsletter.run.corrections.typed import CORRECTABLE, written

_LISTS = ("tax_periods", "amounts", "deadlines")
LEVEL = "firm"


def truths(results: Iterable[Result], kept: Corrections) -> Iterator[dict[str, Any]]:
    """One truth for each file whose letters were all decided on; ``results`` carry the corrections."""
    for result in results:
        said = [kept.standing(letter.id) for letter in result.letters]
        if not result.letters or not all(said):
            continue
        letters = [_letter(letter, lines) for letter, lines in zip(result.letters, said, strict=True)]
        places = [_boxes(letter, true) for letter, true in zip(result.letters, letters, strict=True)]
        path, pages = result.source.path, sorted(page for letter in result.letters for page in letter.pages)
        notice = result.letters[0].notice
        one = len(letters) == 1
        yield {
            "letter": letters[0] if one else None,
            **({} if one else {"letters": letters}),
            "files": {path: {"capture": LEVEL, "pages": pages}},
            "boxes": {path: places[0] if one else places},
            "level": LEVEL,
            "family": notice.family if notice else "",
            "variant": "" if one else "stack",
        }


def _letter(letter: Letter, lines: tuple[Correction, ...]) -> dict[str, Any]:
    whole = any(line.act == "looked" for line in lines)
    decided = {line.field for line in lines if line.act == "set"}
    sure = set(CORRECTABLE) if whole else decided
    fields: dict[str, Any] = dict(letter.fields)
    rows = [line for line in lines if line.act == "row"]
    listed = {line.field for line in rows}
    code = whole or "notice_code" in decided
    return {
        "pages": list(letter.pages),
        "code": letter.notice.code if code and letter.notice else None,
        "kind": letter.kind.value if whole or any(line.act == "kind" for line in lines) else None,
        "category": letter.notice.category.value if code and letter.notice else None,
        "language": letter.language,
        "fields": {
            name: _entry(name, field) for name, field in fields.items() if name in sure and field.value is not None
        },
        "tax_periods": [_period(each) for each in _true("tax_periods", letter, rows, whole=whole)],
        "amounts": [_amount(each, letter) for each in _true("amounts", letter, rows, whole=whole)],
        "deadlines": [_day(each) for each in _true("deadlines", letter, rows, whole=False)],
        "free": [*(name for name in _LISTS if name not in listed), *(name for name in CORRECTABLE if name not in sure)],
        "others_free": sorted(listed & {"deadlines"} if whole else listed & set(_LISTS)),
        "deadlines_free": [],
        "checks": {},
    }


def _entry(name: str, field: Field[Any]) -> dict[str, Any]:
    value = asdict(field.value) if is_dataclass(field.value) and not isinstance(field.value, type) else field.value
    return {"value": value, "raw": field.raw or written(name, field.value), "alts": [], "pages": _pages(field)}


def _true(name: str, letter: Letter, rows: list[Correction], *, whole: bool) -> list[Any]:
    """The rows of a list that count: all of a letter that was settled, else those that a person decided."""
    said = [line for line in rows if line.field == name]
    every: list[Any] = list(getattr(letter, name)) if said else []
    if whole:
        return every
    found = (row_at(letter, line) for line in said)
    return [every[at] for at in sorted({at for at in found if at is not None})]


def _day(deadline: Deadline) -> dict[str, Any]:
    pages = sorted({each.page for each in deadline.evidence if each.page is not None})
    return {"what": deadline.what.value, "date": deadline.date, "basis": deadline.basis.value, "pages": pages}


def _period(period: TaxPeriod) -> dict[str, Any]:
    told = {"label": period.label, "start": period.start, "end": period.end, "form": period.form}
    return {**told, "raw": period.field.raw or period.label, "pages": _pages(period.field)}


def _amount(row: Amount, letter: Letter) -> dict[str, Any]:
    label = next((period.label for period in letter.tax_periods if period.id == row.tax_period), None)
    value, place = row.field.value, "table"
    told = {
        "kind": row.kind.value,
        "label": row.label,
        "value": value,
        "raw": row.field.raw or written("amounts", value),
    }
    return {**told, "tax_period": label, "place": place, "pages": _pages(row.field)}


def _pages(field: Field[Any]) -> list[int]:
    return sorted({each.page for each in field.evidence if each.page is not None})


def _boxes(letter: Letter, true: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(letter.fields)
    return {
        name: [
            {"page": each.page, "box": list(each.box), "text": each.text}
            for each in fields[name].evidence
            if each.page is not None and each.box is not None
        ]
        for name in true["fields"]
    }
