"""The code book, and codes given to what was written."""

import pytest

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys.actions import coding
from kontor.hub.surveys.models import Coding
from kontor.hub.surveys.queries.texts import questions_written, texts_of
from kontor.hub.surveys.rules.results import AnswerGone, CodeOfAnother, CodeTaken
from tests.factories import actors
from tests.factories.surveys import make_code, make_coding, make_invitation, make_response, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave():
    wave = make_wave(state="closed")
    for at in range(3):
        make_response(
            wave,
            {"D2": "Y", "D3": 2, "B1_SQ001": "Y", "B1_SQ001comment": f"said {at}" if at else ""},
            repeats={"case": [{"D5": "X", "D6": f"aims {at}a"}, {"D5": "Y", "D6": f"aims {at}b"}]},
            invitation=make_invitation(wave, group="strand 1"),
            state="submitted",
        )
    return wave


@pytest.fixture
def team(wave):
    return actors.make_coordinator(wave.survey.team)


def test_questions_with_free_answers_are_listed_with_how_many(wave, team):
    found = {one.code: (one.identity, one.answers, one.coded) for one in questions_written(team, wave)}

    assert found == {"B1": ("activities", 2, 0), "D5": ("case-partner", 6, 0), "D6": ("case-aims", 6, 0)}


def test_answers_are_coded_each_by_itself_and_counted(wave, team):
    visits, fairs = (coding.add_code(actor=team, survey=wave.survey, question="case-aims", label=one) for one in ("Visits", "Fairs"))  # fmt: skip
    answers = texts_of(team, wave, "D6").answers

    changed = coding.code_answers(
        actor=team,
        wave=wave,
        question="D6",
        given={
            (one.response.pk, one.place, one.cell): {visits.pk, fairs.pk} if at == 0 else {visits.pk} if at < 3 else set()
            for at, one in enumerate(answers)
        },
    )  # fmt: skip
    found = texts_of(team, wave, "D6")

    assert changed == 3
    assert [(str(one), found.used[one.pk]) for one in found.codes] == [("Fairs", 1), ("Visits", 3)]
    assert (found.question.answers, found.question.coded) == (6, 3)
    assert [one.place for one in found.answers[:2]] == ["case/1", "case/2"]
    assert len(texts_of(team, wave, "D6", code=fairs.pk).answers) == 1
    assert AuditEvent.objects.filter(action="surveys.code").count() == 1


def test_codes_that_are_not_ticked_any_more_are_taken_away_and_others_stay(wave, team):
    kept, gone = make_code(wave.survey), make_code(wave.survey)
    one, other = wave.responses.all()[:2]
    for code in (kept, gone):
        make_coding(one, code, place="case/1")
        make_coding(other, code, place="case/1")

    coding.code_answers(actor=team, wave=wave, question="D6", given={(one.pk, "case/1", "D6"): {kept.pk}})

    assert sorted(Coding.objects.values_list("response_id", "code_id")) == sorted(
        [(one.pk, kept.pk), (other.pk, kept.pk), (other.pk, gone.pk)]
    )


def test_code_of_another_question_and_answer_that_is_gone_are_refused(wave, team):
    other = make_code(wave.survey, question="activities")
    response = wave.responses.first()

    with pytest.raises(CodeOfAnother):
        coding.code_answers(
            actor=team, wave=wave, question="D6", given={(response.pk, "case/1", "D6"): {other.pk}}
        )
    with pytest.raises(AnswerGone):
        coding.code_answers(
            actor=team, wave=wave, question="D6", given={(response.pk, "case/9", "D6"): set()}
        )


def test_code_book_has_each_word_once_and_removal_takes_it_from_answers(wave, team):
    code = coding.add_code(actor=team, survey=wave.survey, question="case-aims", label="Study visits")
    make_coding(wave.responses.first(), code, place="case/1")

    with pytest.raises(CodeTaken):
        coding.add_code(actor=team, survey=wave.survey, question="case-aims", label="study visits")
    coding.edit_code(actor=team, code=code, label="Visits", note="to clusters")
    code.refresh_from_db()
    assert (str(code), code.key, code.note) == ("Visits", "study-visits", "to clusters")

    coding.remove_code(actor=team, code=code)

    assert Coding.objects.count() == 0


def test_free_answers_are_read_and_coded_by_those_who_run_the_survey_only(wave):
    stranger = actors.make_outsider_coordinator()

    with pytest.raises(NotThere):
        texts_of(stranger, wave, "D6")
    with pytest.raises(NotThere):
        coding.add_code(actor=stranger, survey=wave.survey, question="case-aims", label="x")
    with pytest.raises(NotThere):
        texts_of(actors.make_analyst(), wave, "A1")
