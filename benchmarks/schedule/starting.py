"""What it costs to import the engine, and what each solver adds when it is first used."""

import argparse
import subprocess
import sys

from benchmarks.schedule.table import Table

MODULES = ("kontor.engine", "kontor.engine.scheduling", "numba", "ortools.sat.python.cp_model")
PROGRAM = """
import time
wall, cpu = time.monotonic(), time.process_time()
import {module}
print(time.monotonic() - wall, time.process_time() - cpu)
"""


def run(_: argparse.Namespace) -> int:
    table = Table("Start-up: the best of five imports", "module", "seconds", "CPU s")
    for module in MODULES:
        command = [sys.executable, "-c", PROGRAM.format(module=module)]
        told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(5)]
        table.row(module, *map(min, zip(*(map(float, line.split()) for line in told), strict=True)))
    return 0
