"""The result format as JSON Schema, and Results to JSON lines and back."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from irsletter.model import result
from irsletter.model.result import Result

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# fmt: off
summary_columns = (
    "urgency", "route", "next_what", "next_date", "next_basis", "next_status", "days_left", "right_lost",
    "client_id", "match_confidence", "match_reason", "poa_covers", "recipient_role", "taxpayer_names",
    "id_kind", "id_last4",
    "notice_code", "title", "category", "stage", "forms", "tax_periods", "notice_date", "received_on",
    "pay_by", "respond_by", "hearing_by", "petition_by", "abatement_by", "appeal_by",
    "levy_may_start", "agreement_ends", "wait_until",
    "amount_due", "amount_nature", "tax", "penalties", "interest", "proposed_amount", "refund_amount",
    "asks", "actions", "forms_to_use", "contact_name", "contact_phone", "contact_fax", "reply_address", "references",
    "verdict", "top_finding", "status", "review_reasons", "missing_pages", "copy_of", "superseded_by",
    "letter_id", "file", "pages", "sha256", "read_by",
    "assigned_to", "work_status", "answered_on", "how_sent", "tracking_no", "follow_up_on", "notes",
)
# fmt: on
"""The columns of summary.csv, in order; fixed within version 1."""


def dump(result: Result) -> str:
    """One line of JSON, UTF-8 as it stands; equal Results give equal lines."""
    return _adapter().dump_json(result).decode("utf-8")


def load(text: str | bytes) -> Result:
    """The Result that ``dump`` wrote. Raises pydantic's ValidationError, a ValueError, for anything else."""
    return _adapter().validate_json(text, strict=True)


def result_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a Result as it is written."""
    raw = _adapter().json_schema(mode="serialization")
    names = {name: _readable(name, part) for name, part in raw["$defs"].items()}
    parts = {names[name]: {**_renamed(part, names), "title": names[name]} for name, part in raw["$defs"].items()}
    for name in ("Letter", "Source"):  # defaults are for what older versions wrote
        parts[name]["required"] = list(parts[name]["properties"])
    whole: dict[str, Any] = _renamed({key: part for key, part in raw.items() if key != "$defs"}, names)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def published_schema() -> str:
    """What ``irsletter schema`` prints and this package holds as ``result-1.schema.json``: the schema, its version,
    and the columns of summary.csv."""
    named = {"$id": f"urn:irsletter:result:{result.SCHEMA_VERSION}", "x-summary-columns": list(summary_columns)}
    return json.dumps(result_schema() | named, indent=2, ensure_ascii=False)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Result]:
    from pydantic import TypeAdapter

    return TypeAdapter(Result)


def _readable(name: str, part: dict[str, Any]) -> str:
    """``MoneyField`` for the Field of a patterned string, ``TextField`` for that of a plain one, and so on."""
    for generic in ("Field", "Alternative"):
        if f"{generic}_" in name:
            return f"{_value_name(part['properties']['value'])}{generic}"
    return name


def _value_name(value: dict[str, Any]) -> str:
    kind = value["anyOf"][0] if "anyOf" in value else value
    patterns = {_pattern(marked): name for name, marked in _PATTERNED.items()}
    if "$ref" in kind:
        return str(kind["$ref"]).rsplit("/", 1)[-1]
    return patterns.get(kind.get("pattern", ""), "") or {"string": "Text", "integer": "Count"}[kind["type"]]


_PATTERNED = {"Money": result.Money, "Date": result.Date, "Phone": result.Phone}


def _pattern(marked: Any) -> str:
    return str(marked.__metadata__[0].pattern)


def _renamed(part: Any, names: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {
            key: f"#/$defs/{names[value.rsplit('/', 1)[-1]]}" if key == "$ref" else _renamed(value, names)
            for key, value in part.items()
        }
    return [_renamed(each, names) for each in part] if isinstance(part, list) else part
