"""Answers held against truth, value by value."""

import copy

import pytest

from irsletter.score import Grade, compare, summarise

TRUTH = {
    "letter": {
        "kind": "irs",
        "category": "levy",
        "fields": {
            "notice_code": {"value": "CP504", "raw": "CP504", "alts": [], "pages": [1, 2]},
            "amount_due": {"value": "9533.53", "raw": "$9,533.53", "alts": [], "pages": [1]},
            "taxpayer_name": {"value": "ADA & BEN EXAMPLE", "raw": "ADA & BEN EXAMPLE", "alts": ["Ada Example"]},
            "remit_to": {"value": {"lines": ["INTERNAL REVENUE SERVICE", "OGDEN, UT 84201-0114"]}, "raw": "x"},
            "contact_phone": {"value": "+18008291040", "raw": "800-829-1040", "alts": [], "pages": [2]},
            "taxpayer_id": {
                "value": {"kind": "ssn", "last4": "1234", "masked": "***-**-1234"},
                "raw": "***-**-1234",
                "alts": [{"kind": "unknown", "last4": "1234", "masked": "***-**-1234"}],
            },
        },
        "amounts": [
            {"kind": "previous_balance", "kinds_ok": ["previous_balance"], "tax_period": "2018", "value": "9444.07"},
            {"kind": "interest", "kinds_ok": ["interest", "other"], "tax_period": "2018", "value": "89.46"},
        ],
        "tax_periods": [{"label": "2018", "start": "2018-01-01", "end": "2018-12-31", "form": "1040-NR"}],
        "free": ["caller_id", "due_date"],
        "deadlines": [{"what": "levy_may_start", "date": "2019-03-01", "basis": "computed"}],
        "checks": {"amounts_add_up": "pass"},
    },
    "files": {"a.pdf": {"capture": "pdf_text", "pages": [1, 2]}, "a-photo.jpg": {"capture": "photo", "pages": [1]}},
    "boxes": {"a.pdf": {"amount_due": [{"page": 1, "box": [0.5, 0.5, 0.6, 0.52], "text": "$9,533.53"}]}},
}
for row in TRUTH["letter"]["amounts"]:
    row["raw"] = row["value"]


def field(value, raw="", status="accepted", box=None, copy_number=1):
    evidence = [{"page": 1, "box": box, "text": "", "source": "ocr", "copy": copy_number}] if box else []
    return {"value": value, "raw": raw, "confidence": 0.9, "status": status, "evidence": evidence, "alternatives": []}


@pytest.fixture
def answer():
    remit_to = {"lines": ["Internal Revenue Service"], "city": "Ogden", "state": "UT", "zip": "842010114"}
    return {
        "kind": "irs",
        "notice": {"code": "CP504", "category": "levy"},
        "fields": {
            "notice_code": field("CP504", "CP504"),
            "amount_due": field("9533.53", "$ 9,533.53", box=[0.49, 0.5, 0.61, 0.52]),
            "taxpayer_name": field("ADA  & BEN example", "ADA & BEN EXAMPLE"),
            "remit_to": field({**remit_to, "country": "US"}),
            "contact_phone": field("+18008291040", "800-829-1040"),
            "taxpayer_id": field({"kind": "unknown", "last4": "1234", "masked": "***-**-1234"}),
        },
        "amounts": [
            {"kind": "previous_balance", "tax_period": "p1", "field": field("9444.07")},
            {"kind": "other", "tax_period": "p1", "field": field("89.46")},
        ],
        "tax_periods": [
            {
                "id": "p1",
                "label": "2018",
                "start": "2018-01-01",
                "end": "2018-12-31",
                "form": "1040NR",
                "field": field("2018"),
            }
        ],
        "deadlines": [
            {"what": "levy_may_start", "date": "2019-03-01", "basis": "computed", "status": "accepted"},
            {"what": "pay", "date": None, "basis": "printed", "status": "accepted"},
        ],
        "checks": [{"id": "amounts_add_up", "status": "pass"}],
        "authenticity": {"verdict": "no_red_flags"},
    }


def grades(answer, truth=TRUTH, file=None):
    return {score.name: score.grade for score in compare(answer, truth, file)}


def one(answer, name, truth=TRUTH, file=None):
    (score,) = (score for score in compare(answer, truth, file) if score.name == name)
    return score


def test_a_right_answer_is_right_throughout(answer):
    found = compare(answer, TRUTH)
    assert {score.grade for score in found} == {Grade.ACCEPTED_RIGHT}
    # kind, category, six fields, period and its form, two rows, one deadline, one check
    assert len(found) == 14


@pytest.mark.parametrize(
    ("value", "status", "grade"),
    [
        ("9533.53", "review", Grade.REVIEW_RIGHT),
        ("9533.58", "accepted", Grade.ACCEPTED_WRONG),
        ("9533.58", "review", Grade.REVIEW_WRONG),
        (None, "review", Grade.MISSING),
    ],
)
def test_the_grade_of_a_field(answer, value, status, grade):
    answer["fields"]["amount_due"] = field(value, status=status)
    assert one(answer, "amount_due").grade is grade


def test_an_absent_field_is_missing(answer):
    del answer["fields"]["amount_due"]
    assert one(answer, "amount_due").grade is Grade.MISSING


def test_a_field_that_the_letter_does_not_carry_is_spurious_unless_it_is_free(answer):
    answer["fields"] |= {"respond_by": field("2019-03-01"), "caller_id": field("12"), "due_date": field("2019-01-01")}
    found = grades(answer)
    assert found["respond_by"] is Grade.SPURIOUS
    assert "caller_id" not in found
    assert "due_date" not in found


def test_a_star_frees_what_the_truth_does_not_speak_of_and_nothing_else(answer):
    truth = {"letter": {"kind": "irs", "fields": {"notice_code": {"value": "CP14", "raw": "CP14"}}, "free": ["*"]}}
    assert grades(answer, truth).keys() == {"kind", "notice_code"}
    assert grades(answer, truth)["notice_code"] is Grade.ACCEPTED_WRONG


def test_a_label_without_a_value_claims_nothing(answer):
    answer["fields"]["respond_by"] = field(None, status="review")
    assert "respond_by" not in grades(answer)


def test_values_on_pages_that_the_file_does_not_show_are_not_expected(answer):
    del answer["fields"]["contact_phone"]
    assert grades(answer, file="a.pdf")["contact_phone"] is Grade.MISSING
    assert "contact_phone" not in grades(answer, file="a-photo.jpg")


def test_a_value_read_where_it_is_not_shown_must_at_least_be_right(answer):
    assert "contact_phone" not in grades(answer, file="a-photo.jpg")
    answer["fields"]["contact_phone"] = field("+18005550101")
    assert grades(answer, file="a-photo.jpg")["contact_phone"] is Grade.SPURIOUS


def test_alternatives_of_the_truth_are_right(answer):
    answer["fields"]["taxpayer_name"] = field("Ada Example")
    assert one(answer, "taxpayer_name").right


@pytest.mark.parametrize(("name", "wrong"), [("taxpayer_name", "ADA BEN EXAMPLE"), ("notice_code", "CP504B")])
def test_a_lost_character_is_wrong(answer, name, wrong):
    answer["fields"][name] = field(wrong)
    assert one(answer, name).grade is Grade.ACCEPTED_WRONG


def test_addresses_compare_joined_without_blanks_and_punctuation(answer):
    value = {"lines": ["INTERNAL REVENUE SERVICE", "OGDEN UT 84201 0114"], "city": None, "state": None, "zip": None}
    answer["fields"]["remit_to"] = field({**value, "country": "US"})
    assert one(answer, "remit_to").right
    answer["fields"]["remit_to"]["value"]["lines"][1] = "OGDEN, UT 84201-0119"
    assert not one(answer, "remit_to").right


def test_exact_means_read_as_printed_but_for_blanks(answer):
    assert one(answer, "notice_code").exact
    answer["fields"]["notice_code"]["raw"] = "CPS04"
    assert not one(answer, "notice_code").exact


@pytest.mark.parametrize(
    ("box", "hit"),
    [([0.49, 0.5, 0.61, 0.52], True), ([0.1, 0.5, 0.2, 0.52], False), (None, None)],
)
def test_a_place_is_hit_by_overlap(answer, box, hit):
    answer["fields"]["amount_due"] = field("9533.53", box=box)
    assert one(answer, "amount_due", file="a.pdf").hit is hit


def test_only_the_copy_that_gave_the_value_must_hit(answer):
    due = field("9533.53", box=[0.1, 0.1, 0.2, 0.2])
    due["evidence"] += field("", box=[0.5, 0.5, 0.6, 0.52], copy_number=2)["evidence"]
    answer["fields"]["amount_due"] = due
    assert one(answer, "amount_due", file="a.pdf").hit is False


def test_rows_are_wrong_by_value_kind_or_period(answer):
    for change in ({"field": field("9444.01")}, {"kind": "tax_owed"}, {"tax_period": None}):
        changed = copy.deepcopy(answer)
        changed["amounts"][0] |= change
        found = [score for score in compare(changed, TRUTH) if score.name.startswith("amounts")]
        assert [score.grade for score in found] == [Grade.ACCEPTED_WRONG, Grade.ACCEPTED_RIGHT]


def test_rows_missing_and_rows_invented(answer):
    answer["amounts"][0] = {"kind": "refund", "tax_period": None, "field": field("1.00", status="review")}
    assert grades(answer)["amounts[0]"] is Grade.MISSING
    assert grades(answer)["amounts"] is Grade.SPURIOUS


def test_a_row_in_running_text_may_be_given_or_not(answer):
    truth = copy.deepcopy(TRUTH)
    truth["letter"]["amounts"][1]["place"] = "text"
    assert grades(answer, truth)["amounts[1]"] is Grade.ACCEPTED_RIGHT
    del answer["amounts"][1]
    assert "amounts[1]" not in grades(answer, truth)


def test_periods_missing_spurious_and_their_forms(answer):
    answer["tax_periods"][0]["form"] = "1040"
    assert one(answer, "tax_period 2018 form").grade is Grade.ACCEPTED_WRONG
    answer["tax_periods"][0]["label"] = "2019"
    found = grades(answer)
    assert found["tax_period 2018"] is Grade.MISSING
    assert found["tax_period 2019"] is Grade.SPURIOUS


def test_deadlines_wrong_missing_and_spurious(answer):
    answer["deadlines"][0]["date"] = "2019-03-02"
    assert one(answer, "deadline levy_may_start").grade is Grade.ACCEPTED_WRONG
    answer["deadlines"][0] = {"what": "pay", "date": "2019-03-01", "basis": "printed", "status": "review"}
    found = grades(answer)
    assert found["deadline levy_may_start"] is Grade.MISSING
    assert found["deadline pay"] is Grade.SPURIOUS


def test_a_computed_date_given_as_printed_is_wrong(answer):
    answer["deadlines"][0]["basis"] = "printed"
    assert one(answer, "deadline levy_may_start").grade is Grade.ACCEPTED_WRONG


@pytest.mark.parametrize(
    ("status", "grade"),
    [("pass", Grade.ACCEPTED_RIGHT), ("fail", Grade.REVIEW_WRONG), ("not_applicable", Grade.MISSING)],
)
def test_checks(answer, status, grade):
    answer["checks"][0]["status"] = status
    assert one(answer, "check amounts_add_up").grade is grade


@pytest.mark.parametrize(
    ("right", "got", "grade"),
    [
        (["likely_scam", "suspicious"], "suspicious", Grade.ACCEPTED_RIGHT),
        (["likely_scam"], "suspicious", Grade.MISSING),
        (["likely_scam"], "cannot_tell", Grade.MISSING),
        (["likely_scam"], "no_red_flags", Grade.ACCEPTED_WRONG),
        (["no_red_flags", "cannot_tell"], "likely_scam", Grade.ACCEPTED_WRONG),
    ],
)
def test_verdicts(answer, right, got, grade):
    truth = copy.deepcopy(TRUTH)
    truth["letter"]["verdict_ok"] = right
    answer["authenticity"]["verdict"] = got
    assert one(answer, "verdict", truth).grade is grade


def test_no_letter_at_all_is_missing_throughout():
    assert set(grades(None).values()) == {Grade.MISSING}


def test_a_summary_counts(answer):
    answer["fields"]["amount_due"] = field("1.00", box=[0.1, 0.1, 0.2, 0.2])
    answer["fields"]["respond_by"] = field("2019-03-01")
    answer["fields"]["taxpayer_name"] = field("X", status="review")
    summary = summarise(compare(answer, TRUTH, "a.pdf"))
    assert summary.grades[Grade.ACCEPTED_WRONG] == 1
    assert summary.grades[Grade.REVIEW_WRONG] == 1
    assert summary.grades[Grade.SPURIOUS] == 1
    assert summary.wrongly_accepted == 2
    assert (summary.right, summary.expected) == (12, 14)
    assert (summary.hits, summary.placed) == (0, 1)
