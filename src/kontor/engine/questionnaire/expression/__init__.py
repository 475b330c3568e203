"""The expressions of conditions, checks, calculated values and piping: LimeSurvey's language, as far as surveys use it.

    parse(source) -> Node                     raises ExpressionError (what, at which sign)
    names(node) -> tuple[Name, ...]           what it speaks of
    to_source(node) -> str                    the expression as LimeSurvey reads it
    compiled(node, resolve) -> (scope) -> value      a function that calculates it; resolve says how a Name is read

Sources: LimeSurvey's manual, 'ExpressionScript - Presentation', and its observable behaviour (version 6.4). Nothing is
ever handed to Python's own evaluation. Length, number of signs and depth are bounded, so hostile input stays cheap.
"""

from kontor.engine.questionnaire.expression.evaluate import Context, Reader, compiled, unsupported
from kontor.engine.questionnaire.expression.parse import ExpressionError, parse
from kontor.engine.questionnaire.expression.pieces import Piece, pieces
from kontor.engine.questionnaire.expression.tree import (
    Binary,
    Call,
    Logic,
    Name,
    Node,
    Number,
    String,
    Unary,
    names,
    renamed,
    to_source,
)
from kontor.engine.questionnaire.expression.values import Value, empty, number_of, text_of, truth

__all__ = [
    "Binary",
    "Call",
    "Context",
    "ExpressionError",
    "Logic",
    "Name",
    "Node",
    "Number",
    "Piece",
    "Reader",
    "String",
    "Unary",
    "Value",
    "compiled",
    "empty",
    "names",
    "number_of",
    "parse",
    "pieces",
    "renamed",
    "text_of",
    "to_source",
    "truth",
    "unsupported",
]
