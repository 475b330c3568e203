"""Events are entered, changed, marked and removed by those who may, with a trace."""

import pytest

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.missions import rules
from kontor.hub.missions.actions import (
    EventEntry,
    add_events,
    edit_event,
    mark_same,
    remove_events,
    unmark_same,
)
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.queries import (
    event_rows,
    may_be_the_same,
    partnerships_to_add_for,
    totals_by_country,
)
from tests.factories import actors
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_organisation, make_team
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


def entry(partnership, name="Workshop", known=None, organisations=None, **fields):
    fields = {"name": name, "event_class": "other", "partnership_id": partnership.pk} | fields
    return EventEntry(fields=fields, known=known, organisations=organisations or {})


def responsible(event):
    rows = EventOrganisation.objects.filter(event=event, role="responsible").order_by("position")
    return [row.organisation for row in rows]


def test_event_gets_a_key_of_its_own_and_a_trace():
    partnership = make_partnership(key="elca")

    first, second = add_events(actor=SYSTEM, entries=[entry(partnership), entry(partnership)])

    assert (first.key, second.key) == ("elca-workshop", "elca-workshop-2")
    assert AuditEvent.objects.filter(action="missions.add", subject_id=first.pk).count() == 1


@pytest.mark.parametrize("key", ["taken", "calendar"])
def test_key_that_is_taken_is_refused(key):
    partnership = make_partnership()
    make_event(partnership, key="taken")

    with pytest.raises(rules.KeyTaken):
        add_events(actor=SYSTEM, entries=[entry(partnership, key=key)])


def test_impossible_event_is_not_saved():
    with pytest.raises(rules.MeetingsElsewhere):
        add_events(actor=SYSTEM, entries=[entry(make_partnership(), meetings=3)])

    assert Event.objects.count() == 0


def test_organisations_keep_their_order_and_their_notes():
    one, other, third = make_organisation(), make_organisation(), make_organisation()
    partnership = make_partnership()
    (event,) = add_events(
        actor=SYSTEM, entries=[entry(partnership, organisations={"responsible": [one.pk, other.pk]})]
    )
    EventOrganisation.objects.filter(organisation=other).update(note="spoke")

    edit_event(
        actor=SYSTEM,
        version=event.version,
        entry=EventEntry({}, event, {"responsible": [third.pk, other.pk]}),
    )

    assert responsible(event) == [third, other]
    assert EventOrganisation.objects.get(organisation=other).note == "spoke"


def test_organisation_is_named_once_in_a_role():
    one = make_organisation()

    with pytest.raises(rules.NamedTwice):
        add_events(
            actor=SYSTEM,
            entries=[entry(make_partnership(), organisations={"responsible": [one.pk, one.pk]})],
        )


def test_whoever_does_not_see_an_organisation_does_not_remove_it():
    partnership = make_partnership()
    hidden = make_organisation(visibility="restricted")
    event = make_event(partnership)
    make_named(event, hidden)
    coordinator = actors.make_coordinator(partnership.team)

    edit_event(
        actor=coordinator,
        version=event.version,
        entry=EventEntry({"place": "Lima"}, event, {"responsible": []}),
    )

    assert responsible(event) == [hidden]


def test_partner_enters_and_stranger_does_not():
    partnership, organisation = make_partnership(), make_organisation()
    make_participation(partnership, organisation)
    manager = actors.make_cluster_manager(make_team(organisation))
    new = {"visibility": "public"}

    (event,) = add_events(actor=manager, entries=[entry(partnership, **new)])

    assert event.partnership == partnership
    assert list(partnerships_to_add_for(manager)) == [partnership]
    for stranger in (actors.make_outsider_coordinator(), actors.make_sme(), actors.make_analyst()):
        with pytest.raises(NotAllowed):
            add_events(actor=stranger, entries=[entry(partnership, **new)])
        assert list(partnerships_to_add_for(stranger)) == []


def test_responsible_organisation_and_coordinator_edit_and_another_partner_does_not():
    partnership, organisation, other = make_partnership(), make_organisation(), make_organisation()
    make_participation(partnership, organisation)
    make_participation(partnership, other)
    event = make_event(partnership)
    make_named(event, organisation)
    changed = EventEntry({"place": "Lima"}, event)

    for actor in (
        actors.make_cluster_manager(make_team(organisation)),
        actors.make_coordinator(partnership.team),
    ):
        event = edit_event(actor=actor, version=event.version, entry=changed)
    with pytest.raises(NotAllowed):
        edit_event(actor=actors.make_cluster_manager(make_team(other)), version=event.version, entry=changed)


def test_event_is_not_given_to_a_partnership_of_others():
    own, foreign = make_partnership(), make_partnership()
    event = make_event(own)
    coordinator = actors.make_coordinator(own.team)

    with pytest.raises(NotAllowed):
        edit_event(
            actor=coordinator,
            version=event.version,
            entry=EventEntry({"partnership_id": foreign.pk}, event),
        )


def test_second_editor_is_told_and_nothing_is_lost():
    event = make_event(make_partnership())
    edit_event(actor=SYSTEM, version=event.version, entry=EventEntry({"place": "Lima"}, event))

    with pytest.raises(ChangedMeanwhile):
        edit_event(actor=SYSTEM, version=event.version, entry=EventEntry({"place": "Cusco"}, event))

    assert Event.objects.get(pk=event.pk).place == "Lima"


def test_second_entry_points_at_the_one_that_is_counted_and_back():
    partnership = make_partnership()
    counted, again = make_event(partnership), make_event(partnership)

    mark_same(actor=SYSTEM, event=again, of=counted, note="two partners")
    with pytest.raises(rules.HasSecondEntries):
        mark_same(actor=SYSTEM, event=counted, of=make_event(partnership))
    with pytest.raises(rules.ToldAgainAlready):
        mark_same(actor=SYSTEM, event=make_event(partnership), of=again)

    assert [row.same_as for row in event_rows(SYSTEM, partnership) if row.key == again.key] == [counted.key]
    assert unmark_same(actor=SYSTEM, event=again).same_as is None


def test_second_entry_may_be_one_of_its_partnership_or_of_its_year():
    partnership = make_partnership()
    event = make_event(partnership, start="2022-06-09")
    own = make_event(partnership, "Own", start="2016")
    year = make_event(make_partnership(), "Same year", start="2022")
    make_event(make_partnership(), start="2021")
    make_event(partnership, same_as=own)

    assert list(may_be_the_same(SYSTEM, event)) == [own, year]


def test_removed_event_leaves_its_second_entry_as_one_of_its_own():
    partnership = make_partnership()
    counted = make_event(partnership)
    again = make_event(partnership, same_as=counted)

    remove_events(actor=SYSTEM, events=[counted])

    again.refresh_from_db()
    assert again.same_as is None
    assert AuditEvent.objects.get(action="missions.remove").subject_id == str(counted.pk)


def test_register_rows_name_partners_by_code_in_order_and_others_by_name():
    partnership = make_partnership()
    first, second = make_organisation(short_name="MECH"), make_organisation(key="amz", short_name="")
    for partner in (first, second):
        make_participation(partnership, partner)
    event = make_event(partnership, register="fairs", row=2, country="AE")
    for position, organisation in enumerate((first, second, make_organisation("Outside body"))):
        make_named(event, organisation, position=position)

    (row,) = event_rows(SYSTEM, partnership)

    assert (row.partners, row.others) == (("mech", "amz"), ("Outside body",))
    assert (row.register, row.row, row.country, row.number, row.meetings) == ("fairs", 2, "AE", 1, None)


def test_totals_add_numbers_and_leave_unstated_meetings_unstated():
    partnership = make_partnership()
    make_event(partnership, event_class="preparatory", number=12, country="PH")
    counted = make_event(partnership, event_class="c2c", country="PE")
    make_event(partnership, event_class="c2c", meetings=5, country="PE", same_as=counted)
    make_event(partnership, event_class="b2b", number=2, meetings=30, country="PE")

    peru, philippines, together = totals_by_country(event_rows(SYSTEM, partnership))

    assert (peru.country, peru.preparatory, peru.c2c_events, peru.c2c_meetings) == ("PE", None, 1, None)
    assert (peru.b2b_events, peru.b2b_meetings) == (2, 30)
    assert (philippines.preparatory, philippines.b2b_events) == (12, None)
    assert (together.preparatory, together.c2c_events, together.b2b_meetings) == (12, 1, 30)
    assert together.rows["c2c"] == (counted.key,)


@pytest.mark.parametrize("count", [2, 6])
def test_register_rows_cost_the_same_whatever_their_number(django_assert_num_queries, count):
    partnership = make_partnership()
    for _each in range(count):
        make_named(make_event(partnership), make_organisation())

    with django_assert_num_queries(3):
        event_rows(SYSTEM, partnership)
