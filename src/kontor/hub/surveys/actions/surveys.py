"""Surveys and their versions: made, imported, changed, put away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire import Survey as Questionnaire
from kontor.engine.questionnaire import survey_from_json, survey_to_json
from kontor.hub.accounts.models import Team
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Programme
from kontor.hub.surveys import inputs, rules
from kontor.hub.surveys.actions.collected import keep_collected
from kontor.hub.surveys.choices import VersionSource
from kontor.hub.surveys.models import Survey, SurveyVersion, Wave
from kontor.hub.surveys.queries.findable import SURVEYS


@dataclass(frozen=True, slots=True)
class SurveyFields:
    """What is said of a survey. An empty key is made of the title."""

    title: Mapping[str, str]
    team: Team | None = None
    programme: Programme | None = None
    visibility: str = Visibility.RESTRICTED
    key: str = ""


@transaction.atomic
def add_survey(
    *,
    actor: Actor,
    fields: SurveyFields,
    definition: Questionnaire | None = None,
    source: str = VersionSource.BLANK,
    notes: Mapping[str, Any] | None = None,
) -> Survey:
    """Make a survey with its first version. Only for a team that the actor edits for, or by an analyst."""
    key = new_key(fields.key, fields.title)
    survey = Survey(key=key, **written(fields))
    require(actor, "surveys.add")
    require(actor, "surveys.edit", survey)
    survey.save()
    first = definition or Questionnaire(key, dict(fields.title), tuple(fields.title) or ("en",))
    make_version(survey, first, source, notes)
    audit.record(actor, "surveys.add", survey)
    search.update(SURVEYS, [survey])
    return survey


@transaction.atomic
def add_defined_survey(*, actor: Actor, fields: SurveyFields, definition: Mapping[str, Any]) -> Survey:
    """Make a survey of a questionnaire that is written down in the engine's own form."""
    return add_survey(actor=actor, fields=fields, definition=survey_from_json(definition))


def new_key(key: str, title: Mapping[str, str]) -> str:
    """The key asked for, or one made of the title; a made one gets a number where it is taken."""
    taken = set(Survey.objects.values_list("key", flat=True))
    if key:
        rules.check_key(key, taken)
        return key
    stem = stem_of(next((text for text in title.values() if text), ""), 60, "survey")
    return free_key(stem, taken | rules.RESERVED)


def written(fields: SurveyFields) -> dict[str, Any]:
    return {
        "title": dict(fields.title),
        "team": fields.team,
        "programme": fields.programme,
        "visibility": fields.visibility,
    }


def make_version(
    survey: Survey, definition: Questionnaire, source: str, notes: Mapping[str, Any] | None = None
) -> SurveyVersion:
    """The next version. Responses name their version, so its number stands in the definition, too."""
    last = survey.versions.order_by("-number").values_list("number", flat=True).first() or 0
    numbered = replace(definition, id=survey.key, version=str(last + 1))
    return SurveyVersion.objects.create(
        survey=survey,
        number=last + 1,
        definition=survey_to_json(numbered),
        source=source,
        import_notes=dict(notes or {}),
    )


@transaction.atomic
def edit_survey(*, actor: Actor, survey: Survey, fields: SurveyFields, version: int) -> Survey:
    """Change what is said of a survey. `version` is the one the form was filled from. The key stays."""
    require(actor, "surveys.edit", survey)
    known = Survey.objects.select_for_update().get(pk=survey.pk)
    if known.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(known)
    for name, value in written(fields).items():
        setattr(known, name, value)
    # Nobody gives a survey to a team she does not edit for.
    require(actor, "surveys.edit", known)
    known.save()
    audit.record(actor, "surveys.edit", known, before=before)
    search.update(SURVEYS, [known])
    return known


@transaction.atomic
def archive_survey(*, actor: Actor, survey: Survey, archived: bool = True) -> Survey:
    """Put a survey away, or take it out again. Nothing is lost; it only leaves the lists."""
    require(actor, "surveys.archive", survey)
    before = audit.state_of(survey)
    survey.archived_on = timezone.localdate() if archived else None
    survey.save()
    audit.record(actor, "surveys.archive", survey, before=before)
    return survey


@transaction.atomic
def import_survey(
    *, actor: Actor, content: bytes, fields: SurveyFields | None = None, survey: Survey | None = None
) -> SurveyVersion:
    """Import a questionnaire from a file: as a survey of its own, or as the next version of one.

    An archive of LimeSurvey brings its responses along, as a closed wave. Refused (`UnreadableFile`) with table and row.
    """
    read = inputs.read_file(content)
    notes = inputs.report_json(read.report)
    if survey is None:
        named = fields or SurveyFields({})
        title = {name: text for name, text in (named.title or read.survey.title).items() if text}
        survey = add_survey(
            actor=actor,
            fields=replace(named, title=title),
            definition=read.survey,
            source=read.source,
            notes=notes,
        )
        version = survey.versions.get()
    else:
        require(actor, "surveys.import", survey)
        version = make_version(survey, read.survey, read.source, notes)
    audit.record(actor, "surveys.import", survey, before={"version": None}, after={"version": version.number})
    if read.responses or read.participants:
        keep_collected(actor, version, read)
    return version


@transaction.atomic
def new_version(*, actor: Actor, version: SurveyVersion) -> SurveyVersion:
    """Copy a version to change it: what stays the same keeps its identity, so waves stay comparable."""
    require(actor, "surveys.new_version", version)
    survey = version.survey
    copied = {**version.definition, "version": str(version.number)}
    last = survey.versions.order_by("-number").values_list("number", flat=True).first() or 0
    copied["version"] = str(last + 1)
    made = SurveyVersion.objects.create(
        survey=survey, number=last + 1, definition=copied, source=VersionSource.COPIED
    )
    audit.record(
        actor, "surveys.new_version", survey, before={}, after={"version": made.number, "of": version.number}
    )
    return made


@transaction.atomic
def remove_version(*, actor: Actor, version: SurveyVersion) -> None:
    """Remove a draft that no wave asks. Refused where it was asked."""
    require(actor, "surveys.edit", version)
    rules.check_not_fixed(version.number, version.frozen_on)
    if Wave.objects.filter(survey_version=version).exists():
        raise rules.HasWaves
    number, survey = version.number, version.survey
    version.delete()
    audit.record(actor, "surveys.remove_version", survey, before={"version": number}, after={"version": None})


def fix(version: SurveyVersion, day: date) -> None:
    """From now on the version stays as it is."""
    if version.frozen_on is None:
        version.frozen_on = day
        version.save()
