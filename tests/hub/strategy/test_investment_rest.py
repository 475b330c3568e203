"""Joint investment projects and their lists by programs: the same actions, rules and sentences as the pages."""

import pytest
from django.urls import reverse

from kontor.hub.foundation.models import AuditEvent, Region
from kontor.hub.strategy.models import InvestmentProject, ProjectParty
from kontor.hub.strategy.models.investment import PARTS
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_country, make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_chain,
    make_component,
    make_cost_line,
    make_finance,
    make_investment,
    make_party,
    make_risk,
    make_year,
)

pytestmark = pytest.mark.django_db

API = "/api/v1"
# Place in the project -> (addresses of its list and its entries, what is said, what is said instead, the code of saying it twice).
LISTS = {
    "parties": (
        ("organisations", "investment-organisations"),
        {"organisation": "mill", "role": "site", "component": None, "brings": "Stones"},
        {"brings": "Flour"},
        "party-already",
    ),
    "costs": (("costs", "investment-costs"), {"label": "Oven", "amount": "150000.50"}, {"amount": "7.00"}, None),
    "finance": (
        ("finance", "investment-finance"),
        {"label": "A bank", "amount": "10.00", "kind": "loan", "state": "granted", "evidence": "https://example.org/letter"},
        {"state": "refused", "evidence": ""},
        None,
    ),
    "years": (
        ("years", "investment-years"),
        {"year": 2028, "costs": "1.00", "revenue": "2.50"},
        {"revenue": "3.00"},
        "year-already",
    ),
    "risks": (("risks", "investment-risks"), {"risk": "Rain", "mitigation": ""}, {"mitigation": "A roof"}, None),
}  # fmt: skip
every_list = pytest.mark.parametrize("place", LISTS)


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def grain(elca):
    one = make_organisation("Grain Cluster", key="grain")
    make_participation(elca, one)
    make_team(one)
    make_organisation("Mill", key="mill")
    return one


@pytest.fixture
def oven(elca):
    """Seen by everybody, as far as it is not inside."""
    return make_investment(elca, "Oven", key="oven", visibility="public")


@pytest.fixture
def anna(client, grain):
    """Edits for a partner."""
    return signed_in(client, actors.make_cluster_manager(grain.team))


@pytest.fixture
def ask(client):
    """(method, address, what is said) -> (status, answer)."""

    def ask(method, address, **said):
        sent = {"data": said, "content_type": "application/json"} if method != "get" else {}
        answer = getattr(client, method)(API + address, **sent)
        return answer.status_code, answer.json() if answer.content else None

    return ask


def read(ask):
    return ask("get", "/investments/oven")[1]


# --- the project itself


def test_project_that_was_read_can_be_sent_back_changed(ask, anna, grain, elca, oven):
    bake = make_activity_of_roadmap(elca, "Bake", key="bake")
    Region.objects.create(code="FR10", name="Paris", country=make_country("FR"), level=2)
    names = (
        "title", "need", "solution", "pilot", "market", "rate", "assistance_by", "proposal_planned", "finance_planned", "started_on",
        "regions", "owner", "activity", "visibility", "version",
    )  # fmt: skip
    known = {name: read(ask)[name] for name in names}
    said = known | {
        "owner": "grain",
        "activity": "bake",
        "rate": "4.25",
        "regions": ["FR10"],
        "started_on": "2028-01-01",
    }

    status, changed = ask("put", "/investments/oven", **said)
    again = ask("put", "/investments/oven", **said)

    assert (status, changed) == (200, read(ask))
    assert {name: changed[name] for name in names} == said | {"version": 2}
    oven.refresh_from_db()
    assert (oven.owner, oven.activity) == (grain, bake)
    assert (again[0], again[1]["code"]) == (409, "changed-meanwhile")


@pytest.mark.parametrize("said", [{}, {"owner": None, "activity": None}], ids=["left out", "emptied"])
def test_owner_and_activity_that_are_left_out_stay_and_null_empties_them(ask, anna, grain, elca, oven, said):
    InvestmentProject.objects.update(owner=grain, activity=make_activity_of_roadmap(elca, key="bake"))

    changed = ask("put", "/investments/oven", title="Oven", version=1, **said)[1]

    found = (changed["owner"], changed["activity"])
    assert found == ((None, None) if said else ("grain", "bake"))


def test_owner_and_activity_that_one_may_not_see_are_null_and_stay(ask, anna, grain, elca, oven):
    quiet = make_organisation("Quiet", key="quiet", visibility="restricted")
    make_participation(elca, quiet)
    unseen = make_activity_of_roadmap(elca, key="unseen", visibility="restricted")
    InvestmentProject.objects.update(owner=quiet, activity=unseen)

    shown = read(ask)
    status, changed = ask("put", "/investments/oven", title="Big oven", version=1, owner=None, activity=None)

    assert (shown["owner"], shown["activity"]) == (None, None)
    assert (status, changed["title"], changed["owner"], changed["activity"]) == (200, "Big oven", None, None)
    oven.refresh_from_db()
    assert (oven.owner, oven.activity) == (quiet, unseen)
    assert ask("put", "/investments/oven", title="Oven", version=2, owner="quiet")[0] == 404
    assert ask("put", "/investments/oven", title="Oven", version=2, activity="unseen")[0] == 404


def test_owner_and_activity_are_of_the_partnership(ask, anna, oven):
    make_activity_of_roadmap(make_partnership("OTHER"), key="elsewhere", visibility="public")

    answers = [
        ask("put", "/investments/oven", title="Oven", version=1, **said)
        for said in ({"owner": "mill"}, {"activity": "elsewhere"})
    ]

    assert [(status, told["code"]) for status, told in answers] == [
        (409, "owner-not-a-partner"), (409, "activity-elsewhere"),
    ]  # fmt: skip


def test_project_is_started_with_its_owner_and_removed(ask, anna, oven):
    make_cost_line(oven)

    made = ask("post", "/partnerships/elca/investments", title="Mill", owner="grain")[1]

    assert made["owner"] == "grain"
    assert ask("delete", "/investments/oven") == (204, None)
    assert [one.key for one in InvestmentProject.objects.all()] == [made["key"]]
    assert AuditEvent.objects.filter(action="strategy.remove_investment").exists()


# --- its lists


@every_list
def test_entry_is_added_changed_and_removed(ask, anna, oven, place):
    (several, single), said, instead, twice = LISTS[place]

    status, made = ask("post", f"/investments/oven/{several}", **said)
    if twice:
        assert ask("post", f"/investments/oven/{several}", **said)[1]["code"] == twice
    assert (status, {name: made[name] for name in said}) == (201, said)
    assert read(ask)[place] == [made]

    sent = said | instead | {"version": made["version"]}
    changed_status, changed = ask("put", f"/{single}/{made['id']}", **sent)
    assert (changed_status, changed) == (200, made | instead | {"version": 2})
    assert read(ask)[place] == [changed]
    assert ask("put", f"/{single}/{made['id']}", **sent)[1]["code"] == "changed-meanwhile"

    assert ask("delete", f"/{single}/{made['id']}") == (204, None)
    assert ask("delete", f"/{single}/{made['id']}")[0] == 404
    assert read(ask)[place] == []
    trail = AuditEvent.objects.filter(action__endswith="_investment").order_by("pk")
    assert [one.action for one in trail] == [
        "strategy.add_to_investment", "strategy.edit_in_investment", "strategy.remove_from_investment",
    ]  # fmt: skip


def test_organisation_stands_for_a_component_of_the_partnership(ask, anna, elca, oven):
    milling = make_component(make_chain(elca), "Milling")
    away = make_component(make_chain(make_partnership("OTHER"), visibility="public"), "Away")
    said = {"organisation": "mill", "role": "site"}

    made = ask("post", "/investments/oven/organisations", **said, component=milling.pk)[1]
    elsewhere = ask("post", "/investments/oven/organisations", **said | {"role": "user"}, component=away.pk)

    assert made["component"] == milling.pk
    assert (elsewhere[0], elsewhere[1]["code"]) == (409, "component-elsewhere")


def test_component_that_one_may_not_see_is_null_and_stays(ask, anna, elca, grain, oven):
    dark = make_component(make_chain(elca, visibility="restricted"), "Darkening")
    party = make_party(oven, grain, component=dark)
    (shown,) = read(ask)["parties"]

    status, changed = ask(
        "put", f"/investment-organisations/{party.pk}", organisation="grain", role="lead", component=None, brings="Rye", version=1
    )  # fmt: skip

    party.refresh_from_db()
    assert (shown["component"], status, changed["component"], party.component) == (None, 200, None, dark)
    assert ask("post", "/investments/oven/organisations", organisation="mill", role="site", component=dark.pk)[0] == 404  # fmt: skip


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("costs", {"label": "Oven", "amount": 1.5}),
        ("costs", {"label": "Oven", "amount": "-1"}),
        ("costs", {"label": "Oven", "amount": 1_000_000_000_000}),
        ("costs", {"label": "", "amount": 1}),
        ("finance", {"label": "A bank", "amount": 1, "kind": "loan", "evidence": "javascript:alert(1)"}),
        ("finance", {"label": "A bank", "amount": 1, "kind": "lottery"}),
        ("years", {"year": 1999}),
        ("risks", {"risk": "Rain", "weight": 1}),
    ],
)
def test_what_is_not_as_described_is_refused(ask, anna, oven, address, said):
    assert ask("post", f"/investments/oven/{address}", **said)[0] == 422


def filled(project, organisation):
    """One entry in each list, by place."""
    return {
        "parties": make_party(project, organisation),
        "costs": make_cost_line(project),
        "finance": make_finance(project),
        "years": make_year(project, 2028),
        "risks": make_risk(project),
    }


@every_list
def test_strangers_are_refused_and_find_nothing_of_what_is_inside(client, ask, elca, grain, oven, place):
    entry = filled(oven, grain)[place]
    signed_in(client, actors.make_outsider_coordinator())
    (several, single), said, _instead, _twice = LISTS[place]
    seen = place == "parties"

    shown = read(ask)

    assert (shown["cost"], shown["granted"], len(shown[place])) == (None, None, 1 if seen else 0)
    assert ask("post", f"/investments/oven/{several}", **said)[0] == 403
    assert ask("put", f"/{single}/{entry.pk}", **said, version=1)[0] == (403 if seen else 404)
    assert ask("delete", f"/{single}/{entry.pk}")[0] == (403 if seen else 404)
    assert PARTS[place].objects.filter(project=oven).count() == 1


def test_organisation_that_one_may_not_see_is_told_without_its_number(ask, anna, oven):
    party = make_party(oven, make_organisation("Quiet", key="quiet", state="draft"), brings="Quiet money")

    assert read(ask)["parties"] == [
        {"id": None, "organisation": None, "role": "lead", "component": None, "brings": "", "version": None}
    ]
    said = {"organisation": "mill", "role": "lead", "version": 1}
    assert ask("put", f"/investment-organisations/{party.pk}", **said)[0] == 404
    assert ask("delete", f"/investment-organisations/{party.pk}")[0] == 404
    assert ask("post", "/investments/oven/organisations", organisation="quiet", role="site")[0] == 404
    assert ProjectParty.objects.get().brings == "Quiet money"


def test_program_is_refused_in_the_words_of_the_page(client, ask, anna, oven):
    make_year(oven, 2028)
    page = client.post(
        reverse("strategy:add_to_investment", args=["oven", "years"]),
        {"year": "2028", "costs": "0", "revenue": "0"},
    )

    refused = ask("post", "/investments/oven/years", year=2028)[1]

    assert refused["detail"] == "The year 2028 is stated already: change its entry instead."
    assert refused["detail"] in page.text


@pytest.mark.parametrize("number", [1, 8])
def test_project_asks_as_much_for_many_as_for_few(
    client, anna, elca, oven, django_assert_num_queries, number
):
    for place in range(number):
        mill = make_organisation(f"Mill {place}")
        make_party(oven, mill, component=make_component(make_chain(elca)))
        make_cost_line(oven)
        make_finance(oven)
        make_year(oven, 2027 + place)
        make_risk(oven)
    client.get(f"{API}/investments/oven")

    with django_assert_num_queries(17):
        told = client.get(f"{API}/investments/oven").json()

    assert [len(told[place]) for place in PARTS] == [number] * len(PARTS)
