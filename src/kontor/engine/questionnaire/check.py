"""What is wrong with a survey, in words: before it opens, not when it is answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.expression import ExpressionError, parse
from kontor.engine.questionnaire.expression.tree import Binary, Logic, Name, Node, Number, String, names
from kontor.engine.questionnaire.kinds import HAS_OPTIONS, HAS_PARTS, OTHER, TABLES, Kind
from kontor.engine.questionnaire.model import UNSUPPORTED, Block, Question, Survey, Texts
from kontor.engine.questionnaire.plan import BlockStep, Plan, plan
from kontor.engine.questionnaire.reading import read_by

ERROR, WARNING = "error", "warning"
DUPLICATE, FORWARD, UNREACHABLE, TRANSLATION = "duplicate", "forward", "unreachable", "translation"
CYCLE, EXPRESSION, SHAPE = "cycle", "expression", "shape"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right. An `error` blocks opening; a `warning` (what is never shown, read too early or not translated) does not. `place` is the code it is about."""

    kind: str
    place: str
    phrase: Phrase
    level: str = ERROR
    source: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.phrase}"


def findings(survey: Survey, made: Plan | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a survey, in the order of the survey within each kind. Linear in its size."""
    made = made or plan(survey)
    return (
        *_duplicates(survey),
        *_shapes(survey),
        *_expressions(made),
        *_cycles(made),
        *_forward(made),
        *_unreachable(made),
        *_translations(survey),
    )


def opens(survey: Survey) -> bool:
    """Return whether nothing blocks the opening of a survey."""
    return all(one.level != ERROR for one in findings(survey))


def _found(
    kind: str, place: str, text: str, /, level: str = ERROR, source: str = "", **values: object
) -> Finding:
    return Finding(kind, place, Phrase(text, values), level, source)


def _duplicates(survey: Survey) -> Iterator[Finding]:
    codes = Counter([one.code for one in survey.questions()] + [one.code for one in survey.all_blocks()])
    for code, count in codes.items():
        if count > 1:
            yield _found(
                DUPLICATE, code, N_("The code %(code)s is used %(count)s times"), code=code, count=count
            )
    ids = Counter(one.id for one in survey.questions() if one.id)
    for id, count in ids.items():
        if count > 1:
            yield _found(
                DUPLICATE, id, N_("The identity %(code)s is used %(count)s times"), code=id, count=count
            )
    cells: dict[str, str] = {}
    for asked in survey.questions():
        for name, lists in (("options", asked.options), ("parts", asked.parts), ("columns", asked.columns)):
            inner = Counter((one.code, getattr(one, "scale", 0)) for one in lists)
            for (code, _), count in inner.items():
                if count > 1:
                    text = N_("%(name)s: the code %(code)s is used %(count)s times")
                    yield _found(DUPLICATE, asked.code, text, name=name, code=code, count=count)
        for cell in asked.cells():
            if cells.setdefault(cell.name, asked.code) != asked.code:
                text = N_("The field %(cell)s is also one of %(other)s")
                yield _found(DUPLICATE, asked.code, text, cell=cell.name, other=cells[cell.name])


def _shapes(survey: Survey) -> Iterator[Finding]:
    if not survey.languages:
        yield _found(SHAPE, survey.id, N_("The survey has no language"))
    for block in survey.blocks:
        yield from _depth(block, 0)
    for asked in survey.questions():
        if not asked.code:
            yield _found(SHAPE, "", N_("A question has no code"))
        chosen = asked.kind in HAS_OPTIONS and not asked.options
        if (
            chosen
            or (asked.kind in HAS_PARTS and not asked.parts)
            or (asked.kind in TABLES and not asked.columns)
        ):
            yield _found(SHAPE, asked.code, N_("There is nothing to choose or fill in"))
        if UNSUPPORTED in asked.kept:
            text = N_("The type “%(type)s” is not supported; choose another")
            yield _found(SHAPE, asked.code, text, type=asked.kept[UNSUPPORTED])
        if asked.kind is Kind.FORMULA and not asked.formula.strip():
            yield _found(SHAPE, asked.code, N_("Nothing says how it is calculated"))


def _depth(block: Block, repeats: int) -> Iterator[Finding]:
    repeats += block.repeat is not None
    if repeats > 2:
        yield _found(SHAPE, block.code, N_("Repeats are nested once, not deeper"))
        return
    if block.repeat and block.repeat.least > block.repeat.most:
        yield _found(SHAPE, block.code, N_("The least number of entries is above the most"))
    for one in block.items:
        if isinstance(one, Block):
            yield from _depth(one, repeats)


def _expressions(made: Plan) -> Iterator[Finding]:
    for flag in made.flags:
        if isinstance(flag.problem, ExpressionError):
            problem, values = flag.problem.problem.text, flag.problem.problem.values
            yield Finding(EXPRESSION, flag.place, Phrase(problem, values), ERROR, flag.source)
        else:
            text = N_("“%(name)s” is not known or not supported")
            yield _found(EXPRESSION, flag.place, text, source=flag.source, name=flag.problem)


def _cycles(made: Plan) -> Iterator[Finding]:
    for circle in made.cycles:
        shown = " → ".join([*circle, circle[0]])
        yield _found(CYCLE, circle[0], N_("These wait for each other: %(circle)s"), circle=shown)


def _forward(made: Plan) -> Iterator[Finding]:
    """A condition that reads what comes later is true or false before anybody could answer."""
    order = {asked.code: at for at, asked in enumerate(made.survey.questions())}
    first = {
        block.code: min((order[one.code] for one in block.questions()), default=0)
        for block in made.survey.all_blocks()
    }
    for asked in made.survey.questions():
        for source, place in (
            (asked.condition, "condition"),
            *((one.condition, one.code) for one in asked.parts),
        ):
            for code in _later(made, source, asked, order, order[asked.code]):
                text = N_("The condition reads %(later)s, which comes later")
                yield _found(FORWARD, asked.code, text, WARNING, source, later=code, place=place)
    for block in made.survey.all_blocks():
        driver = block.repeat.driver if block.repeat else ""
        for source in (block.condition, driver):
            for code in _later(made, source, None, order, first[block.code] - 1):
                text = N_("The condition reads %(later)s, which comes later")
                yield _found(FORWARD, block.code, text, WARNING, source, later=code)


def _later(made: Plan, source: str, asked: Question | None, order: dict[str, int], at: int) -> Iterator[str]:
    node = _parsed(source)
    if node is None:
        return
    for name in names(node):
        try:
            owners = read_by(made.spots, name, asked)
        except KeyError:
            continue
        yield from (one for one in owners if order.get(one, -1) > at)


def _unreachable(made: Plan) -> Iterator[Finding]:
    """What no answer can show: a condition that is never true, or that wants an answer that cannot be chosen."""
    for step in made.steps:
        source = step.block.condition if isinstance(step, BlockStep) else step.question.condition
        node = _parsed(source)
        if node is None:
            continue
        if never(made, node):
            yield _found(UNREACHABLE, step.code, N_("No answer can make its condition true"), WARNING, source)


def never(made: Plan, node: Node) -> bool:
    """Return whether a condition can be seen to be never true: it wants two answers at once, or one that there is not.

    Not every such condition is found; what is found is certain.
    """
    match node:
        case Logic("or", many):
            return all(never(made, one) for one in many)
        case Logic("and", many):
            return any(never(made, one) for one in many) or _two_at_once(made, many)
        case Binary("==", Name() as name, String(text)):
            return _cannot_be(made, name, text)
        case String(text) | Number(text):
            return text in ("", "0", "0.0")
        case _:
            return False


def _two_at_once(made: Plan, many: tuple[Node, ...]) -> bool:
    wanted: dict[str, set[str]] = {}
    for one in many:
        match one:
            case Binary("==", Name(name), String(text)) if name in made.spots.cells:
                wanted.setdefault(name, set()).add(text)
    return any(len(texts) > 1 for texts in wanted.values())


def _cannot_be(made: Plan, name: Name, text: str) -> bool:
    """Return whether a cell can be seen never to have an answer."""
    if name.suffix not in ("", "NAOK", "code") or name.name not in made.spots.cells:
        return False
    cell, asked, _ = made.spots.cells[name.name]
    if cell.role == "tick":
        return text not in ("Y", "")
    if asked.kind is Kind.YES_NO:
        return text not in ("Y", "N", "")
    if cell.role == "value" and asked.kind in HAS_OPTIONS and asked.options:
        return text not in ("", OTHER) and (text, cell.scale) not in made.spots.options[asked.code]
    return False


def _translations(survey: Survey) -> Iterator[Finding]:
    """Every text that is said in the first language is said in all."""
    for place, name, texts in _texts(survey):
        first = texts.get(survey.language, "").strip()
        missing = [one for one in survey.languages[1:] if not texts.get(one, "").strip()]
        if first and missing:
            text = N_("The %(name)s is not translated to %(languages)s")
            yield _found(TRANSLATION, place, text, WARNING, name=name, languages=", ".join(missing))
        if not first and any(text.strip() for text in texts.values()):
            yield _found(
                TRANSLATION,
                place,
                N_("The %(name)s is missing in %(languages)s"),
                WARNING,
                name=name,
                languages=survey.language,
            )


def _texts(survey: Survey) -> Iterator[tuple[str, str, Texts]]:
    yield survey.id, N_("title"), survey.title
    for block in survey.all_blocks():
        yield block.code, N_("title"), block.title
        yield block.code, N_("text"), block.text
    for asked in survey.questions():
        yield asked.code, N_("question"), asked.text
        yield asked.code, N_("help"), asked.help
        inner = [(one.code, one.text) for one in asked.options]
        inner += [(one.code, one.text) for one in (*asked.parts, *asked.columns)]
        for code, text in inner:
            yield f"{asked.code}_{code}", N_("answer"), text
        for check in asked.checks:
            yield asked.code, N_("message"), check.message


def _parsed(source: str) -> Node | None:
    if not source.strip():
        return None
    try:
        return parse(source)
    except ExpressionError:
        return None
