"""Which tax periods a letter is about, with form and kind of tax: from a period table, else from label and prose."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from irsletter.model.kinds import PeriodRole, TaxType
from irsletter.model.reading import Alternative, Field, TaxPeriod
from irsletter.model.values import Period
from irsletter.parse.evidence.calibrate import is_weak
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.evidence.choose import choose, held, parties_of
from irsletter.parse.fields.amounts import Money
from irsletter.parse.fields.contacts import cue_values
from irsletter.parse.fields.labelled import candidates_of
from irsletter.parse.fields.period_lists import listed
from irsletter.parse.fields.scan_line import ScanLine
from irsletter.parse.labels.beside import values_of
from irsletter.parse.survey import Survey
from irsletter.parse.tables.grid import GridRow
from irsletter.parse.tables.label_periods import billed_apart, moved_to
from irsletter.parse.values.forms import find_forms, tax_type_of
from irsletter.parse.values.periods import find_periods, fits_form, parse_period
from irsletter.patterns import compile_pattern

_SLIP_YEAR = compile_pattern(r"tax\s*(?:year|period)s?\s*\(\s*([^()]{4,30}?)\s*\)", ignore_case=True)
"""On the payment slip: ``the tax year (2017)``."""
_FORM_NUMBER = compile_pattern(r"form\s*(?:numbers?)?\s*\(\s*([0-9A-Z-]{3,9})\s*\)", ignore_case=True)

_AND = compile_pattern(r"\s*(?:,|;|&|and|or|y|e)\s*(?:and\s+|y\s+)?", ignore_case=True)
_TAXES = {
    "income": TaxType.INCOME,
    "employment": TaxType.EMPLOYMENT,
    "unemployment": TaxType.UNEMPLOYMENT,
    "excise": TaxType.EXCISE,
}
_TAX = compile_pattern(
    rf"(?<!\d)(?P<year>\d{{4}})\s+(?:(?:federal|individual|u\.?s\.?)\s+)*(?P<kind>{'|'.join(_TAXES)})\s+tax(?:es)?\b|"
    rf"\b(?P<kind>{'|'.join(_TAXES)})\s+tax(?:es)?\s+(?:returns?\s+|liability\s+)?for\s+(?:the\s+)?(?:tax\s+)?(?:year\s+)?"
    r"(?P<year>\d{4})(?!\d)",
    ignore_case=True,
)


@dataclass(frozen=True, eq=False)
class _Found:
    period: Period
    form: str | None
    candidates: tuple[Candidate[Period], ...]
    row: GridRow | None = None
    role: PeriodRole = PeriodRole.SUBJECT


def periods_of(survey: Survey, money: Money, scan_line: ScanLine) -> tuple[TaxPeriod, ...]:
    """The periods in the order of the letter, ``p1`` first. Raises PatternTimeoutError."""
    found = [_witnessed(one, survey) for one in _from_grid(money.grid)]
    if not found:
        form = _form(survey)
        found = _with_rows(_from_labels(survey, form) or _from_prose(survey, form), money, form, survey)
        if len(found) == 1:  # of several the slip names one, and which is not told
            found = [_with(found[0], scan_line)]
        found += _others(survey, found, money)
    rules = survey.rules.confidence
    periods = []
    for number, one in enumerate(found, 1):
        field = choose(one.candidates, rules, same=lambda period: period.label)
        if field is None or field.value is None:
            continue
        if not fits_form(one.period, one.form):
            field = held(field)  # one of the two belongs to something else
        periods.append(
            TaxPeriod(
                id=f"p{number}",
                role=one.role,
                period=one.period,
                form=one.form,
                tax_type=tax_type_of(one.form) if one.form else _spoken_tax(survey, one.period),
                field=_labelled(field),
                assessed_on=_assessed(one.row, survey),
                balance=_balance(one.row, survey),
            )
        )
    return tuple(periods)


def _with(found: _Found, scan_line: ScanLine) -> _Found:
    said = scan_line.period(found.period, found.form)
    return replace(found, candidates=(*found.candidates, *said))


def _with_rows(found: list[_Found], money: Money, form: str | None, survey: Survey) -> list[_Found]:
    """``found`` behind the periods that rows of one table bill apart, if any do."""
    rows = billed_apart(money.tables, survey.rules.senses)
    billed = {label: [one for one in rows if one.value.label == label] for label in dict.fromkeys(
        one.value.label for one in rows)}  # fmt: skip
    places = {one.period.label: one for one in found}
    apart = [
        _Found(own[0].value, form, (*own, *(places[label].candidates if label in places else ())))
        for label, own in billed.items()
    ]
    return [*apart, *(one for one in found if one.period.label not in billed)]


def _spoken_tax(survey: Survey, period: Period) -> TaxType | None:
    """The kind of tax that the first page names beside a year, where it names no return: ``your 2022 income tax``."""
    named = {
        hit["kind"].lower()
        for text, view in survey.texts()
        if view.position == 0
        for hit in _TAX.finditer(text.paragraph.text)
        if hit["year"] == period.label[:4]
    }
    return _TAXES[named.pop()] if len(named) == 1 else None


def _labelled(field: Field[Period]) -> Field[str]:
    """The same field with the period's label as value."""
    others = tuple(
        Alternative(other.value.label, other.raw, other.confidence, other.evidence) for other in field.alternatives
    )
    label = field.value.label if field.value else None
    return Field(label, field.raw, field.confidence, field.status, field.evidence, others)


def _assessed(row: GridRow | None, survey: Survey) -> Field[dt.date] | None:
    return choose([row.assessed_on], survey.rules.confidence) if row is not None and row.assessed_on else None


def _balance(row: GridRow | None, survey: Survey) -> Field[Decimal] | None:
    return choose([row.balance], survey.rules.confidence) if row is not None and row.balance else None


def _from_grid(rows: tuple[GridRow, ...]) -> list[_Found]:
    merged: dict[tuple[str | None, str], list[GridRow]] = {}
    for row in rows:
        if row.period is not None:
            merged.setdefault((row.form, row.period.value.label), []).append(row)
    return [
        _Found(places[0].value, form, places, group[0])
        for (form, _), group in merged.items()
        if (places := tuple(row.period for row in group if row.period is not None))
    ]


def _witnessed(found: _Found, survey: Survey) -> _Found:
    """A table's period with the header's label and the sentences that name the same one: its witnesses, no rivals."""
    said = (*_settled(candidates_of(survey, "tax_period"), found.form), *_spoken(survey, found.form))
    same = (one for one in said if one.value.label == found.period.label)
    return replace(found, candidates=(*found.candidates, *same))


def _from_labels(survey: Survey, form: str | None) -> list[_Found]:
    """What stands beside ``Tax year`` in header and running heads; the slip and the prose are witnesses of it."""
    labelled = _settled(candidates_of(survey, "tax_period"), form)
    several = listed(survey, form)
    if several:
        return [_Found(one.value, own, (one,)) for one, own in several]
    if not labelled:
        return []
    named = {one.value.label for one in labelled}
    spoken = _spoken(survey, form)
    agreeing = [one for one in spoken if one.value.label in named]
    if not agreeing and all(one.read_by_ocr for one in labelled):
        # the label's value was misread, or the sentences are about other years: nothing tells which
        weak = {view.page for view in survey.views if is_weak(view.sheet.page)}
        labelled = [replace(one, way="place") if one.page in weak else one for one in labelled]
        agreeing = spoken
    candidates = (*labelled, *agreeing)
    winner = parties_of(candidates, survey.rules.confidence, same=lambda period: period.label)[0]
    return [_Found(winner.best.value, form, candidates)]


def _from_prose(survey: Survey, form: str | None) -> list[_Found]:
    """Without a label: the period that headline and first page name most often, with those named in one breath with
    it ("tax years 2020 and 2021"). Where the page names no other, one place is enough."""
    spoken = _spoken(survey, form)
    if not spoken:
        return []
    counts = Counter(one.value.label for one in spoken)
    label = counts.most_common(1)[0][0]
    labels = max((run for run in _named_together(survey, form) if label in run), key=len, default=(label,))
    if set(counts) == set(labels):
        spoken = [replace(one, way="period_phrase") for one in spoken]
    found = []
    for each in labels:
        own = [one for one in spoken if one.value.label == each]
        rivals = [one for one in spoken if one.value.label not in labels]
        found.append(_Found(own[0].value, form, (*own, *rivals)))
    return found


def _others(survey: Survey, found: list[_Found], money: Money) -> list[_Found]:
    """The second year of a letter that moves money between years: the one that the money went to, or came from."""
    known = {one.period.label for one in found}
    others: dict[str, list[Candidate[Period]]] = {}
    for one in cue_values(survey, "other_period") if found else ():
        read = parse_period(one.value)
        if read is not None and read.value.label not in known:
            place = Candidate(read.value, one.raw, one.page, one.words, "period_phrase", repaired=read.repaired)
            others.setdefault(read.value.label, []).append(place)
    for row in moved_to(money.tables) if found else ():
        if row.value.label not in known:
            others.setdefault(row.value.label, []).append(row)
    return [_Found(places[0].value, None, tuple(places), role=PeriodRole.OTHER) for places in others.values()]


def _named_together(survey: Survey, form: str | None) -> Iterator[tuple[str, ...]]:
    """The labels of periods that the first page lists one right after the other."""
    for text, view in survey.texts():
        printed = text.paragraph.text if view.position == 0 else ""
        run: list[str] = []
        at = 0
        for one in find_periods(printed):
            if not run or not _AND.fullmatch(printed[at : one.start]):
                run = []
            read = parse_period(one.raw, form) if "no form" in one.repaired else None
            run.append((read.value if read is not None else one.value).label)
            at = one.end
            yield tuple(dict.fromkeys(run))


def _spoken(survey: Survey, form: str | None) -> list[Candidate[Period]]:
    found: list[Candidate[Period]] = []
    for text, view in survey.texts():
        if view.position > 0:
            continue
        printed = text.paragraph.text
        for one in find_periods(printed):
            if "no form" in one.repaired and (read := parse_period(one.raw, form)) is not None:
                found.append(found_in(text.paragraph, read.value, one.start, one.end, "phrase", raw=one.raw))
            else:
                found.append(
                    found_in(
                        text.paragraph, one.value, one.start, one.end, "phrase", repaired=one.repaired, raw=one.raw
                    )
                )
        for hit in _SLIP_YEAR.finditer(printed):
            read = parse_period(hit[1], form)
            if read is not None:
                found.append(
                    found_in(text.paragraph, read.value, hit.start(1), hit.end(1), "phrase", repaired=read.repaired)
                )
    return found


def _settled(candidates: list[Candidate[Period]], form: str | None) -> list[Candidate[Period]]:
    """Read once more with the form known: a last day alone does not tell a quarter from a year."""
    settled = []
    for one in candidates:
        read = parse_period(one.raw, form) if form else None
        repaired = "" if form and "no form" in one.repaired else one.repaired
        settled.append(replace(one, value=read.value if read else one.value, repaired=repaired))
    return settled


def _form(survey: Survey) -> str | None:
    """The return that the letter is about: beside a label, on the slip, or named most often on the first page."""
    votes: Counter[str] = Counter()
    for hit, view in survey.label_hits("form"):
        value = values_of(hit, view.sheet)
        if value is not None and hit.start == 0 and tax_type_of(value.value) is not None:
            votes[value.value] += 2
    for text, view in survey.texts():
        if view.position > 0:
            continue
        printed = text.paragraph.text
        named = [one.value for one in find_forms(printed)]
        named += [form.value for hit in _FORM_NUMBER.finditer(printed) for form in find_forms(hit[1])]
        votes.update(form for form in dict.fromkeys(named) if tax_type_of(form) is not None)
    return votes.most_common(1)[0][0] if votes else None
