"""Value chains with all that is drawn in them, and the competence sheets to them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.chain import seen_contributions
from kontor.hub.strategy.inputs.sheet import SHEETS
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import ChainComponent, ChainLink, CompetenceSheet, ValueChain
from kontor.hub.strategy.queries.sheets import ANSWERS_SEEN, lines_to_export
from kontor.hub.transfer.kit import Exporter


class ExportChains(Exporter):
    """The value chains that the actor sees."""

    kind, label, permission = "value-chains", _("Value chains"), "strategy.view"
    columns = inputs.CHAINS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for one in visible(ValueChain, actor).select_related("partnership").order_by("key"):
            yield {"id": one.key, "partnership": one.partnership.key, **kept(one, inputs.FIELDS_OF_CHAINS)}


class ExportComponents(Exporter):
    """Their components, in the order of each chain."""

    kind, label, permission = "chain-components", _("Components of value chains"), "strategy.view"
    columns = inputs.COMPONENTS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ChainComponent, actor).select_related("chain", "term")
        for one in rows.order_by("chain__key", "position", "pk"):
            term = f"{one.term.taxonomy}:{one.term.code}" if one.term else None
            yield {"chain": one.chain.key, **kept(one, inputs.FIELDS_OF_COMPONENTS), "term": term}


class ExportLinks(Exporter):
    """The links between them."""

    kind, label, permission = "chain-links", _("Links of value chains"), "strategy.view"
    columns = inputs.LINKS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ChainLink, actor).select_related("start__chain", "end")
        for one in rows.order_by("start__chain__key", "pk"):
            yield {
                "chain": one.start.chain.key,
                "from": one.start.name,
                "to": one.end.name,
                "kind": one.kind,
            }


class ExportContributions(Exporter):
    """Who contributes what: without the organisations that the actor may not see."""

    kind, label, permission = "chain-contributions", _("Contributions to value chains"), "strategy.view"
    columns = inputs.CONTRIBUTIONS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for chain in visible(ValueChain, actor).order_by("key"):
            names = dict(chain.components.values_list("pk", "name"))
            for row in seen_contributions(actor, chain):
                if row.organisation:
                    yield {
                        "chain": chain.key, "component": names[row.component], "organisation": row.organisation.key,
                        **kept(row, inputs.FIELDS_OF_CONTRIBUTIONS),
                    }  # fmt: skip


class ExportSheets(Exporter):
    """Competence sheets as those read them who draw the chain: a row for each component, without the address that was asked."""

    kind, label, permission = "competence-sheets", _("Competence sheets"), "strategy.view"
    columns = SHEETS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        today = timezone.localdate()
        for one, line in lines_to_export(actor):
            told = line is not None
            yield {
                "chain": one.chain.key, "organisation": one.organisation.key, "state": one.state_on(today).value,
                "invited_on": timezone.localdate(one.sent_at), "until": one.until, "minutes": one.minutes,
                "component": line.component.name if line else None, "contribution": line.gives if line else None,
                "competence": line.competence if line else None, "readiness": line.readiness if line else None,
                "complements": line.complements if line else None,
                "taken_over": timezone.localdate(line.taken_at) if line and line.taken_at else None,
                **said_in_general(one, told=told),
            }  # fmt: skip


def said_in_general(one: CompetenceSheet, *, told: bool) -> dict[str, str]:
    """Terms and words of a sheet that was sent; nothing of a draft."""
    if not told and one.state not in ANSWERS_SEEN:
        return {"offers": "", "seeks": "", "words": ""}
    terms = {"offers": one.offered.all(), "seeks": one.sought.all()}
    return {
        name: "; ".join([*(str(term) for term in found), *filter(None, [getattr(one, name)])])
        for name, found in terms.items()
    } | {"words": one.words}
