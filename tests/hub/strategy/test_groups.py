"""Export groups with what they lack, and collective marks that go their way step by step."""

from datetime import date

import pytest
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import actions, queries, rules
from kontor.hub.strategy.models import CollectiveMark, ExportGroup, GroupMember
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_country, make_membership, make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership, make_target
from tests.factories.strategy import make_group, make_group_member, make_initiative, make_mark

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def grain(elca):
    one = make_organisation("Grain Cluster", key="grain")
    make_participation(elca, one)
    return one


@pytest.fixture
def wood(elca):
    one = make_organisation("Wood Cluster", key="wood")
    make_participation(elca, one)
    return one


@pytest.fixture
def anna(grain):
    """Edits for a partner."""
    return actors.make_cluster_manager(grain.team or make_team(grain))


def company(cluster, name, **fields):
    one = make_organisation(name, **fields)
    make_membership(one, cluster)
    return one


# --- export groups


def test_group_joins_companies_of_the_partners_clusters_once(elca, grain, wood, anna):
    group = actions.form_group(actor=anna, partnership=elca, fields={"name": "Peru together"})
    mill = company(grain, "Mill")

    actions.add_group_member(actor=anna, group=group, organisation=mill, brings="Flour")

    assert group.key == "elca-peru-together"
    with pytest.raises(rules.MemberAlready):
        actions.add_group_member(actor=anna, group=group, organisation=mill)
    with pytest.raises(rules.NotOfAPartner):
        actions.add_group_member(actor=anna, group=group, organisation=make_organisation("Stranger"))
    (row,) = queries.group_page(anna, group).members
    assert (row.name, row.brings, row.clusters) == ("Mill", "Flour", ("Grain Cluster",))


def test_page_says_what_a_group_lacks(elca, grain, anna):
    group = make_group(elca)
    group.markets.add(make_country("CL"))
    make_target(elca, "PE")
    make_group_member(group, company(grain, "Mill"))

    found = queries.group_page(anna, group)

    assert found.missing == (
        "All members are of one cluster: a group joins companies of different clusters.",
        "It has 1 members; groups that work have 3 to 5.",
        "The common goals are not written.",
        "Not among the partnership's target markets: Chile.",
        "No initiative is planned, such as a mission or a fair.",
        "It is not said how it will be judged.",
    )


def test_whole_group_lacks_nothing(elca, grain, wood, anna):
    group = make_group(elca, goals="Sell", judged_by="Orders, each year")
    make_target(elca, "PE")
    group.markets.add(make_country("PE"))
    make_initiative(group, done_on=TODAY)
    for cluster, name in ((grain, "Mill"), (grain, "Bakery"), (wood, "Saw")):
        make_group_member(group, company(cluster, name))

    found = queries.group_page(anna, group)

    assert (found.missing, found.clusters, found.done) == ((), 2, 1)


def test_hidden_member_is_counted_and_not_named(elca, grain, anna):
    group = make_group(elca, visibility="public")
    member = make_group_member(
        group, company(grain, "Secret Mill", visibility="restricted"), brings="Secret flour"
    )

    found = queries.group_page(VISITOR, group)

    assert [(row.organisation, row.brings, row.clusters) for row in found.members] == [(None, "", ())]
    assert "Secret" not in str(found)
    with pytest.raises(NotThere):
        queries.member_by_id(VISITOR, member.pk)


def test_group_is_for_the_partners_unless_it_is_opened(elca, anna):
    make_group(elca, "Among us")
    make_group(elca, "For all", visibility="public")

    assert [one.name for one in queries.groups_of(VISITOR, elca)] == ["For all"]
    assert queries.groups_of(anna, elca).count() == 2


def test_stranger_forms_and_changes_nothing(elca):
    stranger = actors.make_outsider_coordinator()
    group = make_group(elca, visibility="public")

    with pytest.raises(NotAllowed):
        actions.form_group(actor=stranger, partnership=elca, fields={"name": "x"})
    with pytest.raises(NotAllowed):
        actions.add_initiative(actor=stranger, group=group, fields={"title": "x"})
    with pytest.raises(NotAllowed):
        actions.remove_group(actor=stranger, group=group)


def test_initiative_gets_its_outcome_and_reviews_stay(elca, anna):
    group = make_group(elca)
    one = actions.add_initiative(actor=anna, group=group, fields={"title": "Fair in Lima"})

    with pytest.raises(rules.DoneInTheFuture):
        actions.edit_initiative(
            actor=anna, edited=actions.Edited(one, 1), fields={"done_on": date(2027, 1, 1)}, today=TODAY
        )
    with pytest.raises(ChangedMeanwhile):
        actions.edit_initiative(actor=anna, edited=actions.Edited(one, 5), fields={"title": "x"}, today=TODAY)
    actions.edit_initiative(
        actor=anna,
        edited=actions.Edited(one, 1),
        fields={"done_on": TODAY, "outcome": "Two orders"},
        today=TODAY,
    )
    actions.review_group(actor=anna, group=group, reviewed_on=TODAY, finding="It goes on", today=TODAY)

    page = queries.group_page(anna, group)
    assert (page.initiatives[0].outcome, page.reviews[0].finding) == ("Two orders", "It goes on")


def test_removed_group_leaves_companies_and_a_trace(elca, grain, anna):
    group = make_group(elca)
    mill = company(grain, "Mill")
    make_group_member(group, mill)

    actions.remove_group(actor=anna, group=group)

    assert (ExportGroup.objects.count(), GroupMember.objects.count()) == (0, 0)
    assert AuditEvent.objects.get(action="strategy.remove_group").subject == str(group)


@pytest.mark.parametrize("number", [1, 8])
def test_group_asks_as_much_for_many_as_for_few(elca, grain, anna, django_assert_num_queries, number):
    group = make_group(elca)
    for place in range(number):
        make_group_member(group, company(grain, f"Mill {place}"))
        make_initiative(group)

    with django_assert_num_queries(9):
        page = queries.group_page(anna, group)
    assert len(page.members) == number


# --- collective marks


def test_mark_goes_its_way_in_five_steps(elca, grain, anna):
    mark = actions.add_mark(
        actor=anna, partnership=elca, fields={"name": "Light!", "owner": grain, "classes": [9, 42]}
    )

    actions.keep_mark_step(
        actor=anna,
        mark=mark,
        step="search-existing-marks",
        version=0,
        fields={"done_on": TODAY, "note": "None"},
        today=TODAY,
    )

    (row,) = queries.marks_page(anna, elca).rows
    assert (len(row.steps), row.done, row.owner) == (5, 1, grain)
    with pytest.raises(ChangedMeanwhile):
        actions.keep_mark_step(
            actor=anna, mark=mark, step="search-existing-marks", version=0, fields={"note": "x"}, today=TODAY
        )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"classes": [46]}, rules.NoSuchClass),
        ({"classes": [0]}, rules.NoSuchClass),
        ({"registered_on": TODAY}, rules.RegisteredBeforeFiled),
        ({"registered_on": TODAY, "filed_on": date(2026, 4, 1)}, rules.RegisteredBeforeFiled),
    ],
)
def test_mark_that_cannot_be_is_refused(elca, anna, fields, refusal):
    with pytest.raises(refusal):
        actions.add_mark(actor=anna, partnership=elca, fields={"name": "Light!"} | fields)


def test_marks_are_for_the_partners(elca, anna):
    mark = make_mark(elca)
    stranger = actors.make_outsider_coordinator()

    assert visible(CollectiveMark, VISITOR).count() == 0
    with pytest.raises(NotThere):
        actions.remove_mark(actor=stranger, mark=mark)
    actions.remove_mark(actor=anna, mark=mark)
    assert CollectiveMark.objects.count() == 0


# --- doors


def test_partner_forms_a_group_and_begins_a_mark_without_a_script(client, elca, grain, anna):
    company(grain, "Mill", key="mill")
    make_country("PE")
    signed_in(client, anna)
    form = {
        "name": "Peru together", "state": "forming", "since": "", "goals": "Sell flour", "markets": ["PE"], "judged_by": "",
        "visibility": "partners",
    }  # fmt: skip

    formed = client.post(reverse("strategy:form_group", args=["elca"]), form)
    group = ExportGroup.objects.get()
    client.post(
        reverse("strategy:add_group_member", args=[group.key]), {"organisation": "mill", "brings": "Flour"}
    )
    client.post(
        reverse("strategy:add_initiative", args=[group.key]),
        {"title": "Fair in Lima", "country": "PE", "due_on": "2026-09-01"},
    )
    client.post(
        reverse("strategy:review_group", args=[group.key]),
        {"reviewed_on": "2026-01-01", "finding": "It goes on"},
    )
    page = client.get(formed.url).text
    client.post(
        reverse("strategy:add_mark", args=["elca"]),
        {
            "name": "Light!",
            "owner": "grain",
            "classes": "42, 9",
            "application": "",
            "filed_on": "",
            "registered_on": "",
        },
    )
    mark = CollectiveMark.objects.get()
    wrong = client.post(
        reverse("strategy:edit_mark", args=[mark.pk]), {"name": "Light!", "classes": "9, x", "version": 1}
    )
    step = reverse("strategy:keep_mark_step", args=[mark.pk, "classify-products"])
    client.post(step, {"done_on": "2026-01-01", "note": "Two classes", "version": 0})
    marks = client.get(reverse("strategy:marks", args=["elca"])).text

    assert all(word in page for word in ("Mill", "Fair in Lima", "It goes on", "How it is judged"))
    assert mark.classes == [9, 42]
    assert "is not a number: write the classes as 9, 42" in wrong.text
    assert "Two classes" in marks


def test_what_a_member_brings_is_changed_on_the_page(client, elca, grain, anna):
    member = make_group_member(make_group(elca, key="asia"), company(grain, "Mill"), brings="Flour")
    signed_in(client, anna)
    address = reverse("strategy:edit_group_member", args=[member.pk])

    linked = client.get(member.group.get_absolute_url()).text
    form = client.get(address).text
    saved = client.post(address, {"brings": "Rye flour", "version": 1})
    again = client.post(address, {"brings": "Oat flour", "version": 1})

    member.refresh_from_db()
    assert address in linked
    assert ("Flour" in form, "Mill" in form) == (True, True)
    assert (saved.url, member.brings) == ("/strategy/groups/asia/#members", "Rye flour")
    assert "Somebody else has changed this record" in again.text


def test_member_that_one_may_not_see_is_not_changed(client, elca, wood, anna):
    quiet = make_group_member(make_group(elca), company(wood, "Hushed", state="draft"), brings="Dark")
    signed_in(client, anna)

    page = client.get(quiet.group.get_absolute_url()).text

    assert "strategy/members" not in page
    assert client.get(reverse("strategy:edit_group_member", args=[quiet.pk])).status_code == 404
    for method in ("put", "delete"):
        told = getattr(client, method)(
            f"/api/v1/export-group-members/{quiet.pk}", {"version": 1}, content_type="application/json"
        )
        assert told.status_code == 404
    quiet.refresh_from_db()
    assert quiet.brings == "Dark"


def test_program_takes_a_company_in_changes_what_it_brings_and_takes_it_out(client, elca, grain, anna):
    make_group(elca, key="asia")
    company(grain, "Mill", key="mill")
    signed_in(client, anna)
    kind = {"content_type": "application/json"}
    said = {"organisation": "mill", "brings": "Flour"}

    made = client.post("/api/v1/export-groups/asia/members", said, **kind)
    twice = client.post("/api/v1/export-groups/asia/members", said, **kind)
    address = f"/api/v1/export-group-members/{made.json()['id']}"
    changed = client.put(address, {"brings": "Rye", "version": made.json()["version"]}, **kind)
    again = client.put(address, {"brings": "Oats", "version": made.json()["version"]}, **kind)
    (group,) = client.get("/api/v1/partnerships/elca/export-groups").json()
    gone = client.delete(address)

    assert (made.status_code, twice.json()["code"]) == (201, "member-already")
    assert made.json() == said | {"id": made.json()["id"], "clusters": ["Grain Cluster"], "version": 1}
    assert (changed.status_code, changed.json()) == (200, made.json() | {"brings": "Rye", "version": 2})
    assert (again.status_code, again.json()["code"]) == (409, "changed-meanwhile")
    assert group["members"] == [changed.json()]
    assert (gone.status_code, GroupMember.objects.count()) == (204, 0)


def test_stranger_changes_no_member(client, elca, grain):
    member = make_group_member(make_group(elca, visibility="public"), company(grain, "Mill", key="mill"))
    signed_in(client, actors.make_outsider_coordinator())
    kind = {"content_type": "application/json"}

    statuses = [
        client.post(f"/api/v1/export-groups/{member.group.key}/members", {"organisation": "mill"}, **kind),
        client.put(f"/api/v1/export-group-members/{member.pk}", {"version": 1}, **kind),
        client.delete(f"/api/v1/export-group-members/{member.pk}"),
        client.post(reverse("strategy:edit_group_member", args=[member.pk]), {"version": 1}),
    ]

    assert [one.status_code for one in statuses] == [403] * 4


def test_program_reads_and_forms_groups(client, elca, anna):
    make_group(elca, "For all", visibility="public")
    signed_in(client, anna)
    of = "/api/v1/partnerships/elca"

    made = client.post(f"{of}/export-groups", {"name": "Among us"}, content_type="application/json")
    marks = client.get(f"{of}/marks")
    client.logout()
    seen = client.get(f"{of}/export-groups").json()

    assert (made.status_code, marks.status_code) == (201, 200)
    assert "The common goals are not written." in made.json()["missing"]
    assert [one["name"] for one in seen] == ["For all"]
    assert client.get(f"{of}/marks").status_code == 403
