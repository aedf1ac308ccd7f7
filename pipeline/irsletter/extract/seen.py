"""A picture as a viewer shows it, with what its file says of how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Seen:
    """One page's picture: turned as its file says, pixels square, grey or RGB."""

    image: Image
    fax: bool = False
    resolution: float | None = None
    """Dots per inch where the file says so in earnest; None for a camera's."""
