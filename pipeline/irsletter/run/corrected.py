"""A Result as it stands after what people corrected: the corrected value in every place that tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.model import result as record
from irsletter.model.kinds import (
    RIGHTS,
    AmountKind,
    DeadlineBasis,
    DeadlineKind,
    DeadlineState,
    FieldStatus,
    LetterKind,
    ResultStatus,
)
from irsletter.parse.identity import notice_of
from irsletter.run.as_reading import as_reading
from irsletter.run.corrected_rows import LISTS, with_row
from irsletter.run.corrections import Correction, Corrections
from irsletter.run.decided import certain, shown_at
from irsletter.run.recheck import TOTALS, rechecked
from irsletter.validate.deadlines import legal_date, rules_of
from irsletter.validate.legal_days import last_legal_day

_COUNTED = frozenset({"notice_code", "notice_date", "amount_due", "taxpayer_address"})
"""Fields that counted days rest on."""
_PRINTED = {
    "due_date": (DeadlineKind.PAY,),
    "respond_by": tuple(kind for kind in DeadlineKind if kind is not DeadlineKind.PAY),
}


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
            letter = _set(letter, line.field, line.new, catalog, line.place)
        elif line.act == "row" and line.field in LISTS:
            rows = True
            letter = _total_too(with_row(letter, line), line)
    if said or rows:
        letter = rechecked(letter, catalog, said)
    if any(letter.fields.get(name) != before.fields.get(name) for name in _COUNTED):
        letter = replace(letter, deadlines=list(_recounted(letter, catalog)))
    if letter is before and not looked:
        return letter
    return replace(letter, review=_review(letter, said, looked=looked))


def _total_too(letter: record.Letter, line: Correction) -> record.Letter:
    """The single field that a corrected total stands in once more, where both were read alike."""
    old, new = line.old or {}, line.new or {}
    name = next((name for name, kind in TOTALS.items() if kind.value == old.get("kind") == new.get("kind")), None)
    field: record.Field[Any] | None = letter.fields.get(name) if name else None  # type: ignore[assignment]
    if name is None or field is None or field.value is None or field.value != old["value"]:
        return letter
    fields = letter.fields.copy()
    fields[name] = shown_at(line.place, certain(field, new["value"]))  # type: ignore[literal-required]
    return replace(letter, fields=fields)


def _set(letter: record.Letter, name: str, new: Any, catalog: Catalog, place: dict[str, Any] | None) -> record.Letter:
    old: record.Field[Any] | None = letter.fields.get(name)  # type: ignore[assignment]
    fields = letter.fields.copy()
    if new is None:
        fields.pop(name, None)  # type: ignore[misc]
        changed = None
    else:
        changed = shown_at(place, certain(old, value_of(name, new)))
        fields[name] = changed  # type: ignore[literal-required]
    letter = replace(letter, fields=fields)
    was = old.value if old else None
    if name == "notice_code":
        return replace(letter, notice=_notice(None if new is None else str(new), catalog))
    if changed is None:
        return letter
    if name in TOTALS:
        return replace(letter, amounts=[_row(row, TOTALS[name], was, changed) for row in letter.amounts])
    if name in _PRINTED:
        return replace(letter, deadlines=[_printed(each, _PRINTED[name], was, changed) for each in letter.deadlines])
    if name == "taxpayer_name":
        return _renamed(letter, was, changed)
    if name == "taxpayer_address" and letter.recipient and letter.recipient.address:
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


def _row(row: record.Amount, kind: AmountKind, was: Any, field: record.Field[Any]) -> record.Amount:
    same = row.kind is kind and (row.field.value == was or row.field.value is None)
    return replace(row, field=field) if same else row


def _printed(
    deadline: record.Deadline, kinds: tuple[DeadlineKind, ...], was: Any, field: record.Field[Any]
) -> record.Deadline:
    if deadline.basis is not DeadlineBasis.PRINTED or deadline.what not in kinds or field.value is None:
        return deadline
    # the label of a day to pay by stood there, and no day could be read
    unread = was is None and kinds == (DeadlineKind.PAY,) and deadline.date is None and deadline.words is None
    if not unread and (was is None or deadline.date != was):
        return deadline
    rolls = deadline.last_legal_day is not None or deadline.date is None
    return replace(
        deadline,
        date=field.value,
        last_legal_day=last_legal_day(dt.date.fromisoformat(field.value)).isoformat() if rolls else None,
        confidence=field.confidence,
        status=field.status,
    )


def _renamed(letter: record.Letter, was: Any, field: record.Field[Any]) -> record.Letter:
    recipient, people = letter.recipient, letter.taxpayers
    if recipient and recipient.name and recipient.name.value == was:
        recipient = replace(recipient, name=field)
    if len(people) == 1:
        people = [replace(people[0], name=field)]
    return replace(letter, recipient=recipient, taxpayers=people)


def _recounted(letter: record.Letter, catalog: Catalog) -> Iterator[record.Deadline]:
    """Printed days as they are, counted ones counted anew from the fields as they stand now."""
    printed = [each for each in letter.deadlines if each.basis is DeadlineBasis.PRINTED]
    yield from printed
    dated = {each.what for each in printed if each.date}
    unread = {each.what for each in printed if not each.date and not each.words}
    reading = as_reading(letter, catalog)
    subjects = [period.id for period in letter.tax_periods if period.role == "subject"]
    for rule in rules_of(reading, catalog):
        if rule.what in dated:
            continue
        day, kind = legal_date(rule, reading), catalog.deadline_rules.kinds[rule.what]
        start, amount = reading.fields.get(rule.counted_from), reading.fields.get("amount_due")
        sure = start is not None and start.accepted and (rule.large is None or (amount is not None and amount.accepted))
        shown: record.Field[Any] | None = letter.fields.get(rule.counted_from)  # type: ignore[assignment]
        yield record.Deadline(
            what=rule.what,
            date=day.isoformat() if day else None,
            last_legal_day=last_legal_day(day).isoformat() if day and kind.rolls else None,
            words=None,
            tax_periods=subjects,
            basis=DeadlineBasis.COMPUTED,
            rule=rule.rule,
            counted_from=rule.counted_from,
            right_lost=rule.right_lost or kind.right_lost,
            met_by=kind.met_by,
            state=DeadlineState.OPEN,
            confidence=start.confidence if start is not None and day else 0.0,
            status=FieldStatus.ACCEPTED if sure and rule.what not in unread else FieldStatus.REVIEW,
            evidence=shown.evidence if shown else [],
        )


def _review(letter: record.Letter, said: set[str], *, looked: bool) -> record.Review:
    """The reasons that are left: none once a person looked at the letter as a whole."""
    doubted = any(each.what in RIGHTS and each.status is FieldStatus.REVIEW for each in letter.deadlines)
    left = [
        reason
        for reason in letter.review.reasons
        if not looked
        and reason.field not in said
        and not (reason.code == "right_date_uncertain" and not doubted)
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
