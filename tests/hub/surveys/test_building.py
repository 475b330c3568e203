"""Building a draft: edits as data, all or none, taken back and made again; the second editor is told."""

import json

import pytest

from kontor.engine.questionnaire import survey_from_json
from kontor.engine.questionnaire.edit import Place, found
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.surveys import actions, rules
from kontor.hub.surveys.models import DraftStep
from kontor.hub.surveys.queries.drafts import draft_of
from kontor.hub.surveys.rules import building
from tests.factories import actors
from tests.factories.surveys import make_survey, make_wave

pytestmark = pytest.mark.django_db

Edit = actions.Edit


@pytest.fixture
def draft():
    return make_survey().versions.get()


@pytest.fixture
def team(draft):
    return actors.make_coordinator(draft.survey.team)


def build(actor, version, *edits):
    return actions.build(actor=actor, version=version, seen=version.version, edits=edits)


def strand(version):
    return found(draft_of(version), Place("question", "strand"))


def test_edits_of_one_save_are_one_step(draft, team):
    made = build(
        team, draft,
        Edit(verb="change", place="question/strand", values={"required": False, "code": "strand"}),
        Edit(verb="translate", place="question/strand", name="text", texts={"en": "In which strand?"}),
        Edit(verb="add-entry", into="strand", sort="options", texts={"en": "None"}, code="0"),
    )  # fmt: skip

    asked = strand(made)
    assert (asked.code, asked.required, asked.text["en"], asked.text["de"]) == (
        "strand", False, "In which strand?", "Welcher Strang?",
    )  # fmt: skip
    assert [(one.code, one.text["en"]) for one in asked.options] == [
        ("1", "Strand 1"), ("2", "Strand 2"), ("0", "None"),
    ]  # fmt: skip
    assert [(one.number, one.verb, one.thing) for one in DraftStep.objects.all()] == [(1, "save", "A1")]
    event = AuditEvent.objects.get(action="surveys.build")
    assert json.loads(event.changes) == {
        "change": [None, "save"],
        "thing": [None, "A1"],
        "version": [None, 1],
    }


def test_changes_are_taken_back_and_made_again_in_their_order(draft, team):
    before = draft_of(draft)
    one = build(team, draft, Edit(verb="copy", place="question/strand"))
    after_one = draft_of(one)
    two = build(team, one, Edit(verb="remove", place="question/activities"))
    after_two = draft_of(two)

    back = actions.undo(actor=team, version=two, seen=two.version)
    assert draft_of(back) == after_one
    back = actions.undo(actor=team, version=back, seen=back.version)
    assert draft_of(back) == before
    with pytest.raises(building.NothingToUndo):
        actions.undo(actor=team, version=back, seen=back.version)

    again = actions.redo(actor=team, version=back, seen=back.version)
    assert draft_of(again) == after_one
    again = actions.redo(actor=team, version=again, seen=again.version)
    assert draft_of(again) == after_two
    with pytest.raises(building.NothingToRedo):
        actions.redo(actor=team, version=again, seen=again.version)


def test_new_change_ends_what_could_be_made_again(draft, team):
    one = build(team, draft, Edit(verb="copy", place="question/strand"))
    back = actions.undo(actor=team, version=one, seen=one.version)

    other = build(team, back, Edit(verb="remove", place="block/case"))

    assert [(step.verb, step.number) for step in DraftStep.objects.all()] == [("remove", 1)]
    with pytest.raises(building.NothingToRedo):
        actions.redo(actor=team, version=other, seen=other.version)


def test_what_changes_nothing_is_no_step(draft, team):
    build(team, draft, Edit(verb="change", place="question/strand", values={"required": True}))

    assert not DraftStep.objects.exists()
    assert not AuditEvent.objects.filter(action="surveys.build").exists()


def test_second_editor_is_told_and_nothing_is_overwritten(draft, team):
    build(team, draft, Edit(verb="copy", place="question/strand"))

    with pytest.raises(ChangedMeanwhile):
        actions.build(actor=team, version=draft, seen=1, edits=[Edit(verb="remove", place="block/case")])

    draft.refresh_from_db()
    assert [one.id for one in survey_from_json(draft.definition).blocks] == ["who", "results", "case"]


def test_one_edit_that_cannot_be_undoes_all_of_the_save(draft, team):
    with pytest.raises(building.CannotBeBuilt, match="taken by another question"):
        build(
            team, draft,
            Edit(verb="remove", place="block/case"),
            Edit(verb="change", place="question/strand", values={"code": "D2"}),
        )  # fmt: skip

    draft.refresh_from_db()
    assert len(survey_from_json(draft.definition).blocks) == 3
    assert not DraftStep.objects.exists()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Edit(verb="paint"), "no such change"),
        (Edit(verb="remove", place="question/none"), "no such place"),
        (Edit(verb="remove", place="nonsense"), "no such place"),
        (Edit(verb="add-question", into="who", kind="riddle", texts={"en": "?"}), "riddle"),
        (Edit(verb="change", place="question/strand", values={"colour": "red"}), "colour"),
        (Edit(verb="add-language", language="no such"), "named by its code"),
        (Edit(verb="recode", into="strand", sort="options", codes={"9": "x"}), "no such place"),
    ],
)
def test_edit_that_cannot_be_is_refused_in_words(draft, team, edit, sentence):
    with pytest.raises(building.CannotBeBuilt, match=sentence):
        build(team, draft, edit)


def test_what_was_asked_stays_as_it_was_asked(team, draft):
    make_wave(draft.survey, state="open")
    draft.refresh_from_db()

    for verb in (lambda: build(team, draft, Edit(verb="remove", place="block/case")),
                 lambda: actions.undo(actor=team, version=draft, seen=None)):  # fmt: skip
        with pytest.raises(rules.VersionIsFixed):
            verb()


def test_draft_is_built_by_who_runs_the_survey_only():
    draft = make_survey(visibility="public").versions.get()

    for maker in (actors.make_outsider_coordinator, actors.make_editor):
        with pytest.raises(NotAllowed):
            build(maker(), draft, Edit(verb="remove", place="block/case"))
    build(actors.make_analyst(), draft, Edit(verb="remove", place="block/case"))


def test_no_more_changes_at_once_than_are_said(draft, team):
    with pytest.raises(building.TooManyEdits, match="200"):
        build(team, draft, *[Edit(verb="copy", place="question/strand")] * 201)
