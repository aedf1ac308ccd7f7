"""The Correspondex C letter: typewriter face, reference block at the right, period as YYYYMM. Its look is a guess."""

from __future__ import annotations

from samples.bench.pieces import Page
from samples.draw.sheet import Style

FLOOR = 724.0


def draw(page: Page) -> None:
    """The whole letter."""
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    text = Style(size=10.0, leading=11.8, face=plan.mono)
    left = plan.left + 12
    page.letterhead(left, 56, text)
    period = "{months} " + rng.choice(("30", "01")) if facts.periods else "000000 00"
    lines = [
        f"In reply refer to:  {rng.randrange(10**10):010d}",
        f"{{notice_date}}   {{code}}   {rng.choice(('0', 'R0', 'L0'))}",
        f"{{tin}}    {period}",
        *((f"Input Op:  {rng.randrange(10**10):010d}",) if rng.random() < 0.5 else ()),
        f"{rng.randrange(10**8):08d}", f"BODC: {'SB' if facts.person.business else 'WI'}",
    ]  # fmt: skip
    for number, line in enumerate(lines):
        sheet.write(330, 56 + 11.8 * number, line, text)
    y = page.addressee(left + 14, plan.window + 20, text) + 40
    sheet.write(left, y, "{tin_word}: {tin}", text)
    for label, value in (("Tax periods", "{period_end}"), ("Form", "{form}")):
        if facts.periods:
            y += 11.8
            sheet.write(left + 40, y, f"{label}: {value}", text)
    y += 30
    paragraphs = ["Dear Taxpayer:", *page.text.why, *closing(page)]
    for item in paragraphs:
        if y + page.height([item], 490, text) > FLOOR:
            sheet.next_page()
            for number, line in enumerate(lines[:3]):
                sheet.write(330, 48 + 11.8 * number, line, text)
            y = page.addressee(left, 100, text) + 30
        y = page.body(left, y, 490, [item], text) + 8
    sheet.write(left + 250, y + 8, "Sincerely yours,", text)
    sheet.scribble(left + 250, y + 36, 110, rng)
    sheet.write(left + 250, y + 56, "{contact_name}", text)
    sheet.write(left + 250, y + 68, "Department Manager", text)
    sheet.write(left, y + 96, "Enclosure: Copy of this letter", text)


def closing(page: Page) -> list[str]:
    """The paragraphs with which every letter of this kind ends, in the words of its set."""
    return [text.removeprefix("- ") for text in page.text.act if "{phone}" in text]
