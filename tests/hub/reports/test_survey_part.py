"""The survey in the programme's progress report: figures by block, questions by strand, barriers with actions, waves compared."""

from dataclasses import replace
from datetime import date

import pytest

from kontor.documents import write
from kontor.documents.tables import value_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.partnerships.models import RecommendedAction
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import UnknownSubject
from tests.engine.questionnaire.eocic import eocic
from tests.factories import actors
from tests.factories.missions import make_event
from tests.factories.partnerships import make_partnership, make_programme
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
SECRET = "Zephyrine Turbines"


def surveyed_wave(survey, **fields):
    fields.setdefault("opened_at", "2018-10-29T00:00Z")
    wave = make_wave(survey, **{"state": "published", "threshold": 3, **fields})
    for at in range(12):
        group = "strand-1" if at < 8 else "strand-2"
        barrier = {"C1_01": "Y", "C1_01comment": SECRET} if at != 11 else {"C1_07": "Y"}
        answers = {"D2": "Y" if at in (0, 1, 2, 3, 8) else "N", "D3": 1, **barrier}
        make_response(wave, answers, invitation=make_invitation(wave, group=group), state="submitted")
    make_invitation(wave, group="strand-2")
    return wave


@pytest.fixture
def survey():
    definition = eocic()
    return make_survey("progress", definition, programme=make_programme(), visibility="public")


def drawn(actor, subject=""):
    return draw(actor, "programme-progress", as_of=TODAY, today=TODAY, language="en", subject=subject)


def tables(report):
    return {one.id: one for one in report.blocks if hasattr(one, "columns")}


def test_progress_tells_the_response_by_block(survey):
    surveyed_wave(survey, key="eocic-2018")
    figures = {one.id: one.value for one in drawn(VISITOR).figures}

    assert {key: figures[f"response.block.{key}"] for key in "abcdegh"} == dict.fromkeys("abcdegh", 12)
    assert figures["response.handed-in"] == 12
    assert figures["agreements.total"] == 0


def test_progress_of_one_wave_is_drawn_by_its_key(survey):
    surveyed_wave(survey, key="eocic-2018")

    report = drawn(VISITOR, "eocic-2018")

    assert report.subject_key == "eocic-2018"
    with pytest.raises(UnknownSubject):
        drawn(VISITOR, "eocic-2019")


def test_small_cells_and_what_was_written_are_in_no_format_of_the_report(survey):
    surveyed_wave(survey)
    found = drawn(VISITOR)
    yes, no = tables(found)["D2-1-table"].rows

    # One of four in strand 2 said yes: hers, and all that tell it.
    assert [value_of(one) for one in yes[3:]] == ["…", None, "…", None]
    assert [value_of(one) for one in no[3:]] == ["…", None, "…", None]
    for form in ("html", "json"):
        assert SECRET not in write(found, form).decode()


def with_identities(definition):
    """The barriers with what stays the same of them, as the demo has them."""
    names = ("collaboration-within-escp", "collaboration-other-escps", "market-knowledge", "partners-third-markets", "complementary-funding",
             "regional-policy-makers", "sme-engagement")  # fmt: skip
    blocks = []
    for block in definition.blocks:
        items = tuple(
            replace(
                one, parts=tuple(replace(part, id=name) for part, name in zip(one.parts, names, strict=True))
            )
            if one.code == "C1"
            else one
            for one in block.items
        )
        blocks.append(replace(block, items=items))
    return replace(definition, blocks=tuple(blocks))


def test_barriers_stand_with_what_the_guide_recommends():
    RecommendedAction.objects.create(number=3, area="joint-strategy", title="Agree on objectives")
    definition = with_identities(eocic())
    surveyed_wave(
        make_survey("barriers", definition, programme=make_programme(), visibility="public"), threshold=0
    )

    rows = tables(drawn(VISITOR))["barriers"].rows

    assert [row[1] for row in rows][:2] == [11, 1]
    assert (rows[0][2], rows[0][3]) == ("Joint strategy", "3 Agree on objectives")
    assert len(rows) == 6


def test_results_that_are_not_published_are_for_those_who_run_the_survey(survey):
    surveyed_wave(survey, state="closed")

    assert "response.block.b" not in {one.id for one in drawn(VISITOR).figures}
    assert "none has results that you may see" in " ".join(drawn(VISITOR).not_known)
    assert "response.block.b" in {one.id for one in drawn(actors.make_analyst()).figures}


def test_waves_are_compared_and_the_newest_is_told(survey):
    surveyed_wave(survey, label="Autumn 2018")
    surveyed_wave(survey, label="Spring 2019", opened_at="2019-05-01T00:00Z")
    found = drawn(VISITOR)

    assert [one.text for one in found.blocks if getattr(one, "id", "") == "survey"] == ["Survey: Spring 2019"]
    assert [one.label for one in tables(found)["waves-rates"].columns] == [
        "Block",
        "Autumn 2018",
        "Spring 2019",
    ]
    assert write(found, "pdf")


def test_wave_that_was_opened_later_is_not_told(survey):
    surveyed_wave(survey, opened_at="2026-11-25T00:00Z")

    early = draw(VISITOR, "programme-progress", as_of=date(2020, 1, 1), today=TODAY, language="en")

    assert "response.block.b" not in {one.id for one in early.figures}


def test_events_that_are_planned_are_listed_by_day(survey):
    partnership = make_partnership("HARBOURS")
    make_event(partnership, name="Later fair", start="2027-03", end="")
    make_event(partnership, name="Next mission", start="2026-12-01", end="2026-12-03")
    make_event(partnership, name="Past mission", start="2026-01-01", end="")

    rows = tables(drawn(VISITOR))["planned-events"].rows

    assert [(row[0], value_of(row[1]), row[4]) for row in rows] == [
        ("1–3 Dec 2026", "Next mission", "HARBOURS"),
        ("March 2027", "Later fair", "HARBOURS"),
    ]
