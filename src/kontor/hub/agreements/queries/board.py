"""The board: cases by state, the latest first, with their next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from kontor.hub.agreements.choices import STATE_TONES, CaseLevel, CaseState, StepState
from kontor.hub.agreements.models import CooperationCase, Step
from kontor.hub.agreements.queries.parties import PartyShown, parties_for
from kontor.hub.agreements.queries.workable import work_of, workable
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible

CARDS_IN_A_COLUMN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the cases to show; '' and False are everything."""

    partnership: str = ""
    level: str = ""
    mine: bool = False


def asked_for(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense is left out."""
    level = given.get("level", "")
    return Asked(
        given.get("partnership", "")[:120],
        level if level in CaseLevel.values else "",
        bool(given.get("mine")),
    )


@dataclass(frozen=True, slots=True)
class Card:
    """`works` says whether the actor may move it; `late` whether its next step should be done already."""

    case: CooperationCase
    counterparts: tuple[PartyShown, ...]
    next_step: Step | None
    late: bool
    works: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One state. `count` is how many cases there are; `cards` the latest of them."""

    state: str
    label: str
    tone: str
    count: int
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def cases_asked(actor: Actor, asked: Asked) -> QuerySet[CooperationCase]:
    """The cases that count, as far as the actor sees them: those told twice are left out."""
    rows = visible(CooperationCase, actor).filter(same_as=None)
    if asked.partnership:
        rows = rows.filter(Q(partnership__key=asked.partnership))
    if asked.level:
        rows = rows.filter(level=asked.level)
    return rows.filter(work_of(actor)) if asked.mine else rows


def board(actor: Actor, asked: Asked, today: date) -> list[Column]:
    """Every state with its latest cases. Six statements, however many cases there are."""
    rows = cases_asked(actor, asked)
    counts = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    place = Window(RowNumber(), partition_by=F("state"), order_by=[F("changed_at").desc(), F("pk").desc()])
    latest = (
        rows.annotate(place=place)
        .filter(place__lte=CARDS_IN_A_COLUMN)
        .select_related("partnership", "country")
    )
    cases = list(latest.order_by("place"))
    cards = cards_of(actor, cases, today)
    return [
        Column(
            state,
            str(label),
            STATE_TONES[state],
            counts.get(state, 0),
            tuple(one for one in cards if one.case.state == state),
        )
        for state, label in CaseState.choices
    ]


def cards_of(actor: Actor, cases: Sequence[CooperationCase], today: date) -> list[Card]:
    ids = [case.pk for case in cases]
    named = parties_for(actor, cases)
    works = workable(actor, ids)
    steps: dict[int, Step] = {}
    for step in Step.objects.filter(case__in=ids, state=StepState.OPEN).order_by(
        F("due_on").asc(nulls_last=True), "pk"
    ):
        steps.setdefault(step.case_id, step)
    return [card_of(case, named[case.pk], steps.get(case.pk), today, case.pk in works) for case in cases]


def card_of(
    case: CooperationCase, parties: Sequence[PartyShown], step: Step | None, today: date, works: bool
) -> Card:
    counterparts = tuple(one for one in parties if one.role == "counterpart")
    if case.state == CaseState.CLOSED:
        step = None
    late = step is not None and step.due_on is not None and step.due_on < today
    return Card(case, counterparts, step, late, works)
