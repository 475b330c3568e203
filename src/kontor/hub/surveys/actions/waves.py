"""Waves: planned, opened, closed, opened again, published, removed. Opening fixes the version that is asked."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.surveys import rules
from kontor.hub.surveys.actions.surveys import fix
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.models import Survey, SurveyResponse, SurveyVersion, Wave
from kontor.hub.surveys.queries.words import errors_of

# What may still change once answers have come: not what was promised to who answered, nor what was asked.
PLANNED = frozenset({"survey_version", "anonymous", "unit"})


@transaction.atomic
def add_wave(
    *, actor: Actor, survey: Survey, survey_version: SurveyVersion, fields: Mapping[str, Any]
) -> Wave:
    """Plan a wave of a survey. A key that is not given is made of the survey's and the name."""
    require(actor, "surveys.add_wave", survey)
    rules.check_days(fields.get("opens_on"), fields.get("closes_on"))
    values = dict(fields)
    values["key"] = new_key(str(values.get("key") or ""), f"{survey.key} {values['label']}")
    wave = Wave.objects.create(survey=survey, survey_version=survey_version, **values)
    audit.record(actor, "surveys.add_wave", wave)
    return wave


def new_key(key: str, name: str) -> str:
    taken = set(Wave.objects.values_list("key", flat=True))
    if key:
        rules.check_key(key, taken)
        return key
    return free_key(stem_of(name, 80, "wave"), taken)


@transaction.atomic
def edit_wave(*, actor: Actor, wave: Wave, version: int, fields: Mapping[str, Any]) -> Wave:
    """Change the plan of a wave. What was promised and asked (`PLANNED`) stays once it was opened."""
    known = locked(actor=actor, permission="surveys.edit_wave", wave=wave)
    if known.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(known)
    for name, value in fields.items():
        if known.state == WaveState.DRAFT or name not in PLANNED:
            setattr(known, name, value)
    rules.check_days(known.opens_on, known.closes_on)
    known.save()
    audit.record(actor, "surveys.edit_wave", known, before=before)
    return known


@transaction.atomic
def open_wave(*, actor: Actor, wave: Wave) -> Wave:
    """Open a wave: from now on it is answered, and its version stays as it is. Refused while the version has errors."""
    known = locked(actor=actor, permission="surveys.open_wave", wave=wave)
    rules.check_move(known.label, known.state, "open")
    rules.check_opens(errors_of(known.survey_version))
    fix(known.survey_version, timezone.localdate())
    known.opened_at = timezone.now()
    known.opens_on = known.opens_on or timezone.localdate()
    return moved(actor, "surveys.open_wave", known, WaveState.OPEN)


@transaction.atomic
def close_wave(*, actor: Actor, wave: Wave) -> Wave:
    """Close a wave: nothing is answered any more; what was begun is kept and counts in the blocks it reached."""
    known = locked(actor=actor, permission="surveys.close_wave", wave=wave)
    rules.check_move(known.label, known.state, "closed")
    known.closed_at = timezone.now()
    return moved(actor, "surveys.close_wave", known, WaveState.CLOSED)


@transaction.atomic
def reopen_wave(*, actor: Actor, wave: Wave) -> Wave:
    """Open a closed wave again. The trail says when and by whom."""
    known = locked(actor=actor, permission="surveys.reopen_wave", wave=wave)
    rules.check_move(known.label, known.state, "reopened")
    known.closed_at = None
    if known.closes_on is not None and known.closes_on < timezone.localdate():
        known.closes_on = None
    return moved(actor, "surveys.reopen_wave", known, WaveState.OPEN)


@transaction.atomic
def publish_wave(*, actor: Actor, wave: Wave) -> Wave:
    """Publish the results of a closed wave to whoever sees the survey."""
    known = locked(actor=actor, permission="surveys.publish_wave", wave=wave)
    rules.check_move(known.label, known.state, "published")
    return moved(actor, "surveys.publish_wave", known, WaveState.PUBLISHED)


@transaction.atomic
def remove_wave(*, actor: Actor, wave: Wave) -> None:
    """Remove a wave that nobody answered."""
    known = locked(actor=actor, permission="surveys.remove_wave", wave=wave)
    rules.check_removable(known.label, SurveyResponse.objects.filter(wave=known).count())
    before = audit.state_of(known)
    audit.record(actor, "surveys.remove_wave", known, before=before, after={})
    known.delete()


def locked(*, actor: Actor, permission: str, wave: Wave) -> Wave:
    require(actor, permission, wave)
    rows = Wave.objects.select_for_update(of=("self",)).select_related("survey", "survey_version")
    return rows.get(pk=wave.pk)


def moved(actor: Actor, action: str, wave: Wave, state: str) -> Wave:
    before = audit.state_of(Wave.objects.get(pk=wave.pk))
    wave.state = state
    wave.save()
    audit.record(actor, action, wave, before=before)
    return wave
