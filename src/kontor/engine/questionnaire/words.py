"""Conditions in words: what an author reads instead of an expression. Sentences are Phrases; parts of one may be Phrases."""

import re
from collections.abc import Callable

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.expression import (
    Binary,
    Call,
    ExpressionError,
    Logic,
    Name,
    Node,
    Number,
    String,
    Unary,
    parse,
    to_source,
)
from kontor.engine.questionnaire.kinds import NO, OTHER, TICKS, YES, Kind, Role
from kontor.engine.questionnaire.model import Question, said
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.reading import INDEX, option_of

TAGS = re.compile(r"<[^>]{0,500}>|\s+")
LONGEST = 60

COMPARED = {
    "==": N_("%(one)s is %(other)s"),
    "!=": N_("%(one)s is not %(other)s"),
    "<": N_("%(one)s is less than %(other)s"),
    "<=": N_("%(one)s is at most %(other)s"),
    ">": N_("%(one)s is more than %(other)s"),
    ">=": N_("%(one)s is at least %(other)s"),
}
COUNTED = {
    "==": N_("%(other)s answers are given to %(one)s"),
    "!=": N_("not %(other)s answers are given to %(one)s"),
    "<": N_("fewer than %(other)s answers are given to %(one)s"),
    "<=": N_("at most %(other)s answers are given to %(one)s"),
    ">": N_("more than %(other)s answers are given to %(one)s"),
    ">=": N_("at least %(other)s answers are given to %(one)s"),
}


def in_words(made: Plan, source: str, language: str = "") -> Phrase:
    """Return a condition as a phrase. What has no words stands in it as written.

    >>> from kontor.engine.questionnaire.model import Survey
    >>> from kontor.engine.questionnaire.plan import plan
    >>> empty = plan(Survey("s", {}, ("en",)))
    >>> spoken(in_words(empty, "TOKEN:AGE >= 18 and 1 + 1"))
    'TOKEN:AGE is at least 18 and 1 + 1'
    """
    if source.strip() in ("", "1"):
        return Phrase(N_("always"))
    try:
        return _Speaking(made, language or made.survey.language).phrase(parse(source))
    except ExpressionError:
        return Phrase("%(source)s", {"source": source})


def spoken(phrase: Phrase, translate: Callable[[str], str] = str) -> str:
    """Return a phrase with all phrases in it, each translated."""
    values = {
        name: spoken(value, translate) if isinstance(value, Phrase) else value
        for name, value in phrase.values.items()
    }
    return translate(phrase.text) % values


class _Speaking:
    def __init__(self, made: Plan, language: str) -> None:
        self.made, self.language = made, language

    def phrase(self, node: Node) -> Phrase:  # noqa: PLR0911 - one for each sort of node
        match node:
            case Logic(operator, many):
                return self.joined(operator, many)
            case Unary("!", Call("is_empty", (Name() as name,))):
                return Phrase(N_("%(one)s is answered"), {"one": self.name(name)})
            case Call("is_empty", (Name() as name,)):
                return Phrase(N_("%(one)s is not answered"), {"one": self.name(name)})
            case Unary("!", one):
                return Phrase(N_("it is not so that %(of)s"), {"of": self.phrase(one)})
            case Binary(operator, left, right) if operator in COMPARED:
                return self.compared(operator, left, right)
            case Name() as name if self.ticked(name):
                return Phrase(N_("%(one)s is ticked"), {"one": self.name(name)})
        return Phrase("%(source)s", {"source": self.value(node)})

    def joined(self, operator: str, many: tuple[Node, ...]) -> Phrase:
        def part(one: Node) -> Phrase:
            inner = self.phrase(one)
            return Phrase("(%(of)s)", {"of": inner}) if isinstance(one, Logic) else inner

        found = part(many[0])
        text = N_("%(one)s and %(other)s") if operator == "and" else N_("%(one)s or %(other)s")
        for one in many[1:]:
            found = Phrase(text, {"one": found, "other": part(one)})
        return found

    def compared(self, operator: str, left: Node, right: Node) -> Phrase:
        match left, right:
            case Name() as name, String(text) if (
                self.ticked(name) and text in (YES, "") and operator in ("==", "!=")
            ):
                yes = (operator == "==") == (text == YES)
                phrase = N_("%(one)s is ticked") if yes else N_("%(one)s is not ticked")
                return Phrase(phrase, {"one": self.name(name)})
            case Call("count", (Name() as name,)), _:
                return Phrase(COUNTED[operator], {"one": self.name(name), "other": self.value(right)})
            case Name() as name, String(text) | Number(text):
                return Phrase(COMPARED[operator], {"one": self.name(name), "other": self.answer(name, text)})
        return Phrase(COMPARED[operator], {"one": self.value(left), "other": self.value(right)})

    def ticked(self, name: Name) -> bool:
        spot = self.made.spots.cells.get(name.name)
        return spot is not None and spot[0].role is Role.TICK

    def value(self, node: Node) -> object:
        if isinstance(node, Name):
            return self.name(node)
        return f"“{node.text}”" if isinstance(node, String) else to_source(node)

    def name(self, name: Name) -> object:
        """A question with its code, the sub-question or option where it is about one."""
        code = name.name.removeprefix("that.").split(".")[0]
        if name.name == INDEX:
            return Phrase(N_("the number of the entry"))
        if code in self.made.spots.questions:
            return f"{code} “{self.short(self.made.spots.questions[code][0])}”"
        if code not in self.made.spots.cells:
            return to_source(name)
        cell, asked, _ = self.made.spots.cells[code]
        part = next((one for one in asked.parts if one.code == cell.part), None)
        told = said(part.text, self.language, self.made.survey.language) if part else cell.part
        if asked.kind in TICKS and cell.role is Role.TICK:
            return Phrase(
                N_("“%(answer)s” in %(question)s"), {"answer": _plain(told), "question": asked.code}
            )
        return f"{asked.code} “{_plain(told)}”"

    def short(self, asked: Question) -> str:
        return _plain(said(asked.text, self.language, self.made.survey.language)) or asked.code

    def answer(self, name: Name, text: str) -> object:
        spot = self.made.spots.cells.get(name.name)
        if spot is None:
            return text
        cell, asked, _ = spot
        if asked.kind is Kind.YES_NO and text in (YES, NO):
            return Phrase(N_("yes")) if text == YES else Phrase(N_("no"))
        if text == OTHER:
            return Phrase(N_("another answer"))
        option = option_of(asked, text, cell.scale)
        if option is None:
            return text if asked.kind is Kind.NUMBER else f"“{text}”"
        return f"“{_plain(said(option.text, self.language, self.made.survey.language)) or text}”"


def _plain(text: str) -> str:
    """A text without tags, cut where it is long."""
    bare = TAGS.sub(" ", text).strip()
    return bare if len(bare) <= LONGEST else bare[: LONGEST - 1].rstrip() + "…"
