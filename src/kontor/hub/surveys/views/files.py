"""Responses as files, and the questionnaire on paper."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.foundation.pages import Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys import exporters, report
from kontor.hub.surveys.queries.exports import exported
from kontor.hub.surveys.queries.questionnaire import printed
from kontor.hub.surveys.queries.staff import version_by_number, wave_by_key
from kontor.hub.surveys.views.parts import OfAWave
from kontor.hub.surveys.views.results_base import address, attachment, paper, tabs_of

CONTENT_LABELS = {
    "codes": _("Codes"),
    "labels": _("Words"),
    "both": _("Codes and words"),
}
# Formats in which it makes a difference: the others carry both in one way.
WITH_CONTENT = ("csv", "tables", "xlsx", "json")
PRINTED = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class FileOffered:
    """One format with the ways it can be had: (label, address)."""

    label: Any
    about: Any
    ways: list[tuple[Any, str]]


@dataclass(kw_only=True)
class ExportsPage(Page):
    """The formats of the responses, with names and free texts, and without."""

    offered: list[FileOffered]
    anonymised: list[FileOffered]
    responses: int


ABOUT = {
    "csv": _("One row for each response; the entries of repeats stand side by side."),
    "tables": _("Responses, a file for each repeat with the key of its response, and a dictionary."),
    "xlsx": _("A sheet for the responses, one for each repeat, and a dictionary."),
    "json": _("Each response as it was answered, entries inside, and what every column means."),
    "sav": _("One row for each response, with variable and value labels."),
}


class Exports(OfAWave):
    """Take the responses along as a file."""

    template_name = "surveys/results/exports.html"

    def load(self, **values: Any) -> ExportsPage:
        require(self.actor, "surveys.read_responses", self.wave)
        return ExportsPage(
            title=gettext("Files"),
            lead=gettext("The responses of %(wave)s, as they count: what a condition hides is left out.")
            % {"wave": self.wave.label},
            breadcrumb=self.way(Crumb(gettext("Files"))),
            tabs=tabs_of(self.request, self.actor, self.wave),
            offered=self.offered(""),
            anonymised=self.offered("anonymised=1"),
            responses=self.wave.responses.exclude(state="opened").count(),
        )

    def offered(self, query: str) -> list[FileOffered]:
        found = []
        for key, form in exporters.FORMS.items():
            url = address("export_responses", self.wave, key)
            contents = exporters.CONTENTS if key in WITH_CONTENT else ("codes",)
            contents = tuple(one for one in contents if not (one == "both" and key in ("csv", "json")))
            ways = [
                (CONTENT_LABELS[one] if len(contents) > 1 else _("Download"), f"{url}?{'&'.join(filter(None, (f'content={one}', query)))}")
                for one in contents
            ]  # fmt: skip
            found.append(FileOffered(form.label, ABOUT[key], ways))
        return found


class ExportResponses(View):
    """The responses in one format. `content`: codes, labels, both; `anonymised` leaves out what may say who somebody is."""

    def get(self, request: HttpRequest, key: str, wave: str, format: str) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        found = wave_by_key(actor, key, wave)
        told = exported(actor, [found], anonymised=request.GET.get("anonymised") == "1")
        content = exporters.written(told, format, request.GET.get("content") or exporters.CODES)
        form = exporters.FORMS[format]
        return attachment(content, form.media_type, exporters.file_name(told, format))


class Questionnaire(View):
    """A version of the questionnaire on paper, with the check of whether it holds together."""

    def get(self, request: HttpRequest, key: str, number: int, format: str) -> HttpResponse:
        if format not in PRINTED:
            raise NotThere
        actor = request.actor  # type: ignore[attr-defined]
        version = version_by_number(actor, key, number)
        found = printed(version, request.GET.get("language", ""))
        return paper(
            report.questionnaire_report(actor, found, timezone.localdate(), get_language() or "en"), format
        )
