import datetime as dt

import pytest

from irsletter.model.kinds import TaxType
from irsletter.parse.values.forms import find_forms, tax_type_of
from irsletter.parse.values.periods import find_periods, parse_period


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        ("2017", None, "2017"),
        ("Tax year 2018", None, "2018"),
        ("December 31, 2016", None, "2016"),
        ("December 31, 2016", "1040", "2016"),
        ("December 31, 2022", "941", "2022-Q4"),
        ("March 31, 2023", "941", "2023-Q1"),
        ("12/31/2021", "1040", "2021"),
        ("June 30, 2023", "1120", "2022-07/2023-06"),
        ("202112", None, "2021"),
        ("202206", "941", "2022-Q2"),
        ("2022-07/2023-06", None, "2022-07/2023-06"),
        ("July 1, 2022 to June 30, 2023", None, "2022-07/2023-06"),
        ("Second Quarter 2023", None, "2023-Q2"),
        ("3rd quarter of 2020", None, "2020-Q3"),
        ("2023-Q1", None, "2023-Q1"),
    ],
)
def test_periods_as_printed(text: str, form: str | None, label: str) -> None:
    parsed = parse_period(text, form)
    assert parsed is not None
    assert (parsed.value.label, parsed.repaired) == (label, "")


def test_both_days_belong_to_the_period() -> None:
    quarter, fiscal = parse_period("2024-Q1"), parse_period("2023-07/2024-06")
    assert quarter is not None
    assert (quarter.value.start, quarter.value.end) == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert fiscal is not None
    assert (fiscal.value.start, fiscal.value.end) == (dt.date(2023, 7, 1), dt.date(2024, 6, 30))


def test_a_quarter_taken_for_granted_is_told() -> None:
    parsed = parse_period("March 31, 2023")
    assert parsed is not None
    assert parsed.value.label == "2023-Q1"
    assert "no form" in parsed.repaired


@pytest.mark.parametrize(
    ("text", "form"), [("", None), ("1040", None), ("1889", None), ("March 15, 2023", None), ("May 31, 2023", "941")]
)
def test_what_is_no_period(text: str, form: str | None) -> None:
    assert parse_period(text, form) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("for the tax year ended December\n31, 2016 (Form 1040A)", ["2016"]),
        ("on your 2017 Form 1040", ["2017"]),
        ("You have unpaid taxes for 2016", ["2016"]),
        ("Taxyear2016", ["2016"]),
        ("tax years 2015, 2016 and 2017", ["2015", "2016", "2017"]),
        ("tax periods ended 12/31/2021 and 12/31/2022 (Form 1040)", ["2021", "2022"]),
        ("for the tax period ended March 31, 2023 (Form 941)", ["2023-Q1"]),
        ("your June 30, 2022 Form 1120", ["2021-07/2022-06"]),
        ("quarter ended September 30, 2022", ["2022-Q3"]),
        ("XXX-XX-1234  202112 30", ["2021"]),
        ("XX-XXX1234  202306 01", ["2023-Q2"]),
        ("interest to December 31, 2020; pay by January 29, 2018 for 2000 days at 2016 Main Street", []),
        ("Accounting period ending: December 31 (Rev. 9-2017)", []),
    ],
)
def test_periods_in_prose(text: str, labels: list[str]) -> None:
    assert [found.value.label for found in find_periods(text)] == labels


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Form 1040A", ["1040A"]),
        ("Form1040NR).", ["1040NR"]),
        ("1040-NR", ["1040NR"]),
        ("form number (1040A)", ["1040A"]),
        ("Forms 941 and 940", ["941", "940"]),
        ("Form 1120-S", ["1120S"]),
        ("Form 1040\u00c5", ["1040A"]),
        ("Form l040", ["1040"]),
        ("Form CT-1", ["CT1"]),
        ("Form 12153, Form 9465, Form 1040-V, Form 433-F", []),
        ("1040 Main Street", []),
    ],
)
def test_return_forms(text: str, forms: list[str]) -> None:
    assert [found.value for found in find_forms(text)] == forms


@pytest.mark.parametrize(
    ("form", "tax_type"),
    [
        ("1040", TaxType.INCOME),
        ("1040-NR", TaxType.INCOME),
        ("941", TaxType.EMPLOYMENT),
        ("940", TaxType.UNEMPLOYMENT),
        ("1120S", TaxType.CORPORATE),
        ("1065", TaxType.PARTNERSHIP),
        ("2290", TaxType.EXCISE),
        ("709", TaxType.ESTATE_GIFT),
        ("9465", None),
    ],
)
def test_tax_type_of_a_form(form: str, tax_type: TaxType | None) -> None:
    assert tax_type_of(form) is tax_type
