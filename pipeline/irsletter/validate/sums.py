"""Whether the printed rows add up to the printed total, to the cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from irsletter.model.judged import Check
from irsletter.model.kinds import AmountKind, Category, CheckStatus
from irsletter.model.reading import Amount, Field, Reading

ID = "amounts_add_up"
_TOTALS = frozenset((AmountKind.AMOUNT_DUE, AmountKind.PROPOSED_AMOUNT))
_NO_SUM = frozenset((AmountKind.MONTHLY_PAYMENT, AmountKind.PAST_DUE_INSTALLMENTS, AmountKind.CONDITIONAL_BALANCE))
"""Rows of payment plans: they stand under each other and are no parts of one total."""
_ASIDE = frozenset((AmountKind.MONTHLY_PAYMENT, AmountKind.CONDITIONAL_BALANCE))
"""Those that may stand beside payments that were missed, which do add up."""


@dataclass(frozen=True, slots=True)
class _Sum:
    parts: tuple[Field[Decimal], ...]
    total: Field[Decimal]
    of: str
    """What is added up, for a person: ``the billing table``, ``tax period 2017``."""


def amounts_add_up(reading: Reading) -> Check:
    """Rows to their total, for each tax period that has one and for all of them together.

    A failing sum blocks, unless every row was read alike in two places: then the paper itself does not add up.
    """
    rows = tuple(row for row in reading.amounts if not row.spoken)
    if any(row.kind in _NO_SUM for row in reading.amounts):
        missed = tuple(row for row in rows if row.kind not in _ASIDE)
        return _made_of(missed) or _idle("the amounts are those of a payment plan, no parts of one total")
    if not any(_is_total(row) for row in rows):
        refund = _made_of(rows) or _made_of(tuple(row for row in rows if row.kind is not AmountKind.OTHER))
        if refund is not None:
            return refund
    sums = tuple(_sums(reading, _after_refund(rows)))
    if not sums:
        return _idle("there are no rows that add up to a printed total")
    fields = [field for one in sums for field in (*one.parts, one.total)]
    if any(field.value is None for field in fields):
        return Check(
            ID, CheckStatus.FAIL, True, "a row could not be read, so the sum can't be checked", ("amount_due",)
        )
    wrong = [one for one in sums if _added(one) != one.total.value]
    if not wrong:
        return Check(ID, CheckStatus.PASS, False, "; ".join(_said(one) for one in sums), ("amount_due",))
    certain = all(len({proof.copy for proof in field.evidence}) >= 2 for field in fields)
    return Check(ID, CheckStatus.FAIL, not certain, "; ".join(_said(one) for one in wrong), ("amount_due",))


def proved_by_sums(reading: Reading) -> tuple[Field[Decimal], ...]:
    """The rows, with their total, that a sum of two or more proves; none unless all sums of the letter hold."""
    rows = reading.amounts
    if amounts_add_up(reading).status is not CheckStatus.PASS:
        return ()
    sums = () if any(row.kind in _NO_SUM for row in rows) else tuple(_sums(reading, _after_refund(rows)))
    return tuple(field for one in sums if len(one.parts) > 1 for field in (*one.parts, one.total))


def _is_total(row: Amount) -> bool:
    """A notice of lien sums up what is secured below its periods."""
    return row.kind in _TOTALS or (row.kind is AmountKind.LIEN_AMOUNT and row.tax_period is None)


def _made_of(rows: tuple[Amount, ...]) -> Check | None:
    """Passed where the last row is what the ones above come to: refunds and missed payments are printed so, but as
    often beside rows that only tell what changed, so that nothing fails here. What lowers the tax raises a refund."""
    values = [row.field.value for row in rows]
    if len(values) < 3 or any(value is None for value in values) or rows[-1].kind not in (*_TOTALS, AmountKind.REFUND):
        return None
    added, total = sum((value for value in values[:-1] if value is not None), Decimal(0)), values[-1]
    lowered = sum((row.field.value or Decimal(0) for row in rows if row.kind is AmountKind.TAX_DECREASE), Decimal(0))
    if total not in (added, -added, added - 2 * lowered):
        return None
    field = "refund_amount" if rows[-1].kind is AmountKind.REFUND else "amount_due"
    return Check(ID, CheckStatus.PASS, False, f"the rows of the table add up to ${total:,.2f}", (field,))


def _idle(detail: str) -> Check:
    return Check(ID, CheckStatus.NOT_APPLICABLE, False, detail)


def _sums(reading: Reading, rows: tuple[Amount, ...]) -> Iterable[_Sum]:
    totals = [row for row in rows if _is_total(row)]
    parts = [row for row in rows if not _is_total(row) and row.kind is not AmountKind.SUBTOTAL]
    labels = {period.id: period.period.label for period in reading.tax_periods}
    if len({row.tax_period for row in rows if row.tax_period}) < 2:
        whole = totals[-1].field if totals else _printed_total(reading)
        if parts and whole is not None:
            yield _of_known(parts, whole) or _Sum(tuple(row.field for row in parts), whole, "the table")
        return
    subtotals: list[Field[Decimal]] = []
    for period in reading.tax_periods:
        own = tuple(row.field for row in parts if row.tax_period == period.id)
        total = _total_of(period.id, totals) or period.balance
        if total is not None and own:
            yield _Sum(own, total, f"tax period {labels[period.id]}")
        subtotals.extend((total,) if total is not None else own)
    loose = [row.field for row in parts if row.tax_period not in labels]
    whole = _total_of(None, totals) or _printed_total(reading)
    if whole is None or not (subtotals or loose):
        return
    by_period, summary = _Sum(tuple(subtotals), whole, "all tax periods"), _Sum(tuple(loose), whole, "the summary")
    if subtotals and loose and whole.value in (_added(by_period), _added(summary)):
        # the summary on page 1 tells the same money once more, period by period, on another page
        yield from (by_period, summary)
    elif not (_of_a_plan(reading) or _goes_on(reading)) or _added(by_period) == whole.value:
        yield _Sum((*subtotals, *loose), whole, "all tax periods")


def _of_known(parts: list[Amount], whole: Field[Decimal]) -> _Sum | None:
    """The rows of known kinds, if they alone come to the total: the others are figures of the return."""
    known = _Sum(tuple(row.field for row in parts if row.kind is not AmountKind.OTHER), whole, "the table")
    others = any(row.kind is AmountKind.OTHER for row in parts)
    unread = any(field.value is None for field in known.parts)
    return known if others and len(known.parts) >= 2 and not unread and _added(known) == whole.value else None


def _goes_on(reading: Reading) -> bool:
    """Pages are missing and no total stands below the last row: the other periods may be there."""
    rows = [row for row in reading.amounts if not row.spoken]
    return bool(reading.letter.missing_pages and rows) and not _is_total(rows[-1])


def _of_a_plan(reading: Reading) -> bool:
    """A payment plan's letter asks for the payments missed, its table tells what all periods come to."""
    return reading.notice is not None and reading.notice.category is Category.PAYMENT_PLAN


def _after_refund(rows: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The rows without a table of their own that comes to a refund: what is still owed is no part of it."""
    for end in range(2, len(rows)):
        if rows[end].kind is AmountKind.REFUND and _made_of(rows[: end + 1]) is not None:
            return rows[end + 1 :]
    return rows


def _total_of(period: str | None, totals: list[Amount]) -> Field[Decimal] | None:
    return next((row.field for row in totals if row.tax_period == period), None)


def _printed_total(reading: Reading) -> Field[Decimal] | None:
    return reading.fields.get("amount_due") or reading.fields.get("proposed_amount")


def _added(one: _Sum) -> Decimal:
    return sum((field.value for field in one.parts if field.value is not None), Decimal(0))


def _said(one: _Sum) -> str:
    added, total = _added(one), one.total.value or Decimal(0)
    if added == total:
        return f"the rows of {one.of} add up to ${total:,.2f}"
    return f"the rows of {one.of} add up to ${added:,.2f}, the printed total is ${total:,.2f}"
