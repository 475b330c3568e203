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
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView, crumbs
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.visibility import visible
from kontor.hub.reports import actions, forms, rules
from kontor.hub.reports.choices import FORMAT_LABELS
from kontor.hub.reports.kit import CATALOGUE, ReportKind
from kontor.hub.reports.models import Snapshot
from kontor.hub.reports.queries import (
    Shown,
    address_of,
    draw,
    frozen,
    frozen_on_screen,
    frozen_section,
    kind_of,
    on_screen,
    own_file,
    section_of,
    snapshot_of,
    subject_of,
    subjects,
)

OFFERED = 6  # subjects that the catalogue names of each kind; the others stand on a page of their own


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


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind in the catalogue; `subjects` are (name, address), the first few of `number`, empty where it needs none."""

    kind: ReportKind
    url: str
    subjects: list[tuple[str, str]]
    number: int


@dataclass(kw_only=True)
class CataloguePage(Page):
    """Kinds of report, and the frozen ones that the actor sees."""

    kinds: list[Offered]
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
            kinds=[self.offered(kind) for kind in CATALOGUE.kinds.values()],
            snapshots=list(visible(Snapshot, self.actor).defer("content")[:50]),
        )

    def offered(self, kind: ReportKind) -> Offered:
        found = choices_of(self.actor, kind)
        return Offered(kind, reverse("reports:show", args=[kind.key]), found[:OFFERED], len(found))


def choices_of(actor: Actor, kind: ReportKind) -> list[tuple[str, str]]:
    """What a report of this kind can be about: name and address."""
    return [(str(one), address_of("show", kind.key, one.key)) for one in subjects(actor, kind)]


@dataclass(kw_only=True)
class ChoicePage(Page):
    """What a report can be about."""

    choices: list[tuple[str, str]]


class Choose(PageView):
    """Choose what a report is about."""

    template_name = "reports/choose.html"

    def load(self, kind: str) -> ChoicePage:
        chosen = kind_of(kind)
        return ChoicePage(
            title=str(chosen.title),
            lead=str(chosen.description),
            breadcrumb=trail(str(chosen.title)),
            choices=choices_of(self.actor, chosen),
        )


def trail(*steps: Any) -> tuple[Crumb, ...]:
    """The way from the catalogue."""
    return crumbs((gettext("Reports"), reverse("reports:catalogue")), *steps)


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

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        subjects = kind_of(values["kind"]).subjects
        if subjects and not subjects.optional and "subject" not in values:
            return Choose.as_view()(request, **values)
        return super().get(request, **values)

    def load(self, kind: str, subject: str = "") -> ReportPage:
        asked = what_is_asked(self.request)
        found = on_screen(self.actor, kind, subject=subject, **asked)
        query = urlencode({"as_of": found.as_of.isoformat()})
        return ReportPage(
            title=found.title,
            lead=found.subtitle,
            breadcrumb=trail(*subject_steps(kind, subject), found.title),
            body=body_of(found),
            language=found.language,
            files=[
                (label, f"{address_of('download', kind, subject, name)}?{query}")
                for name, label in {**FORMAT_LABELS, **own_labels(kind)}.items()
                if name != "html"
            ],
            drawn_for=found.drawn_for,
            freeze_url=address_of("freeze", kind, subject) if can(self.actor, "reports.freeze") else "",
            day=found.as_of,
            today=asked["today"],
        )


def own_labels(kind: str) -> dict[str, Any]:
    """The formats that only this kind has."""
    return {name: own.label for name, own in kind_of(kind).own_files.items()}


def subject_steps(kind: str, subject: str) -> list[tuple[str, str]]:
    """For a report of a subject, the step back to the other subjects."""
    return [(str(kind_of(kind).title), reverse("reports:show", args=[kind]))] if subject else []


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

    def load(self, kind: str, section: str, subject: str = "") -> SectionPage:
        asked = what_is_asked(self.request)
        found = section_of(self.actor, kind, section, subject=subject, **asked)
        query = urlencode({"as_of": found.as_of.isoformat()})
        report = f"{address_of('show', kind, subject)}?{query}"
        return section_page(found, str(kind_of(kind).title), report)


def section_page(found: Shown, report: str, url: str) -> SectionPage:
    return SectionPage(
        title=found.title,
        breadcrumb=trail((report, url), found.title),
        body=body_of(found),
        language=found.language,
    )


class Download(View):
    """Take a report away as a file."""

    def get(self, request: HttpRequest, kind: str, format: str, subject: str = "") -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        asked = {"subject": subject, **what_is_asked(request)}
        if format in FORMATS:
            return attachment(draw(actor, kind, **asked), format)
        own, content = own_file(actor, kind, format, **asked)
        named = "-".join(filter(None, (kind, subject, asked["as_of"].isoformat())))
        return file_response(content, own.media_type, f"{named}.{own.extension}")


def attachment(report: Report, format: str) -> HttpResponse:
    if format not in FORMATS:
        raise rules.UnknownFormat(format=format, formats=", ".join(FORMATS))
    written = FORMATS[format]
    named = "-".join(filter(None, (report.kind, report.subject_key, report.as_of.isoformat())))
    content = write(report, format, site=settings.SITE_ADDRESS)
    return file_response(content, written.media_type, f"{named}.{written.extension}")


def file_response(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


class Freeze(ActionView):
    """Keep a report's numbers as they are."""

    form_class = forms.Freeze
    success = _("The report is frozen: later corrections do not change it.")

    def load(self, kind: str, subject: str = "") -> Page:
        self.kind, self.subject = kind_of(kind), subject
        about = subject_of(self.actor, self.kind, subject)
        named = " – ".join(filter(None, (str(self.kind.title), str(about or ""))))
        return Page(
            title=gettext("Freeze: %(title)s") % {"title": named}, breadcrumb=trail(gettext("Freeze"))
        )

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
            subject=self.subject,
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
            breadcrumb=trail(found.title),
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
