"""What a person may do to a letter: settle a field, settle the letter, say what the paper is, take it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from irsletter.errors import UsageError
from irsletter.model.geometry import Box
from irsletter.model.kinds import LetterKind
from irsletter.review.rows import candidate, is_row, list_of, number_of, row_wanted
from irsletter.review.store import READ_ANEW, Entry, Store
from irsletter.run.corrections.corrected import value_of
from irsletter.run.corrections.decided import SURE
from irsletter.run.corrections.file import ConflictError, Correction
from irsletter.run.corrections.parts import Said, file_id
from irsletter.run.corrections.row_cells import LISTS, plain
from irsletter.run.corrections.typed import CORRECTABLE, grammar_of, typed_value, written


def act(store: Store, entry: Entry, form: Mapping[str, str], who: str, now: dt.datetime) -> None:
    """Keep what ``form`` asks: ``act``, ``field``, ``value`` or ``candidate``, and the ``version`` that was seen.

    Raises ConflictError where someone else was quicker, UsageError for what is not possible.
    """
    wanted = _wanted(store, entry, form)
    if wanted is not None:
        store.corrections.add(entry.letter.id, number_of(form.get("version")), who, now, wanted)


def pages(store: Store, entry: Entry, form: Mapping[str, str], who: str, now: dt.datetime) -> str:
    """A letter begins on ``page`` (act ``split``), what begins there goes on the letter before (``join``), or the page
    stands upright after ``quarters`` turns clockwise (``turn``); ``version`` is that of the file. Gives the id of the
    letter to look at next.

    Raises ConflictError where someone else was quicker, UsageError for what is not possible, ReadError.
    """
    page, seen, said = number_of(form.get("page")), number_of(form.get("version")), store.said(entry)
    starts, own = [letter.pages[0] for letter in entry.result.letters], entry.letter.pages
    if form["act"] == "split" and page in own[1:]:
        said, line = _begun(said, sorted({*starts, page}))
    elif form["act"] == "join" and page in starts[1:]:
        said, line = _begun(said, [start for start in starts if start != page])
    elif form["act"] == "turn" and page in own:
        said, line = _turned(said, page, (4 - number_of(form.get("quarters"))) % 4)
    else:
        raise UsageError("No letter can begin or go on there.")
    letters = store.read_anew(entry, said, line, seen, who, now)
    return next((letter.id for letter in letters if page in letter.pages), entry.letter.id)


def _begun(said: Said, starts: list[int]) -> tuple[Said, dict[str, Any]]:
    return replace(said, starts=tuple(starts)), {"act": "letters", "old": list(said.starts) or None, "new": starts}


def _turned(said: Said, page: int, quarters: int) -> tuple[Said, dict[str, Any]]:
    turns = sorted({**dict(said.turns), page: quarters}.items())
    line = {"act": "turned", "old": list(map(list, said.turns)) or None, "new": list(map(list, turns))}
    return replace(said, turns=tuple(turns)), line


def undo(store: Store, number: int, who: str, now: dt.datetime) -> str:
    """Take back line ``number``, which must be the last that stands of its letter; gives the letter's id.

    Raises ConflictError where others came after it, UsageError where there is none.
    """
    line = next((each for each in store.corrections.lines() if each.number == number), None)
    if line is None or line.act == "undo":
        raise UsageError("There is nothing to take back.")
    standing = store.corrections.standing(line.letter)
    if not standing or standing[-1].number != number:
        raise ConflictError("Something came after it, or it was taken back already.", "Look at the letter again.")
    back = {"path": line.path, "act": "undo", "field": line.field, "old": line.new, "new": line.old, "undoes": number}
    store.corrections.add(line.letter, store.corrections.version(line.letter), who, now, back)
    if line.act not in READ_ANEW:
        return line.letter
    store.take_up(line.path)
    return next((row.id for row in store.rows() if row.path == line.path), line.letter)


def look(store: Store, entry: Entry, form: Mapping[str, str]) -> dict[str, Any]:
    """Read the place that ``form`` shows (``page``, ``box`` as four fractions) for ``field``: ``place`` to name it by
    when the value is kept, ``text``, and ``value`` as the form shows it, empty where the grammar refuses the text.

    Raises UsageError for what is no place, ReadError where it can't be read.
    """
    name, page = form.get("field", ""), number_of(form.get("page"))
    name = grammar_of(list_of(name), form.get("kind")) if is_row(name) else name
    if not (name in CORRECTABLE or name in LISTS) or page not in entry.letter.pages:
        raise UsageError("That is no place of this letter.")
    try:
        x0, y0, x1, y1 = (min(max(float(edge), 0.0), 1.0) for edge in form.get("box", "").split(","))
    except ValueError as error:
        raise UsageError("The request is not whole: load the page again.") from error
    if not (x1 - x0 > _LEAST and y1 - y0 > _LEAST):  # also false for what is no number
        raise UsageError("That box is too small.", "Draw it around the whole value.")
    key, looked = store.look(entry, page, Box(x0, y0, x1, y1), name)
    told = "" if looked.value is None else written(name, value_of(name, looked.value))
    return {"place": key, "text": looked.text, "value": told, "box": looked.box}


_LEAST = 0.002
"""Share of the page that a box must measure each way."""


def last_standing(store: Store, entry: Entry | None = None) -> Correction | None:
    """The line that undo would take back: of one letter and of which pages are its own, or of all."""
    if entry is not None:
        names = (entry.letter.id, file_id(entry.result.source.sha256 or ""))
        own = [line for name in names for line in store.corrections.standing(name)]
        return max(own, key=lambda line: line.number, default=None)
    lines = store.corrections.lines()
    undone = {line.undoes for line in lines}
    return next((line for line in lines[::-1] if line.act != "undo" and line.number not in undone), None)


def _wanted(store: Store, entry: Entry, form: Mapping[str, str]) -> dict[str, Any] | None:
    letter, path = entry.letter, entry.result.source.path
    asked, name = form.get("act", ""), form.get("field", "")
    if asked == "looked":
        return {"path": path, "act": "looked"}
    if asked == "kind":
        if form.get("value") not in set(LetterKind):
            raise UsageError("There is no such kind of paper.")
        return {"path": path, "act": "kind", "old": letter.kind.value, "new": form["value"]}
    if asked.partition("-")[0] not in ("set", "take", "absent") or not (name in CORRECTABLE or is_row(name)):
        raise UsageError("That can't be done to a letter.")
    place = store.shown_place(form.get("place", "")) if asked == "set" else None
    if is_row(name):
        wanted = row_wanted(letter, form, store.catalog)
        return {"path": path, "act": "row", **wanted, "place": place} if wanted else None
    field: Any = letter.fields.get(name)
    if asked == "absent":
        new: Any = None
    elif asked == "take":
        new = plain(candidate(field, form))
    else:
        new = plain(typed_value(name, form.get("value", ""), store.catalog))
    old = plain(field.value) if field else None
    if field is not None and old == new and field.confidence >= SURE:
        return None
    return {"path": path, "act": "set", "field": name, "old": old, "new": new, "place": place}
