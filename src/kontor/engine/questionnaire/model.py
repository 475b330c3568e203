"""A questionnaire as data: languages, blocks, questions, options, sub-questions, repeats, conditions, validation.

A survey is immutable; a change makes another version. Whatever must be compared over versions (blocks, questions,
options, sub-questions) has an `id` that stays, beside the `code` that authors see and expressions use. Expressions are kept as
written (`expression` reads them), so what is not understood is not lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.kinds import (
    ARRAYS,
    CHOOSES_ONE,
    TABLES,
    TICKS,
    Cell,
    Kind,
    Role,
)

type Texts = Mapping[str, str]
"""A text by language code."""

UNSUPPORTED = "unsupported"
"""The key in what is kept of a question whose type a file has and this engine has not."""

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"}
)
MAXIMUM_REPEATS = 500
"""No repeat grows beyond this, whatever number is answered."""


class QuestionnaireError(ValueError):
    """What a survey or answer cannot be: `problem` is a Phrase to translate, `place` says where."""

    def __init__(self, place: str, problem: str, /, **values: object) -> None:
        self.place = place
        self.problem = Phrase(problem, values)
        super().__init__(f"{place}: {self.problem}" if place else str(self.problem))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `value` is what it counts in sums."""

    code: str
    text: Texts = field(default_factory=dict)
    id: str = ""
    scale: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-question: a row, a column, a field, or an option to tick. `condition` hides it alone."""

    code: str
    text: Texts = field(default_factory=dict)
    id: str = ""
    condition: str = ""
    exclusive: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """An expression that must be true of an answer, and what is said where it is not."""

    expression: str
    message: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds. Least and most are expressions, usually a number; `least_total`, `most_total` and `total` bound the sum of several."""

    least: str = ""
    most: str = ""
    least_total: str = ""
    most_total: str = ""
    total: str = ""
    whole: bool = False
    length: int = 0
    fewest: str = ""
    at_most: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    - `condition`: shown where this is true; always where empty.
    - `parts`, `columns`: sub-questions and second axis; `options`: what is chosen, by scale.
    - `look`: the sort within its kind: long, dropdown, email, url, numbers (of several texts) ...
    - `comment_when_ticked`: a comment is accepted only with its tick. Otherwise a comment ticks.
    - `only_of`, `not_of`: code of a multiple choice whose ticked (or open) options are the only parts shown.
    - `defaults`: expression by cell name. `hidden`: kept and calculated, never shown.
    - `origin`, `kept`: the type letter and attributes of the file it came from, for writing it again.
    """

    code: str
    kind: Kind
    text: Texts = field(default_factory=dict)
    id: str = ""
    help: Texts = field(default_factory=dict)
    required: bool = False
    condition: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    columns: tuple[Part, ...] = ()
    other: bool = False
    other_text: Texts = field(default_factory=dict)
    other_required: bool = False
    comment_when_ticked: bool = True
    limits: Limits = Limits()
    checks: tuple[Check, ...] = ()
    part_check: str = ""
    only_of: str = ""
    not_of: str = ""
    formula: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    look: str = ""
    origin: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def scales(self) -> tuple[int, ...]:
        """The scales of its options, in order; (0,) for nearly all."""
        return tuple(sorted({one.scale for one in self.options})) or (0,)

    @property
    def places(self) -> int:
        """How many places a ranking has."""
        bound = self.kept.get("max_subquestions", "")
        count = len([one for one in self.options if one.scale == 0])
        return min(count, int(bound)) if bound.isdecimal() and int(bound) else count

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells of its answer in the order of LimeSurvey's columns. Linear in their number."""
        return tuple(_cells(self))

    def cell(self, part: str = "", column: str = "", role: Role = Role.VALUE) -> Cell:
        """Return the cell of these codes and role."""
        for one in self.cells():
            if (one.part, one.column, one.role) == (part, column, role):
                return one
        raise QuestionnaireError(
            self.code, N_("There is no such field: %(field)s"), field=f"{part} {column} {role}"
        )


@dataclass(frozen=True, slots=True)
class Repeat:
    """Says how often a block comes: as often as `driver` (an expression) says, or as the respondent adds.

    Without `driver` the respondent adds items, between `least` and `most`.
    """

    driver: str = ""
    least: int = 0
    most: int = MAXIMUM_REPEATS


@dataclass(frozen=True, slots=True)
class Block:
    """A page of questions; blocks inside are parts of it. A repeated block is one page for each item."""

    code: str
    title: Texts = field(default_factory=dict)
    items: "tuple[Question | Block, ...]" = ()
    id: str = ""
    text: Texts = field(default_factory=dict)
    condition: str = ""
    repeat: Repeat | None = None
    kept: Mapping[str, str] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Yield all questions, also those of blocks inside."""
        for item in self.items:
            if isinstance(item, Question):
                yield item
            else:
                yield from item.questions()


@dataclass(frozen=True, slots=True)
class Survey:
    """A version of a questionnaire: the first language is the one in which everything must be said."""

    id: str
    title: Texts
    languages: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    version: str = "1"
    welcome: Texts = field(default_factory=dict)
    closing: Texts = field(default_factory=dict)
    consent: Texts = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language in which everything must be said."""
        return self.languages[0]

    def questions(self) -> Iterator[Question]:
        """Yield all questions in order."""
        for block in self.blocks:
            yield from block.questions()

    def all_blocks(self) -> Iterator[Block]:
        """Yield all blocks in order, those inside after the one around them."""
        for block in self.blocks:
            yield from _with_inner(block)


def direction(language: str) -> str:
    """Return how a language is written: 'rtl' or 'ltr'.

    >>> direction("ar"), direction("de-informal")
    ('rtl', 'ltr')
    """
    code = language.lower().replace("_", "-")
    return "rtl" if code in RIGHT_TO_LEFT or code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def said(texts: Texts, language: str, fallback: str = "") -> str:
    """Return the text in a language, else in the fallback, else in any."""
    return texts.get(language) or texts.get(fallback) or next((text for text in texts.values() if text), "")


def _with_inner(block: Block) -> Iterator[Block]:
    yield block
    for item in block.items:
        if isinstance(item, Block):
            yield from _with_inner(item)


def _cells(asked: Question) -> Iterator[Cell]:
    kind, code = asked.kind, asked.code
    if kind is Kind.DISPLAY:
        return
    if kind in TICKS:
        yield from _ticks(asked)
    elif kind is Kind.RANKING:
        yield from (
            Cell(f"{code}_{rank}", code, Role.RANK, part=str(rank)) for rank in range(1, asked.places + 1)
        )
    elif kind in TABLES:
        number = kind is Kind.ARRAY_NUMBER
        for row in asked.parts:
            for column in asked.columns:
                yield Cell(
                    f"{code}_{row.code}_{column.code}", code, Role.VALUE, row.code, column.code, 0, number
                )
    elif kind in ARRAYS:
        yield from _chosen_in_rows(asked)
    elif kind is Kind.TEXTS:
        number = asked.look == "numbers"
        yield from (
            Cell(f"{code}_{one.code}", code, Role.VALUE, one.code, number=number) for one in asked.parts
        )
    else:
        yield Cell(code, code, number=kind is Kind.NUMBER)
        if kind is Kind.CHOICE_COMMENT:
            yield Cell(f"{code}_comment", code, Role.COMMENT)
        if kind in CHOOSES_ONE and asked.other:
            yield Cell(f"{code}_other", code, Role.OTHER)


def _ticks(asked: Question) -> Iterator[Cell]:
    code, comments = asked.code, asked.kind is Kind.MULTIPLE_COMMENT
    for one in asked.parts:
        yield Cell(f"{code}_{one.code}", code, Role.TICK, one.code)
        if comments:
            yield Cell(f"{code}_{one.code}comment", code, Role.COMMENT, one.code)
    if asked.other:
        yield Cell(f"{code}_other", code, Role.OTHER, "other")
        if comments:
            yield Cell(f"{code}_othercomment", code, Role.COMMENT, "other")


def _chosen_in_rows(asked: Question) -> Iterator[Cell]:
    scales = asked.scales
    for row in asked.parts:
        if len(scales) == 1:
            yield Cell(f"{asked.code}_{row.code}", asked.code, Role.VALUE, row.code)
        else:
            for scale in scales:
                yield Cell(f"{asked.code}_{row.code}_{scale}", asked.code, Role.VALUE, row.code, "", scale)
