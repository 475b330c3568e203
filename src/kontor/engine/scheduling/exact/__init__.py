"""The exact solver: a schedule and the proof that no other is better, or that there is none. Alone knows OR-Tools.

`model` says what must hold and what it costs, `days` proves a first bound from everybody's day alone, `search` finds and
proves. The same input, seed and effort give the same cost; with one worker the same schedule, too.
"""

from kontor.engine.scheduling.exact.search import Found, search

__all__ = ["Found", "search"]
