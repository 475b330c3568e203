"""Proven lower bounds: how good the best schedule can be, at every size."""

from kontor.engine.scheduling.bounds.person import NEVER, breaks_of_person
from kontor.engine.scheduling.bounds.usable import Usable, usable

__all__ = ["NEVER", "Usable", "breaks_of_person", "usable"]
