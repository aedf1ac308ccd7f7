"""Parts that several layouts share: the mark, the label box, text with bullets, tables, the payment slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samples.draw.places import OFFICES
from samples.draw.printed import slashed
from samples.draw.sheet import MONO, Sheet, Style
from samples.draw.spec import Letter
from samples.draw.wording import Section, Wording

BODY = Style()
BOLD = replace(BODY, bold=True)
SMALL = Style(size=9.0, leading=11.0)


def mark(sheet: Sheet, x: float, y: float, *, size: float = 12.5) -> None:
    """A bird-like mark of our own and the letters IRS; it is not the agency's logo. ``y`` is the letters' baseline."""
    half = [(0.0, 0.62), (-0.3, 0.3), (-0.72, -0.66), (-0.42, -0.4), (-0.24, -0.6), (-0.2, -0.2), (0.0, -0.34)]
    middle, top = x + 0.72 * size, y - 0.62 * size
    left = [(middle + px * size, top + py * size) for px, py in half]
    right = [(2 * middle - px, py) for px, py in reversed(left)]
    sheet.fill(left + right)
    sheet.write(x + 1.5 * size, y, "IRS", Style(size=size, bold=True))


def letterhead(sheet: Sheet, letter: Letter, x: float, y: float, style: Style) -> None:
    """The two lines of the agency and the office below them."""
    for line in ("Department of the Treasury", "Internal Revenue Service", *office_names("office", letter.office)):
        sheet.write(x, y, line, style)
        y += style.leading


def addressee(sheet: Sheet, letter: Letter, x: float, y: float, style: Style) -> None:
    """The address window, with the mailer's sorting line above it where the letter has one."""
    if letter.mail_line:
        sheet.write(x, y - 1.5 * style.leading, letter.mail_line, Style(size=6.8))
    for line in (*(f"{{name{number}}}" for number in range(len(letter.who.names))), "{street}", "{city}"):
        sheet.write(x, y, line, style)
        y += style.leading


def label_box(
    sheet: Sheet,
    rows: Sequence[tuple[str, str]],
    *,
    left: float,
    right: float,
    value: float,
    top: float,
    pitch: float = 12.5,
) -> float:
    """Label and value rows with hairlines, the first value bold; a label too long for its column pushes its value."""
    sheet.rule(left, right, top, thick=1.6, grey=0.55)
    y = top
    for number, (label, text) in enumerate(rows):
        end = sheet.write(left + 11, y + 8.9, label, SMALL)
        sheet.write(max(value, end + 4), y + 8.9, text, replace(SMALL, bold=number == 0))
        y += pitch
        sheet.rule(left, right, y, thick=0.5, grey=0.68)
    return y


def height(sheet: Sheet, items: Sequence[str], width: float, style: Style, gap: float) -> float:
    """Points that ``body`` will take for ``items``."""
    lines = sum(len(sheet.lines(_text(item), width - _hang(item), style)) for item in items)
    return lines * style.leading + gap * len(items)


def body(
    sheet: Sheet, x: float, y: float, width: float, items: Sequence[str], style: Style = BODY, *, gap: float = 4
) -> float:
    """Paragraphs and bullets from baseline ``y``; gives the baseline after them."""
    for item in items:
        if _hang(item):
            sheet.write(x, y, "•", style)
        y = sheet.flow(x + _hang(item), y, width - _hang(item), _text(item), style) + gap
    return y


def detail_table(
    sheet: Sheet, letter: Letter, columns: Sequence[tuple[float, Sequence[str]]], y: float, style: Style
) -> float:
    """The amounts by period: form, end of period, then four money columns right-aligned to their x; heads in bold."""
    heads = replace(style, bold=True)
    deep = max(len(head) for _, head in columns)
    for number, (x, head) in enumerate(columns):
        for line, text in enumerate(head):
            sheet.write(x, y + line * style.leading, text, heads, align="left" if number < 2 else "right")
    left, right = columns[0][0], columns[-1][0]
    y += deep * style.leading - 0.72 * style.size
    sheet.rule(left, right, y, grey=0.4)
    y += style.leading + 1
    for number, one in enumerate(letter.detail):
        period = next(period for period in letter.period if period.label == one.period)
        sheet.write(columns[0][0], y, period.form, style)
        sheet.write(columns[1][0], y, slashed(period.end), style)
        for (x, _), name in zip(columns[2:], ("owed", "penalty", "interest", "total"), strict=True):
            sheet.write(x, y, f"{{{name}{number}}}", style, align="right")
        sheet.rule(left, right, y + 4, thick=0.4, grey=0.7)
        y += style.leading + 4
    sheet.write(left, y, letter.total_label, heads)
    sheet.write(right, y, "{amount_due}", heads, align="right")
    return y + style.leading + 6


def slip(sheet: Sheet, letter: Letter, wording: Wording, top: float, *, colon: str = "") -> None:
    """The payment slip below the dashed line at ``top``: who, what to write on the check, where it goes, how much."""
    sheet.rule(18, 594, top, thick=0.7, dashed=True)
    for number, line in enumerate(("{coupon_name}", "{coupon_street}", "{coupon_city}")):
        sheet.write(191, top + 15 + 11.6 * number, line, SMALL)
    label_box(
        sheet,
        [
            (f"Notice{colon}", "{code}"),
            (f"Notice date{colon}", "{notice_date}"),
            (f"{letter.tin_label}{colon}", "{tin}"),
        ],
        left=364,
        right=585,
        value=474,
        top=top + 5,
        pitch=11.9,
    )
    mark(sheet, 36, top + 43)
    sheet.write(22, top + 66, "Payment", Style(size=19, bold=True))
    body(
        sheet,
        191,
        top + 62,
        340,
        [f"- {line}" for line in wording.coupon_bullets],
        Style(size=8.9, leading=10.6),
        gap=0,
    )
    for number, line in enumerate(office_names("remit", letter.remit)):
        sheet.write(22, top + 105 + 12 * number, line, Style(size=9.4))
    sheet.rule(191, 585, top + 92, thick=1.0, grey=0.2)
    for number, line in enumerate(wording.coupon):
        sheet.write(201, top + 105 + 12 * number, line, Style(size=9.6, bold=True))
    sheet.write(560, top + 111, "{amount_due}", Style(size=13, bold=True), align="right")
    sheet.rule(191, 585, top + 122, thick=0.8, grey=0.4)
    if letter.period:
        sheet.write(303, top + 166, "{scan_line}", Style(size=10.4, face=MONO), align="center")


def section_table(sheet: Sheet, letter: Letter, left: float, y: float) -> float:
    """The table of a section, from ``left`` to the right margin."""
    step = (585 - left) / 4.6
    columns = [
        (left, ("Form", "number")), (left + 0.62 * step, ("Tax period", "ending")),
        (585 - 2.62 * step, ("Amount", "you owed")), (585 - 1.82 * step, ("Additional", "penalty")),
        (585 - 0.96 * step, ("Additional", "interest")), (585.0, ("", "Total")),
    ]  # fmt: skip
    return detail_table(sheet, letter, columns, y, Style(size=8.6, leading=10.4))


def section_height(sheet: Sheet, letter: Letter, section: Section, width: float) -> float:
    """Points that the text and table of ``section`` take."""
    table = 24 + 15 * (len(letter.detail) + 2) if section.table else 0
    return table + height(sheet, section.body, width, BODY, 4)


def office_names(stem: str, key: str | None) -> list[str]:
    """Templates for the lines of an address, none without one."""
    return [f"{{{stem}{number}}}" for number in range(len(OFFICES[key]))] if key else []


def _hang(item: str) -> float:
    return 9.0 if item.startswith("- ") else 0.0


def _text(item: str) -> str:
    return item.removeprefix("- ")
