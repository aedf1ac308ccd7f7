"""Postal addresses as printed in address blocks: the city line is taken apart, all other lines stay as they are.

``SPRINGFIELD MO 65801-0000`` and ``Holtsville, NY 11742-0480`` are both usual; recognisers lose the blanks around the
state. A ZIP code with a digit missing is kept as printed, never completed: the IRS's own samples have one.
"""

from __future__ import annotations

from irsletter.model.values import Address
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, real_digits
from irsletter.patterns import Match, compile_pattern

_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "GU": "Guam", "VI": "Virgin Islands", "AS": "American Samoa", "MP": "Northern Mariana Islands",
    "AA": "Armed Forces Americas", "AE": "Armed Forces Europe", "AP": "Armed Forces Pacific",
}  # fmt: skip
"""USPS Publication 28, appendix B."""
_CODE_OF = {name.upper(): code for code, name in _STATES.items()}
_COUNTRIES = {
    "UNITED STATES": "US", "UNITED STATES OF AMERICA": "US", "USA": "US", "U.S.A.": "US", "ARGENTINA": "AR",
    "AUSTRALIA": "AU", "AUSTRIA": "AT", "BELGIUM": "BE", "BRAZIL": "BR", "CANADA": "CA", "CHILE": "CL", "CHINA": "CN",
    "COLOMBIA": "CO", "COSTA RICA": "CR", "CZECH REPUBLIC": "CZ", "DENMARK": "DK", "DOMINICAN REPUBLIC": "DO",
    "EGYPT": "EG", "EL SALVADOR": "SV", "FINLAND": "FI", "FRANCE": "FR", "GERMANY": "DE", "GREECE": "GR",
    "GUATEMALA": "GT", "HONDURAS": "HN", "HONG KONG": "HK", "HUNGARY": "HU", "INDIA": "IN", "INDONESIA": "ID",
    "IRELAND": "IE", "ISRAEL": "IL", "ITALY": "IT", "JAMAICA": "JM", "JAPAN": "JP", "KENYA": "KE", "MALAYSIA": "MY",
    "MEXICO": "MX", "NETHERLANDS": "NL", "NEW ZEALAND": "NZ", "NIGERIA": "NG", "NORWAY": "NO", "PANAMA": "PA",
    "PERU": "PE", "PHILIPPINES": "PH", "POLAND": "PL", "PORTUGAL": "PT", "SINGAPORE": "SG", "SOUTH AFRICA": "ZA",
    "SOUTH KOREA": "KR", "SPAIN": "ES", "SWEDEN": "SE", "SWITZERLAND": "CH", "TAIWAN": "TW", "THAILAND": "TH",
    "TURKEY": "TR", "UKRAINE": "UA", "UNITED ARAB EMIRATES": "AE", "UNITED KINGDOM": "GB", "VIETNAM": "VN",
}  # fmt: skip
"""ISO 3166 codes by the names that stand as the last line of a letter mailed abroad (USPS Publication 28)."""

_D = DIGITLIKE
_STATE = rf"(?P<state>{'|'.join(_STATES)}|{'|'.join(sorted(_STATES.values(), key=len, reverse=True))})"
_CITY = r"(?P<city>[^\W\d_][\w .'\u2019/-]*?)"
_ZIP = rf"(?P<zip>{_D}{{5}})(?:\s?[-\u2010-\u2015]?\s?(?P<plus>{_D}{{4}}))?"
_CITY_LINE = compile_pattern(rf"\s*{_CITY}\s*(?:(?<=\w)\s|[,.])\s*{_STATE}\.?,?\s*{_ZIP}\s*[.,]?\s*", ignore_case=True)
_MALFORMED = compile_pattern(
    rf"\s*{_CITY}\s*(?:(?<=\w)\s|[,.])\s*{_STATE}\.?,?\s*{_D}{{3,6}}(?:\s?-\s?{_D}{{2,5}})?\s*[.,]?\s*",
    ignore_case=True,
)
_BOX_AND_CITY = compile_pattern(
    r"(?P<box>(?:P\.?\s?O\.?\s?Box|Stop)\s+[\w-]+)\s*,\s*(?P<rest>[A-Za-z].*)", ignore_case=True
)
_FEWEST_REAL = 3
"""Digits of five that must be read as digits."""


def parse_address(lines: tuple[str, ...]) -> Address:
    """The address printed as ``lines``, its name lines left out by the caller. Raises PatternTimeoutError.

    ``lines`` of the result are those printed but the city line; where no line can be read as one they all stay, and
    city, state and ZIP are None. A last line that names a country sets ``country`` (ISO 3166).
    """
    kept = tuple(part for line in lines if line.strip() for part in _apart(line.strip()))
    country = _COUNTRIES.get(kept[-1].rstrip(".").upper(), "") if kept else ""
    if country:
        kept = kept[:-1]
    if country not in ("", "US"):
        return Address(kept, country=country)
    for first, last in _spans(len(kept)):
        hit = _city_line(" ".join(kept[first:last]))
        if hit is not None:
            city, state, code = _read(hit)
            return Address(kept[:first] + kept[last:], city, state, code)
    return Address(kept)


def _apart(line: str) -> tuple[str, ...]:
    """A post box and its city line, printed on one line, as two."""
    hit = _BOX_AND_CITY.fullmatch(line)
    return (hit["box"], hit["rest"]) if hit is not None and _city_line(hit["rest"]) is not None else (line,)


def looks_like_city_line(text: str) -> bool:
    """Whether ``text`` is a city, a state and a ZIP code, a ZIP code of wrong length included."""
    text = _apart(text)[-1]
    malformed = _MALFORMED.fullmatch(text)
    return _city_line(text) is not None or (malformed is not None and _is_place(malformed))


def _spans(count: int) -> list[tuple[int, int]]:
    """Which lines to try as the city line: each alone from the last up, then the last two, torn apart, together."""
    alone = [(index, index + 1) for index in reversed(range(count))]
    return [*alone, (count - 2, count)] if count >= 2 else alone


def _city_line(text: str) -> Match[str] | None:
    hit = _CITY_LINE.fullmatch(text)
    return hit if hit is not None and _is_place(hit) and real_digits(hit["zip"]) >= _FEWEST_REAL else None


def _is_place(hit: Match[str]) -> bool:
    # "due in 30 days" is no city in Indiana
    return hit["city"][0].isupper() and (hit["state"][0].isupper() or "," in hit[0])


def _read(hit: Match[str]) -> tuple[str, str, str]:
    code, _ = as_digits(hit["zip"])
    plus, _ = as_digits(hit["plus"] or "")
    state = hit["state"].upper()
    return " ".join(hit["city"].split()).rstrip(" ,."), _CODE_OF.get(state, state), f"{code}-{plus}" if plus else code
