"""Pages, API and tables of delegations: in a browser without scripts, with what they cost."""

import csv

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from ninja.testing import TestClient

from kontor.hub.missions.exporters.delegations import ExportCosts, ExportDelegates
from kontor.hub.missions.models import CostLine, Delegate, Delegation, TravelItem
from kontor.hub.missions.rest import router
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.calls import make_application, make_call
from tests.factories.delegations import (
    make_check,
    make_cost,
    make_delegate,
    make_delegation,
    make_item,
    make_section,
)
from tests.factories.directory import make_competence, make_organisation, make_team, make_term
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


def address(name, *values):
    return reverse(f"missions:{name}", args=values)


def everybody():
    """A mission, its organiser, and an SME with somebody who edits it."""
    event = make_event(make_partnership(), event_class="mission", country="PE", key="to-lima")
    sme = make_organisation("Works", kind="sme", key="works")
    return event, actors.make_coordinator(event.partnership.team), actors.make_sme(make_team(sme)), sme


def test_a_delegation_goes_its_way_from_the_call_to_the_costs(client):
    event, organiser, applicant, sme = everybody()
    make_application(make_call(event, cut_offs=(-1,)), sme, state="selected")
    term = make_term(code="food", label="Food")

    signed_in(client, organiser)
    client.post(
        address("add_delegation", "to-lima"), {"zone": "America/Lima", "state": "draft", "offers": "All"}
    )
    assert "1 organisation was selected" in client.get(address("delegation", "to-lima")).content.decode()
    assert "Works" in client.get(address("take_over", "to-lima")).content.decode()
    client.post(address("take_over", "to-lima"))
    delegation, member = Delegation.objects.get(), Delegate.objects.get()
    client.post(
        address("brief", "to-lima"),
        {"briefing": "# Why\nTo sell.", "checks": "Visa: 2099-03-01", "version": delegation.version},
    )
    signed_in(client, applicant)
    client.post(address("confirm_delegate", "to-lima", member.pk))
    member.refresh_from_db()
    client.post(
        address("edit_delegate", "to-lima", member.pk),
        {
            "travellers": "Kim Example, sales",
            "terms": [term.pk],
            "offers": "Pumps",
            "version": member.version,
        },
    )
    client.post(address("tick_checks", "to-lima", member.pk), {"done": [delegation.checks.get().pk]})
    signed_in(client, organiser)
    client.post(
        address("arrange", "to-lima"),
        {"kind": "flight", "text": "Flight", "start": "2099-03-01 09:00", "delegates": [str(member.pk)]},
    )
    item = TravelItem.objects.get()
    client.post(
        address("rearrange", "to-lima", item.pk),
        {
            "kind": "flight",
            "text": "Flight IB 1",
            "start": "2099-03-01 09:00",
            "confirmed": "on",
            "version": 1,
        },
    )
    client.post(
        address("plan_costs", "to-lima"),
        {
            "kind": "flight",
            "text": "Flight",
            "bearer": "participant",
            "planned": "900",
            "delegates": [str(member.pk)],
        },
    )
    line = CostLine.objects.get()
    client.post(address("record_actual", "to-lima", line.pk), {"amount": "950.50", "on": "2026-01-01"})
    twice = client.post(address("record_actual", "to-lima", line.pk), {"amount": "1", "on": "2026-01-01"})

    assert twice.status_code == 409
    assert "has an actual cost already" in twice.content.decode()
    costs = client.get(address("costs", "to-lima")).content.decode()
    assert costs.count("950.5") == 9  # two tables of sums with a total, two columns each, and the line
    page = client.get(address("delegation", "to-lima")).content.decode()
    for words in ("Works", "Kim Example, sales", "Pumps", "To sell.", "Visa", "Flight IB 1", "Food"):
        assert words in page, words
    assert client.post(address("remove_cost", "to-lima", line.pk)).status_code == 302
    assert client.post(address("cancel_item", "to-lima", item.pk)).status_code == 302
    client.post(address("withdraw_delegate", "to-lima", member.pk), {"reason": "Ill"})
    client.post(address("invite_again", "to-lima", member.pk))
    member.refresh_from_db()
    assert (member.state, member.reason, TravelItem.objects.count()) == ("invited", "", 0)


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(client):
    event, organiser, _applicant, sme = everybody()
    delegation = make_delegation(event)
    make_delegate(delegation, sme)
    signed_in(client, organiser)

    response = client.post(address("add_delegate", "to-lima"), {"organisation": "works", "offers": "Pumps"})

    assert response.status_code == 409
    page = response.content.decode()
    assert "Works is in the delegation already" in page
    assert "Pumps" in page


def test_the_event_leads_to_its_delegation_or_to_planning_one(client):
    event, organiser, _applicant, _sme = everybody()
    signed_in(client, organiser)

    before = client.get(event.get_absolute_url()).content.decode()
    make_delegation(event)
    after = client.get(event.get_absolute_url()).content.decode()

    assert "Plan the delegation" in before
    assert "Plan the delegation" not in after
    assert address("delegation", "to-lima") in after


def test_strangers_read_organisations_and_no_person_and_no_cost(client):
    event, _organiser, _applicant, sme = everybody()
    delegation = make_delegation(event, state="published")
    make_delegate(delegation, sme, travellers=("Kim Example",), offers="Pumps")
    make_section(delegation, text="Inside only")
    make_item(delegation, text="Night bus")

    page = client.get(address("delegation", "to-lima")).content.decode()

    assert "Works" in page
    assert "Pumps" in page
    for words in ("Kim Example", "Inside only", "Night bus", "Costs"):
        assert words not in page, words
    assert client.get(address("costs", "to-lima")).status_code == 403
    listed = client.get(address("delegations")).content.decode()
    assert "1 organisation confirmed" in listed


def fill(delegation, count):
    term = make_term()
    for number in range(count):
        one = make_organisation()
        make_competence(one, f"Competence {number}", term=term)
        member = make_delegate(delegation, one, travellers=("Kim", "Lee"), terms=[term], offers="x")
        make_item(delegation, member)
        make_check(delegation, f"Check {number}").done_by.add(member)
        make_section(delegation)
        make_cost(delegation, delegate=member)


@pytest.mark.parametrize(
    "name", ["delegation", "delegations", "costs", "export_members", "export_costs", "arrange"]
)
def test_pages_cost_the_same_whatever_their_size(client, name):
    organiser, costs = None, []
    partnership = make_partnership()
    organiser = actors.make_coordinator(partnership.team)
    signed_in(client, organiser)
    for count in (2, 5):
        event = make_event(partnership, country="PE")
        fill(make_delegation(event), count)
        values = [] if name == "delegations" else [event.key, *(["csv"] if "export" in name else [])]
        wanted = address(name, *values)
        client.get(wanted)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(wanted)
            b"".join(response)
        assert response.status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_programs_go_the_same_way():
    event, organiser, applicant, sme = everybody()
    make_application(make_call(event, cut_offs=(-1,)), sme, state="selected")
    make_organisation("Yards", key="yards")
    make_term(code="food", label="Food")

    def ask(actor, method, path, **json):
        return getattr(TestClient(router), method)(f"/events/to-lima/delegation{path}", json=json, auth=actor)

    made = ask(organiser, "post", "", zone="America/Lima", offers="All").json()
    taken = ask(organiser, "post", "/take-over").json()
    said = {
        "organisation": "yards",
        "fields": ["food"],
        "offers": "Ships",
        "travellers": ["Kim Example, sales"],
    }
    added = ask(organiser, "post", "/members", **said).json()
    confirmed = ask(applicant, "post", "/members/works/confirm").json()
    withdrawn = ask(organiser, "post", "/members/yards/withdraw", reason="No time").json()
    members = ask(applicant, "get", "/members").json()
    shown = ask(organiser, "get", "").json()

    assert (made["state"], made["zone"], taken) == ("draft", "America/Lima", {"organisations": ["works"]})
    assert added == {
        "organisation": "yards", "name": "Yards", "state": "invited", "reason": "", "fields": ["food"], "offers": "Ships",
        "seeks": "", "travellers": ["Kim Example, sales"],
    }  # fmt: skip
    assert (confirmed["state"], withdrawn["state"], withdrawn["reason"]) == (
        "confirmed",
        "withdrawn",
        "No time",
    )
    assert [(one["organisation"], one["state"]) for one in members["items"]] == [("works", "confirmed")]
    assert (shown["offers"], shown["hidden"]) == ("All", 0)


# Tables.


def written(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list({name: None for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


ROW = {
    "event": "to-lima",
    "organisation": "works",
    "fields": "Food",
    "offers": "Pumps",
    "travellers": "Kim Example, sales; Bo",
}


def test_members_come_from_a_table_and_go_back_unchanged(tmp_path):
    event, organiser, _applicant, _sme = everybody()
    make_delegation(event)
    make_term(code="food", label="Food")
    path = tmp_path / "m.csv"

    load(actor=organiser, kind="delegation-members", path=written(path, ROW | {"state": ""}))
    (row,) = ExportDelegates().rows(organiser)
    load(
        actor=organiser,
        kind="delegation-members",
        path=written(path, row | {"fields": "; ".join(row["fields"])}),
    )

    assert row == {
        "event": "to-lima", "organisation": "works", "state": "invited", "reason": "", "fields": ["food"], "offers": "Pumps",
        "seeks": "", "travellers": "Kim Example, sales\nBo",
    }  # fmt: skip
    assert Delegate.objects.get().version == 1
    load(actor=organiser, kind="delegation-members", path=written(path, ROW | {"offers": "Valves"}))
    changed = Delegate.objects.get()
    assert (changed.offers, changed.state, changed.travellers.count()) == ("Valves", "invited", 2)
    gone = {"event": "to-lima", "organisation": "works", "state": "withdrawn", "reason": "Ill"}
    load(actor=organiser, kind="delegation-members", path=written(path, gone))
    assert (Delegate.objects.get().reason, Delegate.objects.get().offers) == ("Ill", "Valves")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"travellers": "Kim; kim"}, "named twice"),
        ({"state": "withdrawn"}, "Say why"),
        ({"reason": "Ill"}, "A reason is given by who withdraws"),
        ({"event": "elsewhere"}, "not known"),
        ({"fields": "Nothing such"}, "not known"),
    ],
)
def test_faults_of_a_table_are_named(tmp_path, said, words):
    event, organiser, _applicant, _sme = everybody()
    make_delegation(event)
    make_delegation(make_event(make_partnership(), key="elsewhere"))
    make_term(code="food", label="Food")

    with pytest.raises(HasErrors, match=words):
        load(actor=organiser, kind="delegation-members", path=written(tmp_path / "m.csv", ROW | said))


def test_costs_are_exported_for_who_runs_the_delegation_only():
    event, organiser, applicant, sme = everybody()
    delegation = make_delegation(event)
    make_cost(delegation, delegate=make_delegate(delegation, sme), bearer="participant", text="Hotel")

    assert [(one["organisation"], one["what"]) for one in ExportCosts().rows(organiser)] == [
        ("works", "Hotel")
    ]
    assert list(ExportCosts().rows(applicant)) == []
