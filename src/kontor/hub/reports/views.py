"""The catalogue, one report as a page or file, and frozen reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.documents import FORMATS, write
from kontor.documents.blocks import Report
from kontor.hub.foundation.pages import ActionView, Page, PageView, crumbs
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.visibility import visible
from kontor.hub.reports import actions, forms, rules
from kontor.hub.reports.choices import FORMAT_LABELS
from kontor.hub.reports.kit import CATALOGUE, ReportKind
from kontor.hub.reports.models import Snapshot
from kontor.hub.reports.queries import (
    Shown,
    draw,
    frozen,
    frozen_on_screen,
    frozen_section,
    kind_of,
    on_screen,
    section_of,
    snapshot_of,
)


def day_asked(request: HttpRequest) -> date:
    """The day in the address, today without one. Refused when it is not a day."""
    given = request.GET.get("as_of", "")
    if not given:
        return timezone.localdate()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise rules.DayOutOfReach(field="as_of", day=given, first=rules.FIRST_DAY.isoformat()) from error


def body_of(found: Shown) -> SafeString:
    """The report as part of a page: `documents.html` escaped every text."""
    return mark_safe(found.body)  # noqa: S308


@dataclass(kw_only=True)
class CataloguePage(Page):
    """Kinds of report, and the frozen ones that the actor sees."""

    kinds: list[tuple[ReportKind, str]]
    snapshots: list[Snapshot]


class Catalogue(PageView):
    """Choose a report."""

    template_name = "reports/catalogue.html"

    def load(self) -> CataloguePage:
        return CataloguePage(
            title=gettext("Reports"),
            lead=gettext(
                "Each is drawn from the records at the moment you open it, with what you may see, as of the day you choose."
            ),
            kinds=[(kind, reverse("reports:show", args=[kind.key])) for kind in CATALOGUE.kinds.values()],
            snapshots=list(visible(Snapshot, self.actor).defer("content")[:50]),
        )


@dataclass(kw_only=True)
class ReportPage(Page):
    """One report. `files` are (label, address) of the other formats; a frozen one stays in its `language`."""

    body: SafeString
    language: str
    files: list[tuple[Any, str]]
    drawn_for: str
    freeze_url: str = ""
    discard_url: str = ""
    day: date
    today: date


class Show(PageView):
    """Read a report."""

    template_name = "reports/show.html"

    def load(self, kind: str) -> ReportPage:
        asked = what_is_asked(self.request)
        found = on_screen(self.actor, kind, **asked)
        query = urlencode({"as_of": found.as_of.isoformat()})
        return ReportPage(
            title=found.title,
            lead=found.subtitle,
            breadcrumb=crumbs((gettext("Reports"), reverse("reports:catalogue")), found.title),
            body=body_of(found),
            language=found.language,
            files=[
                (label, f"{reverse('reports:download', args=[kind, name])}?{query}")
                for name, label in FORMAT_LABELS.items()
                if name != "html"
            ],
            drawn_for=found.drawn_for,
            freeze_url=reverse("reports:freeze", args=[kind]) if can(self.actor, "reports.freeze") else "",
            day=found.as_of,
            today=asked["today"],
        )


def what_is_asked(request: HttpRequest) -> dict[str, Any]:
    """The day of the address, and the reader's language."""
    return {"as_of": day_asked(request), "today": timezone.localdate(), "language": get_language() or "en"}


@dataclass(kw_only=True)
class SectionPage(Page):
    """One section of a report, in the language it was drawn in."""

    body: SafeString
    language: str


class Section(PageView):
    """Read a section that fills a page of the report."""

    template_name = "reports/section.html"

    def load(self, kind: str, section: str) -> SectionPage:
        asked = what_is_asked(self.request)
        found = section_of(self.actor, kind, section, **asked)
        query = urlencode({"as_of": found.as_of.isoformat()})
        report = f"{reverse('reports:show', args=[kind])}?{query}"
        return section_page(found, str(kind_of(kind).title), report)


def section_page(found: Shown, report: str, url: str) -> SectionPage:
    return SectionPage(
        title=found.title,
        breadcrumb=crumbs((gettext("Reports"), reverse("reports:catalogue")), (report, url), found.title),
        body=body_of(found),
        language=found.language,
    )


class Download(View):
    """Take a report away as a file."""

    def get(self, request: HttpRequest, kind: str, format: str) -> HttpResponse:
        return attachment(draw(request.actor, kind, **what_is_asked(request)), format)  # type: ignore[attr-defined]


def attachment(report: Report, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise rules.UnknownFormat(format=format, formats=", ".join(FORMATS))
    written = FORMATS[format]
    name = f"{report.kind}-{report.as_of.isoformat()}.{written.extension}"
    response = HttpResponse(
        write(report, format, site=settings.SITE_ADDRESS), content_type=written.media_type
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class Freeze(ActionView):
    """Keep a report's numbers as they are."""

    form_class = forms.Freeze
    success = _("The report is frozen: later corrections do not change it.")

    def load(self, kind: str) -> Page:
        self.kind = kind_of(kind)
        trail = crumbs((gettext("Reports"), reverse("reports:catalogue")), gettext("Freeze"))
        return Page(title=gettext("Freeze: %(title)s") % {"title": self.kind.title}, breadcrumb=trail)

    def check(self, page: Page) -> None:
        require(self.actor, "reports.freeze")

    def initial(self) -> dict[str, Any]:
        return {"as_of": day_asked(self.request)}

    def process(self, form: Any) -> str:
        snapshot = actions.freeze(
            actor=self.actor,
            kind=self.kind.key,
            as_of=form.cleaned_data["as_of"],
            today=timezone.localdate(),
            language=get_language() or "en",
        )
        return reverse("reports:snapshot", args=[snapshot.pk])


class ShowSnapshot(PageView):
    """Read a frozen report."""

    template_name = "reports/show.html"

    def load(self, pk: int) -> ReportPage:
        snapshot = snapshot_of(self.actor, pk)
        found = frozen_on_screen(snapshot)
        return ReportPage(
            title=found.title,
            lead=gettext("Frozen on %(day)s") % {"day": snapshot.created_at.date().isoformat()},
            breadcrumb=crumbs((gettext("Reports"), reverse("reports:catalogue")), found.title),
            body=body_of(found),
            language=found.language,
            files=[
                (label, reverse("reports:download_snapshot", args=[pk, name]))
                for name, label in FORMAT_LABELS.items()
                if name != "html"
            ],
            drawn_for=found.drawn_for,
            discard_url=reverse("reports:discard", args=[pk])
            if can(self.actor, "reports.discard", snapshot)
            else "",
            day=found.as_of,
            today=found.as_of,
        )


class SnapshotSection(PageView):
    """Read a section of a frozen report."""

    template_name = "reports/section.html"

    def load(self, pk: int, section: str) -> SectionPage:
        snapshot = snapshot_of(self.actor, pk)
        found = frozen_section(snapshot, section)
        return section_page(found, snapshot.title, reverse("reports:snapshot", args=[pk]))


class DownloadSnapshot(View):
    """Take a frozen report away as a file."""

    def get(self, request: HttpRequest, pk: int, format: str) -> HttpResponse:
        return attachment(frozen(snapshot_of(request.actor, pk)), format)  # type: ignore[attr-defined]


class Discard(View):
    """Throw a frozen report away."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        actions.discard(actor=actor, snapshot=snapshot_of(actor, pk))
        return HttpResponseRedirect(reverse("reports:catalogue"))
