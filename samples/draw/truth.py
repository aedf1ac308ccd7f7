"""What a right reading of a letter gives, and where each value stands in each file: ``NAME.truth.json``."""

from __future__ import annotations

import json
import re
from typing import Any

from samples.draw.capture import Captured
from samples.draw.places import OFFICES
from samples.draw.printed import amount_key, date, money, tin
from samples.draw.sheet import Mark
from samples.draw.spec import Letter

Json = dict[str, Any]

DETAIL_COLUMNS = (
    ("owed", "previous_balance", "Amount you owed", ("previous_balance", "assessed_balance")),
    ("penalty", "failure_to_pay_penalty", "Additional penalty", ("failure_to_pay_penalty", "other_penalty")),
    ("interest", "interest", "Additional interest", ("interest",)),
    ("total", "subtotal", "Total", ("subtotal", "amount_due")),
)
ID = re.compile(r"\b(?P<person>\d{3}-\d{2}-|\d{5})?(?(person)|\d{2}-\d{3})(?P<last>\d{4})\b")


def truth(letter: Letter, drawn: tuple[Mark, ...], files: tuple[Captured, ...]) -> bytes:
    """The truth file. Taxpayer numbers stand in it masked, also where the letter prints them whole."""
    pages = _pages(drawn)
    last = max(mark.page for mark in drawn)
    told: Json = {
        "pages": list(range(1, last + 1)),
        "code": letter.code,
        "kind": letter.kind,
        "language": "en",
        "fields": {
            name: field | {"pages": pages[name]} for name, field in _fields(letter, last).items() if name in pages
        },
        "amounts": _amounts(letter, pages),
        "tax_periods": [_period(letter, one) for one in range(len(letter.period))],
        "category": letter.category,
        "mentions": list(letter.mentions),
        "free": list(letter.free),
        "deadlines": [due.model_dump(mode="json", exclude={"word"}, exclude_none=True) for due in letter.deadline],
        "deadlines_free": list(letter.deadlines_free),
        "checks": {"amounts_add_up": "pass"},
        "verdict_ok": list(letter.verdict_ok),
        "notes": letter.notes,
    }
    whole: Json = {
        "letter": told,
        "files": {one.name: {"capture": one.level, "pages": sorted(one.maps)} for one in files},
        "boxes": {one.name: _boxes(one.marks(drawn)) for one in files},
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def masked(text: str) -> str:
    """``text`` with whole taxpayer numbers masked to their last four digits."""
    return ID.sub(lambda hit: ("***-**-" if hit["person"] else "**-***") + hit["last"], text)


def _boxes(marks: tuple[Mark, ...]) -> Json:
    boxes: Json = {}
    for mark in marks:
        box = [round(value, 4) for value in mark.box]
        boxes.setdefault(mark.field, []).append({"page": mark.page, "box": box, "text": masked(mark.text)})
    return boxes


def _pages(drawn: tuple[Mark, ...]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for mark in drawn:
        found.setdefault(mark.field, set()).add(mark.page)
    return {name: sorted(numbers) for name, numbers in found.items()}


def _field(value: Any, raw: str, *alts: Any) -> Json:
    return {"value": value, "raw": raw, "alts": list(alts)}


def _fields(letter: Letter, last: int) -> dict[str, Json]:
    who = letter.who
    names, street, city = " ".join(who.names), who.street, f"{who.city}, {who.state} {who.zip}"
    kind = "ein" if who.business else "ssn"
    shown = f"**-***{who.last4}" if who.business else f"***-**-{who.last4}"
    number = {"kind": kind, "last4": who.last4, "masked": shown}
    unsure = {"kind": "unknown", "last4": who.last4, "masked": f"***-**-{who.last4}"}
    lines = [street.upper(), city.replace(who.city, who.city.upper())]
    found = {
        "notice_date": _field(letter.notice_date.isoformat(), date(letter.notice_date)),
        "amount_due": _field(f"{letter.amount_due:.2f}", money(letter.amount_due)),
        "taxpayer_name": _field(names, names, who.coupon_name),
        "taxpayer_address": _field({"lines": lines}, " ".join(lines), {"lines": [street, city]}),
        "taxpayer_id": _field(number, masked(tin(letter)), unsure),
        "contact_phone": _field("+1" + letter.phone.replace("-", ""), letter.phone),
        "printed_page_count": _field(last, f"Page 1 of {last}"),
    }
    if letter.code:
        found["notice_code"] = _field(letter.code, letter.printed_code or letter.code)
    for name, place in (("return_address", letter.office), ("respond_to", letter.office), ("remit_to", letter.remit)):
        if place:
            found[name] = _address(OFFICES[place])
    if "respond_to" in found:  # printed after the agency's name, on one line
        found["respond_to"]["alts"] = [{"lines": ["Internal Revenue Service", *found["respond_to"]["value"]["lines"]]}]
    for name, day in (("due_date", letter.due_date), ("respond_by", letter.respond_by)):
        if day:
            found[name] = _field(day.isoformat(), date(day))
    for name in ("payee", "caller_id", "contact_name", "employee_id"):
        if text := getattr(letter, name):
            found[name] = _field(text, text)
    if letter.fax:
        found["contact_fax"] = _field("+1" + letter.fax.replace("-", ""), letter.fax)
    return found


def _address(lines: tuple[str, ...]) -> Json:
    return _field({"lines": list(lines)}, " ".join(lines))


def _amounts(letter: Letter, pages: dict[str, list[int]]) -> list[Json]:
    only = letter.period[0].label if len(letter.period) == 1 else None
    found: list[Json] = []

    def add(
        kind: str, label: str, period: str | None, raw: str, value: str, kinds: tuple[str, ...], place: str
    ) -> None:
        where = pages["amount_due"] if kind == "amount_due" else pages.get(amount_key(len(found)), [])
        found.append(
            {
                "kind": kind, "label": label, "tax_period": period, "value": value, "raw": raw,
                "kinds_ok": list(kinds or (kind,)), "place": place, "pages": where,
            }
        )  # fmt: skip

    for number, row in enumerate(letter.row):
        raw = money(row.amount, sign=letter.layout == "c" or number == 0)
        add(row.kind, row.label, only, raw, f"{row.amount:.2f}", (), "table")
    raw = money(letter.amount_due)
    add("amount_due", _total_label(letter), only, raw, f"{letter.amount_due:.2f}", (), "table")
    for one in letter.detail:
        for column, kind, label, kinds in DETAIL_COLUMNS:
            amount = getattr(one, column)
            add(kind, label, one.period, money(amount), f"{amount:.2f}", kinds, "table")
    for said in letter.said:
        also = (said.kind, *said.kinds_ok)
        add(said.kind, said.label, only, money(said.amount), f"{said.amount:.2f}", also, "text")
    return found


def _total_label(letter: Letter) -> str:
    return letter.total_label.replace("{due_date}", date(letter.due_date)) if letter.due_date else letter.total_label


def _period(letter: Letter, number: int) -> Json:
    one = letter.period[number]
    balance = next((f"{detail.total:.2f}" for detail in letter.detail if detail.period == one.label), None)
    return {
        "label": one.label, "start": one.start.isoformat(), "end": one.end.isoformat(), "form": one.form,
        "tax_type": one.tax_type, "balance": balance,
    }  # fmt: skip
