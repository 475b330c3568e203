"""Permissions: named predicates, one table, and the rule that decided."""

import pytest

from kontor.hub.foundation import permission
from kontor.hub.foundation.actor import VISITOR, Actor, PlatformRole, TeamRole, system
from kontor.hub.foundation.permission import (
    Permissions,
    can,
    explain,
    is_anybody,
    is_signed_in,
    is_the_system,
    predicate,
    require,
)
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from tests.factories.accounts import make_team

PERSON = Actor(label="person 1", user_id=1)
SYSTEM = system("test")


@predicate
def is_even(actor, subject):
    return subject % 2 == 0


@predicate
def is_large(actor, subject):
    return subject > 10


@pytest.fixture
def table(monkeypatch):
    table = Permissions()
    monkeypatch.setattr(permission, "PERMISSIONS", table)
    return table


@pytest.mark.parametrize(
    ("number", "either", "both", "neither"),
    [(12, True, True, False), (2, True, False, False), (11, True, False, False), (3, False, False, True)],
)
def test_predicates_combine(number, either, both, neither):
    assert (is_even | is_large)(PERSON, number).allowed is either
    assert (is_even & is_large)(PERSON, number).allowed is both
    assert (~(is_even | is_large))(PERSON, number).allowed is neither


@pytest.mark.parametrize(
    ("rule", "number", "says"),
    [
        (is_even | is_large, 2, "is even"),
        (is_even | is_large, 11, "is large"),
        (is_even | is_large, 3, "neither is even nor is large"),
        (is_even & is_large, 12, "is even and is large"),
        (is_even & is_large, 2, "is large"),
    ],
)
def test_decision_names_the_rule(rule, number, says):
    assert rule(PERSON, number).rule == says


def test_can_and_explain_ask_the_table(table):
    table.define("test.do", is_signed_in, "Sign in first.")

    assert (can(PERSON, "test.do"), can(VISITOR, "test.do"), can(SYSTEM, "test.do")) == (True, False, True)
    assert explain(VISITOR, "test.do").rule == "is signed in"


def test_require_refuses_with_the_sentence(table):
    table.define("test.do", is_the_system, "Only the system does this.")

    with pytest.raises(NotAllowed) as refused:
        require(PERSON, "test.do")

    assert (str(refused.value) % {}, refused.value.data) == (
        "Only the system does this.",
        {"action": "test.do"},
    )


def test_an_action_that_nobody_defined_is_a_fault(table):
    with pytest.raises(KeyError):
        can(PERSON, "test.undefined")


def test_a_token_needs_the_scope(table):
    table.define("test.do", is_anybody, "", scope="write")
    reader = Actor(label="person 1", user_id=1, scopes=frozenset({"read"}))

    assert explain(reader, "test.do").rule == "the token lacks the scope write"
    with pytest.raises(NotAllowed):
        require(reader, "test.do")


@pytest.mark.django_db
def test_require_hides_what_is_not_seen(table):
    table.define("test.do", is_anybody, "")
    team = make_team()
    teammate = Actor(label="person 1", user_id=1, teams={team.pk: TeamRole.MEMBER})

    require(teammate, "test.do", team)
    with pytest.raises(NotThere):
        require(PERSON, "test.do", team)


@pytest.mark.parametrize("role", PlatformRole)
def test_platform_predicates(role):
    actor = Actor(label="person 1", user_id=1, roles=frozenset({role}))

    answers = {
        name: getattr(permission, name)(actor, None).allowed
        for name in (
            "is_platform_editor",
            "is_administrator",
            "is_programme_analyst",
            "is_protection_officer",
        )
    }

    wanted = {
        "is_platform_editor": role in {"editor", "administrator"},
        "is_administrator": role == "administrator",
        "is_programme_analyst": role in {"analyst", "administrator"},
        "is_protection_officer": role in {"protection-officer", "administrator"},
    }
    assert answers == wanted
