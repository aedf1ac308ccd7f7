"""Every letter below a folder: collect, read what the ledger lacks, write the outputs with one day for all lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.errors import UsageError
from irsletter.run.intake.clients import keep_clients, read_clients
from irsletter.run.intake.session import Session
from irsletter.run.intake.work import read_work
from irsletter.run.jobs.inputs import find_inputs
from irsletter.run.store.ledger import Ledger, open_ledger
from irsletter.run.store.lock import hold_lock
from irsletter.run.store.plan import Batch, Report, Summary, Warn
from irsletter.run.store.private import SCRATCH, make_folder


def read_batch(batch: Batch, report: Report = lambda _: None, warn: Warn = lambda _: None) -> Summary:
    """Read every file below ``batch.folder`` and write the outputs; what the ledger knows is not read again.

    Raises UsageError, CatalogError.
    """
    with open_session(batch, report, warn) as session:
        inputs = session.catalog.settings.inputs
        session.take(find_inputs(batch.folder.absolute(), inputs.ignored, batch.out, warn=warn))
        try:
            session.read()
            if batch.join:
                session.join()
        finally:
            # after Ctrl-C too: all that is finished is written
            session.write()
        return session.summary()


@contextmanager
def open_session(batch: Batch, report: Report, warn: Warn) -> Iterator[Session]:
    """The one run that writes to ``batch.out``, with its ledger open. Raises UsageError, CatalogError."""
    catalog = load_catalog(batch.config)
    if not batch.folder.is_dir():
        raise UsageError(f"{batch.folder} is no folder.", "For one letter use `irsletter read FILE`.")
    make_folder(batch.out)
    batch = replace(batch, folder=batch.folder.absolute(), out=batch.out.absolute())
    with ExitStack() as stack:
        if batch.ledger_path.parent != batch.out:
            stack.enter_context(hold_lock(batch.out / "batch.lock"))
        ledger = stack.enter_context(open_ledger(batch.ledger_path, warn=warn))
        sweep(batch.out)
        ledger.note("folder", str(batch.folder))
        ledger.note("lang", batch.lang)
        learn(ledger, batch.clients, batch.work, warn)
        yield Session(batch, catalog, ledger, report, warn)


def learn(ledger: Ledger, clients: Path | None, work: Path | None, warn: Warn) -> None:
    """Take in what the firm says of its clients and its work. Raises UsageError."""
    if clients is not None:
        keep_clients(ledger, read_clients(clients, warn))
    if work is not None:
        ledger.note_work(read_work(work))


def sweep(out: Path) -> None:
    """Remove what a killed run left behind; the lock tells that none is running."""
    for left in out.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in out.glob(".*.tmp"):
        left.unlink(missing_ok=True)
