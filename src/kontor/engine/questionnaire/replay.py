"""Recorded answers, given again: does the survey ask the same questions in the same order?

A recording (JSON) has `traces`, each with a `path` of steps: the `code` of the question that was asked and the `answers` that
were posted to it, by the name of the field behind the code ('value' for the question itself).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kontor.engine.questionnaire.answers import posted
from kontor.engine.questionnaire.kinds import Kind
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.response import Response
from kontor.engine.questionnaire.state import EPOCH, look
from kontor.engine.questionnaire.walk import question_after

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
END = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: which question must come (END after the last), and which comes here."""

    trace: int
    after: str
    expected: str
    actual: str

    @property
    def agrees(self) -> bool:
        """Whether it is the same."""
        return self.expected == self.actual


@dataclass(frozen=True, slots=True)
class Replay:
    """All steps of all traces."""

    steps: tuple[Step, ...]

    @property
    def agreed(self) -> int:
        """How many steps agree."""
        return sum(one.agrees for one in self.steps)

    def to_json(self) -> dict[str, Any]:
        """Return the counts and the steps."""
        return {
            "steps": len(self.steps),
            "agreed": self.agreed,
            "path": [
                {"trace": one.trace, "after": one.after, "expected": one.expected, "actual": one.actual}
                for one in self.steps
            ],
        }


def replay(made: Plan, recording: Mapping[str, Any], today: date = EPOCH) -> Replay:
    """Answer a survey as recorded and compare each next question. One look at the survey for each step.

    Where a step differs the walk goes on from the recorded question, so that one difference is counted once.
    """
    return Replay(
        tuple(
            step
            for number, trace in enumerate(recording.get("traces", ()), 1)
            for step in _steps(made, number, trace, today)
        )
    )


def fields_of(made: Plan, code: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what was posted to a question by the names of our cells; cells it leaves out are empty."""
    step = made.questions[code]
    found: dict[str, object] = {cell.name: "" for cell in step.cells}
    for field, value in answers.items():
        name = code if field == "value" else f"{code}_{field.replace('#', '_')}"
        if name not in found:
            continue
        day = DAY.fullmatch(str(value)) if step.question.kind is Kind.DATE else None
        found[name] = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else value
    return found


def _steps(made: Plan, number: int, trace: Mapping[str, Any], today: date) -> Iterator[Step]:
    response = Response(made.survey.id, made.survey.version, str(trace.get("language", "")))
    path = list(trace.get("path", ()))
    after = END
    for at in range(len(path) + 1):
        actual = question_after(look(made, response, today), after)
        expected = path[at]["code"] if at < len(path) else END
        if at == len(path) and not trace.get("submitted"):
            # The recording ends where the answer was refused: the same question must come again.
            expected = after
        yield Step(number, after, expected, actual.question.code if actual else END)
        if at < len(path):
            after = expected
            if after in made.questions:
                response, _ = posted(made, response, fields_of(made, after, path[at].get("answers", {})))
