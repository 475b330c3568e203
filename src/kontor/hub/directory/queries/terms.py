"""Taxonomies to browse, with how many organisations carry each term."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation, Term
from kontor.hub.directory.queries.facets import carried
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


@dataclass(slots=True)
class TermNode:
    """A term with its parts; `count` are the visible organisations classified by it, not by its parts."""

    term: Term
    count: int
    parts: list["TermNode"] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Classifications by the term or any of its parts; an organisation in two parts counts twice, and the page says so."""
        return self.count + sum(part.total for part in self.parts)


def taxonomy_sizes() -> dict[str, int]:
    """Taxonomy -> number of terms, of those that classify organisations. One statement."""
    rows = Term.objects.filter(taxonomy__in=Taxonomy.values).order_by().values_list("taxonomy")
    return dict(rows.annotate(terms=Count("pk")))


def tree_of(actor: Actor, taxonomy: str) -> list[TermNode]:
    """The terms of a taxonomy as a tree, with counts. Two statements. Raises NotThere for an unknown one."""
    if taxonomy not in Taxonomy.values:
        raise NotThere
    counts = carried(visible(Organisation, actor))
    parts: dict[int | None, list[TermNode]] = defaultdict(list)
    for term in Term.objects.filter(taxonomy=taxonomy).order_by("position", "label"):
        parts[term.parent_id].append(TermNode(term, counts.get(term.pk, 0), parts[term.pk]))
    return parts[None]


def terms_to_choose(taxonomies: Iterable[str]) -> QuerySet[Term]:
    """The terms a form offers."""
    return Term.objects.filter(taxonomy__in=list(taxonomies)).order_by("taxonomy", "position", "label")
