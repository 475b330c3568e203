"""One agreement or event written down twice: in two tables, by two partners, under another spelling, or pair by pair.

Rows that are one count once. Rows that may be two (another instrument, another date, another partner) are asked about, one
question for each counterpart, and stay two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kontor.engine.crosscheck.bodies import SAME, Bodies, key_of
from kontor.engine.crosscheck.claims import Verdict
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY, finding, listed
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    EVENTS,
    Party,
    Project,
    Register,
    placed,
)
from kontor.engine.crosscheck.rules.occasions import Occasions
from kontor.engine.crosscheck.things import (
    APART,
    SAME_DAY,
    UNKNOWN,
    Groups,
    Thing,
    compared,
    is_short,
    things_of,
)

ONE = "one"  # the pair is one thing; which kind of double, its group says
OTHER_INSTRUMENT = "same-counterparty-other-instrument"
OTHER_PARTNER = "same-counterparty-other-partner"
OTHER_DATE = "same-counterparty-other-date"
IN_PAIRS = "joint-agreement-in-pairs"
_CROWD = 200  # a counterpart with more rows than this is compared with its first rows only


@dataclass(frozen=True, slots=True)
class Double:
    """What two things are to each other: ONE, or a question to be asked."""

    first: Thing
    second: Thing
    what: str
    hardness: str


class Doubles:
    """All doubles among the rows of some registers. Cost: names quadratic but compiled, then pairs with a shared name."""

    def __init__(self, registers: tuple[Register, ...], project: Project) -> None:
        self.project = project
        self.things = things_of(placed(registers, AGREEMENTS, CASES, EVENTS))
        self._by_id = {thing.id: thing for thing in self.things}
        self._groups = Groups(self._by_id)
        self._pairs = [*_Agreements(self.things, project).pairs(), *_occasions(self.things, project)]
        for pair in self._pairs:
            if pair.what in (ONE, IN_PAIRS):
                self._groups.join(pair.first.id, pair.second.id)

    def first_of(self) -> dict[str, str]:
        """Return for each row the id of the first row that speaks of the same thing: the `agreement` that counts once."""
        return {row: self._groups.of(thing.id) for thing in self.things for row in thing.ids}

    def findings(self) -> list[Verdict]:
        """Return one finding for each thing written down twice, and one question for each counterpart and doubt."""
        several = self._groups.several()
        joined = {one for group in several for one in group}
        known = [
            self._known(thing) for thing in self.things if thing.id not in joined and _in_two_tables(thing)
        ]
        return [*map(self._one, several), *known, *self._questions()]

    def _known(self, thing: Thing) -> Verdict:
        """One record in two tables: it is known to be one, and whoever counts rows counts it twice."""
        what = "event" if thing.subject == EVENTS else "agreement"
        return finding(
            f"same-{what}-twice",
            claim=thing.ids[0],
            other=thing.ids[1],
            published=len(thing.ids),
            recomputed=1,
            difference=1 - len(thing.ids),
            rows=thing.ids,
            places=thing.tables,
            name=thing.title,
        )

    def _one(self, group: Sequence[str]) -> Verdict:
        things = [self._by_id[one] for one in group]
        inside = [pair for pair in self._pairs if pair.first.id in group and pair.second.id in group]
        linked = [pair for pair in inside if pair.what in (ONE, IN_PAIRS)]
        kind = _kind(things, linked)
        return finding(
            kind,
            claim=things[0].id,
            other=things[1].id,
            hardness=LIKELY if any(pair.hardness == LIKELY for pair in linked) else CERTAIN,
            published=len(things),
            recomputed=1,
            difference=1 - len(things),
            rows=[row for thing in things for row in thing.ids],
            places=[place for thing in things for place in thing.tables],
            words=self._words(things),
        )

    def _questions(self) -> Iterator[Verdict]:
        """Of what is written down twice, the row with the least id asks for all: the order of the tables does not matter."""
        asking = {one: min(group) for group in self._groups.several() for one in group}
        asked: dict[str, Groups] = defaultdict(lambda: Groups(self._by_id))
        for pair in self._pairs:
            one, other = (asking.get(thing.id, thing.id) for thing in (pair.first, pair.second))
            if pair.what not in (ONE, IN_PAIRS) and one != other:
                asked[pair.what].join(one, other)
        for kind, groups in asked.items():
            for group in groups.several():
                yield self._question(kind, [self._by_id[one] for one in group])

    def _question(self, kind: str, things: Sequence[Thing]) -> Verdict:
        return finding(
            kind,
            claim=things[0].id,
            other=things[1].id,
            hardness=ASK,
            published=len(things),
            rows=[row for thing in things for row in thing.ids],
            places=[place for thing in things for place in thing.tables],
            words=self._words(things),
        )

    def _words(self, things: Sequence[Thing]) -> dict[str, str]:
        partners = sorted({partner for thing in things for partner in thing.partners})
        return {
            "name": things[0].title,
            "second": things[1].title,
            "names": listed(self._names(things)),
            "partners": listed(self.project.name_of(partner) for partner in partners),
            "instruments": listed(entry.kind for thing in things for _register, entry in thing.rows),
            "dates": listed(thing.when for thing in things),
        }

    def _names(self, things: Sequence[Thing]) -> Iterator[str]:
        for thing in things:
            yield from (self.project.name_of(partner) for partner in sorted(thing.partners))
            yield thing.title


def _in_two_tables(thing: Thing) -> bool:
    """Tell whether rows of one record stand in two tables that are not halves of one."""
    return len({register.place for register, _entry in thing.rows if not register.part}) > 1


def _kind(things: Sequence[Thing], pairs: Sequence[Double]) -> str:
    if any(pair.what == IN_PAIRS for pair in pairs):
        return IN_PAIRS
    what = "event" if things[0].subject == EVENTS else "agreement"
    apart = all(not (one.partners & other.partners) for one, other in combinations(things, 2))
    known = all(thing.partners for thing in things)
    return f"same-{what}-by-several" if apart and known else f"same-{what}-twice"


def _occasions(things: Iterable[Thing], project: Project) -> Iterator[Double]:
    occasions = Occasions([thing for thing in things if thing.subject == EVENTS], project)
    for one, other, hardness in occasions.pairs():
        what = "same-day-in-two-tables" if hardness == ASK else ONE
        yield Double(one, other, what, hardness)


class _Agreements:
    """Agreements and cases compared by their parties, partners, instruments and dates."""

    def __init__(self, things: Iterable[Thing], project: Project) -> None:
        self.things = [thing for thing in things if thing.subject in (AGREEMENTS, CASES) and thing.parties]
        self.project = project
        named = [party for thing in self.things for party in thing.parties]
        self.bodies = Bodies([*named, *project.partners, *self._strangers()])
        self.parties = {thing.id: [self._known(party) for party in thing.parties] for thing in self.things}

    def pairs(self) -> Iterator[Double]:
        seen: set[tuple[str, str]] = set()
        for one, other in self._candidates():
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                judged = self._judged(one, other)
                if judged:
                    yield Double(one, other, *judged)
        yield from self._written_in_pairs()

    def _candidates(self) -> Iterator[tuple[Thing, Thing]]:
        """Yield the pairs that have a party in common, each in the order of the rows."""
        holders: dict[str, list[int]] = defaultdict(list)
        for number, thing in enumerate(self.things):
            for key in {key_of(party) for party in self._everyone(thing)}:
                holders[key].append(number)
        for number, thing in enumerate(self.things):
            for key in {key_of(party) for party in self.parties[thing.id]}:
                alike = (key, *sorted(self.bodies.neighbours.get(key, ())))
                for other in sorted({held for one in alike for held in holders[one][:_CROWD]}):
                    if other != number and self.things[other].subject == thing.subject:
                        pair = (min(number, other), max(number, other))
                        yield self.things[pair[0]], self.things[pair[1]]

    def _everyone(self, thing: Thing) -> list[Party]:
        """The others and the partners to whom it is credited; words for all of them are nobody."""
        credited = sorted(thing.partners - frozenset(self.project.whole))
        return [*self.parties[thing.id], *(self._partner(partner) for partner in credited)]

    def _strangers(self) -> Iterator[Party]:
        credited = {partner for thing in self.things for partner in thing.partners}
        return (Party(partner, id=partner) for partner in sorted(credited - self.project.partner_ids))

    def _known(self, party: Party) -> Party:
        """Return the partner whose name a party without id has, else the party."""
        same = (one for one in self.project.partners if self.bodies.likeness(one, party) >= SAME)
        return party if party.id else next(same, party)

    def _partner(self, partner: str) -> Party:
        return next((one for one in self.project.partners if one.id == partner), Party(partner, id=partner))

    def _judged(self, one: Thing, other: Thing) -> tuple[str, str] | None:
        """Return what the two are to each other and how hard that is, None where they are two."""
        if _differ(one.countries, other.countries) or _differ(one.purposes, other.purposes):
            return None
        alike, whole = self._matched(self.parties[one.id], self.parties[other.id])
        if whole:
            return self._of_same_parties(one, other, alike)
        when = compared(one.span, other.span)
        if _differ(one.kinds, other.kinds) or when == APART:
            return None
        contained = when == SAME_DAY and self._share_partner(one, other) and self._contained(one, other)
        return (ONE, LIKELY) if contained or self._told_by_both_sides(one, other) else None

    def _of_same_parties(self, one: Thing, other: Thing, alike: float) -> tuple[str, str] | None:
        """Return what two things with the same others are to each other."""
        shared, when = self._share_partner(one, other), compared(one.span, other.span)
        if _differ(one.kinds, other.kinds):
            return (OTHER_INSTRUMENT, ASK) if shared else None
        if not shared:
            return (ONE, LIKELY) if when == SAME_DAY else (OTHER_PARTNER, ASK)
        if when == APART:
            return OTHER_DATE, ASK
        if when == UNKNOWN and alike < SAME:
            return None
        return ONE, CERTAIN if when == SAME_DAY and alike >= SAME else LIKELY

    def _matched(self, mine: Sequence[Party], theirs: Sequence[Party]) -> tuple[float, bool]:
        """Return the weakest likeness among the parties that match one to one, and whether all of both do."""
        scores = sorted(
            ((self.bodies.likeness(one, other), a, b) for (a, one), (b, other) in product(*map(enumerate, (mine, theirs)))),
            reverse=True,
        )  # fmt: skip
        taken: list[tuple[float, int, int]] = []
        for score, a, b in scores:
            if score and all(a != first and b != second for _score, first, second in taken):
                taken.append((score, a, b))
        weakest = min((score for score, _a, _b in taken), default=0.0)
        return weakest, len(taken) == len(mine) == len(theirs)

    def _told_by_both_sides(self, one: Thing, other: Thing) -> bool:
        """Tell whether each names the other's partner among its parties: one joint agreement, told by two of its parties."""
        return (
            not (one.partners & other.partners)
            and self._matched(self._everyone(one), self._everyone(other))[1]
        )

    def _contained(self, one: Thing, other: Thing) -> bool:
        few, many = sorted((self.parties[one.id], self.parties[other.id]), key=len)
        return all(any(self.bodies.likeness(party, theirs) for theirs in many) for party in few)

    def _share_partner(self, one: Thing, other: Thing) -> bool:
        whole = frozenset(self.project.whole)
        unknown = not one.partners or not other.partners
        return unknown or bool(one.partners & other.partners or whole & (one.partners | other.partners))

    def _written_in_pairs(self) -> Iterator[Double]:
        """Yield the rows of three or more bodies that each signed the same on the same day with each other."""
        edges: dict[tuple[object, ...], dict[frozenset[str], Thing]] = defaultdict(dict)
        for thing in self.things:
            ends = frozenset(key_of(party) for party in self._everyone(thing))
            if len(ends) == 2 and is_short(thing.span) and len(thing.parties) == 1:
                edges[thing.subject, thing.kinds, thing.span][ends] = thing
        for pairs in edges.values():
            yield from _cliques(pairs)


def _cliques(pairs: Mapping[frozenset[str], Thing]) -> Iterator[Double]:
    groups = Groups(sorted({body for pair in pairs for body in pair}))
    for pair in pairs:
        groups.join(*sorted(pair))
    for bodies in groups.several():
        inside = [thing for pair, thing in pairs.items() if pair <= frozenset(bodies)]
        if len(bodies) > 2 and len(inside) == len(bodies) * (len(bodies) - 1) // 2:
            yield from (Double(inside[0], other, IN_PAIRS, LIKELY) for other in inside[1:])


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
