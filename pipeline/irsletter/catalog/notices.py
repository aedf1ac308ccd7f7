"""What is known of each notice, from ``config/notices/``: one entry each, no Python needed to add one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from irsletter.catalog.section import read_folder
from irsletter.errors import Fault
from irsletter.model.kinds import Action, Ask, Audience, Category
from irsletter.model.result import Fields

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """One notice or letter. ``id`` is its code as results print it: ``CP14``, ``LT11``, ``5071C``, ``Letter 1058``."""

    __pydantic_config__ = _STRICT
    id: str
    title: str
    category: Category
    audience: Audience
    sources: tuple[str, ...]
    checked_on: str
    """ISO date at which the sources were read."""
    title_es: str = ""
    """``title`` in Spanish; the English one stands in for it."""
    family: str = ""
    """The series it belongs to where that is another code (``CP523H``: ``CP523``)."""
    aliases: tuple[str, ...] = ()
    """Printed spellings that are no mere variants of blanks, hyphens and the words Notice, Letter, LTR, Form."""
    stage: int | None = None
    """Place on the collection ladder, 1 (first bill) to 7 (release)."""
    headlines: tuple[str, ...] = ()
    """Words of the headline that speak for this notice where its code can't be read."""
    asks: tuple[Ask, ...] = ()
    actions: tuple[Action, ...] = ()
    states_amount_due: bool | None = None
    """Whether page 1 carries an amount to be paid now; None: varies or unknown."""
    required: tuple[str, ...] = ("notice_code", "notice_date")
    """Fields that the pages present must give for the letter to need no person's look."""
    deadlines: tuple[str, ...] = ()
    """Ids of the rules in ``config/deadlines.toml`` that this notice starts."""
    usual_days: int | None = None
    """How many days its readers are often given where no rule of ``deadlines`` counts them: a remark, never a date."""
    rights: tuple[str, ...] = ()
    """Ids of ``config/rights.toml``."""
    usual_next: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Form numbers that an answer may need."""
    spanish: str = ""
    """Code of the Spanish counterpart."""

    def title_in(self, lang: str) -> str:
        return (self.title_es if lang == "es" else "") or self.title


def read_notices(root: Path, rights: Collection[str], faults: list[Fault]) -> dict[str, NoticeEntry]:
    """All notices by code. Faults are, among others: a code named by another entry that has none of its own, a right
    that is not among ``rights``, a required field that results don't have, and two entries that one printed code could
    mean."""
    notices = read_folder(root, "notices", "notice", NoticeEntry, faults)
    for entry in notices.values():
        faults.extend(
            Fault("notices", f"notice.{entry.id}.{where}", flaw) for where, flaw in _flaws(entry, notices, rights)
        )
    owners: dict[str, str] = {}
    for entry in notices.values():
        for folded in {fold_code(printed) for printed in (entry.id, *entry.aliases)}:
            owner = owners.setdefault(folded, entry.id)
            if owner != entry.id:
                faults.append(Fault("notices", f"notice.{entry.id}", f"{folded} could also mean {owner}"))
    return notices


def _flaws(
    entry: NoticeEntry, notices: Mapping[str, NoticeEntry], rights: Collection[str]
) -> Iterator[tuple[str, str]]:
    named = {"family": (entry.family,), "spanish": (entry.spanish,), "usual_next": entry.usual_next}
    for where, codes in named.items():
        yield from ((where, f"{code} has no entry") for code in codes if code and code not in notices)
    yield from (("rights", f"{right} stands not in rights.toml") for right in entry.rights if right not in rights)
    yield from (("required", f"{name} is no field") for name in entry.required if name not in Fields.__annotations__)


_WORDS = ("NOTICE", "LETTER", "LTR", "FORM")


def fold_code(printed: str) -> str:
    """A code without blanks, hyphens, full stops and the words that may stand before it: ``Letter 226-J``: ``226J``."""
    folded = printed.upper()
    for word in _WORDS:
        folded = folded.replace(word, "")
    return "".join(letter for letter in folded if letter not in " -.")


def find_notice(printed: str, notices: Mapping[str, NoticeEntry]) -> NoticeEntry | None:
    """The notice that somebody means by ``printed``, compared by ``fold_code`` with codes first, then with aliases."""
    wanted = fold_code(printed)
    by_code = {fold_code(code): entry for code, entry in notices.items()}
    by_alias = {fold_code(alias): entry for entry in notices.values() for alias in entry.aliases}
    return by_code.get(wanted) or by_alias.get(wanted) if wanted else None


def near_codes(printed: str, notices: Mapping[str, NoticeEntry]) -> list[str]:
    """The three codes at most that look most like ``printed``, the likeliest first."""
    by_code = {fold_code(code): code for code in notices}
    wanted = fold_code(printed)
    meant = wanted[:2] + wanted[2:].translate(_FIGURES)
    found = [each for each in (meant, *get_close_matches(wanted, by_code, n=3, cutoff=0.7)) if each in by_code]
    return [by_code[each] for each in dict.fromkeys(found)][:3]


_FIGURES = str.maketrans("OILS", "0115")
"""Letters that are typed or read for figures."""
