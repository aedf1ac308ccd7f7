"""``python -m irsletter``: the command."""

from irsletter.cli.main import main

if __name__ == "__main__":
    main(prog_name="irsletter")
