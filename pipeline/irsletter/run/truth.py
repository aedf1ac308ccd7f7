"""What people settled on the review page as labelled truth, in the form that ``irsletter score`` takes.

A letter counts once a person settled it or one of its fields. Of a letter that was settled as a whole every single
field is held to be true as it stands; of others the fields alone that a person decided. The rest is named ``free``: it
may be read or not. Rows, periods and dates are always free, for nobody looks through each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

from irsletter.model.result import Field, Letter, Result
from irsletter.run.corrections import Correction, Corrections
from irsletter.run.typed import CORRECTABLE, written

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
        "tax_periods": [],
        "amounts": [],
        "deadlines": [],
        "free": [*_LISTS, *(name for name in CORRECTABLE if name not in sure)],
        "deadlines_free": [],
        "checks": {},
    }


def _entry(name: str, field: Field[Any]) -> dict[str, Any]:
    value = asdict(field.value) if is_dataclass(field.value) and not isinstance(field.value, type) else field.value
    pages = sorted({each.page for each in field.evidence if each.page is not None})
    return {"value": value, "raw": field.raw or written(name, field.value), "alts": [], "pages": pages}


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
