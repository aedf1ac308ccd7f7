"""Letters drawn for the walk-throughs: second reminders whose payment slip names another amount than their summary.

They are drawn as the samples are and read from their text, so that a batch of them takes seconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from samples.draw.layout_c import draw
from samples.draw.people import PEOPLE
from samples.draw.printed import values
from samples.draw.sheet import Sheet, Style
from samples.draw.spec import ROOM, Letter, load
from samples.draw.wording import load_wording
from tests.e2e.review_server import batched

WRONG_FILE = "wrong-row.pdf"
SUMMARY, SLIP = "$8,334.78", "$8,334.87"
"""What the summary and the slip of each letter ask for."""
WRONG_ROW = "$51.50"
"""What stands in the row of a letter whose table does not add up."""
DAY = "2025-09-10"
"""The day of the walk-throughs, two days after the first letter."""


class _Misprinted(Sheet):
    """A sheet on which other text stands in one or two places: by template, and below which height."""

    wrong: Mapping[str, tuple[str, float]]

    def write(
        self, x: float, y: float, template: str, style: Style, *, align: Literal["left", "right", "center"] = "left"
    ) -> float:
        printed, below = self.wrong.get(template, (template, 0))
        return super().write(x, y, printed if y > below else template, style, align=align)


def reminders(folder: Path, count: int) -> list[str]:
    """Draw ``count`` letters into ``folder``, each to another person or of another day; gives their file names."""
    model = load(ROOM / "letters" / "cp503.toml")
    names = []
    for number in range(count):
        person = sorted(PEOPLE)[number % len(PEOPLE)]
        day = model.notice_date + dt.timedelta(days=number // len(PEOPLE))
        name = f"{number:02}-{person}.pdf"
        letter = model.model_copy(update={"person": person, "notice_date": day})
        (folder / name).write_bytes(_drawn(letter, {"{amount_due}": (SLIP, 594)}))
        names.append(name)
    return names


def reminder_with_wrong_row(path: Path) -> None:
    """Draw a letter into ``path`` whose second row is printed so that the rows do not come to the total."""
    letter = load(ROOM / "letters" / "cp503.toml")
    path.write_bytes(_drawn(letter, {"{row1}": (WRONG_ROW, 0)}))


def batch_with_wrong_row(run: Callable[..., Any], folder: Path) -> Path:
    """``folder`` with that letter in ``in``, as ``WRONG_FILE``, and its batch in ``out``."""
    (folder / "in").mkdir()
    reminder_with_wrong_row(folder / "in" / WRONG_FILE)
    return batched(run, folder, "--as-of", DAY)


def _drawn(letter: Letter, wrong: Mapping[str, tuple[str, float]]) -> bytes:
    sheet = _Misprinted(values(letter), 2, "Invented sample")
    sheet.wrong = wrong
    draw(sheet, letter, load_wording(letter.wording))
    return sheet.finish()
