"""A survey without repeats and inner blocks, for programs that have neither: repeated blocks are pasted, with conditions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.expression import (
    Binary,
    Call,
    ExpressionError,
    Logic,
    Name,
    Node,
    Number,
    Unary,
    parse,
    to_source,
)
from kontor.engine.questionnaire.expression.pieces import pieces
from kontor.engine.questionnaire.model import Block, Question, Survey, Texts
from kontor.engine.questionnaire.plan import BOUNDS
from kontor.engine.questionnaire.reading import INDEX
from kontor.engine.questionnaire.report import CHANGED, ImportReport

PASTED = 10

type Copies = dict[str, list[str]]
"""By code of a question the codes of its copies within reach."""


def flat(survey: Survey, report: ImportReport, pasted: int = PASTED) -> Survey:
    """Return the survey with each repeat pasted as often as it may come, at most `pasted` times, and no blocks in blocks.

    The codes of copies end in r1, r2 ...; what sums over all items sums over all copies. Surveys without repeats and inner
    blocks are returned as they are. Linear in the result.
    """
    blocks = list(survey.all_blocks())
    if len(blocks) == len(survey.blocks) and all(one.repeat is None for one in blocks):
        return survey
    return replace(survey, blocks=tuple(_Flattening(survey, report, pasted).blocks()))


class _Flattening:
    def __init__(self, survey: Survey, report: ImportReport, pasted: int) -> None:
        self.survey, self.report, self.pasted = survey, report, pasted
        self.cells = {cell.name: asked.code for asked in survey.questions() for cell in asked.cells()}
        self.copies: Copies = {}
        for block in survey.blocks:
            self.collect(block, [""])

    def times(self, block: Block) -> int:
        return min(block.repeat.most, self.pasted) if block.repeat else 1

    def collect(self, block: Block, endings: list[str]) -> None:
        if block.repeat:
            endings = [f"{one}r{number}" for one in endings for number in range(1, self.times(block) + 1)]
            self.copies[block.code] = [f"{block.code}{one}" for one in endings]
        for item in block.items:
            if isinstance(item, Block):
                self.collect(item, endings)
            else:
                self.copies[item.code] = [f"{item.code}{one}" for one in endings]

    def blocks(self) -> Iterator[Block]:
        for block in self.survey.blocks:
            if block.repeat is None:
                yield replace(block, items=tuple(self.items(block, "", 0, "")))
                continue
            text = N_("The repeated block is pasted %(times)s times; more cannot be answered there")
            self.report.note(CHANGED, block.code, text, times=self.times(block))
            for number in range(1, self.times(block) + 1):
                ending = f"r{number}"
                yield Block(
                    f"{block.code}{ending}",
                    self.texts(block.title, ending, number),
                    tuple(self.items(block, ending, number, "")),
                    "",
                    self.texts(block.text, ending, number),
                    self.condition(block, "", number),
                )

    def items(self, block: Block, ending: str, number: int, condition: str) -> Iterator[Question]:
        for item in block.items:
            if isinstance(item, Question):
                yield self.question(item, ending, number, condition)
            elif item.repeat is None:
                own = self.source(item.condition, ending, number)
                yield from self.items(item, ending, number, both(condition, own))
            else:
                for inner in range(1, self.times(item) + 1):
                    own = self.condition(item, ending, inner)
                    yield from self.items(item, f"{ending}r{inner}", inner, both(condition, own))

    def condition(self, block: Block, ending: str, number: int) -> str:
        """When a copy comes: the driver says so, or the copy before it was answered."""
        assert block.repeat is not None
        own = self.source(block.condition, ending, number)
        if block.repeat.driver:
            return both(own, f"({self.source(block.repeat.driver, ending, number)}) >= {number}")
        if number <= max(1, block.repeat.least):
            return own
        before = [
            f"{asked.code}{ending}r{number - 1}{cell.name.removeprefix(asked.code)}.NAOK"
            for asked in block.questions()
            for cell in asked.cells()
        ]
        return both(own, f"count({', '.join(before)}) > 0")

    def question(self, asked: Question, ending: str, number: int, condition: str) -> Question:
        def source(text: str) -> str:
            return self.source(text, ending, number)

        bounds = {name: source(getattr(asked.limits, name)) for name in BOUNDS if getattr(asked.limits, name)}
        limits = replace(asked.limits, **cast("dict[str, Any]", bounds))
        return replace(
            asked,
            code=f"{asked.code}{ending}",
            id="" if ending else asked.id,
            text=self.texts(asked.text, ending, number),
            help=self.texts(asked.help, ending, number),
            condition=both(condition, source(asked.condition)),
            limits=limits,
            checks=tuple(
                replace(
                    one, expression=source(one.expression), message=self.texts(one.message, ending, number)
                )
                for one in asked.checks
            ),
            part_check=source(asked.part_check),
            parts=tuple(
                replace(one, condition=source(one.condition), id="" if ending else one.id)
                for one in asked.parts
            ),
            options=tuple(replace(one, id="" if ending else one.id) for one in asked.options),
            formula=source(asked.formula),
            only_of=self.near(asked.only_of, ending),
            not_of=self.near(asked.not_of, ending),
            defaults={
                f"{asked.code}{ending}{cell.removeprefix(asked.code)}": one
                for cell, one in asked.defaults.items()
            },
        )

    def near(self, code: str, ending: str) -> str:
        found = self.copies.get(code, [code])
        return found[0] if len(found) == 1 else f"{code}{ending}"

    def source(self, source: str, ending: str, number: int) -> str:
        """Return an expression for one copy; one that is not understood stays as it is."""
        if not source.strip() or source == "1":
            return source
        try:
            node = parse(source)
            written = to_source(_spread(node, lambda name: self.named(name, ending, number)))
        except ExpressionError:
            return source
        return written if written != to_source(node) else source

    def named(self, name: Name, ending: str, number: int) -> list[Node]:
        """Return what a name stands for in a copy: itself, its copy there, or all copies."""
        if name.name == INDEX:
            return [Number(str(number))]
        head, _, rest = name.name.rpartition(".") if name.name.startswith("that.") else ("", "", name.name)
        code = self.cells.get(rest, rest)
        known = self.copies.get(code)
        if known is None:
            return [name]
        tail = rest.removeprefix(code)
        # The copy that stands around the expression is the longest whose ending its own begins with.
        around = [one for one in known if ending.startswith(one.removeprefix(code))]
        inner = [one for one in known if ending and one.startswith(f"{code}{ending}r")]
        codes = inner or sorted(around, key=len)[-1:] or known
        return [Name(f"{head}.{one}{tail}" if head else f"{one}{tail}", name.suffix) for one in codes]

    def texts(self, texts: Texts, ending: str, number: int) -> Texts:
        return {language: self.text(text, ending, number) for language, text in texts.items()}

    def text(self, text: str, ending: str, number: int) -> str:
        if "{" not in text:
            return text
        found = []
        for one in pieces(text):
            if one.expression and one.text == INDEX:
                found.append(str(number))
            else:
                found.append(
                    "{" + self.source(one.text, ending, number) + "}" if one.expression else one.text
                )
        return "".join(found)


def both(one: str, other: str) -> str:
    """Return the condition that both hold."""
    told = [part for part in (one.strip(), other.strip()) if part not in ("", "1")]
    return told[0] if len(told) == 1 else " and ".join(f"({part})" for part in told)


def _spread(node: Node, named: Callable[[Name], list[Node]]) -> Node:
    """Rename; a name that stands for several becomes several arguments of its function, elsewhere their list."""
    match node:
        case Name():
            found = named(node)
            return found[0] if len(found) == 1 else Call("list", tuple(found))
        case Call(function, many):
            spread = [named(one) if isinstance(one, Name) else [_spread(one, named)] for one in many]
            return Call(function, tuple(one for several in spread for one in several))
        case Unary(operator, one):
            return Unary(operator, _spread(one, named))
        case Binary(operator, left, right):
            return Binary(operator, _spread(left, named), _spread(right, named))
        case Logic(operator, many):
            return Logic(operator, tuple(_spread(one, named) for one in many))
        case _:
            return node
