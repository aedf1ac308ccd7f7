"""Pictures of letters without what is private. Imports PIL only when a picture is painted."""

from irsletter.redact.copy import KINDS, doubts, private_places, redact_pdf
from irsletter.redact.fill import fill_boxes

__all__ = ["KINDS", "doubts", "fill_boxes", "private_places", "redact_pdf"]
