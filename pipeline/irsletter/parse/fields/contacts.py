"""Whom to call, whom to pay, where to write: phones with their roles, addresses of offices, the payee."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rapidfuzz.distance import Hamming, Levenshtein

from irsletter.catalog.directory import Directory
from irsletter.catalog.fields import ContactPhrase, Mark, fold
from irsletter.catalog.senses import Sense, Senses
from irsletter.model.document import Source
from irsletter.model.kinds import ContactKind, ContactRole
from irsletter.model.reading import Contact, Field
from irsletter.model.values import Address
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.evidence.choose import choose, held
from irsletter.parse.fields.address_blocks import Block, Whose
from irsletter.parse.fields.labelled import candidates_of
from irsletter.parse.fields.people import address_key
from irsletter.parse.labels.known import LabelHit
from irsletter.parse.page.marked import MarkedText, hits, values_in
from irsletter.parse.page.senses import has_sense, is_agency
from irsletter.parse.survey import Survey
from irsletter.parse.values.phones import find_phones
from irsletter.patterns import compile_pattern

_URL = compile_pattern(
    r"(?:https?://)?(?:[\w-]+\.)+(?:gov|com|org|net|us|info|biz|example)(?:/[\w./?=&%-]*)?", ignore_case=True
)
_EMAIL = compile_pattern(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", ignore_case=True)
_HEAD_END = 0.3
_ADVOCATE = "advocate"
_LETTERHEAD_END = 0.2
"""Page fraction above which a sender prints its own number."""


def phones_of(
    survey: Survey, directory: Directory, *, letterhead: bool
) -> tuple[dict[str, Field[str]], tuple[Contact, ...]]:
    """The fields ``contact_phone`` and ``contact_fax``, and every number with its role; ``letterhead``: the sender
    prints its number there, without a label. A number is held of which no label of the first page and no words say that
    it answers questions about the letter. Raises PatternTimeoutError."""
    advocates = {number for number, phone in directory.phones.items() if _ADVOCATE in phone.purpose.lower()}
    never = {number for number, phone in directory.phones.items() if not phone.answers}
    spoken = _spoken(survey)
    senses = survey.rules.senses
    first = {view.page for view in survey.first_page}

    def ours(hit: LabelHit) -> bool:
        printed = hit.cell.text[hit.start].isupper() or hit.alone or hit.rest.lstrip().startswith(":")
        return printed and not has_sense(hit.cell.text[: hit.start], Sense.OF_OTHERS, senses)

    others = {one.value for phrase, one in spoken if not phrase.field} | never
    fields: dict[str, Field[str]] = {}
    for name in ("contact_phone", "contact_fax"):
        labelled = [one for one in candidates_of(survey, name, fits=ours) if one.value not in never]
        if name == "contact_phone" and letterhead and not labelled:
            labelled = _in_letterhead(survey)
        above = {one.value for one in labelled if one.page in first}
        labelled = [one for one in labelled if not above or one.value in above]
        named = [pair for pair in spoken if pair[0].field == name and pair[1].value not in others]
        surely = {one.value for phrase, one in named if phrase.sure}
        said = [one for _, one in named if not surely or one.value in surely]
        field = choose(_supported(labelled, said), survey.rules.confidence)
        if field is not None:
            unsure = name == "contact_phone" and field.value not in above | surely
            fields[name] = held(field) if unsure or _may_be_misread(field, directory) else field
    return fields, tuple(_contacts(survey, spoken, fields, advocates))


def _in_letterhead(survey: Survey) -> list[Candidate[str]]:
    """The number that stands alone above the text of the first page, where it is the only one."""
    taken = {id(hit.cell) for view in survey.first_page for hit in view.labels if hit.label.field}
    found = [
        found_in(cell, one.value, one.start, one.end, "block", repaired=one.repaired, raw=one.raw)
        for view in survey.first_page
        for cell in view.sheet.cells
        if cell.box.y_mid < _LETTERHEAD_END and id(cell) not in taken
        for one in find_phones(cell.text)
    ]
    return found if len({one.value for one in found}) == 1 else []


def _may_be_misread(field: Field[str], directory: Directory) -> bool:
    """Whether a number read from a picture is listed nowhere but for one digit: a listed one may stand there."""
    number = field.value or ""
    if number in directory.phones or all(line.source is not Source.OCR for line in field.evidence):
        return False
    return any(Hamming.distance(listed, number, score_cutoff=1) == 1 for listed in directory.phones)


def _supported(labelled: list[Candidate[str]], said: list[Candidate[str]]) -> list[Candidate[str]]:
    """Beside a label in the header, numbers of running text are witnesses of it and no rivals: also those whose
    sentence begins like a label (``Call us at``)."""
    if not labelled:
        return said
    in_head = [one for one in labelled if one.box.y0 < _HEAD_END]
    if in_head:
        said_too = [one for one in labelled if any(one.same_ink(other) for other in said)]
        labelled = [one for one in labelled if one in in_head or one not in said_too]
    values = {one.value for one in labelled}
    return [*labelled, *(one for one in said if one.value in values)]


def _spoken(survey: Survey) -> list[tuple[ContactPhrase, Candidate[str]]]:
    """Every number that a phrase speaks of, told by the first phrase that fits it."""
    found: list[tuple[ContactPhrase, Candidate[str]]] = []
    for text, _ in survey.texts():
        if Mark.PHONE.value not in text.text:
            continue
        told: set[int] = set()
        for phrase in survey.rules.contacts.values():
            for hit in hits(text, phrase.patterns):
                for value in values_in(text, hit, Mark.PHONE):
                    if value.start not in told:
                        told.add(value.start)
                        way = "phone_phrase" if phrase.field and phrase.sure else "phrase"
                        found.append((phrase, _phone(text, value, way)))
    return found


def _phone(text: MarkedText, value: Any, way: str) -> Candidate[str]:
    return found_in(text.paragraph, value.value, value.start, value.end, way, repaired=value.repaired, raw=value.raw)


def _contacts(
    survey: Survey,
    spoken: list[tuple[ContactPhrase, Candidate[str]]],
    fields: dict[str, Field[str]],
    advocates: set[str],
) -> list[Contact]:
    contacts: list[Contact] = []
    for name, kind, role in (
        ("contact_phone", ContactKind.PHONE, ContactRole.QUESTIONS),
        ("contact_fax", ContactKind.FAX, ContactRole.RESPONSE),
    ):
        if name in fields:
            contacts.append(Contact(kind, role, fields[name]))
    known = {field.value for field in fields.values()}
    by_number: dict[str, list[tuple[ContactPhrase, Candidate[str]]]] = {}
    for phrase, one in spoken:
        if one.value not in known:
            by_number.setdefault(one.value, []).append((phrase, one))
    for number, group in by_number.items():
        field = choose([one for _, one in group], survey.rules.confidence)
        if field is not None:
            role = ContactRole.ADVOCATE if number in advocates else group[0][0].role
            contacts.append(Contact(ContactKind.FAX if group[0][0].fax else ContactKind.PHONE, role, field))
    return [*contacts, *_addresses_on_the_net(survey)]


def _addresses_on_the_net(survey: Survey) -> list[Contact]:
    found: dict[tuple[ContactKind, str], list[Candidate[str]]] = {}
    for view in survey.pages_once:
        for cell in view.sheet.cells:
            for kind, pattern in ((ContactKind.EMAIL, _EMAIL), (ContactKind.URL, _URL)):
                for hit in pattern.finditer(cell.text) if "." in cell.text else ():
                    if kind is ContactKind.URL and cell.text[max(hit.start() - 1, 0) : hit.start()] == "@":
                        continue
                    value = hit[0].rstrip(".,/").lower()
                    found.setdefault((kind, value), []).append(
                        found_in(cell, value, hit.start(), hit.end(), "phrase", raw=hit[0].rstrip(".,"))
                    )
    fields = ((kind, choose(group, survey.rules.confidence)) for (kind, _), group in found.items())
    return [Contact(kind, ContactRole.OTHER, field) for kind, field in fields if field is not None]


def officer_of(survey: Survey, blocks: tuple[Block, ...]) -> Field[str] | None:
    """The person to contact: beside a label, else named in the sender's block between agency and street."""
    candidates: list[Candidate[str]] = list(candidates_of(survey, "contact_name"))
    for block in blocks if not candidates else ():
        if block.whose is Whose.SENDER and block.officer is not None:
            at, name = block.officer
            candidates.append(Candidate(name, name, block.page, block.words(at, at + 1), "block"))
    return choose(candidates, survey.rules.confidence)


def offices_of(survey: Survey, blocks: tuple[Block, ...], directory: Directory) -> dict[str, Field[Address]]:
    """``return_address`` (letterhead), ``remit_to`` (payment slip) and ``respond_to`` (where answers go).

    A published address with the same ZIP code and town proves the reading, not the letter: a fake may bear it.
    """
    rules = survey.rules.confidence
    found: dict[str, Field[Address]] = {}
    for name, whose in (
        ("return_address", Whose.SENDER),
        ("remit_to", Whose.PAYMENTS),
        ("respond_to", Whose.ANSWERS),
    ):
        candidates = []
        for block in blocks:
            if block.whose is whose:
                first = block.after_agency if whose is Whose.SENDER else block.agency_begins
                one = block.candidate(first, len(block.texts))
                if one is not None and whose is Whose.PAYMENTS and block.first_place_line == 0 and one.read_by_ocr:
                    one = replace(one, exact=False, repaired="no name was read above the address")
                if one is not None:
                    candidates.append(_published(one, directory, block.senses) if one.exact else one)
        if whose is Whose.ANSWERS:
            candidates = candidates[:1]
        field = choose(candidates, rules, same=address_key)
        if field is not None:
            found[name] = field
    return found


def _published(one: Candidate[Address], directory: Directory, senses: Senses) -> Candidate[Address]:
    """Proved where the directory has all its lines, town, state and ZIP+4; a letter or two misread in the town are put
    right. Off a picture an address is not whole where the directory knows that place with other lines only: one was
    lost or misread."""
    lines = fold(" ".join(line for line in one.value.lines if not is_agency(line, senses)))
    others = False
    for place in directory.addresses.values():
        city = one.value.city or ""
        if (place.zip, place.state) != (one.value.zip, one.value.state) or not city:
            continue
        if fold(city) == fold(place.city):
            printed = fold(place.line)
            if lines.endswith(printed) and bool(lines) == bool(printed):
                return one.as_proved()
            others = others or not lines or not printed.startswith(lines)
        elif Levenshtein.distance(fold(city), fold(place.city), score_cutoff=2) <= 2:
            town = place.city.upper() if city.isupper() else place.city
            return replace(one, value=replace(one.value, city=town), repaired=f"read {city} as {town}")
    return replace(one, exact=False) if others and one.read_by_ocr else one


def payee_of(survey: Survey, directory: Directory) -> Field[str] | None:
    """To whom payments are to be made out, as printed. One of two words and more that is read as the directory spells
    it is read right: that proves the reading, not the letter."""
    candidates = [replace(one, value=" ".join(one.value.split()), way="label") for one in cue_values(survey, "payee")]
    known = {fold(name) for name in directory.payees if " " in name}
    candidates = [one.as_proved() if fold(one.value) in known else one for one in candidates]
    return choose(candidates, survey.rules.confidence, same=lambda value: "".join(value.split()).casefold())


def cue_values(survey: Survey, gives: str) -> list[Candidate[str]]:
    """What the cues of that name hold in their group ``value``, in the order of the pages."""
    found = []
    for text, _ in survey.texts():
        for cue in survey.rules.cues.values():
            for hit in hits(text, cue.patterns) if cue.gives == gives else ():
                start, end = text.printed_span(hit.start("value"), hit.end("value"))
                printed = text.paragraph.text[start:end].strip()
                found.append(found_in(text.paragraph, printed, start, end, "phrase", raw=printed))
    return found
