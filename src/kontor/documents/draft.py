"""The draft of an agreement as a Word document: a title, who agrees, numbered clauses, and a table to sign in.

What the records do not hold stands as a `Blank`: in brackets on a yellow ground, so that nobody signs over a gap. Unlike a
report it has no cover, no figures and no contents: it is a text that people go on writing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import docx

from kontor.documents import values, wordml
from kontor.documents.wordbody import WIDTH, tab
from kontor.documents.wordml import Element, element, paragraph, run
from kontor.documents.wordstyle import dress

SIGNING_ROOM = 1100  # of a row to sign in, in twentieths of a point: 19 mm


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in, named by what is missing: 'registered seat'. The brackets are the writer's."""

    what: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


type Piece = str | Blank | Strong
type Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause: running text, then a list."""

    title: str
    text: tuple[Line, ...] = ()
    items: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One row to sign in: for whom, and who signs."""

    party: Line
    signatory: Line
    place_and_day: Line


@dataclass(frozen=True, slots=True)
class Draft:
    """Texts arrive in the document's language. `page` holds {page} and {pages}; `note` stands above the text, in small."""

    title: str
    subject: str
    as_of: date
    language: str
    note: str
    page: str
    between: str
    parties: tuple[Line, ...]
    recitals: tuple[Line, ...]
    clauses: tuple[Clause, ...]
    signatures: tuple[Signature, ...]
    signing: str
    columns: tuple[str, str, str, str]

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is missing, in order: for a page that says it before anybody opens the file."""
        lines = [*self.parties, *self.recitals]
        for clause in self.clauses:
            lines += [*clause.text, *clause.items]
        for one in self.signatures:
            lines += [one.party, one.signatory, one.place_and_day]
        return tuple(piece.what for line in lines for piece in line if isinstance(piece, Blank))


def manuscript(draft: Draft) -> bytes:
    """The document's bytes: the same draft gives the same bytes. O(size of the text)."""
    document = docx.Document()
    dress(document, draft)
    body = document.element.body
    for made in content(draft):
        body.insert(len(body) - 1, made)
    foot = document.sections[0].footer.paragraphs[0]
    foot._p.extend([run(values.clean(draft.subject)), tab(), *page_of_pages(draft.page)])
    buffer = BytesIO()
    document.save(buffer)
    return wordml.without_clock(buffer.getvalue())


def content(draft: Draft) -> Iterator[Element]:
    yield paragraph("Heading1", run(values.clean(draft.title)))
    yield paragraph("NoteInfo", run(values.clean(draft.note)))
    yield paragraph("Normal", run(values.clean(draft.between)))
    for place, party in enumerate(draft.parties, start=1):
        yield paragraph("ListNumber", run(f"({place}) "), *pieces(party))
    for recital in draft.recitals:
        yield paragraph("Normal", *pieces(recital))
    for place, clause in enumerate(draft.clauses, start=1):
        yield paragraph("Heading2", run(f"{place}. {values.clean(clause.title)}"))
        yield from (paragraph("Normal", *pieces(line)) for line in clause.text)
        yield from (paragraph("ListBullet", *pieces(line)) for line in clause.items)
    yield paragraph("Heading2", run(values.clean(draft.signing)))
    yield signature_table(draft)
    yield paragraph("TableNote")


def pieces(line: Line) -> Iterator[Element]:
    for piece in line:
        match piece:
            case Blank():
                yield run(f"[{values.clean(piece.what)}]", highlight="yellow")
            case Strong():
                yield run(values.clean(piece.text), "Strong")
            case _:
                yield run(values.clean(piece))


def signature_table(draft: Draft) -> Element:
    widths = [WIDTH * share // 20 for share in (6, 5, 4, 5)]
    rows = [
        wordml.row(
            *(cell(width, (label,)) for width, label in zip(widths, draft.columns, strict=True)), head=True
        )
    ]
    for one in draft.signatures:
        lines: tuple[Line, ...] = (one.party, one.signatory, one.place_and_day, ())
        made = wordml.row(*(cell(width, line) for width, line in zip(widths, lines, strict=True)))
        made[0].append(element("trHeight", val=SIGNING_ROOM, hRule="atLeast"))
        rows.append(made)
    return wordml.table("ReportTable", widths, rows, head=True)


def cell(width: int, line: Line) -> Element:
    return wordml.cell(width, paragraph("TableText", *pieces(line)))


def page_of_pages(page: str) -> Iterator[Element]:
    before, _, rest = page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    yield from (
        run(before),
        *wordml.field("PAGE", "1"),
        run(between),
        *wordml.field("NUMPAGES", "1"),
        run(after),
    )
