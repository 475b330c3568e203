"""Two fields of work of one record that share nothing more: the overview says gasification, the details say waste."""

import re
from collections import defaultdict
from itertools import combinations

from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import ASK, finding
from kontor.engine.crosscheck.names import tokens
from kontor.engine.crosscheck.registers import Entry, Placed, Register, placed

_JOINING = frozenset(
    {"and", "et", "und", "y", "e", "of", "for", "the", "de", "la", "le", "les", "der", "die", "für", "fur"}
)
_NOTE = re.compile(r"\([^()]*\)")


def sector_conflicts(registers: tuple[Register, ...]) -> list[Verdict]:
    """Return a finding for each two rows of one record whose fields of work are others.

    One that only says less, or the same in another order, is no other. Always to be asked: both may be. Quadratic in the rows
    of one record.
    """
    by_record: dict[str, list[Placed]] = defaultdict(list)
    for one in placed(registers):
        if one[1].record and one[1].sector:
            by_record[one[1].record].append(one)
    pairs = (pair for group in by_record.values() for pair in combinations(group, 2))
    return [_conflict(one, other) for one, other in pairs if _differ(one[1], other[1])]


def _differ(one: Entry, other: Entry) -> bool:
    first, second = words_of(one.sector), words_of(other.sector)
    return bool(first and second) and not (first <= second or second <= first)


def words_of(sector: str) -> frozenset[str]:
    """Return what a field of work is made of.

    >>> sorted(words_of("Energy, and the environment (water)"))
    ['energy', 'environment']
    """
    return frozenset(tokens(_NOTE.sub(" ", sector))) - _JOINING


def _conflict(one: Placed, other: Placed) -> Verdict:
    (register, entry), (other_register, other_entry) = one, other
    return finding(
        "sector-conflict",
        claim=entry.id,
        other=other_entry.id,
        hardness=ASK,
        published=entry.sector,
        recomputed=other_entry.sector,
        rows=(entry.id, other_entry.id),
        places=(register.place, other_register.place),
        record=entry.title if entry.title != entry.id else entry.record,
        sector=entry.sector,
        other_sector=other_entry.sector,
        place=register.place,
        other_place=other_register.place,
    )
