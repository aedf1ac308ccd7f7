"""Rows of a photo that bends: what stands in one row is told on the flat page, places are shown on the picture."""

from dataclasses import replace

from irsletter.model.document import Capture, Page, Word
from irsletter.model.geometry import Box
from irsletter.parse.page.sheets import sheets_of

ROWS = (("Tax", "$100.00"), ("Penalty", "$7.00"), ("Interest", "$0.50"))
PITCH = 0.02


def test_labels_meet_the_amounts_of_their_own_row():
    words = []
    for row, (label, amount) in enumerate(ROWS):
        y = 0.4 + PITCH * row
        words.append(Word(label, Box(0.1, y, 0.2, y + 0.012), level=Box(0.1, y, 0.2, y + 0.012), block=row))
        # in the picture the right-hand column hangs down by a whole row
        at, flat = Box(0.8, y + PITCH, 0.9, y + PITCH + 0.012), Box(0.8, y, 0.9, y + 0.012)
        words.append(Word(amount, at, level=flat, block=10 + row))
    page = Page.of(1, 1000, 1300, Capture.PHOTO, words, flat_aspect=0.77)
    (sheet,) = sheets_of(page)
    found = {cell.text: sheet.right_of(cell) for cell in sheet.cells if cell.text in dict(ROWS)}
    assert {label: cell.text for label, cell in found.items() if cell} == dict(ROWS)
    due = next(cell for cell in sheet.cells if cell.text == "$7.00")
    assert due.words[0].box.rounded() == Box(0.8, 0.44, 0.9, 0.452)

    lying = Page.of(1, 1000, 1300, Capture.PHOTO, [replace(word, level=None) for word in words])
    (sheet,) = sheets_of(lying)
    penalty = next(cell for cell in sheet.cells if cell.text == "Penalty")
    beside = sheet.right_of(penalty)
    assert beside is not None
    assert beside.text == "$100.00"
