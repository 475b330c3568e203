"""Pages: what they cost, that every verb has one, and that refusals keep what was typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.hub.partnerships.models import PartnerSearch, Partnership
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import (
    make_activity,
    make_interest,
    make_participation,
    make_partnership,
    make_practice,
    make_recommendation,
    make_search,
    make_target,
)

pytestmark = pytest.mark.django_db


def statements(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def fill(count):
    """So many partnerships, each with partners of its own, one shared partner, targets, activities and a search."""
    shared = make_organisation()
    for place in range(count):
        partnership = make_partnership(generation=1 + place % 2, strand="1", smes_involved=100 + place)
        for organisation in (shared, make_organisation(country="FR"), make_organisation(country="IT")):
            make_participation(partnership, organisation)
        make_target(partnership, "CO")
        make_target(partnership, "MX", basis="mission", lead=shared)
        make_activity(partnership, country=None)
        make_practice(partnership)
        make_recommendation(partnership)
        make_search(anonymous=bool(place % 2), public_description="Cluster, Spain")
    return shared


PUBLIC = (
    ("index", "", 4),
    ("index", "?generation=1&strand=1", 6),
    ("targets", "", 3),
    ("network", "", 3),
    ("practices", "", 5),
    ("searches", "", 7),
)


@pytest.mark.parametrize(("name", "query", "expected"), PUBLIC)
@pytest.mark.parametrize("count", [2, 5])
def test_pages_cost_the_same_whatever_their_size(client, name, query, expected, count):
    fill(count)
    address = reverse(f"partnerships:{name}") + query
    client.get(address)

    assert statements(client, address) == expected


@pytest.mark.parametrize("count", [2, 5])
def test_partnership_pages_cost_the_same_whatever_their_size(client, count):
    fill(count)
    partnership = Partnership.objects.first()
    for _each in range(count):
        make_participation(partnership)

    found = [
        statements(client, reverse(f"partnerships:{name}", args=[partnership.key]))
        for name in ("partnership", "overlaps", "history")
    ]

    assert found == [8, 7, 6]


@pytest.mark.parametrize("count", [2, 5])
def test_signed_in_pages_stay_within_twelve_statements(client, count):
    shared = fill(count)
    partnership = Partnership.objects.first()
    search = make_search()
    for _each in range(count):
        make_interest(search)
    actors.signed_in(client, actors.make_cluster_manager(make_team(shared)))
    pages = [reverse("partnerships:index"), reverse("partnerships:searches"), search.get_absolute_url()]
    pages += [
        reverse(f"partnerships:{name}", args=[partnership.key])
        for name in ("partnership", "inside", "history", "overlaps")
    ]
    for page in pages:
        client.get(page)

    assert [page for page in pages if statements(client, page) > 12] == []


def verbs_of(partnership):
    """(address, what is typed) of every change on a partnership."""
    key = partnership.key
    participation, target = partnership.participations.first(), partnership.targets.first()
    activity = partnership.activities.first()
    return [
        (reverse("partnerships:edit", args=[key]), {"acronym": "NEW", "kind": "ESCP-4i", "visibility": "public", "smes_qualifier": "exact", "version": partnership.version}),
        (reverse("partnerships:change_state", args=[key]), {"verb": "end"}),
        (reverse("partnerships:add_partner", args=[key]), {"organisation": make_organisation().key, "role": "partner"}),
        (reverse("partnerships:edit_participation", args=[key, participation.pk]), {"role": "affiliated-partner"}),
        (reverse("partnerships:leave", args=[key, participation.pk]), {"on_2": "2017"}),
        (reverse("partnerships:add_target", args=[key]), {"country": "MX", "basis": "target", "visibility": "public"}),
        (reverse("partnerships:edit_target", args=[key, target.pk]), {"country": "CO", "basis": "mission", "visibility": "public"}),
        (reverse("partnerships:remove_target", args=[key, target.pk]), {}),
        (reverse("partnerships:add_activity", args=[key]), {"type": "mission"}),
        (reverse("partnerships:remove_activity", args=[key, activity.pk]), {}),
    ]  # fmt: skip


def busy_partnership():
    from tests.factories.directory import make_country

    partnership = make_partnership()
    make_participation(partnership)
    make_target(partnership, "CO")
    make_activity(partnership)
    make_country("MX")
    return partnership


@pytest.mark.parametrize("place", range(10))
def test_every_verb_has_a_page_that_does_it(client, place):
    partnership = busy_partnership()
    address, typed = verbs_of(partnership)[place]
    actors.signed_in(client, actors.make_coordinator(partnership.team))

    assert client.get(address).status_code == 200
    answer = client.post(
        address, {name.replace("on_2", "on_year"): value for name, value in typed.items()} | typed
    )

    assert answer.status_code == 302, answer.context["form"].errors


@pytest.mark.parametrize("place", range(10))
def test_every_verb_refuses_others_on_its_page(client, place):
    partnership = busy_partnership()
    address, typed = verbs_of(partnership)[place]
    actors.signed_in(client, actors.make_outsider_coordinator())

    assert (client.get(address).status_code, client.post(address, typed).status_code) == (403, 403)


def test_propose_leads_to_the_new_partnership(client):
    organisation = make_organisation()
    actors.signed_in(client, actors.make_cluster_manager(make_team(organisation)))

    answer = client.post(
        reverse("partnerships:propose"),
        {"acronym": "WIND 4i", "kind": "ESCP-4i", "coordinator": organisation.key, "visibility": "public"},
    )

    assert answer.headers["Location"] == "/partnerships/wind-4i/"


def test_search_verbs_lead_back_to_the_search(client):
    organisation = make_organisation()
    actors.signed_in(client, actors.make_cluster_manager(make_team(organisation)))
    typed = {
        "organisation": organisation.key,
        "direction": "offer",
        "type": "licence",
        "title": "Test field",
        "text": "Cold.",
        "visibility": "public",
    }
    opened = client.post(reverse("partnerships:open_search"), {**typed, "expires_on": "2000-01-01"})
    assert (opened.status_code, "Test field" in opened.content.decode()) == (409, True)
    expires = client.get(reverse("partnerships:open_search")).context["form"].initial["expires_on"]

    opened = client.post(reverse("partnerships:open_search"), {**typed, "expires_on": expires.isoformat()})
    search = PartnerSearch.objects.get()
    closed = client.post(
        reverse("partnerships:close_search", args=[search.pk]),
        {"found": "found-here", "outcome": "One licence."},
    )

    assert opened.headers["Location"] == closed.headers["Location"] == search.get_absolute_url()


@pytest.mark.parametrize("verb", ["answer_search", "comment", "follow", "unfollow"])
def test_answers_to_a_search_have_pages(client, verb):
    search, organisation = make_search(), make_organisation()
    actors.signed_in(client, actors.make_cluster_manager(make_team(organisation)))
    address = reverse(f"partnerships:{verb}", args=[search.pk])
    typed = {"organisation": organisation.key, "text": "Hello"}

    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 302


def test_decide_interest_has_a_page(client):
    interest = make_interest(make_search())
    actors.signed_in(client, actors.make_cluster_manager(interest.search.organisation.team))
    address = reverse("partnerships:decide_interest", args=[interest.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"accepted": "yes"}).status_code == 302
    interest.refresh_from_db()
    assert interest.accepted is True


def test_list_filters_by_every_facet_and_survives_nonsense(client):
    make_partnership("ONE", generation=1, strand="1")
    second = make_partnership("TWO", generation=2, strand="2")
    make_target(second, "CO")

    def listed(query):
        table = client.get(reverse("partnerships:index") + query).context["page"].table
        return (table.count, [row.record.acronym for row in table.rows])

    assert listed("") == (2, ["ONE", "TWO"])
    for query in ("?generation=2", "?strand=2", "?target=CO", "?generation=2&strand=2&kind=ESCP-4i"):
        assert listed(query) == (1, ["TWO"])
    for query in (
        "?generation=x",
        "?sector=x",
        "?target=??",
        "?strand=9",
        "?generation=99999999999999999999",
    ):
        assert listed(query) == (0, [])


def test_overview_is_left_out_where_the_list_is_filtered(client):
    make_partnership(strand="1")

    assert len(client.get(reverse("partnerships:index")).context["page"].groups) == 1
    assert client.get(reverse("partnerships:index") + "?strand=1").context["page"].groups == []


def test_compare_warns_where_generations_differ(client):
    one, two, same = (
        make_partnership(generation=1),
        make_partnership(generation=2),
        make_partnership(generation=1),
    )

    warned = client.get(reverse("partnerships:compare"), {"p": [one.key, two.key]}).content.decode()
    plain = client.get(reverse("partnerships:compare"), {"p": [one.key, same.key]}).content.decode()

    assert ("Not comparable" in warned, "Not comparable" in plain) == (True, False)


def test_form_of_a_partner_asks_its_own_words_of_its_own_team_only(client):
    one = make_participation(make_partnership("ARGO"), goals="Two markets")
    address = reverse("partnerships:edit_participation", args=[one.partnership.key, one.pk])
    own = make_team(one.organisation)

    signed_in(client, actors.make_coordinator(one.partnership.team))
    by_coordinator = client.get(address).context["form"].fields
    client.post(address, {"role": one.role, "mandate": "Board", "goals": "Three"})
    one.refresh_from_db()
    kept = (one.mandate, one.goals)
    signed_in(client, actors.make_cluster_manager(own))
    by_the_partner = client.get(address).context["form"].fields
    client.post(address, {"role": one.role, "mandate": "Board", "goals": "Three", "expectations": "Buyers"})
    one.refresh_from_db()

    assert set(by_the_partner) - set(by_coordinator) == {"expectations", "goals"}
    assert kept == ("Board", "Two markets")
    assert (one.goals, one.expectations) == ("Three", "Buyers")
