"""Draws the facts of one letter at random: dates that keep the rules, rows that add up, somebody to write to."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from samples.bench import days
from samples.bench.amounts import details_of, rows_of, said_of
from samples.bench.case import Case
from samples.bench.data import SETS, table
from samples.bench.facts import Deadline, Facts, Period
from samples.bench.fields import SINGLE
from samples.bench.people import Person, local_phone, person, plain_name

TAX_TYPES = {
    "941": "employment", "943": "employment", "944": "employment", "945": "employment", "940": "unemployment",
    "1120": "corporate", "1120-S": "corporate", "1065": "partnership", "720": "excise", "CIVPEN": "civil_penalty",
    "1094-C": "shared_responsibility",
}  # fmt: skip
QUARTERLY = {"941", "720"}
TOTAL_FIELDS = {"proposed": "proposed_amount", "refund": "refund_amount"}


def invent(case: Case, set_name: str, rng: random.Random) -> Facts:
    """The facts of one letter of ``case``."""
    look = rng.choice(case.looks)
    business = case.who == "business" or (case.who == "either" and rng.random() < 0.4)
    who = person(set_name, rng, business=business)
    day = days.written(look, rng)
    style = "spanish" if case.language == "es" else rng.choice(table("labels")["date_styles"][look])
    periods = _periods(case, day, rng, business=business)
    dates = _dates(case, day, who, rng)
    words = _words(case, periods, day, dates, style)
    rows, label, total = _rows(case, look, words, rng)
    details = details_of(case.detail, periods, day, rng) if case.detail else ()
    if details and case.detail in {"owed", "levy"}:
        total = sum((one.cells[-1].amount for one in details), Decimal(0))
        rows, label = (), label or "Total Amount Due"
    number = rng.randrange(len(case.printed)) if case.printed else 0
    texts = words | _extras(case, set_name, rng)
    said = tuple(said_of(one, rng) for one in case.said)
    facts = Facts(
        set_name, case, look, who, _code(case, number), _printed_code(case, number, look, rng), day, style,
        case.headline[SETS.index(set_name)].format(**words), periods, rows, total, label,
        TOTAL_FIELDS.get(case.nature, "amount_due"), details, said, dates, _deadlines(case, day, dates, who),
        texts=texts, references=_references(case, texts), kind=case.kind, verdict_ok=_verdicts(case),
        free=(*SINGLE, "amounts", "tax_periods", "deadlines") if case.foreign else _free(case, look),
    )  # fmt: skip
    return _printed_choices(_contacts(facts, rng), rng)


def _contacts(facts: Facts, rng: random.Random) -> Facts:
    """Who writes, whom to call, where to pay."""
    case, look, places = facts.case, facts.look, table("places")
    boxed = look in {"b", "m"} and rng.random() < 0.75
    field_office = case.office == "field"
    asks_money = case.nature not in {"none", "refund", "zero"} and look not in {"d", "f"} and not case.foreign
    return replace(
        facts,
        phone=_phone(case, rng, business=facts.person.business),
        phone_word=rng.choice(("", "", "Phone ")) if look == "b" and case.language == "en" else "",
        fax=local_phone(rng) if case.fax or look == "e" else None,
        caller_id=str(rng.randrange(10 ** rng.choice((3, 5)), 10**6)) if boxed else None,
        contact_name=plain_name(facts.set_name, rng) if look in {"d", "e", "f"} else None,
        employee_id=f"10{rng.randrange(10**8):08d}" if look == "e" else None,
        office=tuple(
            rng.choice(places["invented"]["field"] if field_office else places["office"][case.office or "lines"])
        ),
        remit=("INTERNAL REVENUE SERVICE", *(line.upper() for line in rng.choice(places["remit"]["lines"]))),
        payee="United States Treasury" if asks_money else None,
    )


def _printed_choices(facts: Facts, rng: random.Random) -> Facts:
    """How this letter prints what it says."""
    case, look, business = facts.case, facts.look, facts.person.business
    sorting = f"{rng.randrange(10**6):06d}.{rng.randrange(10**6):06d}.{rng.randrange(999):04d}.001 1 MB 0.622 530"
    coded = look == "c" or "qr" in case.extras or (look == "b" and facts.notice_date.year > 2020 and rng.random() < 0.3)
    return replace(
        facts,
        money_style=_money_style(case, look, rng),
        tin_label=_tin_label(case, look, rng, business=business),
        tin_whole=case.tin_whole or rng.random() < (0.5 if look in {"a", "e", "f"} else 0.12),
        city_comma=rng.random() < 0.5,
        mail_line=sorting if look in {"a", "b", "c", "d", "m"} and rng.random() < 0.35 else "",
        division=rng.choice(("", "", "SB" if business else "WI", "SB")),
        qr=f"https://www.irs.gov/{(facts.code or 'payments').lower()}" if coded else None,
        treasury="Department of Treasury" if rng.random() < 0.1 else "Department of the Treasury",
    )


def _verdicts(case: Case) -> tuple[str, ...]:
    if case.kind in {"unknown", "solicitation"} or (case.kind == "collector" and case.foreign):
        return ("likely_scam", "suspicious")
    if case.foreign:
        return ("not_applicable", "cannot_tell", "no_red_flags")
    return ("no_red_flags", "cannot_tell")


def _code(case: Case, number: int) -> str | None:
    if case.codes:
        return case.codes[number]
    return None if case.code == "" else case.code or case.name


def _printed_code(case: Case, number: int, look: str, rng: random.Random) -> str:
    if case.printed:
        return case.printed[number]
    code = _code(case, number) or ""
    if look == "a" and code[:2] in {"CP", "LT"}:
        return rng.choice((code, f"{code[:2]} {code[2:]}", f"{code[:2]}-{code[2:]}"))
    return code


def _periods(case: Case, day: dt.date, rng: random.Random, *, business: bool) -> tuple[Period, ...]:
    count = rng.randint(*case.periods)
    newest = case.year or day.year - rng.choice((1, 1, 1, 2, 3)) - (1 if day.month < 4 else 0)
    forms = case.forms or (
        ("941", "941", "940", "1120", "943", "1065") if business
        else ("1040", "1040", "1040", "1040-SR" if newest > 2018 else "1040A", "1040-NR" if newest > 2018 else "1040NR")
    )  # fmt: skip
    form = rng.choice(forms)
    kind = TAX_TYPES.get(form, "income")
    if form in QUARTERLY:
        last = newest * 4 + rng.randrange(4)
        labels = [f"{at // 4}-Q{at % 4 + 1}" for at in range(last - count + 1, last + 1)]
    else:
        labels = [str(newest - back) for back in reversed(range(count))]
    return tuple(Period(label=label, form=form, tax_type=kind) for label in labels)


def _dates(case: Case, day: dt.date, who: Person, rng: random.Random) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    if case.due is not None:
        found["due_date"] = days.next_workday(day + dt.timedelta(days=case.due))
    if case.abate:
        found["respond_by"] = day + dt.timedelta(days=60)
    elif case.petition is not None:
        found["respond_by"] = days.next_workday(day + dt.timedelta(days=150 if who.abroad else case.petition))
    elif case.respond is not None:
        found["respond_by"] = day + dt.timedelta(days=case.respond)
    if case.appointment is not None:
        found["appointment"] = days.next_workday(day + dt.timedelta(days=case.appointment + rng.randrange(5)))
    if case.detail == "lien":
        found["lien_filed"] = day - dt.timedelta(days=4)
    return found


def _words(
    case: Case, periods: tuple[Period, ...], day: dt.date, dates: dict[str, dt.date], style: str
) -> dict[str, str]:
    words = {"past1": days.printed(day - dt.timedelta(days=74), style)}
    words["past2"] = days.printed(day - dt.timedelta(days=43), style)
    words |= {"due": days.printed(dates["due_date"], style)} if "due_date" in dates else {}
    words |= {"respond": days.printed(dates["respond_by"], style)} if "respond_by" in dates else {}
    if not periods:
        return words
    first = periods[0]
    form = "civil penalty" if first.form == "CIVPEN" else f"Form {first.form}"
    end = days.printed(first.end, "spanish" if case.language == "es" else "padded" if style == "padded" else "long")
    if case.language == "es":
        phrase = f"período tributario que terminó el {end} (Formulario {first.form})"
    elif len(periods) > 1:
        phrase = "tax periods shown in the table"
    else:
        phrase = f"tax {'year' if first.form.startswith('1040') else 'period'} ended {end} ({form})"
    return words | {
        "for_period": phrase, "form": first.form, "year": str(first.end.year), "period_end": end,
        "prior_year": str(first.end.year - 1),
    }  # fmt: skip


def _rows(case: Case, look: str, words: dict[str, str], rng: random.Random) -> tuple[Any, str, Decimal | None]:
    if case.nature == "plan":
        return (), "Minimum payment due", Decimal(rng.randrange(35, 900)).quantize(Decimal("0.01"))
    if case.recipe is None:
        return (), "", None
    return rows_of("proposal_old" if case.recipe == "proposal" and look == "a" else case.recipe, words, rng)


def _money_style(case: Case, look: str, rng: random.Random) -> str:
    if case.recipe == "proposal" and look == "a":
        return "old"
    if look in {"c", "collector"}:
        return "every"
    return "brackets" if look in {"a", "e"} and rng.random() < 0.3 else "every" if look in {"a", "e", "f"} else "first"


def _tin_label(case: Case, look: str, rng: random.Random, *, business: bool) -> str:
    labels = table("labels")["tin"]["spanish" if case.language == "es" else "business" if business else "person"]
    return str(rng.choice(labels.get(look, labels["b"])))


def _phone(case: Case, rng: random.Random, *, business: bool) -> str:
    if case.phone == "field":
        return local_phone(rng)
    if case.phone == "invented":
        return f"{rng.choice((800, 855, 866, 877, 888))}-555-{rng.randrange(100, 200):04d}"
    if case.phone == "collector":
        return ""
    number = rng.choice(table("places")["phone"][case.phone or ("business" if business else "person")])
    return rng.choice((number, number, f"1-{number}", f"({number[:3]}) {number[4:]}"))


def _deadlines(case: Case, day: dt.date, dates: dict[str, dt.date], who: Person) -> tuple[Deadline, ...]:
    found: list[Deadline] = []
    if "due_date" in dates:
        found.append(Deadline("pay", dates["due_date"], "printed", case.rule))
    if case.abate:
        found.append(Deadline("request_abatement", dates["respond_by"], "printed", "IRC 6213(b)(2)"))
    if case.petition is not None:
        found.append(Deadline("petition", dates["respond_by"], "printed", "IRC 6213(a)"))
    if "appointment" in dates:
        found.append(Deadline("appointment", dates["appointment"], "printed", None, word="appointment"))
    for one in case.deadlines:
        if one.source:
            found.append(Deadline(one.what, dates[one.source], "printed", one.rule))
        else:
            span = one.abroad if one.abroad and who.abroad else one.days
            when = days.years_later(day, one.years) if one.years else day + dt.timedelta(days=span)
            found.append(Deadline(one.what, when, "computed", one.rule))
    return tuple(found)


def _extras(case: Case, set_name: str, rng: random.Random) -> dict[str, str]:
    texts: dict[str, str] = {}
    if "aur" in case.extras:
        texts["aur"] = f"{rng.randrange(10**4, 10**5)}-{rng.randrange(10**4):04d}"
    if "payer" in case.extras:
        texts["payer"] = person(set_name, rng, business=True).coupon_name
        texts["payer_amount"] = f"${rng.randrange(300, 30000):,}.00"
    if "pin" in case.extras:
        texts["pin"] = f"{rng.randrange(10**6):06d}"
    if "authentication" in case.extras:
        texts["auth"] = f"{rng.randrange(10**5):05d} {rng.randrange(10**5):05d}"
    if "collector" in case.extras:
        name, phone, *lines = rng.choice(table("places")["collector"]["firms"])
        texts |= {"collector": name, "collector_phone": phone, "collector_box": lines[0], "collector_city": lines[1]}
    return texts


def _references(case: Case, texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    kinds = (("aur_control", "aur"), ("collector_authentication", "auth"), ("access_code", "pin"))
    return tuple((kind, texts[name]) for kind, name in kinds if name in texts and case.extras)


def _free(case: Case, look: str) -> tuple[str, ...]:
    free = list(case.free)
    if case.nature in {"immediate", "plan"}:
        free.append("due_date")
    if case.appointment is not None:
        free.append("respond_by")
    if look in {"d", "e", "f"}:
        free += ["printed_page_count", "remit_to", "payee"]
    return tuple(
        dict.fromkeys([*free, "respond_to", "contact_name", "employee_id"] if look in {"a", "d", "e"} else free)
    )
