"""Judged becomes a Result: every value in its written form, nothing that depends on the day.

``irsletter.emit.as_of`` adds the state of the deadlines and the explanation.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

from irsletter import __version__
from irsletter.emit.fields import FieldWriter, iso, money_string, optional_iso
from irsletter.errors import ReadError
from irsletter.model import kinds, result
from irsletter.model.document import Document
from irsletter.model.judged import Authenticity, Charge, Check, Deadline, Judged, Waiting
from irsletter.model.reading import Adjustment, Amount, Notice, Reading, Recipient, TaxPeriod


def letter_id(sha256: str, first_page: int) -> str:
    """First 12 hex of the sha256 over the file's sha256 and the number of the letter's first page."""
    return hashlib.sha256(f"{sha256}{first_page}".encode()).hexdigest()[:12]


def build_result(
    document: Document | None,
    judged: tuple[Judged, ...],
    error: ReadError | None,
    *,
    catalog_digest: str,
    as_of: dt.date,
) -> result.Result:
    """The Result of one input, explanations not yet composed. Keys of the source that could not be learnt are null.

    With ``error`` there are no letters. A page that could not be read puts the whole input to review.
    """
    ordered = sorted(judged, key=lambda each: each.reading.letter.first_page)
    sha256 = document.sources[0].sha256 if document and document.sources else ""
    letters = [build_letter(each, letter_id(sha256, each.reading.letter.first_page)) for each in ordered]
    return result.Result(
        schema_version=result.SCHEMA_VERSION,
        generator=result.Generator(
            name="irsletter",
            version=__version__,
            catalog=catalog_digest,
            engines=[
                result.Engine(engine.name, engine.version, engine.model)
                for engine in (document.engines if document else ())
            ],
        ),
        as_of=iso(as_of),
        source=_source(document),
        status=_status(document, letters, error),
        letters=[] if error else letters,
        joined_into=None,
        error=result.Error(error.code, error.message, error.hint) if error else None,
    )


def build_letter(judged: Judged, letter_id: str) -> result.Letter:
    """One letter as it is written; the state of its deadlines is ``open`` until a day is given."""
    reading = judged.reading
    write = FieldWriter(reading)
    return result.Letter(
        id=letter_id,
        pages=[page.number for page in reading.letter.pages],
        missing_pages=list(reading.letter.missing_pages),
        copy_of=None,
        superseded_by=None,
        kind=reading.kind,
        language=reading.language,
        notice=_notice(reading.notice),
        mentions=list(reading.mentions),
        asks=list(reading.asks),
        actions=list(reading.actions),
        recipient=_recipient(reading.recipient, write),
        taxpayers=[result.Taxpayer(person.role, write.text(person.name)) for person in reading.taxpayers],
        fields=write.singles(reading),
        tax_periods=[_tax_period(period, write) for period in reading.tax_periods],
        amounts=[_amount(amount, write) for amount in reading.amounts],
        reasons=[write.text(reason) for reason in reading.reasons],
        adjustments=[_adjustment(adjustment, write) for adjustment in reading.adjustments],
        references=[result.Reference(each.kind, write.text(each.field)) for each in reading.references],
        contacts=[_contact(reading, index, write) for index in range(len(reading.contacts))],
        forms=[result.Form(form.number, form.why) for form in reading.forms],
        deadlines=[build_deadline(deadline, write) for deadline in judged.deadlines],
        checks=[build_check(check, write) for check in judged.checks],
        authenticity=_authenticity(judged.authenticity, write),
        explanation=None,
        review=result.Review(
            needed=bool(judged.review),
            reasons=[
                result.ReviewReason(reason.code, reason.field, reason.page, write.mask.text(reason.message))
                for reason in judged.review
            ],
        ),
        charges=[build_charge(charge, write) for charge in judged.charges],
        waiting=build_waiting(judged.waiting) if judged.waiting else None,
    )


def _status(document: Document | None, letters: list[result.Letter], error: ReadError | None) -> kinds.ResultStatus:
    if error:
        return kinds.ResultStatus.ERROR
    unread = document is None or bool(document.unread)
    needs_a_look = unread or any(letter.review.needed for letter in letters)
    return kinds.ResultStatus.REVIEW if needs_a_look else kinds.ResultStatus.OK


def _source(document: Document | None) -> result.Source:
    if document is None or not document.sources:
        return result.Source("", "", None, None, None, None, [], [])
    first, several = document.sources[0], len(document.sources) > 1
    return result.Source(
        name=first.name,
        path=first.path,
        sha256=first.sha256,
        media_type=first.media_type,
        bytes=first.size,
        pages=sum(source.pages for source in document.sources),
        unread_pages=[result.UnreadPage(page.page, page.code, page.message) for page in document.unread],
        files=[result.SourceFile(each.name, each.sha256, each.pages) for each in document.sources] if several else [],
        turned_pages=[result.TurnedPage(page.number, page.turned) for page in document.pages if page.turned],
    )


def _notice(notice: Notice | None) -> result.Notice | None:
    if notice is None:
        return None
    return result.Notice(notice.code, notice.family, notice.title, notice.category, notice.stage, notice.audience)


def _recipient(recipient: Recipient | None, write: FieldWriter) -> result.Recipient | None:
    if recipient is None:
        return None
    return result.Recipient(
        recipient.role,
        write.text(recipient.name) if recipient.name else None,
        write.address(recipient.address) if recipient.address else None,
    )


def _tax_period(found: TaxPeriod, write: FieldWriter) -> result.TaxPeriod:
    return result.TaxPeriod(
        id=found.id,
        role=found.role,
        label=found.period.label,
        start=iso(found.period.start),
        end=iso(found.period.end),
        form=found.form,
        tax_type=found.tax_type,
        assessed_on=write.date(found.assessed_on) if found.assessed_on else None,
        balance=write.money(found.balance) if found.balance else None,
        field=write.text(found.field),
    )


def _amount(amount: Amount, write: FieldWriter) -> result.Amount:
    label = write.mask.text(amount.label)
    return result.Amount(amount.kind, label, amount.tax_period, optional_iso(amount.as_of), write.money(amount.field))


def _adjustment(found: Adjustment, write: FieldWriter) -> result.Adjustment:
    return result.Adjustment(
        tax_period=found.tax_period,
        item=write.mask.text(found.item),
        payer=write.mask.optional(found.payer),
        as_filed=write.money(found.as_filed) if found.as_filed else None,
        irs_figure=write.money(found.irs_figure) if found.irs_figure else None,
        change=write.money(found.change) if found.change else None,
        return_line=found.return_line,
        code_section=found.code_section,
        error_type=found.error_type,
    )


def _contact(reading: Reading, index: int, write: FieldWriter) -> result.Contact:
    contact = reading.contacts[index]
    if contact.kind is kinds.ContactKind.ADDRESS:
        return result.Contact(contact.kind, contact.role, write.address(contact.field))
    return result.Contact(contact.kind, contact.role, write.text(contact.field))


def build_deadline(deadline: Deadline, write: FieldWriter) -> result.Deadline:
    """A day as it is written; ``open`` until the day that counts as today is given."""
    return result.Deadline(
        what=deadline.what,
        date=optional_iso(deadline.date),
        last_legal_day=optional_iso(deadline.last_legal_day),
        words=deadline.words,
        tax_periods=list(deadline.tax_periods),
        basis=deadline.basis,
        rule=deadline.rule,
        counted_from=deadline.counted_from,
        right_lost=deadline.right_lost,
        met_by=deadline.met_by,
        state=kinds.DeadlineState.OPEN,
        confidence=write.confidence(deadline.confidence),
        status=deadline.status,
        evidence=write.evidence(deadline.evidence),
    )


def build_check(check: Check, write: FieldWriter) -> result.Check:
    """A check as it is written."""
    return result.Check(check.id, check.status, check.blocking, write.mask.text(check.detail), list(check.fields))


def build_charge(charge: Charge, write: FieldWriter) -> result.Charge:
    """A charge as it is written."""
    return result.Charge(
        kind=charge.kind,
        label=write.mask.text(charge.label),
        tax_period=charge.tax_period,
        outcome=charge.outcome,
        printed=_dollars(charge.printed),
        computed=_dollars(charge.computed),
        months=charge.months,
        counted_on=_dollars(charge.counted_on),
        since=optional_iso(charge.since),
        until=optional_iso(charge.until),
        rule=charge.rule,
    )


def build_waiting(found: Waiting) -> result.Waiting:
    """What waiting costs, as it is written."""
    return result.Waiting(
        money_string(found.tax), money_string(found.penalty), money_string(found.interest), found.quarter
    )


def _dollars(amount: Decimal | None) -> str | None:
    return None if amount is None else money_string(amount)


def _authenticity(found: Authenticity, write: FieldWriter) -> result.Authenticity:
    return result.Authenticity(
        verdict=found.verdict,
        score=round(found.score, 2),
        threshold=found.threshold,
        findings=[
            result.Finding(
                rule=finding.rule,
                weight=finding.weight,
                title=finding.title,
                why=finding.why,
                evidence=write.evidence(finding.evidence),
                source=finding.source,
                checked_on=finding.checked_on,
            )
            for finding in found.findings
        ],
        not_evaluated=list(found.not_evaluated),
    )
