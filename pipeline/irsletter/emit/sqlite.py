"""letters.sqlite: the Results as tables that sqlite3, Datasette and spreadsheets' drivers open.

``results.sql`` beside this file is the schema, with what each column means; ``letters`` has the columns of summary.csv.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any

from irsletter.emit.csv import Work, summary_row
from irsletter.emit.schema import summary_columns
from irsletter.emit.urgency import days_left, doubted, in_order
from irsletter.emit.wording import address, clean
from irsletter.model.result import Address, Evidence, Field, Letter, Result, TaxpayerId

_COUNTS = frozenset({"urgency", "days_left", "stage"})
_VERSION = "1"

Rows = Iterator[tuple[Any, ...]]


def results_sqlite(results: Iterable[Result], work: Work | None = None) -> bytes:
    """The database. ``results`` must be dated; ``work`` fills the firm's own columns. Text is one line, without
    control characters."""
    base = sqlite3.connect(":memory:")
    try:
        base.execute(_letters_table())
        base.executescript(files("irsletter.emit").joinpath("results.sql").read_text("utf-8"))
        as_of = ""
        for result in results:
            as_of = result.as_of
            _put(base, "files", [_file(result)])
            for letter in result.letters:
                _put_letter(base, result, letter, work or {})
        _put(base, "about", [("schema_version", _VERSION), ("as_of", as_of)])
        base.commit()
        return base.serialize()
    finally:
        base.close()


def _letters_table() -> str:
    columns = (
        f'"{name}" {"INTEGER" if name in _COUNTS else "TEXT"}' for name in summary_columns if name != "letter_id"
    )
    return (
        f"CREATE TABLE letters (letter_id TEXT PRIMARY KEY, {', '.join(columns)}, "
        "amount_due_cents INTEGER, counts INTEGER NOT NULL)"
    )


def _put_letter(base: sqlite3.Connection, result: Result, letter: Letter, work: Work) -> None:
    row = summary_row(result, letter) | dict(work.get(letter.id, {}))
    if base.execute("SELECT 1 FROM letters WHERE letter_id = ?", (letter.id,)).fetchone():
        return  # equal bytes under a second path: one letter
    cells = [letter.id, *(_text(row.get(name, "")) or None for name in summary_columns if name != "letter_id")]
    _put(base, "letters", [(*cells, _cents(row.get("amount_due") or None), _counts(letter))])
    _put(base, "fields", _fields(letter))
    _put(base, "tax_periods", _periods(letter))
    _put(base, "amounts", _amounts(letter))
    _put(base, "deadlines", _deadlines(letter, result.as_of))
    findings = letter.authenticity.findings
    _put(base, "findings", [(letter.id, f.rule, f.weight, f.title, f.why, f.source, f.checked_on) for f in findings])
    reasons = letter.review.reasons
    _put(base, "review_reasons", [(letter.id, each.code, each.field, each.page, each.message) for each in reasons])
    contacts = letter.contacts
    _put(base, "contacts", [(letter.id, c.kind, c.role, _value(c.field), c.field.status) for c in contacts])


def _put(base: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        base.execute(f"INSERT INTO {table} VALUES ({marks})", [_text(cell) for cell in row])  # noqa: S608 - our names


def _text(cell: Any) -> Any:
    return clean(str(cell)) if isinstance(cell, str) else cell


def _file(result: Result) -> tuple[Any, ...]:
    source, error = result.source, result.error
    told = (error.code, error.message, error.hint) if error else (None, None, None)
    about = (source.path, source.sha256, source.media_type, source.bytes, source.pages)
    return (*about, result.status, result.joined_into, *told)


def _counts(letter: Letter) -> int:
    return int(not (doubted(letter) or letter.copy_of or letter.superseded_by))


def _fields(letter: Letter) -> Rows:
    found: dict[str, Field[Any]] = dict(letter.fields)  # type: ignore[arg-type]
    for name, field in found.items():
        places = len({evidence.copy for evidence in field.evidence})
        yield letter.id, name, _value(field), field.raw, field.confidence, field.status, *_first(field.evidence), places


def _first(evidence: list[Evidence]) -> tuple[Any, ...]:
    placed = next((each for each in evidence if each.page is not None and each.box is not None), None)
    return (None,) * 5 if placed is None or placed.box is None else (placed.page, *placed.box)


def _periods(letter: Letter) -> Rows:
    for each in letter.tax_periods:
        yield letter.id, each.id, each.role, each.label, each.start, each.end, each.form, each.tax_type


def _amounts(letter: Letter) -> Rows:
    for number, each in enumerate(letter.amounts, start=1):
        amount = each.field.value
        money = (amount, _cents(amount), _counts(letter), each.field.status)
        yield letter.id, number, each.kind, each.label, each.tax_period, *money


def _deadlines(letter: Letter, as_of: str) -> Rows:
    for number, each in enumerate(in_order(letter), start=1):
        when = (each.date, each.last_legal_day, days_left(each, as_of), each.words)
        why = (each.basis, each.rule, each.right_lost, each.met_by, each.state, each.status)
        yield letter.id, number, each.what, *when, *why


def _cents(amount: str | None) -> int | None:
    return None if amount is None else int(Decimal(amount) * 100)


def _value(field: Field[Any]) -> str | None:
    value = field.value
    if value is None:
        return None
    if isinstance(value, Address):
        return address(value)
    return value.masked if isinstance(value, TaxpayerId) else str(value)
