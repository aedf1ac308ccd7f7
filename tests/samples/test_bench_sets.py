"""The three sets share nothing that shapes a letter or its damage."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from samples.bench.case import cases
from samples.bench.data import SETS, table
from samples.bench.fonts import FACES, face
from samples.bench.wording import bank

PAIRS = list(combinations(SETS, 2))


def flat(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in flat(one)]
    return [leaf for one in value for leaf in flat(one)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_people_are_other_people(one: str, other: str) -> None:
    a, b = table(f"people/{one}"), table(f"people/{other}")
    for key in ("first", "front", "back", "streets", "town_front", "town_back", "states", "trades"):
        assert not set(a[key]) & set(b[key]), key
    assert not set(flat(a["abroad"])) & set(flat(b["abroad"]))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_sentence_stands_in_two_sets(one: str, other: str) -> None:
    a, b = (table(f"wording/{name}") for name in (one, other))
    texts = [
        {text for group in ("why", "act") for items in data[group].values() for text in items}
        | {text for section in data["section"].values() for text in (section["heading"], *section["body"])}
        for data in (a, b)
    ]
    assert not texts[0] & texts[1]
    bodies = [
        {text for case in cases().values() if case.body for text in case.body[SETS.index(n)]} for n in (one, other)
    ]
    assert not bodies[0] & bodies[1]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_faces_geometry_and_damage_are_other_ones(one: str, other: str) -> None:
    a, b = (table(f"sets/{name}") for name in (one, other))
    faces = [{FACES[name] for names in data["faces"].values() for name in names} for data in (a, b)]
    assert not faces[0] & faces[1]
    for part in ("geometry", "damage"):
        assert a[part].keys() == b[part].keys()
        for key in a[part]:
            both = {str(value) for value in a[part][key]} & {str(value) for value in b[part][key]}
            assert not both or key == "none", (part, key, both)


@pytest.mark.parametrize("name", SETS)
def test_every_case_finds_its_words(name: str) -> None:
    texts = bank(name)
    for case in cases().values():
        assert len(case.headline) == 3
        if not case.foreign:
            assert texts.why[case.group], case.name
            assert all(section in texts.section for section in case.sections or ())


@pytest.mark.parametrize("name", FACES)
def test_every_face_is_there(name: str) -> None:
    assert face(name).regular
