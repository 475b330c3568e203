"""Files of the command: events, schedules and answers; whatever cannot be read or written is a sentence."""

import json
from pathlib import Path

from kontor.engine.scheduling import Meeting, Problem, ProblemError, Solution, codec, dzn


def read_problem(path: Path) -> Problem:
    """The event of a file, by the end of its name."""
    if path.suffix not in {".json", ".dzn"}:
        raise ProblemError([f"{path} ends neither in .json nor in .dzn: these are what can be read."])
    text = read(path)
    return codec.read_problem(text) if path.suffix == ".json" else dzn.read(text)


def read_solution(path: Path, problem: Problem) -> Solution:
    """A schedule, or a plain list: of each wish the id of its slot, null or 0 where it is not held."""
    text = read(path)
    return by_slots(text, problem) if text.lstrip().startswith("[") else codec.read_solution(text)


def by_slots(text: str, problem: Problem) -> Solution:
    """The schedule of a list of slots, where only slots are open: one place, and nobody who stands in."""
    try:
        slots = json.loads(text)
    except ValueError as error:
        raise ProblemError([f"The schedule is no JSON: {error}."]) from None
    if len(problem.places) != 1 or any(len(party) > 1 for wish in problem.wishes for party in wish.parties):
        raise ProblemError(["A list of slots does not say where or by whom: give the meetings as objects."])
    if len(slots) != len(problem.wishes):
        raise ProblemError(
            [f"The list has {len(slots)} slots for {len(problem.wishes)} wishes: give one for each."]
        )
    return Solution(
        tuple(
            Meeting(wish.id, str(slot), problem.places[0].id, tuple(wish.people))
            for wish, slot in zip(problem.wishes, slots, strict=True)
            if slot
        )
    )


def read_events(path: Path) -> codec.Day:
    return codec.read_events(read(path))


def read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ProblemError([f"{path} cannot be read: {error.strerror}."]) from None
    except UnicodeDecodeError:
        raise ProblemError([f"{path} is no text in UTF-8."]) from None


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ProblemError([f"{path} cannot be written: {error.strerror}."]) from None
