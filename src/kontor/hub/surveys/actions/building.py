"""A draft is built: edits, each of which can be taken back and made again. What was asked in a wave stays as it is."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire import Survey as Questionnaire
from kontor.engine.questionnaire import survey_to_json
from kontor.engine.questionnaire.edit import patched, steps, undone
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.surveys import rules
from kontor.hub.surveys.actions.edits import Edit, imagined, in_words, thing_of
from kontor.hub.surveys.choices import BuildVerb
from kontor.hub.surveys.models import DraftStep, SurveyVersion
from kontor.hub.surveys.queries.drafts import draft_of, last_step, next_step
from kontor.hub.surveys.rules.building import (
    STEPS_KEPT,
    NothingToRedo,
    NothingToUndo,
    check_number_of_edits,
)


@transaction.atomic
def build(*, actor: Actor, version: SurveyVersion, seen: int | None, edits: Sequence[Edit]) -> SurveyVersion:
    """Make these edits of a draft, all or none, as one step that can be taken back. Several statements, whatever their number.

    `seen` is the state (`SurveyVersion.version`) that the author looked at: the second of two is refused (`ChangedMeanwhile`).
    Refused where the version was asked already, and in the engine's words where an edit would make it unreadable.
    """
    check_number_of_edits(len(edits))
    held = held_draft(version, seen, actor=actor)
    before = draft_of(held)
    after = imagined(before, edits)
    with in_words():
        thing = thing_of(before, edits[0]) if edits else ""
        patches = steps(before, after)
    if not patches:
        return held
    held.steps.exclude(undone_at=None).delete()
    verb = edits[0].verb if len(edits) == 1 else BuildVerb.SAVE
    number = (held.steps.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    DraftStep.objects.create(
        survey_version=held, number=number, verb=verb, thing=thing, patches=list(patches)
    )
    held.steps.filter(number__lte=number - STEPS_KEPT).delete()
    return written(actor, held, after, verb, thing)


@transaction.atomic
def undo(*, actor: Actor, version: SurveyVersion, seen: int | None) -> SurveyVersion:
    """Take back the last change of a draft."""
    held = held_draft(version, seen, actor=actor)
    step = last_step(held)
    if step is None:
        raise NothingToUndo
    return turned(actor, held, step, undo=True)


@transaction.atomic
def redo(*, actor: Actor, version: SurveyVersion, seen: int | None) -> SurveyVersion:
    """Make the change again that was taken back last."""
    held = held_draft(version, seen, actor=actor)
    step = next_step(held)
    if step is None:
        raise NothingToRedo
    return turned(actor, held, step, undo=False)


def turned(actor: Actor, held: SurveyVersion, step: DraftStep, *, undo: bool) -> SurveyVersion:
    with in_words():
        after = patched(draft_of(held), undone(step.patches) if undo else step.patches)
    step.undone_at = timezone.now() if undo else None
    step.save()
    return written(actor, held, after, "undo" if undo else "redo", step.thing)


def held_draft(version: SurveyVersion, seen: int | None, *, actor: Actor) -> SurveyVersion:
    require(actor, "surveys.build", version)
    held = SurveyVersion.objects.select_for_update(of=("self",)).select_related("survey").get(pk=version.pk)
    rules.check_not_fixed(held.number, held.frozen_on)
    if seen is not None and held.version != seen:
        raise ChangedMeanwhile
    return held


def written(actor: Actor, held: SurveyVersion, after: Questionnaire, verb: str, thing: str) -> SurveyVersion:
    """The trail says what was done to what; the steps of the draft say exactly how."""
    held.definition = survey_to_json(after)
    held.save()
    told = {"version": held.number, "change": str(verb), "thing": thing}
    audit.record(actor, "surveys.build", held.survey, before={}, after=told)
    return held
