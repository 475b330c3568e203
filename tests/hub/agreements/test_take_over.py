"""What partnerships say of each other in a survey becomes collaborations that the other side is asked to confirm."""

from datetime import date

import pytest
from django.core import mail

from kontor.engine.questionnaire import Block, Kind, Part, Question, Survey
from kontor.hub.agreements import actions, queries
from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.foundation.refusal import NotThere
from tests.factories import actors
from tests.factories.agreements import make_collaboration
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def three():
    return [make_partnership(name, key=name.lower()) for name in ("HARBOURS", "QUAYS", "MOLES")]


@pytest.fixture
def wave(three):
    """HARBOURS names QUAYS, MOLES and somebody else; QUAYS names HARBOURS; MOLES says nothing."""
    parts = tuple(Part(str(at), {"en": one.acronym}) for at, one in enumerate(three, 1))
    asked = Question("G2", Kind.MULTIPLE_COMMENT, {"en": "With whom?"}, parts=parts, other=True)
    wave = make_wave(
        definition=Survey("s", {"en": "S"}, ("en",), (Block("G", items=(asked,)),)), state="closed"
    )
    told = (
        {"G2_2": "Y", "G2_2comment": "Zephyrine fairs", "G2_3": "Y", "G2_other": "Nobody known"},
        {"G2_1": "Y"},
        {},
    )
    for partnership, answers in zip(three, told, strict=True):
        make_response(
            wave, answers, invitation=make_invitation(wave, partnership=partnership), state="submitted"
        )
    return wave


def standings(actor):
    rows = queries.collaborations_for(actor).select_related("reporter", "counterpart")
    return {
        (
            one.reporter.acronym,
            one.counterpart.acronym if one.counterpart else one.counterpart_name,
        ): one.standing
        for one in rows
    }


def test_take_over_reports_each_once_and_confirms_what_both_say(wave):
    analyst = actors.make_analyst()

    taken = actions.take_over(actor=analyst, wave=wave, today=TODAY, ask=False)
    again = actions.take_over(actor=analyst, wave=wave, today=TODAY, ask=False)

    assert (taken.added, taken.known, taken.asked) == (4, 0, 0)
    assert (again.added, again.known) == (0, 4)
    assert standings(analyst) == {
        ("HARBOURS", "QUAYS"): "confirmed",
        ("QUAYS", "HARBOURS"): "confirmed",
        ("HARBOURS", "MOLES"): "not-asked",
        ("HARBOURS", "Nobody known"): "not-asked",
    }


def test_take_over_asks_the_other_side_once_and_leaves_what_they_wrote_in_the_survey(
    wave, three, django_capture_on_commit_callbacks
):
    analyst = actors.make_analyst()

    with django_capture_on_commit_callbacks(execute=True):
        taken = actions.take_over(actor=analyst, wave=wave, today=TODAY, ask=True)
        again = actions.take_over(actor=analyst, wave=wave, today=TODAY, ask=True)

    assert (taken.asked, again.asked) == (1, 0)
    assert standings(analyst)["HARBOURS", "MOLES"] == "one-sided"
    assert "Zephyrine" not in str([vars(one) for one in CollaborationReport.objects.all()])
    assert "Zephyrine" not in str([one.body for one in mail.outbox])


def test_take_over_asks_nobody_who_has_answered(wave, three):
    harbours, _quays, moles = three
    make_collaboration(harbours, moles, reply="denied")

    taken = actions.take_over(actor=actors.make_analyst(), wave=wave, today=TODAY, ask=True)

    assert (taken.added, taken.known, taken.asked) == (3, 1, 0)


def test_take_over_is_for_those_who_run_the_survey(wave, three):
    with pytest.raises(NotThere):
        actions.take_over(actor=actors.make_coordinator(three[0].team), wave=wave, today=TODAY, ask=False)
