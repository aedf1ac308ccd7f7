"""What surrounds the sheet on a photo: the table, things on it, light and shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samples.bench.capture.shot import Exposure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def table_top(size: tuple[int, int], cover: Floats, shot: Exposure, things: int) -> Floats:
    """A table with its texture, things lying on it beside the sheet, the sheet's own shadow."""
    import cv2

    wide, high = size
    small = (wide // 4, high // 4)
    colour = np.array(shot.pick("tables"), dtype=np.float32)
    grain = _texture(str(shot.pick("texture")), small, shot.rng)
    top = colour * (1.0 + 0.13 * grain[..., None])
    for _ in range(things):
        _thing(top, str(shot.pick("clutter")), shot.rng)
    shade = cv2.resize(cover, small, interpolation=cv2.INTER_AREA)
    offset = np.array([[1, 0, 5], [0, 1, 7]], dtype=np.float32)
    shade = cv2.GaussianBlur(cv2.warpAffine(shade, offset, small), (0, 0), 5)
    top *= 1.0 - 0.5 * shade[..., None]
    return np.asarray(cv2.resize(np.clip(top, 0, 255), size, interpolation=cv2.INTER_LINEAR))


def light(size: tuple[int, int], shot: Exposure, strength: float) -> Floats:
    """Brightness over the picture: a fall-off, and the shadow of a hand, a phone or a window frame."""
    import cv2

    rng = shot.rng
    y, x = np.mgrid[0:150, 0:112].astype(np.float32)
    x, y = x / 112 - 0.5, y / 150 - 0.5
    turn = float(rng.uniform(0, 2 * np.pi))
    falls = 0.93 + 0.3 * strength * (x * np.cos(turn) + y * np.sin(turn))
    dark = strength * shot.span("dark")
    kind = shot.pick("shadow")
    turn = float(rng.uniform(-0.6, 0.6))
    along = x * np.cos(turn) + y * np.sin(turn)
    if kind == "hand":
        mask = 1.0 / (1.0 + np.exp(-(along - float(rng.uniform(-0.1, 0.25))) / 0.04))
    elif kind == "phone":
        across = y * np.cos(turn) - x * np.sin(turn)
        inside = np.maximum(np.abs(along - float(rng.uniform(-0.1, 0.1))) - 0.2, np.abs(across - 0.1) - 0.34)
        mask = 1.0 / (1.0 + np.exp(inside / 0.02))
    else:
        mask = 0.5 + 0.5 * np.sin(along * float(rng.uniform(9, 15)) + float(rng.uniform(0, 6)))
        mask = 1.0 / (1.0 + np.exp(-(mask - 0.55) / 0.07))
    lit = np.clip(falls * (1.0 - dark * mask), 0.05, 1.12).astype(np.float32)
    return np.asarray(cv2.resize(lit, size, interpolation=cv2.INTER_CUBIC))


def _texture(kind: str, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    import cv2

    wide, high = size
    if kind == "wood":
        coarse = rng.standard_normal((high // 3, max(2, wide // 50)), dtype=np.float32)
        coarse += 0.7 * rng.standard_normal((high // 3, 1), dtype=np.float32)
        return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC))
    if kind == "cloth":
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        weave = np.sin(x * 1.9) * np.sin(y * 1.9)
        return np.asarray(0.8 * weave + 0.5 * rng.standard_normal((high, wide), dtype=np.float32))
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    side = max(24, wide // 5)
    joints = (((x % side) < 2) | ((y % side) < 2)).astype(np.float32)
    veins = cv2.resize(rng.standard_normal((24, 18), dtype=np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(0.6 * veins - 2.2 * joints)


def _thing(top: Floats, kind: str, rng: np.random.Generator) -> None:
    """Draws one thing near an edge of the table; the sheet lies over it."""
    import cv2

    high, wide = top.shape[:2]
    side = int(rng.integers(4))
    x = int(
        wide * (rng.uniform(0.02, 0.1) if side == 0 else rng.uniform(0.9, 0.98) if side == 1 else rng.uniform(0.1, 0.9))
    )
    y = int(
        high
        * (rng.uniform(0.02, 0.08) if side == 2 else rng.uniform(0.92, 0.98) if side == 3 else rng.uniform(0.1, 0.9))
    )
    tone = [float(value) for value in rng.uniform(30, 215, 3)]
    unit = wide / 40
    if kind == "pen":
        away = rng.uniform(-9, 9, 2) * unit
        cv2.line(top, (x, y), (int(x + away[0]), int(y + away[1])), tone, max(2, int(unit / 1.6)), cv2.LINE_AA)
    elif kind in {"paper", "notepad"}:
        box = cv2.boxPoints(((x, y), (10 * unit, 13 * unit), float(rng.uniform(0, 90)))).astype(np.int32)
        cv2.fillPoly(top, [box], [222.0, 220.0, 212.0] if kind == "paper" else [210.0, 205.0, 120.0], cv2.LINE_AA)
        for line in range(-4, 5):
            cv2.line(
                top,
                (int(x - 3 * unit), int(y + line * unit)),
                (int(x + 3 * unit), int(y + line * unit)),
                [130.0, 130.0, 140.0],
                1,
            )
    elif kind == "mug":
        cv2.circle(top, (x, y), int(4 * unit), tone, -1, cv2.LINE_AA)
        cv2.circle(top, (x, y), int(3.3 * unit), [46.0, 30.0, 22.0], -1, cv2.LINE_AA)
    elif kind == "cable":
        points = np.array([x, y]) + np.cumsum(rng.uniform(-2.4, 2.6, (14, 2)) * unit, axis=0)
        cv2.polylines(
            top,
            [points.astype(np.int32)],
            isClosed=False,
            color=[28.0, 28.0, 30.0],
            thickness=max(2, int(unit / 3)),
            lineType=cv2.LINE_AA,
        )
    else:
        for number in range(3):
            cv2.ellipse(
                top,
                (x, y),
                (int(2.6 * unit), int(0.9 * unit)),
                40 * number,
                0,
                360,
                [150.0, 146.0, 138.0],
                -1,
                cv2.LINE_AA,
            )
            cv2.circle(top, (int(x + unit), y), int(unit / 3), [70.0, 70.0, 70.0], 2, cv2.LINE_AA)
