"""Boxes: overlap, rows, and how results print them."""

import pytest

from irsletter.model.geometry import Box, bounding_box


def test_overlap_is_the_share_of_the_smaller_box():
    large, small = Box(0.0, 0.0, 0.4, 0.4), Box(0.3, 0.3, 0.5, 0.5)
    assert large.overlap(small) == pytest.approx(0.25)
    assert small.overlap(large) == pytest.approx(0.25)
    assert large.overlap(Box(0.5, 0.5, 0.6, 0.6)) == 0.0


def test_two_boxes_share_a_row_when_the_lower_one_is_half_covered():
    tall = Box(0.1, 0.10, 0.2, 0.14)
    assert tall.same_row(Box(0.5, 0.11, 0.6, 0.13))
    assert not tall.same_row(Box(0.5, 0.135, 0.6, 0.155))


def test_printed_boxes_stay_on_the_page_with_four_decimals():
    assert Box(-0.01, 0.123456, 1.2, 0.5).as_list() == [0.0, 0.1235, 1.0, 0.5]


def test_nothing_has_no_bounding_box():
    with pytest.raises(ValueError, match="no box"):
        bounding_box([])
