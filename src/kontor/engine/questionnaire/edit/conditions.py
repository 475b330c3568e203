"""Conditions built of rows: what is asked about, how, and which answer; all rows must hold, or one of them.

Most conditions of real surveys are of this sort. Others stay as they are written; `rows_of` says None of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.expression import (
    Binary,
    Call,
    ExpressionError,
    Logic,
    Name,
    Node,
    Number,
    String,
    Unary,
    parse,
    to_source,
)
from kontor.engine.questionnaire.kinds import NO, OTHER, YES, Cell, Kind, Role
from kontor.engine.questionnaire.model import Question, QuestionnaireError, Texts
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.reading import INDEX

ALL, ANY = "and", "or"
ANSWERED, EMPTY, TICKED, NOT_TICKED = "answered", "not-answered", "ticked", "not-ticked"
COMPARED = ("==", "!=", "<", "<=", ">", ">=")
HOWS = (*COMPARED, ANSWERED, EMPTY, TICKED, NOT_TICKED)
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: the field or question it is about, how, and the answer (a code, number or text)."""

    about: str
    how: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Comparisons that hold together: `joined` is 'and' (all) or 'or' (one is enough)."""

    rows: tuple[Row, ...]
    joined: str = ALL


@dataclass(frozen=True, slots=True)
class Askable:
    """What a condition can be about: a field, its question and entry, and what can be answered ('' where anything can)."""

    name: str
    question: Question
    cell: Cell
    entry: Texts
    answers: tuple[tuple[str, Texts | Phrase], ...]
    hows: tuple[str, ...]


def askable(made: Plan, code: str) -> Iterator[Askable]:
    """Yield what a condition of a block or question can be about: the fields of all questions before it, in order.

    Inside of a repeat the earlier fields of the same item are among them. Linear in the survey.
    """
    for asked in made.survey.questions():
        step = made.questions.get(asked.code)
        if asked.code == code or (code in made.blocks and _inside(made, asked.code, code)):
            return
        for cell in step.cells if step is not None and step.question is asked else ():
            if cell.role is not Role.COMMENT:
                yield _askable(asked, cell)


def rows_of(source: str) -> Rows | None:
    """Return a condition as rows, or None where it is another sort of condition. An empty one has no rows.

    >>> rows_of('D2.NAOK == "Y" and !is_empty(D3.NAOK)')
    Rows(rows=(Row(about='D2', how='==', answer='Y'), Row(about='D3', how='answered', answer='')), joined='and')
    """
    if source.strip() in ("", "1"):
        return Rows(())
    try:
        node = parse(source)
    except ExpressionError:
        return None
    joined, many = (node.operator, node.of) if isinstance(node, Logic) else (ALL, (node,))
    rows = [_row(one) for one in many]
    if len(rows) > MOST_ROWS or any(one is None for one in rows):
        return None
    made = Rows(tuple(one for one in rows if one is not None), joined)
    # What would be written otherwise than it stands means the same only if it is read the same.
    return made if parse(written(made)) == _plain(node) else None


def written(rows: Rows) -> str:
    """Return rows as an expression; '' where there are none.

    Raises QuestionnaireError for a way to compare that there is not, and for names that are none.

    >>> written(Rows((Row("D2", "==", "Y"), Row("B1_SQ001", "ticked")), "or"))
    'D2.NAOK == "Y" or B1_SQ001.NAOK == "Y"'
    """
    if rows.joined not in (ALL, ANY):
        raise QuestionnaireError("", N_("Conditions hold all together, or one of them is enough"))
    if len(rows.rows) > MOST_ROWS:
        raise QuestionnaireError("", N_("A condition has at most %(most)s rows"), most=MOST_ROWS)
    nodes = [_node(one) for one in rows.rows]
    if not nodes:
        return ""
    return to_source(nodes[0] if len(nodes) == 1 else Logic(rows.joined, tuple(nodes)))


def _inside(made: Plan, question: str, block: str) -> bool:
    inner = made.questions[question].inside if question in made.questions else ""
    while inner and inner != block:
        inner = made.blocks[inner].inside
    return bool(inner)


def _askable(asked: Question, cell: Cell) -> Askable:
    entry: Texts = next((one.text for one in asked.parts if one.code == cell.part), {})
    if cell.role is Role.TICK:
        return Askable(cell.name, asked, cell, entry, (), (TICKED, NOT_TICKED))
    if asked.kind is Kind.YES_NO:
        answers = ((YES, Phrase(N_("yes"))), (NO, Phrase(N_("no"))))
        return Askable(cell.name, asked, cell, entry, answers, ("==", "!=", ANSWERED, EMPTY))
    if cell.role in (Role.VALUE, Role.RANK) and asked.options:
        chosen = tuple((one.code, one.text) for one in asked.options if one.scale == cell.scale)
        more = ((OTHER, Phrase(N_("another answer"))),) if asked.other and cell.role is Role.VALUE else ()
        return Askable(cell.name, asked, cell, entry, (*chosen, *more), ("==", "!=", ANSWERED, EMPTY))
    hows = (
        (*COMPARED, ANSWERED, EMPTY)
        if cell.number or asked.kind is Kind.FORMULA
        else ("==", "!=", ANSWERED, EMPTY)
    )
    return Askable(cell.name, asked, cell, entry, (), hows)


def _row(node: Node) -> Row | None:
    match node:
        case Unary("!", Call("is_empty", (Name() as name,))):
            return Row(name.name, ANSWERED)
        case Call("is_empty", (Name() as name,)):
            return Row(name.name, EMPTY)
        case Binary(operator, Name() as name, String(text) | Number(text)) if operator in COMPARED:
            return Row(name.name, operator, text)
        case Binary(operator, Name() as name, Unary("-", Number(text))) if operator in COMPARED:
            return Row(name.name, operator, f"-{text}")
    return None


def _node(row: Row) -> Node:
    name = _name(row.about)
    if row.how == ANSWERED:
        return Unary("!", Call("is_empty", (name,)))
    if row.how == EMPTY:
        return Call("is_empty", (name,))
    if row.how in (TICKED, NOT_TICKED):
        return Binary("==" if row.how == TICKED else "!=", name, String(YES))
    if row.how not in COMPARED:
        raise QuestionnaireError(
            row.about, N_("There is no such way to compare: “%(how)s”"), how=row.how[:20]
        )
    return Binary(row.how, name, _answer(row))


def _name(text: str) -> Name:
    try:
        node = parse(text)
    except ExpressionError:
        node = None
    if not isinstance(node, Name) or node.suffix:
        raise QuestionnaireError(text[:80], N_("A condition is about a question"))
    return node if node.name == INDEX else Name(node.name, "NAOK")


def _answer(row: Row) -> Node:
    """Numbers are compared as numbers where one is less or more; whether two are the same, a text tells as well."""
    text = row.answer.strip()
    bare = text.removeprefix("-")
    if (
        row.how not in ("==", "!=")
        and bare.replace(".", "", 1).isascii()
        and bare.replace(".", "", 1).isdigit()
    ):
        return Unary("-", Number(bare)) if text.startswith("-") else Number(bare)
    return String(text)


def _plain(node: Node) -> Node:  # noqa: PLR0911 - one for each sort of node
    """The expression as rows would write it: answers are read with .NAOK, and whether they are the same is told of texts."""
    match node:
        case Logic(operator, many):
            return Logic(operator, tuple(map(_plain, many)))
        case Unary(operator, one):
            return Unary(operator, _plain(one))
        case Call(function, many):
            return Call(function, tuple(map(_plain, many)))
        case Binary(operator, left, Number(text)) if operator in ("==", "!="):
            return Binary(operator, _plain(left), String(text))
        case Binary(operator, left, right):
            return Binary(operator, _plain(left), _plain(right))
        case Name(name, suffix) if suffix in ("", "NAOK", "code") and name != INDEX:
            return Name(name, "NAOK")
    return node
