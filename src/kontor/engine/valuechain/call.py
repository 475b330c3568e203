"""What is asked when a chain has gaps: what is missing, who could fill it, and whom one may invite."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase
from kontor.engine.valuechain.chain import is_ready
from kontor.engine.valuechain.coverage import Coverage


class CallError(ValueError):
    """A call that cannot be read: every fault in one go. `faults` are phrases to translate."""

    def __init__(self, faults: Iterable[Phrase]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A component that misses so many organisations at a level of readiness (None: at any). `weight`: how much it counts."""

    component: str
    missing: int = 1
    readiness: int | None = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """That a candidate could contribute to a component, and how ready it is there."""

    component: str
    readiness: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that could be invited. `weight` is what inviting it costs beside the others, a whole number."""

    id: str
    name: str = ""
    country: str = ""
    offers: tuple[Offer, ...] = ()
    weight: int = 1

    @property
    def called(self) -> str:
        return self.name or self.id


@dataclass(frozen=True)
class Call:
    """The gaps, the candidates, and the limits.

    `countries`: only from these (empty: from all). `per_country`: at most so many from one country; a candidate without
    a country counts for none. `most`: at most so many in all. Raises CallError for what cannot be read.
    """

    gaps: tuple[Gap, ...]
    candidates: tuple[Candidate, ...]
    countries: tuple[str, ...] = ()
    per_country: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise CallError(faults)

    @property
    def price(self) -> int:
        """What each missing organisation costs for each unit of its gap's weight: more than any set worth inviting."""
        heaviest = max((one.weight for one in self.candidates), default=1)
        return 1 + heaviest * sum(gap.missing for gap in self.gaps)

    def is_open_to(self, candidate: Candidate) -> bool:
        """Tell whether its country is among those invited."""
        return not self.countries or candidate.country in self.countries


def gaps_of(found: Coverage) -> tuple[Gap, ...]:
    """Return the gaps of a coverage as a call wants them, heaviest first."""
    return tuple(
        Gap(stage.component.id, stage.missing, stage.required, stage.component.weight) for stage in found.gaps
    )


def closes(gap: Gap, candidate: Candidate) -> bool:
    """Tell whether the candidate's offer counts for the gap."""
    return any(
        offer.component == gap.component and is_ready(offer.readiness, gap.readiness)
        for offer in candidate.offers
    )


_GAP_TWICE = N_("The gap '%(id)s' is listed %(number)d times. List it once, with all that it misses.")
_CANDIDATE_TWICE = N_("%(number)d candidates are called '%(id)s'. Give each an id of its own.")
_MISSING = N_("The gap '%(id)s' misses %(number)d organisations. Say 1 or more.")
_GAP_WEIGHT = N_("The gap '%(id)s' has the weight %(number)d. Say 1 or more.")
_CANDIDATE_WEIGHT = N_("The candidate '%(id)s' has the weight %(number)d. Say 1 or more.")
_LIMIT = N_("A limit of %(number)d organisations is asked for. Say 0 or more, or none.")


def _faults(call: Call) -> Iterator[Phrase]:
    yield from _doubles(_GAP_TWICE, [gap.component for gap in call.gaps])
    yield from _doubles(_CANDIDATE_TWICE, [one.id for one in call.candidates])
    for gap in call.gaps:
        if gap.missing < 1:
            yield Phrase(_MISSING, {"id": gap.component, "number": gap.missing})
        if gap.weight < 1:
            yield Phrase(_GAP_WEIGHT, {"id": gap.component, "number": gap.weight})
    for one in call.candidates:
        if one.weight < 1:
            yield Phrase(_CANDIDATE_WEIGHT, {"id": one.id, "number": one.weight})
    for limit in (call.per_country, call.most):
        if limit is not None and limit < 0:
            yield Phrase(_LIMIT, {"number": limit})


def _doubles(text: str, names: Sequence[str]) -> Iterator[Phrase]:
    for name, number in Counter(names).items():
        if number > 1:
            yield Phrase(text, {"id": name, "number": number})
