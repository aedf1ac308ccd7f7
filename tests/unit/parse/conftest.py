"""What the tests of parse share."""

import pytest

from irsletter.catalog.load import Catalog
from tests.unit.parse.drawn import rules_alone


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return rules_alone()
