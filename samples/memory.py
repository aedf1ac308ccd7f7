"""What a program and the workers that it starts hold in memory while it runs, and whether that grows.

Workers are replaced after a number of files, and one that has read a picture holds the engine's model until then: what
all hold together goes up and down by a third with the turn of the workers, and says nothing of growth. So two things
are compared: the program itself in the last fifth of the time with the second (the first is warm-up), and the most
that a worker held, of those that started in the later half with those before them.
"""

from __future__ import annotations

import statistics
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

_TRACKER = "resource_tracker"
"""Python's own small process beside the workers."""


@dataclass(slots=True)
class Memory:
    """Resident memory in MB, as it was each time it was looked at."""

    own: list[float] = field(default_factory=list)
    """Of the program without its workers."""
    whole: list[float] = field(default_factory=list)
    workers: dict[int, float] = field(default_factory=dict)
    """The most that each worker held, by process, in the order in which they started."""

    def look(self, pid: int) -> None:
        """Note what the program ``pid`` and all it started hold now; nothing where it has ended."""
        with suppress(psutil.NoSuchProcess):
            program = psutil.Process(pid)
            started = [(one, _held(one)) for one in program.children(recursive=True) if not _is_tracker(one)]
            self.own.append(_held(program))
            self.whole.append(self.own[-1] + sum(held for _, held in started))
            for one, held in started:
                self.workers[one.pid] = max(held, self.workers.get(one.pid, 0.0))

    @property
    def peak(self) -> float:
        return max(self.whole, default=0.0)

    @property
    def growth_of_the_program(self) -> float:
        """As a fraction of what it held in the second fifth."""
        fifths = in_fifths(self.own)
        return fifths[-1] / fifths[1] - 1 if fifths[1] else 0.0

    @property
    def growth_of_the_workers(self) -> float:
        """Of the later half of the workers, as a fraction of what the earlier half held; 0 with less than four."""
        peaks = list(self.workers.values())
        half = len(peaks) // 2
        return statistics.median(peaks[half:]) / statistics.median(peaks[:half]) - 1 if half > 1 else 0.0


def in_fifths(memory: list[float]) -> list[float]:
    """The median of each fifth of the time."""
    size = max(len(memory) // 5, 1)
    return [statistics.median(memory[part * size : (part + 1) * size] or memory[-1:] or [0.0]) for part in range(5)]


def _held(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        return float(process.memory_info().rss) / 2**20
    return 0.0


def _is_tracker(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return any(_TRACKER in word for word in process.cmdline())
    return False
