"""The notice in use from about 2010: label box, headline with the amount, two columns, slip on page 1.

``draw_math_act`` is the same with what the IRS MATH Act (H.R. 998) asks of math-error notices from December 2026: the
last day for abatement in bold 14-point type beside the address, the line and section of the change. No notice of that
kind has been seen; its arrangement is built from those requirements.
"""

from __future__ import annotations

from dataclasses import replace

from samples.bench.looks.response import draw_form, has_form
from samples.bench.pieces import Page
from samples.draw import blocks

FLOOR = 744.0
BANNERS = {
    "due": ("Amount due: {total}", "Amount due by {due_date}: {total}"),
    "immediate": ("Amount due immediately: {total}",),
    "owing": ("Amount due: {total}", "Amount you owe: {total}"),
    "plan": ("Monthly payment due: {total}",),
    "proposed": ("Proposed amount due: {total}", "Amount due: {total}"),
    "refund": ("Refund due: {total}", "Amount of your refund: {total}"),
    "zero": ("Amount due: {total}",),
    "none": ("",),
}
BANNERS_ES = {"immediate": "Cantidad adeudada: {total}", "refund": "Su reembolso: {total}", "none": ""}


def draw(page: Page) -> None:
    """The whole letter."""
    _letter(page, math_act=False)


def draw_math_act(page: Page) -> None:
    """The whole letter in the layout of the Math Act."""
    _letter(page, math_act=True)


def _letter(page: Page, *, math_act: bool) -> None:
    y = _head(page)
    if math_act:
        _abatement(page)
    y = _columns(page, max(y, page.plan.headline), math_act=math_act)
    y = _action(page, y)
    if page.pays:
        top = max(y + 4, 560.0 - page.plan.slip_pull)
        if top > 600:
            raise OverflowError(f"page 1 runs {top - 600:.0f} points into its slip")
        page.sheet.write(page.plan.right - 6, top - 8, page.labels["back"], page.plan.bold, align="right")
        page.slip(top)
        y = FLOOR
    elif page.rng.random() < 0.4:
        y = FLOOR  # many notices leave the rest of page 1 empty
    _backs(page, y + 10)
    if has_form(page):
        draw_form(page, identity(page))


def identity(page: Page) -> list[tuple[str, str]]:
    """The rows that every page's box repeats."""
    facts, labels = page.facts, page.labels
    rows = [(labels["notice"], "{code}")]
    if len(facts.periods) == 1:
        only = facts.periods[0]
        whole_year = only.form.startswith("1040")
        rows.append((labels["year"], "{year}") if whole_year else (labels["period"], "{period_end}"))
    rows.append((labels["date"], "{notice_date}"))
    return [*rows, (facts.tin_label, "{tin}")]


def _head(page: Page) -> float:
    sheet, facts, plan = page.sheet, page.facts, page.plan
    if facts.division:
        sheet.write(plan.right, 24, facts.division, plan.at(8), align="right")
    blocks.mark(sheet, plan.left - 4, 75)
    page.letterhead(plan.left + 45, 52, plan.at(plan.size + 0.1))
    rows = identity(page)
    if "aur" in facts.texts:
        rows.append((page.labels["aur"], "{aur}"))
    if facts.case.petition is not None:
        rows.append((page.labels["petition"], "{petition_by}"))
    if facts.phone:
        rows.append((page.labels["phone"], f"{facts.phone_word}{{phone}}"))
    if facts.caller_id:
        rows.append((page.labels["caller"], "{caller_id}"))
    value = plan.box_left + plan.box_value * (plan.right - plan.box_left)
    end = page.box([*rows, ("{page}", "")], left=plan.box_left, right=plan.right, top=31, value=value)
    low = page.addressee(plan.left + 45, plan.window, plan.at(plan.size + 0.4))
    if facts.mail_line:
        sheet.post_bars(plan.left + 45, low - 2, 32, page.rng)
    if facts.qr:
        sheet.qr(plan.right - 54, max(end + 10, 140), 50, facts.qr)
    return max(end + (66 if facts.qr else 8), low) + 22


def _abatement(page: Page) -> None:
    left = page.plan.left + 250
    strong = page.plan.at(14, bold=True)
    for number, line in enumerate(("Last day to request", "abatement:", "{abate_by}")):
        page.sheet.write(left, page.plan.window + 4 + 17 * number, line, strong)


def _columns(page: Page, top: float, *, math_act: bool) -> float:
    sheet, facts, plan = page.sheet, page.facts, page.plan
    y = sheet.flow(plan.left, top, plan.right - plan.left, facts.headline, plan.at(plan.size + 3.4, bold=True))
    spanish = facts.case.language == "es"
    banner = BANNERS_ES[facts.case.nature] if spanish else page.rng.choice(BANNERS[facts.case.nature])
    if banner:
        sheet.write(plan.left, y + 5, banner, plan.at(plan.size + 7, bold=True))
        y += 17
    sheet.rule(plan.left, plan.right, y, thick=0.9, grey=0.25)
    prose = page.body(plan.left, y + 16, plan.column - plan.left - 26, page.text.why)
    table = y + 17
    if facts.total is not None:
        title = {"proposed": "Summary of Proposed Changes", "plan": "Payment Information"}.get(facts.case.nature, "")
        if facts.case.nature == "plan":
            table = _plan_rows(page, table, title)
        else:
            table = page.summary(plan.column, table, plan.right, title=title) + 14
    if math_act:
        table = page.body(plan.column, table + 4, plan.right - plan.column, MATH_ACT)
    if facts.details:
        table = page.details(plan.column, plan.right, table + 4, replace(plan.body, size=plan.size - 1.4))
    return max(prose, table)


MATH_ACT = (
    "**The error:** a computation error (mathematical or clerical error, Internal Revenue Code Section 6213(g)(2)(A)).",
    "**Line of your return:** Form {form}, line 16. The table shows each step of the computation.",
    "You may ask us by {abate_by} to abate the change; no documents are needed.",
)


def _plan_rows(page: Page, y: float, title: str) -> float:
    sheet, plan = page.sheet, page.plan
    sheet.write(plan.column, y, title, plan.at(plan.size + 1.6, bold=True))
    for label, value in (("Payment due date", "{due_date}"), ("Minimum payment due", "{total}")):
        y += plan.size * 1.6
        sheet.write(plan.column + 3, y, label, plan.body)
        sheet.write(plan.right, y, value, plan.body, align="right")
        sheet.rule(plan.column, plan.right, y + 4, thick=0.5, grey=0.7)
    return y + 20


def _action(page: Page, y: float) -> float:
    sheet, plan = page.sheet, page.plan
    if not page.text.act:
        return y
    sheet.rule(plan.left, plan.right, y + 2, thick=0.8, grey=0.4)
    y += 16
    title = page.labels["now" if page.facts.case.nature in {"due", "immediate"} else "do"]
    head = sheet.flow(plan.left, y, plan.column - plan.left - 20, title, plan.at(plan.size + 1.4, bold=True))
    return max(page.body(plan.column, y, plan.right - plan.column, page.text.act), head) + 4


def _backs(page: Page, y: float) -> None:
    sheet, plan = page.sheet, page.plan
    width = plan.right - plan.column
    for section in page.text.sections:
        if y + page.height(section.body, width) > FLOOR:
            sheet.next_page()
            page.box([*identity(page), ("{page}", "")], left=plan.box_left, right=plan.right, top=31,
                     value=plan.box_left + plan.box_value * (plan.right - plan.box_left))  # fmt: skip
            sheet.write(plan.left, 44, "{name0}", plan.small)
            y = 124.0
        sheet.rule(plan.left, plan.right, y - 13, thick=0.8, grey=0.4)
        head = sheet.flow(
            plan.left, y, plan.column - plan.left - 20, section.heading, plan.at(plan.size + 1.2, bold=True)
        )
        y = max(page.body(plan.column, y, width, section.body), head) + 16
