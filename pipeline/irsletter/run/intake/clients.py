"""Whose letter it is: the firm's list of clients held against what a letter prints of its taxpayer.

A client is matched by the last four digits of the id together with the name or the ZIP code, and only where exactly one
client fits; then the match is accepted. Anything less is told as what it is and accepted as nothing: a letter in the
wrong client's folder is worse than one in nobody's.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

from irsletter.errors import UsageError
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Letter
from irsletter.run.store.ledger import Ledger

REQUIRED = ("id", "names")
COLUMNS = (*REQUIRED, "last4", "zip", "preparer_email", "form_2848")
"""Columns of clients.csv. ``names``, ``last4`` and ``zip`` hold several values divided by ``;``: both names of a joint
return, a business and its owner, last year's ZIP code. Other columns are ignored."""

_NAME_AGREES = 88.0
"""Likeness in percent (Indel distance over sorted words) from which two names are one: a letter misread, not two."""
_FORMS = frozenset(
    {"AND", "CO", "COMPANY", "CORP", "CORPORATION", "DECEASED", "DECD", "ESTATE", "INC", "INCORPORATED", "JR", "LLC",
     "LLP", "LP", "LTD", "OF", "PA", "PC", "PLLC", "SR", "THE", "TRUST", "II", "III"}
)  # fmt: skip
"""Words that a name may carry or lack and still be the same name."""
_DISTINGUISHING = frozenset({"JR", "SR", "II", "III"})
"""Of these, words that tell father from son where both names carry one."""


@dataclass(frozen=True, slots=True)
class Client:
    """One row of clients.csv; only the last four digits of an id are ever kept."""

    id: str
    names: tuple[str, ...]
    last4: tuple[str, ...] = ()
    zips: tuple[str, ...] = ()
    preparer_email: str = ""
    form_2848: str = ""
    """What the power of attorney covers, as the firm wrote it; passed through to ``poa_covers``."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the list says of one letter. ``client`` is set on an accepted match alone."""

    client: Client | None
    confidence: float
    """0 to 1, an order and no measured chance: 0.99 last four, name and ZIP; 0.97 last four and name; 0.95 last four
    and ZIP; 0.5 something agrees, not enough or with several clients; 0 nothing does."""
    reason: str

    @property
    def accepted(self) -> bool:
        return self.client is not None


def read_clients(path: Path, warn: Callable[[str], None]) -> tuple[Client, ...]:
    """The clients of a CSV file with a header (UTF-8, ``,`` or ``;`` or tab). Raises UsageError, naming the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as UTF-8 text.", "Save the list as CSV (UTF-8).") from error
    head = text.partition("\n")[0]
    divider = max(",;\t", key=head.count)
    rows = csv.DictReader(text.splitlines(), delimiter=divider)
    given = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if missing := [name for name in REQUIRED if name not in given]:
        raise UsageError(f"{path} has no column {' and no column '.join(missing)}.", f"Columns: {', '.join(COLUMNS)}.")
    clients: dict[str, Client] = {}
    for number, row in enumerate(rows, start=2):
        cells = {
            (name or "").strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)
        }
        client = _client(cells, f"{path}, line {number}", warn)
        if client is None:
            continue
        if client.id in clients:
            raise UsageError(f"{path}, line {number}: the id {client.id} stands there twice.", "Each client needs one.")
        clients[client.id] = client
    return tuple(clients.values())


def _client(cells: dict[str, str], place: str, warn: Callable[[str], None]) -> Client | None:
    if not any(cells.values()):
        return None
    names = _parts(cells["names"])
    if not cells["id"] or not names:
        raise UsageError(f"{place}: a client needs an id and a name.", "Fill it, or take the line out.")
    numbers = ["".join(filter(str.isdigit, part)) for part in _parts(cells.get("last4", ""))]
    if any(len(number) > 4 for number in numbers):
        warn(f"{place}: more than the last four digits stand there; only those are used")
    return Client(
        cells["id"],
        names,
        # spreadsheets drop leading zeros
        tuple(number[-4:].zfill(4) for number in numbers if number),
        tuple(part.split("-")[0].zfill(5) for part in _parts(cells.get("zip", ""))),
        cells.get("preparer_email", ""),
        cells.get("form_2848", ""),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def keep_clients(ledger: Ledger, clients: tuple[Client, ...]) -> None:
    """Into the ledger, in place of the list before: outputs made again later match by the same list."""
    ledger.note("clients", json.dumps([asdict(client) for client in clients], ensure_ascii=False))


def read_kept(ledger: Ledger) -> tuple[Client, ...]:
    """The list that was kept last, empty where there was none."""
    rows = json.loads(ledger.noted("clients") or "[]")
    several = ("names", "last4", "zips")
    return tuple(Client(**(row | {name: tuple(row[name]) for name in several})) for row in rows)


def match_letter(clients: tuple[Client, ...], letter: Letter) -> Match:
    """The client whom ``letter`` is for, why, and how sure that is."""
    number = letter.fields.get("taxpayer_id")
    digits = number.value.last4 if number is not None and number.value is not None else None
    sure = number is not None and number.status is FieldStatus.ACCEPTED
    names, zips = _printed_names(letter), _printed_zips(letter)
    agreeing = [(client, signs) for client in clients if (signs := _signs(client, digits, names, zips))]
    full = [(client, signs) for client, signs in agreeing if "last four" in signs and len(signs) > 1]
    if len(full) == 1:
        client, signs = full[0]
        reason = f"{_and(signs)} agree"
        if not sure:
            return Match(None, 0.5, f"perhaps {client.id}: {reason}, but the id on the letter needs a look")
        rival = _rival(client, agreeing, names)
        if rival is not None:
            return Match(None, 0.5, f"two candidates: {client.id} ({_and(signs)}), {rival}")
        return Match(client, 0.99 if len(signs) > 2 else 0.97 if "name" in signs else 0.95, reason)
    several = full or agreeing
    if len(several) > 1:
        told = ", ".join(f"{client.id} ({_and(signs)})" for client, signs in several[:4])
        count = "two" if len(several) == 2 else str(len(several))
        return Match(None, 0.5, f"{count} candidates: {told}")
    if several:
        client, signs = several[0]
        missing = "no last four on the letter" if digits is None else f"not enough beside it for {client.id}"
        if digits is not None and client.last4 and digits not in client.last4:
            missing = "the last four differ"
        return Match(None, 0.5, f"perhaps {client.id}: {_and(signs)} agree{'s' * (len(signs) == 1)}, {missing}")
    return Match(None, 0.0, "no match")


def _rival(client: Client, agreeing: list[tuple[Client, tuple[str, ...]]], names: tuple[str, ...]) -> str | None:
    """Another client whose letter it could be as well: one of the same name for whom the list has no digits, or whose
    name stands on the letter word for word while the name of ``client`` is only like it (JOAN and JOHN)."""
    for other, signs in agreeing:
        if other is client or "name" not in signs:
            continue
        if not other.last4:
            return f"{other.id} ({_and(signs)}, no last four in the list)"
        if _word_for_word(other, names) and not _word_for_word(client, names):
            return f"{other.id} ({_and(signs)}, other last four)"
    return None


def _word_for_word(client: Client, names: tuple[str, ...]) -> bool:
    return any(set(_words(ours)) == set(_words(theirs)) for ours, theirs in product(_people(client.names), names))


def match_columns(clients: tuple[Client, ...], letter: Letter) -> dict[str, str]:
    """The cells of summary.csv that tell of the match."""
    match = match_letter(clients, letter)
    return {
        "client_id": match.client.id if match.client else "",
        "match_confidence": f"{match.confidence:.2f}",
        "match_reason": match.reason,
        "poa_covers": match.client.form_2848 if match.client else "",
    }


def _signs(client: Client, digits: str | None, names: tuple[str, ...], zips: frozenset[str]) -> tuple[str, ...]:
    """What agrees: ``last four``, ``name``, ``ZIP``. A ZIP code alone is no sign: a town has many people."""
    found = []
    if digits is not None and digits in client.last4:
        found.append("last four")
    if any(_same_name(ours, theirs) for ours, theirs in product(_people(client.names), names)):
        found.append("name")
    if found and zips.intersection(client.zips):
        found.append("ZIP")
    return tuple(found)


def _printed_names(letter: Letter) -> tuple[str, ...]:
    printed = [person.name.value for person in letter.taxpayers]
    whole = letter.fields.get("taxpayer_name")
    if whole is not None:
        printed.append(whole.value)
    return _people(tuple(name for name in printed if name))


def _printed_zips(letter: Letter) -> frozenset[str]:
    places = [letter.fields.get("taxpayer_address"), letter.recipient.address if letter.recipient else None]
    return frozenset(place.value.zip[:5] for place in places if place and place.value and place.value.zip)


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each name, and each person of a joint one: ``JAMES & KAREN HINDS`` is also JAMES HINDS and KAREN HINDS."""
    found: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name.upper().replace("&", " AND "))  # letters print no accents
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        words = "".join(letter if letter.isalnum() else " " for letter in plain.replace("'", "")).split()
        found.append(" ".join(words))
        if "AND" in words[1:-1]:
            first, second = " ".join(words).split(" AND ", 1)
            surname = second.split()[-1]
            found.append(second)
            found.append(first if first.split()[-1] == surname else f"{first} {surname}")
            found.append(first)
        elif words[-1:] and words[-1] in words[1:-2]:  # JAMES HINDS KAREN HINDS
            middle = words.index(words[-1]) + 1
            found += [" ".join(words[:middle]), " ".join(words[middle:])]
    return tuple(dict.fromkeys(found))


def _same_name(ours: str, theirs: str) -> bool:
    from rapidfuzz import fuzz

    one, other = _words(ours), _words(theirs)
    if not one or not other or (_generation(ours) and _generation(theirs) and _generation(ours) != _generation(theirs)):
        return False
    if len(one) == 1 or len(other) == 1:
        # one word alone is a brand or a surname: it must be the whole name on both sides
        return one == other
    if fuzz.token_sort_ratio(" ".join(one), " ".join(other)) >= _NAME_AGREES:
        return _initials_agree(one, other)
    return False


def _words(name: str) -> list[str]:
    """The words that make the name: no forms of business, no middle initials."""
    words = [word for word in name.split() if word not in _FORMS]
    return [word for word in words if len(word) > 1] or words


def _initials_agree(one: list[str], other: list[str]) -> bool:
    """A likeness may rest on the surname: given names that begin unlike are two people of one family."""
    return {word[0] for word in one} == {word[0] for word in other} or set(one) <= set(other) or set(other) <= set(one)


def _generation(name: str) -> frozenset[str]:
    return frozenset(name.split()) & _DISTINGUISHING


def _and(signs: tuple[str, ...]) -> str:
    return signs[0] if len(signs) == 1 else f"{', '.join(signs[:-1])} and {signs[-1]}"
