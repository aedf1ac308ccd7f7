"""Typed field letters, as a revenue officer sends them: labels with colons at the right, a table by period.

The letter's number stands only at the bottom right of the page.
"""

from __future__ import annotations

from samples.draw import blocks
from samples.draw.sheet import SERIF, Sheet, Style
from samples.draw.spec import Letter
from samples.draw.wording import Wording

LEFT, RIGHT, BLOCK = 62.0, 556.0, 372.0
TEXT = Style(size=11, leading=13, face=SERIF)
LABEL = Style(size=9, leading=10.8, face=SERIF)
FLOOR = 724.0


def draw(sheet: Sheet, letter: Letter, wording: Wording) -> None:
    """The whole letter; paragraphs go on over as many sheets as they need."""
    _head(sheet, letter)
    y = blocks.body(
        sheet, LEFT, 236, RIGHT - LEFT, [wording.headline], Style(size=12, leading=14, bold=True, face=SERIF)
    )
    y = _flow(sheet, letter, wording, wording.prose, y + 6)
    y = _table(sheet, letter, y + 8)
    y = _flow(sheet, letter, wording, [wording.banner, *wording.after_summary], y + 8)
    for section in wording.section:
        y = _flow(sheet, letter, wording, [f"**{section.heading}**", *section.body], y + 4)
    y = _flow(sheet, letter, wording, ["Sincerely yours,"], y + 8)
    sheet.write(LEFT, y + 28, "{contact_name}", TEXT)
    sheet.write(LEFT, y + 41, "Revenue Officer", TEXT)
    blocks.body(sheet, LEFT, y + 66, RIGHT - LEFT, wording.foot, LABEL, gap=0)
    _foot(sheet, wording)


def _head(sheet: Sheet, letter: Letter) -> None:
    blocks.mark(sheet, LEFT - 10, 62, size=14)
    lines = ("Department of the Treasury", "**Internal Revenue Service**", "Small Business / Self-Employed Division")
    for number, line in enumerate((*lines, *blocks.office_names("office", letter.office))):
        sheet.write(LEFT + 44, 50 + 11.6 * number, line, Style(size=9.6, face=SERIF))
    y = 50.0
    for label, text in (
        ("Date:", "{notice_date}"), (f"{letter.tin_label}:", "{tin}"), ("Person to Contact:", "{contact_name}"),
        ("Employee ID number:", "{employee_id}"), ("Contact Telephone Number:", "{phone}"), ("Fax Number:", "{fax}"),
    ):  # fmt: skip
        sheet.write(BLOCK, y, label, Style(size=9, bold=True, face=SERIF))
        sheet.write(BLOCK + 10, y + 10.8, text, Style(size=9.6, face=SERIF))
        y += 24
    blocks.addressee(sheet, letter, LEFT + 20, 150, Style(size=10.6, leading=12.6, face=SERIF))


def _table(sheet: Sheet, letter: Letter, y: float) -> float:
    columns = [
        (LEFT, ("", "Type of", "tax")), (LEFT + 56, ("", "Tax", "period")),
        (LEFT + 216, ("Unpaid amount", "from prior", "notices")), (LEFT + 306, ("", "Additional", "penalty")),
        (LEFT + 398, ("", "Additional", "interest")), (RIGHT, ("", "Amount", "you owe")),
    ]  # fmt: skip
    return blocks.detail_table(sheet, letter, columns, y, Style(size=9.6, leading=11.2, face=SERIF))


def _flow(sheet: Sheet, letter: Letter, wording: Wording, items: tuple[str, ...] | list[str], y: float) -> float:
    for number, item in enumerate(items):
        # a heading stays with the paragraph that it opens
        together = items[number : number + 2] if item.startswith("**") else [item]
        if y + blocks.height(sheet, together, RIGHT - LEFT, TEXT, 6) > FLOOR:
            _foot(sheet, wording)
            sheet.next_page()
            blocks.body(
                sheet, LEFT, 46, RIGHT - LEFT, ["{name0}", letter.tin_label + ": {tin}", "{page}"], LABEL, gap=0
            )
            y = 100.0
        y = blocks.body(sheet, LEFT, y, RIGHT - LEFT, [item], TEXT, gap=6)
    return y


def _foot(sheet: Sheet, wording: Wording) -> None:
    sheet.write(RIGHT, 758, wording.number, Style(size=9.6, bold=True, face=SERIF), align="right")
