"""Letters as results hold them, built by hand, to be explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.emit.explain import explain
from irsletter.model import kinds, result
from irsletter.model.kinds import AmountKind, DeadlineBasis, DeadlineKind, FieldStatus, Verdict

SECTIONS = tuple(result.Explanation.__dataclass_fields__)
IMMEDIATELY = "immediately"


def catalog() -> Catalog:
    return load_catalog()


def field(value: Any, status: FieldStatus = FieldStatus.ACCEPTED) -> result.Field[Any]:
    raw = None if value is None else str(value)
    return result.Field(value, raw, 0.0 if value is None else 0.9, status, [], [])


def unsure(value: Any) -> result.Field[Any]:
    return field(value, FieldStatus.REVIEW)


def ssn() -> result.Field[Any]:
    return field(result.TaxpayerId("ssn", "0143", "***-**-0143"))


def ein() -> result.Field[Any]:
    return field(result.TaxpayerId("ein", "0143", "**-***0143"))


def period(label: str, form: str | None = "1040", tax_type: kinds.TaxType = kinds.TaxType.INCOME) -> result.TaxPeriod:
    year = label[:4]
    return result.TaxPeriod(
        id=f"p{label}",
        role=kinds.PeriodRole.SUBJECT,
        label=label,
        start=f"{year}-01-01",
        end=f"{year}-12-31",
        form=form,
        tax_type=tax_type,
        assessed_on=None,
        balance=None,
        field=field(label),
    )


def row(kind: AmountKind, label: str, value: str) -> result.Amount:
    return result.Amount(kind, label, "p2024", None, field(value))


def deadline(
    what: DeadlineKind,
    date: str | None,
    *,
    last_legal_day: str | None = None,
    computed: str | None = None,
    words: str | None = None,
    status: FieldStatus = FieldStatus.ACCEPTED,
) -> result.Deadline:
    """``computed``: the rule it was counted by from the notice date; else it is printed."""
    return result.Deadline(
        what=what,
        date=date,
        last_legal_day=last_legal_day,
        words=words,
        tax_periods=[],
        basis=DeadlineBasis.COMPUTED if computed else DeadlineBasis.PRINTED,
        rule=computed,
        counted_from="notice_date" if computed else None,
        right_lost=None,
        met_by=kinds.MetBy.UNKNOWN,
        state=kinds.DeadlineState.OPEN,
        confidence=0.9,
        status=status,
        evidence=[],
    )


def letter(
    code: str | None,
    *,
    deadlines: Sequence[result.Deadline] = (),
    periods: Sequence[result.TaxPeriod] = (),
    amounts: Sequence[result.Amount] = (),
    verdict: Verdict = Verdict.NO_RED_FLAGS,
    kind: kinds.LetterKind = kinds.LetterKind.IRS,
    missing_pages: Sequence[int] = (),
    checks: Sequence[result.Check] = (),
    findings: Sequence[result.Finding] = (),
    reasons: Sequence[str] = (),
    **fields: result.Field[Any],
) -> result.Letter:
    """A letter with the notice ``code`` as the catalog knows it; ``fields`` are the single fields."""
    entry = catalog().notices.get(code or "")
    notice = None
    if code is not None:
        fields = {"notice_code": field(code), **fields}
        notice = result.Notice(
            code,
            (entry.family or entry.id) if entry else code,
            entry.title if entry else "",
            entry.category if entry else kinds.Category.UNKNOWN,
            entry.stage if entry else None,
            entry.audience if entry else kinds.Audience.UNKNOWN,
        )
    return result.Letter(
        id="0123456789ab",
        pages=[1],
        missing_pages=list(missing_pages),
        copy_of=None,
        superseded_by=None,
        kind=kind,
        language=kinds.Language.EN,
        notice=notice,
        mentions=[],
        asks=list(entry.asks) if entry else [],
        actions=[],
        recipient=None,
        taxpayers=[],
        fields=fields,  # type: ignore[typeddict-item]
        tax_periods=list(periods),
        amounts=list(amounts),
        reasons=[field(reason) for reason in reasons],
        adjustments=[],
        references=[],
        contacts=[],
        forms=[],
        deadlines=list(deadlines),
        checks=list(checks),
        authenticity=result.Authenticity(verdict, 0.0, 5.0, list(findings), []),
        explanation=None,
        review=result.Review(False, []),
    )


def items(explanation: result.Explanation) -> Iterator[tuple[str, result.Item]]:
    """Every item with the name of its section."""
    for section in SECTIONS:
        held = getattr(explanation, section)
        yield from ((section, item) for item in (held if isinstance(held, list) else [held]))


def texts(explanation: result.Explanation) -> str:
    return "\n".join(item.text for _, item in items(explanation))


def explained(subject: result.Letter, as_of: str, lang: str = "en") -> result.Explanation:
    return explain(subject, dt.date.fromisoformat(as_of), catalog(), lang)


def cp14(**changes: Any) -> result.Letter:
    given: dict[str, Any] = {
        "notice_date": field("2026-11-09"),
        "due_date": field("2026-11-30"),
        "amount_due": field("1075.21"),
        "taxpayer_id": ssn(),
        "contact_phone": field("+18008291040"),
        "periods": [period("2024")],
        "amounts": [
            row(AmountKind.TAX_OWED, "Tax you owed", "1000.00"),
            row(AmountKind.INTEREST, "Interest charges", "75.21"),
            row(AmountKind.AMOUNT_DUE, "Amount due by November 30, 2026", "1075.21"),
        ],
        "deadlines": [deadline(DeadlineKind.PAY, "2026-11-30", last_legal_day="2026-11-30")],
    }
    return letter("CP14", **{**given, **changes})


def cp504(**changes: Any) -> result.Letter:
    """Dated Nov 9, 2026: by 30 days a levy may start on Dec 9, 2026."""
    given: dict[str, Any] = {
        "notice_date": field("2026-11-09"),
        "amount_due": field("9533.53"),
        "taxpayer_id": ssn(),
        "periods": [period("2024")],
        "amounts": [
            row(AmountKind.PREVIOUS_BALANCE, "Amount you owed", "9444.07"),
            row(AmountKind.FAILURE_TO_PAY_PENALTY, "Failure-to-pay penalty", "34.98"),
            row(AmountKind.INTEREST, "Interest charges", "54.48"),
            row(AmountKind.AMOUNT_DUE, "Amount due immediately", "9533.53"),
        ],
        "deadlines": [
            deadline(DeadlineKind.PAY, None, words=IMMEDIATELY),
            deadline(DeadlineKind.LEVY_MAY_START, "2026-12-09", computed="IRC 6331(d)(2)"),
        ],
    }
    return letter("CP504", **{**given, **changes})


def lt11(**changes: Any) -> result.Letter:
    given: dict[str, Any] = {
        "notice_date": field("2026-11-02"),
        "amount_due": field("21418.37"),
        "taxpayer_id": ssn(),
        "periods": [period("2021"), period("2022"), period("2023")],
        "deadlines": [
            deadline(DeadlineKind.PAY, None, words=IMMEDIATELY),
            deadline(DeadlineKind.HEARING, "2026-12-02", last_legal_day="2026-12-02"),
        ],
    }
    return letter("LT11", **{**given, **changes})


def cp523(**changes: Any) -> result.Letter:
    given: dict[str, Any] = {
        "notice_date": field("2026-11-02"),
        "amount_due": field("780.00"),
        "taxpayer_id": ssn(),
        "periods": [period("2022")],
        "amounts": [row(AmountKind.CONDITIONAL_BALANCE, "whole balance", "14271.86")],
        "deadlines": [
            deadline(DeadlineKind.AGREEMENT_ENDS, "2026-12-02"),
            deadline(DeadlineKind.APPEAL, "2026-12-02", last_legal_day="2026-12-02"),
        ],
    }
    return letter("CP523", **{**given, **changes})
