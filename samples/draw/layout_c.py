"""Layout c, the Simple Notice Initiative look (2024 on): labels with colons, one column, QR code, a two-column table.

Pages 2 and on follow the one that was published (a CP503 of December 2024): running head on one line, a dollar sign on
every row, the Code section below the label, short addresses. Page 1 has not been published in full: its order here
(summary panel, what to do, table, slip) is a guess from what the other pages say about it.
"""

from __future__ import annotations

from dataclasses import replace

from samples.draw import blocks
from samples.draw.blocks import BODY, BOLD, SMALL
from samples.draw.sheet import Sheet, Style
from samples.draw.spec import Letter
from samples.draw.wording import Section, Wording

LEFT, RIGHT = 50.0, 572.0
FLOOR = 742.0
HEADING = Style(size=12, leading=14, bold=True)


def draw(sheet: Sheet, letter: Letter, wording: Wording) -> None:
    """The whole letter. Raises ValueError where page 1 does not fit above its payment slip."""
    _head(sheet, letter)
    y = _panel(sheet, wording)
    y = blocks.body(sheet, LEFT, y, RIGHT - LEFT, wording.prose)
    sheet.write(LEFT, y + 9, " ".join(wording.action_title), HEADING)
    y = blocks.body(sheet, LEFT, y + 24, RIGHT - LEFT, wording.action, gap=1.5)
    y = _table(sheet, letter, wording, y + 11)
    if y > 588:
        raise ValueError(f"{letter.name}: page 1 runs {y - 588:.0f} points into its payment slip")
    blocks.slip(sheet, letter, wording, 594, colon=":")
    _backs(sheet, letter, wording.section)


def _head(sheet: Sheet, letter: Letter) -> None:
    if letter.mark:
        sheet.write(RIGHT, 26, letter.mark, Style(size=8), align="right")
    blocks.mark(sheet, 44, 74, size=14)
    blocks.letterhead(sheet, letter, 98, 52, Style(size=9.7, leading=11.4))
    y = 44.0
    for label, text in [*_identity(letter), ("{page}", "")]:
        sheet.write(sheet.write(385, y, label, replace(SMALL, bold=True)) + 4, y, text, SMALL)
        y += 12.2
    blocks.addressee(sheet, letter, 98, 148, Style(size=10, leading=12.2))
    if letter.qr:
        sheet.qr(500, 122, 58, letter.qr)
        sheet.write(529, 190, "Scan to go to irs.gov", Style(size=7), align="center")


def _identity(letter: Letter) -> list[tuple[str, str]]:
    year = [("Tax year:", "{year}")] if len(letter.period) == 1 else []
    return [("Notice:", "{code}"), *year, ("Notice date:", "{notice_date}"), (f"{letter.tin_label}:", "{tin}")]


def _panel(sheet: Sheet, wording: Wording) -> float:
    sheet.write(LEFT, 222, wording.headline, Style(size=15.5, bold=True))
    sheet.fill([(LEFT, 232), (RIGHT, 232), (RIGHT, 258), (LEFT, 258)], grey=0.91)
    sheet.write(LEFT + 10, 250, wording.banner, Style(size=14.5, bold=True))
    return 276.0


def _table(sheet: Sheet, letter: Letter, wording: Wording, y: float) -> float:
    sheet.write(LEFT, y, wording.summary_title, HEADING)
    y += 7
    sheet.fill([(LEFT, y), (RIGHT, y), (RIGHT, y + 14), (LEFT, y + 14)], grey=0.86)
    sheet.write(LEFT + 4, y + 10, "Description", BOLD)
    sheet.write(RIGHT - 4, y + 10, "Amount", BOLD, align="right")
    y += 14
    for place, row in enumerate(letter.row):
        sheet.write(RIGHT - 4, y + 11, f"{{row{place}}}", BODY, align="right")
        sheet.write(LEFT + 4, y + 11, row.label, BODY)
        y += 14.2
        if row.note:
            sheet.write(LEFT + 4, y + 5.4, row.note, Style(size=8, grey=0.15))
            y += 9.4
        sheet.rule(LEFT, RIGHT, y, thick=0.5, grey=0.65)
    sheet.write(LEFT + 4, y + 11, " ".join(wording.total), BOLD)
    sheet.write(RIGHT - 4, y + 11, "{amount_due}", BOLD, align="right")
    sheet.rule(LEFT, RIGHT, y + 15, thick=1.0, grey=0.2)
    return y + 18


def _backs(sheet: Sheet, letter: Letter, sections: tuple[Section, ...]) -> None:
    y = _turn(sheet, letter)
    for section in sections:
        if y + 14 + blocks.section_height(sheet, letter, section, RIGHT - LEFT) > FLOOR:
            y = _turn(sheet, letter)
        sheet.write(LEFT, y, section.heading, HEADING)
        first = section.body[:1] if section.table else section.body
        y = blocks.body(sheet, LEFT, y + 15, RIGHT - LEFT, first)
        if section.table:
            y = blocks.section_table(sheet, letter, LEFT, y + 6)
            y = blocks.body(sheet, LEFT, y, RIGHT - LEFT, section.body[1:])
        y += 14


def _turn(sheet: Sheet, letter: Letter) -> float:
    sheet.next_page()
    x = LEFT
    for label, text in [*_identity(letter)[:-1], ("TIN:", "{tin}")]:
        x = sheet.write(x, 46, f"**{label}** {text}", SMALL) + 14
    sheet.write(RIGHT, 46, "{page}", SMALL, align="right")
    sheet.rule(LEFT, RIGHT, 52, thick=0.8, grey=0.4)
    return 78.0
