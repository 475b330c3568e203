"""A survey as the sheets of an XLSForm. What forms have no type for becomes a group of simpler questions, and is said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.expression import ExpressionError
from kontor.engine.questionnaire.expression.pieces import pieces
from kontor.engine.questionnaire.kinds import CHOOSES_ONE, OTHER, TICKS, Cell, Kind, Role
from kontor.engine.questionnaire.model import Block, Option, Part, Question, Survey, Texts, said
from kontor.engine.questionnaire.plan import Plan, plan
from kontor.engine.questionnaire.report import CHANGED, IGNORED, ImportReport
from kontor.engine.questionnaire.xlsform.read import TYPES
from kontor.engine.questionnaire.xlsform.written import Writing

SIMPLE = {
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.CONTACT: "text",
    Kind.FILE: "file",
    Kind.DISPLAY: "note",
    Kind.FORMULA: "calculate",
}
GROUPS = {Kind.ARRAY, Kind.ARRAY_TEXT, Kind.ARRAY_NUMBER, Kind.TEXTS}
APPEARANCES = {"long": "multiline", "dropdown": "minimal", "points": "likert"}
YES_NO = (("Y", "Yes"), ("N", "No"))
MAIL, ADDRESS = "[^@ ]+@[^@ ]+[.][^@ ]+", "https?://[^ ]+"

UNANSWERED = re.compile(r"^(?:is_empty\([A-Za-z0-9_]+\.NAOK\)|count\(that\.[A-Za-z0-9_]+\.NAOK\) == 0) or ")

type Rows = list[dict[str, str]]


def write_xlsform(survey: Survey) -> tuple[dict[str, list[list[str]]], ImportReport]:
    """Return the sheets survey, choices and settings, and what a form cannot say. Linear in the survey."""
    made = _Writing(survey, plan(survey))
    for block in survey.blocks:
        made.block(block)
    settings = {
        "form_title": said(survey.title, survey.language),
        "form_id": survey.id,
        "version": survey.version,
    }
    settings["default_language"] = survey.language
    return {
        "survey": _sheet(("type", "name"), made.rows),
        "choices": _sheet(("list_name", "name"), made.choices),
        "settings": _sheet((), [settings]),
    }, made.report


@dataclass(slots=True)
class _Writing:
    survey: Survey
    made: Plan
    report: ImportReport = field(default_factory=ImportReport)
    rows: Rows = field(default_factory=list)
    choices: Rows = field(default_factory=list)
    lists: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)

    def block(self, block: Block) -> None:
        loose = "-" in block.code and block.repeat is None and not block.title and not block.condition
        sort = "repeat" if block.repeat else "group"
        if not loose:
            row = {
                "type": f"begin_{sort}",
                "name": block.code.replace("-", "_"),
                **self.said("label", block.title),
            }
            row["relevant"] = self.xpath(block.condition, block.code)
            if block.repeat and block.repeat.driver:
                row["repeat_count"] = self.xpath(block.repeat.driver, block.code)
            self.rows.append({**row, **block.kept})
        for item in block.items:
            if isinstance(item, Block):
                self.block(item)
            else:
                self.question(item)
        if not loose:
            self.rows.append({"type": f"end_{sort}"})

    def said(self, column: str, texts: Texts, asked: Question | None = None) -> dict[str, str]:
        """A text as columns: one without a language where there is one only."""
        if len(self.survey.languages) == 1:
            text = texts.get(self.survey.language, "")
            return {column: self.text(text, asked)} if text else {}
        return {f"{column}::{language}": self.text(text, asked) for language, text in texts.items() if text}

    def text(self, text: str, asked: Question | None) -> str:
        if "{" not in text:
            return text
        found = []
        for one in pieces(text):
            written = self.xpath(one.text, "", asked) if one.expression else one.text
            simple = one.expression and written.startswith("${") and written.count("$") == 1
            found.append(written if simple or not one.expression else "{" + one.text + "}")
        return "".join(found)

    def xpath(self, source: str, place: str, asked: Question | None = None, own: bool = False) -> str:
        if source.strip() in ("", "1"):
            return ""
        try:
            return Writing(self.made.spots, asked, own).xpath(source)
        except ExpressionError as problem:
            if place:
                self.report.note(IGNORED, place, problem.problem.text, source, **dict(problem.problem.values))
            return ""

    def question(self, asked: Question) -> None:
        row = {**self.said("label", asked.text, asked), **self.said("hint", asked.help, asked)}
        row["relevant"] = self.xpath(asked.condition, asked.code, asked)
        if asked.kind in GROUPS:
            self.group(asked, row)
            return
        row |= {"required": "yes" if asked.required else "", "appearance": APPEARANCES.get(asked.look, "")}
        row |= {"type": self.sort(asked), "name": asked.code, "default": self.default(asked)}
        if asked.kind is Kind.FORMULA:
            row["calculation"] = self.xpath(asked.formula, asked.code, asked)
        row |= self.constraint(asked)
        self.rows.append({**row, **asked.kept})
        for cell in asked.cells():
            if cell.role in (Role.OTHER, Role.COMMENT):
                self.beside(asked, cell)

    def sort(self, asked: Question) -> str:
        if asked.origin in TYPES and TYPES[asked.origin][0] is asked.kind and asked.kind in SIMPLE:
            return asked.origin
        if asked.kind is Kind.NUMBER:
            return "integer" if asked.limits.whole else "decimal"
        if asked.hidden and asked.kind is Kind.TEXT:
            return "hidden"
        if asked.kind in SIMPLE:
            return SIMPLE[asked.kind]
        return self.select(asked)

    def select(self, asked: Question) -> str:
        if asked.kind is Kind.YES_NO:
            words = [(code, dict.fromkeys(self.survey.languages, word)) for code, word in YES_NO]
            return f"select_one {self.list_of([Option(code, text) for code, text in words])}"
        offered: list[Option | Part] = list(asked.parts if asked.kind in TICKS else asked.options)
        if asked.other:
            code = "other" if asked.kind in TICKS else OTHER
            offered.append(Option(code, asked.other_text or dict.fromkeys(self.survey.languages, "Other")))
        word = (
            "select_multiple"
            if asked.kind in TICKS
            else "rank"
            if asked.kind is Kind.RANKING
            else "select_one"
        )
        return f"{word} {self.list_of(offered)}"

    def list_of(self, offered: Sequence[Option | Part]) -> str:
        """Return the name of a list of choices; equal lists are written once."""
        key = tuple((one.code, repr(sorted(one.text.items()))) for one in offered)
        if key not in self.lists:
            self.lists[key] = f"list{len(self.lists) + 1}"
            for one in offered:
                row = {"list_name": self.lists[key], "name": one.code, **self.said("label", one.text)}
                self.choices.append(row)
        return self.lists[key]

    def beside(self, asked: Question, cell: Cell) -> None:
        """The comment or other text of an answer is a question of its own, shown with its answer."""
        if cell.role is Role.OTHER:
            code = cell.part or OTHER
            shown = f"selected(${{{asked.code}}}, '{code}')"
        elif asked.kind in CHOOSES_ONE:
            shown = f"${{{asked.code}}} != ''"
        else:
            shown = f"selected(${{{asked.code}}}, '{cell.part}')"
            self.report.note(
                CHANGED, cell.name, N_("The comment is a question of its own, shown with its tick")
            )
        texts = next((one.text for one in asked.parts if one.code == cell.part), asked.other_text)
        self.rows.append({"type": "text", "name": cell.name, **self.said("label", texts), "relevant": shown})

    def group(self, asked: Question, row: Mapping[str, str]) -> None:
        """A table or list of fields is a group with a question for each field."""
        self.report.note(
            CHANGED,
            asked.code,
            N_("%(kind)s is a group with a question for each field"),
            kind=str(asked.kind),
        )
        self.rows.append(
            {"type": "begin_group", "name": f"{asked.code}_group", **row, "appearance": "field-list"}
        )
        parts = {one.code: one for one in asked.parts}
        columns = {one.code: one.text for one in asked.columns}
        for cell in asked.cells():
            part = parts[cell.part]
            text = {
                language: " – ".join(filter(None, (word, columns.get(cell.column, {}).get(language, ""))))
                for language, word in part.text.items()
            }
            sort = "decimal" if cell.number else "text"
            if asked.kind is Kind.ARRAY:
                sort = f"select_one {self.list_of([one for one in asked.options if one.scale == cell.scale])}"
            self.rows.append(
                {
                    "type": sort,
                    "name": cell.name,
                    **self.said("label", text),
                    "required": "yes" if asked.required or part.required else "",
                    "relevant": self.xpath(part.condition, cell.name, asked),
                }
            )
        self.rows.append({"type": "end_group"})

    def default(self, asked: Question) -> str:
        given = asked.defaults
        if asked.kind in TICKS:
            return " ".join(one.code for one in asked.parts if given.get(f"{asked.code}_{one.code}"))
        value = given.get(asked.code, "")
        return self.xpath(value[1:-1], asked.code, asked) if value.startswith("{") else value

    def constraint(self, asked: Question) -> dict[str, str]:
        found = [self.xpath(_of_answers(one.expression), asked.code, asked, own=True) for one in asked.checks]
        found += list(self.bounds(asked))
        told = [one for one in found if one]
        row = {"constraint": told[0] if len(told) == 1 else " and ".join(f"({one})" for one in told)}
        return row | (self.said("constraint_message", asked.checks[0].message, asked) if asked.checks else {})

    def bounds(self, asked: Question) -> Iterator[str]:
        limits = asked.limits
        for bound, sign in ((limits.least, ">="), (limits.most, "<=")):
            if bound and (
                written := self.xpath(f"({bound}) + 0", asked.code, asked) if bound != "1" else "1"
            ):
                yield f". {sign} {written.removesuffix(' + 0')}"
        for bound, sign in ((limits.fewest, ">="), (limits.at_most, "<=")):
            if bound and asked.kind in TICKS:
                yield f"count-selected(.) {sign} {bound}"
        if limits.length:
            yield f"string-length(.) <= {limits.length}"
        if asked.kind is Kind.CONTACT:
            yield f"regex(., '{ADDRESS if asked.look == 'url' else MAIL}')"
        for one in asked.parts if asked.kind in TICKS else ():
            if one.exclusive:
                yield f"not(selected(., '{one.code}')) or count-selected(.) = 1"


def _of_answers(source: str) -> str:
    """A check without 'or nothing is answered': a form asks its constraint of answers only."""
    return UNANSWERED.sub("", source, count=1)


def _sheet(first: Sequence[str], rows: Rows) -> list[list[str]]:
    """Return rows with a title row: only columns that have something."""
    columns = list(dict.fromkeys([*first, *(name for row in rows for name, value in row.items() if value)]))
    return [columns, *([row.get(name, "") for name in columns] for row in rows)]
