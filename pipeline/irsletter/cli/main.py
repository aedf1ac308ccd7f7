"""The group of all commands, each loaded when it is asked for, and the one place that turns faults into exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from irsletter import __version__
from irsletter.cli.exits import Exit
from irsletter.errors import IrsletterError, ReadError

COMMANDS = {
    "read": "irsletter.cli.read:read",
    "batch": "irsletter.cli.batch:batch",
    "watch": "irsletter.cli.watch:watch",
    "export": "irsletter.cli.export:export",
    "ladder": "irsletter.cli.ladder:ladder",
    "review": "irsletter.cli.review:review",
    "serve": "irsletter.cli.serve:serve",
    "redact": "irsletter.cli.redact:redact",
    "explain": "irsletter.cli.explain:explain",
    "notices": "irsletter.cli.notices:notices",
    "schema": "irsletter.cli.schema:schema",
    "rules": "irsletter.cli.rules:rules",
    "catalog": "irsletter.cli.catalog:catalog",
    "doctor": "irsletter.cli.doctor:doctor",
    "score": "irsletter.cli.score:score",
}
"""Name of each command and where it stands, in the order of the help text."""


class Commands(click.Group):
    """Loads a command when it is named; ends with the exit codes that the help text tells."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own signature
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        sys.exit(self._run(*args, **(extra | {"standalone_mode": False})))

    def _run(self, *args: Any, **extra: Any) -> int:
        try:
            code: object = super().main(*args, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted.", err=True)
            return Exit.INTERRUPTED
        except BrokenPipeError:
            # who reads us has seen enough; nothing more may be flushed there
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Exit.DONE
        except IrsletterError as error:
            click.echo("\n".join(part for part in (error.message, error.hint) if part), err=True)
            return Exit.UNREADABLE if isinstance(error, ReadError) else Exit.USAGE
        except Exception as error:  # the border of the program: no traceback, for its values may be a person's
            click.echo(f"Something unexpected: {type(error).__name__} at {_place(error)}", err=True)
            return Exit.UNEXPECTED
        return int(code) if isinstance(code, int) else Exit.DONE


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "irsletter" in Path(frame.filename).parts] or list(frames)
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="irsletter")
def main() -> None:
    """Read letters from the IRS on this machine: what the letter is, what it asks, how much, by when, and what speaks
    against it. Nothing leaves the machine.

    \b
    Exit codes: 0 done; 1 something unexpected in the program; 2 wrong use or faulty
    configuration; 3 the file could not be read; 4 no IRS letter in it; 5 with
    --strict: a person must look; 130 interrupted.
    """
