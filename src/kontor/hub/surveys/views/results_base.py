"""What the pages of results share: the tabs beside each other, reports as pages and files to take along."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kontor.documents import FORMATS, html, write
from kontor.documents.blocks import Report
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import Page, Tab
from kontor.hub.foundation.permission import can
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.views.parts import wave_tabs

PAPER = {"pdf": "PDF", "docx": "Word (DOCX)", "xlsx": "Excel (XLSX)", "json": "JSON"}


@dataclass(kw_only=True)
class PaperPage(Page):
    """A page drawn from a report. `files` are (label, address) of the same report in other formats."""

    body: SafeString
    files: list[tuple[str, str]]
    language: str


def address(name: str, wave: Wave, *more: str) -> str:
    return reverse(f"surveys:{name}", args=[wave.survey.key, wave.key, *more])


def tabs_of(request: HttpRequest, actor: Actor, wave: Wave) -> tuple[Tab, ...]:
    """The pages about one wave beside each other, as far as the actor may open them."""
    return wave_tabs(request, wave, runs=can(actor, "surveys.read_responses", wave))


def body_of(report: Report) -> SafeString:
    """The report as part of a page: `documents.html` escaped every text."""
    return mark_safe(html.fragment(report))  # noqa: S308


def files_of(url: str, **query: str) -> list[tuple[str, str]]:
    """The same in other formats, at an address that ends in a format."""
    asked = f"?{urlencode(query)}" if query else ""
    return [(label, f"{url}{name}/{asked}") for name, label in PAPER.items()]


def paper(report: Report, form: str) -> HttpResponse:
    """A report as a file."""
    written = FORMATS[form]
    named = "-".join(filter(None, (report.kind, report.subject_key)))
    content = write(report, form, site=settings.SITE_ADDRESS)
    return attachment(content, written.media_type, f"{named}.{written.extension}")


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
