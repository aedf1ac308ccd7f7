"""summary.xlsx: the rows of summary.csv, their dates and amounts as a spreadsheet's own, with two sheets behind them.

Phones and the last digits of ids are text, so that no leading zero or plus is lost. What stands on the paper is never
a formula, a link or a number here, also not once somebody edits the cell: such text carries Excel's quote prefix.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from irsletter.catalog.labels import Labels
from irsletter.emit.csv import FORMULA, Work, summary_row
from irsletter.emit.deadlines import title
from irsletter.emit.schema import summary_columns
from irsletter.emit.urgency import days_left, doubted, in_order
from irsletter.emit.wording import clean
from irsletter.model.result import Letter, Result

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MONEY = frozenset({"amount_due", "tax", "penalties", "interest", "proposed_amount", "refund_amount", "amount"})
_DATES = frozenset(
    {"next_date", "notice_date", "received_on", "pay_by", "respond_by", "hearing_by", "petition_by", "abatement_by"}
    | {"appeal_by", "levy_may_start", "agreement_ends", "wait_until", "answered_on", "follow_up_on"}
    | {"date", "last_legal_day"}
)
_COUNTS = frozenset({"urgency", "days_left", "stage"})
_DEADLINES = (
    "letter_id", "notice_code", "taxpayer_names", "what", "date", "last_legal_day", "days_left", "words", "basis",
    "rule", "right_lost", "met_by", "state", "status",
)  # fmt: skip
_AMOUNTS = ("letter_id", "notice_code", "tax_period", "kind", "label", "amount", "status", "verdict")
_LONGEST = 32_000
"""Characters of a cell; Excel holds 32,767."""
_WIDTHS = {"title": 30, "taxpayer_names": 28, "right_lost": 30, "reply_address": 40, "review_reasons": 40, "file": 30}
_WIDTH = 14

Cells = dict[str, str]


def summary_xlsx(results: Iterable[Result], labels: Labels, work: Work | None = None) -> bytes:
    """A workbook with the sheets Letters, Deadlines and Amounts. ``results`` must be dated; ``work`` fills the firm's
    own columns. Equal arguments give equal bytes."""
    letters: list[Cells] = []
    deadlines: list[Cells] = []
    amounts: list[Cells] = []
    as_of = ""
    for result in results:
        as_of = result.as_of
        for letter in result.letters:
            row = summary_row(result, letter) | dict((work or {}).get(letter.id, {}))
            letters.append(row)
            deadlines += _deadlines(letter, row, result.as_of, labels)
            amounts += _amounts(letter, row)
    return _workbook(
        as_of,
        (("Letters", summary_columns, letters), ("Deadlines", _DEADLINES, deadlines), ("Amounts", _AMOUNTS, amounts)),
    )


def _deadlines(letter: Letter, row: Cells, as_of: str, labels: Labels) -> list[Cells]:
    about = {name: row.get(name, "") for name in ("letter_id", "notice_code", "taxpayer_names")}
    return [
        about
        | {
            "what": title(each, labels),
            "date": each.date or "",
            "last_legal_day": each.last_legal_day or "",
            "days_left": "" if (left := days_left(each, as_of)) is None else str(left),
            "words": each.words or "",
            "basis": each.basis.value,
            "rule": each.rule or "",
            "right_lost": each.right_lost or "",
            "met_by": each.met_by.value,
            "state": each.state.value,
            "status": each.status.value,
        }
        for each in in_order(letter)
    ]


def _amounts(letter: Letter, row: Cells) -> list[Cells]:
    """Every row of a letter that may count; those of doubted letters are left out, so that no sum takes them in."""
    if doubted(letter):
        return []
    labels = {period.id: period.label for period in letter.tax_periods}
    about = {name: row.get(name, "") for name in ("letter_id", "notice_code", "verdict")}
    return [
        about
        | {
            "tax_period": labels.get(each.tax_period or "", ""),
            "kind": each.kind.value,
            "label": each.label,
            "amount": each.field.value or "",
            "status": each.field.status.value,
        }
        for each in letter.amounts
    ]


def _workbook(as_of: str, sheets: Iterable[tuple[str, Sequence[str], list[Cells]]]) -> bytes:
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **plain})
    book.set_properties({"created": dt.datetime.fromisoformat(as_of or "2000-01-01")})
    looks = _looks(book)
    for name, columns, rows in sheets:
        _fill(book.add_worksheet(name), columns, rows, looks)
    book.close()
    return file.getvalue()


def _looks(book: Workbook) -> dict[str, Format]:
    wanted: dict[str, dict[str, Any]] = {
        "head": {"bold": True, "bottom": 1},
        "money": {"num_format": "#,##0.00;[Red]-#,##0.00"},
        "date": {"num_format": "yyyy-mm-dd"},
        "count": {"num_format": "0"},
        "text": {"num_format": "@"},
        "quoted": {"num_format": "@", "quote_prefix": True},
    }
    return {name: book.add_format(look) for name, look in wanted.items()}


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Cells], looks: dict[str, Format]) -> None:
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name, looks["head"])
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(columns):
            _write(sheet, number, column, name, row.get(name, ""), looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, name: str, cell: str, looks: dict[str, Format]) -> None:
    text = clean(cell)[:_LONGEST]
    typed = _typed(name, text)
    if isinstance(typed, dt.datetime):
        sheet.write_datetime(row, column, typed, looks["date"])
    elif isinstance(typed, Decimal | int):
        sheet.write_number(row, column, typed, looks["money" if name in _MONEY else "count"])
    elif text:
        sheet.write_string(row, column, text, looks["quoted" if text.startswith(FORMULA) else "text"])


def _typed(name: str, text: str) -> dt.datetime | Decimal | int | None:
    """None for text, and for what the firm wrote into a date's column and is no date."""
    try:
        if name in _DATES:
            return dt.datetime.fromisoformat(text)
        if name in _COUNTS:
            return int(text)
        return Decimal(text) if name in _MONEY and text else None
    except ValueError:
        return None
