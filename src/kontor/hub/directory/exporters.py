"""Lists of the directory to take along. What was exported imports as unchanged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import LabelKind
from kontor.hub.directory.inputs.columns import (
    ALIAS_COLUMNS,
    FIELDS,
    ORGANISATION_COLUMNS,
    TAXONOMIES,
    TERM_COLUMNS,
)
from kontor.hub.directory.models import Alias, Organisation, Term
from kontor.hub.evidence.models import Citation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit import Exporter

AT_ONCE = 2000


class ExportOrganisations(Exporter):
    """What the actor may see, with classification, labels and sources."""

    kind, label, permission = "organisations", _("Organisations"), "directory.view"
    columns = ORGANISATION_COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        return self.rows_of(visible(Organisation, actor).order_by("sort_name", "pk"))

    def rows_of(self, rows: QuerySet[Organisation]) -> Iterator[Mapping[str, Any]]:
        """These rows, which the caller knows to be visible: what a filtered list is downloaded from."""
        self.label_codes = dict(Term.objects.filter(taxonomy="label").values_list("label", "code"))
        sources = sources_of(Organisation)
        for one in rows.prefetch_related("classifications__term", "labels").iterator(chunk_size=AT_ONCE):
            yield self.row(one) | {"source": sources.get(one.pk, ())}

    def row(self, one: Organisation) -> dict[str, Any]:
        found = {column: getattr(one, field) for column, field in FIELDS.items()} | {"id": one.key}
        terms = [classification.term for classification in one.classifications.all()]
        for name, taxonomy in TAXONOMIES.items():
            found[name] = [term.code for term in terms if term.taxonomy == taxonomy]
        labels = list(one.labels.all())
        found["excellence_label"] = next(
            (label.kind for label in labels if label.kind != LabelKind.OTHER), ""
        )
        others = [self.label_codes.get(label.name) for label in labels if label.kind == LabelKind.OTHER]
        return found | {"other_labels": [code for code in others if code]}


class ExportTerms(Exporter):
    """All taxonomies."""

    kind, label, permission = "terms", _("Terms of taxonomies"), "directory.view"
    columns = TERM_COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for term in (
            visible(Term, actor).select_related("parent").order_by("taxonomy", "position", "pk").iterator()
        ):
            yield {
                "taxonomy": term.taxonomy,
                "code": term.code,
                "parent_code": term.parent.code if term.parent else "",
                "label": term.label,
                "aliases": term.aliases,
                "source": term.source,
                "status": "A" if term.verified else "K",
                "valid_from": term.valid_from,
            }


class ExportAliases(Exporter):
    """Other names of the organisations the actor may see."""

    kind, label, permission = "aliases", _("Other names of organisations"), "directory.view"
    columns = ALIAS_COLUMNS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(Alias)
        rows = (
            visible(Alias, actor)
            .select_related("organisation")
            .order_by("organisation__sort_name", "name", "pk")
        )
        for alias in rows.iterator():
            yield {
                "organisation": alias.organisation.key,
                "alias": alias.name,
                "kind": alias.kind,
                "from": alias.start,
                "to": alias.end,
                "source": sources.get(alias.pk, ()),
            }


def sources_of(model: Any) -> dict[int, list[tuple[str, str]]]:
    """Record -> (key of the source, place). One statement; only looked at for rows that are seen."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Citation.objects.filter(subject_kind=model._meta.label_lower, source__isnull=False).order_by("pk")
    for pk, source, place in rows.values_list("subject_id", "source__key", "place"):
        found[pk].append((source, place))
    return found


EXPORTERS = (ExportTerms, ExportOrganisations, ExportAliases)
