"""Which blocks lie across the page on paper: wide tables, with the headings right before them."""

from collections.abc import Iterable, Iterator

from kontor.documents.blocks import Block, Heading, Table

MOST_UPRIGHT = 9  # columns that a page in portrait takes


def lies_across(block: Block) -> bool:
    return isinstance(block, Table) and bool(block.rows) and (block.wide or len(block.columns) > MOST_UPRIGHT)


def turned(blocks: Iterable[Block]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """The blocks in runs, each with whether it lies across. O(blocks).

    >>> table = Table("t", "T", (), ((),), wide=True)
    >>> [(across, len(run)) for across, run in turned((Heading("A"), Heading("B"), table, table, Heading("C")))]
    [(True, 4), (False, 1)]
    """
    held: list[Block] = []
    across = False
    headings: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            headings.append(block)
            continue
        if lies_across(block) != across:
            if held:
                yield across, tuple(held)
            held, across = [], not across
        held += [*headings, block]
        headings = []
    if headings and across:
        yield across, tuple(held)
        held, across = [], False
    if held or headings:
        yield across, (*held, *headings)
