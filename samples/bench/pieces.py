"""Parts that several looks share: mark, letterhead, address window, label box, running text, tables, slip, labels."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samples.bench.data import table
from samples.bench.facts import Facts
from samples.bench.geometry import Geometry
from samples.bench.paper import Paper
from samples.bench.wording import Wording
from samples.draw import blocks
from samples.draw.printed import slashed
from samples.draw.sheet import Style


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a look draws with."""

    sheet: Paper
    facts: Facts
    text: Wording
    plan: Geometry
    rng: random.Random

    @property
    def labels(self) -> dict[str, str]:
        """Labels in the letter's language."""
        found: dict[str, str] = table("labels")[self.facts.case.language]
        return found

    def body(self, x: float, y: float, width: float, items: Sequence[str], style: Style | None = None) -> float:
        """Paragraphs and bullets; gives the baseline after them."""
        return blocks.body(self.sheet, x, y, width, items, style or self.plan.body, gap=0.4 * self.plan.size)

    def height(self, items: Sequence[str], width: float, style: Style | None = None) -> float:
        """Points that ``body`` takes."""
        return blocks.height(self.sheet, items, width, style or self.plan.body, 0.4 * self.plan.size)

    def letterhead(self, x: float, y: float, style: Style, *, division: str = "") -> float:
        """The agency's lines and the office; gives the baseline after them."""
        lines = [self.facts.treasury, "Internal Revenue Service", *([division] if division else [])]
        for line in (*lines, *(f"{{office{number}}}" for number in range(len(self.facts.office)))):
            self.sheet.write(x, y, line, style)
            y += style.leading
        return y

    def addressee(self, x: float, y: float, style: Style) -> float:
        """The address window."""
        who, facts = self.facts.person, self.facts
        if facts.mail_line:
            self.sheet.write(x, y - 1.5 * style.leading, facts.mail_line, self.plan.at(6.8))
        lines = [f"{{name{number}}}" for number in range(len(who.names))]
        lines += ["{care}"] if who.care else []
        lines += ["{street}", *(f"{{city{number}}}" for number in range(len(who.abroad) or 1))]
        for line in lines:
            self.sheet.write(x, y, line, style)
            y += style.leading
        return y

    def box(self, rows: Sequence[tuple[str, str]], *, left: float, right: float, top: float, value: float) -> float:
        """Label and value rows, bare, with hairlines or as a grid; a label too long for its column pushes its value."""
        sheet, plan, y = self.sheet, self.plan, top
        ends: list[tuple[float, float]] = []
        if plan.shaded:
            sheet.band(left, top, right, top + plan.pitch * len(rows), grey=0.92)
        sheet.rule(left, right, top, thick=1.6, grey=0.55)
        for number, (label, text) in enumerate(rows):
            style = plan.small
            while text and sheet.measure(label, style) + sheet.measure(text, style) + 14 > right - left:
                style = replace(style, size=style.size - 0.3)
            end = sheet.write(left + 9, y + 0.72 * plan.pitch, label, style)
            wide = sheet.measure(text, style) if text else 0.0
            at = max(end + 4, min(value, right - wide))
            sheet.write(at, y + 0.72 * plan.pitch, text, replace(style, bold=number == 0))
            ends.append((end, at))
            y += plan.pitch
            if plan.lines or number + 1 == len(rows):
                sheet.rule(left, right, y, thick=0.5, grey=0.3 if plan.grid else 0.68)
        if plan.grid:
            sheet.frame(left, top, right, y)
            between = (
                max(end for end, _ in ends) + 2,
                min((at for (_, at), row in zip(ends, rows, strict=True) if row[1]), default=0) - 3,
            )
            if between[0] <= between[1]:  # no line through a label or a value
                valued = sum(bool(text) for _, text in rows)
                sheet.column(between[1], top, top + plan.pitch * valued)
        return y

    def summary(self, x: float, y: float, right: float, *, title: str = "") -> float:
        """The billing summary from the title's baseline ``y``; gives the y below its last rule."""
        sheet, plan, facts = self.sheet, self.plan, self.facts
        sheet.write(x, y, title or self.labels["summary"], plan.at(plan.size + 1.6, bold=True))
        y += 5
        top, edge, inner = y, right, 80.0
        if plan.grid:
            right, inner = right - 5, 96.0
        step = plan.size * 1.48
        sheet.rule(x, edge, y, thick=0.9, grey=0.25)
        for place, row in enumerate(facts.rows):
            y = self._row(x, y, right, edge, inner, row.label, f"{{row{place}}}", plan.body)
        if facts.total is None:
            self._grid(x, top, edge, y, (edge - 88,))
            return y
        label = facts.total_label
        lines = [label.split(", to be ")[0] + ", to be", label.split(", to be ")[1]] if ", to be " in label else [label]
        sheet.write(right, y + 0.75 * step, "{total}", plan.bold, align="right")
        for line in lines:
            y = sheet.flow(x + 3, y + 0.75 * step, right - x - inner, self.dated(line), plan.bold) - 0.75 * step
            y += step - plan.body.leading
        sheet.rule(x, edge, y, thick=0.5, grey=0.5)
        self._grid(x, top, edge, y, (edge - 88,))
        return y + 2

    def _grid(self, left: float, top: float, right: float, bottom: float, columns: Sequence[float]) -> None:
        """The frame of a table and the lines between its columns, where this layout rules its tables."""
        if self.plan.grid:
            self.sheet.frame(left, top, right, bottom)
            for x in columns:
                self.sheet.column(x, top, bottom)

    def dated(self, label: str) -> str:
        """``label`` with the printed pay-by or reply date turned into a value that is remembered."""
        for name, key in (("due_date", "due"), ("respond_by", "respond")):
            if key in self.facts.texts and name in self.facts.dates:
                label = label.replace(self.facts.texts[key], f"{{{name}}}")
        return label

    def _row(
        self, x: float, y: float, right: float, edge: float, inner: float, label: str, amount: str, style: Style
    ) -> float:
        step = style.size * 1.48
        self.sheet.write(right, y + 0.75 * step, amount, style, align="right")
        end = self.sheet.flow(x + 3, y + 0.75 * step, right - x - inner, self.dated(label), style)
        y = end - 0.75 * step + step - style.leading
        if self.plan.lines:
            self.sheet.rule(x, edge, y, thick=0.5, grey=0.3 if self.plan.grid else 0.72)
        return y

    def details(self, left: float, right: float, y: float, style: Style) -> float:
        """The table by period, its total below; gives the y after it."""
        sheet, facts = self.sheet, self.facts
        heads = [cell.head for cell in facts.details[0].cells]
        bold = replace(style, bold=True)
        first = left + 0.34 * (right - left)
        step = (right - first) / max(len(heads), 1)
        sheet.write(left, y, "Form", bold)
        sheet.write(left + 0.13 * (right - left), y, "Period ending", bold)
        inset = 4.0 if self.plan.grid else 0.0
        edges = [first + step * number for number in range(len(heads))]
        ends = [edge + step - inset for edge in edges]
        top, left = y - style.leading, left + inset
        deep = 1
        for at, head in zip(ends, heads, strict=True):
            lines = sheet.lines(head, step - 6, bold)
            deep = max(deep, len(lines))
            for number, words in enumerate(lines):
                text = " ".join("".join(run.text for run in word) for word in words)
                sheet.write(at, y + number * style.leading, text, bold, align="right")
        y += (deep - 1) * style.leading + 4
        sheet.rule(left - inset, right, y, grey=0.4)
        y += style.leading + 1
        for number, one in enumerate(facts.details):
            sheet.write(left, y, one.period.form, style)
            sheet.write(left + 0.13 * (right - left), y, slashed(one.period.end), style)
            for column, at in enumerate(ends):
                sheet.write(at, y, f"{{cell{number}_{column}}}", style, align="right")
            y += style.leading + 3
            if inset and number + 1 < len(facts.details):
                sheet.rule(left - inset, right, y - style.leading, thick=0.5, grey=0.3)
        self._grid(left - inset, top, right, y - style.leading + 1, (left - inset + 0.125 * (right - left), *edges))
        if facts.total is not None:
            y += 2 * bool(inset)
            sheet.write(left, y, facts.total_label, bold)
            sheet.write(right - inset, y, "{total}", bold, align="right")
            if inset:
                sheet.frame(left - inset, y - style.leading - 1, right, y + 4)
            y += style.leading
        return y + 8

    def slip(self, top: float, *, colon: str = "") -> None:
        """The payment slip below the dashed line at ``top``."""
        sheet, facts, plan = self.sheet, self.facts, self.plan
        sheet.rule(18, 594, top, thick=0.7, dashed=True)
        for number, line in enumerate(("{coupon_name}", "{coupon_street}", "{coupon_city}")):
            style = plan.small
            while 191 + sheet.measure(line, style) > plan.box_left - 10 and style.size > 5:
                style = replace(style, size=style.size - 0.3)
            sheet.write(191, top + 15 + 11.6 * number, line, style)
        label = facts.tin_label if facts.tin_label.endswith(":") or not colon else f"{facts.tin_label}:"
        rows = [(f"{self.labels['notice']}{colon}", "{code}"), (f"{self.labels['date']}{colon}", "{notice_date}")]
        self.box([*rows, (label, "{tin}")], left=plan.box_left - 7, right=plan.right, top=top + 5, value=474)
        blocks.mark(sheet, 36, top + 46)
        sheet.write(22, top + 68, self.labels["payment"], plan.at(19, bold=True))
        self.body(191, top + 66, 370, [f"- {line}" for line in self.pay_lines()], plan.at(8.6))
        for number in range(len(facts.remit)):
            sheet.write(22, top + 108 + 12 * number, f"{{remit{number}}}", plan.at(9.2))
        sheet.rule(191, plan.right, top + 95, thick=1.0, grey=0.2)
        due = ["{due_date}"] if "due_date" in facts.dates else []
        for number, line in enumerate([self.labels["due_by" if due else "pay_now"], *due]):
            sheet.write(201, top + 108 + 12 * number, line, plan.bold)
        sheet.write(560, top + 114, "{total}", plan.at(13, bold=True), align="right")
        sheet.rule(191, plan.right, top + 126, thick=0.8, grey=0.4)
        self._grid(191, top + 95, plan.right, top + 126, (460.0,))
        if top + 168 < 780:
            sheet.write(303, top + 166, "{scan_line}", Style(size=10.0, face=plan.mono), align="center")

    def pay_lines(self) -> list[str]:
        """What the slip asks to be written on the check."""
        facts = self.facts
        about = (
            f"the tax year ({facts.texts['year']}), and form number ({facts.periods[0].form})"
            if len(facts.periods) == 1
            else "the tax periods and form numbers"
        )
        if facts.case.language == "es":
            return ["Haga su cheque a la orden del {payee}.", "Escriba su número ({tin}) en el pago."]
        name = facts.tin_label.rstrip(":") or "taxpayer number"
        name = "taxpayer number" if name.startswith(("TIN", "IDENT")) else name.lower()
        name = name.replace(" id ", " ID ").replace("your ssn", "social security number")
        return [
            "Make your check or money order payable to the {payee}.",
            f"Write your {name} ({{tin}}), {about} on your payment.",
        ]

    @property
    def pays(self) -> bool:
        """Whether the letter ends page 1 with a payment slip."""
        return self.facts.case.nature in {"due", "immediate", "plan", "owing"} and self.facts.total is not None
