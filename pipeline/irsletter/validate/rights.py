"""Rights before codes: what the letter's own text offers, held against what the catalog says of its notice."""

from __future__ import annotations

from irsletter.catalog.load import Catalog
from irsletter.model.judged import Check
from irsletter.model.kinds import RIGHTS, CheckStatus, DeadlineKind
from irsletter.model.reading import Reading
from irsletter.validate.deadlines import printed_dates, rules_of

ID = "text_and_catalog_agree_on_rights"


def unforeseen_rights(reading: Reading, catalog: Catalog) -> frozenset[DeadlineKind]:
    """Rights that the text offers and the catalog does not know of this notice, or with another count of days."""
    named = {rule.what: rule for rule in rules_of(reading, catalog)}
    if DeadlineKind.HEARING in named:
        named[DeadlineKind.EQUIVALENT_HEARING] = named[DeadlineKind.HEARING]  # comes with every hearing
    other_count = {
        right.what
        for right in reading.offered_rights
        if right.days is not None
        and right.what in named
        and right.what is not DeadlineKind.EQUIVALENT_HEARING
        and right.days not in _counts(reading, catalog, right.what)
    }
    return frozenset((_offered(reading) - named.keys() - _known_of(reading, catalog)) | other_count)


def rights_agree(reading: Reading, catalog: Catalog) -> Check:
    """Blocks where text and catalog disagree about a right; a silent text counts only when all pages are there."""
    named = {rule.what for rule in rules_of(reading, catalog) if rule.what in RIGHTS}
    unforeseen = unforeseen_rights(reading, catalog)
    silent = named - _offered(reading)
    if unforeseen:
        known = reading.notice is not None and reading.notice.known
        against = (
            f"the catalog says otherwise of {reading.notice.code}"
            if known and reading.notice
            else "the code is unknown"
        )
        return Check(ID, CheckStatus.FAIL, True, f"the text offers {_listed(unforeseen)}, but {against}")
    if silent and not reading.letter.missing_pages:
        detail = f"notices of this kind offer {_listed(silent)}, but no such words were found in the text of this one"
        return Check(ID, CheckStatus.FAIL, True, detail)
    if silent:
        detail = f"notices of this kind offer {_listed(silent)}; the words may be on a missing page"
        return Check(ID, CheckStatus.NOT_APPLICABLE, False, detail)
    if not named:
        return Check(ID, CheckStatus.NOT_APPLICABLE, False, "neither text nor catalog names a right with a date")
    return Check(ID, CheckStatus.PASS, False, f"text and catalog both name {_listed(named)}")


def _known_of(reading: Reading, catalog: Catalog) -> set[DeadlineKind]:
    """Rights that the catalog lists of this notice without a count of days: the letter's own date is their only one."""
    entry = catalog.notices.get(reading.notice.code) if reading.notice else None
    listed = {catalog.rights[right].ends for right in entry.rights} if entry else set()
    return {what for what in listed if what is not None}


def _offered(reading: Reading) -> set[DeadlineKind]:
    by_date = {date.what for date in printed_dates(reading) if date.what in RIGHTS}
    return by_date | {right.what for right in reading.offered_rights if right.what in RIGHTS}


def _counts(reading: Reading, catalog: Catalog, what: DeadlineKind) -> set[int]:
    spans = [
        span
        for rule in rules_of(reading, catalog)
        if rule.what is what
        for span in (rule.span, rule.abroad, rule.large.span if rule.large else None)
        if span is not None
    ]
    return {span.count for span in spans}


def _listed(kinds: frozenset[DeadlineKind] | set[DeadlineKind]) -> str:
    names = {DeadlineKind.REQUEST_ABATEMENT: "an abatement on request", DeadlineKind.SUIT: "a suit"}
    articles = {DeadlineKind.APPEAL: "an appeal", DeadlineKind.EQUIVALENT_HEARING: "an equivalent hearing"}
    spoken = {**names, **articles}
    return ", ".join(sorted(spoken.get(kind, f"a {kind}") for kind in kinds))
