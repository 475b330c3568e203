"""The checker and the peer on the same generated partnerships."""

from collections.abc import Iterable

from benchmarks.findings.naive import naive
from benchmarks.findings.plants import plant_all
from benchmarks.findings.scene import Scene, faultless
from benchmarks.findings.truth import Found, Tally, found_of
from kontor.engine.crosscheck.dossier import Dossier, inspect


def told(dossier: Dossier) -> set[Found]:
    """What the checker finds, in the sorts of `truth`."""
    return {found for verdict in inspect(dossier) if (found := found_of(verdict))}


def measured(seeds: Iterable[int]) -> tuple[Tally, Tally, int]:
    """(the checker's scores, the peer's, how many rows there were)."""
    ours, theirs, rows = Tally(), Tally(), 0
    for seed in seeds:
        scene = planted(seed)
        dossier = scene.dossier()
        rows += sum(len(register.entries) for register in dossier.registers)
        ours.add(scene.planted, told(dossier))
        theirs.add(scene.planted, naive(dossier))
    return ours, theirs, rows


def planted(seed: int) -> Scene:
    """The partnership of a seed with its faults."""
    return plant_all(faultless(seed))
