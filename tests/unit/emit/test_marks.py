"""Where numbers and boxes stand on the picture of a page."""

from __future__ import annotations

from irsletter.emit.marks import Marker
from irsletter.emit.page import Place
from irsletter.model.geometry import Box

SIZE = (1000, 1300)
VALUE = Place(1, (0.4, 0.5, 0.5, 0.51))


def blank(_page: int, _box: Box) -> float:
    return 0.0


def test_a_number_stands_left_of_its_place_where_the_paper_is_blank() -> None:
    mark = Marker({1: SIZE}, blank).mark("row", "Amount", "sure", [VALUE])
    assert mark is not None
    assert mark.number == 1
    assert mark.badge[0] < 400
    assert 650 < mark.badge[1] < 663


def test_a_number_covers_no_print_where_another_side_is_blank() -> None:
    mark = Marker({1: SIZE}, lambda _, box: 60.0 if box.x0 < 450 else 0.0).mark("row", "Amount", "sure", [VALUE])
    assert mark is not None
    assert mark.badge[0] > 500


def test_two_numbers_do_not_lie_on_each_other() -> None:
    marker = Marker({1: SIZE}, blank)
    marker.mark("one", "Amount", "sure", [VALUE])
    marker.mark("two", "Date", "sure", [Place(1, (0.4, 0.512, 0.5, 0.522))])
    (one, two) = (mark.badge for mark in marker.on(1))
    assert (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2 >= (2 * 0.021 * 1000 / 2) ** 2


def test_the_lines_of_an_address_are_one_box_and_far_words_are_two() -> None:
    lines = [Place(1, (0.1, 0.2, 0.3, 0.21)), Place(1, (0.1, 0.214, 0.4, 0.224))]
    marker = Marker({1: SIZE}, blank)
    marker.mark("address", "Address", "sure", lines)
    assert [mark.box for mark in marker.on(1)] == [Box(100, 260, 400, 291.2)]
    marker = Marker({1: SIZE}, blank)
    marker.mark("finding", "Fake name", "against", [lines[0], Place(1, (0.6, 0.7, 0.8, 0.71))])
    assert len(marker.on(1)) == 2
    assert len({mark.number for mark in marker.on(1)}) == 1


def test_values_of_one_place_share_its_number() -> None:
    marker = Marker({1: SIZE}, blank)
    marker.mark("one", "Pay by", "sure", [VALUE])
    marker.mark("two", "Date", "sure", [VALUE])
    assert len(marker.on(1)) == 1


def test_a_place_on_a_page_without_a_picture_has_no_number() -> None:
    assert Marker({}, blank).mark("row", "Amount", "sure", [VALUE]) is None
