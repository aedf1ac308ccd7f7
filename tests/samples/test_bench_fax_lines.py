"""A fax machine prints a line of its own on top of every page: ink where there was none, nothing of the letter."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from samples.bench.make import make


@pytest.mark.parametrize("set_name", ["tune", "calibrate", "report"])
def test_faxes_carry_the_line_of_the_machine_and_the_truth_knows_it(set_name: str) -> None:
    with_line = without = 0
    for number in range(10):
        made = make(set_name, "fax", 4, number)
        (pages,) = made.truth["print"].values()
        added = [page["added"] for page in pages.values()]
        frames = ImageSequence.Iterator(Image.open(io.BytesIO(made.data)))
        inks = [float((~np.asarray(frame.convert("1")))[: frame.height // 40].mean()) for frame in frames]
        if all(added):
            with_line += 1
            assert min(inks) > 0.004, (made.name, inks)
        else:
            without += 1
            assert not any(added)
            assert max(inks) < 0.004, (made.name, inks)
    assert with_line
    assert without
