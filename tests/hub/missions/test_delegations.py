"""Delegations from the call to the journey: who joins, who sees whom, what is told, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from kontor.hub.accounts.queries import actor_of
from kontor.hub.directory.queries.merge import MERGE_HOOKS
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.front.personal import KEPT_ELSEWHERE
from kontor.hub.missions import actions
from kontor.hub.missions.models import (
    BriefingSection,
    CostLine,
    Delegate,
    Delegation,
    TravelCheck,
    TravelItem,
    Traveller,
)
from kontor.hub.missions.queries import delegations as queries
from kontor.hub.missions.queries.costs import costs_shown
from kontor.hub.missions.rules import delegations as rules
from kontor.hub.missions.rules.calls import NoClock
from kontor.hub.missions.tasks import write_invitation
from tests.factories import actors
from tests.factories.accounts import make_member, make_person
from tests.factories.calls import make_application, make_call
from tests.factories.countries import make_fact, make_profile
from tests.factories.delegations import (
    make_check,
    make_cost,
    make_delegate,
    make_delegation,
    make_item,
    make_section,
)
from tests.factories.directory import make_competence, make_organisation, make_team, make_term
from tests.factories.evidence import make_source
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db

ENTRY = actions.DelegateEntry(
    fields={"offers": "Pumps", "seeks": ""}, terms=[], travellers="Kim Example, sales"
)


def organiser_of(delegation):
    return actors.make_coordinator(delegation.event.partnership.team)


def in_it(delegation, name="", **fields):
    """A member with a team, and somebody who edits for it."""
    organisation = make_organisation(name, kind="sme")
    team = make_team(organisation)
    return actors.make_sme(team), make_delegate(delegation, organisation, **fields)


# Planning, and who was selected.


def test_a_delegation_is_planned_once_by_who_keeps_the_event():
    event = make_event(make_partnership(), event_class="mission")
    organiser = actors.make_coordinator(event.partnership.team)
    fields = {"zone": "America/Lima", "offers": "All", "seeks": ""}

    delegation = actions.add_delegation(actor=organiser, event=event, fields=fields)

    assert (delegation.state, delegation.zone) == ("draft", "America/Lima")
    with pytest.raises(rules.DelegationThere):
        actions.add_delegation(actor=organiser, event=event, fields=fields)
    with pytest.raises(NotAllowed):
        actions.add_delegation(actor=actors.make_outsider_coordinator(), event=event, fields=fields)


@pytest.mark.parametrize("said", [{"number": 3}, {"same_as": True}])
def test_an_entry_that_is_not_one_event_has_no_delegation(said):
    partnership = make_partnership()
    if "same_as" in said:
        said = {"same_as": make_event(partnership)}
    event = make_event(partnership, **said)

    with pytest.raises(rules.NoSingleEvent):
        actions.add_delegation(actor=actors.SYSTEM, event=event, fields={})


def test_a_clock_that_is_none_is_refused_and_so_is_an_old_form():
    delegation = make_delegation()
    organiser = organiser_of(delegation)

    with pytest.raises(NoClock):
        actions.edit_delegation(actor=organiser, delegation=delegation, version=1, fields={"zone": "Nowhere"})
    actions.edit_delegation(actor=organiser, delegation=delegation, version=1, fields={"offers": "All"})
    for act in (
        lambda: actions.edit_delegation(actor=organiser, delegation=delegation, version=1, fields={}),
        lambda: actions.brief(actor=organiser, delegation=delegation, version=1, briefing="", checks=""),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()


def test_who_was_selected_is_taken_over_in_one_step_and_invited():
    delegation = make_delegation()
    call, other = make_call(delegation.event, cut_offs=(-1,)), make_call(cut_offs=(-1,))
    here = make_delegate(delegation, state="withdrawn")
    for state in ("submitted", "reserve", "rejected", "withdrawn"):
        make_application(call, state=state)
    make_application(call, here.organisation, state="selected")
    make_application(other, state="selected")
    second = make_application(call, state="selected", rank=2)
    first = make_application(call, state="selected", rank=1)
    organiser = organiser_of(delegation)
    assert queries.waiting_applications(organiser, delegation) == 2

    made = actions.take_over(actor=organiser, delegation=delegation)

    assert [(one.organisation, one.application, one.state) for one in made] == [
        (first.organisation, first, "invited"),
        (second.organisation, second, "invited"),
    ]
    with pytest.raises(rules.NobodySelected):
        actions.take_over(actor=organiser, delegation=delegation)


def test_by_hand_an_organisation_joins_once():
    delegation = make_delegation()
    organiser, works = organiser_of(delegation), make_organisation("Works")
    gone = make_delegate(delegation, make_organisation("Yards"), state="withdrawn", reason="Too far")

    made = actions.add_delegate(actor=organiser, delegation=delegation, organisation=works, entry=ENTRY)

    assert (made.state, made.offers, made.travellers.get().function) == ("invited", "Pumps", "sales")
    with pytest.raises(rules.MemberThere, match="Works is in the delegation already"):
        actions.add_delegate(actor=organiser, delegation=delegation, organisation=works, entry=ENTRY)
    with pytest.raises(rules.MemberWithdrew, match="Too far"):
        actions.add_delegate(
            actor=organiser, delegation=delegation, organisation=gone.organisation, entry=ENTRY
        )


# Coming along or not.


def test_its_own_team_confirms_and_withdraws_with_a_reason_and_the_organiser_invites_again():
    delegation = make_delegation()
    sme, member = in_it(delegation, "Works", state="invited")
    organiser = organiser_of(delegation)

    actions.confirm_delegate(actor=sme, delegate=member)
    with pytest.raises(rules.NotInvited, match="Works is confirmed"):
        actions.confirm_delegate(actor=sme, delegate=member)
    with pytest.raises(rules.ReasonMissing):
        actions.withdraw_delegate(actor=sme, delegate=member, reason="  ")
    with pytest.raises(rules.NotWithdrawn):
        actions.invite_again(actor=organiser, delegate=member)
    actions.withdraw_delegate(actor=sme, delegate=member, reason="No time")
    with pytest.raises(rules.WithdrawnAlready, match="No time"):
        actions.withdraw_delegate(actor=sme, delegate=member, reason="Again")
    with pytest.raises(rules.NotInvited, match="withdrawn"):
        actions.confirm_delegate(actor=organiser, delegate=member)
    again = actions.invite_again(actor=organiser, delegate=member)

    assert (again.state, again.reason) == ("invited", "")


def test_nobody_answers_for_an_organisation_of_others():
    delegation = make_delegation()
    one, _mine = in_it(delegation)
    _other, member = in_it(delegation, state="invited")

    for act in (
        lambda: actions.confirm_delegate(actor=one, delegate=member),
        lambda: actions.withdraw_delegate(actor=one, delegate=member, reason="x"),
        lambda: actions.edit_delegate(actor=one, delegate=member, version=1, entry=ENTRY),
        lambda: actions.tick_checks(actor=one, delegate=member, done=[]),
        lambda: actions.invite_again(actor=one, delegate=member),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_people_who_stay_keep_their_row_and_the_trail_keeps_no_name():
    delegation = make_delegation()
    sme, member = in_it(delegation, travellers=("Kim Example", "Lee Example"))
    before = member.travellers.get(name="Kim Example").pk
    entry = actions.DelegateEntry(fields={}, travellers="Bo Example\nkim example, buyer")

    actions.edit_delegate(actor=sme, delegate=member, version=1, entry=entry)

    found = {one.name: one for one in member.travellers.all()}
    assert {name: one.function for name, one in found.items()} == {"kim example": "buyer", "Bo Example": ""}
    assert found["kim example"].pk == before
    assert not any("xample" in event.changes for event in AuditEvent.objects.all())
    with pytest.raises(rules.PersonTwice):
        actions.edit_delegate(
            actor=sme, delegate=member, version=2, entry=actions.DelegateEntry({}, travellers="A;a")
        )
    with pytest.raises(ChangedMeanwhile):
        actions.edit_delegate(actor=sme, delegate=member, version=1, entry=entry)


# Who sees what.


def test_a_draft_is_seen_by_organisers_and_members_and_a_published_one_with_its_event():
    delegation = make_delegation()
    organiser, (sme, _member) = organiser_of(delegation), in_it(delegation, state="invited")
    stranger = actors.make_outsider_coordinator()

    def see():
        return [visible(Delegation, one).exists() for one in (organiser, sme, stranger, actors.visitor())]

    assert see() == [True, True, False, False]
    Delegation.objects.update(state="published")
    assert see() == [True, True, True, True]
    delegation.event.visibility = "partners"
    delegation.event.save()
    assert see() == [True, False, False, False]


def test_who_withdrew_no_longer_sees_a_draft():
    delegation = make_delegation()
    sme, _member = in_it(delegation, state="withdrawn")

    assert not visible(Delegation, sme).exists()


def test_members_see_each_other_and_strangers_the_confirmed_ones_once_published():
    delegation = make_delegation(state="published")
    sme, own = in_it(delegation, "Own")
    make_delegate(delegation, make_organisation("Invited"), state="invited")
    make_delegate(delegation, make_organisation("Confirmed"))
    make_delegate(delegation, make_organisation("Gone"), state="withdrawn")
    make_delegate(delegation, make_organisation("Hidden", visibility="restricted"))

    def names(actor):
        return {one.organisation.name for one in visible(Delegate, actor)}

    assert names(organiser_of(delegation)) == {"Own", "Invited", "Confirmed", "Gone", "Hidden"}
    assert names(sme) == {"Own", "Invited", "Confirmed"}
    assert names(actors.visitor()) == {"Own", "Confirmed"}
    shown = queries.delegation_shown(actors.visitor(), delegation, "en")
    assert (len(shown.members), shown.hidden) == (2, 1)
    assert own.organisation.name in names(sme)


def test_who_travels_is_known_to_organisers_and_her_own_team_only():
    delegation = make_delegation(state="published")
    sme, _own = in_it(delegation, travellers=("Kim Example",))
    other, _theirs = in_it(delegation, travellers=("Lee Example",))
    organiser = organiser_of(delegation)
    reader = actors.make_partner_staff(delegation.event.partnership.team)

    def names(actor):
        return {one.name for one in visible(Traveller, actor)}

    assert names(organiser) == {"Kim Example", "Lee Example"}
    assert (names(sme), names(other)) == ({"Kim Example"}, {"Lee Example"})
    for stranger in (reader, actors.visitor(), actors.make_analyst(), actors.make_protection_officer()):
        assert names(stranger) == set()


def test_what_is_arranged_is_seen_by_whom_it_concerns():
    delegation = make_delegation(state="published")
    sme, own = in_it(delegation)
    other, _member = in_it(delegation)
    make_item(delegation, text="Bus")
    make_item(delegation, own, text="Visit")
    make_section(delegation)
    make_check(delegation)
    make_cost(delegation)

    def told(actor):
        items = {one.text for one in visible(TravelItem, actor)}
        return items, *(visible(kind, actor).count() for kind in (BriefingSection, TravelCheck, CostLine))

    assert told(organiser_of(delegation)) == ({"Bus", "Visit"}, 1, 1, 1)
    assert told(sme) == ({"Bus", "Visit"}, 1, 1, 0)
    assert told(other) == ({"Bus"}, 1, 1, 0)
    assert told(actors.visitor()) == (set(), 0, 0, 0)


# Portfolio, briefing, checks.


def test_the_portfolio_is_of_profiles_and_of_what_members_say_by_field():
    delegation = make_delegation(state="published")
    food, steel = make_term(code="food", label="Food"), make_term(code="steel", label="Steel")
    works, yards = make_organisation("Works"), make_organisation("Yards")
    make_delegate(delegation, works, terms=[food], offers="Pumps", seeks="Farms")
    make_delegate(delegation, yards, terms=[food, steel], offers="Pumps")
    make_delegate(delegation, make_organisation("Late"), state="invited", offers="Nothing yet")
    make_competence(works, "Blades", term=steel)
    make_competence(yards, "", term=steel, direction="seeks")
    make_competence(yards, "Time", direction="seeks")

    shown = queries.delegation_shown(actors.visitor(), delegation, "en")

    def told(lines):
        return [(line.text, [one.name for one in line.organisations]) for line in lines]

    assert [(one.label, told(one.offers), told(one.seeks)) for one in shown.portfolio] == [
        ("Food", [("Pumps", ["Works", "Yards"])], [("Farms", ["Works"])]),
        ("Steel", [("Pumps", ["Yards"]), ("Blades", ["Works"])], [("Steel", ["Yards"])]),
        ("Without a field", [], [("Time", ["Yards"])]),
    ]


def test_the_briefing_stands_beside_the_facts_of_the_country():
    delegation = make_delegation()
    make_fact(make_profile("PE"), "Gross domestic product", source=make_source(), topic="economy")
    organiser, (sme, _member) = organiser_of(delegation), in_it(delegation)

    actions.brief(
        actor=organiser,
        delegation=delegation,
        version=1,
        briefing="# Why\nTo sell.",
        checks="Visa: 2027-03-01",
    )

    for actor in (organiser, sme):
        shown = queries.delegation_shown(actor, delegation, "en")
        assert [(one.title, one.text) for one in shown.sections] == [("Why", "To sell.")]
        assert [one.fact.statement for topic in shown.topics for one in topic.facts] == [
            "Gross domestic product"
        ]
        assert [one.check.due_on for one in shown.checks] == [date(2027, 3, 1)]
    Delegation.objects.update(state="published")
    delegation.refresh_from_db()
    outside = queries.delegation_shown(actors.visitor(), delegation, "en")
    assert (outside.inside, outside.sections, outside.topics, outside.checks) == (False, (), (), ())


def test_a_check_whose_words_stay_keeps_who_has_seen_to_it():
    delegation = make_delegation()
    organiser, (sme, member) = organiser_of(delegation), in_it(delegation, "Works")
    _other, _theirs = in_it(delegation, "Yards")
    kept, gone = make_check(delegation, "Visa"), make_check(delegation, "Hat")
    actions.tick_checks(actor=sme, delegate=member, done=[kept.pk, gone.pk])

    actions.brief(
        actor=organiser, delegation=delegation, version=1, briefing="", checks="Coat\nVisa: 2020-03-01"
    )

    rows = {
        one.check.text: (one.missing, one.late)
        for one in queries.delegation_shown(organiser, delegation, "en").checks
    }
    assert rows == {"Coat": (("Works", "Yards"), False), "Visa": (("Yards",), True)}
    own = {one.check.text: one.missing for one in queries.delegation_shown(sme, delegation, "en").checks}
    assert own == {"Coat": ("Works",), "Visa": ()}


def test_who_withdrew_ticks_nothing():
    delegation = make_delegation()
    member = make_delegate(delegation, state="withdrawn")

    with pytest.raises(rules.WithdrawnListed):
        actions.tick_checks(actor=organiser_of(delegation), delegate=member, done=[])


# The journey and its costs.


def item(*delegates, **said):
    fields = {"kind": "flight", "text": "Flight", "place": "", "book_by": None, "confirmed": False}
    when = {"start": "2027-03-01 09:00", "end": "2027-03-01 11:00"} | said
    return actions.ItemEntry(fields | {"book_by": when.pop("book_by", None)}, delegates=delegates, **when)


def test_items_are_told_on_the_clock_of_the_delegation_and_may_be_late():
    delegation = make_delegation(zone="America/Lima")
    organiser = organiser_of(delegation)
    entry = item(book_by=date(2020, 1, 1))

    made = actions.arrange(actor=organiser, delegation=delegation, entry=entry)

    assert made.start.isoformat() == "2027-03-01T14:00:00+00:00"
    (shown,) = queries.delegation_shown(organiser, delegation, "en").items
    assert (shown.start, shown.end, shown.late, shown.concerns) == (
        "2027-03-01 09:00",
        "2027-03-01 11:00",
        True,
        (),
    )
    actions.rearrange(actor=organiser, item=made, version=1, entry=item())
    with pytest.raises(ChangedMeanwhile):
        actions.rearrange(actor=organiser, item=made, version=1, entry=item())
    actions.cancel_item(actor=organiser, item=made)
    assert not TravelItem.objects.exists()


def test_nobody_is_arranged_for_who_withdrew_or_is_elsewhere_but_who_stood_there_stays():
    delegation = make_delegation()
    organiser = organiser_of(delegation)
    going, gone = make_delegate(delegation), make_delegate(delegation, state="withdrawn")
    elsewhere = make_delegate(make_delegation())

    for entry, refusal in (
        (item(gone.pk), rules.WithdrawnListed),
        (item(elsewhere.pk), rules.OfAnotherDelegation),
        (item(end="2027-03-01 08:00"), rules.TravelEndsBefore),
        (item(book_by=date(2027, 3, 2)), rules.BookedTooLate),
    ):
        with pytest.raises(refusal):
            actions.arrange(actor=organiser, delegation=delegation, entry=entry)
    made = actions.arrange(actor=organiser, delegation=delegation, entry=item(going.pk))
    actions.withdraw_delegate(actor=organiser, delegate=going, reason="Ill")
    kept = actions.rearrange(actor=organiser, item=made, version=1, entry=item(going.pk))
    assert [one.pk for one in kept.delegates.all()] == [going.pk]


def cost(**said):
    fields = {"kind": "hotel", "text": "Hotel", "bearer": "participant", "planned": Decimal(300)}
    return actions.CostEntry(fields | said)


def test_costs_are_planned_for_each_and_paid_once():
    delegation = make_delegation()
    organiser = organiser_of(delegation)
    works, yards = (make_delegate(delegation, make_organisation(name)) for name in ("Works", "Yards"))

    first, _second = actions.plan_costs(
        actor=organiser, delegation=delegation, entry=cost(), delegates=[works.pk, yards.pk]
    )
    whole = cost(bearer="grant", planned=Decimal(1000))
    actions.plan_costs(actor=organiser, delegation=delegation, entry=whole, delegates=[])
    actions.record_actual(actor=organiser, line=first, amount=Decimal("320.50"), on=date(2027, 1, 1))

    with pytest.raises(rules.PaidAlready, match=r"EUR 320\.50"):
        actions.record_actual(actor=organiser, line=first, amount=Decimal(1), on=date(2027, 1, 2))
    shown = costs_shown(organiser, delegation)
    assert {name: (one.planned, one.actual, one.open) for name, one in shown.by_bearer} == {
        "participant": (600, Decimal("320.50"), 300),
        "grant": (1000, 0, 1000),
    }
    assert {name: one.expected for name, one in shown.by_participant} == {
        "Works": Decimal("320.50"),
        "Yards": 300,
        "The whole delegation": 1000,
    }
    assert (shown.whole.planned, shown.whole.expected) == (1600, Decimal("1620.50"))


def test_a_cost_is_corrected_and_removed_by_who_runs_it_only():
    delegation = make_delegation()
    organiser, (sme, _member) = organiser_of(delegation), in_it(delegation)
    line = make_cost(delegation)
    corrected = {"planned": Decimal(90), "actual": Decimal(80), "paid_on": date(2027, 1, 1)}

    actions.edit_cost(actor=organiser, line=line, version=1, entry=cost(bearer="grant", **corrected))

    with pytest.raises(ChangedMeanwhile):
        actions.edit_cost(actor=organiser, line=line, version=1, entry=cost(bearer="grant"))
    with pytest.raises(rules.ParticipantNotNamed):
        actions.edit_cost(actor=organiser, line=line, version=2, entry=cost())
    with pytest.raises(NotAllowed):
        actions.remove_cost(actor=sme, line=make_cost(delegation))
    actions.remove_cost(actor=organiser, line=line)
    assert not CostLine.objects.filter(pk=line.pk).exists()


def test_what_is_paid_by_who_withdrew_is_refused():
    delegation = make_delegation()
    gone = make_delegate(delegation, state="withdrawn")

    with pytest.raises(rules.WithdrawnListed):
        actions.plan_costs(
            actor=organiser_of(delegation), delegation=delegation, entry=cost(), delegates=[gone.pk]
        )


# Letters, merges, personal data.


def invited_with_a_person(language="de"):
    delegation = make_delegation()
    organisation = make_organisation("Works")
    person = make_person("kim@example.org", language=language)
    make_member(make_team(organisation), person)
    made = actions.add_delegate(
        actor=organiser_of(delegation), delegation=delegation, organisation=organisation, entry=ENTRY
    )
    return delegation, person, made


def test_the_team_is_written_to_in_its_language_and_only_while_it_is_invited():
    delegation, person, made = invited_with_a_person()

    message = write_invitation(made.pk)

    assert message.to == ["kim@example.org"]
    assert delegation.event.name in message.subject
    assert "Works" in message.body
    assert delegation.get_absolute_url() in message.body
    actions.confirm_delegate(actor=actor_of(person), delegate=made)
    assert write_invitation(made.pk) is None


def test_nobody_is_written_to_who_may_not_see_it():
    delegation, _person, made = invited_with_a_person()
    delegation.event.visibility = "restricted"
    delegation.event.save()

    assert write_invitation(made.pk) is None


def test_places_follow_a_merge_and_stay_apart(django_db_blocker):
    delegation = make_delegation()
    survivor, double = make_organisation("Works"), make_organisation("Works Ltd")
    make_delegate(delegation, survivor)
    make_delegate(delegation, double, travellers=("Kim Example",))
    hook = next(one for one in MERGE_HOOKS if one.name == "delegations")

    class Journal:
        """What the hook asks of a journal, and no more."""

        def change(self, row, **values):
            type(row).objects.filter(pk=row.pk).update(**values)

    assert hook.count(double) == 1
    hook.move(Journal(), double, survivor)

    assert Delegate.objects.filter(organisation=survivor).count() == 2
    with pytest.raises(rules.MemberThere):
        actions.add_delegate(
            actor=organiser_of(delegation), delegation=delegation, organisation=survivor, entry=ENTRY
        )


def test_a_person_is_told_of_her_journeys_and_forgotten():
    delegation = make_delegation()
    make_delegate(delegation, travellers=("Kim Example", "Lee Example"))
    part = next(one for one in KEPT_ELSEWHERE if one.name == "missions.travellers")
    person = make_person("kim@example.org", name="Kim Example")

    assert [row["name"] for row in part.export(person)] == ["Kim Example"]
    part.erase(person)

    assert sorted(Traveller.objects.values_list("name", flat=True)) == ["", "Lee Example"]
    assert part.export(make_person("bo@example.org", name="")) == []


def test_what_is_not_there_is_not_there():
    delegation = make_delegation()
    elsewhere = make_delegate(make_delegation())

    with pytest.raises(NotThere):
        queries.delegation_of(actors.visitor(), delegation.event.key)
    with pytest.raises(NotThere):
        queries.delegate_of(actors.SYSTEM, delegation, elsewhere.pk)
    with pytest.raises(NotThere):
        queries.delegate_by_organisation(actors.SYSTEM, delegation, elsewhere.organisation.key)
    with pytest.raises(NotThere):
        queries.item_of(actors.SYSTEM, delegation, 1)
    with pytest.raises(rules.NoSuchSector):
        queries.sectors(["nothing"])
