"""One partnership as its pages show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.evidence.queries import Cited, citations_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import AuditEvent, Record
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import ParticipationRole, TargetBasis
from kontor.hub.partnerships.models import (
    Activity,
    GoodPractice,
    Participation,
    PartnerInvitation,
    Partnership,
    Recommendation,
    TargetMarket,
)
from kontor.hub.partnerships.permissions import READS_ALL, of_seen

MOST_EVENTS = 200
OVERLAPS_ON_A_PAGE = 25
ORDER_OF_ROLES = {role: place for place, role in enumerate(ParticipationRole.values)}


def by_key(actor: Actor, key: str) -> Partnership:
    """The partnership at this address, as far as the actor may see it. Raises NotThere. One statement."""
    found = visible(Partnership, actor).select_related("call__programme", "team").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class Basis:
    """On what basis a country is called a target, and who says so: `numbers` are places in the page's list of sources."""

    basis: str
    label: str
    entries: tuple[TargetMarket, ...]
    sources: tuple[Cited, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One target country with everything that is said of it: sources that disagree stand side by side."""

    country: str
    entries: tuple[TargetMarket, ...]
    bases: tuple[Basis, ...]

    @property
    def disagree(self) -> bool:
        """Whether sources give different bases for the same country."""
        return len(self.bases) > 1

    @property
    def leads(self) -> tuple[Organisation, ...]:
        return tuple({entry.lead_id: entry.lead for entry in self.entries if entry.lead}.values())


@dataclass(frozen=True, slots=True)
class ActivityType:
    """The activities of one type. Statements of several sources stand beside each other and are never added up."""

    type: str
    label: str
    activities: tuple[Activity, ...]
    sources: tuple[Cited, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({one.country_id for one in self.activities if one.country_id}))


@dataclass(frozen=True, slots=True)
class Shown:
    """A partnership with what belongs to it, as far as the actor may see it."""

    partnership: Partnership
    terms: list[Term]
    participations: list[Participation]
    targets: list[Target]
    activities: list[ActivityType]
    practices: list[GoodPractice]
    recommendations: list[Recommendation]
    sources: list[Cited]
    sources_of: dict[int, list[Cited]]

    @property
    def coordinators(self) -> list[Participation]:
        return [one for one in self.participations if one.role == ParticipationRole.COORDINATOR]

    @property
    def partner_countries(self) -> dict[str, int]:
        """Country -> distinct organisations."""
        members: dict[str, set[int]] = {}
        for one in self.participations:
            if one.organisation.country_id:
                members.setdefault(one.organisation.country_id, set()).add(one.organisation_id)
        return {country: len(organisations) for country, organisations in sorted(members.items())}


def shown(actor: Actor, partnership: Partnership) -> Shown:
    """Gather the page of a partnership the actor sees. Seven statements, whatever its size."""
    participations = participations_of(actor, partnership)
    targets = targets_of(actor, partnership)
    activities = list(of_seen(partnership, Activity))
    recommendations = list(of_seen(partnership, Recommendation))
    cited = citations_of(actor, [partnership, *participations, *targets, *activities, *recommendations])
    sources = together(cited.values())
    numbered = {(one.title, one.place): number for number, one in enumerate(sources, 1)}
    return Shown(
        partnership=partnership,
        terms=list(partnership.terms.all()),
        participations=participations,
        targets=by_country(targets, cited, numbered),
        activities=by_type(activities, cited),
        practices=list(of_seen(partnership, GoodPractice)),
        recommendations=recommendations,
        sources=sources,
        sources_of={one.pk: cited[one] for one in participations},
    )


def participations_of(actor: Actor, partnership: Partnership) -> list[Participation]:
    """Coordinator first, then partners by country and name. One statement."""
    rows = list(visible(Participation, actor).filter(partnership=partnership).select_related("organisation"))
    for one in rows:
        one.partnership = partnership
    return sorted(
        rows,
        key=lambda one: (
            ORDER_OF_ROLES[one.role],
            one.organisation.country_id or "~",
            one.organisation.sort_name,
        ),
    )


def targets_of(actor: Actor, partnership: Partnership) -> Sequence[TargetMarket]:
    """Its targets; the lead partner only where the actor may see that organisation. One statement."""
    rows = visible(TargetMarket, actor).filter(partnership=partnership).select_related("lead")
    rows = rows.annotate(lead_is_seen=Exists(visible_ids(actor).filter(pk=OuterRef("lead_id"))))
    found = list(rows.order_by("country_id", "basis", "source_place"))
    for target in found:
        target.partnership = partnership
        if not target.lead_is_seen:
            target.lead = None
    return found


def by_country(
    targets: Iterable[TargetMarket],
    cited: Mapping[Record, list[Cited]],
    numbered: Mapping[tuple[str, str], int],
) -> list[Target]:
    grouped: dict[str, list[TargetMarket]] = {}
    for target in targets:
        grouped.setdefault(target.country_id, []).append(target)
    return [
        Target(country, tuple(entries), by_basis(entries, cited, numbered))
        for country, entries in grouped.items()
    ]


def by_basis(
    entries: list[TargetMarket],
    cited: Mapping[Record, list[Cited]],
    numbered: Mapping[tuple[str, str], int],
) -> tuple[Basis, ...]:
    found = []
    for basis in TargetBasis.values:
        same = tuple(entry for entry in entries if entry.basis == basis)
        sources = tuple(together(cited[entry] for entry in same))
        numbers = tuple(numbered[one.title, one.place] for one in sources)
        if same:
            found.append(Basis(basis, str(TargetBasis(basis).label), same, sources, numbers))
    return tuple(found)


def by_type(activities: Sequence[Activity], cited: dict[Record, list[Cited]]) -> list[ActivityType]:
    grouped: dict[str, list[Activity]] = {}
    for activity in activities:
        grouped.setdefault(activity.type, []).append(activity)
    order = list(Activity._meta.get_field("type").choices or ())
    return [
        ActivityType(
            value, str(label), tuple(grouped[value]), tuple(together(cited[one] for one in grouped[value]))
        )
        for value, label in order
        if value in grouped
    ]


def together(several: Iterable[Iterable[Cited]]) -> list[Cited]:
    """Each source and place once, by title."""
    found = {(one.title, one.place): one for cited in several for one in cited}
    return [found[key] for key in sorted(found)]


def is_inside(actor: Actor, partnership: Partnership, participations: Iterable[Participation]) -> bool:
    """`partnerships.read_inside`, answered from what the page has read already."""
    own = {one.organisation.team_id for one in participations} | {partnership.team_id}
    return actor.has(*READS_ALL) or bool(own & actor.team_ids)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another partnership with the same target countries or the same organisations."""

    partnership: Partnership
    countries: tuple[str, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """One page of the others, most in common first; `count` of them in all."""

    overlaps: list[Overlap]
    count: int
    page: int
    pages: int


def overlaps(actor: Actor, partnership: Partnership, page: int = 1) -> Overlaps:
    """Which others go to the same countries, or have partners in common. Four statements."""
    targets = visible(TargetMarket, actor)
    same = targets.filter(country__in=targets.filter(partnership=partnership).values("country_id"))
    countries: dict[int, set[str]] = {}
    for pk, country in same.exclude(partnership=partnership).values_list("partnership_id", "country_id"):
        countries.setdefault(pk, set()).add(country)
    takes_part = visible(Participation, actor)
    own = takes_part.filter(partnership=partnership).values("organisation_id")
    together = takes_part.filter(organisation__in=own).exclude(partnership=partnership)
    shared: dict[int, set[int]] = {}
    for pk, organisation in together.values_list("partnership_id", "organisation_id"):
        shared.setdefault(pk, set()).add(organisation)
    others = visible(Partnership, actor).filter(pk__in=countries.keys() | shared.keys())
    ranked = sorted(
        others.order_by().values_list("pk", "acronym"),
        key=lambda one: (-len(shared.get(one[0], ())), -len(countries.get(one[0], ())), one[1]),
    )
    pages = max(1, -(-len(ranked) // OVERLAPS_ON_A_PAGE))
    page = min(max(1, page), pages)
    chosen = [pk for pk, _acronym in ranked[(page - 1) * OVERLAPS_ON_A_PAGE : page * OVERLAPS_ON_A_PAGE]]
    partnerships = Partnership.objects.select_related("call").in_bulk(chosen)
    members = Organisation.objects.in_bulk({one for pk in chosen for one in shared.get(pk, ())})
    found = [
        Overlap(
            partnerships[pk],
            tuple(sorted(countries.get(pk, ()))),
            tuple(sorted((members[one] for one in shared.get(pk, ())), key=lambda one: one.sort_name)),
        )
        for pk in chosen
    ]
    return Overlaps(found, len(ranked), page, pages)


def history(actor: Actor, partnership: Partnership) -> list[AuditEvent]:
    """What happened to the partnership, its partners, targets, activities and invitations, the latest first.

    Only of records the actor sees now, so that neither a hidden partner nor a confidential target shows by having
    changed. Five statements.
    """
    about = Q(subject_kind=Partnership._meta.label_lower, subject_id=str(partnership.pk))
    seen = (
        visible(Participation, actor).filter(partnership=partnership),
        visible(TargetMarket, actor).filter(partnership=partnership),
        visible(Activity, actor).filter(partnership=partnership),
        visible(PartnerInvitation, actor).filter(partnership=partnership),
    )
    for rows in seen:
        pks = [str(pk) for pk in rows.values_list("pk", flat=True)]
        about |= Q(subject_kind=rows.model._meta.label_lower, subject_id__in=pks)
    return list(AuditEvent.objects.filter(about).order_by("-number")[:MOST_EVENTS])
