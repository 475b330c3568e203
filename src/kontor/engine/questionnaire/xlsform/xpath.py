"""The XPath that forms use, read as our expressions: names in ${}, the answer itself as '.', a score of functions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_
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
)
from kontor.engine.questionnaire.expression.parse import DEEPEST, LONGEST

TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<string>"[^"]*"|'[^']*')
      | (?P<field>\$\{\s*[^}\s]+\s*\})
      | (?P<number>\d+(?:\.\d*)?|\.\d+)
      | (?P<word>[A-Za-z_][A-Za-z0-9_.:-]*(?<![.:-]))
      | (?P<sign>!=|<=|>=|\.\.|[-+*=<>(),.|])""",
    re.VERBOSE,
)
LEVELS = (("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known of the fields: how each is called here, and which are multiple choices (option -> cell)."""

    names: dict[str, str]
    ticks: dict[str, dict[str, str]]


def read_xpath(source: str, fields: Fields, own: str = "") -> Node:
    """Return an XPath expression as tree; `own` is the field that '.' stands for.

    Raises ExpressionError for what is not supported. Bounded like our own expressions.
    """
    if len(source) > LONGEST:
        raise ExpressionError(
            source[:100], LONGEST, N_("The expression is longer than %(most)s signs"), most=LONGEST
        )
    return _Reading(source, fields, own).whole()


def _tokens(source: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if found is None:
            raise ExpressionError(
                source, at + 1, N_("“%(sign)s” at sign %(at)s is not understood"), sign=source[at]
            )
        if found.lastgroup != "space":
            yield str(found.lastgroup), found.group(), at + 1
        at = found.end()
    yield "end", "", len(source) + 1


class _Reading:
    def __init__(self, source: str, fields: Fields, own: str) -> None:
        self.source, self.fields, self.own = source, fields, own
        self.tokens = list(_tokens(source))
        self.at = self.depth = 0

    def refuse(self, problem: str = N_("“%(sign)s” at sign %(at)s is not supported")) -> ExpressionError:
        _, text, at = self.tokens[self.at]
        return ExpressionError(self.source, at, problem, sign=text)

    def whole(self) -> Node:
        node = self.logic("or")
        if self.tokens[self.at][0] != "end":
            raise self.refuse()
        return node

    def take(self, *words: str) -> str:
        sort, text, _ = self.tokens[self.at]
        if sort in ("sign", "word") and text in words:
            self.at += 1
            return text
        return ""

    def logic(self, word: str) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse(N_("The expression has too many levels"))
        found = [self.logic("and") if word == "or" else self.level(0)]
        while self.take(word):
            found.append(self.logic("and") if word == "or" else self.level(0))
        self.depth -= 1
        return found[0] if len(found) == 1 else Logic(word, tuple(found))

    def level(self, strength: int) -> Node:
        if strength == len(LEVELS):
            return self.unary()
        node, links = self.level(strength + 1), 0
        while operator := self.take(*LEVELS[strength]):
            node = self.binary(operator, node, self.level(strength + 1))
            links += 1
            if links + self.depth > DEEPEST:
                raise self.refuse(N_("The expression has too many levels"))
        return node

    def binary(self, operator: str, left: Node, right: Node) -> Node:
        if operator in ("=", "!=") and String("") in (left, right):
            empty = self.empty(right if left == String("") else left)
            return empty if operator == "=" else Unary("!", empty)
        if operator == "mod":
            return Binary("-", left, Binary("*", right, Call("intval", (Binary("/", left, right),))))
        return Binary({"=": "==", "div": "/"}.get(operator, operator), left, right)

    def empty(self, node: Node) -> Node:
        """Whether nothing is answered: of a multiple choice, whether nothing is ticked."""
        if isinstance(node, Name) and node.name.removeprefix("that.") in self.fields.ticks:
            return Binary("==", Call("count", (node,)), Number("0"))
        return Call("is_empty", (node,))

    def unary(self) -> Node:
        if not self.take("-"):
            return self.single()
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse(N_("The expression has too many levels"))
        node = Unary("-", self.unary())
        self.depth -= 1
        return node

    def single(self) -> Node:
        sort, text, _ = self.tokens[self.at]
        self.at += 1
        match sort:
            case "number":
                return Number(text)
            case "string":
                return String(text[1:-1])
            case "field":
                return self.field(text[2:-1].strip())
            case "sign" if text == "." and self.own:
                return self.field(self.own)
            case "sign" if text == "(":
                node = self.logic("or")
                self.close()
                return node
            case "word" if self.take("("):
                return self.call(text)
        self.at -= 1
        raise self.refuse()

    def field(self, name: str) -> Node:
        known = self.fields.names.get(name)
        if known is None:
            self.at -= 1
            raise self.refuse(N_("“%(sign)s” at sign %(at)s is not a field of the form"))
        return Name(f"that.{known}" if known in self.fields.ticks else known, "NAOK")

    def close(self) -> None:
        if not self.take(")"):
            raise self.refuse(N_("A bracket is not closed at sign %(at)s"))

    def call(self, function: str) -> Node:
        start = self.at - 2
        if function == "position" and self.take(".."):
            self.close()
            return Name("INDEX")
        given: list[Node] = []
        if not self.take(")"):
            given.append(self.logic("or"))
            while self.take(","):
                given.append(self.logic("or"))
            self.close()
        try:
            made = self.selected(given) if function == "selected" else MADE[function](*given)
        except (KeyError, TypeError):
            self.at = start
            raise self.refuse() from None
        return made

    def selected(self, given: list[Node]) -> Node:
        """Whether an option is chosen: of a multiple choice its tick, of a choice the answer."""
        field, option = given
        if not isinstance(field, Name) or not isinstance(option, String):
            raise KeyError
        code = field.name.removeprefix("that.")
        if code in self.fields.ticks and option.text == "other" and "other" not in self.fields.ticks[code]:
            return Unary("!", Call("is_empty", (Name(f"{code}_other", "NAOK"),)))
        if code in self.fields.ticks:
            return Binary("==", Name(self.fields.ticks[code][option.text], "NAOK"), String("Y"))
        return Binary("==", field, option)


def _regex(text: Node, pattern: Node) -> Node:
    if not isinstance(pattern, String):
        raise TypeError
    return Call("regexMatch", (String("/^(?:" + pattern.text.replace("/", "\\/") + ")$/"), text))


def _choice_name(field: Node, name: Node) -> Node:
    if not isinstance(field, Name):
        raise TypeError
    return Call("getAnswerOptionText", (Name(field.name),))


MADE: dict[str, Callable[..., Node]] = {
    # XPath's name: our expression of its arguments
    "not": lambda a: Unary("!", a),
    "true": lambda: Number("1"),
    "false": lambda: Number("0"),
    "if": lambda a, b, c: Call("if", (a, b, c)),
    "coalesce": lambda a, b: Call("if", (Call("is_empty", (a,)), b, a)),
    "count-selected": lambda a: Call("count", (a,)),
    "count": lambda a: Call("count", (a,)),
    "sum": lambda a: Call("sum", (a,)),
    "min": lambda *a: Call("min", a),
    "max": lambda *a: Call("max", a),
    "concat": lambda *a: Call("join", a),
    "join": lambda *a: Call("implode", a),
    "string": lambda a: Call("join", (a,)),
    "number": lambda a: Call("floatval", (a,)),
    "int": lambda a: Call("intval", (a,)),
    "round": lambda *a: Call("round", a),
    "floor": lambda a: Call("floor", (a,)),
    "ceiling": lambda a: Call("ceil", (a,)),
    "abs": lambda a: Call("abs", (a,)),
    "pow": lambda a, b: Call("pow", (a, b)),
    "sqrt": lambda a: Call("sqrt", (a,)),
    "boolean": lambda a: Unary("!", Unary("!", a)),
    "normalize-space": lambda a: Call("trim", (a,)),
    "lower-case": lambda a: Call("strtolower", (a,)),
    "upper-case": lambda a: Call("strtoupper", (a,)),
    "string-length": lambda a: Call("strlen", (a,)),
    "substr": lambda a, b, c: Call("substr", (a, b, Binary("-", c, b))),
    "starts-with": lambda a, b: Binary("==", Call("substr", (a, Number("0"), Call("strlen", (b,)))), b),
    "contains": lambda a, b: Binary(
        "!=", Call("strlen", (a,)), Call("strlen", (Call("str_replace", (b, String(""), a)),))
    ),
    "regex": _regex,
    "today": lambda: Call("date", (String("Y-m-d"),)),
    "date": lambda a: a,
    "jr:choice-name": _choice_name,
}
