"""Chosen values of a Result as lines for a shell: one letter a line, values apart by tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_type_hints

from irsletter.emit.csv import summary_row
from irsletter.emit.schema import summary_columns
from irsletter.emit.urgency import doubted
from irsletter.emit.wording import address, clean
from irsletter.errors import UsageError
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Address, Field, Fields, Letter, Result, TaxpayerId

UNSURE = "?"
"""Ends a value that a person must look at, and any field of a letter that may be fraud: no number, so that a script
that counts on it stops."""


def field_lines(result: Result, names: Sequence[str]) -> str:
    """``CP14\\t1075.21``: the single fields and columns of summary.csv that ``names`` lists, empty where the letter has
    none. ``result`` must be dated. Raises UsageError for a name that there is not."""
    known = dict.fromkeys((*get_type_hints(Fields), *summary_columns))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise UsageError(
            f"There is no field {', '.join(unknown)}." if unknown else "No field is named.",
            f"Choose from: {', '.join(known)}.",
        )
    return "".join(f"{_line(result, letter, names)}\n" for letter in result.letters)


def _line(result: Result, letter: Letter, names: Sequence[str]) -> str:
    row = summary_row(result, letter)
    fields: dict[str, Field[Any]] = dict(letter.fields)  # type: ignore[arg-type]
    single = get_type_hints(Fields)
    return "\t".join(
        _shown(fields.get(name), doubtful=doubted(letter)) if name in single else clean(row.get(name, ""))
        for name in names
    )


def _shown(field: Field[Any] | None, *, doubtful: bool) -> str:
    if field is None:
        return ""
    unsure = UNSURE if doubtful or field.status is FieldStatus.REVIEW else ""
    value = field.value
    if isinstance(value, Address):
        return address(value) + unsure
    if isinstance(value, TaxpayerId):
        return value.masked + unsure
    return clean("" if value is None else str(value)) + unsure
