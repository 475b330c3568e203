"""Partnerships side by side. Nothing is averaged: strands and generations had different money and different tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import ActivityType
from kontor.hub.partnerships.models import Activity, Participation, Partnership, TargetMarket

MOST_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One partnership of a comparison."""

    partnership: Partnership
    organisations: tuple[Organisation, ...]
    targets: tuple[str, ...]
    activities: dict[str, int]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({one.country_id for one in self.organisations if one.country_id}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen partnerships, what they share, and whether they are of one generation and strand."""

    sides: tuple[Side, ...]

    @property
    def comparable(self) -> bool:
        groups = {
            (one.partnership.kind, one.partnership.call_id, one.partnership.strand) for one in self.sides
        }
        return len(groups) <= 1

    @property
    def shared_targets(self) -> frozenset[str]:
        """Countries that two or more of them target."""
        return frozenset(twice(one.targets for one in self.sides))

    @property
    def shared_organisations(self) -> frozenset[str]:
        return frozenset(
            twice([organisation.key for organisation in one.organisations] for one in self.sides)
        )

    @property
    def types(self) -> tuple[tuple[str, str], ...]:
        """(type, label) of the activities that any of them states."""
        stated = {kind for one in self.sides for kind in one.activities}
        return tuple((value, str(label)) for value, label in ActivityType.choices if value in stated)


def twice(several: Iterable[Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    found: set[str] = set()
    for values in several:
        now = set(values)
        found |= seen & now
        seen |= now
    return found


def comparison(actor: Actor, keys: Sequence[str]) -> Comparison:
    """Those of the partnerships that the actor sees, in the order asked for. Four statements."""
    wanted = list(dict.fromkeys(keys))[:MOST_COMPARED]
    by_key = {
        one.key: one for one in visible(Partnership, actor).filter(key__in=wanted).select_related("call")
    }
    chosen = [by_key[key] for key in wanted if key in by_key]
    pks = [one.pk for one in chosen]
    organisations: dict[int, dict[int, Organisation]] = {pk: {} for pk in pks}
    takes_part = visible(Participation, actor).filter(partnership__in=pks).select_related("organisation")
    for one in takes_part.order_by("organisation__country_id", "organisation__sort_name"):
        organisations[one.partnership_id][one.organisation_id] = one.organisation
    targets: dict[int, set[str]] = {pk: set() for pk in pks}
    named = visible(TargetMarket, actor).filter(partnership__in=pks)
    for pk, country in named.values_list("partnership_id", "country_id"):
        targets[pk].add(country)
    activities: dict[int, dict[str, int]] = {pk: {} for pk in pks}
    stated = visible(Activity, actor).filter(partnership__in=pks)
    for pk, kind in stated.values_list("partnership_id", "type"):
        activities[pk][kind] = activities[pk].get(kind, 0) + 1
    return Comparison(
        tuple(
            Side(
                one, tuple(organisations[one.pk].values()), tuple(sorted(targets[one.pk])), activities[one.pk]
            )
            for one in chosen
        )
    )


def choices(actor: Actor) -> list[tuple[str, str]]:
    """(key, acronym and generation) of every partnership the actor sees: what a comparison may be made of."""
    rows = visible(Partnership, actor).order_by("acronym", "key")
    return [
        (key, f"{acronym} ({kind}, {generation})" if generation else f"{acronym} ({kind})")
        for key, acronym, kind, generation in rows.values_list("key", "acronym", "kind", "call__generation")
    ]
