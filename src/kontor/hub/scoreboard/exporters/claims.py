"""Claims and findings as tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.importers.claims import Claims, cited
from kontor.hub.scoreboard.models import Claim
from kontor.hub.transfer.kit import Column, Exporter


class ExportClaims(Exporter):
    """The claims that the actor sees, as they would be imported."""

    kind = "claims"
    label = _("Claims")
    permission = "scoreboard.export"
    columns = Claims.columns

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        plain = ("statement", "value", "unit", "qualifier", "scope", "stated_on")
        claims = visible(Claim, actor).filter(withdrawn_on=None).select_related("source", "partnership")
        for claim in claims.order_by("key").iterator(chunk_size=2000):
            yield {
                "id": claim.key,
                **{name: getattr(claim, name) for name in plain},
                "country": claim.country_id,
                "partnership": claim.partnership.key if claim.partnership else None,
                "source": cited(claim.source.key, claim.place),
            }


FINDING_COLUMNS = (
    Column("claim", _("Claim"), example="s3-partners"),
    Column("statement", _("Statement")),
    Column("published", _("Stated value"), example="57"),
    Column("unit", _("Unit")),
    Column("qualifier", _("How exact")),
    Column("scope", _("Scope")),
    Column("recomputed", _("The records say"), example="61"),
    Column("difference", _("Difference")),
    Column("verdict", _("Verdict"), example="differs"),
    Column("rule", _("Counting rule")),
    Column("agrees_as", _("Agrees when counted by")),
    Column("rows", _("Number of records behind it")),
    Column("missing", _("Number of records missing or unclear")),
    Column("contradicted_by", _("Claims that state otherwise")),
    Column("source", _("Source")),
    Column("place", _("Place in the source")),
)


def finding_row(finding: queries.Finding) -> dict[str, Any]:
    verdict = finding.verdict
    value = verdict.recomputed
    return {
        "claim": finding.key,
        "statement": finding.statement,
        "published": finding.published,
        "unit": finding.unit,
        "qualifier": finding.qualifier,
        "scope": finding.scope,
        "recomputed": "" if value is None else "; ".join(value) if isinstance(value, tuple) else str(value),
        "difference": "" if verdict.difference is None else str(verdict.difference),
        "verdict": finding.word,
        "rule": verdict.rule,
        "agrees_as": "; ".join(verdict.agrees_as),
        "rows": len(verdict.rows),
        "missing": len(verdict.unknown),
        "contradicted_by": "; ".join(finding.contradicted_by),
        "source": finding.source_key,
        "place": finding.place,
    }


class ExportFindings(Exporter):
    """What the records of today say of the claims that the actor sees."""

    kind = "findings"
    label = _("Findings")
    permission = "scoreboard.export"
    columns = FINDING_COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for finding in queries.findings(actor, timezone.localdate()):
            yield finding_row(finding)


EXPORTERS = (ExportClaims, ExportFindings)
