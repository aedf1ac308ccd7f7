"""Whether a first bill's late payment penalty and interest are those that the law gives for its own figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.model.judged import Check
from irsletter.model.kinds import AmountKind, CheckStatus
from irsletter.model.reading import Reading
from irsletter.validate.charges import Outcome, compare, failure_to_pay, interest
from irsletter.validate.legal_days import last_legal_day

ID = "charges_explained"
_FIRST_BILLS = frozenset(("CP14",))
_CHARGES = {AmountKind.FAILURE_TO_PAY_PENALTY: "late payment penalty", AmountKind.INTEREST: "interest"}


def charges_explained(reading: Reading, catalog: Catalog) -> Check:
    """Passes where every charge is explained to the cent. Never fails: late payments, extensions and relief change
    the figures and stand on no letter, so a difference is only told."""
    given = _given(reading)
    if given is None:
        return _told("not enough on the letter to work the charges out again")
    unpaid, due, billed = given
    rows = {row.kind: row.field.value for row in reading.amounts if row.kind in _CHARGES and row.field.accepted}
    ours = {
        AmountKind.FAILURE_TO_PAY_PENALTY: failure_to_pay(unpaid, due, billed, catalog.rates),
        AmountKind.INTEREST: interest(unpaid, due, billed, catalog.rates),
    }
    found = {kind: compare(rows[kind], ours[kind]) for kind in _CHARGES if kind in rows}
    said = "; ".join(
        f"{_CHARGES[kind]}: {each.outcome}" + (f" by ${abs(each.difference):,.2f}" if each.difference else "")
        for kind, each in found.items()
    )
    counted = f", counted on ${unpaid:,.2f} from {due.isoformat()} to {billed.isoformat()}"
    names = tuple(f"amounts.{kind}" for kind in found)
    if found and all(each.outcome is Outcome.EXPLAINED for each in found.values()):
        return Check(ID, CheckStatus.PASS, False, said + counted, names)
    return _told(said + counted if found else "the letter prints no charge that can be worked out again", names)


def _given(reading: Reading) -> tuple[Decimal, dt.date, dt.date] | None:
    """Unpaid tax, day it was due, day of the bill; None unless all is printed, sure, and of one year's Form 1040."""
    notice, dated = reading.notice, reading.fields.get("notice_date")
    if notice is None or notice.code not in _FIRST_BILLS or dated is None or not dated.accepted:
        return None
    if len(reading.tax_periods) != 1 or not reading.tax_periods[0].field.accepted:
        return None
    period = reading.tax_periods[0]
    whole_year = (period.period.start, period.period.end) == (
        dt.date(period.period.end.year, 1, 1),
        dt.date(period.period.end.year, 12, 31),
    )
    parts = [row.field for row in reading.amounts if row.kind in (AmountKind.TAX_OWED, AmountKind.PAYMENTS_AND_CREDITS)]
    if not whole_year or period.form != "1040" or len(parts) != 2 or not all(part.accepted for part in parts):
        return None
    unpaid = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    due = last_legal_day(dt.date(period.period.end.year + 1, 4, 15))
    billed = dated.value
    return (unpaid, due, billed) if unpaid > 0 and billed is not None and billed > due else None


def _told(detail: str, names: tuple[str, ...] = ()) -> Check:
    return Check(ID, CheckStatus.NOT_APPLICABLE, False, detail, names)
