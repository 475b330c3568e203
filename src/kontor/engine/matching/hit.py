"""What is asked of a directory and what it answers: who was found, and why, as codes and phrases to translate."""

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.matching.nearness import nearness
from kontor.engine.matching.profile import Competence, Profile

OFFERS, SEEKS = "offers", "seeks"
WORKS_IN, COUNTRIES = "works-in", "countries"
FIELD, HOME, INTEREST = "field", "home", "interest"
SAME, PART, WIDER, NEAR = "same", "part", "wider", "near"
READY, BELOW, UNSTATED, LEVELS, WORDS = "ready", "below", "unstated", "levels", "words"

_SENTENCES = {
    (OFFERS, SAME): N_("Offers %(found)s, as sought."),
    (OFFERS, PART): N_("Offers %(found)s, which is part of %(asked)s."),
    (OFFERS, WIDER): N_("Offers %(found)s, of which %(asked)s is part."),
    (OFFERS, NEAR): N_("Offers %(found)s, which is near %(asked)s."),
    (WORKS_IN, SAME): N_("Works in %(found)s, which is sought."),
    (WORKS_IN, PART): N_("Works in %(found)s, which is part of %(asked)s."),
    (WORKS_IN, WIDER): N_("Works in %(found)s, of which %(asked)s is part."),
    (WORKS_IN, NEAR): N_("Works in %(found)s, which is near %(asked)s."),
    (SEEKS, FIELD): N_("Seeks %(found)s, which is a field of work here."),
    (COUNTRIES, HOME): N_("It is in %(found)s, a country of interest."),
    (COUNTRIES, INTEREST): N_("It is interested in %(found)s."),
    (SEEKS, SAME): N_("Seeks %(found)s, as offered."),
    (SEEKS, PART): N_("Seeks %(found)s, which is part of %(asked)s."),
    (SEEKS, WIDER): N_("Seeks %(found)s, of which %(asked)s is part."),
    (SEEKS, NEAR): N_("Seeks %(found)s, which is near %(asked)s."),
    (OFFERS, READY): N_("Its readiness is %(level)d; %(required)d or more is sought."),
    (OFFERS, BELOW): N_("Its readiness is %(level)d, below the %(required)d sought."),
    (OFFERS, UNSTATED): N_("It states no readiness; %(required)d or more is sought."),
    (SEEKS, LEVELS): N_("It asks for readiness %(required)d or more; %(level)d is offered."),
    (OFFERS, WORDS): N_("What it offers shares these words: %(words)s."),
    (SEEKS, WORDS): N_("What it seeks shares these words: %(words)s."),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: those among whose offers these competences are, or among whose needs (`among`).

    A competence's own readiness lowers the score of those below it; `readiness` leaves out what is below it or states
    no level. The same thing may be said in several languages: the words of the language that meets best count.
    Empty countries or kinds: all. `without` are ids to leave out.
    """

    competences: tuple[Competence, ...]
    among: str = OFFERS
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    readiness: int | None = None
    without: tuple[str, ...] = ()

    def admits(self, competence: Competence) -> bool:
        """Tell whether it is ready enough to be looked at."""
        return self.readiness is None or (competence.readiness or 0) >= self.readiness

    def nearness(self, asked: Competence, theirs: Competence) -> float:
        """Return how well an offer or need of somebody's meets what is asked, 0 to 1."""
        return nearness(asked, theirs) if self.among == OFFERS else nearness(theirs, asked)


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and the values of its sentence."""

    among: str
    code: str
    asked: str = ""
    found: str = ""
    level: int | None = None
    required: int | None = None
    words: tuple[str, ...] = ()

    @property
    def phrase(self) -> Phrase:
        values = {"asked": self.asked, "found": self.found, "level": self.level, "required": self.required}
        return Phrase(_SENTENCES[self.among, self.code], {**values, "words": ", ".join(self.words)})


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found, with a score of 0 to 1, the best level of what meets the search, and the words shared."""

    profile: Profile
    score: float
    readiness: int | None
    words: tuple[str, ...]
    search: Search

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """For each competence asked for the one that meets it best, and its readiness; then the words."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Reason]:
        rows = self.profile.offers if self.search.among == OFFERS else self.profile.seeks
        theirs = [one for one in rows if one.path and self.search.admits(one)]
        for asked in self.search.competences:
            best = max(theirs, key=lambda one: self.search.nearness(asked, one), default=None)
            if best and self.search.nearness(asked, best) > 0:
                yield Reason(self.search.among, place_of(asked, best), asked.words, best.words)
                yield from level_reasons(self.search.among, asked, best)
        if self.words:
            yield Reason(self.search.among, WORDS, words=self.words)


def place_of(asked: Competence, found: Competence) -> str:
    """Return where the term found stands to the term asked for: the same, part of it, wider, or near."""
    if found.path == asked.path:
        return SAME
    if found.path[: len(asked.path)] == asked.path:
        return PART
    return WIDER if asked.path[: len(found.path)] == found.path else NEAR


def level_reasons(among: str, asked: Competence, found: Competence) -> Iterator[Reason]:
    """Yield what is to be said of the levels of something that meets what is asked."""
    if among == SEEKS:
        if found.readiness and asked.readiness:
            yield Reason(among, LEVELS, level=asked.readiness, required=found.readiness)
    elif asked.readiness:
        code = UNSTATED if not found.readiness else READY if found.readiness >= asked.readiness else BELOW
        yield Reason(among, code, level=found.readiness, required=asked.readiness)


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and of all who were found how many there are, in which countries, and at which best level.

    Countries by number, most first; levels from the highest down, None for those who state none.
    """

    hits: tuple[Hit, ...]
    number: int
    countries: tuple[tuple[str, int], ...]
    levels: tuple[tuple[int | None, int], ...]
