"""What was read before makes no difference: every order of a folder gives the same words."""

from collections.abc import Callable
from pathlib import Path

from irsletter.model.document import Document

Read = Callable[..., Document]
FILES = ("cp14-c-photo.jpg", "scam-warrant-scan.pdf")


def test_files_read_forwards_and_backwards_in_one_process_give_the_same_words(read: Read, samples_out: Path):
    forwards = {name: read(samples_out / name) for name in FILES}
    backwards = {name: read(samples_out / name) for name in reversed(FILES)}
    assert forwards == backwards
    assert all(document.pages[0].words for document in forwards.values())
