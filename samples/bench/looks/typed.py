"""The field letter typed by an employee: a block of labels at the right, number at the bottom right only."""

from __future__ import annotations

from dataclasses import replace

from samples.bench.pieces import Page
from samples.bench.values import DIVISIONS
from samples.draw import blocks
from samples.draw.sheet import Style

FLOOR = 722.0


def draw(page: Page) -> None:
    """The whole letter."""
    plan, sheet, facts = page.plan, page.sheet, page.facts
    face = page.rng.choice((plan.serif, plan.serif, plan.sans))
    text = Style(size=plan.size + 1.2, leading=(plan.size + 1.2) * plan.leading, face=face)
    left, right = plan.left + 20, plan.right - 26
    low = _head(page, left, text)
    y = max(low, plan.headline) + 16
    if facts.headline:
        y = page.body(left, y, right - left, [facts.headline], replace(text, bold=True, size=text.size + 1)) + 4
    y = _flow(page, [f"Dear {facts.person.coupon_name}:", *page.text.why], left, right, y, text)
    if facts.details:
        y = page.details(left, right, y + 8, replace(text, size=text.size - 0.8))
    elif facts.total is not None:
        inner = replace(page, plan=replace(plan, sans=face, size=text.size))
        y = inner.summary(left + 30, y + 8, right - 30, title="Summary") + 14
    items = [item for section in page.text.sections for item in (f"**{section.heading}**", *section.body)]
    y = _flow(page, [*page.text.act, *items, "Sincerely,"], left, right, y, text)
    sheet.scribble(left, y + 22, 120, page.rng)
    sheet.write(left, y + 38, "{contact_name}", text)
    sheet.write(
        left, y + 38 + text.leading, page.rng.choice(("Revenue Officer", "Revenue Agent", "Operations Manager")), text
    )
    _foot(page, right, text)


def _head(page: Page, left: float, text: Style) -> float:
    plan, sheet, facts = page.plan, page.sheet, page.facts
    blocks.mark(sheet, left - 10, 62, size=14)
    division = page.rng.choice(("", DIVISIONS[1], DIVISIONS[0]))
    page.letterhead(left + 44, 50, replace(text, size=text.size - 1), division=division)
    beside = page.rng.random() < 0.4
    y = 50.0
    rows = [("Date:", "{notice_date}"), (facts.tin_label, "{tin}"), ("Person to Contact:", "{contact_name}"),
            ("Employee ID number:", "{employee_id}"), ("Contact Telephone Number:", "{phone}")]  # fmt: skip
    rows += [("Fax Number:", "{fax}")] if facts.fax else []
    if len(facts.periods) == 1:
        rows.insert(2, ("Form:", "{form}"))
        rows.insert(3, ("Tax Period Ended:", "{period_end}"))
    if facts.case.petition is not None:
        rows.append(("Last Day to File a Petition With the United States Tax Court:", "{petition_by}"))
    label_style = replace(text, size=text.size - 2, bold=True)
    value_style = replace(text, size=text.size - 1.6)
    for label, value in rows:
        lines = sheet.lines(label, 210, label_style)
        for number, words in enumerate(lines):
            end = sheet.write(
                plan.box_left, y + 10 * number, " ".join("".join(r.text for r in w) for w in words), label_style
            )
        y += 10 * (len(lines) - 1)
        fits = beside and end + 4 + sheet.measure(value, value_style) < plan.right + 8
        sheet.write(end + 4 if fits else plan.box_left + 10, y if fits else y + 10.4, value, value_style)
        y += 12.5 if fits else 23
    low = page.addressee(left + 20, plan.window + 4, replace(text, size=text.size - 0.4))
    return max(y, low) + 6


def _flow(page: Page, items: list[str], left: float, right: float, y: float, text: Style) -> float:
    for number, item in enumerate(items):
        together = items[number : number + 2] if item.startswith("**") else [item]
        if y + page.height(together, right - left, text) > FLOOR:
            _foot(page, right, text)
            page.sheet.next_page()
            page.body(left, 46, right - left, ["{name0}", f"{page.facts.tin_label} {{tin}}", "{page}"],
                      replace(text, size=text.size - 2))  # fmt: skip
            y = 104.0
        y = page.body(left, y, right - left, [item], text) + 3
    return y


def _foot(page: Page, right: float, text: Style) -> None:
    page.sheet.write(right, 764, "{code}", replace(text, size=9.4, bold=True), align="right")
