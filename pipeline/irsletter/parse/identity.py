"""Fields that say which letter it is: its code, its date, its pages, the taxpayer id."""

from __future__ import annotations

import datetime as dt

from irsletter.catalog.load import Catalog
from irsletter.catalog.notices import NoticeEntry
from irsletter.model.kinds import Audience, Category
from irsletter.model.reading import Field, Notice
from irsletter.model.values import TaxpayerId
from irsletter.parse.candidates import Candidate, found_in
from irsletter.parse.choose import choose
from irsletter.parse.labelled import candidates_of, unread
from irsletter.parse.notice import CodeSpot, NoticeFinding
from irsletter.parse.survey import Survey
from irsletter.parse.values.ids import find_ids, mask_ids
from irsletter.patterns import compile_pattern

_PAGE_OF = compile_pattern(r"(?:page|p[aá]gina|pg\.?)\s*([0-9]{1,3})\s*(?:of|de|/)\s*([0-9]{1,3})\b", ignore_case=True)
_WRITE_ID = compile_pattern(r"(?:number|TIN|SSN|ITIN|EIN|ID)\s*\(\s*([^()]{6,16})\s*\)", ignore_case=True)
"""On the payment slip: ``Write your social security number (XXX-XX-1234)``."""


def code_field(finding: NoticeFinding, survey: Survey) -> Field[str] | None:
    """The code with the places that agree on it; the headline proves it like a second place."""
    spots = (*finding.copies, *finding.rivals)
    candidates = [_spot(spot) for spot in spots]
    if finding.headline_agrees:
        candidates = [one.as_proved() if one.value == finding.code else one for one in candidates]
    return choose(candidates, survey.rules.confidence)


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
    named = candidates_of(survey, "notice_date", ("notice_date",))
    field = choose(named or candidates_of(survey, "notice_date"), rules)
    return field if field is not None else unread(survey, "notice_date")


def id_field(survey: Survey) -> Field[TaxpayerId] | None:
    """The first taxpayer id, its copies on slip and running heads as witnesses: ids that may be one count as one."""
    labelled = candidates_of(survey, "taxpayer_id")
    for text, _ in survey.texts():
        for hit in _WRITE_ID.finditer(text.paragraph.text):
            for one in find_ids(hit[1]):
                start = hit.start(1) + one.start
                end = hit.start(1) + one.end
                labelled.append(found_in(text.paragraph, one.value, start, end, "phrase", raw=one.raw))
    field = choose(labelled, survey.rules.confidence, same=lambda value: value.last4)
    return field if field is not None else unread(survey, "taxpayer_id")


def page_count_field(survey: Survey) -> Field[int] | None:
    """How many pages the letter says it has."""
    candidates = [
        found_in(cell, int(hit[2]), hit.start(), hit.end(), "label")
        for view in survey.views
        for cell in view.sheet.cells
        for hit in _PAGE_OF.finditer(cell.text)
        if 1 <= int(hit[1]) <= int(hit[2]) <= 200 and (hit.start() == 0 or len(cell.text) > 20)
    ]
    return choose(candidates, survey.rules.confidence)
