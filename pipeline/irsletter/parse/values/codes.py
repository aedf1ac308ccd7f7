"""Notice and letter codes, brought to the spelling of the catalog.

Printed forms: ``CP504``, ``CP 504``, ``CP14IA``, ``LT11``, ``LTR 2645C``, ``Letter 1058``, ``L1058``, ``3219N``,
``Form 668-A(ICS)``, ``CP523 (SP)``. A code is a series (CP, LT, ST, letter, form) and a body of digits and letters. One
that the catalog has is never turned into another; letters and digits that recognisers confuse are exchanged only where
the code as read is unknown and just one known code comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product

from irsletter.catalog.notices import NoticeEntry
from irsletter.parse.values.found import Found, Parsed, apart
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, real_digits, tell
from irsletter.patterns import Match, compile_pattern

_LONGEST = 60
_MOST_REPAIRS = 3
_PADDED = 5
"""Characters of a letter's code that is filled up with zeros: ``0086C``."""
_CONFUSED = {
    "O": "0", "0": "O", "Q": "0", "I": "1", "1": "I", "L": "1I", "|": "1I", "S": "5", "5": "S", "B": "8", "8": "B",
}  # fmt: skip
_OTHER_SERIES = {"L": ("LT", "CP"), "LT": ("L",), "BARE": ("L", "CP", "F")}
"""Under which other series a code may stand in the catalog: ``Letter 11`` is LT11, ``3219N`` is CP3219N."""

_D = DIGITLIKE
_TAIL = r"(?:-?[A-Za-z]{1,2})?(?:[ ]?[-]?[ ]?\(?\b(?:SP|sp)\)?|[ ]?\((?:[A-Z]{2,3})(?:/[A-Z]{2,3})*\))?"
_LOOSE = r"(?P<loose>[ ][A-Z](?![\w'\u2019]|[ ]?\())?"
_LEVY = r"668[ ]?-?(?:\([YZyz]\)|[A-Z]{1,2})(?:[ ]?\([A-Za-z]{1,3}\))*"
_NAMED = (
    rf"(?P<series>[Cc][Pp])[ -]?(?P<body>{_D}{{1,4}}{_TAIL})",
    rf"(?P<series>[LS]T)[ -]?(?P<body>{_D}{{2,4}}{_TAIL})",
    rf"(?P<series>Letter|LETTER|LTR|Ltr|Carta|CARTA|L(?=[0-9]{{3}}))[ :.-]{{0,2}}(?P<body>{_D}{{1,4}}{_TAIL})",
    rf"(?P<series>F(?:orm|ORM)[ ]?)(?P<body>{_LEVY}|[0-9]{{4}})",
)
_AFTER = r"(?!\w|-\w|\.\w)"
_GLUED = r"(?=Tax|Notice|Page)"
"""Words of the next label that lose the blank before them."""
_PROSE = compile_pattern(rf"(?<![\w.@#$-]|[a-z]/|[a-z]/ )(?:{'|'.join(_NAMED)})(?:{_LOOSE}{_AFTER}|{_GLUED})")
_GLUED_LEAD = compile_pattern(rf"(?<=Notice|NOTICE|Aviso)(?:{'|'.join(_NAMED[:2])}){_AFTER}")
_BARE = rf"(?P<body>[0-9]{{1,4}}[ -]?[A-Z]{{1,2}}{_TAIL}|{_LEVY})"
_AFTER_NOTICE = compile_pattern(rf"(?:Notice|NOTICE|Aviso)[ :]{{1,3}}{_BARE}{_AFTER}")
_AFTER_DATE = compile_pattern(
    rf"(?<=\b(?:19|20)[0-9]{{2}}[ ]{{1,3}})(?:{_BARE}|(?P<body>[0-9]{{2,4}}[a-z]))"
    r"(?=[ ]{1,3}[A-Z]?[0-9O](?!\w)|[ ]*(?:\n|$))"
)
"""Computer-written letters print date, code and a sequence number on one line: ``Jan. 05, 2023 5071C 0``."""
_LINE = compile_pattern(rf"(?:^|(?<=\n))[ ]*{_BARE}[ ]*(?=\n|$)")
_LEAD = compile_pattern(r"\s*(?:(?:notice|aviso)(?:\s+(?:number|no\.?|name))?)?[\s:.#]*", ignore_case=True)
_REVISION = compile_pattern(r"\s*\((?:rev|en|cat)\b.*", ignore_case=True)
_CELL = compile_pattern(
    rf"(?:{'|'.join(_NAMED)}|(?P<series>[CGO0(][PF]|[LI1|][T7])[ -]?(?P<body>{_D}{{1,4}}{_TAIL})|{_BARE}){_LOOSE}"
)
_SHAPE = compile_pattern(r"(?P<number>[0-9]{1,4})(?P<suffix>[A-Z]{0,2})(?:SP)?")

Index = Mapping[tuple[str, str], str]


def normalise_code(text: str, lexicon: Mapping[str, NoticeEntry]) -> Parsed[str] | None:
    """The code that all of ``text`` is, as the catalog spells it; one that the catalog lacks is kept in its usual form.

    A leading ``Notice`` and a revision in parentheses may stand around it. Raises PatternTimeoutError.
    """
    if len(text) > _LONGEST:
        return None
    lead = _LEAD.match(text)
    bare = _REVISION.sub("", text[lead.end() if lead else 0 :]).strip().rstrip(".,;:")
    hit = _CELL.fullmatch(bare)
    if hit is None:
        return None
    index = _index(tuple((entry.id, entry.aliases) for entry in lexicon.values()))
    for code, note, end in _readings(hit, index, alone=True):
        if end == len(bare):
            return Parsed(code, text, note)
    return None


def find_codes(text: str, lexicon: Mapping[str, NoticeEntry]) -> tuple[Found[str], ...]:
    """The codes that a running text names, those inside web addresses and numbers of other forms left out.

    A code without its series counts only after the word Notice or alone on a line. Raises PatternTimeoutError.
    """
    index = _index(tuple((entry.id, entry.aliases) for entry in lexicon.values()))
    return apart(_all(text, index))


def _all(text: str, index: Index) -> Iterator[Found[str]]:
    for pattern in (_PROSE, _GLUED_LEAD, _AFTER_NOTICE, _AFTER_DATE, _LINE):
        for hit in pattern.finditer(text):
            groups = hit.groupdict()
            start = hit.start("series") if groups.get("series") else hit.start("body")
            for code, note, end in _readings(hit, index, alone=pattern in (_LINE, _AFTER_DATE)):
                yield Found(code, text[start:end], start, end, note)
                break


def _readings(hit: Match[str], index: Index, *, alone: bool) -> Iterator[tuple[str, str, int]]:
    """Code, repair and end of what ``hit`` can be read as: with the letter that stands apart if that is known."""
    groups = hit.groupdict()
    series = _series(groups.get("series") or "")
    if groups.get("loose"):
        joined = index.get((series, _plain(hit["body"] + hit["loose"])))
        if joined is not None:
            yield joined, "", hit.end("loose")
    read = _read(series, hit["body"], index, alone=alone)
    # a lone L before a number is a letter only where the catalog knows it
    if read is not None and (groups.get("series") != "L" or read[0] in index.values()):
        yield read[0], _tell(hit, series, read[1], read[0]), hit.end("body")


def _tell(hit: Match[str], series: str, note: str, code: str) -> str:
    printed = hit.groupdict().get("series") or ""
    small = [char for char in hit["body"].partition("(")[0] if char.islower() and char not in "ol"]
    notes = [
        f"read {printed} as {series}" if series in ("CP", "LT") and printed.upper() != series else "",
        note and f"{note} in {code}",
        # codes are printed in capitals: a small letter after them is as likely a speck
        f"read {small[0]} as {small[0].upper()} in {code}" if small and printed.isupper() else "",
    ]
    return tell(notes)


def _series(printed: str) -> str:
    plain = printed.strip().upper()
    if plain in ("", "ST"):
        return plain or "BARE"
    if plain.startswith("F"):
        return "F"
    if plain in ("LETTER", "LTR", "CARTA", "L"):
        return "L"
    return "LT" if plain[-1] in "T7" else "CP"


def _read(series: str, body: str, index: Index, *, alone: bool) -> tuple[str, str] | None:
    plain = _plain(body)
    known = _look_up(series, plain, index) or _look_up(series, _plain(body.partition("(")[0]), index)
    if known is None and series in ("L", "BARE") and len(plain) == _PADDED:  # LTR 0086C is 86C
        known = index.get(("L", plain.lstrip("0")))
    if known is None and series == "L":  # Letter 2205-A is an issue of Letter 2205
        known = index.get((series, _plain(body.partition("(")[0].partition("-")[0])))
    if known is not None and (series != "BARE" or alone or len(plain) > 2):
        return known, ""
    if not real_digits(body) and not alone:
        return None
    repaired = _repair(series, plain, index) or _doubled(series, plain, index)
    return repaired if repaired is not None else _unknown(series, body)


def _look_up(series: str, plain: str, index: Index) -> str | None:
    return next(
        (index[key] for name in (series, *_OTHER_SERIES.get(series, ())) if (key := (name, plain)) in index), None
    )


def _repair(series: str, plain: str, index: Index) -> tuple[str, str] | None:
    places = [at for at, char in enumerate(plain) if char in _CONFUSED]
    for count in range(1, min(len(places), _MOST_REPAIRS) + 1):
        known: dict[str, str] = {}
        for chosen in combinations(places, count):
            for others in product(*(_CONFUSED[plain[at]] for at in chosen)):
                variant = list(plain)
                for at, other in zip(chosen, others, strict=True):
                    variant[at] = other
                code = index.get((series, "".join(variant)))
                if code is not None:
                    pairs = zip((plain[at] for at in chosen), others, strict=True)
                    known[code] = ", ".join(f"read {was} as {now}" for was, now in pairs)
        if known:
            return next(iter(known.items())) if len(known) == 1 else None
    return None


def _doubled(series: str, plain: str, index: Index) -> tuple[str, str] | None:
    """The one known code where a single glyph was read twice, as a letter and as the digit like it: ``CPS504``."""
    known = {
        code: f"read {plain[at : at + 2]} as {pair}"
        for at in range(len(plain) - 1)
        if plain[at + 1] in _CONFUSED.get(plain[at], "")
        for pair in plain[at : at + 2]
        if (code := index.get((series, plain[:at] + pair + plain[at + 2 :]))) is not None
    }
    return next(iter(known.items())) if len(known) == 1 else None


def _unknown(series: str, body: str) -> tuple[str, str] | None:
    """A code of usual form that the catalog lacks; letters that stand where digits must are read as digits."""
    plain = _plain(body.partition("(")[0])
    spanish = "SP" if _plain(body).endswith("SP") else ""
    plain = plain.removesuffix("SP")  # no digit 5 and a letter: CP14SP is CP14 in Spanish
    letters = len(plain) - len(plain.rstrip("ABCDEFGHJKMNPRTUVWXYZ"))
    number, notes = as_digits(plain[: len(plain) - letters])
    shape = _SHAPE.fullmatch(number + plain[len(plain) - letters :])
    if shape is None or real_digits(body) * 2 < len(shape["number"]):
        return None
    code = shape[0] + spanish
    note = ", ".join(notes)
    if series in ("CP", "LT"):
        return f"{series}{code}", note
    if series == "L" and not shape["suffix"]:
        return (f"Letter {code}", note) if len(shape["number"]) >= 3 else None
    # letters from the correspondence system end in C; other bare combinations are too common
    c_letter = shape["suffix"] == "C" and len(shape["number"]) >= 3 and "-" not in body
    return (code, note) if series == "L" or (series == "BARE" and c_letter) else None


@lru_cache(maxsize=8)
def _index(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> Index:
    index: dict[tuple[str, str], str] = {}
    for spellings in (
        [(code, code) for code, _ in entries],
        [(alias, code) for code, names in entries for alias in names],
    ):
        for spelling, code in spellings:
            key = _key(spelling)
            if key is not None:
                index.setdefault(key, code)
    return index


def _key(spelling: str) -> tuple[str, str] | None:
    named = _SPELLED.fullmatch(spelling)
    if named is None:
        return None
    plain = _plain(named["body"])
    if not named["series"]:
        return ("F" if plain.startswith("668") else "L"), plain
    return _series(named["series"]), plain


_SPELLED = compile_pattern(r"(?P<series>CP|LT|ST|Letter |L|Form )?(?P<body>[0-9][\w() /-]*)")


def _plain(body: str) -> str:
    return "".join(char for char in body.upper() if char.isalnum() or char == "|")
