"""Pages of events: what they cost, who sees what, and that every verb has one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from kontor.hub.foundation import search
from kontor.hub.missions.models import Event
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation, make_term
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


def fill(count):
    partnership = make_partnership()
    counted = make_event(partnership, key="counted", start="2022-05-01")
    for place in range(count):
        event = make_event(partnership, country="PE", start=f"2022-06-{place + 1:02}", same_as=counted)
        for role in ("responsible", "participant"):
            make_named(event, make_organisation(), role=role)
            make_named(counted, make_organisation(), role=role)


@pytest.mark.parametrize("name", ["index", "calendar", "feed", "event"])
def test_pages_cost_the_same_whatever_their_size(client, name):
    address = reverse(f"missions:{name}", args=["counted"] if name == "event" else [])
    fill(2)
    few = statements(client, address)
    Event.objects.all().delete()
    fill(6)

    assert statements(client, address) == few


def test_filters_leave_the_events_asked_for(client):
    partnership = make_partnership("ELCA", key="elca")
    make_event(partnership, "Fair in Dubai", country="AE", event_class="fair", start="2022-02-04")
    make_event(partnership, "Undated workshop")
    make_event(None, "Elsewhere", event_class="fair", start="2021")

    asked = {
        "class=fair": 2,
        "country=AE": 1,
        "partnership=elca": 2,
        "year=2021": 1,
        "year=-": 1,
        "mission=-": 3,
    }

    for query, number in asked.items():
        assert client.get(f"{reverse('missions:index')}?{query}").context["page"].table.count == number, query


@pytest.mark.parametrize("visibility", ["partners", "programme"])
def test_event_among_partners_is_not_there_for_others(client, visibility):
    partnership, organisation = make_partnership(), make_organisation()
    make_participation(partnership, organisation)
    event = make_event(partnership, "Quiet talk", visibility=visibility, start="2022-06-09")

    for name, arguments in (("event", [event.key]), ("index", []), ("calendar", []), ("feed", [])):
        address = reverse(f"missions:{name}", args=arguments)
        signed_in(client, actors.make_sme())
        assert "Quiet talk" not in client.get(address).content.decode(), name
        signed_in(client, actors.make_partner_staff(partnership.team))
        assert "Quiet talk" in client.get(address).content.decode(), name


def test_words_and_filters_find_no_event_in_the_feed_that_is_not_shown(client):
    partnership = make_partnership(key="elca")
    make_event(partnership, "Quiet talk", "PE", visibility="partners", start="2022-06-09")
    make_event(partnership, "Open talk", "PE", start="2022-06-09")
    for kind in search.KINDS.table.values():
        search.update(kind.kind, kind.all_rows())

    for query in ("q=talk", "country=PE", "partnership=elca", "since=2022"):
        feed = client.get(f"{reverse('missions:feed')}?{query}").content.decode()
        assert ("Open talk" in feed, "Quiet talk" in feed) == (True, False), query


def test_organisation_that_is_hidden_is_not_named_at_an_open_event(client):
    event = make_event(make_partnership())
    make_named(event, make_organisation("Ravelin Quincunx", visibility="restricted"))

    assert "Quincunx" not in client.get(event.get_absolute_url()).content.decode()


def test_feed_holds_known_days_once_with_stable_identity(client):
    partnership = make_partnership(key="elca")
    counted = make_event(partnership, "Expo", key="expo", start="2022-02-04", end="2022-02-08", country="AE")
    make_event(partnership, "Expo again", start="2022-02-04", same_as=counted)
    make_event(partnership, "Some time in June", start="2022-06")
    make_event(make_partnership(), "Elsewhere", start="2022-03-01")

    calendar = Calendar.from_ical(client.get(f"{reverse('missions:feed')}?partnership=elca").content)

    (entry,) = calendar.walk("VEVENT")
    assert (str(entry["UID"]), str(entry["SUMMARY"])) == ("event-expo@kontor", "Expo")
    assert (str(entry["DTSTART"].dt), str(entry["DTEND"].dt)) == ("2022-02-04", "2022-02-09")


def test_period_leaves_what_lies_in_it_at_least_in_part(client):
    partnership = make_partnership()
    for name, start, end in (
        ("June", "2022-06-09", ""),
        ("May to July", "2022-05-30", "2022-07-02"),
        ("Some day in June", "2022-06", ""),
        ("Some day in 2022", "2022", ""),
        ("Before", "2022-05-01", "2022-06-07"),
        ("After", "2022-06-12", ""),
        ("Undated", "", ""),
    ):
        make_event(partnership, name, start=start, end=end)

    page = client.get(f"{reverse('missions:index')}?since=2022-06-08&until=2022-06-11").context["page"]

    found = {row.record.name for row in page.table.rows}
    assert found == {"June", "May to July", "Some day in June", "Some day in 2022"}


def test_period_that_is_no_date_is_said_and_limits_nothing(client):
    make_event(make_partnership(), "June", start="2022-06-09")

    answer = client.get(f"{reverse('missions:index')}?since=31.06.2022")

    assert answer.context["page"].table.count == 1
    assert "&#x27;31.06.2022&#x27; is not a date" in answer.content.decode()


def in_all_three(client, query):
    """The names that list, month and feed hold for the same filters."""
    rows = client.get(f"{reverse('missions:index')}?{query}").context["page"].table.rows
    weeks = client.get(f"{reverse('missions:calendar')}?{query}&month=2022-06").context["page"].shown.weeks
    feed = Calendar.from_ical(client.get(f"{reverse('missions:feed')}?{query}").content)
    return (
        {row.record.name for row in rows},
        {one.event.name for week in weeks for day in week for one in day.events},
        {str(entry["SUMMARY"]) for entry in feed.walk("VEVENT")},
    )


def test_list_month_and_feed_hold_the_same_events(client):
    elca, other = make_partnership(key="elca"), make_partnership()
    wood = make_term("sectoral-industry", "wood", "Wood")
    other.terms.add(wood)
    make_event(elca, "Mission", "PE", event_class="mission", mission="outbound", start="2022-06-09")
    make_event(other, "Fair", "AE", event_class="fair", start="2022-06-12")
    make_event(None, "Elsewhere", start="2022-06-20")

    for query, names in {
        "country=PE": {"Mission"},
        "class=fair": {"Fair"},
        "mission=outbound": {"Mission"},
        "mission=-": {"Fair", "Elsewhere"},
        f"sector={wood.pk}": {"Fair"},
        "sector=wood": set(),
        "partnership=elca": {"Mission"},
        "since=2022-06-10&until=2022-06-15": {"Fair"},
        "country=PE&country=AE": {"Mission", "Fair"},
        "": {"Mission", "Fair", "Elsewhere"},
    }.items():
        assert in_all_three(client, query) == (names, names, names), query


def test_list_and_month_lead_to_each_other_with_their_filters(client):
    make_event(make_partnership(key="elca"), start="2022-06-09")

    index = client.get(f"{reverse('missions:index')}?partnership=elca&sort=name").context["page"].table
    month = client.get(f"{reverse('missions:calendar')}?partnership=elca&month=2022-06").context["page"].table

    assert [url for _label, _icon, url in index.other_views] == [
        f"{reverse('missions:calendar')}?partnership=elca"
    ]
    assert [url for _label, _icon, url in month.other_views] == [
        f"{reverse('missions:index')}?partnership=elca",
        f"{reverse('missions:feed')}?partnership=elca",
    ]


def test_month_shows_each_day_of_an_event_and_long_ones_once(client):
    partnership = make_partnership()
    make_event(partnership, "Fair", start="2022-06-29", end="2022-07-02")
    make_event(partnership, "All summer", start="2022-06-01", end="2022-08-31")
    make_event(partnership, "Some day in June", start="2022-06")

    shown = client.get(f"{reverse('missions:calendar')}?month=2022-06").context["page"].shown
    days = {day.day.day: day.events for week in shown.weeks for day in week if day.inside and day.events}

    assert {day: [(one.number, one.days) for one in events] for day, events in days.items()} == {
        29: [(1, 4)],
        30: [(2, 4)],
    }
    assert [one.name for one in shown.beside] == ["Some day in June", "All summer"]


def test_day_that_is_full_says_how_many_more_and_where(client):
    for place in range(7):
        make_event(make_partnership(), f"Event {place}", start="2022-06-09")

    answer = client.get(f"{reverse('missions:calendar')}?month=2022-06&class=other")

    (day,) = (day for week in answer.context["page"].shown.weeks for day in week if day.events)
    assert (len(day.events), day.more) == (4, 3)
    address = f"{reverse('missions:index')}?class=other&since=2022-06-09&until=2022-06-09"
    assert address.replace("&", "&amp;") in answer.content.decode()
    assert client.get(address).context["page"].table.count == 7


def test_calendar_opens_where_something_is_on_and_leads_to_the_months_beside(client):
    make_event(make_partnership(), start="2019-12-03", country="PE")
    make_event(make_partnership(), start="2020-01-01", country="AE")

    page = client.get(f"{reverse('missions:calendar')}?country=PE").context["page"]

    assert page.month == "2019-12"
    assert (page.previous_url[-7:], page.next_url[-7:]) == ("2019-11", "2020-01")
    assert "country=PE" in page.next_url
    empty = client.get(page.next_url).context["page"]
    assert (empty.shown.is_empty, empty.earlier[0], empty.later[0]) == (True, "2019-12", "")


@pytest.mark.parametrize("month", ["2022-13", "0001-01", "nonsense", "2199-12"])
def test_calendar_of_a_month_that_is_none_is_a_page(client, month):
    make_event(make_partnership(), start="2022-06-09")

    assert client.get(reverse("missions:calendar"), {"month": month}).status_code == 200


def test_feed_is_named_by_what_was_asked_for(client):
    make_event(make_partnership("ELCA", key="elca"), start="2022-06-09", country="PE")

    answer = client.get(f"{reverse('missions:feed')}?partnership=elca&country=PE&since=2022")

    assert str(Calendar.from_ical(answer.content)["X-WR-CALNAME"]) == "Events: Peru, ELCA, 2022\N{EN DASH}"


def form_of(partnership, **values):
    usual = {"partnership": partnership.key, "name": "Workshop", "event_class": "c2c", "number": "1", "meetings": "4",
             "participants_qualifier": "exact", "visibility": "public", "start_year": "2022"}  # fmt: skip
    return usual | values


def test_coordinator_enters_an_event(client):
    partnership = make_partnership()
    lead = make_organisation(key="lead")
    signed_in(client, actors.make_coordinator(partnership.team))

    answer = client.post(reverse("missions:add"), form_of(partnership, lead=lead.key))

    event = Event.objects.get()
    assert answer.headers["Location"] == event.get_absolute_url()
    assert (event.start, event.meetings, event.partnership) == ("2022", 4, partnership)
    assert [row.organisation for row in event.organisations.all()] == [lead]


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(client):
    partnership = make_partnership()
    signed_in(client, actors.make_coordinator(partnership.team))

    answer = client.post(reverse("missions:add"), form_of(partnership, event_class="other"))

    assert answer.status_code == 409
    assert list(answer.context["form"].errors) == ["meetings"]
    assert Event.objects.count() == 0


def test_event_is_edited_marked_and_removed_by_its_pages(client):
    partnership = make_partnership()
    event, other = make_event(partnership, key="event"), make_event(partnership, key="other")
    named = make_organisation(key="named")
    make_named(event, named)
    signed_in(client, actors.make_coordinator(partnership.team))
    filled = client.get(reverse("missions:edit", args=["event"])).context["form"]
    values = {name: filled[name].value() for name in filled.fields}
    sent = {name: value for name, value in values.items() if value not in (None, "", [], False)}

    client.post(reverse("missions:edit", args=["event"]), sent | {"place": "Lima"})
    client.post(reverse("missions:same", args=["event"]), {"of": other.key, "note": "twice told"})
    event.refresh_from_db()
    assert (event.place, event.same_as, event.note) == ("Lima", other, "twice told")
    assert [row.organisation for row in event.organisations.all()] == [named]

    client.post(reverse("missions:not_same", args=["event"]))
    client.post(reverse("missions:remove", args=["event"]))
    assert [one.key for one in Event.objects.all()] == ["other"]
