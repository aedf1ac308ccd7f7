"""Blocks of an address on the pages: lines that end in a city line, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from irsletter.catalog.fields import fold
from irsletter.catalog.senses import Sense, Senses
from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.values import Address
from irsletter.parse.evidence.candidates import Candidate
from irsletter.parse.page.address_repair import mended, torn
from irsletter.parse.page.block_lines import heading_cell, heading_of, line_above, without_logo
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.senses import has_sense, is_agency
from irsletter.parse.page.wide_lines import is_mail_sort, lines_of
from irsletter.parse.survey import Survey
from irsletter.parse.values.addresses import looks_like_city_line, parse_address
from irsletter.parse.values.ids import mask_ids
from irsletter.parse.values.misreads import tell
from irsletter.patterns import compile_pattern

_PLACE_LINE = compile_pattern(
    r"(?=.*\d)|.*\b(?:p\.? ?o\.? ?box|apt|ste|suite|unit|floor|fl|rm|room|bldg|lot|rr|stop|c/o|attn|mail stop)\b.*|%.*",
    ignore_case=True,
)
_LABEL = compile_pattern(r"(?!.*\b(?:c/o|attn)\b)(?:to\W*|[^:]*:\W*|[^:]*:.*\d.*)", ignore_case=True)
"""A line that is no name and no street: ``TO:``, ``Telephone: 901-555-0143``."""
_ADDRESSED = compile_pattern(r"(?:to|a|para)\s*:\s*([A-Z].*)", ignore_case=True)
"""A form's label with the addressee's name behind it: the lines below need not begin under the name."""
_HEAD_END = 0.3
_LETTERHEAD_END = 0.15
_SLIP_BEGIN = 0.55
_ADDRESSEE_END = 0.5
_MOST_LINES = 7
_CARE_OF = compile_pattern(r"\s*(?:%|c/o\b|attn\b)", ignore_case=True)

_PERSON = compile_pattern(r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}")


class Whose(StrEnum):
    SENDER = "sender"
    ADDRESSEE = "addressee"
    PAYMENTS = "payments"
    """Where payments go."""
    SLIP = "slip"
    """The addressee once more, on the payment slip."""
    ANSWERS = "answers"
    """Where answers go."""
    TAXPAYER = "taxpayer"
    """Named in a letter that is addressed to somebody else: employer, bank."""


@dataclass(frozen=True, eq=False)
class Block:
    """Lines of print, the city line last. ``texts`` without the logo that stands in front of one."""

    whose: Whose
    position: int
    page: int
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    senses: Senses
    below_agency: bool = False
    """Whether the line above names the agency, though it begins elsewhere."""

    @property
    def box(self) -> Box:
        return bounding_box(cell.box for cell in self.cells)

    def candidate(self, first: int, last: int) -> Candidate[Address] | None:
        """The address made of the lines from ``first`` to before ``last``."""
        lines = self.texts[first:last]
        if not lines:
            return None
        words = self.words(first, last)
        raw = mask_ids(" ".join(lines))
        notes: tuple[str, ...] = ()
        lost: tuple[str, ...] = ()
        if any(word.source is not Source.TEXT_LAYER for word in words):
            lines, notes = zip(*map(mended, lines), strict=True)
            lost = tuple(torn(lines, words))
        whole = not lost
        return Candidate(parse_address(lines), raw, self.page, words, "block", whole, repaired=tell((*notes, *lost)))

    def words(self, first: int, last: int) -> tuple[Word, ...]:
        return tuple(
            word
            for cell, text in zip(self.cells[first:last], self.texts[first:last], strict=True)
            for word in _words_of(cell, text)
        )

    @property
    def first_place_line(self) -> int:
        """Index of the first line of the address proper: above it stand names."""
        at = len(self.texts) - 1
        if at > 1 and _is_country(self.texts[at]):
            at -= 1  # the town abroad stands above the country, with or without a digit
        while at > 0 and _PLACE_LINE.match(self.texts[at - 1]):
            at -= 1
        return at

    @property
    def address_begins(self) -> int:
        """Index of the first line of the address without the person in whose care it goes."""
        at = self.first_place_line
        return at + 1 if at < len(self.texts) - 1 and _CARE_OF.match(self.texts[at]) else at

    @property
    def after_agency(self) -> int:
        """Index of the first line of the office's own address: after the agency, its divisions and a person's name."""
        at = last = max((at for at, text in enumerate(self.texts) if is_agency(text, self.senses)), default=-1)
        while at + 1 < self.first_place_line:
            at += 1
            last = last if has_sense(self.texts[at], Sense.OFFICE_PART, self.senses) else at
        return last + 1

    @property
    def agency_begins(self) -> int:
        """Index of the first line that names the agency: what runs into the block from above it belongs elsewhere."""
        return next((at for at, text in enumerate(self.texts) if is_agency(text, self.senses)), 0)

    @property
    def officer(self) -> tuple[int, str] | None:
        """The person named between the agency and its address, with the index of the line."""
        last = max((at for at, text in enumerate(self.texts) if is_agency(text, self.senses)), default=-1)
        named = last >= 0 or self.below_agency
        lines = [(at, self.texts[at]) for at in range(last + 1, self.first_place_line)] if named else []
        people = [(at, text) for at, text in lines if _PERSON.fullmatch(text) and not self._is_office(text)]
        return people[0] if len(people) == 1 else None

    @property
    def is_nameless(self) -> bool:
        """Whether a block taken for the addressee's has street and town alone, in the head of the page."""
        return self.whose is Whose.ADDRESSEE and self.first_place_line == 0 and self.box.y0 < _LETTERHEAD_END

    @property
    def is_mail_to_a_person(self) -> bool:
        """Whether a block right below the agency's own lines is the addressee's all the same: name, street and city all
        in capitals, as mail is addressed and as no office signs."""
        first = self.first_place_line
        return (
            self.whose is Whose.SENDER
            and self.below_agency
            and 0 < first < len(self.texts) - 1
            and all(text.isupper() for text in self.texts)
            and not any(is_agency(text, self.senses) or self._is_office(text) for text in self.texts)
        )

    def _is_office(self, text: str) -> bool:
        return any(has_sense(text, sense, self.senses) for sense in (Sense.OFFICE_PART, Sense.OFFICE_DIVISION))


def _words_of(cell: Cell, text: str) -> tuple[Word, ...]:
    at = cell.text.rfind(text)
    return cell.words_between(at, at + len(text)) if at >= 0 else cell.words


def blocks_of(survey: Survey) -> tuple[Block, ...]:
    """All address blocks, page by page, from top to bottom."""
    blocks = [block for view in survey.views for block in _on_page(view.position, view.sheet, survey.rules.senses)]
    if not any(block.whose in (Whose.ADDRESSEE, Whose.TAXPAYER) for block in blocks):
        blocks = [replace(block, whose=Whose.ADDRESSEE) if block.is_mail_to_a_person else block for block in blocks]
    if any(block.whose is Whose.ADDRESSEE and block.first_place_line > 0 for block in blocks):
        # the sender's, torn from its name
        blocks = [replace(block, whose=Whose.SENDER) if block.is_nameless else block for block in blocks]
    names = [set(fold_words(block)) for block in blocks if block.whose is Whose.ADDRESSEE]
    return tuple(
        replace(block, whose=Whose.PAYMENTS)
        if block.whose is Whose.SLIP and names and not any(own & set(fold_words(block)) for own in names)
        else block
        for block in blocks
    )


def _is_city(text: str) -> bool:
    return any(char.isdigit() for char in text) and looks_like_city_line(text)


def _is_label(text: str, senses: Senses) -> bool:
    return _LABEL.fullmatch(text) is not None or has_sense(text, Sense.OF_TAXPAYER, senses)


def _is_country(text: str) -> bool:
    """The last line of an address abroad: the name of a country, in capitals."""
    return text.isupper() and text.replace(" ", "").isalpha() and parse_address(("-", text)).country != "US"


def fold_words(block: Block) -> tuple[str, ...]:
    """The words of a block that tell it from another: those of four letters or digits and more."""
    return tuple(word for text in block.texts for word in map(fold, text.split()) if len(word) >= 4)


def _on_page(position: int, sheet: Sheet, senses: Senses) -> Iterator[Block]:
    lines = lines_of(sheet)
    for cell in lines:
        text = without_logo(cell)
        agency, _, town = text.partition(", ")
        if town and is_agency(agency, senses, alone=True) and looks_like_city_line(town):
            yield Block(Whose.ANSWERS, position, cell.page, (cell, cell), (agency, town), senses)
            continue
        if len(text) > 60 or not (_is_city(text) or _is_country(text)):
            continue
        cells, texts = _lines_of_block(sheet, lines, cell, senses)
        whose = _whose(position, cells, texts, senses)
        heading = heading_of(sheet, cells[0])
        if has_sense(heading, Sense.OF_TAXPAYER, senses):
            whose = Whose.TAXPAYER
        elif whose is Whose.PAYMENTS and has_sense(heading_of(sheet, cells[0], 5.0), Sense.ANSWERS_GO_TO, senses):
            whose = Whose.ANSWERS
        elif whose is Whose.ADDRESSEE and is_agency(heading, senses):
            whose = Whose.SENDER
        if whose is not None:
            yield Block(whose, position, cell.page, tuple(cells), texts, senses, is_agency(heading, senses))


def _lines_of_block(
    sheet: Sheet, lines: tuple[Cell, ...], city: Cell, senses: Senses
) -> tuple[list[Cell], tuple[str, ...]]:
    """The lines of the block that ends in ``city``, with their texts; above another city line is another block."""
    cells = [city]
    while len(cells) < _MOST_LINES:
        above = line_above(sheet, lines, cells[0])
        if above is None or is_mail_sort(above.text) or len(above.text) > 60 or _is_label(above.text, senses):
            break
        if _ADDRESSED.fullmatch(above.text) or (_is_city(above.text) and not _is_country(cells[0].text)):
            break
        cells.insert(0, above)
    texts = tuple(without_logo(one) for one in cells)
    above = heading_cell(sheet, cells[0])
    if above is not None and (named := _ADDRESSED.fullmatch(above.text)) and not _PLACE_LINE.match(named[1]):
        return [above, *cells], (named[1], *texts)
    return cells, texts


def _whose(position: int, cells: list[Cell], texts: tuple[str, ...], senses: Senses) -> Whose | None:
    top = cells[0].box.y0
    if any(is_agency(text, senses) for text in texts):
        if position == 0:
            return Whose.SENDER if top < _HEAD_END else Whose.PAYMENTS if top > _SLIP_BEGIN else Whose.ANSWERS
        return Whose.ANSWERS
    if position > 0 or len(texts) < 2:
        return Whose.SENDER if position == 0 and top < 0.2 and cells[0].box.x0 < 0.5 else None
    if top > _SLIP_BEGIN:
        return Whose.SLIP
    return Whose.ADDRESSEE if 0.09 < top < _ADDRESSEE_END and cells[0].box.x0 < 0.55 else None
