"""What one writes in an afternoon: pytesseract on each page, a regular expression for each field.

``python -m samples.speed.naive FOLDER`` writes one JSON object: for each PDF its fields in the result format's forms.
It stands here as a rival to measure against; nothing else uses it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytesseract

DATE = r"((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4})"
PATTERNS = {
    "notice_code": r"\b((?:CP|LT)\s?\d{2,4}[A-Z]?)\b",
    "notice_date": rf"(?:Notice date|Date|Letter date):?\s+{DATE}",
    "amount_due": r"(?:Amount due|Amount you owe|Total due)[^$\n]*\$\s?([\d,]+\.\d\d)",
    "due_date": rf"(?:due by|by|before):?\s+{DATE}",
    "taxpayer_id": r"\b(?:\d{3}|XXX|\*{3})-(?:\d{2}|XX|\*{2})-(\d{4})\b",
    "contact_phone": r"\b1?-?(8\d\d-\d{3}-\d{4})\b",
}


def fields_of(text: str) -> dict[str, Any]:
    """The first match of each pattern."""
    found: dict[str, Any] = {}
    for name, pattern in PATTERNS.items():
        match = re.search(pattern, text)
        if match:
            found[name] = _plain(name, match.group(1))
    return found


def _plain(name: str, text: str) -> Any:
    if name.endswith("date"):
        try:
            return dt.datetime.strptime(text, "%B %d, %Y").date().isoformat()  # noqa: DTZ007 - a printed day has no zone
        except ValueError:
            return text
    if name == "amount_due":
        return text.replace(",", "")
    if name == "taxpayer_id":
        return {"kind": "ssn", "last4": text}
    return "+1" + text.replace("-", "") if name == "contact_phone" else text.replace(" ", "")


def main(folder: str) -> int:
    answers = {}
    for path in sorted(Path(folder).glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(pytesseract.image_to_string(page.render(scale=300 / 72).to_pil()) for page in document)
        document.close()
        answers[path.name] = fields_of(text)
    sys.stdout.write(json.dumps(answers))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
