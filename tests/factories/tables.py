"""Tables as cells and as files, for tests of what is exported and comes back. `tables` are exporters, in the order of dependence."""

from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit.writers import separated, write_workbook
from tests.factories.actors import SYSTEM


def cells(tables, actor=SYSTEM):
    """Every table as its cells, by kind."""
    return {one.kind: list(separated(one.columns, one().rows(actor))) for one in tables}


def write(tables, folder, form, actor=SYSTEM):
    """Every table as a file: (kind, path)."""
    files = []
    for one in tables:
        path = folder / f"{one.kind}.{form}"
        if form == "csv":
            path.write_text("".join(separated(one.columns, one().rows(actor))), encoding="utf-8", newline="")
        else:
            write_workbook(path, one.kind, one.columns, one().rows(actor))
        files.append((one.kind, path))
    return files


def bring(folder, kind, text, actor=SYSTEM):
    """Load a table of this text."""
    file = folder / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    return load(actor=actor, kind=kind, path=file)
