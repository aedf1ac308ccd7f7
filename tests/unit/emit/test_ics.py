"""deadlines.ics."""

import datetime as dt
from dataclasses import replace

from icalendar import Calendar

from tests.unit.emit.faces import deadlines_ics


def events(*results):
    return Calendar.from_ical(deadlines_ics(results)).walk("VEVENT")


def test_an_open_date_is_a_day_with_two_reminders_and_its_basis(make_result, make):
    (event,) = events(make_result(deadlines=(make.hearing, make.pay_now)))
    assert event["dtstart"].dt == dt.date(2026, 11, 28)
    assert event["summary"] == "CP504 2024 ***-**-1234: Ask for a hearing (please check the date)"
    description = str(event["description"])
    assert "Printed on the letter." in description
    assert "last legal day to Mon, Nov 30, 2026" in description
    assert "you lose the collection due process hearing" in description
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(days=-7), dt.timedelta(days=-2)]


def test_a_counted_date_names_its_rule(make_result, make):
    (event,) = events(make_result(deadlines=(make.levy,)))
    assert "Counted from the notice date (IRC 6331(d)(2)); not printed" in str(event["description"])


def test_a_doubted_letter_asks_for_a_check_and_never_for_payment(make_result, make):
    pay = replace(make.pay_now, date=dt.date(2026, 12, 1), words=None)
    found = events(make_result(authenticity=make.fraud, deadlines=(pay, make.hearing)))
    assert len(found) == 2
    for event, day in zip(found, ("Dec 1, 2026", "Nov 28, 2026"), strict=True):
        assert f"Check whether this letter is real; if it is, {day} matters" in str(event["summary"])
        shown = [event["summary"], event["description"], *(alarm["description"] for alarm in event.walk("VALARM"))]
        assert not any("pay" in str(text).lower() for text in shown)


def test_uids_stay_when_the_day_or_the_date_changes_and_differ_otherwise(make_result, make):
    second = replace(make.hearing, date=dt.date(2026, 12, 18), last_legal_day=None)
    first = [str(event["uid"]) for event in events(make_result(deadlines=(make.hearing, second, make.levy)))]
    later = make_result(dt.date(2026, 11, 25), deadlines=(make.hearing, replace(second, date=dt.date(2026, 12, 20))))
    assert len(set(first)) == 3
    assert [str(event["uid"]) for event in events(later)] == first[:2]


def test_dates_that_passed_and_copies_are_left_out(make_result, make):
    whole = make_result(dt.date(2026, 12, 5), deadlines=(make.hearing, make.levy))
    assert [event["dtstart"].dt for event in events(whole)] == [dt.date(2026, 12, 9)]
    copy = replace(whole, letters=[replace(whole.letters[0], copy_of="a" * 12)])
    assert events(copy) == []


def test_names_stay_out_of_the_calendar_and_equal_results_give_equal_bytes(make_result):
    text = deadlines_ics([make_result()])
    assert b"ADA" not in text
    assert text == deadlines_ics([make_result()])


def test_letter_text_can_not_add_lines_to_the_calendar(make_result):
    whole = make_result()
    whole = replace(whole, source=replace(whole.source, path="x\nEND:VCALENDAR\r\nBEGIN:VCALENDAR"))
    assert len(events(whole)) == 1


def test_a_second_import_updates_the_entries_in_place_of_doubling_them(make_result, make):
    moved = replace(make.hearing, date=dt.date(2026, 12, 1), last_legal_day=None)
    first = events(make_result(dt.date(2026, 11, 22), deadlines=(make.hearing, make.levy)))
    second = events(make_result(dt.date(2026, 11, 23), deadlines=(moved, make.levy)))
    kept = {}
    for event in (*first, *second):  # RFC 5546, 2.1.5: the higher sequence number wins, then the later stamp
        uid, rank = str(event["uid"]), (event["sequence"], event["dtstamp"].dt)
        if uid not in kept or rank > kept[uid][0]:
            kept[uid] = (rank, event["dtstart"].dt)
    assert [day for _, day in kept.values()] == [dt.date(2026, 12, 1), dt.date(2026, 12, 9)]
