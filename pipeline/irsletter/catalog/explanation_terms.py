"""The closed vocabulary of explanation texts: sections, standings, slots, and the facts that conditions speak of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from irsletter.catalog.notices import NoticeEntry
from irsletter.model import kinds, result


class Section(StrEnum):
    """The parts of an explanation, in the order of the result format."""

    HEADLINE = "headline"
    FIRST_STEP = "first_step"
    WHAT_IT_IS = "what_it_is"
    WHY_YOU_GOT_IT = "why_you_got_it"
    WHAT_IT_ASKS = "what_it_asks"
    BY_WHEN = "by_when"
    NOT_YET = "not_yet"
    RIGHTS = "rights"
    IF_YOU_AGREE = "if_you_agree"
    IF_YOU_CANNOT_PAY = "if_you_cannot_pay"
    IF_YOU_DISAGREE = "if_you_disagree"
    IF_ALREADY_PAID = "if_already_paid"
    IF_NOT_YOURS = "if_not_yours"
    IF_DATE_PASSED = "if_date_passed"
    GATHER = "gather"
    WHAT_COMES_NEXT = "what_comes_next"
    GET_HELP = "get_help"
    HOW_TO_VERIFY = "how_to_verify"
    NOT_SEEN = "not_seen"
    DISCLAIMER = "disclaimer"


SINGLE = frozenset(
    {
        Section.HEADLINE,
        Section.FIRST_STEP,
        Section.WHAT_IT_IS,
        Section.WHY_YOU_GOT_IT,
        Section.WHAT_IT_ASKS,
        Section.BY_WHEN,
        Section.NOT_YET,
        Section.WHAT_COMES_NEXT,
        Section.DISCLAIMER,
    }
)
"""Sections that are one item: the texts of their groups are joined."""


class Standing(StrEnum):
    """How the paper is to be spoken of. A text is said to none but the standings it names, so that nothing about paying
    slips into what is said of a doubted letter."""

    PLAIN = "plain"
    """It claims to be from the IRS and its verdict is not a bad one; or a code is explained without a letter."""
    DOUBTED = "doubted"
    FOREIGN = "foreign"
    """It claims another sender: a state, a collector, a seller, or none that is known."""


class Reader(StrEnum):
    """Whom the letter addresses, told from form and id on the letter."""

    INDIVIDUAL = "individual"
    BUSINESS = "business"
    UNKNOWN = "unknown"


FIELDS = frozenset(result.Fields.__annotations__)
_OF_DEADLINE = ("date", "until", "last_day", "days")
"""``until`` is the date as long as it is to come; ``last_day`` the rolled one, only where it differs."""
SLOTS = frozenset(
    {"code", "form", "periods", "period_form", "breakdown", "as_of", "next_notices", "missing_pages"}
    | {"pages_seen", "unread", "failed_checks", "findings", "reason", "right_date", "right_days", "right_name"}
    | {"next_date", "next_days", "next_name", "usual_days", "waiting_penalty", "waiting_interest", "waiting_quarter"}
    | {"nothing_due", "said_within"}
    | FIELDS
    | {f"{kind}_{part}" for kind in kinds.DeadlineKind for part in _OF_DEADLINE}
    | {f"{kind}_row" for kind in kinds.AmountKind}
)
"""Every slot that a text may use."""

_STATES = ("open", "passed", "undated", "words", "printed", "computed", "unsure")
_VOCABULARY: Mapping[str, frozenset[str]] = {
    "category": frozenset(kinds.Category),
    "stage": frozenset("1234567"),
    "reader": frozenset(Reader),
    "kind": frozenset(kinds.LetterKind),
    "verdict": frozenset(kinds.Verdict),
    "ask": frozenset(kinds.Ask),
    "input": frozenset({"letter", "code"}),
    "known": frozenset({"yes", "no", "none"}),
    "bill": frozenset({"yes", "no", "unknown"}),
    "due": frozenset({"nothing"}),
    "waiting": frozenset({"known", "capped"}),
    "pages": frozenset({"missing", "first_missing", "poor"}),
    "periods": frozenset({"one", "several"}),
    "age": frozenset({"over_a_year"}),
    "has": FIELDS | {f"{kind}_row" for kind in kinds.AmountKind},
    "unsure": FIELDS,
    "right": frozenset({"open", "passed", "undated"}),
    **{str(kind): frozenset(_STATES) for kind in kinds.DeadlineKind},
}


def fact_flaw(fact: str, notices: Mapping[str, NoticeEntry]) -> str:
    """What is wrong with a condition, or nothing. ``fails`` takes the id of any check."""
    subject, colon, value = fact.partition(":")
    if not colon or not value:
        return f"{fact!r} must be written subject:value"
    if subject in ("code", "family"):
        return "" if value in notices else f"{value} is no notice of the catalog"
    if subject == "fails":
        return ""
    known = _VOCABULARY.get(subject)
    if known is None:
        return f"{subject!r} is no subject of a condition"
    return "" if value in known else f"{subject!r} can't be {value!r}"
