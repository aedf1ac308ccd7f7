"""A letter held against itself: copies, dates, pages, code, periods. Each check says what it saw, for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from irsletter.catalog.legal_days import last_legal_day
from irsletter.catalog.load import Catalog
from irsletter.model.judged import Check
from irsletter.model.kinds import RIGHTS, AmountKind, Ask, CheckStatus, DeadlineKind, LetterKind
from irsletter.model.reading import Alternative, Evidence, Field, Reading
from irsletter.validate.deadlines import legal_date, printed_dates, rules_of
from irsletter.validate.sums import amounts_add_up

_SAME_INK = 0.5
"""Overlap from which two readings are of the same place on paper."""
_UPPER, _LOWER = 0.4, 0.7
"""Shares of the page that its top ends and its foot begins at; payment slips stand at the foot."""
_NO_CODE_NEEDED = frozenset((LetterKind.STATE, LetterKind.SOLICITATION, LetterKind.OTHER))


def checks_of(reading: Reading, catalog: Catalog) -> tuple[Check, ...]:
    """All checks but those about rights, in a fixed order."""
    return (
        amounts_add_up(reading),
        copies_agree(reading),
        dates_in_order(reading),
        due_date_by_rule(reading, catalog),
        first_page_there(reading),
        pages_complete(reading),
        code_known(reading),
        period_present(reading),
    )


def copies_agree(reading: Reading) -> Check:
    """Whether every place where a value is printed gives the same. Blocks where the loser is half as sure at least."""
    differing = [
        (name, field, other)
        for name, field in reading.fields.items()
        for other in field.alternatives
        if field.value is not None and other.value != field.value and _stands_elsewhere(field, other)
    ]
    if not differing:
        return _passed("copies_agree", "no two places disagree")
    blocking = any(not field.accepted or other.confidence >= field.confidence / 2 for _, field, other in differing)
    detail = "; ".join(
        f"two places disagree: {field.raw}{_where(field.evidence, other.evidence)}, "
        f"{other.raw}{_where(other.evidence, field.evidence)}"
        for _, field, other in differing
    )
    names = tuple(dict.fromkeys(name for name, _, _ in differing))
    return Check("copies_agree", CheckStatus.FAIL, blocking, detail, names)


def _stands_elsewhere(field: Field[object], other: Alternative[object]) -> bool:
    return bool(other.evidence) and not any(
        one.page == two.page and one.box is not None and two.box is not None and one.box.overlap(two.box) > _SAME_INK
        for one in field.evidence
        for two in other.evidence
    )


def _where(evidence: tuple[Evidence, ...], others: tuple[Evidence, ...]) -> str:
    """The page, and where on it a place stands that is told from another on the same page."""
    if not evidence or not evidence[0].page:
        return ""
    part = _part(evidence[0])
    shared = bool(others) and others[0].page == evidence[0].page and _part(others[0]) != part
    return f" {part if shared else 'on'} page {evidence[0].page}"


def _part(evidence: Evidence) -> str:
    middle = evidence.box.y_mid if evidence.box else 0.5
    return "at the top of" if middle < _UPPER else "at the foot of" if middle > _LOWER else "in the middle of"


def dates_in_order(reading: Reading) -> Check:
    """Nothing is asked for before the notice date. Never blocks: official letters have been mailed late."""
    field = reading.fields.get("notice_date")
    if field is None or field.value is None:
        return _idle("dates_in_order", "no notice date was read")
    notice: dt.date = field.value
    dated = [(date.what, date.field.value) for date in printed_dates(reading) if date.field.value is not None]
    early = [(what, day) for what, day in dated if day < notice]
    if early:
        said = ", ".join(f"{_kind(what)} {_day(day)}" for what, day in early)
        detail = f"before the notice date, {_day(notice)}: {said}"
        return Check("dates_in_order", CheckStatus.FAIL, False, detail, ("notice_date",))
    return _passed("dates_in_order", f"no date comes before the notice date, {_day(notice)}", "notice_date")


def due_date_by_rule(reading: Reading, catalog: Catalog) -> Check:
    """Whether the printed day to pay is the one that the law counts. A weak sign: official samples differ too."""
    due = reading.fields.get("due_date")
    rule = next((rule for rule in rules_of(reading, catalog) if rule.what is DeadlineKind.PAY), None)
    day = legal_date(rule, reading) if rule is not None else None
    if due is None or due.value is None or rule is None or day is None:
        return _idle("due_date_by_rule", "the law counts no day to pay for this letter, or a date was not read")
    fields = ("due_date", rule.counted_from)
    if day <= due.value <= last_legal_day(day):
        return _passed("due_date_by_rule", f"{_day(due.value)} is the day that {rule.rule} gives", *fields)
    detail = f"printed {_day(due.value)}, by {rule.rule} it would be {_day(day)}; the printed date counts"
    return Check("due_date_by_rule", CheckStatus.FAIL, False, detail, fields)


def first_page_there(reading: Reading) -> Check:
    """Blocks: what the letter is and asks stands on page 1."""
    if 1 in reading.letter.missing_pages:
        return Check("first_page_there", CheckStatus.FAIL, True, "page 1 of the letter is missing")
    return _passed("first_page_there", "the letter begins with its first page")


def pages_complete(reading: Reading) -> Check:
    missing = reading.letter.missing_pages
    if missing:
        pages = ", ".join(str(page) for page in missing)
        detail = (
            f"page{'s' if len(missing) > 1 else ''} {pages} of the letter {'are' if len(missing) > 1 else 'is'} missing"
        )
        return Check("pages_complete", CheckStatus.FAIL, False, detail, ("printed_page_count",))
    count = reading.fields.get("printed_page_count")
    if count is None or count.value is None:
        return _idle("pages_complete", "the letter does not say how many pages it has")
    seen = len(reading.letter.pages)
    if count.value > seen:
        detail = f"the letter counts {count.value} pages, {seen} {'were' if seen > 1 else 'was'} seen"
        return Check("pages_complete", CheckStatus.FAIL, False, detail, ("printed_page_count",))
    return _passed("pages_complete", f"all {count.value} pages are there", "printed_page_count")


def code_known(reading: Reading) -> Check:
    """Blocks where no code was read or the catalog lacks it, for letters that must have one."""
    notice = reading.notice
    if notice is not None and notice.known:
        return _passed("code_known", f"{notice.code} is in the catalog", "notice_code")
    if notice is None and reading.kind in _NO_CODE_NEEDED:
        return _idle("code_known", "this kind of letter has no notice code")
    detail = f"{notice.code} is not in the catalog" if notice else "no notice code was found"
    return Check("code_known", CheckStatus.FAIL, True, detail, ("notice_code",))


def period_present(reading: Reading) -> Check:
    """A letter that asks for money says for which period. Never blocks: some name it inside only."""
    if reading.tax_periods:
        labels = ", ".join(period.period.label for period in reading.tax_periods)
        return _passed("period_present", f"tax period {labels}")
    if reading.kind is LetterKind.OTHER:
        return _idle("period_present", "no tax letter")
    asks_money = Ask.PAYMENT in reading.asks or any(row.kind is AmountKind.AMOUNT_DUE for row in reading.amounts)
    if not asks_money or reading.letter.missing_pages:
        return _idle("period_present", "no tax period was found; this letter may have none, or on another page")
    return Check("period_present", CheckStatus.FAIL, False, "money is asked for, but no tax period was found")


def right_dates_by_rule(reading: Reading, catalog: Catalog) -> Iterator[Check]:
    """Each printed date against the count of its own rule; blocks where a right hangs on it."""
    for rule in rules_of(reading, catalog):
        day = legal_date(rule, reading)
        if rule.what is DeadlineKind.PAY or day is None:
            continue
        for date in printed_dates(reading):
            if date.what is not rule.what or date.field.value is None:
                continue
            check_id, fields = f"{rule.what}_date_by_rule", (rule.counted_from,)
            if day <= date.field.value <= last_legal_day(day):
                yield _passed(check_id, f"{_day(date.field.value)} is the day that {rule.rule} gives", *fields)
            else:
                detail = (
                    f"{_kind(rule.what)}: printed {_day(date.field.value)}, by {rule.rule} it would be {_day(day)}; "
                    "act by the earlier of the two and have it looked at"
                )
                yield Check(check_id, CheckStatus.FAIL, rule.what in RIGHTS, detail, fields)


def _passed(check_id: str, detail: str, *fields: str) -> Check:
    return Check(check_id, CheckStatus.PASS, False, detail, fields)


def _idle(check_id: str, detail: str) -> Check:
    return Check(check_id, CheckStatus.NOT_APPLICABLE, False, detail)


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _kind(what: DeadlineKind) -> str:
    return what.replace("_", " ")
