"""The simple notice of 2024 on: labels with colons, one column, QR code, a dollar sign on every row, running head.

Pages 2 and on follow a published one; page 1 has not been published in full, its arrangement is a guess.
"""

from __future__ import annotations

from samples.bench.looks.redesigned import BANNERS, identity
from samples.bench.pieces import Page
from samples.draw import blocks

FLOOR = 744.0


def draw(page: Page) -> None:
    """The whole letter."""
    plan, sheet = page.plan, page.sheet
    left, right = plan.left + 8, plan.right - 10
    y = _head(page, left, right)
    y = sheet.flow(left, y, right - left, page.facts.headline, plan.at(plan.size + 5, bold=True))
    banner = page.rng.choice(BANNERS[page.facts.case.nature])
    if banner:
        sheet.band(left, y - 8, right, y + 17, grey=0.91)
        sheet.write(left + 10, y + 9, banner, plan.at(plan.size + 4.6, bold=True))
        y += 22
    y = page.body(left, y + 12, right - left, page.text.why)
    sheet.write(left, y + 8, page.labels["do"], plan.at(plan.size + 2.4, bold=True))
    y = page.body(left, y + 22, right - left, page.text.act)
    if page.facts.rows:
        y = _table(page, left, right, y + 8)
    elif page.facts.total is not None:
        y = page.summary(left, y + 8, right, title="Payment details") + 8
    if page.pays:
        if y > 598:
            raise OverflowError(f"page 1 runs {y - 598:.0f} points into its slip")
        page.slip(max(y + 4, 578.0 - plan.slip_pull), colon=":")
        y = FLOOR
    elif page.rng.random() < 0.4:
        y = FLOOR  # the text goes on overleaf
    _backs(page, left, right, y + 14)


def _head(page: Page, left: float, right: float) -> float:
    plan, sheet, facts = page.plan, page.sheet, page.facts
    blocks.mark(sheet, left - 6, 74, size=14)
    page.letterhead(left + 48, 52, plan.at(plan.size + 0.1))
    y = 44.0
    for label, text in [*((f"{label.rstrip(':')}:", text) for label, text in identity(page)), ("{page}", "")]:
        end = sheet.write(plan.box_left + 14, y, label, plan.at(plan.size - 0.6, bold=True))
        sheet.write(end + 4, y, text, plan.small)
        y += plan.pitch
    low = page.addressee(left + 48, plan.window, plan.at(plan.size + 0.4))
    if facts.qr:
        sheet.qr(right - 64, 122, 58, facts.qr)
        sheet.write(right - 35, 190, "Scan to go to irs.gov", plan.at(7), align="center")
    return max(low + 20, plan.headline - 12)


def _table(page: Page, left: float, right: float, y: float) -> float:
    plan, sheet, facts = page.plan, page.sheet, page.facts
    sheet.write(left, y, "Billing details", plan.at(plan.size + 2.4, bold=True))
    y += 7
    sheet.band(left, y, right, y + 14, grey=0.86)
    sheet.write(left + 4, y + 10, "Description", plan.bold)
    sheet.write(right - 4, y + 10, "Amount", plan.bold, align="right")
    y += 14
    for place, row in enumerate(facts.rows):
        sheet.write(left + 4, y + 11, page.dated(row.label), plan.body)
        sheet.write(right - 4, y + 11, f"{{row{place}}}", plan.body, align="right")
        y += 14.2
        if row.kind == "interest":
            sheet.write(left + 4, y + 5.4, "(Internal Revenue Code Section 6601)", plan.at(8, grey=0.15))
            y += 9.4
        sheet.rule(left, right, y, thick=0.5, grey=0.65)
    sheet.write(left + 4, y + 11, page.dated(facts.total_label), plan.bold)
    sheet.write(right - 4, y + 11, "{total}", plan.bold, align="right")
    return y + 20


def _backs(page: Page, left: float, right: float, y: float) -> None:
    plan, sheet = page.plan, page.sheet
    for section in page.text.sections:
        if y + 14 + page.height(section.body, right - left) > FLOOR:
            sheet.next_page()
            x = left
            for label, text in [*identity(page)[:-1], ("TIN", "{tin}")]:
                x = sheet.write(x, 46, f"**{label.rstrip(':')}:** {text}", plan.small) + 14
            sheet.write(right, 46, "{page}", plan.small, align="right")
            sheet.rule(left, right, 52, thick=0.8, grey=0.4)
            y = 78.0
        sheet.write(left, y, section.heading, plan.at(plan.size + 2.4, bold=True))
        y = page.body(left, y + 15, right - left, section.body) + 12
