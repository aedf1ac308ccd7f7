"""The response form that goes with proposals and requests: options to tick, signatures, where to send it."""

from __future__ import annotations

from samples.bench.pieces import Page
from samples.bench.wording import bank

ASKED = {"respond", "send_information"}
"""Deadlines that come with such a form."""


def has_form(page: Page) -> bool:
    """Whether the letter asks for an answer on a form and is in English, as the forms of the wordings are."""
    wanted = {one.what for one in page.facts.deadlines} & ASKED
    return bool(wanted) and page.facts.case.language == "en"


def draw_form(page: Page, identity: list[tuple[str, str]]) -> None:
    """One more page: the form."""
    plan, sheet, facts = page.plan, page.sheet, page.facts
    texts = bank(facts.set_name).section["response"]
    sheet.next_page()
    value = plan.box_left + plan.box_value * (plan.right - plan.box_left)
    page.box([*identity, ("{page}", "")], left=plan.box_left, right=plan.right, top=31, value=value)
    low = page.addressee(plan.left, 52, plan.small)
    y = max(low, 130.0) + 14
    sheet.write(plan.left, y, texts.heading, plan.at(plan.size + 6, bold=True))
    y += 26
    for number, option in enumerate(texts.body):
        sheet.tick_box(plan.left + 4, y + 1, ticked=number == 0 and page.rng.random() < 0.1)
        y = page.body(plan.left + 22, y, plan.right - plan.left - 22, [option]) + 10
    for label in ("Signature", "Spouse’s signature", "Telephone and best time to call"):
        y += 34
        sheet.rule(plan.left, plan.left + 300, y, grey=0.3)
        sheet.write(plan.left, y + 10, label, plan.at(7.6))
        sheet.rule(plan.left + 330, plan.right, y, grey=0.3)
        sheet.write(plan.left + 330, y + 10, "Date", plan.at(7.6))
    y = max(y + 50, 640.0)
    sheet.rule(18, 594, y - 16, thick=0.7, dashed=True)
    sheet.write(plan.left, y, "INTERNAL REVENUE SERVICE", plan.body)
    for number in range(len(facts.office)):
        sheet.write(plan.left, y + 12.5 * (number + 1), f"{{respond{number}}}", plan.body)
    if facts.fax:
        sheet.write(plan.box_left, y, "Fax: {fax}", plan.body)
