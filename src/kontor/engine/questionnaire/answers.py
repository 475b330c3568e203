"""What is typed, made a value: numbers are numbers, dates ISO texts, ticks 'Y', and everything else a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.questionnaire.expression.values import Single, text_of
from kontor.engine.questionnaire.kinds import NO, YES, Cell, Kind, Role
from kontor.engine.questionnaire.model import Question
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.response import TOP, Path, Response

NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer. A `warning` does not keep anybody from going on."""

    question: str
    cell: str
    phrase: Phrase
    path: Path = TOP
    kind: str = "invalid"
    warning: bool = False


def posted(
    plan: Plan, response: Response, typed: Mapping[str, object], at: Path = TOP
) -> tuple[Response, tuple[Problem, ...]]:
    """Return the response with what was typed at a place, and what of it could not be read.

    What cannot be read is kept as typed, so that it is shown again exactly so. Cells that the survey does not have, or that
    stand elsewhere, change nothing: they are problems of the kind `unknown`. Linear in what was typed.
    """
    chain = tuple(block for block, _ in at)
    found: dict[str, Single] = {}
    problems: list[Problem] = []
    for name, given in typed.items():
        spot = plan.spots.cells.get(name)
        if spot is None or spot[2] != chain or spot[1].kind is Kind.FORMULA:
            problems.append(
                Problem(
                    "",
                    name,
                    Phrase(N_("The survey does not ask %(cell)s here"), {"cell": name}),
                    at,
                    "unknown",
                )
            )
            continue
        cell, asked, _ = spot
        value, phrase = read_value(asked, cell, given)
        found[name] = value
        if phrase is not None:
            problems.append(Problem(asked.code, name, phrase, at))
    return response.put(found, at), tuple(problems)


def read_value(asked: Question, cell: Cell, given: object) -> tuple[Single, Phrase | None]:
    """Return the value of what was typed into a cell, and what is wrong with it.

    >>> from kontor.engine.questionnaire.model import Question
    >>> read_value(Question("N", Kind.NUMBER), Cell("N", "N", number=True), " 2,50 ")
    (2.5, None)
    """
    if given is None or given == "":
        return "", None
    if isinstance(given, bool):
        given = YES if given else ""
    if not isinstance(given, str | int | float):
        return "", Phrase(N_("The answer must be a text or a number"), {})
    text = given.replace("\x00", "")[:LONGEST] if isinstance(given, str) else text_of(given)
    if cell.role is Role.TICK:
        return ("" if text.strip() in ("", "0", NO) else YES), None
    if cell.number and cell.role is Role.VALUE:
        return _number(text)
    if asked.kind is Kind.DATE:
        return _date(text)
    return (text if "\n" in text or cell.role is Role.COMMENT else text.strip()), None


def _number(text: str) -> tuple[Single, Phrase | None]:
    text = text.strip().replace("\N{NO-BREAK SPACE}", "")
    if not text:
        return "", None
    if not NUMBER.fullmatch(text) or len(text) > 30:
        return text, Phrase(N_("“%(typed)s” is no number"), {"typed": text[:50]})
    text = text.replace(",", ".")
    if "." not in text:
        return int(text), None
    number = float(text)
    # 2.0000000000 is 2, also where another program wrote it.
    return (int(number) if number == int(number) else number), None


def _date(text: str) -> tuple[Single, Phrase | None]:
    """A day, with its time of day where that is not midnight."""
    text = text.strip()
    if not text:
        return "", None
    try:
        moment = datetime.fromisoformat(text)
        day = moment.date().isoformat()
        return (f"{day} {moment:%H:%M}" if moment.hour or moment.minute else day), None
    except ValueError:
        return text, Phrase(N_("“%(typed)s” is no date of the form 2019-03-15"), {"typed": text[:50]})
