"""Problems, schedules, answers and the events of a day as JSON files.

Every file is one object with `"kontor": "schedule/1"`; its other keys are those of the record, and what is left out has
its default. What cannot be read is refused with a sentence for every fault. See docs/guide/scheduling.md.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from kontor.engine.scheduling.check import Quality, Report, check
from kontor.engine.scheduling.problem import Problem, ProblemError
from kontor.engine.scheduling.records import decode, encode, shown, strangers
from kontor.engine.scheduling.repair.events import WORDS, Event
from kontor.engine.scheduling.solution import Answer, Meeting, Seconds, Solution, Status

VERSION = "schedule/1"
_ANSWER = ["status", "objective", "bound", "gap", "seconds", "reason", "check", "solution"]
_FIGURES = [field.name for field in fields(Quality) if field.name != "breaks_of"]


def read_problem(text: str) -> Problem:
    """Return the problem of a file; a `ProblemError` names every fault of form, or else every fault of content. O(n)."""
    problem: Problem = decode(Problem, _opened(text))
    return problem


def write_problem(problem: Problem) -> str:
    """Return the problem as a file: a record a line, defaults left out. O(n)."""
    return written(encode(problem))


def read_solution(text: str) -> Solution:
    """Return the schedule of a file written by `write_solution`, or that of an answer. O(n)."""
    data = _known(_opened(text))
    if data.get("solution") is None:
        raise ProblemError(["The file has no 'solution': it holds no schedule."])
    return Solution(decode(tuple[Meeting, ...], data["solution"], "solution"))


def write_solution(solution: Solution) -> str:
    """Return the schedule as a file: a meeting a line. O(n)."""
    return written({"solution": solution_data(solution)})


def solution_data(solution: Solution) -> list[Any]:
    """Return a schedule as JSON data."""
    return [encode(meeting) for meeting in solution.meetings]


def read_answer(text: str) -> Answer:
    """Return the answer of a file. What follows from schedule and problem (`gap`, `check`, parts) is passed over. O(n)."""
    data = _known(_opened(text))
    parts = data.get("objective")
    meetings = decode(tuple[Meeting, ...] | None, data.get("solution"), "solution")
    return Answer(
        status=decode(Status, data.get("status"), "status"),
        solution=None if meetings is None else Solution(meetings),
        objective=None if parts is None else _cost(parts),
        bound=decode(int | None, data.get("bound"), "bound"),
        seconds=decode(Seconds, data.get("seconds", {}), "seconds"),
        reason=decode(str, data.get("reason", ""), "reason"),
    )


def write_answer(answer: Answer, problem: Problem) -> str:
    """Return the answer as a file. O(check)."""
    return written(answer_data(answer, problem))


def answer_data(answer: Answer, problem: Problem) -> dict[str, Any]:
    """Return an answer as JSON data, with every figure of its schedule and the verdict of `check`. O(check)."""
    report = None if answer.solution is None else check(problem, answer.solution)
    return {
        "status": str(answer.status),
        "objective": None if report is None else figures(report.quality),
        "bound": answer.bound,
        "gap": answer.gap,
        "seconds": asdict(answer.seconds),
        "reason": answer.reason,
        "check": None if report is None else report_data(report),
        "solution": None if answer.solution is None else solution_data(answer.solution),
    }


def report_data(report: Report) -> dict[str, Any]:
    """Return the verdict of `check` as JSON data."""
    return {"valid": report.valid, "violations": [asdict(fault) for fault in report.violations]}


def figures(quality: Quality) -> dict[str, int]:
    """Return every figure of a schedule, without the breaks person by person."""
    return {name: getattr(quality, name) for name in _FIGURES}


@dataclass(frozen=True, slots=True)
class Day:
    """A file of events: what happened, which wishes people have agreed to, and the schedule it happened to, if told."""

    events: tuple[Event, ...]
    confirmed: frozenset[str] = frozenset()
    published: Solution | None = None


def read_events(text: str) -> Day:
    """Return the events of a file, in their order: `{"late": {"person": "p7", "until": "s4"}}`. O(n)."""
    data = _opened(text)
    faults = list(strangers(data, ["events", "confirmed", "solution"]))
    events = []
    for number, entry in enumerate(_listed(data.get("events"), "events")):
        try:
            events.append(_event(entry, f"events[{number}]"))
        except ProblemError as error:
            faults.extend(error.faults)
    if faults:
        raise ProblemError(faults)
    return Day(
        tuple(events),
        frozenset(decode(tuple[str, ...], data.get("confirmed", []), "confirmed")),
        Solution(decode(tuple[Meeting, ...], data["solution"], "solution")) if "solution" in data else None,
    )


def write_events(day: Day) -> str:
    """Return events as a file: one a line. O(n)."""
    words = {record: word for word, record in WORDS.items()}
    data: dict[str, Any] = {"events": [{words[type(event)]: encode(event)} for event in day.events]}
    if day.confirmed:
        data["confirmed"] = sorted(day.confirmed)
    if day.published is not None:
        data["solution"] = solution_data(day.published)
    return written(data)


def _listed(data: object, path: str) -> list[object]:
    if not isinstance(data, list):
        raise ProblemError([f"{path} is {shown(data)}: a list is expected."])
    return data


def _event(entry: object, path: str) -> Event:
    if not isinstance(entry, dict) or len(entry) != 1:
        raise ProblemError(
            [f"{path} is {shown(entry)}: an object with one key, the kind of event, is expected."]
        )
    faults = list(strangers(entry, list(WORDS), path))
    if faults:
        raise ProblemError(faults)
    [(word, inner)] = entry.items()
    event: Event = decode(WORDS[word], inner, f"{path}.{word}")
    return event


def written(data: dict[str, Any]) -> str:
    """Return JSON data in its envelope, as text to read: each record of a list on a line of its own. O(n)."""
    lines = [f"{json.dumps(name)}: {_value(value)}" for name, value in {"kontor": VERSION, **data}.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def _opened(text: str) -> dict[str, Any]:
    """The object of a file without its envelope."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except ProblemError:
        raise
    except ValueError as error:
        raise ProblemError([f"The file is no JSON: {error}."]) from None
    except RecursionError:
        raise ProblemError(["The file is nested too deeply for a schedule."]) from None
    if not isinstance(data, dict) or "kontor" not in data:
        raise ProblemError(
            [f'The file lacks "kontor": "{VERSION}": it is no scheduling file of this program.']
        )
    version = data.pop("kontor")
    if version != VERSION:
        raise ProblemError([f"kontor is {shown(version)}: this program reads {VERSION!r}."])
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ProblemError([f"The key {twice!r} stands twice in one object: leave one."])
    return data


def _no_number(word: str) -> None:
    raise ProblemError([f"{word} is no number that a schedule can use."])


def _known(data: dict[str, Any]) -> dict[str, Any]:
    faults = list(strangers(data, _ANSWER))
    if faults:
        raise ProblemError(faults)
    return data


def _cost(parts: object) -> int:
    if not isinstance(parts, dict):
        raise ProblemError([f"objective is {shown(parts)}: an object is expected."])
    faults = list(strangers(parts, _FIGURES, "objective"))
    if faults:
        raise ProblemError(faults)
    cost: int = decode(int, parts.get("cost"), "objective.cost")
    return cost
