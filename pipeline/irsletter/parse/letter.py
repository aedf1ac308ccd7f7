"""One letter read: survey its pages, choose among the candidates, and put the Reading together."""

from __future__ import annotations

from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import Action, AmountKind, Category, DeadlineKind, LetterKind, PeriodRole
from irsletter.model.reading import Doubt, Field, Letter, Reading
from irsletter.parse.evidence.choose import held
from irsletter.parse.evidence.doubts import code_doubts, doubts_of, page_doubts
from irsletter.parse.fields.address_blocks import blocks_of
from irsletter.parse.fields.adjustments import adjustments_of
from irsletter.parse.fields.amounts import Money, amounts_of, find_money_of, single
from irsletter.parse.fields.contacts import cue_values, officer_of, offices_of, payee_of, phones_of
from irsletter.parse.fields.dates import dates_of, due_date, respond_by, rights_of, strangers_to
from irsletter.parse.fields.identity import code_field, counted_days, date_field, id_field, notice_of, page_count_field
from irsletter.parse.fields.kind import kind_of, language_of
from irsletter.parse.fields.labelled import labelled, references_of
from irsletter.parse.fields.naming import OF_OTHERS, PROPOSED, REPORTED, SECURED, renamed
from irsletter.parse.fields.notice import identify
from irsletter.parse.fields.people import addressee_of, people_of, recipient_of, third_party
from irsletter.parse.fields.periods import periods_of
from irsletter.parse.fields.purpose import asks_of, forms_of, reasons_of
from irsletter.parse.fields.scan_line import scan_line_of
from irsletter.parse.survey import Lookups, Survey, survey

_PROPOSALS = frozenset((Category.UNDERREPORTER, Category.DEFICIENCY, Category.EXAM, Category.RETURN_MISSING))
"""Letters whose amounts are not yet owed: nothing is assessed before they are answered."""

_CODED = frozenset((LetterKind.IRS, LetterKind.UNKNOWN))
"""Letters that carry a notice code, or might."""


def read_letter(letter: Letter, catalog: Catalog, lookups: Lookups) -> Reading:
    """What the letter says. Raises PatternTimeoutError."""
    pages = letter.pages
    finding = identify(pages, catalog)
    seen = survey(pages, catalog.fields, lookups)
    notice = notice_of(finding.code, catalog)
    entry = catalog.notices.get(finding.code) if finding.code else None
    money = find_money_of(seen)
    lien = entry is not None and entry.category is Category.LIEN
    proposal = (entry is not None and entry.category in _PROPOSALS) or bool(cue_values(seen, "no_bill"))
    bill = not (lien or proposal)
    dated = date_field(seen)
    counted = counted_days(dated, entry, catalog.deadline_rules)
    strangers = strangers_to(entry.asks if entry is not None else (), owes=bool(money.singles.get("amount_due")))
    written = dated.value if dated is not None else None
    proves = entry is not None and Action.VERIFY_IDENTITY in entry.actions
    answers = DeadlineKind.VERIFY_IDENTITY if proves else DeadlineKind.RESPOND
    dates = dates_of(seen, bill=bill, written=written, counted=counted, strangers=strangers, answers=answers)
    blocks = blocks_of(seen)
    addressee = addressee_of(seen, blocks)
    kind = kind_of(pages, finding.code, catalog)
    phones, contacts = phones_of(seen, catalog.directory, letterhead=kind is LetterKind.COLLECTOR)
    scan_line = scan_line_of(seen, money)
    money.singles.setdefault("amount_due", []).extend(scan_line.amount)
    taxpayer_id = id_field(seen, scan_line.taxpayer_id)
    periods = periods_of(seen, money, scan_line)
    found: dict[str, Field[Any] | None] = {
        "notice_code": code_field(finding, seen, catalog),
        "notice_date": dated,
        "due_date": due_date(dates, seen),
        "respond_by": respond_by(dates, seen),
        **_money_fields(money, seen, bill=bill, proposal=proposal, known=entry is not None),
        "taxpayer_name": addressee.name,
        "taxpayer_address": addressee.address,
        "taxpayer_id": taxpayer_id,
        **phones,
        "contact_name": officer_of(seen, blocks),
        "caller_id": labelled(seen, "caller_id"),
        "employee_id": labelled(seen, "employee_id"),
        **offices_of(seen, blocks, catalog.directory),
        "payee": payee_of(seen, catalog.directory),
        "printed_page_count": page_count_field(seen, catalog.letter_marks.labels.page),
    }
    fields = {name: field for name, field in found.items() if field is not None}
    ids = {(period.period.label, period.form): period.id for period in periods}
    subjects = [period.id for period in periods if period.role is PeriodRole.SUBJECT]
    only = subjects[0] if len(subjects) == 1 else None
    reported = entry is not None and entry.category in (Category.UNDERREPORTER, Category.EXAM)
    named = SECURED if lien else REPORTED if reported else PROPOSED if proposal else {}
    if kind is LetterKind.STATE:
        named = OF_OTHERS
    accuracy = catalog.rates.accuracy if reported or proposal else None
    amounts = renamed(amounts_of(money, seen, ids, only), named, accuracy)
    recipient = third_party(seen, blocks, finding.code) or recipient_of(addressee, taxpayer_id, catalog.fields.senses)
    asks, actions = asks_of(seen, entry, pays=_pays(fields))
    doubts: tuple[Doubt, ...] = (
        *(code_doubts(pages) if finding.code is None and kind in _CODED else ()),
        *doubts_of(fields, dates, amounts, money.sums_hold),
        *page_doubts(pages),
    )
    return Reading(
        letter=letter,
        kind=kind,
        language=language_of(pages, catalog),
        notice=notice,
        fields=fields,
        mentions=finding.mentions,
        asks=asks,
        actions=actions,
        recipient=recipient,
        taxpayers=people_of(addressee, taxpayer_id, seen),
        tax_periods=periods,
        amounts=amounts,
        reasons=reasons_of(seen),
        adjustments=adjustments_of(seen, lookups.columns, only),
        references=references_of(seen, finding.code),
        contacts=contacts,
        forms=forms_of(seen),
        printed_dates=dates,
        offered_rights=rights_of(seen),
        doubts=doubts,
    )


def _pays(fields: dict[str, Field[Any]]) -> bool:
    """Whether the letter prints money that is to be paid now."""
    due = fields.get("amount_due")
    return due is not None and due.value is not None and due.value > 0


def _money_fields(
    money: Money, seen: Survey, *, bill: bool, proposal: bool, known: bool
) -> dict[str, Field[Any] | None]:
    """What is to be paid now is absent on proposals, where the total is the proposed amount, and on notices of lien. Of
    a letter that is not ``known`` nothing tells whether tax that its table adds is billed or proposed."""
    due, proposed = single(money, seen, "amount_due"), single(money, seen, "proposed_amount")
    adds_tax = any(row.kind_of(one) is AmountKind.TAX_INCREASE for row in money.grid for one in row.amounts)
    if due is not None and adds_tax and not known:
        due = held(due)
    if proposal and proposed is None:
        proposed = due
    if not bill:
        due = None
    return {"amount_due": due, "proposed_amount": proposed, "refund_amount": single(money, seen, "refund_amount")}
