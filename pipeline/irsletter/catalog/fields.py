"""How values are found on a letter, from ``config/fields/``: labels, rows of money tables, phrases, confidence.

Patterns are ``regex`` syntax, matched without regard to case on one paragraph. A blank in a pattern stands for any
blanks or none (recognisers lose them). ``{date}``, ``{money}``, ``{phone}`` and ``{id}`` stand for one such value,
``{gap}`` for one character of the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar
from unicodedata import normalize

from irsletter.catalog.date_words import DatePhrase, DateWord, WordRole
from irsletter.catalog.section import duplicates, read_table, read_toml, validate
from irsletter.catalog.senses import Sense, Senses, SenseWords
from irsletter.errors import Fault
from irsletter.model.kinds import Action, AmountKind, Ask, ContactRole, DeadlineKind, FormUse, ReferenceKind
from irsletter.patterns import Pattern, PatternError, compile_pattern

_STRICT = {"extra": "forbid"}
_FOLDER = "fields"


class Mark(StrEnum):
    """The one character that stands for a value in a text that phrases are matched on (private use area)."""

    DATE = "\ue000"
    MONEY = "\ue001"
    PHONE = "\ue002"
    ID = "\ue003"


_MACROS = {
    **{f"{{{mark.name.lower()}}}": mark.value for mark in Mark},
    "{gap}": r"(?:[^.!?;•]|\.(?=\S)|(?<=\b[a-z]\.[a-z])\.)",
}


@lru_cache(maxsize=4096)
def compile_phrase(source: str) -> Pattern:
    """``source`` with its marks and blanks put in, compiled. Raises PatternError."""
    for macro, meaning in _MACROS.items():
        source = source.replace(macro, meaning)
    return compile_pattern(source.replace(" ", r"\s*"), ignore_case=True)


class ValueKind(StrEnum):
    """The grammar that the value beside a label must keep."""

    DATE = "date"
    MONEY = "money"
    ID = "id"
    PHONE = "phone"
    PERIOD = "period"
    FORM = "form"
    NUMBER = "number"
    """Digits, hyphens and letters of a reference; at least three digits."""
    NAME = "name"
    LAST4 = "last4"
    """The last four digits of an id alone, where the label says that they are."""
    BADGE = "badge"
    """The agency's number of an employee: ten digits that begin with 10, or seven."""


class Place(StrEnum):
    """Where the value stands, seen from its label."""

    SAME = "same"
    RIGHT = "right"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that letters print beside a label. ``field`` is a single field, else a name of its own."""

    __pydantic_config__ = _STRICT
    id: str
    field: str
    value: ValueKind
    spellings: tuple[str, ...]
    source: str
    spanish: tuple[str, ...] = ()
    where: tuple[Place, ...] = (Place.SAME, Place.RIGHT, Place.BELOW)
    what: DeadlineKind | None = None
    """For dates: what has to be done by it."""
    reference: ReferenceKind | None = None
    role: ContactRole | None = None
    promised: bool = False
    """A label with nothing readable beside it means that the value is there and could not be read."""


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One kind of row, or of column, in the money tables. ``patterns`` serve where no spelling fits."""

    __pydantic_config__ = _STRICT
    id: str
    kind: AmountKind
    source: str
    spellings: tuple[str, ...] = ()
    spanish: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    total: bool = False
    """The row says what the others come to."""
    alone: bool = False
    """Counts outside of a table too: in headline and payment slip."""
    gives: str = ""
    """The single field that the amount is: ``amount_due``, ``proposed_amount``, ``refund_amount``."""
    pay_by: bool = False
    """A date in the label is the day to pay."""
    negative: bool = False
    """The amount lowers the total even where no sign is printed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with one row for each tax period: ``role`` is ``form``, ``period``, ``assessed_on`` or
    ``amount``; of one with a row for each change, ``as_filed``, ``irs_figure``, ``change`` or ``payer``."""

    __pydantic_config__ = _STRICT
    id: str
    role: str
    spellings: tuple[str, ...]
    source: str
    kind: AmountKind | None = None
    balance: bool = False
    """What is owed for the period, all together."""


@dataclass(frozen=True, slots=True)
class MoneyPhrase:
    """Words that say what an amount in running text is: a single ``field``, or a row of ``kind``."""

    __pydantic_config__ = _STRICT
    id: str
    patterns: tuple[str, ...]
    source: str
    field: str = ""
    kind: AmountKind | None = None
    unless: tuple[str, ...] = ()
    """Words that make a sentence speak of something else: of what may come, or of what the IRS pays."""


@dataclass(frozen=True, slots=True)
class RightPhrase:
    """Words that offer a right. A group ``days`` holds the count that the text prints."""

    __pydantic_config__ = _STRICT
    id: str
    what: DeadlineKind
    patterns: tuple[str, ...]
    source: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactPhrase:
    """Words that tell whose phone number it is. ``field``: the single field that it gives, ``sure`` by them alone."""

    __pydantic_config__ = _STRICT
    id: str
    role: ContactRole
    patterns: tuple[str, ...]
    source: str
    fax: bool = False
    field: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell what the letter wants, says of itself, or encloses. A group ``value`` holds what is kept."""

    __pydantic_config__ = _STRICT
    id: str
    patterns: tuple[str, ...]
    source: str
    ask: Ask | None = None
    action: Action | None = None
    form: FormUse | None = None
    gives: str = ""
    """``payee``, ``reason``, ``respond_to``: what the group ``value`` is."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Lower bounds, not yet calibrated. ``kinds``: how sure one place is by the way in which it was found."""

    __pydantic_config__ = _STRICT
    kinds: dict[str, float]
    two_places: float
    more_places: float
    proved: float
    repaired: float
    """Factor where the text had to be repaired."""
    fuzzy_label: float
    """Factor where the label was not read exactly."""
    reasonable_word: float
    """Engine confidence below which a word lends no certainty."""
    sure_word: float
    """Engine confidence of all words from which one place with an exact label may stand alone."""
    weak_word: float
    """Factor for a place that holds a word below ``reasonable_word``."""
    single_ocr: float
    """Confidence of one place on a picture that stands alone."""
    disagreement: float
    """Share of the winner's weight from which another value keeps it in review."""
    source: str


@dataclass(frozen=True, eq=False, slots=True)
class FieldRules:
    """Everything in ``config/fields/`` that finding values rests on; its own equal alone."""

    labels: Mapping[str, Label]
    rows: Mapping[str, AmountRow]
    columns: Mapping[str, Column]
    dates: Mapping[str, DatePhrase]
    date_words: Mapping[str, DateWord]
    money: Mapping[str, MoneyPhrase]
    rights: Mapping[str, RightPhrase]
    contacts: Mapping[str, ContactPhrase]
    cues: Mapping[str, Cue]
    senses: Senses
    confidence: Confidence


class _Phrase(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def patterns(self) -> tuple[str, ...]: ...


P = TypeVar("P", bound=_Phrase)


def read_fields(root: Path, faults: list[Fault], *, tried: bool) -> FieldRules | None:
    """The rules, or None with the faults noted; if ``tried`` every pattern compiles."""
    labels = read_table(root, f"{_FOLDER}/labels.toml", "label", Label, faults)
    twice = duplicates(_spelled((each.id, s) for each in labels.values() for s in (*each.spellings, *each.spanish)))
    faults.extend(Fault(f"{_FOLDER}/labels.toml", "label", f"two labels are spelled {name!r}") for name in twice)
    raw = dict(read_toml(root, f"{_FOLDER}/confidence.toml", faults))
    confidence = validate(Confidence, raw, f"{_FOLDER}/confidence.toml", "", faults)
    rules = FieldRules(
        labels,
        _phrases(root, "amounts.toml", "row", AmountRow, "", faults, tried),
        read_table(root, f"{_FOLDER}/columns.toml", "column", Column, faults),
        _phrases(root, "dates.toml", "date", DatePhrase, "{date}", faults, tried),
        _phrases(root, "date_words.toml", "word", DateWord, "{date}", faults, tried),
        _phrases(root, "money.toml", "money", MoneyPhrase, "{money}", faults, tried),
        _phrases(root, "rights.toml", "right", RightPhrase, "", faults, tried),
        _phrases(root, "contacts.toml", "contact", ContactPhrase, "{phone}", faults, tried),
        _phrases(root, "cues.toml", "cue", Cue, "", faults, tried),
        _senses(root, faults, tried),
        confidence or Confidence({}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ""),
    )
    return rules if confidence is not None else None


def _senses(root: Path, faults: list[Fault], tried: bool) -> Senses:
    read = _phrases(root, "senses.toml", "sense", SenseWords, "", faults, tried)
    missing = [sense for sense in Sense if sense not in read]
    faults.extend(Fault(f"{_FOLDER}/senses.toml", f"sense.{sense}", "is missing") for sense in missing)
    return {words.id: words for words in read.values()}


def _phrases(
    root: Path, file: str, key: str, kind: type[P], mark: str, faults: list[Fault], tried: bool
) -> dict[str, P]:
    read = read_table(root, (name := f"{_FOLDER}/{file}"), key, kind, faults)
    for phrase in read.values():
        for source in (*phrase.patterns, *getattr(phrase, "unless", ())) if tried else ():
            try:
                compile_phrase(source)
            except PatternError as error:
                faults.append(Fault(name, f"{key}.{phrase.id}", str(error)))
        free = getattr(phrase, "words", "") or getattr(phrase, "role", WordRole.RELATION) is not WordRole.RELATION
        missing = [source for source in phrase.patterns if mark not in source and not free]
        faults.extend(Fault(name, f"{key}.{phrase.id}", f"no {mark} in {source!r}") for source in missing)
    return read


def fold(text: str) -> str:
    """Letters and digits alone, lower case, one for each of ``text``, without accents: how spellings are compared. An
    English model reads "Número" as "Numero" as often as not."""
    letters = "".join(filter(str.isalnum, text))
    return letters.lower() if letters.isascii() else "".join(normalize("NFKD", char.lower())[0] for char in letters)


def _spelled(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    # one label may list spellings that differ in blanks or capitals only
    for _, folded in dict.fromkeys((label_id, fold(spelling)) for label_id, spelling in pairs):
        yield folded
