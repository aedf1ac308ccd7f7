"""A page knows which words any stretch of its text came from."""

from hypothesis import given
from hypothesis import strategies as st

from irsletter.model.document import Capture, Page, Word
from irsletter.model.geometry import Box

BOX = Box(0.1, 0.1, 0.2, 0.2)


def page(*words: tuple[str, int]) -> Page:
    return Page.of(1, 612, 792, Capture.TEXT, [Word(text, BOX, line=line) for text, line in words])


def test_words_of_a_line_are_joined_by_blanks_and_lines_by_newlines():
    assert page(("Amount", 1), ("due", 1), ("immediately", 2)).text == "Amount due\nimmediately"


def test_a_stretch_of_text_gives_the_words_that_it_touches():
    read = page(("Amount", 1), ("due", 1), ("immediately", 2))
    assert [word.text for word in read.words_between(8, 13)] == ["due", "immediately"]
    assert [word.text for word in read.words_between(0, 6)] == ["Amount"]
    assert read.words_between(6, 7) == ()  # the blank between two words


@given(st.lists(st.tuples(st.text("abc$1,.", min_size=1, max_size=6), st.integers(0, 2)), min_size=1, max_size=12))
def test_every_word_is_found_again_at_its_own_place(words):
    read = page(*words)
    for word, start in zip(read.words, read.starts, strict=True):
        assert read.text[start : start + len(word.text)] == word.text
        assert word in read.words_between(start, start + len(word.text))
