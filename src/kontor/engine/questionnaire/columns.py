"""Responses as tables, over all versions of a survey: a column is a cell by its identity, not by its place.

An option that a later version no longer has keeps its column, so that nothing shifts and nothing is lost. Repeats are tables of
their own with the key of the row they belong to; `wide` puts their items side by side instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kontor.engine.questionnaire.expression.values import Single, text_of
from kontor.engine.questionnaire.kinds import HAS_PARTS, Cell
from kontor.engine.questionnaire.model import Question, Survey, said
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.reading import label
from kontor.engine.questionnaire.response import TOP, Path, Response
from kontor.engine.questionnaire.state import State, look

KEY, PARENT, STATE, VERSION, LANGUAGE = "response", "parent", "state", "version", "language"
ABOUT = (KEY, STATE, VERSION, LANGUAGE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its identity over versions, the name of its cell, its question and its words."""

    identity: str
    heading: str
    text: str
    chain: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: '' for the responses, else the code of a repeat. Rows begin with the key (and that of their parent)."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Single, ...], ...]


def identity(asked: Question, cell: Cell) -> str:
    """Return what stays the same of a cell when codes and order change: the ids of its question and sub-question.

    >>> from kontor.engine.questionnaire.kinds import Kind
    >>> asked = Question("B1", Kind.TEXT, id="activities")
    >>> identity(asked, asked.cell())
    'activities'
    """
    part = cell.part
    if asked.kind in HAS_PARTS:
        part = next((one.id for one in asked.parts if one.code == cell.part and one.id), cell.part)
    column = next((one.id for one in asked.columns if one.code == cell.column and one.id), cell.column)
    marks = (
        part,
        column,
        str(cell.scale) if cell.scale else "",
        cell.role if cell.role in ("comment", "other") else "",
    )
    return "/".join([asked.id or asked.code, *filter(None, marks)])


def columns(plans: Iterable[Plan]) -> tuple[Column, ...]:
    """Return the columns of all versions, oldest version first: those of the newest where it has them, the others after.

    Headings that two different cells would share get the number of the later version. Linear in the cells.
    """
    found: dict[str, Column] = {}
    taken: dict[str, str] = {}
    for made in plans:
        for asked, cell, chain in _cells(made):
            key = identity(asked, cell)
            heading = cell.name
            if taken.get(heading, key) != key:
                heading = f"{cell.name} ({made.survey.version})"
            if key not in found:
                found[key] = Column(key, heading, words(made.survey, asked, cell), chain, cell.number)
                taken[heading] = key
    return tuple(found.values())


def words(survey: Survey, asked: Question, cell: Cell, language: str = "") -> str:
    """Return a column as people read it: the question, and the sub-question it is about."""
    language = language or survey.language
    parts = [said(one.text, language, survey.language) for one in asked.parts if one.code == cell.part]
    parts += [said(one.text, language, survey.language) for one in asked.columns if one.code == cell.column]
    return " – ".join(filter(None, [said(asked.text, language, survey.language), *parts]))


def tables(
    plans: Mapping[str, Plan],
    responses: Mapping[str, Response],
    labels: bool = False,
    seen: Callable[[str], State] | None = None,
) -> tuple[Table, ...]:
    """Return the responses as a table, and each repeat as one, with only the answers that count.

    `plans` by version; the key of a response is its name in `responses`. With `labels` options are their texts. `seen` gives
    the state of a response by its key, where more is known of it than its answers. Linear in the answers.
    """
    known = columns(plans.values())
    chains = list(dict.fromkeys([(), *(one.chain for one in known)]))
    rows: dict[tuple[str, ...], list[dict[str, Single]]] = {chain: [] for chain in chains}
    for key, response in responses.items():
        made = plans[response.version]
        state = seen(key) if seen else look(made, response)
        about: dict[str, Single] = {
            KEY: key,
            STATE: response.state,
            VERSION: response.version,
            LANGUAGE: response.language,
        }
        rows[()].append({**about, **dict(_row(made, state, TOP, labels))})
        for path in places(state):
            chain = tuple(block for block, _ in path)
            parent = "/".join([key, *(id for _, id in path[:-1])])
            own = "/".join([key, *(id for _, id in path)])
            rows.setdefault(chain, []).append(
                {KEY: own, PARENT: parent, **dict(_row(made, state, path, labels))}
            )
    return tuple(_table(chain, [one for one in known if one.chain == chain], rows[chain]) for chain in rows)


def wide(given: Sequence[Table]) -> Table:
    """Return one table: items of repeats side by side, their headings numbered (`D4#2`)."""
    first, *others = given
    extra: dict[str, dict[str, Single]] = {str(row[0]): {} for row in first.rows}
    for table in others:
        count: dict[str, int] = {}
        for row in table.rows:
            top = str(row[0]).split("/", maxsplit=1)[0]
            count[top] = count.get(top, 0) + 1
            values = zip(table.headings[2:], row[2:], strict=True)
            extra[top].update({f"{heading}#{count[top]}": value for heading, value in values})
    headings = tuple(dict.fromkeys(heading for values in extra.values() for heading in values))
    rows = tuple((*row, *(extra[str(row[0])].get(heading, "") for heading in headings)) for row in first.rows)
    return Table("", (*first.headings, *headings), rows)


def restored(plans: Mapping[str, Plan], given: Sequence[Table]) -> dict[str, Response]:
    """Return the responses that such tables (of codes, not labels) were made of."""
    known = columns(plans.values())
    top = given[0]
    found: dict[str, Response] = {}
    for row in top.rows:
        values = dict(zip(top.headings, row, strict=True))
        version = text_of(values[VERSION])
        survey = plans[version].survey
        response = Response(survey.id, version, text_of(values[LANGUAGE]), state=text_of(values[STATE]))
        found[text_of(values[KEY])] = response.put(dict(_back(plans[version], known, values)))
    for table in sorted(given[1:], key=lambda one: one.name.count("/")):
        blocks = table.name.split("/")
        for row in table.rows:
            values = dict(zip(table.headings, row, strict=True))
            key, *ids = text_of(values[KEY]).split("/")
            made = plans[found[key].version]
            path = tuple(zip(blocks, ids, strict=True))
            found[key] = found[key].put(dict(_back(made, known, values)), path)
    return found


def places(state: State) -> Iterator[Path]:
    """Yield the places of all items that are shown, in order."""
    scopes = [(state.top, TOP)]
    while scopes:
        scope, path = scopes.pop(0)
        for block, items in scope.items.items():
            for one in items:
                there = (*path, (block, one.item))
                yield there
                scopes.append((one, there))


def _cells(made: Plan) -> Iterator[tuple[Question, Cell, tuple[str, ...]]]:
    for asked in made.survey.questions():
        step = made.questions[asked.code]
        for cell in step.cells:
            yield step.question, cell, step.chain


def _row(made: Plan, state: State, path: Path, labels: bool) -> Iterator[tuple[str, Single]]:
    scope = state.scope(path)
    assert scope is not None
    for name, value in scope.values.items():
        cell, asked, _ = made.spots.cells[name]
        if text_of(value) != "":
            shown = label(asked, cell, value, scope, made.survey.language) if labels else value
            yield identity(asked, cell), shown


def _table(chain: tuple[str, ...], known: list[Column], rows: list[dict[str, Single]]) -> Table:
    about = ABOUT if not chain else (KEY, PARENT)
    keys = (*about, *(one.identity for one in known))
    headings = (*about, *(one.heading for one in known))
    return Table("/".join(chain), headings, tuple(tuple(row.get(key, "") for key in keys) for row in rows))


def _back(made: Plan, known: Iterable[Column], values: Mapping[str, Single]) -> Iterator[tuple[str, Single]]:
    cells = {identity(asked, cell): cell.name for asked, cell, _ in _cells(made)}
    for one in known:
        value = values.get(one.heading, "")
        if one.identity in cells and text_of(value) != "":
            yield cells[one.identity], value
