"""What a profile must say before it is published, and what else makes it worth reading: one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.refusal import N_, Refusal

SHORTEST_DESCRIPTION = 40


@dataclass(frozen=True, slots=True)
class Criterion:
    """`needed` fields must be there before publication; `from_source` also in a profile taken over from a publication,
    which says what its source says and no more.
    """

    field: str
    label: str
    why: str
    needed: bool = False
    from_source: bool = False


CRITERIA = (
    Criterion("name", N_("Name"), N_("Others look the organisation up by it."), needed=True, from_source=True),
    Criterion("kind", N_("Kind"), N_("It decides who is counted as a cluster, an SME, a university."), needed=True, from_source=True),
    Criterion("country", N_("Country"), N_("Without it the organisation is on no map and in no count by country."), needed=True),
    Criterion("description", N_("Description"), N_("Two sentences tell a stranger whether it is worth writing to you."), needed=True),
    Criterion("website", N_("Website"), N_("Readers and editors check there that the organisation exists."), needed=True),
    Criterion("terms", N_("Classification"), N_("Matching and peers start from what the organisation does."), needed=True),
    Criterion("region", N_("Region"), N_("Smart specialisation is regional: partners search by region.")),
    Criterion("founded", N_("Founding year"), N_("Age tells a young initiative from an established one.")),
    Criterion("size", N_("Staff or members"), N_("The size says what a partner can take on.")),
    Criterion("languages", N_("Languages"), N_("Meetings are planned in a language that both sides speak.")),
    Criterion("competences", N_("Competences"), N_("What is offered and sought is what matchmaking matches.")),
    Criterion("contact", N_("Contact person"), N_("An interested partner needs somebody to write to.")),
)  # fmt: skip


class NotReady(Refusal):
    code = "not-ready"
    sentence = N_("The profile cannot be published yet. Still needed: %(missing)s.")


@dataclass(frozen=True, slots=True)
class Completeness:
    """`percent` of all criteria; `missing` are all that are not met, `needed` those without which it is not published."""

    percent: int
    met: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]

    @property
    def needed(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.missing if criterion.needed)


def is_met(criterion: Criterion, values: Mapping[str, Any]) -> bool:
    value = values.get(criterion.field)
    if criterion.field == "description":
        return len(str(value or "").strip()) >= SHORTEST_DESCRIPTION
    return bool(value)


def completeness(values: Mapping[str, Any]) -> Completeness:
    """How much of the table a profile meets. `values` maps the criteria's fields to anything true or false."""
    met = tuple(criterion for criterion in CRITERIA if is_met(criterion, values))
    missing = tuple(criterion for criterion in CRITERIA if criterion not in met)
    return Completeness(round(100 * len(met) / len(CRITERIA)), met, missing)


def check_publishable(values: Mapping[str, Any], *, from_source: bool = False) -> None:
    """Refuse to publish a profile that lacks a needed field; `from_source` for one taken over from a publication."""
    wanted = [one for one in CRITERIA if (one.from_source if from_source else one.needed)]
    missing = [one for one in wanted if not is_met(one, values)]
    if missing:
        raise NotReady(field=missing[0].field, missing=", ".join(one.label for one in missing))
