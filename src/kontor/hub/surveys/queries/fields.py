"""One question as it stands on a page: its inputs with names, values, words and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kontor.engine.questionnaire import OTHER, Asked, Cell, Kind, Path, Problem, Role, State, said
from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.kinds import NO, TICKS, YES, YES_NO_WORDS
from kontor.engine.questionnaire.reading import is_ticked
from kontor.hub.surveys.queries.words import has_blocks, phrase, plain, safe

LINES = {Kind.TEXT: "text", Kind.NUMBER: "number", Kind.DATE: "date", Kind.CONTACT: "email"}
LONG = frozenset({"long", "huge"})
PREFIX = "a:"

type Wrong = Mapping[tuple[Path, str], list[Problem]]


@dataclass(slots=True)
class Box:
    """One input. `sort` is its type, or 'long' for several lines; `described` the ids of all that explains it."""

    name: str
    id: str
    value: str = ""
    label: SafeString | str = ""
    sort: str = "text"
    checked: bool = False
    wrong: list[str] = field(default_factory=list)
    described: str = ""
    comment: "Box | None" = None
    alone: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table or array."""

    label: SafeString | str
    boxes: list[Box]
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    """An option of a select, or the head of a column."""

    value: str
    label: str
    chosen: bool = False


@dataclass(slots=True)
class ShownQuestion:
    """A question on a page. `sort` says which template draws it; `drives` that others on the page depend on it."""

    code: str
    token: str
    id: str
    sort: str
    text: SafeString
    help: SafeString
    required: bool
    drives: bool = False
    guarded: bool = False
    blocky: bool = False
    boxes: list[Box] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    columns: list[Choice] = field(default_factory=list)
    other: Box | None = None
    wrong: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    described: str = ""

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong) or any(one.wrong for one in self.every_box())

    def every_box(self) -> Iterator[Box]:
        for box in (*self.boxes, *(box for row in self.rows for box in row.boxes)):
            yield box
            if box.comment is not None:
                yield box.comment
        if self.other is not None:
            yield self.other
            if self.other.comment is not None:
                yield self.other.comment


class Drawing:
    """Makes the questions of one page. `inner` is the way from the page to an item inside it."""

    def __init__(self, state: State, at: Path, wrong: Wrong, drives: frozenset[str]) -> None:
        self.state, self.at, self.wrong, self.drives = state, at, wrong, drives
        self.first = state.plan.survey.language

    def question(self, asked: Asked) -> ShownQuestion:
        one, scope = asked.question, asked.scope
        inner = "/".join(f"{block}/{item}" for block, item in asked.path[len(self.at) :])
        prefix = f"{inner}/" if inner else ""
        text = safe(self.state.text(one.text, scope, one))
        shown = ShownQuestion(
            code=one.code,
            token=prefix + one.code,
            id=id_of(prefix + one.code),
            sort="words",
            text=text,
            help=safe(self.state.text(one.help, scope, one)) if one.help else SafeString(""),
            required=one.required,
            drives=one.code in self.drives,
            guarded=bool(asked.step.parts or asked.step.filtered),
            blocky=has_blocks(text),
        )
        shown.described = f"h-{shown.id}" if shown.help else ""
        self.fill(asked, shown, prefix)
        self.complain(asked, shown)
        return shown

    def fill(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        one = asked.question
        kind = one.kind
        if kind in LINES:
            shown.sort = "line"
            box = self.box(asked, asked.step.cells[0], prefix)
            box.sort = line_of(kind, one.look)
            shown.boxes = [box]
        elif kind is Kind.YES_NO:
            shown.sort = "radios"
            words = (
                (code, said(YES_NO_WORDS[code], asked.scope.language.split("-")[0], "en"))
                for code in (YES, NO)
            )
            shown.boxes = self.radios(
                asked, asked.step.cells[0], prefix, [Choice(code, word) for code, word in words]
            )
        elif kind in (Kind.CHOICE, Kind.CHOICE_COMMENT):
            self.choice(asked, shown, prefix)
        elif kind in TICKS:
            self.ticks(asked, shown, prefix)
        elif kind is Kind.TEXTS:
            shown.sort = "lines"
            labels = {part.code: part for part in one.parts}
            shown.boxes = [
                self.box(asked, cell, prefix, self.words(asked, labels[cell.part].text))
                for cell in asked.cells
            ]
        elif kind is Kind.RANKING:
            self.ranks(asked, shown, prefix)
        elif kind is Kind.ARRAY:
            self.array(asked, shown, prefix)
        elif kind in (Kind.ARRAY_TEXT, Kind.ARRAY_NUMBER):
            self.table(asked, shown, prefix)
        elif kind is Kind.FILE:
            shown.sort = "file"
            shown.boxes = [self.box(asked, asked.step.cells[0], prefix)]

    def words(self, asked: Asked, texts: Mapping[str, str]) -> SafeString:
        return safe(self.state.text(texts, asked.scope, asked.question))

    def box(self, asked: Asked, cell: Cell, prefix: str, label: SafeString | str = "") -> Box:
        name = prefix + cell.name
        value = asked.value(cell.name)
        box = Box(PREFIX + name, id_of(name), text_of(value), label, "decimal" if cell.number else "text")
        if cell.role is Role.TICK:
            box.checked, box.value, box.sort = is_ticked(value), "Y", "tick"
        found = self.wrong.get((asked.path, cell.name))
        if found:
            box.wrong = [phrase(problem.phrase) for problem in found]
            box.described = f"e-{box.id}"
        return box

    def radios(self, asked: Asked, cell: Cell, prefix: str, choices: list[Choice]) -> list[Box]:
        value = text_of(asked.value(cell.name))
        name = prefix + cell.name
        made = []
        for choice in choices:
            id = id_of(f"{name}-{choice.value}")
            made.append(
                Box(PREFIX + name, id, choice.value, safe(choice.label), "radio", value == choice.value)
            )
        return made

    def choices(self, asked: Asked, scale: int = 0) -> list[Choice]:
        one = asked.question
        made = [
            Choice(option.code, self.state.text(option.text, asked.scope, one) or option.code)
            for option in asked.options
            if option.scale == scale
        ]
        if one.other and one.kind in (Kind.CHOICE, Kind.CHOICE_COMMENT):
            made.append(Choice(OTHER, self.other_words(asked)))
        return made

    def other_words(self, asked: Asked) -> str:
        return self.state.text(asked.question.other_text, asked.scope, asked.question) or gettext("Other")

    def choice(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        main, *more = asked.step.cells
        if asked.question.look == "dropdown":
            shown.sort = "select"
            shown.boxes = [self.box(asked, main, prefix)]
            value = shown.boxes[0].value
            shown.columns = [
                Choice(one.value, plain(one.label), one.value == value) for one in self.choices(asked)
            ]
        else:
            shown.sort = "radios"
            shown.boxes = self.radios(asked, main, prefix, self.choices(asked))
        for cell in more:
            box = self.box(asked, cell, prefix)
            if cell.role is Role.OTHER:
                box.label = gettext("Which other?")
                shown.other = box
            else:
                box.label, box.sort = gettext("Comment"), "long"
                shown.rows = [Row("", [box])]

    def ticks(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        shown.sort = "ticks"
        comments = {cell.part: cell for cell in asked.cells if cell.role is Role.COMMENT}
        labels = {part.code: part for part in asked.question.parts}
        for cell in asked.cells:
            if cell.role is Role.COMMENT:
                continue
            box = self.box(asked, cell, prefix)
            if cell.part in comments:
                box.comment = self.box(asked, comments[cell.part], prefix)
            if cell.role is Role.OTHER:
                box.label = safe(self.other_words(asked))
                shown.other = box
            else:
                part = labels[cell.part]
                box.label, box.alone = self.words(asked, part.text) or part.code, part.exclusive
                shown.boxes.append(box)

    def ranks(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        shown.sort = "ranks"
        offered = self.choices(asked)
        for number, cell in enumerate(asked.cells[: len(offered)], 1):
            box = self.box(asked, cell, prefix, str(number))
            choices = [Choice(one.value, plain(one.label), one.value == box.value) for one in offered]
            shown.rows.append(Row(str(number), [box]))
            shown.columns = [Choice(one.value, one.label) for one in choices]

    def array(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        """A row of radio buttons for each sub-question, twice where there are two scales."""
        shown.sort = "array"
        labels = {part.code: self.words(asked, part.text) or part.code for part in asked.question.parts}
        heads = {scale: self.choices(asked, scale) for scale in asked.question.scales}
        shown.columns = [
            Choice(one.value, plain(one.label)) for scale in asked.question.scales for one in heads[scale]
        ]
        for cell in asked.cells:
            boxes = self.radios(asked, cell, prefix, heads[cell.scale])
            found = self.wrong.get((asked.path, cell.name), [])
            shown.rows.append(Row(labels[cell.part], boxes, [phrase(one.phrase) for one in found]))

    def table(self, asked: Asked, shown: ShownQuestion, prefix: str) -> None:
        shown.sort = "table"
        one = asked.question
        boxes = one.kept.get("multiflexible_checkbox") == "1"
        shown.columns = [
            Choice(part.code, plain(self.words(asked, part.text) or part.code)) for part in one.columns
        ]
        heads = {column.value: column.label for column in shown.columns}
        rows: dict[str, list[Box]] = {part.code: [] for part in asked.parts}
        for cell in asked.cells:
            if cell.column not in heads:
                continue
            box = self.box(asked, cell, prefix, heads[cell.column])
            if boxes:
                box.sort, box.checked, box.value = "tick", box.value not in ("", "0"), "1"
            rows.setdefault(cell.part, []).append(box)
        labels = {part.code: self.words(asked, part.text) or part.code for part in one.parts}
        shown.rows = [Row(labels[code], found) for code, found in rows.items()]

    def complain(self, asked: Asked, shown: ShownQuestion) -> None:
        """What is wrong with no single input is said at the question."""
        at_boxes = {
            box.name.removeprefix(PREFIX).rpartition("/")[2]
            for box in shown.every_box()
            if box.sort != "radio"
        }
        at_rows = shown.sort == "array"
        for cell in (asked.question.code, *(one.name for one in asked.step.cells)):
            if cell in at_boxes or (at_rows and cell != asked.question.code):
                continue
            found = [phrase(one.phrase) for one in self.wrong.get((asked.path, cell), ())]
            shown.wrong += [one for one in found if one not in shown.wrong]
        if shown.wrong:
            shown.described = f"{shown.described} e-q-{shown.id}".strip()
        if shown.sort in ("line", "select"):
            shown.boxes[0].described = f"{shown.boxes[0].described} {shown.described}".strip()


def line_of(kind: Kind, look: str) -> str:
    if look in LONG:
        return "long"
    return "url" if look == "url" else "decimal" if kind is Kind.NUMBER else LINES[kind]


def id_of(name: str) -> str:
    """A name as the id of an element: only what may stand in a fragment of an address."""
    return "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in name)
