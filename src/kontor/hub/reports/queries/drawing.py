"""A report drawn for an actor as of a day, kept until any record changes; and frozen ones taken out again."""

from datetime import date

from kontor.documents.blocks import Report
from kontor.documents.frozen import NotAReport, thaw
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
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


def draw(actor: Actor, key: str, *, as_of: date, today: date, language: str) -> Report:
    """The report as this actor may see it."""
    require(actor, "reports.draw")
    kind = kind_of(key)
    rules.check_day(as_of, today)
    name = f"report:{key}:{as_of.isoformat()}:{language}"
    report: Report = kept(name, actor, lambda: kind.gather(actor, as_of, language))
    return report


def snapshot_of(actor: Actor, pk: int) -> Snapshot:
    """The frozen report with this number, if the actor may see it."""
    snapshot = visible(Snapshot, actor).filter(pk=pk).first()
    if snapshot is None:
        raise NotThere
    return snapshot


def frozen(snapshot: Snapshot) -> Report:
    """The report as it was when it was frozen."""
    try:
        return thaw(snapshot.content)
    except NotAReport as error:
        raise rules.FrozenByAnother from error
