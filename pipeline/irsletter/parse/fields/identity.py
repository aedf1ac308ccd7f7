"""Fields that say which letter it is: its code, its date, its pages, the taxpayer id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import Levenshtein

from irsletter.catalog.deadlines import DeadlineRules, Unit
from irsletter.catalog.legal_days import last_legal_day
from irsletter.catalog.load import Catalog
from irsletter.catalog.notices import NoticeEntry
from irsletter.model.kinds import Audience, Category, DeadlineKind
from irsletter.model.reading import Alternative, Field, Notice
from irsletter.model.values import TaxpayerId
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.evidence.choose import choose, held
from irsletter.parse.fields.labelled import candidates_of, unread
from irsletter.parse.fields.notice import CodeSpot, NoticeFinding
from irsletter.parse.labels.beside import values_of
from irsletter.parse.page.page_numbers import page_numbers
from irsletter.parse.survey import Survey
from irsletter.parse.values.dates import find_dates, parse_date
from irsletter.parse.values.ids import find_ids, mask_ids
from irsletter.parse.values.misreads import tell
from irsletter.patterns import compile_pattern

_LETTER_CODE = compile_pattern(
    r"\s*(?:(?:LTR|Letter)\b\.?\s*[0-9]{2,4}[A-Z]{0,2}\b(?![-:/.]\d)|[0-9]{2,4}(?<!1040|1120)[A-Z]{1,2}\b|CP\s?[0-9]{2,4}\b)",
    ignore_case=True,
)
_PERIOD_AND_TAX = compile_pattern(r"\s+(?:19|20|00)[0-9]{4}\s+[0-9]{2}\b")
_PERIOD_ENDS = frozenset(((3, 31), (6, 30), (9, 30), (12, 31)))
_HEAD_END = 0.4
_SENDING_LINE = 0.02
"""Share of the page above which a fax machine prints its own line, with a date of its own."""
_ROLL = 4
_GUESS = 0.1
"""How sure a code is that nobody read: it differs by a character from what was."""
_MOST_GUESSES = 3
_WRITE_ID = compile_pattern(r"(?:number|TIN|SSN|ITIN|EIN|ID)\s*\(\s*([^()]{6,16})\s*\)", ignore_case=True)
"""On the payment slip: ``Write your social security number (XXX-XX-1234)``."""


def code_field(finding: NoticeFinding, survey: Survey, catalog: Catalog) -> Field[str] | None:
    """The code with the places that agree on it; the headline proves it like a second place. Beside a code that the
    catalog lacks and that was read from a picture stand the nearest ones that it has."""
    spots = (*finding.copies, *finding.rivals)
    candidates = [_spot(spot) for spot in spots]
    if finding.headline_agrees:
        candidates = [one.as_proved() if one.value == finding.code else one for one in candidates]
    candidates = [
        one.as_proved() if not one.repaired and stands_alone(one.value, catalog) else one for one in candidates
    ]
    field = choose(candidates, survey.rules.confidence)
    if field is None or field.value in catalog.notices or not any(one.read_by_ocr for one in candidates):
        return field
    named = {other.value for other in field.alternatives}
    near = [code for code in nearest_codes(field.value or "", catalog, finding.headline_codes) if code not in named]
    guesses = tuple(Alternative(code, field.raw or code, _GUESS, field.evidence) for code in near)
    return replace(held(field), alternatives=(*field.alternatives, *guesses))


def stands_alone(code: str, catalog: Catalog) -> bool:
    """Whether the catalog has ``code`` and none that one misread character would make of it: read letter by letter,
    such a code proves itself."""
    return (
        len(code) >= 5
        and code in catalog.notices
        and not any(
            len(known) == len(code) and sum(one != two for one, two in zip(known, code, strict=True)) == 1
            for known in catalog.notices
        )
    )


def nearest_codes(code: str, catalog: Catalog, headlines: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Known codes of the same series that one character tells from ``code``, those with the page's headline first."""
    series = code[:2]
    near = [
        known
        for known in catalog.notices
        if known != code and known.startswith(series) and Levenshtein.distance(known, code, score_cutoff=1) <= 1
    ]
    return tuple(sorted(near, key=lambda known: (known not in headlines, known))[:_MOST_GUESSES])


def _spot(spot: CodeSpot) -> Candidate[str]:
    return Candidate(spot.code, mask_ids(spot.raw), spot.page, spot.words, "label", repaired=spot.repaired)


def notice_of(code: str | None, catalog: Catalog) -> Notice | None:
    """What the catalog knows of the code; one that it lacks is kept, category unknown."""
    if code is None:
        return None
    entry = catalog.notices.get(code)
    if entry is None:
        return Notice(code, family_of(code, catalog), "", Category.UNKNOWN, None, Audience.UNKNOWN, known=False)
    return _known(entry)


def _known(entry: NoticeEntry) -> Notice:
    family = entry.family or entry.id
    return Notice(entry.id, family, entry.title, entry.category, entry.stage, entry.audience, known=True)


def family_of(code: str, catalog: Catalog) -> str:
    """The series of an unknown code: the longest known code that it begins with, else itself."""
    heads = [
        known
        for known in catalog.notices
        if len(known) >= 4 and code.startswith(known) and code[len(known) :].isalpha()
    ]
    return max(heads, key=len, default=code)


def date_field(survey: Survey) -> Field[dt.date] | None:
    """The letter's own date: beside its label in header, slip and running heads; ``Date`` alone in the head only where
    no better label stands."""
    rules = survey.rules.confidence
    periods = candidates_of(survey, "tax_period")
    own = [one for one in candidates_of(survey, "notice_date", ("notice_date",)) if not _is_taken(one, periods)]
    labelled = own or [one for one in candidates_of(survey, "notice_date") if not _is_taken(one, periods)]
    labelled = [replace(one, way="place") if _may_end_a_period(one) else one for one in labelled]
    field = choose(labelled or _before_code(survey) or _alone(survey), rules)
    return field if field is not None else unread(survey, "notice_date")


def _before_code(survey: Survey) -> list[Candidate[dt.date]]:
    """Correspondex letters print the date without a label, the code behind it: ``Jan. 05, 2023   LTR 2645C   0``."""
    found = []
    for view in survey.first_page:
        for cell in view.sheet.between(_SENDING_LINE, _HEAD_END):
            for date in find_dates(cell.text)[:1]:
                right = view.sheet.right_of(cell)
                after = cell.text[date.end :] or (right.text if right is not None else "")
                if date.start == 0 and _LETTER_CODE.match(after):
                    found.append(
                        found_in(cell, date.value, date.start, date.end, "label", repaired=date.repaired, raw=date.raw)
                    )
    return found


def _is_taken(date: Candidate[dt.date], periods: list[Candidate[Any]]) -> bool:
    """Whether the value of the tax period's label was taken for the date, whose own could not be read."""
    return any(date.same_ink(one) for one in periods)


def _may_end_a_period(date: Candidate[dt.date]) -> bool:
    """Whether a date on a picture is one on which tax periods end: read beside a label that lost its own value."""
    return date.read_by_ocr and (date.value.month, date.value.day) in _PERIOD_ENDS


def _alone(survey: Survey) -> list[Candidate[dt.date]]:
    """The only date that stands by itself in the head of the first page, beside no label: not sure to be the letter's
    own."""
    found = []
    for view in survey.first_page:
        labels = [hit for hit in view.labels if hit.alone]
        beside = {id(cell) for hit in labels for cell in (view.sheet.right_of(hit.cell), view.sheet.below(hit.cell))}
        found += [
            found_in(cell, date.value, 0, len(cell.text), "place", exact=False, repaired=date.repaired)
            for cell in view.sheet.between(_SENDING_LINE, _HEAD_END)
            if id(cell) not in beside
            and not cell.text.endswith(".")  # the end of a sentence that wraps
            and (date := parse_date(cell.text)) is not None
        ]
    return found if len({one.value for one in found}) == 1 else []


@dataclass(frozen=True, slots=True)
class Counted:
    """The days that the law's counts give for one kind of act: the last ones as it means them, not rolled and rolled
    past weekends and holidays, and all that are ``near``: up to four days later."""

    last: frozenset[dt.date]
    near: frozenset[dt.date]


def counted_days(
    dated: Field[dt.date] | None, entry: NoticeEntry | None, known: DeadlineRules
) -> dict[DeadlineKind, Counted]:
    """The days that the law's counts give from the notice date, by kind."""
    days: dict[DeadlineKind, Counted] = {}
    for rule in (known.rules[rule_id] for rule_id in (entry.deadlines if entry is not None else ())):
        start = dated.value if dated is not None and rule.counted_from == "notice_date" else None
        spans = [span for span in (rule.span, rule.abroad) if span is not None and span.unit is Unit.DAYS]
        if start is not None:
            ends = [start + dt.timedelta(days=span.count) for span in spans]
            rolled = map(last_legal_day, ends if known.kinds[rule.what].rolls else ())
            near = (end + dt.timedelta(days=later) for end in ends for later in range(_ROLL + 1))
            days[rule.what] = Counted(frozenset((*ends, *rolled)), frozenset(near))
    return days


def id_field(survey: Survey, scan_line: tuple[Candidate[TaxpayerId], ...] = ()) -> Field[TaxpayerId] | None:
    """The first taxpayer id, its copies on slip, ``scan_line`` and running heads as witnesses: ids that may be one
    count as one."""
    labelled = _of_addressee(candidates_of(survey, "taxpayer_id"), survey)
    for text, _ in survey.texts():
        for hit in _WRITE_ID.finditer(text.paragraph.text):
            for one in find_ids(hit[1]):
                start = hit.start(1) + one.start
                end = hit.start(1) + one.end
                labelled.append(found_in(text.paragraph, one.value, start, end, "phrase", raw=one.raw))
    labelled += _before_period(survey)
    if labelled:
        labelled += scan_line
    else:
        labelled = _alone_in_head(survey)
    field = choose(labelled, survey.rules.confidence, same=lambda value: value.last4)
    return field if field is not None else unread(survey, "taxpayer_id")


def _of_addressee(labelled: list[Candidate[TaxpayerId]], survey: Survey) -> list[Candidate[TaxpayerId]]:
    """Where the head of the first page has the id beside a label, another one in the middle of a sentence is somebody
    else's: a spouse's (``SSN XXX-XX-1234``)."""
    first = min((one.page for one in labelled), default=0)
    hits = [(values_of(hit, view.sheet), hit.start) for hit, view in survey.label_hits("taxpayer_id")]
    begins = [one for one, start in hits if one is not None and start == 0]
    own = {one.value.last4 for one in begins if one.page == first and one.box.y0 < _HEAD_END}
    aside = [one for one, start in hits if one is not None and start > 0 and one.value.last4 not in own]
    return [one for one in labelled if not own or not any(one.same_ink(other) for other in aside)]


def _before_period(survey: Survey) -> Iterator[Candidate[TaxpayerId]]:
    """Correspondex letters print the id once more, before period and kind of tax: ``XXX-XX-1234   202112 30``."""
    for view in survey.first_page:
        for cell in view.sheet.between(0.0, _HEAD_END):
            for one in find_ids(cell.text)[:1]:
                if _PERIOD_AND_TAX.match(cell.text[one.end :]):
                    yield found_in(cell, one.value, one.start, one.end, "label", repaired=one.repaired, raw=one.raw)


def _alone_in_head(survey: Survey) -> list[Candidate[TaxpayerId]]:
    """The only id that stands by itself in the head of a first page off a picture, where its label could not be read:
    its form tells what it is, nothing tells whose."""
    found = [
        found_in(cell, one.value, one.start, one.end, "place", exact=False, repaired=one.repaired, raw=one.raw)
        for view in survey.first_page
        for cell in view.sheet.between(_SENDING_LINE, _HEAD_END)
        for one in find_ids(cell.text)[:1]
        if cell.read_by_ocr and (one.start, one.end) == (0, len(cell.text)) and "-" in one.raw
    ]
    return found if len({one.value.last4 for one in found}) == 1 else []


def page_count_field(survey: Survey, patterns: Sequence[str]) -> Field[int] | None:
    """How many pages the letter says it has; ``patterns`` as for ``page_numbers``."""
    candidates = [
        found_in(one.cell, one.count, one.start, one.end, "label", repaired=tell(one.notes))
        for view in survey.views
        for one in page_numbers(view.sheet, patterns)
    ]
    return choose(candidates, survey.rules.confidence)
