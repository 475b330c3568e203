"""How the API is asked in these tests: tokens, addresses that lead to records, what is refused."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from kontor.hub.accounts import actions
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.front.api import api
from kontor.hub.reports.actions import freeze

ME = "/api/v1/me"


def token_of(person, *scopes):
    _token, secret = actions.create_token(
        actor=actor_of(person),
        name="test",
        scopes=list(scopes),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {"authorization": f"Bearer {secret}"}


def person_of(actor):
    return User.objects.get(pk=actor.user_id)


def records_of(scene):
    """(beginning of the address, name of the parameter) -> a record that is there."""
    values = scene.values
    return {
        ("/api/v1/sources", "key"): values["source"].key,
        ("/api/v1/documents", "pk"): values["document"].pk,
        ("/api/v1/organisations", "key"): values["organisation"].key,
        ("/api/v1/partnerships", "key"): values["partnership"].key,
        (f"/api/v1/partnerships/{values['partnership'].key}/market-choices", "id"): values[
            "market_choice"
        ].pk,
        ("/api/v1/participations", "id"): values["partnership"].participations.first().pk,
        ("/api/v1/searches", "id"): values["search"].pk,
        ("/api/v1/claims", "key"): values["claim"].key,
        ("/api/v1/cases", "key"): values["case"].key,
        ("/api/v1/value-chains", "key"): values["chain"].key,
        ("/api/v1/strategy-objectives", "key"): values["objective"].key,
        ("/api/v1/objective-comments", "id"): values["comment"].pk,
        ("/api/v1/chain-components", "id"): values["component"].pk,
        ("/api/v1/chain-links", "id"): values["link"].pk,
        ("/api/v1/chain-contributions", "id"): values["contribution"].pk,
        ("/api/v1/export-groups", "key"): values["group"].key,
        ("/api/v1/export-group-members", "id"): values["group_member"].pk,
        ("/api/v1/investments", "key"): values["investment"].key,
        ("/api/v1/investment-organisations", "id"): values["investment_party"].pk,
        ("/api/v1/investment-costs", "id"): values["cost_line"].pk,
        ("/api/v1/investment-finance", "id"): values["finance_line"].pk,
        ("/api/v1/investment-years", "id"): values["project_year"].pk,
        ("/api/v1/investment-risks", "id"): values["project_risk"].pk,
        ("/api/v1/competence-sheets", "id"): values["sheet"].pk,
        ("/api/v1/strategy-voices", "id"): values["approval"].pk,
        (f"/api/v1/partnerships/{values['partnership'].key}/strategy/versions", "number"): 1,
        ("/api/v1/surveys", "key"): values["survey"].key,
        (f"/api/v1/surveys/{values['survey'].key}/versions/{{number}}/", "number"): 2,
        ("/api/v1/surveys", "number"): 1,
        ("/api/v1/countries", "key"): values["profile"].key,
        ("/api/v1/country-facts", "key"): values["country_fact"].key,
        ("/api/v1/market-studies", "id"): values["study"].pk,
        ("/api/v1/market-studies", "item"): "target-market",
        ("/api/v1/market-studies", "measure"): "target-market",
        ("/api/v1/market-studies", "year"): 2024,
        ("/api/v1/country-bodies", "id"): values["body"].pk,
        ("/api/v1/events", "key"): values["event"].key,
        ("/api/v1/exchanges", "key"): values["exchange"].key,
        ("/api/v1/calls", "key"): values["call"].key,
        ("/api/v1/calls", "organisation"): values["application"].organisation.key,
        ("/api/v1/sessions", "key"): values["session"].key,
        ("/api/v1/indicators", "key"): values["indicator"].key,
        ("/api/v1/indicator-values", "pk"): values["value"].pk,
        ("/api/v1/waves", "key"): values["wave"].key,
        ("/api/v1/survey-invitations", "identifier"): values["asked"].pk,
        ("/api/v1/survey-changes", "identifier"): values["change"].pk,
        ("/api/v1/reports/{kind}/{subject}", "kind"): "scoreboard",
        ("/api/v1/reports/scoreboard", "subject"): values["partnership"].key,
        ("/api/v1/reports", "kind"): "programme-overview",
        ("/api/v1/snapshots", "id"): freeze_for(scene).pk,
    }


def freeze_for(scene):
    today = timezone.localdate()
    return freeze(
        actor=scene.actors["cluster_manager"],
        kind="programme-overview",
        as_of=today,
        today=today,
        language="en",
    )


def operations(records=None):
    """(method, address, description) of every operation; with `records`, the addresses lead to them."""
    for address, methods in api.get_openapi_schema()["paths"].items():
        for (beginning, name), value in (records or {}).items():
            if address.startswith(beginning):
                address = address.replace(f"{{{name}}}", str(value))  # noqa: PLW2901
        for method, described in methods.items():
            yield method, address, described


def send(client, method, address, **headers):
    return getattr(client, method)(address, content_type="application/json", headers=headers)


def refusals(client, records, *, of_changes, **headers):
    """(method, address) of all operations that change (or read) -> (status, code) of the problem they answer with."""
    found = {}
    for method, address, _described in operations(records):
        if (method != "get") is of_changes:
            cache.clear()
            response = send(client, method, address, **headers)
            assert response.headers["Content-Type"] == "application/problem+json", (method, address)
            found[method, address] = (response.status_code, response.json()["code"])
    return found
