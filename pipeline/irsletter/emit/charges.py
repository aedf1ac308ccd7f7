"""Printed penalties and interest beside what the law gives for the letter's own figures; never as an accusation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from irsletter.catalog.labels import Labels
from irsletter.emit.page import Point, Section, Table
from irsletter.emit.urgency import doubted
from irsletter.emit.wording import capital, clean, day, money, plain
from irsletter.model.kinds import ChargeOutcome
from irsletter.model.result import Charge, Letter


def charges(letter: Letter, labels: Labels) -> Section:
    """Empty where nothing could be worked out, and for a doubted letter."""
    found = [] if doubted(letter) else letter.charges
    if all(charge.outcome is ChargeOutcome.NOT_ENOUGH for charge in found):
        found = []
    name = labels.columns
    rows = tuple(
        (
            clean(charge.label) or capital(plain(charge.kind)),
            money(charge.printed) if charge.printed else "",
            money(charge.computed) if charge.computed else "",
            labels.charges[charge.outcome].format(difference=_difference(charge)),
        )
        for charge in found
    )
    columns = (name.charge, name.printed, name.worked_out, name.result)
    return Section(labels.sections["charges"], tuple(_basis(found, labels)), Table(columns, rows), short=True)


def _basis(found: list[Charge], labels: Labels) -> Iterator[Point]:
    say = labels.say
    for charge in found:
        if charge.counted_on and charge.since and charge.until:
            counted = say.counted_on.format(
                amount=money(charge.counted_on), since=day(charge.since, labels), until=day(charge.until, labels)
            )
            months = f" {say.counted_months.format(n=charge.months)}" if charge.months else ""
            yield Point(f"{clean(charge.label)}: {counted}{months}", charge.rule)
    if any(charge.outcome is ChargeOutcome.DIFFERS for charge in found):
        yield Point(say.a_difference)


def _difference(charge: Charge) -> str:
    return money(f"{abs(Decimal(charge.printed or 0) - Decimal(charge.computed or 0)):.2f}")
