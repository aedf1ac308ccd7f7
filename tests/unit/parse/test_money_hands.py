"""Bills as other hands draw them: leaders, touching columns, sentences instead of rows, years in labels."""

from dataclasses import replace
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.kinds import AmountKind, CheckStatus, FieldStatus, PeriodRole
from irsletter.model.reading import Reading
from irsletter.parse import parse
from irsletter.parse.values.money import find_money, parse_money
from irsletter.validate.sums import amounts_add_up
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

K = AmountKind
YEAR: tuple[Line, ...] = ((0.62, 0.090, "Tax year"), (0.80, 0.090, "2021"))
OFFICE_BELOW: tuple[Line, ...] = ((0.05, 0.86, "INTERNAL REVENUE SERVICE"), (0.05, 0.876, "OGDEN UT 84201-0039"))


def read(catalog: Catalog, code: str, *lines: Line, second: tuple[Line, ...] = ()) -> Reading:
    pages = [page(1, *TREASURY, *header(code, "March 4, 2024", "XXX-XX-1234", "Page 1 of 2"), *YEAR, *lines)]
    if second:
        pages.append(page(2, (0.08, 0.03, f"Notice {code} Notice date March 4, 2024 TIN XXX-XX-1234"), *second))
    (reading,) = parse(document(*pages), catalog)
    return reading


def table(*rows: tuple[str, str], top: float = 0.40, left: float = 0.43) -> tuple[Line, ...]:
    lines: list[Line] = []
    for number, (label, amount) in enumerate(rows):
        y = top + 0.018 * number
        lines += [(left, y, label), (0.95 - 0.0085 * len(amount), y, amount)]
    return tuple(lines)


def rows_of(reading: Reading) -> list[tuple[AmountKind, str]]:
    return [(row.kind, f"{row.field.value:.2f}") for row in reading.amounts]


def test_dots_lead_from_a_label_to_its_amount(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP22A",
        *table(
            ("Increase in tax ..............", "$1,730.00"),
            ("Increase in failure-to-pay penalty ....", "45.12"),
            ("Increase in interest . . . . . . .", "212.92"),
            ("Amount due by March 25, 2024 ...", "$1,988.04"),
        ),
    )
    assert rows_of(reading) == [
        (K.TAX_INCREASE, "1730.00"),
        (K.FAILURE_TO_PAY_PENALTY, "45.12"),
        (K.INTEREST, "212.92"),
        (K.AMOUNT_DUE, "1988.04"),
    ]
    assert reading.amounts[1].label == "Increase in failure-to-pay penalty"
    assert all(row.field.accepted for row in reading.amounts)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Penalty for late filing of a partnership return", K.FAILURE_TO_FILE_PENALTY),
        ("Credit for tax deposits", K.PAYMENTS_AND_CREDITS),
        ("Decrease to tax withholding", K.PAYMENT_CHANGE),
        ("Shared responsibility payment (SRP) you owe", K.OTHER),
    ],
)
def test_labels_of_other_hands(label: str, kind: AmountKind, catalog: Catalog) -> None:
    reading = read(
        catalog, "CP161", *table((label, "$700.00"), ("Interest charges", "12.00"), ("Amount due", "$712.00"))
    )
    assert rows_of(reading)[0] == (kind, "700.00")


def test_a_computation_in_several_columns_is_no_bill(catalog: Catalog) -> None:
    computed = [
        line
        for y, item, one, two in (
            (0.62, "Taxable income", "$51,330", "$63,366"),
            (0.64, "Tax", "6,812", "8,121"),
            (0.66, "Total tax", "$6,812", "$9,299"),
        )
        for line in ((0.08, y, item), (0.52, y, one), (0.72, y, two))
    ]
    bill = table(("Tax you owe", "$2,487"), ("Interest charges", "182"), ("Amount due by May 1, 2024", "$2,669"))
    reading = read(catalog, "CP2000", *bill, *computed)
    assert [value for _, value in rows_of(reading)] == ["2487.00", "182.00", "2669.00"]


@pytest.mark.parametrize(("penalty", "kind"), [("$497", K.ACCURACY_PENALTY), ("$300", K.OTHER_PENALTY)])
def test_a_fifth_of_the_tax_proposed_is_the_accuracy_penalty(penalty: str, kind: AmountKind, catalog: Catalog) -> None:
    total = 2487 + int(penalty[1:])
    bill = table(("2021 Tax Increase", "$2,487"), ("Penalties", penalty), ("Proposed Balance Due", f"$ {total:,}"))
    assert rows_of(read(catalog, "CP2000", *bill))[1] == (kind, f"{penalty[1:]}.00")
    # a bill's penalty is what it is called
    due = table(("Tax you owed", "$2,487"), ("Penalties", "$497"), ("Amount due", "$2,984"))
    assert rows_of(read(catalog, "CP14", *due))[1] == (K.OTHER_PENALTY, "497.00")


def test_charges_told_in_a_sentence_are_rows_of_no_sum(catalog: Catalog) -> None:
    said = prose(
        0.40,
        "You now owe $512.33, which includes a late payment penalty of $21.40 and interest of $18.93.",
        "We also charged you a penalty of $60.00 for filing your return late.",
    )
    reading = read(catalog, "CP22A", *said)
    assert sorted(rows_of(reading)) == [
        (K.FAILURE_TO_FILE_PENALTY, "60.00"),
        (K.FAILURE_TO_PAY_PENALTY, "21.40"),
        (K.INTEREST, "18.93"),
    ]
    assert all(row.spoken and row.field.accepted for row in reading.amounts)


@pytest.mark.parametrize(
    "text",
    [
        "If you file more than 60 days late, a penalty of $485.00 for filing late may be charged.",
        "We removed the late payment penalty of $21.40 as you asked.",
        "We paid you interest of $12.10 with your refund.",
        "Taxable interest of $377.00 was reported by the bank.",
    ],
)
def test_what_may_come_or_was_taken_back_is_no_charge(text: str, catalog: Catalog) -> None:
    assert read(catalog, "CP22A", *prose(0.40, text)).amounts == ()


def test_a_sentence_that_tells_a_row_again_adds_nothing(catalog: Catalog) -> None:
    bill = table(("Tax you owed", "$100.00"), ("Failure-to-pay penalty", "5.00"), ("Amount due", "$105.00"))
    reading = read(catalog, "CP14", *bill, *prose(0.60, "We charged a penalty of $5.00 for paying late."))
    assert len(reading.amounts) == 3


def test_rows_belong_to_the_year_that_their_label_names(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP49",
        *table(("Overpayment for 2021", "$640.00"), ("Amount we applied to 2019", "-640.00"), ("Refund due", "$0.00")),
        *table(
            ("Amount you owed for 2019", "$1,521.19"),
            ("Overpayment applied from 2021", "-640.00"),
            ("Interest charges", "31.21"),
            ("Amount due by May 20, 2024", "$912.40"),
            top=0.52,
        ),
    )
    assert [(one.period.label, one.role) for one in reading.tax_periods] == [
        ("2021", PeriodRole.SUBJECT),
        ("2019", PeriodRole.OTHER),
    ]
    assert [row.tax_period for row in reading.amounts] == ["p1"] * 3 + ["p2"] * 4


def test_rows_that_bill_years_apart_are_the_letters_periods(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "LT16",
        *table(("Unpaid taxes for 12/31/2022", "$3,200.00"), ("Unpaid taxes for 12/31/2023", "2,340.00"),
               ("Amount due", "$5,540.00")),
        *prose(0.62, "Unfiled return: Form 1040, tax year 2021."),
    )  # fmt: skip
    assert [one.period.label for one in reading.tax_periods] == ["2022", "2023", "2021"]
    assert [(row.kind.value, row.tax_period) for row in reading.amounts] == [
        ("tax_owed", "p1"),
        ("tax_owed", "p2"),
        ("amount_due", None),
    ]


def test_what_is_owed_on_a_condition_is_not_due_now(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP523",
        (0.05, 0.31, "Amount due immediately: $412.00"),
        *table(("Payment due January 15, 2024", "$206.00"), ("Payment due February 15, 2024", "206.00"),
               ("Amount due immediately", "$412.00")),
        *table(("Total amount you owe", "$9,640.18"), top=0.56),
        *prose(0.62, "If we terminate your installment agreement, you will owe $9,640.18."),
    )  # fmt: skip
    due = reading.fields["amount_due"]
    assert (due.value, due.status, due.alternatives) == (Decimal("412.00"), FieldStatus.ACCEPTED, ())


def test_a_payment_address_ends_where_the_next_column_begins(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP161",
        *OFFICE_BELOW,
        (0.05 + 0.0085 * 25, 0.86, "June 30, 2024"),
        (0.30, 0.844, "Amount due by"),
        (0.85, 0.844, "$3,518.27"),
    )
    address = reading.fields["remit_to"].value
    assert (*address.lines, address.city, address.zip) == ("INTERNAL REVENUE SERVICE", "OGDEN", "84201-0039")


def test_answers_go_where_the_words_above_an_address_say(catalog: Catalog) -> None:
    reading = read(catalog, "LT11", (0.05, 0.82, "Mail Form 12153 to:"), *OFFICE_BELOW)
    assert "remit_to" not in reading.fields
    assert reading.fields["respond_to"].value.city == "OGDEN"
    paid = read(catalog, "LT11", (0.05, 0.82, "Mail your check to:"), *OFFICE_BELOW)
    assert "respond_to" not in paid.fields
    assert paid.fields["remit_to"].value.city == "OGDEN"


def test_a_table_of_periods_below_a_running_head_keeps_its_headings(catalog: Catalog) -> None:
    second: tuple[Line, ...] = (
        (0.08, 0.081, "Account summary, continued"),
        *((x, 0.097, text) for x, text in ((0.085, "Form number"), (0.22, "Tax period ended"),
                                            (0.40, "Amount you owed"), (0.60, "Interest"), (0.85, "Total"))),
        *((x, 0.113, text) for x, text in ((0.085, "940"), (0.26, "12/31/2019"), (0.46, "612.40"),
                                            (0.64, "21.36"), (0.84, "633.76"))),
    )  # fmt: skip
    reading = read(catalog, "CP297", (0.05, 0.31, "Amount due immediately: $633.76"), second=second)
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2019", "940")]


def test_a_civil_penalty_stands_beside_a_quarter(catalog: Catalog) -> None:
    heads = ((0.10, "Type of Tax"), (0.30, "Tax Period"), (0.50, "Assessment Date"), (0.76, "Amount on Lien"))
    first = ((0.10, "1040"), (0.30, "12/31/2018"), (0.50, "06/24/2019"), (0.80, "$9,008.51"))
    last = ((0.10, "6672"), (0.30, "03/31/2019"), (0.50, "02/17/2020"), (0.79, "$22,117.80"))
    lines = [(x, 0.40 + 0.02 * row, text) for row, cells in enumerate((heads, first, last)) for x, text in cells]
    reading = read(catalog, "CP297", *lines)
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2018", "1040"), ("2019-Q1", "6672")]


def test_payers_are_named_with_what_they_reported(catalog: Catalog) -> None:
    heads = ((0.08, "Received from"), (0.30, "Account"), (0.45, "Shown on return"), (0.63, "Reported by others"),
             (0.85, "Difference"))  # fmt: skip
    row = ((0.08, "MIDLAND SAVINGS"), (0.30, "Form 1099-INT"), (0.53, "41"), (0.73, "377"), (0.90, "336"))
    lines = [(x, 0.40 + 0.02 * at, text) for at, cells in enumerate((heads, row)) for x, text in cells]
    (one,) = read(catalog, "CP2000", *lines).adjustments
    assert (one.item, one.payer) == ("Form 1099-INT", "MIDLAND SAVINGS")
    assert [field and (field.value, field.accepted) for field in (one.as_filed, one.irs_figure, one.change)] == [
        (Decimal(41), True),
        (Decimal(377), True),
        (Decimal(336), True),
    ]


@pytest.mark.parametrize(
    ("raw", "value"),
    [("$901 00.", "901.00"), ("$22. 804 93", "22804.93"), ("2.406 11", "2406.11"), ("-102 56", "-102.56")],
)
def test_a_faint_point_before_the_cents_is_put_back(raw: str, value: str) -> None:
    read = parse_money(raw)
    assert read is not None
    assert f"{read.value:.2f}" == value
    assert "decimal point" in read.repaired


@pytest.mark.parametrize("raw", ["941 12", "102 56", "1 800", "$1,234 5"])
def test_two_numbers_side_by_side_are_no_amount(raw: str) -> None:
    assert parse_money(raw) is None


def test_a_scratch_between_label_and_amount_is_no_column(catalog: Catalog) -> None:
    bill = table(("Tax you owed", "$100.00"), ("Failure-to-pay penalty", "5.00"), ("Amount due", "$105.00"))
    scanned = page(1, *TREASURY, *header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2"), *bill)
    words = [replace(word, source=Source.OCR, confidence=0.95) for word in scanned.words]
    scratch = Word("1", Box(0.75, 0.418, 0.7508, 0.429), source=Source.OCR, confidence=0.85)
    digit = replace(scratch, box=Box(0.75, 0.418, 0.757, 0.429))
    for word, count in ((scratch, 3), (digit, 2)):
        letter = Page.of(1, 612, 792, Capture.SCAN, [*words, word])
        (reading,) = parse(document(letter), catalog)
        assert len([row for row in reading.amounts if row.field.value is not None]) == count


def test_dots_read_as_letters_are_no_part_of_a_label(catalog: Catalog) -> None:
    bill = table(
        ("Interest charges cscsssccesssscssse nanssscesses", "$5.00"),
        ("Tax you owed", "100.00"),
        ("Amount due", "$105.00"),
    )
    drawn = page(1, *TREASURY, *header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2"), *bill)
    words = [replace(word, source=Source.OCR, confidence=0.95) for word in drawn.words]
    (reading,) = parse(document(Page.of(1, 612, 792, Capture.SCAN, words)), catalog)
    assert rows_of(reading)[0] == (K.INTEREST, "5.00")
    assert reading.amounts[0].label == "Interest charges"


def test_periods_on_a_missing_page_fail_no_sum(catalog: Catalog) -> None:
    heads = ((0.085, "Form number"), (0.22, "Tax period ended"), (0.44, "Amount you owed"), (0.64, "Interest"),
             (0.85, "Total"))  # fmt: skip
    rows = [
        (x, 0.40 + 0.02 * at, text)
        for at, cells in enumerate(
            (
                heads,
                ((0.085, "941"), (0.24, "03/31/2019"), (0.46, "612.40"), (0.64, "21.36"), (0.84, "633.76")),
                ((0.085, "941"), (0.24, "06/30/2019"), (0.46, "100.00"), (0.66, "1.00"), (0.84, "101.00")),
            )
        )
        for x, text in cells
    ]
    reading = read(catalog, "CP297", (0.05, 0.31, "Amount due immediately: $2,000.00"), *rows)
    assert reading.letter.missing_pages == (2,)
    assert amounts_add_up(reading).status is CheckStatus.PASS
    whole = read(catalog, "CP297", (0.05, 0.31, "Amount due immediately: $2,000.00"), *rows, second=prose(0.2, "More."))
    assert amounts_add_up(whole).status is CheckStatus.FAIL


@pytest.mark.parametrize(
    ("phone", "accepted"), [("800-829-0922", True), ("800-829-0928", False), ("855-555-0142", True)]
)
def test_a_number_one_digit_off_a_listed_one_is_doubted_on_pictures(
    phone: str, accepted: bool, catalog: Catalog
) -> None:
    drawn = page(
        1,
        *TREASURY,
        *header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2"),
        (0.62, 0.105, "To contact us"),
        (0.80, 0.105, phone),
    )
    words = [replace(word, source=Source.OCR, confidence=0.97) for word in drawn.words]
    for letter, sure in ((drawn, True), (Page.of(1, 612, 792, Capture.SCAN, words), accepted)):
        (reading,) = parse(document(letter), catalog)
        assert reading.fields["contact_phone"].value == f"+1{phone.replace('-', '')}"
        assert reading.fields["contact_phone"].accepted is sure


def scanned(*lines: Line) -> Page:
    drawn = page(1, *lines)
    return Page.of(1, 612, 792, Capture.SCAN, [replace(w, source=Source.OCR, confidence=0.97) for w in drawn.words])


def test_a_torn_line_of_a_published_address_is_not_stood_behind(catalog: Catalog) -> None:
    head = header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    for stop, accepted in (("Stop 6525", True), ("'op 6525", False)):
        lines = ((0.14, 0.075, stop), (0.14, 0.09, "Kansas City, MO 64999-0025"))
        (reading,) = parse(document(scanned(*TREASURY, *lines, *head)), catalog)
        assert reading.fields["return_address"].accepted is accepted


def test_a_payee_of_an_article_alone_is_none(catalog: Catalog) -> None:
    lines = prose(0.80, "Make your check or money order payable to the")
    assert "payee" not in read(catalog, "CP14", *lines).fields


def test_a_row_that_sums_up_those_above_it_is_a_subtotal(catalog: Catalog) -> None:
    for label in ("Total penalties", "Subtotal penalties"):
        bill = table(
            ("Tax you owed", "$2,004.00"),
            ("Failure-to-file penalty", "450.90"),
            ("Failure-to-pay penalty", "501.00"),
            (label, "951.90"),
            ("Interest charges", "355.17"),
            ("Total amount due", "$3,311.07"),
        )
        reading = read(catalog, "CP71A", *bill)
        assert rows_of(reading)[3] == (K.SUBTOTAL, "951.90")
        assert all(row.field.accepted for row in reading.amounts)
        assert amounts_add_up(reading).status is CheckStatus.PASS


def test_what_lowers_the_tax_raises_a_refund_with_either_sign(catalog: Catalog) -> None:
    for printed in ("418.00", "-418.00"):
        bill = table(
            ("Overpayment on your return", "$2,681.00" if printed == "418.00" else "-2,681.00"),
            ("Decrease in tax", printed),
            ("Interest paid to you", "11.25" if printed == "418.00" else "-11.25"),
            ("Amount to be refunded to you", "$3,110.25"),
        )
        reading = read(catalog, "CP12", *bill)
        assert rows_of(reading)[1] == (K.TAX_DECREASE, "-418.00")
        assert amounts_add_up(reading).status is CheckStatus.PASS
        assert all(row.field.accepted for row in reading.amounts)


@pytest.mark.parametrize("label", ["Payment received March 1, 2024 - thank you", "Payment removed"])
def test_a_single_payment_is_one_of_the_payments(label: str, catalog: Catalog) -> None:
    bill = table(("Tax you owed", "$300.00"), (label, "-100.00"), ("Amount due", "$200.00"))
    assert rows_of(read(catalog, "CP14", *bill))[1] == (K.PAYMENTS_AND_CREDITS, "-100.00")


def test_the_divisions_letter_above_a_name_is_no_part_of_it(catalog: Catalog) -> None:
    lines = ((0.12, 0.19, "B"), (0.12, 0.205, "BARNABY K TULL"), (0.12, 0.22, "333 LOWER RD"),
             (0.12, 0.235, "BANGOR ME 04401-3300"))  # fmt: skip
    assert read(catalog, "CP14", *lines).fields["taxpayer_name"].value == "BARNABY K TULL"


def test_the_senders_street_torn_from_its_name_is_no_addressee(catalog: Catalog) -> None:
    lines = (
        *((0.18, 0.10, "880 Bobbin Alley, Room 114"), (0.18, 0.115, "Port Wessel, VA 23519-7702")),
        *(
            (0.14, 0.195, "RUBEN T OSSHOLLOW"),
            (0.14, 0.211, "6795 JUNIPER NOTCH DR"),
            (0.14, 0.227, "SALTERN NV 85001-0304"),
        ),
    )
    (reading,) = parse(
        document(page(1, *lines, *header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2"))), catalog
    )
    assert reading.fields["taxpayer_address"].value.city == "SALTERN"
    assert reading.fields["return_address"].value.city == "Port Wessel"


def test_a_payment_address_whose_name_was_not_read_is_not_stood_behind(catalog: Catalog) -> None:
    head = header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    town: tuple[Line, ...] = ((0.05, 0.876, "PO BOX 41877"), (0.05, 0.892, "AUSTIN TX 78799-1877"))
    name: tuple[Line, ...] = ((0.05, 0.86, "INTERNAL REVENUE SERVICE"),)
    whom: tuple[Line, ...] = (
        (0.14, 0.195, "RUBEN OSSHOLLOW"),
        (0.14, 0.211, "6795 NOTCH DR"),
        (0.14, 0.227, "ELY NV 85001"),
    )
    for lines, accepted in (((*name, *town), True), (town, False)):
        (reading,) = parse(document(scanned(*TREASURY, *head, *whom, *lines)), catalog)
        assert reading.fields["remit_to"].accepted is accepted


@pytest.mark.parametrize(("raw", "value"), [("350,00", "350.00"), ("$980,77", "980.77"), ("-4410,00", "-4410.00")])
def test_a_comma_before_two_digits_is_the_point(raw: str, value: str) -> None:
    read = parse_money(raw)
    assert read is not None
    assert (f"{read.value:.2f}", read.repaired) == (value, "read a comma as the decimal point")
    assert find_money(f"see pages 12,34 and {raw.lstrip('$-')}.") == ()


def test_a_faint_point_in_a_column_of_amounts_needs_no_sign(catalog: Catalog) -> None:
    head = header("CP71C", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    bill = table(
        ("Tax you owe", "$1,067 18"),
        ("Penalties", "128 00"),
        ("Interest charges", "179 26"),
        ("Amount you owe", "$1,374.44"),
    )
    (reading,) = parse(document(scanned(*TREASURY, *head, *bill)), catalog)
    assert [value for _, value in rows_of(reading)] == ["1067.18", "128.00", "179.26", "1374.44"]
    assert amounts_add_up(reading).status is CheckStatus.PASS
    # elsewhere, and in a text layer, these are two numbers
    (alone,) = parse(document(scanned(*TREASURY, *head, *table(("Penalties", "128 00")))), catalog)
    assert alone.amounts == ()
    (printed,) = parse(document(page(1, *TREASURY, *head, *bill)), catalog)
    assert "128.00" not in [f"{row.field.value:.2f}" for row in printed.amounts if row.field.value is not None]
