"""One event under two names: by its name, its days, its place, and what the rows tell of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from kontor.engine.crosscheck.bodies import ALIKE, SAME, Bodies, short_forms
from kontor.engine.crosscheck.findings import ASK, CERTAIN, LIKELY
from kontor.engine.crosscheck.names import distinctive, tokens
from kontor.engine.crosscheck.registers import Party, Project
from kontor.engine.crosscheck.things import OVERLAP, Thing, begins_by, compared
from kontor.engine.crosscheck.vocabulary import GENERIC_WORDS, JOINING_WORDS

NEARLY_SAME = 0.8
LONG = 5  # letters: shorter words are shared by chance
RARE = 3  # a word that more events use tells none of them apart
_USUAL = frozenset(
    tokens("meeting meetings online session sessions event events workshop conference project partners")
)


class Occasions:
    """The events of a project, compared with each other where their days meet: quadratic in those."""

    def __init__(self, events: Sequence[Thing], project: Project) -> None:
        self.events = events
        self.bodies = Bodies(Party(event.title) for event in events)
        self._places = {event.id: place for place, event in enumerate(events)}
        self._words = {event.id: _words(event) for event in events}
        self._counts = Counter(word for words in self._words.values() for word in words)
        self._own = frozenset(tokens(project.title))

    def pairs(self) -> Iterator[tuple[Thing, Thing, str]]:
        """Yield the pairs that are one event, with how hard that is; ASK where only the day and a word are shared."""
        for one, other in self._meeting():
            when = compared(one.span, other.span)
            hardness = "" if _elsewhere(one, other) else self._hardness(one, other, when)
            if hardness:
                first, second = sorted((one, other), key=lambda event: self._places[event.id])
                yield first, second, hardness

    def _meeting(self) -> Iterator[tuple[Thing, Thing]]:
        """Yield the pairs whose days meet: of events by their start, each with those that begin before it ends."""
        by_start = sorted((event for event in self.events if event.span[0]), key=lambda event: event.span)
        for number, one in enumerate(by_start):
            for other in islice(by_start, number + 1, None):
                if not begins_by(other.span[0], one.span[1]):
                    break
                yield one, other

    def _hardness(self, one: Thing, other: Thing, when: str) -> str:
        alike = self.bodies.likeness(Party(one.title), Party(other.title))
        if when == OVERLAP:
            return LIKELY if alike >= NEARLY_SAME else ""
        if alike >= SAME:
            return CERTAIN if one.partners & other.partners else LIKELY
        if alike >= ALIKE or _names(one, other) or _names(other, one):
            return LIKELY
        return ASK if set(one.tables).isdisjoint(other.tables) and self._share_rare_word(one, other) else ""

    def _share_rare_word(self, one: Thing, other: Thing) -> bool:
        mine, theirs = self._words[one.id], self._words[other.id]
        shared = {word for word in mine if any(_same_stem(word, their) for their in theirs)} - self._own
        return any(self._uses(word) <= RARE for word in shared)

    def _uses(self, word: str) -> int:
        return sum(count for other, count in self._counts.items() if _same_stem(word, other))


def _words(event: Thing) -> frozenset[str]:
    usual = GENERIC_WORDS | JOINING_WORDS | _USUAL
    words = (*tokens(event.title), *tokens(event.text))
    return frozenset(word for word in words if len(word) >= LONG and word not in usual and not word.isdigit())


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2


def _elsewhere(one: Thing, other: Thing) -> bool:
    """Tell whether both have a place or country and none in common."""
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    mine, theirs = _places(one), _places(other)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def _places(event: Thing) -> frozenset[str]:
    return frozenset(word for place in event.where for word in tokens(place)) - {"online"}


def _names(one: Thing, other: Thing) -> bool:
    """Tell whether the text of `one` names `other`, by two words or more, or by its short form."""
    title = distinctive(tokens(other.title))
    names = [title] if len(title) > 1 else []
    shorts = [tokens(short) for short in short_forms(other.title) if len(short) > 2]
    return any(_holds(distinctive(tokens(one.text)), name) for name in names) or any(
        _holds(tokens(one.text), short) for short in shorts
    )


def _holds(text: Sequence[str], name: Sequence[str]) -> bool:
    length = len(name)
    return any(tuple(text[start : start + length]) == tuple(name) for start in range(len(text) - length + 1))
