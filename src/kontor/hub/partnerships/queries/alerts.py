"""What is new to a person among partner searches, by the alerts that she keeps and the searches that she follows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.search import entries, folded_words
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import GROUPS_OF_TYPES, SearchGroup
from kontor.hub.partnerships.models import AlertSent, Follow, PartnerSearch, SearchAlert
from kontor.hub.partnerships.queries.findable import SEARCHES
from kontor.hub.partnerships.queries.searches import open_on

SALT = "partnerships.alerts"


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert of the actor's own, and how many searches that are open now pass its filters."""

    alert: SearchAlert
    terms: list[str]
    countries: list[str]
    fitting: int


def alerts_of(actor: Actor, today: date) -> list[AlertShown]:
    """The actor's alerts. Three statements, and one for each."""
    rows = visible(SearchAlert, actor).prefetch_related("terms", "countries")
    return [
        AlertShown(
            alert,
            [term.label for term in alert.terms.all()],
            [country.pk for country in alert.countries.all()],
            fitting(actor, alert, today).count(),
        )
        for alert in rows
    ]


def own_alert(actor: Actor, pk: int) -> SearchAlert:
    """An alert of the actor's own. Raises NotThere."""
    found = visible(SearchAlert, actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def readable(actor: Actor, today: date) -> QuerySet[PartnerSearch]:
    """Searches of others that are open to an answer now, as far as the actor sees them."""
    rows = visible(PartnerSearch, actor).filter(open_on(today), published_on__isnull=False)
    return rows.exclude(organisation__team_id__in=actor.team_ids) if actor.team_ids else rows


def fitting(actor: Actor, alert: SearchAlert, today: date) -> QuerySet[PartnerSearch]:
    """Those that pass every filter of an alert. A wider term takes in what is part of it; no country means from anywhere."""
    rows = readable(actor, today)
    if alert.direction:
        rows = rows.filter(direction=alert.direction)
    if alert.group:
        rows = rows.filter(type__in=GROUPS_OF_TYPES[SearchGroup(alert.group)])
    if alert.type:
        rows = rows.filter(type=alert.type)
    if terms := [term.pk for term in alert.terms.all()]:
        rows = rows.filter(pk__in=under(terms))
    if countries := [country.pk for country in alert.countries.all()]:
        rows = rows.filter(Q(countries=None) | Q(pk__in=sought_in(countries)))
    if words := folded_words(alert.words):
        rows = rows.filter(pk__in=entries(SEARCHES, words).values("subject_id"))
    return rows


def under(terms: list[int]) -> QuerySet[Any]:
    """Searches with one of the terms or a part of it. Taxonomies are three levels deep."""
    part = Q(terms__in=terms) | Q(terms__parent__in=terms) | Q(terms__parent__parent__in=terms)
    return PartnerSearch.objects.order_by().filter(part).values("pk")


def sought_in(countries: list[str]) -> QuerySet[Any]:
    return PartnerSearch.objects.order_by().filter(countries__in=countries).values("pk")


def listeners() -> QuerySet[User]:
    """Everybody who asked to hear of new searches."""
    keep = SearchAlert.objects.filter(paused=False).values("user_id")
    follow = Follow.objects.filter(alerts=True).values("user_id")
    return User.objects.filter(Q(pk__in=keep) | Q(pk__in=follow), is_active=True).order_by("pk")


def news_for(actor: Actor, today: date) -> list[PartnerSearch]:
    """Searches published since she asked, that fit one of her alerts or are like one she follows, and of which she was not
    told. Some statements for each alert.
    """
    found: dict[int, PartnerSearch] = {}
    told = AlertSent.objects.filter(user_id=actor.person).values("search_id")
    for alert in visible(SearchAlert, actor).filter(paused=False).prefetch_related("terms", "countries"):
        since = fitting(actor, alert, today).filter(published_on__gte=timezone.localdate(alert.created_at))
        found |= {one.pk: one for one in since.exclude(pk__in=told).select_related("organisation")}
    following = visible(Follow, actor).filter(alerts=True).select_related("search")
    for follow in following.prefetch_related("search__terms"):
        like = readable(actor, today).filter(published_on__gte=timezone.localdate(follow.created_at))
        like = like.filter(Q(type=follow.search.type) | Q(pk__in=with_terms_of(follow.search)))
        like = like.exclude(pk=follow.search_id).exclude(pk__in=told).select_related("organisation")
        found |= {one.pk: one for one in like}
    return [found[pk] for pk in sorted(found)]


def with_terms_of(search: PartnerSearch) -> QuerySet[Any]:
    terms = [term.pk for term in search.terms.all()]
    return PartnerSearch.objects.order_by().filter(terms__in=terms).values("pk")


def token_of(person: User) -> str:
    """What the link in a mail carries so that she can stop the mails without signing in."""
    return signing.Signer(salt=SALT).sign(str(person.pk))


def person_of(token: str) -> User:
    """Whose link it is. Raises NotThere for what nobody was sent."""
    try:
        pk = int(signing.Signer(salt=SALT).unsign(token))
    except signing.BadSignature:
        raise NotThere from None
    found = User.objects.filter(pk=pk, is_active=True).first()
    if found is None:
        raise NotThere
    return found
