"""A published schedule on the day: what happens to it (`events`), and the fewest changes that answer it (`day`).

`chains` finds who moves, `fairness` keeps breaks within their difference, `fault` says what could not be avoided.
"""

from kontor.engine.scheduling.repair.day import Repaired, repair

__all__ = ["Repaired", "repair"]
