"""What the rows of a bill are called on letters that are none: on a proposal, a notice of lien, a state's bill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from irsletter.model.kinds import AmountKind
from irsletter.model.reading import Amount

PROPOSED = {AmountKind.AMOUNT_DUE: AmountKind.PROPOSED_AMOUNT, AmountKind.TAX_OWED: AmountKind.TAX_INCREASE}
"""What rows of a bill are called that stand on a proposal."""

REPORTED = {**PROPOSED, AmountKind.PAYMENTS_AND_CREDITS: AmountKind.PAYMENT_CHANGE}
"""What they are called where others' reports don't match a return: payments too are shown as a change."""

SECURED = {AmountKind.AMOUNT_DUE: AmountKind.LIEN_AMOUNT, AmountKind.PREVIOUS_BALANCE: AmountKind.ASSESSED_BALANCE}
"""What they are called on a notice of lien, which says what is secured and asks for nothing."""

OF_OTHERS = dict.fromkeys(
    (AmountKind.FAILURE_TO_FILE_PENALTY, AmountKind.FAILURE_TO_PAY_PENALTY, AmountKind.ESTIMATED_TAX_PENALTY),
    AmountKind.OTHER_PENALTY,
)
"""A state's penalties have the names of federal ones and are none of them."""

_ROUNDED = Decimal(1)
"""Proposals print whole dollars."""


def renamed(
    amounts: tuple[Amount, ...], names: Mapping[AmountKind, AmountKind], accuracy: Decimal | None
) -> tuple[Amount, ...]:
    """``amounts`` with the kinds that ``names`` gives. ``accuracy``: the percentage of the accuracy-related penalty
    where the letter proposes a change of tax: a penalty without a name of its own that comes to just that share of the
    increase is this one."""
    rows = tuple(replace(row, kind=names.get(row.kind, row.kind)) for row in amounts)
    if accuracy is None:
        return rows
    tax = sum((_value(row) for row in rows if row.kind is AmountKind.TAX_INCREASE), Decimal(0))
    paid = sum((_value(row) for row in rows if row.kind is AmountKind.PAYMENT_CHANGE), Decimal(0))
    shares = [base * accuracy / 100 for base in (tax, tax + paid) if base > 0]
    return tuple(
        replace(row, kind=AmountKind.ACCURACY_PENALTY)
        if row.kind is AmountKind.OTHER_PENALTY and any(abs(_value(row) - share) <= _ROUNDED for share in shares)
        else row
        for row in rows
    )


def _value(row: Amount) -> Decimal:
    return row.field.value or Decimal(0)
