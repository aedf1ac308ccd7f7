"""Letters of the bench keep the rules that their truth claims, whatever the dice say."""

from __future__ import annotations

import datetime as dt
import random
import re
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
import pytest

from samples.bench.case import cases
from samples.bench.data import SETS
from samples.bench.days import next_workday
from samples.bench.invent import invent
from samples.bench.letter import Drawn, draw
from samples.bench.make import groups, make, specimen, truth_bytes
from samples.bench.people import SPARE_GROUPS, person
from samples.bench.tamper import tampered
from samples.bench.truth import told
from samples.bench.values import city
from samples.draw.truth import masked

FAMILIES = sorted(cases())


@cache
def drawn(set_name: str, family: str) -> tuple[Any, Drawn]:
    rng = random.Random(f"{set_name}{family}")
    facts = invent(cases()[family], set_name, rng)
    return facts, draw(facts, rng)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_box_holds_its_text_on_the_sheet(family: str) -> None:
    set_name = SETS[len(family) % 3]
    _, letter = drawn(set_name, family)
    document = pypdfium2.PdfDocument(letter.pdf)
    assert len(document) == letter.count <= 5
    for mark in letter.marks:
        x0, y0, x1, y1 = mark.box
        assert 0 < x0 < x1 < 1, mark
        assert 0 < y0 < y1 < 1, mark
        if mark.field == "barcode":
            continue
        page = document[mark.page - 1]
        wide, high = page.get_size()
        found = page.get_textpage().get_text_bounded(
            x0 * wide - 0.3, high - y1 * high, x1 * wide + 0.3, high - y0 * high
        )
        # a narrower line above or below may reach into the box by a letter's tail
        assert "".join(mark.text.split()) in "".join(found.split()), mark


@pytest.mark.parametrize("family", FAMILIES)
def test_tables_add_up_and_the_total_is_told(family: str) -> None:
    for set_name in SETS:
        facts, letter = drawn(set_name, family)
        truth = told(facts, letter.marks, letter.count)
        rows = [Decimal(one["value"]) for one in truth["amounts"]]
        if facts.rows:
            parts, total = rows[: len(facts.rows)], rows[len(facts.rows)]
            assert abs(sum(parts)) == abs(total), family
        if facts.details and facts.total is not None:
            assert sum((one.cells[-1].amount for one in facts.details), Decimal(0)) == facts.total
            assert all(sum(c.amount for c in one.cells[:-1]) == one.cells[-1].amount for one in facts.details)
        if facts.total is not None and not facts.case.foreign:
            assert truth["fields"][facts.total_field]["value"] == f"{facts.total:.2f}"


def test_what_a_letter_must_carry_is_printed() -> None:
    for case in groups()["genuine"]:
        for set_name in SETS:
            facts, letter = drawn(set_name, case.name)
            fields = told(facts, letter.marks, letter.count)["fields"]
            needed = {"notice_date", "taxpayer_name"} | ({"notice_code"} if facts.code else set())
            needed |= set(facts.dates) & {"due_date", "respond_by"}
            assert needed <= fields.keys(), (case.name, facts.look, needed - fields.keys())


def test_at_least_sixty_codes_of_every_look() -> None:
    genuine = groups()["genuine"]
    assert len({case.code or case.name for case in genuine}) > 60
    assert {look for case in genuine for look in case.looks} == {"a", "b", "c", "d", "e", "f", "m", "collector"}


def test_dates_keep_their_rules() -> None:
    for number in range(60):
        facts = invent(cases()["CP14"], "tune", random.Random(number))
        due = facts.dates["due_date"]
        assert due == next_workday(facts.notice_date + dt.timedelta(days=21))
        assert due.weekday() < 5
        notice = invent(cases()["CP504"], "tune", random.Random(number))
        start = next(one for one in notice.deadlines if one.what == "levy_may_start")
        assert start.date == notice.notice_date + dt.timedelta(days=30)
        assert start.basis == "computed"


def test_a_day_rolls_past_weekend_and_district_holidays() -> None:
    # 16 April 2024, a Tuesday, was Emancipation Day in the District of Columbia; 13 April 2024 a Saturday
    assert next_workday(dt.date(2024, 4, 16)) == dt.date(2024, 4, 17)
    assert next_workday(dt.date(2024, 4, 13)) == dt.date(2024, 4, 15)


def test_numbers_are_never_issued_ones() -> None:
    for number in range(400):
        who = person("report", random.Random(number), business=number % 3 == 0)
        if who.business:
            assert re.fullmatch(r"00-\d{7}", who.tin)
        elif who.tin.startswith("9"):
            assert int(who.tin[4:6]) in SPARE_GROUPS
        else:
            assert who.tin[:3] in {"000", "666"}


def test_people_come_in_every_shape() -> None:
    shapes = {person("tune", random.Random(n), business=n % 2 == 0).shape for n in range(300)}
    assert shapes == {
        "one", "middle", "joint", "two_lines", "suffix", "long", "estate", "care", "abroad",
        "firm", "trading_as", "care_of",
    }  # fmt: skip


def test_an_address_abroad_keeps_its_lines() -> None:
    someone = next(
        facts
        for facts in (invent(cases()["CP14"], "tune", random.Random(n)) for n in range(300))
        if facts.person.shape == "abroad"
    )
    assert city(someone, upper=True)[-1] in {"FRANCE", "CANADA"}


def test_no_truth_holds_a_whole_number() -> None:
    for number in range(40):
        text = truth_bytes(make("calibrate", "pdf_text", 3, number).truth).decode()
        assert masked(text) == text


def test_the_same_arguments_give_the_same_bytes() -> None:
    for level in ("pdf_text", "scan", "fax", "photo_hard"):
        first, second = (make("report", level, 5, 2) for _ in range(2))
        assert first.data == second.data
        assert first.truth == second.truth
    assert make("report", "pdf_text", 6, 2).data != make("report", "pdf_text", 5, 2).data


def test_levels_show_the_same_letter() -> None:
    text, fax = make("tune", "pdf_text", 1, 4), make("tune", "fax", 1, 4)
    assert text.truth["letter"] == fax.truth["letter"]


def test_one_marker_is_changed_and_the_verdict_with_it() -> None:
    seen = set()
    for number in range(120):
        rng = random.Random(number)
        facts = invent(cases()[("CP14", "CP504", "CP503", "CP161")[number % 4]], "tune", rng)
        after, name = tampered(facts, rng)
        seen.add(name)
        assert "no_red_flags" not in after.verdict_ok
        draw(after, random.Random(1))
    assert {"payee", "remit", "phone", "host", "gift", "secrets", "arrest", "qr"} == seen


def test_a_run_holds_every_kind_of_specimen() -> None:
    kinds = {specimen("tune", 1, number).variant.split(":")[0] for number in range(80)}
    assert kinds == {"genuine", "odd", "tampered", "false", "other"}


def test_a_blank_sheet_says_nothing() -> None:
    assert make("tune", "pdf_text", 1, 0, "blank_sheet").truth["letter"] is None
