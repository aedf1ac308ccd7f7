"""The sentences that explanations are made of, from ``config/explanations/``: when each is said, and on what it rests.

A text belongs to one section of the explanation. It is said where its conditions hold and its slots have values; of the
texts of one ``group`` only the first that can be said is. Conditions are facts such as ``code:CP504``,
``hearing:open`` or ``verdict:suspicious``, of which ``fact_flaw`` knows the closed vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from irsletter.catalog.explanation_terms import SINGLE, SLOTS, Section, Standing, fact_flaw
from irsletter.catalog.notices import NoticeEntry
from irsletter.catalog.section import read_folder, read_table, read_toml, validate
from irsletter.catalog.template import Template, parse_template
from irsletter.errors import Fault

_STRICT = {"extra": "forbid"}
_FOLDER = "explanations"
LANGUAGES = ("en", "es")
"""Languages in which every text must stand."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """Where facts of a text come from. ``checked_on``: ISO date at which it was read."""

    __pydantic_config__ = _STRICT
    id: str
    cite: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One text as it stands in the file; ``say`` is keyed by language."""

    __pydantic_config__ = _STRICT
    id: str
    section: Section
    say: dict[str, str]
    order: int = 50
    """Lower is said first, and wins within a group."""
    group: str = ""
    """Empty: in a section of one item the section itself, else a group of its own."""
    fallback: bool = False
    """Said only where nothing else of the section is."""
    standing: tuple[Standing, ...] = (Standing.PLAIN,)
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    rule: str = ""
    source: str = ""
    """Id in ``sources.toml``; needed where ``rule`` is given."""
    covers: tuple[str, ...] = ()
    """Ids of ``config/rights.toml`` that this text says more fully, so that they are not said again."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, ready to be said."""

    entry: TextEntry
    group: str
    templates: Mapping[str, Template]
    source: TextSource | None


@dataclass(frozen=True, slots=True)
class DayWords:
    """``many`` has the slot ``n``."""

    __pydantic_config__ = _STRICT
    today: str
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Words:
    """How values are put into words in one language. Slots of each template in braces."""

    __pydantic_config__ = _STRICT
    months: tuple[str, ...]
    date: str
    """``month``, ``day``, ``year``"""
    days: DayWords
    conjunction: str
    alternative: str
    page: str
    """``n``"""
    pages: str
    """``n``"""
    page_range: str
    """``first``, ``last``"""
    quarters: tuple[str, ...]
    """``year``"""
    span: str
    """``first``, ``last``"""
    form: str
    """``n``"""
    letter: str
    """``n``"""
    right: str
    """``what``: one of ``config/rights.toml``"""
    please_check: str
    """``what``: said after a sentence with values that a person must look at."""
    headings: dict[str, str]
    """Over each section, over the ``forms`` and over the ``sources`` (``day``)."""
    contractions: dict[str, str]
    """Words that melt into one where a slot's value follows another word: ``de el`` gives ``del``."""
    names: dict[str, str]
    """What each field, deadline (``hearing_date``) and other slot is called in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """``texts`` by section, in the order in which they are tried."""

    texts: Mapping[Section, tuple[Text, ...]]
    words: Mapping[str, Words]
    sources: Mapping[str, TextSource]


def read_explanations(root: Path, notices: Mapping[str, NoticeEntry], faults: list[Fault]) -> Explanations | None:
    """All texts, or None with the faults noted.

    Faults are, among others: an unknown slot, condition or source, a rule without a source, a language without its
    words, and a section of one item without a text that can always be said.
    """
    before = len(faults)
    sources = read_table(root, f"{_FOLDER}/sources.toml", "source", TextSource, faults)
    words = {
        language: _words(table, language, faults)
        for language, table in read_toml(root, f"{_FOLDER}/words.toml", faults).items()
    }
    entries = read_folder(root, f"{_FOLDER}/texts", "text", TextEntry, faults)
    if len(faults) > before:
        return None
    texts = [_compile(entry, sources, notices, faults) for entry in entries.values()]
    faults.extend(Fault(f"{_FOLDER}/words.toml", lang, "is missing") for lang in LANGUAGES if lang not in words)
    by_section = {
        section: tuple(sorted((text for text in texts if text.entry.section is section), key=lambda t: t.entry.order))
        for section in Section
    }
    faults.extend(
        Fault(f"{_FOLDER}/texts", section, f"no text for {standing} that can always be said")
        for section in sorted(SINGLE)
        for standing in Standing
        if not any(_always(text, standing) for text in by_section[section])
    )
    if len(faults) > before:
        return None
    known = {language: entry for language, entry in words.items() if entry is not None}
    return Explanations(by_section, known, sources)


def _words(table: object, language: str, faults: list[Fault]) -> Words | None:
    file = f"{_FOLDER}/words.toml"
    words = validate(Words, table, file, language, faults)
    if words is not None and (len(words.months), len(words.quarters)) != (12, 4):
        faults.append(Fault(file, language, "needs 12 months and 4 quarters"))
    if words is not None:
        bare = sorted({*Section, "forms", "sources"} - words.headings.keys())
        faults.extend(Fault(file, f"{language}.headings", f"lacks {name!r}") for name in bare)
    return words


def _compile(
    entry: TextEntry, sources: Mapping[str, TextSource], notices: Mapping[str, NoticeEntry], faults: list[Fault]
) -> Text:
    def fault(where: str, message: str) -> None:
        faults.append(Fault(f"{_FOLDER}/texts", f"text.{entry.id}.{where}", message))

    templates: dict[str, Template] = {}
    for language, said in entry.say.items():
        try:
            templates[language] = parse_template(said)
        except ValueError as error:
            fault(f"say.{language}", str(error))
            continue
        for slot in sorted(templates[language].slots - SLOTS):
            fault(f"say.{language}", f"{slot!r} is no slot")
    for where, flaw in _flaws(entry, sources, notices):
        fault(where, flaw)
    group = entry.group or (entry.section if entry.section in SINGLE else entry.id)
    return Text(entry, group, templates, sources.get(entry.source))


def _flaws(
    entry: TextEntry, sources: Mapping[str, TextSource], notices: Mapping[str, NoticeEntry]
) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        if language not in entry.say:
            yield "say", f"lacks {language!r}"
    for fact in (*entry.all, *entry.any, *entry.none):
        flaw = fact_flaw(fact, notices)
        if flaw:
            yield "conditions", flaw
    if entry.source and entry.source not in sources:
        yield "source", f"{entry.source} stands not in sources.toml"
    if entry.rule and not entry.source:
        yield "source", "a rule needs its source"


def _always(text: Text, standing: Standing) -> bool:
    free = not (text.entry.all or text.entry.any or text.entry.none)
    return free and standing in text.entry.standing and not any(item.needs for item in text.templates.values())
