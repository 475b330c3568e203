"""What changes cases and agreements, who may, and what the trail says of it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail

from kontor.hub.agreements import actions, rules
from kontor.hub.agreements.actions import NewParty
from kontor.hub.agreements.models import CaseReport, CooperationCase, FollowUp, Party, Step
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.search import find
from kontor.hub.foundation.states import WrongState
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_collaboration,
    make_follow_up,
    make_impact,
    make_party,
    make_report,
    make_step,
)
from tests.factories.directory import make_alias, make_country, make_organisation, make_team
from tests.factories.evidence import make_document, make_source
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def trail():
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def coordinator_of(partnership):
    return actors.make_coordinator(partnership.team)


def editor_of(organisation):
    return actors.make_cluster_manager(make_team(organisation))


def record(actor, partnership, **values):
    values.setdefault("title", "Coatings for blades")
    return actions.record_case(
        actor=actor,
        partnership=partnership,
        today=TODAY,
        type="collaboration-project",
        level="cluster",
        **values,
    )


@pytest.fixture
def partnership():
    return make_partnership("ELCA", key="elca", start="2020-09", end="2022-12")


@pytest.fixture
def coordinator(partnership):
    return coordinator_of(partnership)


@pytest.fixture
def case(partnership):
    return make_case(partnership, title="Coatings for blades", state="negotiation", started_on="2022-01-10")


# Recording.


def test_recorded_case_has_parties_objectives_a_next_step_and_follow_ups(coordinator, partnership):
    partner, network = make_organisation(), make_organisation()

    case = record(
        coordinator, partnership,
        parties=[NewParty("responsible", partner), NewParty("counterpart", network)],
        objectives=["technology-transfer"], next_step="Send the draft", next_step_due=date(2026, 12, 1),
        started_on="2026-11-10", country=make_country("IN"),
    )  # fmt: skip

    assert (case.key, case.state, case.team) == ("elca-coatings-for-blades", "contact", partnership.team)
    assert list(case.parties.values_list("role", "organisation", "position")) == [
        ("responsible", partner.pk, 0), ("counterpart", network.pk, 1),
    ]  # fmt: skip
    assert list(case.objectives.values_list("objective", flat=True)) == ["technology-transfer"]
    assert list(case.steps.values_list("text", "due_on", "owner_user")) == [
        ("Send the draft", date(2026, 12, 1), coordinator.user_id)
    ]
    assert list(case.follow_ups.values_list("month", "due_on")) == [
        (1, date(2026, 12, 10)), (3, date(2027, 2, 10)), (6, date(2027, 5, 10)), (12, date(2027, 11, 10)),
        (24, date(2028, 11, 10)),
    ]  # fmt: skip
    assert find("case", "coatings", CooperationCase.objects.all()).matching.get() == case
    assert trail()[:4] == [
        "agreements.add",
        "agreements.add_party",
        "agreements.add_party",
        "agreements.add_step",
    ]


def test_same_entry_sent_twice_is_one_case(coordinator, partnership):
    entry = uuid4()

    first = record(coordinator, partnership, entry_key=entry)
    second = record(coordinator, partnership, entry_key=entry, title="Sent again")

    assert second == first
    assert CooperationCase.objects.get().title == "Coatings for blades"


def test_entry_key_of_a_hidden_case_tells_nothing(coordinator, partnership):
    entry = uuid4()
    make_case(entry_key=entry, visibility="restricted")

    with pytest.raises(NotThere):
        record(coordinator, partnership, entry_key=entry)


def test_two_cases_of_the_same_title_get_two_keys(coordinator, partnership):
    keys = [record(coordinator, partnership).key for _time in range(2)]

    assert keys == ["elca-coatings-for-blades", "elca-coatings-for-blades-2"]


def test_partner_records_for_the_partnership_and_keeps_the_case(partnership):
    partner = make_organisation()
    make_participation(partnership, partner)
    actor = editor_of(partner)

    case = record(actor, partnership)

    assert case.team == partner.team
    assert can(actor, "agreements.edit", case)


def test_case_without_partnership_belongs_to_the_organisation(partnership):
    actor = editor_of(make_organisation())

    assert record(actor, None).team_id in actor.teams


@pytest.mark.parametrize("maker", [actors.make_outsider_coordinator, actors.make_analyst, actors.make_editor])
def test_case_is_recorded_by_the_partners_only(partnership, maker):
    with pytest.raises(NotAllowed, match="Ask the coordinator"):
        record(maker(), partnership)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"started_on": "2026-12-01"}, rules.InTheFuture),
        ({"started_on": "2026-02-31"}, rules.NotADay),
        ({"state": "signed"}, rules.NothingSigned),
        ({"state": "closed"}, rules.NeedsAnOutcome),
    ],
)
def test_record_refuses_what_cannot_be(coordinator, partnership, values, refusal):
    with pytest.raises(refusal):
        record(coordinator, partnership, **values)

    assert CooperationCase.objects.count() == 0


@pytest.mark.parametrize("field", ["title", "description", "sector", "next_step"])
def test_text_that_names_a_confidential_party_is_refused_and_nothing_is_kept(coordinator, partnership, field):
    organisation = make_organisation("Andina Verde")
    make_alias(organisation, "Green Andes")
    party = NewParty("counterpart", organisation, confidential=True, public_description="SME, Peru")

    for name in ("Andina Verde", "green andes"):
        with pytest.raises(rules.NamesAConfidentialParty):
            record(coordinator, partnership, parties=[party], **{field: f"With {name}"})

    assert CooperationCase.objects.count() == 0


# Editing.


def test_second_editor_is_shown_the_firsts_change_and_loses_nothing(coordinator, case):
    actions.edit_case(actor=coordinator, case=case, version=1, today=TODAY, sector="Plastics")

    with pytest.raises(ChangedMeanwhile) as refused:
        actions.edit_case(
            actor=coordinator, case=case, version=1, today=TODAY, sector="Metals", title="Coatings for blades"
        )

    assert refused.value.data["saved"] == {"sector": "Plastics"}
    case.refresh_from_db()
    assert case.sector == "Plastics"
    actions.edit_case(actor=coordinator, case=case, version=2, today=TODAY, sector="Metals")
    case.refresh_from_db()
    assert case.sector == "Metals"


def test_edit_keeps_what_was_stated_of_an_objective(coordinator, case):
    kept = case.objectives.create(objective="technology-transfer", as_stated="Technology transfer")

    actions.edit_case(
        actor=coordinator, case=case, version=1, today=TODAY, objectives=["technology-transfer", "fdi"]
    )

    assert list(case.objectives.order_by("objective").values_list("objective", "as_stated")) == [
        ("fdi", ""), ("technology-transfer", "Technology transfer"),
    ]  # fmt: skip
    assert case.objectives.get(objective="technology-transfer").pk == kept.pk


def test_edited_first_contact_moves_unanswered_follow_ups(coordinator, case):
    make_follow_up(case, 1, due_on="2026-12-01", answered_on="2026-11-20")
    open_one = make_follow_up(case, 3, due_on="2027-02-01", reminded_at="2026-11-20T00:00Z")

    actions.edit_case(actor=coordinator, case=case, version=1, today=TODAY, started_on="2026-11-15")

    open_one.refresh_from_db()
    assert (open_one.due_on, open_one.reminded_at) == (date(2027, 2, 15), None)
    assert FollowUp.objects.get(month=1).due_on == date(2026, 12, 1)


def test_first_contact_is_not_moved_behind_the_signature(coordinator, case):
    make_agreement(case, state="signed", signed_on="2022-03-01")

    with pytest.raises(rules.BeforeFirstContact, match="2022-03-01"):
        actions.edit_case(actor=coordinator, case=case, version=1, today=TODAY, started_on="2022-03-02")
    actions.edit_case(actor=coordinator, case=case, version=1, today=TODAY, started_on="2022-03")

    case.refresh_from_db()
    assert case.started_on == "2022-03"


def test_counterpart_reads_the_case_but_does_not_change_it(case):
    network = make_organisation()
    counterpart = editor_of(network)
    make_party(case, network)

    with pytest.raises(NotAllowed, match="Ask the responsible partner"):
        actions.edit_case(actor=counterpart, case=case, version=1, today=TODAY, title="Mine")

    assert readable_cases(counterpart, [case.pk]) == {case.pk}


def test_responsible_partner_and_reporting_partnership_change_the_case(case):
    partner, other = make_organisation(), make_partnership()
    make_party(case, partner, "responsible")
    make_report(case, other)

    for actor in (editor_of(partner), coordinator_of(other)):
        assert can(actor, "agreements.edit", case)


# Parties.


def test_party_that_was_merged_away_is_refused_with_the_survivors_name(coordinator, case):
    survivor = make_organisation("SenSa Network")
    double = make_organisation("Sensa", merged_into=survivor)

    with pytest.raises(rules.MergedAway, match="choose 'SenSa Network'"):
        actions.add_party(actor=coordinator, case=case, party=NewParty("counterpart", double))


def test_party_that_the_actor_does_not_see_is_not_there(coordinator, case):
    hidden = make_organisation("Ravelin", visibility="restricted")

    with pytest.raises(NotThere):
        actions.add_party(actor=coordinator, case=case, party=NewParty("counterpart", hidden))


def test_organisation_is_named_once_in_a_role(coordinator, case):
    network = make_organisation()
    make_party(case, network)

    with pytest.raises(rules.NamedAlready):
        actions.add_party(actor=coordinator, case=case, party=NewParty("counterpart", network))
    actions.add_party(actor=coordinator, case=case, party=NewParty("facilitator", network))


def test_party_made_confidential_while_the_title_names_it_is_refused(coordinator, case):
    party = make_party(case, name="Blades")

    with pytest.raises(rules.NamesAConfidentialParty):
        actions.edit_party(
            actor=coordinator, party=party, version=1, confidential=True, public_description="SME, India"
        )
    party.refresh_from_db()
    assert not party.confidential


def test_trail_keeps_no_contact_of_a_party(coordinator, case):
    actions.add_party(
        actor=coordinator,
        case=case,
        party=NewParty("counterpart", name="SenSa", contact="Contact of the tests"),
    )

    assert "Contact of the tests" not in AuditEvent.objects.get(action="agreements.add_party").changes


def test_party_that_signs_is_not_removed_unseen(coordinator, case):
    party = make_party(case)
    agreement = make_agreement(case, title="MoU with SenSa")
    actions.add_signatory(actor=coordinator, agreement=agreement, party=party, name="Signatory of the tests")

    with pytest.raises(rules.StillSigns, match="MoU with SenSa"):
        actions.remove_party(actor=coordinator, party=party)

    agreement.signatories.all().delete()
    actions.remove_party(actor=coordinator, party=party)
    assert Party.objects.count() == 0


# Signing.


def sign(actor, agreement, **values):
    values.setdefault("signed_on", "2022-03-01")
    return actions.sign_agreement(actor=actor, agreement=agreement, today=TODAY, **values)


def test_signature_with_day_and_document_signs_the_case_too(
    coordinator, case, partnership, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    agreement = make_agreement(case, title="MoU with SenSa")

    signed = sign(coordinator, agreement, document=make_document(team=partnership.team))

    case.refresh_from_db()
    assert (signed.state, signed.signed_on, case.state, case.state_basis) == (
        "signed", "2022-03-01", "signed", "MoU with SenSa",
    )  # fmt: skip
    assert trail() == ["agreements.sign", "agreements.sign"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"signed_on": ""}, rules.SignatureWithoutDay),
        ({}, rules.SignatureWithoutEvidence),
        ({"signed_on": "2022-02-31", "waiver": "Lost."}, rules.NotADay),
        ({"signed_on": "2020-08-31", "waiver": "Lost."}, rules.BeforeTheProject),
        ({"signed_on": "2022-01-09", "waiver": "Lost."}, rules.BeforeFirstContact),
        ({"signed_on": "2026-11-22", "waiver": "Lost."}, rules.InTheFuture),
        ({"waiver": "Lost.", "expires_on": date(2022, 1, 1)}, rules.EndsBeforeItStarts),
    ],
)
def test_signature_that_cannot_be_is_refused(coordinator, case, values, refusal):
    agreement = make_agreement(case)

    with pytest.raises(refusal):
        sign(coordinator, agreement, **values)

    agreement.refresh_from_db()
    assert agreement.state == "to-be-signed"


def test_waiver_stands_for_day_and_document(coordinator, case):
    signed = sign(coordinator, make_agreement(case), signed_on="", waiver="The source gives no day.")

    assert (signed.state, signed.signed_on) == ("signed", "")


def test_signed_agreement_is_not_signed_again(coordinator, case):
    agreement = sign(coordinator, make_agreement(case), source=make_source())

    with pytest.raises(WrongState):
        sign(coordinator, agreement, source=make_source())


def test_same_agreement_in_another_case_of_the_partnership_is_refused_unless_it_is_another(
    coordinator, case, partnership
):
    network = make_organisation()
    twin = make_case(partnership)
    for one in (case, twin):
        make_party(one, network)
    sign(coordinator, make_agreement(case, title="First print"), source=make_source())

    with pytest.raises(rules.SignedTwice, match="First print"):
        sign(coordinator, make_agreement(twin), source=make_source())

    assert sign(coordinator, make_agreement(twin), source=make_source(), another=True).state == "signed"


def test_document_that_the_actor_does_not_see_is_not_there(coordinator, case, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    with pytest.raises(NotThere):
        sign(coordinator, make_agreement(case), document=make_document(visibility="restricted"))


def test_renewal_follows_the_agreement_and_expiry_comes_by_itself(coordinator, case):
    agreement = make_agreement(case, state="signed", title="MoU", expires_on=date(2026, 11, 20))

    renewal = actions.renew_agreement(actor=coordinator, agreement=agreement, expires_on=date(2028, 1, 1))
    expired = actions.expire_agreements(actor=actors.SYSTEM, today=TODAY)

    assert (renewal.kind, renewal.title, renewal.renews, renewal.state) == (
        "mou",
        "MoU",
        agreement,
        "to-be-signed",
    )
    assert expired == [agreement]
    agreement.refresh_from_db()
    assert agreement.state == "expired"


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (actions.terminate_agreement, "signed", "terminated"),
        (actions.abandon_agreement, "to-be-signed", "abandoned"),
        (actions.take_up_agreement, "abandoned", "to-be-signed"),
    ],
)
def test_agreement_ends_in_one_of_its_ways(coordinator, case, verb, before, after):
    assert verb(actor=coordinator, agreement=make_agreement(case, state=before)).state == after


def test_amount_without_currency_is_refused(coordinator, case):
    with pytest.raises(rules.AmountWithoutCurrency):
        actions.add_agreement(actor=coordinator, case=case, kind="contract", amount=Decimal(10))


# States.


def test_case_advances_step_by_step_and_is_signed_by_an_agreement_only(coordinator, case):
    advanced = actions.advance_case(actor=coordinator, case=case, verb="prepare", basis="Draft sent")

    assert (advanced.state, advanced.state_basis) == ("agreement-to-be-signed", "Draft sent")
    with pytest.raises(rules.NothingSigned, match="Coatings for blades"):
        actions.advance_case(actor=coordinator, case=case, verb="sign")


def test_closing_needs_outcome_and_reason_and_reopening_takes_them_back(coordinator, case):
    with pytest.raises(rules.NeedsAnOutcome):
        actions.close_case(actor=coordinator, case=case, outcome="success", reason=" ", today=TODAY)

    closed = actions.close_case(
        actor=coordinator, case=case, outcome="failure", reason="No budget", today=TODAY
    )

    assert (closed.state, closed.outcome, closed.closed_on) == ("closed", "failure", "2026-11-21")
    assert actions.reopen_case(actor=coordinator, case=case).state == "negotiation"
    case.refresh_from_db()
    assert (case.outcome, case.closed_on) == ("", "")


def test_case_with_a_signature_reopens_as_active(coordinator, case):
    make_agreement(case, state="expired")
    actions.close_case(actor=coordinator, case=case, outcome="success", reason="Done", today=TODAY)

    assert actions.reopen_case(actor=coordinator, case=case).state == "active"


def test_case_that_ends_before_its_first_contact_is_refused(coordinator, case):
    with pytest.raises(rules.EndsBeforeItStarts):
        actions.close_case(
            actor=coordinator, case=case, outcome="success", reason="Done", today=TODAY, closed_on="2021"
        )


# Steps, follow-ups, impact.


def test_finished_step_plans_the_one_after_it(coordinator, case):
    step = make_step(case, owner_user_id=coordinator.user_id)

    actions.finish_step(
        actor=coordinator, step=step, today=TODAY, next_step="Visit", next_step_due=TODAY + timedelta(days=9)
    )

    assert list(
        Step.objects.order_by("pk").values_list("text", "state", "done_on", "due_on", "owner_user")
    ) == [
        ("Send the draft", "done", "2026-11-21", None, coordinator.user_id),
        ("Visit", "open", "", date(2026, 11, 30), coordinator.user_id),
    ]


def test_moved_step_is_reminded_of_again(coordinator, case):
    step = make_step(case, due_on="2026-11-01", reminded_at="2026-11-02T00:00Z")

    edited = actions.edit_step(actor=coordinator, step=step, version=1, due_on=date(2026, 12, 1))

    assert edited.reminded_at is None


def test_dropped_step_is_taken_up_again(coordinator, case):
    dropped = actions.drop_step(actor=coordinator, step=make_step(case))

    assert dropped.state == "dropped"
    assert actions.take_up_step(actor=coordinator, step=dropped).state == "open"


def test_follow_up_is_answered_once_for_all_to_see_who_may(coordinator, case):
    follow_up = make_follow_up(case)

    answered = actions.answer_follow_up(
        actor=coordinator, follow_up=follow_up, answer="Two orders", today=TODAY
    )

    assert (answered.answer, answered.answered_on) == ("Two orders", TODAY)


def test_follow_ups_are_planned_once_and_only_ahead(coordinator, case):
    for _time in range(2):
        actions.plan_follow_ups(actor=coordinator, case=case, today=date(2022, 5, 1))

    assert list(FollowUp.objects.values_list("month", flat=True)) == [6, 12, 24]


def test_impact_is_kept_with_its_unit_and_taken_back(coordinator, case):
    impact = actions.add_impact(
        actor=coordinator, case=case, kind="jobs", value=Decimal("2.5"), unit="FTE", follow_up=make_follow_up(case),
        attribution=50,
    )  # fmt: skip

    with pytest.raises(rules.WrongUnit):
        actions.add_impact(actor=coordinator, case=case, kind="jobs", value=Decimal(2), unit="EUR")
    assert str(impact) == f"jobs of {case.pk}"
    actions.remove_impact(actor=coordinator, impact=impact)
    assert case.impacts.count() == 0


# Reports and doubles.


def test_case_reported_by_another_partnership_stays_one_case(coordinator, case):
    other = make_partnership()

    for state in ("contact", "signed"):
        actions.report_case(
            actor=coordinator, case=case, partnership=other, register="table-2", row="3", stated_state=state
        )

    assert CaseReport.objects.get().stated_state == "signed"
    assert can(coordinator_of(other), "agreements.edit", case)


def test_outsider_does_not_gain_a_right_by_reporting_a_case(case):
    other = make_partnership()
    outsider = coordinator_of(other)
    make_party(case, name="Andina Verde", confidential=True)

    with pytest.raises(NotAllowed, match="Ask the responsible partner"):
        actions.report_case(actor=outsider, case=case, partnership=other, register="table-2")

    assert readable_cases(outsider, [case.pk]) == frozenset()


def test_marked_double_points_at_the_one_that_counts(coordinator, partnership, case):
    second, third = make_case(partnership), make_case(partnership)
    actions.mark_same(actor=coordinator, record=second, same_as=case)

    marked = actions.mark_same(actor=coordinator, record=third, same_as=second)

    assert marked.same_as == case
    with pytest.raises(rules.WouldBeACircle):
        actions.mark_same(actor=coordinator, record=case, same_as=third)
    assert actions.unmark_same(actor=coordinator, record=third).same_as is None


def test_double_on_another_level_is_refused(coordinator, partnership, case):
    with pytest.raises(rules.NotTheSameKind):
        actions.mark_same(actor=coordinator, record=make_case(partnership, level="sme"), same_as=case)


def test_hidden_case_is_no_double_of_anything(coordinator, case):
    with pytest.raises(NotThere):
        actions.mark_same(actor=coordinator, record=case, same_as=make_case(visibility="restricted"))


# Collaborations.


def test_collaboration_is_asked_and_confirmed_by_the_other_side(
    coordinator, partnership, django_capture_on_commit_callbacks
):
    other = make_partnership("EUROPE ALOFT")
    answering = coordinator_of(other)
    report = actions.report_collaboration(
        actor=coordinator, reporter=partnership, counterpart=other, topics=["joint-mission"], today=TODAY,
        countries=[make_country("JP")],
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_collaboration(actor=coordinator, report=report, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        confirmed = actions.confirm_collaboration(actor=answering, report=report, today=TODAY)

    assert (confirmed.asked_on, confirmed.reply, confirmed.replied_on) == (TODAY, "confirmed", TODAY)
    assert [one.subject for one in mail.outbox] == [
        "Do you work with ELCA?", "EUROPE ALOFT confirms that you work together",
    ]  # fmt: skip
    with pytest.raises(rules.AnsweredAlready):
        actions.deny_collaboration(actor=answering, report=report, today=TODAY)
    assert actions.take_back_reply(actor=answering, report=report).reply == ""


def test_reporter_does_not_answer_for_the_other_side(coordinator, partnership):
    report = make_collaboration(partnership, make_partnership())

    with pytest.raises(NotAllowed, match="Ask its coordinator"):
        actions.confirm_collaboration(actor=coordinator, report=report, today=TODAY)


def test_partnership_that_is_none_of_the_platform_cannot_be_asked(coordinator, partnership):
    report = make_collaboration(partnership, counterpart_name="ALLIANCE")

    with pytest.raises(rules.NobodyToAsk, match="ALLIANCE"):
        actions.ask_collaboration(actor=coordinator, report=report, today=TODAY)


def test_partnership_does_not_collaborate_with_itself(coordinator, partnership):
    with pytest.raises(rules.OwnCollaboration):
        actions.report_collaboration(
            actor=coordinator, reporter=partnership, counterpart=partnership, today=TODAY
        )


def test_every_verb_asks_for_its_permission(case):
    """An outsider who sees the public case changes nothing of it."""
    outsider = actors.make_outsider_coordinator()
    agreement, step, follow_up = make_agreement(case), make_step(case), make_follow_up(case)
    party, impact = make_party(case), make_impact(case)
    attempts = [
        lambda: actions.advance_case(actor=outsider, case=case, verb="prepare"),
        lambda: actions.close_case(actor=outsider, case=case, outcome="success", reason="x", today=TODAY),
        lambda: actions.add_party(actor=outsider, case=case, party=NewParty("counterpart", name="x")),
        lambda: actions.edit_party(actor=outsider, party=party, version=1, name="x"),
        lambda: actions.remove_party(actor=outsider, party=party),
        lambda: actions.add_agreement(actor=outsider, case=case, kind="mou"),
        lambda: actions.edit_agreement(actor=outsider, agreement=agreement, version=1, title="x"),
        lambda: sign(outsider, agreement, waiver="x"),
        lambda: actions.add_signatory(actor=outsider, agreement=agreement, party=party),
        lambda: actions.abandon_agreement(actor=outsider, agreement=agreement),
        lambda: actions.add_step(actor=outsider, case=case, text="x"),
        lambda: actions.finish_step(actor=outsider, step=step, today=TODAY),
        lambda: actions.answer_follow_up(actor=outsider, follow_up=follow_up, answer="x", today=TODAY),
        lambda: actions.add_impact(actor=outsider, case=case, kind="jobs", value=Decimal(1), unit="jobs"),
        lambda: actions.mark_same(actor=outsider, record=case, same_as=make_case()),
    ]

    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(NotThere):
        actions.remove_impact(actor=outsider, impact=impact)
    assert trail() == []
