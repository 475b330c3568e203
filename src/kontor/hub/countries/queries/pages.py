"""Profiles of countries as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kontor.hub.accounts.models import Team
from kontor.hub.countries import kit
from kontor.hub.countries.choices import FOR_EUROPE, FactTopic
from kontor.hub.countries.models import CountryBody, CountryExample, CountryFact, CountryProfile, MarketStudy
from kontor.hub.countries.queries.studies import studies_of_country
from kontor.hub.countries.queries.words import value_in_words
from kontor.hub.directory.kit import Panel
from kontor.hub.directory.models import ContactPerson, CountryInterest, Organisation
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import ActivityType
from kontor.hub.partnerships.models import Activity, Partnership, TargetMarket

MANY, SHOWN = 9, 6
"""From so many facts on a topic shows only the first at once."""
ORDER = {topic: place for place, topic in enumerate(FactTopic.values)}


def kept_profiles(actor: Actor) -> QuerySet[CountryProfile]:
    return visible(CountryProfile, actor).filter(withdrawn_on=None)


def counted(rows: QuerySet, field: str) -> Coalesce:  # type: ignore[type-arg]
    """How many of `rows` are about the profile's country, as a column."""
    found = rows.filter(country=OuterRef("country")).order_by().values("country")
    number = found.annotate(number=Count(field, distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def for_lists(actor: Actor) -> QuerySet[CountryProfile]:
    """The profiles the actor sees, each with the number of its facts, of partnerships that go there, of organisations interested."""
    return (
        kept_profiles(actor)
        .select_related("country")
        .annotate(
            facts_kept=Count("facts", filter=Q(facts__withdrawn_on=None)),
            targeting=counted(visible(TargetMarket, actor), "partnership"),
            interested=counted(visible(CountryInterest, actor), "organisation"),
        )
    )


def profile_by_key(actor: Actor, key: str) -> CountryProfile:
    """The profile at this address, as far as the actor may see it. Raises NotThere. One statement."""
    found = visible(CountryProfile, actor).select_related("country", "team").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def fact_by_key(actor: Actor, key: str, profile: CountryProfile | None = None) -> CountryFact:
    rows = visible(CountryFact, actor).select_related("profile__country", "source", "about").filter(key=key)
    found = (rows.filter(profile=profile) if profile else rows).first()
    if found is None:
        raise NotThere
    return found


def body_by_id(actor: Actor, pk: int, profile: CountryProfile | None = None) -> CountryBody:
    rows = (
        visible(CountryBody, actor).select_related("profile__country", "organisation", "source").filter(pk=pk)
    )
    found = (rows.filter(profile=profile) if profile else rows).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact, with its value as people read it."""

    fact: CountryFact
    value: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The facts under one heading, in the order in which they were entered: the first, and the rest where they are many.

    `source` is that of all of them, None where they differ: it is told once.
    """

    label: str
    facts: tuple[FactShown, ...]
    source: Source | None

    @property
    def first(self) -> tuple[FactShown, ...]:
        return self.facts if len(self.facts) <= MANY else self.facts[:SHOWN]

    @property
    def rest(self) -> tuple[FactShown, ...]:
        return self.facts[len(self.first) :]


@dataclass(frozen=True, slots=True)
class BodyShown:
    """An organisation of the country; `person` is a name only where the actor may read it."""

    body: CountryBody
    person: str


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """A profile with what belongs to it, as far as the actor may see it."""

    profile: CountryProfile
    topics: tuple[Topic, ...]
    facts: int
    undated: int
    bodies: tuple[BodyShown, ...]
    representatives: tuple[BodyShown, ...]
    stated_ambassadors: tuple[Activity, ...]
    examples: tuple[CountryExample, ...]
    partnerships: tuple[Partnership, ...]
    interested: tuple[Organisation, ...]
    studies: tuple[MarketStudy, ...]
    panels: tuple[Panel, ...]
    links: tuple[tuple[str, str], ...]
    history: list[Happening]
    may_edit: bool


def profile_shown(actor: Actor, profile: CountryProfile) -> ProfileShown:
    """Gather the page of a profile the actor sees. The number of statements does not depend on its size."""
    facts = facts_of(actor, profile)
    bodies = bodies_of(actor, profile)
    told = (panel(actor, profile.country_id) for panel in kit.PANELS)
    return ProfileShown(
        profile=profile,
        topics=tuple(by_topic(facts)),
        facts=len(facts),
        undated=sum(not fact.as_of for fact in facts),
        bodies=tuple(one for one in bodies if one.body.role not in FOR_EUROPE),
        representatives=tuple(one for one in bodies if one.body.role in FOR_EUROPE),
        stated_ambassadors=tuple(stated_ambassadors(actor, profile.country_id)),
        examples=tuple(examples_of(actor, profile)),
        partnerships=tuple(targeting(actor, profile.country_id)),
        interested=tuple(interested(actor, profile.country_id)),
        studies=tuple(studies_of_country(actor, profile.country_id)),
        panels=tuple(panel for panel in told if panel is not None),
        links=tuple((str(label), url) for label, url in (link(profile.key) for link in kit.LINKS)),
        history=history_of(actor, profile),
        may_edit=not actor.is_visitor and can(actor, "countries.edit", profile),
    )


def bodies_of(actor: Actor, profile: CountryProfile) -> list[BodyShown]:
    """The organisations named, each with its person where the actor may read who she is. Two statements."""
    rows = visible(CountryBody, actor).filter(profile=profile).select_related("organisation", "source")
    return with_people(actor, list(rows))


def body_shown(actor: Actor, pk: int) -> BodyShown:
    """One of them. Raises NotThere."""
    return with_people(actor, [body_by_id(actor, pk)])[0]


def with_people(actor: Actor, found: list[CountryBody]) -> list[BodyShown]:
    named = {one.person_id for one in found if one.person_id}
    people = (
        dict(visible(ContactPerson, actor).filter(pk__in=named).values_list("pk", "name")) if named else {}
    )
    return [BodyShown(one, people.get(one.person_id or 0, "")) for one in found]


def stated_ambassadors(actor: Actor, country: str) -> QuerySet[Activity]:
    """What sources state of ambassadors and scouts of partnerships in the country. One statement."""
    rows = visible(Activity, actor).filter(country=country, type=ActivityType.AMBASSADOR)
    return rows.select_related("partnership").order_by("partnership__acronym", "key")


def facts_of(actor: Actor, profile: CountryProfile) -> list[CountryFact]:
    """The facts that are kept, by topic. One statement."""
    rows = visible(CountryFact, actor).filter(profile=profile, withdrawn_on=None)
    found = rows.select_related("source", "about").order_by("pk")
    return sorted(found, key=lambda fact: ORDER[fact.topic])


def by_topic(facts: Iterable[CountryFact]) -> Iterable[Topic]:
    for topic, group in groupby(facts, key=lambda fact: fact.topic):
        shown = tuple(FactShown(fact, value_in_words(fact)) for fact in group)
        sources = {one.fact.source for one in shown}
        yield Topic(str(FactTopic(topic).label), shown, sources.pop() if len(sources) == 1 else None)


def examples_of(actor: Actor, profile: CountryProfile) -> QuerySet[CountryExample]:
    """The examples of cooperation, in the order in which they were entered. One statement."""
    return visible(CountryExample, actor).filter(profile=profile).select_related("source").order_by("pk")


def targeting(actor: Actor, country: str) -> QuerySet[Partnership]:
    """The partnerships that go to the country, on whatever basis, as far as the actor sees both."""
    targets = visible(TargetMarket, actor).filter(country=country)
    rows = visible(Partnership, actor).filter(pk__in=targets.values("partnership_id"))
    return rows.select_related("call").order_by("start", "acronym", "key")


def interested(actor: Actor, country: str) -> QuerySet[Organisation]:
    named = visible(CountryInterest, actor).filter(country=country)
    rows = visible(Organisation, actor).filter(pk__in=named.values("organisation_id"))
    return rows.order_by("sort_name", "key")


def teams_to_keep_for(actor: Actor) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=actor.edited_teams).order_by("name")
