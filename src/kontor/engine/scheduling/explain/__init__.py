"""Why a wish is not held and why a break exists, with the cheapest change that would help.

`explanation` goes through a schedule, `ways` looks for what could be done, `change` says it and carries it out.
"""

from kontor.engine.scheduling.explain.explanation import Explanation, explain, obstacles

__all__ = ["Explanation", "explain", "obstacles"]
