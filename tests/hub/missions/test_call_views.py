"""Pages and API of calls: from writing one to the decision, in a browser without scripts; what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from ninja.testing import TestClient

from kontor.hub.missions.models import Application, Call, Review
from kontor.hub.missions.rest import router
from kontor.hub.missions.rules.calls import NothingToDecide
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.calls import (
    make_application,
    make_call,
    make_criterion,
    make_question,
    make_review,
    make_reviewer,
    reach_cut_off,
)
from tests.factories.directory import make_organisation, make_team
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "To Lima", "text": "Come along", "places": 1, "zone": "America/Lima", "opens": "2026-01-01 09:00",
    "cut_offs": "2099-03-01 17:00", "kinds": ["sme"], "questions": "* Why?\nchoice: Which? = Peru; Chile",
    "criteria": "Fit: 2", "threshold": 0,
}  # fmt: skip


def address(name, *values):
    return reverse(f"missions:{name}", args=values)


def everybody():
    """An event, its organiser, and an SME with somebody who edits it."""
    event = make_event(make_partnership())
    sme = make_organisation("Works", kind="sme", key="works")
    return event, actors.make_coordinator(event.partnership.team), actors.make_sme(make_team(sme)), sme


def test_a_call_goes_its_way_from_writing_to_the_decision(client):
    event, organiser, applicant, sme = everybody()
    jury = make_organisation(key="jury")
    reviewer = actors.make_cluster_manager(make_team(jury))

    signed_in(client, organiser)
    client.post(address("add_call", event.key), WRITTEN)
    call = Call.objects.get()
    client.post(address("name_reviewers", call.key), {"organisations": ["jury"]})
    assert client.post(address("publish_call", call.key)).status_code == 302
    signed_in(client, applicant)
    incomplete = client.post(address("apply", call.key, "works"), {"hand_in": "on"})
    handed_in = client.post(
        address("apply", call.key, "works"), {"answer_1": "Because", "answer_2": "Peru", "hand_in": "on"}
    )
    reach_cut_off(call)
    application = Application.objects.get()
    signed_in(client, reviewer)
    client.post(address("score", call.key, application.pk), {"points_1": "4", "comment": "Good"})
    signed_in(client, organiser)
    decided = client.post(address("decide", call.key), {f"decision_{application.pk}": "selected"})

    assert (incomplete.status_code, handed_in.status_code, decided.status_code) == (409, 302, 302)
    assert "must be answered" in incomplete.content.decode()
    application.refresh_from_db()
    assert (application.organisation, application.state, application.rank) == (sme, "selected", 1)
    assert Review.objects.get().points == {"1": 4}


def test_closed_is_said_in_words(client):
    event, _organiser, applicant, _sme = everybody()
    call = make_call(event, cut_offs=(-1,))
    signed_in(client, applicant)

    page = client.get(address("call", call.key)).content.decode()
    answer = client.post(address("apply", call.key, "works"), {})

    assert "Its last cut-off has passed" in page
    assert answer.status_code == 409
    assert "its last cut-off. Nothing can be handed in any more" in answer.content.decode()


def test_the_edit_form_holds_the_call_as_it_is_written(client):
    event, organiser, _applicant, _sme = everybody()
    signed_in(client, organiser)
    client.post(address("add_call", event.key), WRITTEN)
    call = Call.objects.get()

    form = client.get(address("edit_call", call.key)).context["form"]

    kept = {name: form[name].value() for name in ("opens", "cut_offs", "questions", "criteria", "kinds")}
    assert kept == {name: WRITTEN[name] for name in kept}


def test_the_event_leads_to_its_calls(client):
    event, organiser, applicant, _sme = everybody()
    call = make_call(event, state="draft", title="Drafted call")
    found = []
    for actor in (organiser, applicant):
        signed_in(client, actor)
        found.append(call.title in client.get(event.get_absolute_url()).content.decode())

    assert found == [True, False]


def fill(call, count):
    reviewers = [make_reviewer(call) for _place in range(2)]
    for _place in range(count):
        application = make_application(call)
        for one in reviewers:
            make_review(one, application)


@pytest.mark.parametrize("name", ["calls", "call", "application", "export_call"])
def test_pages_cost_the_same_whatever_their_size(client, name):
    event, organiser, _applicant, _sme = everybody()
    signed_in(client, organiser)
    costs = []
    for count in (2, 6):
        call = make_call(event, cut_offs=(-1, 10))
        make_question(call)
        make_criterion(call)
        fill(call, count)
        values = {"calls": (), "call": (call.key,), "export_call": (call.key, "csv")}
        wanted = address(name, *values.get(name, (call.key, call.applications.first().pk)))
        client.get(wanted)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(wanted)
            b"".join(response)
        assert response.status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_programs_go_the_same_way():
    event, organiser, applicant, _sme = everybody()

    def ask(actor, method, path, **json):
        return getattr(TestClient(router), method)(path, json=json, auth=actor)

    new = {**WRITTEN, "cut_offs": ["2099-03-01 17:00"], "questions": ["* Why?"], "criteria": ["Fit: 2"]}
    made = ask(organiser, "post", f"/events/{event.key}/calls", **new).json()
    letters = ask(organiser, "post", f"/calls/{made['key']}/publish").json()
    ask(applicant, "put", f"/calls/{made['key']}/applications/works", answers={"1": "Because"}, hand_in=True)
    reach_cut_off(Call.objects.get())
    decided = ask(organiser, "post", f"/calls/{made['key']}/decide", decisions=[]).json()
    found = ask(applicant, "get", f"/calls/{made['key']}/applications").json()["items"]

    assert letters == {"letters": 1}
    assert [one["decision"] for one in decided["decisions"]] == ["selected"]
    assert [(one["organisation"], one["state"], one["counted"]) for one in found] == [
        ("works", "selected", 1)
    ]


def test_where_nothing_waits_the_call_says_so(client):
    event, organiser, _applicant, _sme = everybody()
    call = make_call(event)
    signed_in(client, organiser)

    answer = client.get(address("decide", call.key), follow=True)

    assert answer.redirect_chain == [(call.get_absolute_url(), 302)]
    assert [str(one) for one in answer.context["messages"]] == [str(NothingToDecide())]


def test_what_is_being_assessed_is_not_offered_for_changes(client):
    event, _organiser, applicant, sme = everybody()
    call = make_call(event, cut_offs=(30, 60))
    application = make_application(call, sme)
    change = address("apply", call.key, sme.key)
    signed_in(client, applicant)
    pages = (call.get_absolute_url(), application.get_absolute_url())

    before = [change in client.get(page).content.decode() for page in pages]
    reach_cut_off(call)
    after = [change in client.get(page).content.decode() for page in pages]

    assert (before, after) == ([True, True], [False, False])


def test_a_reviewer_reads_what_was_handed_in_beside_the_points(client):
    event, _organiser, _applicant, sme = everybody()
    jury = make_organisation(key="jury")
    call = make_call(event)
    make_reviewer(call, jury)
    make_question(call, text="Why?")
    application = make_application(call, sme, answers={"1": "Because of the harbours"})
    reach_cut_off(call)
    signed_in(client, actors.make_cluster_manager(make_team(jury)))

    page = client.get(address("score", call.key, application.pk)).content.decode()

    assert "Because of the harbours" in page
