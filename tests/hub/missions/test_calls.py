"""From the call to the decision: who hears of it, the last version counts, conflicts, scores kept apart, letters, the reserve."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions import actions
from kontor.hub.missions.exporters.calls import ExportApplications
from kontor.hub.missions.models import Application, ApplicationVersion, Call, CallLetter, Review
from kontor.hub.missions.queries import calls as queries
from kontor.hub.missions.rules import calls as rules
from kontor.hub.missions.tasks import write_letter
from tests.factories import actors
from tests.factories.accounts import make_member, make_person
from tests.factories.calls import (
    make_application,
    make_call,
    make_criterion,
    make_question,
    make_review,
    make_reviewer,
    reach_cut_off,
)
from tests.factories.directory import make_membership, make_organisation, make_team
from tests.factories.missions import make_event
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db

SAID = {"contact_name": "Kim", "email": "kim@example.org", "answers": {}}
ENTRY = actions.CallEntry(
    fields={"title": "To Lima", "text": "", "zone": "America/Lima", "places": 1, "kinds": ["sme"], "of_partners": False,
        "threshold": 0},
    countries=[], opens="2026-01-01 09:00", cut_offs="2099-03-01 17:00", questions="* Why?", criteria="Fit: 2",
)  # fmt: skip


def organiser_of(call):
    return actors.make_coordinator(call.event.partnership.team)


def of_an_sme(**fields):
    """Somebody who edits an SME, and the SME."""
    organisation = make_organisation(kind="sme", **fields)
    return actors.make_sme(make_team(organisation)), organisation


def a_call(**fields):
    return make_call(make_event(make_partnership()), **fields)


def hand_in(actor, call, organisation, **answers):
    said = {**SAID, "answers": answers}
    return actions.save_application(
        actor=actor, call=call, organisation=organisation, said=said, hand_in=True
    )


def test_a_call_is_written_and_seen_by_who_keeps_the_event_only():
    event = make_event(make_partnership())
    organiser = actors.make_coordinator(event.partnership.team)
    sme, _one = of_an_sme()

    call = actions.add_call(actor=organiser, event=event, entry=ENTRY)

    assert [one.text for one in call.questions.all()] == ["Why?"]
    assert rules.on_the_wall(call.cut_offs.get().at, "America/Lima") == "2099-03-01 17:00"
    assert [list(visible(Call, one)) for one in (organiser, sme)] == [[call], []]
    with pytest.raises(NotAllowed):
        actions.add_call(actor=sme, event=event, entry=ENTRY)


def test_published_it_is_seen_and_told_only_where_it_fits(django_capture_on_commit_callbacks):
    event = make_event(make_partnership())
    organiser = actors.make_coordinator(event.partnership.team)
    sme, fitting = of_an_sme()
    university = make_organisation(kind="university")
    other = actors.make_sme(make_team(university))
    call = actions.add_call(actor=organiser, event=event, entry=ENTRY)

    number = actions.publish_call(actor=organiser, call=call)

    assert number == 1
    assert [letter.team_id for letter in CallLetter.objects.all()] == [fitting.team_id]
    assert list(visible(Call, sme)) == [call]
    assert list(visible(Call, other)) == list(visible(Call, actors.visitor())) == []
    message = write_letter(CallLetter.objects.get().pk)
    assert message is not None
    assert "To Lima" in message.subject
    assert "2099-03-01 17:00 (America/Lima)" in message.body
    with pytest.raises(rules.AlreadyPublished):
        actions.publish_call(actor=organiser, call=call)


def test_members_of_partner_clusters_fit_a_call_for_partners():
    partnership = make_partnership()
    cluster = make_organisation(kind="cluster-organisation")
    make_participation(partnership, cluster)
    member, inside = of_an_sme()
    make_membership(inside, cluster)
    stranger, _outside = of_an_sme()
    call = make_call(make_event(partnership), of_partners=True)

    assert [list(visible(Call, one)) for one in (member, stranger)] == [[call], []]


def test_a_call_is_never_more_open_than_its_event():
    sme, _one = of_an_sme()
    make_call(make_event(make_partnership(), visibility="partners"))

    assert list(visible(Call, sme)) == []


def test_an_organisation_that_does_not_fit_is_told_why():
    organisation = make_organisation("Faraway", kind="sme", country="CL")
    reviewer = actors.make_sme(make_team(organisation))
    call = a_call(countries=["PE"])
    make_reviewer(call, organisation)

    with pytest.raises(rules.NotEligible, match="Faraway does not fit this call: its country is not among"):
        hand_in(reviewer, call, organisation)


def test_the_last_version_before_the_cut_off_counts_and_earlier_ones_are_kept():
    call = a_call(cut_offs=(10, 20))
    make_question(call, required=True)
    sme, organisation = of_an_sme()

    first = hand_in(sme, call, organisation, **{"1": "Because"})
    second = hand_in(sme, call, organisation, **{"1": "Better"})

    assert (first.pk, second.counted, second.state) == (second.pk, 2, "submitted")
    assert second.cut_off == call.cut_offs.first()
    assert [one.answers for one in second.versions.all()] == [{"1": "Because"}, {"1": "Better"}]


def test_a_draft_of_a_new_version_does_not_count_and_stays_with_its_team():
    call = a_call()
    make_question(call)
    sme, organisation = of_an_sme()
    application = hand_in(sme, call, organisation, **{"1": "Because"})

    said = {**SAID, "answers": {"1": "Secretly better"}}
    actions.save_application(actor=sme, call=call, organisation=organisation, said=said, hand_in=False)

    application.refresh_from_db()
    assert application.counted == 1
    seen = visible(ApplicationVersion, organiser_of(call)).filter(application=application)
    assert [one.answers for one in seen] == [{"1": "Because"}]


def test_a_first_draft_is_not_seen_by_who_runs_the_call():
    call = a_call()
    draft = make_application(call, state="draft")

    assert list(visible(Application, organiser_of(call))) == []
    assert list(visible(Application, actors.make_sme(make_team(draft.organisation)))) == [draft]


def test_what_must_be_answered_is_asked_when_it_is_handed_in():
    call = a_call()
    make_question(call, required=True)
    sme, organisation = of_an_sme()

    actions.save_application(actor=sme, call=call, organisation=organisation, said=SAID, hand_in=False)

    with pytest.raises(rules.AnswerMissing) as refusal:
        hand_in(sme, call, organisation)
    assert refusal.value.field == "answer_1"


def test_after_the_last_cut_off_nothing_is_handed_in():
    call = a_call(cut_offs=(-1,))
    sme, organisation = of_an_sme()

    with pytest.raises(rules.CallClosed):
        hand_in(sme, call, organisation)


def test_what_is_being_assessed_stays_until_it_is_rejected():
    call = a_call(cut_offs=(-1, 10))
    sme, organisation = of_an_sme()
    application = make_application(call, organisation)

    with pytest.raises(rules.BeingAssessed):
        hand_in(sme, call, organisation)
    actions.decide(actor=organiser_of(call), call=call, decided={application.pk: "rejected"})
    again = hand_in(sme, call, organisation)

    assert (again.pk, again.state, again.counted) == (application.pk, "submitted", 2)
    assert again.cut_off == call.cut_offs.last()


def test_nobody_writes_for_another_organisation():
    call = a_call()
    sme, _own = of_an_sme()
    _somebody, other = of_an_sme()

    with pytest.raises(NotAllowed):
        hand_in(sme, call, other)


def test_a_reviewer_does_not_score_her_own_organisation():
    call = a_call(cut_offs=(-1,))
    make_criterion(call)
    reviewer, organisation = of_an_sme()
    make_reviewer(call, organisation)
    own, other = make_application(call, organisation), make_application(call)

    with pytest.raises(rules.Conflict):
        actions.score(actor=reviewer, application=own, points={"1": 5}, comment="")
    actions.score(actor=reviewer, application=other, points={"1": 4}, comment="Good")

    assert Review.objects.get().version.application == other


def test_a_reviewer_waits_for_the_cut_off():
    call = a_call()
    make_criterion(call)
    reviewer, organisation = of_an_sme()
    make_reviewer(call, organisation)

    with pytest.raises(rules.CutOffNotReached):
        actions.score(actor=reviewer, application=make_application(call), points={"1": 5}, comment="")


def test_who_does_not_review_does_not_see_applications():
    call = a_call(cut_offs=(-1,))
    application = make_application(call)
    sme, _one = of_an_sme()

    with pytest.raises(NotThere):
        actions.score(actor=sme, application=application, points={}, comment="")


def test_scores_of_others_are_seen_when_all_are_in():
    call = a_call(cut_offs=(-1,))
    make_criterion(call)
    application = make_application(call)
    one, first = of_an_sme()
    other, second = of_an_sme()
    make_review(make_reviewer(call, first), application)
    waiting = make_reviewer(call, second)
    organiser = organiser_of(call)

    before = [visible(Review, actor).count() for actor in (one, other, organiser)]
    make_review(waiting, application)

    assert before == [1, 0, 0]
    assert [visible(Review, actor).count() for actor in (one, other, organiser)] == [2, 2, 2]


def test_nothing_is_decided_while_reviews_are_missing():
    call = a_call(cut_offs=(-1,))
    make_criterion(call)
    make_application(call)
    make_reviewer(call)

    with pytest.raises(rules.NotAllIn, match="1 of 1 reviews are missing"):
        actions.decide(actor=organiser_of(call), call=call, decided={})


def ranked_call():
    """Three applications with 100, 60 and 20 points, two places."""
    call = a_call(cut_offs=(-1,), places=2, threshold=30)
    make_criterion(call)
    reviewer = make_reviewer(call)
    applications = []
    for points in (3, 5, 1):
        _actor, organisation = of_an_sme()
        applications.append(make_application(call, organisation))
        make_review(reviewer, applications[-1], points)
    return call, applications


def states(applications):
    return [Application.objects.get(pk=one.pk).state for one in applications]


def test_decisions_follow_the_ranking_and_are_told():
    call, applications = ranked_call()

    actions.decide(actor=organiser_of(call), call=call, decided={})

    assert states(applications) == ["selected", "selected", "rejected"]
    assert [Application.objects.get(pk=one.pk).rank for one in applications] == [2, 1, 3]
    letters = CallLetter.objects.order_by("application")
    assert [one.kind for one in letters] == ["selected", "selected", "rejected"]


def test_the_reserve_moves_up_when_a_selected_one_withdraws():
    call, applications = ranked_call()
    decided = {applications[0].pk: "selected", applications[1].pk: "selected", applications[2].pk: "reserve"}
    actions.decide(actor=organiser_of(call), call=call, decided=decided)
    team = applications[1].organisation.team
    selected = actors.make_sme(team)

    actions.withdraw_application(actor=selected, application=applications[1])

    assert states(applications) == ["selected", "withdrawn", "selected"]
    moved = CallLetter.objects.get(kind="moved-up")
    assert moved.application == applications[2]
    with pytest.raises(rules.NothingToWithdraw):
        actions.withdraw_application(actor=selected, application=applications[1])


def test_places_are_not_given_twice():
    call, applications = ranked_call()

    with pytest.raises(rules.TooManySelected):
        actions.decide(
            actor=organiser_of(call), call=call, decided={one.pk: "selected" for one in applications}
        )


def test_letters_reach_the_team_in_its_language(django_capture_on_commit_callbacks):
    call, applications = ranked_call()
    person = make_person(language="de")
    make_member(applications[0].organisation.team, person, "editor")

    actions.decide(actor=organiser_of(call), call=call, decided={})
    letter = CallLetter.objects.get(application=applications[0])
    message = write_letter(letter.pk)

    assert person.email in message.to
    assert call.title in message.body
    assert mail.outbox == []


def test_questions_stay_once_somebody_has_answered():
    event = make_event(make_partnership())
    organiser = actors.make_coordinator(event.partnership.team)
    call = actions.add_call(actor=organiser, event=event, entry=ENTRY)
    make_application(call)
    other = actions.CallEntry(
        **{name: getattr(ENTRY, name) for name in ENTRY.__slots__} | {"questions": "Who?"}
    )

    with pytest.raises(rules.AskedAlready):
        actions.edit_call(actor=organiser, call=call, version=call.version, entry=other)
    changed = actions.edit_call(actor=organiser, call=call, version=call.version, entry=ENTRY)

    assert [one.text for one in changed.questions.all()] == ["Why?"]


def test_a_cut_off_with_applications_stays():
    event = make_event(make_partnership())
    organiser = actors.make_coordinator(event.partnership.team)
    call = actions.add_call(actor=organiser, event=event, entry=ENTRY)
    make_application(call)
    moved = actions.CallEntry(
        **{name: getattr(ENTRY, name) for name in ENTRY.__slots__} | {"cut_offs": "2099-04-01 17:00"}
    )

    with pytest.raises(rules.CutOffInUse):
        actions.edit_call(actor=organiser, call=call, version=call.version, entry=moved)


def test_who_has_scored_stays_a_reviewer():
    call = a_call(cut_offs=(-1,))
    make_criterion(call)
    reviewer = make_reviewer(call)
    make_review(reviewer, make_application(call))
    organiser = organiser_of(call)
    new = make_organisation()

    with pytest.raises(rules.HasScored):
        actions.name_reviewers(actor=organiser, call=call, organisations=[new])
    named = actions.name_reviewers(actor=organiser, call=call, organisations=[reviewer.organisation, new])

    assert [one.organisation for one in named] == [reviewer.organisation, new]


def test_applications_are_exported_with_scores_once_all_are_in():
    call, applications = ranked_call()
    make_application(call, state="draft")
    late = make_reviewer(call)
    organiser = organiser_of(call)

    before = [row["score"] for row in ExportApplications().rows(organiser)]
    for one in applications:
        make_review(late, one, 5)

    found = {row["organisation"]: row["score"] for row in ExportApplications().rows(organiser)}
    assert before == [None, None, None]
    assert found == {
        one.organisation.key: score for one, score in zip(applications, (80.0, 100.0, 60.0), strict=True)
    }


def test_progress_leaves_conflicts_out():
    call = a_call(cut_offs=(-1,))
    own = make_organisation()
    make_application(call, own)
    make_application(call)
    make_reviewer(call, own)

    assert queries.progress_of(call) == queries.Progress(wanted=1, missing=1)


def test_rounds_are_decided_one_after_the_other():
    call = a_call(cut_offs=(5, 10), places=1)
    now = make_application(call)
    reach_cut_off(call)
    later = make_application(call)
    Application.objects.filter(pk=later.pk).update(cut_off=call.cut_offs.last())

    actions.decide(actor=organiser_of(call), call=call, decided={})

    assert states([now, later]) == ["selected", "submitted"]
    assert call.cut_offs.last().at > timezone.now() + timedelta(days=1)


def test_letters_of_a_call_among_partners_are_queued_only_where_its_event_is_seen():
    partnership = make_partnership()
    event = make_event(partnership, visibility="partners")
    partner = make_organisation(kind="sme")
    inside = make_team(partner)
    make_participation(partnership, partner)
    strangers = [of_an_sme()[1].team for _place in range(5)]
    organiser = organiser_of(make_call(event, state="draft"))
    call = actions.add_call(actor=organiser, event=event, entry=ENTRY)

    number = actions.publish_call(actor=organiser, call=call)

    assert (number, [letter.team for letter in CallLetter.objects.all()]) == (1, [inside])
    assert all(strangers)
    actors.make_sme(inside)
    assert "for " + event.name in write_letter(CallLetter.objects.get().pk).body


@pytest.mark.parametrize("visibility", ["public", "partners"])
def test_decision_reaches_who_applied_and_names_only_what_she_may_see(visibility):
    call, applications = ranked_call()
    people = [make_person() for _one in applications]
    for one, person in zip(applications, people, strict=True):
        make_member(one.organisation.team, person, "editor")
    call.event.name, call.event.visibility = "Quiet quincunx", visibility
    call.event.save()

    actions.decide(
        actor=organiser_of(call),
        call=call,
        decided={applications[1].pk: "reserve", applications[2].pk: "rejected"},
    )
    letters = CallLetter.objects.order_by("application")

    assert [letter.kind for letter in letters] == ["selected", "reserve", "rejected"]
    for letter, person in zip(letters, people, strict=True):
        message = write_letter(letter.pk)
        assert person.email in message.to
        assert call.title in message.body
        assert ("Quiet quincunx" in message.body + message.subject) == (visibility == "public")
