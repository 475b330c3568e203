"""What must not be read stays unread on every screen, in every list, count, drawing, export, answer and mail.

Each test plants a marker and shows first that somebody entitled does read it: a test that could not fail proves nothing.
"""

import json

import pytest
from django.urls import reverse
from ninja.testing import TestClient

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.partnerships import actions
from kontor.hub.partnerships.exporters import EXPORTERS
from kontor.hub.partnerships.rest import router
from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import (
    make_activity,
    make_interest,
    make_participation,
    make_partnership,
    make_recommendation,
    make_search,
    make_target,
)

pytestmark = pytest.mark.django_db
MARKER = "Xanadumarker"
LISTS = ("index", "targets", "network", "compare", "practices", "searches", "suggest")


class Caller(TestClient):
    """A program that calls in the name of `actor`."""

    def __init__(self, actor):
        super().__init__(router)
        self.actor = actor

    def request(self, method, path, data=None, json=None, **values):
        return super().request(method, path, data or {}, json, auth=self.actor, **values)


def pages_about(partnership):
    return [
        reverse(f"partnerships:{name}", args=[partnership.key])
        for name in ("partnership", "overlaps", "history", "inside")
    ]


def read_by(client, actor, *addresses):
    """Everything that `actor` reads at these addresses, as one text."""
    actors.signed_in(client, actor)
    return "\n".join(client.get(address).content.decode() for address in addresses)


def exported_to(actor):
    return json.dumps([list(exporter().rows(actor)) for exporter in EXPORTERS], default=str)


def answered_to(actor, *paths):
    caller = Caller(actor)
    return "\n".join(caller.get(path).content.decode() for path in paths)


def outsiders():
    return [VISITOR, actors.make_outsider_coordinator(), actors.make_sme()]


def test_restricted_organisation_in_a_public_partnership_is_nowhere(client):
    hidden = make_organisation(MARKER, key="xanadumarker", visibility="restricted", country="FI")
    make_team(hidden)
    partnership = make_partnership("OPEN 4i")
    known, other = (
        make_organisation("Known cluster", key="known"),
        make_organisation("Other cluster", key="other"),
    )
    for organisation in (hidden, known, other):
        make_participation(partnership, organisation)
    make_target(partnership, lead=hidden, visibility="public")
    insider = actors.make_cluster_manager(hidden.team)
    actions.edit_participation(
        actor=insider, participation=partnership.participations.get(organisation=hidden), note="changed"
    )
    addresses = [
        *(reverse(f"partnerships:{name}") for name in LISTS),
        *pages_about(partnership),
        reverse("partnerships:network") + "?focus=xanadumarker",
        reverse("partnerships:network") + "?from=known&to=xanadumarker",
        reverse("partnerships:compare") + f"?p={partnership.key}",
        reverse("partnerships:index") + f"?q={MARKER}",
    ]
    paths = [
        "/partnerships",
        f"/partnerships/{partnership.key}/participations",
        "/participations",
        "/targets",
        "/network",
    ]

    assert MARKER in read_by(client, insider, reverse("partnerships:network"))
    assert "xanadumarker" in exported_to(insider)
    assert MARKER in answered_to(insider, "/participations")
    for actor in outsiders():
        # The page echoes what was asked for, so the address with the marker in it is read apart.
        read = read_by(client, actor, *(address for address in addresses if MARKER not in address))
        assert MARKER not in read
        assert "Finland" not in read
        assert MARKER not in answered_to(actor, *paths).replace(MARKER.lower(), "")
        assert "xanadumarker" not in exported_to(actor) + answered_to(actor, *paths)
        assert Caller(actor).get("/network").json()["organisations"] == 2
        assert Caller(actor).get("/participations").json()["count"] == 2


def test_partners_only_partnership_is_nowhere_for_outsiders(client):
    partnership = make_partnership(MARKER, key="xanadumarker", visibility="partners", sector_focus=MARKER)
    one, two = make_organisation(key="one"), make_organisation(key="two")
    make_team(one)
    make_participation(partnership, one)
    make_participation(partnership, two)
    make_target(partnership, "CO")
    make_activity(partnership, note=MARKER)
    make_participation(make_partnership("OPEN 4i"), one)
    addresses = [
        *(reverse(f"partnerships:{name}") for name in LISTS),
        reverse("partnerships:network") + "?focus=one",
    ]
    insider = actors.make_cluster_manager(one.team)

    assert MARKER in read_by(client, insider, reverse("partnerships:index"), *pages_about(partnership))
    for actor in outsiders():
        assert MARKER not in read_by(client, actor, *addresses)
        assert "Colombia" not in read_by(client, actor, reverse("partnerships:targets"))
        assert [
            actors.signed_in(client, actor).get(address).status_code for address in pages_about(partnership)
        ] == [404] * 4
        assert MARKER.lower() not in exported_to(actor).lower()
        with pytest.raises(NotThere):
            Caller(actor).get("/partnerships/xanadumarker")
        assert Caller(actor).get("/partnerships").json()["count"] == 1
        assert Caller(actor).get("/matrix").json()["rows"] == []


def test_what_partners_tell_each_other_is_read_by_partners_only(client):
    partnership = make_partnership("OPEN 4i", grant="123456.78")
    partner = make_organisation()
    make_team(partner)
    make_participation(partnership, partner, expectations=MARKER, goals=MARKER, mandate=MARKER)
    make_target(partnership, rationale=MARKER)
    insider = actors.make_cluster_manager(partner.team)

    assert MARKER in read_by(client, insider, *pages_about(partnership))
    assert "123,456.78" in read_by(client, insider, *pages_about(partnership))
    assert "123456.78" in exported_to(insider) + answered_to(insider, f"/partnerships/{partnership.key}")
    for actor in outsiders():
        read = read_by(
            client, actor, *(reverse(f"partnerships:{name}") for name in LISTS), *pages_about(partnership)
        )
        told = exported_to(actor) + answered_to(
            actor, f"/partnerships/{partnership.key}", "/participations", "/targets"
        )
        assert MARKER not in read + told
        assert "123456" not in read.replace(",", "") + told


def test_targets_for_partners_are_in_no_count_of_others(client):
    partnership = make_partnership("OPEN 4i")
    make_target(partnership, "CO", visibility="partners")

    inside = actors.make_coordinator(partnership.team)

    assert "Colombia" in read_by(client, inside, reverse("partnerships:targets"))
    for actor in outsiders():
        read = read_by(
            client,
            actor,
            reverse("partnerships:targets"),
            reverse("partnerships:index"),
            *pages_about(partnership),
        )
        assert "Colombia" not in read
        assert read_by(client, actor, reverse("partnerships:index") + "?target=CO").count("OPEN 4i") == 0


@pytest.mark.parametrize("anonymous", [False, True])
def test_anonymous_search_never_names_the_searcher(client, anonymous):
    searcher = make_organisation(MARKER, key="xanadumarker")
    search = make_search(
        searcher, anonymous=anonymous, public_description="Cluster, Spain", title="Port facilities"
    )
    inside = actors.make_cluster_manager(searcher.team)
    actions.comment(actor=inside, search=search, text="Ask us.", organisation=searcher)
    refused = make_interest(search, make_organisation(), accepted=False)
    addresses = [
        reverse("partnerships:searches"),
        reverse("partnerships:searches") + "?q=port",
        search.get_absolute_url(),
    ]

    assert MARKER in read_by(client, inside, *addresses)
    for actor in [
        *outsiders(),
        actors.make_analyst(),
        actors.make_cluster_manager(refused.organisation.team),
    ]:
        told = read_by(client, actor, *addresses) + answered_to(actor, "/searches", f"/searches/{search.pk}")
        assert (MARKER in told) is not anonymous
        assert ("xanadumarker" in told) is not anonymous
        assert f"?q={MARKER}" not in told


def test_anonymous_search_is_not_found_by_the_searchers_name(client):
    searcher = make_organisation(MARKER)
    inside = actors.make_cluster_manager(make_team(searcher))
    search = make_search(
        searcher, anonymous=True, public_description="Cluster, Spain", title="Port facilities"
    )
    actions.edit_search(
        actor=inside, search=search, version=1, today=search.created_at.date(), title="Harbours wanted"
    )

    assert "Harbours wanted" in read_by(client, VISITOR, reverse("partnerships:searches") + "?q=harbours")
    assert "Harbours wanted" not in read_by(
        client, VISITOR, reverse("partnerships:searches") + f"?q={MARKER}"
    )


def test_accepted_side_reads_the_searchers_name(client):
    search = make_search(make_organisation(MARKER), anonymous=True, public_description="Cluster, Spain")
    accepted = make_interest(search, accepted=True)

    read = read_by(client, actors.make_cluster_manager(accepted.organisation.team), search.get_absolute_url())

    assert MARKER in read


def test_expressions_of_interest_are_seen_by_the_two_sides_only(client):
    search = make_search()
    interest = make_interest(search, make_organisation("Interested cluster"), text=MARKER)
    sides = [actors.make_cluster_manager(one.team) for one in (search.organisation, interest.organisation)]

    assert all(MARKER in read_by(client, side, search.get_absolute_url()) for side in sides)
    for actor in [*outsiders(), actors.make_analyst()]:
        assert MARKER not in read_by(client, actor, search.get_absolute_url())
        assert client.get(reverse("partnerships:decide_interest", args=[interest.pk])).status_code == 404


@pytest.mark.parametrize("accepted", [None, False, True])
def test_interested_side_is_named_to_the_searching_side_only_when_both_agreed(client, accepted):
    search = make_search(make_organisation("Known"), anonymous=True, public_description="Cluster, Spain")
    interested = make_organisation(MARKER, key="xanadumarker", country="FR")
    interest = make_interest(search, interested, anonymous=True, accepted=accepted, text="We fit.")
    inside = actors.make_cluster_manager(search.organisation.team)
    addresses = [search.get_absolute_url(), reverse("partnerships:decide_interest", args=[interest.pk])]

    told = read_by(client, inside, *addresses)
    told += answered_to(inside, f"/searches/{search.pk}", f"/searches/{search.pk}/interests")

    assert "We fit." in told
    assert (MARKER in told, "xanadumarker" in told) == (accepted is True, accepted is True)
    assert MARKER in read_by(client, actors.make_editor(), *addresses)
    assert MARKER in read_by(client, actors.make_cluster_manager(interested.team), addresses[0])


def test_recommendation_of_a_hidden_partnership_is_read_by_its_people_alone(client):
    hidden = make_partnership("HIDDEN", visibility="partners")
    make_recommendation(hidden, f"Plan for {MARKER}")
    pages = (hidden.get_absolute_url(), reverse("partnerships:practices"))
    address = f"/partnerships/{hidden.key}/recommendations"

    assert read_by(client, actors.make_coordinator(hidden.team), *pages).count(MARKER) == 2
    assert [one["topic"] for one in Caller(actors.make_coordinator(hidden.team)).get(address).json()] == [
        "duration"
    ]
    assert MARKER not in read_by(client, actors.make_outsider_coordinator(), *pages)
    with pytest.raises(NotThere):
        Caller(actors.make_outsider_coordinator()).get(address)
