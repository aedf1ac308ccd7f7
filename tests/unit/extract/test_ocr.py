"""Both ways of calling Tesseract, the choice between them, and recordings."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr import Engine, Layout, choose_engine, probe
from irsletter.extract.ocr.replay import Recorder, Replay
from irsletter.extract.ocr.tsv import words_of_tsv
from irsletter.model.document import Document, Source

from .conftest import LETTER_TEXT, picture_of, print_letter, share_read

ENGINES = ("tesserocr", "pytesseract")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, settings: Settings) -> Engine:
    return choose_engine(settings, request.param)


@pytest.fixture
def printed(pdf: Callable[..., Path]) -> Image.Image:
    return picture_of(pdf(print_letter, name="printed.pdf"))


def test_words_come_with_boxes_lines_and_confidence(engine: Engine, printed: Image.Image):
    words = engine.read(printed, ("eng",))
    assert [word.text for word in words] == " ".join(LETTER_TEXT).split()
    first = words[0]
    # 72 points from the left; capitals of 12 points stand on the base line 684 points up
    assert first.box.x0 == pytest.approx(72 / 612, abs=0.004)
    assert first.box.y1 == pytest.approx((792 - 684) / 792, abs=0.004)
    assert all(0.5 < word.confidence <= 1 for word in words)
    assert {word.source for word in words} == {Source.OCR}
    assert len({(word.block, word.line) for word in words}) == len(LETTER_TEXT)


def test_a_picture_says_the_same_whatever_was_read_before(engine: Engine, printed: Image.Image, samples_out: Path):
    alone = engine.read(printed, ("eng",))
    engine.read(picture_of(samples_out / "cp14-scan.pdf").crop((0, 0, 1700, 700)), ("eng",), Layout.SPARSE)
    assert engine.read(printed, ("eng",)) == alone


def test_both_engines_read_alike(printed: Image.Image, settings: Settings):
    one, other = (choose_engine(settings, name).read(printed, ("eng",)) for name in ENGINES)
    assert [word.text for word in one] == [word.text for word in other]
    assert all(a.box.overlap(b.box) > 0.8 for a, b in zip(one, other, strict=True))


def test_nothing_is_read_off_an_empty_picture(engine: Engine):
    assert engine.read(Image.new("L", (600, 400), 255), ("eng",)) == ()


def test_info_names_version_and_model(engine: Engine):
    info = engine.info()
    assert info.name in ENGINES
    assert info.version[0].isdigit()
    # both wheels carry the same fast model
    assert info.model == "7d4322bd2a77"


def test_a_whole_page_through_the_second_engine(read: Callable[..., Document], printed: Image.Image, tmp_path: Path):
    path = tmp_path / "scan.png"
    printed.save(path)
    document = read(path, engine="pytesseract")
    assert document.engines[0].name == "pytesseract"
    assert share_read(document) > 0.95


def test_time_that_runs_out_costs_the_picture(settings: Settings, samples_out: Path):
    hasty = dataclasses.replace(settings, limits=dataclasses.replace(settings.limits, seconds_per_page=0.05))
    picture = picture_of(samples_out / "cp14-scan.pdf")
    for name in ENGINES:
        with pytest.raises(ReadError) as caught:
            choose_engine(hasty, name).read(picture, ("eng",))
        assert caught.value.code is ErrorCode.TIMED_OUT


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    import sys

    from irsletter.extract.ocr import table

    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)
    table._kept.cache_clear()
    monkeypatch.setattr(table._kept, "cache_clear", table._kept.cache_clear, raising=False)


def test_where_the_preferred_engine_is_missing_the_next_takes_over(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    assert choose_engine(settings).name == "tesserocr"
    without(monkeypatch, "tesserocr")
    assert choose_engine(settings).name == "pytesseract"
    tesserocr, pytesseract = probe(settings)
    assert "does not load" in str(tesserocr.reason)
    assert "pip install tesserocr" in str(tesserocr.remedy)
    assert tesserocr.info is None
    assert pytesseract.reason is None
    assert pytesseract.languages == ("eng",)


def test_where_none_works_the_fault_says_what_to_do(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    without(monkeypatch, "tesserocr", "pytesseract")
    with pytest.raises(ReadError) as caught:
        choose_engine(settings)
    assert caught.value.code is ErrorCode.ENGINE_MISSING
    assert "tesserocr" in caught.value.message
    assert "pip install" in caught.value.hint


@pytest.mark.parametrize("wanted", ["nosuch", "replay", "replay:nowhere.json"])
def test_an_engine_asked_for_by_name_has_no_stand_in(wanted: str, settings: Settings):
    with pytest.raises(ReadError) as caught:
        choose_engine(settings, wanted)
    assert caught.value.code is ErrorCode.ENGINE_MISSING


def test_a_recording_gives_back_what_was_read_without_ids(
    settings: Settings, pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    def draw(canvas) -> None:
        print_letter(canvas)
        canvas.drawString(72, 300, "Social security number 000-12-3456 or EIN 00-1234567")

    scan = tmp_path / "scan.png"
    picture_of(pdf(draw, name="printed.pdf")).save(scan)
    recorder = Recorder(choose_engine(settings))
    picture = Image.open(scan)
    live = recorder.read(picture, ("eng",))
    recording = tmp_path / "words.json"
    recorder.save(recording)
    stored = recording.read_text(encoding="utf-8")
    assert "000-12-3456" not in stored
    assert "00-1234567" not in stored
    replayed = Replay(recording).read(picture, ("eng",))
    assert [word.box for word in replayed] == [word.box for word in live]
    assert "999-99-9999" in [word.text for word in replayed]
    assert Replay(recording).info() == recorder.info()
    with pytest.raises(ReadError):
        Replay(recording).read(Image.new("L", (10, 10)), ("eng",))


def test_tsv_of_another_kind_of_row_is_passed_over():
    tsv = (
        "1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n"
        "5\t1\t2\t1\t1\t1\t20\t10\t40\t20\t96.5\tTax\n"
        "5\t1\t2\t1\t1\t2\t70\t10\t40\t20\t12.0\t \n"
        "5\t1\t2\t1\t2\t1\t20\t50\t40\t20\t80.0\tyear\n"
    )
    words = words_of_tsv(tsv, 200, 100)
    assert [(word.text, word.box.as_list(), word.confidence) for word in words] == [
        ("Tax", [0.1, 0.1, 0.3, 0.3], 0.965),
        ("year", [0.1, 0.5, 0.3, 0.7], 0.8),
    ]
    assert words[0].line != words[1].line
