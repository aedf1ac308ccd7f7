"""What a sentence asks for by the day that it names, told from its words.

One relation makes a date a last day (``no later than``); the verb nearest to it says who has to do what; the topics in
reach of the verb say what it is about. No sentence needs a pattern of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from irsletter.catalog.date_words import DateWord, WordRole
from irsletter.catalog.fields import FieldRules, Mark, compile_phrase
from irsletter.catalog.senses import Sense
from irsletter.model.kinds import RIGHTS, DeadlineKind
from irsletter.parse.page.marked import MarkedText
from irsletter.parse.page.senses import has_sense

_RANK = (
    DeadlineKind.EQUIVALENT_HEARING,
    DeadlineKind.HEARING,
    DeadlineKind.PETITION,
    DeadlineKind.APPEAL,
    DeadlineKind.SUIT,
    DeadlineKind.REQUEST_ABATEMENT,
    DeadlineKind.VERIFY_IDENTITY,
    DeadlineKind.FILE_RETURN,
    DeadlineKind.PAY,
)
"""Of several topics in reach the first of these counts, else the one that is named first."""
_REACH = 140
"""Letters between a verb and its last day at most."""
_REACH_AFTER = 90
_AT_ONCE = 18
"""Letters between a date that begins a clause and the verb that it belongs to at most."""
_CLAUSE_STOPS = (",", ";", ":", "—", "–")


@dataclass(frozen=True)
class DateClause:
    """``at``: the mark of the date in the marked text. ``sure``: the words of its own sentence say what is asked."""

    what: DeadlineKind
    at: int
    sure: bool


@dataclass(frozen=True)
class _Hit:
    word: DateWord
    start: int
    end: int

    def touches(self, other: _Hit) -> bool:
        return self.start < other.end and other.start < self.end


def clauses_of(text: MarkedText, rules: FieldRules, *, bill: bool) -> Iterator[DateClause]:
    """What is asked by each date of ``text``, one entry for each date that is a last day; on a letter that is no
    ``bill`` nothing is about paying. Raises PatternTimeoutError."""
    for number, (start, end) in enumerate(text.sentences):
        if Mark.DATE.value in text.text[start:end]:
            yield from _Sentence(text, number, rules, bill=bill).clauses()


class _Sentence:
    """One sentence with its words found; offsets are those of the marked text."""

    def __init__(self, text: MarkedText, number: int, rules: FieldRules, *, bill: bool) -> None:
        self._text = text.text
        self._around = text.sentences
        self._number = number
        self._words = rules.date_words.values()
        self._senses = rules.senses
        self._bill = bill
        self._read = any(cell.read_by_ocr for cell in text.paragraph.cells)
        """Whether a word that tells what a verb is about may have been misread."""
        self.start, self.end = text.sentences[number]
        self._found: dict[tuple[WordRole, int, int], list[_Hit]] = {}
        """Words are asked for again and again: each piece is searched once."""

    @cached_property
    def _verbs(self) -> list[_Hit]:
        """Looked for only where a day is a last one: most days are none."""
        office = self._hits(WordRole.OFFICE)
        own = [one for one in self._hits(WordRole.VERB) if not any(one.touches(other) for other in office)]
        return sorted((*office, *_clearest(own)), key=lambda hit: (hit.end, hit.start))

    def clauses(self) -> Iterator[DateClause]:
        relations: dict[int, _Hit] = {}
        for hit in self._hits(WordRole.RELATION):
            at = self._text.rindex(Mark.DATE.value, hit.start, hit.end)
            if at not in relations or hit.word.before_verb:
                relations[at] = hit
        for at, relation in relations.items():
            verb = self._verb_of(relation)
            if verb is None:
                continue
            if verb.word.role is WordRole.OFFICE:
                if verb.word.what is not None:
                    yield DateClause(verb.word.what, at, sure=True)
                continue
            what, sure = self._asked(verb, relation)
            if what is None:
                continue
            if self._bill and what not in RIGHTS and self._pays_too(verb):
                what = DeadlineKind.PAY
            yield DateClause(what, at, sure)

    def _verb_of(self, relation: _Hit) -> _Hit | None:
        """The verb that a last day hangs on: the nearest before it, unless the date begins a clause."""
        if relation.word.stands_alone:
            return relation
        before = [one for one in self._verbs if one.end <= relation.start + 1 and relation.start - one.end <= _REACH]
        after = [one for one in self._verbs if 0 <= one.start - relation.end <= _REACH_AFTER]
        follows = after[0] if after else None
        if follows is not None and follows.word.role is WordRole.OFFICE and not relation.word.before_verb:
            follows = None
        near = before[-1] if before else None
        if relation.word.before_verb or near is None:
            return follows or near or (relation if relation.word.about else None)
        clause = max(self._text.rfind(stop, self.start, relation.start) for stop in _CLAUSE_STOPS)
        begins = near.end <= clause and follows is not None and follows.start - relation.end <= _AT_ONCE
        if begins and follows is not None and not self._means(Sense.NEXT_CLAUSE, relation.end, follows.start + 12):
            return follows
        return near

    def _asked(self, verb: _Hit, relation: _Hit) -> tuple[DeadlineKind | None, bool]:
        """What ``verb`` asks for: what stands between it and the date, then its clause, then its sentence, say so; a
        verb that says nothing by itself takes up what was said before."""
        own = verb.word.what
        last = relation.start if verb.start < relation.start else self._end_behind(verb)
        about = self._topic(verb, verb.start, last)
        if about is not None:
            # "to appeal, send us your records": what the sentence begins with is what it is for
            right = self._topic(verb, self.start, verb.start) if verb.word.borrows and about not in RIGHTS else None
            return (right if right in RIGHTS else about), True
        clause = max(self._text.rfind(stop, self.start, verb.start) for stop in _CLAUSE_STOPS)
        for start, end in ((clause + 1, last), self._around_day(verb, relation)):
            about = self._topic(verb, max(start, self.start), end)
            if about is not None and (verb.word.borrows or about in RIGHTS):
                return about, True
        if not verb.word.borrows or own is None:
            return own, verb is not relation
        taken_up = self._means(Sense.TAKEN_UP, self.start, relation.start)
        for number in (self._number - 1, self._number - 2, self._number + 1):
            if 0 <= number < len(self._around):
                about = self._topic(verb, *self._around[number])
                if about in RIGHTS or (about is not None and taken_up and number < self._number):
                    return about, taken_up and number == self._number - 1
        return own, verb is not relation and not self._read

    def _end_behind(self, verb: _Hit) -> int:
        """Where what follows ``verb`` ends: what the office will do then is not what is asked."""
        office = [one.start for one in self._verbs if one.word.role is WordRole.OFFICE and one.start >= verb.end]
        return min((verb.end + _REACH_AFTER, self.end, *office))

    def _around_day(self, verb: _Hit, relation: _Hit) -> tuple[int, int]:
        """Where what belongs to a last day begins and ends: behind the day before it, and behind what the office will
        do then; where another day follows, its own words stand between."""
        days = [at for at in range(self.start, self.end) if self._text[at] == Mark.DATE.value]
        first, last = min(verb.start, relation.start), max(verb.end, relation.end)
        office = [one.end for one in self._verbs if one.word.role is WordRole.OFFICE and one.start >= relation.end]
        begin = max((self.start, *(at + 1 for at in days if at < first)))
        return begin, last if any(at >= last for at in days) else min((*office, self.end))

    def _topic(self, verb: _Hit, start: int, end: int) -> DeadlineKind | None:
        found = [
            hit
            for hit in self._hits(WordRole.TOPIC, start, end)
            if hit.word.what in verb.word.about and (self._bill or hit.word.what is not DeadlineKind.PAY)
        ]
        named = {hit.word.what for hit in found}
        first = min(found, key=lambda hit: hit.start).word.what if found else None
        return next((what for what in _RANK if what in named), first)

    def _pays_too(self, verb: _Hit) -> bool:
        """Whether the sentence asks to pay or to do what ``verb`` says: a day named for both is the day to pay."""
        return any(
            one.word.what is DeadlineKind.PAY
            and one.word.role is WordRole.VERB
            and one.end <= verb.start
            and self._means(Sense.JOINED, one.end, verb.start)
            and Mark.DATE.value not in self._text[one.end : verb.start]
            and not self._means(Sense.UNABLE, self.start, one.start)
            for one in self._verbs
        )

    def _means(self, sense: Sense, start: int, end: int) -> bool:
        return has_sense(self._text[start:end], sense, self._senses)

    def _hits(self, role: WordRole, start: int | None = None, end: int | None = None) -> list[_Hit]:
        first, last = self.start if start is None else start, self.end if end is None else end
        key = (role, first, last)
        if key not in self._found:
            self._found[key] = self._search(role, first, last)
        return self._found[key]

    def _search(self, role: WordRole, first: int, last: int) -> list[_Hit]:
        piece = self._text[first:last]
        return [
            _Hit(word, first + hit.start(), first + hit.end())
            for word in self._words
            if word.role is role
            for source in word.patterns
            for hit in compile_phrase(source).finditer(piece)
        ]


def _clearest(hits: list[_Hit]) -> Iterator[_Hit]:
    """Of verbs that share letters the one that says most: one with a meaning of its own, else the longest."""
    kept: list[_Hit] = []
    for one in sorted(hits, key=lambda hit: (hit.word.borrows, hit.start - hit.end, hit.start)):
        if not any(one.touches(other) for other in kept):
            kept.append(one)
    yield from kept
