"""What of a survey is shown for a response, and with which values: one pass over the steps of the plan.

Relevance is calculated here, from the answers alone; nothing that a browser claims about it is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from kontor.engine.questionnaire.expression import ExpressionError, Value, compiled, parse, pieces
from kontor.engine.questionnaire.expression.values import Single, empty, number_of, single, text_of, truth
from kontor.engine.questionnaire.kinds import TICKS, Cell, Kind, Role
from kontor.engine.questionnaire.model import MAXIMUM_REPEATS, Block, Option, Part, Question, Texts, said
from kontor.engine.questionnaire.plan import BlockStep, Plan, QuestionStep
from kontor.engine.questionnaire.reading import Scope, is_ticked, reader
from kontor.engine.questionnaire.response import TOP, Item, Path, Response

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: an outer block, and the item where it repeats. `key` is what a response remembers of it."""

    block: Block
    path: Path
    number: int = 0

    @property
    def key(self) -> str:
        """The name of the page in a response: its block, and the item."""
        return "/".join([self.block.code, *(id for _, id in self.path)])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands before a respondent: where, and which of its parts and options are shown."""

    step: QuestionStep
    scope: Scope
    path: Path

    @property
    def question(self) -> Question:
        return self.step.question

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sub-questions that are shown."""
        return tuple(one for one in self.question.parts if shows_part(self.step, one.code, self.scope))

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that are shown."""
        if self.question.parts:
            return self.question.options
        return tuple(one for one in self.question.options if shows_part(self.step, one.code, self.scope))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that may be answered now."""
        if not self.step.parts and not self.step.filtered:
            return self.step.cells
        return tuple(
            one for one in self.step.cells if not one.part or shows_part(self.step, one.part, self.scope)
        )

    def value(self, cell: str) -> Single:
        """Return the answer as it was given, '' where there is none."""
        return self.scope.answers.get(cell, self.scope.values.get(cell, ""))


@dataclass(slots=True)
class State:
    """A response looked at: which blocks and questions are shown, with which values."""

    plan: Plan
    response: Response
    top: Scope
    _pages: list[Page] | None = field(default=None)

    @property
    def pages(self) -> list[Page]:
        """The pages that have something to see, in order. Linear in the survey, once."""
        if self._pages is None:
            found = (one for block in self.plan.survey.blocks for one in self._pages_of(block))
            self._pages = [one for one in found if _offers(one.block) or any(True for _ in self.on(one))]
        return self._pages

    def on(self, page: Page) -> Iterator[Asked]:
        """Yield the questions that are seen on a page, in order; those of inner repeats item by item."""
        scope = self.scope(page.path)
        if scope is not None:
            yield from self._seen(page.block, scope, page.path)

    def asked(self) -> Iterator[Asked]:
        """Yield every question that is seen, in order of the pages."""
        for page in self.pages:
            yield from self.on(page)

    def scope(self, path: Path) -> Scope | None:
        """Return the answers of a place, or None where that item is not shown."""
        scope: Scope | None = self.top
        for block, id in path:
            if scope is None:
                return None
            scope = next((one for one in scope.items.get(block, ()) if one.item == id), None)
        return scope

    def values(self) -> Iterator[tuple[Path, str, Single]]:
        """Yield place, cell and value of all answers that count."""
        yield from _values(self.top, TOP)

    def text(self, texts: Texts, scope: Scope, asked: Question | None = None) -> str:
        """Return a text in the language of the respondent with answers put in; what is not understood stays as it is."""
        chain = self.plan.questions[asked.code].chain if asked else _chain_of(scope)
        return piped(self.plan, said(texts, scope.language, self.plan.survey.language), scope, chain, asked)

    def _pages_of(self, block: Block) -> Iterator[Page]:
        if block.code not in self.top.shown:
            return
        if block.repeat is None:
            yield Page(block, TOP)
            return
        items = self.top.items.get(block.code, ())
        for number, one in enumerate(items, 1):
            yield Page(block, ((block.code, one.item),), number)
        if not items and not block.repeat.driver:
            yield Page(block, TOP)

    def _seen(self, block: Block, scope: Scope, path: Path) -> Iterator[Asked]:
        for item in block.items:
            if isinstance(item, Question):
                if item.code in scope.shown and not item.hidden:
                    yield Asked(self.plan.questions[item.code], scope, path)
            elif item.repeat is None:
                if item.code in scope.shown:
                    yield from self._seen(item, scope, path)
            elif item.code in scope.shown:
                for one in scope.items.get(item.code, ()):
                    yield from self._seen(item, one, (*path, (item.code, one.item)))


def look(
    plan: Plan, response: Response, today: date = EPOCH, given: Mapping[str, str] | None = None
) -> State:
    """Return what is shown for a response, and with which values. Linear in the survey and its items.

    `today` is the day for expressions that ask for it, `given` what is known of the respondent (names that begin with TOKEN:).
    """
    language = response.language if response.language in plan.survey.languages else plan.survey.language
    top = Scope(today, language, given or {}, response.answers)
    levels: dict[tuple[str, ...], list[tuple[Scope, Response | Item]]] = {(): [(top, response)]}
    for step in plan.steps:
        if isinstance(step, BlockStep):
            _block(step, levels)
        else:
            for scope, _ in levels.get(step.chain, ()):
                _question(step, scope)
    return State(plan, response, top)


def shows_part(step: QuestionStep, code: str, scope: Scope) -> bool:
    """Return whether a sub-question or option of a question that is shown is shown too."""
    condition = step.parts.get(code)
    if condition is not None and not truth(condition(scope)):
        return False
    return all((not empty(run(scope))) is wanted for wanted, run in step.filtered.get(code, ()))


def piped(plan: Plan, text: str, scope: Scope, chain: tuple[str, ...], asked: Question | None = None) -> str:
    """Return a text with the values of its expressions put in."""
    if "{" not in text:
        return text
    found = []
    for one in pieces(text):
        if not one.expression:
            found.append(one.text)
            continue
        try:
            run = compiled(parse(one.text), reader(plan.spots, chain, asked))
            found.append(text_of(run(scope)))
        except (ExpressionError, KeyError):
            found.append("{" + one.text + "}")
    return "".join(found)


def _chain_of(scope: Scope) -> tuple[str, ...]:
    chain: list[str] = []
    while scope.up is not None:
        chain.insert(0, next(code for code, items in scope.up.items.items() if scope in items))
        scope = scope.up
    return tuple(chain)


def _offers(block: Block) -> bool:
    return block.repeat is not None and not block.repeat.driver


def _block(step: BlockStep, levels: dict[tuple[str, ...], list[tuple[Scope, Response | Item]]]) -> None:
    block = step.block
    outer = step.chain[:-1] if block.repeat else step.chain
    inner: list[tuple[Scope, Response | Item]] = []
    for scope, document in levels.get(outer, ()):
        shown = (not step.inside or step.inside in scope.shown) and (
            step.condition is None or truth(step.condition(scope))
        )
        if shown:
            scope.shown.add(block.code)
        if block.repeat is None:
            continue
        items = _items(step, scope, document) if shown else []
        scope.items[block.code] = [one for one, _ in items]
        inner += items
    if block.repeat is not None:
        for one, _ in inner:
            one.shown.add(block.code)
        levels[step.chain] = inner


def _items(step: BlockStep, scope: Scope, document: Response | Item) -> list[tuple[Scope, Response | Item]]:
    repeat = step.block.repeat
    assert repeat is not None
    kept = {one.id: one for one in document.repeats.get(step.block.code, ())}
    if step.driver is not None:
        # Items that a number asks for are called by their place, so that each is the same whichever was answered first.
        ids = [str(place) for place in range(1, min(_number(step.driver(scope)), repeat.most) + 1)]
    else:
        ids = sorted([*kept, *_missing(kept, repeat.least)], key=_place)[: repeat.most]
    items = [kept.get(id) or Item(id) for id in ids]
    return [
        (
            Scope(
                scope.today,
                scope.language,
                scope.given,
                one.answers,
                scope,
                one.id,
                number,
            ),
            one,
        )
        for number, one in enumerate(items, 1)
    ]


def _missing(kept: Mapping[str, Item], least: int) -> list[str]:
    """The items that must be there at least, by the first numbers that are free."""
    free = (str(number) for number in count(1) if str(number) not in kept)
    return [next(free) for _ in range(least - len(kept))]


def _place(id: str) -> tuple[int, str]:
    return (int(id) if id.isdecimal() and len(id) < 10 else MAXIMUM_REPEATS, id)


def _number(value: Value) -> int:
    number = number_of(single(value))
    return int(min(number, MAXIMUM_REPEATS)) if number > 0 else 0


def _question(step: QuestionStep, scope: Scope) -> None:
    asked = step.question
    if step.inside not in scope.shown:
        return
    if step.condition is not None and not truth(step.condition(scope)):
        return
    if asked.kind is Kind.FORMULA:
        scope.shown.add(asked.code)
        scope.values[asked.code] = single(step.formula(scope)) if step.formula else ""
        return
    cells = step.cells
    if step.parts or step.filtered:
        cells = tuple(one for one in cells if not one.part or shows_part(step, one.part, scope))
        if asked.kind is Kind.RANKING:
            cells = cells[: sum(shows_part(step, one.code, scope) for one in asked.options)]
        if not cells and step.cells:
            return
    scope.shown.add(asked.code)
    answers, values, defaults = scope.answers, scope.values, step.defaults
    for cell in cells:
        value = answers.get(cell.name)
        if value is None:
            value = ""
            if cell.name in defaults and cell.name not in answers:
                value = single(defaults[cell.name](scope))
        values[cell.name] = value
    if asked.kind is Kind.MULTIPLE_COMMENT:
        _comments(asked, cells, values)
    if asked.kind in TICKS:
        _alone(asked, values)


def _alone(asked: Question, values: dict[str, Single]) -> None:
    """An answer that stands alone takes the others with it: they do not count while it is ticked."""
    first = next(
        (one for one in asked.parts if one.exclusive and is_ticked(values.get(f"{asked.code}_{one.code}"))),
        None,
    )
    if first is not None:
        kept = (f"{asked.code}_{first.code}", f"{asked.code}_{first.code}comment")
        for cell in asked.cells():
            if cell.name not in kept:
                values.pop(cell.name, None)


def _comments(asked: Question, cells: tuple[Cell, ...], values: dict[str, Single]) -> None:
    """A comment counts with its tick only; where the survey says so, it ticks."""
    for cell in cells:
        if cell.role is not Role.COMMENT or text_of(values[cell.name]) == "":
            continue
        tick = cell.name.removesuffix("comment")
        if is_ticked(values.get(tick, "")):
            continue
        if asked.comment_when_ticked or cell.part == "other":
            values[cell.name] = ""
        else:
            values[tick] = "Y"


def _values(scope: Scope, path: Path) -> Iterator[tuple[Path, str, Single]]:
    for name, value in scope.values.items():
        if value != "":
            yield path, name, value
    for block, items in scope.items.items():
        for one in items:
            yield from _values(one, (*path, (block, one.item)))


def is_answered(asked: Asked) -> bool:
    """Return whether anything of a question was answered."""
    ticks = asked.question.kind in TICKS
    for cell in asked.cells:
        value = asked.scope.values.get(cell.name, "")
        if is_ticked(value) if ticks and cell.role is Role.TICK else text_of(value) != "":
            return True
    return False
