"""Changes to genuine facts: one marker tampered with, or an oddity that genuine letters really have."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from samples.bench.data import SETS, table
from samples.bench.days import printed
from samples.bench.facts import Facts

BAD = ("likely_scam", "suspicious")
DOUBTFUL = ("likely_scam", "suspicious", "cannot_tell")
"""For a number or box that merely is on no list: the lists are known to be incomplete."""


def tampered(facts: Facts, rng: random.Random) -> tuple[Facts, str]:
    """``facts`` with one marker changed, and the change's name; only changes that show on this letter are made."""
    pays = facts.case.nature in {"due", "immediate", "plan", "owing"} and facts.look in {"a", "b", "c"}
    names = ["phone"] if facts.phone and facts.case.phone != "field" else []
    names += ["payee", "remit", "gift", "host", "arrest"] if pays else []
    names += ["secrets"] if facts.look in {"a", "b", "c", "e"} else []
    names += ["qr"] if facts.qr and facts.look in {"b", "c"} else []
    name = rng.choice(names or ["phone"])
    value = table("tampers")[name]["values"][SETS.index(facts.set_name)]
    verdict = DOUBTFUL if name in {"phone", "remit"} else BAD
    changed = replace(facts, verdict_ok=verdict, notes=f"genuine but for one marker: {name}")
    if name == "payee":
        return replace(changed, payee=value), name
    if name == "remit":
        return replace(changed, remit=("INTERNAL REVENUE SERVICE", *value.split(";"))), name
    if name == "phone":
        return replace(changed, phone=value), name
    if name == "qr":
        return replace(changed, qr=value), name
    if name == "host":
        spellings = ("www.irs.gov/payments", "irs.gov/payments", "www.irs.gov/opa", "irs.gov/opa")
        return replace(changed, changed={before: f"{value}{before[before.index('/') :]}" for before in spellings}), name
    return replace(changed, added=(value,)), name


def odd(facts: Facts, rng: random.Random) -> tuple[Facts, str]:
    """``facts`` with a fault that genuine letters were seen to have: it must not count against the letter."""
    names = [name for name, (fits, _) in ODDITIES.items() if fits(facts)]
    if not names:
        return facts, ""
    name = rng.choice(names)
    return replace(ODDITIES[name][1](facts), notes=f"a genuine letter with an oddity: {name}"), name


def _sum_off(facts: Facts) -> Facts:
    # IRS sample CP71C: 8,450.00 + 550.00 + 9.99 printed as 9,999.99
    return replace(facts, total=(facts.total or Decimal(0)) + Decimal(990), adds_up=False)


def _due_before(facts: Facts) -> Facts:
    # IRS sample CP21A: due in February 2017 on a notice of January 2019
    due = facts.dates["due_date"] - dt.timedelta(days=728)
    words = facts.texts["due"]
    new = printed(due, facts.date_style)
    moved = tuple(replace(one, date=due) if one.what == "pay" else one for one in facts.deadlines)
    return replace(
        facts, dates=facts.dates | {"due_date": due}, texts=facts.texts | {"due": new}, deadlines=moved,
        total_label=facts.total_label.replace(words, new),
    )  # fmt: skip


def _zip_short(facts: Facts) -> Facts:
    # IRS sample CP503: CINCINNATI, OH 4599-0149
    return replace(facts, remit=("INTERNAL REVENUE SERVICE", "CINCINNATI, OH 4599-0149"))


def _misspelt(facts: Facts) -> Facts:
    # IRS sample CP90: "publically"
    return replace(facts, added=("- We may make a lien publically known to your creditors.",))


def _late_mail(facts: Facts) -> Facts:
    # Notices of 2020 went out with passed dates and an insert, Notice 1052-D
    text = "- Notice 1052-D: this notice was mailed after its date because of delays; see the insert for yours."
    return replace(facts, added=(text,))


def _processors(facts: Facts) -> Facts:
    text = "- Card payments: www.pay1040.com or fed.acipayonline.com; both charge a fee. We never ask for gift cards."
    return replace(facts, added=(text,))


def _flowing(facts: Facts) -> bool:
    return facts.look in {"a", "b", "c", "e"} and facts.case.nature != "form" and facts.case.language == "en"


def _bill(facts: Facts) -> bool:
    return facts.look in {"b", "c"} and facts.case.nature in {"due", "immediate", "owing"} and facts.total is not None


ODDITIES: dict[str, tuple[Callable[[Facts], bool], Callable[[Facts], Facts]]] = {
    "sum_off": (lambda facts: _bill(facts) and bool(facts.rows), _sum_off),
    "due_before_notice": (lambda facts: _bill(facts) and "due" in facts.texts, _due_before),
    "zip_short": (_bill, _zip_short),
    "misspelt": (_flowing, _misspelt),
    "late_mail": (lambda facts: _flowing(facts) and facts.notice_date.year in {2020, 2021}, _late_mail),
    "processors": (lambda facts: _bill(facts) and facts.notice_date.year > 2011, _processors),
}
