"""The catalog: all of ``config/`` read once, checked across its files, frozen, with a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from irsletter.catalog.authenticity import AuthenticityRules, read_authenticity
from irsletter.catalog.deadlines import DeadlineRules, read_deadlines
from irsletter.catalog.directory import Directory, read_directory
from irsletter.catalog.explanations import Explanations, read_explanations
from irsletter.catalog.fields import FieldRules, read_fields
from irsletter.catalog.labels import Labels, read_labels
from irsletter.catalog.letter_marks import LetterMarks, read_letter_marks
from irsletter.catalog.notices import NoticeEntry, read_notices
from irsletter.catalog.rates import Rates, read_rates
from irsletter.catalog.rights import Right, read_rights
from irsletter.catalog.section import parse_toml
from irsletter.catalog.settings import Settings, read_settings
from irsletter.catalog.weights import Weights, read_weights
from irsletter.errors import CatalogError, Fault


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that the stages know about letters, read from one config folder."""

    digest: str
    """First 12 hex of the sha256 over the parsed values of all files."""
    settings: Settings
    notices: Mapping[str, NoticeEntry]
    rights: Mapping[str, Right]
    rules: AuthenticityRules
    directory: Directory
    deadline_rules: DeadlineRules
    rates: Rates
    explanations: Explanations
    labels: Mapping[str, Labels]
    """By language."""
    letter_marks: LetterMarks
    fields: FieldRules
    weights: Weights | None
    """None until they were measured: the rules then stand alone."""


def config_folder() -> Path:
    """Where the shipped configuration lies: inside the installed package, else ``config/`` beside the source tree."""
    packaged = Path(str(resources.files("irsletter"))) / "_config"
    if packaged.is_dir():
        return packaged
    for parent in Path(__file__).resolve().parents:
        if (parent / "pyproject.toml").is_file():
            return parent / "config"
    raise CatalogError((Fault("config", "", "the configuration folder was not found"),))


def find_faults(root: Path) -> tuple[Fault, ...]:
    """All faults of the configuration under ``root``."""
    faults: list[Fault] = []
    _read(root, faults, tried=True)
    return tuple(faults)


def load_catalog(root: Path | None = None) -> Catalog:
    """The catalog under ``root``, else the shipped one; read once. Raises CatalogError with every fault at once.

    The patterns of the shipped one are compiled when they are first used: ``find_faults`` tried them all before it was
    shipped, and doing so takes half of the time.
    """
    return _loaded(root or config_folder(), tried=root is not None)


@lru_cache(maxsize=4)
def _loaded(root: Path, *, tried: bool) -> Catalog:
    faults: list[Fault] = []
    catalog = _read(root, faults, tried=tried)
    if faults or catalog is None:
        raise CatalogError(tuple(faults))
    return catalog


def _read(root: Path, faults: list[Fault], *, tried: bool) -> Catalog | None:
    if not root.is_dir():
        faults.append(Fault(str(root), "", "is no folder"))
        return None
    settings = read_settings(root, faults)
    rights = read_rights(root, faults)
    notices = read_notices(root, rights, faults)
    rules = read_authenticity(root, faults, tried=tried)
    directory = read_directory(root, faults)
    deadline_rules = read_deadlines(root, faults)
    rates = read_rates(root, faults)
    explanations = read_explanations(root, notices, faults)
    labels = read_labels(root, explanations.words if explanations else {}, faults)
    letter_marks = read_letter_marks(root, faults)
    fields = read_fields(root, faults, tried=tried)
    weights = read_weights(root, faults)
    if deadline_rules is not None:
        _check_deadlines(notices, deadline_rules, faults)
    if settings is None or rules is None or deadline_rules is None or explanations is None or letter_marks is None:
        return None
    if fields is None or rates is None or faults:
        return None
    return Catalog(
        digest=_digest(root),
        settings=settings,
        notices=notices,
        rights=rights,
        rules=rules,
        directory=directory,
        deadline_rules=deadline_rules,
        rates=rates,
        explanations=explanations,
        labels=labels,
        letter_marks=letter_marks,
        fields=fields,
        weights=weights,
    )


def _check_deadlines(notices: Mapping[str, NoticeEntry], known: DeadlineRules, faults: list[Fault]) -> None:
    faults.extend(
        Fault("notices", f"notice.{entry.id}.deadlines", f"{rule_id} stands not in deadlines.toml")
        for entry in notices.values()
        for rule_id in entry.deadlines
        if rule_id not in known.rules
    )


def _digest(root: Path) -> str:
    # over parsed values, so that line ends and comments don't count
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        tables = parse_toml(path.read_text(encoding="utf-8"))
        whole.update(f"{path.relative_to(root).as_posix()}={_canonical(tables)};".encode())
    return whole.hexdigest()[:12]


def _canonical(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key!r}:{_canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_canonical(item) for item in value) + "]"
    return repr(value)
