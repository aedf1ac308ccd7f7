"""A pattern that runs out of time is an error of its own, never "no match"."""

import pytest

from irsletter.patterns import PatternError, PatternTimeoutError, compile_pattern, escape


def test_a_runaway_pattern_raises_instead_of_hanging():
    runaway = compile_pattern(r"(?:a|aa|aaa)*(?:a|b)*(?:a|ab)*c\d(?:x+x+)+y")
    with pytest.raises(PatternTimeoutError):
        runaway.search("a" * 5000 + "c1" + "x" * 5000)


def test_a_pattern_that_is_none_says_where():
    with pytest.raises(PatternError, match="missing"):
        compile_pattern("(due date")


def test_an_escaped_text_matches_only_itself():
    assert compile_pattern(escape("$1,075.21 (due)")).fullmatch("$1,075.21 (due)")
    assert not compile_pattern(escape("$1,075.21 (due)")).fullmatch("$1,075x21 (due)")
