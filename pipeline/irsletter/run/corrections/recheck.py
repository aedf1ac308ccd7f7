"""A letter held against itself again after a person corrected it: sums, dates by rule, charges, and what they prove."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.emit.build import build_charge, build_check, build_waiting
from irsletter.emit.fields import FieldWriter
from irsletter.model import result as record
from irsletter.model.kinds import CheckStatus, DeadlineKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.run.corrections.as_reading import as_reading
from irsletter.run.corrections.echoes import TOTALS
from irsletter.validate.checks import (
    code_known,
    dates_in_order,
    due_date_by_rule,
    period_present,
    right_dates_by_rule,
)
from irsletter.validate.recomputed import charges_of, waiting_of
from irsletter.validate.sums import ID as SUM
from irsletter.validate.sums import amounts_add_up, proved_by_sums

_RIGHT_DATES = frozenset(f"{what}_date_by_rule" for what in DeadlineKind if what is not DeadlineKind.PAY)


def rechecked(letter: record.Letter, catalog: Catalog, said: Set[str]) -> record.Letter:
    """``letter`` with the checks that corrections bear on made anew; ``said``: the single fields that a person decided.

    Where the rows add up now and did not before, they prove each other. Checks of copies, pages and rights stay: they
    rest on what only the reader sees.
    """
    reading = as_reading(letter, catalog)
    write = FieldWriter(reading)
    fresh = {
        check.id: build_check(check, write)
        for check in (
            amounts_add_up(reading),
            dates_in_order(reading),
            due_date_by_rule(reading, catalog),
            code_known(reading),
            period_present(reading),
        )
    }
    if "amount_due" in said:  # what a person decided stands, whatever the rows come to; the difference is told
        fresh[SUM] = replace(fresh[SUM], blocking=False)
    held = any(check.id == SUM and check.status is CheckStatus.PASS for check in letter.checks)
    rights = [build_check(check, write) for check in right_dates_by_rule(reading, catalog)]
    kept = [fresh.get(check.id, check) for check in letter.checks if check.id not in _RIGHT_DATES]
    waiting = waiting_of(reading, catalog)
    letter = replace(
        letter,
        checks=[*kept, *rights],
        charges=[build_charge(charge, write) for charge in charges_of(reading, catalog)],
        waiting=build_waiting(waiting) if waiting else None,
        review=_review(letter.review, fresh[SUM]),
    )
    return letter if held else _proved(letter, reading, catalog.fields.confidence.proved)


def _review(review: record.Review, check: record.Check) -> record.Review:
    """The reasons with that of the sum as it is now."""
    left = [reason for reason in review.reasons if reason.code != SUM]
    if check.status is CheckStatus.FAIL and check.blocking:
        left.append(record.ReviewReason(SUM, check.fields[0] if check.fields else None, None, check.detail))
    return record.Review(bool(left), left)


def _proved(letter: record.Letter, reading: Reading, confidence: float) -> record.Letter:
    """``letter`` whose rows that add up now, and the single field that their total is, need no other proof."""
    proved = proved_by_sums(reading)
    if not proved:
        return letter
    sure = {id(field) for field in proved}
    amounts, totals = [], set()
    for row, read in zip(letter.amounts, reading.amounts, strict=True):
        amounts.append(replace(row, field=_accepted(row.field, confidence)) if id(read.field) in sure else row)
        if id(read.field) in sure:
            totals.add((row.kind, row.field.value))
    fields = letter.fields.copy()
    for name, kind in TOTALS.items():
        field: record.Field[Any] | None = fields.get(name)  # type: ignore[assignment]
        if field is not None and ((kind, field.value) in totals or id(reading.fields[name]) in sure):
            fields[name] = _accepted(field, confidence)  # type: ignore[literal-required]
    return replace(letter, amounts=amounts, fields=fields)


def _accepted(field: record.Field[Any], confidence: float) -> record.Field[Any]:
    return replace(field, status=FieldStatus.ACCEPTED, confidence=max(field.confidence, confidence))
