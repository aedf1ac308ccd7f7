"""Flat captures: the sender's PDF, its picture, office scan, photocopy, fax, pages laid in the wrong way round."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np

from samples.bench.capture.damage import BLURS, NOISES, specks
from samples.bench.capture.fax_line import stamped
from samples.bench.capture.shot import Exposure, Shot, chained, image_pdf, jpeg, linear, pictures, same, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samples.bench.capture.shot import Place

    Grey = NDArray[np.float32]
    Matrix = NDArray[np.float64]

SCAN_DPI = 200
PAPER = 243.0
"""Grey of blank paper on the glass, 0 to 255."""
FAX_WIDTH, FAX_DPI = 1728, (204, 196, 98)
"""Dots of a fax line, dots an inch along it, lines an inch in fine and in standard mode (ITU-T T.4)."""


def pdf_text(shot: Exposure) -> Shot:
    """The PDF as it was drawn, text layer and all."""
    return Shot(".pdf", shot.pdf, {number: (number, same) for number in range(1, shot.count + 1)}, shot.count)


def pdf_image(shot: Exposure) -> Shot:
    """Clean pictures of the pages at 300 dpi in a PDF."""
    sheets = [jpeg(whole(page), 80) for page in pictures(shot.pdf, 300)]
    return Shot(".pdf", image_pdf(sheets), {number: (number, same) for number in range(1, shot.count + 1)}, shot.count)


def scan(shot: Exposure) -> Shot:
    """An office scan at 200 dpi: laid in crooked, soft, grainy, dust and a dark edge, JPEG."""
    sheets, places = scanned(shot, pictures(shot.pdf, SCAN_DPI))
    quality = int(shot.span("quality"))
    return Shot(".pdf", image_pdf([jpeg(whole(page), quality) for page in sheets]), _in_order(places), shot.count)


def scanned(shot: Exposure, pages: list[Grey]) -> tuple[list[Grey], list[Place]]:
    """The pages on the glass and where each place of them went."""
    skew = shot.pick("skew") + float(shot.rng.uniform(-0.12, 0.12))
    noise, grain, ink = NOISES[shot.pick("noise")], shot.span("grain"), shot.span("ink")
    sheets, places = [], []
    for number, page in enumerate(pages):
        turn = skew if number == 0 else skew + float(shot.rng.uniform(-0.4, 0.4))
        laid, place = _laid(page, turn, tuple(shot.rng.uniform(-7, 7, 2)), 1.0 + float(shot.rng.uniform(-0.012, 0.006)))
        soft = BLURS[shot.pick("blur")](laid, 0.8 * shot.span("softness"), shot.rng)
        grey = ink + (PAPER - ink) * soft / 255.0 + grain * noise(soft.shape, shot.rng)
        grey[:, :5] -= np.linspace(90, 10, 5, dtype=np.float32)
        specks(grey, int(shot.span("specks")), shot.rng, paper=True)
        sheets.append(grey)
        places.append(place)
    return sheets, places


def copy(shot: Exposure) -> Shot:
    """A photocopy of a fax, scanned: fax dots, toner that fills or starves, a shifted and scaled page, grey edges."""
    pages, first, added = _faxed(shot, fine=True)
    grown = []
    for page in pages:
        grey = _resized(np.where(page, 0.0, 255.0).astype(np.float32), (1700, 2200))
        grown.append(255.0 * (BLURS[shot.pick("blur")](grey, 1.0, shot.rng) > 255.0 * shot.span("threshold")))
    sheets, second = scanned(shot, [page.astype(np.float32) for page in grown])
    for sheet in sheets:
        edge = int(shot.rng.integers(8, 36))
        sheet[:, -edge:] -= np.linspace(0, 110, edge, dtype=np.float32)
        sheet[-edge:, :] -= np.linspace(0, 90, edge, dtype=np.float32)[:, None]
        specks(sheet, 3 * int(shot.span("specks")), shot.rng, paper=True)
    places = [chained(a, b) for a, b in zip(first, second, strict=True)]
    quality = int(shot.span("quality"))
    data = image_pdf([jpeg(whole(page), quality) for page in sheets])
    return Shot(".pdf", data, _in_order(places), shot.count, added)


def fax(shot: Exposure) -> Shot:
    """A fax as it is stored: 1 bit, Group 4, all pages in one TIFF, fine (204 x 196) or standard (204 x 98)."""
    from PIL import Image

    fine = bool(shot.rng.random() < 0.6)
    pages, places, added = _faxed(shot, fine=fine)
    images = [Image.fromarray(~page) for page in pages]
    out = io.BytesIO()
    images[0].save(
        out, "TIFF", compression="group4", save_all=True, append_images=images[1:],
        dpi=(FAX_DPI[0], FAX_DPI[1 if fine else 2]),
    )  # fmt: skip
    return Shot(".tif", out.getvalue(), _in_order(places), shot.count, added)


def rotated(shot: Exposure) -> Shot:
    """A scan with pages upside down or on their side: in the pixels, or by the page's /Rotate."""
    sheets, places = scanned(shot, pictures(shot.pdf, SCAN_DPI))
    images, turns, after = [], [], []
    quality = int(shot.span("quality"))
    for number, (sheet, place) in enumerate(zip(sheets, places, strict=True)):
        quarter = int(shot.rng.choice([1, 2, 3])) if number == 0 else int(shot.rng.integers(4))
        told = quarter == 2 and bool(shot.rng.random() < 0.3)
        images.append(jpeg(whole(np.ascontiguousarray(np.rot90(sheet, quarter))), quality))
        turns.append(180 if told else 0)
        after.append(place if told else chained(place, quarter_turn(quarter)))
    return Shot(".pdf", image_pdf(images, turns), _in_order(after), shot.count)


def quarter_turn(quarters: int) -> Place:
    """The map of ``quarters`` quarter turns, counter-clockwise."""
    matrices = {
        0: [[1, 0, 0], [0, 1, 0]], 1: [[0, 1, 0], [-1, 0, 1]], 2: [[-1, 0, 1], [0, -1, 1]], 3: [[0, -1, 1], [1, 0, 0]],
    }  # fmt: skip
    return linear(np.array([*matrices[quarters % 4], [0, 0, 1]], dtype=np.float64))


def _faxed(shot: Exposure, *, fine: bool) -> tuple[list[NDArray[np.bool_]], list[Place], str]:
    lines = 11 * FAX_DPI[1 if fine else 2]
    dark, places = [], []
    margin = float(shot.rng.uniform(0.0, 0.018))
    for page in pictures(shot.pdf, FAX_DPI[0]):
        matrix = np.array([[1 - 2 * margin, 0, margin], [0, 1 - margin, margin / 2], [0, 0, 1]])
        laid, place = _warped(page, matrix)
        small = _resized(laid, (FAX_WIDTH, lines))
        small += 14.0 * shot.rng.standard_normal(small.shape, dtype=np.float32)
        black = small < 255.0 * shot.span("threshold") * (1.12 if fine else 1.2)
        black &= shot.rng.random(black.shape) > shot.span("dropout")
        black |= shot.rng.random(black.shape) < shot.span("dropout") / 12
        if shot.rng.random() < 0.3:
            row = int(shot.rng.integers(lines // 3, lines - 4))
            black[row : row + 1] = shot.rng.random(FAX_WIDTH) < 0.5
        dark.append(black)
        places.append(place)
    return dark, places, stamped(dark, shot.pick("transmit"), shot.rng)


def _laid(page: Grey, degrees: float, shift: tuple[float, ...], scale: float) -> tuple[Grey, Place]:
    high, wide = page.shape
    angle = math.radians(degrees)
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    cx, cy = wide / 2, high / 2
    pixels = np.array(
        [[cos, -sin, cx - cos * cx + sin * cy + shift[0]], [sin, cos, cy - sin * cx - cos * cy + shift[1]], [0, 0, 1]]
    )
    size = np.diag([float(wide), float(high), 1.0])
    return _warped(page, np.linalg.inv(size) @ pixels @ size)


def _warped(page: Grey, matrix: Matrix) -> tuple[Grey, Place]:
    import cv2

    high, wide = page.shape
    size = np.diag([float(wide), float(high), 1.0])
    pixels = (size @ matrix @ np.linalg.inv(size))[:2]
    return np.asarray(cv2.warpAffine(page, pixels, (wide, high), flags=cv2.INTER_LINEAR, borderValue=255)), linear(
        matrix
    )


def _resized(page: Grey, size: tuple[int, int]) -> Grey:
    import cv2

    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA))


def _in_order(places: list[Place]) -> dict[int, tuple[int, Place]]:
    return {number: (number, place) for number, place in enumerate(places, start=1)}
