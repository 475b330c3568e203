"""What the answers add up to: response rates by block, counts and shares by group, each with its own n.

A response that was never handed in counts in the blocks that it answered. Small cells are hidden, and with them as many others
as it takes that nobody can work them out (`closing`); also how many were asked, where that is an answer itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.closing import TOTAL, closed_cells, closed_sizes
from kontor.engine.questionnaire.columns import identity
from kontor.engine.questionnaire.expression.values import Single, number_of, text_of
from kontor.engine.questionnaire.kinds import OTHER, TICKS, YES, Cell, Kind, Role
from kontor.engine.questionnaire.model import Block, Question, said
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.reading import Scope, is_ticked
from kontor.engine.questionnaire.response import SUBMITTED
from kontor.engine.questionnaire.state import Asked, State, is_answered

UNGROUPED = ""
UNTOLD = "…"
COMPARISON = N_("Comparisons between groups can be misleading: they rest on %(sizes)s answers")


@dataclass(frozen=True, slots=True)
class Person:
    """One who was invited: her group, and what she answered (None: nothing)."""

    id: str
    group: str = UNGROUPED
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those invited answered a block, in all and by group: (answered, invited)."""

    block: str
    answered: int
    invited: int
    by_group: Mapping[str, tuple[int, int]]

    @property
    def share(self) -> Fraction | None:
        """The response rate; None where nobody was invited."""
        return Fraction(self.answered, self.invited) if self.invited else None


@dataclass(frozen=True, slots=True)
class Count:
    """A count with what it is a part of. None where it is hidden."""

    count: int | None
    of: int | None

    @property
    def share(self) -> Fraction | None:
        """The share, None where it is hidden or of nothing."""
        return None if self.count is None or not self.of else Fraction(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its code and identity, its words, its count in all and by group."""

    code: str
    identity: str
    text: str
    total: Count
    by_group: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a question was answered. `n` are those asked who answered its block: people, or items where `items` is true.

    Sizes are None where they are hidden, `hidden` counts the hidden cells. `text` are the words of the row of an array.
    """

    question: str
    identity: str
    n: int | None
    by_group: Mapping[str, int | None]
    lines: tuple[Line, ...]
    respondents: int | None
    items: bool = False
    hidden: int = 0
    warnings: tuple[Phrase, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A number in figures; all None where there are too few answers to tell. `n` are answers, of items each."""

    n: int | None
    mean: Fraction | None = None
    median: float | None = None
    least: float | None = None
    most: float | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Summaries:
    """A cell that holds numbers in figures: of all, and by group."""

    cell: str
    whole: Summary
    by_group: Mapping[str, Summary]


@dataclass(frozen=True, slots=True)
class Trend:
    """One answer over waves, joined by identity; None in waves that did not offer it."""

    identity: str
    text: str
    waves: Mapping[str, Count | None] = field(default_factory=dict)


def rates(made: Plan, people: Sequence[Person]) -> tuple[Rate, ...]:
    """Return the response rate of each outer block and group.

    Somebody answered a block when she answered anything in it; who handed in answered all that was shown to her. A repeat
    has the rate of those to whom it was shown. Linear in people times questions.
    """
    return tuple(_rate(block, people) for block in made.survey.blocks)


def tally(
    made: Plan, people: Sequence[Person], code: str, *, threshold: int = 0, language: str = ""
) -> tuple[Tally, ...]:
    """Return how a question was answered: one tally, for an array one for each of its rows, for a ranking of its places.

    Questions without answers to choose from have none. Counts from 1 below `threshold` are hidden, and another with them
    where the total would tell. Linear in people.
    """
    asked = made.questions[code].question
    choices = _choices(asked, language or made.survey.language)
    return tuple(_tally(made, people, asked, counted, threshold) for counted in choices)


def summaries(made: Plan, people: Sequence[Person], cell: str, *, threshold: int = 0) -> Summaries:
    """Return the figures of a cell that holds numbers. Of repeats every item counts.

    With a threshold, groups in which fewer people answered are hidden, and others where the whole would tell; least and most
    are never said, for each is what one respondent said.
    """
    code = made.spots.cells[cell][1].code
    chain, outer = made.questions[code].chain, outer_block(made, code)
    given: dict[str, list[float]] = {}
    answering: Counter[str] = Counter()
    base: Counter[str] = Counter()
    for one in people:
        if one.state is None or not could_be_asked(made, one.state, outer):
            continue
        values = [
            number_of(scope.values[cell])
            for scope in _scopes(one.state, chain)
            if isinstance(scope.values.get(cell), int | float)
        ]
        base[one.group] += 1
        answering[one.group] += bool(values)
        given.setdefault(one.group, []).extend(values)
    closed = closed_sizes(answering, base, threshold, same=False)

    def told(group: str, values: list[float]) -> Summary:
        return Summary(None) if group in closed else _summary(values, bare=threshold >= 2)

    everything = [value for values in given.values() for value in values]
    return Summaries(cell, told(TOTAL, everything), {group: told(group, given[group]) for group in base})


def trends(waves: Mapping[str, Tally]) -> tuple[Trend, ...]:
    """Return each answer over waves; an answer keeps its row also where a wave no longer offers it."""
    found: dict[str, str] = {}
    for one in waves.values():
        for line in one.lines:
            found[line.identity] = line.text
    by_wave = {name: {line.identity: line.total for line in one.lines} for name, one in waves.items()}
    return tuple(
        Trend(key, text, {name: lines.get(key) for name, lines in by_wave.items()})
        for key, text in found.items()
    )


def answered_block(state: State, block: Block) -> bool:
    """Return whether anything of a block was answered, or it was shown to somebody who handed in."""
    pages = [page for page in state.pages if page.block.code == block.code]
    if state.response.state == SUBMITTED and pages:
        return True
    return any(is_answered(asked) for page in pages for asked in state.on(page) if _asks(asked))


def _summary(values: list[float], *, bare: bool) -> Summary:
    if not values:
        return Summary(0)
    total = sum(values)
    least, most = (None, None) if bare else (min(values), max(values))
    return Summary(len(values), Fraction(total) / len(values), median(values), least, most, total)


def could_be_asked(made: Plan, state: State, outer: Block) -> bool:
    """Return whether somebody is one of those who were asked a question or not: she answered its block, or where that is not
    shown to everybody, anything at all.
    """
    if outer.condition or outer.repeat:
        return any(answered_block(state, block) for block in made.survey.blocks)
    return answered_block(state, outer)


def _asks(asked: Asked) -> bool:
    return asked.question.kind not in (Kind.DISPLAY, Kind.FORMULA)


def _rate(block: Block, people: Sequence[Person]) -> Rate:
    invited: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for one in people:
        if block.repeat and not (
            one.state and any(page.block.code == block.code for page in one.state.pages)
        ):
            continue
        invited[one.group] += 1
        answered[one.group] += one.state is not None and answered_block(one.state, block)
    by_group = {group: (answered[group], invited[group]) for group in invited}
    return Rate(block.code, answered.total(), invited.total(), by_group)


type Offered = tuple[tuple[str, str, str, str], ...]
"""Of each answer its code, identity, words, and the cell where it is a tick."""


def _choices(asked: Question, language: str) -> list[tuple[tuple[Cell, ...], Offered]]:
    """Return the cells that are counted together, each with the answers it offers."""
    cells = asked.cells()
    if asked.kind in TICKS:
        ticks = tuple(one for one in cells if one.role in (Role.TICK, Role.OTHER))
        parts = {one.code: one for one in asked.parts}
        offered = tuple(
            (one.part, identity(asked, one), _words(parts.get(one.part), asked, language), one.name)
            for one in ticks
        )
        return [(ticks, offered)]
    if asked.kind is Kind.YES_NO:
        offered = tuple((code, code, code, "") for code in (YES, "N"))
        return [(cells[:1], offered)]
    found: list[tuple[tuple[Cell, ...], Offered]] = []
    for one in cells:
        if one.role in (Role.VALUE, Role.RANK) and asked.options:
            listed = [option for option in asked.options if option.scale == one.scale]
            offered = tuple((o.code, o.id or o.code, said(o.text, language), "") for o in listed)
            if asked.other and one.role is Role.VALUE:
                offered += ((OTHER, OTHER, said(asked.other_text, language), ""),)
            found.append(((one,), offered))
    return found


def _words(part: object, asked: Question, language: str) -> str:
    return said(getattr(part, "text", asked.other_text), language)


def _tally(
    made: Plan,
    people: Sequence[Person],
    asked: Question,
    counted: tuple[tuple[Cell, ...], Offered],
    threshold: int,
) -> Tally:
    cells, offered = counted
    chain = made.questions[asked.code].chain
    seen = _counted(made, people, asked, cells, offered)
    unsaid = closed_sizes(seen.people, seen.base, threshold)
    also = {(code, group) for code, *_ in offered for group in unsaid}
    if chain:
        # Of items: many that one respondent gave are hers alone.
        also |= closed_cells(seen.speakers, seen.people, threshold, one_answer=False)
    closed = closed_cells(seen.counts, seen.n, threshold, asked.kind not in TICKS, also)
    sizes = {group: None if group in unsaid else count for group, count in seen.n.items()}
    whole = None if TOTAL in unsaid else seen.n.total()
    key = identity(asked, cells[0]) if len(cells) == 1 else asked.id or asked.code
    return Tally(
        asked.code,
        key,
        whole,
        sizes,
        _lines(offered, seen.counts, sizes, whole, closed),
        None if TOTAL in unsaid else seen.people.total(),
        bool(chain),
        len(closed),
        _warning(sizes),
        row_words(asked, cells, made.survey.language),
    )


@dataclass(slots=True)
class _Seen:
    """What was counted: answers by code and group, people who gave each, items, people asked, people who could have been."""

    counts: dict[str, Counter[str]]
    speakers: dict[str, Counter[str]]
    n: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    base: Counter[str] = field(default_factory=Counter)


def _counted(
    made: Plan, people: Sequence[Person], asked: Question, cells: tuple[Cell, ...], offered: Offered
) -> _Seen:
    chain, outer = made.questions[asked.code].chain, outer_block(made, asked.code)
    seen = _Seen({one[0]: Counter() for one in offered}, {one[0]: Counter() for one in offered})
    for one in people:
        if one.state is None or not could_be_asked(made, one.state, outer):
            continue
        seen.base[one.group] += 1
        if not answered_block(one.state, outer):
            continue
        shown = [scope for scope in _scopes(one.state, chain) if asked.code in scope.shown]
        seen.people[one.group] += bool(shown)
        seen.n[one.group] += len(shown)
        for code, _, _, tick in offered:
            chosen = sum(_chose(scope, cells, code, tick) for scope in shown)
            seen.counts[code][one.group] += chosen
            seen.speakers[code][one.group] += bool(chosen)
    return seen


def _warning(sizes: Mapping[str, int | None]) -> tuple[Phrase, ...]:
    if len(sizes) < 2:
        return ()
    told = (f"{group or '–'}: {UNTOLD if count is None else count}" for group, count in sorted(sizes.items()))
    return (Phrase(COMPARISON, {"sizes": ", ".join(told)}),)


def row_words(asked: Question, cells: tuple[Cell, ...], language: str) -> str:
    """Return the words of the row (or the place of the ranking) that cells belong to, '' where they are the whole question."""
    if len(cells) != 1 or asked.kind in TICKS or not cells[0].part:
        return ""
    if cells[0].role is Role.RANK:
        return cells[0].part
    return next((said(one.text, language) for one in asked.parts if one.code == cells[0].part), "")


def outer_block(made: Plan, code: str) -> Block:
    """Return the page on which a question stands."""
    inside = made.questions[code].inside
    while made.blocks[inside].inside:
        inside = made.blocks[inside].inside
    return made.blocks[inside].block


def _chose(scope: Scope, cells: tuple[Cell, ...], code: str, tick: str) -> bool:
    if not tick:
        return text_of(scope.values.get(cells[0].name)) == code
    value: Single = scope.values.get(tick, "")
    return is_ticked(value)


def _scopes(state: State, chain: tuple[str, ...]) -> list[Scope]:
    level = [state.top]
    for block in chain:
        level = [one for scope in level for one in scope.items.get(block, ())]
    return level


def _lines(
    offered: Offered,
    counts: Mapping[str, Counter[str]],
    sizes: Mapping[str, int | None],
    whole: int | None,
    closed: set[tuple[str, str]],
) -> tuple[Line, ...]:
    def cell(code: str, group: str, count: int, of: int | None) -> Count:
        return Count(None if (code, group) in closed else count, of)

    return tuple(
        Line(
            code,
            key,
            text,
            cell(code, TOTAL, counts[code].total(), whole),
            {group: cell(code, group, counts[code][group], of) for group, of in sizes.items()},
        )
        for code, key, text, _ in offered
    )
