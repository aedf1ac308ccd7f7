"""Names that senders give their files."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from irsletter.review.desk import safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("scan.pdf", "scan.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ann\\Aviso año.pdf", "Aviso año.pdf"),
        ("..", "letter"),
        ("", "letter"),
        (".hidden.pdf", "hidden.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
    ],
)
def test_a_name_is_kept_without_what_leads_elsewhere(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text())
@example("a" * 400 + ".pdf")
@example("é" * 400 + ".pdf")
@example("a\0b\nc")
def test_any_name_becomes_one_of_a_file(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe == safe_name(safe)
    assert not set(safe) & set("/\\\0\n:<>|")
    assert safe not in (".", "..")
    assert len(safe.encode()) <= 100
