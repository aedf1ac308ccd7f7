"""Letters set by hand, read as a whole: what an amount and a date are for."""

from irsletter.catalog.load import load_catalog
from irsletter.model.kinds import AmountKind, DeadlineKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose


def read(*lines: Line) -> Reading:
    (reading,) = parse(document(page(1, *lines)), load_catalog())
    return reading


def days(reading: Reading) -> dict[DeadlineKind, str]:
    return {date.what: date.field.value.isoformat() for date in reading.printed_dates if date.field.value is not None}


def test_the_total_of_an_examination_report_is_proposed_and_not_due():
    reading = read(
        *TREASURY,
        *header("525", "June 8, 2009", "***-**-7968", "Page 1 of 1"),
        *prose(
            0.30,
            "Enclosed is our report on the examination of your return. If you agree,",
            "sign and return the report by July 8, 2009.",
        ),
        (0.08, 0.40, "Increase in tax"), (0.80, 0.40, "$7,613.00"),
        (0.08, 0.42, "Amount due"), (0.80, 0.42, "$7,613.00"),
        (0.08, 0.95, "Letter 525 (Rev. 3-2020)"),
    )  # fmt: skip
    assert reading.notice is not None
    assert reading.notice.code == "Letter 525"
    assert "amount_due" not in reading.fields
    assert "due_date" not in reading.fields
    assert str(reading.fields["proposed_amount"].value) == "7613.00"
    assert days(reading) == {DeadlineKind.RESPOND: "2009-07-08"}


def test_an_agreement_that_ends_on_that_day_ends_on_the_day_named_before():
    reading = read(
        *TREASURY,
        *header("CP523", "December 31, 2012", "***-**-6372", "Page 1 of 2"),
        *prose(
            0.30,
            "To keep your plan, pay $826.00 before January 30, 2013. Otherwise we intend to",
            "terminate the agreement on that date and may levy.",
        ),
    )
    assert days(reading)[DeadlineKind.AGREEMENT_ENDS] == "2013-01-30"


def test_one_place_that_says_immediately_is_one_place_though_it_was_read_once_more():
    words = ("Amount due immediately: $826.00",)
    once = read(*TREASURY, *header("CP504", "December 31, 2012", "***-**-6372", "Page 1 of 2"), *prose(0.30, *words))
    (said,) = [date for date in once.printed_dates if date.words]
    assert said.words == "immediately"
    assert {line.copy for line in said.field.evidence} == {1}


def test_a_notice_of_lien_says_what_is_secured_and_asks_for_nothing():
    reading = read(
        *TREASURY,
        *prose(0.10, "Form 668(Y)(c) Notice of Federal Tax Lien"),
        (0.08, 0.40, "Unpaid balance"), (0.80, 0.40, "$6,872.93"),
        (0.08, 0.42, "Interest"), (0.80, 0.42, "$762.54"),
        (0.08, 0.44, "Total"), (0.80, 0.44, "$7,635.47"),
        (0.08, 0.95, "Form 668(Y)(c) (Rev. 2-2004)"),
    )  # fmt: skip
    assert reading.notice is not None
    assert reading.notice.category == "lien"
    assert not {"amount_due", "proposed_amount"} & reading.fields.keys()
    assert AmountKind.AMOUNT_DUE not in {amount.kind for amount in reading.amounts}


def test_prose_of_a_neighbouring_column_names_no_row_for_good():
    reading = read(
        *TREASURY,
        *header("CP14", "December 31, 2012", "***-**-6372", "Page 1 of 2"),
        (0.08, 0.40, "If you disagree, call us. Interest"), (0.80, 0.40, "$100.00"),
        (0.08, 0.42, "Tax you owed"), (0.80, 0.42, "$200.00"),
        (0.08, 0.44, "Amount due"), (0.80, 0.44, "$300.00"),
    )  # fmt: skip
    (row,) = [amount for amount in reading.amounts if str(amount.field.value) == "100.00"]
    assert (row.kind, row.field.status) == (AmountKind.OTHER, FieldStatus.REVIEW)


def test_spanish_labels_are_read_with_and_without_their_accents():
    for year, number in (("Año tributario", "Número de seguro social"), ("Ano tributario", "Numero de seguro social")):
        reading = read(
            *TREASURY,
            (0.62, 0.045, "Aviso"), (0.80, 0.045, "CP712"),
            (0.62, 0.060, year), (0.80, 0.060, "2017"),
            (0.62, 0.075, number), (0.84, 0.075, "***-**-2573"),
            *prose(0.30, "Cambiamos su declaración para el período tributario que terminó el 31 de diciembre de 2017."),
        )  # fmt: skip
        assert [period.period.label for period in reading.tax_periods] == ["2017"]
        assert reading.tax_periods[0].field.accepted
        assert reading.fields["taxpayer_id"].value.last4 == "2573"


def test_an_office_begins_where_it_is_named_and_not_with_the_lines_that_run_into_it():
    reading = read(
        *TREASURY,
        *header("CP14", "January 8, 2018", "XXX-XX-1234", "Page 1 of 2"),
        (0.08, 0.80, "and the form number (1040) on your payment."),
        (0.08, 0.812, "INTERNAL REVENUE SERVICE"),
        (0.08, 0.824, "CINCINNATI, OH 45999-0149"),
    )  # fmt: skip
    assert reading.fields["remit_to"].value.lines == ("INTERNAL REVENUE SERVICE",)


def test_the_code_of_a_letter_is_none_of_its_reference_numbers():
    reading = read(
        *TREASURY,
        (0.62, 0.045, "Notice number"), (0.80, 0.045, "CP161"),
        (0.62, 0.060, "Notice date"), (0.80, 0.060, "July 15, 2024"),
    )  # fmt: skip
    assert (reading.notice and reading.notice.code, reading.references) == ("CP161", ())


def test_a_letter_that_prints_money_to_be_paid_asks_for_it_though_its_entry_does_not_say_so():
    reading = read(
        *TREASURY,
        *header("CP21A", "April 10, 2023", "XXX-XX-1234", "Page 1 of 2"),
        (0.43, 0.40, "Increase in tax"), (0.80, 0.40, "$588.00"),
        (0.43, 0.42, "Interest charged"), (0.80, 0.42, "24.40"),
        (0.43, 0.44, "Amount due by May 1, 2023"), (0.80, 0.44, "$612.40"),
    )  # fmt: skip
    assert [ask.value for ask in reading.asks] == ["payment"]


def test_specks_around_labels_hide_none_of_them():
    reading = read(
        *TREASURY,
        *((0.62, 0.045, "“Notice"), (0.80, 0.045, "CP14")),
        *((0.62, 0.060, "' Notice date —"), (0.80, 0.060, "January 8, 2018")),
        *((0.62, 0.075, "~Social security number|"), (0.84, 0.075, "XXX-XX-1234")),
        *((0.62, 0.090, "_To contact us ;"), (0.80, 0.090, "800-829-0922")),
    )
    assert reading.notice is not None
    assert reading.notice.code == "CP14"
    assert str(reading.fields["notice_date"].value) == "2018-01-08"
    assert reading.fields["taxpayer_id"].value.last4 == "1234"
    assert reading.fields["contact_phone"].value == "+18008290922"
