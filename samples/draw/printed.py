"""How the values of a letter are printed, and under which name each counts in the truth."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from samples.draw.places import OFFICES
from samples.draw.spec import Letter
from samples.draw.text import Printed

ADVOCATE = "877-777-4778"  # Taxpayer Advocate Service, irs.gov/pub/notices/cp75_english.pdf (2019)


def date(day: dt.date) -> str:
    """As notices print a date: January 8, 2018."""
    return f"{day:%B} {day.day}, {day.year}"


def slashed(day: dt.date) -> str:
    """As tables print the end of a period: 03/31/2024."""
    return f"{day:%m/%d/%Y}"


def money(amount: Decimal, *, sign: bool = True) -> str:
    """As billing summaries print money: ``$1,075.21``, ``-3,328.00`` for a credit, bare without ``sign``."""
    return f"{'$' if sign and amount >= 0 else ''}{amount:,.2f}"


def tin(letter: Letter) -> str:
    """The taxpayer number as this letter shows it: whole, as older ones do, or masked."""
    return letter.who.tin if letter.tin_whole else letter.who.masked


def scan_line(letter: Letter) -> str:
    """The machine line of the payment slip: number, check letters, name control, tax class, period, code 670 and cents.

    Shape after the line of a software-printed Form 1040-V (whose code is 610); the check letters are invented.
    """
    period = f"{letter.period[0].end:%Y%m}" if len(letter.period) == 1 else "000000"
    cents = int(letter.amount_due * 100)
    return f"{letter.who.tin.replace('-', '')} XK {letter.who.control} 30 0 {period} 670 {cents:011d}"


def amount_key(place: int) -> str:
    """The name of the ``place``-th entry of the truth's ``amounts`` among the boxes."""
    return f"amounts[{place}]"


def values(letter: Letter) -> dict[str, Printed]:
    """Every value that a template may name. Amounts count in the order rows, total, details, amounts in the text."""
    who = letter.who
    found = {
        "notice_date": Printed(date(letter.notice_date), "notice_date"),
        "amount_due": Printed(money(letter.amount_due), "amount_due"),
        "tin": Printed(tin(letter), "taxpayer_id"),
        "phone": Printed(letter.phone, "contact_phone"),
        "advocate": Printed(ADVOCATE),
        "coupon_name": Printed(who.coupon_name, "taxpayer_name"),
        "coupon_street": Printed(who.street, "taxpayer_address"),
        "coupon_city": Printed(f"{who.city}, {who.state} {who.zip}", "taxpayer_address"),
        "street": Printed(who.street.upper(), "taxpayer_address"),
        "city": Printed(f"{who.city.upper()}, {who.state} {who.zip}", "taxpayer_address"),
        "scan_line": Printed(scan_line(letter), "scan_line"),
    }
    found |= {f"name{number}": Printed(line, "taxpayer_name") for number, line in enumerate(who.names)}
    if letter.period:
        first = letter.period[0]
        found["year"] = Printed(str(first.end.year))
        found["form"] = Printed(first.form)
        found["year_end"] = Printed(date(first.end))
    for name, day in (("due_date", letter.due_date), ("respond_by", letter.respond_by)):
        if day:
            found[name] = Printed(date(day), name)
    for name, text in (
        ("payee", letter.payee), ("fax", letter.fax), ("caller_id", letter.caller_id),
        ("contact_name", letter.contact_name), ("employee_id", letter.employee_id),
    ):  # fmt: skip
        if text:
            found[name] = Printed(text, "contact_fax" if name == "fax" else name)
    if letter.code:
        found["code"] = Printed(letter.printed_code or letter.code, "notice_code")
    found |= _lines("office", letter.office, "return_address") | _lines("respond", letter.office, "respond_to")
    found |= _lines("remit", letter.remit, "remit_to")
    return found | _deadlines(letter) | _amounts(letter)


def _lines(name: str, place: str | None, field: str) -> dict[str, Printed]:
    lines = OFFICES[place] if place else ()
    return {f"{name}{number}": Printed(line, field) for number, line in enumerate(lines)}


def _deadlines(letter: Letter) -> dict[str, Printed]:
    return {
        due.word: Printed(date(due.date), f"deadlines[{place}]")
        for place, due in enumerate(letter.deadline)
        if due.word and due.date
    }


def _amounts(letter: Letter) -> dict[str, Printed]:
    found: dict[str, Printed] = {}
    for place, row in enumerate(letter.row):
        # the redesigned notices print the dollar sign on the first row and on the total; layout c on every row
        sign = letter.layout == "c" or place == 0
        found[f"row{place}"] = Printed(money(row.amount, sign=sign), amount_key(place))
    place = len(letter.row) + 1
    for number, one in enumerate(letter.detail):
        for column in ("owed", "penalty", "interest", "total"):
            found[f"{column}{number}"] = Printed(money(getattr(one, column)), amount_key(place))
            place += 1
    for said in letter.said:
        found[said.word] = Printed(money(said.amount), amount_key(place))
        place += 1
    return found
