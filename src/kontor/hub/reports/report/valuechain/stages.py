"""The chain drawn, component by component: who contributes, what is missing, what is done twice."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kontor.documents.blocks import Block, Bullets, Cell, Column, Edge, Heading, Network, Node, Row, Table
from kontor.hub.reports.queries.chain import ChainTold
from kontor.hub.reports.report.shared import place_name
from kontor.hub.strategy.inputs.chain import SeenContribution
from kontor.hub.strategy.queries import StageRow

ROW, EDGES = 96.0, 110.0


def blocks(found: ChainTold) -> Iterable[Block]:
    yield Heading(gettext("The chain"), id="chain")
    if found.page.stages:
        yield picture(found)
    yield components(found)
    yield contributions(found)
    yield Heading(gettext("Gaps"), id="gaps")
    yield gaps(found)
    yield Heading(gettext("Overlaps"), id="overlaps")
    yield overlaps(found)
    if found.page.remarks:
        yield Heading(gettext("Worth a second look"), id="remarks")
        yield Bullets(found.page.remarks)


def picture(found: ChainTold) -> Network:
    """The same drawing as on the chain's page: columns from left to right."""
    drawing, of = found.page.drawing, {str(stage.component.pk): stage for stage in found.page.stages}
    return Network(
        id="picture",
        caption=gettext("The chain: components and what passes between them"),
        alt=gettext("Picture of the value chain from left to right; components that miss somebody have another shape and colour."),
        nodes=tuple(
            node(found, of[spot.component], portion(spot.column, drawing.columns - 1), portion(spot.y, drawing.height))
            for spot in drawing.spots
        ),
        edges=tuple(Edge(one.start, one.end, dashed=one.back, note=one.kind) for one in drawing.lines),
        groups=(gettext("filled"), gettext("gap")),
        note=gettext("A broken line leads back to an earlier component."),
        directed=True,
        height=EDGES + ROW * max(drawing.height, 1.0),
    )  # fmt: skip


def portion(at: float, last: float) -> float:
    return at / last if last else 0.5


def node(found: ChainTold, stage: StageRow, x: float, y: float) -> Node:
    one = stage.component
    return Node(
        str(one.pk),
        one.name,
        x,
        y,
        size=0.35,
        group=1 if stage.is_gap else 0,
        href=address(found, stage),
        note=of_wanted(stage),
    )


def address(found: ChainTold, stage: StageRow) -> str:
    return f"{found.address}#component-{stage.component.pk}"


def of_wanted(stage: StageRow) -> str:
    return gettext("%(ready)s of %(wanted)s") % {"ready": stage.ready, "wanted": stage.component.wanted}


def state(stage: StageRow) -> str:
    return {
        "filled": gettext("filled"),
        "too-few": gettext("too few"),
        "not-ready": gettext("not ready"),
        "not-stated": gettext("readiness not stated"),
        "empty": gettext("empty"),
    }[stage.state]


def components(found: ChainTold) -> Table:
    rows: list[Row] = [
        (
            Cell(stage.component.name, address(found, stage)),
            stage.component.description,
            stage.component.weight,
            stage.component.readiness,
            stage.component.wanted,
            stage.ready,
            state(stage),
        )
        for stage in found.page.stages
    ]
    return Table(
        id="components",
        caption=gettext("Components and how far they are filled"),
        columns=(
            Column("component", gettext("Component"), share=2),
            Column("description", gettext("What happens there"), share=2),
            Column("weight", gettext("Weight"), "number"),
            Column("readiness", gettext("Readiness required"), "number"),
            Column("wanted", gettext("Wanted"), "number"),
            Column("ready", gettext("Ready"), "number"),
            Column("state", gettext("State")),
        ),
        rows=tuple(rows),
        empty=gettext("No component is drawn yet"),
    )


def contributions(found: ChainTold) -> Table:
    return Table(
        id="contributions",
        caption=gettext("Who contributes what"),
        columns=(
            Column("component", gettext("Component"), share=1.4),
            Column("organisation", gettext("Organisation"), share=1.8),
            Column("country", gettext("Country")),
            Column("gives", gettext("Contribution"), share=1.8),
            Column("competence", gettext("Competence"), share=1.8),
            Column("readiness", gettext("Readiness"), "number"),
            Column("complements", gettext("Complements"), share=1.8),
        ),
        rows=tuple(contribution_row(stage, row) for stage, row in found.rows),
        empty=gettext("Nobody is mapped to a component yet."),
        wide=True,
    )


def contribution_row(stage: StageRow, row: SeenContribution) -> Row:
    """What is not seen of a hidden organisation is empty already, but for the mark that it states its complementarity."""
    named = Cell(row.name, row.organisation.get_absolute_url()) if row.organisation else row.name
    return (
        stage.component.name,
        named,
        place_name(row.country),
        row.gives,
        row.competence,
        row.readiness,
        row.complements if row.organisation else "",
    )


def gaps(found: ChainTold) -> Table:
    rows: list[Row] = [
        (Cell(stage.component.name, address(found, stage)), stage.component.weight, stage.missing, state(stage), sought(stage))
        for stage in found.page.gaps
    ]  # fmt: skip
    return Table(
        id="gaps",
        caption=gettext("What is missing, heaviest first"),
        columns=(
            Column("component", gettext("Component"), share=2),
            Column("weight", gettext("Weight"), "number"),
            Column("missing", gettext("Organisations missing"), "number"),
            Column("state", gettext("State"), share=1.4),
            Column("needs", gettext("Needs"), share=2),
        ),
        rows=tuple(rows),
        total=(gettext("All"), None, found.missing, "", "") if rows else None,
        empty=gettext("Nothing is missing."),
    )


def sought(stage: StageRow) -> str:
    one = stage.component
    return "; ".join(filter(None, (str(one.term.label) if one.term else "", one.sought))) or gettext("not stated")  # fmt: skip


def overlaps(found: ChainTold) -> Table:
    rows: list[Row] = [
        (Cell(stage.component.name, address(found, stage)), stage.ready, unexplained(stage))
        for stage in found.page.overlaps
    ]
    return Table(
        id="overlaps",
        caption=gettext("Components to which more than one contribution counts"),
        columns=(
            Column("component", gettext("Component"), share=1.5),
            Column("ready", gettext("Ready"), "number"),
            Column("unexplained", gettext("Complementarity"), share=4),
        ),
        rows=tuple(rows),
        empty=gettext("No component is filled twice."),
    )


def unexplained(stage: StageRow) -> str:
    said = [
        gettext("%(a)s and %(b)s: neither says how it complements the other.") % {"a": a, "b": b}
        for a, b in stage.unexplained
    ]
    return " ".join(said) or gettext("Every pair says how it complements the other.")
