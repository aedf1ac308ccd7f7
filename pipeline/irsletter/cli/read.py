"""``irsletter read``: one letter, for a person or as data."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import (
    as_of_option,
    config_option,
    day_or_today,
    engine_option,
    lang_option,
    password_option,
    put,
    terminal_look,
)
from irsletter.model.kinds import LetterKind, ResultStatus

if TYPE_CHECKING:
    from irsletter.catalog.labels import Labels
    from irsletter.model.result import Result
    from irsletter.run.jobs.job import Answer, Job

_PICTURE_DPI = 110
FORMATS = ("terminal", "json", "html", "markdown")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True)
@click.option("--fields", metavar="NAMES", help="Print only these, apart by commas: one line a letter, ? where unsure.")
@click.option("--full", is_flag=True, help="On the terminal: every case, check and source too.")
@click.option("--strict", is_flag=True, help="Exit 5 when a person must look.")
@click.option("--show-ids", is_flag=True, help="Show the taxpayer id whole, where the letter prints it whole.")
@lang_option(None, "Language of the answer; left out: that of the letter.")
@as_of_option
@engine_option
@password_option
@config_option
def read(
    files: tuple[str, ...],
    form: str,
    fields: str | None,
    full: bool,
    strict: bool,
    show_ids: bool,
    lang: str | None,
    as_of: dt.date | None,
    engine: str | None,
    password: str | None,
    config: Path | None,
) -> int:
    """Read one letter: PDF, scan or photo.

    Several files are pages of one letter; - is standard input.
    """
    from irsletter.run.jobs.job import Job

    if fields is not None and form != "terminal":
        raise click.UsageError("--fields has a form of its own: leave --format out")
    if files.count("-") > 1:
        raise click.BadParameter("standard input can be read once only", param_hint="FILE")
    with tempfile.TemporaryDirectory(prefix="irsletter-") as folder:
        paths = tuple(str(_spooled(Path(folder)) if file == "-" else Path(file).absolute()) for file in files)
        for path in paths:
            if not Path(path).is_file():
                raise click.BadParameter(f"there is no file {path}", param_hint="FILE")
        day = day_or_today(as_of)
        job = Job(
            paths=paths,
            as_of=day.isoformat(),
            config=str(config) if config else None,
            engine=engine,
            password=password,
            show_ids=show_ids,
        )
        names = fields.split(",") if fields is not None else None
        answer, result, labels = _read(job, day, lang)
        if result.error is None or form == "json":
            from irsletter.emit.line import field_lines

            put(field_lines(result, names) if names else _written(result, labels, form, job, answer, full=full))
        if result.error is not None:
            click.echo(f"{result.source.name}: {result.error.message}\n{result.error.hint}", err=True)
        return exit_for(result, strict=strict)


def _read(job: Job, day: dt.date, lang: str | None) -> tuple[Answer, Result, Labels]:
    """The answer, the same dated and explained, and the labels of its language."""
    from irsletter.catalog.load import load_catalog
    from irsletter.emit.as_of import as_of_day, language_of
    from irsletter.emit.schema import load
    from irsletter.run.jobs.apart import read_apart

    answer = read_apart(job)
    catalog, result = load_catalog(job.config_root), load(answer.result)
    lang = lang or language_of(result, catalog)
    return answer, as_of_day(result, day, catalog, lang=lang), catalog.labels[lang]


def exit_for(result: Result, *, strict: bool) -> Exit:
    """What one Result means for the exit code."""
    if result.error is not None:
        return Exit.UNREADABLE
    if strict and result.status is ResultStatus.REVIEW:
        return Exit.NEEDS_A_LOOK
    if not any(letter.kind in (LetterKind.IRS, LetterKind.COLLECTOR) for letter in result.letters):
        return Exit.NO_LETTER
    return Exit.DONE


def _written(result: Result, labels: Labels, form: str, job: Job, answer: Answer, *, full: bool) -> str:
    if form == "json":
        from irsletter.emit.schema import dump

        return dump(result)
    if form == "markdown":
        from irsletter.emit.markdown import to_markdown

        return to_markdown(result, labels)
    if form == "html":
        from irsletter.emit.html import to_html
        from irsletter.run.jobs.apart import draw_apart
        from irsletter.run.outputs.pictures import small

        pages = tuple(page for letter in result.letters for page in letter.pages)
        return to_html(result, labels, small(draw_apart(job, answer.spots, pages, _PICTURE_DPI)))
    from irsletter.emit.terminal import to_terminal

    return to_terminal(result, labels, full=full, **terminal_look())


def _spooled(folder: Path) -> Path:
    path = folder / "-"
    path.write_bytes(sys.stdin.buffer.read())
    return path
