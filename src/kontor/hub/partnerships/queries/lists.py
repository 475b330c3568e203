"""What the list of partnerships shows besides its rows: counts for its filters, and the overview by generation and strand."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership, TargetMarket

SINGLE = ("kind", "call__generation", "strand", "state", "call__programme__key")
type Combination = tuple[Any, ...]
type GroupKey = tuple[str, int | None, str]


@dataclass(frozen=True, slots=True)
class Combinations:
    """How many partnerships share each combination of the single-valued filters. `chosen`: filter -> values asked for.

    `smes`: combination -> (sum of the SMEs stated, how many partnerships state them).
    """

    counted: Sequence[tuple[Combination, int]]
    chosen: Mapping[str, frozenset[Any]]
    programmes: Mapping[str, str]
    smes: Mapping[Combination, tuple[int | None, int]]

    @property
    def total(self) -> int:
        return sum(number for combination, number in self.counted if self.passes(combination))

    def counts(self, name: str) -> Counter[Any]:
        """Value -> partnerships, leaving this filter's own choice aside."""
        place = SINGLE.index(name)
        found: Counter[Any] = Counter()
        for combination, number in self.counted:
            if self.passes(combination, besides=name):
                found[combination[place]] += number
        return found

    def passes(self, combination: Combination, besides: str = "") -> bool:
        return all(
            value in self.chosen[name]
            for name, value in zip(SINGLE, combination, strict=True)
            if name in self.chosen and name != besides
        )


def combinations(rows: QuerySet[Partnership], chosen: Mapping[str, Iterable[Any]]) -> Combinations:
    """Count `rows` (not yet filtered by the single-valued filters) by combination. One statement."""
    grouped = rows.order_by().values_list(*SINGLE, "call__programme__name")
    counted, programmes, smes = [], {}, {}
    for *combination, programme, number, stated, known in grouped.annotate(
        rows=Count("pk"), smes=Sum("smes_involved"), known=Count("smes_involved")
    ):
        counted.append((tuple(combination), number))
        programmes[combination[-1]] = programme
        smes[tuple(combination)] = (stated, known)
    return Combinations(
        counted, {name: frozenset(values) for name, values in chosen.items()}, programmes, smes
    )


def term_counts(rows: QuerySet[Partnership]) -> list[tuple[int, str, int]]:
    """(term, label, partnerships) of the terms that these partnerships carry. One statement."""
    carried = Partnership.terms.through.objects.filter(partnership__in=rows.order_by().values("pk"))
    return list(carried.values_list("term_id", "term__label").annotate(rows=Count("partnership_id")))


def target_counts(actor: Actor, rows: QuerySet[Partnership]) -> dict[str, int]:
    """Target country -> partnerships among `rows`, as far as the actor sees the target. One statement."""
    named = visible(TargetMarket, actor).filter(partnership__in=rows.order_by().values("pk"))
    return dict(
        named.order_by().values_list("country_id").annotate(rows=Count("partnership_id", distinct=True))
    )


def targeting(actor: Actor, countries: Collection[str]) -> Q:
    """The partnerships that visibly target one of these countries."""
    return Q(pk__in=visible(TargetMarket, actor).filter(country__in=countries).values("partnership_id"))


def carrying(terms: Collection[int]) -> Q:
    carried = Partnership.terms.through.objects.filter(term_id__in=terms)
    return Q(pk__in=carried.values("partnership_id"))


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the list says about one partnership besides its own fields."""

    partners: int
    countries: tuple[str, ...]
    targets: tuple[str, ...]


def facts_of(actor: Actor, partnerships: Collection[int]) -> dict[int, RowFacts]:
    """Partners and their countries, and target countries, of one page of the list. Two statements."""
    organisations: dict[int, set[int]] = {pk: set() for pk in partnerships}
    countries: dict[int, set[str]] = {pk: set() for pk in partnerships}
    targets: dict[int, set[str]] = {pk: set() for pk in partnerships}
    takes_part = visible(Participation, actor).filter(partnership__in=partnerships)
    for pk, organisation, country in takes_part.values_list(
        "partnership_id", "organisation_id", "organisation__country_id"
    ):
        organisations[pk].add(organisation)
        if country:
            countries[pk].add(country)
    named = visible(TargetMarket, actor).filter(partnership__in=partnerships)
    for pk, country in named.values_list("partnership_id", "country_id"):
        targets[pk].add(country)
    return {
        pk: RowFacts(len(organisations[pk]), tuple(sorted(countries[pk])), tuple(sorted(targets[pk])))
        for pk in partnerships
    }


@dataclass(frozen=True, slots=True)
class Group:
    """The partnerships of one kind, generation and strand. `smes_known` says how many state their SMEs at all."""

    kind: str
    generation: int | None
    strand: str
    partnerships: int
    smes: int | None
    smes_known: int
    organisations: int
    countries: int
    targets: int
    targets_known: int


def overview(actor: Actor, whole: Combinations) -> tuple[Group, ...]:
    """Figures by kind, generation and strand, side by side, from the counts of the unfiltered list. Two statements.

    Organisations count once within a group, and again in the next one: groups are not to be added up.
    """
    through = ("partnership__kind", "partnership__call__generation", "partnership__strand")
    takes_part = visible(Participation, actor).order_by().values_list(*through)
    named = visible(TargetMarket, actor).order_by().values_list(*through)
    partners = _counted(
        takes_part.annotate(
            organisations=Count("organisation", distinct=True),
            countries=Count("organisation__country", distinct=True),
        )
    )
    targets = _counted(
        named.annotate(countries=Count("country", distinct=True), known=Count("partnership", distinct=True))
    )
    groups = (
        Group(*key, *numbers, *partners.get(key, (0, 0)), *targets.get(key, (0, 0)))
        for key, numbers in _by_group(whole).items()
    )
    return tuple(sorted(groups, key=lambda one: (one.kind, one.generation or 99, one.strand)))


@dataclass(frozen=True, slots=True)
class Whole:
    """All counts of the unfiltered list, and the overview above it."""

    combinations: Combinations
    terms: list[tuple[int, str, int]]
    targets: dict[str, int]
    groups: tuple[Group, ...]


def whole(actor: Actor) -> Whole:
    """The list without any filter, as the actor sees it; kept until any record changes."""

    def counted() -> Whole:
        rows = visible(Partnership, actor)
        every = combinations(rows, {})
        return Whole(every, term_counts(rows), target_counts(actor, rows), overview(actor, every))

    return kept("partnerships", actor, counted)


def _by_group(whole: Combinations) -> dict[GroupKey, tuple[int, int | None, int]]:
    """(kind, generation, strand) -> partnerships, SMEs stated (None: by nobody), partnerships that state them."""
    found: dict[GroupKey, tuple[int, int | None, int]] = {}
    for combination, number in whole.counted:
        stated, known = whole.smes[combination]
        group = _group_of(combination)
        partnerships, smes, knowing = found.get(group, (0, None, 0))
        total = smes if stated is None else (smes or 0) + stated
        found[group] = (partnerships + number, total, knowing + known)
    return found


def _counted(rows: Iterable[tuple[Any, ...]]) -> dict[GroupKey, tuple[int, int]]:
    """(kind, generation, strand) -> the two counts."""
    return {_group_of(row): (row[3], row[4]) for row in rows}


def _group_of(row: tuple[Any, ...]) -> GroupKey:
    """Its beginning: (kind, generation, strand)."""
    kind, generation, strand = row[:3]
    return kind, generation, strand
