"""Proven lower bounds: how good the best schedule can be, at every size.

`whole` puts them together; `person` says how many breaks each person has at least; `tables` what few tables add
and `hours` whom they must meet; `value` what cannot be held at all. `usable`, `day` and `likely` are what these stand on.
"""

from kontor.engine.scheduling.bounds.person import NEVER, breaks_of_person
from kontor.engine.scheduling.bounds.usable import Usable, usable
from kontor.engine.scheduling.bounds.whole import Bounds, bounds

__all__ = ["NEVER", "Bounds", "Usable", "bounds", "breaks_of_person", "usable"]
