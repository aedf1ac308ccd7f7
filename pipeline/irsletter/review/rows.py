"""Tax periods and amounts as the page shows them, and what a form asks of one: changed, added, taken out.

A row is named ``amounts-2`` by its list and its place in it, a new one ``amounts-new``. Forms tell what the row said
when the page was made (``was``): where it says something else by now, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.errors import UsageError
from irsletter.model.kinds import AmountKind, CheckStatus, FieldStatus, PeriodRole
from irsletter.model.result import Letter
from irsletter.parse.values.ids import mask_ids
from irsletter.run.corrected_rows import LISTS, kept_row
from irsletter.run.corrections import ConflictError
from irsletter.run.decided import SURE
from irsletter.run.typed import LONGEST, typed_form, typed_period, typed_value, written
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

    @property
    def others(self) -> list[tuple[int, Any]]:
        """What else was read there, with its number among the candidates."""
        return [(at, value) for at, value in enumerate(candidates(self.field)) if value != self.field.value]


def rows_of_list(letter: Letter, name: str) -> list[ListRow]:
    """The rows of ``tax_periods`` or ``amounts``, in the order of the letter."""
    found = []
    for at, each in enumerate(getattr(letter, name)):
        said = kept_row(name, letter, each)
        text = written(name, said["label" if name == "tax_periods" else "value"])
        found.append(ListRow(f"{name}-{at}", name, each.field, said, text, _was(said)))
    return found


def doubtful_periods(letter: Letter) -> list[ListRow]:
    """The tax periods that a person must look at."""
    return [row for row in rows_of_list(letter, "tax_periods") if row.field.status is FieldStatus.REVIEW]


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
    if row is not None and form.get("was") != row.was:
        raise ConflictError("This row is not what it was when you opened the letter. Nothing was overwritten.")
    if form["act"] == "absent":
        return {"field": listed, "old": old, "new": None}
    key = "label" if listed == "tax_periods" else "value"
    if form["act"] == "take" or form["act"].startswith("take-"):
        new = {**(old or {}), key: candidate(row.field if row else None, form)}
    elif listed == "tax_periods":
        new = _typed_period(old or {}, form)
    else:
        new = _typed_amount(letter, old or {}, form, catalog)
    new.pop("at", None)
    same = row is not None and all(new[cell] == row.said[cell] for cell in new)
    return (
        None
        if same and row is not None and row.field.confidence >= SURE
        else {
            "field": listed,
            "old": old,
            "new": new,
        }
    )


def _typed_period(old: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, Any]:
    tax_return = typed_form(form["form"]) if "form" in form else old.get("form")
    role = form.get("role", old.get("role", PeriodRole.SUBJECT.value))
    if role not in set(PeriodRole):
        raise UsageError("There is no such part for a tax period.")
    return {"label": typed_period(form.get("value", ""), tax_return), "form": tax_return, "role": role}


def _typed_amount(letter: Letter, old: Mapping[str, Any], form: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    kind = form.get("kind", old.get("kind", ""))
    if kind not in set(AmountKind):
        raise UsageError("Say what kind of amount it is.")
    period = form["period"] or None if "period" in form else old.get("tax_period")
    if period not in (None, *(each.label for each in letter.tax_periods)):
        raise UsageError("The letter has no such tax period.", "Add the tax period first.")
    label = mask_ids(" ".join(form.get("label", old.get("label") or "").split()))[:LONGEST]
    value = typed_value("amounts", form.get("value", ""), catalog)
    return {"kind": kind, "label": label or kind.replace("_", " ").capitalize(), "tax_period": period, "value": value}


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
    if "value" not in said:
        return " ".join(filter(None, (said["label"], said["form"] and f"(Form {said['form']})")))
    return ", ".join(filter(None, (f"{said['label']} {written('amounts', said['value'])}", said["tax_period"])))


def _found(letter: Letter, name: str) -> ListRow | None:
    return next((row for row in _rows(letter) if row.name == name), None)


def _rows(letter: Letter) -> Iterable[ListRow]:
    return (row for name in LISTS for row in rows_of_list(letter, name))


def _was(said: Mapping[str, Any]) -> str:
    return "|".join(str(said[cell]) for cell in said if cell != "at")
