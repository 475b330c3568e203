"""Codes, and everything that speaks of them: conditions, checks, limits, defaults, filters and texts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from kontor.engine.questionnaire.expression import (
    Binary,
    Call,
    ExpressionError,
    Logic,
    Name,
    Node,
    String,
    Unary,
    parse,
    pieces,
    to_source,
)
from kontor.engine.questionnaire.kinds import Role
from kontor.engine.questionnaire.model import Block, Check, Limits, Part, Question, Survey, Texts

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}")
ENTRY_CODE = re.compile(r"[A-Za-z0-9]{1,20}")
FILTERS = re.compile(r"[;,]")
WORDS = {"and", "or", "eq", "ne", "lt", "le", "gt", "ge", "self", "this", "that", "INDEX"}


def is_code(text: str, entry: bool = False) -> bool:
    """Return whether expressions can speak of something of this code; those of options, rows and columns are simpler.

    >>> is_code("D2"), is_code("2D"), is_code("this"), is_code("1", entry=True)
    (True, False, False, True)
    """
    if entry:
        return bool(ENTRY_CODE.fullmatch(text))
    return bool(CODE.fullmatch(text)) and text not in WORDS and text.lower() not in WORDS


def free_code(wanted: str, taken: Iterable[str]) -> str:
    """Return a code that is not taken: the one wanted, else with the next number.

    >>> free_code("Q3", {"Q1", "Q3"}), free_code("A", {"A"})
    ('Q4', 'A2')
    """
    taken = set(taken)
    if wanted not in taken:
        return wanted
    stem = wanted.rstrip("0123456789")
    number = int(wanted[len(stem) :][:9] or 1) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


class Renaming:
    """New names for old ones, put into every expression and text of a survey; the rest of each stays as it is written."""

    def __init__(
        self, names: Mapping[str, str], answers: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.names = names
        # The codes of options that became others, by the cell that is compared with them.
        self.answers = answers or {}

    def survey(self, survey: Survey) -> Survey:
        """Return the survey with the new names. Linear in its size."""
        texts: dict[str, Any] = {
            name: self.texts(getattr(survey, name)) for name in ("welcome", "closing", "consent")
        }
        return replace(survey, blocks=tuple(self.block(one) for one in survey.blocks), **texts)

    def block(self, block: Block) -> Block:
        repeat = block.repeat and replace(block.repeat, driver=self.source(block.repeat.driver))
        items = tuple(
            self.block(one) if isinstance(one, Block) else self.question(one) for one in block.items
        )
        return replace(
            block, title=self.texts(block.title), text=self.texts(block.text), items=items,
            condition=self.source(block.condition), repeat=repeat,
        )  # fmt: skip

    def question(self, asked: Question) -> Question:
        """Return a question with the new names in all that it says of others."""
        return replace(
            asked,
            text=self.texts(asked.text),
            help=self.texts(asked.help),
            other_text=self.texts(asked.other_text),
            condition=self.source(asked.condition),
            options=tuple(replace(one, text=self.texts(one.text)) for one in asked.options),
            parts=tuple(map(self.part, asked.parts)),
            columns=tuple(map(self.part, asked.columns)),
            limits=self.limits(asked.limits),
            checks=tuple(Check(self.source(one.expression), self.texts(one.message)) for one in asked.checks),
            part_check=self.source(asked.part_check),
            only_of=self.filter(asked.only_of),
            not_of=self.filter(asked.not_of),
            formula=self.source(asked.formula),
            defaults={self.names.get(cell, cell): self.default(one) for cell, one in asked.defaults.items()},
        )

    def part(self, part: Part) -> Part:
        return replace(part, text=self.texts(part.text), condition=self.source(part.condition))

    def limits(self, limits: Limits) -> Limits:
        if limits == Limits():
            return limits
        held = ((one.name, getattr(limits, one.name)) for one in fields(limits))
        renamed: dict[str, Any] = {name: self.source(one) for name, one in held if isinstance(one, str)}
        return replace(limits, **renamed)

    def filter(self, given: str) -> str:
        codes = [one.strip() for one in FILTERS.split(given)]
        if not any(one in self.names for one in codes):
            return given
        return ";".join(self.names.get(one, one) for one in codes)

    def default(self, given: str) -> str:
        if given.startswith("{") and given.endswith("}"):
            return "{" + self.source(given[1:-1]) + "}"
        return given

    def texts(self, texts: Texts) -> dict[str, str]:
        return {language: self.text(text) for language, text in texts.items()}

    def text(self, text: str) -> str:
        if "{" not in text:
            return text
        return "".join(
            "{" + self.source(one.text) + "}" if one.expression else one.text for one in pieces(text)
        )

    def source(self, source: str) -> str:
        """Return an expression with the new names; one that speaks of none of them, or is none, stays as it is."""
        if not source or source.isdecimal():
            return source
        try:
            node = parse(source)
        except ExpressionError:
            return source
        made = self.node(node)
        return source if made == node else to_source(made)

    def node(self, node: Node) -> Node:
        match node:
            case Name():
                return self.name(node)
            case Unary(operator, one):
                return Unary(operator, self.node(one))
            case Logic(operator, many):
                return Logic(operator, tuple(map(self.node, many)))
            case Call(function, many):
                return Call(function, tuple(map(self.node, many)))
            case Binary(operator, left, right):
                left, right = self.answer(left, right), self.answer(right, left)
                return Binary(operator, self.node(left), self.node(right))
            case _:
                return node

    def name(self, name: Name) -> Name:
        if name.name in self.names:
            return Name(self.names[name.name], name.suffix)
        head, *rest = name.name.split(".")
        if head == "that" and rest and rest[0] in self.names:
            return Name(".".join([head, self.names[rest[0]], *rest[1:]]), name.suffix)
        return name

    def answer(self, node: Node, beside: Node) -> Node:
        """An answer that a cell is compared with has the code of its option."""
        if isinstance(node, String) and isinstance(beside, Name) and beside.name in self.answers:
            return String(self.answers[beside.name].get(node.text, node.text))
        return node


def renamed_cells(before: Question, after: Question) -> dict[str, str]:
    """Return the cells and the code of a question that are called otherwise now. Its entries must be the same ones in order."""
    found = {} if before.code == after.code else {before.code: after.code}
    for one, other in zip(before.cells(), after.cells(), strict=True):
        if one.name != other.name:
            found[one.name] = other.name
    return found


def renamed_answers(before: Question, after: Question) -> dict[str, dict[str, str]]:
    """Return by cell (as it was called) which codes of its options became others."""
    codes: dict[int, dict[str, str]] = {}
    for one, other in zip(before.options, after.options, strict=True):
        if one.code != other.code:
            codes.setdefault(one.scale, {})[one.code] = other.code
    chosen = (cell for cell in before.cells() if cell.role in (Role.VALUE, Role.RANK))
    return {cell.name: codes[cell.scale] for cell in chosen if cell.scale in codes}


def spoken_codes(survey: Survey) -> set[str]:
    """Return all codes of blocks and questions."""
    return {one.code for one in survey.all_blocks()} | {one.code for one in survey.questions()}


def clashes(survey: Survey, asked: Question) -> str:
    """Return a cell of a question that another question has too, '' where there is none."""
    names = {one.name for one in asked.cells()}
    for other in survey.questions():
        if other.id != asked.id:
            for cell in other.cells():
                if cell.name in names:
                    return cell.name
    return ""
