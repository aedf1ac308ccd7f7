"""The letters of an account under each other: order, what counts, how the amount grew, what is lacking."""

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.emit.ladder import Ladder, Role, ladder
from irsletter.emit.ladder_text import ladder_markdown, ladder_terminal
from irsletter.model import kinds, result
from irsletter.model.kinds import AmountKind, DeadlineKind, Verdict
from irsletter.run.intake.links import Links
from tests.unit.emit.explained import deadline, ein, field, letter, period, row, ssn, unsure
from tests.unit.emit.faces import LABELS

NOTICES = load_catalog().notices
SPANISH = load_catalog().labels["es"]


def held(*letters: result.Letter) -> list[result.Result]:
    """Each in a file of its own."""
    return [
        result.Result(
            schema_version=result.SCHEMA_VERSION,
            generator=result.Generator("irsletter", "0", "0", []),
            as_of="2026-11-22",
            source=result.Source(f"{number}.pdf", f"{number}.pdf", f"{number:064x}", "application/pdf", 1, 1, [], []),
            status=kinds.ResultStatus.OK,
            letters=[each],
            joined_into=None,
            error=None,
        )
        for number, each in enumerate(letters, start=1)
    ]


def bill(code: str, date: str, amount: str, *labels: str, id_: str = "", **changes: Any) -> result.Letter:
    name = changes.pop("name", "ADA & BEN EXAMPLE")
    given = {
        "notice_date": field(date),
        "amount_due": field(amount),
        "taxpayer_name": field(name),
        "taxpayer_id": ssn(),
        "periods": [period(label) for label in labels or ("2024",)],
    }
    return replace(letter(code, **{**given, **changes}), id=id_ or f"{code}-{date}-{amount}")


def seen(*letters: result.Letter) -> Ladder:
    return ladder(held(*letters), NOTICES)


CP14 = bill("CP14", "2026-01-05", "1000.00")
CP503 = bill(
    "CP503",
    "2026-04-06",
    "1034.50",
    amounts=[
        row(AmountKind.PREVIOUS_BALANCE, "Amount you owed", "1000.00"),
        row(AmountKind.FAILURE_TO_PAY_PENALTY, "Failure-to-pay penalty", "15.00"),
        row(AmountKind.INTEREST, "Interest charges", "19.50"),
        row(AmountKind.AMOUNT_DUE, "Amount due", "1034.50"),
    ],
)


def test_an_account_has_its_letters_newest_first_and_the_newest_counts():
    (account,) = seen(CP14, CP503).accounts
    assert [step.code for step in account.steps] == ["CP503", "CP14"]
    assert [step.role for step in account.steps] == [Role.CURRENT, Role.OVERTAKEN]
    assert seen(CP14, CP503).total == Decimal("1034.50")


def test_growth_is_told_with_the_rows_that_make_it_up():
    newest = seen(CP503, CP14).accounts[0].steps[0]
    assert newest.growth is not None
    assert (newest.growth.by, newest.growth.since) == (Decimal("34.50"), "CP14")
    assert newest.growth.parts == (
        ("Failure-to-pay penalty", Decimal("15.00")),
        ("Interest charges", Decimal("19.50")),
    )


def test_rows_that_do_not_make_up_the_growth_are_not_said_to():
    other = replace(CP503, fields={**CP503.fields, "amount_due": field("1200.00")})  # type: ignore[typeddict-item]
    growth = seen(CP14, other).accounts[0].steps[0].growth
    assert growth is not None
    assert (growth.by, growth.parts) == (Decimal("200.00"), ())


def test_a_step_that_usually_comes_between_and_is_not_there_is_named():
    newest, oldest = seen(CP14, CP503).accounts[0].steps
    assert newest.lacking == ("CP501",)
    assert oldest.lacking == ()
    assert seen(CP14, bill("CP501", "2026-02-09", "1010.00")).accounts[0].steps[0].lacking == ()


def test_copies_and_doubted_letters_stand_in_their_place_and_count_nothing():
    copy = replace(CP503, id="copy", copy_of=CP503.id)
    fraud = bill("CP504", "2026-05-11", "9000.00", verdict=Verdict.LIKELY_SCAM)
    found = seen(CP14, CP503, copy, fraud)
    roles = {step.letter_id: step.role for step in found.accounts[0].steps}
    assert roles == {CP14.id: Role.OVERTAKEN, CP503.id: Role.CURRENT, "copy": Role.COPY, fraud.id: Role.DOUBTED}
    assert found.total == Decimal("1034.50")
    assert found.accounts[0].steps[0].growth is None


def test_spouses_share_an_account_and_strangers_and_other_years_do_not():
    spouse = bill("CP504", "2026-06-01", "1050.00", name="BEN EXAMPLE")
    stranger = bill("CP14", "2026-06-01", "7.00", name="CLARA OTHER")
    other_year = bill("CP14", "2026-06-01", "70.00", "2025")
    found = seen(CP14, spouse, stranger, other_year)
    assert [(account.name, account.period, len(account.steps)) for account in found.accounts] == [
        ("ADA & BEN EXAMPLE", "2025", 1),
        ("BEN EXAMPLE", "2024", 2),
        ("CLARA OTHER", "2024", 1),
    ]
    assert found.total == Decimal("1127.00")


def test_businesses_with_the_same_last_word_and_digits_stay_apart():
    shared = {"taxpayer_id": ein(), "periods": [period("2024-Q1", "941", kinds.TaxType.EMPLOYMENT)]}
    first = bill("CP161", "2026-02-02", "300.00", name="VARN HOLLOW LLC", **shared)
    later = bill("CP504B", "2026-05-04", "310.00", name="Varn Hollow, L.L.C.", **shared)
    other = bill("CP161", "2026-02-02", "50.00", name="OSSWICK MILLS LLC", **shared)
    found = seen(first, later, other)
    assert [(account.name, len(account.steps)) for account in found.accounts] == [
        ("OSSWICK MILLS LLC", 1),
        ("Varn Hollow, L.L.C.", 2),
    ]
    assert found.total == Decimal("360.00")


def test_spouses_of_two_surnames_share_the_account_that_names_both():
    both = bill("CP14", "2026-02-02", "300.00", name="ADA EXAMPLE & BEN OSSWICK")
    his = bill("CP501", "2026-03-09", "310.00", name="BEN OSSWICK")
    hers = bill("CP503", "2026-04-13", "320.00", name="ADA EXAMPLE JR.")
    for order in ((both, his, hers), (hers, his, both), (his, hers, both)):
        found = seen(*order)
        assert [step.code for step in found.accounts[0].steps] == ["CP503", "CP501", "CP14"]
        assert found.total == Decimal("320.00")


def test_a_business_and_its_owner_are_two_taxpayers():
    owner = bill("CP14", "2026-02-02", "300.00", name="ADA EXAMPLE")
    business = bill("CP161", "2026-03-02", "50.00", name="ADA EXAMPLE", taxpayer_id=ein())
    found = seen(owner, business)
    assert len(found.accounts) == 2
    assert found.total == Decimal("350.00")


def test_people_of_one_surname_with_other_digits_stay_apart():
    sister = bill("CP14", "2026-02-02", "20.00", name="DORA EXAMPLE", taxpayer_id=field(OTHER_ID))
    found = seen(CP14, sister)
    assert [account.number for account in found.accounts] == ["***-**-0143", "***-**-0975"]
    assert found.total == Decimal("1020.00")


OTHER_ID = result.TaxpayerId("ssn", "0975", "***-**-0975")


def test_people_of_one_surname_are_joined_only_by_a_letter_that_names_both():
    ada = bill("CP14", "2026-02-02", "300.00", name="ADA R. EXAMPLE")
    ben = bill("CP501", "2026-03-09", "310.00", name="BEN EXAMPLE")
    assert seen(ada, ben).total == Decimal("610.00")
    both = bill("CP503", "2026-04-13", "320.00", name="ADA R & BEN T EXAMPLE")
    assert seen(ada, ben, both).total == Decimal("320.00")


def test_a_scan_again_a_spouses_copy_and_an_overtaken_letter_are_counted_once():
    spouse = bill("CP503", "2026-04-06", "1034.50", name="BEN EXAMPLE", amounts=CP503.amounts, id_="spouse")
    again = replace(CP503, id="again")
    results = held(CP14, CP503, again, spouse)
    links = Links(results)
    found = ladder([links.linked(each) for each in results], NOTICES)
    roles = {step.letter_id: step.role for step in found.accounts[0].steps}
    assert roles == {
        CP14.id: Role.OVERTAKEN,
        CP503.id: Role.CURRENT,
        "again": Role.COPY,
        "spouse": Role.COPY,
    }
    assert found.total == Decimal("1034.50")


def test_titles_are_in_the_language_that_was_asked_for():
    found = ladder(held(CP14), NOTICES, "es")
    assert found.accounts[0].steps[0].title == NOTICES["CP14"].title_es


def test_a_letter_of_several_years_counts_once():
    lt11 = bill("LT11", "2026-07-06", "5000.00", "2023", "2024")
    found = seen(CP14, lt11)
    assert [account.current.code for account in found.accounts if account.current] == ["LT11", "LT11"]
    assert found.total == Decimal("5000.00")
    assert found.accounts[1].steps[0].growth is None  # of other years


def test_no_total_is_made_where_a_letter_of_several_years_was_overtaken_for_one_of_them():
    lt11 = bill("LT11", "2026-07-06", "5000.00", "2023", "2024")
    assert seen(lt11, bill("CP71C", "2026-10-05", "1100.00")).total is None


def test_a_letter_without_a_sure_name_or_date_is_placed_nowhere():
    found = seen(bill("CP14", "2026-01-05", "1000.00", notice_date=unsure("2026-01-05")))
    assert found.accounts == ()
    assert found.unplaced[0].lacks == ("notice_date",)
    assert found.total == Decimal(0)


def test_a_copy_without_a_place_is_not_told_beside_its_original():
    photo = replace(bill("CP14", "2026-01-05", "1000.00", notice_date=unsure("2026-01-05")), copy_of="0123456789ab")
    assert seen(photo).unplaced == ()


def test_an_amount_to_be_checked_is_not_counted():
    found = seen(bill("CP14", "2026-01-05", "1000.00", amount_due=unsure("1000.00")))
    assert found.accounts[0].steps[0].amount is None
    assert found.total == Decimal(0)


def test_a_newer_letter_without_an_amount_takes_nothing_off():
    found = seen(CP503, bill("CP40", "2026-08-03", "1.00", amount_due=unsure("1.00")))
    assert [step.role for step in found.accounts[0].steps] == [Role.NEWER, Role.CURRENT]
    assert found.total == Decimal("1034.50")


def test_a_right_that_is_open_is_told_whatever_came_later():
    hearing = deadline(DeadlineKind.HEARING, "2026-12-02")
    lt11 = bill("LT11", "2026-11-02", "5000.00", deadlines=[hearing])
    found = seen(lt11, bill("CP71C", "2026-11-09", "5100.00"))
    older = found.accounts[0].steps[1]
    assert older.rights == ((DeadlineKind.HEARING, dt.date(2026, 12, 2)),)
    text = ladder_terminal(found, LABELS, width=160)
    assert "A right on it is still open. Ask for a hearing by Wed, Dec 2, 2026." in text


def test_letters_that_are_not_of_the_ladder_are_not_shown():
    assert seen(bill("CP575", "2026-01-05", "1.00")).accounts == ()


def test_the_view_says_it_in_words_in_both_languages():
    text = ladder_terminal(seen(CP14, CP503), LABELS, width=160)
    assert text.startswith("ADA & BEN EXAMPLE ***-**-0143 · 2024 (Form 1040)\n  Apr 6, 2026  CP503  ")
    assert "the letter that counts · asks for $1,034.50 · 2.pdf" in text
    assert "grew by $34.50 since the CP14, made of Failure-to-pay penalty $15.00 and Interest charges $19.50." in text
    assert "No CP501 found between these two." in text
    assert text.endswith("Asked for now, each letter counted once: $1,034.50\n")
    assert "\x1b[2m" in ladder_terminal(seen(CP14, CP503), LABELS, colour=True)  # what counts nothing is dim
    assert "La cantidad creció $34.50 desde el CP14" in ladder_terminal(seen(CP14, CP503), SPANISH)


def test_a_letters_own_words_do_no_harm():
    evil = bill("CP14", "2026-01-05", "1.00", name="[x](http://evil.example)\x1b[2J EXAMPLE")
    assert "\x1b" not in ladder_terminal(seen(evil), LABELS)
    assert "http://" not in ladder_markdown(seen(evil), LABELS)
    assert dt.date(2026, 1, 5) == seen(evil).accounts[0].steps[0].date


def test_a_hostile_letter_steers_no_ladder():
    evil = "<script>alert(1)</script> [click](http://evil.example)\x1b[31m\u202egnp.exe\n# x " + "y" * 10_000
    rows = [row(AmountKind.PREVIOUS_BALANCE, evil, "1000.00"), row(AmountKind.INTEREST, evil, "20.00")]
    letters = (
        bill("CP14", "2026-01-05", "1000.00", name=evil),
        bill("CP503", "2026-04-06", "1020.00", name=evil, amounts=rows),
        bill("CP504", "2026-06-08", "1020.00", name=evil, notice_date=unsure("2026-06-08")),
    )
    results = [replace(each, source=replace(each.source, path=evil, name=evil)) for each in held(*letters)]
    found = ladder(results, NOTICES)
    assert found.accounts
    assert found.unplaced
    for said in (ladder_terminal(found, LABELS, width=80), ladder_markdown(found, LABELS)):
        assert not {each for each in said if each != "\n" and unicodedata.category(each) in ("Cc", "Cf")}
    assert not re.search(r"(?<!\\)<script|(?<!\\)\[click\]", ladder_markdown(found, LABELS))
