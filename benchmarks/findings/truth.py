"""What was planted, what was found, and how much of each is the other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kontor.engine.crosscheck.claims import Verdict

type Key = tuple[str, ...]

SORTS = {
    "status conflict": ("status-conflict",),
    "sector conflict": ("sector-conflict",),
    "agreement written twice": (
        "same-agreement-twice",
        "same-agreement-by-several",
        "joint-agreement-in-pairs",
    ),
    "counterpart under another instrument": ("same-counterparty-other-instrument",),
    "counterpart under another date": ("same-counterparty-other-date",),
    "event written twice": ("same-event-twice", "same-event-by-several", "same-day-in-two-tables"),
    "impossible date": ("impossible-date", "end-before-start"),
    "outside the project": ("before-project", "after-project"),
    "signed in the future": ("signed-in-the-future",),
    "signed without a date": ("signed-without-date", "signed-with-other-date"),
    "parts do not sum": ("parts-do-not-sum",),
    "split does not sum": ("split-does-not-sum",),
    "percentage wrong": ("percent-differs", "part-above-whole"),
    "percentage of nothing": ("percent-without-whole",),
    "two claims contradict": ("contradicts",),
    "partner without share": ("partner-without-share",),
    "credited elsewhere": ("credited-elsewhere",),
    "joint row without split": ("joint-row-without-split",),
    "stranger credited": ("stranger-credited",),
    "near-miss of a word": ("near-miss",),
    "word outside the list": ("outside-list",),
    "listed twice": ("listed-twice",),
    "list of another length": ("list-count-differs",),
    "figure not of the rows": ("figure-differs",),
    "half without the other": (
        "overview-without-detail",
        "detail-without-overview",
        "detail-under-other-record",
    ),
    "halves differ": ("counterpart-differs", "date-differs"),
    "signed without evidence": ("signed-without-evidence",),
}
"""Sort -> the kinds of finding that answer it."""

SORT_OF = {kind: sort for sort, kinds in SORTS.items() for kind in kinds}
BY_CLAIM = ("two claims contradict", "partner without share", "stranger credited")
BY_ID = ("figure not of the rows", "split does not sum", "parts do not sum", "percentage wrong", "percentage of nothing", "list of another length")  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A finding reduced to its sort and what it is about."""

    sort: str
    key: Key


def found_of(verdict: Verdict) -> Found | None:
    """Return what a verdict answers; None for what nobody plants."""
    sort = SORT_OF.get(verdict.kind)
    if sort is None:
        return None
    if sort in BY_CLAIM:
        return Found(sort, tuple(sorted((verdict.claim, verdict.other))))
    if sort in BY_ID:
        return Found(sort, (verdict.claim,))
    return Found(sort, tuple(sorted(verdict.rows)))


@dataclass
class Score:
    """How many were planted, how many of them found, and how many findings were of nothing planted."""

    planted: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        told = self.found + self.false
        return self.found / told if told else 1.0


class Tally:
    """The scores of each sort over many partnerships."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = defaultdict(Score)
        self.missed: list[Found] = []
        self.false: list[Found] = []

    def add(self, planted: Iterable[Found], found: Iterable[Found]) -> None:
        """Count one partnership."""
        wanted, told = set(planted), set(found)
        for one in wanted:
            self.scores[one.sort].planted += 1
            self.scores[one.sort].found += one in told
        self.missed += sorted(wanted - told, key=str)
        for one in told - wanted:
            self.scores[one.sort].false += 1
        self.false += sorted(told - wanted, key=str)
