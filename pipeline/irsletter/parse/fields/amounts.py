"""The money of a letter: rows in order, what is to be paid now, and what the sum of the rows proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from irsletter.catalog.fields import Confidence, Mark
from irsletter.model.kinds import CHARGES, AmountKind
from irsletter.model.reading import Amount, Field
from irsletter.parse.evidence.candidates import Candidate, evidence_at, found_in
from irsletter.parse.evidence.choose import choose, held, nothing_read
from irsletter.parse.page.marked import hits, values_in
from irsletter.parse.survey import Survey, View
from irsletter.parse.tables.grid import GridRow
from irsletter.parse.tables.label_periods import billed_apart, row_period, table_period
from irsletter.parse.tables.proof import adds_up, judged_row, prove_grid, prove_tables, proved_row
from irsletter.parse.tables.table import ALIGNED, MoneyRow, Table, in_column


@dataclass(frozen=True, eq=False)
class Money:
    """What was found. ``singles``: candidates by the single field that they are."""

    tables: tuple[Table, ...]
    grid: tuple[GridRow, ...]
    singles: dict[str, list[Candidate[Decimal]]]
    sums_hold: bool | None
    """Whether the rows add up to the total; None where there is nothing to add."""


def find_money_of(survey: Survey) -> Money:
    """All tables, and the candidates for amounts due, proposed and refunded. Raises PatternTimeoutError."""
    singles: dict[str, list[Candidate[Decimal]]] = {}
    for name, candidate in (*_rows_alone(survey), *_phrases(survey), *_totals(survey)):
        singles.setdefault(name, []).append(candidate)
    _without_conditional(singles.get("amount_due", []), survey)
    tables = _joined(survey)
    grid = tuple(row for views in _by_page(survey) for row in _better_grid(views))
    tables, held = prove_tables(tables, singles)
    if len(grid) == 1 and grid[0].balance is not None and not singles.get("amount_due"):
        singles["amount_due"] = [grid[0].balance]  # one period: what is owed for it is what the letter asks for
    if grid and prove_grid(grid, singles):
        grid = tuple(map(proved_row, grid))
        held = True
    elif any(row.adds_up is False for row in grid):
        held = False
    grid = tuple(map(judged_row, grid))
    return Money(tables, grid, singles, held)


def _without_conditional(due: list[Candidate[Decimal]], survey: Survey) -> None:
    """What the text says is owed on a condition only, a row that prints it as what is owed in all notwithstanding, is
    not to be paid now, where the letter asks for another amount."""
    named = {
        value.value
        for text, _ in survey.texts()
        for phrase in survey.rules.money.values()
        if phrase.kind is AmountKind.CONDITIONAL_BALANCE
        for hit in hits(text, phrase.patterns)
        for value in values_in(text, hit, Mark.MONEY)
    }
    if any(one.value not in named for one in due):
        due[:] = [one for one in due if one.value not in named]


def amounts_of(
    money: Money,
    survey: Survey,
    period_ids: dict[tuple[str, str | None], str],
    only: str | None,
) -> tuple[Amount, ...]:
    """The rows in the order of the pages. ``period_ids``: id by period label and form; ``only``: the id where
    there is one."""
    rules = survey.rules.confidence
    rows: list[tuple[int, float, Amount]] = []
    by_label = {label: period for (label, _), period in period_ids.items()}
    for table in money.tables:
        own = table_period(table, by_label) or only
        apart = bool(billed_apart((table,), survey.rules.senses))
        for row in table.rows:
            field = choose([_as_elsewhere(replace(row.money, value=row.value), row, money, rules)], rules)
            if field is not None:
                kind = row.entry.kind if row.entry is not None else AmountKind.OTHER
                if row.entry is None:  # the sum may prove how much it is, but nothing tells what it is
                    field = held(field)
                place = row.money.words[0].box
                period = row_period(row, by_label) if apart else own
                rows.append((row.money.page, place.y0, Amount(kind, row.label, field, period)))
        for lost in table.unread:
            field = nothing_read(evidence_at(lost.cell.page, lost.cell.words))
            rows.append((lost.cell.page, lost.cell.words[0].box.y0, Amount(lost.entry.kind, lost.label, field, own)))
    if not money.tables:
        rows += _loose_total(survey, only)
    rows += _on_condition(survey, only)
    for number, line in enumerate(money.grid):
        period = period_ids.get((line.period.value.label, line.form), only) if line.period is not None else None
        for one in line.amounts:
            field = choose([one.money], rules)
            if field is not None:
                told = field if line.tells(one) else held(field)
                amount = Amount(line.kind_of(one), one.heading, told, period)
                rows.append((one.money.page, line.top + number * 1e-6, amount))
    rows.sort(key=lambda row: (row[0], row[1]))
    found = [amount for _, _, amount in rows]
    found += _spoken(survey, only, found)
    return tuple(found)


def _as_elsewhere(one: Candidate[Decimal], row: MoneyRow, money: Money, rules: Confidence) -> Candidate[Decimal]:
    """A total that a headline, a sentence or the slip prints once more was read right."""
    gives = row.entry.gives if row.entry is not None else ""
    again = (
        other
        for other in money.singles.get(gives, [])
        if other.value == one.value and not other.same_ink(one) and not other.repaired
    )
    return one.as_proved() if any(other.least >= rules.reasonable_word for other in again) else one


def _loose_total(survey: Survey, only: str | None) -> list[tuple[int, float, Amount]]:
    """The printed total of a letter whose rows make no table: its best place."""
    rows = [
        row
        for view in survey.pages_once
        for row in view.loose_rows
        if row.entry is not None and row.entry.gives and row.exact
    ]
    rows.sort(key=lambda row: (row.entry is None or not row.entry.total, row.money.page, row.top))
    for row in rows[:1]:
        field = choose([row.money], survey.rules.confidence)
        if field is not None and row.entry is not None:
            return [(row.money.page, row.top, Amount(row.entry.kind, row.label, field, only))]
    return []


def _on_condition(survey: Survey, only: str | None) -> Iterator[tuple[int, float, Amount]]:
    """Rows that count outside of a table and are nothing to be paid now."""
    for view in survey.pages_once:
        for row in view.loose_rows:
            if row.entry is None or not row.entry.alone or row.entry.gives:
                continue
            field = choose([row.money], survey.rules.confidence)
            if field is not None:
                yield row.money.page, row.top, Amount(row.entry.kind, row.label, field, only)


def _spoken(survey: Survey, only: str | None, rows: list[Amount]) -> Iterator[Amount]:
    """Amounts that running text names as of a kind of their own: a monthly payment, a balance on a condition; what was
    charged only where no table tells it, for there the sentence tells a row once more."""
    found: dict[tuple[AmountKind, Decimal], list[tuple[str, Candidate[Decimal]]]] = {}
    told = any(row.kind in CHARGES for row in rows)
    for text, _ in survey.texts():
        for phrase in survey.rules.money.values():
            if phrase.kind is None or (told and phrase.kind in CHARGES):
                continue
            for hit in hits(text, phrase.patterns, phrase.unless):
                label = " ".join(text.printed(hit.start(), hit.end()).split())
                for value in values_in(text, hit, Mark.MONEY):
                    way = "money_phrase" if phrase.kind in CHARGES else "phrase"
                    candidate = found_in(text.paragraph, value.value, value.start, value.end, way, raw=value.raw)
                    found.setdefault((phrase.kind, value.value), []).append((label, candidate))
    known = {(row.kind, row.field.value) for row in rows}
    for (kind, said), group in found.items():
        field = choose([candidate for _, candidate in group], survey.rules.confidence)
        if field is not None and (kind, said) not in known:
            yield Amount(kind, group[0][0], field, only, spoken=True)


def _totals(survey: Survey) -> Iterator[tuple[str, Candidate[Decimal]]]:
    for view in survey.views:
        for table in view.tables:
            total = table.total
            if total is not None and total.entry is not None and total.entry.gives:
                yield total.entry.gives, total.money


def _rows_alone(survey: Survey) -> Iterator[tuple[str, Candidate[Decimal]]]:
    for view in survey.views:
        for row in view.loose_rows:
            entry = row.entry
            if entry is not None and entry.gives and (entry.alone or (view.grid and entry.total)):
                yield entry.gives, row.money


def _phrases(survey: Survey) -> Iterator[tuple[str, Candidate[Decimal]]]:
    tabled = [money for view in survey.views if view.position == 0 for money in _in_tables(view)]
    for text, view in survey.texts():
        if view.position > 0 or Mark.MONEY.value not in text.text:
            continue
        for phrase in survey.rules.money.values():
            if not phrase.field:
                continue
            for hit in hits(text, phrase.patterns):
                for value in values_in(text, hit, Mark.MONEY):
                    one = found_in(
                        text.paragraph,
                        value.value,
                        value.start,
                        value.end,
                        "phrase",
                        repaired=value.repaired,
                        raw=value.raw,
                    )
                    # the words of a heading and the amounts below it make no sentence
                    if not any(one.same_ink(other) for other in tabled):
                        yield phrase.field, one


def _in_tables(view: View) -> Iterator[Candidate[Decimal]]:
    yield from (row.money for table in view.tables for row in table.rows)
    yield from (one.money for row in view.grid for one in row.amounts)
    # a headline ends in its amount: the label says what it is, and no phrase has to
    yield from (row.money for row in view.loose_rows if row.entry is not None and row.entry.gives)


def _joined(survey: Survey) -> tuple[Table, ...]:
    """The tables of each page's better view; one that breaks off at the page's end goes on with the next page's."""
    tables: list[Table] = []
    for views in _by_page(survey):
        for table in _better(views):
            last = tables[-1] if tables else None
            if last is not None and _goes_on(last, table):
                tables[-1] = Table(last.page, (*last.rows, *table.rows), (*last.unread, *table.unread))
            else:
                tables.append(table)
    return tuple(tables)


def _by_page(survey: Survey) -> Iterator[list[View]]:
    for position in dict.fromkeys(view.position for view in survey.views):
        yield [view for view in survey.views if view.position == position]


def _goes_on(table: Table, after: Table) -> bool:
    """Whether ``after`` is the rest of ``table``, from the page before: with its total, or once more without one but
    under the same edges."""
    if table.total is not None or table.rows[-1].money.page != after.page - 1:
        return False
    one, two = table.rows[-1], after.rows[0]
    aligned = in_column(one.spot, two.spot) and abs(one.left - two.left) < ALIGNED
    return after.total is not None or aligned


def _better(views: list[View]) -> tuple[Table, ...]:
    """The later look's tables, unless the first look's rows alone add up."""
    return max(views, key=lambda view: (sum(adds_up(table) is True for table in view.tables), view is views[-1])).tables


def _better_grid(views: list[View]) -> tuple[GridRow, ...]:
    """The periods of the view in which most rows name theirs and come to their balance, of the later one where both
    have as many: another look may spoil a row that was read."""
    return max(
        views,
        key=lambda view: (
            sum(row.period is not None for row in view.grid),
            sum(row.adds_up is True for row in view.grid),
            view is views[-1],
        ),
    ).grid


def single(money: Money, survey: Survey, name: str) -> Field[Decimal] | None:
    """The single field ``name``: voted over headline, table, prose, slip."""
    return choose(money.singles.get(name, []), survey.rules.confidence)
