"""Demands that cannot hold together: what is seen at once (`impossible`), and the smallest set (`smallest`).

A `demand` is what must hold and could be given up: a required wish, a closed slot, a session, an order, a table limit.
"""

from kontor.engine.scheduling.conflict.smallest import conflict

__all__ = ["conflict"]
