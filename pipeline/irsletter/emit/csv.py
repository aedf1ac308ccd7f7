"""summary.csv: one row a letter, for a spreadsheet.

``urgency`` and ``route`` are those of ``irsletter.emit.urgency``; ``next_*`` speak of its ``next_deadline``. ``forms``
are the forms of the tax periods, ``pay_by`` to ``wait_until`` the earliest date of each kind. ``tax``, ``penalties``
and ``interest`` add up the rows of those kinds, each row once; where rows for all periods together are printed only
those count, and a row that could not be read leaves the cell empty. A letter with a bad verdict has empty amounts, so
that no sum over the column counts it. ``client_id`` to ``poa_covers``, ``received_on`` and the last seven columns are
the firm's own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from irsletter.emit import wording
from irsletter.emit.schema import summary_columns
from irsletter.emit.urgency import days_left, doubted, next_deadline, route, urgency
from irsletter.model.kinds import AmountKind, DeadlineKind, FormUse
from irsletter.model.result import Field, Letter, Result
from irsletter.patterns import compile_pattern

Work = Mapping[str, Mapping[str, str]]
"""The firm's own columns, by letter id and column."""

_NUMBER = compile_pattern(r"[+-]?\d+(?:\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")
"""What a spreadsheet may take for the start of a formula, full-width signs included (OWASP, CSV Injection)."""

_DATES = {
    "pay_by": (DeadlineKind.PAY,),
    "respond_by": (
        DeadlineKind.RESPOND,
        DeadlineKind.SEND_INFORMATION,
        DeadlineKind.FILE_RETURN,
        DeadlineKind.VERIFY_IDENTITY,
        DeadlineKind.APPOINTMENT,
    ),
    "hearing_by": (DeadlineKind.HEARING,),
    "petition_by": (DeadlineKind.PETITION,),
    "abatement_by": (DeadlineKind.REQUEST_ABATEMENT,),
    "appeal_by": (DeadlineKind.APPEAL,),
    "levy_may_start": (DeadlineKind.LEVY_MAY_START,),
    "agreement_ends": (DeadlineKind.AGREEMENT_ENDS,),
    "wait_until": (DeadlineKind.WAIT_UNTIL,),
}
_SUMS = {
    "tax": frozenset({AmountKind.TAX_OWED}),
    "penalties": frozenset(kind for kind in AmountKind if kind.value.endswith("_penalty")),
    "interest": frozenset({AmountKind.INTEREST}),
}
_AMOUNTS = ("amount_due", *_SUMS, "proposed_amount", "refund_amount")


def summary_csv(results: Iterable[Result], work: Work | None = None) -> bytes:
    """UTF-8 with a header and ``\\n`` line ends. ``results`` must be dated; ``work`` fills the firm's own columns."""
    file = io.StringIO()
    writer = csv.DictWriter(file, summary_columns, restval="", lineterminator="\n")
    writer.writeheader()
    for result in results:
        for letter in result.letters:
            row = summary_row(result, letter) | dict((work or {}).get(letter.id, {}))
            writer.writerow({column: _guarded(cell) for column, cell in row.items()})
    return file.getvalue().encode()


def summary_row(result: Result, letter: Letter) -> dict[str, str]:
    """The cells of one letter that are not the firm's own."""
    row = {
        "urgency": str(urgency(letter, result.as_of)),
        "route": route(letter),
        **_next(letter, result.as_of),
        **_people(letter),
        **_notice(letter),
        **{column: _earliest(letter, kinds) for column, kinds in _DATES.items()},
        **_amounts(letter),
        **_contacts(letter),
        "verdict": letter.authenticity.verdict.value,
        "top_finding": _top_finding(letter),
        "status": "review" if letter.review.needed else "ok",
        "review_reasons": _joined(
            f"{reason.code} ({reason.field})" if reason.field else reason.code for reason in letter.review.reasons
        ),
        "missing_pages": _joined(map(str, letter.missing_pages)),
        "copy_of": letter.copy_of or "",
        "superseded_by": letter.superseded_by or "",
        "letter_id": letter.id,
        "file": result.source.path,
        "pages": _joined(map(str, letter.pages)),
        "sha256": result.source.sha256 or "",
        "read_by": _joined(f"{engine.name} {engine.version}" for engine in result.generator.engines) or "text layer",
    }
    return row | (dict.fromkeys(_AMOUNTS, "") | {"amount_nature": "none"} if doubted(letter) else {})


def _next(letter: Letter, as_of: str) -> dict[str, str]:
    following = next_deadline(letter)
    if following is None:
        return {}
    left = days_left(following, as_of)
    return {
        "next_what": following.what.value,
        "next_date": following.date or "",
        "next_basis": following.basis.value,
        "next_status": following.status.value,
        "days_left": "" if left is None else str(left),
        "right_lost": following.right_lost or "",
    }


def _people(letter: Letter) -> dict[str, str]:
    number = letter.fields.get("taxpayer_id")
    known = number.value if number else None
    names = _joined(person.name.value or "" for person in letter.taxpayers)
    return {
        "recipient_role": letter.recipient.role.value if letter.recipient else "",
        "taxpayer_names": names or _value(letter, "taxpayer_name"),
        "id_kind": known.kind if known else "",
        "id_last4": known.last4 if known else "",
    }


def _notice(letter: Letter) -> dict[str, str]:
    notice = letter.notice
    return {
        "notice_code": notice.code if notice else "",
        "title": notice.title if notice else "",
        "category": notice.category.value if notice else "",
        "stage": str(notice.stage) if notice and notice.stage else "",
        "forms": _joined(period.form or "" for period in letter.tax_periods),
        "tax_periods": _joined(period.label for period in letter.tax_periods),
        "notice_date": _value(letter, "notice_date"),
        "asks": _joined(ask.value for ask in letter.asks),
        "actions": _joined(action.value for action in letter.actions),
        "forms_to_use": _joined(form.number for form in letter.forms if form.why is FormUse.TO_USE),
    }


def _earliest(letter: Letter, kinds: tuple[DeadlineKind, ...]) -> str:
    return min((each.date for each in letter.deadlines if each.what in kinds and each.date), default="")


def _amounts(letter: Letter) -> dict[str, str]:
    return {
        "amount_due": _value(letter, "amount_due"),
        "amount_nature": _nature(letter),
        **{column: _sum(letter, kinds) for column, kinds in _SUMS.items()},
        "proposed_amount": _value(letter, "proposed_amount"),
        "refund_amount": _value(letter, "refund_amount"),
    }


def _nature(letter: Letter) -> str:
    fields = letter.fields
    if "amount_due" in fields:
        return "owed"
    if "proposed_amount" in fields:
        return "proposed"
    if any(amount.kind is AmountKind.CONDITIONAL_BALANCE for amount in letter.amounts):
        return "conditional"
    return "refund" if "refund_amount" in fields else "none"


def _sum(letter: Letter, kinds: frozenset[AmountKind]) -> str:
    rows = [amount for amount in letter.amounts if amount.kind in kinds]
    overall = [amount for amount in rows if amount.tax_period is None]
    values = [value for _, _, value in dict.fromkeys((a.kind, a.tax_period, a.field.value) for a in overall or rows)]
    if not values or None in values:
        return ""
    return f"{sum((Decimal(value) for value in values if value), Decimal(0)):.2f}"


def _contacts(letter: Letter) -> dict[str, str]:
    respond_to = letter.fields.get("respond_to") or letter.fields.get("return_address")
    return {
        "contact_name": _value(letter, "contact_name"),
        "contact_phone": _value(letter, "contact_phone"),
        "contact_fax": _value(letter, "contact_fax"),
        "reply_address": wording.address(respond_to.value) if respond_to and respond_to.value else "",
        "references": _joined(f"{each.kind}: {each.field.value}" for each in letter.references if each.field.value),
    }


def _top_finding(letter: Letter) -> str:
    against = [finding for finding in letter.authenticity.findings if finding.weight > 0]
    return max(against, key=lambda each: each.weight).title if against else ""


def _value(letter: Letter, name: str) -> str:
    found: Field[Any] | None = letter.fields.get(name)  # type: ignore[assignment]
    return "" if found is None or found.value is None else str(found.value)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _guarded(cell: str) -> str:
    """One line that no spreadsheet takes for a formula: such a cell gets a leading apostrophe, numbers stay."""
    text = wording.clean(cell)
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text
