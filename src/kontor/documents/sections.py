"""Sections that fill a page of their own: on paper one after the other, on screen each at its own address.

They are the sections (headings of level 2) that start a new page and have an id. The report stays one tree; these functions
make other trees of it, which any writer takes.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kontor.documents.blocks import Block, Bullets, Cite, Heading, KeyFigures, Link, Report, Value
from kontor.documents.outline import pieces, texts


def collapsed(report: Report, address: Callable[[str], str]) -> Report:
    """The report with links in the place of such sections; `address` gives the link of an id. O(blocks).

    >>> from datetime import date
    >>> blocks = (Heading("Ships"), Heading("Argo", 2, "argo", new_page=True), Heading("Beagle", 2, "beagle", new_page=True))
    >>> report = Report("ships", "Ships", "", date(2026, 1, 1), "the public", "en", blocks)
    >>> [link.href for (link,) in collapsed(report, "/ships/{}/".format).blocks[-1].items]
    ['/ships/argo/', '/ships/beagle/']
    """
    blocks: list[Block] = []
    links: list[tuple[Link]] = []
    for heading, held in _parts(report.blocks):
        if heading is not None:
            links.append((Link(heading.text, address(heading.id)),))
            continue
        blocks += [*_listed(links), *held]
        links = []
    return replace(report, blocks=(*blocks, *_listed(links)))


def section(report: Report, id: str) -> Report:
    """The section with this id as a report of its own, with the figures and sources it speaks of. O(blocks).

    Raises KeyError, naming the id, when there is none.
    """
    for heading, held in _parts(report.blocks):
        if heading is not None and heading.id == id:
            return _alone(report, heading.text, held)
    raise KeyError(id)


def _alone(report: Report, title: str, blocks: tuple[Block, ...]) -> Report:
    said = [piece for block in blocks for text in texts(block) for piece in pieces(text)]
    figures = {piece.figure_id for piece in said if isinstance(piece, Value)}
    figures |= {one for block in blocks if isinstance(block, KeyFigures) for one in block.figure_ids}
    cited = {piece.source_id for piece in said if isinstance(piece, Cite)}
    return replace(
        report,
        title=title,
        subtitle="",
        blocks=blocks,
        figures=tuple(one for one in report.figures if one.id in figures),
        sources=tuple(one for one in report.sources if one.id in cited),
        findings=(),
        not_known=(),
    )


def _parts(blocks: tuple[Block, ...]) -> Iterator[tuple[Heading | None, tuple[Block, ...]]]:
    """Each such section as (heading, its blocks), and what stands between them as (None, blocks)."""
    heading: Heading | None = None
    held: list[Block] = []
    for block in blocks:
        ends = heading is not None and isinstance(block, Heading) and block.level <= 2
        if ends or _fills_a_page(block):
            if heading is not None or held:
                yield heading, tuple(held)
            heading, held = None, []
        if isinstance(block, Heading) and _fills_a_page(block):
            heading = block
        else:
            held.append(block)
    if heading is not None or held:
        yield heading, tuple(held)


def _fills_a_page(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2 and block.new_page and bool(block.id)


def _listed(links: list[tuple[Link]]) -> list[Block]:
    return [Bullets(tuple(links))] if links else []
