"""What can be imported and exported, and what was."""

from django.db.models import QuerySet

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit import EXPORTERS, IMPORTERS, Exporter, Importer
from kontor.hub.transfer.models import Import


def importable(actor: Actor) -> list[type[Importer]]:
    """The kinds that the actor may import, in the order in which they build on each other."""
    return [each for each in IMPORTERS if can(actor, each.permission)]


def exportable(actor: Actor) -> list[type[Exporter]]:
    return [each for each in EXPORTERS if can(actor, each.permission)]


def importer_for(actor: Actor, kind: str) -> type[Importer]:
    """Raises UnknownKind or NotAllowed."""
    importer = IMPORTERS[kind]
    require(actor, importer.permission)
    return importer


def exporter_for(actor: Actor, kind: str) -> type[Exporter]:
    """Raises UnknownKind or NotAllowed."""
    exporter = EXPORTERS[kind]
    require(actor, exporter.permission)
    return exporter


def imports_for_lists(actor: Actor) -> QuerySet[Import]:
    """Past imports without what only their own page shows."""
    return visible(Import, actor).defer("plan", "errors", "undo", "decisions")


def import_by_pk(actor: Actor, pk: int) -> Import:
    """Raises NotThere. One statement."""
    found = visible(Import, actor).select_related("job", "owner").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
