"""Workbook, database and shell line: types kept, nothing that stands on paper does harm."""

import csv
import dataclasses
import io
import json
import re
import sqlite3
from decimal import Decimal

import icalendar
import openpyxl
import pytest

from irsletter.emit.csv import summary_csv
from irsletter.emit.line import field_lines
from irsletter.emit.schema import dump, summary_columns
from irsletter.emit.sqlite import results_sqlite
from irsletter.errors import UsageError
from irsletter.model import kinds
from tests.unit.emit.faces import deadlines_ics, report_html, summary_xlsx, to_html, to_markdown, to_terminal


def cells(book, sheet):
    head, *rows = book[sheet].iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in rows]


def test_a_workbook_keeps_types_and_leading_signs(make_result):
    book = openpyxl.load_workbook(io.BytesIO(summary_xlsx([make_result()])))
    assert book.sheetnames == ["Letters", "Deadlines", "Amounts"]
    (row,) = cells(book, "Letters")
    assert tuple(row) == summary_columns
    assert row["amount_due"].value == 9533.53
    assert row["amount_due"].data_type == "n"
    assert row["notice_date"].is_date
    assert row["notice_date"].value.date().isoformat() == "2026-11-09"
    assert (row["contact_phone"].value, row["contact_phone"].data_type) == ("+18008291040", "s")
    assert (row["id_last4"].value, row["id_last4"].data_type) == ("1234", "s")
    assert row["urgency"].value == 2
    assert [each["amount"].value for each in cells(book, "Amounts")] == [9444.07, 34.98, 54.48, 9533.53]
    assert [each["date"].is_date for each in cells(book, "Deadlines")] == [True, False]


def test_a_workbook_and_a_database_are_the_same_for_the_same_letters(make_result):
    assert summary_xlsx([make_result()]) == summary_xlsx([make_result()])
    assert results_sqlite([make_result()]) == results_sqlite([make_result()])


def test_no_letters_give_empty_tables():
    assert cells(openpyxl.load_workbook(io.BytesIO(summary_xlsx([]))), "Letters") == []
    assert opened(results_sqlite([])).execute("SELECT count(*) FROM letters").fetchone() == (0,)


def test_the_firms_own_columns_reach_workbook_and_database(make_result):
    result = make_result()
    work = {result.letters[0].id: {"notes": "=called", "follow_up_on": "2026-12-01", "answered_on": "soon"}}
    (row,) = cells(openpyxl.load_workbook(io.BytesIO(summary_xlsx([result], work))), "Letters")
    assert (row["notes"].value, row["notes"].data_type, row["notes"].quotePrefix) == ("=called", "s", True)
    assert row["follow_up_on"].is_date
    assert row["answered_on"].value == "soon"
    base = opened(results_sqlite([result], work))
    assert base.execute("SELECT notes, follow_up_on FROM letters").fetchone() == ("=called", "2026-12-01")


def opened(data):
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    return base


def test_a_database_answers_what_a_preparer_asks(make_result, make):
    base = opened(results_sqlite([make_result(deadlines=(make.levy, make.hearing))]))
    assert base.execute("SELECT sum(cents) FROM amounts WHERE kind = 'interest' AND counts").fetchone() == (5448,)
    assert base.execute("SELECT notice_code, amount_due, amount_due_cents FROM letters").fetchall() == [
        ("CP504", "9533.53", 953353)
    ]
    first = base.execute("SELECT date, right_lost FROM open_deadlines").fetchone()
    assert first == ("2026-11-28", "the collection due process hearing")
    assert base.execute("SELECT value, page, places FROM fields WHERE name = 'taxpayer_id'").fetchone() == (
        "***-**-1234",
        1,
        1,
    )
    assert dict(base.execute("SELECT * FROM about")) == {"schema_version": "1", "as_of": "2026-11-22"}
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_letter_that_may_be_fraud_counts_in_no_sum(make_result, make):
    fraud = make_result(authenticity=make.fraud)
    base = opened(results_sqlite([fraud]))
    assert base.execute("SELECT amount_due, counts FROM letters").fetchone() == (None, 0)
    assert base.execute("SELECT sum(cents) FROM amounts WHERE counts").fetchone() == (None,)
    assert cells(openpyxl.load_workbook(io.BytesIO(summary_xlsx([fraud]))), "Amounts") == []
    assert field_lines(fraud, ["amount_due", "verdict"]) == "9533.53?\tlikely_scam\n"


def test_one_line_for_the_shell_marks_what_is_unsure(make_result):
    result = make_result()
    assert field_lines(result, ["notice_code", "amount_due", "contact_phone", "taxpayer_id", "due_date", "stage"]) == (
        "CP504\t9533.53\t+18008291040?\t***-**-1234\t\t4\n"
    )
    with pytest.raises(UsageError):
        field_lines(result, ["amount_deu"])
    with pytest.raises(UsageError):
        field_lines(result, [])


EVILS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>",
    "formula": '=HYPERLINK("http://evil.example","pay")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "wide formula": "\uff1d1+1",
    "control": "A\x00B\x07C\x1b[31mD\x9b0mE\x7f",
    "turned": "abc\u202egnp.exe\u2066\u200f\ufeffx",
    "long word": "x" * 10_000,
    "longer than a cell": "word " * 7_000,
    "markdown": "[click](http://evil.example) ![i](http://evil.example/x.png) **b** | `c` <b>d</b> # e\n# f",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7}",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM;:,\\",
    "sql": "'); DROP TABLE letters; --",
    "lone half": "a\ud800b",
}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


@pytest.fixture(params=EVILS.values(), ids=EVILS.keys())
def evil(request):
    return request.param


@pytest.fixture
def hostile(make_result, make, evil):
    """A letter that says ``evil`` wherever paper can speak, in a file of that name."""
    finding = dataclasses.replace(make.fraud.findings[0], evidence=(make.evidence(evil),))
    result = make_result(
        authenticity=dataclasses.replace(make.fraud, findings=(finding,), score=0.0, verdict=kinds.Verdict.CANNOT_TELL)
    )
    letter = result.letters[0]
    named = {"taxpayer_name", "contact_name", "payee"}
    fields = dict(letter.fields)
    for name in named:
        like = dataclasses.replace(letter.fields["taxpayer_name"], value=evil, raw=evil)
        fields[name] = like
    street = dataclasses.replace(
        fields["taxpayer_address"],
        value=dataclasses.replace(fields["taxpayer_address"].value, lines=[evil], city=evil),
    )
    person = dataclasses.replace(letter.taxpayers[0], name=fields["taxpayer_name"])
    deadlines = [dataclasses.replace(each, words=evil) for each in letter.deadlines]
    amounts = [dataclasses.replace(each, label=evil) for each in letter.amounts]
    whole = dataclasses.replace(
        letter,
        fields=fields | {"taxpayer_address": street},
        taxpayers=[person],
        deadlines=deadlines,
        amounts=amounts,
    )
    source = dataclasses.replace(result.source, name=evil, path=evil)
    return dataclasses.replace(result, letters=[whole], source=source)


def test_a_hostile_letter_starts_nothing_in_a_spreadsheet(hostile):
    rows = list(csv.reader(io.StringIO(summary_csv([hostile]).decode())))
    assert len(rows) == 2
    for cell in rows[1]:
        assert not FORBIDDEN.search(cell)
        if re.match(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell):
            assert re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)
    book = openpyxl.load_workbook(io.BytesIO(summary_xlsx([hostile])))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert not FORBIDDEN.search(cell.value)
                    assert cell.quotePrefix or cell.value[:1] not in ("=", "-", "@", "\uff1d")


def test_a_hostile_letter_is_text_in_a_database_and_data_in_json(hostile):
    base = opened(results_sqlite([hostile]))
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (name,) = base.execute("SELECT value FROM fields WHERE name = 'contact_name'").fetchone()
    assert not FORBIDDEN.search(name)
    lines = field_lines(hostile, ["taxpayer_name", "notice_code", "file"])
    assert lines.count("\n") == 1
    assert lines.count("\t") == 2
    assert not FORBIDDEN.search(lines)


def test_a_hostile_letter_is_text_on_a_page(hostile):
    for page in (to_html(hostile), report_html([hostile]).decode()):
        assert "onerror=alert(1)>" not in page.replace("&gt;", "")
        assert not re.search(r"<script>alert|<img src=x|<svg onload|<b>d", page)
        assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in page.replace("&#39;", "'")
        assert not re.search(r"""(?:src|href)=["']?(?:https?:|//|javascript:)""", page)
        assert not FORBIDDEN.search(page)
        assert "49" not in re.findall(r"\{\{.*?\}\}", page)


def test_a_hostile_letter_steers_neither_terminal_markdown_nor_calendar(hostile):
    terminal = to_terminal(hostile, width=80, colour=False)
    assert not FORBIDDEN.search(terminal)
    markdown = to_markdown(hostile)
    assert not FORBIDDEN.search(markdown)
    assert not re.search(r"(?<!\\)<script|(?<!\\)!\[i\]|(?<!\\)\[click\]", markdown)
    calendar = icalendar.Calendar.from_ical(deadlines_ics([hostile]))
    assert sum(part.name == "VEVENT" for part in calendar.walk()) == sum(
        each.date is not None for each in hostile.letters[0].deadlines
    )


def test_json_keeps_what_was_read(make_result):
    result = make_result()
    assert json.loads(dump(result))["letters"][0]["fields"]["amount_due"]["value"] == str(Decimal("9533.53"))
