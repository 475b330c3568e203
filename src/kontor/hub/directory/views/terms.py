"""Taxonomies to browse."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.queries import TermNode, taxonomy_sizes, tree_of
from kontor.hub.directory.tables import FACET_OF_TAXONOMY
from kontor.hub.foundation.pages import Page, PageView, crumbs, tabs


@dataclass(frozen=True, slots=True)
class Card:
    """A taxonomy with the number of its terms."""

    label: str
    url: str
    terms: int


@dataclass(kw_only=True)
class TermsPage(Page):
    """All taxonomies."""

    cards: list[Card]


class Terms(PageView):
    """The taxonomies that describe organisations."""

    template_name = "directory/terms.html"

    def load(self) -> TermsPage:
        sizes = taxonomy_sizes()
        return TermsPage(
            title=gettext("Taxonomies"),
            lead=gettext("The lists of words by which organisations are described, found and matched."),
            breadcrumb=crumbs((gettext("Directory"), reverse("directory:index")), gettext("Taxonomies")),
            cards=[
                Card(str(capfirst(label)), reverse("directory:taxonomy", args=[value]), sizes.get(value, 0))
                for value, label in Taxonomy.choices
            ],
        )


@dataclass(frozen=True, slots=True)
class Branch:
    """A term as the tree draws it; `count` None for a group that no organisation carries itself."""

    label: str
    url: str
    count: int | None
    open: bool
    children: list["Branch"]


@dataclass(kw_only=True)
class TaxonomyPage(Page):
    """One taxonomy as a tree; `carried` are the terms that at least one visible organisation carries."""

    nodes: list[Branch]
    terms: int
    carried: int


class ShowTaxonomy(PageView):
    """The terms of one taxonomy, each leading to its organisations."""

    template_name = "directory/taxonomy.html"

    def load(self, taxonomy: str) -> TaxonomyPage:
        nodes = tree_of(self.actor, taxonomy)
        flat = list(all_nodes(nodes))
        others = [
            (str(capfirst(label)), reverse("directory:taxonomy", args=[value]))
            for value, label in Taxonomy.choices
        ]
        terms = (gettext("Taxonomies"), reverse("directory:terms"))
        return TaxonomyPage(
            title=str(capfirst(Taxonomy(taxonomy).label)),
            breadcrumb=crumbs(
                (gettext("Directory"), reverse("directory:index")),
                terms,
                str(capfirst(Taxonomy(taxonomy).label)),
            ),
            tabs=tabs(self.request, others),
            nodes=[branch_of(node, taxonomy) for node in nodes],
            terms=len(flat),
            carried=sum(1 for node in flat if node.count),
        )


def all_nodes(nodes: list[TermNode]) -> list[TermNode]:
    return [found for node in nodes for found in (node, *all_nodes(node.parts))]


def branch_of(node: TermNode, taxonomy: str) -> Branch:
    query = urlencode({FACET_OF_TAXONOMY[taxonomy]: node.term.code})
    return Branch(
        label=node.term.label,
        url=f"{reverse('directory:index')}?{query}" if node.count else "",
        count=node.total if node.parts else node.count,
        open=False,
        children=[branch_of(part, taxonomy) for part in node.parts],
    )
