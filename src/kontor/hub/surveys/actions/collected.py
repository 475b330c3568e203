"""What was collected elsewhere, kept as a closed wave: by another program, with its participants and days, or as a report tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire import Response, look
from kontor.engine.questionnaire.lss.archive import Recorded
from kontor.engine.questionnaire.statistics import answered_block
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys import inputs
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import Invitation, SurveyResponse, SurveyVersion, Wave
from kontor.hub.surveys.queries.plans import plan_of


def keep_collected(actor: Actor, version: SurveyVersion, read: inputs.FileRead) -> Wave:
    """Keep responses and participants of an archive as one closed wave of this version."""
    now = timezone.now()
    version.frozen_on = timezone.localdate()
    version.save()
    wave = Wave.objects.create(
        survey=version.survey,
        survey_version=version,
        key=f"{version.survey.key}-imported-{version.number}",
        label=str(version.survey.name)[:200],
        state=WaveState.CLOSED,
        opened_at=min((moment(one.started) or now for one in read.responses), default=now),
        closed_at=now,
        open_link=not read.participants,
    )
    invited = keep_participants(wave, read)
    for one in read.responses:
        keep_response(wave, one, invited.get(one.token))
    audit.record(actor, "surveys.import_responses", wave, before={}, after={"responses": len(read.responses)})
    return wave


def keep_participants(wave: Wave, read: inputs.FileRead) -> dict[str, Invitation]:
    found: dict[str, Invitation] = {}
    for one in read.participants:
        found[one.token] = Invitation.objects.create(
            wave=wave,
            email=one.email,
            name=f"{one.first_name} {one.last_name}".strip()[:200],
            language=one.language[:12],
            attributes=dict(one.attributes),
            sent_at=moment(one.sent),
            last_reminded_at=moment(one.reminded),
            reminders=one.reminders,
            completed_at=moment(one.completed),
            opted_out_at=timezone.now() if one.opted_out else None,
        )
    return found


def keep_response(wave: Wave, recorded: Recorded, invitation: Invitation | None) -> SurveyResponse:
    made = plan_of(wave.survey_version)
    kept = recorded.response
    document = Response(
        made.survey.id, made.survey.version, kept.language, kept.answers, kept.repeats, kept.state
    )
    state = look(made, document)
    submitted = moment(recorded.submitted)
    return SurveyResponse.objects.create(
        wave=wave,
        invitation=invitation,
        document=document.to_json(),
        state=ResponseState.SUBMITTED if submitted else ResponseState.PARTIAL,
        blocks=[one.code for one in made.survey.blocks if answered_block(state, one)],
        language=document.language,
        started_at=moment(recorded.started),
        saved_at=submitted or moment(recorded.started),
        submitted_at=submitted,
    )


def moment(text: str) -> datetime | None:
    """A day and time as the other program wrote it, taken as UTC; None where there is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one respondent: `blocks` are the pages she answered, also where her answers themselves are not known.

    `state` is empty for somebody who was asked and did not begin.
    """

    group: str = ""
    partnership: str = ""
    state: str = ""
    blocks: Sequence[str] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    repeats: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def record_wave(
    *,
    actor: Actor,
    version: SurveyVersion,
    key: str,
    label: str,
    opened: date,
    closed: date,
    known: Sequence[Known],
    reminders: int = 0,
    note: str = "",
) -> Wave:
    """Keep a wave that was asked elsewhere as far as it is known: nothing is added to what is told, and `note` says what is missing."""
    require(actor, "surveys.import", version.survey)
    if version.frozen_on is None:
        version.frozen_on = opened
        version.save()
    wave = Wave.objects.create(
        survey=version.survey,
        survey_version=version,
        key=key,
        label=label,
        state=WaveState.CLOSED,
        opens_on=opened,
        closes_on=closed,
        opened_at=day(opened),
        closed_at=day(closed),
        note=note,
    )
    named = {one.key: one for one in Partnership.objects.filter(key__in={one.partnership for one in known})}
    made = plan_of(version)
    for one in known:
        partnership = named.get(one.partnership)
        invitation = Invitation.objects.create(
            wave=wave,
            group=one.group,
            partnership=partnership,
            sent_at=day(opened),
            reminders=reminders if one.state != ResponseState.SUBMITTED else 0,
        )
        if not one.state:
            continue
        document = Response(made.survey.id, made.survey.version, made.survey.language, one.answers)
        for block, items in one.repeats.items():
            for number, item in enumerate(items, 1):
                document = document.put(item, ((block, str(number)),))
        handed_in = one.state == ResponseState.SUBMITTED
        SurveyResponse.objects.create(
            wave=wave,
            invitation=invitation,
            partnership=partnership,
            group=one.group,
            document={**document.to_json(), "state": "submitted" if handed_in else "draft"},
            state=one.state,
            blocks=list(one.blocks),
            language=document.language,
        )
    audit.record(actor, "surveys.import_responses", wave, before={}, after={"responses": len(known)})
    return wave


def day(when: date) -> datetime:
    return datetime.combine(when, time(), tzinfo=timezone.get_current_timezone())
