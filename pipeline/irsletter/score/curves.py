"""Two curves as plain SVG: claimed confidence against the share right, and risk against coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from irsletter.score.calibration import Bin, Risk

_SIDE = 320
_EDGE = 44
_LEAST_RISK = 0.01
"""The axis of risk ends at 1 % or higher, so that small risks are seen."""


def reliability_curve(bins: Sequence[Bin]) -> str:
    """A dot for each bin, larger for more values, beside the line on which claims are true."""
    most = max((one.count for one in bins), default=1)
    dots = "".join(
        f'<circle cx="{_x(one.claimed):.1f}" cy="{_y(one.right):.1f}" r="{3 + 5 * one.count / most:.1f}" class="dot">'
        f"<title>{one.count} values claim {one.claimed:.3f}, right {one.right:.3f}</title></circle>"
        for one in bins
    )
    line = f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" class="ideal"/>'
    return _framed("Claimed confidence", "Share right", "1", line + dots)


def risk_curve(risks: Sequence[Risk]) -> str:
    """How much is wrong of what would be taken, from the surest values to all of them."""
    top = max([_LEAST_RISK, *(one.wrong for one in risks)])
    points = " ".join(f"{_x(one.coverage):.1f},{_y(one.wrong / top):.1f}" for one in risks)
    return _framed("Share of values taken, surest first", "Share wrong", f"{top:.1%}", f'<polyline points="{points}"/>')


def _framed(across: str, up: str, top: str, inside: str) -> str:
    far = _EDGE + _SIDE
    texts: Iterable[tuple[float, float, str, str]] = (
        (_EDGE, far + 16, "start", "0"),
        (far, far + 16, "end", "1"),
        (_EDGE + _SIDE / 2, far + 34, "middle", across),
        (_EDGE - 6, far, "end", "0"),
        (_EDGE - 6, _EDGE + 10, "end", top),
        (_EDGE, _EDGE - 12, "start", up),
    )
    written = "".join(f'<text x="{x}" y="{y}" text-anchor="{at}">{text}</text>' for x, y, at, text in texts)
    frame = f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" class="frame"/>'
    size = _SIDE + 2 * _EDGE
    return f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{up} by {across}">{frame}{inside}{written}</svg>'


def _x(share: float) -> float:
    return _EDGE + share * _SIDE


def _y(share: float) -> float:
    return _EDGE + (1 - share) * _SIDE
