"""Which letter of a batch is a copy of another, and which one a newer letter has overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from irsletter.emit.taxpayers import Taxpayer, one_each, taxpayer
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Field, Letter, Result

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Mark:
    """What tells a letter from others: only accepted values, for a wrong link hides a letter."""

    place: tuple[str, int]
    letter_id: str
    code: str
    person: tuple[str, str]
    taxpayer: Taxpayer
    periods: tuple[str, ...]
    date: str
    stage: int | None
    amount: str | None
    """None where there is none, or nothing is due."""


@dataclass(frozen=True, slots=True)
class _Bill:
    """A letter by what it asks: ``keys`` hold its notice, date and amount due with the digits, and with the name, that
    it shows. ``periods`` are those that it shows; none where it shows none surely."""

    letter_id: str
    keys: tuple[tuple[object, ...], ...]
    periods: tuple[str, ...]

    @classmethod
    def of(cls, letter: Letter) -> _Bill:
        fields = letter.fields
        code, date = _accepted(fields.get("notice_code")), _accepted(fields.get("notice_date"))
        amount = _accepted(fields.get("amount_due"))
        name, number = _accepted(fields.get("taxpayer_name")), _accepted(fields.get("taxpayer_id"))
        persons = [("id", number.last4)] if number else []
        persons += [("name", _spelled(name))] if name else []
        sure = all(period.field.status is FieldStatus.ACCEPTED for period in letter.tax_periods)
        if code is None or date is None or amount is None or not Decimal(amount):
            persons = []
        keys = tuple((code, date, amount, *person) for person in persons)
        return cls(letter.id, keys, _periods(letter) if sure else ())

    def same(self, bills: Mapping[tuple[object, ...], Sequence[_Bill]]) -> str | None:
        """The letter that this one is a copy of, as far as a bill tells."""
        for key in self.keys:
            for other in bills.get(key, ()):
                if not self.periods or not other.periods or self.periods == other.periods:
                    return other.letter_id
        return None


class Links:
    """The links between all letters of ``results``. Two letters are of one person where the last four digits of the id
    and the name agree; of one taxpayer where they name a person in common, as a joint letter and one spouse's do.

    - copy: the same bytes, or the same notice, tax periods and notice date with the same person, or with the same
      last four digits and amount due to the cent; where one of two shows no tax period, as a photo of one page may, or
      no name or number, the same notice, notice date and amount due to the cent with the same digits or name. The
      original is the one of which most is known, the first by path of those.
    - superseded: a letter of the same taxpayer and periods that stands on the same or a later stage of the collection
      ladder and is newer. A letter that is not on the ladder is never superseded.
    """

    def __init__(self, results: Iterable[Result]) -> None:
        self._copies: dict[tuple[str, int], str] = {}
        self._newest: dict[tuple[Taxpayer, tuple[str, ...]], list[_Mark]] = {}
        steps: list[_Mark] = []
        originals: dict[tuple[object, ...], str] = {}
        bills: dict[tuple[object, ...], list[_Bill]] = {}
        every = [(result, letter) for result in results for letter in result.letters]
        for result, letter in sorted(every, key=lambda each: _rank(*each)):
            mark, bill = _mark(result, letter), _Bill.of(letter)
            keys = list(_keys(result, letter, mark))
            original = next((originals[key] for key in keys if key in originals), None) or bill.same(bills)
            if original is not None:
                self._copies[_place(result, letter)] = original
            for key in keys:
                originals.setdefault(key, original or letter.id)
            for key in bill.keys:
                bills.setdefault(key, []).append(replace(bill, letter_id=original or letter.id))
            if mark is not None and mark.stage is not None:
                steps.append(mark)
        self._taxpayers = one_each(step.taxpayer for step in steps)
        for step in steps:
            if step.place not in self._copies:
                self._newest.setdefault((self._taxpayers[step.taxpayer], step.periods), []).append(step)

    def linked(self, result: Result) -> Result:
        """``result`` with ``copy_of`` and ``superseded_by`` set on its letters."""
        letters = [
            replace(
                letter,
                copy_of=self._copies.get(_place(result, letter)),
                superseded_by=self._superseded_by(result, letter),
            )
            for letter in result.letters
        ]
        return replace(result, letters=letters)

    def _superseded_by(self, result: Result, letter: Letter) -> str | None:
        mark = _mark(result, letter)
        if mark is None or mark.stage is None:
            return None
        newer = [
            other
            for other in self._newest.get((self._taxpayers[mark.taxpayer], mark.periods), [])
            if other.date > mark.date and other.stage is not None and other.stage >= mark.stage
        ]
        return max(newer, key=lambda other: (other.date, other.place)).letter_id if newer else None


def _rank(result: Result, letter: Letter) -> tuple[bool, bool, bool, bool, str, int]:
    """Of copies the first is the original: whole before parts, text before what an engine read off a picture."""
    path, page = _place(result, letter)
    by_eye = bool(result.generator.engines)
    return _mark(result, letter) is None, letter.review.needed, bool(letter.missing_pages), by_eye, path, page


def _periods(letter: Letter) -> tuple[str, ...]:
    return tuple(sorted(period.label for period in letter.tax_periods))


def _spelled(name: str) -> str:
    return " ".join(name.upper().split())


def _place(result: Result, letter: Letter) -> tuple[str, int]:
    return result.source.path, letter.pages[0]


def _keys(result: Result, letter: Letter, mark: _Mark | None) -> Iterator[tuple[object, ...]]:
    """Two letters that share one of these are copies."""
    if result.source.sha256:
        yield (result.source.sha256, letter.pages[0])
    if mark is not None:
        yield (mark.code, mark.person, mark.periods, mark.date)
        if mark.amount is not None:  # a spouse's or a representative's: another name, all else alike
            yield (mark.code, mark.person[0], mark.periods, mark.date, mark.amount)


def _mark(result: Result, letter: Letter) -> _Mark | None:
    fields = letter.fields
    code, date = _accepted(fields.get("notice_code")), _accepted(fields.get("notice_date"))
    name, number = _accepted(fields.get("taxpayer_name")), _accepted(fields.get("taxpayer_id"))
    amount = _accepted(fields.get("amount_due"))
    periods = _periods(letter)
    if code is None or date is None or name is None or number is None or not periods:
        return None
    return _Mark(
        place=_place(result, letter),
        letter_id=letter.id,
        code=code,
        person=(number.last4, _spelled(name)),
        taxpayer=taxpayer(number, name),
        periods=periods,
        date=date,
        stage=letter.notice.stage if letter.notice else None,
        amount=amount if amount is not None and Decimal(amount) > 0 else None,
    )


def _accepted(field: Field[T] | None) -> T | None:
    return field.value if field is not None and field.status is FieldStatus.ACCEPTED else None
