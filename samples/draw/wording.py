"""What a letter says around its values: ``samples/wording/NAME.toml``; ``shared.toml`` has common sections."""

from __future__ import annotations

import tomllib
from typing import Any

from pydantic import Field

from samples.draw.spec import ROOM, Entry

FOLDER = ROOM / "wording"


class Section(Entry):
    """A heading with paragraphs; ``- `` opens a bullet. ``table`` puts amounts by period below the first paragraph."""

    heading: str
    body: tuple[str, ...]
    table: bool = False


class Wording(Entry):
    """The texts of one letter as templates; which of them a layout prints, and where, is the layout's affair."""

    headline: str
    banner: str
    prose: tuple[str, ...]
    summary_title: str = "Billing Summary"
    total: tuple[str, ...]
    after_summary: tuple[str, ...] = ()
    action_title: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    coupon: tuple[str, ...] = ()
    coupon_bullets: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    number: str = ""
    section: tuple[Section, ...] = Field(default=())


def load_wording(name: str) -> Wording:
    """The wording ``name``, its shared sections filled in. Raises KeyError and pydantic.ValidationError."""
    shared = _read("shared")
    data = _read(name)
    data["section"] = [shared[one["use"]] if "use" in one else one for one in data.get("section", [])]
    return Wording.model_validate(data)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
