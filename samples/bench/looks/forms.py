"""Forms used as letters: levy on a bank (668-A), levy on wages (668-W), the lien notice itself (668(Y)(c))."""

from __future__ import annotations

from dataclasses import replace

from samples.bench.data import table
from samples.bench.pieces import Page
from samples.draw.printed import slashed
from samples.draw.sheet import Style

LEFT, RIGHT = 40.0, 572.0


def draw(page: Page) -> None:
    """The whole form."""
    if page.facts.case.detail == "lien_record":
        _lien(page)
    else:
        _levy(page)


def _levy(page: Page) -> None:
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    small = plan.at(7.6)
    sheet.write(LEFT, 40, "{code}", plan.at(11, bold=True))
    sheet.write(LEFT, 52, f"(Rev. {rng.choice(('Jan. 2003', 'July 2002', 'Jan. 2015'))})", small)
    sheet.write(306, 38, "Department of the Treasury – Internal Revenue Service", small, align="center")
    sheet.write(306, 56, facts.headline, plan.at(15, bold=True), align="center")
    y = 78.0
    cells = [("DATE:", "{notice_date}"), ("REPLY TO:", "Internal Revenue Service"), ("", "{contact_name}"),
             *(("", f"{{office{number}}}") for number in range(len(facts.office)))]  # fmt: skip
    for label, value in cells:
        end = sheet.write(LEFT, y, label, small)
        sheet.write(max(end + 4, LEFT + 48), y, value, plan.at(9))
        y += 12
    bank = rng.choice(table("places")["invented"]["banks"]).upper()
    for number, line in enumerate((bank, "ATTN LEVY PROCESSING", "1 COUNTING HOUSE SQ", "HALCYON, OH 44107")):
        sheet.write(LEFT + 20, y + 18 + 11.5 * number, line, Style(size=9.4, face=plan.mono))
    x = 322.0
    at = 78.0
    for label, value in (("TELEPHONE NUMBER OF IRS OFFICE:", "{phone}"), ("NAME AND ADDRESS OF TAXPAYER:", "")):
        sheet.write(x, at, label, small)
        sheet.write(x + 20, at + 12, value, plan.at(9))
        at += 26 if value else 14
    at = page.addressee(x + 20, at, Style(size=9.4, leading=11.4, face=plan.mono))
    sheet.write(x, at + 8, facts.tin_label, small)
    sheet.write(x + 120, at + 8, "{tin}", plan.at(9))
    y = max(y + 76, at + 26)
    sheet.rule(LEFT, RIGHT, y, thick=1)
    y = _table(page, y + 4)
    text = plan.at(8.6, bold=True)
    y = page.body(LEFT, y + 16, RIGHT - LEFT, page.text.why, text)
    y = page.body(LEFT, y + 6, RIGHT - LEFT, LEVY_TEXT, plan.at(8.6))
    sheet.rule(LEFT, RIGHT, y + 8)
    sheet.write(LEFT, y + 20, "Signature of Service Representative", small)
    sheet.scribble(LEFT + 10, y + 42, 120, rng)
    sheet.write(330, y + 20, "Title", small)
    sheet.write(340, y + 38, "REVENUE OFFICER", plan.at(9))
    sheet.write(LEFT, 764, "Part 1 – For Addressee", small)
    sheet.write(306, 764, f"Catalog No. {rng.randrange(10000, 99999)}T", small, align="center")
    sheet.write(RIGHT, 764, "{code}", small, align="right")


LEVY_TEXT = (
    "There is a lien for the amount that is owed. It has not been paid although notice and demand were given.",
    "Make a reasonable effort to identify all property and rights to property belonging to this person.",
    "Make your check payable to United States Treasury and mail it with the attached form.",
)


def _table(page: Page, y: float) -> float:
    plan, sheet, facts = page.plan, page.sheet, page.facts
    edges = [LEFT, 130.0, 230.0, 350.0, 462.0, RIGHT]
    heads = ("Kind of Tax", "Tax Period Ended", "Unpaid Balance of Assessment", "Statutory Additions", "Total")
    top = y
    for number, head in enumerate(heads):
        at = (edges[number] + edges[number + 1]) / 2
        sheet.write(at, y + 11, head, plan.at(7.8, bold=True), align="center")
    y += 16
    sheet.rule(LEFT, RIGHT, y)
    for number, one in enumerate(facts.details):
        y += 14
        sheet.write(edges[0] + 8, y - 3, one.period.form, plan.at(9))
        sheet.write(edges[1] + 8, y - 3, slashed(one.period.end), plan.at(9))
        for column in range(3):
            sheet.write(edges[column + 3] - 6, y - 3, f"{{cell{number}_{column}}}", plan.at(9), align="right")
    y += 10 + 14 * max(0, 3 - len(facts.details))
    sheet.rule(LEFT, RIGHT, y)
    sheet.write(edges[4] - 6, y + 13, "Total Amount Due", plan.at(9, bold=True), align="right")
    sheet.write(RIGHT - 6, y + 13, "{total}", plan.at(9, bold=True), align="right")
    y += 18
    sheet.frame(LEFT, top, RIGHT, y)
    for edge in edges[1:-1]:
        sheet.band(edge, top, edge + 0.5, y - 18, grey=0.0)
    return y


def _lien(page: Page) -> None:
    plan, sheet, facts, rng = page.plan, page.sheet, page.facts, page.rng
    small = plan.at(7.4)
    sheet.write(LEFT, 40, "{code}", plan.at(10, bold=True))
    sheet.write(LEFT, 51, "(Rev. February 2004)", small)
    sheet.write(306, 38, "Department of the Treasury - Internal Revenue Service", small, align="center")
    sheet.write(306, 58, facts.headline, plan.at(15, bold=True), align="center")
    sheet.rule(LEFT, RIGHT, 66)
    sheet.write(LEFT, 78, "Area:", small)
    sheet.write(LEFT, 90, "SMALL BUSINESS/SELF EMPLOYED AREA #3", plan.at(8.6))
    sheet.write(LEFT, 102, "Lien Unit Phone: {phone}", plan.at(8.6))
    sheet.write(300, 78, "Serial Number", small)
    sheet.write(310, 92, f"{rng.randrange(10**9):09d}", plan.at(9))
    y = page.body(LEFT, 124, 330, page.text.why, plan.at(8.8, bold=True))
    sheet.write(LEFT, y + 6, "Name of Taxpayer", small)
    y = page.addressee(LEFT + 20, y + 20, Style(size=9.4, leading=11.4, face=plan.mono)) + 6
    heads = ("Kind of Tax (a)", "Tax Period Ending (b)", "Identifying Number (c)", "Date of Assessment (d)",
             "Last Day for Refiling (e)", "Unpaid Balance of Assessment (f)")  # fmt: skip
    edges = [LEFT, 92.0, 178.0, 284.0, 372.0, 462.0, RIGHT]
    sheet.rule(LEFT, RIGHT, y)
    for number, head in enumerate(heads):
        sheet.flow(edges[number] + 3, y + 10, edges[number + 1] - edges[number] - 5, head, replace(small, bold=True))
    y += 32
    sheet.rule(LEFT, RIGHT, y)
    mono = Style(size=9, face=plan.mono)
    for number, one in enumerate(facts.details):
        y += 15
        cells = (one.period.form, slashed(one.period.end), "{tin}", slashed(one.assessed or facts.notice_date),
                 slashed(one.refile or facts.notice_date))  # fmt: skip
        for edge, cell in zip(edges, cells, strict=False):
            sheet.write(edge + 3, y, cell, mono)
        sheet.write(RIGHT - 4, y, f"{{cell{number}_0}}", mono, align="right")
    y = max(y + 12, 560.0)
    sheet.rule(LEFT, RIGHT, y)
    sheet.write(LEFT, y + 12, "Place of Filing", small)
    sheet.write(LEFT + 20, y + 26, "COUNTY RECORDER, HALCYON COUNTY", mono)
    sheet.write(460, y + 16, "Total", plan.at(9, bold=True), align="right")
    sheet.write(RIGHT - 4, y + 16, "{lien_total}", mono, align="right")
    sheet.rule(LEFT, RIGHT, y + 34)
    sheet.write(
        LEFT,
        y + 50,
        "This notice was prepared and signed at HALCYON, OH, on this, the date of {notice_date}.",
        plan.at(8.6),
    )
    sheet.scribble(LEFT + 10, y + 90, 120, rng)
    sheet.write(330, y + 76, "Title REVENUE OFFICER", plan.at(8.6))
    sheet.write(RIGHT, 764, "{code}", small, align="right")
