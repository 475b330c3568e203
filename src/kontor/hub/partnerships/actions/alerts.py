"""Hear of new partner searches: keep, change, remove and stop alerts; and the one mail a day that tells of what is new."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotThere
from kontor.hub.partnerships import notices, rules
from kontor.hub.partnerships.choices import GROUP_OF
from kontor.hub.partnerships.models import AlertSent, Follow, SearchAlert
from kontor.hub.partnerships.queries.alerts import listeners, news_for

LISTS = ("terms", "countries")
FILTERS = ("direction", "group", "type", "words", *LISTS)


@transaction.atomic
def add_alert(*, actor: Actor, **fields: Any) -> SearchAlert:
    """Keep filters, and hear of new searches that pass all of them. Refused where all would pass, or none could."""
    require(actor, "partnerships.alert")
    alert = SearchAlert(user_id=actor.person)
    _apply(alert, fields)
    audit.record(actor, "partnerships.add_alert", alert)
    return alert


@transaction.atomic
def edit_alert(*, actor: Actor, alert: SearchAlert, version: int, **fields: Any) -> SearchAlert:
    """Change an alert of one's own, or let it rest (`paused`)."""
    require(actor, "partnerships.alert")
    found = own(actor, alert)
    if found.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(found)
    _apply(found, fields)
    audit.record(actor, "partnerships.edit_alert", found, before=before)
    return found


@transaction.atomic
def remove_alert(*, actor: Actor, alert: SearchAlert) -> None:
    """Remove an alert of one's own."""
    require(actor, "partnerships.alert")
    found = own(actor, alert)
    audit.record(actor, "partnerships.remove_alert", found, before=audit.state_of(found), after={})
    found.delete()


@transaction.atomic
def stop_alerts(*, actor: Actor) -> int:
    """Let all alerts of a person rest and end those of the searches that she follows. How many there were."""
    require(actor, "partnerships.alert")
    alerts = list(SearchAlert.objects.select_for_update().filter(user_id=actor.person, paused=False))
    for alert in alerts:
        before = audit.state_of(alert)
        alert.paused = True
        alert.save(update_fields=["paused"])
        audit.record(actor, "partnerships.edit_alert", alert, before=before)
    follows = list(Follow.objects.select_for_update().filter(user_id=actor.person, alerts=True))
    for following in follows:
        before = audit.state_of(following)
        following.alerts = False
        following.save(update_fields=["alerts"])
        audit.record(actor, "partnerships.follow", following, before=before)
    return len(alerts) + len(follows)


def own(actor: Actor, alert: SearchAlert) -> SearchAlert:
    """The alert, locked. Raises NotThere for one of somebody else's."""
    found = SearchAlert.objects.select_for_update().filter(pk=alert.pk, user_id=actor.person).first()
    if found is None:
        raise NotThere
    return found


def _apply(alert: SearchAlert, fields: dict[str, Any]) -> None:
    """Set the fields, check that some searches pass and others do not, save, then the lists."""
    for name, value in fields.items():
        if name not in LISTS:
            setattr(alert, name, value.strip() if name == "words" else value)
    lists = {name: list(fields[name]) for name in LISTS if name in fields}
    kept = any(getattr(alert, name).exists() for name in LISTS if name not in fields) if alert.pk else False
    rules.check_alert(
        narrowed=kept
        or any(lists.values())
        or any(getattr(alert, name) for name in FILTERS if name not in LISTS),
        kind=alert.group,
        kind_of_type=GROUP_OF[alert.type] if alert.type else "",
        type_label=str(alert.get_type_display()),
        kind_label=str(alert.get_group_display()),
    )
    alert.save()
    for name, chosen in lists.items():
        getattr(alert, name).set(chosen)


def send_alerts(*, actor: Actor, today: date) -> int:
    """Tell everybody in one mail of the searches that are new to her and fit her alerts. How many people were told."""
    require(actor, "partnerships.send_alerts")
    return sum(_told(person, today) for person in listeners())


@transaction.atomic
def _told(person: User, today: date) -> bool:
    """Tell one person. A search is noted before the mail leaves, so that none is told twice."""
    User.objects.select_for_update().get(pk=person.pk)
    news = news_for(actor_of(person), today)
    AlertSent.objects.bulk_create(AlertSent(user=person, search=search) for search in news)
    if news:
        notices.searches_alerted(person, news)
    return bool(news)
