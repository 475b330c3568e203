"""Value chains as their pages and the API read them: what is drawn, what is filled, where it is fragile, and the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from kontor.engine import valuechain as engine
from kontor.engine.indicators.phrase import Phrase
from kontor.hub.directory.models import Membership, Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.chain import SeenContribution, identifier, partners_seen, seen_contributions
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain


@dataclass(frozen=True, slots=True)
class StageRow:
    """A component, who contributes to it, and how far it is filled. `unexplained` are pairs whose overlap nobody explains."""

    component: ChainComponent
    state: str
    missing: int
    ready: int
    rows: tuple[SeenContribution, ...]
    unexplained: tuple[tuple[str, str], ...]

    @property
    def is_gap(self) -> bool:
        return self.missing > 0


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with the names of its ends."""

    pk: int
    start: str
    end: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fragile:
    """An organisation without which something is no longer carried, by the names of components and links."""

    name: str
    components: tuple[str, ...]
    links: tuple[str, ...]
    cut_off: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainPage:
    """A chain as drawn and as judged. `remarks` are sentences; the drawing is in units of columns and rows."""

    chain: ValueChain
    stages: tuple[StageRow, ...]
    links: tuple[LinkRow, ...]
    coverage: engine.Coverage
    by_partner: engine.Balance
    by_country: engine.Balance
    fragile: tuple[Fragile, ...]
    remarks: tuple[str, ...]
    drawing: engine.Drawing
    may_draw: bool

    @property
    def share(self) -> float | None:
        """The part of what is wanted that there is, in per cent."""
        return None if self.coverage.share is None else round(100 * self.coverage.share, 1)

    @property
    def partners(self) -> list[tuple[str, float]]:
        """The share of the work of each partner, in per cent."""
        return [(one.group, 100 * one.share) for one in self.by_partner.portions]

    @property
    def countries(self) -> list[tuple[str, float]]:
        """The share of the work of each country, in per cent; the last, without a code, is of no recorded country."""
        found = [(one.group, 100 * one.share) for one in self.by_country.portions]
        return found + ([("", 100 * self.by_country.unknown)] if self.by_country.unknown else [])

    @property
    def gaps(self) -> tuple[StageRow, ...]:
        """Heaviest first, as the engine orders them."""
        of = {str(stage.component.pk): stage for stage in self.stages}
        return tuple(of[stage.component.id] for stage in self.coverage.gaps)

    @property
    def overlaps(self) -> tuple[StageRow, ...]:
        return tuple(stage for stage in self.stages if stage.ready > 1)

    @property
    def contributions(self) -> int:
        return sum(len(stage.rows) for stage in self.stages)

    @property
    def step(self) -> int:
        """Which of the three steps is next: define, draw, map."""
        return 3 if self.links or self.contributions else 2


def chains_of(actor: Actor, partnership: Partnership) -> QuerySet[ValueChain]:
    """The chains of a partnership that the actor sees, with how many components each has."""
    return visible(ValueChain, actor).filter(partnership=partnership).annotate(size=Count("components")).order_by("name", "key")  # fmt: skip


def chains_to_copy(actor: Actor) -> QuerySet[ValueChain]:
    """All chains that the actor sees."""
    return visible(ValueChain, actor).select_related("partnership").order_by("partnership__acronym", "name")


def chain_by_key(actor: Actor, key: str) -> ValueChain:
    """The chain with this key, as far as the actor may see it. Raises NotThere."""
    found = visible(ValueChain, actor).select_related("partnership").filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def component_by_id(actor: Actor, pk: int) -> ChainComponent:
    """A component of a chain that the actor sees. Raises NotThere."""
    rows = visible(ChainComponent, actor).select_related("chain__partnership")
    return one_of(rows.filter(pk=pk))


def link_by_id(actor: Actor, pk: int) -> ChainLink:
    """A link of a chain that the actor sees. Raises NotThere."""
    return one_of(visible(ChainLink, actor).select_related("start__chain__partnership", "end").filter(pk=pk))


def contribution_by_id(actor: Actor, pk: int) -> Contribution:
    """A contribution whose organisation the actor sees. Raises NotThere."""
    rows = visible(Contribution, actor).select_related("component__chain__partnership", "organisation")
    found = one_of(rows.filter(pk=pk))
    seen = seen_contributions(actor, found.component.chain)
    if not any(row.pk == pk and row.organisation for row in seen):
        raise NotThere
    return found


def one_of[T](rows: Iterable[T]) -> T:
    found = next(iter(rows), None)
    if found is None:
        raise NotThere
    return found


def chain_page(actor: Actor, chain: ValueChain) -> ChainPage:
    """What is drawn and what it lacks. Five statements, whatever the size."""
    components = list(chain.components.select_related("term"))
    links = list(ChainLink.objects.filter(start__chain=chain).order_by("pk"))
    rows = seen_contributions(actor, chain)
    drawn = inputs.chain_of(actor, chain, components, links, rows)
    found = engine.coverage(drawn)
    names = {str(one.pk): one.name for one in components}
    return ChainPage(
        chain=chain,
        stages=stages(components, found, rows),
        links=tuple(
            LinkRow(one.pk, names[str(one.start_id)], names[str(one.end_id)], one.kind) for one in links
        ),
        coverage=found,
        by_partner=engine.balance(drawn, found, "partner"),
        by_country=engine.balance(drawn, found, "country"),
        fragile=tuple(fragile(drawn, names, one) for one in engine.single_points(drawn, found)),
        remarks=tuple(phrase(one.phrase) for one in engine.remarks(drawn)),
        drawing=engine.draw(drawn),
        may_draw=can(actor, "strategy.draw", chain),
    )


def stages(
    components: list[ChainComponent], found: engine.Coverage, rows: list[SeenContribution]
) -> tuple[StageRow, ...]:
    names = {identifier(row): row.name for row in rows}
    overlaps = {one.component.id: one for one in found.overlaps}
    return tuple(
        StageRow(
            component=one,
            state=stage.state,
            missing=stage.missing,
            ready=len(stage.ready),
            rows=tuple(row for row in rows if row.component == one.pk),
            unexplained=tuple(
                (names[a], names[b])
                for a, b in (overlaps[str(one.pk)].unexplained if str(one.pk) in overlaps else ())
            ),
        )
        for one, stage in zip(components, found.stages, strict=True)
    )


def fragile(chain: engine.Chain, names: dict[str, str], one: engine.SinglePoint) -> Fragile:
    return Fragile(
        chain.organisation[one.organisation].called,
        tuple(names[name] for name in one.components),
        tuple(f"{names[link.start]} → {names[link.end]}" for link in one.links),
        tuple(names[name] for name in one.cut_off),
    )


def phrase(one: Phrase) -> str:
    """A phrase of the engine in the reader's language."""
    return gettext(one.text) % one.values if one.values else gettext(one.text)


def able_to_contribute(actor: Actor, partnership: Partnership) -> QuerySet[Organisation]:
    """Whom one maps: the partners that the actor sees, and the members of their clusters. Two statements and its own.

    The ids are fetched: row rules of three models within each other are more than SQLite's parser takes.
    """
    partners = partners_seen(actor, partnership.pk)
    members = visible(Membership, actor).filter(cluster__in=partners).values_list("member_id", flat=True)
    return visible(Organisation, actor).filter(pk__in={*partners, *members}).order_by("sort_name")
