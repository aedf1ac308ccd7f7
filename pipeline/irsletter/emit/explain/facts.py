"""What is true of a letter on one day: the facts that conditions of texts speak of, such as ``hearing:open``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from irsletter.catalog.explanation_terms import Reader, Standing
from irsletter.catalog.notices import NoticeEntry
from irsletter.emit.explain.clock import Clock
from irsletter.model import kinds, result

_BAD = frozenset({kinds.Verdict.LIKELY_SCAM, kinds.Verdict.SUSPICIOUS})
_CLAIMED = frozenset({kinds.LetterKind.IRS})
_BUSINESS_TAXES = frozenset(
    {
        kinds.TaxType.EMPLOYMENT,
        kinds.TaxType.UNEMPLOYMENT,
        kinds.TaxType.PARTNERSHIP,
        kinds.TaxType.CORPORATE,
        kinds.TaxType.EXCISE,
    }
)
_POOR = frozenset({"blurred", "low_resolution"})
"""Reasons for a look that a better picture mends."""
_YEAR = dt.timedelta(days=366)


def standing_of(letter: result.Letter) -> Standing:
    if letter.authenticity.verdict in _BAD:
        return Standing.DOUBTED
    return Standing.PLAIN if letter.kind in _CLAIMED else Standing.FOREIGN


def reader_of(letter: result.Letter) -> Reader:
    """Told from forms and ids on the letter; unknown where they say nothing or disagree."""
    signs: set[Reader] = set()
    for period in letter.tax_periods:
        if (period.form or "").startswith("1040"):
            signs.add(Reader.INDIVIDUAL)
        elif period.tax_type in _BUSINESS_TAXES:
            signs.add(Reader.BUSINESS)
    taxpayer_id = letter.fields.get("taxpayer_id")
    if taxpayer_id is not None and taxpayer_id.value is not None:
        if taxpayer_id.value.kind == "ein":
            signs.add(Reader.BUSINESS)
        elif taxpayer_id.value.kind in ("ssn", "itin"):
            signs.add(Reader.INDIVIDUAL)
    return signs.pop() if len(signs) == 1 else Reader.UNKNOWN


def letter_facts(
    letter: result.Letter, entry: NoticeEntry | None, clocks: Mapping[kinds.DeadlineKind, Clock], as_of: dt.date
) -> frozenset[str]:
    """``entry``: the catalog's, where the letter's code has one."""
    amount = letter.fields.get("amount_due")
    stated = amount is not None and amount.value is not None
    bill = "no" if nothing_due(letter) else "yes" if stated else _bill(entry)
    return frozenset((*_letter_facts(letter, clocks, as_of), f"bill:{bill}"))


def nothing_due(letter: result.Letter) -> bool:
    """Whether the amount due that the letter prints is surely zero."""
    amount = letter.fields.get("amount_due")
    if amount is None or amount.value is None or amount.status is not kinds.FieldStatus.ACCEPTED:
        return False
    return not Decimal(amount.value)


def _bill(entry: NoticeEntry | None) -> str:
    stated = entry.states_amount_due if entry else None
    return "unknown" if stated is None else "yes" if stated else "no"


def entry_facts(entry: NoticeEntry | None) -> frozenset[str]:
    """The facts of a code without a letter; the reader is whom the catalog names, for nothing else is known."""
    if entry is None:
        return frozenset({"input:code", "known:no", "bill:unknown", f"category:{kinds.Category.UNKNOWN}"})
    facts = {"input:code", f"bill:{_bill(entry)}", *_code_facts(entry.id, entry.family or entry.id, entry.category)}
    facts.update(f"ask:{ask}" for ask in entry.asks)
    if entry.stage is not None:
        facts.add(f"stage:{entry.stage}")
    audience = entry.audience
    known = audience in (kinds.Audience.INDIVIDUAL, kinds.Audience.BUSINESS)
    facts.add(f"reader:{audience if known else Reader.UNKNOWN}")
    return frozenset(facts)


def _letter_facts(letter: result.Letter, clocks: Mapping[kinds.DeadlineKind, Clock], as_of: dt.date) -> Iterator[str]:
    yield "input:letter"
    yield f"kind:{letter.kind}"
    yield f"verdict:{letter.authenticity.verdict}"
    yield f"reader:{reader_of(letter)}"
    yield from _notice_facts(letter.notice)
    yield from _asked_facts(letter)
    yield from (f"has:{amount.kind}_row" for amount in letter.amounts if amount.field.value is not None)
    subject = [period for period in letter.tax_periods if period.role is kinds.PeriodRole.SUBJECT]
    if subject:
        yield "periods:one" if len(subject) == 1 else "periods:several"
    if letter.missing_pages:
        yield "pages:missing"
        if 1 in letter.missing_pages:
            yield "pages:first_missing"
    if any(reason.code in _POOR for reason in letter.review.reasons):
        yield "pages:poor"
    if letter.waiting is not None:
        yield from ("waiting:known", *(["waiting:capped"] if not Decimal(letter.waiting.penalty) else []))
    yield from (f"fails:{check.id}" for check in letter.checks if check.status is kinds.CheckStatus.FAIL)
    for kind, clock in clocks.items():
        yield from _clock_facts(kind, clock)
    dated = letter.fields.get("notice_date")
    if dated is not None and dated.value and as_of - dt.date.fromisoformat(dated.value) > _YEAR:
        yield "age:over_a_year"


def _asked_facts(letter: result.Letter) -> Iterator[str]:
    """What it asks, and which single fields it has; an amount due of nothing asks for no payment and is none."""
    unpaid = not nothing_due(letter)
    if not unpaid:
        yield "due:nothing"
    yield from (f"ask:{ask}" for ask in letter.asks if unpaid or ask is not kinds.Ask.PAYMENT)
    for name, field in letter.fields.items():
        if field.value is not None and (unpaid or name != "amount_due"):  # type: ignore[attr-defined]
            yield f"has:{name}"
            if field.status is kinds.FieldStatus.REVIEW:  # type: ignore[attr-defined]
                yield f"unsure:{name}"


def _notice_facts(notice: result.Notice | None) -> Iterator[str]:
    if notice is None:
        yield "known:none"
        yield f"category:{kinds.Category.UNKNOWN}"
        return
    yield from _code_facts(notice.code, notice.family, notice.category)
    if notice.stage is not None:
        yield f"stage:{notice.stage}"


def _code_facts(code: str, family: str, category: kinds.Category) -> Iterator[str]:
    yield f"code:{code}"
    yield f"category:{category}"
    if category is kinds.Category.UNKNOWN:
        yield "known:no"  # and no family: what its kin say need not hold for a code that nobody explains
    else:
        yield "known:yes"
        yield f"family:{family}"


def _clock_facts(kind: kinds.DeadlineKind, clock: Clock) -> Iterator[str]:
    if clock.deadline.words:
        yield f"{kind}:words"
    if not clock.sure:
        yield f"{kind}:unsure"
    if clock.date is None:
        state = "undated"
    else:
        state = str(clock.state)
        yield f"{kind}:{clock.deadline.basis}"
    yield f"{kind}:{state}"
    if kind in kinds.RIGHTS:
        yield f"right:{state}"
