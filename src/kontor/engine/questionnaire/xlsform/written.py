"""Our expressions written as the XPath that forms use."""

from collections.abc import Callable
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
    parse,
)
from kontor.engine.questionnaire.kinds import TICKS, Cell, Role
from kontor.engine.questionnaire.model import Question
from kontor.engine.questionnaire.reading import INDEX, Spots

OPERATORS = {"==": "=", "/": "div"}
PLAIN = {
    "sum": "sum", "count": "count", "min": "min", "max": "max", "join": "concat", "implode": "join",
    "floatval": "number", "intval": "int", "round": "round", "floor": "floor", "ceil": "ceiling", "abs": "abs",
    "pow": "pow", "sqrt": "sqrt", "strlen": "string-length", "if": "if",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes expressions that stand at one question; '.' stands for its answer where `own` is set."""

    spots: Spots
    asked: Question | None = None
    own: bool = False

    def xpath(self, source: str) -> str:
        """Return an expression as XPath. Raises ExpressionError where a form cannot say it."""
        node = parse(source)
        return self.written(node, source)

    def written(self, node: Node, source: str) -> str:  # noqa: PLR0911, PLR0912 - one for each sort of node
        def inner(one: Node) -> str:
            text = self.written(one, source)
            return f"({text})" if isinstance(one, Binary | Logic) else text

        match node:
            case Number(text):
                return text
            case String(text):
                if "'" in text and '"' in text:
                    raise self.refused(source, text)
                return f'"{text}"' if "'" in text else f"'{text}'"
            case Name():
                return self.name(node, source)
            case Unary("!", Call("is_empty", (one,))):
                return self.nothing(one, source, "!=")
            case Unary("!", one):
                return f"not({self.written(one, source)})"
            case Unary(_, one):
                return f"-{inner(one)}"
            case Logic(operator, many):
                return f" {operator} ".join(map(inner, many))
            case Binary(("==" | "!="), Name() as name, String("Y")) if self.tick(name) is not None:
                ticked = self.written(name, source)
                return ticked if node.operator == "==" else f"not({ticked})"
            case Binary(operator, left, right):
                return f"{inner(left)} {OPERATORS.get(operator, operator)} {inner(right)}"
            case Call("is_empty", (one,)):
                return self.nothing(one, source, "=")
            case Call("count", (Name(name, suffix),)) if self.multiple(name) and not suffix.endswith(
                "comments"
            ):
                return f"count-selected({self.name(Name(name, suffix), source)})"
            case Call("date", (String("Y-m-d"),)):
                return "today()"
            case Call("regexMatch", (String(pattern), one)):
                return f"regex({inner(one)}, '{self.pattern(pattern, source)}')"
            case Call("sum" | "count", many) if len(many) > 1:
                return self.added(node.function, many, inner)
            case Call(function, many) if function in PLAIN:
                return f"{PLAIN[function]}({', '.join(self.written(one, source) for one in many)})"
        raise self.refused(source, getattr(node, "function", ""))

    def refused(self, source: str, word: str) -> ExpressionError:
        return ExpressionError(source, 1, N_("“%(sign)s” cannot be said in an XLSForm"), sign=word)

    def added(self, function: str, many: tuple[Node, ...], inner: Callable[[Node], str]) -> str:
        """XPath adds up the nodes of a repeat; single fields are added one by one."""
        if function == "count":
            return " + ".join(f"if({inner(one)} != '', 1, 0)" for one in many)
        return " + ".join(f"coalesce({inner(one)}, 0)" for one in many)

    def nothing(self, one: Node, source: str, operator: str) -> str:
        if isinstance(one, Name) and self.tick(one) is not None:
            ticked = self.written(one, source)
            return f"not({ticked})" if operator == "=" else ticked
        return f"{self.written(one, source)} {operator} ''"

    def cell(self, name: str) -> tuple[Cell, Question] | None:
        found = self.spots.cells.get(name)
        return (found[0], found[1]) if found else None

    def tick(self, name: Name) -> Cell | None:
        found = self.cell(name.name)
        return found[0] if found and found[0].role is Role.TICK else None

    def multiple(self, name: str) -> bool:
        code = name.removeprefix("that.")
        if name == "self" and self.asked:
            code = self.asked.code
        return code in self.spots.questions and self.spots.questions[code][0].kind in TICKS

    def name(self, name: Name, source: str) -> str:
        text = name.name
        if text == INDEX:
            return "position(..)"
        if text == "self" and self.asked is not None:
            return "." if self.own else f"${{{self.asked.code}}}"
        if text.startswith("that."):
            text = text.removeprefix("that.")
        if name.suffix not in ("", "NAOK", "code", "value", "valueNAOK"):
            raise self.refused(source, f"{text}.{name.suffix}")
        found = self.cell(text)
        if found and found[0].role is Role.TICK:
            return f"selected({self.field(found[1].code)}, '{found[0].part}')"
        if found and found[0].role is Role.RANK:
            raise self.refused(source, text)
        if found or text in self.spots.questions or text in self.spots.repeats:
            return self.field(text)
        raise self.refused(source, text)

    def field(self, name: str) -> str:
        own = self.own and self.asked is not None and name == self.asked.code
        return "." if own else f"${{{name}}}"

    def pattern(self, pattern: str, source: str) -> str:
        """A form's pattern must fit the whole answer: anchors go, and what has none is told to match around."""
        body = pattern[1:-1]
        if pattern[:1] != pattern[-1:] or "'" in body:
            raise self.refused(source, pattern)
        if body.startswith("^(?:") and body.endswith(")$"):
            return body[4:-2].replace("\\/", "/")
        start, end = "" if body.startswith("^") else ".*", "" if body.endswith("$") else ".*"
        return f"{start}{body.removeprefix('^').removesuffix('$')}{end}".replace("\\/", "/")
