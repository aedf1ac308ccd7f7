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
    paid = payee.value is not None and is_treasury(str(payee.value), view.directory, view.day) is True
    return (*payee.evidence, *remit.evidence) if known and paid else ()


NAMED: Mapping[str, Callable[[View], Outcome]] = {
    "hidden_contradiction": witnesses.hidden,
    "known_payment_slip": _known_payment_slip,
    "only_listed_hosts": hosts.only_listed,
    "witnesses_disagree": witnesses.disagree,
}
"""The one table of checks that a rule may name."""
