"""A taxpayer id must not leak its digits by any of the ways in which Python shows or moves a value."""

import dataclasses
import pickle

import pytest

from irsletter.model.values import IdKind, TaxpayerId

WHOLE = "900123456"  # a number that is never issued


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{!r}".format, ascii])
def test_no_way_of_showing_an_id_shows_more_than_the_last_four(show):
    shown = show(TaxpayerId(IdKind.SSN, WHOLE))
    assert "***-**-3456" in shown
    assert "90012" not in shown


def test_an_id_inside_another_value_is_masked_too():
    @dataclasses.dataclass
    class Holder:
        id: TaxpayerId

    assert "90012" not in repr(Holder(TaxpayerId(IdKind.SSN, WHOLE)))


def test_pickling_drops_all_but_the_last_four():
    stored = pickle.dumps(TaxpayerId(IdKind.EIN, WHOLE))
    assert WHOLE.encode() not in stored
    back = pickle.loads(stored)  # noqa: S301
    assert back.reveal() is None
    assert back.masked == "**-***3456"


def test_an_error_about_an_id_does_not_quote_it():
    with pytest.raises(ValueError, match="nine digits") as caught:
        TaxpayerId(IdKind.SSN, "90012345X")
    assert "90012" not in str(caught.value)


def test_a_masked_id_is_the_same_as_the_whole_one_that_ends_alike():
    whole = TaxpayerId(IdKind.SSN, WHOLE)
    assert whole.same_as(TaxpayerId(IdKind.UNKNOWN, "3456"))
    assert not whole.same_as(TaxpayerId(IdKind.UNKNOWN, "3457"))
    assert whole != TaxpayerId(IdKind.UNKNOWN, "3456")
