"""From the signs of an expression to its tree. Bounded: 20,000 signs, 4,000 tokens, 100 levels. Linear in its length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.expression.tree import Binary, Call, Logic, Name, Node, Number, String, Unary

LONGEST, MOST_TOKENS, DEEPEST = 20_000, 4_000, 100

SAME = {"&&": "and", "||": "or", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
LEVELS = (("==", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "/"))
SUFFIX = re.compile(
    r"\.(NAOK|valueNAOK|value|code|shown|question|relevanceStatus|comments|nocomments|type|qid|sgqa|mandatory)$"
)
TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<name>(?:INSERTANS:)?\d+X\d+X\d+[A-Za-z0-9_]*(?:\#[01])?(?:\.[A-Za-z_]+)*
               | (?:TOKEN:|INSERTANS:)?[A-Za-z_][A-Za-z0-9_]*(?:\#[01])?(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
      | (?P<number>\d+\.?\d*|\.\d+)
      | (?P<sign>==|!=|<=|>=|&&|\|\||[-+*/<>!(),])""",
    re.VERBOSE | re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class ExpressionError(ValueError):
    """What is wrong with an expression: `problem` is a Phrase, `at` the sign (from 1), `source` the expression."""

    def __init__(self, source: str, at: int, problem: str, /, **values: object) -> None:
        self.source, self.at, self.problem = source, at, Phrase(problem, {"at": at, **values})
        super().__init__(str(self.problem))


@dataclass(frozen=True, slots=True)
class Token:
    sort: str
    text: str
    at: int


def parse(source: str) -> Node:
    """Return the tree of an expression.

    Raises ExpressionError where it is no expression, uses what is not supported (assignments, sequences), or is too large.

    >>> parse('D2.NAOK == "Y"')
    Binary(operator='==', left=Name(name='D2', suffix='NAOK'), right=String(text='Y'))
    """
    if len(source) > LONGEST:
        raise ExpressionError(
            source[:100], LONGEST, N_("The expression is longer than %(most)s signs"), most=LONGEST
        )
    return _Reading(source).whole()


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of an expression, without spaces; 'end' is the last."""
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if found is None:
            raise ExpressionError(
                source, at + 1, N_("“%(sign)s” at sign %(at)s is not understood"), sign=source[at]
            )
        sort = str(found.lastgroup)
        if sort != "space":
            text = found.group()
            low = text.lower()
            if sort == "name" and (low in SAME or low in ("and", "or")):
                sort = "sign"
            yield Token(sort, SAME.get(low, low) if sort == "sign" else text, at + 1)
        at = found.end()
    yield Token("end", "", len(source) + 1)


class _Reading:
    """One pass over the tokens, one function for each strength of operator."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens: list[Token] = []
        for token in tokens(source):
            self.tokens.append(token)
            if len(self.tokens) > MOST_TOKENS:
                self.refuse(token, N_("The expression has more than %(most)s words"), most=MOST_TOKENS)
        self.next = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.logic("or")
        token = self.here
        if token.sort != "end":
            self.refuse(token, N_("“%(sign)s” at sign %(at)s is one word too many"), sign=token.text)
        return node

    @property
    def here(self) -> Token:
        return self.tokens[self.next]

    def refuse(self, token: Token, problem: str, **values: object) -> None:
        raise ExpressionError(self.source, token.at, problem, **values)

    def taken(self, *signs: str) -> str:
        token = self.here
        if token.sort == "sign" and token.text in signs:
            self.next += 1
            return token.text
        return ""

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > DEEPEST:
            self.refuse(self.here, N_("The expression has more than %(most)s levels"), most=DEEPEST)

    def logic(self, operator: str) -> Node:
        found = [self.logic("and") if operator == "or" else self.level(0)]
        while self.taken(operator):
            found.append(self.logic("and") if operator == "or" else self.level(0))
        return found[0] if len(found) == 1 else Logic(operator, tuple(found))

    def level(self, strength: int) -> Node:
        if strength == len(LEVELS):
            return self.unary()
        node, links = self.level(strength + 1), 0
        while operator := self.taken(*LEVELS[strength]):
            node = Binary(operator, node, self.level(strength + 1))
            # A long chain makes a deep tree as brackets do.
            links += 1
            self.deeper(1)
        self.depth -= links
        return node

    def unary(self) -> Node:
        operator = self.taken("!", "-", "+")
        if not operator:
            return self.single()
        self.deeper(1)
        node = Unary(operator, self.unary())
        self.deeper(-1)
        return node

    def single(self) -> Node:
        token = self.here
        self.next += token.sort != "end"
        if token.sort == "number":
            return Number(token.text)
        if token.sort == "string":
            return String(ESCAPED.sub(_unescaped, token.text[1:-1]))
        if token.sort == "name":
            return (
                self.call(token) if self.here.text == "(" and self.here.sort == "sign" else named(token.text)
            )
        if token.sort == "sign" and token.text == "(":
            self.deeper(1)
            node = self.logic("or")
            self.close()
            self.deeper(-1)
            return node
        if token.sort == "end":
            self.refuse(token, N_("The expression ends too early"))
        self.refuse(token, N_("“%(sign)s” at sign %(at)s stands where a value should"), sign=token.text)
        raise AssertionError

    def call(self, token: Token) -> Node:
        self.next += 1
        self.deeper(1)
        found: list[Node] = []
        if self.here.text != ")" or self.here.sort != "sign":
            found.append(self.logic("or"))
            while self.taken(","):
                found.append(self.logic("or"))
        self.close()
        self.deeper(-1)
        return Call(token.text, tuple(found))

    def close(self) -> None:
        if not self.taken(")"):
            self.refuse(self.here, N_("A bracket is not closed at sign %(at)s"))


def named(text: str) -> Name:
    """Return a name with its suffix apart.

    >>> named("that.AF.NAOK"), named("self.comments")
    (Name(name='that.AF', suffix='NAOK'), Name(name='self', suffix='comments'))
    """
    text = text.removeprefix("INSERTANS:")
    found = SUFFIX.search(text)
    return Name(text[: found.start()], found.group(1)) if found else Name(text)


def _unescaped(found: re.Match[str]) -> str:
    sign = found.group(1)
    return sign if sign in "\"'\\" else found.group()
