"""What is answered: a suggestion with its score, the parts that sum to it, and a sentence for each part."""

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.engine.matching.nearness import nearness
from kontor.engine.matching.profile import Competence, Profile

DIGITS = 4
SEEKS, OFFERS, SEEKS_WORDS, OFFERS_WORDS = "seeks", "offers", "seeks-words", "offers-words"
COUNTRIES, LANGUAGE = "countries", "language"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts at most; they sum to 1. The first two weigh terms, the next two words of free text."""

    seeks: float = 0.35
    offers: float = 0.25
    seeks_words: float = 0.15
    offers_words: float = 0.05
    countries: float = 0.1
    language: float = 0.1

    def __post_init__(self) -> None:
        if min(self.values) < 0 or abs(sum(self.values) - 1) > 1e-9:
            raise ValueError(
                f"The weights sum to {sum(self.values):.4g}: give weights of 0 or more that sum to 1."
            )

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of the parts."""
        return (
            self.seeks, self.offers, self.seeks_words, self.offers_words, self.countries, self.language
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """What a code adds to the score, the names and terms in its sentence, and the sentence."""

    code: str
    points: float
    values: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That `who` meets `whom`. `points` are those of the parts, in the order of the weights.

    `words` are those that who seeks and whom offers, and the reverse.
    """

    who: Profile
    whom: Profile
    points: tuple[float, ...]
    words: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def score(self) -> float:
        """0 to 1: the sum of the points."""
        return round(sum(self.points), DIGITS)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that count, most points first, each with its sentence."""
        reasons = _reasons(self.who, self.whom, *self.words)
        rows = [
            Part(code, points, *reason)
            for (code, reason), points in zip(reasons, self.points, strict=True)
            if points > 0
        ]
        return tuple(sorted(rows, key=lambda part: -part.points))


type _Reason = tuple[tuple[str, ...], str]


def _reasons(
    who: Profile, whom: Profile, sought: tuple[str, ...], offered: tuple[str, ...]
) -> Iterator[tuple[str, _Reason]]:
    yield SEEKS, _terms(who, whom)
    yield OFFERS, _terms(whom, who)
    yield SEEKS_WORDS, _words(who, whom, sought)
    yield OFFERS_WORDS, _words(whom, who, offered)
    yield COUNTRIES, _countries(who, whom)
    yield LANGUAGE, _languages(who, whom)


def _terms(seeker: Profile, offerer: Profile) -> _Reason:
    """The needs that are met, each with the offer that meets it best."""
    met = []
    for need in seeker.seeks:
        best = max(offerer.offers, key=lambda offer: nearness(need, offer), default=None)
        if best and nearness(need, best) > 0:
            met.append((need, best))
    clauses = [_clause(seeker.called, offerer.called, need, offer) for need, offer in met]
    return tuple(word for need, offer in met for word in (need.words, offer.words)), f"{'; '.join(clauses)}."


def _clause(seeker: str, offerer: str, need: Competence, offer: Competence) -> str:
    sought = f"{seeker} seeks {need.words}{_at_least(need.readiness)}"
    if offer.path == need.path:
        return f"{sought}; {offerer} offers it{_at(offer.readiness)}"
    near = "which is part of it" if offer.path[: len(need.path)] == need.path else "which is near"
    return f"{sought}; {offerer} offers {offer.words}{_at(offer.readiness)}, {near}"


def _at_least(level: int | None) -> str:
    return f" (readiness {level} or more)" if level else ""


def _at(level: int | None) -> str:
    return f" (readiness {level})" if level else ""


def _words(seeker: Profile, offerer: Profile, common: tuple[str, ...]) -> _Reason:
    sentence = f"What {seeker.called} seeks and {offerer.called} offers share the words: {', '.join(common)}."
    return common, sentence


def _countries(who: Profile, whom: Profile) -> _Reason:
    pairs = [(one, other) for one, other in ((who, whom), (whom, who)) if other.country in one.targets]
    clauses = (
        f"{one.called} wants to work with {other.country}, where {other.called} is" for one, other in pairs
    )
    return tuple(other.country for _, other in pairs), f"{'; '.join(clauses)}."


def _languages(who: Profile, whom: Profile) -> _Reason:
    common = tuple(language for language in who.languages if language in whom.languages)
    return common, f"Both speak {', '.join(common)}."
