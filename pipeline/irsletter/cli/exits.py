"""Exit codes: documented and stable."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3
    NO_LETTER = 4
    NEEDS_A_LOOK = 5
    INTERRUPTED = 130
