"""The printed form of every fact, and the name under which it counts in the truth."""

from __future__ import annotations

from samples.bench import days
from samples.bench.amounts import money
from samples.bench.facts import Facts
from samples.draw.printed import amount_key
from samples.draw.text import Printed

MFT = {"941": "01", "1120": "02", "1065": "06", "940": "10", "944": "14", "945": "16", "CIVPEN": "55"}
"""Master file tax codes: irs.gov/media/149326; 30 is the 1040 family."""

DIVISIONS = ("Appeals Office", "Small Business / Self-Employed Division")
"""Units of the office that a typed letterhead may name."""


def values(facts: Facts) -> dict[str, Printed]:
    """Every value that a template may name. Amounts count in the order rows, total, details, figures in the text."""
    who = facts.person
    found = {
        "notice_date": Printed(days.printed(facts.notice_date, facts.date_style), "notice_date"),
        "tin": Printed(tin(facts), "taxpayer_id"),
        "code": Printed(facts.printed_code, "notice_code"),
        "street": Printed(who.street.upper(), "taxpayer_address"),
        "coupon_name": Printed(who.coupon_name, "taxpayer_name"),
        "coupon_street": Printed(who.street, "taxpayer_address"),
        "coupon_city": Printed(city(facts, upper=False)[-1], "taxpayer_address"),
        "scan_line": Printed(scan_line(facts), "scan_line"),
    }
    found |= {name: Printed(text) for name, text in facts.texts.items()}
    found |= {f"name{number}": Printed(line, "taxpayer_name") for number, line in enumerate(who.names)}
    found |= {f"city{number}": Printed(line, "taxpayer_address") for number, line in enumerate(city(facts, upper=True))}
    if who.care:
        found["care"] = Printed(who.care)
    if facts.phone:
        found["phone"] = Printed(facts.phone, "contact_phone")
    for name, text in (
        ("payee", facts.payee), ("caller_id", facts.caller_id), ("contact_name", facts.contact_name),
        ("employee_id", facts.employee_id),
    ):  # fmt: skip
        if text:
            found[name] = Printed(text, name)
    if facts.fax:
        found["fax"] = Printed(facts.fax, "contact_fax")
    for name, day in facts.dates.items():
        found[name] = Printed(days.printed(day, facts.date_style), _date_field(facts, name))
        if name == "respond_by":
            found |= dict.fromkeys(("abate_by", "petition_by"), found[name])
    found |= {f"office{number}": Printed(line, "return_address") for number, line in enumerate(facts.office)}
    found |= {f"respond{number}": Printed(line, "respond_to") for number, line in enumerate(facts.office)}
    found |= {f"remit{number}": Printed(line, "remit_to") for number, line in enumerate(facts.remit)}
    if facts.periods:
        found["months"] = Printed(" ".join(f"{one.end:%Y%m}" for one in facts.periods[:1]))
    return found | _amounts(facts)


def tin(facts: Facts) -> str:
    """The taxpayer number as this letter shows it."""
    return facts.person.tin if facts.tin_whole else facts.person.masked


def city(facts: Facts, *, upper: bool) -> tuple[str, ...]:
    """The lines below the street."""
    who = facts.person
    if who.abroad:
        return who.abroad
    line = f"{who.city.upper() if upper else who.city}{',' if facts.city_comma else ''} {who.state} {who.zip}"
    return (line,)


def scan_line(facts: Facts) -> str:
    """The machine line of the slip, after that of a software-printed Form 1040-V; the check letters are invented."""
    one = facts.periods[0] if len(facts.periods) == 1 else None
    month = f"{one.end:%Y%m}" if one else "000000"
    number = facts.person.tin.replace("-", "")
    cents = int((facts.total or 0) * 100)
    return f"{number} XK {facts.person.control} {MFT.get(one.form if one else '', '30')} 0 {month} 670 {cents:011d}"


def _date_field(facts: Facts, name: str) -> str | None:
    if name in {"due_date", "respond_by"}:
        return name
    return next((f"deadlines[{place}]" for place, one in enumerate(facts.deadlines) if one.word == name), None)


def _amounts(facts: Facts) -> dict[str, Printed]:
    found: dict[str, Printed] = {}
    place = 0
    for row in facts.rows:
        found[f"row{place}"] = Printed(money(row.amount, facts.money_style, first=place == 0), amount_key(place))
        place += 1
    if facts.total is not None:
        found["total"] = Printed(money(facts.total, facts.money_style, first=True), facts.total_field)
        place += 1
    for number, one in enumerate(facts.details):
        for column, cell in enumerate(one.cells):
            style = "every" if facts.money_style == "first" else facts.money_style
            found[f"cell{number}_{column}"] = Printed(money(cell.amount, style, first=True), amount_key(place))
            place += 1
    for said in facts.said:
        found[said.word] = Printed(money(said.amount, "every", first=True), amount_key(place))
        place += 1
    return found
