"""While the search runs: a line that tells where it stands, and Ctrl-C that ends it with the best so far."""

import os
import signal
import socket
import sys
import threading
import time
from typing import Self, TextIO

from kontor.engine.scheduling import Progress

OFTEN = 0.1  # seconds between two lines
CLEAR = "\r\x1b[K"


class Live:
    """One line on a terminal, written over again and again; nothing where errors go to a file or a pipe."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.stream.isatty():
            print(CLEAR, end="", file=self.stream, flush=True)

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if self.stream.isatty() and now >= self.last + OFTEN:
            self.last = now
            print(CLEAR + line(progress), end="", file=self.stream, flush=True)


def line(progress: Progress) -> str:
    best = "no schedule yet" if progress.objective is None else f"cost {progress.objective:,}"
    bound = "no bound yet" if progress.bound is None else f"bound {progress.bound:,}"
    return f"{progress.seconds:6.1f} s  {best}  {bound}  {progress.phase}"


class Stop:
    """Ctrl-C asks the search to end; a second one ends the program.

    Handlers written in Python wait while a solver written in C++ works, so a thread listens to what Python's own
    handler, which does not wait, writes to a socket.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()

    def __enter__(self) -> Self:
        self._ears, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)
        self._before = signal.signal(signal.SIGINT, lambda *_: None)
        signal.set_wakeup_fd(self._mouth.fileno())
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, self._before)
        self._mouth.close()

    def _listen(self) -> None:
        while told := self._ears.recv(1):
            if told[0] == signal.SIGINT:
                if self.asked.is_set():
                    os._exit(128 + signal.SIGINT)
                self.asked.set()
