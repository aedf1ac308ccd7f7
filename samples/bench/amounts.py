"""Money of a letter at random: rows that add up to the cent, tables by period, figures in the text."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from samples.bench.case import Said as SaidCase
from samples.bench.case import recipe
from samples.bench.days import years_later
from samples.bench.facts import Cell, Detail, Period, Row, Said

CENT = Decimal("0.01")

COLUMNS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "owed": (
        ("previous_balance", "Amount you owed", ("previous_balance", "assessed_balance")),
        ("failure_to_pay_penalty", "Additional penalty", ("failure_to_pay_penalty", "other_penalty")),
        ("interest", "Additional interest", ("interest",)),
        ("subtotal", "Total", ("subtotal", "amount_due")),
    ),
    "levy": (
        ("assessed_balance", "Unpaid Balance of Assessment", ("assessed_balance", "previous_balance")),
        ("other", "Statutory Additions", ("other", "interest", "other_penalty")),
        ("subtotal", "Total", ("subtotal", "amount_due")),
    ),
    "lien": (("lien_amount", "Amount on Lien", ("lien_amount", "assessed_balance")),),
    "lien_record": (("assessed_balance", "Unpaid Balance of Assessment", ("assessed_balance", "lien_amount")),),
}


def money(amount: Decimal, style: str, *, first: bool) -> str:
    """As printed: ``first`` rows and totals carry the dollar sign, or all (``every``), or without cents (``old``)."""
    if style == "old":
        return f"$ {amount:,.0f}" if amount >= 0 else f"-$ {-amount:,.0f}"
    if style == "brackets" and amount < 0:
        return f"(${-amount:,.2f})"
    sign = "$" if amount >= 0 and (first or style in {"every", "brackets"}) else ""
    if style == "every" and amount < 0:
        return f"-${-amount:,.2f}"
    return f"{sign}{amount:,.2f}"


def rows_of(name: str, words: dict[str, str], rng: random.Random) -> tuple[tuple[Row, ...], str, Decimal]:
    """Rows, label of the total and the total, which is above zero except where the table is made to cancel out."""
    plan = recipe(name)
    for _ in range(60):
        drawn: list[Decimal] = []
        rows: list[Row] = []
        for one in plan.rows:
            amount = _figure(one.lo, one.hi, one.share, drawn[one.of] if drawn else None, rng)
            if one.whole:
                amount = amount.quantize(Decimal(1))
            drawn.append(amount)
            if rng.random() < one.chance and amount:
                rows.append(Row(one.kind, rng.choice(one.labels).format(**words), amount.quantize(CENT)))
        total = plan.sign * sum((row.amount for row in rows), Decimal(0))
        if total > 5 or name == "nothing_due":
            return tuple(rows), rng.choice(plan.total).format(**words), total.quantize(CENT)
    raise ValueError(f"{name}: sixty draws gave no total above five dollars")


def details_of(kind: str, periods: tuple[Period, ...], day: dt.date, rng: random.Random) -> tuple[Detail, ...]:
    """A row of money for each period; the last column is the sum of those before it where there are several."""
    return tuple(_detail(kind, period, day, rng) for period in periods)


def said_of(one: SaidCase, rng: random.Random) -> Said:
    """A figure of the running text."""
    amount = _figure(one.lo, one.hi, None, None, rng)
    amount = amount.quantize(Decimal(1)) if one.whole else amount
    return Said(one.word, one.kind, one.label, amount.quantize(CENT), (one.kind, *one.kinds_ok))


def _detail(kind: str, period: Period, day: dt.date, rng: random.Random) -> Detail:
    columns = COLUMNS[kind]
    owed = _figure(240.0, 19000.0, None, None, rng)
    parts = [owed, *(_figure(None, None, (0.01, 0.12), owed, rng) for _ in columns[2:])]
    amounts = [*parts, sum(parts, Decimal(0))] if len(columns) > 1 else parts
    cells = tuple(
        Cell(name, head, amount.quantize(CENT), also)
        for (name, head, also), amount in zip(columns, amounts, strict=True)
    )
    assessed = min(period.end + dt.timedelta(days=rng.randrange(80, 400)), day - dt.timedelta(days=40))
    assessed -= dt.timedelta(days=assessed.weekday())
    return Detail(period, cells, assessed, years_later(assessed, 10) + dt.timedelta(days=30))


def _figure(
    lo: float | None, hi: float | None, share: tuple[float, float] | None, base: Decimal | None, rng: random.Random
) -> Decimal:
    if share is not None and base is not None:
        return (base * Decimal(repr(rng.uniform(*share)))).quantize(CENT)
    low, high = lo or 0.0, hi or 0.0
    # figures of a letter crowd at the low end: the square of an even draw
    return Decimal(repr(low + (high - low) * rng.random() ** 2)).quantize(CENT)
