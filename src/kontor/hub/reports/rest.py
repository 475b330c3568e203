"""Reports for programs: which there are, one drawn as data, and the frozen ones."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Status
from pydantic import Field

from kontor.documents.json import as_record
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import AreaRouter, Day, Identifier, Key, PageOf, PageQuery, Schema, page_of
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.reports import actions, queries
from kontor.hub.reports.kit import CATALOGUE, ReportKind
from kontor.hub.reports.models import Snapshot

router = AreaRouter(tags=["reports"])


class SubjectOut(Schema):
    """Something that a report can be drawn of: a partnership."""

    key: str
    title: str


class KindOut(Schema):
    """A kind of report. `of_a_subject` says that it is drawn of one of its `subjects`, as far as there is anything to tell."""

    key: str
    title: str
    description: str
    of_a_subject: bool
    subjects: list[SubjectOut]


class ReportOut(Schema):
    """A report as data: values as they are, not as they are printed. Keys inside the lists are only ever added."""

    kind: str
    subject: str
    subject_key: str = Field(description="the key of what the report is about, '' for the whole platform")
    as_of: date = Field(description="the day that the records speak of")
    actor: str = Field(description="for whom it was drawn: what that reader may see")
    title: str
    subtitle: str
    language: str
    figures: list[dict[str, Any]] = Field(
        description="numbers, each with its rule and how many records it rests on"
    )
    tables: list[dict[str, Any]]
    drawings: list[dict[str, Any]]
    findings: list[dict[str, Any]] = Field(description="published figures held against the records")
    not_known: list[str]
    sources: list[dict[str, Any]]


class SnapshotLine(Schema):
    """A frozen report in a list. `drawn_for` says in whose eyes its numbers are."""

    id: int
    kind: str
    subject_key: str
    title: str
    as_of: date
    drawn_for: str = Field(alias="actor_label")
    language: str
    visibility: Visibility
    created_at: datetime


class SnapshotOut(Schema):
    """A frozen report with its numbers, which no later correction changes."""

    snapshot: SnapshotLine
    report: ReportOut


class AsOf(Schema):
    """Which day the report speaks of; today without it."""

    as_of: Day | None = None


class NewSnapshot(AsOf):
    """A report to freeze as of a day; today without it."""

    kind: Key = Field(description="key of a kind of report")
    subject: Key | None = Field(None, description="key of what it is about, for kinds of a subject")


@router.get("/reports", response=list[KindOut], url_name="report_kinds")
def list_report_kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """Every kind of report there is."""
    return [kind_out(request.auth, kind) for kind in CATALOGUE.kinds.values()]


@router.get("/reports/{kind}", response=ReportOut, url_name="report")
def draw_report(request: HttpRequest, kind: Key, asked: Query[AsOf]) -> dict[str, Any]:
    """Draw a report from the records that the caller sees, in the language of Accept-Language."""
    return drawn(request.auth, kind, "", asked)


@router.get("/reports/{kind}/{subject}", response=ReportOut, url_name="report_of")
def draw_report_of(request: HttpRequest, kind: Key, subject: Key, asked: Query[AsOf]) -> dict[str, Any]:
    """Draw a report about one subject, such as a partnership, in the language of Accept-Language."""
    return drawn(request.auth, kind, subject, asked)


def drawn(actor: Actor, kind: str, subject: str, asked: AsOf) -> dict[str, Any]:
    today = timezone.localdate()
    day = asked.as_of or today
    return as_record(queries.draw(actor, kind, as_of=day, today=today, language=language(), subject=subject))


@router.get("/snapshots", response=PageOf[SnapshotLine], url_name="snapshots")
def list_snapshots(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """The frozen reports that the caller sees, the latest first."""
    rows = visible(Snapshot, request.auth).defer("content")
    return page_of(rows.order_by("-created_at", "-pk"), query)


@router.post("/snapshots", response={201: SnapshotOut}, url_name="freeze_report")
def freeze(request: HttpRequest, new: NewSnapshot) -> Any:
    """Keep a report as it is now, for the caller."""
    today = timezone.localdate()
    actor, day = request.auth, new.as_of or today
    frozen = actions.freeze(
        actor=actor, kind=new.kind, as_of=day, today=today, language=language(), subject=new.subject or ""
    )
    return Status(201, snapshot_out(frozen))


@router.get("/snapshots/{id}", response=SnapshotOut, url_name="snapshot")
def show_snapshot(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """One frozen report."""
    return snapshot_out(queries.snapshot_of(request.auth, id))


@router.delete("/snapshots/{id}", response={204: None}, url_name="discard_snapshot")
def discard(request: HttpRequest, id: Identifier) -> Any:
    """Throw a frozen report away (who froze it, and administrators)."""
    actions.discard(actor=request.auth, snapshot=queries.snapshot_of(request.auth, id))
    return Status(204, None)


def language() -> str:
    return get_language() or "en"


def kind_out(actor: Actor, kind: ReportKind) -> dict[str, Any]:
    return {
        "key": kind.key,
        "title": str(kind.title),
        "description": str(kind.description),
        "of_a_subject": kind.subjects is not None and not kind.subjects.optional,
        "subjects": [{"key": one.key, "title": str(one)} for one in queries.subjects(actor, kind)],
    }


def snapshot_out(snapshot: Snapshot) -> dict[str, Any]:
    return {"snapshot": snapshot, "report": as_record(queries.frozen(snapshot))}
