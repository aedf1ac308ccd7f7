"""Rules about what the text says, and what it leaves unsaid. Warnings against a trick are not the trick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.catalog.authenticity import Guard
from irsletter.catalog.rule_tests import AbsentTest, NamesTest, PayeeTest, TextTest
from irsletter.model.document import Source, Word
from irsletter.model.reading import Evidence
from irsletter.patterns import Match, Pattern, compile_pattern, escape
from irsletter.validate.authenticity.asks import asked
from irsletter.validate.authenticity.flows import Flow
from irsletter.validate.authenticity.payees import is_treasury, leading_name
from irsletter.validate.authenticity.view import Outcome, View
from irsletter.validate.evidence import masked, quote

_MARKS = ".,;:\"'()"


def text(test: TextTest, view: View) -> Outcome:
    """Matches that no guard makes harmless."""
    if (test.also and not _stands(test.also, view)) or (test.nowhere and _stands(test.nowhere, view)):
        return ()
    guards = tuple(view.guards[name] for name in test.guards)
    unless = _compiled(test.unless)
    found: list[tuple[Flow, tuple[tuple[int, int], ...], int, int]] = [
        (flow, (match.span(),), *match.span()) for flow, match in _matches(_compiled(test.patterns), view)
    ]
    found += [
        (one.flow, one.telling, one.start, one.end)
        for asks, across in ((test.asks, False), (test.across, True))
        for ask in asks
        for one in asked(ask, view.spoken, across=across)
    ]
    hits = _unguarded(
        (
            (flow, start, end),
            any(_is_guarded(flow, span, guards) or _in_sentence(flow, span, unless) for span in telling),
        )
        for flow, telling, start, end in found
    )
    return (*hits, *_hidden_hits(test, view)) if test.hidden else hits


def absent(test: AbsentTest, view: View) -> Outcome:
    """What is demanded, where nothing that must go with it stands anywhere."""
    if not view.complete:
        return None
    if _stands(test.absent, view):
        return ()
    return text(TextTest(patterns=test.when, guards=test.guards), view)


def names(test: NamesTest, view: View) -> Outcome:
    """Known false names and forms."""
    entries = view.directory.fake_names.values() if test.names == "fake_names" else ()
    spelt = [spelling for entry in entries for spelling in (entry.id, *entry.spellings)]
    if test.names == "fake_forms":
        spelt = list(view.directory.fake_forms)
    patterns = tuple(rf"\b{' ?'.join(escape(word) for word in name.split())}\b" for name in spelt)
    if test.names == "fake_phones":
        patterns = tuple(_printed_phone(number) for number in view.directory.fake_phones)
    return text(TextTest(patterns=patterns, guards=test.guards), view)


def _printed_phone(number: str) -> str:
    """A pattern for an E.164 number of the United States in any way of printing it."""
    digits = number.removeprefix("+1")
    return rf"(?<!\d){digits[:3]}\)?[-. ]{{0,2}}{digits[3:6]}[-. ]?{digits[6:]}(?!\d)"


def payee(test: PayeeTest, view: View) -> Outcome:
    """A payment made out to somebody whom the directory does not accept. A name that a picture shows cut or unclear is
    no evidence; None where nothing else is there."""
    unless, tails = _compiled(test.unless), _compiled(test.tails)
    found = view.reading.fields.get("payee")
    named = str(found.value) if found is not None and found.value else ""
    unclear = bool(named) and _is_other(named, tails, view)
    spots: list[tuple[tuple[Flow, int, int], bool]] = []
    excused: set[str] = set()
    for flow, match in _matches(_compiled(test.patterns), view):
        start, end = match.start("payee"), match.end("payee")
        # in a whole page the next line may be another column's
        name = leading_name(flow.text[start:end] if flow.is_column else flow.rest_of_line(start, end))
        if not name:
            continue
        other = _is_other(name, tails, view)
        if other and _in_sentence(flow, match.span(), unless):
            excused.add(name.strip(_MARKS))
            other = False
        if other and not _is_clear(flow, start, name, view):
            unclear = True
            continue
        spots.append(((flow, match.start(), start + len(name)), not other))
    if found is not None and found.accepted and named and _is_other(named, tails, view) and named not in excused:
        return found.evidence or (Evidence(None, None, masked(named), Source.FILE),)
    hits = _unguarded(spots)
    return hits or (None if unclear and not any(harmless for _, harmless in spots) else ())


def _is_other(name: str, tails: tuple[Pattern, ...], view: View) -> bool:
    """Whether ``name`` is surely not the Treasury: another name, or that of the Treasury with a firm's behind it."""
    treasury = is_treasury(name, view.directory, view.day)
    return treasury is False or (treasury is True and any(tail.search(name) for tail in tails))


def _is_clear(flow: Flow, start: int, name: str, view: View) -> bool:
    """Whether a picture shows ``name`` at ``start`` surely and whole: its first line is not the beginning of an
    accepted name whose end stands where no column was seen."""
    words = flow.words(start, start + len(name))
    if all(word.source is not Source.OCR for word in words):
        return True
    line = " ".join(word.text for word in words if (word.block, word.line) == (words[0].block, words[0].line))
    return view.is_sure(words) and is_treasury(leading_name(line), view.directory, view.day) is False


def _compiled(patterns: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(compile_pattern(pattern, ignore_case=True) for pattern in patterns)


def _matches(patterns: tuple[Pattern, ...], view: View) -> Iterator[tuple[Flow, Match[str]]]:
    met = [pattern for pattern in patterns if any(pattern.search(text) for text in view.texts.values())]
    return ((flow, match) for flow in view.flows for pattern in met for match in pattern.finditer(flow.text))


def _stands(patterns: Iterable[str], view: View) -> bool:
    return any(True for _ in _matches(_compiled(patterns), view))


def _is_guarded(flow: Flow, span: tuple[int, int], guards: tuple[Guard, ...]) -> bool:
    start, _ = flow.sentence(*span)
    around = slice(*flow.sentence(*span, before=1))
    return any(
        any(pattern.search(flow.text[start:end]) for end in span)
        for guard in guards
        for pattern in _compiled(guard.before)
    ) or any(pattern.search(flow.text[around]) for guard in guards for pattern in _compiled(guard.around))


def _in_sentence(flow: Flow, span: tuple[int, int], patterns: tuple[Pattern, ...]) -> bool:
    whole = slice(*flow.sentence(*span))
    return any(pattern.search(flow.text[whole]) for pattern in patterns)


def _unguarded(found: Iterable[tuple[tuple[Flow, int, int], bool]]) -> tuple[Evidence, ...]:
    # the same words may stand in the whole page and in a column: harmless in one is harmless in both, for only one of
    # the two has the sentence unbroken
    harmless: set[Word] = set()
    hits: list[tuple[Flow, tuple[Word, ...]]] = []
    for (flow, start, end), guarded in found:
        words = flow.words(start, end)
        if guarded:
            harmless.update(words)
        else:
            hits.append((flow, words))
    quoted: dict[Evidence, None] = {}
    seen: set[Word] = set()
    for flow, words in sorted(hits, key=lambda hit: not hit[0].is_column):  # a column quotes no stranger's words
        if harmless.isdisjoint(words) and seen.isdisjoint(words):
            quoted.update(dict.fromkeys(quote(flow.page.number, words)))
            seen.update(words)
    return tuple(quoted)


def _hidden_hits(test: TextTest, view: View) -> tuple[Evidence, ...]:
    quoted: list[Evidence] = []
    for page in view.reading.letter.pages:
        hidden = " ".join(word.text for word in page.hidden)
        for pattern in _compiled(test.patterns):
            match = pattern.search(hidden)
            if match:
                quoted.append(Evidence(page.number, None, masked(match.group()), Source.HIDDEN))
    return tuple(quoted)
