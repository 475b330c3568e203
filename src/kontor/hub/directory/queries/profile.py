"""One organisation as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from kontor.hub.directory import kit
from kontor.hub.directory.choices import Direction, Taxonomy
from kontor.hub.directory.models import (
    Alias,
    Classification,
    Competence,
    ContactPerson,
    CountryInterest,
    Label,
    Membership,
    Organisation,
    Term,
)
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import latest
from kontor.hub.foundation.visibility import visible


@dataclass(frozen=True, slots=True)
class ShownLabel:
    """`expired` says whether the label surely ran out."""

    label: Label
    expired: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept about one organisation, as far as the actor may see it."""

    organisation: Organisation
    aliases: list[Alias]
    terms: list[tuple[str, str, list[Term]]]
    labels: list[ShownLabel]
    offers: list[Competence]
    seeks: list[Competence]
    interests: list[CountryInterest]
    contacts: list[ContactPerson]
    members: list[Membership]
    clusters: list[Membership]
    panels: list[kit.Panel]


def profile_of(actor: Actor, organisation: Organisation, today: date) -> Profile:
    """Gather the page of an organisation the actor sees. Seven statements, and those of the panels."""
    prefetch_related_objects(
        [organisation],
        "aliases",
        Prefetch("classifications", Classification.objects.select_related("term").order_by("term__position")),
        Prefetch("competences", Competence.objects.select_related("term").order_by("pk")),
        Prefetch("labels", Label.objects.order_by("kind", "-awarded")),
        Prefetch("interests", CountryInterest.objects.order_by("country_id")),
        Prefetch("contacts", visible(ContactPerson, actor).order_by("pk")),
    )
    members, clusters = memberships_of(actor, organisation)
    competences = list(organisation.competences.all())
    return Profile(
        organisation=organisation,
        aliases=list(organisation.aliases.all()),
        terms=terms_of(organisation),
        labels=[ShownLabel(label, has_expired(label, today)) for label in organisation.labels.all()],
        offers=[one for one in competences if one.direction == Direction.OFFERS],
        seeks=[one for one in competences if one.direction == Direction.SEEKS],
        interests=list(organisation.interests.all()),
        contacts=list(organisation.contacts.all()),
        members=members,
        clusters=clusters,
        panels=[panel for draw in kit.PANELS if (panel := draw(actor, organisation))],
    )


def has_expired(label: Label, today: date) -> bool:
    """Whether the last day the label can be valid is past."""
    last = latest(label.expires)
    return last is not None and last < today


def terms_of(organisation: Organisation) -> list[tuple[str, str, list[Term]]]:
    """(taxonomy, its name, its terms) of the taxonomies in which the organisation is classified, in their order."""
    terms = [classification.term for classification in organisation.classifications.all()]
    grouped = (
        (value, str(label), [term for term in terms if term.taxonomy == value])
        for value, label in Taxonomy.choices
    )
    return [group for group in grouped if group[2]]


def memberships_of(actor: Actor, organisation: Organisation) -> tuple[list[Membership], list[Membership]]:
    """(its members, the clusters it belongs to), as far as the actor sees the other side. One statement."""
    rows = visible(Membership, actor).filter(Q(cluster=organisation) | Q(member=organisation))
    rows = rows.select_related("member__country", "cluster__country").order_by("start", "pk")
    both = list(rows)
    members = sorted(
        (one for one in both if one.cluster_id == organisation.pk), key=lambda one: one.member.sort_name
    )
    return members, [one for one in both if one.member_id == organisation.pk]


def editable(
    actor: Actor, model: Any, organisation: Organisation, pk: int, owner: str = "organisation"
) -> Any:
    """One row of the organisation's, such as an alias, as far as the actor may see it; None otherwise."""
    return visible(model, actor).filter(pk=pk, **{owner: organisation}).first()
