"""The sites that a letter names: in its text, behind its links, in its codes. Never asked for over a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList
from rapidfuzz.distance import Levenshtein

from irsletter.catalog.directory import Directory
from irsletter.catalog.rule_tests import HostTest, Place
from irsletter.model.document import Page, Source, Word
from irsletter.model.reading import Evidence
from irsletter.patterns import compile_pattern, escape
from irsletter.validate.authenticity.view import Outcome, View
from irsletter.validate.evidence import masked, quote

_IN_TEXT = compile_pattern(
    r"(?i:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w@.-])(?:[\w.+-]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w@-])(?:/[^\s<>\"]*)?"
    r"|(?<![\w@.-])(?i:[a-z0-9-]{3,}(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|biz))(?![\w@.-])"
)
_NAMED = compile_pattern(r"[^a-z0-9.-]+")
_ADDRESS = compile_pattern(r"(?:0x[0-9a-f]{1,2}|\d{1,3})(?:\.(?:0x[0-9a-f]{1,2}|\d{1,3})){3}|0x[0-9a-f]{6,8}|\d{8,10}")
"""A host that is a number, in any of the ways that browsers take it."""
_HOST = compile_pattern(r"[\w-]+(?:\.[\w-]+)*\.(?:[^\W\d_]{2,}|xn--[\w-]+)")
_TOLD = compile_pattern(r"(?i:^(?:https?:)?//|^www\.)|[a-z]/|@")
"""What makes a name an address whatever its ending: a scheme, ``www.``, a path, or an ``@`` before it."""
_ENDS = ".,;:!?)]}'\"…•"
_MISREAD = 2
"""Edits by which OCR may turn a published host into what was read."""
_WWW = compile_pattern(r"^[wvy]{1,6}\.")
"""What OCR leaves of ``www.``."""
_CONFUSED = str.maketrans(
    {"0": "o", "1": "i", "l": "i", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "і": "i", "ѕ": "s"}
)


@dataclass(frozen=True, slots=True)
class Site:
    """``host`` in lower case without ``www.``; ``user`` is what stands before an ``@``, ``path`` what follows."""

    host: str
    user: str
    path: str
    place: Place
    ocr: bool
    evidence: tuple[Evidence, ...]
    sure: bool = True
    """False where a picture shows it unclearly: then it proves nothing."""


def parse_site(text: str, *, surely: bool = False) -> tuple[str, str, str] | None:
    """Host, user and path of an address as printed, or None where it is none. A bare name is a site only under a known
    public suffix; told as one by its scheme, ``www.``, path or ``@``, or where it is ``surely`` one (behind a link, in
    a code), it is one whatever its ending."""
    bare = text.strip().rstrip(_ENDS)
    try:
        parts = urlsplit(bare if "://" in bare else f"//{bare}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return None
    told = (surely or _TOLD.search(bare.lower())) and _HOST.fullmatch(host)
    if not ((_ADDRESS.fullmatch(host) and ("." in host or "://" in bare)) or told or _suffixes().privatesuffix(host)):
        return None
    return host, parts.username or "", f"{parts.path}?{parts.query}"


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def sites_of(view: View) -> Iterator[Site]:
    """Every site that the letter names. Raises PatternTimeoutError."""
    for page in view.reading.letter.pages:
        for printed, words in page.once(_printed):
            ocr = words[0].source is Source.OCR
            yield Site(*printed, Place.TEXT, ocr, quote(page.number, words), view.is_sure(words))
        for link in page.links:
            site = parse_site(link.target) if link.target.lower().startswith(("http:", "https:", "www.")) else None
            if site:
                shown = f"{link.shown} → {site[0]}".strip()
                yield Site(
                    *site, Place.LINK, False, (Evidence(page.number, link.box, masked(shown), Source.ANNOTATION),)
                )
        for code in page.barcodes:
            site = parse_site(code.payload) if " " not in code.payload.strip() else None
            if site:
                # the host alone: a payload may carry the reader's id
                yield Site(*site, Place.BARCODE, False, (Evidence(page.number, code.box, site[0], Source.BARCODE),))


def _printed(page: Page) -> tuple[tuple[tuple[str, str, str], tuple[Word, ...]], ...]:
    """Host, user and path of every site in the print of a page, with its words."""
    hits = ((parse_site(match.group()), match) for match in _IN_TEXT.finditer(page.text))
    return tuple((site, page.words_between(match.start(), match.end())) for site, match in hits if site)


def is_listed(host: str, directory: Directory) -> bool:
    """Whether the host is published, or under a domain that only a government of the United States can have. Letters of
    another script make another host, whatever it looks like."""
    if not host.isascii() or "xn--" in host:
        return False
    if host in directory.hosts or host.rpartition(".")[2] in ("gov", "mil"):
        return True
    parents = (host.split(".", n)[n] for n in range(1, host.count(".") + 1))
    return any(parent in directory.hosts and directory.hosts[parent].subdomains for parent in parents)


def host(test: HostTest, view: View) -> Outcome:
    """Sites that are not published; with brands, only those that imitate one; with words that must stand near, only
    those in such a sentence. None where a picture shows no other than unclear ones."""
    found = [
        site
        for site in (_in_sentences(test, view) if test.near else sites_of(view))
        if site.place in test.places and not is_listed(site.host, view.directory)
        if not test.brands or _imitates(site, test, view.directory)
    ]
    clear = tuple(dict.fromkeys(evidence for site in found if site.sure for evidence in site.evidence))
    return None if found and not clear else clear


def _in_sentences(test: HostTest, view: View) -> Iterator[Site]:
    """Printed sites, or mail addresses, in a sentence that bears one of ``near``: only in columns, for a sentence of
    the whole page may be another column's."""
    near = tuple(compile_pattern(pattern, ignore_case=True) for pattern in test.near)
    unless = tuple(compile_pattern(pattern, ignore_case=True) for pattern in test.unless)
    for flow in view.flows:
        if not flow.is_column:
            continue
        for match in _IN_TEXT.finditer(flow.text):
            site = parse_site(match.group())
            if site is None or bool(site[1]) is not test.mail:
                continue
            sentence = flow.text[slice(*flow.sentence(match.start(), match.end()))]
            if not any(each.search(sentence) for each in near) or any(each.search(sentence) for each in unless):
                continue
            words = flow.words(match.start(), match.end())
            ocr = words[0].source is Source.OCR
            found = Site(*site, Place.TEXT, ocr, quote(flow.page.number, words), view.is_sure(words))
            if not _is_misread(found, view.directory):
                yield found


def link(view: View) -> Outcome:
    """Links whose shown site is another than the one they lead to."""
    found: list[Evidence] = []
    for page in view.reading.letter.pages:
        for entry in page.links:
            shown, target = parse_site(entry.shown), parse_site(entry.target)
            if shown and target and not _belong(shown[0], target[0], view.directory):
                text = f"{entry.shown} → {target[0]}"
                found.append(Evidence(page.number, entry.box, masked(text), Source.ANNOTATION))
    return tuple(found)


def only_listed(view: View) -> Outcome:
    """Each site once, where there is one at least and every one is published."""
    first: dict[str, Site] = {}
    for site in sites_of(view):
        if _is_misread(site, view.directory):
            continue
        if not is_listed(site.host, view.directory):
            return ()
        first.setdefault(site.host, site)
    return tuple(evidence for site in first.values() for evidence in site.evidence)


def _belong(one: str, other: str, directory: Directory) -> bool:
    same = _suffixes().privatesuffix(one) == _suffixes().privatesuffix(other) is not None
    return one == other or same or (is_listed(one, directory) and is_listed(other, directory))


def _imitates(site: Site, test: HostTest, directory: Directory) -> bool:
    if _is_misread(site, directory):
        return False
    # a link's own path is not looked at: mail programs wrap genuine links into their own
    around = site.user if site.place is Place.LINK else f"{site.user}/{site.path}"
    named = {name.removeprefix("www.") for name in _NAMED.split(around.lower())}
    foreign = any(name in directory.hosts and is_listed(name, directory) for name in named)
    return foreign or _bears_brand(_decoded(site.host), test)


def _is_misread(site: Site, directory: Directory) -> bool:
    """Whether OCR may have made a published host into this one: a few letters, or a mark between host and path."""
    if not site.ocr or is_listed(site.host, directory):
        return False
    unknown = not _suffixes().privatesuffix(site.host)
    host = _WWW.sub("", site.host)
    return any(
        Levenshtein.distance(host, known) <= _MISREAD
        or (unknown and host.startswith(known) and "." not in host[len(known) :].strip("."))
        for known in directory.hosts
    )


def _decoded(host: str) -> str:
    try:
        readable = host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        readable = host
    return readable.translate(_CONFUSED)


def _bears_brand(host: str, test: HostTest) -> bool:
    brands = "|".join(escape(brand.translate(_CONFUSED)) for brand in test.brands)
    joined = "|".join(escape(word.translate(_CONFUSED)) for word in test.joined)
    label = compile_pattern(rf"(?:{joined})*(?:{brands})(?:{joined})*")
    return any(label.fullmatch(part) for dotted in host.split(".") for part in dotted.split("-"))
