"""When a read value equals a true one. Both are in the JSON form of the result format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


def same(got: Any, truth: Any, alternatives: Iterable[Any] = ()) -> bool:
    """Whether ``got`` is ``truth`` or one of the ``alternatives`` that are right as well."""
    return any(_equal(got, right) for right in (truth, *alternatives))


def _equal(got: Any, right: Any) -> bool:
    if isinstance(right, dict) and "lines" in right:
        return any(_folded_address(got) == _folded_address(form) for form in _with_and_without_country(got, right))
    if isinstance(right, dict) and "last4" in right and isinstance(got, dict):
        return (got.get("kind"), got.get("last4")) == (right.get("kind"), right["last4"])
    if isinstance(right, str) and isinstance(got, str):
        return _folded(got) == _folded(right)
    return bool(got == right)


def _with_and_without_country(got: Any, right: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An address abroad names its country in a line or in a key of its own."""
    yield right
    abroad = isinstance(got, dict) and got.get("country") not in (None, "US")
    if abroad and len(right["lines"]) > 1 and not any(letter.isdigit() for letter in right["lines"][-1]):
        yield {**right, "lines": right["lines"][:-1]}


def _folded(text: str) -> str:
    """Blanks and letter case don't count; every other character does."""
    return " ".join(text.split()).casefold()


def _folded_address(address: Any) -> str:
    """All of it joined, letters and digits alone: the city line may stand in keys of its own or among the lines."""
    if not isinstance(address, dict):
        return str(address)
    keys = (address.get(key) or "" for key in ("city", "state", "zip"))
    return "".join(each for each in "".join((*address["lines"], *keys)).casefold() if each.isalnum())


def same_form(got: str | None, truth: str | None) -> bool:
    """``1040NR`` is ``1040-NR``."""
    return _bare(got) == _bare(truth)


def _bare(form: str | None) -> str:
    return "".join(each for each in (form or "").casefold() if each.isalnum()).removeprefix("form")


def shown(value: Any) -> str:
    """A value as reports print it."""
    if isinstance(value, dict) and "lines" in value:
        return ", ".join(
            part for part in (*value["lines"], value.get("city"), value.get("state"), value.get("zip")) if part
        )
    if isinstance(value, dict):
        return str(value.get("masked", value))
    return "" if value is None else str(value)
