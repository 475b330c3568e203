"""Two statuses of one record that cannot both be: the overview says signed, the details say to be signed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY, finding
from kontor.engine.crosscheck.ladder import Ladder, Reading
from kontor.engine.crosscheck.registers import Register, placed
from kontor.engine.crosscheck.values import plain


@dataclass(frozen=True, slots=True)
class Statement:
    """That a record has a status, according to a place (an overview, a detail page, a partner's report).

    `stated_on` is the day of the statement: a later one may be further up the ladder. `record_name` is what readers call it.
    `is_label` marks a word that says what something is ('MoU') rather than how far it is: it only implies a state.
    """

    id: str
    record: str
    status: str
    place: str = ""
    stated_on: str = ""
    record_name: str = ""
    is_label: bool = False


def statements_of(registers: tuple[Register, ...]) -> list[Statement]:
    """Return what the rows say of the status of their records, by their kind where they have no status."""
    return [
        Statement(
            entry.id,
            entry.record,
            entry.status or entry.kind,
            register.place,
            record_name=entry.title,
            is_label=not entry.status,
        )
        for register, entry in placed(registers)
        if entry.record and (entry.status or entry.kind)
    ]


def status_conflicts(statements: Iterable[Statement], ladder: Ladder | None = None) -> list[Verdict]:
    """Return a finding for each two statements that allow one record no common state.

    Certain where both say a state and the ladder orders them, likely where one only implies it (a label such as 'MoU'), to be
    asked where no ladder orders them or a word is unknown to it. Quadratic in the statements on one record.
    """
    steps = ladder or Ladder()
    by_record: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_record[statement.record].append(statement)
    pairs = (pair for group in by_record.values() for pair in combinations(group, 2))
    judged = ((one, other, _hardness(one, other, steps)) for one, other in pairs)
    return [_conflict(one, other, hardness) for one, other, hardness in judged if hardness]


def _hardness(one: Statement, other: Statement, ladder: Ladder) -> str:
    """Return how hard the conflict is, '' where there is none."""
    if plain(one.status) == plain(other.status) or (one.is_label and other.is_label):
        return ""
    first, second = (ladder.read(said.status, is_label=said.is_label) for said in (one, other))
    if first is None or second is None:
        return "" if one.is_label or other.is_label else ASK
    if first.states & second.states or _is_progress(one, other, first, second, ladder):
        return ""
    if not ladder.ordered(first.named, second.named):
        return ASK
    return LIKELY if _implies(one, first) or _implies(other, second) else CERTAIN


def _implies(statement: Statement, reading: Reading) -> bool:
    return statement.is_label or reading.implied


def _is_progress(one: Statement, other: Statement, first: Reading, second: Reading, ladder: Ladder) -> bool:
    """Tell whether the later statement merely is further on."""
    if not (one.stated_on and other.stated_on) or one.stated_on == other.stated_on:
        return False
    earlier, later = (first, second) if one.stated_on < other.stated_on else (second, first)
    return ladder.may_become(earlier, later)


def _conflict(one: Statement, other: Statement, hardness: str) -> Verdict:
    return finding(
        "status-conflict",
        claim=one.id,
        other=other.id,
        hardness=hardness,
        published=one.status,
        recomputed=other.status,
        rows=(one.id, other.id),
        places=(one.place, other.place),
        record=one.record_name or one.record,
        status=one.status,
        other_status=other.status,
        place=one.place or one.id,
        other_place=other.place or other.id,
    )
