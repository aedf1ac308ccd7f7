"""What the rows of a letter's lists say, cell by cell as corrections keep it, and rows made of what a person says.

An amount is ``{"kind", "label", "tax_period", "value"}``, a tax period ``{"label", "form", "role"}``, a change
``{"item", "tax_period", "as_filed", "irs_figure", "change"}``, a day ``{"what", "date", "words"}``, a contact
``{"kind", "role", "value"}``; ``tax_period`` is the label of one, ``value`` as the result format writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass, replace
from typing import Any

from irsletter.model import result as record
from irsletter.model.kinds import (
    AmountKind,
    ContactKind,
    ContactRole,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    FieldStatus,
    MetBy,
    PeriodRole,
)
from irsletter.parse.values.forms import tax_type_of
from irsletter.parse.values.periods import parse_period
from irsletter.run.corrections.decided import certain, shown_at

FIGURES = ("as_filed", "irs_figure", "change")
"""The amounts of a row of changes."""
Said = Mapping[str, Any]
Place = dict[str, Any] | None


def cells_of(name: str, letter: record.Letter, row: Any) -> dict[str, Any]:
    """What a row of list ``name`` says."""
    return _SAYS[name](row, letter)


def row_of(name: str, letter: record.Letter, row: Any, said: Said, place: Place) -> Any:
    """``row`` after a person said what stands there, a new one where it is None; ``place``: where they showed it."""
    return _MADE[name](letter, row, said, place)


def field_of(row: Any) -> record.Field[Any]:
    """The one field that a row rests on: of a day the day, of a change all its figures' places."""
    if isinstance(row, record.Deadline):
        return record.Field(row.date, row.words, row.confidence, row.status, row.evidence, [])
    if isinstance(row, record.Adjustment):
        figures = [field for cell in FIGURES if (field := getattr(row, cell)) is not None]
        unsure = any(field.status is FieldStatus.REVIEW for field in figures)
        return record.Field(
            value=next((field.value for field in figures), None),
            raw=next((field.raw for field in figures), None),
            confidence=min((field.confidence for field in figures), default=0.0),
            status=FieldStatus.REVIEW if unsure or not figures else FieldStatus.ACCEPTED,
            evidence=[each for field in figures for each in field.evidence],
            alternatives=[],
        )
    own: record.Field[Any] = row.field
    return own


def is_counted(row: Any) -> bool:
    """Whether a row is a day that is not printed: it follows from what it is counted from, and nobody corrects it."""
    return isinstance(row, record.Deadline) and row.basis is DeadlineBasis.COMPUTED


def plain(value: Any) -> Any:
    """A value of the result format as JSON keeps it."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _label(letter: record.Letter, period: str | None) -> str | None:
    return next((each.label for each in letter.tax_periods if each.id == period), None)


def _amount_says(row: record.Amount, letter: record.Letter) -> dict[str, Any]:
    period = _label(letter, row.tax_period)
    return {"kind": row.kind.value, "label": row.label, "tax_period": period, "value": row.field.value}


def _period_says(row: record.TaxPeriod, _: record.Letter) -> dict[str, Any]:
    return {"label": row.label, "form": row.form, "role": row.role.value}


def _change_says(row: record.Adjustment, letter: record.Letter) -> dict[str, Any]:
    figures = {cell: field.value if (field := getattr(row, cell)) else None for cell in FIGURES}
    return {"item": row.item, "tax_period": _label(letter, row.tax_period), **figures}


def _day_says(row: record.Deadline, _: record.Letter) -> dict[str, Any]:
    return {"what": row.what.value, "date": row.date, "words": row.words}


def _contact_says(row: record.Contact, _: record.Letter) -> dict[str, Any]:
    return {"kind": row.kind.value, "role": row.role.value, "value": plain(row.field.value)}


def _amount(letter: record.Letter, row: record.Amount | None, new: Said, place: Place) -> record.Amount:
    field = shown_at(place, certain(row.field if row else None, new["value"]))
    period = _period_id(letter, row, new["tax_period"])
    return record.Amount(AmountKind(new["kind"]), new["label"], period, row.as_of if row else None, field)


def _period_id(letter: record.Letter, row: Any, label: str | None) -> str | None:
    """The row's own period where it is the one named, else the first of that label."""
    named = [period.id for period in letter.tax_periods if period.label == label]
    return row.tax_period if row is not None and row.tax_period in named else next(iter(named), None)


def _period(letter: record.Letter, row: record.TaxPeriod | None, new: Said, place: Place) -> record.TaxPeriod:
    read = parse_period(new["label"], new["form"])
    if read is None:
        raise ValueError(f"no tax period: {new['label']}")
    span, form = read.value, new["form"]
    made: dict[str, Any] = {
        "role": PeriodRole(new["role"]),
        "label": span.label,
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "form": form,
        "field": shown_at(place, certain(row.field if row else None, span.label)),
    }
    if row is not None:
        return replace(row, **made, tax_type=tax_type_of(form) if form and form != row.form else row.tax_type)
    number = 1 + max((int(each.id[1:]) for each in letter.tax_periods), default=0)
    return record.TaxPeriod(
        id=f"p{number}", tax_type=tax_type_of(form) if form else None, assessed_on=None, balance=None, **made
    )


def _change(letter: record.Letter, row: record.Adjustment | None, new: Said, _: Place) -> record.Adjustment:
    def decided(cell: str) -> Any:
        return None if new[cell] is None else certain(getattr(row, cell) if row else None, new[cell])

    base = row or record.Adjustment(None, "", None, None, None, None, None, None, None)
    figures = {cell: decided(cell) for cell in FIGURES}
    return replace(base, tax_period=_period_id(letter, row, new["tax_period"]), item=new["item"], **figures)


def _day(_: record.Letter, row: record.Deadline | None, new: Said, place: Place) -> record.Deadline:
    """A printed day; what the law makes of it is told anew with all other days."""
    field = shown_at(place, certain(field_of(row) if row else None, new["date"]))
    return record.Deadline(
        what=DeadlineKind(new["what"]),
        date=new["date"],
        last_legal_day=None,
        words=None if new["date"] else new["words"],
        tax_periods=[],
        basis=DeadlineBasis.PRINTED,
        rule=None,
        counted_from=None,
        right_lost=None,
        met_by=MetBy.UNKNOWN,
        state=DeadlineState.OPEN,
        confidence=field.confidence,
        status=field.status,
        evidence=field.evidence,
    )


def _contact(_: record.Letter, row: record.Contact | None, new: Said, place: Place) -> record.Contact:
    is_address = isinstance(new["value"], dict)
    value = record.Address(**new["value"]) if is_address else new["value"]
    same = row is not None and is_address == isinstance(row.field.value, record.Address)
    old: Any = row.field if row is not None and same else None  # a number's other readings are no address's
    return record.Contact(ContactKind(new["kind"]), ContactRole(new["role"]), shown_at(place, certain(old, value)))


_SAYS: Mapping[str, Callable[[Any, record.Letter], dict[str, Any]]] = {
    "deadlines": _day_says,
    "amounts": _amount_says,
    "adjustments": _change_says,
    "tax_periods": _period_says,
    "contacts": _contact_says,
}
_MADE: Mapping[str, Callable[[record.Letter, Any, Said, Place], Any]] = {
    "deadlines": _day,
    "amounts": _amount,
    "adjustments": _change,
    "tax_periods": _period,
    "contacts": _contact,
}
LISTS = tuple(_MADE)
"""The lists of a letter whose rows may be corrected."""
