"""Invented addressees of every shape, at random: alone, joint, businesses, estates, boxes, apartments, abroad.

Taxpayer numbers come from ranges that are never issued: 000-, 666-, 9xx with middle digits that are no ITIN, ATIN or
internal number, employer numbers starting with 00.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from samples.bench.data import table

SPARE_GROUPS = (11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32, 33, 34, 35, 36, 40, 41, 42, 43, 44)
"""Middle digits that no 9xx number uses: 50-65, 70-88, 90-99 are ITIN and ATIN, 01-10, 17-19, 28-29, 37-39 internal."""


@dataclass(frozen=True, slots=True)
class Person:
    """``names`` as printed in the window, in capitals; ``care`` a line between them and the street; ``abroad`` holds
    the lines after the street of an address outside the United States, which then has no state and no ZIP."""

    names: tuple[str, ...]
    coupon_name: str
    care: str | None
    street: str
    city: str
    state: str
    zip: str
    abroad: tuple[str, ...]
    tin: str
    control: str
    business: bool
    shape: str

    @property
    def last4(self) -> str:
        """The last four digits of the number."""
        return self.tin[-4:]

    @property
    def masked(self) -> str:
        """The number as newer notices print it."""
        return f"XX-XXX{self.last4}" if self.business else f"XXX-XX-{self.last4}"


def person(set_name: str, rng: random.Random, *, business: bool) -> Person:
    """Somebody of the people of ``set_name``."""
    data = table(f"people/{set_name}")
    names, coupon, care, control, shape = _trader(data, rng) if business else _taxpayer(data, rng)
    street, abroad = _street(data, rng), ()
    if not business and rng.random() < 0.05:
        lines = rng.choice(data["abroad"])
        street, abroad, shape = lines[0], tuple(lines[1:]), "abroad"
    zip_code = f"{rng.randrange(0, 10)}{rng.randrange(1000, 9999)}"
    if rng.random() < 0.85:
        zip_code += f"-{rng.randrange(1, 9999):04d}"
    city = f"{rng.choice(data['town_front'])} {rng.choice(data['town_back'])}"
    return Person(
        names, coupon, care, street, city, rng.choice(data["states"]), zip_code, abroad,
        _number(rng, business=business), control, business, shape,
    )  # fmt: skip


def plain_name(set_name: str, rng: random.Random) -> str:
    """A name for somebody who signs or is to be asked."""
    data = table(f"people/{set_name}")
    return f"{rng.choice(data['first'])} {_last(data, rng)}"


def local_phone(rng: random.Random) -> str:
    """An invented number: 555-01xx under an area code of anywhere."""
    return f"{rng.choice((212, 303, 312, 404, 502, 617, 702, 804, 916))}-555-{rng.randrange(100, 200):04d}"


def _last(data: dict[str, Any], rng: random.Random) -> str:
    return f"{rng.choice(data['front'])}{rng.choice(data['back'])}"


def _taxpayer(data: dict[str, Any], rng: random.Random) -> tuple[tuple[str, ...], str, str | None, str, str]:
    a, b = rng.sample(data["first"], 2)
    last, other = _last(data, rng), _last(data, rng)
    middle = rng.choice("ABCDEFGHJKLMNPRSTW")
    shape = rng.choices(
        ("one", "middle", "joint", "two_lines", "suffix", "long", "estate", "care"), (22, 24, 20, 12, 6, 6, 4, 6)
    )[0]
    care = None
    if shape == "joint":
        printed: tuple[str, ...] = (f"{a} {rng.choice(('&', 'and'))} {b} {middle} {last}",)
        coupon = f"{a} & {b} {middle} {last}"
    elif shape == "two_lines":
        printed, coupon = (f"{a} {last}", f"{b} {middle} {other}"), f"{a} {last} & {b} {middle} {other}"
    elif shape == "suffix":
        printed = (f"{a} {middle} {last} {rng.choice(('Jr', 'Sr', 'III'))}",)
        coupon = printed[0]
    elif shape == "long":
        printed = (f"{a}-{b} {middle}. de la {last}-{other}",)
        coupon = printed[0]
    elif shape == "estate":
        printed, coupon = (f"Estate of {a} {last}", f"{b} {last} Executor"), f"Estate of {a} {last}"
    else:
        printed = (f"{a} {middle} {last}" if shape == "middle" else f"{a} {last}",)
        coupon = printed[0]
        care = f"% {b} {other}" if shape == "care" else None
    return tuple(line.upper() for line in printed), coupon, care and care.upper(), last[:4].upper(), shape


def _trader(data: dict[str, Any], rng: random.Random) -> tuple[tuple[str, ...], str, str | None, str, str]:
    owner, trade = _last(data, rng), rng.choice(data["trades"])
    kind = rng.choice(("LLC", "Inc", "Corp", "LP", ""))
    name = f"{owner} {trade} {kind}".strip()
    shape = rng.choices(("firm", "trading_as", "care_of"), (60, 25, 15))[0]
    printed: tuple[str, ...] = (name,)
    care = None
    if shape == "trading_as":
        printed = (f"{rng.choice(data['first'])} {owner}", f"{rng.choice(('DBA', 'T/A'))} {trade} of {owner}")
    elif shape == "care_of":
        care = f"% {rng.choice(data['first'])} {_last(data, rng)} {rng.choice(('MBR', 'PRES', 'GEN PTR'))}"
    return tuple(line.upper() for line in printed), printed[0], care and care.upper(), owner[:4].upper(), shape


def _street(data: dict[str, Any], rng: random.Random) -> str:
    if rng.random() < 0.12:
        return f"{rng.choice(('PO Box', 'P.O. Box'))} {rng.randrange(11, 9900)}"
    base = f"{rng.randrange(1, 9900)} {rng.choice(data['streets'])}"
    if rng.random() < 0.25:
        base += f" {rng.choice(('Apt', 'Unit', 'Ste', '#'))} {rng.randrange(1, 240)}{rng.choice(('', 'B', 'C'))}"
    return base


def _number(rng: random.Random, *, business: bool) -> str:
    if business:
        return f"00-{rng.randrange(1_000_000, 10_000_000)}"
    area = rng.choice(("000", "666", f"{rng.randrange(900, 1000)}"))
    return f"{area}-{rng.choice(SPARE_GROUPS):02d}-{rng.randrange(1000, 10_000)}"
