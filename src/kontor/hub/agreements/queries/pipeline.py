"""How many cases are how far, by partner, partnership, country or objective; and how many got how far at least."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kontor.hub.agreements.choices import CaseState, PartyRole
from kontor.hub.agreements.models import CaseObjective, CooperationCase, Party
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible

STATES = tuple(str(state) for state in CaseState)
# A closed case does not say how far it got; it is told apart and in no step of the funnel but the first.
LADDER = STATES[:-1]
NOT_STATED, HIDDEN = "", "hidden"
DIMENSIONS = ("partnership", "country", "partner", "objective", "level")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a dimension: `counts` by state. `key` is '' for not stated, 'hidden' for partners that the actor does
    not see; these are one line together, so that no count of one says who it is.
    """

    key: str
    label: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def counted(actor: Actor) -> QuerySet[CooperationCase]:
    """The cases that count, as far as the actor sees them: those told twice are left out."""
    return visible(CooperationCase, actor).filter(same_as=None)


def pipeline(actor: Actor, by: str, rows: QuerySet[CooperationCase] | None = None) -> list[Line]:
    """Lines by value of a dimension (`DIMENSIONS`), largest first. At most four statements.

    By partner and objective a case stands in several lines: then lines do not add up to the number of cases.
    """
    rows = counted(actor) if rows is None else rows
    if by == "partner":
        return lines(by_partner(actor, rows), {})
    if by == "objective":
        found = CaseObjective.objects.filter(case__in=rows.order_by().values("pk"))
        pairs = (
            found.order_by()
            .values_list("objective", "case__state")
            .annotate(number=Count("case", distinct=True))
        )
        return lines(pairs, {})
    field, label = {
        "partnership": ("partnership__key", "partnership__acronym"), "country": ("country_id", "country_id"),
        "level": ("level", "level"),
    }[by]  # fmt: skip
    grouped = rows.order_by().values_list(field, label, "state").annotate(number=Count("pk"))
    found_rows = list(grouped)
    labels = {key or NOT_STATED: str(said or "") for key, said, _state, _number in found_rows}
    return lines(((key, state, number) for key, _label, state, number in found_rows), labels)


def by_partner(actor: Actor, rows: QuerySet[CooperationCase]) -> Iterable[tuple[str, str, int]]:
    """(partner, state, number) of those responsible whom the actor may read in each case; all others are one partner."""
    responsible = Party.objects.filter(role=PartyRole.RESPONSIBLE, case__in=rows.order_by().values("pk"))
    parties = list(
        responsible.values_list(
            "case_id", "case__state", "organisation_id", "organisation__key", "confidential", "name"
        )
    )
    seen = set(
        visible(Organisation, actor)
        .filter(pk__in={pk for _case, _state, pk, *_rest in parties if pk is not None})
        .values_list("pk", flat=True)
    )
    readable = readable_cases(actor, {case for case, *_rest, secret, _name in parties if secret})
    cases: dict[tuple[str, str], set[int]] = defaultdict(set)
    for case, state, pk, key, secret, name in parties:
        known = not secret or case in readable
        told = (key if pk in seen else HIDDEN) if pk is not None else name
        cases[told if known else HIDDEN, state].add(case)
    return [(key or HIDDEN, state, len(found)) for (key, state), found in cases.items()]


def lines(found: Iterable[tuple[str | None, str, int]], labels: Mapping[str, str]) -> list[Line]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for key, state, number in found:
        counts[key or NOT_STATED][state] += number
    told = [Line(key, labels.get(key, key), states) for key, states in counts.items()]
    return sorted(told, key=lambda line: (-line.total, line.label))


@dataclass(frozen=True, slots=True)
class Rung:
    """How many cases are now at this state or beyond it, of those that are not closed."""

    state: str
    reached: int


def funnel(lines: Sequence[Line]) -> list[Rung]:
    """Contact -> negotiation -> to be signed -> signed -> active, from the lines of a dimension whose lines add up."""
    totals = [sum(line.counts[state] for line in lines) for state in LADDER]
    return [Rung(state, sum(totals[place:])) for place, state in enumerate(LADDER)]
