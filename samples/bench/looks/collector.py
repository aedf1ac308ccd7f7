"""A private collection agency's first letter after the IRS has sent Notice CP40. Its look is invented."""

from __future__ import annotations

from samples.bench.pieces import Page
from samples.draw.sheet import Style


def draw(page: Page) -> None:
    """The whole letter."""
    plan, sheet = page.plan, page.sheet
    text = Style(size=plan.size + 0.6, leading=(plan.size + 0.6) * plan.leading, face=plan.serif)
    left, right = plan.left + 22, plan.right - 24
    sheet.band(left, 40, left + 26, 66, grey=0.3)
    sheet.write(left + 36, 52, "{collector}", plan.at(15, bold=True))
    for number, line in enumerate(("{collector_box}", "{collector_city}", "{collector_phone}")):
        sheet.write(left + 36, 66 + 11 * number, line, plan.small)
    sheet.write(right, 52, "{notice_date}", text, align="right")
    sheet.write(right, 66, "Taxpayer Authentication Number: {auth}", plan.small, align="right")
    sheet.write(right, 78, "Taxpayer number: {tin}", plan.small, align="right")
    y = page.addressee(left + 16, plan.window, text) + 26
    sheet.write(left, y, page.facts.headline, plan.at(plan.size + 2.6, bold=True))
    y = page.body(left, y + 22, right - left, page.text.why, text)
    y = page.summary(left + 30, y + 10, right - 30, title="Account") + 16
    y = page.body(left, y, right - left, page.text.act, text)
    y = page.body(left, y + 6, right - left, RIGHTS, text)
    sheet.write(left, y + 16, "Sincerely,", text)
    sheet.scribble(left, y + 40, 96, page.rng)
    sheet.write(left, y + 54, "{collector}", text)
    sheet.write(right, 764, "Page {running_page}", plan.at(7.6), align="right")


RIGHTS = (
    "This letter is from a debt collector under contract with the IRS. What you tell us is used for that purpose.",
    "Pay online at irs.gov/payments or by check to the {payee}.",
    "If you prefer not to work with us, write to us, and we return your account to the IRS.",
)
