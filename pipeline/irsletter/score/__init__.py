"""Results held against labelled truth."""

from irsletter.score.compare import compare
from irsletter.score.grades import FieldScore, Grade, Summary, summarise

__all__ = ["FieldScore", "Grade", "Summary", "compare", "summarise"]
