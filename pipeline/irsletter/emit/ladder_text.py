"""The ladder in words, for a terminal or as Markdown. What counts nothing is said so, and dim where there is colour."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from irsletter.catalog.explanations import Words
from irsletter.catalog.labels import Labels
from irsletter.emit.ladder import Account, Growth, Ladder, Role, Step
from irsletter.emit.markdown import escape
from irsletter.emit.terminal import console_for
from irsletter.emit.wording import listed, money, say_date, weekday


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    level: int
    """0: a heading, 1: a letter, 2: what is said of it, 3: a remark."""
    dim: bool = False


def ladder_terminal(found: Ladder, labels: Labels, *, width: int = 100, colour: bool = False) -> str:
    """Text of at most ``width`` columns; ANSI styles only if ``colour``."""
    from rich.padding import Padding
    from rich.text import Text

    file = io.StringIO()
    console = console_for(file, width, colour=colour)
    for line in _lines(found, labels):
        if line.level == 0:
            console.print()
        style = "bold" if line.level == 0 else "dim" if line.dim else ""
        indent = {0: 0, 1: 2, 2: 6, 3: 0}[line.level]
        console.print(Padding(Text(line.text, style=style), (0, 0, 0, indent)))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()).strip("\n") + "\n"


def ladder_markdown(found: Ladder, labels: Labels) -> str:
    """CommonMark, the letters' own words made harmless."""
    marks = {0: "\n## ", 1: "- ", 2: "  - ", 3: "\n"}
    return "\n".join(f"{marks[line.level]}{escape(line.text)}" for line in _lines(found, labels)).strip("\n") + "\n"


def _lines(found: Ladder, labels: Labels) -> Iterator[_Line]:
    say = labels.ladder
    for account in found.accounts:
        yield _Line(say.title.format(name=account.name, number=account.number, period=_period(account, labels)), 0)
        for step in account.steps:
            yield from _step(step, labels)
    if found.unplaced:
        yield _Line(say.unplaced, 0)
        for each in found.unplaced:
            lacks = listed([labels.words.names[name] for name in each.lacks], labels.words.conjunction)
            yield _Line(say.lacks.format(path=each.path, code=each.code, lacks=lacks), 1)
    if not found.accounts:
        yield _Line(say.none, 3)
    elif found.total is None:
        yield _Line(say.no_total, 3)
    else:
        yield _Line(say.total.format(amount=money(f"{found.total:.2f}")), 3)


def _period(account: Account, labels: Labels) -> str:
    return f"{account.period} {labels.say.form.format(n=account.form)}" if account.form else account.period


def _step(step: Step, labels: Labels) -> Iterator[_Line]:
    say, dim = labels.ladder, step.role not in (Role.CURRENT, Role.NEWER) and not step.rights
    head = say.step.format(day=say_date(step.date, labels.words), code=step.code, title=step.title)
    yield _Line(head, 1, dim)
    parts = [str(getattr(say, step.role)), step.path]
    if step.role is not Role.DOUBTED:
        parts.insert(1, _amount(step, labels))
    yield _Line(" · ".join(parts), 2, dim)
    for what, day in step.rights:
        act = labels.deadlines.act_open.format(act=labels.acts[what], when=weekday(day.isoformat(), labels))
        yield _Line(say.right.format(act=act), 2)
    if step.growth is not None:
        yield _Line(_growth(step.growth, labels), 2, dim)
    if step.lacking:
        yield _Line(say.lacking.format(codes=listed(step.lacking, labels.words.conjunction)), 2, dim)


def _amount(step: Step, labels: Labels) -> str:
    say = labels.ladder
    if step.amount is None:
        return say.no_amount
    amount = money(f"{step.amount:.2f}")
    if len(step.periods) == 1:
        return say.asks.format(amount=amount)
    return say.asks_for.format(amount=amount, periods=listed(step.periods, labels.words.conjunction))


def _growth(growth: Growth, labels: Labels) -> str:
    say = labels.ladder
    form = say.same if growth.by == 0 else say.grew if growth.by > 0 else say.fell
    change = form.format(by=money(f"{abs(growth.by):.2f}"), since=growth.since)
    if growth.by == 0:
        return say.plain.format(change=change)
    if not growth.parts:
        return say.not_told.format(change=change)
    return say.made_of.format(change=change, parts=_parts(growth, labels.words))


def _parts(growth: Growth, words: Words) -> str:
    return listed([f"{label} {money(f'{value:.2f}')}" for label, value in growth.parts], words.conjunction)
