"""A better schedule than the one given: annealing over many small moves, in a compiled loop where there is one.

`search` plans the temperatures, `table` turns a draft into the integers that the loop works on, `race` lets several
searches of meetings of pairs run side by side, `kernel` makes the moves.
"""

from kontor.engine.scheduling.improve.search import improve

__all__ = ["improve"]
