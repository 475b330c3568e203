"""Alerts of new partner searches: one's own."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import Field

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Identifier, Schema, Text
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import actions, queries
from kontor.hub.partnerships.choices import SearchDirection, SearchGroup, SearchType
from kontor.hub.partnerships.rest.base import router
from kontor.hub.partnerships.rest.searches import country_of, term_of


class AlertFields(Schema):
    """The filters that a new search must pass; what is empty lets all pass. `terms` as taxonomy:code."""

    direction: SearchDirection | Literal[""] = ""
    kind: SearchGroup | Literal[""] = ""
    type: SearchType | Literal[""] = ""
    terms: list[Text] = Field(default=[], max_length=50)
    countries: list[Text] = Field(default=[], max_length=50)
    words: Text = Field("", max_length=200)


class AlertOut(AlertFields):
    """An alert of one's own; `fitting` is how many open searches pass now."""

    id: int
    paused: bool
    version: int
    fitting: int


class ChangedAlert(AlertFields):
    """An alert as it is to be; `version` is the one that was read, `paused` lets it rest."""

    paused: bool = False
    version: int = Field(ge=1, le=2**31 - 1)


@router.get("/search-alerts", response=list[AlertOut], url_name="partner_search_alerts")
def alerts(request: HttpRequest) -> list[dict[str, Any]]:
    """One's own alerts."""
    require(request.auth, "partnerships.see_alerts")
    return alerts_out(request.auth)


@router.post("/search-alerts", response={201: list[AlertOut]}, url_name="add_partner_search_alert")
def add(request: HttpRequest, new: AlertFields) -> Any:
    """Hear of new searches that pass these filters, in one mail a day."""
    actions.add_alert(actor=request.auth, **fields_of(new))
    return Status(201, alerts_out(request.auth))


@router.post("/search-alerts/{id}/edit", response=list[AlertOut], url_name="edit_partner_search_alert")
def edit(request: HttpRequest, id: Identifier, changed: ChangedAlert) -> list[dict[str, Any]]:
    """Change an alert, or let it rest."""
    one = queries.own_alert(request.auth, id)
    told = {"paused": changed.paused, "version": changed.version}
    actions.edit_alert(actor=request.auth, alert=one, **fields_of(changed), **told)
    return alerts_out(request.auth)


@router.post("/search-alerts/{id}/remove", response={204: None}, url_name="remove_partner_search_alert")
def remove(request: HttpRequest, id: Identifier) -> Any:
    """Remove an alert."""
    actions.remove_alert(actor=request.auth, alert=queries.own_alert(request.auth, id))
    return Status(204, None)


def fields_of(said: AlertFields) -> dict[str, Any]:
    """The filters as the actions take them. Refuses terms and countries that are none."""
    return {
        "direction": said.direction,
        "group": said.kind,
        "type": said.type,
        "terms": [term_of(text) for text in said.terms],
        "countries": [country_of(code) for code in said.countries],
        "words": said.words,
    }


def alerts_out(actor: Actor) -> list[dict[str, Any]]:
    return [alert_out(one) for one in queries.alerts_of(actor, timezone.localdate())]


def alert_out(one: queries.AlertShown) -> dict[str, Any]:
    alert = one.alert
    plain = {name: getattr(alert, name) for name in ("direction", "type", "words", "paused", "version")}
    terms = [f"{term.taxonomy}:{term.code}" for term in alert.terms.all()]
    told = {"id": alert.pk, "kind": alert.group, "terms": terms}
    return plain | told | {"countries": one.countries, "fitting": one.fitting}
