"""The days of a letter told anew after a person corrected what they rest on: printed ones as they stand, counted ones
counted, rights that the text offers without a day last."""

from __future__ import annotations

from dataclasses import replace

from irsletter.catalog.load import Catalog
from irsletter.emit.build import build_deadline
from irsletter.emit.fields import FieldWriter
from irsletter.model import result as record
from irsletter.model.judged import Deadline
from irsletter.model.kinds import RIGHTS, DeadlineBasis, DeadlineKind, FieldStatus
from irsletter.run.corrections.as_reading import as_reading
from irsletter.validate.deadlines import deadlines_of, doubted, rules_of
from irsletter.validate.review import right_reasons

_RIGHT_UNCERTAIN = "right_date_uncertain"


def redated(letter: record.Letter, before: record.Letter, catalog: Catalog) -> record.Letter:
    """``letter`` with its days and what is to be looked at about rights made anew; ``before``: as it was until now."""
    reading = as_reading(letter, catalog)
    days = doubted(deadlines_of(reading, catalog), _disputed(before, catalog))
    dated = {day.what for day in days if not _is_offer(day)}
    offers = tuple(day for day in days if _is_offer(day) and day.what not in dated)
    days = (*(day for day in days if not _is_offer(day)), *offers)
    write = FieldWriter(reading)
    left = [reason for reason in letter.review.reasons if reason.code != _RIGHT_UNCERTAIN]
    left += [record.ReviewReason(each.code, each.field, each.page, each.message) for each in right_reasons(days)]
    return replace(
        letter, deadlines=[build_deadline(day, write) for day in days], review=record.Review(bool(left), left)
    )


def _is_offer(day: Deadline) -> bool:
    """Whether the text offers the right and names no day."""
    return day.date is None and day.what in RIGHTS and day.basis is DeadlineBasis.PRINTED


def _disputed(letter: record.Letter, catalog: Catalog) -> frozenset[DeadlineKind]:
    """Kinds of counted days that waited for a person although all that they are counted from was sure: there the text
    of the letter says otherwise than the catalog, which only its reader sees."""
    reading = as_reading(letter, catalog)
    from_amount = {rule.what for rule in rules_of(reading, catalog) if rule.large is not None}
    unread = {each.what for each in letter.deadlines if each.basis is DeadlineBasis.PRINTED and not each.date}

    def sure(name: str) -> bool:
        return name in reading.fields and reading.fields[name].accepted

    return frozenset(
        each.what
        for each in letter.deadlines
        if each.basis is DeadlineBasis.COMPUTED
        and each.status is FieldStatus.REVIEW
        and each.what not in unread
        and sure(each.counted_from or "")
        and (each.what not in from_amount or sure("amount_due"))
    )
