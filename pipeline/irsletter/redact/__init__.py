"""Pictures of letters without what is private. Imports PIL only when a picture is painted."""

from irsletter.redact.copy import private_places, redact_pdf
from irsletter.redact.fill import fill_boxes

__all__ = ["fill_boxes", "private_places", "redact_pdf"]
