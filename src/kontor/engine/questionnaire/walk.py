"""The way through a survey: which page is next, and what happens when the answers are handed in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.answers import Problem
from kontor.engine.questionnaire.expression.values import Single, text_of
from kontor.engine.questionnaire.kinds import Kind
from kontor.engine.questionnaire.model import Block, Question, QuestionnaireError, Survey
from kontor.engine.questionnaire.response import DRAFT, SUBMITTED, TOP, Item, Path, Response
from kontor.engine.questionnaire.state import Asked, Page, State
from kontor.engine.questionnaire.validate import problems, problems_of


@dataclass(frozen=True, slots=True)
class Dropped:
    """A kept answer that will not be handed in, and why: 'hidden', 'beyond' (an item too many) or 'no tick'."""

    path: Path
    cell: str
    value: Single
    reason: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What handing in would do: `response` is what is kept, `dropped` what is not, `problems` what forbids it."""

    response: Response
    dropped: tuple[Dropped, ...]
    problems: tuple[Problem, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing forbids it; warnings do not."""
        return all(one.warning for one in self.problems)


def page_after(state: State, key: str) -> Page | None:
    """Return the page after one, or None after the last; the first for ''.

    The page may be hidden by now: then the next one in order of the survey that is shown.
    """
    pages = state.pages
    keys = [one.key for one in pages]
    if not key:
        return pages[0] if pages else None
    if key in keys:
        return pages[keys.index(key) + 1] if key != keys[-1] else None
    order = _position(state, key)
    return next((one for one in pages if _position(state, one.key) > order), None)


def page_before(state: State, key: str) -> Page | None:
    """Return the page before one, or None before the first; the last for ''."""
    pages = state.pages
    if not key:
        return pages[-1] if pages else None
    order = _position(state, key)
    return next((one for one in reversed(pages) if _position(state, one.key) < order), None)


def page_named(state: State, key: str) -> Page | None:
    """Return a page that is shown by its key; where it is not, the next that is."""
    return next((one for one in state.pages if one.key == key), None) or page_after(state, key)


def question_after(state: State, code: str, path: Path = TOP) -> Asked | None:
    """Return the next question that is seen after one, or the same where its answer is wrong; the first for ''."""
    seen = list(state.asked())
    if not code:
        return seen[0] if seen else None
    for at, one in enumerate(seen):
        if one.question.code == code and one.path == path:
            if any(not problem.warning for problem in problems_of(state, one)):
                return one
            return seen[at + 1] if at + 1 < len(seen) else None
    order = {asked.code: at for at, asked in enumerate(state.plan.survey.questions())}
    return next((one for one in seen if order[one.question.code] > order.get(code, -1)), None)


def submission(state: State) -> Submission:
    """Return what handing in would do. Nothing changes yet: the respondent sees first what is dropped."""
    dropped = tuple(_dropped(state))
    gone = {(one.path, one.cell) for one in dropped}
    kept = _kept(state, gone)
    return Submission(replace(kept, state=SUBMITTED), dropped, problems(state))


def reopened(response: Response) -> Response:
    """Return a response that was handed in as a draft again, to be changed until the survey closes."""
    return replace(response, state=DRAFT)


def checked_version(survey: Survey, response: Response) -> Response:
    """Return the response; raises QuestionnaireError where it answers another survey or version."""
    if (response.survey, response.version) != (survey.id, survey.version):
        raise QuestionnaireError(
            "",
            N_("The response answers %(theirs)s, not %(ours)s"),
            theirs=f"{response.survey} {response.version}",
            ours=f"{survey.id} {survey.version}",
        )
    return response


def _position(state: State, key: str) -> tuple[int, int]:
    code, _, item = key.partition("/")
    blocks = [one.code for one in state.plan.survey.blocks]
    ids = [one.item for one in state.top.items.get(code, ())]
    kept = [one.id for one in state.response.items((), code)]
    known = ids if item in ids else kept
    # An item that is nowhere any more stood after those that are left.
    within = 0 if not item else known.index(item) + 1 if item in known else len(known) + 1
    return (blocks.index(code) if code in blocks else -1, within)


def _dropped(state: State) -> Iterator[Dropped]:
    shown = {(path, cell): value for path, cell, value in state.values()}
    for path, cell, value in _answers(state.response, TOP):
        if text_of(value) == "" or (path, cell) in shown:
            continue
        spot = state.plan.spots.cells.get(cell)
        if spot is not None and spot[1].kind is Kind.FORMULA:
            continue
        scope = state.scope(path)
        visible = scope is not None and cell in scope.values
        yield Dropped(path, cell, value, "no tick" if visible else "beyond" if scope is None else "hidden")


def _answers(document: Response | Item, path: Path) -> Iterator[tuple[Path, str, Single]]:
    for cell, value in document.answers.items():
        yield path, cell, value
    for block, items in document.repeats.items():
        for one in items:
            yield from _answers(one, (*path, (block, one.id)))


def _kept(state: State, gone: set[tuple[Path, str]]) -> Response:
    """Build the document anew from what is shown: items that are shown stay, also without an answer."""
    response = replace(state.response, answers={}, repeats={})
    found: dict[Path, dict[str, Single]] = {TOP: {}}
    _places(state, state.plan.survey.blocks, TOP, found)
    for path, cell, value in state.values():
        if (path, cell) not in gone:
            found.setdefault(path, {})[cell] = value
    for path, values in found.items():
        response = response.put(values, path)
    return response


def _places(
    state: State, items: tuple[Question | Block, ...], path: Path, found: dict[Path, dict[str, Single]]
) -> None:
    scope = state.scope(path)
    for block in items:
        if isinstance(block, Question) or scope is None:
            continue
        if block.repeat is None:
            _places(state, block.items, path, found)
            continue
        for one in scope.items.get(block.code, ()):
            there = (*path, (block.code, one.item))
            found.setdefault(there, {})
            _places(state, block.items, there, found)
