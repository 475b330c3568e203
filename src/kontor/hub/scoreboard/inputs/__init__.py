"""Records in the words of the engine: the one place that speaks both languages."""

from kontor.hub.scoreboard.inputs.records import Gathered, Read, Records, Row, stated_by

__all__ = ["Gathered", "Read", "Records", "Row", "stated_by"]
