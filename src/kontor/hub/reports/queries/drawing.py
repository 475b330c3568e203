"""A report drawn for an actor as of a day, whole or as pages show it, kept until any record changes; and frozen ones."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kontor.documents import html, sections
from kontor.documents.blocks import Report
from kontor.documents.frozen import NotAReport, thaw
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept, kept_for_all
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.reports import rules
from kontor.hub.reports.kit import CATALOGUE, ReportKind
from kontor.hub.reports.models import Snapshot


def kind_of(key: str) -> ReportKind:
    """The kind of report of this name. Refused, naming the others, when there is none."""
    kind = CATALOGUE.get(key)
    if kind is None:
        raise rules.UnknownReport(kind=key, kinds=", ".join(CATALOGUE.kinds))
    return kind


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a report; `body` is HTML in which every text is escaped."""

    title: str
    subtitle: str
    as_of: date
    language: str
    drawn_for: str
    body: str


def shown(report: Report) -> Shown:
    return Shown(
        title=report.title,
        subtitle=report.subtitle,
        as_of=report.as_of,
        language=report.language,
        drawn_for=report.actor,
        body=html.fragment(report),
    )


def draw(actor: Actor, key: str, *, as_of: date, today: date, language: str) -> Report:
    """The whole report as this actor may see it: for files, for programs, to freeze."""
    kind = _drawable(actor, key, as_of, today)
    name = f"report:{key}:{as_of.isoformat()}:{language}"
    report: Report = kept(name, actor, lambda: kind.gather(actor, as_of, language))
    return report


def on_screen(actor: Actor, key: str, *, as_of: date, today: date, language: str) -> Shown:
    """The same for a page: sections that fill a page on paper are links to theirs."""
    kind = _drawable(actor, key, as_of, today)
    day = urlencode({"as_of": as_of.isoformat()})

    def address(section: str) -> str:
        return f"{reverse('reports:section', args=[key, section])}?{day}"

    def gathered() -> Shown:
        return shown(sections.collapsed(kind.on_screen(actor, as_of, language), address))

    return kept(f"report-page:{key}:{as_of.isoformat()}:{language}", actor, gathered)


def section_of(actor: Actor, key: str, section: str, *, as_of: date, today: date, language: str) -> Shown:
    """One section that fills a page, alone."""
    kind = _drawable(actor, key, as_of, today)
    try:
        return shown(kind.section(actor, as_of, language, section))
    except KeyError as error:
        raise NotThere from error


def _drawable(actor: Actor, key: str, as_of: date, today: date) -> ReportKind:
    require(actor, "reports.draw")
    kind = kind_of(key)
    rules.check_day(as_of, today)
    return kind


def snapshot_of(actor: Actor, pk: int) -> Snapshot:
    """The frozen report with this number, if the actor may see it. Its content is read when it is asked for."""
    snapshot = visible(Snapshot, actor).defer("content").filter(pk=pk).first()
    if snapshot is None:
        raise NotThere
    return snapshot


def frozen(snapshot: Snapshot) -> Report:
    """The report as it was when it was frozen."""
    try:
        return thaw(snapshot.content)
    except NotAReport as error:
        raise rules.FrozenByAnother from error


def frozen_on_screen(snapshot: Snapshot) -> Shown:
    """The same for a page, with links to its sections."""

    def address(section: str) -> str:
        return reverse("reports:snapshot_section", args=[snapshot.pk, section])

    return kept_for_all(f"frozen:{snapshot.pk}", lambda: shown(sections.collapsed(frozen(snapshot), address)))


def frozen_section(snapshot: Snapshot, section: str) -> Shown:
    """One section of a frozen report that fills a page, alone."""
    try:
        return shown(sections.section(frozen(snapshot), section))
    except KeyError as error:
        raise NotThere from error
