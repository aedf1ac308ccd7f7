"""The computer-paragraph letter before about 2010: label block with colons at the right, plain text, a stub."""

from __future__ import annotations

from dataclasses import replace

from samples.bench.pieces import Page
from samples.draw.sheet import Style

FLOOR = 730.0


def draw(page: Page) -> None:
    """The whole letter."""
    plan, sheet, facts = page.plan, page.sheet, page.facts
    face = page.rng.choice((plan.serif, plan.sans))
    text = Style(size=plan.size + 0.8, leading=(plan.size + 0.8) * plan.leading, face=face)
    bold = replace(text, bold=True)
    left, right = plan.left + 20, plan.right - 20
    page.letterhead(left, 50, text)
    y = _block(page, text)
    y = max(y + 20, page.addressee(left + 12, plan.window + 6, text) + 16)
    y = max(y, plan.headline)
    for number, words in enumerate(sheet.lines(facts.headline, right - left, bold)):
        line = " ".join("".join(run.text for run in word) for word in words)
        sheet.write((left + right) / 2, y + 15 * number, line, replace(bold, size=text.size + 2), align="center")
        y += 3 if number else 0
    y = page.body(left, y + 34, right - left, page.text.why, text)
    if facts.details:
        y = page.details(left, right, y + 8, replace(text, size=text.size - 0.6))
    elif facts.total is not None:
        title = "Summary of Proposed Changes" if facts.case.nature == "proposed" else "Account Summary"
        inner = replace(page, plan=replace(plan, sans=face, size=text.size))
        y = inner.summary(left + 40, y + 10, right - 40, title=title) + 14
    items = [item for section in page.text.sections for item in (f"**{section.heading}**", *section.body)]
    for number, item in enumerate([*page.text.act, *items]):
        if y + page.height([item], right - left, text) > (FLOOR if sheet.page > 1 or not page.pays else 600):
            if sheet.page == 1:
                _stub(page, left, right, text)
            sheet.next_page()
            sheet.write(left, 44, "{code}", text)
            sheet.write(left + 90, 44, "{tin}", text)
            sheet.write(right, 44, "{page}", text, align="right")
            y = 76.0
        y = page.body(left, y + (4 if number else 8), right - left, [item], text)
    if sheet.page == 1:
        _stub(page, left, right, text)


def _block(page: Page, text: Style) -> float:
    """The labels at the right; gives the y below them."""
    plan, sheet, facts = page.plan, page.sheet, page.facts
    y = 50.0
    rows = [("Notice:", "{code}"), ("Notice Date:", "{notice_date}"), (facts.tin_label, "{tin}")]
    if "aur" in facts.texts:
        rows.insert(0, ("AUR Control:", "{aur}"))
    if len(facts.periods) == 1:
        yearly = facts.periods[0].form.startswith("1040")
        rows += [("Form:" if yearly else "Tax Form:", "{form}"),
                 ("Tax Year:", "{year}") if yearly else ("Tax Period:", "{period_end}")]  # fmt: skip
    rows += [("To call for assistance:", "{phone}")] if facts.phone else []
    rows += [("To FAX information:", "{fax}")] if facts.fax else []
    for label, value in rows:
        end = sheet.write(plan.box_left - 30, y, label, text)
        sheet.write(end + 5, y, value, text)
        y += text.leading
    if facts.mail_line:
        sheet.bars(plan.box_left + 60, y + 4, 90, 16, page.rng)
    return y


def _stub(page: Page, left: float, right: float, text: Style) -> None:
    sheet = page.sheet
    sheet.write(right, 776, "{page}", replace(text, size=8.4), align="right")
    if not page.pays:
        sheet.write(left, 776, "{code}", replace(text, size=8.4))
        return
    sheet.rule(left - 12, right + 12, 640, thick=0.7, dashed=True)
    sheet.write(left, 654, "Detach here and return the lower part with your payment", replace(text, size=8.4))
    page.body(left, 670, 330, [f"- {line}" for line in page.pay_lines()], replace(text, size=text.size - 1))
    for number in range(len(page.facts.remit)):
        sheet.write(left + 40, 718 + 12 * number, f"{{remit{number}}}", text)
    sheet.write(right, 672, "Amount due", replace(text, bold=True), align="right")
    sheet.write(right, 690, "{total}", replace(text, bold=True, size=13), align="right")
    sheet.write(left, 762, "{code}", replace(text, size=9))
    sheet.write(right, 762, "{scan_line}", Style(size=9.4, face=page.plan.mono), align="right")
