import re

import pytest
from django.urls import reverse

from kontor.hub.accounts.models import User
from kontor.hub.directory.models import Merge, Organisation
from kontor.hub.directory.queries import KIND
from kontor.hub.foundation import audit, search
from tests.factories.actors import SYSTEM
from tests.factories.directory import (
    join_team,
    make_alias,
    make_classification,
    make_competence,
    make_contact,
    make_country,
    make_label,
    make_membership,
    make_organisation,
    make_person,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db
LONG = "It brings together companies that build and repair wind turbines at sea."


@pytest.fixture
def enter(client):
    """Sign somebody in: `enter(organisation)` as its manager, `enter(role='editor')` for the whole platform."""

    def sign_in(organisation=None, role="", team_role="manager") -> User:
        user = make_person()
        if organisation is not None:
            join_team(user, organisation, team_role)
        if role:
            user.platform_roles.create(role=role)
        client.force_login(user)
        return user

    return sign_in


def texts(response):
    return response.content.decode()


def names(response):
    return [row.record.name for row in response.context["page"].table.rows]


def make_full(name, term=None, **fields):
    organisation = make_organisation(name, **fields)
    make_alias(organisation, f"{name} alias")
    make_classification(organisation, term)
    make_label(organisation)
    make_competence(organisation)
    return organisation


@pytest.mark.parametrize("size", [2, 30])
def test_index_asks_seven_statements_at_any_size_and_four_the_second_time(
    client, django_assert_num_queries, size
):
    term = make_term()
    for number in range(size):
        make_full(f"Cluster {number:02}", term, region=make_region())

    with django_assert_num_queries(7):
        first = client.get(reverse("directory:index"))
    with django_assert_num_queries(4):
        second = client.get(reverse("directory:index"))

    assert first.context["page"].table.count == second.context["page"].table.count == size
    assert first.context["page"].table.facets_shown == second.context["page"].table.facets_shown


def test_index_counts_anew_after_any_change(client):
    one = make_organisation("Counted", kind="rto")
    client.get(reverse("directory:index"))

    Organisation.objects.filter(pk=one.pk).update(kind="sme")
    audit.record(SYSTEM, "directory.edit", one)
    kinds = client.get(reverse("directory:index")).context["page"].table.facets_shown[0]

    assert [(value.value, value.count) for value in kinds.values] == [("sme", 1)]


def test_index_keeps_the_counts_of_one_actor_from_another(client, enter):
    hidden = make_organisation("Hidden", kind="rto", visibility="restricted")
    make_organisation("Open", kind="sme")

    enter(hidden)
    own = client.get(reverse("directory:index")).context["page"].table.count
    client.logout()
    others = client.get(reverse("directory:index")).context["page"].table.count

    assert (own, others) == (2, 1)


@pytest.mark.parametrize("size", [1, 12])
def test_organisation_asks_nine_statements_at_any_size(client, django_assert_num_queries, size):
    cluster = make_organisation()
    for number in range(size):
        make_membership(make_organisation(kind="sme"), cluster)
        make_alias(cluster, f"Alias {number}")
        make_competence(cluster)

    with django_assert_num_queries(9):
        response = client.get(cluster.get_absolute_url())

    assert len(response.context["page"].profile.members) == size


@pytest.mark.parametrize("size", [1, 20])
def test_review_asks_six_statements_at_any_size(client, enter, django_assert_num_queries, size):
    enter(role="editor")
    for _ in range(size):
        make_organisation(state="needs-review")

    with django_assert_num_queries(6):
        client.get(reverse("directory:review"))


def test_index_sorts_names_as_a_reader_does(client):
    for name in ("Zypern Cluster", "Österreich Cluster", "aclima"):
        make_organisation(name)

    assert names(client.get(reverse("directory:index"))) == ["aclima", "Österreich Cluster", "Zypern Cluster"]


def test_index_filters_by_kind_country_term_and_label(client):
    term = make_term(taxonomy="technology-field", code="wind-energy")
    both = make_organisation("Both", country="ES", kind="sme")
    make_classification(both, term)
    make_label(both, "gold")
    make_classification(make_organisation("Elsewhere", country="FR", kind="sme"), term)
    make_organisation("Untagged", country="ES", kind="sme")
    url = reverse("directory:index")

    assert names(client.get(url, {"technology": "wind-energy", "country": "ES", "kind": "sme"})) == ["Both"]
    assert names(client.get(url, {"label": "gold"})) == ["Both"]
    assert names(client.get(url, {"technology": "-"})) == ["Untagged"]


def test_index_counts_facets_leaving_their_own_choice_aside(client):
    term, other = make_term(code="energy"), make_term(code="water")
    for country, terms in (("ES", [term]), ("ES", [term, other]), ("FR", [other])):
        organisation = make_organisation(country=country)
        for one in terms:
            make_classification(organisation, one)

    page = client.get(reverse("directory:index"), {"country": "ES", "sector": "water"}).context["page"]

    counts = {
        facet.key: {value.value: value.count for value in facet.values} for facet in page.table.facets_shown
    }
    assert counts["country"] == {"ES": 1, "FR": 1}
    assert counts["sector"] == {"energy": 2, "water": 1}
    assert page.table.by_country == {"ES": 1}


def test_index_of_nonsense_filters_is_empty_and_says_so(client):
    make_organisation()

    response = client.get(
        reverse("directory:index"), {"country": "' OR 1=1", "page": "9999999", "sort": "nothing"}
    )

    assert response.status_code == 200
    assert names(response) == []
    assert "Nothing fits these filters" in texts(response)


# Nobody learns of what she may not see: each marker stands in a row that somebody else does see.

HIDDEN = "Xanadumarker"


@pytest.mark.parametrize(
    "fields",
    [{"state": "draft"}, {"state": "rejected"}, {"visibility": "restricted"}, {"visibility": "partners"}],
)
def test_hidden_organisation_shows_nowhere_to_others_and_to_its_own_team(client, enter, fields):
    region = make_region("FR10", "Île-de-France")
    hidden = make_full(f"{HIDDEN} Cluster", country="FR", region=region, **fields)
    shown = make_organisation("Seen cluster", country="ES")
    make_membership(hidden, shown)
    make_classification(shown, hidden.classifications.get().term)
    addresses = [
        reverse("directory:index"),
        reverse("directory:index") + "?q=xanadu",
        reverse("directory:index") + "?q=xanadumarkre",
        reverse("directory:suggest") + "?q=xanadu",
        reverse("directory:taxonomy", args=["sectoral-industry"]),
        shown.get_absolute_url(),
        reverse("directory:peers", args=[shown.key]),
        reverse("directory:history", args=[shown.key]),
    ]
    search.update(KIND, [hidden, shown])
    of_hidden = [
        reverse(f"directory:{name}", args=[hidden.key])
        for name in ("organisation", "peers", "history", "edit")
    ]

    for sign_in in (lambda: None, lambda: enter(make_organisation("A stranger"))):
        sign_in()
        for address in addresses:
            body = texts(client.get(address))
            assert HIDDEN not in re.sub(r"(?i)q=xanadu\w*|value=\"xanadu\w*\"", "", body), address
        assert [client.get(address).status_code for address in of_hidden] == [404] * 4
        page = client.get(reverse("directory:index")).context["page"]
        assert "FR" not in page.table.by_country
        assert "FR10" not in texts(client.get(reverse("directory:index")))

    enter(hidden)
    assert HIDDEN in texts(client.get(hidden.get_absolute_url()))
    assert names(client.get(reverse("directory:index"), {"q": "xanadu"})) == [f"{HIDDEN} Cluster"]


def test_contact_person_is_shown_by_her_own_visibility(client, enter):
    organisation = make_organisation()
    make_contact(organisation, name="Zoe Publicmarker", visibility="public")
    make_contact(organisation, name="Zoe Innermarker", visibility="restricted")
    make_contact(organisation, name="Zoe Pastmarker", visibility="public", keep_until="2020-01-01")

    seen_by_visitors = texts(client.get(organisation.get_absolute_url()))
    enter(organisation)
    seen_by_team = texts(client.get(organisation.get_absolute_url()))

    assert [word in seen_by_visitors for word in ("Publicmarker", "Innermarker", "Pastmarker")] == [
        True,
        False,
        False,
    ]
    assert [word in seen_by_team for word in ("Publicmarker", "Innermarker", "Pastmarker")] == [
        True,
        True,
        False,
    ]


def test_merged_double_leads_on_to_its_survivor(client):
    survivor = make_organisation(key="survivor")
    middle = make_organisation(key="middle", merged_into=survivor)
    make_organisation(key="double", merged_into=middle)
    Merge.objects.create(survivor=survivor, double=middle)

    response = client.get(reverse("directory:peers", args=["double"]))

    assert (response.status_code, response.url) == (301, reverse("directory:peers", args=["survivor"]))
    assert names(client.get(reverse("directory:index"))) == [survivor.name]


def test_register_shows_similar_organisations_first(client, enter):
    search.update(KIND, [make_organisation("Basque Energy Cluster", key="basque-energy-cluster")])
    enter()
    url = reverse("directory:register")
    entry = {"name": "Basque Energy", "kind": "cluster-organisation"}

    asked = client.post(url, entry)
    registered = client.post(url, entry | {"really_new": "on"})

    assert asked.status_code == 409
    assert "Is it one of these: Basque Energy Cluster?" in texts(asked)
    assert registered.url == reverse("directory:organisation", args=["basque-energy"])


def test_edit_keeps_the_entry_when_somebody_saved_meanwhile(client, enter):
    organisation = make_organisation("Aclima")
    enter(organisation)
    url = reverse("directory:edit", args=[organisation.key])
    version = client.get(url).context["form"].initial["version"]
    Organisation.objects.get(pk=organisation.pk).save()
    entry = {"name": "My own entry", "kind": "sme", "version": version}

    refused = client.post(url, entry)
    saved = client.post(url, entry | {"version": refused.context["form"].data["version"]})

    assert refused.status_code == 409
    assert "My own entry" in texts(refused)
    assert saved.status_code == 302
    assert Organisation.objects.get(pk=organisation.pk).name == "My own entry"


def test_edit_shows_every_refusal_at_its_field(client, enter):
    organisation = make_organisation("Aclima")
    enter(organisation)
    make_country("FR")

    response = client.post(
        reverse("directory:edit", args=[organisation.key]),
        {
            "name": "Aclima", "kind": "sme", "version": 2, "website": "nowhere", "country": "FR",
            "region": make_region().pk,
        },
    )  # fmt: skip

    assert response.status_code in {409, 422}
    assert set(response.context["form"].errors) >= {"website", "region"}


def test_edit_is_not_offered_and_refused_to_strangers(client, enter):
    organisation = make_organisation()
    enter(make_organisation())

    page = client.get(organisation.get_absolute_url()).context["page"]
    response = client.post(reverse("directory:edit", args=[organisation.key]), {"name": "Mine"})

    assert page.may == frozenset()
    assert response.status_code == 403


def test_profile_goes_from_draft_to_published_and_back(client, enter):
    organisation = make_organisation(state="draft", description=LONG, website="https://www.example.org")
    make_classification(organisation)
    enter(organisation)
    client.post(reverse("directory:submit", args=[organisation.key]))
    enter(role="editor")
    queue = client.get(reverse("directory:review")).context["page"].waiting

    client.post(reverse("directory:reject", args=[organisation.key]), {"reason": "Say where it is."})
    organisation.refresh_from_db()

    assert [one.organisation for one in queue] == [organisation]
    assert (organisation.state, organisation.state_reason) == ("rejected", "Say where it is.")


@pytest.mark.parametrize(
    ("name", "entry", "related"),
    [
        ("add_alias", {"name": "Other", "kind": "also"}, "aliases"),
        ("add_label", {"kind": "gold", "awarded_year": "2018"}, "labels"),
        ("add_competence", {"direction": "offers", "text": "Blade coatings"}, "competences"),
        ("add_interest", {"country": "ES"}, "interests"),
    ],
)
def test_parts_are_added_and_removed_by_the_own_team(client, enter, name, entry, related):
    organisation = make_organisation()
    enter(organisation)

    added = client.post(reverse(f"directory:{name}", args=[organisation.key]), entry)
    part = getattr(organisation, related).get()
    removing = reverse(f"directory:{name.replace('add', 'remove')}", args=[organisation.key, part.pk])
    page = client.get(removing)
    client.post(removing)

    assert (added.status_code, page.status_code) == (302, 200)
    assert getattr(organisation, related).count() == 0


def test_part_of_another_organisation_is_not_there(client, enter):
    organisation = make_organisation()
    alias = make_alias(make_organisation(), "Other")
    enter(organisation)

    response = client.post(reverse("directory:remove_alias", args=[organisation.key, alias.pk]))

    assert response.status_code == 404


def test_member_that_leaves_before_it_joins_is_refused_on_the_form(client, enter):
    cluster, member = make_organisation(), make_organisation("Wind SME", kind="sme")
    enter(cluster)

    response = client.post(
        reverse("directory:add_member", args=[cluster.key]),
        {"member": member.key, "start_year": "2019", "end_year": "2018"},
    )

    assert cluster.members.count() == 0
    assert "leaves (2018) before it joins (2019)" in texts(response)


def test_peers_are_ranked_with_reasons(client):
    shared, second = make_term(label="Wind energy"), make_term(label="Smart grids")
    one = make_organisation("One", country="ES")
    twice, once = make_organisation("Twice", country="FR"), make_organisation("Once", country="ES")
    for organisation, terms in ((one, [shared, second]), (twice, [shared, second]), (once, [shared])):
        for term in terms:
            make_classification(organisation, term)

    peers = client.get(reverse("directory:peers", args=[one.key])).context["page"].peers

    assert [peer.organisation.name for peer in peers] == ["Twice", "Once"]
    assert peers[1].reasons == (
        "Both work in Wind energy.",
        "Both are in the same country.",
        "Same kind: cluster organisation.",
    )


def test_taxonomy_that_does_not_exist_is_not_there(client):
    assert client.get(reverse("directory:taxonomy", args=["barrier"])).status_code == 404
