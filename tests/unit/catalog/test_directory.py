"""Published contacts: each with source and date, none that is uncorroborated, fake names from two sources."""

import shutil
from dataclasses import fields
from pathlib import Path

import phonenumbers
import pytest

from irsletter.catalog.directory import Grade, Standing
from irsletter.catalog.load import config_folder, find_faults, load_catalog

DIRECTORY = load_catalog().directory


def entries() -> list[object]:
    return [entry for part in fields(DIRECTORY) for entry in getattr(DIRECTORY, part.name).values()]


def test_every_part_has_entries_and_every_entry_its_date():
    assert all(getattr(DIRECTORY, part.name) for part in fields(DIRECTORY))
    assert all(getattr(entry, "source_date") for entry in entries())  # noqa: B009  # the records share no base
    assert all(getattr(entry, "source", None) or getattr(entry, "sources", None) for entry in entries())


def test_uncorroborated_contacts_are_left_out():
    assert {entry.grade for entry in DIRECTORY.phones.values()} == {Grade.A, Grade.B}
    assert "+18008298310" not in DIRECTORY.phones  # known by repute and from invented letters alone


@pytest.mark.parametrize("number", sorted(DIRECTORY.phones))
def test_every_phone_is_a_possible_number(number: str):
    assert phonenumbers.is_valid_number(phonenumbers.parse(number))


def test_the_contacts_that_readers_need_most():
    assert {"+18008291040", "+18008294933", "+18777774778"} <= DIRECTORY.phones.keys()
    assert DIRECTORY.hosts["irs.gov"].subdomains
    assert DIRECTORY.hosts["payusatax.com"].standing is Standing.RETIRED
    assert DIRECTORY.payees["United States Treasury"].accepted
    assert not DIRECTORY.payees["IRS"].accepted
    assert "45999-0149" in {place.zip for place in DIRECTORY.addresses.values()}
    assert {entry.name for entry in DIRECTORY.collectors.values() if entry.standing is Standing.CURRENT} == {
        "CBE Group",
        "Coast Professional, Inc.",
        "ConServe",
    }


def test_an_invented_address_known_from_fixtures_is_not_published():
    assert not any(place.zip.startswith("45201-0912") for place in DIRECTORY.addresses.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("phones.toml", '"+18008291040"', '"8008291040"', "phone.8008291040"),
        ("hosts.toml", '"irs.gov"', '"IRS.gov"', "host.IRS.gov"),
        ("addresses.toml", 'zip = "45999-0149"', 'zip = "4599-0149"', "address.cincinnati-oh-45999-0149"),
        ("collectors.toml", 'phone = "+18009105837"', 'phone = "800-910-5837"', "collector.cbe-group"),
    ],
)
def test_a_wrongly_written_contact_is_a_fault_with_its_place(tmp_path: Path, file: str, old: str, new: str, where: str):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    path = config / "directory" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert (f"directory/{file}", where) in {(fault.file, fault.where) for fault in find_faults(config)}


def test_a_fake_name_needs_two_sources(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "directory" / "fake_names.toml").write_text(
        '[name."Office of Examples"]\nseen = "nowhere"\nsources = ["one"]\n'
        'source_date = "2026"\nchecked_on = "2026-01-01"\n',
        encoding="utf-8",
    )
    (fault,) = find_faults(config)
    assert (fault.where, fault.message) == ("name.Office of Examples", "a fake name needs two sources")
