"""The endpoint for programs, described by OpenAPI 3.1; the Result is described by its own schema."""

from __future__ import annotations

from typing import Any

from irsletter import __version__
from irsletter.emit.schema import result_schema

LANGUAGES = ("en", "es")
MOST_FILES = 50
"""Files of one request, which are pages of one letter."""


def openapi(root: str) -> dict[str, Any]:
    """``root``: ``/token``, below which everything lies."""
    schema = result_schema()
    parts = schema.pop("$defs")
    schema.pop("$schema", None)
    fault = {
        "type": "object",
        "properties": {"message": {"type": "string"}, "hint": {"type": "string"}},
        "required": ["message", "hint"],
        "additionalProperties": False,
    }
    faults = {
        "400": "No file came with the request, or a value is none of those named.",
        "503": "Other letters are being read: send it again in a minute.",
    }
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "irsletter on this machine",
            "version": __version__,
            "description": "Reads one letter. Answers only on this machine; keeps nothing. See docs/review.md.",
        },
        "servers": [{"url": root}],
        "paths": {
            "/api/letters": {
                "post": {
                    "operationId": "read_letter",
                    "summary": "Read one letter; several files are its pages.",
                    "parameters": [
                        {
                            "name": "as_of",
                            "in": "query",
                            "description": "The day that counts as today.",
                            "schema": {"type": "string", "format": "date"},
                        },
                        {
                            "name": "lang",
                            "in": "query",
                            "description": "Language of the explanation; left out: that of the letter.",
                            "schema": {"type": "string", "enum": list(LANGUAGES)},
                        },
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {
                            "multipart/form-data": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        "file": {
                                            "type": "array",
                                            "items": {"type": "string", "format": "binary"},
                                            "minItems": 1,
                                            "maxItems": MOST_FILES,
                                        }
                                    },
                                    "required": ["file"],
                                }
                            }
                        },
                    },
                    "responses": {
                        "200": {
                            "description": "The Result. A file that can't be read has status `error` in it.",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Result"}}},
                        },
                        **{
                            code: {
                                "description": said,
                                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}},
                            }
                            for code, said in faults.items()
                        },
                        "403": {"description": "Another Host or Origin than the page's own."},
                        "413": {"description": "More bytes than a file may hold."},
                    },
                }
            }
        },
        "components": {"schemas": {**parts, "Result": schema, "Fault": fault}},
    }
    document["components"] = _moved(document["components"])
    return document


def _moved(part: Any) -> Any:
    """References of the schema as OpenAPI keeps them."""
    if isinstance(part, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in part.items()
        }
    return [_moved(each) for each in part] if isinstance(part, list) else part
