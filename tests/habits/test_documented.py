"""Every command and option is documented, and the documentation is what the program says.

``python tests/habits/test_documented.py`` writes docs/commands.md anew.
"""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner

from irsletter.cli.main import COMMANDS, main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
HEAD = "# The commands\n\nWhat `--help` says of each.\n"


def written() -> str:
    """The page as the program would write it now."""
    parts = [HEAD, *(_section(name.split()) for name in ["", *COMMANDS, "catalog check"])]
    return "\n".join(parts)


def _section(words: list[str]) -> str:
    done = CliRunner().invoke(main, [*words, "--help"], prog_name="irsletter", terminal_width=100, color=False)
    assert done.exit_code == 0, done.output
    return f"## {' '.join(['irsletter', *words])}\n\n```text\n{done.output.rstrip()}\n```\n"


def test_the_page_says_what_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == written()


def test_every_option_says_what_it_does() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.help, name
        for option in command.params:
            obvious = option.name in {"out", "form", "ledger"}
            assert isinstance(option, click.Argument) or obvious or option.help, (name, option.name)  # type: ignore[attr-defined]


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
