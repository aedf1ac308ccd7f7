"""validate: a Reading is held against itself, the law's day counts and the rules about authenticity.

Nothing here depends on the day that counts as today.
"""

from __future__ import annotations

from irsletter.catalog.load import Catalog
from irsletter.model.judged import Judged
from irsletter.model.reading import Reading
from irsletter.validate.authenticity import assess
from irsletter.validate.checks import checks_of, right_dates_by_rule
from irsletter.validate.deadlines import deadlines_of, doubted
from irsletter.validate.recomputed import charges_of, waiting_of
from irsletter.validate.review import review_reasons
from irsletter.validate.rights import rights_agree, unforeseen_rights


def validate(reading: Reading, catalog: Catalog) -> Judged:
    """The reading with its checks, deadlines, authenticity, and every reason why a person must look."""
    checks = (
        *checks_of(reading, catalog),
        rights_agree(reading, catalog),
        *right_dates_by_rule(reading, catalog),
    )
    deadlines = doubted(deadlines_of(reading, catalog), unforeseen_rights(reading, catalog))
    assessment = assess(reading, catalog)
    reasons = review_reasons(reading, catalog, checks, deadlines, assessment.authenticity, assessment.timed_out)
    charges, waiting = charges_of(reading, catalog), waiting_of(reading, catalog)
    return Judged(reading, checks, deadlines, assessment.authenticity, reasons, charges, waiting)
