"""How a name in an expression is read: which cells it stands for, from where it stands, and what is asked of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kontor.engine.questionnaire.expression.tree import Name, Node, names
from kontor.engine.questionnaire.expression.values import Single, Value, single, text_of
from kontor.engine.questionnaire.kinds import NO, OTHER, YES, YES_NO_WORDS, Cell, Kind, Role
from kontor.engine.questionnaire.model import Option, Question, Survey, said

type Chain = tuple[str, ...]

INDEX = "INDEX"
"""The position of the item in whose repeat the expression stands, from 1."""

GIVEN = "TOKEN:"
"""Names that begin so are given from outside: what is known of the respondent."""


@dataclass(slots=True)
class Scope:
    """The answers of one level: outside of repeats, or one item. `values` has the cells that are shown, and only these."""

    today: date
    language: str
    given: Mapping[str, str]
    answers: Mapping[str, Single]
    up: "Scope | None" = None
    item: str = ""
    index: int = 0
    values: dict[str, Single] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    items: dict[str, "list[Scope]"] = field(default_factory=dict)


type Run = Callable[[Scope], Value]


@dataclass(slots=True)
class Spots:
    """Where the cells and questions of a survey stand: for each the repeats around it, outermost first."""

    survey: Survey
    cells: dict[str, tuple[Cell, Question, Chain]] = field(default_factory=dict)
    questions: dict[str, tuple[Question, Chain]] = field(default_factory=dict)
    repeats: dict[str, Chain] = field(default_factory=dict)
    own: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    options: dict[str, dict[tuple[str, int], Option]] = field(default_factory=dict)

    def add(self, asked: Question, chain: Chain) -> None:
        self.questions[asked.code] = (asked, chain)
        self.own[asked.code] = asked.cells()
        if asked.options:
            found = self.options.setdefault(asked.code, {})
            for one in asked.options:
                found.setdefault((one.code, one.scale), one)
        for cell in self.own[asked.code]:
            self.cells.setdefault(cell.name, (cell, asked, chain))


def reader(
    spots: Spots, chain: Chain, asked: Question | None, cell: Cell | None = None
) -> Callable[[Name], Run]:
    """Return the reader for expressions that stand within these repeats, at this question (and cell).

    It raises KeyError with the name where there is nothing of that name.
    """

    def read(name: Name) -> Run:  # noqa: PLR0911 - one for each sort of name
        if name.name == INDEX:
            return lambda at: at.index
        if name.name.startswith(GIVEN):
            key = name.name.removeprefix(GIVEN)
            return lambda at: at.given.get(key, "")
        if name.name in spots.repeats:
            return _gathered(spots.repeats[name.name], chain, lambda at: at.index)
        if cell is not None and name.name in ("this", "self") and not name.suffix:
            return _of_cell(spots, Name(cell.name, "NAOK"), chain)
        if name.suffix == "question":
            return _text_of_question(spots, name)
        found = cells_of(spots, name, asked)
        if len(found) == 1 and not _whole(spots, name.name):
            return _of_cell(spots, Name(found[0], _suffix(name)), chain)
        runs = [_of_cell(spots, Name(one, _suffix(name)), chain) for one in found]
        return lambda at: _joined(run(at) for run in runs)

    return read


def spoken_of(node: Node) -> tuple[Name, ...]:
    """Return the names of an expression."""
    return names(node)


def reads_cells(spots: Spots, name: Name) -> bool:
    """Return whether a name reads answers, and not the place of an item, what is given or the text of a question."""
    return not (
        name.name == INDEX
        or name.name.startswith(GIVEN)
        or name.suffix == "question"
        or name.name in spots.repeats
    )


def read_by(spots: Spots, name: Name, asked: Question | None) -> tuple[str, ...]:
    """Return the codes of the questions and repeats whose answers a name reads."""
    if name.name in spots.repeats:
        return (name.name,)
    if not reads_cells(spots, name):
        return ()
    return (_owner(spots, name, asked),)


def _owner(spots: Spots, name: Name, asked: Question | None) -> str:
    if name.name in spots.cells:
        return spots.cells[name.name][1].code
    head, *rest = name.name.split(".")
    if head in ("self", "this"):
        if asked is None:
            raise KeyError(name.name)
        return asked.code
    return _question(spots, rest[0] if head == "that" and rest else name.name).code


def cells_of(spots: Spots, name: Name, asked: Question | None) -> tuple[str, ...]:
    """Return the cells that a name stands for: one, those of a question, or those chosen of `self` and `that`.

    Raises KeyError with the name.
    """
    text = name.name
    if text in spots.cells:
        return (text,)
    head, *rest = text.split(".")
    if head in ("self", "this"):
        return _of_question(spots, asked, name, rest)
    if head == "that" and rest:
        return _of_question(spots, _question(spots, rest[0]), name, rest[1:])
    return _of_question(spots, _question(spots, text), name, [])


def label(asked: Question, cell: Cell, value: Single, scope: Scope, fallback: str) -> str:
    """Return an answer as people read it: the text of the option, of the ticked sub-question, or the answer itself."""
    text = text_of(value)
    if not text:
        return ""
    if cell.role is Role.TICK:
        part = next((one for one in asked.parts if one.code == cell.part), None)
        return said(part.text, scope.language, fallback) if part else text
    if cell.role in (Role.COMMENT, Role.OTHER):
        return text
    if asked.kind is Kind.YES_NO and text in YES_NO_WORDS:
        return said(YES_NO_WORDS[text], scope.language.split("-")[0], "en")
    if text == OTHER:
        return text_of(scope.values.get(f"{asked.code}_other")) or said(
            asked.other_text, scope.language, fallback
        )
    option = option_of(asked, text, cell.scale)
    return said(option.text, scope.language, fallback) if option else text


def option_of(asked: Question, code: str, scale: int = 0) -> Option | None:
    """Return an option by its code."""
    return next((one for one in asked.options if one.code == code and one.scale == scale), None)


def _suffix(name: Name) -> str:
    return (
        "NAOK"
        if name.suffix in ("comments", "nocomments") or name.name[:5] in ("self", "this", "that.")
        else name.suffix
    )


def _whole(spots: Spots, text: str) -> bool:
    """Whether a name stands for all of a question that has several cells."""
    return text not in spots.cells and text.split(".", maxsplit=1)[0] in ("self", "that")


def _question(spots: Spots, code: str) -> Question:
    if code not in spots.questions:
        raise KeyError(code)
    return spots.questions[code][0]


def _of_question(spots: Spots, asked: Question | None, name: Name, rest: list[str]) -> tuple[str, ...]:
    if asked is None:
        raise KeyError(name.name)
    cells = spots.own.get(asked.code) or asked.cells()
    if name.suffix == "comments":
        cells = tuple(one for one in cells if one.role is Role.COMMENT)
    elif name.suffix == "nocomments":
        cells = tuple(one for one in cells if one.role is not Role.COMMENT)
    for chosen in rest:
        code = chosen.removeprefix("sq_")
        kept = tuple(one for one in cells if code in (one.part, one.column))
        # LimeSurvey takes any cell whose name has the letters in it.
        cells = kept or tuple(one for one in cells if code in one.name.removeprefix(asked.code))
    if not cells:
        raise KeyError(name.name)
    return tuple(one.name for one in cells)


def _joined(values: Iterable[Value]) -> Value:
    found: list[Single] = []
    for value in values:
        if isinstance(value, list):
            found += value
        else:
            found.append(value)
    return found


def _text_of_question(spots: Spots, name: Name) -> Run:
    if name.name in spots.questions:
        asked = spots.questions[name.name][0]
    elif name.name in spots.cells:
        asked = spots.cells[name.name][1]
    else:
        raise KeyError(name.name)
    fallback = spots.survey.language
    return lambda at: said(asked.text, at.language, fallback)


def _of_cell(spots: Spots, name: Name, chain: Chain) -> Run:
    """Return what reads one cell from within these repeats; from outside of its repeat it gives the values of all items."""
    if name.name not in spots.cells:
        raise KeyError(name.name)
    cell, asked, there = spots.cells[name.name]
    read = _one(spots, cell, asked, _worth_suffix(spots, name.suffix))
    if chain[: len(there)] != there:
        return _gathered(there, chain, read)
    ups = len(chain) - len(there)
    if ups == 0:
        return read

    def outside(at: Scope) -> Value:
        for _ in range(ups):
            assert at.up is not None
            at = at.up
        return read(at)

    return outside


def _gathered(there: Chain, chain: Chain, read: Run) -> Run:
    shared = 0
    while shared < min(len(there), len(chain)) and there[shared] == chain[shared]:
        shared += 1
    # The repeat itself is looked at from outside, also by what stands in it.
    shared = min(shared, len(there) - 1)
    ups, downs = len(chain) - shared, there[shared:]

    def all_items(at: Scope) -> Value:
        for _ in range(ups):
            assert at.up is not None
            at = at.up
        level = [at]
        for block in downs:
            level = [item for scope in level for item in scope.items.get(block, ())]
        return [single(read(one)) for one in level]

    return all_items


def _one(spots: Spots, cell: Cell, asked: Question, suffix: str) -> Run:
    name, fallback = cell.name, spots.survey.language
    match suffix:
        case "":
            return lambda at: at.values.get(name)
        case "NAOK" | "code":
            return lambda at: at.values.get(name, "")
        case "value" | "valueNAOK":
            options = spots.options.get(asked.code, {})
            return lambda at: _worth(options, cell, at.values.get(name, ""))
        case "shown":
            return lambda at: label(asked, cell, at.values.get(name, ""), at, fallback)
        case "relevanceStatus":
            return lambda at: int(name in at.values)
        case "mandatory":
            return lambda _: YES if asked.required else NO
        case _:
            raise KeyError(f"{name}.{suffix}")


def _worth(options: Mapping[tuple[str, int], Option], cell: Cell, value: Single) -> Single:
    option = options.get((text_of(value), cell.scale)) if options else None
    return option.value if option and option.value not in ("", "0") else value


def _worth_suffix(spots: Spots, suffix: str) -> str:
    """What options are worth counts where the survey uses it; elsewhere the value is the code."""
    uses = spots.survey.kept.get("assessments", "Y") == "Y"
    return suffix if uses or suffix not in ("value", "valueNAOK") else "NAOK"


def is_ticked(value: Single) -> bool:
    """Return whether a tick is set."""
    return text_of(value) not in ("", "0", NO)
