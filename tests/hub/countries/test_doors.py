"""Pages and API of countries: what they cost, what they say, and that every verb has one."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.countries import queries
from kontor.hub.countries.models import CountryBody, CountryFact, CountryProfile
from kontor.hub.directory.models import CountryInterest
from kontor.hub.foundation.actor import VISITOR
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.countries import make_body, make_example, make_fact, make_profile
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_partnership, make_target
from tests.hub.front.api.asking import person_of, token_of

pytestmark = pytest.mark.django_db


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def fill(profile, count):
    for _one in range(count):
        make_fact(profile, about=make_country("DE"))
        make_body(profile)
        make_example(profile)
        make_target(make_partnership(), profile.country_id)
        CountryInterest.objects.create(organisation=make_organisation(), country=profile.country)


@pytest.mark.parametrize(
    "address", ["/countries/", "/countries/co/", "/api/v1/countries", "/api/v1/countries/co"]
)
def test_pages_cost_the_same_whatever_their_size(client, address):
    profile = make_profile()
    fill(profile, 1)
    few = statements(client, address)
    fill(profile, 4)
    for code in ("PE", "CL"):
        fill(make_profile(code), 1)

    assert statements(client, address) == few


def test_list_counts_what_the_reader_sees(client):
    profile = make_profile()
    fill(profile, 2)
    make_fact(profile, withdrawn_on="2026-01-01", withdrawn_reason="Wrong")
    make_target(make_partnership(), "CO", visibility="partners")
    make_target(make_partnership(visibility="partners"), "CO")

    (row,) = client.get("/countries/").context["page"].table.records

    assert (row.facts_kept, row.targeting, row.interested) == (2, 2, 2)


def test_page_shows_fact_in_its_language_with_translation_source_and_day(client):
    source = make_source(key="paper", title="Paper on Colombia", published_on="2017-09")
    make_fact(
        make_profile(), "Clusters registrados", language="es", translation="Clusters registered", translation_language="en",
        value="21000", unit="companies", qualifier="more-than", as_of="2017-07", source=source, place="s1.1",
    )  # fmt: skip

    text = client.get("/countries/co/").content.decode()

    for told in (
        '<p class="item-title" lang="es">Clusters registrados</p>',
        '<p class="item-value">more than 21,000 companies</p>',
        '<p class="item-text" lang="en">Clusters registered</p>',
        "as of July 2017",
        "· s1.1",
        ">Paper on Colombia</a>, September 2017",
    ):
        assert told in text


def test_editor_fills_a_profile_through_the_forms(client):
    signed_in(client, actors.make_editor())
    make_country("CO")
    source, network = make_source(key="paper"), make_organisation("Red Cluster", key="red-cluster")

    client.post("/countries/add/", {"country": "CO", "summary": "Coffee", "visibility": "public"})
    stated = {
        "topic": "clusters",
        "statement": "Clusters",
        "value": "80",
        "unit": "clusters",
        "qualifier": "more-than",
        "source": "paper",
    }
    client.post("/countries/co/facts/add/", stated)
    client.post("/countries/co/bodies/add/", {"organisation": "red-cluster", "role": "network"})
    fact, body = CountryFact.objects.get(), CountryBody.objects.get()
    wrong = client.post(f"/countries/co/facts/{fact.key}/edit/", stated | {"value": "eighty", "version": 1})
    client.post(f"/countries/co/facts/{fact.key}/edit/", stated | {"value": "81", "version": 1})
    client.post(
        f"/countries/co/bodies/{body.pk}/edit/",
        {"organisation": "red-cluster", "role": "network", "mandate": "Register", "version": 1},
    )
    client.post(
        "/countries/co/edit/", {"summary": "Coffee and more", "visibility": "programme", "version": 1}
    )

    fact.refresh_from_db()
    body.refresh_from_db()
    profile = CountryProfile.objects.get()
    assert wrong.status_code == 409
    assert (fact.value, fact.source, body.mandate, body.organisation) == ("81", source, "Register", network)
    assert (profile.summary, profile.visibility) == ("Coffee and more", "programme")

    client.post(f"/countries/co/facts/{fact.key}/withdraw/", {"reason": "Wrong"})
    client.post(f"/countries/co/bodies/{body.pk}/remove/")
    client.post("/countries/co/withdraw/", {"reason": "Old"})
    assert CountryProfile.objects.get().withdrawn_reason == "Old"
    client.post("/countries/co/restore/")
    assert (CountryProfile.objects.get().withdrawn_on, CountryBody.objects.count()) == (None, 0)


def test_fact_of_another_country_is_not_at_this_address(client):
    signed_in(client, actors.make_editor())
    fact = make_fact(make_profile("PE"))
    make_profile("CO")

    assert client.get(reverse("countries:edit_fact", args=["co", fact.key])).status_code == 404
    assert client.get(reverse("countries:edit_fact", args=["pe", fact.key])).status_code == 200


def test_api_does_what_the_pages_do(client):
    make_country("CO")
    make_source(key="paper")
    make_organisation("Red Cluster", key="red-cluster")
    headers = token_of(person_of(actors.make_editor()), "read", "write")

    def ask(method, address, values=None):
        response = getattr(client, method)(
            f"/api/v1/{address}", json.dumps(values or {}), content_type="application/json", headers=headers
        )
        return response.status_code, response.json() if response.content else None

    fact = {
        "topic": "clusters",
        "statement": "Clusters",
        "value": "80",
        "unit": "clusters",
        "source": "paper",
    }
    assert ask("post", "countries", {"country": "CO", "summary": "Coffee"})[0] == 201
    made, stated = ask("post", "countries/co/facts", fact)
    body = {"organisation": "red-cluster", "role": "network"}
    named = ask("post", "countries/co/bodies", body)[1]
    changed = ask("put", f"country-facts/{stated['key']}", fact | {"value": "81", "version": 1})
    unknown = ask("post", "countries/co/facts", fact | {"source": "nothing"})
    ask("put", f"country-bodies/{named['id']}", body | {"mandate": "Register", "version": 1})
    ask("put", "countries/co", {"summary": "More", "visibility": "public", "version": 1})
    whole = client.get("/api/v1/countries/co", headers=headers).json()

    assert (made, changed[1]["value"], unknown[1]["code"]) == (201, "81", "unknown-source")
    assert (whole["summary"], len(whole["facts"]), whole["bodies"][0]["mandate"]) == ("More", 1, "Register")
    assert ask("delete", f"country-bodies/{named['id']}") == (204, None)
    assert ask("post", f"country-facts/{stated['key']}/withdraw", {"reason": "Wrong"}) == (204, None)
    assert ask("post", "countries/co/withdraw", {"reason": "Old"}) == (204, None)
    assert ask("post", "countries/co/restore")[1]["facts"] == []


def test_page_tells_a_source_once_for_a_topic_and_keeps_many_facts_folded(client):
    profile = make_profile()
    source = make_source()
    for place in range(10):
        make_fact(profile, f"Statement {place}", topic="trade", value=str(place), source=source)
    make_fact(profile, topic="policy")
    make_fact(profile, topic="policy")

    trade, policy = queries.profile_shown(VISITOR, profile).topics
    page = client.get("/countries/co/").content.decode()

    assert (trade.source, policy.source) == (source, None)
    assert [len(part) for part in (trade.first, trade.rest, policy.first, policy.rest)] == [6, 4, 2, 0]
    assert page.count(source.title) == 1
    assert [page.count(f"Statement {place}") for place in range(10)] == [1] * 10
    assert '<a class="button button-secondary" href="/reports/country/co/"' in page
