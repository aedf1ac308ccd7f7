"""A folder of labelled letters: what passes and what does not."""

import dataclasses
import json

import pytest

from irsletter.model import kinds, result
from irsletter.score.official import Level, run_official

VALUES = {"notice_code": "CP14", "notice_date": "2018-01-30", "amount_due": "1075.21"}


def field(value, status=kinds.FieldStatus.ACCEPTED):
    return result.Field(value, value, 0.9, status, [], [])


def letter(**values):
    singles = {name: field(value) for name, value in (VALUES | values).items()}
    period = result.TaxPeriod(
        "p1", kinds.PeriodRole.SUBJECT, "2017", "2017-01-01", "2017-12-31", "1040", None, None, None, field("2017")
    )
    rows = [result.Amount(kinds.AmountKind.AMOUNT_DUE, "Amount due", "p1", None, field(VALUES["amount_due"]))]
    verdict = result.Authenticity(kinds.Verdict.CANNOT_TELL, 0.0, 5.0, [], [])
    return result.Letter(
        "0" * 12, [1], [], None, None, kinds.LetterKind.IRS, kinds.Language.EN, None, [], [], [], None, [], singles,
        [period], rows, [], [], [], [], [], [], [], verdict, None, result.Review(False, []),
    )  # fmt: skip


def answer(*letters, error=None):
    source = result.Source("x", "x", None, None, None, None, [], [])
    made_by = result.Generator("irsletter", "0", "0", [])
    return result.Result("1.0", made_by, "2026-11-22", source, kinds.ResultStatus.OK, list(letters), None, error)


@pytest.fixture
def folder(tmp_path):
    """Four letters in four captures each, named the usual way."""
    truth = {
        "letter": {
            "kind": "irs",
            "fields": {name: {"value": value, "raw": value, "alts": []} for name, value in VALUES.items()},
            "amounts": [{"kind": "amount_due", "tax_period": "2017", "value": "1075.21", "raw": "1075.21"}],
            "tax_periods": [{"label": "2017", "start": "2017-01-01", "end": "2017-12-31", "form": "1040"}],
            "free": [],
            "deadlines": [],
            "checks": {},
        },
        "boxes": {},
    }
    for name in "abcd":
        (tmp_path / f"{name}.truth.json").write_text(json.dumps(truth))
        for file in (f"{name}.pdf", f"{name}-scan.pdf", f"{name}-photo.jpg", f"{name}-fax.tif"):
            (tmp_path / file).write_bytes(b"")
    return tmp_path


def reader(answers=None):
    return lambda path: (answers or {}).get(path.name, answer(letter()))


def unsure(**values):
    whole = letter()
    singles = whole.fields | {name: field(value, kinds.FieldStatus.REVIEW) for name, value in values.items()}
    return answer(dataclasses.replace(whole, fields=singles))


def test_all_right_passes(folder):
    report = run_official(folder, reader())
    assert report.passed
    assert [file.level for file in report.files[:4]] == [Level.TEXT, Level.SCAN, Level.PHOTO, Level.FAX]
    assert list(report.levels()) == [
        (Level.TEXT, 4, 4, 4),
        (Level.SCAN, 4, 4, 4),
        (Level.PHOTO, 4, 4, 3),
        (Level.FAX, 4, 4, 3),
    ]
    assert report.table().endswith("PASSED")


def test_one_photo_and_one_fax_may_fail_but_not_two_of_a_kind(folder):
    bad = unsure(amount_due="1.00")
    assert run_official(folder, reader({"a-photo.jpg": bad, "b-fax.tif": bad})).passed
    assert not run_official(folder, reader({"a-photo.jpg": bad, "b-photo.jpg": bad})).passed


@pytest.mark.parametrize("file", ["a.pdf", "a-scan.pdf"])
@pytest.mark.parametrize("name", VALUES)
def test_a_wrong_key_value_on_a_text_or_a_scan_fails(folder, file, name):
    report = run_official(folder, reader({file: unsure(**{name: "1.00"})}))
    assert not report.passed
    assert [each.file for each in report.files if not each.right] == [file]
    assert f"{file} {name}: review-wrong, expected {VALUES[name]}, got 1.00" in report.table()


def test_a_wrong_value_that_is_accepted_fails_even_on_the_one_free_photo(folder):
    bad = answer(letter(amount_due="1.00"))
    report = run_official(folder, reader({"a-photo.jpg": bad}))
    assert not report.passed
    assert "wrong values accepted: 1; 0 allowed" in report.table()


def test_so_does_a_value_that_the_letter_does_not_carry(folder):
    assert not run_official(folder, reader({"a-photo.jpg": answer(letter(payee="X"))})).passed


@pytest.mark.parametrize(
    "bad",
    [
        answer(error=result.Error("damaged", "It is damaged.", "")),
        answer(),
        answer(letter(), letter()),
    ],
)
def test_an_error_no_letter_or_two_are_not_right(folder, bad):
    report = run_official(folder, reader({"a.pdf": bad}))
    assert not report.passed
    assert "a.pdf" in report.table().split("Not right:")[1]


def test_an_empty_folder_does_not_pass(tmp_path):
    assert not run_official(tmp_path, reader()).passed


def test_captures_that_the_truth_names_are_read_and_no_others(tmp_path):
    truth = {
        "letter": {"kind": "irs", "fields": {}, "amounts": [], "tax_periods": []},
        "files": {
            "odd.png": {"capture": "photo_hard", "pages": [1]},
            "odd.tif": {"capture": "copy", "pages": [1]},
            "gone.pdf": {"capture": "pdf_text", "pages": [1]},
        },
    }
    (tmp_path / "odd.truth.json").write_text(json.dumps(truth))
    for file in ("odd.png", "odd.tif", "odd.pdf"):
        (tmp_path / file).write_bytes(b"")
    report = run_official(tmp_path, reader())
    assert [(file.file, file.level) for file in report.files] == [("odd.png", Level.PHOTO), ("odd.tif", Level.FAX)]
