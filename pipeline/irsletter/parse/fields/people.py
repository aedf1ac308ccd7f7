"""To whom a letter is addressed: names as printed, the people behind them, and their address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from irsletter.catalog.fields import fold
from irsletter.catalog.senses import Sense, Senses
from irsletter.model.document import Source
from irsletter.model.kinds import RecipientRole, TaxpayerRole
from irsletter.model.reading import Field, Person, Recipient
from irsletter.model.values import Address, IdKind, TaxpayerId
from irsletter.parse.evidence.candidates import Candidate
from irsletter.parse.evidence.choose import choose, held
from irsletter.parse.fields.address_blocks import Block, Whose
from irsletter.parse.page.senses import has_sense
from irsletter.parse.survey import Survey
from irsletter.parse.values.ids import mask_ids
from irsletter.patterns import compile_pattern

_AND = compile_pattern(r"\s+(?:&|AND|Y)\s+", ignore_case=True)
_PLACEHOLDER = compile_pattern(r"(?:TAX ?PAYER|BUSINESS|RECIPIENT)(?:'S)? ?NAME\??|NAME|ADDRESS", ignore_case=True)
_SPECKS = " “”‘’\"'`´*•·~^|¦«»"
"""Marks that recognisers make of dirt before and after a name; no name begins or ends in one."""
_SHORT = {
    "street": "st", "avenue": "ave", "boulevard": "blvd", "drive": "dr", "lane": "ln", "court": "ct", "road": "rd",
    "place": "pl", "terrace": "ter", "circle": "cir", "parkway": "pkwy", "highway": "hwy", "trail": "trl",
    "square": "sq", "north": "n", "south": "s", "east": "e", "west": "w", "apartment": "apt", "suite": "ste",
}  # fmt: skip
"""USPS Publication 28, appendix C: the slip writes out what the envelope abbreviates."""


@dataclass(frozen=True, eq=False)
class Addressee:
    """What the address block and its copies say."""

    name: Field[str] | None
    address: Field[Address] | None
    lines: tuple[Candidate[str], ...]
    """The lines of the name as printed above the address."""


def addressee_of(survey: Survey, blocks: tuple[Block, ...]) -> Addressee:
    """Name and address of the addressee; the slip and running heads are further places."""
    rules = survey.rules.confidence
    own = [block for block in blocks if block.whose is Whose.TAXPAYER]
    own = own or [block for block in blocks if block.whose is Whose.ADDRESSEE]
    if not own:
        return Addressee(None, None, ())
    top = min(own, key=lambda block: block.box.y0)
    same = [block for block in own if block is top or _same_ink(block, top)]
    names = [name for block in same if (name := _name(block)) is not None]
    addresses = [one for block in same if (one := block.candidate(block.address_begins, len(block.texts)))]
    slips = [block for block in blocks if block.whose is Whose.SLIP]
    addresses += [
        # the envelope's wording stands; the slip is a witness of it
        replace(one, value=addresses[0].value)
        for block in slips
        if (one := block.candidate(block.address_begins, len(block.texts))) is not None
        and addresses
        and address_key(one.value) == address_key(addresses[0].value)
    ]
    names += _name_copies(survey, names, slips)
    lines = tuple(_line(top, at) for at in range(top.first_place_line))
    return Addressee(_whole(choose(names, rules, same=fold)), choose(addresses, rules, same=address_key), lines)


def _whole(name: Field[str] | None) -> Field[str] | None:
    """A name of one word off a picture, or one that ends in an initial, is most likely the part of it that was read: a
    person must look."""
    words = name.value.split() if name is not None and name.value is not None else []
    if name is None or (len(words) > 1 and len(words[-1].strip(".")) > 1):
        return name
    read = any(place.source is Source.OCR for place in name.evidence)
    return held(name) if read else name


def address_key(address: Address) -> str:
    """Two spellings of one address have one key."""
    words = " ".join((*address.lines, address.city or "", address.state or "", address.zip or "")).split()
    return "".join(_SHORT.get(fold(word), fold(word)) for word in words)


def people_of(addressee: Addressee, taxpayer_id: Field[TaxpayerId] | None, survey: Survey) -> tuple[Person, ...]:
    """One entry for each person or business named, the first-named first."""
    if addressee.name is None or addressee.name.value is None:
        return ()
    senses = survey.rules.senses
    if is_business(addressee.name.value, taxpayer_id, senses):
        return (Person(TaxpayerRole.BUSINESS, addressee.name),)
    people: list[Person] = []
    for line in addressee.lines:
        for name in _persons(line.value, senses):
            field = choose([replace(line, value=name)], survey.rules.confidence)
            if field is not None:
                role = (
                    TaxpayerRole.ESTATE
                    if has_sense(name, Sense.ESTATE_NAME, senses)
                    else TaxpayerRole.SPOUSE
                    if people
                    else TaxpayerRole.PRIMARY
                )
                sure = replace(field, status=addressee.name.status, confidence=addressee.name.confidence)
                people.append(Person(role, sure))
    return tuple(people[:2])


def third_party(survey: Survey, blocks: tuple[Block, ...], code: str | None) -> Recipient | None:
    """To whom a levy is addressed: neither the taxpayer nor the IRS, an employer (668-W) or a bank."""
    if not any(block.whose is Whose.TAXPAYER for block in blocks):
        return None
    rules = survey.rules.confidence
    others = [block for block in blocks if block.whose is Whose.ADDRESSEE]
    names = choose([name for block in others[:1] if (name := _name(block)) is not None], rules, same=fold)
    places = [one for block in others[:1] if (one := block.candidate(block.address_begins, len(block.texts)))]
    role = RecipientRole.EMPLOYER if code is not None and code.startswith("668-W") else RecipientRole.BANK
    return Recipient(role, names, choose(places, rules, same=address_key))


def recipient_of(addressee: Addressee, taxpayer_id: Field[TaxpayerId] | None, senses: Senses) -> Recipient | None:
    """The addressee, with the role that name and id tell."""
    if addressee.name is None and addressee.address is None:
        return None
    name = addressee.name.value if addressee.name is not None and addressee.name.value else ""
    role = RecipientRole.BUSINESS if is_business(name, taxpayer_id, senses) else RecipientRole.TAXPAYER
    if has_sense(name, Sense.ESTATE_NAME, senses):
        role = RecipientRole.ESTATE
    return Recipient(role, addressee.name, addressee.address)


def is_business(name: str, taxpayer_id: Field[TaxpayerId] | None, senses: Senses) -> bool:
    """An employer's number or a legal form in the name."""
    kind = taxpayer_id.value.kind if taxpayer_id is not None and taxpayer_id.value is not None else IdKind.UNKNOWN
    return kind is IdKind.EIN or has_sense(name, Sense.BUSINESS_NAME, senses)


def _persons(line: str, senses: Senses) -> Iterable[str]:
    """``JAMES & KAREN Q. HINDS`` are two people of one surname; the first gets it from the second."""
    parts = [part for part in _AND.split(line) if part]
    if len(parts) != 2 or has_sense(line, Sense.ESTATE_NAME, senses):
        return (line,)
    first, second = parts
    given = [word for word in first.split() if len(word.strip(".")) > 1]
    return (first if len(given) > 1 else f"{first} {second.split()[-1]}", second)


def _same_ink(one: Block, two: Block) -> bool:
    return one.page == two.page and one.box.overlap(two.box) > 0.5


def _name(block: Block) -> Candidate[str] | None:
    names = block.texts[: block.first_place_line]
    if not names or any(_PLACEHOLDER.fullmatch(name) for name in names):
        return None
    joined = " ".join(names)
    words = block.words(0, block.first_place_line)
    if any(word.source is not Source.TEXT_LAYER for word in words):
        joined = joined.strip(_SPECKS)
    return Candidate(joined, mask_ids(joined), block.page, words, "block")


def _line(block: Block, at: int) -> Candidate[str]:
    return Candidate(block.texts[at], mask_ids(block.texts[at]), block.page, block.words(at, at + 1), "block")


def _name_copies(survey: Survey, names: list[Candidate[str]], slips: list[Block]) -> list[Candidate[str]]:
    """The same name on the slip or at the head of later pages, whatever its capitals; the first spelling stands."""
    if not names:
        return []
    wanted = fold(names[0].value)
    found = [
        replace(copy, value=names[0].value)
        for block in slips
        if (copy := _name(block)) is not None and fold(copy.value) == wanted
    ]
    found += [
        Candidate(names[0].value, mask_ids(cell.text), view.page, cell.words, "block")
        for view in survey.views
        for cell in (view.sheet.cells if view.position > 0 else ())
        if len(cell.text) < 80 and fold(cell.text) == wanted
    ]
    return found
