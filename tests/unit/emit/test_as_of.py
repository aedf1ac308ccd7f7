"""What depends on the day, and that nothing else does."""

import datetime as dt
from dataclasses import replace

import pytest

from irsletter.emit.as_of import as_of_day


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (dt.date(2026, 11, 28), "open"),
        (dt.date(2026, 11, 29), "open"),  # a Saturday's date is still met on Monday
        (dt.date(2026, 11, 30), "open"),
        (dt.date(2026, 12, 1), "passed"),
    ],
)
def test_an_act_is_in_time_to_the_end_of_its_last_legal_day(make_result, make, today, state):
    assert make_result(today, deadlines=(make.hearing,)).letters[0].deadlines[0].state == state


@pytest.mark.parametrize(("today", "state"), [(dt.date(2026, 12, 8), "open"), (dt.date(2026, 12, 9), "passed")])
def test_a_levy_may_start_on_its_day_so_that_the_day_itself_is_too_late(make_result, make, today, state):
    assert make_result(today, deadlines=(make.levy,)).letters[0].deadlines[0].state == state


def test_what_has_no_date_never_passes(make_result, make):
    whole = make_result(dt.date(2036, 1, 1), deadlines=(make.pay_now,))
    assert whole.letters[0].deadlines[0].state == "open"


def test_another_day_changes_the_states_and_the_explanation_and_nothing_else(make_result, make, catalog):
    first = make_result(dt.date(2026, 11, 22))
    later = as_of_day(first, dt.date(2027, 1, 1), catalog)
    assert later.as_of == "2027-01-01"
    assert later.letters[0].deadlines[0].state == "passed"
    assert later.letters[0].explanation != first.letters[0].explanation
    assert as_of_day(later, dt.date(2026, 11, 22), catalog) == first
    same = replace(later.letters[0], deadlines=first.letters[0].deadlines, explanation=first.letters[0].explanation)
    assert replace(later, as_of=first.as_of, letters=[same]) == first


def test_the_explanation_is_asked_for_once_a_letter_and_sees_the_new_states(make_result, make, catalog):
    whole = make_result(deadlines=(make.levy,))
    asked = []

    def explain(letter, today, given, lang):
        asked.append((letter.deadlines[0].state, letter.explanation, today, given is catalog, lang))
        return whole.letters[0].explanation

    as_of_day(whole, dt.date(2026, 12, 9), catalog, explain)
    assert asked == [("passed", None, dt.date(2026, 12, 9), True, "en")]
