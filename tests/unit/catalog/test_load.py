"""The configuration is read whole or not at all: every fault at once, each with its place."""

import shutil
from pathlib import Path

import pytest

from irsletter.catalog.load import config_folder, find_faults, load_catalog
from irsletter.errors import CatalogError


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the shipped configuration that a test may break."""
    return Path(shutil.copytree(config_folder(), tmp_path / "config"))


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_shipped_configuration_has_no_fault():
    assert find_faults(config_folder()) == ()


def test_all_faults_of_all_files_are_told_at_once_with_their_places(config: Path):
    add(config / "settings.toml", '\n[limit]\nmax_bytes = "many"\n')
    (config / "notices" / "zz.toml").write_text(
        '[notice."CP9901"]\ntitle = "A notice"\ncategory = "bill"\naudience = "individual"\n'
        'sources = ["somewhere"]\nchecked_on = "2026-01-01"\ncolour = "red"\n',
        encoding="utf-8",
    )
    faults = find_faults(config)
    places = {(fault.file, fault.where) for fault in faults}
    assert ("settings.toml", "limit") in places
    assert ("notices/zz.toml", "notice.CP9901.category") in places
    assert ("notices/zz.toml", "notice.CP9901.colour") in places


def test_a_notice_that_stands_twice_is_a_fault(config: Path):
    (config / "notices" / "zz.toml").write_text(
        '[notice."CP14"]\ntitle = "Again"\ncategory = "balance_due"\naudience = "individual"\n'
        'sources = ["somewhere"]\nchecked_on = "2026-01-01"\n',
        encoding="utf-8",
    )
    assert any("another file" in fault.message for fault in find_faults(config))


def test_a_file_that_is_no_toml_is_a_fault_and_loading_refuses(config: Path):
    (config / "settings.toml").write_text("[limits\n", encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_catalog(config)
    assert "settings.toml" in caught.value.message


def test_the_digest_is_over_values_not_over_comments_and_line_ends(config: Path, tmp_path: Path):
    before = load_catalog(config).digest
    changed = Path(shutil.copytree(config, tmp_path / "comments"))
    settings = changed / "settings.toml"
    settings.write_bytes(b"# a comment\r\n" + settings.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalog(changed).digest == before
    other = Path(shutil.copytree(config, tmp_path / "values"))
    text = (other / "settings.toml").read_text(encoding="utf-8")
    (other / "settings.toml").write_text(text.replace("max_pages = 500", "max_pages = 501"), encoding="utf-8")
    assert load_catalog(other).digest != before


def test_a_sense_that_is_missing_or_unheard_of_is_a_fault(config: Path):
    senses = config / "fields" / "senses.toml"
    text = senses.read_text(encoding="utf-8")
    senses.write_text(text.replace("[sense.objection]", "[sense.objections]"), encoding="utf-8")
    places = {(fault.file, fault.where) for fault in find_faults(config)}
    assert ("fields/senses.toml", "sense.objection") in places
    assert any(where.startswith("sense.objections") for _, where in places)
