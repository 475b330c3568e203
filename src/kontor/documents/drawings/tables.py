"""The table under a drawing: the same values, for those who read rather than look."""

from collections.abc import Mapping

from kontor.documents.blocks import Cell, Chart, Column, Drawing, Map, Network, Row, Table
from kontor.documents.drawings.amounts import known


def table_of(block: Drawing, words: Mapping[str, str]) -> Table:
    """One row per category, country, or edge (and per node without an edge). Values are the block's own."""
    if isinstance(block, Chart):
        return _of_chart(block, words)
    if isinstance(block, Map):
        return _of_map(block, words)
    return _of_network(block, words)


def _table(
    block: Drawing, columns: tuple[Column, ...], rows: tuple[Row, ...], words: Mapping[str, str]
) -> Table:
    return Table(f"{block.id}.data", block.caption, columns, rows, note=block.note, empty=words["no-data"])


def _of_chart(block: Chart, words: Mapping[str, str]) -> Table:
    first = Column("category", block.category_label or words["category"], share=2.0)
    columns = tuple(
        Column(f"series.{i}", _with_unit(series.label or words["value"], block.unit), "number")
        for i, series in enumerate(block.series)
    )
    rows = tuple(
        (category, *(known(series.values[i]) for series in block.series))
        for i, category in enumerate(block.categories)
    )
    return _table(block, (first, *columns), rows, words)


def _of_map(block: Map, words: Mapping[str, str]) -> Table:
    columns = (
        Column("country", words["country"], share=2.0),
        Column("value", _with_unit(words["value"], block.unit), "number"),
    )
    order = sorted(block.values, key=lambda v: (-(known(v.value) or 0), v.label, v.country))
    rows = tuple((value.label, Cell(known(value.value), value.href)) for value in order)
    return _table(block, columns, rows, words)


def _of_network(block: Network, words: Mapping[str, str]) -> Table:
    nodes = {node.id: node for node in block.nodes}
    names = {node.id: Cell(node.label, node.href, node.note) for node in block.nodes}
    columns = [
        Column("from", words["from"], share=2.0),
        Column("to", words["to"], share=2.0),
        Column("value", _with_unit(words["value"], block.unit), "number"),
        Column("note", words["note"], share=2.0),
    ]
    rows: list[Row] = [
        (names.get(e.source, e.source), names.get(e.target, e.target), known(e.value), e.note)
        for e in block.edges
    ]
    linked = {end for edge in block.edges for end in (edge.source, edge.target)}
    ends = [(edge.source, edge.target) for edge in block.edges]
    alone = [node.id for node in block.nodes if node.id not in linked]
    rows += [(names[id], None, None, "") for id in alone]
    ends += [(id, "") for id in alone]
    if not block.groups:
        return _table(block, tuple(columns), tuple(rows), words)

    def group(id: str) -> str:
        number = nodes[id].group if id in nodes else -1
        return block.groups[number] if 0 <= number < len(block.groups) else ""

    columns[1:1] = [Column("from-group", words["group"])]
    columns[3:3] = [Column("to-group", words["group"])]
    grouped = tuple(
        (row[0], group(a), row[1], group(b), *row[2:]) for row, (a, b) in zip(rows, ends, strict=True)
    )
    return _table(block, tuple(columns), grouped, words)


def _with_unit(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label
