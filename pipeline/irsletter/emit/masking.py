"""A second door before anything is written: no taxpayer id leaves whole, wherever on the letter it was printed.

Ids are masked when they are read; this holds even for a text in which the id was not recognised as one, such as the
machine line of a payment slip.
"""

from __future__ import annotations

from collections.abc import Iterable

from irsletter.model.values import TaxpayerId
from irsletter.patterns import Match, compile_pattern, escape

_JOINT = r"[\s.\-‐-―]{0,2}"
_SHAPE = compile_pattern(r"(?<![\d-])\d{3}[-‐-―]\d{2}[-‐-―](\d{4})(?![\d-])")


class Mask:
    """Masks the ``known`` ids wherever their digits stand, and whatever has the shape of a social security number."""

    def __init__(self, known: Iterable[TaxpayerId]) -> None:
        whole = {digits: taxpayer_id.masked for taxpayer_id in known if (digits := taxpayer_id.reveal())}
        self._known = tuple(
            (compile_pattern(_JOINT.join(escape(digit) for digit in digits)), masked)
            for digits, masked in sorted(whole.items())
        )

    def text(self, text: str) -> str:
        for pattern, masked in self._known:
            text = pattern.sub(lambda _, masked=masked: masked, text)  # type: ignore[misc]
        return _SHAPE.sub(_last_four, text)

    def optional(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)


def _last_four(found: Match[str]) -> str:
    return f"***-**-{found[1]}"
