"""Partner searches counted: how many of each kind are open, and what came of those that were closed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import GROUP_OF, SearchGroup, SearchOutcome, SearchState
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.queries.searches import expired_on

STATES = ("open", "expired", "closed")
PAST_REVIEW = (SearchState.OPEN, SearchState.CLOSED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of searches and the address of exactly these."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class FiguresOfKind:
    """The searches of one kind, or of all (`kind` empty): in all, by state, and the closed ones by outcome."""

    kind: str
    label: str
    all: Figure
    states: dict[str, Figure]
    outcomes: dict[str, Figure]

    @property
    def cells(self) -> list[tuple[str, Figure]]:
        """What stands behind 'all', each with its heading."""
        return list(zip(headings(), (*self.states.values(), *self.outcomes.values()), strict=True))


def headings() -> list[str]:
    return [gettext("open"), gettext("expired"), gettext("closed"), *map(str, SearchOutcome.labels)]


def figures(actor: Actor, today: date) -> list[FiguresOfKind]:
    """One row for each kind and one for all, of the searches that the actor sees and that are past review. One statement."""
    state = Case(When(expired_on(today), then=Value("expired")), default=F("state"), output_field=CharField())
    rows = visible(PartnerSearch, actor).filter(state__in=PAST_REVIEW).order_by()
    counted: Counter[tuple[str, str, str]] = Counter()
    for kind, shown, found, number in (
        rows.annotate(shown=state).values_list("type", "shown", "found").annotate(number=Count("pk"))
    ):
        for group in (GROUP_OF[kind].value, ""):
            counted[group, shown, found] += number
    return [_row(counted, group, str(label)) for group, label in (*SearchGroup.choices, ("", ""))]


def _row(counted: Counter[tuple[str, str, str]], group: str, label: str) -> FiguresOfKind:
    mine = {key[1:]: number for key, number in counted.items() if key[0] == group}
    by_state = {one: sum(number for (state, _), number in mine.items() if state == one) for one in STATES}
    by_outcome = {
        one: sum(number for (_, found), number in mine.items() if found == one)
        for one in SearchOutcome.values
    }
    return FiguresOfKind(
        group,
        label,
        Figure(sum(by_state.values()), _address(group, state=STATES)),
        {one: Figure(number, _address(group, state=(one,))) for one, number in by_state.items()},
        {one: Figure(number, _address(group, outcome=(one,))) for one, number in by_outcome.items()},
    )


def _address(group: str, **chosen: tuple[str, ...]) -> str:
    """The list of searches with these filters."""
    pairs = [("kind", group)] if group else []
    pairs += [(name, value) for name, values in chosen.items() for value in values]
    return f"{reverse('partnerships:searches')}?{urlencode(pairs)}"
