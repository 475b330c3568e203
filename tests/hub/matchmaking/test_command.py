"""`./kontor matchmaking solve`: a draft for programs and for people, and clear words where there is none."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kontor.hub.matchmaking.models import Schedule
from tests.factories.matchmaking import make_participant, make_session, make_wish

pytestmark = pytest.mark.django_db


def solve(*words):
    out = StringIO()
    call_command("matchmaking", "solve", *words, stdout=out)
    return out.getvalue()


def test_a_session_is_planned_as_json_and_in_words():
    session = make_session(key="lima", zone="America/Lima")
    one, other = make_participant(session, key="ana"), make_participant(session, side="receiving", key="ben")
    make_wish(one, other)

    told = json.loads(solve("lima", "--limit", "5", "--json"))

    assert (told["held"], told["wished"], told["proven"], told["gap"]) == (1, 1, True, 0.0)
    (meeting,) = told["meetings"]
    assert (meeting["participants"], meeting["place"], meeting["start"][:11]) == (
        ["ana", "ben"],
        "Hall",
        "2027-05-12 ",
    )
    assert solve("lima").startswith("Schedule 2: 1 of 1 meetings, 0 breaks, proven best")
    assert Schedule.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nowhere"], 2, "There is no session 'nowhere'"),
        (["lima", "--limit", "0"], 2, "a number of seconds above 0"),
        (["lima"], 1, "There is nothing to plan yet"),
    ],
)
def test_what_cannot_be_planned_is_said(words, code, told):
    make_session(key="lima")
    with pytest.raises(CommandError, match=told) as error:
        solve(*words)
    assert error.value.returncode == code
