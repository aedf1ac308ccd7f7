"""Whose letter it is: accepted on last four and name or ZIP with one client, told as what it is otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from irsletter.errors import UsageError
from irsletter.model import result as record
from irsletter.model.kinds import FieldStatus
from irsletter.model.values import Address
from irsletter.run.intake.clients import Client, Match, match_columns, match_letter, read_clients
from tests.unit.run.test_links import field
from tests.unit.run.test_links import letter as a_letter


def clients(folder: Path, *rows: str, head: str = "id,names,last4,zip,form_2848") -> tuple[Client, ...]:
    path = folder / "clients.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_clients(path, lambda warning: pytest.fail(warning))


def letter(
    name: str | None, last4: str | None, zip_code: str | None = None, status: FieldStatus = FieldStatus.ACCEPTED
) -> record.Letter:
    whole = a_letter("1", "CP14", "2025-06-02")
    fields = dict(whole.fields)
    del fields["taxpayer_id"], fields["taxpayer_name"]
    if name is not None:
        fields["taxpayer_name"] = field(name)
    if last4 is not None:
        fields["taxpayer_id"] = field(record.TaxpayerId("ssn", last4, f"***-**-{last4}"), status)
    if zip_code is not None:
        fields["taxpayer_address"] = field(Address(("1 MAIN ST",), "AUSTIN", "TX", zip_code))
    return replace(whole, fields=fields)  # type: ignore[arg-type]


def told(match: Match) -> tuple[str | None, float, str]:
    return match.client.id if match.client else None, match.confidence, match.reason


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Ada Example", "ADA EXAMPLE"),
        ("Example, Ada", "ADA EXAMPLE"),
        ("Ada M. Example", "ADA EXAMPLE"),
        ("Ada Example", "ADA M EXAMPLE"),
        ("Ada Example", "ADA EXAMPIE"),  # one letter misread
        ("Karen Hinds", "JAMES & KAREN HINDS"),
        ("James Hinds", "JAMES & KAREN HINDS"),
        ("James & Karen Hinds", "KAREN HINDS"),
        ("James Hinds;Karen Hinds", "JAMES Q HINDS KAREN B HINDS"),
        ("James and Karen Hinds", "JAMES & KAREN HINDS"),
        ("Karen O'Neil-Smith", "KAREN ONEIL SMITH"),
        ("Copperleaf Nursery Supply", "COPPERLEAF NURSERY SUPPLY LLC"),
        ("Copperleaf Nursery Supply, L.L.C.", "COPPERLEAF NURSERY SUPPLY LLC"),
        ("The Brown Company, Inc.", "BROWN CO"),
        ("Estate of Ada Example", "ADA EXAMPLE DECD"),
        ("José Núñez", "JOSE NUNEZ"),
    ],
)
def test_a_name_is_the_same_written_otherwise(tmp_path: Path, listed: str, printed: str) -> None:
    listing = clients(tmp_path, f'C1,"{listed}",1234')
    assert told(match_letter(listing, letter(printed, "1234"))) == ("C1", 0.97, "last four and name agree")


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Ada Example", "BEN EXAMPLE"),
        ("James Hinds Jr", "JAMES HINDS SR"),
        ("Maria Hinds", "MARION HINDS"),
        ("Brown", "BROWN ELECTRIC LLC"),
        ("Smith Plumbing LLC", "SMITH ROOFING LLC"),
    ],
)
def test_another_name_with_the_same_digits_is_no_match(tmp_path: Path, listed: str, printed: str) -> None:
    match = match_letter(clients(tmp_path, f"C1,{listed},1234"), letter(printed, "1234"))
    assert (match.client, match.confidence) == (None, 0.5)
    assert match.reason == "perhaps C1: last four agrees, not enough beside it for C1"


def test_last_four_and_zip_are_enough(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,Other Name,1234,78701-1234", "C2,Ada Example,9999,10001")
    assert told(match_letter(listing, letter("UNREADABLE", "1234", "78701"))) == (
        "C1", 0.95, "last four and ZIP agree",
    )  # fmt: skip
    assert match_letter(listing, letter("OTHER NAME", "1234", "78701")).confidence == 0.99


def test_a_name_alone_or_a_zip_alone_is_not(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,Ada Example,1234,78701")
    assert told(match_letter(listing, letter("ADA EXAMPLE", None, "78701"))) == (
        None, 0.5, "perhaps C1: name and ZIP agree, no last four on the letter",
    )  # fmt: skip
    assert told(match_letter(listing, letter("ADA EXAMPLE", "9999"))) == (
        None, 0.5, "perhaps C1: name agrees, the last four differ",
    )  # fmt: skip
    assert told(match_letter(listing, letter("BEN OTHER", "9999", "78701"))) == (None, 0.0, "no match")
    assert told(match_letter((), letter("ADA EXAMPLE", "1234"))) == (None, 0.0, "no match")


def test_two_candidates_are_an_answer(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,Ada Example,1234", "C2,Ada Example,1234")
    assert told(match_letter(listing, letter("ADA EXAMPLE", "1234"))) == (
        None, 0.5, "two candidates: C1 (last four and name), C2 (last four and name)",
    )  # fmt: skip
    father = clients(tmp_path, "C1,James Hinds,1234", "C2,James Hinds,")
    assert told(match_letter(father, letter("JAMES HINDS", "1234"))) == (
        None, 0.5, "two candidates: C1 (last four and name), C2 (name, no last four in the list)",
    )  # fmt: skip


def test_a_name_that_stands_there_word_for_word_beats_one_that_is_like_it(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,John Smith,1234", "C2,Joan Smith,5678")
    assert told(match_letter(listing, letter("JOAN SMITH", "1234"))) == (
        None, 0.5, "two candidates: C1 (last four and name), C2 (name, other last four)",
    )  # fmt: skip
    assert match_letter(listing, letter("JOHN SMITH", "1234")).client == listing[0]


def test_a_doubtful_number_is_no_match(tmp_path: Path) -> None:
    match = match_letter(
        clients(tmp_path, "C1,Ada Example,1234"), letter("ADA EXAMPLE", "1234", None, FieldStatus.REVIEW)
    )
    assert (match.client, match.reason) == (
        None, "perhaps C1: last four and name agree, but the id on the letter needs a look",
    )  # fmt: skip


def test_a_business_and_its_owner_are_one_client(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,Copperleaf LLC;Ada Example,1234;5678")
    assert match_letter(listing, letter("COPPERLEAF LLC", "5678")).client == listing[0]
    assert match_letter(listing, letter("ADA EXAMPLE", "1234")).client == listing[0]


def test_what_the_power_of_attorney_covers_passes_through(tmp_path: Path) -> None:
    listing = clients(tmp_path, "C1,Ada Example,1234,,1040 2015-2020")
    assert match_columns(listing, letter("ADA EXAMPLE", "1234")) == {
        "client_id": "C1",
        "match_confidence": "0.97",
        "match_reason": "last four and name agree",
        "poa_covers": "1040 2015-2020",
    }
    assert match_columns(listing, letter("ADA EXAMPLE", "9999"))["poa_covers"] == ""


def test_lists_as_spreadsheets_write_them(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_bytes(
        '\ufeffID;Names;Last4;ZIP;Comment\r\n7;"Example, Ada";42;2138;x\r\n;;;;\r\n'.encode()
    )
    (client,) = read_clients(tmp_path / "clients.csv", lambda warning: pytest.fail(warning))
    assert (client.id, client.last4, client.zips) == ("7", ("0042",), ("02138",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,last4\n1,1234\n", "no column names"),
        ("id,names\n1,Ada\n1,Ben\n", "line 3: the id 1 stands there twice"),
        ("id,names\n,Ada\n", "line 2: a client needs an id and a name"),
    ],
)
def test_a_faulty_list_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "clients.csv").write_text(text)
    with pytest.raises(UsageError, match=said):
        read_clients(tmp_path / "clients.csv", lambda _: None)


def test_a_whole_id_is_never_kept(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("id,names,last4\n1,Ada Example,900-12-1234\n")
    warned: list[str] = []
    (client,) = read_clients(tmp_path / "clients.csv", warned.append)
    assert client.last4 == ("1234",)
    assert len(warned) == 1
    assert "900" not in warned[0]
