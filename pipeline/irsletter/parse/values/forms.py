"""Tax return forms that a letter names, and the kind of tax each reports.

Only returns count: a letter names many other forms (12153, 9465, 1040-V) that make no tax period.
"""

from __future__ import annotations

from irsletter.model.kinds import TaxType
from irsletter.parse.values.found import Found, apart
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, tell
from irsletter.patterns import Match, compile_pattern

_RETURNS = {
    TaxType.INCOME: "1040 1040A 1040C 1040EZ 1040NR 1040NREZ 1040PR 1040SR 1040SS 1040X 1041 1041A 1041N 1041QFT",
    TaxType.EMPLOYMENT: "941 941E 941M 941PR 941SS 941X 943 943PR 943X 944 944PR 944SS 944X 945 945X CT1",
    TaxType.UNEMPLOYMENT: "940 940EZ 940PR",
    TaxType.PARTNERSHIP: "1065 1065B 1065X 8804",
    TaxType.CORPORATE: "1120 1120A 1120C 1120F 1120FSC 1120H 1120L 1120ND 1120PC 1120POL 1120REIT 1120RIC 1120S "
    "1120SF 1120X",
    TaxType.EXCISE: "11C 720 720X 730 2290",
    TaxType.ESTATE_GIFT: "706 706A 706GSD 706GST 706NA 709",
    TaxType.CIVIL_PENALTY: "CIVPEN 6672",
    TaxType.SHARED_RESPONSIBILITY: "1094C",
    TaxType.OTHER: "990 990EZ 990N 990PF 990T 1042 1042S 3520 3520A 4720 5227 5330 5471 5472 5500 5500EZ 5500SF 8038",
}
"""By the part of the account number that letters print as kind of tax (IRS Document 6209, section 2); 6672 is the
section under which a responsible person is charged."""
_TAX_TYPES = {form: tax_type for tax_type, forms in _RETURNS.items() for form in forms.split()}

_CODE = rf"(?:{DIGITLIKE}{{3,4}}(?:-?[A-Z\u00c5]{{1,4}}(?:-EZ)?)?|CT-?1|11-?C|CIV\s?PEN)"
_NAMED = compile_pattern(
    rf"(?:[Ff]orm(?:s|ularios?)?|FORMS?)\s*(?:[Nn]umber|[Nn]o\.?)?[\s:(]*"
    rf"(?P<form>{_CODE})(?![A-Z0-9]|-[A-Z0-9])(?:\)?,?\s*(?:(?:and|or|y|o)\s+)?(?:[Ff]orm\s+)?(?P<form>{_CODE})(?![A-Za-z0-9]|[,-][A-Z0-9]))*"
)
_ALONE = compile_pattern(rf"\s*\(?(?P<form>{_CODE})\)?[.,;]?\s*")


def find_forms(text: str) -> tuple[Found[str], ...]:
    """The returns that a text names after the word Form, or that make up the whole text (a table's cell).

    The value drops hyphens and blanks: ``1040-NR`` is ``1040NR``. Raises PatternTimeoutError.
    """
    alone = _ALONE.fullmatch(text)
    hits = (alone,) if alone is not None else tuple(_NAMED.finditer(text))
    return apart(found for hit in hits for found in _all(hit))


def tax_type_of(form: str) -> TaxType | None:
    """What kind of tax the return reports; None for a form that is no known return."""
    return _TAX_TYPES.get(_plain(form))


def _all(hit: Match[str]) -> list[Found[str]]:
    found: list[Found[str]] = []
    for (start, end), printed in zip(hit.spans("form"), hit.captures("form"), strict=True):
        code, notes = _canonical(printed)
        if code:
            found.append(Found(code, printed, start, end, tell(notes)))
    return found


def _canonical(printed: str) -> tuple[str, tuple[str, ...]]:
    plain = _plain(printed)
    if plain in _TAX_TYPES:
        return plain, ()
    # letters may stand for digits in the number, not in what follows it
    for length in (4, 3):
        number, notes = as_digits(plain[:length])
        if number.isdecimal() and number + plain[length:] in _TAX_TYPES:
            return number + plain[length:], notes
    return "", ()


def _plain(form: str) -> str:
    return "".join(form.replace("\u00c5", "A").replace("-", "").split())
