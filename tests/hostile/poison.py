"""Pages that bring down who reads them with the engine ``fault``, limits that a test can wait for, and letters that
cost little to read."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
GIGABYTE = 1 << 30


def poison(path: Path, deed: str) -> None:
    """A one-page PDF that says so; ``deed``: ``crash``, ``hang`` or ``eat``."""
    page = Image.new("L", (850, 1100), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(40)
    for line in range(6):
        draw.text((90, 120 + 130 * line), f"POISON {deed.upper()} POISON", fill=0, font=font)
    page.save(path, "PDF", resolution=100)


def first_page(name: str) -> bytes:
    """Page 1 of the sample letter ``name``: what it asks, in a third of the time that the whole letter takes."""
    made = io.BytesIO()
    with pikepdf.open(ROOT / "samples" / "out" / f"{name}.pdf") as letter, pikepdf.new() as page:
        page.pages.append(letter.pages[0])
        page.save(made, deterministic_id=True)
    return made.getvalue()


def short_limits(folder: Path) -> Path:
    """The shipped configuration with limits that a test can wait for."""
    shutil.copytree(ROOT / "config", folder / "config")
    settings = folder / "config" / "settings.toml"
    text = settings.read_text()
    for name, value in {"seconds_per_page": "3.0", "worker_memory_bytes": str(GIGABYTE // 2)}.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{name} ="))
        text = text.replace(before, f"{name} = {value}")
    settings.write_text(text)
    return folder / "config"
