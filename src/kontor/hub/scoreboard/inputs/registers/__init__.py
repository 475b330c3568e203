"""Registers that indicators count: what each is called, its fields, and its rows as an actor sees them.

A register is one entry of `REGISTERS`; its file says where the rows come from. A row belongs to every partnership that
keeps or reports it, and is one row for each of them.
"""

from collections.abc import Mapping

from kontor.hub.scoreboard.inputs.registers.agreed import AGREEMENTS, COLLABORATIONS, IMPACTS
from kontor.hub.scoreboard.inputs.registers.cases import CASE_REPORTS, CASES
from kontor.hub.scoreboard.inputs.registers.events import EVENTS
from kontor.hub.scoreboard.inputs.registers.investments import INVESTMENTS
from kontor.hub.scoreboard.inputs.registers.kind import HIDDEN, JOINT, RegisterKind
from kontor.hub.scoreboard.inputs.registers.people import ACTIVITIES, PARTICIPATIONS

REGISTERS: Mapping[str, RegisterKind] = {
    one.code: one
    for one in (
        EVENTS,
        CASES,
        CASE_REPORTS,
        AGREEMENTS,
        IMPACTS,
        COLLABORATIONS,
        PARTICIPATIONS,
        ACTIVITIES,
        INVESTMENTS,
    )
}


__all__ = ["HIDDEN", "JOINT", "REGISTERS", "RegisterKind"]
