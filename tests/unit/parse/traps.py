"""Letters around one trap: the rest of the page is in order."""

from irsletter.catalog.load import Catalog
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


def read(catalog: Catalog, *lines: Line, code: str = "CP14", taxpayer_id: str = "XXX-XX-1234") -> Reading:
    head = header(code, "January 8, 2018", taxpayer_id, "Page 1 of 5")
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading


def bare(catalog: Catalog, *lines: Line) -> Reading:
    (reading,) = parse(document(page(1, *lines)), catalog)
    return reading


def rows(*given: tuple[float, str, str]) -> tuple[Line, ...]:
    return tuple(
        line
        for top, label, amount in given
        for line in ((0.43, top, label), (0.95 - 0.0085 * len(amount), top, amount))
    )


def value(reading: Reading, name: str) -> object:
    field = reading.fields.get(name)
    return None if field is None else field.value
