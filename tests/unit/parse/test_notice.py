import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Page, ReadingPass, Word
from irsletter.parse.fields.notice import Zone, identify
from tests.unit.parse.drawn import TREASURY, header, page, prose


def notice_page(code: str, *more: tuple[float, float, str]) -> Page:
    return page(1, *TREASURY, *header(code, "January 8, 2018", "XXX-XX-1234", "Page 1 of 3"), *more)


def test_header_and_slip_agree_and_mentions_stay_mentions(catalog: Catalog) -> None:
    found = identify(
        (
            notice_page(
                "CP504",
                *prose(
                    0.40,
                    "You did not answer our Notice CP14 or Letter 1058, which we sent",
                    "Notice CP501 before that.",
                ),
                *prose(0.55, "Enclosures: Publication 594, Form 12153, Notice 746, irs.gov/cp503"),
                (0.60, 0.76, "Notice"),
                (0.78, 0.76, "CP504"),
            ),
        ),
        catalog,
    )
    assert found.code == "CP504"
    assert [(spot.zone, spot.page) for spot in found.copies] == [(Zone.HEADER, 1), (Zone.SLIP, 1)]
    assert found.rivals == ()
    assert found.mentions == ("CP14", "Letter 1058", "CP501")


def test_the_words_of_a_spot_are_the_printed_code(catalog: Catalog) -> None:
    (spot,) = identify((notice_page("CP 14"),), catalog).copies
    assert [word.text for word in spot.words] == ["CP", "14"]
    assert spot.box.x0 == pytest.approx(0.80)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ((0.70, 0.95, "Letter 1058 (Rev. 9-2017)"), "Letter 1058"),
        ((0.08, 0.95, "CP2000 (Rev.11/2004)"), "CP2000"),
        ((0.08, 0.95, "www.irs.gov Letter 2202 (Rev. 5-2013)"), "Letter 2202"),
        ((0.08, 0.05, "Form 668-A(ICS) (Rev. Jan. 2003)"), "668-A"),
        ((0.60, 0.09, "LTR 2645C"), "2645C"),
        ((0.60, 0.09, "Jan. 05, 2023 LTR 2645C 0"), "2645C"),
        ((0.54, 0.09, "Jan. 17, 2017 5071C 0"), "5071C"),
        ((0.54, 0.09, "Feb. 08, 2011 LTR 0012C L0"), "12C"),
        ((0.79, 0.05, "Letter 6475 (12-2021)"), "Letter 6475"),
        ((0.62, 0.05, "Notice: CP503"), "CP503"),
        (
            (0.08, 0.04, "Notice: CP503 Tax year: 2020 Notice date: December 9, 2024 TIN: XXX-XX-1234 Page 2 of 5"),
            "CP503",
        ),
        ((0.62, 0.05, "Notice 3219N"), "CP3219N"),
        ((0.62, 0.05, "Notice number: 972CG"), "972CG"),
        ((0.62, 0.05, "Number of this letter: 1153"), "Letter 1153"),
        ((0.62, 0.05, "NoticeCP504"), "CP504"),
    ],
)
def test_places_that_speak_for_the_letter(line: tuple[float, float, str], code: str, catalog: Catalog) -> None:
    assert (
        identify((page(1, line, *prose(0.4, "Dear Taxpayer:", "We write about your account.")),), catalog).code == code
    )


@pytest.mark.parametrize(
    "line",
    [
        (0.08, 0.50, "Notice CP2000 (underreported income). State law requires you to report"),
        (0.08, 0.28, "Notice CP2000 told you that the income on your return is too low."),
        (0.08, 0.95, "Keep Letter 1058 with your records; it says how to ask for a hearing."),
        (0.08, 0.50, "CP504"),
        (0.08, 0.93, "irs.gov/cp504"),
        (0.62, 0.05, "Notice 746"),
        (0.62, 0.05, "Form: 1094-C"),
    ],
)
def test_places_that_do_not(line: tuple[float, float, str], catalog: Catalog) -> None:
    assert identify((page(1, line),), catalog).code is None


def test_a_misread_code_gives_way_to_the_headline(catalog: Catalog) -> None:
    found = identify((notice_page("CP14a", (0.05, 0.31, "You have a balance due for 2017")),), catalog)
    assert found.code == "CP14"
    assert found.headline_codes == ("CP14",)
    assert found.copies[0].others == ("CP14A",)
    assert "headline" in found.copies[0].repaired


def test_a_clean_code_never_gives_way_to_the_headline(catalog: Catalog) -> None:
    found = identify((notice_page("CP14A", (0.05, 0.31, "You have a balance due for 2017")),), catalog)
    assert found.code == "CP14A"
    assert not found.headline_agrees


def test_the_longer_headline_counts(catalog: Catalog) -> None:
    found = identify((notice_page("CP503", (0.05, 0.31, "Second reminder: You have unpaid taxes for 2016")),), catalog)
    assert found.headline_codes == ("CP503",)
    assert found.headline_agrees


def test_prose_is_no_headline(catalog: Catalog) -> None:
    lines = prose(
        0.4, "As we told you before, our records show", "you have unpaid taxes for the tax year ended December 31, 2016"
    )
    assert identify((notice_page("CP14", *lines),), catalog).headline_codes == ()


def test_header_outvotes_the_slip_and_both_are_kept(catalog: Catalog) -> None:
    found = identify((notice_page("CP504", (0.60, 0.76, "Notice"), (0.78, 0.76, "CP501")),), catalog)
    assert found.code == "CP504"
    assert [spot.code for spot in found.rivals] == ["CP501"]


def test_a_second_look_at_the_same_ink_is_one_witness(catalog: Catalog) -> None:
    seen = notice_page("CPSO4")
    again = next(word for word in seen.words if word.text == "CPSO4")
    words = (*seen.words, Word("CP504", again.box, 0.9, reading=ReadingPass.REGION, line=99))
    found = identify((Page.of(1, 612, 792, seen.capture, words),), catalog)
    assert found.code == "CP504"
    assert len(found.copies) == 1


def test_no_pages_and_no_code(catalog: Catalog) -> None:
    assert identify((), catalog).code is None
    assert identify((page(1, *prose(0.4, "Your electric bill is enclosed.")),), catalog).copies == ()
