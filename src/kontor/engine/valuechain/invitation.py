"""What is answered to a call: whom to invite and why, what stays open and why, what is proven, and what else would do."""

from dataclasses import dataclass

from kontor.engine.indicators.phrase import N_, Phrase

ONLY, BEST, ADDS = "only", "best", "adds"
# Sentences about one only: phrases are translated without their numbers, so one and several are two phrases.
ONE_OTHER = "one-other"
NOBODY, NOT_READY, NOT_STATED, COUNTRIES, LIMITS = "nobody", "not-ready", "not-stated", "countries", "limits"

_INVITED = {
    ONLY: N_("%(name)s closes %(closes)s; for %(alone)s nobody else could be invited."),
    BEST: N_(
        "%(name)s closes %(closes)s. One of %(others)d others could take its place without another change."
    ),
    ONE_OTHER: N_("%(name)s closes %(closes)s. One other could take its place without another change."),
    ADDS: N_("%(name)s closes %(closes)s. Without it no exchange of one for one closes as much."),
}
_OPEN = {
    NOBODY: N_("No candidate contributes to '%(component)s': %(missing)d missing."),
    NOT_READY: N_(
        "%(offering)d candidates contribute to '%(component)s', none of them at %(required)d or above; the best says %(best)d."
    ),
    NOT_STATED: N_(
        "%(offering)d candidates contribute to '%(component)s', but none says how ready it is, and %(required)d is required."
    ),
    COUNTRIES: N_("Those who could close '%(component)s' are in other countries than those allowed."),
    LIMITS: N_(
        "Of the %(able)d who could close '%(component)s' the limits let too few in, or there are no more: %(missing)d missing."
    ),
}

_OPEN_WITH_ONE = {
    NOT_READY: N_(
        "One candidate contributes to '%(component)s', but not at %(required)d or above: it says %(best)d."
    ),
    NOT_STATED: N_(
        "One candidate contributes to '%(component)s', but does not say how ready it is, and %(required)d is required."
    ),
    LIMITS: N_(
        "One could close '%(component)s', and the limits keep it out, or there are no more: %(missing)d missing."
    ),
}


@dataclass(frozen=True, slots=True)
class Invited:
    """A candidate of the set: the gaps that it helps to close, those only it can close, and who could take its place.

    `others` is how many candidates could take its place, all else equal, at no more weight; `instead` the first of them.
    """

    id: str
    name: str
    country: str
    closes: tuple[str, ...]
    alone: tuple[str, ...]
    others: int
    instead: str

    @property
    def reason(self) -> str:
        """The code of the sentence."""
        return ONLY if self.alone else BEST if self.others else ADDS

    @property
    def phrase(self) -> Phrase:
        values = {"name": self.name, "closes": ", ".join(self.closes)}
        said = ONE_OTHER if self.reason == BEST and self.others == 1 else self.reason
        return Phrase(_INVITED[said], {**values, "alone": ", ".join(self.alone), "others": self.others})


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A gap that the set leaves open: how many are missing, why, and the figures of the sentence.

    `offering` name the component at all, `able` are ready enough and from a country allowed; `best` is the highest level
    that anybody states, None where nobody does.
    """

    component: str
    missing: int
    reason: str
    required: int | None
    offering: int
    able: int
    best: int | None

    @property
    def phrase(self) -> Phrase:
        values = {"component": self.component, "missing": self.missing, "required": self.required}
        counted = self.able if self.reason == LIMITS else self.offering
        texts = {**_OPEN, **_OPEN_WITH_ONE} if counted == 1 else _OPEN
        return Phrase(
            texts[self.reason], {**values, "offering": self.offering, "able": self.able, "best": self.best}
        )


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best set without one of those invited, should it decline. No set without it has an objective below `bound`."""

    without: str
    invited: tuple[str, ...]
    weight: int
    missing: int
    objective: int
    bound: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a missing organisation of a gap is worth, in `scale`-ths of a unit of weight."""

    component: str
    worth: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """The set to invite, in the order of the candidates.

    `objective` is `weight`, the sum of the weights, plus the call's price for each organisation still missing, times the
    weight of its gap. No set has an objective below `bound`. `prices` prove `price_bound` for everybody who adds up
    (`faults_of`); `bound` is higher where branching proved more. `alternatives` are the next best sets, best first.
    """

    invited: tuple[Invited, ...]
    still_open: tuple[StillOpen, ...]
    weight: int
    objective: int
    bound: int
    price_bound: int
    scale: int
    prices: tuple[Price, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is invited."""
        return tuple(one.id for one in self.invited)

    @property
    def optimal(self) -> bool:
        """Whether it is proven that no set is better."""
        return self.objective == self.bound

    @property
    def gap(self) -> float:
        """How far the objective may be above the best one, as a share of the bound: 0 when proven."""
        return (self.objective - self.bound) / max(self.bound, 1)
