"""What a wave adds up to: the pattern of 2018 as printed, small cells hidden at every door, quotations only with consent."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.documents import write
from kontor.engine.questionnaire import Block, Kind, Option, Part, Question, Survey, survey_to_json
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.surveys import report
from kontor.hub.surveys.queries import wave_by_key
from kontor.hub.surveys.queries.results import results
from kontor.hub.surveys.queries.trends import compared, share
from tests.engine.questionnaire.eocic import eocic
from tests.factories import actors
from tests.factories.surveys import (
    make_code,
    make_coding,
    make_invitation,
    make_response,
    make_survey,
    make_wave,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture
def analyst():
    return actors.make_analyst()


def seed_wave(**fields):
    """23 invited, 19 handed in (13 and 6), two more reached block B, one of them block C."""
    wave = make_wave(definition=eocic(), state="closed", threshold=0, **fields)
    for at in range(23):
        group = "strand-1" if at < 13 or at in (19, 21) else "strand-2"
        invitation = make_invitation(wave, group=group)
        if at < 19:
            signed = "Y" if at < 7 or at >= 15 else "N"
            answers = {"D2": signed, "D3": 1, "B1_01": "Y", "C1_02": "Y"}
            make_response(wave, answers, invitation=invitation, state="submitted")
        elif at < 21:
            answers = {"B1_02": "Y"} if at == 20 else {"B1_01": "Y", "C1_01": "Y"}
            make_response(wave, answers, invitation=invitation)
    return wave


def test_results_show_the_response_of_2018_by_block_and_strand(analyst):
    found = results(analyst, seed_wave(), block="")
    rates = {one.code: one.rate for one in found.rates}

    assert (found.invited, found.begun, found.handed_in) == (23, 21, 19)
    assert {code: (one.answered, one.invited) for code, one in rates.items() if code != "A"} == {
        "B": (21, 23), "C": (20, 23), "D": (19, 23), "E": (19, 23), "G": (19, 23), "H": (19, 23),
    }  # fmt: skip
    assert rates["B"].by_group == {"strand-1": (14, 15), "strand-2": (7, 8)}
    assert rates["D"].by_group == {"strand-1": (13, 15), "strand-2": (6, 8)}
    assert rates["D"].share == Fraction(19, 23)
    assert found.blocks == ()


def test_results_of_a_block_have_shares_by_strand_with_their_own_n(analyst):
    found = results(analyst, seed_wave(), block="D")
    (block,) = found.blocks
    signed = next(one for one in block.questions if one.code == "D2").tallies[0]
    yes = signed.lines[0]

    assert [(one.count, one.of) for one in yes.by_group.values()] == [(7, 13), (4, 6)]
    assert [round(100 * one.share) for one in yes.by_group.values()] == [54, 67]
    with pytest.raises(NotThere):
        results(analyst, found.wave, block="Z")


def test_chart_and_workbook_are_drawn_from_the_same_numbers(analyst):
    found = results(analyst, seed_wave(), block="D")
    drawn = report.results_report(analyst, found, TODAY, "en")
    chart = next(one for one in drawn.blocks if getattr(one, "id", "") == "D2-1-chart")
    table = next(one for one in drawn.blocks if getattr(one, "id", "") == "D2-1-table")

    assert [one.label for one in chart.series] == ["all (n = 19)", "strand-1 (n = 13)", "strand-2 (n = 6)"]
    assert [one.values[0] for one in chart.series] == [57.9, 53.8, 66.7]
    assert table.rows[0] == ("Y", 11, 57.9, 7, 53.8, 4, 66.7)
    assert table.total == ("Answered (n)", 19, None, 13, None, 6, None)
    assert "Comparisons between groups can be misleading" in chart.note
    for form in ("pdf", "docx", "xlsx", "json"):
        assert write(drawn, form)


def test_results_are_for_those_who_run_the_survey_until_they_are_published():
    wave = make_wave(state="closed", survey=make_survey(visibility="public"))
    member = actors.make_coordinator(wave.survey.team)

    assert results(member, wave).wave == wave
    with pytest.raises(NotAllowed):
        results(VISITOR, wave)

    wave.state = "published"
    wave.save()

    assert results(VISITOR, wave_by_key(VISITOR, wave.survey.key, wave.key)).wave == wave


def test_wave_of_a_restricted_survey_is_not_there_for_visitors():
    wave = make_wave(state="published")

    with pytest.raises(NotThere):
        wave_by_key(VISITOR, wave.survey.key, wave.key)


def choice_survey(*codes, id="choice"):
    asked = Question("q", Kind.CHOICE, {"en": "Which?"}, id="which", options=tuple(Option(code, {"en": id_}, id_) for code, id_ in codes))  # fmt: skip
    ticks = Question("m", Kind.MULTIPLE, {"en": "What?"}, id="what", parts=(Part("a", {"en": "Fairs"}), Part("b", {"en": "Visits"})))  # fmt: skip
    return Survey(id, {"en": "Choice"}, ("en",), (Block("b", {"en": "Block"}, (asked, ticks), id="block"),))


def leaky_wave(threshold=3):
    """One of six in strand 2 chose visits: her figure, and any that tells it, may be seen nowhere."""
    wave = make_wave(
        definition=choice_survey(("1", "fairs"), ("2", "visits")), state="published", threshold=threshold
    )
    wave.survey.visibility = "public"
    wave.survey.save()
    for at in range(20):
        group = "strand-1" if at < 14 else "strand-2"
        chosen = "2" if at in (3, 4, 5, 6, 7, 19) else "1"
        invitation = make_invitation(wave, group=group)
        make_response(wave, {"q": chosen}, invitation=invitation, state="submitted")
    return wave


def test_small_cell_has_something_to_leak_without_a_threshold():
    (found,) = results(VISITOR, leaky_wave(0)).blocks
    visits = found.questions[0].tallies[0].lines[1]

    assert (visits.by_group["strand-2"].count, visits.total.count) == (1, 6)


def test_small_cell_is_hidden_with_all_that_tell_it():
    (found,) = results(VISITOR, leaky_wave()).blocks
    fairs, visits = found.questions[0].tallies[0].lines

    assert [one.count for one in visits.by_group.values()] == [None, None]
    assert [one.count for one in fairs.by_group.values()] == [None, None]
    assert (fairs.total.count, visits.total.count) == (14, 6)
    assert found.questions[0].hidden == 4


def test_hidden_cell_says_so_in_words_and_has_no_share(analyst):
    wave = leaky_wave()
    drawn = report.results_report(analyst, results(analyst, wave), TODAY, "en")
    table = next(one for one in drawn.blocks if getattr(one, "id", "") == "q-1-table")
    chart = next(one for one in drawn.blocks if getattr(one, "id", "") == "q-1-chart")

    assert table.rows[1] == ("visits", 6, 30.0, "…", None, "…", None)
    assert [one.values for one in chart.series] == [(70.0, 30.0), (None, None), (None, None)]
    assert "4 figures are not shown" in chart.note


def test_statements_do_not_grow_with_the_answers(analyst):
    counts = []
    for size in (2, 9):
        wave = make_wave(state="closed")
        for _at in range(size):
            make_response(wave, {"A1": "1"}, invitation=make_invitation(wave), state="submitted")
        wave = wave_by_key(analyst, wave.survey.key, wave.key)
        with CaptureQueriesContext(connection) as asked:
            results(analyst, wave)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 5


def test_respondent_without_a_name_is_not_counted_twice(analyst):
    """In an anonymous wave the response is tied to nobody: who handed in is one of them, who did not is silent."""
    wave = make_wave(state="closed", anonymous=True)
    gone = make_invitation(wave, group="a", completed_at="2026-01-01T00:00Z")
    make_invitation(wave, group="a")
    make_response(wave, {"A1": "1"}, state="submitted", group=gone.group)

    found = results(analyst, wave)

    assert (found.invited, found.handed_in) == (2, 1)


def written_wave():
    wave = make_wave(state="closed", threshold=3)
    said = []
    for at in range(6):
        consent = {"quote": {"answer": at < 2, "version": "1", "at": "2026-01-01"}} if at < 4 else {}
        invitation = make_invitation(wave, name=f"Ottoline Zephyr {at}")
        answers = {"B1_SQ001": "Y", "B1_SQ001comment": f"Words number {at}"}
        said.append(make_response(wave, answers, invitation=invitation, state="submitted", consent=consent))
    return wave, said


def test_codes_are_counted_by_respondent_and_few_are_hidden(analyst):
    wave, said = written_wave()
    often = make_code(wave.survey, "activities", "often")
    seldom = make_code(wave.survey, "activities", "seldom")
    for one in said[:5]:
        make_coding(one, often, "B1_SQ001comment")
    make_coding(said[5], seldom, "B1_SQ001comment")

    found = next(
        one for block in results(analyst, wave).blocks for one in block.questions if one.code == "B1"
    )

    assert {one.key: one.sizes.whole for one in found.codes} == {"often": 5, "seldom": None}
    assert found.writers.whole == 6


def test_only_words_that_were_coded_and_may_be_quoted_are_quoted(analyst):
    wave, said = written_wave()
    code = make_code(wave.survey, "activities", "said")
    for one in (said[0], said[2], said[4]):
        make_coding(one, code, "B1_SQ001comment")

    drawn = write(report.results_report(analyst, results(analyst, wave), TODAY, "en"), "html").decode()

    assert "Words number 0" in drawn
    # Coded without consent, consent without a code, consent refused, never asked.
    assert [at for at in range(1, 6) if f"Words number {at}" in drawn] == []
    assert "Zephyr" not in drawn


def test_waves_are_joined_by_identity_and_keep_what_one_no_longer_offers(analyst):
    survey = make_survey(definition=choice_survey(("1", "fairs"), ("2", "visits")))
    first = make_wave(survey, state="closed", label="2018", opened_at="2018-10-29T00:00Z", threshold=0)
    for chosen in ("1", "1", "2"):
        make_response(first, {"q": chosen}, state="submitted")
    later = survey.versions.create(
        number=2, definition=survey_to_json(choice_survey(("1", "visits"), ("2", "panels")))
    )
    second = make_wave(survey, survey_version=later, state="closed", label="2019", opened_at="2019-05-01T00:00Z", threshold=0)  # fmt: skip
    make_response(second, {"q": "1"}, state="submitted")

    found = compared(analyst, survey.pk)
    which = next(one for one in found.questions if one.identity == "which")

    assert [one.label for one in found.waves] == ["2018", "2019"]
    assert {
        line.identity: [line.waves[wave.key] and line.waves[wave.key].count for wave in found.waves]
        for line in which.lines
    } == {"fairs": [2, None], "visits": [1, 1], "panels": [None, 0]}
    assert share(which.lines[0].waves[first.key]) == 66.7
    assert write(report.comparison_report(analyst, survey, found, TODAY, "en"), "pdf")
