"""The printed date wins; what is computed comes from the closed list alone and is no surer than what it counts from."""

import datetime as dt
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.judged import Deadline, Judged
from irsletter.model.kinds import DeadlineBasis, DeadlineKind, FieldStatus, MetBy
from irsletter.model.reading import PrintedDate
from irsletter.model.values import Address
from irsletter.validate import validate
from tests.unit.validate.letters import by, field, offered, reading, unread, without

DAY = dt.date.fromisoformat


def only(judged: Judged, what: DeadlineKind) -> Deadline:
    (found,) = [deadline for deadline in judged.deadlines if deadline.what is what]
    return found


def codes(judged: Judged) -> set[str]:
    return {reason.code for reason in judged.review}


def test_the_printed_day_to_pay_wins_and_is_not_rolled(catalog: Catalog):
    # 2024-03-02 is a Saturday
    given = reading(catalog, fields={"notice_date": field(DAY("2024-02-10")), "due_date": field(DAY("2024-03-02"))})
    pay = only(validate(given, catalog), DeadlineKind.PAY)
    assert (pay.basis, pay.date, pay.last_legal_day) == (DeadlineBasis.PRINTED, DAY("2024-03-02"), DAY("2024-03-04"))
    assert (pay.met_by, pay.tax_periods) == (MetBy.RECEIVED, ("p1",))


def test_cp504_has_a_levy_date_counted_and_never_rolled_and_no_pay_by_date(catalog: Catalog):
    # 30 days from January 31, 2019 is Saturday, March 2
    words = PrintedDate(DeadlineKind.PAY, field(None, raw="immediately"), words="immediately")
    given = reading(
        catalog, "CP504", fields={"notice_date": field(DAY("2019-01-31")), "due_date": None}, printed_dates=(words,)
    )
    judged = validate(given, catalog)
    levy, pay = only(judged, DeadlineKind.LEVY_MAY_START), only(judged, DeadlineKind.PAY)
    assert (levy.date, levy.last_legal_day, levy.basis) == (DAY("2019-03-02"), None, DeadlineBasis.COMPUTED)
    assert (levy.rule, levy.counted_from, levy.status) == ("IRC 6331(d)(2)", "notice_date", FieldStatus.ACCEPTED)
    assert (pay.date, pay.words) == (None, "immediately")


def test_a_printed_right_needs_no_computed_twin(catalog: Catalog):
    given = reading(
        catalog,
        "LT11",
        fields={"notice_date": field(DAY("2020-03-02")), "due_date": None},
        printed_dates=(by(DeadlineKind.HEARING, "2020-04-01"),),
        offered_rights=(offered(DeadlineKind.HEARING, 30), offered(DeadlineKind.EQUIVALENT_HEARING)),
    )
    judged = validate(given, catalog)
    hearing = only(judged, DeadlineKind.HEARING)
    assert (hearing.date, hearing.basis, hearing.status) == (
        DAY("2020-04-01"),
        DeadlineBasis.PRINTED,
        FieldStatus.ACCEPTED,
    )
    assert hearing.rule == "IRC 6330(a)(3)(B)"
    assert hearing.right_lost is not None
    assert only(judged, DeadlineKind.EQUIVALENT_HEARING).date is None
    assert judged.review == ()


def test_an_offered_hearing_without_a_day_is_counted_by_the_rule_of_its_notice(catalog: Catalog):
    # 30 days from March 17, 2025 is Emancipation Day
    given = reading(
        catalog,
        "LT11",
        fields={"notice_date": field(DAY("2025-03-17")), "due_date": None},
        offered_rights=(offered(DeadlineKind.HEARING),),
    )
    hearing = only(validate(given, catalog), DeadlineKind.HEARING)
    assert (hearing.date, hearing.last_legal_day) == (DAY("2025-04-16"), DAY("2025-04-17"))
    assert hearing.basis is DeadlineBasis.COMPUTED


def test_a_right_whose_printed_date_differs_from_its_rule_needs_a_look_and_stays_as_printed(catalog: Catalog):
    given = reading(
        catalog,
        "LT11",
        fields={"notice_date": field(DAY("2020-03-02")), "due_date": None},
        printed_dates=(by(DeadlineKind.HEARING, "2020-04-11"),),
    )
    judged = validate(given, catalog)
    assert only(judged, DeadlineKind.HEARING).date == DAY("2020-04-11")
    (reason,) = [reason for reason in judged.review if reason.code == "hearing_date_by_rule"]
    assert "April 11, 2020" in reason.message
    assert "April 1, 2020" in reason.message


@pytest.mark.parametrize("code", [None, "CP9999", "CP14"])
def test_rights_come_before_codes(catalog: Catalog, code: str | None):
    given = reading(catalog, code, printed_dates=(by(DeadlineKind.PETITION, "2018-04-30"),))
    judged = validate(given, catalog)
    petition = only(judged, DeadlineKind.PETITION)
    assert (petition.date, petition.status) == (DAY("2018-04-30"), FieldStatus.REVIEW)
    assert {"right_date_uncertain", "text_and_catalog_agree_on_rights"} <= codes(judged)


def test_an_offered_right_of_an_unknown_letter_is_told_without_a_date(catalog: Catalog):
    given = reading(catalog, "CP9999", offered_rights=(offered(DeadlineKind.APPEAL, 30),))
    appeal = only(validate(given, catalog), DeadlineKind.APPEAL)
    assert (appeal.date, appeal.words, appeal.status, appeal.evidence[0].text) == (
        None,
        "within 30 days",
        FieldStatus.REVIEW,
        "you may ask for a appeal",
    )


def test_another_count_of_days_in_the_text_than_in_the_catalog_needs_a_look(catalog: Catalog):
    given = reading(catalog, "LT11", fields={"due_date": None}, offered_rights=(offered(DeadlineKind.HEARING, 15),))
    judged = validate(given, catalog)
    assert only(judged, DeadlineKind.HEARING).status is FieldStatus.REVIEW
    assert "text_and_catalog_agree_on_rights" in codes(judged)


def test_a_computed_date_is_no_surer_than_the_notice_date(catalog: Catalog):
    given = reading(catalog, "CP504", fields={"notice_date": field(DAY("2019-01-30"), sure=False), "due_date": None})
    levy = only(validate(given, catalog), DeadlineKind.LEVY_MAY_START)
    assert (levy.date, levy.status, levy.confidence) == (DAY("2019-03-01"), FieldStatus.REVIEW, 0.4)


def test_without_a_notice_date_the_right_is_told_and_no_day_is_invented(catalog: Catalog):
    given = reading(catalog, "LT11", fields={"notice_date": unread(), "due_date": None})
    hearing = only(validate(given, catalog), DeadlineKind.HEARING)
    assert (hearing.date, hearing.status, hearing.confidence) == (None, FieldStatus.REVIEW, 0.0)


@pytest.mark.parametrize(
    ("amount", "day", "status"),
    [
        (field(Decimal("99999.99")), "2018-02-20", FieldStatus.ACCEPTED),
        (field(Decimal("100000.00")), "2018-02-13", FieldStatus.ACCEPTED),
        (field(Decimal("5000.00"), sure=False), "2018-02-20", FieldStatus.REVIEW),
        (unread(), "2018-02-13", FieldStatus.REVIEW),  # the shorter count: never a day too late
    ],
)
def test_ten_business_days_from_a_hundred_thousand_dollars(catalog: Catalog, amount, day: str, status: FieldStatus):
    pay = only(validate(reading(catalog, fields={"amount_due": amount, "due_date": None}), catalog), DeadlineKind.PAY)
    assert (pay.date, pay.status) == (DAY(day), status)


def test_a_due_date_that_could_not_be_read_leaves_the_counted_one_in_doubt(catalog: Catalog):
    judged = validate(reading(catalog, fields={"due_date": unread()}), catalog)
    printed, computed = [deadline for deadline in judged.deadlines if deadline.what is DeadlineKind.PAY]
    assert (printed.date, computed.date, computed.status) == (None, DAY("2018-02-20"), FieldStatus.REVIEW)


@pytest.mark.parametrize(("sure", "day"), [(True, "2018-06-29"), (False, "2018-04-30")])
def test_a_letter_addressed_abroad_has_longer_to_petition_if_the_address_is_certain(
    catalog: Catalog, sure: bool, day: str
):
    # January 30, 2018 and 150 days is June 29; and 90 days is April 30
    address = field(Address(("1 Rue Exemple",), country="FR"), sure=sure)
    given = reading(catalog, "CP3219A", fields={"taxpayer_address": address, "due_date": None})
    assert only(validate(given, catalog), DeadlineKind.PETITION).date == DAY(day)


@pytest.mark.parametrize(
    ("code", "what", "days"),
    [
        ("LT11", DeadlineKind.HEARING, 30),
        ("CP90", DeadlineKind.HEARING, 30),
        ("CP504", DeadlineKind.LEVY_MAY_START, 30),
        ("CP11", DeadlineKind.REQUEST_ABATEMENT, 60),
        ("CP3219A", DeadlineKind.PETITION, 90),
        ("CP523", DeadlineKind.AGREEMENT_ENDS, 30),
        ("Letter 1153", DeadlineKind.APPEAL, 60),
    ],
)
def test_a_counted_day_is_the_laws_own_and_a_printed_one_is_never_put_off(
    catalog: Catalog, code: str, what: DeadlineKind, days: int
):
    for start in (DAY("2026-03-17"), DAY("2026-11-02"), DAY("2026-12-24")):
        bare = {"notice_date": field(start), "due_date": None}
        counted = only(validate(reading(catalog, code, fields=bare), catalog), what)
        assert counted.date == start + dt.timedelta(days=days)
        early = start + dt.timedelta(days=days - 3)
        given = reading(catalog, code, fields=bare, printed_dates=(by(what, early.isoformat()),))
        assert only(validate(given, catalog), what).date == early


@pytest.mark.parametrize("code", ["CP14", "CP501", "CP2000", "Letter 3172", "CP75", "CP59"])
def test_days_that_notices_often_give_become_no_date(catalog: Catalog, code: str):
    bare = {"notice_date": field(DAY("2026-11-02")), "due_date": None}
    dates = {each.what for each in validate(reading(catalog, code, fields=bare), catalog).deadlines if each.date}
    assert dates <= ({DeadlineKind.PAY} if code == "CP14" else set())


def test_respond_by_becomes_a_deadline_unless_its_day_has_a_kind_of_its_own(catalog: Catalog):
    respond = field(DAY("2018-03-01"))
    alone = validate(reading(catalog, "CP9999", fields={"respond_by": respond}), catalog)
    assert only(alone, DeadlineKind.RESPOND).date == DAY("2018-03-01")
    hearing = by(DeadlineKind.HEARING, "2018-03-01")
    named = validate(reading(catalog, "LT11", fields={"respond_by": respond}, printed_dates=(hearing,)), catalog)
    assert [d.what for d in named.deadlines if d.date == DAY("2018-03-01")].count(DeadlineKind.RESPOND) == 0


def test_counts_outside_the_closed_list_never_become_a_date(catalog: Catalog):
    judged = validate(without(reading(catalog, "CP2000"), "due_date"), catalog)
    assert [deadline for deadline in judged.deadlines if deadline.basis is DeadlineBasis.COMPUTED] == []


def test_a_right_that_the_catalog_lists_of_the_notice_takes_the_letters_own_date_for_good(catalog: Catalog):
    # CP523: the end of a payment plan can be appealed, and only the letter says until when
    spoken = reading(catalog, "CP523", printed_dates=(by(DeadlineKind.APPEAL, "2018-04-27"),))
    judged = validate(spoken, catalog)
    assert (only(judged, DeadlineKind.APPEAL).date, only(judged, DeadlineKind.APPEAL).status) == (
        DAY("2018-04-27"),
        FieldStatus.ACCEPTED,
    )
    assert "text_and_catalog_agree_on_rights" not in codes(judged)
    strange = reading(catalog, "CP523", printed_dates=(by(DeadlineKind.HEARING, "2018-04-27"),))
    assert "text_and_catalog_agree_on_rights" in codes(validate(strange, catalog))
