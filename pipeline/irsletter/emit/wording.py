"""How values read to a person: dates, money, phones, page lists; and letter text made harmless.

Names of months and days are the labels' own, for the computer's language must not change the answer.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence

from irsletter.catalog.explanations import Words
from irsletter.catalog.labels import Labels
from irsletter.model.result import Address, TaxpayerId

MONEY_FIELDS = frozenset({"amount_due", "refund_amount", "proposed_amount"})
DATE_FIELDS = frozenset({"notice_date", "due_date", "respond_by"})
PHONE_FIELDS = frozenset({"contact_phone", "contact_fax"})


def clean(text: str) -> str:
    """``text`` on one line, without characters that could steer a terminal or turn the reading direction."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join(
        "".join(each for each in kept if unicodedata.category(each) not in ("Cc", "Cf", "Co", "Cs")).split()
    )


def say_date(date: dt.date, words: Words) -> str:
    """``Nov 9, 2026``."""
    return words.date.format(month=words.months[date.month - 1], day=date.day, year=date.year)


def day(iso: str, labels: Labels) -> str:
    """``Nov 9, 2026``."""
    return say_date(dt.date.fromisoformat(iso), labels.words)


def weekday(iso: str, labels: Labels) -> str:
    """``Wed, Dec 9, 2026``."""
    name = labels.weekdays[dt.date.fromisoformat(iso).weekday()]
    return labels.say.weekday.format(weekday=name, date=day(iso, labels))


def days_away(days: int, labels: Labels) -> str:
    """``17 days left``, ``today``, ``3 days ago``."""
    if days < 0:
        return labels.say.day_ago if days == -1 else labels.say.days_ago.format(n=-days)
    said = labels.words.days
    return said.today if days == 0 else said.one if days == 1 else said.many.format(n=days)


def money(amount: str) -> str:
    """``$1,234.50`` for ``1234.50``; ``-$3,328.00`` below zero."""
    whole, cents = amount.lstrip("-").split(".")
    return f"{'-' if amount.startswith('-') else ''}${int(whole):,}.{cents}"


def phone(number: str) -> str:
    """``800-829-1040`` for an American number, any other as it stands."""
    if number.startswith("+1") and len(number) == 12:
        return f"{number[2:5]}-{number[5:8]}-{number[8:]}"
    return number


def address(found: Address) -> str:
    """On one line: ``P.O. Box 9019, Holtsville, NY 11742-9019``."""
    state = " ".join(part for part in (found.state, found.zip) if part)
    country = found.country if found.country != "US" else ""
    return clean(", ".join(part for part in (*found.lines, found.city, state, country) if part))


def value(name: str, found: object, labels: Labels) -> str:
    """The value of the single field ``name``."""
    if isinstance(found, Address):
        return address(found)
    if isinstance(found, TaxpayerId):
        return found.masked
    text = str(found)
    if name in MONEY_FIELDS:
        return money(text)
    if name in DATE_FIELDS:
        return day(text, labels)
    return phone(text) if name in PHONE_FIELDS else clean(text)


def pages(numbers: Sequence[int], words: Words) -> str:
    """``page 1``, ``pages 2 to 5``, ``pages 1, 3 and 4``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [words.page_range.format(first=run[0], last=run[-1]) if len(run) > 1 else str(run[0]) for run in runs]
    return (words.page if len(numbers) == 1 else words.pages).format(n=listed(said, words.conjunction))


def listed(parts: Sequence[str], last: str) -> str:
    """``a``, ``a and b``, ``a, b and c``, where ``last`` is ``and``."""
    return f" {last} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def code_name(code: str, words: Words) -> str:
    """``Carta 1058`` for ``Letter 1058`` where that is the reader's word; any other code as it stands."""
    word, _, number = code.rpartition(" ")
    known = {"Form": words.form, "Letter": words.letter}
    return known[word].format(n=number) if word in known else code


def form_number(form: str | None) -> str | None:
    """``form`` if it is one: what notices print there for a civil penalty, ``CIVPEN``, is no form to look for."""
    return form if form and any(character.isdigit() for character in form) else None


def in_runs(labels: Sequence[str], words: Words, say: Callable[[str], str] = str) -> str:
    """Years and quarters (``2023``, ``2023-Q1``) in words; three or more in a row as ``2016 to 2021``."""
    runs: list[list[str]] = []
    for label in dict.fromkeys(labels):
        number = _number(label)
        if runs and number and _number(runs[-1][-1]) == (number[0], number[1] - 1):
            runs[-1].append(label)
        else:
            runs.append([label])
    said: list[str] = []
    for run in runs:
        each = [say(label) for label in run]
        said += [words.page_range.format(first=each[0], last=each[-1])] if len(each) > 2 else each
    return listed(said, words.conjunction)


def _number(label: str) -> tuple[int, int] | None:
    """Periods of the year in its kind (1 or 4), and which one since year 0."""
    year, _, quarter = label.partition("-Q")
    if not year.isdecimal() or quarter not in ("", "1", "2", "3", "4"):
        return None
    return (4, int(year) * 4 + int(quarter)) if quarter else (1, int(year))


def plain(name: str) -> str:
    """A closed set's value in words: ``failure_to_pay_penalty`` is ``failure to pay penalty``."""
    return name.replace("_", " ")


def capital(text: str) -> str:
    """With a capital first letter, the rest as it stands."""
    return text[:1].upper() + text[1:]
