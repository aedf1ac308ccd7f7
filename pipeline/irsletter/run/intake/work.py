"""The firm's own columns of summary.csv: who does what about a letter. They survive every re-read."""

from __future__ import annotations

import csv
from pathlib import Path

from irsletter.errors import UsageError

WORK_COLUMNS = (
    "assigned_to", "work_status", "answered_on", "how_sent", "tracking_no", "follow_up_on", "notes",
)  # fmt: skip
"""The last columns of summary.csv."""
OWN_COLUMNS = ("received_on", *WORK_COLUMNS)
"""All that ``--work`` takes over: the day the letter came is the firm's to know, too."""


def read_work(path: Path) -> dict[str, dict[str, str]]:
    """What a CSV with the column ``letter_id`` says in the firm's own columns, an edited summary.csv for example.

    A column that is not there says nothing; an empty cell says that there is no value. Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as UTF-8 text.", "Save it as CSV (UTF-8).") from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    if "letter_id" not in (rows.fieldnames or ()):
        raise UsageError(f"{path} has no column letter_id.", "Take summary.csv of a batch and fill its last columns.")
    return {
        row["letter_id"]: {name: _plain(row[name] or "") for name in OWN_COLUMNS if name in row}
        for row in rows
        if row["letter_id"]
    }


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating the cell."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
