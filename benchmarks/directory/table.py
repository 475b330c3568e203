"""What was measured, beside what was aimed at; and the clock that measures it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PAGE_MS = 60
STATEMENTS = 12


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def cpu() -> float:
    """CPU seconds of this process and of its database server process, where that is one of this machine."""
    return time.process_time() + server_cpu()


def server_cpu() -> float:
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(schedule.read_text().split()[0]) / 1e9 if schedule.exists() else 0.0


@dataclass
class Clock:
    """Seconds that a block took."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def clocked() -> Iterator[Clock]:
    clock = Clock()
    cpu_begun, begun = cpu(), time.perf_counter()
    yield clock
    clock.cpu, clock.wall = cpu() - cpu_begun, time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Figure:
    """One result. `aim` is empty where none was set; `met` tells whether it was reached."""

    name: str
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class PageFigure:
    """CPU and wall milliseconds of the requests of one page, and the statements of each."""

    name: str
    actor: str
    cpu: list[float]
    wall: list[float]
    statements: int
    size: int

    @property
    def met(self) -> bool:
        return share(self.cpu, 0.95) <= PAGE_MS and self.statements <= STATEMENTS


def share(values: list[float], part: float) -> float:
    """The value that this part of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(part * 100) * len(ordered) // 100) - 1)]


@dataclass
class Table:
    """Rows of Markdown, so that they can stand in docs/benchmarks.md as printed."""

    database: str
    pages: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)

    def add_page(self, page: PageFigure) -> None:
        told = [f"{share(values, part):.0f}" for values in (page.cpu, page.wall) for part in (0.5, 0.95)]
        sys.stderr.write(f"{page.actor}: {page.name}, {told[1]} ms, {page.statements} statements\n")
        self.pages.append(
            f"| {page.name} | {page.actor} | {' | '.join(told)} | {page.statements} | {page.size // 1024} | {verdict(page.met)} |"
        )

    def add(self, figure: Figure) -> None:
        self.figures.append(
            f"| {figure.name} | {figure.value:,.{0 if figure.value >= 100 else 2}f} {figure.unit} | {figure.aim} | {verdict(figure.met)} |"
        )

    @property
    def text(self) -> str:
        head = (
            f"\n### {self.database}, {os.cpu_count()} cores\n\n"
            f"Aim: p95 at or under {PAGE_MS} ms CPU, at most {STATEMENTS} statements.\n\n"
            "| page | as | CPU ms p50 | p95 | wall ms p50 | p95 | statements | KB | |\n"
            "|---|---|--:|--:|--:|--:|--:|--:|---|\n"
        )
        middle = "\n\n| work | measured | aim | |\n|---|--:|---|---|\n"
        return head + "\n".join(self.pages) + middle + "\n".join(self.figures)


def verdict(met: bool | None) -> str:
    return "" if met is None else "met" if met else "**missed**"
