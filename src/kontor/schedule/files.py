"""Files of the command: events, schedules and answers; whatever cannot be read or written is a sentence."""

import json
from pathlib import Path

from kontor.engine.scheduling import Meeting, Problem, ProblemError, Solution, codec, dzn
from kontor.engine.scheduling.records import decode


def read_problem(path: Path) -> Problem:
    """The event of a file, by the end of its name."""
    if path.suffix not in {".json", ".dzn"}:
        raise ProblemError([f"{path} ends neither in .json nor in .dzn: these are what can be read."])
    text = read(path)
    return codec.read_problem(text) if path.suffix == ".json" else dzn.read(text)


def read_solution(path: Path, problem: Problem) -> Solution:
    """A schedule: a file of ours, a plain list of its meetings, or of each wish the slot (null or 0: not held)."""
    text = read(path)
    if not text.lstrip().startswith("["):
        return codec.read_solution(text)
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ProblemError([f"The schedule is no JSON: {error}."]) from None
    if rows and all(isinstance(row, dict) for row in rows):
        return Solution(decode(tuple[Meeting, ...], rows, "solution"))
    return by_slots(decode(tuple[str | None, ...], [_word(row) for row in rows], "solution"), problem)


def _word(slot: object) -> object:
    """Ids are texts; in published files they are numbers, and 0 is none."""
    if type(slot) is not int:  # false is an int, too, and no slot
        return slot
    return str(slot) if slot else None


def by_slots(slots: tuple[str | None, ...], problem: Problem) -> Solution:
    """The schedule of a list of slots, where only slots are open: one place, and nobody who stands in."""
    if len(problem.places) != 1 or any(len(party) > 1 for wish in problem.wishes for party in wish.parties):
        raise ProblemError(["A list of slots does not say where or by whom: give the meetings as objects."])
    if len(slots) != len(problem.wishes):
        raise ProblemError(
            [f"The list has {len(slots)} slots for {len(problem.wishes)} wishes: give one for each."]
        )
    return Solution(
        tuple(
            Meeting(wish.id, slot, problem.places[0].id, tuple(wish.people))
            for wish, slot in zip(problem.wishes, slots, strict=True)
            if slot is not None
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
