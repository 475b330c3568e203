"""What a list offers to take along holds the rows of that list: its search, filters and order, and nothing else."""

import csv
import io
from html.parser import HTMLParser

import pytest
from django.urls import get_resolver

from kontor.hub.foundation import search
from kontor.hub.foundation.tables import Table
from tests.factories.actors import make_editor, signed_in
from tests.factories.agreements import make_case
from tests.factories.countries import make_profile
from tests.factories.directory import make_organisation
from tests.factories.matchmaking import make_participant, make_session, make_wish
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership
from tests.factories.scoreboard import make_claim

pytestmark = pytest.mark.django_db

HARBOUR, WOOD, OTHER_HARBOUR = "Harbour of Aarhus", "Woods of Zamora", "Harbour of Bergen"
# Table -> its address, a filter that only 'Harbour of Bergen' does not pass, its sorting column, the column with the names.
LISTS = {
    "directory.organisations": ("/directory/", "country=ES", "name", "name"),
    "partnerships.partnerships": ("/partnerships/", "strand=1", "name", "acronym"),
    "missions.events": ("/missions/", "country=ES", "name", "name"),
    "countries.countries": ("/countries/", "continent=Europe", "name", "summary"),
    "agreements.cases": ("/agreements/", "country=ES", "title", "title"),
    "matchmaking.participants": ("/matchmaking/lists/participants/", "country=ES", "name", "name"),
    "matchmaking.wishes": ("/matchmaking/lists/wishes/", "state=asked", "asker", "reason"),
    "scoreboard.claims": ("/scoreboard/claims/", "scope=1", "statement", "statement"),
}


@pytest.fixture
def lists(client):
    """In each list a harbour and a wood, and a harbour of another country, strand and scope."""
    for name, country, part in ((HARBOUR, "ES", "1"), (WOOD, "ES", "1"), (OTHER_HARBOUR, "NO", "2")):
        make_organisation(name, country=country)
        partnership = make_partnership(name, strand=part)
        make_profile_of(name)
        event = make_event(partnership, name, country)
        make_case(partnership, title=name, country=country)
        make_claim(statement=name, scope=part)
    single_meetings(event)
    signed_in(client, make_editor())
    for kind in search.KINDS.table.values():
        search.update(kind.kind, kind.all_rows())


def make_profile_of(name):
    """One profile for a country: the codes are in the order of the names."""
    code, continent = {HARBOUR: ("ES", "Europe"), OTHER_HARBOUR: ("NO", "Asia"), WOOD: ("SE", "Europe")}[name]
    profile = make_profile(code, summary=name)
    profile.country.continent = continent
    profile.country.save()


def single_meetings(event):
    """A session with the three as participants, each of whom asks somebody else; the third was declined."""
    session = make_session(event, key="lists")
    asked = make_participant(make_session(event), "Somebody else")
    for name, country, state in (
        (HARBOUR, "ES", "asked"),
        (WOOD, "ES", "asked"),
        (OTHER_HARBOUR, "NO", "declined"),
    ):
        one = make_participant(session, name, country=country)
        make_wish(one, asked, reason=name, state=state)


class Links(HTMLParser):
    """The addresses of a page that end on a form of export."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        address = dict(attributes).get("href") or ""
        if tag == "a" and "/export/csv/" in address:
            self.found.append(address)


def exported(client, name, query):
    """The names in the file that the list offers when it is asked with `query`."""
    address, _filter, _sort, column = LISTS[name]
    (link,) = Links(client.get(f"{address}?{query}").content.decode()).found
    text = b"".join(client.get(link).streaming_content).decode("utf-8-sig")
    lines = io.StringIO(text.partition("\n")[2] if text.startswith("#") else text)
    return [row[column] for row in csv.DictReader(lines)]


@pytest.mark.parametrize("name", LISTS)
def test_export_holds_every_row_without_filters(client, lists, name):
    assert sorted(exported(client, name, "")) == [HARBOUR, OTHER_HARBOUR, WOOD]


@pytest.mark.parametrize("name", LISTS)
def test_export_leaves_out_what_the_filters_leave_out(client, lists, name):
    assert sorted(exported(client, name, LISTS[name][1])) == [HARBOUR, WOOD]


@pytest.mark.parametrize("name", LISTS)
def test_export_leaves_out_what_the_search_does_not_find(client, lists, name):
    assert exported(client, name, f"q=harbour&{LISTS[name][1]}") == [HARBOUR]


@pytest.mark.parametrize("name", LISTS)
def test_export_has_the_order_of_the_list(client, lists, name):
    assert exported(client, name, f"sort=-{LISTS[name][2]}") == [WOOD, OTHER_HARBOUR, HARBOUR]


@pytest.mark.parametrize("name", LISTS)
def test_export_keeps_an_order_that_the_list_remembers(client, lists, name):
    client.get(LISTS[name][0], {"sort": f"-{LISTS[name][2]}"})

    assert exported(client, name, "") == [WOOD, OTHER_HARBOUR, HARBOUR]


def every_table(table=Table):
    for one in table.__subclasses__():
        yield one
        yield from every_table(one)


def test_every_list_with_an_export_is_held_to_it():
    """But for those of the style page and of other tests, which only show how it looks."""
    _areas_are_imported = get_resolver().url_patterns

    offering = {one.name for one in every_table() if one.exports}

    assert {name for name in offering if not name.startswith(("foundation.", "test"))} == set(LISTS)
