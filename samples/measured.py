"""What is measured of one file: its Result as a batch gives it, and what was read of its pages on the way there."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.errors import ReadError
from irsletter.model.document import Capture, Document, Source
from irsletter.parse.evidence.calibrate import capture_class, table_of
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.letter import failed, understood
from samples.remembered import remember


@dataclass(frozen=True, slots=True)
class Measured:
    """``capture`` and ``table`` (of weights) are those of the first page that is not blank; ``pages`` gives for each
    page read its ``number``, the quarter turns undone and its text. All empty where nothing could be read."""

    result: dict[str, Any]
    capture: str = ""
    table: str = ""
    pages: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, record: dict[str, Any]) -> Measured:
        """From what a task of this module answered, or an executor in place of a task that died."""
        if "result" not in record:
            return cls(record)
        return cls(record["result"], record["capture"], record["table"], tuple(record["pages"]))


def as_batch(job: Job) -> Answer:
    """With the confidences that the program gives."""
    return _measured(job, load_catalog())


def rules_alone(job: Job) -> Answer:
    """With the confidences of the rules, before any calibration."""
    return _measured(job, replace(load_catalog(), weights=None))


def one_engine(job: Job) -> Answer:
    """As ``rules_alone``, without the second recogniser."""
    return _measured(job, replace(load_catalog(), weights=None), second=False)


def _measured(job: Job, catalog: Catalog, *, second: bool = True) -> Answer:
    from irsletter.emit.build import build_result
    from irsletter.emit.schema import dump
    from irsletter.extract import ReadOptions, open_files
    from irsletter.validate import validate

    paths = tuple(Path(path) for path in job.paths)
    remember(paths[0].parent / "ocr", second=second)
    try:
        with open_files(paths, catalog.settings, ReadOptions()) as opened:
            document, readings = understood(opened, catalog)
    except ReadError as error:
        return failed(job, error, catalog)
    judged = tuple(validate(reading, catalog) for reading in readings)
    as_of = dt.date.fromisoformat(job.as_of)
    result = build_result(document, judged, None, catalog_digest=catalog.digest, as_of=as_of)
    return Answer(json.dumps({"result": json.loads(dump(result)), **_seen(document)}, ensure_ascii=False))


def _seen(document: Document) -> dict[str, Any]:
    first = next((page for page in document.pages if not page.is_blank), None)
    is_text = first is not None and first.capture is Capture.TEXT
    return {
        "capture": Capture.BLANK.value if first is None else capture_class(first),
        "table": table_of(Source.TEXT_LAYER if is_text else Source.OCR, document),
        "pages": [{"number": page.number, "turned": page.turned, "text": page.text} for page in document.pages],
    }
