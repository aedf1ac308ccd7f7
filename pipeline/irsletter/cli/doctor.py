"""``irsletter doctor``: what is installed, and what to do about what is not."""

from __future__ import annotations

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import put


@click.command()
def doctor() -> int:
    """Tell what is installed and what is missing.

    Names the OCR engine that will be used, and what to do about what is missing.
    """
    from irsletter.run.doctor import can_read, examine

    facts = examine()
    for fact in facts:
        put(f"{fact.state:<8}{fact.subject}: {fact.detail}" + (f"\n        {fact.advice}" if fact.advice else ""))
    return Exit.DONE if can_read(facts) else Exit.USAGE
