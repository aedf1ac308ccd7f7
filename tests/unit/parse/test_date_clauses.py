"""Sentences that set a day, each in words of its own: what they ask for, and dates that ask for nothing."""

import datetime as dt
import textwrap
from pathlib import Path

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import Ask, DeadlineKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from irsletter.parse.fields.dates import strangers_to
from tests.unit.parse.drawn import TREASURY, document, header, page, prose

DAY = "October 20, 2025"
SENTENCES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("date_sentences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
"""Code, kinds that are right, sentence; the later ones were written after the words were chosen."""


def read(catalog: Catalog, code: str, *texts: str) -> Reading:
    head = header(code, "September 15, 2025", "XXX-XX-1234", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, *prose(0.35, *texts))), catalog)
    return reading


def days(reading: Reading) -> dict[DeadlineKind, str]:
    return {one.what: str(one.field.value) for one in reading.printed_dates if one.field.value is not None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("CP14", "Kindly see to it that the whole balance is in our hands not later than {day}."),
        ("CP14", "To keep interest from growing, settle this account on or before Monday, {day}."),
        ("CP161", "The amount shown is payable no later than {day}."),
        ("CP501", "Your money order should be here by the close of business on {day}."),
        ("CP503", "Unless the sum of $1,204.11 is paid by {day}, we may file a lien."),
        ("CP22A", "You have until {day} to pay the balance without more interest."),
        ("CP60", "Please make this payment or call us before {day}."),
        ("CP501", "Debe pagar la cantidad indicada a más tardar el 20 de octubre de 2025."),
    ],
)
def test_a_day_to_pay(catalog: Catalog, code: str, text: str) -> None:
    reading = read(catalog, code, text.format(day=DAY))
    assert days(reading) == {DeadlineKind.PAY: "2025-10-20"}
    assert reading.fields["due_date"].value == dt.date(2025, 10, 20)
    assert "respond_by" not in reading.fields


@pytest.mark.parametrize(
    ("code", "text", "what"),
    [
        ("CP2000", "Whatever you decide, your reply has to be with us no later than {day}.", DeadlineKind.RESPOND),
        ("CP2000", "If nothing from you reaches us by {day}, the tax will be assessed.", DeadlineKind.RESPOND),
        ("Letter 6173", "A response to this letter is required by {day}.", DeadlineKind.RESPOND),
        ("LT16", "Get in touch with us not later than {day}; otherwise we may levy.", DeadlineKind.RESPOND),
        ("LT16", "By {day}, you must phone the number above.", DeadlineKind.RESPOND),
        ("Letter 2205", "Telephone me before {day} so that we can agree on a day to meet.", DeadlineKind.RESPOND),
        ("CP59", "File the missing return on or before {day}.", DeadlineKind.FILE_RETURN),
        ("CP518", "We have still not received your 2023 return; it must be here by {day}.", DeadlineKind.FILE_RETURN),
        ("5071C", "You have until {day} to confirm your identity with us.", DeadlineKind.VERIFY_IDENTITY),
        ("CP75", "We need proof of where your child lived from you by {day}.", DeadlineKind.SEND_INFORMATION),
        ("CP75", "Copies of your receipts should arrive here by {day}.", DeadlineKind.SEND_INFORMATION),
        ("LT11", "A request for a hearing has to be postmarked by {day}.", DeadlineKind.HEARING),
        ("LT11", "For a hearing, fill in Form 12153. It must reach us by {day}.", DeadlineKind.HEARING),
        ("CP3219A", "The last day to petition the U.S. Tax Court is {day}.", DeadlineKind.PETITION),
        ("CP3219A", "You may challenge this in the United States Tax Court until {day}.", DeadlineKind.PETITION),
        ("Letter 1153", "Your written protest must be mailed to this office by {day}.", DeadlineKind.APPEAL),
        ("CP12", "{day} is the last day to have the changes reversed.", DeadlineKind.REQUEST_ABATEMENT),
        ("CP759", "Si no recibimos su respuesta para el 20 de octubre de 2025, actuaremos.", DeadlineKind.RESPOND),
    ],
)  # fmt: skip
def test_a_day_to_act(catalog: Catalog, code: str, text: str, what: DeadlineKind) -> None:
    reading = read(catalog, code, text.format(day=DAY))
    assert days(reading) == {what: "2025-10-20"}
    assert reading.fields["respond_by"].value == dt.date(2025, 10, 20)
    assert reading.fields["respond_by"].accepted
    assert "due_date" not in reading.fields


@pytest.mark.parametrize(
    "text",
    [
        "Interest is figured to October 20, 2025.",
        "Interest continues to accrue until October 20, 2025.",
        "Your refund should reach you by October 20, 2025.",
        "We will send you a decision by October 20, 2025.",
        "If you do not get your refund by October 20, 2025, it may have been lost.",
        "Your return for the year was due by April 15, 2025.",
        "You promised to pay the rest by August 1, 2025.",
        "We received your letter before September 1, 2025.",
        "Your employer must send you a corrected form by October 20, 2025.",
        "This offer of our office stays valid until October 20, 2025.",
        "For the tax period ended December 31, 2025, you owe nothing.",
    ],
)
def test_dates_by_which_the_reader_has_nothing_to_do(catalog: Catalog, text: str) -> None:
    reading = read(catalog, "CP21B", text)
    assert set(days(reading)) <= {DeadlineKind.WAIT_UNTIL}
    assert {"due_date", "respond_by"}.isdisjoint(reading.fields)


def test_an_answer_by_the_office_is_a_day_to_wait_for(catalog: Catalog) -> None:
    reading = read(catalog, "2645C", "You can expect an answer from us by October 20, 2025.")
    assert days(reading) == {DeadlineKind.WAIT_UNTIL: "2025-10-20"}


def test_two_days_in_one_sentence_have_each_their_own(catalog: Catalog) -> None:
    reading = read(
        catalog, "CP11", "Pay the amount by October 6, 2025, or ask us to reverse the change by November 14, 2025."
    )
    assert days(reading) == {DeadlineKind.PAY: "2025-10-06", DeadlineKind.REQUEST_ABATEMENT: "2025-11-14"}


def test_a_day_of_which_only_the_sentence_before_tells_what_it_is_for_needs_a_look(catalog: Catalog) -> None:
    reading = read(catalog, "CP40", "You may ask for a hearing.", "Everything has to be mailed by October 20, 2025.")
    (date,) = reading.printed_dates
    assert (date.what, date.field.accepted) == (DeadlineKind.HEARING, False)


def test_of_two_days_to_answer_that_sentences_name_neither_stands_alone(catalog: Catalog) -> None:
    reading = read(catalog, "CP2000", "Reply by October 20, 2025.", "Send us the form by October 6, 2025.")
    assert not reading.fields["respond_by"].accepted


def test_two_acts_of_one_sentence_have_each_its_own_day(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "Letter 1153",
        "You may agree, and sign Form 2751 by October 6, 2025,",
        "or appeal by November 14, 2025.",
    )
    assert days(reading) == {DeadlineKind.RESPOND: "2025-10-06", DeadlineKind.APPEAL: "2025-11-14"}


def test_a_point_in_an_abbreviation_ends_no_sentence(catalog: Catalog) -> None:
    reading = read(
        catalog, "CP3219A", "You must file with the U.S. Tax Court, Washington D.C. 20217, by October 20, 2025."
    )
    assert days(reading) == {DeadlineKind.PETITION: "2025-10-20"}


@pytest.mark.parametrize(("code", "right", "text"), SENTENCES)
def test_what_a_sentence_asks_for_by_its_day(catalog: Catalog, code: str, right: str, text: str) -> None:
    said = textwrap.wrap(text.format(day=DAY, dia="20 de octubre de 2025"), 76)
    typed = code[0].isdigit() or code.startswith("Letter")
    head = header("" if typed else code, "September 15, 2025", "XXX-XX-1234", "Page 1 of 2")
    foot = ((0.72, 0.95, code if code.startswith("Letter") else f"LTR {code}"),) if typed else ()
    (reading,) = parse(document(page(1, *TREASURY, *head, *prose(0.35, *said), *foot)), catalog)
    wanted = [kind.strip() for kind in right.split(",")]
    found = {what.value for what in days(reading)}
    assert found <= set(wanted)
    assert found or "" in wanted


@pytest.mark.parametrize(
    ("beside", "what"),
    [
        ("Your answer must be here by", DeadlineKind.RESPOND),
        ("Response deadline", DeadlineKind.RESPOND),
        ("Hearing to be requested by", DeadlineKind.HEARING),
        ("Return this page no later than", DeadlineKind.RESPOND),
        ("Due date for response", DeadlineKind.RESPOND),
        ("Last day to reply", DeadlineKind.RESPOND),
        ("Contact us by", DeadlineKind.RESPOND),
        ("Petition the Tax Court by", DeadlineKind.PETITION),
        ("Pay on or before", DeadlineKind.PAY),
        ("Payment deadline", DeadlineKind.PAY),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_date_beside_or_below_words_that_no_label_spells(
    catalog: Catalog, beside: str, what: DeadlineKind, below: bool
) -> None:
    head = header(
        "CP99" if what is not DeadlineKind.PAY else "CP14", "September 15, 2025", "XXX-XX-1234", "Page 1 of 2"
    )
    at = (0.62, 0.175, DAY) if below else (0.86, 0.16, DAY)
    (reading,) = parse(document(page(1, *TREASURY, *head, (0.62, 0.16, beside), at)), catalog)
    assert days(reading) == {what: "2025-10-20"}


@pytest.mark.parametrize(
    "beside", ["Interest figured to", "Refund issued", "Statement date", "Date of birth", "Period"]
)
def test_a_date_beside_words_that_ask_for_nothing(catalog: Catalog, beside: str) -> None:
    head = header("CP14", "September 15, 2025", "XXX-XX-1234", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, (0.62, 0.16, beside), (0.86, 0.16, DAY))), catalog)
    assert days(reading) == {}


def test_the_day_from_which_property_may_be_taken(catalog: Catalog) -> None:
    text = "Pay now, or we may seize (“levy”) your property or rights to property on or after October 20, 2025."
    assert days(read(catalog, "CP504", text))[DeadlineKind.LEVY_MAY_START] == "2025-10-20"


@pytest.mark.parametrize(
    ("asks", "does_not", "text", "field"),
    [
        ("CP2000", "CP71C", "Tell us by {day} what you think of this.", "respond_by"),
        ("CP71C", "CP05", "Your balance of $300.00 is due. Pay it by {day}.", "due_date"),
        ("CP59", "CP14", "File the return by {day}.", "respond_by"),
    ],
)
def test_a_day_that_the_notice_does_not_ask_for_is_held(
    catalog: Catalog, asks: str, does_not: str, text: str, field: str
) -> None:
    said = text.format(day=DAY)
    one, other = (read(catalog, code, said).fields[field] for code in (asks, does_not))
    assert (one.value, one.accepted) == (dt.date(2025, 10, 20), True)
    assert (other.value, other.accepted) == (dt.date(2025, 10, 20), False)


def test_what_a_notice_asks_for_and_the_money_it_names_say_which_days_are_strange() -> None:
    usual = strangers_to((Ask.PAYMENT,), owes=True)
    assert DeadlineKind.PAY not in usual
    assert DeadlineKind.RESPOND in usual
    assert DeadlineKind.HEARING not in usual  # rights are named by words of their own
    assert strangers_to((), owes=True) == frozenset()
    assert strangers_to((), owes=False) == {DeadlineKind.PAY}
    assert DeadlineKind.PAY in strangers_to((Ask.NOTHING,), owes=True)
