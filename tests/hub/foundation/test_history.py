"""The history of records in words, and the administrator's page of all events."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from kontor.hub.accounts.models import Team
from kontor.hub.foundation import audit, history
from kontor.hub.foundation.history import PEOPLE, Filter, history_of, trail
from kontor.hub.foundation.history_page import Audit
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from tests.factories import actors
from tests.factories.accounts import make_person, make_team
from tests.factories.evidence import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_registries(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(history, "HIDDEN_FIELDS", {})
    kept = PEOPLE[:]
    PEOPLE.clear()
    yield
    PEOPLE[:] = kept


def rename(actor, team, name):
    before = audit.state_of(team)
    team.name = name
    team.save()
    audit.record(actor, "accounts.rename_team", team, before=before)


def test_history_says_who_did_what_and_what_changed():
    team = make_team(name="Old")
    actor = actors.make_sme(team)
    rename(actor, team, "New")

    (event,) = history_of(actor, team)

    assert (event.who, event.what) == ("you", "Rename team")
    assert [tuple(change) for change in event.changes] == [("Name", "Old", "New")]


def test_history_has_the_latest_first():
    team = make_team(name="One")
    rename(actors.SYSTEM, team, "Two")
    rename(actors.SYSTEM, team, "Three")

    assert [event.changes[0].after for event in history_of(actors.SYSTEM, team)] == ["Three", "Two"]


def test_history_names_others_by_role_only():
    team = make_team()
    writer = actors.make_sme(team)
    PEOPLE.append(lambda actor, ids: dict.fromkeys(ids, "an editor of the team"))
    rename(writer, team, "New")

    (event,) = history_of(actors.make_sme(team), team)

    assert event.who == "an editor of the team"


@pytest.mark.parametrize(
    ("label", "who"), [("visitor", "a visitor"), ("system: import", "the system (import)")]
)
def test_history_names_who_is_no_person(label, who):
    team = make_team()
    audit.record(
        actors.SYSTEM if label == "system" else type(actors.SYSTEM)(label=label, is_system=True),
        "accounts.found_team",
        team,
    )

    assert history_of(actors.SYSTEM, team)[0].who == who


def test_history_of_what_is_not_seen_is_not_there():
    team = make_team()

    with pytest.raises(NotThere):
        history_of(actors.make_outsider_coordinator(), team)


def test_history_shows_choices_in_words_and_relations_by_name():
    team = make_team(name="Own team")
    document = make_document(team=team, kind="report")
    audit.record(actors.SYSTEM, "evidence.upload_document", document)

    changes = {
        change.label: change.after for change in history_of(actors.make_sme(team), document)[0].changes
    }

    assert changes["Kind"] == "Report or minutes"
    assert changes["Team"] == "Own team"
    assert changes["Visible to"] == "The partnership"


def test_history_does_not_name_a_record_that_is_not_seen():
    hidden = make_team(name="Marker team")
    document = make_document(team=hidden, visibility="public")
    audit.record(actors.SYSTEM, "evidence.upload_document", document)

    text = str(history_of(actors.make_sme(), document))

    assert "Marker team" not in text
    assert "a record that you do not see" in text


def test_history_never_holds_personal_values():
    person = make_person(email="marker@example.org", name="Marker")
    audit.record(actors.SYSTEM, "accounts.edit_person", person)

    changes = {
        change.label: change.after for change in history_of(actors.make_administrator(), person)[0].changes
    }

    assert changes["E-mail address"] == "(personal data, not kept here)"
    assert "marker" not in str(changes).lower()


def test_history_covers_confidential_fields_unless_a_rule_shows_them(monkeypatch):
    monkeypatch.setattr(Team, "confidential", frozenset({"name"}), raising=False)
    team = make_team(name="Old")
    actor = actors.make_sme(team)
    rename(actor, team, "Marker")

    covered = history_of(actor, team)[0].changes
    monkeypatch.setitem(history.HIDDEN_FIELDS, Team, lambda actor, team: ())
    shown = history_of(actor, team)[0].changes

    assert [tuple(change) for change in covered] == [("Name", "(confidential)", "(confidential)")]
    assert [tuple(change) for change in shown] == [("Name", "Old", "Marker")]


def test_history_keeps_fields_that_the_model_has_no_more():
    team = make_team()
    audit.record(
        actors.SYSTEM, "accounts.rename_team", team, before={"motto": "a"}, after={"motto": ["b", True]}
    )

    assert [tuple(change) for change in history_of(actors.SYSTEM, team)[0].changes] == [
        ("Motto", "a", "b, yes")
    ]


@pytest.mark.parametrize("size", [1, 40])
def test_history_takes_the_same_statements(size, django_assert_num_queries):
    team = make_team()
    actor = actors.make_sme(team)
    for number in range(size):
        rename(actor, team, f"Name {number}")

    with django_assert_num_queries(2):
        history_of(actor, team)


# The whole trail.


def test_trail_pages_by_number():
    team = make_team()
    for number in range(5):
        rename(actors.SYSTEM, team, str(number))

    first = trail(actors.SYSTEM, Filter(), size=2)
    second = trail(actors.SYSTEM, Filter(before=first.older), size=2)
    last = trail(actors.SYSTEM, Filter(before=second.older), size=2)

    assert [[event.number for event in page.happenings] for page in (first, second, last)] == [
        [5, 4],
        [3, 2],
        [1],
    ]
    assert last.older is None


def test_trail_filters():
    one, two = make_team(), make_team()
    writer = actors.make_sme(one)
    rename(writer, one, "New")
    audit.record(actors.SYSTEM, "accounts.found_team", two)

    def numbers(**asked):
        return [event.number for event in trail(actors.SYSTEM, Filter(**asked)).happenings]

    now = timezone.now()
    assert numbers(action="accounts.found_team") == [2]
    assert numbers(person=writer.user_id) == [1]
    assert numbers(kind="accounts.team", record=str(one.pk)) == [1]
    assert numbers(since=now - timedelta(hours=1), until=now + timedelta(hours=1)) == [2, 1]
    assert numbers(since=now + timedelta(hours=1)) == []
    assert numbers(until=now - timedelta(hours=1)) == []


@pytest.mark.parametrize("size", [1, 200])
def test_trail_takes_the_same_statements(size, django_assert_num_queries):
    entries = [audit.Entry("accounts.found_team", make_team(), {}, {}) for _ in range(size)]
    audit.record_many(actors.SYSTEM, entries)
    now = timezone.now()

    with django_assert_num_queries(3):
        trail(
            actors.SYSTEM,
            Filter(
                since=now - timedelta(days=1), until=now + timedelta(days=1), action="accounts.found_team"
            ),
        )


def page_of_trail(actor, **query):
    request = RequestFactory().get("/audit/", query)
    request.actor = actor
    request.session = {}
    return Audit.as_view()(request)


def test_audit_page_shows_events_to_administrators():
    rename(actors.SYSTEM, make_team(name="Old"), "Renamed team")

    response = page_of_trail(actors.make_administrator())

    assert response.status_code == 200
    assert "Renamed team" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [{"person": "x"}, {"since": "yesterday"}, {"before": "-1"}, {"before": str(2**70)}, {"kind": "\x00"}],
)
def test_audit_page_survives_wrong_filters(query):
    assert page_of_trail(actors.make_administrator(), **query).status_code == 200


@pytest.mark.parametrize(
    "make_actor", [actors.visitor, actors.make_sme, actors.make_analyst, actors.make_editor]
)
def test_audit_page_refuses_others(make_actor):
    with pytest.raises(NotAllowed):
        page_of_trail(make_actor())


@pytest.mark.parametrize("kept", ["Harbour Team", ["Harbour Team"], {"name": "Harbour Team"}])
def test_text_under_the_name_of_a_relation_is_no_key_and_tells_nothing(kept):
    document = make_document(team=make_team(name="Harbour Team"))
    audit.record(
        actors.SYSTEM, "evidence.move", document, before={"team": kept}, after={"team": document.team_id}
    )

    (event,) = history_of(actors.SYSTEM, document)

    assert [(one.before == "Harbour Team", one.after) for one in event.changes] == [
        (isinstance(kept, list), "Harbour Team")
    ]
