"""Bounds against published values and against what they mean."""

import pytest
from scipy import stats

from irsletter.score.bounds import at_least, at_most


@pytest.mark.parametrize(
    ("count", "most"),
    [(3000, 0.000998), (2140, 0.0014), (1000, 0.00299)],
)
def test_no_error_in_so_many_allows_the_share_known_as_the_rule_of_three(count: int, most: float):
    assert at_most(0, count) == pytest.approx(most, rel=0.01)


def test_with_no_hits_the_bound_has_a_closed_form():
    assert at_most(0, 20) == pytest.approx(1 - 0.05 ** (1 / 20), abs=1e-9)


def test_a_bound_is_that_of_the_beta_distribution():
    for hits, count in ((1, 10), (3, 700), (40, 100), (99, 100)):
        assert at_most(hits, count) == pytest.approx(stats.beta.ppf(0.95, hits + 1, count - hits), abs=1e-7)
        assert at_least(hits, count) == pytest.approx(stats.beta.ppf(0.05, hits, count - hits + 1), abs=1e-7)


def test_nothing_counted_proves_nothing():
    assert at_most(0, 0) == 1.0
    assert at_least(0, 0) == 0.0
    assert at_most(5, 5) == 1.0
