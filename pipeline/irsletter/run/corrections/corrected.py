"""A Result as it stands after what people corrected: the corrected value in every place that tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.model import result as record
from irsletter.model.kinds import FieldStatus, LetterKind, ResultStatus
from irsletter.parse.fields.identity import notice_of
from irsletter.run.corrections.corrected_rows import row_named, with_row
from irsletter.run.corrections.decided import certain, shown_at
from irsletter.run.corrections.echoes import with_echoes, with_fields
from irsletter.run.corrections.file import Correction, Corrections
from irsletter.run.corrections.recheck import rechecked
from irsletter.run.corrections.redated import redated
from irsletter.run.corrections.row_cells import LISTS


def corrector(out: Path, catalog: Catalog) -> Callable[[record.Result], record.Result]:
    """Puts what people corrected in the batch at ``out`` into its Results. Raises UsageError for a broken file."""
    kept = Corrections(out)
    return lambda result: corrected(result, kept, catalog)


def corrected(result: record.Result, kept: Corrections, catalog: Catalog) -> record.Result:
    """``result`` with the standing corrections of its letters; the same object where there is none."""
    letters = [_letter(letter, kept.standing(letter.id), catalog) for letter in result.letters]
    if all(new is old for new, old in zip(letters, result.letters, strict=True)):
        return result
    needed = bool(result.source.unread_pages) or any(letter.review.needed for letter in letters)
    status = ResultStatus.ERROR if result.error else ResultStatus.REVIEW if needed else ResultStatus.OK
    return replace(result, letters=letters, status=status)


def _letter(letter: record.Letter, standing: Iterable[Correction], catalog: Catalog) -> record.Letter:
    said: set[str] = set()
    before, looked, rows = letter, False, False
    for line in standing:
        looked = looked or line.act == "looked"
        if line.act == "kind":
            letter = replace(letter, kind=LetterKind(line.new))
            looked = letter.kind is not LetterKind.IRS  # of another paper nothing is left to be checked
        elif line.act == "set" and line.field:
            said.add(line.field)
            letter = redated(_set(letter, line.field, line.new, catalog, line.place), letter, catalog)
        elif line.act == "row" and line.field in LISTS:
            rows = True
            changed = _with_row(letter, line.field, line)
            if line.field != "amounts":  # a total does not settle what its rows come to
                said |= {name for name in changed.fields if changed.fields.get(name) != letter.fields.get(name)}
            letter = redated(changed, letter, catalog)
    if said or rows:
        letter = rechecked(letter, catalog, said)
    if letter is before and not looked:
        return letter
    return replace(letter, review=_review(letter, said, looked=looked))


def _with_row(letter: record.Letter, listed: str, line: Correction) -> record.Letter:
    was, changed = row_named(letter, line, line.old), with_row(letter, line)
    return with_fields(changed, listed, was, row_named(changed, line, line.new), line.place)


def _set(letter: record.Letter, name: str, new: Any, catalog: Catalog, place: dict[str, Any] | None) -> record.Letter:
    old: record.Field[Any] | None = letter.fields.get(name)  # type: ignore[assignment]
    fields = letter.fields.copy()
    if new is None:
        fields.pop(name, None)  # type: ignore[misc]
        changed = None
    else:
        changed = shown_at(place, certain(old, value_of(name, new)))
        fields[name] = changed  # type: ignore[literal-required]
    was = old.value if old else None
    letter = with_echoes(replace(letter, fields=fields), name, was, changed)
    if name == "notice_code":
        return replace(letter, notice=_notice(None if new is None else str(new), catalog))
    if changed is not None and name == "taxpayer_name":
        return _renamed(letter, was, changed)
    if changed is not None and name == "taxpayer_address" and letter.recipient and letter.recipient.address:
        return replace(letter, recipient=replace(letter.recipient, address=changed))
    return letter


def _notice(code: str | None, catalog: Catalog) -> record.Notice | None:
    found = notice_of(code, catalog)
    if found is None:
        return None
    return record.Notice(found.code, found.family, found.title, found.category, found.stage, found.audience)


def value_of(name: str, kept: Any) -> Any:
    """A value of the log as the result format holds it."""
    if name == "taxpayer_id":
        return record.TaxpayerId(**kept)
    return record.Address(**kept) if isinstance(kept, dict) else kept


def _renamed(letter: record.Letter, was: Any, field: record.Field[Any]) -> record.Letter:
    recipient, people = letter.recipient, letter.taxpayers
    if recipient and recipient.name and recipient.name.value == was:
        recipient = replace(recipient, name=field)
    if len(people) == 1:
        people = [replace(people[0], name=field)]
    return replace(letter, recipient=recipient, taxpayers=people)


def _review(letter: record.Letter, said: set[str], *, looked: bool) -> record.Review:
    """The reasons that are left: none once a person looked at the letter as a whole."""
    left = [
        reason
        for reason in letter.review.reasons
        if not looked
        and reason.field not in said
        and not (reason.code == "field_uncertain" and _is_sure(letter, reason))
    ]
    return record.Review(bool(left), left)


def _is_sure(letter: record.Letter, reason: record.ReviewReason) -> bool:
    """Whether what was uncertain was decided by a person or is proved by now."""
    if reason.field == "tax_periods":
        doubtful = [each.field.raw for each in letter.tax_periods if each.field.status is FieldStatus.REVIEW]
        return not any(raw and raw in reason.message for raw in doubtful)
    field: record.Field[Any] | None = letter.fields.get(reason.field or "")  # type: ignore[assignment]
    return field is not None and field.status is FieldStatus.ACCEPTED
