"""The outputs of a batch made again from its ledger, without reading any letter."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.run.corrections.corrected import corrector
from irsletter.run.corrections.file import Corrections
from irsletter.run.corrections.truth import truths
from irsletter.run.intake.batch import learn
from irsletter.run.outputs.pictures import Opening
from irsletter.run.outputs.written import Answers, Pages, write_outputs
from irsletter.run.store.ledger import open_ledger
from irsletter.run.store.lock import hold_lock
from irsletter.run.store.plan import Warn
from irsletter.run.store.private import make_folder, write_whole


def export_batch(
    folder: Path,
    out: Path,
    formats: Iterable[str],
    as_of: dt.date,
    *,
    warn: Warn,
    ledger: Path | None = None,
    config: Path | None = None,
    password: str | None = None,
    clients: Path | None = None,
    work: Path | None = None,
    lang: str | None = None,
    by_client: bool = False,
    pages: bool = False,
    truth: Path | None = None,
) -> list[Path]:
    """Write ``formats`` of ``run.outputs.EXPORTS`` for the batch whose outputs lie in ``folder``; gives their paths.

    ``lang``: None for the batch's own. ``truth``: where to write what people settled, as labelled truth. ``clients``
    and ``work`` are taken into the ledger first, which needs that no batch is writing to it. Where ``out`` is the
    batch's own folder none may be running either. Raises UsageError, CatalogError.
    """
    catalog = load_catalog(config)
    path = ledger or folder / "ledger.sqlite3"
    learning = clients is not None or work is not None
    make_folder(out)
    with ExitStack() as stack:
        if out.resolve() == folder.resolve() and not learning:
            stack.enter_context(hold_lock(path.with_name(path.name + ".lock")))
        kept = stack.enter_context(open_ledger(path, writing=learning, warn=warn))
        learn(kept, clients, work, warn)
        said = lang or kept.noted("lang") or "en"
        answers = Answers(kept, kept.noted("reader") or "", catalog, as_of, corrector(folder, catalog), said)
        written = write_outputs(answers, out, formats, Pages(by_client, pages, Opening(config, password)), warn)
        if truth is not None:
            told = truths(answers.plain(), Corrections(folder))
            write_whole(truth, (json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in told))
            written.append(truth)
        return written
