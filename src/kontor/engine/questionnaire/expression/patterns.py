"""Regular expressions that cannot be made slow: a set of states moves along the text, one step for each sign.

Python's own engine tries alternatives one after the other and can need longer than the world lasts for a short hostile
pattern. Here a text of n signs costs at most n times the size of the pattern (Thompson, 'Regular expression search algorithm',
1968). What such a machine cannot do (look around, back references) is refused, not approximated.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from kontor.engine.indicators.phrase import N_, Phrase

MOST_STATES, LONGEST_TEXT, MOST_PATTERN = 2_000, 10_000, 1_000
SHORT = {
    "d": str.isdecimal,
    "w": lambda sign: sign.isalnum() or sign == "_",
    "s": str.isspace,
}
NAMED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}

type Test = Callable[[str], bool]


class PatternError(ValueError):
    """A pattern that is not understood; `problem` is a Phrase."""

    def __init__(self, pattern: str, problem: str = N_("The pattern %(pattern)s is not supported")) -> None:
        self.problem = Phrase(problem, {"pattern": pattern})
        super().__init__(str(self.problem))


@dataclass(slots=True)
class State:
    """`test` moves on to `then`; without it one may be in any of `free`. `edge` is an anchor that must hold."""

    test: Test | None = None
    then: int = -1
    free: list[int] = field(default_factory=list)
    edge: str = ""


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern in slashes, as PHP writes it, is found in the text.

    Raises PatternError. O(len(text) x len(pattern)); of longer texts the first 10,000 signs count.

    >>> matches("/^[^@ ]+@[^@ ]+$/", "a@example.org"), matches("/^(a+)+$/", "a" * 5000 + "b")
    (True, False)
    """
    return machine(pattern).found(text[:LONGEST_TEXT])


@lru_cache(maxsize=256)
def machine(pattern: str) -> "Machine":
    """Return the machine of a pattern with delimiters and flags."""
    body, flags = _delimited(pattern)
    return Machine(body, "i" in flags, "s" in flags)


@lru_cache(maxsize=256)
def bare_machine(pattern: str) -> "Machine":
    """Return the machine of a pattern without delimiters, as XLSForm has it; it must fit the whole text."""
    return Machine(f"^({pattern})$", False, False)


def _delimited(pattern: str) -> tuple[str, str]:
    pattern = pattern.strip()
    opening = pattern[:1]
    closing = {"(": ")", "{": "}", "[": "]", "<": ">"}.get(opening, opening)
    end = pattern.rfind(closing)
    if end < 1 or opening.isalnum() or opening in "\\ " or set(pattern[end + 1 :]) - set("isuD"):
        raise PatternError(pattern)
    return pattern[1:end].replace(
        f"\\{closing}", closing if closing in "/#~@!%" else f"\\{closing}"
    ), pattern[end + 1 :]


class Machine:
    """The states of one pattern."""

    def __init__(self, pattern: str, ignore_case: bool, dot_all: bool) -> None:
        if len(pattern) > MOST_PATTERN:
            raise PatternError(pattern[:50])
        self.pattern, self.ignore_case, self.dot_all = pattern, ignore_case, dot_all
        self.states: list[State] = []
        self.at = 0
        self.depth = 0
        start, end = self.alternatives()
        if self.at < len(pattern):
            raise PatternError(pattern)
        self.start, self.end = start, end

    def found(self, text: str) -> bool:
        """Return whether it is found anywhere in the text."""
        if self.ignore_case:
            text = text.lower()
        here: set[int] = set()
        for at in range(len(text) + 1):
            here = self.free(here | {self.start}, text, at)
            if self.end in here:
                return True
            if at < len(text):
                sign = text[at]
                here = {
                    state.then
                    for one in here
                    if (state := self.states[one]).test is not None and state.test(sign)
                }
        return False

    def free(self, here: set[int], text: str, at: int) -> set[int]:
        """Return all states that are reached without a sign."""
        reached, left = set(here), list(here)
        while left:
            state = self.states[left.pop()]
            if state.edge and not _holds(state.edge, text, at):
                continue
            for one in state.free:
                if one not in reached:
                    reached.add(one)
                    left.append(one)
        return reached

    def state(self, **given: object) -> int:
        self.states.append(State(**given))  # type: ignore[arg-type]  # named as the fields are
        if len(self.states) > MOST_STATES:
            raise PatternError(self.pattern)
        return len(self.states) - 1

    def link(self, one: int, other: int) -> None:
        self.states[one].free.append(other)

    def alternatives(self) -> tuple[int, int]:
        self.depth += 1
        if self.depth > 50:
            raise PatternError(self.pattern)
        start, end = self.state(), self.state()
        while True:
            one = self.sequence()
            self.link(start, one[0])
            self.link(one[1], end)
            if not self.take("|"):
                self.depth -= 1
                return start, end

    def take(self, sign: str) -> bool:
        if self.pattern.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    def sequence(self) -> tuple[int, int]:
        start = end = self.state()
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            begin = self.at
            one = self.atom()
            one = self.repeated(one, begin)
            self.link(end, one[0])
            end = one[1]
        return start, end

    def repeated(self, one: tuple[int, int], begin: int) -> tuple[int, int]:
        """Lay copies of an atom in a row; those beyond the least may be left out, the last may come again."""
        bounds = self.bounds()
        if bounds is None:
            return one
        least, most = bounds
        self.take("?")  # lazy or greedy: the same texts fit
        after = self.at
        if self.bounds() is not None:
            raise PatternError(self.pattern)
        start, last = self.state(), self.state()
        end = start
        for turn in range(max(least, 1) if most is None else most):
            if turn >= least:
                self.link(end, last)
            copy = one if turn == 0 else self.again(begin)
            self.link(end, copy[0])
            end = copy[1]
            if most is None and turn == max(least, 1) - 1:
                self.link(end, copy[0])
        self.link(end, last)
        self.at = after
        return start, last

    def again(self, begin: int) -> tuple[int, int]:
        """Return another copy of the atom that begins there."""
        self.at = begin
        return self.atom()

    def bounds(self) -> tuple[int, int | None] | None:
        for sign, found in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return found
        counted = re.compile(r"\{(\d{1,3})(,(\d{0,3}))?\}").match(self.pattern, self.at)
        if counted is None:
            return None
        self.at = counted.end()
        least = int(counted[1])
        most = None if counted[2] and not counted[3] else int(counted[3] or least)
        if most is not None and most < least:
            raise PatternError(self.pattern)
        return least, most

    def atom(self) -> tuple[int, int]:
        sign = self.pattern[self.at]
        self.at += 1
        if sign == "(":
            return self.group()
        if sign in "^$":
            return self.anchor(sign)
        if sign in "*+?":
            raise PatternError(self.pattern)
        if sign == "\\" and self.pattern[self.at : self.at + 1] in ("b", "B", "A", "z", "Z"):
            self.at += 1
            return self.anchor(self.pattern[self.at - 1])
        return self.signs(self.test(sign))

    def signs(self, test: Test) -> tuple[int, int]:
        end = self.state()
        return self.state(test=test, then=end), end

    def anchor(self, edge: str) -> tuple[int, int]:
        start, end = self.state(edge=edge), self.state()
        self.link(start, end)
        return start, end

    def group(self) -> tuple[int, int]:
        if self.take("?") and not self.take(":"):
            raise PatternError(self.pattern)
        one = self.alternatives()
        if not self.take(")"):
            raise PatternError(self.pattern)
        return one

    def test(self, sign: str) -> Test:
        if sign == ".":
            return (lambda _: True) if self.dot_all else (lambda other: other != "\n")
        if sign == "[":
            return self.set_of_signs()
        return self.escaped() if sign == "\\" else self.literal(sign)

    def literal(self, sign: str) -> Test:
        sign = sign.lower() if self.ignore_case else sign
        return lambda other: other == sign

    def escaped(self) -> Test:
        sign = self.pattern[self.at : self.at + 1]
        self.at += 1
        if sign.lower() in SHORT:
            test = SHORT[sign.lower()]
            return test if sign.islower() else (lambda other: not test(other))
        if sign in NAMED:
            return self.literal(NAMED[sign])
        if not sign or sign.isalnum():
            raise PatternError(self.pattern)
        return self.literal(sign)

    def set_of_signs(self) -> Test:
        negated, tests, first = self.take("^"), list[Test](), True
        while first or self.pattern[self.at : self.at + 1] != "]":
            first = False
            if self.at >= len(self.pattern) or self.pattern.startswith("[:", self.at):
                raise PatternError(self.pattern)
            tests.append(self.range_of_signs())
        self.at += 1
        if negated:
            return lambda sign: not any(test(sign) for test in tests)
        return lambda sign: any(test(sign) for test in tests)

    def range_of_signs(self) -> Test:
        low = self.pattern[self.at]
        self.at += 1
        if low == "\\":
            if (
                self.pattern[self.at : self.at + 1].lower() in SHORT
                or self.pattern[self.at + 1 : self.at + 2] != "-"
            ):
                return self.escaped()
            low = self.pattern[self.at]
            self.at += 1
        high = self.pattern[self.at + 1 : self.at + 2]
        if self.pattern[self.at : self.at + 1] != "-" or high in ("", "]"):
            return self.literal(low)
        self.at += 2
        if high == "\\":
            high = self.pattern[self.at : self.at + 1]
            self.at += 1
        if high < low:
            raise PatternError(self.pattern)
        if self.ignore_case:
            return lambda sign: low <= sign <= high or low <= sign.upper() <= high
        return lambda sign: low <= sign <= high


def _holds(edge: str, text: str, at: int) -> bool:
    if edge in "^A":
        return at == 0
    if edge in "$zZ":
        return at == len(text) or (edge != "z" and at == len(text) - 1 and text[at] == "\n")
    word = SHORT["w"]
    before, after = at > 0 and word(text[at - 1]), at < len(text) and word(text[at])
    return (before != after) == (edge == "b")
