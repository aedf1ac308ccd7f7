"""Rules that hold one value of the letter against the directory, or look at the file itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from irsletter.catalog.directory import Directory
from irsletter.catalog.rule_tests import FactTest, NamedTest, UnlistedTest
from irsletter.model.document import Source
from irsletter.model.reading import Evidence, Field
from irsletter.model.values import Address
from irsletter.patterns import compile_pattern
from irsletter.validate.authenticity import hosts
from irsletter.validate.authenticity.payees import is_treasury
from irsletter.validate.authenticity.view import Outcome, View
from irsletter.validate.evidence import masked

_MONEY = compile_pattern(r"\$ ?(\d[\d,]*\.\d\d)(?!\d)")
_PHONE = compile_pattern(r"(?<!\d)\(?(\d{3})\)?[-. ](\d{3})[-. ](\d{4})(?!\d)")


def unlisted(test: UnlistedTest, view: View) -> Outcome:
    """A phone or payment address that is not published; None where it is not and may be misread."""
    name = "contact_phone" if test.subject == "phone" else "remit_to"
    field = view.reading.fields.get(name)
    if field is None or field.value is None:
        return ()
    listed = _phone_listed if test.subject == "phone" else _zip_listed
    if listed(field, view.directory):
        return ()
    return field.evidence if field.accepted else None


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


def named(test: NamedTest, view: View) -> Outcome:
    return NAMED[test.name](view)


def _phone_listed(field: Field[Any], directory: Directory) -> bool:
    return field.value in directory.phones or any(
        field.value == collector.phone for collector in directory.collectors.values()
    )


def _zip_listed(field: Field[Any], directory: Directory) -> bool:
    """By the first five digits: a campus has a ZIP of its own, whose last four name the desk. No ZIP, no statement."""
    address = field.value
    if not isinstance(address, Address) or not address.zip:
        return True
    return any(address.zip[:5] == place.zip[:5] for place in directory.addresses.values())


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
    if hidden and any(word.source is Source.OCR for page in pages for word in page.words):
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
}
"""The one table of checks that a rule may name."""
