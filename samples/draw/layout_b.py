"""Layout b, in use from about 2010: grey label box, headline with the amount, two columns, payment slip on page 1.

Places after the public sample notices CP14, CP501, CP503 and CP504 (2018 and 2019), in points from the top left.
"""

from __future__ import annotations

from dataclasses import replace

from samples.draw import blocks
from samples.draw.blocks import BODY, BOLD, SMALL
from samples.draw.sheet import Sheet, Style
from samples.draw.spec import Letter
from samples.draw.wording import Section, Wording

LEFT, COLUMN, RIGHT = 41.0, 257.0, 585.0
BOX_LEFT, BOX_VALUE = 371.0, 490.0
FLOOR = 742.0
"""The lowest baseline of a back page."""


def draw(sheet: Sheet, letter: Letter, wording: Wording) -> None:
    """The whole letter. Raises ValueError where page 1 does not fit above its payment slip."""
    _head(sheet, letter)
    y = _bill(sheet, letter, wording)
    y = _action(sheet, wording, y)
    top = max(y + 6, 560.0)
    if top > 594:
        raise ValueError(f"{letter.name}: page 1 runs {top - 594:.0f} points into its payment slip")
    sheet.write(578, top - 9, "Continued on back…", BOLD, align="right")
    blocks.slip(sheet, letter, wording, top)
    _backs(sheet, letter, wording.section)


def _head(sheet: Sheet, letter: Letter) -> None:
    if letter.mark:
        sheet.write(RIGHT, 24, letter.mark, Style(size=8), align="right")
    blocks.mark(sheet, 37, 75)
    blocks.letterhead(sheet, letter, 86, 52, Style(size=9.7, leading=11.4))
    rows = [*_identity(letter), ("To contact us", "{phone}")]
    if letter.caller_id:
        rows.append(("Your caller ID", "{caller_id}"))
    blocks.label_box(sheet, [*rows, ("{page}", "")], left=BOX_LEFT, right=RIGHT, value=BOX_VALUE, top=31)
    blocks.addressee(sheet, letter, 86, 151, Style(size=10, leading=12.2))


def _identity(letter: Letter) -> list[tuple[str, str]]:
    year = [("Tax year", "{year}")] if len(letter.period) == 1 else []
    return [("Notice", "{code}"), *year, ("Notice date", "{notice_date}"), (letter.tin_label, "{tin}")]


def _bill(sheet: Sheet, letter: Letter, wording: Wording) -> float:
    sheet.write(LEFT, 236, wording.headline, Style(size=13, bold=True))
    sheet.write(LEFT, 256, wording.banner, Style(size=17, bold=True))
    sheet.rule(LEFT, RIGHT, 271, thick=0.9, grey=0.25)
    prose = blocks.body(sheet, LEFT, 287, 189, wording.prose, gap=5)
    sheet.write(COLUMN, 288, wording.summary_title, Style(size=11, bold=True))
    y = 293.0
    sheet.rule(COLUMN, RIGHT, y, thick=0.9, grey=0.25)
    for place, row in enumerate(letter.row):
        sheet.write(COLUMN + 3, y + 10.6, row.label, BODY)
        sheet.write(RIGHT, y + 10.6, f"{{row{place}}}", BODY, align="right")
        y += 14.1
        sheet.rule(COLUMN, RIGHT, y, thick=0.5, grey=0.72)
    sheet.write(RIGHT, y + 10.6, "{amount_due}", BOLD, align="right")
    for line in wording.total:
        sheet.write(COLUMN + 3, y + 10.6, line, BOLD)
        y += 12.2
    y += 1.9
    sheet.rule(COLUMN, RIGHT, y, thick=0.5, grey=0.5)
    after = blocks.body(sheet, COLUMN, y + 16, 300, wording.after_summary)
    return max(prose, after)


def _action(sheet: Sheet, wording: Wording, y: float) -> float:
    if not wording.action:
        return y
    sheet.rule(LEFT, RIGHT, y + 2, thick=0.8, grey=0.4)
    y += 15
    for number, line in enumerate(wording.action_title):
        sheet.write(LEFT, y + 12.5 * number, line, Style(size=11, bold=True))
    return blocks.body(sheet, COLUMN, y, 322, wording.action, gap=0.6) + 8


def _backs(sheet: Sheet, letter: Letter, sections: tuple[Section, ...]) -> None:
    y = _turn(sheet, letter)
    for section in sections:
        if y + blocks.section_height(sheet, letter, section, RIGHT - COLUMN) > FLOOR:
            y = _turn(sheet, letter)
        sheet.rule(LEFT, RIGHT, y - 13, thick=0.8, grey=0.4)
        head = sheet.flow(LEFT, y, 195, section.heading, Style(size=11, leading=12.6, bold=True))
        if section.table:
            y = blocks.body(sheet, COLUMN, y, RIGHT - COLUMN, section.body[:1])
            y = blocks.section_table(sheet, letter, COLUMN, y + 6)
            y = blocks.body(sheet, COLUMN, y, RIGHT - COLUMN, section.body[1:])
        else:
            y = blocks.body(sheet, COLUMN, y, RIGHT - COLUMN, section.body)
        y = max(y, head) + 18


def _turn(sheet: Sheet, letter: Letter) -> float:
    sheet.next_page()
    blocks.label_box(
        sheet, [*_identity(letter), ("{page}", "")], left=BOX_LEFT, right=RIGHT, value=BOX_VALUE, top=31, pitch=11.9
    )
    sheet.write(LEFT, 44, "{name0}", replace(SMALL, size=8.4))
    return 128.0
