"""Facts of the file itself."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from irsletter.model.document import Document

from .conftest import print_letter

Make = Callable[..., Path]
Read = Callable[..., Document]


def facts(document: Document) -> dict[str, list[tuple[str, int | None]]]:
    found: dict[str, list[tuple[str, int | None]]] = {}
    for fact in document.facts:
        found.setdefault(fact.kind, []).append((fact.detail, fact.page))
    return found


def test_a_plain_file_has_a_producer_and_nothing_else(pdf: Make, read: Read):
    found = facts(read(pdf(print_letter)))
    assert set(found) == {"producer", "creator"}
    assert found["producer"][0][0].startswith("ReportLab")


def test_actions_scripts_and_attachments_are_told_with_their_page(pdf: Make, read: Read, tmp_path: Path):
    changed = tmp_path / "active.pdf"
    with pikepdf.open(pdf(print_letter, print_letter)) as file:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
        file.Root.OpenAction = Dictionary(S=Name.URI, URI=String("http://x.example"), Next=script)
        file.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        file.pages[1].Annots = file.make_indirect(Array([file.make_indirect(link)]))
        file.pages[1].AA = Dictionary(O=script)
        file.save(changed)
    found = facts(read(changed))
    assert found["open_action"] == [("/URI", None)]
    assert found["launch_action"] == [("cmd.exe", 2)]
    assert found["javascript"] == [("in an action", None), ("in an action", 2)]
    assert found["additional_actions"] == [("/O", 2)]
    assert found["embedded_file"] == [("in the document", None)]


def test_a_later_save_is_counted_and_a_file_laid_out_for_the_web_is_not(pdf: Make, read: Read, tmp_path: Path):
    path = pdf(print_letter)
    changed = tmp_path / "saved.pdf"
    whole = path.read_bytes()
    # an incremental update that adds nothing but a new trailer (ISO 32000-1, 7.5.6)
    before = whole.rindex(b"startxref")
    old = int(whole[before:].split()[1])
    trailer = whole[whole.rindex(b"trailer") : before].replace(b"<<", b"<< /Prev %d" % old, 1)
    table = b"xref\n0 1\n0000000000 65535 f \n"
    changed.write_bytes(whole + b"\n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(whole) + 1))
    assert facts(read(changed))["incremental_saves"] == [("1", None)]
    assert "incremental_saves" not in facts(read(path))
    web = tmp_path / "web.pdf"
    with pikepdf.open(path) as file:
        file.save(web, linearize=True)
    assert "incremental_saves" not in facts(read(web))


def test_protection_that_opens_without_a_password_is_a_fact(pdf: Make, read: Read, tmp_path: Path):
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(pdf(print_letter)) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="owner", user=""))
    assert "encrypted" in facts(read(locked))


def test_pages_of_facts_count_on_over_several_files(pdf: Make, read: Read, tmp_path: Path):
    first = pdf(print_letter, print_letter, name="first.pdf")
    second = tmp_path / "second.pdf"
    with pikepdf.open(pdf(print_letter, name="plain.pdf")) as file:
        file.pages[0].AA = Dictionary(C=Dictionary(S=Name.GoTo))
        file.save(second)
    assert facts(read(first, second))["additional_actions"] == [("/C", 3)]
