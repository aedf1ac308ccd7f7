"""Letters drawn for the walk-throughs: second reminders whose payment slip names another amount than their summary.

They are drawn as the samples are and read from their text, so that a batch of them takes seconds.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from samples.draw.layout_c import draw
from samples.draw.people import PEOPLE
from samples.draw.printed import values
from samples.draw.sheet import Sheet, Style
from samples.draw.spec import ROOM, Letter, load
from samples.draw.wording import load_wording

SUMMARY, SLIP = "$8,334.78", "$8,334.87"
"""What the summary and the slip of each letter ask for."""
DAY = "2025-09-10"
"""The day of the walk-throughs, two days after the first letter."""


class _Misprinted(Sheet):
    """A sheet on whose payment slip another amount stands."""

    def write(
        self, x: float, y: float, template: str, style: Style, *, align: Literal["left", "right", "center"] = "left"
    ) -> float:
        printed = SLIP if template == "{amount_due}" and y > 594 else template
        return super().write(x, y, printed, style, align=align)


def reminders(folder: Path, count: int) -> list[str]:
    """Draw ``count`` letters into ``folder``, each to another person or of another day; gives their file names."""
    model = load(ROOM / "letters" / "cp503.toml")
    names = []
    for number in range(count):
        person = sorted(PEOPLE)[number % len(PEOPLE)]
        day = model.notice_date + dt.timedelta(days=number // len(PEOPLE))
        name = f"{number:02}-{person}.pdf"
        (folder / name).write_bytes(_drawn(model.model_copy(update={"person": person, "notice_date": day})))
        names.append(name)
    return names


def _drawn(letter: Letter) -> bytes:
    sheet = _Misprinted(values(letter), 2, "Invented sample")
    draw(sheet, letter, load_wording(letter.wording))
    return sheet.finish()
