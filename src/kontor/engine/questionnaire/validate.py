"""Whether answers may stand: required, in bounds, among the options, checked by the survey's own expressions."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.answers import Problem
from kontor.engine.questionnaire.expression.functions import day_of
from kontor.engine.questionnaire.expression.values import (
    Single,
    empty,
    number_of,
    numeric,
    single,
    text_of,
    truth,
)
from kontor.engine.questionnaire.kinds import (
    ARRAYS,
    CHOOSES_ONE,
    NO,
    OTHER,
    TICKS,
    YES,
    Cell,
    Kind,
    Role,
)
from kontor.engine.questionnaire.model import Question, said
from kontor.engine.questionnaire.reading import is_ticked
from kontor.engine.questionnaire.state import Asked, Page, State, is_answered, piped

MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)

REQUIRED, INVALID, WARNING, COUNT = "required", "invalid", "warning", "count"


def problems_on(state: State, page: Page) -> tuple[Problem, ...]:
    """Return what is wrong on a page. Linear in its cells."""
    return tuple(problem for asked in state.on(page) for problem in problems_of(state, asked))


def problems(state: State) -> tuple[Problem, ...]:
    """Return what is wrong with a whole response, in order, repeats with too few or too many items too."""
    found = [problem for asked in state.asked() for problem in problems_of(state, asked)]
    return (*found, *_repeats(state))


def problems_of(state: State, asked: Asked) -> tuple[Problem, ...]:
    """Return what is wrong with the answer of one question."""
    found = [*_required(asked), *_values(asked), *_comments(asked), *_bounds(asked), *_counts(asked)]
    found += _checks(state, asked)
    return tuple(found)


def _problem(asked: Asked, cell: str, kind: str, text: str, /, **values: object) -> Problem:
    return Problem(asked.question.code, cell, Phrase(text, values), asked.path, kind, kind == WARNING)


def _filled(asked: Asked, cell: Cell) -> bool:
    value = asked.scope.values.get(cell.name, "")
    return is_ticked(value) if cell.role is Role.TICK else text_of(value).strip() != ""


def _required(asked: Asked) -> Iterator[Problem]:
    question = asked.question
    if question.kind in (Kind.DISPLAY, Kind.FORMULA):
        return
    each = question.kind in ARRAYS or question.kind is Kind.TEXTS or _ranks_all(question)
    if question.kind is Kind.ARRAY_NUMBER and question.kept.get("multiflexible_checkbox") == "1":
        yield from _ticked_rows(asked)
        return
    if question.required and not each and not is_answered(asked):
        yield _problem(asked, question.code, REQUIRED, N_("Please answer this question"))
    for cell in asked.cells if each else ():
        part = next((one for one in question.parts if one.code == cell.part), None)
        if (question.required or (part and part.required)) and not _filled(asked, cell):
            yield _problem(asked, cell.name, REQUIRED, N_("Please fill in this field"))
    chose_other = question.kind in CHOOSES_ONE and asked.scope.values.get(question.code) == OTHER
    if (
        chose_other
        and question.other_required
        and empty(asked.scope.values.get(f"{question.code}_other", ""))
    ):
        yield _problem(asked, f"{question.code}_other", REQUIRED, N_("Please say which other"))


def _ranks_all(question: Question) -> bool:
    """A required ranking without bounds on its answers is filled to the last place."""
    return question.kind is Kind.RANKING and not question.limits.fewest and not question.limits.at_most


def _ticked_rows(asked: Asked) -> Iterator[Problem]:
    """A required table of boxes wants one in each row."""
    rows: dict[str, list[Cell]] = {}
    for cell in asked.cells if asked.question.required else ():
        rows.setdefault(cell.part, []).append(cell)
    for cells in rows.values():
        if not any(_filled(asked, cell) for cell in cells):
            yield _problem(asked, cells[0].name, REQUIRED, N_("Please answer this question"))


def _values(asked: Asked) -> Iterator[Problem]:
    test, values = TESTS.get(asked.question.kind, _any), asked.scope.values
    for cell in asked.cells:
        value = values.get(cell.name, "")
        if value == "" or value is None:
            continue
        if phrase := test(asked, cell, value):
            yield Problem(asked.question.code, cell.name, phrase, asked.path)
        yield from _length(asked, cell, value)
    if asked.question.kind is Kind.RANKING:
        yield from _ranks(asked)


def _length(asked: Asked, cell: Cell, value: Single) -> Iterator[Problem]:
    """A text that is too long is kept whole and said: nobody loses what she wrote because of a bound on its length."""
    longest = asked.question.limits.length
    if longest and cell.role is Role.VALUE and len(text_of(value)) > longest:
        text, given = N_("At most %(most)s signs, not %(given)s"), len(text_of(value))
        yield _problem(asked, cell.name, WARNING, text, most=longest, given=given)


def _any(asked: Asked, cell: Cell, value: Single) -> Phrase | None:
    if cell.number and not isinstance(value, int | float):
        return Phrase(N_("“%(typed)s” is no number"), {"typed": text_of(value)[:50]})
    if cell.number and asked.question.limits.whole and value != int(number_of(value)):
        return Phrase(N_("%(typed)s is no whole number"), {"typed": text_of(value)})
    return None


def _contact(asked: Asked, cell: Cell, value: Single) -> Phrase | None:
    pattern = ADDRESS if asked.question.look == "url" else MAIL
    if pattern.fullmatch(text_of(value)[:2000]):
        return _any(asked, cell, value)
    if asked.question.look == "url":
        return Phrase(N_("This is no web address; it begins with https://"), {})
    return Phrase(N_("This is no e-mail address"), {})


def _date(asked: Asked, cell: Cell, value: Single) -> Phrase | None:
    try:
        date.fromisoformat(text_of(value)[:10])
    except ValueError:
        return Phrase(N_("“%(typed)s” is no date of the form 2019-03-15"), {"typed": text_of(value)[:50]})
    return None


def _yes_no(asked: Asked, cell: Cell, value: Single) -> Phrase | None:
    return None if value in (YES, NO) else _no_option(value)


def _option(asked: Asked, cell: Cell, value: Single) -> Phrase | None:
    if cell.role not in (Role.VALUE, Role.RANK):
        return None
    text = text_of(value)
    if text == OTHER and asked.question.other:
        return None
    known = any(one.code == text and one.scale == cell.scale for one in asked.options)
    return None if known else _no_option(value)


def _no_option(value: Single) -> Phrase:
    return Phrase(N_("“%(typed)s” is not among the answers"), {"typed": text_of(value)[:50]})


TESTS: dict[Kind, Callable[[Asked, Cell, Single], Phrase | None]] = {
    Kind.CONTACT: _contact,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _option,
    Kind.CHOICE_COMMENT: _option,
    Kind.RANKING: _option,
    Kind.ARRAY: _option,
}


SUMS: tuple[tuple[str, Callable[[float, float], bool], str], ...] = (
    ("least_total", operator.lt, N_("Together at least %(bound)s, not %(sum)s")),
    ("most_total", operator.gt, N_("Together at most %(bound)s, not %(sum)s")),
    ("total", lambda sum, bound: abs(sum - bound) > 1e-9, N_("Together exactly %(bound)s, not %(sum)s")),
)


def _ranks(asked: Asked) -> Iterator[Problem]:
    given = [text_of(asked.scope.values.get(cell.name, "")) for cell in asked.cells]
    if len([one for one in given if one]) > len({one for one in given if one}):
        yield _problem(asked, asked.question.code, INVALID, N_("Each answer has one place only"))
    if "" in given and any(given[given.index("") :]):
        yield _problem(
            asked, asked.question.code, INVALID, N_("Fill the places from the first, without a gap")
        )


def _comments(asked: Asked) -> Iterator[Problem]:
    """A comment without its tick is kept in the draft, and said."""
    if asked.question.kind is not Kind.MULTIPLE_COMMENT or not asked.question.comment_when_ticked:
        return
    for cell in asked.cells:
        if cell.role is Role.COMMENT and text_of(asked.scope.answers.get(cell.name, "")).strip():
            tick = cell.name.removesuffix("comment")
            if not is_ticked(asked.scope.values.get(tick, "")):
                yield _problem(
                    asked,
                    cell.name,
                    WARNING,
                    N_("A comment counts only with its tick; tick the answer or clear it"),
                )


def _limit(asked: Asked, name: str) -> Single:
    run = asked.step.limits.get(name)
    return "" if run is None else single(run(asked.scope))


def _bounds(asked: Asked) -> Iterator[Problem]:
    if not asked.step.limits:
        return
    least, most = _limit(asked, "least"), _limit(asked, "most")
    amounts = [cell for cell in asked.cells if cell.role is Role.VALUE and _filled(asked, cell)]
    for cell in amounts:
        value = asked.scope.values[cell.name]
        if _below(asked, value, least):
            yield _problem(asked, cell.name, INVALID, N_("At least %(least)s"), least=text_of(least))
        if _below(asked, most, value):
            yield _problem(asked, cell.name, INVALID, N_("At most %(most)s"), most=text_of(most))
    if amounts or (
        asked.question.origin == "K" and asked.question.kept.get("value_range_allows_missing") != "1"
    ):
        yield from _sums(asked, sum(number_of(asked.scope.values[cell.name]) for cell in amounts))


def _sums(asked: Asked, total: float) -> Iterator[Problem]:
    for name, wrong, text in SUMS:
        bound = _limit(asked, name)
        if not empty(bound) and numeric(bound) and wrong(total, number_of(bound)):
            yield _problem(
                asked, asked.question.code, INVALID, text, bound=text_of(bound), sum=text_of(total)
            )


def _below(asked: Asked, one: Single, bound: Single) -> bool:
    """Whether a value lies below a bound; a bound that is no number or date bounds nothing."""
    if empty(one) or empty(bound):
        return False
    if asked.question.kind is Kind.DATE:
        first, second = day_of(one), day_of(bound)
        return first is not None and second is not None and first < second
    return numeric(one) and numeric(bound) and number_of(one) < number_of(bound)


def _counts(asked: Asked) -> Iterator[Problem]:
    question, limits = asked.question, asked.step.limits
    if question.kind in TICKS:
        yield from _alone(asked)
    if "fewest" not in limits and "at_most" not in limits:
        return
    given = sum(1 for cell in asked.cells if cell.role is not Role.COMMENT and _filled(asked, cell))
    fewest, most = _limit(asked, "fewest"), _limit(asked, "at_most")
    if fewest is not None and numeric(fewest) and given < number_of(fewest):
        text = N_("At least %(least)s answers, not %(given)s")
        yield _problem(asked, question.code, COUNT, text, least=text_of(fewest), given=given)
    if most is not None and numeric(most) and 0 < number_of(most) < given:
        text = N_("At most %(most)s answers, not %(given)s")
        yield _problem(asked, question.code, COUNT, text, most=text_of(most), given=given)


def _alone(asked: Asked) -> Iterator[Problem]:
    alone = {one.code for one in asked.question.parts if one.exclusive}
    if not alone:
        return
    answers = asked.scope.answers
    typed = [one for one in asked.step.cells if one.role is Role.TICK and is_ticked(answers.get(one.name))]
    if len(typed) > 1 and any(cell.part in alone for cell in typed):
        text = N_("This answer stands alone; the others do not count")
        yield _problem(asked, asked.question.code, WARNING, text)


def _checks(state: State, asked: Asked) -> Iterable[Problem]:
    language, first = asked.scope.language, state.plan.survey.language
    for check, run in asked.step.checks:
        if not truth(run(asked.scope)):
            message = said(check.message, language, first)
            message = piped(state.plan, message, asked.scope, asked.step.chain, asked.question)
            phrase = (
                Phrase("%(message)s", {"message": message})
                if message
                else Phrase(N_("This cannot be right"), {})
            )
            yield Problem(asked.question.code, asked.question.code, phrase, asked.path)
    for name, run in asked.step.part_checks.items():
        if name in asked.scope.values and not truth(run(asked.scope)):
            yield _problem(asked, name, INVALID, N_("This cannot be right"))


def _repeats(state: State) -> Iterator[Problem]:
    """Too few or too many items where the respondent adds them herself."""
    for block in state.plan.survey.all_blocks():
        repeat = block.repeat
        if repeat is None or repeat.driver:
            continue
        if block.code in state.top.shown:
            count = len(state.response.items((), block.code))
            if count < repeat.least:
                phrase = Phrase(
                    N_("%(block)s needs at least %(least)s entries, not %(given)s"),
                    {"block": block.code, "least": repeat.least, "given": count},
                )
                yield Problem("", block.code, phrase, kind=COUNT)
            if count > repeat.most:
                phrase = Phrase(
                    N_("%(block)s takes at most %(most)s entries, not %(given)s"),
                    {"block": block.code, "most": repeat.most, "given": count},
                )
                yield Problem("", block.code, phrase, kind=COUNT)
