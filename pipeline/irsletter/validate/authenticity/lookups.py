"""Rules that look at the file itself, and the one table of named checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from irsletter.catalog.rule_tests import CodeTest, FactTest, NamedTest
from irsletter.model.document import Source
from irsletter.model.reading import Evidence
from irsletter.model.values import Address
from irsletter.patterns import compile_pattern
from irsletter.validate.authenticity import hosts, witnesses
from irsletter.validate.authenticity.payees import is_treasury
from irsletter.validate.authenticity.view import Outcome, View
from irsletter.validate.evidence import masked

_MONEY = compile_pattern(r"\$ ?(\d[\d,]*\.\d\d)(?!\d)")
_PHONE = compile_pattern(r"(?<!\d)\(?(\d{3})\)?[-. ](\d{3})[-. ](\d{4})(?!\d)")


def facts(test: FactTest, view: View) -> Outcome:
    """Facts of the file that only a PDF can have."""
    if not view.is_pdf:
        return None
    found = {fact.kind: fact for fact in view.reading.letter.document.facts}
    return tuple(
        Evidence(found[kind].page, None, masked(f"{kind}: {found[kind].detail}"), Source.FILE)
        for kinds in test.any_of
        if all(kind in found for kind in kinds)
        for kind in kinds
    )


def codes(test: CodeTest, view: View) -> Outcome:
    """Barcodes and QR codes that carry what no letter's does."""
    patterns = [compile_pattern(pattern, ignore_case=True) for pattern in test.patterns]
    return tuple(
        Evidence(page.number, code.box, masked(match.group()), Source.BARCODE)
        for page in view.reading.letter.pages
        for code in page.barcodes
        for pattern in patterns
        if (match := pattern.search(code.payload))
    )


def named(test: NamedTest, view: View) -> Outcome:
    return NAMED[test.name](view)


def _known_payment_slip(view: View) -> Outcome:
    payee, remit = view.reading.fields.get("payee"), view.reading.fields.get("remit_to")
    if payee is None or remit is None or view.reading.notice is None or not isinstance(remit.value, Address):
        return ()
    known = any(remit.value.zip == place.zip for place in view.directory.addresses.values())
    paid = payee.value is not None and is_treasury(str(payee.value), view.directory) is True
    return (*payee.evidence, *remit.evidence) if known and paid else ()


def _hidden_contradiction(view: View) -> Outcome:
    """Hidden amounts, phones and sites that are not printed; only where the print is no OCR, which may misread it."""
    pages = view.reading.letter.pages
    if not view.is_pdf:
        return None
    hidden = [page for page in pages if page.hidden]
    if not hidden:
        return ()
    if any(word.source is Source.OCR for page in pages for word in page.words):
        return None
    printed = _values(" ".join(page.text for page in pages))
    return tuple(
        Evidence(page.number, None, masked(" ".join(sorted(extra))), Source.HIDDEN)
        for page in hidden
        if (extra := _values(" ".join(word.text for word in page.hidden)) - printed)
    )


def _values(text: str) -> set[str]:
    money = {f"${match.group(1).replace(',', '')}" for match in _MONEY.finditer(text)}
    phones = {"-".join(match.groups()) for match in _PHONE.finditer(text)}
    sites = {site[0] for word in text.split() if (site := hosts.parse_site(word)) and "." in word.strip(".")}
    return money | phones | sites


NAMED: Mapping[str, Callable[[View], Outcome]] = {
    "hidden_contradiction": _hidden_contradiction,
    "known_payment_slip": _known_payment_slip,
    "only_listed_hosts": hosts.only_listed,
    "witnesses_disagree": witnesses.disagree,
}
"""The one table of checks that a rule may name."""
