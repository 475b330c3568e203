"""`./kontor events`: the rows behind counts, for programs."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories.directory import make_term
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


def events(*words):
    out = StringIO()
    call_command("events", *words, stdout=out)
    return out.getvalue()


def keys(*words):
    return [row["key"] for row in json.loads(events("--json", *words))]


def test_rows_are_those_of_partnership_country_and_time():
    elca = make_partnership(key="elca")
    make_event(elca, key="june", start="2022-06", country="PE")
    make_event(elca, key="year", start="2022", country="PE")
    make_event(elca, key="late", start="2023-01-01", country="PE")
    make_event(elca, key="undated", country="CO")
    make_event(make_partnership(), key="elsewhere", start="2022-06-01")
    make_event(elca, key="quiet", start="2022-06-01", visibility="partners")

    assert keys() == ["elsewhere", "june", "late", "undated", "year"]
    assert keys("--partnership", "elca", "--country", "PE", "--to", "2022") == ["june", "year"]
    assert keys("--from", "2022-06-15") == ["june", "late", "year"]


def test_rows_are_those_of_class_mission_and_field():
    wood = make_partnership()
    wood.terms.add(make_term("sectoral-industry", "wood", "Wood"))
    make_event(wood, key="fair", event_class="fair")
    make_event(None, key="mission", event_class="mission", mission="inbound")

    assert keys("--class", "fair") == ["fair"]
    assert keys("--mission", "inbound") == ["mission"]
    assert keys("--sector", "wood") == ["fair"]
    assert keys("--sector", "wood", "--class", "mission") == []


def test_table_counts_second_entries_once():
    counted = make_event(make_partnership(), number=3)
    make_event(None, same_as=counted)

    assert events().splitlines()[-1] == "3 events"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "31.02.2022"), "not a date"),
        (("--partnership", "none"), "no partnership 'none'"),
        (("--actor", "nobody@example.org"), "Nobody has the address"),
    ],
)
def test_what_cannot_be_answered_is_said(words, told):
    with pytest.raises(CommandError, match=told) as refused:
        events(*words)

    assert refused.value.returncode == 2
