"""Organisations are invited into a partnership, and their own teams answer."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.exporters import ExportInvitations
from kontor.hub.partnerships.models import Participation, PartnerInvitation
from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import (
    make_invitation,
    make_participation,
    make_partnership,
    make_target,
)
from tests.hub.partnerships.test_leaks import Caller

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def soon():
    return today() + timedelta(days=20)


@pytest.fixture
def alloy():
    return make_partnership("ALLOY", key="alloy", start="2026", end="2035", visibility="partners")


@pytest.fixture
def coordinator(alloy):
    return actors.make_coordinator(alloy.team)


def three():
    found = [make_organisation(name, key=name.lower()) for name in ("Anvil", "Bellows", "Crucible")]
    return found, [actors.make_cluster_manager(make_team(one)) for one in found]


def invite(actor, partnership, *organisations, **fields):
    asked = actions.Asked(**{"answer_until": soon(), **fields})
    return actions.invite(
        actor=actor, partnership=partnership, organisations=organisations, asked=asked, today=today()
    )


def test_three_are_invited_two_join_and_one_declines(
    alloy, coordinator, client, django_capture_on_commit_callbacks
):
    (anvil, bellows, crucible), teams = three()
    User.objects.filter(pk=teams[1].user_id).update(language="de")
    actors.signed_in(client, coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("partnerships:invite", args=["alloy"]) + "?organisation=anvil&why-anvil=Forges+blades",
            {
                "organisations": ["anvil", "bellows", "crucible"],
                "role": "partner",
                "answer_until": soon().isoformat(),
                "message": "Come with us to Peru",
                "why_anvil": "You forge blades",
            },
        )

    assert answer.headers["Location"] == reverse("partnerships:invitations", args=["alloy"])
    letters = {letter.to[0]: letter for letter in mail.outbox}
    address = [User.objects.get(pk=one.user_id).email for one in teams]
    assert letters.keys() == set(address)
    assert letters[address[0]].subject == "Anvil is invited to join ALLOY"
    assert letters[address[1]].subject == "Bellows ist eingeladen, ALLOY beizutreten"
    assert ["You forge blades" in letters[one].body for one in address] == [True, False, False]

    mail.outbox.clear()
    made = {one.organisation_id: one for one in PartnerInvitation.objects.all()}
    for actor, organisation in zip(teams[:2], (anvil, bellows), strict=True):
        actors.signed_in(client, actor)
        page = made[organisation.pk].get_absolute_url()
        assert "Come with us to Peru" in client.get(page).text
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(f"{page}accept/").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        actions.decline_invitation(
            actor=teams[2], invitation=made[crucible.pk], today=today(), reason="No time"
        )

    entries = Participation.objects.filter(partnership=alloy).order_by("organisation__name")
    assert [(one.organisation, one.role, one.start) for one in entries] == [
        (anvil, "partner", today().isoformat()),
        (bellows, "partner", today().isoformat()),
    ]
    assert [letter.subject for letter in mail.outbox] == [
        "Anvil joins ALLOY",
        "Bellows joins ALLOY",
        "Crucible does not join ALLOY",
    ]
    assert "No time" in mail.outbox[2].body
    figures = queries.figures_of_invitations(queries.invitations_of(coordinator, alloy, today()))
    numbers = {state: one.number for state, one in figures.items()}
    assert numbers == {"": 3, "open": 0, "accepted": 2, "declined": 1}


def test_who_waits_or_takes_part_is_not_invited_again(alloy, coordinator):
    anvil, partner, gone = (make_organisation(name) for name in ("Anvil", "Partner", "Gone"))
    make_participation(alloy, partner)
    make_participation(alloy, gone, end="2026-01")
    invite(coordinator, alloy, anvil, gone)

    with pytest.raises(rules.InvitedAlready):
        invite(coordinator, alloy, anvil)
    with pytest.raises(rules.IsPartnerAlready):
        invite(coordinator, alloy, make_organisation(), partner)
    with pytest.raises(rules.NobodyInvited):
        invite(coordinator, alloy)
    for day in (today(), today() + timedelta(days=400)):
        with pytest.raises(rules.WrongAnswerDay):
            invite(coordinator, alloy, make_organisation(), answer_until=day)
    assert PartnerInvitation.objects.count() == 2


def test_what_ran_out_is_answered_no_more_and_may_be_sent_again(alloy, coordinator):
    anvil = make_organisation("Anvil")
    team = actors.make_cluster_manager(make_team(anvil))
    old = make_invitation(alloy, anvil, days=-1)

    with pytest.raises(rules.InvitationIsOver):
        actions.accept_invitation(actor=team, invitation=old, today=today())
    (new,) = invite(coordinator, alloy, anvil)

    old.refresh_from_db()
    assert (old.state, new.state) == ("expired", "open")


def test_withdrawn_is_withdrawn(alloy, coordinator, django_capture_on_commit_callbacks):
    anvil = make_organisation("Anvil")
    team = actors.make_cluster_manager(make_team(anvil))
    made = make_invitation(alloy, anvil)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_invitation(actor=coordinator, invitation=made, today=today())

    assert [letter.subject for letter in mail.outbox] == ["ALLOY has withdrawn its invitation"]
    for change in (actions.accept_invitation, actions.decline_invitation):
        with pytest.raises(rules.InvitationIsOver):
            change(actor=team, invitation=made, today=today())
    assert Participation.objects.count() == 0


def test_only_the_coordinator_invites_and_only_the_invited_answers(alloy, coordinator):
    partner = make_organisation()
    make_participation(alloy, partner)
    made = make_invitation(alloy)
    others = [VISITOR, actors.make_cluster_manager(make_team(partner)), actors.make_outsider_coordinator()]

    for actor in others:
        with pytest.raises((NotAllowed, NotThere)):
            invite(actor, alloy, make_organisation())
        with pytest.raises((NotAllowed, NotThere)):
            actions.withdraw_invitation(actor=actor, invitation=made, today=today())
    for actor in (*others, coordinator, actors.make_editor()):
        with pytest.raises((NotAllowed, NotThere)):
            actions.accept_invitation(actor=actor, invitation=made, today=today())


def test_answer_from_outside_is_recorded_only_where_nobody_answers_here(alloy, coordinator):
    (anvil, *_), _teams = three()
    alone = make_organisation("Alone")
    with_team, without = make_invitation(alloy, anvil), make_invitation(alloy, alone)

    def came(**fields):
        told = {"accepted": True, "answered_on": today(), "note": "by mail"}
        return actions.CameOutside(**{**told, **fields})

    def record(invitation, came):
        actions.record_answer(actor=coordinator, invitation=invitation, came=came, today=today())

    with pytest.raises(rules.AnswersForItself):
        record(with_team, came())
    with pytest.raises(rules.NeedsHowItCame):
        record(without, came(note=" "))
    with pytest.raises(rules.AnsweredInTheFuture):
        record(without, came(answered_on=soon()))
    record(without, came())

    without.refresh_from_db()
    assert (without.state, without.recorded, without.note) == ("accepted", True, "by mail")
    assert Participation.objects.get().organisation == alone


def test_two_sides_and_editors_see_it_nobody_else(alloy, coordinator, client):
    partner, anvil = make_organisation("Partner"), make_organisation("Anvil")
    hidden = make_organisation("Quiet Smelter", visibility="restricted")
    make_participation(alloy, partner)
    make_participation(alloy, hidden)
    make_target(alloy, "PE")
    make_target(alloy, "CL", visibility="partners")
    team = actors.make_cluster_manager(make_team(anvil))
    made = make_invitation(alloy, anvil, message="Read this")
    others = [
        VISITOR,
        actors.make_cluster_manager(make_team(partner)),
        actors.make_outsider_coordinator(),
        actors.make_analyst(),
    ]

    assert [list(visible(PartnerInvitation, one)) for one in (team, coordinator, actors.make_editor())] == [
        [made]
    ] * 3
    assert [list(visible(PartnerInvitation, one)) for one in others] == [[]] * 4
    assert [list(ExportInvitations().rows(one)) for one in others] == [[]] * 4
    assert [row["state"] for row in ExportInvitations().rows(team)] == ["open"]
    with pytest.raises(NotThere):
        queries.by_key(team, "alloy")
    actors.signed_in(client, team)
    page = client.get(made.get_absolute_url()).text
    assert ["Partner" in page, "Peru" in page, "Read this" in page] == [True, True, True]
    assert ["Quiet Smelter" in page, "Chile" in page] == [False, False]
    assert "1 partner that is not shown to you." in page
    assert f'href="{alloy.get_absolute_url()}"' not in page


def test_invitation_waits_on_home_and_on_the_organisations_page(alloy, client):
    anvil = make_organisation("Anvil")
    team = actors.make_cluster_manager(make_team(anvil))
    made = make_invitation(alloy, anvil)

    def found(actor):
        actors.signed_in(client, actor)
        return [made.get_absolute_url() in client.get(one).text for one in ("/", anvil.get_absolute_url())]

    assert (found(team), found(actors.make_sme())) == ([True, True], [False, False])
    PartnerInvitation.objects.update(answer_until=today() - timedelta(days=1))
    assert found(team) == [False, False]


def test_each_figure_opens_the_invitations_that_it_counts(alloy, coordinator, client):
    for state in ("open", "open", "accepted", "withdrawn"):
        make_invitation(alloy, state=state)
    make_invitation(alloy, days=-1)
    page = reverse("partnerships:invitations", args=["alloy"])
    actors.signed_in(client, coordinator)

    drawn = client.get(page).text
    figures = re.findall(
        r'key-figure-link" href="([^"]+)"><span class="key-figure-value">(\d+)</span> '
        r'<span class="key-figure-label">([^<]+)<',
        drawn,
    )

    assert [(int(number), label) for _, number, label in figures] == [
        (5, "Invitations"),
        (2, "Wait for an answer"),
        (1, "Accepted"),
        (0, "Declined"),
        (1, "Withdrawn"),
        (1, "Not answered in time"),
    ]
    for url, number, _ in figures:
        opened = client.get(url).text
        assert opened.count('<p class="item-title">') == int(number)
        assert ("Show all" in opened) is (url != page)
    assert "No invitation is in this state." in client.get(f"{page}?state=declined").text
    assert client.get(f"{page}?state=nonsense").text.count('<p class="item-title">') == 5


def test_pages_cost_the_same_for_many(alloy, coordinator, client):
    def cost(actor, address):
        actors.signed_in(client, actor)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    anvil = make_organisation("Anvil")
    team = actors.make_cluster_manager(make_team(anvil))
    made = make_invitation(alloy, anvil)
    make_participation(alloy)
    asked = [
        (coordinator, reverse("partnerships:invitations", args=["alloy"])),
        (team, made.get_absolute_url()),
        (team, anvil.get_absolute_url()),
    ]
    few = [cost(*one) for one in asked]
    for _ in range(7):
        make_invitation(alloy)
        make_participation(alloy)
        make_invitation(make_partnership(), anvil)

    assert [cost(*one) for one in asked] == few


def test_programs_invite_and_answer(alloy, coordinator):
    _organisations, (anvil, bellows, _crucible) = three()
    wanted = {
        "invited": [{"organisation": "anvil", "hoped_for": "Blades"}, {"organisation": "bellows"}],
        "answer_until": soon().isoformat(),
    }
    made = Caller(coordinator).post("/partnerships/alloy/invitations", json=wanted)
    first, second = (one["id"] for one in made.json())

    assert made.status_code == 201
    assert [one["hoped_for"] for one in made.json()] == ["Blades", ""]
    assert Caller(anvil).post(f"/partner-invitations/{first}/accept").json()["state"] == "accepted"
    told = Caller(bellows).post(f"/partner-invitations/{second}/decline", json={"reason": "No"}).json()
    assert (told["state"], told["reason"]) == ("declined", "No")
    assert Caller(bellows).get("/partner-invitations").json()["count"] == 1
    assert Caller(coordinator).get("/partner-invitations").json()["count"] == 2
