"""A page on its side says what it says upright, and its evidence stays where the file shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irsletter.catalog.load import load_catalog
from irsletter.model.document import Capture, Document, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.upright import turned_box, upright
from irsletter.parse import parse
from irsletter.validate.authenticity.flows import flows_of

EDGES = st.tuples(*[st.floats(0, 1) for _ in range(4)])
LINES = (
    ("Notice CP14", 0.75, 0.04),
    ("Notice date June 4, 2018", 0.75, 0.06),
    ("Tax year 2017", 0.75, 0.08),
    ("Amount due by June 25, 2018: $1,077.25", 0.1, 0.3),
)


@given(EDGES, st.integers(0, 3))
def test_turned_and_back_is_the_same_box(edges: tuple[float, ...], quarters: int) -> None:
    (x0, x1), (y0, y1) = sorted(edges[:2]), sorted(edges[2:])
    box = Box(x0, y0, x1, y1)
    back = turned_box(turned_box(box, quarters), 4 - quarters)
    assert back.as_list() == pytest.approx(box.as_list(), abs=2e-4)


def test_the_head_of_a_page_turned_clockwise_stands_on_the_right() -> None:
    head = Box(0.1, 0.0, 0.9, 0.1)
    assert turned_box(head, 1).as_list() == [0.9, 0.1, 1.0, 0.9]
    assert turned_box(head, 2).as_list() == [0.1, 0.9, 0.9, 1.0]
    assert turned_box(head, 3).as_list() == [0.0, 0.1, 0.1, 0.9]


def lying(quarters: int) -> Document:
    words = [
        Word(
            text,
            turned_box(Box(x + at * 0.05, y, x + at * 0.05 + 0.045, y + 0.012), quarters),
            0.95,
            Source.OCR,
            line=n,
        )
        for n, (line, x, y) in enumerate(LINES)
        for at, text in enumerate(line.split())
    ]
    size = (792, 612) if quarters % 2 else (612, 792)
    return Document((), (Page.of(1, *size, Capture.SCAN, words, turned=quarters),))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_says_the_same(quarters: int) -> None:
    catalog = load_catalog()
    (straight,), (turned,) = parse(lying(0), catalog), parse(lying(quarters), catalog)
    assert straight.fields["notice_code"].value == "CP14"
    assert {name: field.value for name, field in turned.fields.items()} == {
        name: field.value for name, field in straight.fields.items()
    }
    for name, field in straight.fields.items():
        for one, other in zip(field.evidence, turned.fields[name].evidence, strict=True):
            assert one.box is not None
            assert other.box is not None
            assert turned_box(one.box, quarters).as_list() == pytest.approx(other.box.as_list(), abs=2e-4)
    assert turned.letter.pages == lying(quarters).pages


def test_columns_are_found_on_the_page_as_read_with_words_as_shown() -> None:
    turned = lying(3).pages[0]
    texts = [flow.text for flow in flows_of(lying(0).pages[0])]
    assert [flow.text for flow in flows_of(turned)] == texts
    assert all(word in turned.words for flow in flows_of(turned) for word in flow.page.words)


def test_what_stands_upright_is_left_alone() -> None:
    straight = lying(0)
    assert upright(straight) is straight
    assert upright(replace(straight, pages=(replace(straight.pages[0], turned=2),))) is not straight
