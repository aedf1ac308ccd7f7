"""One kind of letter: ``cases/*.toml``, checked when it is loaded. A new kind needs no Python."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from samples.bench.data import Entry, merged, table

Nature = Literal["due", "immediate", "owing", "plan", "proposed", "refund", "zero", "form", "none"]
Three = tuple[str, str, str]
"""One text for each set, in the order tune, calibrate, report."""


class Deadline(Entry):
    """A deadline: printed where ``from`` names a date of the letter, else counted from the letter's date."""

    what: str
    source: Literal["respond_by", ""] = Field(default="", alias="from")
    days: int = 0
    abroad: int = 0
    years: int = 0
    rolled: bool = False
    rule: str | None = None


class Said(Entry):
    """A figure that stands in the text alone, under ``{word}``."""

    word: str
    kind: str
    label: str
    lo: float
    hi: float
    whole: bool = False
    kinds_ok: tuple[str, ...] = ()


class RecipeRow(Entry):
    """A row of a table: drawn from ``lo`` to ``hi``, or a part of row ``of``; printed with probability ``chance``."""

    kind: str
    labels: tuple[str, ...]
    lo: float | None = None
    hi: float | None = None
    share: tuple[float, float] | None = None
    of: int = 0
    whole: bool = False
    chance: float = 1.0


class Recipe(Entry):
    """A table that adds up to its total; ``sign`` turns the total (a decrease in tax is a refund)."""

    total: tuple[str, ...]
    rows: tuple[RecipeRow, ...]
    sign: int = 1


class Case(Entry):
    """What one kind of letter says and how it may look."""

    name: str
    code: str | None = None
    codes: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    kind: Literal["irs", "collector", "state", "solicitation", "other", "unknown"] = "irs"
    group: str
    category: str
    looks: tuple[str, ...]
    language: Literal["en", "es"] = "en"
    who: Literal["person", "business", "either"] = "person"
    forms: tuple[str, ...] = ()
    nature: Nature
    recipe: str | None = None
    detail: Literal["owed", "levy", "lien", "lien_record"] | None = None
    periods: tuple[int, int] = (1, 1)
    year: int | None = None
    due: int | None = None
    respond: int | None = None
    petition: int | None = None
    appointment: int | None = None
    abate: bool = False
    headline: Three
    phone: str | None = None
    office: str | None = None
    fax: bool = False
    tin_whole: bool = False
    rule: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    free_deadlines: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    sections: tuple[str, ...] | None = None
    said: tuple[Said, ...] = ()
    extras: tuple[Literal["aur", "payer", "qr", "pin", "authentication", "collector"], ...] = ()
    mentions: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    body: tuple[tuple[str, ...], ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether the paper is neither from the IRS nor from a collector that works for it."""
        return bool(self.body)


@cache
def cases() -> dict[str, Case]:
    """Every case by name. Raises pydantic.ValidationError."""
    return {name: Case.model_validate({"name": name} | data) for name, data in merged("cases").items()}


@cache
def recipe(name: str) -> Recipe:
    """The table ``name``. Raises KeyError and pydantic.ValidationError."""
    return Recipe.model_validate(table("recipes")[name])
