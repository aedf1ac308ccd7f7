"""File names made from what a letter says: ``{taxpayer_name}/{notice_date} {notice_code} {tax_year}.pdf``.

Only values that the program stands behind make a name: a wrong name hides a letter.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from string import Formatter

from irsletter.errors import UsageError
from irsletter.model.kinds import FieldStatus, PeriodRole
from irsletter.model.result import Field, Letter
from irsletter.run.intake.clients import Match

PLACES = ("taxpayer_name", "notice_code", "notice_date", "tax_year", "category", "id_last4", "client_id")
"""What a template may name."""

_LONGEST = 200
"""Bytes of one part of a path; systems end at 255, and a number and ``.json`` are still to come."""
_LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class NameTemplate:
    """Make it with ``name_template``."""

    parts: tuple[str, ...]
    """One for each folder, and the name without its ending."""
    places: frozenset[str]

    def path(self, values: Mapping[str, str], ending: str) -> PurePath:
        """Relative path of a file with these values; ``ending`` with its dot. No value can leave its folder."""
        parts = [_clean(part.format_map(values)) for part in self.parts]
        return PurePath(*parts[:-1], parts[-1] + ending)


def name_template(text: str) -> NameTemplate:
    """The template that ``text`` writes. Raises UsageError."""
    hint = (
        f"Write for example --name '{{taxpayer_name}}/{{notice_date}} {{notice_code}}.pdf'; known: {', '.join(PLACES)}."
    )
    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        raise UsageError(f"--name {text}: {error}.", hint) from error
    places = [name for _, name, _, _ in pieces if name is not None]
    for name, how in ((name, f"{spec or ''}{conversion or ''}") for _, name, spec, conversion in pieces):
        if name is not None and (name not in PLACES or how):
            raise UsageError(f"--name {text}: {{{name}}} names nothing.", hint)
    parts = PurePosixPath(text).parts
    if not places or text.startswith("/") or ".." in parts or text.endswith("/"):
        raise UsageError(f"--name {text}: this is no path with a place for a value.", hint)
    return NameTemplate((*parts[:-1], _without_ending(parts[-1])), frozenset(places))


def ending_of(name: str, media_type: str | None) -> str:
    """The ending of a file that is given another name: its own, else what its type has; with the dot, or empty."""
    own = PurePath(name).suffix
    return (
        own
        if 1 < len(own) <= _LONGEST_ENDING and own[1:].isalnum()
        else mimetypes.guess_extension(media_type or "") or ""
    )


def values_of(letters: Iterable[Letter], matches: Iterable[Match]) -> dict[str, str | None]:
    """A value for each of PLACES: empty where the letter carries none, None where a person must look first: at a
    doubtful value, at a client who is not surely matched, or at a file whose letters say different things."""
    told = [_values(letter, match) for letter, match in zip(letters, matches, strict=True)]
    return {place: found.pop() if len(found := {each[place] for each in told}) == 1 else None for place in PLACES}


def _values(letter: Letter, match: Match) -> dict[str, str | None]:
    number = letter.fields.get("taxpayer_id")
    sure = number is None or number.status is FieldStatus.ACCEPTED
    years = [period for period in letter.tax_periods if period.role is PeriodRole.SUBJECT]
    return {
        "taxpayer_name": _accepted(letter.fields.get("taxpayer_name")),
        "notice_code": _accepted(letter.fields.get("notice_code")),
        "notice_date": _accepted(letter.fields.get("notice_date")),
        "tax_year": None
        if any(period.field.status is not FieldStatus.ACCEPTED for period in years)
        else "+".join(dict.fromkeys(period.label for period in years)),
        "category": letter.notice.category.value if letter.notice else "unknown",
        "id_last4": ((number.value.last4 or "") if number and number.value else "") if sure else None,
        "client_id": match.client.id if match.client else None,
    }


def _accepted(field: Field[str] | None) -> str | None:
    if field is None:
        return ""
    return field.value if field.status is FieldStatus.ACCEPTED else None


def _clean(text: str) -> str:
    """``text`` as one part of a path that Windows, macOS and Linux all take, and that is no hidden file."""
    from pathvalidate import sanitize_filename

    plain = " ".join(text.split()).lstrip(". ")
    safe = sanitize_filename(plain, platform="universal", replacement_text="-")
    return fitting(safe).strip(". ") or "unnamed"


def fitting(name: str) -> str:
    """``name``, its middle cut out where it is too long to be numbered."""
    whole = os.fsencode(name)
    if len(whole) <= _LONGEST:
        return name
    ending = PurePath(name).suffix if len(os.fsencode(PurePath(name).suffix)) < _LONGEST // 4 else ""
    return whole[: _LONGEST - len(os.fsencode(ending))].decode("utf-8", "ignore") + ending


def _without_ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and ending.isalnum() and len(ending) < _LONGEST_ENDING else name
