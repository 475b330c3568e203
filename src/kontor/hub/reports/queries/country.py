"""What is known of a country, as an actor may see it on a day: its profile, and what the records of others say of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from kontor.hub.agreements.models import CooperationCase
from kontor.hub.countries import queries as countries
from kontor.hub.countries.models import CountryBody, CountryExample, CountryFact, CountryProfile
from kontor.hub.countries.queries.studies import StudyShown, shown_of, studies_of_country
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Classification, CountryInterest, Label, Term
from kontor.hub.evidence.models import Source
from kontor.hub.evidence.queries import Cited, citations_of
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.missions.queries import Asked, Found, overlaps_of
from kontor.hub.partnerships.models import Participation, Partnership, TargetMarket
from kontor.hub.scoreboard.queries import Finding, findings, findings_about

AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class PartnersStated:
    """How many partners one place of a source counts, in all and by country, where a record says otherwise."""

    total: str
    countries: Mapping[str, str]
    source: Source
    place: str
    claims: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Targeting:
    """A partnership that goes to the country, what it works in (taxonomy -> terms), where else it goes, from which countries
    its partners are, which sources count them otherwise, and who says so.
    """

    partnership: Partnership
    fields: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]
    partners: Mapping[str, int]
    stated: tuple[PartnersStated, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Interested:
    """An organisation interested, with what it works in (taxonomy -> terms), its labels, its partnerships, and who says so."""

    interest: CountryInterest
    fields: Mapping[str, tuple[str, ...]]
    labels: tuple[Label, ...]
    partnerships: tuple[str, ...]
    sources: tuple[Cited, ...]

    @property
    def sectors(self) -> tuple[str, ...]:
        return self.fields.get(Taxonomy.SECTORAL_INDUSTRY, ())


@dataclass(frozen=True, slots=True)
class CountryTold:
    """Everything of one country. `cases` are those of partnerships, `examples` those that a source tells."""

    profile: CountryProfile
    facts: tuple[CountryFact, ...]
    bodies: tuple[CountryBody, ...]
    examples: tuple[CountryExample, ...]
    targeting: tuple[Targeting, ...]
    interested: tuple[Interested, ...]
    events: tuple[Event, ...]
    cases: tuple[CooperationCase, ...]
    findings: tuple[Finding, ...]
    missions: Found
    studies: tuple[StudyShown, ...]


def seen(actor: Actor) -> QuerySet[CountryProfile]:
    """Every profile that the actor sees can be asked for."""
    return countries.kept_profiles(actor).order_by("key")


def country(actor: Actor, as_of: date, key: str) -> CountryTold:
    """Gather it. The number of statements does not depend on the number of records."""
    profile = seen(actor).select_related("country").get(key=key.lower())
    code, day = profile.country_id, as_of.isoformat()
    bodies = visible(CountryBody, actor).filter(profile=profile).select_related("organisation", "source")
    return CountryTold(
        profile=profile,
        facts=tuple(countries.facts_of(actor, profile)),
        bodies=tuple(bodies),
        examples=tuple(countries.examples_of(actor, profile)),
        targeting=tuple(targeting(actor, code, as_of)),
        interested=tuple(interested(actor, code, day)),
        events=tuple(visible(Event, actor).filter(country=code, same_as=None).select_related("partnership")),
        cases=tuple(
            visible(CooperationCase, actor)
            .filter(country=code, same_as=None, started_on__lte=day)
            .select_related("partnership")
        ),
        findings=tuple(findings_about(actor, as_of, code)),
        missions=overlaps_of(actor, as_of, Asked(country=code)),
        studies=tuple(studies(actor, code, as_of)),
    )


def studies(actor: Actor, code: str, as_of: date) -> Iterable[StudyShown]:
    """The market studies published by the day, and those of the reader's own partnerships. Three statements."""
    by_then = Q(published_on=None) | Q(published_on__lte=as_of)
    rows = studies_of_country(actor, code).filter(by_then)
    return shown_of(actor, list(rows), as_of, inside=False)


def targeting(actor: Actor, code: str, as_of: date) -> Iterable[Targeting]:
    """The partnerships begun by the day; those without a date count as begun. Seven statements, beside what is stated."""
    begun = countries.targeting(actor, code).filter(start__lte=as_of.isoformat())
    partnerships = list(begun.prefetch_related("terms"))
    everywhere = list(visible(TargetMarket, actor).filter(partnership__in=partnerships))
    others: dict[int, set[str]] = defaultdict(set)
    for target in everywhere:
        others[target.partnership_id].add(target.country_id)
    here = [target for target in everywhere if target.country_id == code]
    cited = citations_of(actor, here)
    partners: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = visible(Participation, actor).filter(partnership__in=partnerships)
    for partnership, place in rows.values_list("partnership_id", "organisation__country_id"):
        partners[partnership][place or ""] += 1
    stated = partners_stated(actor, as_of, {one.key for one in partnerships})
    for one in partnerships:
        own = [source for target in here if target.partnership_id == one.pk for source in cited[target]]
        yield Targeting(
            one,
            by_taxonomy(one.terms.all()),
            tuple(sorted(others[one.pk] - {code})),
            dict(sorted(partners[one.pk].items())),
            tuple(stated.get(one.key, ())),
            tuple(own),
        )


def partners_stated(
    actor: Actor, as_of: date, partnerships: Collection[str]
) -> Mapping[str, list[PartnersStated]]:
    """Partnership -> the places in sources whose count of its partners is not that of the records. One statement, beside the claims."""
    places: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for one in findings(actor, as_of):
        if one.partnership in partnerships and counts_partners(one):
            places[one.partnership, one.source_key, one.place].append(one)
    differing = {place: rows for place, rows in places.items() if any(one.word != AGREES for one in rows)}
    known = {one.key: one for one in Source.objects.filter(key__in={key for _of, key, _place in differing})}
    told: dict[str, list[PartnersStated]] = defaultdict(list)
    for (partnership, key, place), rows in differing.items():
        by_country = {one.country: one.published for one in rows}
        total = by_country.pop("", "")
        told[partnership].append(PartnersStated(total, by_country, known[key], place, tuple(rows)))
    return told


def counts_partners(one: Finding) -> bool:
    """Whether the claim counts the partners of its partnership, all of them or those of its country."""
    if one.question is None or (one.question.collection, one.question.measure) != ("participations", "count"):
        return False
    asked = {(each.field, each.op, each.value) for each in one.question.filters}
    country = {("country", "is", one.country)} if one.country else set()
    return asked == {("partnership", "is", one.partnership)} | country


def by_taxonomy(terms: Iterable[Term]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        found[term.taxonomy].append(str(term))
    return {taxonomy: tuple(labels) for taxonomy, labels in found.items()}


def interested(actor: Actor, code: str, day: str) -> Iterable[Interested]:
    """The organisations that had named the country by the day. Six statements."""
    classified = visible(Classification, actor).select_related("term")
    rows = list(
        visible(CountryInterest, actor)
        .filter(country=code, since__lte=day)
        .select_related("organisation__country", "organisation__region")
        .prefetch_related(
            Prefetch("organisation__classifications", classified, to_attr="shown_fields"),
            Prefetch("organisation__labels", visible(Label, actor), to_attr="shown_labels"),
        )
        .order_by("organisation__sort_name", "organisation__key")
    )
    cited = citations_of(actor, rows)
    member: dict[int, list[str]] = defaultdict(list)
    taking_part = visible(Participation, actor).filter(organisation__in=[one.organisation_id for one in rows])
    for organisation, acronym in taking_part.order_by("partnership__acronym").values_list(
        "organisation_id", "partnership__acronym"
    ):
        member[organisation].append(acronym)
    for one in rows:
        named: Any = one.organisation
        yield Interested(
            interest=one,
            fields=by_taxonomy(found.term for found in named.shown_fields),
            labels=tuple(named.shown_labels),
            partnerships=tuple(dict.fromkeys(member[one.organisation_id])),
            sources=tuple(cited[one]),
        )


def source_keys(found: CountryTold) -> Sequence[str]:
    """The keys of every source that the paper's rows rest on."""
    own: tuple[Any, ...] = (*found.facts, *found.examples, *found.bodies)
    rows: tuple[Targeting | Interested, ...] = (*found.targeting, *found.interested)
    cited = [one for row in rows for one in row.sources]
    for study in found.studies:
        own += tuple(one.item for one in study.items if one.item)
        own += tuple(one.figure for series in study.series for one in series.figures)
    keys = {one.source.key for one in own if one.source} | {one.source for one in cited if one.source}
    return sorted(keys | {one.source.key for row in found.targeting for one in row.stated})
