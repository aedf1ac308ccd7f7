"""Letters that are not from the IRS: a state's bill, and the false warrant that scammers post to people with debts."""

from __future__ import annotations

from samples.draw import blocks
from samples.draw.sheet import MONO, SANS, SERIF, Sheet, Style
from samples.draw.spec import Letter
from samples.draw.wording import Wording

LEFT, RIGHT = 62.0, 550.0


def draw_state(sheet: Sheet, letter: Letter, wording: Wording) -> None:
    """A bill of an invented state: seal at the left, letter number and date at the right, table, slip."""
    text = Style(size=10.4, leading=12.8)
    sheet.frame(LEFT, 36, LEFT + 40, 76, thick=1.2)
    sheet.frame(LEFT + 4, 40, LEFT + 36, 72, thick=0.5)
    sheet.write(LEFT + 20, 61, "M", Style(size=18, bold=True, face=SERIF), align="center")
    sheet.write(LEFT + 52, 50, "STATE OF MERIDIAN", Style(size=13, bold=True, face=SERIF))
    sheet.write(LEFT + 52, 64, "Department of Revenue", Style(size=11, face=SERIF))
    for number, line in enumerate(blocks.office_names("office", letter.office)):
        sheet.write(LEFT + 52, 76 + 10 * number, line, Style(size=8.6, face=SERIF))
    rows = [
        ("Letter ID", "L0049213377"),
        ("Letter date", "{notice_date}"),
        ("Account", "MER-00-55120"),
        (letter.tin_label, "{tin}"),
    ]
    blocks.label_box(sheet, [*rows, ("{page}", "")], left=352, right=RIGHT, value=452, top=100)
    blocks.addressee(sheet, letter, LEFT + 12, 156, Style(size=10, leading=12.2))
    sheet.write(LEFT, 236, wording.headline, Style(size=14, bold=True))
    y = blocks.body(sheet, LEFT, 258, RIGHT - LEFT, wording.prose, text, gap=6)
    sheet.write(LEFT, y + 8, wording.summary_title, Style(size=11, bold=True))
    y += 14
    for place, row in enumerate(letter.row):
        sheet.write(LEFT + 4, y + 11, row.label, text)
        sheet.write(RIGHT - 60, y + 11, f"{{row{place}}}", text, align="right")
        y += 15
        sheet.rule(LEFT, RIGHT - 60, y, thick=0.4, grey=0.6)
    sheet.write(LEFT + 4, y + 12, wording.total[0], Style(size=10.4, bold=True))
    sheet.write(RIGHT - 60, y + 12, "{amount_due}", Style(size=10.4, bold=True), align="right")
    y = blocks.body(sheet, LEFT, y + 36, RIGHT - LEFT, wording.after_summary, text, gap=6)
    for section in wording.section:
        y = blocks.body(sheet, LEFT, y + 4, RIGHT - LEFT, [f"**{section.heading}**", *section.body], text, gap=4)
    sheet.rule(LEFT, RIGHT, 640, dashed=True)
    sheet.write(LEFT, 656, "Detach and return with your payment", Style(size=8))
    blocks.body(sheet, LEFT, 672, 300, wording.coupon_bullets, Style(size=9.4, leading=11.6), gap=2)
    for number, line in enumerate(blocks.office_names("remit", letter.remit)):
        sheet.write(LEFT, 716 + 11.6 * number, line, Style(size=9.4))
    sheet.write(RIGHT - 12, 690, wording.coupon[0], Style(size=10, bold=True), align="right")
    sheet.write(RIGHT - 12, 708, "{amount_due}", Style(size=13, bold=True), align="right")


def draw_warrant(sheet: Sheet, letter: Letter, wording: Wording) -> None:
    """A false warrant: heavy frame, mixed faces, capitals, no address, no tax, no period, no rights."""
    text = Style(size=11, leading=13.6, face=SERIF)
    loud = Style(size=11.5, leading=14, bold=True, face=SANS)
    sheet.frame(36, 34, 576, 752, thick=2.2)
    sheet.frame(41, 39, 571, 747, thick=0.6)
    sheet.write(306, 68, wording.headline, Style(size=21, bold=True, face=SERIF), align="center")
    sheet.write(306, 88, wording.summary_title, Style(size=12, face=SERIF), align="center")
    sheet.rule(60, 552, 98, thick=1.6)
    y = 118.0
    for label, value in (
        ("DATE ISSUED:", "{notice_date}"),
        ("WARRANT NO.:", "DW-2026-0088741"),
        ("ENFORCEMENT LINE:", "{phone}"),
    ):
        sheet.write(346, y, label, Style(size=9, face=MONO))
        sheet.write(446, y, value, Style(size=9.4, bold=True, face=MONO))
        y += 13
    blocks.addressee(sheet, letter, 66, 132, Style(size=10.4, leading=12.6, face=MONO))
    y = blocks.body(sheet, 66, 208, 480, wording.prose, text, gap=7)
    sheet.frame(130, y, 482, y + 46, thick=1.4)
    sheet.write(306, y + 18, wording.total[0], Style(size=10.5, bold=True), align="center")
    sheet.write(306, y + 37, "{amount_due}", Style(size=17, bold=True), align="center")
    y = blocks.body(sheet, 66, y + 66, 480, wording.action, loud, gap=7)
    y = blocks.body(sheet, 66, y + 4, 480, wording.after_summary, text, gap=7)
    blocks.body(sheet, 66, 722, 480, wording.foot, Style(size=6.4, leading=7.4), gap=0)
    if y > 714:
        raise ValueError(f"{letter.name}: the text runs into its foot")
