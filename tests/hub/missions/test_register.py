"""The mission register: what stands in it, where plans meet, who could travel together, and who learns of what."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import ProgrammeMembership
from kontor.hub.missions import queries
from kontor.hub.missions.queries.halves import half_of, halves_of, named, read, span
from tests.factories.actors import make_coordinator
from tests.factories.countries import make_profile
from tests.factories.directory import make_country, make_organisation
from tests.factories.missions import make_event
from tests.factories.partnerships import make_activity, make_participation, make_partnership, make_target

pytestmark = pytest.mark.django_db
TODAY = date(2019, 1, 15)


@pytest.fixture
def china():
    """Three partnerships of 2018 and 2019 that go to China: one says when, one says the year, one only targets it."""
    food, city, tech = (
        make_partnership(name, key=name.lower(), start="2018-02", end="2019", sector_focus=focus)
        for name, focus in (("FOOD", "food"), ("CITY", "mobility in cities"), ("TECH", "clean mobility"))
    )
    make_activity(food, country=make_country("CN"), start="2019-05", key="may", note="Trade mission")
    make_activity(
        city, country=make_country("CN"), start="2019", date_text="around summer 2019", key="summer"
    )
    for one in (food, city, tech):
        make_target(one, "CN")
    both = make_organisation("Both Sides", key="both")
    make_participation(city, both)
    make_participation(tech, both)
    return food, city, tech


def found(**of):
    return queries.overlaps_of(VISITOR, TODAY, queries.asked(**of))


def parties(rows):
    return [(one.country, one.period, [key for key, _acronym in one.partnerships]) for one in rows]


def test_plans_that_can_meet_in_a_half_year_are_an_overlap(china):
    assert parties(found().overlaps) == [
        ("CN", "2019-H1", ["city", "food", "tech"]),
        ("CN", "2019-H2", ["city", "tech"]),
    ]


def test_the_joint_mission_names_who_when_why_and_what_it_saves(china):
    (one,) = found().suggested

    assert parties([one]) == [("CN", "2019-H1", ["city", "food", "tech"])]
    assert (one.journeys, one.places, one.dated, one.past) == (2, 1, 2, False)
    assert one.reasons == (
        "When each goes: CITY around summer 2019; FOOD May 2019; TECH in the time of the partnership, 2018-H1 – 2019-H2.",
        "They share what they work in: mobility (CITY, TECH).",
        "Both Sides takes part in CITY, TECH and would be sent once.",
        "One journey instead of 3.",
    )
    assert {entry.key for entry in one.entries if entry.record == "activity"} == {
        "activity-may",
        "activity-summer",
    }


def test_a_target_stands_for_a_plan_only_of_those_who_say_nothing_else(china):
    travelling = [one for one in queries.register(VISITOR, TODAY) if one.travels]

    assert {(one.partnership, one.record) for one in travelling} == {
        ("food", "activity"),
        ("city", "activity"),
        ("tech", "target"),
    }


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ({"country": "cn"}, 2), ({"country": "US"}, 0), ({"period": "2019-H2"}, 1), ({"period": "2019"}, 2),
        ({"period": "2017"}, 0), ({"sector": "mobility"}, 1), ({"sector": "food"}, 0), ({"partnership": "food"}, 1),
    ],
)  # fmt: skip
def test_what_is_asked_for_narrows_overlaps(china, of, expected):
    assert len(found(**of).overlaps) == expected


def test_plans_within_europe_and_inbound_ones_and_second_entries_take_nobody_abroad(china):
    food, city, _tech = china
    ProgrammeMembership.objects.create(
        programme="cosme", country=make_country("DE"), start="2014", end="2020"
    )
    first = make_event(food, "Fair", "DE", start="2018-05", event_class="fair")
    make_event(city, "Fair", "DE", start="2018-05", event_class="fair")
    make_event(food, "Guests", "US", start="2018-05", event_class="mission", mission="inbound")
    make_event(city, "Online", "US", start="2018-05", event_class="webinar")
    make_event(city, "Again", "US", start="2018-05", same_as=first)

    entries = {one.what: one.travels for one in queries.register(VISITOR, TODAY) if one.record == "event"}

    assert entries == {"Fair": False, "Guests": False, "Online": False}
    assert {one.country for one in found().overlaps} == {"CN"}


def test_a_plan_that_only_partners_see_is_neither_shown_nor_counted_for_others(china):
    food, _city, tech = china
    quiet = make_event(
        tech, "Quiet visit", "PE", start="2019-03", event_class="mission", visibility="partners"
    )
    make_event(food, "Open visit", "PE", start="2019-02", event_class="mission")

    def seen(actor):
        answer = queries.overlaps_of(actor, TODAY, queries.asked("PE"))
        return len(answer.entries), len(answer.overlaps), answer.journeys

    assert seen(VISITOR) == (1, 0, 0)
    assert seen(make_coordinator(food.team)) == (1, 0, 0)
    assert seen(make_coordinator(tech.team)) == (2, 1, 1)
    assert quiet.name not in json.dumps(str(queries.register(VISITOR, TODAY)))


def test_the_number_of_statements_does_not_grow(china, django_assert_num_queries):
    def ask():
        queries.overlaps_of(VISITOR, TODAY)

    with django_assert_num_queries(7):
        ask()
    for number in range(3):
        one = make_partnership(f"MORE {number}", start="2019", end="2019")
        make_target(one, "CN")
        make_participation(one)
        make_event(one, country="CN", start="2019")
    with django_assert_num_queries(7):
        ask()


def test_page_shows_overlaps_filters_and_rows(client, china):
    response = client.get(reverse("missions:register"), {"country": "CN", "period": "2019-H1"})

    page = response.context["page"]
    assert response.status_code == 200
    assert [len(page.found.overlaps), page.found.journeys, page.found.places] == [1, 2, 1]
    assert "around summer 2019" in response.text
    assert f"{china[0].get_absolute_url()}#activities" in response.text
    chosen = {one.name: [value for value, _label, is_it in one.values if is_it] for one in page.filters}
    assert chosen == {"country": ["CN"], "period": ["2019-H1"], "sector": [""], "partnership": [""]}


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("", ["", "mobility"]), ("food", ["", "food", "mobility"]), ("live", ["", "mobility"])],
)
def test_fields_of_work_to_choose_are_those_that_partnerships_share_and_the_one_chosen(
    client, china, asked, offered
):
    page = client.get(reverse("missions:register"), {"sector": asked}).context["page"]

    (fields,) = [one for one in page.filters if one.name == "sector"]
    assert [value for value, _label, _chosen in fields.values] == offered


@pytest.mark.parametrize("given", ["0000", "2019-H3", "x" * 300, "٣٢١٠", "9999-H2"])
def test_page_bears_what_nobody_asks(client, china, given):
    names = ("country", "period", "sector", "partnership", "page", "joint")

    assert client.get(reverse("missions:register"), dict.fromkeys(names, given)).status_code == 200


def rows_of(client, route):
    text = b"".join(client.get(reverse(route, args=["csv"])).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_files_hold_the_rows(client, china):
    entries, overlaps = (
        rows_of(client, "missions:register_export"),
        rows_of(client, "missions:overlaps_export"),
    )

    assert [row["key"] for row in entries if row["record"] == "activity"] == [
        "activity-summer",
        "activity-may",
    ]
    assert [(row["what"], row["period"], row["partnerships"], row["journeys_saved"]) for row in overlaps] == [
        ("overlap", "2019-H1", "city; food; tech", "2"),
        ("overlap", "2019-H2", "city; tech", "1"),
        ("joint mission", "2019-H1", "city; food; tech", "2"),
    ]
    assert client.get(reverse("missions:register_export", args=["xlsx"])).status_code == 200
    assert client.get(reverse("missions:overlaps_export", args=["pdf"])).status_code == 404


def missions(*words):
    out = StringIO()
    call_command("missions", *words, "--as-of", "2019-01-15", stdout=out)
    return out.getvalue()


def test_command_answers_as_json_and_as_lines(china):
    told = json.loads(missions("overlaps", "--country", "CN", "--period", "2019-H1", "--json"))

    assert (told["journeys_saved"], told["places_saved"], len(told["overlaps"])) == (2, 1, 1)
    assert told["joint_missions"][0]["partnerships"] == ["city", "food", "tech"]
    assert missions("overlaps").splitlines()[0] == "CN  2019-H1  CITY, FOOD, TECH"
    assert len(json.loads(missions("register", "--json"))) == 5
    with pytest.raises(CommandError, match="no half-year"):
        missions("overlaps", "--period", "summer")


def test_halves_are_read_and_named():
    assert named(half_of(date(2019, 6, 30))) == "2019-H1"
    assert named(half_of(date(2019, 7, 1))) == "2019-H2"
    assert [
        span(*halves)
        for halves in (halves_of("2019", ""), halves_of("2019", "2019-06"), halves_of("", "2018-12"))
    ] == [
        "2019",
        "2019-H1",
        "2018-H2",
    ]
    assert span(*halves_of("2018-02", "2019")) == "2018-H1 – 2019-H2"
    assert halves_of("", "") is None
    assert (read("2019-H2"), read("2019"), read("later")) == ((4039, 4039), (4038, 4039), None)


def test_page_of_a_country_shows_its_events_and_who_could_travel_together(client, china):
    profile = make_profile("CN")
    make_event(china[2], "Quiet visit", "CN", start="2019-03", visibility="partners")

    response = client.get(profile.get_absolute_url())

    (panel,) = [one for one in response.context["page"].of.panels if "missions" in one.template]
    assert {one.what for one in panel.data["past"]} == {"Trade mission", ""}
    assert [one.period for one in panel.data["suggested"]] == ["2019-H1"]
    assert "Quiet visit" not in response.text
    assert client.get(make_profile("BT").get_absolute_url()).context["page"].of.panels == ()
