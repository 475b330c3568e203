"""A value chain as the engine reads it, as far as the actor sees it.

An organisation that she may not see still fills its component (else she would be told a gap that is none), without its
name, country, partner and words.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from kontor.engine import valuechain as engine
from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain


@dataclass(frozen=True, slots=True)
class SeenContribution:
    """A contribution as the actor sees it: `organisation` is None, and the words are empty, where she may not see whose it is."""

    pk: int
    component: int
    organisation: Organisation | None
    name: str
    country: str
    gives: str
    competence: str
    readiness: int | None
    complements: str
    version: int


def seen_contributions(actor: Actor, chain: ValueChain) -> list[SeenContribution]:
    """All contributions to the chain. One statement."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    rows = Contribution.objects.filter(component__chain=chain).select_related("organisation__country")
    found = rows.annotate(organisation_is_seen=seen).order_by("component__position", "component_id", "pk")
    return [seen_row(one) if one.organisation_is_seen else hidden_row(one) for one in found]


def seen_row(one: Contribution) -> SeenContribution:
    of = one.organisation
    country = of.country_id or ""
    return SeenContribution(
        one.pk, one.component_id, of, of.name, country, one.gives, one.competence, one.readiness, one.complements, one.version
    )  # fmt: skip


def hidden_row(one: Contribution) -> SeenContribution:
    """Its level and that its complementarity is stated are what coverage needs; nothing else is told."""
    told = gettext("An organisation that you may not see")
    stated = told if one.complements.strip() else ""
    return SeenContribution(
        one.pk, one.component_id, None, told, "", "", "", one.readiness, stated, one.version
    )


def chain_of(
    actor: Actor,
    chain: ValueChain,
    components: Sequence[ChainComponent],
    links: Sequence[ChainLink],
    rows: Sequence[SeenContribution],
) -> engine.Chain:
    """The chain for the engine. Ids of components are their numbers, of organisations their keys or the row that hides one."""
    named = {identifier(row): row for row in rows}
    through = partners_of(actor, chain, [row for row in named.values() if row.organisation])
    return engine.Chain(
        components=tuple(
            engine.Component(str(one.pk), one.name, one.wanted, one.readiness, one.weight)
            for one in components
        ),
        links=tuple(engine.Link(str(one.start_id), str(one.end_id), one.kind) for one in links),
        organisations=tuple(
            engine.Organisation(name, row.name, row.country, through.get(name, row.name)) for name, row in named.items()
        ),
        contributions=tuple(
            engine.Contribution(
                identifier(row), str(row.component), row.gives, row.competence, row.readiness, row.complements
            )
            for row in rows
        ),
    )  # fmt: skip


def identifier(row: SeenContribution) -> str:
    return row.organisation.key if row.organisation else f"hidden:{row.pk}"


def partners_seen(actor: Actor, partnership: int) -> set[int]:
    """The partners of the partnership that the actor sees, by id. One statement."""
    rows = visible(Participation, actor).filter(partnership=partnership, organisation__in=visible_ids(actor))
    return set(rows.values_list("organisation_id", flat=True))


def partners_of(actor: Actor, chain: ValueChain, rows: Sequence[SeenContribution]) -> Mapping[str, str]:
    """Through which partner of the partnership an organisation takes part that is none itself. Two statements."""
    partners = partners_seen(actor, chain.partnership_id)
    clusters: dict[int, list[str]] = defaultdict(list)
    found = visible(Membership, actor).filter(
        member__in=[row.organisation.pk for row in rows if row.organisation], cluster__in=partners
    )
    for member, name in found.order_by("cluster__sort_name").values_list("member_id", "cluster__name"):
        clusters[member].append(name)
    return {
        identifier(row): next(iter(clusters[row.organisation.pk]), row.name)
        for row in rows
        if row.organisation and row.organisation.pk not in partners
    }
