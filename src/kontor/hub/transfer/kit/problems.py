"""What is wrong with a file: value, column, line and what to do. Sentences are translated when they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from kontor.hub.foundation.refusal import N_

KEPT = 1000
DID_YOU_MEAN = N_("Did you mean %(near)s?")
LONGEST_VALUE = 120


class Unclean(Exception):  # noqa: N818 - the program works and says no, as a Refusal does
    """Raised by cleaners. `sentence` is a gettext message id with named data; `value` is the cell unless given, and `near`,
    where there is one, is asked about: did you mean ...?
    """

    def __init__(self, sentence: str, **data: Any) -> None:
        self.sentence = sentence
        self.data = data
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A cleaner took the value for another one, and says so in the plan."""

    value: Any
    sentence: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place. `line` is the line of the file (0: the whole file), `column` the header as written."""

    sentence: str
    data: dict[str, Any] = field(default_factory=dict)
    line: int = 0
    column: str = ""
    value: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        data = {"value": self.value, **self.data}
        sentence = said(self.sentence, data)
        return f"{sentence} {said(DID_YOU_MEAN, data)}" if data.get("near") else sentence

    def as_json(self) -> dict[str, Any]:
        """For storing: the sentence stays untranslated, `Problem(**json)` reads it back."""
        data = {
            name: value if isinstance(value, int | str) else str(value) for name, value in self.data.items()
        }
        place = {"line": self.line, "column": self.column, "value": self.value, "sheet": self.sheet}
        return {"sentence": self.sentence, "data": data, **place}


def said(sentence: str, data: dict[str, Any]) -> str:
    """The sentence in the reader's language. Data that are themselves lazy texts are translated with it."""
    return gettext(sentence) % {
        name: value if isinstance(value, int) else str(value) for name, value in data.items()
    }


def shortened(value: object) -> str:
    """A value as shown in errors: printable, and not the whole novel somebody pasted into a cell."""
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


class Problems:
    """Collects all problems; shows the first thousand by line and the number of all."""

    def __init__(self) -> None:
        self.total = 0
        self._kept: dict[str, list[Problem]] = {}

    def add(self, problem: Problem) -> None:
        self.total += 1
        kept = self._kept.setdefault(problem.column, [])
        if len(kept) < KEPT:
            kept.append(problem)

    def __bool__(self) -> bool:
        return self.total > 0

    def __iter__(self) -> Iterator[Problem]:
        every = sorted(
            (problem for kept in self._kept.values() for problem in kept), key=lambda problem: problem.line
        )
        return iter(every[:KEPT])


class HasErrors(Exception):  # noqa: N818 - said to people, as a Refusal is
    """The file cannot be imported as it is; `problems` says why, `total` how many there are."""

    def __init__(self, problems: Problems) -> None:
        self.problems = list(problems)
        self.total = problems.total
        super().__init__("\n".join(placed(problem) for problem in self.problems[:10]))


def placed(problem: Problem) -> str:
    """The sentence with its place before it."""
    place = ", ".join(filter(None, [f"line {problem.line}" if problem.line else "", problem.column]))
    return f"{place}: {problem}" if place else str(problem)
