"""Counts over labelled files, and confidences held against what was right."""

import pytest

from irsletter.score.accuracy import Share, count, failures, lost, worst
from irsletter.score.calibration import calibration, risks
from irsletter.score.grades import FieldScore, Grade
from irsletter.score.labelled import Labelled, hold
from irsletter.score.page import html_report

RIGHT, WRONG = Grade.ACCEPTED_RIGHT, Grade.ACCEPTED_WRONG


def labelled(*scores: FieldScore, **facts: object) -> Labelled:
    usual = {
        "file": "a.pdf", "level": "scan", "family": "CP14", "variant": "genuine", "marker": "",
        "verdict": "no_red_flags",
        "letters_expected": 1, "letters_found": 1, "false_letters": 0,
    }  # fmt: skip
    return Labelled(scores=scores, **(usual | facts))  # type: ignore[arg-type]


def value(name: str, grade: Grade, confidence: float = 0.9, **more: object) -> FieldScore:
    accepted = grade in (RIGHT, WRONG)
    return FieldScore(name, grade, "1", "" if grade is Grade.MISSING else "1", accepted, confidence=confidence, **more)  # type: ignore[arg-type]


def test_rows_of_the_breakdown_count_one_each_and_silent_errors_over_accepted_values():
    report = count(
        [
            labelled(value("amounts[0]", RIGHT), value("amounts[1]", WRONG), value("amounts[2]", Grade.MISSING)),
            labelled(value("amounts", Grade.SPURIOUS)),
            labelled(FieldScore("amounts", Grade.SPURIOUS, "", "fee 3.00", accepted=True)),
        ]
    )
    row = report.fields["scan"]["breakdown"]
    assert (row.printed, row.right, row.accepted, row.silently_wrong, row.missing) == (3, 1, 3, 2, 1)
    assert report.letters["scan"] == Share(0, 3)


def test_a_field_that_is_no_key_leaves_the_letter_whole():
    wrong_name = labelled(value("notice_code", RIGHT), value("taxpayer_name", WRONG))
    report = count([wrong_name])
    assert report.letters["scan"] == Share(1, 1)
    assert report.key["scan"].silently_wrong == 0
    assert [score.name for _, score in failures([wrong_name])] == ["taxpayer_name"]


def test_frauds_alarms_and_strangers_are_counted_by_what_the_paper_is():
    report = count(
        [
            labelled(variant="false", family="gift_card", verdict="likely_scam"),
            labelled(variant="false", family="gift_card", verdict="cannot_tell"),
            labelled(variant="tampered", marker="payee", verdict="suspicious"),
            labelled(variant="genuine", verdict="likely_scam"),
            labelled(variant="odd"),
            labelled(variant="other", false_letters=1),
            labelled(variant="other"),
        ]
    )
    assert report.frauds == {"gift_card": Share(1, 2), "tampered: payee": Share(1, 1)}
    assert report.alarms == {"scan": Share(1, 2)}
    assert report.worst_alarms == 1
    assert report.others_as_irs == Share(1, 2)


def test_the_calibration_error_is_the_mean_gap_between_claim_and_share():
    sure = [value("a", RIGHT, 0.9) for _ in range(15)]
    assert calibration(sure).error == pytest.approx(0.1)
    half = [value("a", RIGHT if step % 2 else WRONG, 0.5) for step in range(30)]
    assert calibration(half).error == pytest.approx(0.0)
    assert calibration([value("a", WRONG, 0.9) for _ in range(15)]).error == pytest.approx(0.9)
    assert calibration(sure, review_only=True).error is None


def letter(pages: list[int], kind: str = "irs") -> dict[str, object]:
    empty: dict[str, object] = {"fields": {}, "amounts": [], "tax_periods": [], "deadlines": [], "checks": []}
    return empty | {"pages": pages, "kind": kind, "notice": None, "authenticity": {"verdict": "no_red_flags"}}


def result(*letters: dict[str, object]) -> dict[str, object]:
    return {"source": {"name": "s.pdf", "path": "in/s.pdf"}, "letters": list(letters), "error": None}


def test_a_stack_is_split_right_only_where_each_letter_has_its_own_pages():
    pages = {"fields": {}, "amounts": [], "tax_periods": []}
    truth = {
        "letter": None,
        "letters": [pages | {"pages": [1, 2]}, pages | {"pages": [4]}],
        "files": {"s.pdf": {"capture": "stack"}},
    }
    (whole,) = hold([truth], [result(letter([1, 2]), letter([4]))])
    assert (whole.letters_expected, whole.letters_found) == (2, 2)
    (torn,) = hold([truth], [result(letter([1]), letter([2, 4]))])
    assert torn.letters_found == 0


def test_a_file_without_a_result_is_a_fault_and_a_letter_on_a_blank_sheet_is_false():
    blank = {"letter": None, "files": {"s.pdf": {"capture": "scan"}}, "variant": "other"}
    (missing,) = hold([blank], [])
    assert missing.fault == "no result"
    (seen,) = hold([blank], [result(letter([1]))])
    assert (seen.letters_expected, seen.false_letters) == (0, 1)


def test_risk_grows_with_what_is_taken_and_values_of_one_confidence_are_taken_together():
    sure, unsure = [value("a", RIGHT, 0.9) for _ in range(6)], [value("a", WRONG, 0.4), value("a", RIGHT, 0.4)]
    first, last = risks([*sure, *unsure])
    assert (first.coverage, first.wrong) == (0.75, 0.0)
    assert (last.confidence, last.coverage, last.wrong) == (0.4, 1.0, 0.125)
    assert risks([]) == ()


def test_a_final_notice_taken_for_a_cp504_is_counted_whichever_way():
    def code(expected: str, got: str) -> Labelled:
        return labelled(FieldScore("notice_code", RIGHT if got == expected else WRONG, expected, got, accepted=True))

    report = count([code("LT11", "CP504"), code("CP504B", "CP90"), code("LT11", "LT11"), code("CP14", "CP504")])
    assert report.stages_confused == Share(2, 3)


def test_the_page_stands_alone_and_names_of_files_are_no_markup():
    scores = [value("notice_code", RIGHT, 0.95), value("amount_due", WRONG, 0.6)]
    files = [labelled(*scores, look="b", fault="<script>alert(1)</script>")]
    parts = (count(files), calibration(scores), calibration(scores, review_only=True))
    page = html_report(*parts, risks(scores))
    assert page.count("<svg") == 3
    assert "1 of 2" in page
    assert "<script" not in page
    assert "http" not in page
    assert "<svg" in html_report(count([]), calibration([]), calibration([]), ())


def test_the_worst_fields_are_those_that_lose_most_values():
    missing = [value("notice_date", Grade.MISSING) for _ in range(3)]
    spurious = [FieldScore("due_date", Grade.SPURIOUS, "", "x", accepted=True) for _ in range(2)]
    report = count([labelled(*missing, *spurious, value("payee", RIGHT), value("caller_id", WRONG))])
    named = [(name, lost(row)) for name, row in worst(report.fields["scan"])]
    assert named == [("notice_date", 3), ("due_date", 2), ("caller_id", 1)]
    assert len(worst(report.fields["scan"], 2)) == 2
