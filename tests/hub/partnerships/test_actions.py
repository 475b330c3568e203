"""What changes partnerships, who may, and what the trail says of it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kontor.hub.foundation.actor import VISITOR, system
from kontor.hub.foundation.models import AuditEvent, ProgrammeMembership
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.states import WrongState
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import actions, queries, rules
from kontor.hub.partnerships.models import Follow, Participation, PartnerSearch, TargetMarket
from kontor.hub.partnerships.permissions import names_the_searcher
from tests.factories import actors
from tests.factories.directory import make_alias, make_country, make_organisation, make_team
from tests.factories.partnerships import (
    make_activity,
    make_interest,
    make_participation,
    make_partnership,
    make_search,
    make_target,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def trail():
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def editor_of(organisation):
    return actors.make_cluster_manager(make_team(organisation))


def search_values(**values):
    values.setdefault("title", "Port facilities")
    return {
        "direction": "request", "type": "partnership", "text": "For floating wind.", "visibility": "public",
        "anonymous": False, "public_description": "", "expires_on": TODAY + timedelta(days=90), **values,
    }  # fmt: skip


# Partnerships.


def test_propose_makes_the_actor_manager_and_the_organisation_coordinator():
    organisation = make_organisation()
    actor = editor_of(organisation)

    partnership = actions.propose(actor=actor, coordinator=organisation, acronym="WIND 4i", kind="ESCP-4i")

    assert (partnership.key, partnership.state) == ("wind-4i", "proposed")
    assert list(partnership.participations.values_list("organisation", "role")) == [
        (organisation.pk, "coordinator")
    ]
    assert list(partnership.team.members.values_list("user_id", "role")) == [(actor.user_id, "manager")]
    assert trail() == ["partnerships.propose", "partnerships.add_partner"]


def test_propose_refuses_a_coordinator_that_the_actor_does_not_edit():
    with pytest.raises(NotAllowed, match="edits the coordinating organisation"):
        actions.propose(
            actor=editor_of(make_organisation()), coordinator=make_organisation(), acronym="X", kind="other"
        )


def test_propose_never_takes_an_address_of_the_area():
    organisation = make_organisation()

    partnership = actions.propose(
        actor=editor_of(organisation), coordinator=organisation, acronym="Network", kind="other"
    )

    assert partnership.key == "network-2"


def test_edit_refuses_when_somebody_saved_meanwhile():
    partnership = make_partnership()
    coordinator = actors.make_coordinator(partnership.team)
    actions.edit(actor=coordinator, partnership=partnership, version=1, name="First")

    with pytest.raises(ChangedMeanwhile):
        actions.edit(actor=coordinator, partnership=partnership, version=1, name="Second")


def test_edit_is_for_the_coordinator():
    partnership = make_partnership()

    with pytest.raises(NotAllowed, match="Ask the coordinator"):
        actions.edit(
            actor=actors.make_outsider_coordinator(), partnership=partnership, version=1, name="Mine"
        )


def test_edit_of_what_one_does_not_see_is_not_there():
    partnership = make_partnership(visibility="partners")

    with pytest.raises(NotThere):
        actions.edit(
            actor=actors.make_outsider_coordinator(), partnership=partnership, version=1, name="Mine"
        )


def test_change_state_follows_the_table_and_says_what_is_possible():
    partnership = make_partnership(state="active")
    coordinator = actors.make_coordinator(partnership.team)

    assert actions.change_state(actor=coordinator, partnership=partnership, verb="end").state == "ended"
    with pytest.raises(WrongState, match="'ended', and it must be one of: active"):
        actions.change_state(actor=coordinator, partnership=partnership, verb="end")
    assert trail() == ["partnerships.end"]


# Partners.


def test_add_partner_refuses_a_second_coordinator():
    partnership = make_partnership()
    make_participation(partnership, make_organisation("First cluster"), role="coordinator")

    with pytest.raises(rules.SecondCoordinator, match="First cluster"):
        actions.add_partner(
            actor=actors.make_coordinator(partnership.team), partnership=partnership,
            organisation=make_organisation(), role="coordinator",
        )  # fmt: skip


def test_add_partner_refuses_the_same_organisation_twice_at_a_time():
    partnership = make_partnership()
    present = make_participation(partnership)
    coordinator = actors.make_coordinator(partnership.team)

    with pytest.raises(rules.TakesPartAlready):
        actions.add_partner(
            actor=coordinator, partnership=partnership, organisation=present.organisation, role="partner"
        )


def test_edit_participation_is_for_the_partner_itself():
    participation = make_participation(make_partnership())
    partner = editor_of(participation.organisation)

    actions.edit_participation(actor=partner, participation=participation, goals="Two markets")

    assert Participation.objects.get().goals == "Two markets"
    with pytest.raises(NotAllowed):
        actions.edit_participation(
            actor=actors.make_outsider_coordinator(), participation=participation, goals="None"
        )


def test_what_a_partner_expects_and_wants_is_written_by_its_own_team_only():
    participation = make_participation(make_partnership(), goals="Two markets")
    coordinator = actors.make_coordinator(participation.partnership.team)

    actions.edit_participation(
        actor=coordinator, participation=participation, mandate="Board", goals="Two markets"
    )
    for other in (coordinator, actors.make_editor(), actors.SYSTEM):
        for words in ({"goals": "Three"}, {"expectations": "Buyers"}):
            with pytest.raises(NotAllowed, match="written by its own team"):
                actions.edit_participation(
                    actor=other, participation=Participation.objects.get(), note="Anew", **words
                )
    with pytest.raises(NotAllowed, match="written by its own team"):
        actions.add_partner(
            actor=coordinator, partnership=participation.partnership, organisation=make_organisation(), role="partner",
            goals="Sell",
        )  # fmt: skip

    one = Participation.objects.get()
    assert (one.mandate, one.goals, one.expectations, one.note) == ("Board", "Two markets", "", "")


def test_leave_keeps_the_entry_with_its_end():
    participation = make_participation(make_partnership(), start="2016-02")
    coordinator = actors.make_coordinator(participation.partnership.team)

    with pytest.raises(rules.EndsBeforeItStarts, match=r"\(2015\) before it starts \(2016-02\)"):
        actions.leave(actor=coordinator, participation=participation, on="2015")
    actions.leave(actor=coordinator, participation=Participation.objects.get(), on="2017-03")

    assert Participation.objects.get().end == "2017-03"
    assert trail() == ["partnerships.leave"]


# Targets and activities.


def test_add_target_refuses_a_country_of_the_programme():
    partnership = make_partnership()
    ProgrammeMembership.objects.create(programme="cosme", country=make_country("RS"), start="2016-01-01")

    with pytest.raises(rules.NotAThirdCountry, match="Serbia"):
        actions.add_target(
            actor=actors.make_coordinator(partnership.team),
            partnership=partnership,
            country=make_country("RS"),
            today=TODAY,
        )


def test_add_target_refuses_the_same_from_the_same_place_and_takes_it_from_another():
    partnership = make_partnership()
    coordinator = actors.make_coordinator(partnership.team)
    values = {"actor": coordinator, "partnership": partnership, "country": make_country("CO"), "today": TODAY}
    actions.add_target(**values, source_place="guide")

    with pytest.raises(rules.TargetNamedAlready, match="Colombia"):
        actions.add_target(**values, source_place="guide")
    actions.add_target(**values, source_place="paper")

    assert TargetMarket.objects.count() == 2


def test_remove_target_leaves_its_trace_in_the_trail():
    target = make_target(make_partnership())

    actions.remove_target(actor=actors.make_coordinator(target.partnership.team), target=target)

    assert not TargetMarket.objects.exists()
    assert AuditEvent.objects.get().changed["country"] == ["CO", None]


def test_activities_are_added_with_a_key_and_removed():
    partnership = make_partnership(key="wind")
    coordinator = actors.make_coordinator(partnership.team)

    activity = actions.add_activity(actor=coordinator, partnership=partnership, type="mission")
    actions.remove_activity(actor=coordinator, activity=activity)

    assert activity.key == "wind-001"
    assert trail() == ["partnerships.add_activity", "partnerships.remove_activity"]
    with pytest.raises(NotAllowed):
        actions.remove_activity(actor=actors.make_outsider_coordinator(), activity=make_activity(partnership))


# Partner searches.


def test_open_search_is_for_those_who_edit_the_organisation():
    organisation = make_organisation()

    search = actions.open_search(
        actor=editor_of(organisation), organisation=organisation, today=TODAY, **search_values()
    )

    assert PartnerSearch.objects.get() == search
    with pytest.raises(NotAllowed, match="Only the team of the searching organisation"):
        actions.open_search(
            actor=editor_of(make_organisation()), organisation=organisation, today=TODAY, **search_values()
        )


def test_open_search_refuses_an_anonymous_text_that_names_the_searcher():
    organisation = make_organisation("Clúster Eólico")
    make_alias(organisation, "Wind Valley")
    values = search_values(anonymous=True, public_description="Cluster, Spain", text="We are Wind Valley.")

    with pytest.raises(rules.NamesTheSearcher, match="Wind Valley"):
        actions.open_search(actor=editor_of(organisation), organisation=organisation, today=TODAY, **values)


def test_edit_search_refuses_a_closed_one():
    search = make_search(state="closed")

    with pytest.raises(rules.SearchIsClosed):
        actions.edit_search(
            actor=editor_of(search.organisation), search=search, version=1, today=TODAY, title="New"
        )


def test_close_search_asks_what_came_of_it():
    search = make_search()
    actor = editor_of(search.organisation)

    with pytest.raises(rules.NeedsAnOutcome):
        actions.close_search(actor=actor, search=search, found="nobody", outcome=" ")
    actions.close_search(actor=actor, search=search, found="nobody", outcome="Two meetings.")

    assert (PartnerSearch.objects.get().state, trail()) == ("closed", ["partnerships.close_search"])


def test_answer_search_tells_the_searching_team_by_mail(django_capture_on_commit_callbacks):
    search = make_search(title="Port facilities")
    searcher = editor_of(search.organisation)
    other = make_organisation("Harbour Cluster")

    with django_capture_on_commit_callbacks(execute=True):
        actions.answer_search(
            actor=editor_of(other),
            search=search,
            organisation=other,
            answers=actions.Answers("We have a port."),
            today=TODAY,
        )

    (told,) = mail.outbox
    assert told.subject == "Harbour Cluster is interested: Port facilities"
    assert searcher.user_id is not None


@pytest.mark.parametrize("fault", ["foreign", "own", "twice", "expired"])
def test_answer_search_refuses_what_cannot_be(fault):
    search = make_search()
    other = make_organisation()
    actor = editor_of(other)
    today = timezone.localdate()
    expected = {
        "foreign": rules.NotTheirOrganisation, "own": rules.OwnSearch, "twice": rules.AnsweredAlready,
        "expired": rules.SearchIsClosed,
    }[fault]  # fmt: skip
    if fault == "foreign":
        other = make_organisation()
    if fault == "own":
        other, actor = search.organisation, editor_of(search.organisation)
    if fault == "twice":
        make_interest(search, other)
    if fault == "expired":
        today += timedelta(days=400)

    with pytest.raises(expected):
        actions.answer_search(
            actor=actor, search=search, organisation=other, answers=actions.Answers("Hello"), today=today
        )


def test_decide_interest_names_the_searcher_to_whom_it_accepts_only(django_capture_on_commit_callbacks):
    search = make_search(
        make_organisation("Hidden Cluster"), anonymous=True, public_description="Cluster, Spain"
    )
    accepted, declined = make_interest(search), make_interest(search)
    chosen, refused = editor_of(accepted.organisation), editor_of(declined.organisation)
    searcher = editor_of(search.organisation)

    with django_capture_on_commit_callbacks(execute=True):
        actions.decide_interest(actor=searcher, interest=accepted, accepted=True)
        actions.decide_interest(actor=searcher, interest=declined, accepted=False)

    assert (names_the_searcher(chosen, search), names_the_searcher(refused, search)) == (True, False)
    assert ["Hidden Cluster" in told.body for told in mail.outbox] == [True, False]
    with pytest.raises(rules.DecidedAlready):
        actions.decide_interest(actor=searcher, interest=accepted, accepted=False)


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("anonymous", [False, True])
def test_answer_names_nobody_to_the_searching_side_until_both_agree(
    django_capture_on_commit_callbacks, anonymous, asked
):
    search = make_search(anonymous=anonymous, public_description="Cluster, Spain", title="Port facilities")
    searcher = editor_of(search.organisation)
    other = make_organisation("Harbour Cluster", country="FR")
    answers = actions.Answers("We have a port.", anonymous=asked)

    with django_capture_on_commit_callbacks(execute=True):
        interest = actions.answer_search(
            actor=editor_of(other), search=search, organisation=other, answers=answers, today=TODAY
        )

    (told,) = mail.outbox
    hidden = anonymous or asked
    assert interest.anonymous is hidden
    assert ("Harbour" in told.subject + told.body) is not hidden
    assert ("France" in told.subject) is hidden
    assert ("Harbour" in queries.interested(searcher, interest).name) is not hidden
    assert queries.interested(actors.make_editor(), interest).name == "Harbour Cluster"
    actions.decide_interest(actor=searcher, interest=interest, accepted=True)
    interest.refresh_from_db()
    assert queries.interested(searcher, interest).name == "Harbour Cluster"


def test_answer_stays_unnamed_when_the_search_is_named_later_or_declines_it():
    search = make_search(anonymous=True, public_description="Cluster, Spain")
    other = make_organisation("Harbour Cluster")
    searcher = editor_of(search.organisation)
    interest = actions.answer_search(
        actor=editor_of(other),
        search=search,
        organisation=other,
        answers=actions.Answers("A port."),
        today=TODAY,
    )

    actions.edit_search(
        actor=searcher, search=search, version=search.version, today=TODAY, **search_values(anonymous=False)
    )
    interest.refresh_from_db()
    assert "Harbour" not in queries.interested(searcher, interest).name
    declined = actions.decide_interest(actor=searcher, interest=interest, accepted=False)
    assert "Harbour" not in queries.interested(searcher, declined).name


def test_answer_without_a_name_refuses_a_text_that_says_it():
    search = make_search(anonymous=True, public_description="Cluster, Spain")
    other = make_organisation("Harbour Cluster")
    answers = actions.Answers("A port.", brings="The cranes of HARBOUR cluster.")

    with pytest.raises(rules.NamesTheInterested) as refused:
        actions.answer_search(
            actor=editor_of(other), search=search, organisation=other, answers=answers, today=TODAY
        )

    assert (refused.value.field, search.interests.exists()) == ("brings", False)


def test_decide_interest_is_for_the_searching_side():
    interest = make_interest(make_search())

    with pytest.raises(NotAllowed, match="Only the team of the searching organisation answers"):
        actions.decide_interest(actor=editor_of(interest.organisation), interest=interest, accepted=True)


def test_comment_is_not_made_in_somebody_elses_name():
    search = make_search()

    with pytest.raises(rules.NotTheirOrganisation):
        actions.comment(
            actor=editor_of(make_organisation()),
            search=search,
            text="Hello",
            organisation=make_organisation(),
        )


def published(organisation, **values):
    """A search that was opened by its team and published by an editor."""
    search = actions.open_search(
        actor=editor_of(organisation), organisation=organisation, today=TODAY, **search_values(**values)
    )
    return actions.publish_search(
        actor=actors.make_editor(), search=search, version=search.version, today=TODAY
    )


def test_a_new_search_is_read_by_its_team_and_editors_until_it_is_published(
    django_capture_on_commit_callbacks,
):
    organisation = make_organisation()
    inside, editor, other = editor_of(organisation), actors.make_editor(), actors.make_sme()
    readers = (inside, editor, other, VISITOR)

    with django_capture_on_commit_callbacks(execute=True):
        search = actions.open_search(
            actor=inside, organisation=organisation, today=TODAY, **search_values(title="Port facilities")
        )
    before = [visible(PartnerSearch, one).count() for one in readers]
    with pytest.raises(NotAllowed, match="reviewed by platform editors"):
        actions.publish_search(actor=inside, search=search, version=search.version, today=TODAY)
    actions.publish_search(actor=editor, search=search, version=search.version, today=TODAY)

    assert (before, [visible(PartnerSearch, one).count() for one in readers]) == ([1, 1, 0, 0], [1, 1, 1, 1])
    assert [one.subject for one in mail.outbox] == ["Waits for review: Port facilities"]
    assert trail() == ["partnerships.open_search", "partnerships.publish_search"]


def test_publish_search_refuses_what_the_editor_has_not_read():
    search = make_search(state="review")
    actions.edit_search(
        actor=editor_of(search.organisation), search=search, version=1, today=TODAY, text="Something else."
    )

    with pytest.raises(ChangedMeanwhile):
        actions.publish_search(actor=actors.make_editor(), search=search, version=1, today=TODAY)


def test_publish_search_refuses_one_whose_last_day_is_past():
    search = make_search(state="review", expires_on=TODAY)

    with pytest.raises(rules.WrongExpiry):
        actions.publish_search(actor=actors.make_editor(), search=search, version=1, today=TODAY)


def test_return_search_tells_the_team_why_and_a_change_sends_it_again(django_capture_on_commit_callbacks):
    search = make_search(state="review", title="Port facilities")
    inside, editor = editor_of(search.organisation), actors.make_editor()

    with pytest.raises(rules.NeedsAReason):
        actions.return_search(actor=editor, search=search, version=1, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        returned = actions.return_search(actor=editor, search=search, version=1, reason="Say where.")
        again = actions.edit_search(
            actor=inside, search=returned, version=returned.version, today=TODAY, text="In Cádiz."
        )

    assert (again.state, again.return_reason) == ("review", "")
    assert [(one.subject, "Say where." in one.body) for one in mail.outbox] == [
        ("Please change: Port facilities", True),
        ("Waits for review: Port facilities", False),
    ]


def test_renew_search_lets_an_expired_one_run_again():
    search = make_search(expires_on=TODAY - timedelta(days=3))
    actor = editor_of(search.organisation)

    with pytest.raises(rules.WrongExpiry):
        actions.renew_search(actor=actor, search=search, expires_on=TODAY, today=TODAY)
    renewed = actions.renew_search(
        actor=actor, search=search, expires_on=TODAY + timedelta(days=30), today=TODAY
    )

    assert rules.shown_state(renewed.state, renewed.expires_on, TODAY) == "open"
    with pytest.raises(rules.SearchIsClosed):
        actions.renew_search(
            actor=actors.make_editor(),
            search=make_search(state="closed"),
            expires_on=TODAY + timedelta(days=30),
            today=TODAY,
        )


def test_remind_of_expiry_asks_each_team_once_for_each_last_day(django_capture_on_commit_callbacks):
    soon = make_search(title="Ends soon", expires_on=TODAY + timedelta(days=14))
    make_search(title="Ends later", expires_on=TODAY + timedelta(days=15))
    make_search(title="Is over", expires_on=TODAY - timedelta(days=1))
    actor = editor_of(soon.organisation)

    def reminded(day):
        with django_capture_on_commit_callbacks(execute=True):
            return actions.remind_of_expiry(actor=system("partnerships.remind"), today=day)

    assert [reminded(TODAY), reminded(TODAY)] == [1, 0]
    assert [one.subject for one in mail.outbox] == ["Ends soon: Ends soon"]
    actions.renew_search(actor=actor, search=soon, expires_on=TODAY + timedelta(days=40), today=TODAY)
    assert reminded(TODAY + timedelta(days=30)) == 1
    assert PartnerSearch.objects.get(pk=soon.pk).version == 2


def test_tally_counts_what_was_found_among_the_searches_one_sees():
    for found in ("found-here", "found-here", "found-elsewhere", "nobody"):
        make_search(state="closed", found=found)
    make_search(state="closed", found="found-here", published_on=None)
    make_search(state="review")

    assert queries.tally(VISITOR) == queries.Tally(4, 2, 1, 0)
    assert queries.tally(actors.make_editor()) == queries.Tally(5, 3, 1, 1)


def test_unfollow_ends_it():
    search, actor = make_search(), actors.make_sme()
    actions.follow(actor=actor, search=search)

    actions.unfollow(actor=actor, search=search)

    assert not Follow.objects.exists()
    assert trail() == ["partnerships.follow", "partnerships.unfollow"]
