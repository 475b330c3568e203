"""Which organisations may be recorded twice: pairs with a score and reasons, for a person to merge or dismiss.

Candidates come from joins that miss nothing the score could accept (same forms, initials, website, contained
words) and from a fuzzy comparison of all names in bands of length, which rapidfuzz does in compiled code. Only
the pairs found there are scored, so 17,000 organisations take seconds.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

from kontor.engine.crosscheck.forms import OrganisationRecord, Prepared, prepare
from kontor.engine.crosscheck.likeness import SIMILAR, Reason, likeness, plain_host

THRESHOLD = 0.7
PORTAL_FROM = 5  # a host named by this many organisations is a portal and proves nothing
CROWD = 60  # more records than this under one name are compared with the first of them only
_CHUNK = 512

__all__ = [
    "THRESHOLD",
    "DuplicatePair",
    "OrganisationRecord",
    "Reason",
    "candidates",
    "compare",
    "every_pair",
]


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two records that may be one. `first` sorts before `second`, so a pair has one spelling only."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Both ids, the form in which dismissed pairs are given."""
        return frozenset((self.first, self.second))

    @property
    def sort_key(self) -> tuple[float, str, str]:
        """Best first, then by id: the same input always gives the same list."""
        return (-self.score, self.first, self.second)

    def to_json(self) -> dict[str, object]:
        """Return the pair as plain lists, numbers and words."""
        reasons = [
            {"code": reason.code, "values": list(reason.values), "speaks_for": reason.speaks_for}
            for reason in self.reasons
        ]
        return {"first": self.first, "second": self.second, "score": self.score, "reasons": reasons}


def candidates(
    records: Iterable[OrganisationRecord],
    *,
    threshold: float = THRESHOLD,
    dismissed: Collection[frozenset[str]] = frozenset(),
) -> list[DuplicatePair]:
    """Return the pairs of `records` that score `threshold` or more, best first.

    `dismissed` holds pairs of ids that a person has said are two bodies; they are left out.
    A threshold below THRESHOLD is refused, since the search does not look there: use `every_pair`.
    Ids must be unique. Time is dominated by the comparison of all names, quadratic but compiled.

    >>> pairs = candidates([
    ...     OrganisationRecord("1", "Hamburg Aviation e.V.", country="DE"),
    ...     OrganisationRecord("2", "HAMBURG AVIATION", country="DE"),
    ...     OrganisationRecord("3", "Niedersachsen Aviation", country="DE"),
    ... ])
    >>> [(pair.first, pair.second, pair.score, pair.reasons[0].code) for pair in pairs]
    [('1', '2', 1.0, 'same-name-after-legal-form')]
    """
    if threshold < THRESHOLD:
        raise ValueError(
            f"The search for duplicates starts at a score of {THRESHOLD}; {threshold} is below. "
            "Choose a higher threshold, or compare every pair."
        )
    prepared = _prepared(records)
    found = _likely(prepared)
    return _scored(prepared, found, threshold, dismissed)


def every_pair(
    records: Iterable[OrganisationRecord],
    *,
    threshold: float = 0.0,
    dismissed: Collection[frozenset[str]] = frozenset(),
) -> list[DuplicatePair]:
    """Return all pairs that score `threshold` or more by scoring each one: the yardstick for `candidates`.

    Quadratic in interpreted code, about 30 µs a pair: for some hundred records.
    """
    prepared = _prepared(records)
    return _scored(prepared, combinations(range(len(prepared)), 2), threshold, dismissed)


def compare(left: OrganisationRecord, right: OrganisationRecord) -> DuplicatePair:
    """Return score and reasons for two records, however low the score."""
    return _pair(prepare(left), prepare(right), frozenset())


def _prepared(records: Iterable[OrganisationRecord]) -> list[Prepared]:
    prepared = sorted((prepare(record) for record in records), key=lambda one: one.record.id)
    repeated = [key for key, times in Counter(one.record.id for one in prepared).items() if times > 1]
    if repeated:
        raise ValueError(f"Each organisation needs an id of its own; {repeated[0]!r} occurs more than once.")
    return prepared


def _scored(
    prepared: Sequence[Prepared],
    pairs: Iterable[tuple[int, int]],
    threshold: float,
    dismissed: Collection[frozenset[str]],
) -> list[DuplicatePair]:
    portals = _portals(prepared)
    left_out = frozenset(dismissed)
    scored = (_pair(prepared[one], prepared[other], portals) for one, other in pairs)
    kept = [pair for pair in scored if pair.score >= threshold and pair.ids not in left_out]
    return sorted(kept, key=lambda pair: pair.sort_key)


def _pair(left: Prepared, right: Prepared, portals: frozenset[str]) -> DuplicatePair:
    if right.record.id < left.record.id:
        left, right = right, left
    score, reasons = likeness(left, right, portals=portals)
    return DuplicatePair(left.record.id, right.record.id, score, reasons)


def _portals(prepared: Sequence[Prepared]) -> frozenset[str]:
    hosts = Counter(plain_host(one.record.website) for one in prepared)
    return frozenset(host for host, times in hosts.items() if times >= PORTAL_FROM)


def _likely(prepared: Sequence[Prepared]) -> set[tuple[int, int]]:
    by_key: dict[tuple[str, str], set[int]] = defaultdict(set)
    by_text: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(prepared):
        for form in one.forms:
            by_text[form.sorted_text].add(number)
            by_text[form.text_in_order].add(number)
        for key in _keys(one):
            by_key[key].add(number)
    portals = _portals(prepared)
    groups = [group for (kind, key), group in by_key.items() if not (kind == "host" and key in portals)]
    found = {pair for group in groups for pair in _within(group)}
    found |= _meeting(by_text, _similar_texts(sorted(by_text, key=lambda text: (len(text), text))))
    found |= _meeting(by_text, _contained_texts(by_text))
    found |= _called_by_initials(prepared)
    return found


def _within(group: set[int]) -> Iterable[tuple[int, int]]:
    """Return the pairs of a group; of a crowd (a thousand rows called 'unknown') each with the first alone."""
    members = sorted(group)
    return (
        combinations(members, 2) if len(members) <= CROWD else ((members[0], other) for other in members[1:])
    )


def _across(left: set[int], right: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one from each side, of a crowd the first alone."""
    for one in sorted(left)[:CROWD]:
        yield from ((min(one, other), max(one, other)) for other in sorted(right)[:CROWD] if one != other)


def _keys(one: Prepared) -> Iterator[tuple[str, str]]:
    for form in one.forms:
        yield "name", form.plain
        yield "name", form.legal_free
        yield "name", form.squashed
        yield "name", form.sorted_text
    if one.record.website:
        yield "host", plain_host(one.record.website)


def _meeting(by_text: dict[str, set[int]], texts: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    return {pair for left, right in texts for pair in _across(by_text[left], by_text[right])}


def _similar_texts(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of different `texts` (sorted by length) that have SIMILAR letters in common.

    Two texts can only reach the share r if the longer is at most (2 - r) / r times as long as the shorter:
    each chunk is compared with that band alone.
    """
    lengths = np.array([len(text) for text in texts])
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        end = int(np.searchsorted(lengths, len(chunk[-1]) * (2 - SIMILAR) / SIMILAR, side="right"))
        band = texts[start:end]
        # fuzz.ratio is the same share in hundredths; small numbers make a small matrix. Half a hundredth of
        # slack, because the shares that count are worked out again when the pair is scored.
        shares = process.cdist(
            chunk, band, scorer=fuzz.ratio, score_cutoff=100 * SIMILAR - 0.5, dtype=np.uint8
        )
        rows, columns = np.nonzero(shares)
        found = zip(rows.tolist(), columns.tolist(), strict=True)
        yield from ((chunk[row], band[column]) for row, column in found if row < column)


def _contained_texts(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of sorted texts where all words of the first, two or more, are in the second."""
    words = {text: frozenset(text.split()) for text in texts}
    holders: dict[str, set[str]] = defaultdict(set)
    for text, held in words.items():
        for word in held:
            holders[word].add(text)
    for text, held in words.items():
        if len(held) >= 2:
            bigger = set.intersection(*sorted((holders[word] for word in held), key=len))
            yield from ((text, other) for other in bigger if other != text)


def _called_by_initials(prepared: Sequence[Prepared]) -> set[tuple[int, int]]:
    called: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(prepared):
        for acronym in one.called:
            called[acronym].add(number)
        for acronym in one.acronyms:
            spelled[acronym].add(number)
    shared = called.keys() & spelled.keys()
    return {pair for acronym in shared for pair in _across(called[acronym], spelled[acronym])}
