"""A report drawn for an actor as of a day, whole or as pages show it, kept until any record changes; and frozen ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kontor.documents import FORMATS, html, sections
from kontor.documents.blocks import Report
from kontor.documents.frozen import NotAReport, thaw
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept, kept_for_all
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.reports import rules
from kontor.hub.reports.kit import CATALOGUE, Order, OwnFile, ReportKind
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


def draw(actor: Actor, key: str, *, as_of: date, today: date, language: str, subject: str = "") -> Report:
    """The whole report as this actor may see it: for files, for programs, to freeze."""
    kind, order = _drawable(actor, key, Order(actor, as_of, language, subject), today)
    return kept(_name("report", key, order), actor, lambda: kind.gather(order))


def own_file(
    actor: Actor, key: str, format: str, *, as_of: date, today: date, language: str, subject: str = ""
) -> tuple[OwnFile, bytes]:
    """A file that only this kind of report has. Refused, naming the formats, where the kind has no such file."""
    kind, order = _drawable(actor, key, Order(actor, as_of, language, subject), today)
    if format not in kind.own_files:
        raise rules.UnknownFormat(format=format, formats=", ".join((*FORMATS, *kind.own_files)))
    own = kind.own_files[format]
    return own, own.write(order)


def on_screen(actor: Actor, key: str, *, as_of: date, today: date, language: str, subject: str = "") -> Shown:
    """The same for a page: sections that fill a page on paper are links to theirs."""
    kind, order = _drawable(actor, key, Order(actor, as_of, language, subject), today)
    day = urlencode({"as_of": as_of.isoformat()})

    def address(section: str) -> str:
        return f"{address_of('section', key, subject, section)}?{day}"

    return kept(
        _name("report-page", key, order), actor, lambda: shown(sections.collapsed(kind.shown(order), address))
    )


def section_of(
    actor: Actor, key: str, section: str, *, as_of: date, today: date, language: str, subject: str = ""
) -> Shown:
    """One section that fills a page, alone."""
    kind, order = _drawable(actor, key, Order(actor, as_of, language, subject), today)
    try:
        return shown(kind.section_of(order, section))
    except KeyError as error:
        raise NotThere from error


def address_of(verb: str, kind: str, subject: str, *rest: str) -> str:
    """The address of a report's page ('show', 'section', 'download', 'freeze'), with its subject where it has one."""
    name = f"{verb}_of" if subject else verb
    return reverse(f"reports:{name}", args=[kind, *filter(None, [subject]), *rest])


def subjects(actor: Actor, kind: ReportKind) -> list[Any]:
    """What there is to tell of, for this actor. None for a kind that is about the whole platform."""
    return list(kind.subjects.told(actor)) if kind.subjects else []


def subject_of(actor: Actor, kind: ReportKind, subject: str) -> Any:
    """The record that the report is about, None for the whole platform. Refused where the actor sees none of this key."""
    if kind.subjects is None:
        if subject:
            raise rules.NoSubject(kind=kind.key, subject=subject)
        return None
    if not subject:
        if kind.subjects.optional:
            return None
        raise rules.SubjectMissing(kind=kind.key)
    found = kind.subjects.seen(actor).filter(key__in=(subject, subject.lower())).first()
    if found is None:
        raise rules.UnknownSubject(subject=subject)
    return found


def _drawable(actor: Actor, key: str, order: Order, today: date) -> tuple[ReportKind, Order]:
    require(actor, "reports.draw")
    kind = kind_of(key)
    rules.check_day(order.as_of, today)
    subject_of(actor, kind, order.subject)
    return kind, order


def _name(what: str, key: str, order: Order) -> str:
    return f"{what}:{key}:{order.subject}:{order.as_of.isoformat()}:{order.language}"


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
