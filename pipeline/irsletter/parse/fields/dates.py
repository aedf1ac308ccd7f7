"""The dates by which a letter asks for something, each of its own kind, and the rights that its text offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from irsletter.catalog.fields import Mark
from irsletter.catalog.senses import Sense
from irsletter.model.kinds import RIGHTS, Ask, DeadlineKind
from irsletter.model.reading import Field, OfferedRight, PrintedDate
from irsletter.parse.evidence.candidates import Candidate, evidence_at, found_in
from irsletter.parse.evidence.choose import choose, copies
from irsletter.parse.fields.date_clauses import clauses_of
from irsletter.parse.fields.date_pairs import paired
from irsletter.parse.fields.identity import Counted
from irsletter.parse.fields.labelled import unread
from irsletter.parse.labels.beside import values_of
from irsletter.parse.page.marked import MarkedText, hits, values_in
from irsletter.parse.page.senses import has_sense
from irsletter.parse.survey import Survey
from irsletter.parse.values.found import Found

NO_ACT = frozenset(
    (
        DeadlineKind.PAY,
        DeadlineKind.LEVY_MAY_START,
        DeadlineKind.AGREEMENT_ENDS,
        DeadlineKind.WAIT_UNTIL,
        DeadlineKind.PAYMENT_TURNED_OVER,
    )
)
"""Kinds of date by which the reader has nothing to do, or only to pay."""
_ANSWERS = frozenset((DeadlineKind.RESPOND, DeadlineKind.SEND_INFORMATION))
"""Kinds of which a letter sets one day: of two that sentences name one was perhaps misunderstood."""
_SAME_ACT = frozenset(
    (
        DeadlineKind.PAY,
        DeadlineKind.SEND_INFORMATION,
        DeadlineKind.FILE_RETURN,
        DeadlineKind.VERIFY_IDENTITY,
        *RIGHTS,
    )
)
"""Kinds that say more of a day than that an answer is due by it."""
_PHRASE = "date_phrase"
_CONTEXT = "date_context"
"""A date whose own sentence does not say what is asked by it."""
_SAID = (_PHRASE, _CONTEXT)
_ASKED = {
    Ask.PAYMENT: frozenset((DeadlineKind.PAY,)),
    Ask.RESPONSE: frozenset((DeadlineKind.RESPOND, DeadlineKind.SEND_INFORMATION)),
    Ask.INFORMATION: frozenset((DeadlineKind.RESPOND, DeadlineKind.SEND_INFORMATION)),
    Ask.ACTION: frozenset(
        (
            DeadlineKind.RESPOND,
            DeadlineKind.SEND_INFORMATION,
            DeadlineKind.FILE_RETURN,
            DeadlineKind.VERIFY_IDENTITY,
            DeadlineKind.APPOINTMENT,
        )
    ),
    Ask.NOTHING: frozenset[DeadlineKind](),
}
"""The kinds of day that go with what a notice asks for."""
_ORDINARY = frozenset(kind for kinds in _ASKED.values() for kind in kinds)


def strangers_to(asks: Collection[Ask], *, owes: bool) -> frozenset[DeadlineKind]:
    """The kinds of day that a notice does not ask for by what the catalog says of it (nothing where it does not say),
    nor, where it names no money that is due, one to pay by."""
    fitting = frozenset[DeadlineKind]().union(*(_ASKED[ask] for ask in asks)) if asks else _ORDINARY
    return _ORDINARY - (fitting if owes else fitting - {DeadlineKind.PAY})


def dates_of(
    survey: Survey,
    *,
    bill: bool,
    written: dt.date | None,
    counted: Mapping[DeadlineKind, Counted],
    strangers: frozenset[DeadlineKind] = frozenset(),
    answers: DeadlineKind = DeadlineKind.RESPOND,
) -> tuple[PrintedDate, ...]:
    """Every date that something is asked by, one entry for each kind and day, the earliest first within a kind; then
    the words that stand for a date. On a letter that is no ``bill`` no day is one to pay by; sentences ask for nothing
    by a day up to ``written``, the letter's own. ``counted``: days that the law's own count gives, which prove a
    printed one; off a picture one that misses them by a few days was most likely misread. A sentence whose day is of a
    kind among ``strangers`` was perhaps misunderstood, and is held for a person. ``answers``: what the notice is
    answered with, where a sentence says no more than that it wants to hear from the reader. Raises
    PatternTimeoutError."""
    by_kind: dict[DeadlineKind, list[Candidate[dt.date]]] = {}
    abatement = counted.get(DeadlineKind.REQUEST_ABATEMENT)
    objections = abatement.near if abatement is not None else frozenset[dt.date]()
    asked = (
        (answers if what is DeadlineKind.RESPOND else what, one)
        for what, one in _asked(survey, objections, strangers, bill=bill)
    )
    rows = tuple(_rows(survey))
    if bill:  # the day in a total's label is one to pay by, whatever the labels above it say when read as a sentence
        asked = (pair for pair in asked if not any(pair[1].same_ink(row) for _, row in rows))
    said = [(what, one) for what, one in (*_phrases(survey), *asked) if written is None or one.value > written]
    others = [one for what, one in said if what not in _ANSWERS]
    rivals = {one.value for what, one in said if what in _ANSWERS and not any(one.same_ink(other) for other in others)}
    if len(rivals) > 1:
        said = [(what, replace(one, way=_CONTEXT) if what in _ANSWERS else one) for what, one in said]
    for what, candidate in (*_labels(survey), *rows, *said):
        if bill or what is not DeadlineKind.PAY:
            by_kind.setdefault(what, []).append(_held_against(counted.get(what), candidate))
    # "respond by" beside a hearing's or an appeal's own words names the same act once more
    replies = by_kind.pop(DeadlineKind.RESPOND, [])
    named = [one for what, group in by_kind.items() if what not in NO_ACT for one in group]
    replies = [one for one in replies if one.way not in _SAID or not any(one.same_ink(other) for other in named)]
    # a day named for paying or calling alike is the day to pay; one by which to object is that of the right
    days = {one.value for what, group in by_kind.items() if what in _SAME_ACT for one in group}
    replies = [one for one in replies if one.way not in _SAID or one.value not in days]
    # on a proposal the day of a row is one to pay by for who agrees: it is no answer's where another is named
    elsewhere = [one for one in replies if not any(one.same_ink(row) for _, row in rows)]
    if not bill and (named or elsewhere):
        replies = elsewhere
    if replies:
        by_kind[DeadlineKind.RESPOND] = replies
    dated = [
        PrintedDate(what, field) for what, group in by_kind.items() for field in _fields(what, group, survey) if field
    ]
    words = _words(survey, {date.what for date in dated})
    return (*dated, *(date for date in words if bill or date.what is not DeadlineKind.PAY))


def due_date(dates: tuple[PrintedDate, ...], survey: Survey) -> Field[dt.date] | None:
    """The day to pay by; None where the letter names none ("immediately" is no day)."""
    pay = [date.field for date in dates if date.what is DeadlineKind.PAY and date.field.value is not None]
    return pay[0] if pay else unread(survey, "due_date")


def respond_by(dates: tuple[PrintedDate, ...], survey: Survey) -> Field[dt.date] | None:
    """The last day for any act other than paying, the earliest of several."""
    acts = [date.field for date in dates if date.what not in NO_ACT and date.field.value is not None]
    return min(acts, key=lambda field: field.value) if acts else unread(survey, "respond_by")  # type: ignore[arg-type, return-value]


def rights_of(survey: Survey) -> tuple[OfferedRight, ...]:
    """The rights that the letter's own words offer, each once; the day count where one of the places prints it."""
    found: dict[DeadlineKind, OfferedRight] = {}
    for text, view in survey.texts():
        for phrase in survey.rules.rights.values():
            for hit in hits(text, phrase.patterns, phrase.unless):
                printed = hit.groupdict().get("days")
                days = int(printed) if printed else None
                known = found.get(phrase.what)
                if known is None or (known.days is None and days is not None):
                    lines = evidence_at(view.page, text.words_between(hit.start(), hit.end()))
                    found[phrase.what] = OfferedRight(phrase.what, lines[0], days)
    return tuple(found.values())


def _labels(survey: Survey) -> Iterator[tuple[DeadlineKind, Candidate[dt.date]]]:
    for hit, view in survey.label_hits("due_date", "respond_by"):
        value = values_of(hit, view.sheet)
        if value is not None and hit.label.what is not None:
            yield hit.label.what, value


def _rows(survey: Survey) -> Iterator[tuple[DeadlineKind, Candidate[dt.date]]]:
    for view in survey.views:
        for row in (*(row for table in view.tables for row in table.rows), *view.loose_rows):
            for date in row.dates:
                yield DeadlineKind.PAY, date


def _phrases(survey: Survey) -> Iterator[tuple[DeadlineKind, Candidate[dt.date]]]:
    """The dates of idioms."""
    for text, _ in survey.texts():
        if Mark.DATE.value not in text.text:
            continue
        for phrase in survey.rules.dates.values():
            for hit in hits(text, phrase.patterns if not phrase.words else (), phrase.unless):
                for value in values_in(text, hit, Mark.DATE):
                    yield phrase.what, _candidate(text, value, _PHRASE)


def _asked(
    survey: Survey, objections: frozenset[dt.date], strangers: frozenset[DeadlineKind], *, bill: bool
) -> Iterator[tuple[DeadlineKind, Candidate[dt.date]]]:
    """The dates by which sentences ask for something. "If you disagree, contact us by" one of the days that the law
    counts for ``objections`` (IRC 6213(b)(2)) is the last day to ask for abatement; who disagrees may be told in the
    heading above. A day of a kind among ``strangers`` is sure only where the sentence says that it is for who objects:
    no catalog tells who does."""
    senses = survey.rules.senses
    pairs = ((text, "") for view in survey.views for text in paired(view, senses))
    for text, above in chain(_with_above(survey), pairs):
        for clause in clauses_of(text, survey.rules, bill=bill):
            value = text.values[clause.at]
            answer = clause.what is DeadlineKind.RESPOND
            objects = (
                answer and value.value in objections and has_sense(f"{above} {text.text}", Sense.OBJECTION, senses)
            )
            objector = answer and has_sense(text.sentence(clause.at, clause.at + 1), Sense.OBJECTION, senses)
            sure = clause.sure and (objects or objector or clause.what not in strangers)
            what = DeadlineKind.REQUEST_ABATEMENT if objects else clause.what
            yield what, _candidate(text, value, _PHRASE if sure else _CONTEXT)


def _with_above(survey: Survey) -> Iterator[tuple[MarkedText, str]]:
    """Every paragraph with the text of the one before it on its page."""
    for view in survey.views:
        above = ""
        for text in view.texts:
            yield text, above
            above = text.text


def _held_against(counted: Counted | None, day: Candidate[dt.date]) -> Candidate[dt.date]:
    if counted is None:
        return day
    if day.value in counted.last:
        return day.as_proved()
    return replace(day, exact=False) if day.value in counted.near and day.read_by_ocr else day


def _candidate(text: MarkedText, value: Found[dt.date], way: str) -> Candidate[dt.date]:
    return found_in(text.paragraph, value.value, value.start, value.end, way, repaired=value.repaired, raw=value.raw)


def _fields(what: DeadlineKind, group: list[Candidate[dt.date]], survey: Survey) -> list[Field[dt.date] | None]:
    """Pay-by dates are copies of one; of other kinds a letter may name several, each with a place of its own."""
    rules = survey.rules.confidence
    if what is DeadlineKind.PAY:
        return [choose(group, rules)]
    days = sorted({one.value for one in group})
    return [choose([one for one in group if one.value == day], rules) for day in days]


def _words(survey: Survey, dated: set[DeadlineKind]) -> Iterator[PrintedDate]:
    """``immediately`` and the like: no date, but the letter asks for it."""
    found: dict[tuple[DeadlineKind, str], list[Candidate[Any]]] = {}
    for text, _ in survey.texts():
        for phrase in survey.rules.dates.values():
            for hit in hits(text, phrase.patterns, phrase.unless) if phrase.words and phrase.what not in dated else ():
                start, end = text.printed_span(hit.start(), hit.end())
                said = phrase.words.format(**hit.groupdict())
                found.setdefault((phrase.what, said), []).append(found_in(text.paragraph, said, start, end, _PHRASE))
    for (what, words), group in found.items():
        field = choose(group, survey.rules.confidence)
        if field is not None:
            # two looks at one ink are one place: whether several places agree, choose has judged already
            yield PrintedDate(what, Field(None, words, field.confidence, field.status, copies(group[:1])), words)
