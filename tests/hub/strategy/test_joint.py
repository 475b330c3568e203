"""The joint strategy: written by every partner with reasons, proposed whole, approved by each for itself."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import actions, queries, rules
from kontor.hub.strategy.models import (
    Approval,
    JointStrategy,
    Objective,
    ObjectiveComment,
    StrategyChange,
    StrategyVersion,
)
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_objective, make_strategy, make_version

pytestmark = pytest.mark.django_db

TODAY = date(2017, 3, 1)
SENTENCE = {"statement": "Sign 12 agreements with clusters in Peru."}


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca", start="2016-01", end="2018-12")


@pytest.fixture
def coordinator(elca):
    return actors.make_coordinator(elca.team)


def partner(partnership, name, role="partner", **fields):
    """An organisation that takes part, and somebody who edits for it."""
    one = make_organisation(name, **fields)
    make_participation(partnership, one, role=role)
    return one, actors.make_cluster_manager(one.team or make_team(one))


@pytest.fixture
def two(elca):
    """Two partners with their people: (organisation, actor)."""
    return partner(elca, "Grain Cluster"), partner(elca, "Wood Cluster")


@pytest.fixture
def draft(elca):
    strategy = make_strategy(elca)
    make_objective(strategy, owner=None)
    return strategy


# --- the draft


def test_first_who_writes_begins_the_draft_and_leaves_reason_and_name(elca, two):
    (grain, anna), _ = two

    one = actions.add_objective(
        actor=anna, partnership=elca, fields=SENTENCE, reason="Our members ask for it", organisation=grain
    )

    change = StrategyChange.objects.get()
    assert (one.key, one.position) == ("elca-sign-12-agreements-with-clusters", 1)
    assert (change.kind, change.reason, change.organisation) == ("added", "Our members ask for it", grain)
    assert ["statement", None, SENTENCE["statement"]] in change.changes
    assert AuditEvent.objects.filter(action="strategy.add_objective").count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "ok"])
def test_change_without_a_reason_is_refused(elca, coordinator, draft, reason):
    one = draft.objectives.get()

    with pytest.raises(rules.ChangeNeedsAReason):
        actions.edit_objective(
            actor=coordinator, edited=actions.Edited(one, 1), fields={"unit": "pieces"}, reason=reason
        )


def test_poor_wording_is_saved_all_the_same(elca, coordinator):
    one = actions.add_objective(
        actor=coordinator, partnership=elca, fields={"statement": "Improve it."}, reason="First idea"
    )

    (row,) = queries.joint_page(coordinator, elca).rows
    assert row.objective == one
    assert row.hard > 2


def test_nobody_writes_in_the_name_of_another(elca, coordinator, two):
    (grain, anna), (wood, _) = two

    with pytest.raises(rules.NotYourVoice):
        actions.add_objective(
            actor=anna, partnership=elca, fields=SENTENCE, reason="Because", organisation=wood
        )
    with pytest.raises(rules.NotYourVoice):
        actions.add_objective(actor=anna, partnership=elca, fields=SENTENCE, reason="Because")
    with pytest.raises(rules.NotYourVoice):
        actions.add_objective(
            actor=coordinator, partnership=elca, fields=SENTENCE, reason="Because", organisation=grain
        )


def test_stranger_may_not_write_whether_a_draft_began_or_not(elca, two):
    stranger = actors.make_outsider_coordinator()

    with pytest.raises(NotAllowed):
        actions.add_objective(actor=stranger, partnership=elca, fields=SENTENCE, reason="Because")
    make_strategy(elca)
    with pytest.raises(NotAllowed):
        actions.add_objective(actor=stranger, partnership=elca, fields=SENTENCE, reason="Because")


def test_owner_takes_part(elca, coordinator, two):
    (grain, _), _ = two
    stranger = make_organisation("Stranger")

    with pytest.raises(rules.OwnerNotAPartner):
        actions.add_objective(
            actor=coordinator, partnership=elca, fields=SENTENCE | {"owner": stranger}, reason="Because"
        )
    assert (
        actions.add_objective(
            actor=coordinator, partnership=elca, fields=SENTENCE | {"owner": grain}, reason="Because"
        ).owner
        == grain
    )


def test_edit_from_an_old_version_is_refused(elca, coordinator, draft):
    one = draft.objectives.get()

    with pytest.raises(ChangedMeanwhile):
        actions.edit_objective(
            actor=coordinator, edited=actions.Edited(one, 7), fields={"unit": "x"}, reason="Because"
        )
    with pytest.raises(ChangedMeanwhile):
        actions.write_strategy(
            actor=coordinator, partnership=elca, version=7, fields={"vision": "x"}, reason="Because"
        )


def test_saving_what_stands_there_is_refused(elca, coordinator, draft):
    one = draft.objectives.get()

    with pytest.raises(rules.NothingWritten):
        actions.edit_objective(
            actor=coordinator, edited=actions.Edited(one, 1), fields={"unit": one.unit}, reason="Because"
        )


def test_removed_objective_leaves_its_reason(elca, coordinator, draft):
    one = draft.objectives.get()
    actions.comment_on_objective(actor=coordinator, objective=one, text="Too many")

    actions.remove_objective(actor=coordinator, objective=one, reason="Nobody can carry it")

    assert (Objective.objects.count(), ObjectiveComment.objects.count()) == (0, 0)
    assert StrategyChange.objects.get().about == one.statement


def test_comment_stands_in_the_name_of_the_partner(draft, two):
    (grain, anna), (_, wanda) = two
    one = draft.objectives.get()

    actions.comment_on_objective(actor=anna, objective=one, text=" We can take five. ", organisation=grain)

    (said,) = queries.objective_page(wanda, one).comments
    assert (said.comment.text, said.by) == ("We can take five.", "Grain Cluster")


def test_own_comment_is_removed_and_only_that_it_was_is_kept(client, draft, two):
    (grain, anna), (_, wanda) = two
    one = draft.objectives.get()
    said = actions.comment_on_objective(
        actor=anna, objective=one, text="We cannot take five.", organisation=grain
    )

    with pytest.raises(NotAllowed):
        actions.remove_comment(actor=wanda, comment=said, reason="Not mine")
    actions.remove_comment(actor=anna, comment=said)

    found = queries.objective_page(wanda, one)
    event = AuditEvent.objects.get(action="strategy.remove_comment")
    assert found.comments == ()
    assert [(gone.by, gone.reason) for gone in found.removed] == [("Grain Cluster", "")]
    assert "five" not in str(event.changed)


def test_coordination_removes_the_comment_of_a_partner_with_a_reason(client, draft, coordinator, two):
    (grain, anna), (_, wanda) = two
    one = draft.objectives.get()
    said = actions.comment_on_objective(
        actor=anna, objective=one, text="We cannot take five.", organisation=grain
    )
    signed_in(client, coordinator)
    address = reverse("strategy:remove_comment", args=[said.pk])

    without = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "It names a customer"})

    assert (without.status_code, list(without.context["form"].errors)) == (422, ["reason"])
    assert done.headers["Location"] == f"{one.get_absolute_url()}#comments"
    assert "It names a customer" in client.get(one.get_absolute_url()).text
    assert not ObjectiveComment.objects.exists()
    assert [(gone.by, gone.reason) for gone in queries.objective_page(wanda, one).removed] == [
        ("Grain Cluster", "It names a customer")
    ]


def test_removed_comment_of_a_hidden_partner_names_nobody(draft, two):
    (grain, anna), (_, wanda) = two
    one = draft.objectives.get()
    actions.remove_comment(
        actor=anna,
        comment=actions.comment_on_objective(actor=anna, objective=one, text="No.", organisation=grain),
    )
    grain.visibility = "restricted"
    grain.state = "draft"
    grain.save()

    assert "Grain" not in queries.objective_page(wanda, one).removed[0].by


def test_programs_read_comments_and_remove_them(client, draft, coordinator, two):
    (grain, anna), _ = two
    one = draft.objectives.get()
    said = actions.comment_on_objective(actor=anna, objective=one, text="We take five.", organisation=grain)
    signed_in(client, coordinator)

    (read,) = client.get(f"/api/v1/strategy-objectives/{one.key}/comments").json()
    address = f"/api/v1/objective-comments/{said.pk}/remove"
    without = client.post(address, {}, content_type="application/json")
    done = client.post(address, {"reason": "It names a customer"}, content_type="application/json")

    assert (read["id"], read["by"], read["text"], read["may_remove"]) == (
        said.pk,
        "Grain Cluster",
        "We take five.",
        True,
    )
    assert (without.status_code, without.json()["errors"][0]["pointer"]) == (409, "#/reason")
    assert done.status_code == 204
    assert not ObjectiveComment.objects.exists()


# --- proposal and voices


def test_proposal_keeps_the_draft_whole_and_asks_every_partner_of_today(elca, coordinator, draft, two):
    partner(elca, "Embassy", role="ambassador")
    gone = make_organisation("Gone Cluster")
    make_participation(elca, gone, end="2016-12")

    made = actions.propose(
        actor=coordinator, partnership=elca, reason="Ready", today=TODAY, despite="No owner yet"
    )

    assert made.content["objectives"][0]["statement"] == draft.objectives.get().statement
    assert [one.organisation.name for one in made.approvals.all()] == ["Grain Cluster", "Wood Cluster"]
    assert queries.version_page(coordinator, made).missing == ("Grain Cluster", "Wood Cluster")


def test_open_remarks_need_a_reason_and_are_named(elca, coordinator, draft, two):
    make_objective(draft, owner=two[0][0])

    with pytest.raises(rules.OpenRemarks) as refused:
        actions.propose(actor=coordinator, partnership=elca, reason="Ready", today=TODAY)
    made = actions.propose(
        actor=coordinator, partnership=elca, reason="Ready", today=TODAY, despite="Owner follows"
    )

    assert refused.value.data["objectives"] == "1"
    assert (made.despite, made.open_remarks) == ("Owner follows", 1)


def test_well_worded_draft_needs_no_excuse(elca, coordinator, two):
    make_objective(make_strategy(elca), owner=two[0][0])

    made = actions.propose(
        actor=coordinator, partnership=elca, reason="Ready", today=TODAY, despite="Just so"
    )

    assert made.despite == ""


def test_nothing_and_nobody_are_refused(elca, coordinator):
    with pytest.raises(rules.NothingToPropose):
        actions.propose(actor=coordinator, partnership=elca, reason="Ready", today=TODAY)
    make_objective(make_strategy(elca))
    with pytest.raises(rules.NobodyToAsk):
        actions.propose(actor=coordinator, partnership=elca, reason="Ready", today=TODAY, despite="So be it")


def test_partner_drafts_and_does_not_propose(elca, draft, two):
    (_, anna), _ = two

    with pytest.raises(NotAllowed):
        actions.propose(actor=anna, partnership=elca, reason="Ready", today=TODAY, despite="So be it")


@pytest.fixture
def proposed(elca, coordinator, draft, two):
    return actions.propose(
        actor=coordinator, partnership=elca, reason="Ready", today=TODAY, despite="Owner follows"
    )


def say(actor, version, organisation, answer="approved", note=""):
    approval = version.approvals.get(organisation=organisation)
    return actions.answer(actor=actor, approval=approval, answer=answer, note=note, today=TODAY)


def test_home_page_of_a_partner_shows_the_answer_that_is_awaited_until_it_is_given(
    client, django_assert_num_queries, proposed, two
):
    (grain, anna), (wood, wanda) = two

    def awaited(actor):
        signed_in(client, actor)
        tasks = client.get(reverse("home")).context["page"].tasks
        return [(one.title, one.url) for one in tasks if "Answer" in one.title]

    address = reverse("strategy:version", args=["elca", proposed.number])
    assert awaited(anna) == [("Answer for Grain Cluster", address)]
    assert awaited(wanda) == [("Answer for Wood Cluster", address)]

    say(anna, proposed, grain)

    assert awaited(anna) == []
    assert awaited(wanda) == [("Answer for Wood Cluster", address)]
    with django_assert_num_queries(1):
        assert [one.organisation for one in queries.awaited_voices(wanda)] == [wood]
    with django_assert_num_queries(0):
        assert queries.awaited_voices(VISITOR) == []


def test_approved_when_the_last_partner_says_yes(proposed, two):
    (grain, anna), (wood, wanda) = two

    say(anna, proposed, grain)
    proposed.refresh_from_db()
    assert (proposed.state, queries.version_page(anna, proposed).missing) == ("proposed", ("Wood Cluster",))
    say(wanda, proposed, wood)

    proposed.refresh_from_db()
    assert (proposed.state, proposed.approved_on) == ("approved", TODAY)
    assert AuditEvent.objects.filter(action="strategy.approve").count() == 1


def test_nobody_approves_for_another(proposed, coordinator, two):
    (grain, _), (_, wanda) = two

    for other in (wanda, coordinator, actors.make_editor(), actors.make_administrator(), SYSTEM):
        with pytest.raises(NotAllowed):
            say(other, proposed, grain)
    assert set(proposed.approvals.values_list("answer", flat=True)) == {""}


def test_member_of_the_team_who_only_reads_has_no_voice(proposed, two):
    (grain, _), _ = two

    with pytest.raises(NotAllowed):
        say(actors.in_team("member", grain.team), proposed, grain)


def outside(answer="approved", *, on=TODAY, how="By mail from the director", note=""):
    return actions.VoiceFromOutside(answer, on, how, note)


def put_down(actor, version, came, organisation, today=TODAY):
    voice = version.approvals.get(organisation=organisation)
    return actions.record_voice(actor=actor, approval=voice, came=came, today=today)


@pytest.fixture
def silent(elca):
    """A partner that nobody speaks for here."""
    one = make_organisation("Peat Cluster", team=None)
    make_participation(elca, one, role="partner")
    return one


def test_coordination_records_the_voice_of_a_partner_without_a_team_and_it_counts(
    coordinator, silent, proposed, two
):
    (grain, anna), (wood, wanda) = two
    say(anna, proposed, grain)
    say(wanda, proposed, wood)

    put_down(coordinator, proposed, outside(on=date(2017, 3, 3)), silent, today=date(2017, 3, 9))

    proposed.refresh_from_db()
    assert (proposed.state, proposed.approved_on) == ("approved", date(2017, 3, 3))
    told = {one.name: one.how_it_came for one in queries.version_page(anna, proposed).voices}
    assert told == {"Grain Cluster": "", "Wood Cluster": "", "Peat Cluster": "By mail from the director"}
    assert AuditEvent.objects.filter(action="strategy.record_voice").count() == 1


@pytest.mark.parametrize(
    ("came", "refusal"),
    [
        (outside(how="  "), rules.VoiceNeedsHowItCame),
        (outside(on=date(2017, 2, 28)), rules.AnsweredAtNoSuchTime),
        (outside(on=date(2017, 3, 2)), rules.AnsweredAtNoSuchTime),
        (outside("objected"), rules.ObjectionNeedsWords),
    ],
)
def test_recorded_voice_says_when_how_and_why(coordinator, silent, proposed, came, refusal):
    with pytest.raises(refusal):
        put_down(coordinator, proposed, came, silent)
    assert set(proposed.approvals.values_list("answer", flat=True)) == {""}


def test_partner_with_a_team_answers_for_itself_and_no_partner_records(coordinator, silent, proposed, two):
    (grain, anna), _ = two

    with pytest.raises(rules.PartnerAnswersForItself):
        put_down(coordinator, proposed, outside(), grain)
    with pytest.raises(NotAllowed):
        put_down(anna, proposed, outside(), silent)
    assert set(proposed.approvals.values_list("answer", flat=True)) == {""}


def test_recorded_voice_is_corrected_and_the_team_that_comes_confirms_it_itself(
    coordinator, silent, proposed
):
    put_down(coordinator, proposed, outside("objected", note="Twelve are too many"), silent)
    with pytest.raises(rules.AnsweredSo):
        put_down(coordinator, proposed, outside("objected", note="Twelve are too many"), silent)
    put_down(coordinator, proposed, outside(how="By telephone"), silent)
    petra = actors.make_cluster_manager(make_team(silent))

    say(petra, proposed, silent)

    voice = proposed.approvals.get(organisation=silent)
    assert (voice.answer, voice.note, voice.how_it_came) == ("approved", "", "")


def test_page_offers_to_record_only_what_can_be_recorded(client, coordinator, silent, proposed, two):
    (grain, anna), _ = two
    peat, wheat = (proposed.approvals.get(organisation=one) for one in (silent, grain))
    of_peat, of_wheat = (reverse("strategy:record_voice", args=[one.pk]) for one in (peat, wheat))

    signed_in(client, coordinator)
    page = client.get(proposed.get_absolute_url()).text
    form = {"answer": "approved", "note": "", "answered_on": "2017-03-01", "how_it_came": "Minutes of Lyon"}
    refused = client.post(of_wheat, form)
    saved = client.post(of_peat, form, follow=True)
    signed_in(client, anna)
    read = client.get(proposed.get_absolute_url()).text

    assert (of_peat in page, of_wheat in page) == (True, False)
    assert "has a team here that answers for itself" in refused.text
    assert "Recorded by the coordination: Minutes of Lyon" in saved.text
    assert ("Minutes of Lyon" in read, of_peat in read) == (True, False)


def test_program_records_a_voice(client, coordinator, silent, proposed):
    voice = proposed.approvals.get(organisation=silent)
    told = {"answer": "approved", "answered_on": "2017-03-01", "how_it_came": "By mail"}

    answered = token(client, coordinator).post(
        f"/api/v1/strategy-voices/{voice.pk}/record", told, content_type="application/json"
    )

    (row,) = [one for one in answered.json()["voices"] if one["id"] == voice.pk]
    assert (row["answer"], row["answered_on"], row["how_it_came"]) == ("approved", "2017-03-01", "By mail")


def test_objection_needs_words_and_can_be_taken_back(proposed, two):
    (grain, anna), (wood, wanda) = two
    say(wanda, proposed, wood)

    with pytest.raises(rules.ObjectionNeedsWords):
        say(anna, proposed, grain, "objected")
    say(anna, proposed, grain, "objected", "Twelve are too many")
    (objection,) = queries.version_page(wanda, proposed).objected
    say(anna, proposed, grain)

    proposed.refresh_from_db()
    assert objection.note == "Twelve are too many"
    assert proposed.state == "approved"


def test_same_answer_twice_is_refused(proposed, two):
    (grain, anna), _ = two
    say(anna, proposed, grain)

    with pytest.raises(rules.AnsweredSo):
        say(anna, proposed, grain)


def test_change_after_approval_needs_all_approvals_again(elca, coordinator, proposed, draft, two):
    (grain, anna), (wood, wanda) = two
    say(anna, proposed, grain)
    say(wanda, proposed, wood)
    one = draft.objectives.get()

    with pytest.raises(rules.ProposedAlready):
        actions.propose(
            actor=coordinator, partnership=elca, reason="Again", today=TODAY, despite="Owner follows"
        )
    actions.edit_objective(
        actor=anna,
        edited=actions.Edited(one, one.version),
        fields={"target": 15},
        reason="More",
        organisation=grain,
    )
    assert queries.joint_page(coordinator, elca).differs
    again = actions.propose(
        actor=coordinator, partnership=elca, reason="Fifteen", today=TODAY, despite="Owner follows"
    )

    page = queries.joint_page(coordinator, elca)
    assert (again.number, again.state, len(page.open.missing)) == (2, "proposed", 2)
    assert page.in_force.number == 1
    proposed.refresh_from_db()
    assert proposed.content["objectives"][0]["target"] == "12"


def test_second_proposal_replaces_the_open_one_and_its_answers_count_for_it_alone(
    elca, coordinator, proposed, draft, two
):
    (grain, anna), _ = two
    say(anna, proposed, grain)
    draft.vision = "Bread for all"
    draft.save()

    again = actions.propose(
        actor=coordinator, partnership=elca, reason="Vision", today=TODAY, despite="Owner follows"
    )

    proposed.refresh_from_db()
    assert (proposed.state, len(queries.version_page(anna, again).missing)) == ("superseded", 2)
    with pytest.raises(rules.NotOpenForApproval):
        say(anna, proposed, grain, "objected", "Too late")


def test_partners_are_asked_and_told_by_mail(
    elca, coordinator, draft, two, django_capture_on_commit_callbacks
):
    (grain, anna), (wood, wanda) = two
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.propose(
            actor=coordinator, partnership=elca, reason="It is ready", today=TODAY, despite="Owner follows"
        )
    asked = list(mail.outbox)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        say(anna, made, grain)
        say(wanda, made, wood)

    assert len(asked) == len(mail.outbox) == 2
    assert "It is ready" in asked[0].body
    assert made.get_absolute_url() in asked[0].body
    assert "every partner has approved version 1" in mail.outbox[0].subject


def test_who_joins_while_a_version_is_open_is_named_and_asked_with_the_next(
    client, elca, coordinator, proposed, two
):
    newcomer, _ = partner(elca, "New Cluster")
    partner(elca, "Secret Cluster", visibility="restricted")
    signed_in(client, two[0][1])

    page = client.get(proposed.get_absolute_url()).text

    told = ["New Cluster", "An organisation that you may not see"]
    assert queries.not_asked(two[0][1], proposed, TODAY) == told
    assert "Joined since, and not asked: New Cluster" in page
    assert "Secret Cluster" not in page
    assert newcomer.pk not in proposed.approvals.values_list("organisation_id", flat=True)


# --- what partners bring


def test_own_team_writes_its_part_and_the_others_read_it(elca, two):
    (grain, anna), (_, wanda) = two
    told = {
        "takes_on": "Leads Peru",
        "competences": "Milling",
        "expectations": "Buyers",
        "goals": "Three contracts",
    }

    actions.state_part(actor=anna, partnership=elca, organisation=grain, version=1, fields=told)

    rows = queries.parts_of(wanda, elca)
    row = next(one for one in rows if one.participation.organisation == grain)
    assert (row.part.takes_on, row.participation.goals, row.mine) == ("Leads Peru", "Three contracts", False)
    assert queries.silent(rows) == ["Wood Cluster"]


def test_nobody_writes_the_part_of_another(elca, coordinator, two):
    (grain, _), (_, wanda) = two

    for other in (wanda, coordinator, actors.make_editor()):
        with pytest.raises(NotAllowed):
            actions.state_part(
                actor=other, partnership=elca, organisation=grain, version=1, fields={"goals": "x"}
            )


def test_part_from_an_old_version_is_refused(elca, two):
    (grain, anna), _ = two
    actions.state_part(actor=anna, partnership=elca, organisation=grain, version=1, fields={"goals": "x"})

    with pytest.raises(ChangedMeanwhile):
        actions.state_part(actor=anna, partnership=elca, organisation=grain, version=1, fields={"goals": "y"})


# --- who reads


def test_draft_is_for_the_partners_and_the_approved_strategy_for_whom_they_open_it(
    elca, proposed, draft, two
):
    (grain, anna), (wood, wanda) = two
    assert queries.in_force(VISITOR, elca) is None
    say(anna, proposed, grain)
    say(wanda, proposed, wood)

    assert queries.in_force(VISITOR, elca) is None
    draft.visibility = "public"
    draft.save()

    assert queries.in_force(VISITOR, elca) == proposed
    for model in (JointStrategy, Objective, Approval):
        assert visible(model, VISITOR).count() == 0
        assert visible(model, anna).count() > 0
    with pytest.raises(NotThere):
        queries.objective_by_key(VISITOR, draft.objectives.get().key)


def test_outsider_reads_no_reason_and_no_note(elca, draft, two):
    (grain, _), _ = two
    version = make_version(
        draft,
        reason="Between us",
        state="approved",
        approved_on=TODAY,
        content={"vision": "", "mission": "", "objectives": []},
    )
    Approval.objects.create(
        proposal=version, organisation=grain, answer="approved", note="With a heavy heart"
    )
    draft.visibility = "public"
    draft.save()

    page = queries.version_page(VISITOR, version)

    assert (page.inside, page.voices[0].note, page.voices[0].answer) == (False, "", "approved")


def test_hidden_partner_is_counted_and_not_named(elca, draft):
    secret, _ = partner(elca, "Secret Cluster", visibility="restricted")
    one = draft.objectives.get()
    one.owner = secret
    one.save()
    version = make_version(draft, [secret], state="approved", approved_on=TODAY)
    draft.visibility = "public"
    draft.save()

    page = queries.version_page(VISITOR, version)

    assert page.content.objectives[0].owner is None
    assert page.missing == ("An organisation that you may not see",)
    assert "Secret" not in str(page.content) + str(page.voices)


# --- differences


def read(objectives, **texts):
    blank = {
        "indicator": "",
        "card": "",
        "baseline": None,
        "target": None,
        "unit": "",
        "due_on": None,
        "owner": None,
        "country": None,
    }
    content = {"vision": "", "mission": "", **texts, "objectives": [blank | one for one in objectives]}
    return queries.read(SYSTEM, content)


def test_difference_is_told_in_words():
    before = read(
        [
            {"key": "a", "statement": "Sign 10 agreements.", "target": "10"},
            {"key": "b", "statement": "Hold a fair."},
        ],
        vision="Bread for all",
    )
    after = read(
        [{"key": "a", "statement": "Sign 12 agreements.", "target": "12", "due_on": "2017-06-30", "country": "PE"},
         {"key": "c", "statement": "Open an office."}],
        vision="Bread for everybody",
    )  # fmt: skip

    found = queries.differences(before, after)

    assert [one.sentence for one in found] == [
        "The vision changes:",
        "Objective 2 is taken out: Hold a fair.",
        "The sentence of objective 1 changes:",
        "Objective 1, target: from 10 to 12.",
        "Objective 1, to be reached by: from nothing to 30 June 2017.",
        "Objective 1, country: from nothing to Peru.",
        "Objective 2 is new: Open an office.",
    ]
    assert found[0].pieces == (("same", "Bread for "), ("gone", "all"), ("new", "everybody"))
    assert queries.differences(before, before) == ()


# --- cost


@pytest.mark.parametrize("number", [2, 9])
def test_pages_ask_as_much_for_many_as_for_few(elca, coordinator, django_assert_num_queries, number):
    strategy = make_strategy(elca)
    members = [partner(elca, f"Cluster {place}")[0] for place in range(number)]
    for one in members:
        make_objective(strategy, owner=one, card=f"card-{one.pk}")
    version = make_version(strategy, members)

    with django_assert_num_queries(11):
        page = queries.joint_page(coordinator, elca)
    with django_assert_num_queries(6):
        found = queries.version_page(coordinator, version)
    with django_assert_num_queries(3):
        rows = queries.parts_of(coordinator, elca)

    assert (len(page.rows), len(found.voices), len(rows)) == (number, number, number)


# --- pages


def test_partners_walk_from_a_sentence_to_an_approved_strategy_without_a_script(
    client, elca, coordinator, two
):
    (grain, anna), (wood, wanda) = two
    signed_in(client, anna)
    form = {
        "statement": "Sign 12 agreements with clusters in Peru as soon as possible.", "indicator": "Signed agreements",
        "baseline": "0", "target": "12", "unit": "agreements", "due_on": "2017-06-30", "owner": grain.key, "country": "",
        "organisation": grain.key, "reason": "Our members ask for it",
    }  # fmt: skip
    saved = client.post(reverse("strategy:add_objective", args=["elca"]), form)
    shown = client.get(saved.url).text
    client.post(
        reverse("strategy:comment_on_objective", args=[Objective.objects.get().key]),
        {"text": "We start in May", "organisation": grain.key},
    )

    signed_in(client, coordinator)
    client.post(reverse("strategy:propose", args=["elca"]), {"reason": "Ready", "despite": ""})
    version = StrategyVersion.objects.get()
    for actor, organisation in ((anna, grain), (wanda, wood)):
        signed_in(client, actor)
        page = client.get(reverse("strategy:joint", args=["elca"])).text
        voice = version.approvals.get(organisation=organisation)
        assert reverse("strategy:answer", args=[voice.pk]) in page
        client.post(reverse("strategy:answer", args=[voice.pk]), {"answer": "approved", "note": ""})
    approved = client.get(reverse("strategy:approved", args=["elca"])).text

    assert "<mark>as soon as possible</mark>" in shown
    assert "can mean any amount or any time" in shown
    assert "approved by every partner" in approved
    assert "Sign 12 agreements" in approved
    compared = client.get(reverse("strategy:compare", args=["elca"]) + "?before=1&after=draft").text
    assert "Nothing differs" in compared


def test_refused_proposal_keeps_what_was_typed_and_names_the_objectives(
    client, elca, coordinator, draft, two
):
    signed_in(client, coordinator)

    answer = client.post(reverse("strategy:propose", args=["elca"]), {"reason": "It is ready", "despite": ""})

    assert answer.status_code == 409
    assert "are open at: 1." in answer.text
    assert "It is ready" in answer.text


def test_visitor_sees_the_approved_strategy_or_that_there_is_none(client, elca, draft):
    assert "No approved strategy is open to you" in client.get(reverse("strategy:joint", args=["elca"])).text
    make_version(draft, state="approved", approved_on=TODAY)
    draft.visibility = "public"
    draft.save()

    page = client.get(reverse("strategy:joint", args=["elca"])).text

    assert "Sign 12 agreements" in page
    assert "to solve" not in page


# --- programs


def token(client, actor):
    """The API takes the browser's session."""
    signed_in(client, actor)
    return client


def test_program_drafts_proposes_and_answers(client, elca, coordinator, two):
    (grain, anna), _ = two
    of = "/api/v1/partnerships/elca/strategy"
    new = {"statement": "Improve it.", "organisation": grain.key, "reason": "First idea"}

    made = token(client, anna).post(f"{of}/objectives", new, content_type="application/json")
    refused = token(client, coordinator).post(
        f"{of}/propose", {"reason": "Ready"}, content_type="application/json"
    )
    proposed = client.post(
        f"{of}/propose", {"reason": "Ready", "despite": "A try"}, content_type="application/json"
    )
    voice = next(one for one in proposed.json()["voices"] if one["organisation"] == grain.key)
    stolen = client.post(
        f"/api/v1/strategy-voices/{voice['id']}/answer",
        {"answer": "approved"},
        content_type="application/json",
    )
    token(client, anna)
    answered = client.post(
        f"/api/v1/strategy-voices/{voice['id']}/answer",
        {"answer": "approved"},
        content_type="application/json",
    )

    assert made.status_code == 201
    assert "no-amount" in [one["code"] for one in made.json()["remarks"]]
    assert (refused.status_code, refused.json()["code"]) == (409, "open-remarks")
    assert (stolen.status_code, answered.status_code, answered.json()["missing"]) == (403, 200, 1)
    assert client.get(of).json()["versions"][0]["state"] == "proposed"
    assert client.get(f"{of}/versions/1").json()["objectives"][0]["statement"] == "Improve it."
    assert client.get(f"{of}/differences?before=1&after=1").json() == []
    client.logout()
    assert client.get(of).status_code == 403
    assert client.get(f"{of}/approved").status_code == 404
