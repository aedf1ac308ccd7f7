"""A rule is no rule without its examples: every text that it must hit, and every one that it must not, is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from irsletter.catalog.authenticity import Example, Rule, RuleStatus
from irsletter.catalog.load import Catalog
from irsletter.catalog.rule_tests import NamedTest
from irsletter.errors import Fault
from irsletter.model.document import (
    Barcode,
    Capture,
    Document,
    FileFact,
    Link,
    Page,
    Source,
    SourceFile,
    Word,
)
from irsletter.model.geometry import Box
from irsletter.model.kinds import Audience, Category, FieldStatus, Language, LetterKind
from irsletter.model.reading import Evidence, Field, Letter, Notice, Reading
from irsletter.model.values import Address
from irsletter.validate.authenticity import evaluate
from irsletter.validate.authenticity.lookups import NAMED
from irsletter.validate.authenticity.view import View

_LINE = 14
"""Words on a line of an example."""
_BOX = Box(0.1, 0.1, 0.2, 0.11)
_NOT_TRIED = " (a paper of kind other is only judged where it speaks of federal tax, see limits.toml)"


def try_examples(catalog: Catalog) -> tuple[Fault, ...]:
    """A fault for each example that its rule gets wrong, and for each named check that the code lacks."""
    rules = [rule for rule in catalog.rules.rules.values() if rule.status is not RuleStatus.RETIRED]
    return tuple(fault for rule in rules for fault in _faults(rule, catalog))


def _faults(rule: Rule, catalog: Catalog) -> Iterator[Fault]:
    where = f"rule.{rule.id}"
    if isinstance(rule.test, NamedTest) and rule.test.name not in NAMED:
        yield Fault("authenticity", where, f"no check is called {rule.test.name}")
        return
    for wanted, examples in ((True, rule.hits), (False, rule.misses)):
        for example in examples:
            letter = Example(text=example) if isinstance(example, str) else example
            view = View.of(reading_of(letter), catalog)
            if bool(evaluate(rule, view)) is not wanted:
                hint = _NOT_TRIED if wanted and letter.kind is LetterKind.OTHER and not view.speaks_of_tax else ""
                yield Fault("authenticity", where, f"{'must hit' if wanted else 'must not hit'}: {_told(letter)}{hint}")


def _told(example: Example) -> str:
    """What ``example`` says, without what it leaves as it is."""
    plain = Example()
    told = {one.name: getattr(example, one.name) for one in fields(example)}
    return ", ".join(f"{name} {str(value)!r}" for name, value in told.items() if value != getattr(plain, name))


def reading_of(example: Example) -> Reading:
    """The letter in little that ``example`` describes, of one page."""
    source = Source.OCR if example.scanned else Source.TEXT_LAYER
    page = Page.of(
        1,
        612,
        792,
        Capture.SCAN if example.scanned else Capture.TEXT,
        _words(example.text, source) or (Word(".", _BOX),),
        hidden=_words(example.hidden, Source.HIDDEN),
        other=_words(example.other, Source.TEXT_LAYER if example.scanned else Source.OCR),
        links=tuple(Link(target, _BOX, shown) for target, shown in example.links),
        barcodes=tuple(Barcode(payload, "QRCode", _BOX) for payload in example.codes),
    )
    document = Document(
        sources=(SourceFile("example.pdf", "example.pdf", "", "application/pdf", 0, 1),),
        pages=(page,),
        facts=tuple(FileFact(kind, "") for kind in example.facts),
    )
    notice = Notice(example.code, example.code, "", Category.UNKNOWN, None, Audience.UNKNOWN, known=False)
    values: dict[str, Any] = {
        "contact_phone": example.phone,
        "payee": example.payee,
        "notice_date": dt.date.fromisoformat(example.date) if example.date else None,
        "remit_to": Address((), zip=example.zip) if example.zip else None,
    }
    return Reading(
        letter=Letter(document, (page,)),
        kind=example.kind,
        language=Language.EN,
        notice=notice if example.code else None,
        fields={name: _field(value, source) for name, value in values.items() if value},
    )


def _words(text: str, source: Source) -> tuple[Word, ...]:
    words: list[Word] = []
    for number, text_of in enumerate(text.split()):
        line, place = divmod(number, _LINE)
        box = Box(0.06 * place + 0.05, 0.02 * line + 0.1, 0.06 * place + 0.1, 0.02 * line + 0.115)
        words.append(Word(text_of, box, source=source, line=line))
    return tuple(words)


def _field(value: Any, source: Source) -> Field[Any]:
    proof = Evidence(1, _BOX, str(value), source)
    return Field(value, str(value), 0.9, FieldStatus.ACCEPTED, (proof,))
