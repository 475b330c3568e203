"""Whom a partner search could suit: organisations of the directory, and searches from the other side; each with its reasons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext

from kontor.hub.directory.queries.complements import Complements, Narrowed, who_suits
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import GROUP_OF, GROUPS_OF_TYPES, SearchDirection
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.queries.searches import Searcher, open_on, searchers

MOST_COUNTERPARTS = 10


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A search from the other side (an offer for a request), whose it is as far as that may be known, and why it fits."""

    search: PartnerSearch
    searcher: Searcher
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Matches:
    """What could suit a search: searches of others first, which want to be answered, then organisations."""

    searches: list[Counterpart]
    organisations: Complements


def matches(actor: Actor, search: PartnerSearch, today: date) -> Matches:
    """Both kinds, best first, as far as the actor sees them. Countries sought narrow the organisations."""
    countries = tuple(country.pk for country in search.countries.all())
    return Matches(
        counterparts(actor, search, today),
        who_suits(
            actor,
            [term.pk for term in search.terms.all()],
            f"{search.title} {search.text}",
            offered=search.direction == SearchDirection.OFFER,
            narrowed=Narrowed(countries),
            without=search.organisation_id,
        ),
    )


def counterparts(actor: Actor, search: PartnerSearch, today: date) -> list[Counterpart]:
    """Open searches of the other direction with a field in common or of the same kind, most fields in common first."""
    terms = {term.pk for term in search.terms.all()}
    same_kind = GROUPS_OF_TYPES[GROUP_OF[search.type]]
    rows = visible(PartnerSearch, actor).filter(open_on(today), published_on__isnull=False)
    rows = rows.exclude(direction=search.direction).exclude(organisation=search.organisation_id)
    rows = rows.annotate(
        common=Count("terms", filter=Q(terms__in=terms), distinct=True),
        alike=Count("pk", filter=Q(type__in=same_kind), distinct=True),
    )
    shown = list(
        rows.filter(Q(common__gt=0) | Q(alike__gt=0))
        .select_related("organisation")
        .prefetch_related("terms", "countries")
        .order_by("-common", "-alike", "-created_at", "pk")[:MOST_COUNTERPARTS]
    )
    named = searchers(actor, shown)
    return [Counterpart(one, named[one.pk], reasons(search, one, terms)) for one in shown]


def reasons(search: PartnerSearch, other: PartnerSearch, terms: set[int]) -> list[str]:
    """Why the two fit, in the reader's words."""
    said = []
    common = [term.label for term in other.terms.all() if term.pk in terms]
    if common:
        said.append(gettext("Both are about %(fields)s.") % {"fields": ", ".join(common)})
    if other.type == search.type:
        said.append(gettext("Both are of the type '%(type)s'.") % {"type": other.get_type_display()})
    elif GROUP_OF[other.type] == GROUP_OF[search.type]:
        said.append(gettext("Both are of the kind '%(kind)s'.") % {"kind": GROUP_OF[other.type].label})
    if search.organisation.country_id in {country.pk for country in other.countries.all()}:
        said.append(gettext("It looks for partners in your country."))
    return said
