"""Labelled values become a table that never promises more than its count, and the table is read back and obeyed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from irsletter.catalog.weights import Bin, Table, Weights, read_weights, tier_of
from irsletter.errors import Fault
from irsletter.model.document import Capture, Document, EngineInfo, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.kinds import AmountKind, FieldStatus, Language, LetterKind
from irsletter.model.reading import Alternative, Amount, Evidence, Field, Letter, Reading
from irsletter.parse.evidence.calibrate import calibrated, capture_class
from irsletter.score.bounds import at_least
from samples.calibrate import written
from samples.left_out import left_out
from samples.regression import FEWEST, Seen, fitted, judged


def values(group: str, rules: float, count: int, wrong: int, *, accepted: bool = True) -> list[Seen]:
    """``count`` values, the wrong ones spread evenly over the letters."""
    step = count // wrong if wrong else count + 1
    return [
        Seen(number, group, "text", rules, accepted, number // 2 % (step // 2 or 1) != 0 if wrong else True)
        for number in range(count)
    ]


def test_a_bin_is_worth_the_lower_bound_of_its_own_count() -> None:
    table = fitted(values("notice_date", 0.95, 2000, 0) + values("payee", 0.75, 400, 100, accepted=False))
    low, high = table["bins"][0], table["bins"][-1]
    assert low["confidence"] == pytest.approx(at_least(low["right"], low["count"]), abs=1e-4)
    assert (high["count"], high["right"]) == (2000, 2000)
    assert high["confidence"] == pytest.approx(at_least(2000, 2000), abs=1e-4)


def test_a_kind_of_value_that_is_often_wrong_is_held_and_the_rest_is_accepted() -> None:
    table = fitted(values("notice_date", 0.95, 3000, 0) + values("refund_amount", 0.88, 80, 20))
    assert table["bins"][0]["confidence"] < table["accept_from"] <= table["bins"][-1]["confidence"]


def test_the_worst_values_are_held_even_where_errors_remain_among_the_rest() -> None:
    table = fitted(values("notice_date", 0.95, 6000, 30) + values("refund_amount", 0.88, 180, 60))
    assert table["bins"][0]["confidence"] < table["accept_from"] <= table["bins"][-1]["confidence"]


def test_a_layout_that_is_worse_than_the_others_is_told_from_a_table_that_never_saw_it() -> None:
    good = [replace(one, look="b") for one in values("notice_date", 0.95, 1000, 0)]
    bad = [replace(one, look="e") for one in values("notice_date", 0.95, 100, 25)]
    head, b_line, e_line = list(left_out(good + bad))
    assert head.split()[:3] == ["left", "out", "values"]
    assert b_line.split()[:4] == ["b", "1000", "1000", "0"]
    look, count, accepted, wrong, _, claimed, right = e_line.split()
    assert (look, count, accepted, int(wrong)) == ("e", "100", "100", sum(not one.right for one in bad))
    assert float(claimed) > 0.98 > float(right)


def test_errors_that_no_confidence_can_tell_apart_leave_the_rules_alone() -> None:
    assert fitted(values("amounts", 0.98, 1000, 20))["accept_from"] == 0.0


def test_whatever_the_values_bins_rise_hold_enough_and_stay_below_certainty() -> None:
    dice = random.Random(7)
    seen = [
        Seen(number, dice.choice("abc"), "fax", dice.choice([0.5, 0.8, 0.98]), dice.random() < 0.8, dice.random() < 0.9)
        for number in range(3000)
    ]  # fmt: skip
    bins = fitted(seen)["bins"]
    assert sum(one["count"] for one in bins) == 3000
    assert all(one["count"] >= FEWEST for one in bins)
    assert [one["start"] for one in bins] == sorted({one["start"] for one in bins})
    assert [one["confidence"] for one in bins] == sorted(one["confidence"] for one in bins)
    assert bins[-1]["confidence"] < 1


def test_letters_of_one_part_alone_are_too_few() -> None:
    with pytest.raises(ValueError, match="too few"):
        fitted([Seen(2, "payee", "text", 0.9, True, True)])


def test_what_is_written_is_read_and_bins_that_fall_are_a_fault(tmp_path: Path) -> None:
    table = fitted(values("notice_date", 0.95, 2000, 0) + values("payee", 0.75, 400, 100, accepted=False))
    text = written("two kinds of value", {"text": table})
    (tmp_path / "weights.toml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    read = read_weights(tmp_path, faults)
    assert faults == []
    assert read is not None
    assert [one.count for one in read.table["text"].bins] == [one["count"] for one in table["bins"]]
    sure, accepted = read.table["text"].judge("notice_date", "text", 0.95, accepted=True)
    assert (sure > 0.99, accepted) == (True, True)
    (tmp_path / "weights.toml").write_text(text.replace("start = ", "start = 9 #", 1), encoding="utf-8")
    read_weights(tmp_path, faults)
    assert faults


def test_what_stays_for_review_is_worth_its_own_count_and_not_that_of_accepted_values() -> None:
    unsure = values("notice_code", 0.5, 60, 10, accepted=False)
    table = fitted(values("notice_code", 0.95, 3000, 0) + unsure)
    assert sum(one["count"] for one in table["review"]) == 60
    sure, accepted = judged(unsure[0], table)
    assert not accepted
    assert sure <= at_least(50, 60) + 1e-4
    assert judged(Seen(1, "notice_code", "text", 0.95, True, True), table) == (table["bins"][-1]["confidence"], True)


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read_weights(tmp_path, faults) is None
    assert faults == []


def test_one_place_two_places_and_a_proof_lie_in_tiers_of_their_own() -> None:
    assert len({tier_of(rules, accepted=True) for rules in (0.82, 0.88, 0.95, 0.97, 0.98)}) == 5
    assert tier_of(0.82, accepted=False) != tier_of(0.82, accepted=True)


def reading(source: Source, status: FieldStatus, engine: str) -> Reading:
    page = Page.of(1, 612, 792, Capture.TEXT if source is Source.TEXT_LAYER else Capture.SCAN, ())
    document = Document((), (page,), engines=(EngineInfo(engine, "1", "m"),) if engine else ())
    place = (Evidence(1, Box(0, 0, 0.1, 0.1), "x", source),)
    field = Field("CP14", "CP14", 0.95, status, place, (Alternative("CP12", "CP12", 0.475),))
    fields = {"notice_code": field, "due_date": Field(None, None, 0.0, FieldStatus.REVIEW, place)}
    return Reading(Letter(document, (page,)), LetterKind.IRS, Language.EN, None, fields)


def weights(accept_from: float, promote_from: float = 1.0) -> Weights:
    bins = (Bin(-9.0, 0.4, 100, 50), Bin(1.0, 0.9, 500, 470))
    return Weights("c", "s", {"text": Table(9, 0.0, accept_from, promote_from, {"notice_code": 2.0}, {}, {}, {}, bins)})


def test_a_value_takes_its_bin_and_other_values_keep_their_distance() -> None:
    (code, nothing) = calibrated(reading(Source.TEXT_LAYER, FieldStatus.ACCEPTED, ""), weights(0.0)).fields.values()
    assert (code.confidence, code.status) == (0.9, FieldStatus.ACCEPTED)
    assert code.alternatives[0].confidence == pytest.approx(0.45)
    assert (nothing.confidence, nothing.status) == (0.0, FieldStatus.REVIEW)


def test_what_the_rules_leave_is_accepted_where_nothing_speaks_against_it_and_its_bin_is_high() -> None:
    doubted = reading(Source.TEXT_LAYER, FieldStatus.REVIEW, "")
    code = doubted.fields["notice_code"]
    assert calibrated(doubted, weights(0.0, 0.9)).fields["notice_code"].status is FieldStatus.ACCEPTED
    assert calibrated(doubted, weights(0.0, 0.95)).fields["notice_code"].status is FieldStatus.REVIEW
    with_a_rival = replace(doubted, fields={"notice_code": replace(code, confidence=0.59)})
    assert calibrated(with_a_rival, weights(0.0, 0.9)).fields["notice_code"].status is FieldStatus.REVIEW
    row = replace(doubted, fields={}, amounts=(Amount(AmountKind.OTHER, "x", code, None),))
    assert calibrated(row, weights(0.0, 0.4)).amounts[0].field.status is FieldStatus.REVIEW


def test_values_for_review_are_accepted_from_where_none_of_them_was_wrong() -> None:
    sound = values("notice_date", 0.95, 3000, 0) + values("notice_code", 0.82, 200, 0, accepted=False)
    assert fitted(sound)["promote_from"] < 1.0
    unsound = values("notice_date", 0.95, 3000, 0) + values("notice_code", 0.82, 200, 20, accepted=False)
    assert fitted(unsound)["promote_from"] > fitted(unsound)["bins"][0]["confidence"]
    assert not judged(Seen(1, "notice_code", "text", 0.82, False, True), fitted(unsound))[1]
    assert fitted(values("payee", 0.95, 40, 0))["promote_from"] == 1.0


def test_a_page_is_named_by_its_kind_and_by_how_well_it_was_read() -> None:
    def page(capture: Capture, confidence: float) -> Page:
        return Page.of(1, 612, 792, capture, [Word("x", Box(0, 0, 0.1, 0.1), confidence, Source.OCR)])

    names = [capture_class(page(Capture.PHOTO, confidence)) for confidence in (0.95, 0.9, 0.5)]
    assert names == ["photo clear", "photo fair", "photo poor"]
    assert capture_class(page(Capture.TEXT, 1.0)) == "text"
    assert capture_class(Page.of(1, 612, 792, Capture.SCAN, ())) == "scan"


def test_the_rules_are_a_condition_and_the_threshold_another() -> None:
    doubted = calibrated(reading(Source.TEXT_LAYER, FieldStatus.REVIEW, ""), weights(0.0))
    assert doubted.fields["notice_code"].status is FieldStatus.REVIEW
    below = calibrated(reading(Source.TEXT_LAYER, FieldStatus.ACCEPTED, ""), weights(0.95))
    assert below.fields["notice_code"].status is FieldStatus.REVIEW


def test_what_an_unmeasured_engine_read_keeps_the_rules_word() -> None:
    before = reading(Source.OCR, FieldStatus.ACCEPTED, "another")
    assert calibrated(before, weights(0.99)) == before
    assert calibrated(before, None) is before
