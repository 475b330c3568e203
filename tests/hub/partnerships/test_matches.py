"""Whom a partner search could suit, and what came of searches; every number opens its searches."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kontor.hub.directory.queries import SEARCH
from kontor.hub.foundation import search as index
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed
from kontor.hub.partnerships import queries
from tests.factories import actors
from tests.factories.directory import make_competence, make_country, make_organisation, make_term
from tests.factories.partnerships import make_search
from tests.hub.partnerships.test_leaks import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def cold():
    return make_term("technology-field", "cold-chain", "Cold chain", labels={"de": "Kühlkette"})


def test_request_suits_who_offers_and_the_offers_of_others_with_reasons(cold):
    search = make_search(type="licence", direction="request")
    search.terms.add(cold)
    expert = make_organisation("Expert")
    make_competence(expert, "", "offers", term=cold)
    make_competence(search.organisation, "", "offers", term=cold)
    make_competence(make_organisation("Another seeker"), "", "seeks", term=cold)
    offer = make_search(make_organisation("Offerer"), type="manufacturing-agreement", direction="offer")
    offer.terms.add(cold)
    make_search(type="licence", direction="request", title="The same side")
    make_search(type="franchise", direction="offer", title="Something else")

    found = queries.matches(
        actors.make_cluster_manager(search.organisation.team), search, timezone.localdate()
    )

    (one,) = found.organisations.found
    assert one.organisation == expert
    assert [why.sentence for why in one.reasons] == ["Offers Cold chain, as sought."]
    (other,) = found.searches
    assert (other.search, other.searcher.name) == (offer, "Offerer")
    assert other.reasons == ["Both are about Cold chain.", "Both are of the kind 'Technology'."]


def test_offer_suits_who_seeks_it_in_the_countries_sought(cold):
    search = make_search(type="licence", direction="offer", title="Kühlkette")
    search.countries.add(make_country("FR"))
    near, far = make_organisation("Near", country="FR"), make_organisation("Far", country="DE")
    for one in (near, far):
        make_competence(one, "", "seeks", term=cold)
    request = make_search(type="licence", direction="request")
    request.countries.add(search.organisation.country or make_country("ES"))

    found = queries.matches(
        actors.make_cluster_manager(search.organisation.team), search, timezone.localdate()
    )

    assert [one.organisation for one in found.organisations.found] == [near]
    assert [one.search for one in found.searches] == [request]


def test_matches_find_words_and_are_for_the_own_team(client):
    search = make_search(title="Refrigerated containers", text="Refrigerated containers for fish.")
    expert = make_organisation("Expert")
    make_competence(expert, "Refrigerated containers of every size")
    index.update(SEARCH.kind, [expert])
    address = reverse("partnerships:matches", args=[search.pk])
    answered = {}
    for name, actor in {
        "own": actors.make_cluster_manager(search.organisation.team),
        "editor": actors.make_editor(),
        "other": actors.make_sme(),
    }.items():
        actors.signed_in(client, actor)
        answer = client.get(address)
        answered[name] = (answer.status_code, "Expert" in answer.content.decode())

    assert answered == {"own": (200, True), "editor": (200, True), "other": (403, False)}
    told = Caller(actors.make_editor()).get(f"/searches/{search.pk}/matches").json()
    assert [one["name"] for one in told["organisations"]] == ["Expert"]
    with pytest.raises(NotAllowed, match="shown to its own team"):
        Caller(actors.make_sme()).get(f"/searches/{search.pk}/matches")


def test_figures_count_by_kind_and_open_their_searches(client):
    past = timezone.localdate() - timedelta(days=1)
    make_search(type="licence")
    make_search(type="licence", expires_on=past)
    make_search(type="manufacturing-agreement", state="closed", found="found-here")
    make_search(type="franchise", state="closed", found="nobody")
    make_search(type="franchise", state="closed", found="found-here")
    make_search(type="partnership", state="closed", found="found-elsewhere", visibility="partners")
    make_search(type="partnership", state="review")

    rows = queries.figures(VISITOR, timezone.localdate())

    told = {
        row.kind: (
            row.all.number,
            *(one.number for one in row.states.values()),
            *(one.number for one in row.outcomes.values()),
        )
        for row in rows
    }
    assert told == {
        "partnership": (0, 0, 0, 0, 0, 0, 0, 0),
        "research": (0, 0, 0, 0, 0, 0, 0, 0),
        "technology": (3, 1, 1, 1, 1, 0, 0, 0),
        "business": (2, 0, 0, 2, 1, 0, 1, 0),
        "": (5, 1, 1, 3, 2, 0, 1, 0),
    }
    for row in rows:
        for figure in (row.all, *row.states.values(), *row.outcomes.values()):
            assert client.get(figure.url).context["page"].table.count == figure.number, figure.url
    page = client.get(reverse("partnerships:search_figures"))
    assert page.status_code == 200
    assert all(figure.url.replace("&", "&amp;") in page.content.decode() for _, figure in rows[-1].cells)
    assert Caller(VISITOR).get("/search-figures").json()[-1]["outcomes"]["found-here"] == 2


def test_figures_are_one_statement_however_many_searches(django_assert_num_queries):
    for _ in range(3):
        make_search()

    with django_assert_num_queries(1):
        queries.figures(VISITOR, timezone.localdate())


def test_list_filters_by_kind_and_outcome(client):
    make_search(type="licence", title="A licence")
    make_search(type="franchise", title="A franchise", state="closed", found="nobody")
    listed = reverse("partnerships:searches")

    kinds = client.get(f"{listed}?kind=technology").content.decode()
    outcomes = client.get(f"{listed}?outcome=nobody").content.decode()

    assert ("A licence" in kinds, "A franchise" in kinds) == (True, False)
    assert ("A licence" in outcomes, "A franchise" in outcomes) == (False, True)
    assert [one["title"] for one in Caller(VISITOR).get("/searches?kind=business").json()["items"]] == [
        "A franchise"
    ]
