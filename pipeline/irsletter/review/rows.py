"""The rows of a letter's lists as the page shows them, and what a form asks of one: changed, added, taken out.

A row is named ``amounts-2`` by its list and its place in it, a new one ``amounts-new``. Forms tell what the row said
when the page was made (``was``): where it says something else by now, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.errors import UsageError
from irsletter.model.kinds import (
    RIGHTS,
    AmountKind,
    CheckStatus,
    ContactKind,
    ContactRole,
    DeadlineKind,
    FieldStatus,
    PeriodRole,
)
from irsletter.model.result import Address, Letter
from irsletter.parse.values.ids import mask_ids
from irsletter.run.corrections.corrected_rows import kept_row
from irsletter.run.corrections.decided import SURE
from irsletter.run.corrections.file import ConflictError
from irsletter.run.corrections.row_cells import FIGURES, LISTS, field_of, is_counted, plain
from irsletter.run.corrections.typed import LONGEST, grammar_of, typed_form, typed_period, typed_value, written
from irsletter.validate.sums import ID as SUM

_NEW = "new"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: ``name`` as forms say it, ``said`` its cells as corrections keep them, ``text`` its value as written."""

    name: str
    listed: str
    field: Any
    said: Mapping[str, Any]
    text: str
    was: str
    counted: bool = False
    """A day that is not printed: it is shown, and follows what it is counted from."""

    @property
    def grammar(self) -> str:
        """The field by whose grammar its value is written."""
        return grammar_of(self.listed, self.said.get("kind"))

    @property
    def others(self) -> list[tuple[int, Any]]:
        """What else was read there, with its number among the candidates."""
        return [(at, value) for at, value in enumerate(candidates(self.field)) if value != self.field.value]


def rows_of_list(letter: Letter, name: str) -> list[ListRow]:
    """The rows of list ``name``, in the order of the letter."""
    found = []
    for at, each in enumerate(getattr(letter, name)):
        said, field = kept_row(name, letter, each), field_of(each)
        text = written(grammar_of(name, said.get("kind")), field.value)
        found.append(ListRow(f"{name}-{at}", name, field, said, text, _was(said), is_counted(each)))
    return found


def doubtful_rows(letter: Letter) -> list[ListRow]:
    """Printed rights whose day a person must look at, then such tax periods."""
    return [
        row
        for name in ("deadlines", "tax_periods")
        for row in rows_of_list(letter, name)
        if row.field.status is FieldStatus.REVIEW and not row.counted
        if name == "tax_periods" or _is_right(letter, row)
    ]


def _is_right(letter: Letter, row: ListRow) -> bool:
    """Whether a day is that of a right; an equivalent hearing comes with every hearing and needs none of its own."""
    what = DeadlineKind(row.said["what"])
    comes_along = what is DeadlineKind.EQUIVALENT_HEARING and row.said["date"] is None
    return what in RIGHTS and not (comes_along and any(each.what is DeadlineKind.HEARING for each in letter.deadlines))


def sum_fails(letter: Letter) -> bool:
    """Whether the letter waits for somebody to look why its rows don't add up."""
    return any(each.id == SUM and each.status is CheckStatus.FAIL and each.blocking for each in letter.checks)


def is_row(name: str) -> bool:
    """Whether a form's ``field`` names a row."""
    listed, _, at = name.partition("-")
    return listed in LISTS and (at == _NEW or (at.isascii() and at.isdecimal() and len(at) < 5))


def list_of(name: str) -> str:
    return name.partition("-")[0]


def field_named(letter: Letter, name: str) -> Any:
    """The field of that name, single or of a row; None where there is none."""
    if not is_row(name):
        return letter.fields.get(name)
    row = _found(letter, name)
    return row.field if row else None


def row_wanted(letter: Letter, form: Mapping[str, str], catalog: Catalog) -> dict[str, Any] | None:
    """``field``, ``old`` and ``new`` of the correction that a form with a row's name asks for; None where it changes
    nothing. Raises ConflictError where the row says something else by now, UsageError for what is not possible."""
    name = form["field"]
    listed, row = list_of(name), _found(letter, name)
    old = dict(row.said) if row else None
    if row is None and (not name.endswith(_NEW) or form["act"] != "set"):
        raise UsageError("There is no such row.", "Load the page again.")
    if row is not None and row.counted:
        raise UsageError("That day is counted, not printed.", "Correct what it is counted from, or add a printed day.")
    if row is not None and form.get("was") != row.was:
        raise ConflictError("This row is not what it was when you opened the letter. Nothing was overwritten.")
    if form["act"] == "absent":
        return {"field": listed, "old": old, "new": None}
    if form["act"] == "take" or form["act"].startswith("take-"):
        new = {**(old or {}), _KEY.get(listed, "value"): plain(candidate(row.field if row else None, form))}
    else:
        new = _TYPED[listed](letter, old or {}, form, catalog)
    new.pop("at", None)
    same = row is not None and all(new[cell] == row.said[cell] for cell in new)
    if same and row is not None and row.field.confidence >= SURE:
        return None
    return {"field": listed, "old": old, "new": new}


def _typed_day(_: Letter, old: Mapping[str, Any], form: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    what = form.get("what", old.get("what", ""))
    if what not in set(DeadlineKind):
        raise UsageError("Say what the day is for.")
    return {"what": what, "date": typed_value("deadlines", form.get("value", ""), catalog), "words": None}


def _typed_change(letter: Letter, old: Mapping[str, Any], form: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    texts = {cell: form.get(cell, "").strip() for cell in FIGURES}
    figures = {cell: typed_value("adjustments", text, catalog) if text else None for cell, text in texts.items()}
    item = mask_ids(" ".join(form.get("item", old.get("item") or "").split()))[:LONGEST]
    if not item or not any(figures.values()):
        raise UsageError("Say what was changed, and one figure of it.")
    return {"item": item, "tax_period": _named_period(letter, old, form), **figures}


def _typed_contact(_: Letter, old: Mapping[str, Any], form: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    kind, role = (form.get(cell, old.get(cell, "")) for cell in ("kind", "role"))
    if kind not in set(ContactKind) or role not in set(ContactRole):
        raise UsageError("Say what kind of contact it is.")
    value = typed_value(grammar_of("contacts", kind), form.get("value", ""), catalog)
    return {"kind": kind, "role": role, "value": plain(value)}


def _typed_period(_: Letter, old: Mapping[str, Any], form: Mapping[str, str], __: Catalog) -> dict[str, Any]:
    tax_return = typed_form(form["form"]) if "form" in form else old.get("form")
    role = form.get("role", old.get("role", PeriodRole.SUBJECT.value))
    if role not in set(PeriodRole):
        raise UsageError("There is no such part for a tax period.")
    return {"label": typed_period(form.get("value", ""), tax_return), "form": tax_return, "role": role}


def _typed_amount(letter: Letter, old: Mapping[str, Any], form: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    kind = form.get("kind", old.get("kind", ""))
    if kind not in set(AmountKind):
        raise UsageError("Say what kind of amount it is.")
    period = _named_period(letter, old, form)
    label = mask_ids(" ".join(form.get("label", old.get("label") or "").split()))[:LONGEST]
    value = typed_value("amounts", form.get("value", ""), catalog)
    return {"kind": kind, "label": label or kind.replace("_", " ").capitalize(), "tax_period": period, "value": value}


def _named_period(letter: Letter, old: Mapping[str, Any], form: Mapping[str, str]) -> str | None:
    period: str | None = form["period"] or None if "period" in form else old.get("tax_period")
    if period not in (None, *(each.label for each in letter.tax_periods)):
        raise UsageError("The letter has no such tax period.", "Add the tax period first.")
    return period


_KEY = {"tax_periods": "label", "deadlines": "date"}
"""The cell that the field of a row fills, where it is not ``value``."""
_TYPED: Mapping[str, Callable[[Letter, Mapping[str, Any], Mapping[str, str], Catalog], dict[str, Any]]] = {
    "deadlines": _typed_day,
    "amounts": _typed_amount,
    "adjustments": _typed_change,
    "tax_periods": _typed_period,
    "contacts": _typed_contact,
}


def candidates(field: Any) -> list[Any]:
    """What was read for a field: its value, then the others, each once."""
    if field is None:
        return []
    found = [field.value, *(other.value for other in field.alternatives)]
    return [value for at, value in enumerate(found) if value is not None and value not in found[:at]]


def candidate(field: Any, form: Mapping[str, str]) -> Any:
    """The one that a form takes. Raises UsageError."""
    _, _, named = form["act"].partition("-")  # a button holds one word
    choices, at = candidates(field), number_of(named or form.get("candidate"))
    if not 0 <= at < len(choices):
        raise UsageError("There is no such candidate.")
    return choices[at]


def number_of(text: str | None) -> int:
    """A number that a form holds. Raises UsageError."""
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise UsageError("The request is not whole: load the page again.")
    return int(text)


def spoken_row(said: Mapping[str, Any]) -> str:
    """A row of the log in a few words."""
    if "what" in said:
        day = written("deadlines", said["date"]) if said["date"] else said["words"] or "no day"
        return f"{said['what'].replace('_', ' ')}: {day}"
    if "item" in said:
        figures = (written("adjustments", said[cell]) for cell in FIGURES if said[cell])
        return ", ".join(filter(None, (said["item"], *figures, said["tax_period"])))
    if "value" not in said:
        return " ".join(filter(None, (said["label"], said["form"] and f"(Form {said['form']})")))
    if "label" in said:
        return ", ".join(filter(None, (f"{said['label']} {written('amounts', said['value'])}", said["tax_period"])))
    value = Address(**said["value"]) if isinstance(said["value"], dict) else said["value"]
    return f"{said['kind']}: {written(grammar_of('contacts', said['kind']), value)}"


def _found(letter: Letter, name: str) -> ListRow | None:
    return next((row for row in _rows(letter) if row.name == name), None)


def _rows(letter: Letter) -> Iterable[ListRow]:
    return (row for name in LISTS for row in rows_of_list(letter, name))


def _was(said: Mapping[str, Any]) -> str:
    return "|".join(str(said[cell]) for cell in said if cell != "at")
