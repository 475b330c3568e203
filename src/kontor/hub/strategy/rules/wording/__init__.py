"""The wording check of objectives. Plain Python: an objective in, remarks out; it forbids nothing by itself."""

from kontor.hub.strategy.rules.wording.check import Remark, Wording, plain, remarks

__all__ = ["Remark", "Wording", "plain", "remarks"]
