"""Surveys, versions, waves and responses to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys import queries
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.exporters import QUESTIONNAIRES, questionnaire_file
from kontor.hub.surveys.models import Survey, SurveyFile, SurveyResponse, SurveyVersion, Wave
from kontor.hub.surveys.tables.staff import Responses, Surveys
from kontor.hub.surveys.views.parts import OfASurvey, OfAVersion, OfAWave, wave_tabs


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All surveys that the actor sees."""

    may_add: bool


class Index(ListView):
    """Find a survey."""

    template_name = "surveys/index.html"

    def load(self, **values: Any) -> IndexPage:
        return IndexPage(
            title=gettext("Surveys"),
            lead=gettext("What is asked, in waves, and answered over single links."),
            table=Surveys.of(self.request, queries.for_lists(self.actor).filter(archived_on=None)),
            may_add=can(self.actor, "surveys.add"),
        )


@dataclass(kw_only=True)
class SurveyPage(Page):
    """One survey with its waves and versions. `runs` says that the actor may change it."""

    survey: Survey
    waves: Sequence[Wave]
    versions: list[SurveyVersion]
    runs: bool
    reads: bool
    facts: list[tuple[str, object]]


class Show(OfASurvey):
    """Read what a survey is, which waves it had, and which versions there are."""

    template_name = "surveys/survey.html"

    def load(self, **values: Any) -> SurveyPage:
        survey = self.survey
        reads = can(self.actor, "surveys.read_responses", survey)
        versions = queries.versions_of(self.actor, survey)
        return SurveyPage(
            title=survey.name,
            breadcrumb=(*self.way()[:-1], Crumb(survey.name)),
            survey=survey,
            waves=queries.waves_of(self.actor, survey, runs=reads),
            versions=versions if reads else [one for one in versions if one.frozen_on],
            runs=can(self.actor, "surveys.edit", survey),
            reads=reads,
            facts=[
                (gettext("Run by"), survey.team.name if survey.team else gettext("nobody")),
                (gettext("Programme"), survey.programme.name if survey.programme else gettext("none")),
                (gettext("Key"), survey.key),
            ],
        )


@dataclass(kw_only=True)
class VersionPage(Page):
    """One version: its outline, what is to be put right, and what the import did."""

    version: SurveyVersion
    outline: list[queries.staff.OutlinedBlock]
    findings: list[queries.staff.ShownFinding]
    errors: int
    counts: dict[str, int]
    notes: list[queries.staff.ImportNote]
    runs: bool
    reads: bool


class ShowVersion(OfAVersion):
    """Read the wording of a version, whether it can be asked, and what an import kept, changed and left out."""

    template_name = "surveys/version.html"

    def load(self, **values: Any) -> VersionPage:
        version = self.version
        reads = can(self.actor, "surveys.read_responses", version)
        findings = queries.shown_findings(version) if reads else []
        counts, notes = queries.import_notes_of(version) if reads else ({}, [])
        survey = version.survey
        return VersionPage(
            title=gettext("%(survey)s: version %(number)s")
            % {"survey": survey.name, "number": version.number},
            breadcrumb=(*self.way()[:-1], Crumb(gettext("Version %(number)s") % {"number": version.number})),
            version=version,
            outline=queries.outline_of(version, (get_language() or "en").split("-", maxsplit=1)[0]),
            findings=findings,
            errors=sum(one.is_error for one in findings),
            counts=counts,
            notes=notes,
            runs=can(self.actor, "surveys.edit", survey),
            reads=reads,
        )


@dataclass(kw_only=True)
class WavePage(Page):
    """One wave: where it stands, how far it is, and what can be done with it."""

    wave: Wave
    tone: str
    progress: queries.Progress | None
    facts: list[tuple[str, object]]
    runs: bool
    reads: bool
    open_address: str
    errors: int


class ShowWave(OfAWave):
    """Read how a wave goes: who was asked, who began and who handed in, page by page."""

    template_name = "surveys/wave.html"

    def load(self, **values: Any) -> WavePage:
        wave = self.wave
        reads = can(self.actor, "surveys.read_responses", wave)
        runs = can(self.actor, "surveys.edit", wave.survey)
        draft = wave.state == WaveState.DRAFT
        return WavePage(
            title=gettext("%(survey)s: %(wave)s") % {"survey": wave.survey.name, "wave": wave.label},
            breadcrumb=(*self.way()[:-1], Crumb(wave.label)),
            tabs=wave_tabs(self.request, wave, runs=reads),
            wave=wave,
            tone=wave.tone,
            progress=queries.progress_of(wave) if reads else None,
            facts=facts_of(wave),
            runs=runs,
            reads=reads,
            open_address=self.request.build_absolute_uri(reverse("surveys:open", args=[wave.key]))
            if wave.open_link and not draft
            else "",
            errors=len(queries.errors_of(wave.survey_version)) if runs and draft else 0,
        )


def facts_of(wave: Wave) -> list[tuple[str, object]]:
    version = wave.survey_version
    told = (
        (gettext("Version asked"), gettext("Version %(number)s") % {"number": version.number}),
        (gettext("Who answers"), wave.get_unit_display()),
        (gettext("Anonymous"), gettext("yes") if wave.anonymous else gettext("no")),
        (gettext("Least days between two letters"), wave.min_days),
        (gettext("Most reminders"), wave.most_reminders),
        (gettext("Fewest answers shown"), wave.threshold),
    )
    return list(told)


@dataclass(kw_only=True)
class ResponsesPage(ListPage):
    """The responses of a wave."""

    wave: Wave


class ShowResponses(OfAWave, ListView):
    """Find a response, and take all of them along."""

    template_name = "surveys/responses.html"

    def load(self, **values: Any) -> ResponsesPage:
        require(self.actor, "surveys.read_responses", self.wave)
        return ResponsesPage(
            title=gettext("Responses"),
            lead=gettext(
                "What was begun counts in the pages it reached; what was handed in counts everywhere."
            ),
            breadcrumb=self.way(Crumb(gettext("Responses"))),
            tabs=wave_tabs(self.request, self.wave, runs=True),
            table=Responses.of(self.request, queries.responses_of(self.actor, self.wave)),
            wave=self.wave,
        )


@dataclass(kw_only=True)
class ResponsePage(Page):
    """One response in words."""

    response: SurveyResponse
    wave: Wave
    told: list[queries.ToldPage]
    files: list[SurveyFile]
    facts: list[tuple[str, object]]


class ShowResponse(OfAWave):
    """Read what one respondent answered."""

    template_name = "surveys/response.html"

    def load(self, **values: Any) -> ResponsePage:
        require(self.actor, "surveys.read_responses", self.wave)
        found = queries.response_by_id(self.actor, self.wave, self.kwargs["pk"])
        named = found.partnership.acronym if found.partnership else ""
        person = found.invitation.name if found.invitation else ""
        title = gettext("Response %(number)s") % {"number": found.pk}
        return ResponsePage(
            title=title,
            breadcrumb=self.way(
                Crumb(
                    gettext("Responses"),
                    reverse("surveys:responses", args=[self.wave.survey.key, self.wave.key]),
                ),
                Crumb(title),
            ),
            response=found,
            wave=self.wave,
            told=queries.told_by(found, timezone.localdate()),
            files=list(found.files.all()),
            facts=[
                (gettext("Partnership"), named or gettext("not named")),
                (gettext("Respondent"), person or gettext("not named")),
                (gettext("Group"), found.group or gettext("none")),
                (gettext("State"), found.get_state_display()),
                (gettext("Language"), found.language),
            ],
        )


class File(View):
    """Hand out a file that a respondent handed in: to be saved, never shown inside the site."""

    http_method_names = ["get", "head"]

    def get(self, request: Any, *, key: str, wave: str, pk: int, file: int) -> FileResponse:
        actor: Actor = getattr(request, "actor", VISITOR)
        found = queries.response_by_id(actor, queries.wave_by_key(actor, key, wave), pk)
        kept = found.files.filter(pk=file).first()
        if kept is None:
            raise NotThere
        response = FileResponse(
            kept.file.open("rb"), as_attachment=True, filename=kept.file_name, content_type=kept.media_type
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response


class Download(View):
    """Take the wording of a version along as a file of another program."""

    http_method_names = ["get", "head"]

    def get(self, request: Any, *, key: str, number: int, format: str) -> HttpResponse:
        actor: Actor = getattr(request, "actor", VISITOR)
        version = queries.version_by_number(actor, key, number)
        require(actor, "surveys.read_responses", version)
        if format not in QUESTIONNAIRES:
            raise NotThere
        content, media_type, suffix = questionnaire_file(version, format)
        return saved(content, media_type, f"{key}-{number}{suffix}")


def saved(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)
