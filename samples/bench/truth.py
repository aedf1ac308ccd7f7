"""What a right reading of a letter gives: the format of ``samples/out``, with set, family and level beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from irsletter.patterns import compile_pattern
from samples.bench import days
from samples.bench.amounts import money
from samples.bench.facts import Facts
from samples.bench.values import DIVISIONS, city, tin
from samples.draw.printed import amount_key
from samples.draw.sheet import Mark
from samples.draw.truth import masked

Json = dict[str, Any]

_YEAR = compile_pattern(r"\b(?:19|20)[0-9]{2}\b")

KINDS_OK = {
    "unknown": ("unknown", "irs", "collector", "state", "solicitation"), "solicitation": ("solicitation", "unknown"),
    "collector": ("collector", "unknown", "irs"), "state": ("state", "other"), "other": ("other", "unknown"),
}  # fmt: skip
"""A false sender is what it claims to be: an invented tax office may be called unknown, or the IRS if it says so."""


def told(facts: Facts, drawn: tuple[Mark, ...], count: int) -> Json:
    """The letter's own part of the truth; ``count`` is its number of pages. Taxpayer numbers stand in it masked."""
    pages = page_lists(drawn)
    return {
        "pages": list(range(1, count + 1)),
        "code": facts.code,
        "kind": facts.kind,
        "kind_ok": list(KINDS_OK.get(facts.kind, (facts.kind,))) if facts.case.foreign else [facts.kind],
        "language": facts.case.language,
        "fields": {name: one | {"pages": pages[name]} for name, one in _fields(facts, count).items() if name in pages},
        "amounts": _amounts(facts, pages),
        "tax_periods": [*(_period(facts, number) for number in range(len(facts.periods))), *_paid_from_it(facts)],
        "category": facts.case.category or None,
        "mentions": list(facts.case.mentions),
        "references": [{"kind": kind, "value": value} for kind, value in facts.references],
        "free": sorted({*facts.free, *({"respond_to"} - pages.keys())}),
        "deadlines": [
            {"what": one.what, "date": one.date and one.date.isoformat(), "basis": one.basis}
            | ({"rule": one.rule} if one.rule else {}) | ({"words": one.words} if one.words else {})
            for one in facts.deadlines
        ],
        "deadlines_free": list(dict.fromkeys([*facts.case.free_deadlines, *_free_deadlines(facts)])),
        "checks": {"amounts_add_up": "pass" if facts.adds_up else "fail"} if facts.rows or facts.details else {},
        "verdict_ok": list(facts.verdict_ok),
        "notes": facts.notes,
    }  # fmt: skip


def page_lists(drawn: tuple[Mark, ...]) -> dict[str, list[int]]:
    """The pages on which each field is printed."""
    found: dict[str, set[int]] = {}
    for mark in drawn:
        found.setdefault(mark.field, set()).add(mark.page)
    return {name: sorted(numbers) for name, numbers in found.items()}


def boxes(marks: tuple[Mark, ...]) -> Json:
    """Places by field: page, box and the text standing there, numbers masked."""
    found: Json = {}
    for mark in marks:
        box = [round(value, 4) for value in mark.box]
        found.setdefault(mark.field, []).append({"page": mark.page, "box": box, "text": masked(mark.text)})
    return found


def e164(number: str) -> str:
    """A printed United States number as +1 and ten digits."""
    return f"+1{''.join(character for character in number if character.isdigit())[-10:]}"


def _field(value: Any, raw: str, *alts: Any) -> Json:
    return {"value": value, "raw": raw, "alts": list(alts)}


def _person(facts: Facts) -> dict[str, Json]:
    who = facts.person
    names = " ".join(who.names)
    kind = "ein" if who.business else "ssn"
    shown = f"**-***{who.last4}" if who.business else f"***-**-{who.last4}"
    unsure = [
        {"kind": other, "last4": who.last4, "masked": f"***-**-{who.last4}"}
        for other in ("unknown", "itin", "ssn") if other != kind
    ]  # fmt: skip
    lines = [who.street.upper(), *city(facts, upper=True)]
    mixed = [who.street, *city(facts, upper=False)]
    care = [who.care] if who.care else []
    return {
        "taxpayer_name": _field(names, names, who.coupon_name, *(f"{names} {line}" for line in care)),
        "taxpayer_address": _field(
            {"lines": lines}, " ".join(lines), {"lines": mixed}, *({"lines": [line, *lines]} for line in care)
        ),
        "taxpayer_id": _field(
            {"kind": kind, "last4": who.last4, "masked": shown}, masked(tin(facts)), *unsure,
            {"kind": "unknown", "last4": who.last4, "masked": shown},
        ),
    }  # fmt: skip


def _fields(facts: Facts, count: int) -> dict[str, Json]:
    found = _person(facts) | {
        "notice_date": _field(facts.notice_date.isoformat(), days.printed(facts.notice_date, facts.date_style)),
        "printed_page_count": _field(count, f"Page 1 of {count}"),
    }
    if facts.code:
        found["notice_code"] = _field(facts.code, facts.printed_code)
    if facts.total is not None:
        found[facts.total_field] = _field(f"{facts.total:.2f}", money(facts.total, facts.money_style, first=True))
    numbers = (("contact_phone", facts.phone), ("contact_fax", facts.fax))
    found |= {name: _field(e164(number), number) for name, number in numbers if number}
    for name, place in (("return_address", facts.office), ("remit_to", facts.remit), ("respond_to", facts.office)):
        if place:
            found[name] = _field({"lines": list(place)}, " ".join(place))
    found["respond_to"] = found["respond_to"] | {"alts": [{"lines": ["Internal Revenue Service", *facts.office]}]}
    # the line of a division above the address is part of it, or is not
    if facts.office and facts.look in {"e", "f"}:
        found["return_address"] = found["return_address"] | {
            "alts": [{"lines": [division, *facts.office]} for division in DIVISIONS]
        }
    for name in ("due_date", "respond_by"):
        if day := facts.dates.get(name):
            found[name] = _field(day.isoformat(), days.printed(day, facts.date_style))
    for name in ("payee", "caller_id", "contact_name", "employee_id"):
        if text := getattr(facts, name):
            found[name] = _field(text, text)
    return found


def _amounts(facts: Facts, pages: dict[str, list[int]]) -> list[Json]:
    only = facts.periods[0].label if len(facts.periods) == 1 else None
    style = facts.money_style
    found: list[Json] = []

    def add(
        kind: str, label: str, period: str | None, raw: str, value: Any, kinds: tuple[str, ...], place: str
    ) -> None:
        key = facts.total_field if kind == "total" else amount_key(len(found))
        kind = (
            {"amount_due": "amount_due", "refund_amount": "refund", "proposed_amount": "proposed_amount"}[
                facts.total_field
            ]
            if kind == "total"
            else kind
        )
        found.append(
            {
                "kind": kind, "label": label, "tax_period": period, "value": f"{value:.2f}", "raw": raw,
                "kinds_ok": list(kinds or (kind,)), "place": place, "pages": pages.get(key, []),
            }
        )  # fmt: skip

    for number, row in enumerate(facts.rows):
        add(row.kind, row.label, only, money(row.amount, style, first=number == 0), row.amount, (), "table")
    if facts.total is not None:
        also = {"plan": ("amount_due", "monthly_payment"), "refund": ("refund", "subtotal", "amount_due")}
        raw = money(facts.total, style, first=True)
        add("total", facts.total_label, only, raw, facts.total, also.get(facts.case.nature, ()), "table")
    for one in facts.details:
        for cell in one.cells:
            raw = money(cell.amount, "every" if style == "first" else style, first=True)
            add(cell.kind, cell.head, one.period.label, raw, cell.amount, cell.kinds_ok, "table")
    if facts.case.detail == "lien_record":
        total = sum((one.cells[-1].amount for one in facts.details), Decimal(0))
        kinds = ("lien_amount", "assessed_balance", "subtotal", "amount_due")
        add("lien_amount", "Total", only, money(total, "every", first=True), total, kinds, "table")
    for said in facts.said:
        add(said.kind, said.label, only, money(said.amount, "every", first=True), said.amount, said.kinds_ok, "text")
    return found


def _period(facts: Facts, number: int) -> Json:
    one = facts.periods[number]
    balance = next((f"{each.cells[-1].amount:.2f}" for each in facts.details if each.period.label == one.label), None)
    return {
        "label": one.label, "start": one.start.isoformat(), "end": one.end.isoformat(), "form": one.form,
        "tax_type": one.tax_type, "balance": balance,
    }  # fmt: skip


def _paid_from_it(facts: Facts) -> list[Json]:
    """The year whose tax a refund was kept for: it stands in the label of the row alone."""
    own = {one.label for one in facts.periods}
    labels = [row.label for row in facts.rows if row.kind == "refund_offset"]
    named = [found.group() for label in labels for found in _YEAR.finditer(label)]
    return [
        {
            "label": year, "start": f"{year}-01-01", "end": f"{year}-12-31", "form": None, "tax_type": None,
            "balance": None,
        }
        for year in dict.fromkeys(named) if year not in own
    ]  # fmt: skip


def _free_deadlines(facts: Facts) -> tuple[str, ...]:
    by_nature = {
        "immediate": ("pay", "levy_may_start"),
        "plan": ("pay",),
        "proposed": ("respond", "pay"),
        "owing": ("pay",),
    }
    return by_nature.get(facts.case.nature, ()) + (("respond",) if "respond_by" in facts.dates else ())
