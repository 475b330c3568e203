"""Which partnerships say that they work with which others, and whether the other side says so too."""

from collections import Counter

from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.documents.blocks import Block, Edge, Heading, Network, Node, Note, Row, Table
from kontor.documents.blocks import Column as TableColumn
from kontor.hub.agreements.queries import STANDINGS
from kontor.hub.foundation.slugs import in_words
from kontor.hub.reports.queries.progress import Pair, Progress
from kontor.hub.reports.report.shared import place_name


def blocks(found: Progress) -> tuple[Block, ...]:
    return (
        Heading(gettext("Work with one another"), id="collaborations"),
        Note(
            gettext(
                "A pair is confirmed when both sides say so, by a report or by a reply. A side that was not asked has denied nothing."
            ),
            title=gettext("How pairs are counted"),
        ),
        tally(found),
        table(found),
        *picture(found),
    )


def words_of(pair: Pair) -> str:
    return str(dict(STANDINGS)[pair.standing])


def tally(found: Progress) -> Table:
    """How many pairs are confirmed, said by one side, denied; and of each how many across generations."""
    counted = Counter(pair.standing for pair in found.pairs)
    crossing = Counter(pair.standing for pair in found.pairs if pair.cross)
    rows: list[Row] = [
        (capfirst(str(label)), counted[standing], crossing[standing])
        for standing, label in STANDINGS
        if counted[standing]
    ]
    return Table(
        id="pairs-by-standing",
        caption=gettext("Pairs by what is said of them"),
        columns=(
            TableColumn("standing", gettext("Standing"), share=2),
            TableColumn("pairs", gettext("Pairs"), "number"),
            TableColumn("cross", gettext("Across generations"), "number"),
        ),
        rows=tuple(rows),
        total=(gettext("Total"), sum(counted.values()), sum(crossing.values())) if rows else None,
        empty=gettext("No collaboration is reported."),
    )


def table(found: Progress) -> Table:
    return Table(
        id="pairs",
        caption=gettext("Pairs of partnerships that are said to work together"),
        columns=(
            TableColumn("one", gettext("Partnership"), share=1.4),
            TableColumn("other", gettext("With"), share=1.4),
            TableColumn("standing", gettext("Standing"), share=1.3),
            TableColumn("cross", gettext("Generations"), share=1.1),
            TableColumn("topics", gettext("Topics"), share=2.2),
            TableColumn("countries", gettext("Countries"), share=1.6),
        ),
        rows=tuple(row(pair) for pair in found.pairs),
        empty=gettext("No collaboration is reported."),
    )


def row(pair: Pair) -> Row:
    return (
        *pair.sides,
        capfirst(words_of(pair)),
        gettext("two") if pair.cross else gettext("one"),
        "; ".join(capfirst(in_words(topic)) for topic in pair.topics),
        ", ".join(map(place_name, pair.countries)),
    )


def picture(found: Progress) -> tuple[Network, ...]:
    if not found.pairs:
        return ()
    degrees = Counter(side for pair in found.pairs for side in pair.sides)
    return (
        Network(
            id="who-with-whom",
            caption=gettext("Partnerships that are said to work together"),
            alt=gettext(
                "Network of partnerships, linked where at least one says that it works with the other."
            ),
            nodes=tuple(
                Node(name, name, x, y, min(0.1 + degrees[name] / 15, 1.0), 0, found.links.get(name, ""))
                for name, (x, y) in found.places.items()
            ),
            edges=tuple(
                Edge(*pair.sides, 0.4, 1, dashed=pair.standing != "confirmed", note=words_of(pair))
                for pair in found.pairs
            ),
            unit=gettext("partnerships"),
            note=gettext("A whole line is a confirmed pair, a broken one is said by one side."),
        ),
    )
