"""Papers that no tax agency of the United States sent: false warrants, plain false letters, agencies, forms, blanks."""

from __future__ import annotations

from dataclasses import replace

from samples.bench.pieces import Page
from samples.draw.sheet import Style


def draw_warrant(page: Page) -> None:
    """A heavy frame, capitals, mixed faces, no address, no tax, no period, no rights."""
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    sheet.frame(36, 34, 576, 752, thick=rng.choice((1.6, 2.4)))
    sheet.frame(41, 39, 571, 747, thick=0.6)
    sheet.write(306, 68, facts.headline, Style(size=18, bold=True, face=plan.serif), align="center")
    for number, line in enumerate(facts.case.sender):
        sheet.write(306, 88 + 14 * number, line, Style(size=12, face=plan.serif), align="center")
    sheet.rule(60, 552, 120, thick=1.6)
    mono = Style(size=9.4, face=plan.mono)
    for number, line in enumerate(
        ("DATE ISSUED: {notice_date}", f"WARRANT NO.: DW-{rng.randrange(10**7):07d}", "ENFORCEMENT LINE: {phone}")
    ):
        sheet.write(330, 138 + 13 * number, line, mono)
    y = page.addressee(66, 150, Style(size=10.4, leading=12.6, face=plan.mono)) + 22
    text = Style(size=11, leading=13.8, face=plan.serif)
    y = page.body(66, y, 480, page.text.why, text) + 8
    if facts.total is not None:
        sheet.frame(130, y, 482, y + 46, thick=1.4)
        sheet.write(306, y + 18, facts.total_label, plan.at(10.5, bold=True), align="center")
        sheet.write(306, y + 37, "{total}", plan.at(17, bold=True), align="center")
        y += 66
    page.body(66, y, 480, THREATS[facts.set_name], replace(text, bold=True))


def draw_plain(page: Page) -> None:
    """A letter that somebody typed and made to look official."""
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    face = rng.choice((plan.serif, plan.sans))
    text = Style(size=plan.size + 1.4, leading=(plan.size + 1.4) * 1.25, face=face)
    left, right = plan.left + 24, plan.right - 26
    for number, line in enumerate(facts.case.sender):
        sheet.write(left, 58 + 15 * number, line, Style(size=14 - 2 * number, bold=number == 0, face=face))
    sheet.write(right, 58, "{notice_date}", text, align="right")
    sheet.write(right, 74, f"Ref: {rng.randrange(10**8):08d}", replace(text, size=9), align="right")
    y = page.addressee(left + 10, plan.window, text) + 26
    y = page.body(left, y, right - left, [f"**{facts.headline}**", *page.text.why], text)
    if facts.rows:
        inner = replace(page, plan=replace(plan, sans=face, size=text.size - 0.6))
        y = inner.summary(left + 20, y + 10, right - 60, title="Statement") + 18
    if rng.random() < 0.5:
        sheet.write(left, y + 16, "Respectfully,", text)
        sheet.scribble(left, y + 40, 110, rng)


def draw_agency(page: Page) -> None:
    """A state, a county, another agency or a business: letterhead, label box, table, slip."""
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    left, right = plan.left + 20, plan.right - 24
    sheet.frame(left, 36, left + 36, 72, thick=1.2)
    sheet.write(left + 18, 60, facts.case.sender[0][0], Style(size=18, bold=True, face=plan.serif), align="center")
    for number, line in enumerate(facts.case.sender):
        sheet.write(left + 48, 50 + 13 * number, line, Style(size=12 - 1.6 * number, bold=number == 0, face=plan.serif))
    rows = [
        ("Letter ID", f"L{rng.randrange(10**10):010d}"),
        ("Date", "{notice_date}"),
        ("Account", f"{rng.randrange(10**8):08d}"),
        ("{page}", ""),
    ]
    low = page.box(rows, left=352, right=right, top=98, value=446)
    y = max(low, page.addressee(left + 12, plan.window + 8, plan.at(plan.size + 0.4))) + 34
    sheet.write(left, y, facts.headline, plan.at(14, bold=True))
    y = page.body(left, y + 22, right - left, page.text.why)
    if facts.rows:
        y = page.summary(left + 20, y + 10, right - 60, title="Summary") + 16
        sheet.rule(left, right, 640, dashed=True)
        sheet.write(left, 656, "Detach and return with your payment", plan.at(8))
        sheet.write(right - 12, 690, "{total}", plan.at(13, bold=True), align="right")
    page.body(left, y + 8, right - left, ["Questions? Call {phone}."])


def draw_wage_form(page: Page) -> None:
    """A wage statement: boxes with numbers and captions."""
    plan, sheet, rng = page.plan, page.sheet, page.rng
    for part in range(2):
        top = 50 + 360 * part
        for row in range(6):
            for column in range(3):
                x, y = 40 + 177 * column, top + 40 * row
                sheet.frame(x, y, x + 177, y + 40)
                sheet.write(x + 3, y + 9, f"{3 * row + column + 1} {rng.choice(CAPTIONS)}", plan.at(6.6))
                sheet.write(
                    x + 150,
                    y + 30,
                    f"{rng.randrange(100, 80000):,}.{rng.randrange(100):02d}",
                    Style(size=10, face=plan.mono),
                    align="right",
                )
        sheet.write(
            40,
            top + 262,
            f"Form W-2   {page.facts.headline}   {page.facts.notice_date.year - 1}",
            plan.at(11, bold=True),
        )
        page.body(40, top + 280, 500, page.text.why, plan.at(8))


def draw_blank(page: Page) -> None:
    """A sheet with nothing on it, or nothing but the word that says so."""
    page.sheet.band(0, 0, 2, 2, grey=1.0)  # a page without any ink would not be written
    if page.rng.random() < 0.3:
        page.sheet.write(306, 396, "This page is intentionally left blank.", page.plan.at(9), align="center")


CAPTIONS = (
    "Wages, tips, other compensation",
    "Federal income tax withheld",
    "Social security wages",
    "Medicare wages and tips",
    "Allocated tips",
    "State income tax",
    "Local wages, tips, etc.",
)
THREATS = {
    "tune": ("FAILURE TO RESPOND WILL RESULT IN ENFORCEMENT WITHOUT FURTHER NOTICE.",),
    "calibrate": ("THIS MATTER IS TIME SENSITIVE. DO NOT DISREGARD.",),
    "report": ("YOU ARE REQUIRED TO CALL UPON RECEIPT OF THIS DOCUMENT.",),
}
