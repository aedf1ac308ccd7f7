"""Text with marked values: a template becomes words, words become lines, and each value knows where it stands in them.

A template is plain text with ``{name}`` where a printed value goes and ``**`` around what is bold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as the letter prints it. ``field`` is its name in the truth, None where it is no value to be read."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one weight; ``use`` counts the template's values, so that two neighbours stay two."""

    text: str
    bold: bool
    field: str | None
    use: int


Word = tuple[Run, ...]
Line = tuple[Word, ...]
Measure = Callable[[str, bool], float]


def compose(template: str, values: Mapping[str, Printed], *, bold: bool = False) -> Line:
    """The words of ``template`` with its values filled in. Raises KeyError for a value that the letter lacks."""
    words: list[Word] = []
    current: list[Run] = []

    def feed(text: str, weight: bool, field: str | None, use: int) -> None:
        nonlocal current
        for number, part in enumerate(text.split(" ")):
            if number and current:
                words.append(tuple(current))
                current = []
            if part:
                current.append(Run(part, weight, field, use))

    for use, (literal, name, _, _) in enumerate(Formatter().parse(template), start=1):
        for number, part in enumerate(literal.split("**")):
            bold = not bold if number else bold
            feed(part, bold, None, 0)
        if name is not None:
            feed(values[name].text, bold, values[name].field, use)
    if current:
        words.append(tuple(current))
    return tuple(words)


def wrap(words: Line, width: float, measure: Measure) -> tuple[Line, ...]:
    """Greedy lines of at most ``width`` points; a word that is wider stands alone."""
    space = measure(" ", False)
    lines: list[Line] = []
    line: list[Word] = []
    used = 0.0
    for word in words:
        wide = sum(measure(run.text, run.bold) for run in word)
        if line and used + space + wide > width:
            lines.append(tuple(line))
            line, used = [], 0.0
        used += wide + (space if line else 0.0)
        line.append(word)
    if line:
        lines.append(tuple(line))
    return tuple(lines)


def runs_of(line: Line) -> tuple[Run, ...]:
    """``line`` as the fewest runs, blanks included; a blank inside a value belongs to the value."""
    flat: list[Run] = []
    for number, word in enumerate(line):
        if number:
            before, after = flat[-1], word[0]
            inside = before.use == after.use and before.use > 0
            flat.append(Run(" ", before.bold, before.field if inside else None, before.use if inside else 0))
        flat.extend(word)
    return _merged(flat)


def _merged(flat: Sequence[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in flat:
        last = merged[-1] if merged else None
        if last and (last.bold, last.field, last.use) == (run.bold, run.field, run.use):
            merged[-1] = Run(last.text + run.text, run.bold, run.field, run.use)
        else:
            merged.append(run)
    return tuple(merged)
