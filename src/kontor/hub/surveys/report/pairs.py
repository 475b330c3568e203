"""Who works with whom by what single sides say, as a report: how many, the matrix, the list, and whom to ask."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.blocks import (
    Block,
    Bullets,
    Column,
    Edge,
    Heading,
    Network,
    Node,
    Note,
    Paragraph,
    Report,
    Row,
    Table,
)
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.paper import actor_label, words
from kontor.hub.surveys.queries.pairs import PairShown, PairsShown

STANDINGS = {
    "confirmed": _("said by both sides"),
    "one-sided": _("said by one side"),
    "not-asked": _("said by one side, the other was not asked"),
}
MARKS = {"confirmed": "●", "one-sided": "◐", "not-asked": "○"}
MOST_IN_A_MATRIX = 24


def pairs_report(actor: Actor, found: PairsShown, today: date, language: str) -> Report:
    with translation.override(language):
        return Report(
            kind="survey-pairs",
            title=gettext("Who works with whom"),
            subtitle=f"{found.wave.survey.name} – {found.wave.label}",
            subject=gettext("Survey"),
            as_of=today,
            actor=actor_label(actor),
            language=language,
            blocks=tuple(blocks(found)),
            words=words(),
            subject_key=found.wave.key,
        )


def blocks(found: PairsShown) -> Iterable[Block]:
    yield Heading(gettext("How many"), id="tally")
    yield from opening(found)
    if not found.pairs:
        return
    yield tally(found)
    yield from matrix(found)
    yield picture(found)
    yield Heading(gettext("Pairs"), id="pairs")
    yield listed(
        [one for one in found.pairs if one.detailed],
        "detailed",
        gettext("Pairs of which is said what they do"),
    )
    bare = [one for one in found.pairs if not one.detailed]
    if bare:
        yield listed(bare, "bare", gettext("Pairs without any detail"))
    yield from asks(found)


def opening(found: PairsShown) -> Iterable[Block]:
    if not found.questions:
        yield Note(
            gettext(
                "No question of this survey offers the names of partnerships to tick, so nothing is said of who works with whom."
            ),
            "missing",
        )
        return
    yield Paragraph(gettext("From the answers to: %(questions)s") % {"questions": "; ".join(found.questions)})
    yield Note(
        gettext(
            "Names are met in any spelling. A side that was not asked has denied nothing, and one that was asked and did not say so has not "
            "denied it either: ask it."
        ),
        title=gettext("How pairs are counted"),
    )
    if found.unclear:
        yield Paragraph(
            gettext("These names fit no partnership, or several: %(names)s")
            % {"names": ", ".join(found.unclear)}
        )


def tally(found: PairsShown) -> Table:
    rows = tuple(
        (capfirst(str(label)), found.count(key), found.count(key, detailed=False))
        for key, label in STANDINGS.items()
    )
    return Table(
        "tally",
        gettext("Pairs by what is said of them"),
        (
            Column("standing", gettext("Standing"), share=3),
            Column("detailed", gettext("With details"), "number"),
            Column("bare", gettext("Without details"), "number"),
        ),
        rows,
        total=(gettext("Total"), sum(row[1] for row in rows), sum(row[2] for row in rows)),
    )


def matrix(found: PairsShown) -> Iterable[Table]:
    """A row for each side that says something, a column for each of whom something is said; nothing where it is too large."""
    said: dict[tuple[str, str], str] = {}
    for one in found.pairs:
        names = [side.name for side in one.sides]
        for speaker in one.said_by:
            other = names[1] if speaker == names[0] else names[0]
            said[speaker, other] = one.standing
    rows = sorted({speaker for speaker, _ in said}, key=str.casefold)
    columns = sorted({other for _, other in said}, key=str.casefold)
    if len(columns) > MOST_IN_A_MATRIX:
        return
    legend = "; ".join(f"{MARKS[key]} {label}" for key, label in STANDINGS.items())
    yield Table(
        "matrix",
        gettext("Who says so of whom"),
        (
            Column("who", gettext("Says so"), share=2),
            *(Column(f"c{at}", name) for at, name in enumerate(columns)),
        ),
        tuple(matrix_row(name, columns, said) for name in rows),
        note=legend,
        wide=len(columns) > 8,
    )


def matrix_row(name: str, columns: Sequence[str], said: dict[tuple[str, str], str]) -> Row:
    return (name, *(MARKS.get(said.get((name, other), ""), "") for other in columns))


def picture(found: PairsShown) -> Network:
    degrees = Counter(side.name for pair in found.pairs for side in pair.sides)
    links = {
        side.name: side.partnership.get_absolute_url()
        for pair in found.pairs
        for side in pair.sides
        if side.partnership is not None
    }
    return Network(
        id="network",
        caption=gettext("Partnerships that are said to work together"),
        alt=gettext("Network of partnerships, linked where at least one says that it works with the other."),
        nodes=tuple(
            Node(name, name, x, y, min(0.1 + degrees[name] / 15, 1.0), 0, links.get(name, ""))
            for name, (x, y) in found.places.items()
        ),
        edges=tuple(
            Edge(
                pair.sides[0].name,
                pair.sides[1].name,
                0.4,
                1,
                pair.standing != "confirmed",
                str(STANDINGS[pair.standing]),
            )
            for pair in found.pairs
        ),
        unit=gettext("partnerships"),
        note=gettext("A whole line is said by both sides, a broken one by one side."),
    )


def listed(pairs: Sequence[PairShown], id: str, caption: str) -> Table:
    return Table(
        id,
        caption,
        (
            Column("one", gettext("Partnership"), share=1.5),
            Column("other", gettext("With"), share=1.5),
            Column("standing", gettext("Standing"), share=2),
            Column("says", gettext("Said by"), share=1.5),
            Column("detail", gettext("What they do together"), share=3),
        ),
        tuple(
            (
                one.sides[0].name,
                one.sides[1].name,
                capfirst(str(STANDINGS[one.standing])),
                ", ".join(one.said_by),
                " / ".join(one.details),
            )
            for one in pairs
        ),
        empty=gettext("There is none."),
    )


def asks(found: PairsShown) -> Iterable[Block]:
    """Whom to ask to confirm, each with all that it is to be asked."""
    wanted: dict[str, list[str]] = {}
    for pair in found.pairs:
        for side in pair.ask:
            wanted.setdefault(side.name, []).extend(one.name for one in pair.sides if one.name != side.name)
    if not wanted:
        return
    yield Heading(gettext("To be confirmed"), id="asks")
    yield Bullets(
        tuple(
            gettext("%(side)s: does it work with %(others)s?")
            % {"side": side, "others": ", ".join(sorted(others))}
            for side, others in sorted(wanted.items())
        )
    )
