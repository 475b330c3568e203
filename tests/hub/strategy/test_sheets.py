"""Competence sheets: invited, filled over the link without an account, taken over with one press; nothing enters the chain before."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from kontor.hub.foundation.actor import system
from kontor.hub.foundation.history import ACTION_WORDS
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.strategy import tasks
from kontor.hub.strategy.actions import sheet_filling, sheets
from kontor.hub.strategy.models import CompetenceSheet, Contribution
from kontor.hub.strategy.notices import sheet_letter
from kontor.hub.strategy.queries import sheets as queries
from kontor.hub.strategy.rules import sheet as rules
from tests.factories import actors
from tests.factories.accounts import make_team
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import (
    make_chain,
    make_component,
    make_contribution,
    make_sheet,
    make_sheet_line,
)

pytestmark = pytest.mark.django_db
LINK = system("strategy.link")


@pytest.fixture
def chain():
    """Of a partnership with a team; milling and baking, and a hidden neighbour who contributes to milling."""
    made = make_chain(
        make_partnership("ELCA", key="elca", team=make_team()),
        "Bread",
        key="bread",
        topic="From grain to loaf",
    )
    make_component(made, "Milling", description="Grain becomes flour")
    make_component(made, "Baking")
    return made


@pytest.fixture
def coordinator(chain):
    return actors.make_coordinator(chain.partnership.team)


@pytest.fixture
def mill():
    return make_organisation("Mill of Ebro", key="mill", languages=["en"])


def component(chain, name):
    return chain.components.get(name=name)


def invite(coordinator, chain, mill, **fields):
    fields.setdefault("until", timezone.localdate() + timedelta(days=14))
    invited = [sheets.Invited(mill, "sme@example.org")]
    (made,) = sheets.invite_to_sheet(
        actor=coordinator, chain=chain, invited=invited, confirmed=True, **fields
    )
    return made


def address(sheet):
    return reverse("strategy:fill_sheet", args=[sheet.token])


def filled(chain, **fields):
    milling = component(chain, "Milling").pk
    return {f"does_{milling}": "on", f"gives_{milling}": "Stone mills", f"readiness_{milling}": "8", **fields}


def answered(chain, mill, **fields):
    now = timezone.now()
    made = make_sheet(
        chain, mill, state="answered", opened_at=now - timedelta(minutes=7), answered_at=now, **fields
    )
    make_sheet_line(made, component(chain, "Milling"), gives="Stone mills", readiness=8)
    return made


def test_invite_sends_a_letter_in_the_organisations_language(chain, coordinator, mill):
    mill.languages = ["es"]
    sheet = invite(coordinator, chain, mill, note="We met in Turin.")

    letter = sheet_letter(sheet)

    assert sheet.language == "es"
    assert letter.to == ["sme@example.org"]
    assert sheet.token in letter.body
    assert "We met in Turin." in letter.body
    assert not CompetenceSheet.objects.filter(token_hash=sheet.token).exists()


def test_a_letter_goes_once(chain, coordinator, mill):
    sheet = invite(coordinator, chain, mill)
    sheets.keep_fate(sheet, type("Handed", (), {"fate": sheets.mail.Fate.TAKEN, "reason": ""})())

    assert tasks.write_letter(sheet.pk) is None


def test_invite_needs_the_confirmation_and_asks_nobody_twice(chain, coordinator, mill):
    asked = {
        "actor": coordinator,
        "chain": chain,
        "until": timezone.localdate(),
        "invited": [sheets.Invited(mill, "a@example.org")],
    }

    with pytest.raises(rules.ComponentsNotConfirmed):
        sheets.invite_to_sheet(**asked)
    sheets.invite_to_sheet(**asked, confirmed=True)
    with pytest.raises(rules.InvitedAlready):
        sheets.invite_to_sheet(**asked, confirmed=True)


@pytest.mark.parametrize("days", [-1, 181])
def test_invite_refuses_a_term_that_is_none(chain, coordinator, mill, days):
    with pytest.raises(rules.TermNotPossible):
        invite(coordinator, chain, mill, until=timezone.localdate() + timedelta(days=days))


def test_invite_is_for_those_who_draw(chain, mill):
    with pytest.raises(NotAllowed):
        invite(actors.make_partner_staff(chain.partnership.team), chain, mill)


def test_the_link_shows_what_an_outsider_may_see(chain, coordinator, mill, client):
    make_contribution(component(chain, "Milling"), make_organisation("Secret Rival"), gives="Roller mills")
    make_contribution(component(chain, "Baking"), mill, gives="Rye bread")

    page = client.get(address(invite(coordinator, chain, mill)))

    words = page.content.decode()
    assert "Rye bread" in words
    assert "Grain becomes flour" in words
    assert "Secret Rival" not in words
    assert "Roller mills" not in words
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_link_that_nobody_was_given_is_not_there(client):
    assert client.get(reverse("strategy:fill_sheet", args=["0" * 32])).status_code == 404


def test_save_keeps_a_draft_that_nobody_reads(chain, coordinator, mill, client):
    sheet = invite(coordinator, chain, mill)

    client.post(address(sheet), filled(chain, go="save"))

    sheet.refresh_from_db()
    page = queries.sheet_page(coordinator, sheet, timezone.localdate())
    assert (sheet.state, sheet.lines.get(does=True).gives) == ("opened", "Stone mills")
    assert not any(row.is_said for row in page.rows)
    assert not Contribution.objects.exists()


def test_send_tells_the_inviter_and_shows_what_was_sent(
    chain, coordinator, mill, client, django_capture_on_commit_callbacks
):
    sheet = invite(coordinator, chain, mill)
    client.get(address(sheet))

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address(sheet), filled(chain, go="send"), follow=True)

    sheet.refresh_from_db()
    assert sheet.state == "answered"
    assert sheet.minutes == 1
    assert "Stone mills" in page.content.decode()
    assert any("Mill of Ebro" in one.body and "Stone mills" not in one.body for one in outbox.outbox)


def test_an_error_loses_nothing(chain, coordinator, mill, client):
    milling = component(chain, "Milling").pk
    sheet = invite(coordinator, chain, mill)

    page = client.post(address(sheet), {f"gives_{milling}": "Stone mills", "words": "Call us", "go": "send"})

    words = page.content.decode()
    assert page.status_code == 422
    assert "Stone mills" in words
    assert "Call us" in words
    assert "tick this box" in words


def test_an_empty_sheet_is_not_sent(chain, coordinator, mill, client):
    page = client.post(address(invite(coordinator, chain, mill)), {"go": "send"})

    assert page.status_code == 422
    assert "Nothing is filled in yet" in page.content.decode()


def test_decline_empties_and_can_be_taken_back(chain, coordinator, mill, client):
    sheet = invite(coordinator, chain, mill)
    client.post(address(sheet), filled(chain, go="save"))

    client.post(address(sheet), {"go": "decline"})

    sheet.refresh_from_db()
    assert (sheet.state, sheet.lines.count()) == ("declined", 0)
    client.post(address(sheet), {"go": "reopen"})
    sheet.refresh_from_db()
    assert sheet.state == "opened"


def test_what_was_sent_is_corrected_until_it_is_taken_over(chain, coordinator, mill, client):
    sheet = answered(chain, mill)

    client.post(address(sheet), filled(chain, offers="Flour", go="send"))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.offers) == ("answered", "Flour")
    sheets.take_over_sheet(actor=coordinator, sheet=sheet)
    page = client.post(address(sheet), filled(chain, offers="Nothing", go="send"))

    sheet.refresh_from_db()
    assert (page.status_code, sheet.offers) == (409, "Flour")


def test_a_sheet_is_closed_after_its_term(chain, mill, client):
    sheet = make_sheet(chain, mill, until=timezone.localdate() - timedelta(days=1))

    assert client.post(address(sheet), filled(chain, go="send")).status_code == 409
    assert sheet.state_on(timezone.localdate()) == "expired"


def test_take_over_maps_and_changes_by_the_action_that_maps(chain, coordinator, mill):
    make_contribution(component(chain, "Baking"), mill, gives="Rye bread")
    sheet = answered(chain, mill)
    make_sheet_line(sheet, component(chain, "Baking"), gives="Wheat bread")

    sheets.take_over_sheet(actor=coordinator, sheet=sheet)

    stands = dict(Contribution.objects.values_list("component__name", "gives"))
    actions = list(
        AuditEvent.objects.filter(subject_kind="strategy.contribution").values_list("action", flat=True)
    )
    assert stands == {"Milling": "Stone mills", "Baking": "Wheat bread"}
    assert sorted(actions) == [
        "strategy.map",
        "strategy.map",
        "strategy.take_over_sheet",
        "strategy.take_over_sheet",
    ]
    assert "strategy.take_over_sheet" in ACTION_WORDS


def test_take_over_takes_only_what_is_chosen(chain, coordinator, mill):
    sheet = answered(chain, mill)
    make_sheet_line(sheet, component(chain, "Baking"), gives="Wheat bread")

    sheets.take_over_sheet(actor=coordinator, sheet=sheet, components={component(chain, "Baking").pk})

    assert [one.gives for one in Contribution.objects.all()] == ["Wheat bread"]


def test_take_over_refuses_what_the_reader_did_not_see(chain, coordinator, mill):
    sheet = answered(chain, mill)
    stand = queries.sheet_page(coordinator, sheet, timezone.localdate()).stand
    make_contribution(component(chain, "Milling"), mill, gives="Other words")

    with pytest.raises(ChangedMeanwhile):
        sheets.take_over_sheet(actor=coordinator, sheet=sheet, stand=stand)


def test_a_draft_cannot_be_taken_over(chain, coordinator, mill):
    sheet = make_sheet(chain, mill, state="opened")
    make_sheet_line(sheet, component(chain, "Milling"))

    with pytest.raises(rules.NothingToTakeOver):
        sheets.take_over_sheet(actor=coordinator, sheet=sheet)


def test_refuse_leaves_the_chain_as_it_is_and_tells_the_reason(chain, coordinator, mill, client):
    sheet = answered(chain, mill)

    sheets.refuse_sheet(actor=coordinator, sheet=sheet, reason="Too far away")

    assert not Contribution.objects.exists()
    assert "Too far away" in client.get(address(sheet)).content.decode()


def test_withdraw_throws_away_what_was_not_sent(chain, coordinator, mill, client):
    sheet = make_sheet(chain, mill, state="opened")
    make_sheet_line(sheet, component(chain, "Milling"))

    sheets.withdraw_sheet(actor=coordinator, sheet=sheet)

    assert not sheet.lines.exists()
    assert client.post(address(sheet), filled(chain, go="send")).status_code == 409


def test_invite_again_kills_the_old_link(chain, coordinator, mill, client):
    sheet = make_sheet(chain, mill, state="declined")
    old = address(sheet)

    again = sheets.invite_again(actor=coordinator, sheet=sheet, until=timezone.localdate())

    assert again.state == "sent"
    assert client.get(old).status_code == 404
    assert client.get(address(again)).status_code == 200


def test_remind_waits_some_days(chain, coordinator, mill):
    sheet = make_sheet(chain, mill)

    with pytest.raises(rules.RemindedLately):
        sheets.remind_invited(actor=coordinator, sheet=sheet)
    later = sheets.remind_invited(actor=coordinator, sheet=sheet, now=timezone.now() + timedelta(days=4))
    assert sheet_letter(later).subject == "Reminder: your sheet for the value chain “Bread”"


def test_remind_before_term_is_once_and_by_itself(chain, mill):
    day = timezone.now() + timedelta(days=12)
    make_sheet(chain, mill)
    remind = {"actor": system("strategy.remind_invited"), "now": day}

    assert [sheet_filling.remind_before_term(**remind) for _time in range(2)] == [1, 0]


def test_forget_empties_address_and_words(chain, mill, client):
    sheet = answered(chain, mill, words="Call Anna")

    emptied = sheet_filling.forget_sheets(actor=system("x"), now=timezone.now() + timedelta(days=200))

    old, sheet = address(sheet), CompetenceSheet.objects.get()
    assert (emptied, sheet.email, sheet.words, sheet.lines.count()) == (1, "", "", 0)
    assert client.get(old).status_code == 404


def test_the_trail_holds_neither_address_nor_words(chain, coordinator, mill):
    sheet = invite(coordinator, chain, mill, note="We met in Turin.")
    answers = sheet_filling.Answers({}, words="Call Anna")
    sheet_filling.save_sheet(actor=LINK, sheet=sheet, answers=answers, send=True)

    trail = " ".join(AuditEvent.objects.values_list("changes", flat=True))
    assert not any(word in trail for word in ("sme@example.org", "Turin", "Anna", sheet.token, sheet.nonce))


def test_median_opens_its_records(chain, coordinator, mill):
    answered(chain, mill)
    make_sheet(chain, make_organisation("Oven", key="oven"))

    page = queries.sheets_page(coordinator, chain, timezone.localdate(), "timed")

    assert (page.median, page.all, [row.sheet.organisation.key for row in page.rows]) == (7, 2, ["mill"])


def test_others_see_no_sheet(chain, mill):
    sheet = answered(chain, mill)

    for actor in (actors.make_partner_staff(chain.partnership.team), actors.make_analyst(), actors.VISITOR):
        with pytest.raises(NotThere):
            queries.sheet_by_id(actor, sheet.pk)


def test_the_pages_of_the_coordinator(chain, coordinator, mill, client):
    signed_in(client, coordinator)
    sheet = answered(chain, mill)

    for name, key in (
        ("sheets", chain.key),
        ("invite_to_sheet", chain.key),
        ("sheet", sheet.pk),
        ("refuse_sheet", sheet.pk),
    ):
        assert client.get(reverse(f"strategy:{name}", args=[key])).status_code == 200
    second = client.get(reverse("strategy:invite_to_sheet", args=[chain.key]), {"organisation": "mill"})
    assert f"email_{mill.pk}" in second.content.decode()
    taken = client.post(reverse("strategy:take_over_sheet", args=[sheet.pk]), {
        "components": [component(chain, "Milling").pk],
        "stand": queries.sheet_page(system("x"), sheet, timezone.localdate()).stand,
    })  # fmt: skip
    assert taken.status_code == 302
    assert Contribution.objects.get().gives == "Stone mills"


def test_inviting_over_the_page(chain, coordinator, mill, client):
    signed_in(client, coordinator)

    page = client.post(reverse("strategy:invite_to_sheet", args=[chain.key]), {
        "organisation": ["mill"], f"email_{mill.pk}": "sme@example.org", f"language_{mill.pk}": "fr",
        "until": timezone.localdate().isoformat(), "confirmed": "on", "note": "",
    })  # fmt: skip

    assert page.status_code == 302
    assert CompetenceSheet.objects.get().language == "fr"


@pytest.mark.parametrize("number", [1, 5])
def test_questions_do_not_grow_with_components_or_sheets(
    chain, coordinator, mill, client, number, django_assert_num_queries
):
    for _time in range(number):
        make_component(chain)
        answered(chain, make_organisation())
    sheet = invite(coordinator, chain, mill)
    client.get(address(sheet))

    with django_assert_num_queries(FILLING):
        client.get(address(sheet))
    signed_in(client, coordinator)
    client.get(reverse("strategy:sheets", args=[chain.key]))
    with django_assert_num_queries(LISTING):
        client.get(reverse("strategy:sheets", args=[chain.key]))


FILLING = 10
LISTING = 5
