"""Many labelled files counted: by capture level and field, whole letters, stacks, papers of others, frauds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from irsletter.score.bounds import at_most
from irsletter.score.grades import FieldScore, Grade, summarise
from irsletter.score.labelled import Labelled

KEY_FIELDS = (
    "notice_code", "notice_date", "tax periods", "amount_due", "breakdown", "due_date", "respond_by", "taxpayer_id",
    "contact_phone",
)  # fmt: skip
"""What a letter must give to be of use: code, date, periods, amount due with its breakdown, days, id and number."""

_BAD = frozenset({"likely_scam", "suspicious"})
_WITH_HEARING = ("CP90", "CP92", "CP242", "CP297", "CP298", "LETTER 11", "LETTER 1058", "LT11")
"""Codes of notices that start the 30 days of IRC 6330; CP504 and its kin start none."""

_GROUPS: tuple[tuple[str, str], ...] = (
    ("amounts", "breakdown"),
    ("tax_period ", "tax periods"),
    ("deadline ", "deadlines"),
    ("check ", "checks"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One field at one level. ``printed`` values are in the truth; ``accepted`` ones in the answer."""

    printed: int
    right: int
    accepted: int
    accepted_right: int
    silently_wrong: int
    missing: int
    placed: int
    hits: int

    @property
    def at_most_wrong(self) -> float:
        """The share of silently wrong among accepted values that the count still allows, at 95 %."""
        return at_most(self.silently_wrong, self.accepted)


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``count``."""

    hits: int
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """``fields``: by level, then by field in the order of first sight; ``key`` sums the key fields of each level."""

    fields: Mapping[str, Mapping[str, Row]]
    key: Mapping[str, Row]
    letters: Mapping[str, Share]
    """Letters with every key value right, by level."""
    stacks: Share
    """Letters of stacks that were found with their own pages and no others."""
    others_as_irs: Share
    """Files without a letter of the IRS in which one was seen."""
    frauds: Mapping[str, Share]
    """Found (suspicious or worse), by family of a false letter or by tampered marker."""
    alarms: Mapping[str, Share]
    """Genuine letters called suspicious or worse, by level."""
    worst_alarms: int
    """Genuine letters called ``likely_scam``."""
    looks: Mapping[str, Row]
    """Key fields by layout, all levels together."""
    stages_confused: Share
    """Final notices of intent to levy (with a hearing) read as CP504 (without one), or the other way round."""
    faults: tuple[str, ...]


def count(files: Iterable[Labelled]) -> Report:
    """The report of ``files``."""
    kept = tuple(files)
    levels: dict[str, list[Labelled]] = defaultdict(list)
    for file in kept:
        levels[file.level].append(file)
    honest = {level: [file for file in at if file.variant in {"genuine", "odd"}] for level, at in levels.items()}
    frauds: dict[str, list[Labelled]] = defaultdict(list)
    for file in kept:
        if file.variant in {"false", "tampered"}:
            frauds[f"tampered: {file.marker}" if file.marker else file.family].append(file)
    looks: dict[str, list[Labelled]] = defaultdict(list)
    for file in kept:
        if file.look:
            looks[file.look].append(file)
    stacked = [file for file in kept if file.variant == "stack"]
    strange = [file for file in kept if file.variant == "other"]
    return Report(
        fields={level: dict(_rows(at)) for level, at in levels.items()},
        key={level: _row(score for _, score in _grouped(at, KEY_FIELDS)) for level, at in levels.items()},
        letters={level: _share(at, _whole) for level, at in levels.items()},
        stacks=Share(sum(file.letters_found for file in stacked), sum(file.letters_expected for file in stacked)),
        others_as_irs=_share(strange, lambda file: file.false_letters > 0),
        frauds={name: _share(at, _doubted) for name, at in sorted(frauds.items())},
        alarms={level: _share(at, _doubted) for level, at in honest.items() if at},
        worst_alarms=sum(file.verdict == "likely_scam" for at in honest.values() for file in at),
        looks={look: _row(score for _, score in _grouped(at, KEY_FIELDS)) for look, at in sorted(looks.items())},
        stages_confused=_confused(kept),
        faults=tuple(f"{file.file}: {file.fault}" for file in kept if file.fault),
    )


def worst(rows: Mapping[str, Row], most: int = 10) -> list[tuple[str, Row]]:
    """The fields that lose most: values not right and values accepted without being in the letter; none that lose no
    value."""
    losing = [(name, row) for name, row in rows.items() if lost(row)]
    return sorted(losing, key=lambda item: (-lost(item[1]), -item[1].silently_wrong, item[0]))[:most]


def lost(row: Row) -> int:
    """Values of a row that a person had to find or to mend: printed and not right, or accepted and wrong."""
    return max(row.printed - row.right, row.silently_wrong)


def group_of(name: str) -> str:
    """The field that a score counts for: ``amounts[3]`` is ``breakdown``."""
    return next((group for start, group in _GROUPS if name.startswith(start)), name)


def failures(files: Iterable[Labelled]) -> Iterator[tuple[str, FieldScore]]:
    """Every value that is not right, with its file: silently wrong ones first."""
    found = [(file.file, score) for file in files for score in file.scores if not score.right]
    yield from sorted(found, key=lambda pair: not pair[1].wrongly_accepted)


def _grouped(files: Iterable[Labelled], only: Iterable[str] = ()) -> Iterator[tuple[str, FieldScore]]:
    wanted = frozenset(only)
    for file in files:
        for score in file.scores:
            group = group_of(score.name)
            if not wanted or group in wanted:
                yield group, score


def _rows(files: Iterable[Labelled]) -> Iterator[tuple[str, Row]]:
    groups: dict[str, list[FieldScore]] = defaultdict(list)
    for group, score in _grouped(files):
        groups[group].append(score)
    return ((group, _row(scores)) for group, scores in groups.items())


def _row(scores: Iterable[FieldScore]) -> Row:
    kept = tuple(scores)
    summary = summarise(kept)
    return Row(
        printed=summary.expected,
        right=summary.right,
        accepted=sum(score.accepted for score in kept),
        accepted_right=summary.grades[Grade.ACCEPTED_RIGHT],
        silently_wrong=summary.wrongly_accepted,
        missing=summary.grades[Grade.MISSING],
        placed=sum(score.accepted and score.hit is not None for score in kept),
        hits=sum(score.accepted and score.hit is True for score in kept),
    )


def _share(files: Iterable[Labelled], fits: Callable[[Labelled], bool]) -> Share:
    kept = tuple(files)
    return Share(sum(fits(file) for file in kept), len(kept))


def _whole(file: Labelled) -> bool:
    return not file.fault and all(score.right for _, score in _grouped([file], KEY_FIELDS))


def _doubted(file: Labelled) -> bool:
    return file.verdict in _BAD


def _confused(files: Iterable[Labelled]) -> Share:
    pairs = [
        (_hearing(score.expected), _hearing(score.got))
        for file in files
        for score in file.scores
        if score.name == "notice_code" and _hearing(score.expected) is not None
    ]
    return Share(sum(got is not None and got != expected for expected, got in pairs), len(pairs))


def _hearing(code: str) -> bool | None:
    """Whether the notice gives a hearing; None for codes that are neither a final notice nor CP504."""
    bare = code.upper().strip()
    if bare.startswith("CP504"):
        return False
    return True if bare.startswith(_WITH_HEARING) else None
