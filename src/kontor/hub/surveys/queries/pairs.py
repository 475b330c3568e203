"""Who says in a wave that it works with whom: ticks on the names of other partnerships, put together into pairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kontor.engine import network
from kontor.engine.crosscheck.pairs import Known, Reconciled, Side, Statement, reconcile
from kontor.engine.questionnaire import Plan, Question, State
from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.kinds import TICKS, Role
from kontor.engine.questionnaire.model import said
from kontor.engine.questionnaire.reading import is_ticked
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.people import People, people_of
from kontor.hub.surveys.queries.plain import plain

FEWEST_NAMES = 2
SEED = 7


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a pair; `partnership` is None where the name as stated is nobody's on this platform."""

    name: str
    partnership: Partnership | None


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two that are said to work together. `said_by` are those that say so, `ask` those who were asked and did not."""

    sides: tuple[SideShown, SideShown]
    standing: str
    detailed: bool
    said_by: tuple[str, ...]
    details: tuple[str, ...]
    ask: tuple[SideShown, ...]


@dataclass(frozen=True, slots=True)
class PairsShown:
    """`questions` are those whose answers are names of partnerships; `unclear` names that fit nobody, or several; `places` say
    where a picture draws them.
    """

    wave: Wave
    questions: tuple[str, ...]
    pairs: tuple[PairShown, ...]
    unclear: tuple[str, ...]
    places: Mapping[str, tuple[float, float]]
    reconciled: Reconciled

    def count(self, standing: str, *, detailed: bool = True) -> int:
        return self.reconciled.count(standing, detailed=detailed)


def pairs_of(actor: Actor, wave: Wave) -> PairsShown:
    """Reconcile what the partnerships of a wave say of each other. For those who read responses: every pair is two of them."""
    require(actor, "surveys.read_responses", wave)
    people = people_of(wave)
    known = {one.key: one for one in visible(Partnership, actor)}
    sides = sides_of(wave, known.values())
    names = Known(sides)
    naming = tuple(one for one in people.plan.survey.questions() if names_partnerships(one, names))
    found = reconcile(statements(people, naming, names), sides)

    def side(id: str) -> SideShown:
        return SideShown(known[id].acronym if id in known else id, known.get(id))

    pairs = tuple(
        PairShown(
            (side(one.sides[0]), side(one.sides[1])),
            one.standing,
            one.detailed,
            tuple(dict.fromkeys(side(told.reporter).name for told in one.said)),
            tuple(told.detail for told in one.said if told.detail),
            tuple(map(side, one.ask)),
        )
        for one in found.pairs
    )
    unclear = tuple(dict.fromkeys(one.counterpart for one in found.unclear))
    asked = tuple(plain(said(one.text, people.plan.survey.language)) for one in naming)
    return PairsShown(wave, asked, pairs, unclear, places(pairs), found)


def places(pairs: Iterable[PairShown]) -> Mapping[str, tuple[float, float]]:
    """Where each is drawn, 0 to 1: the same pairs give the same picture."""
    links = tuple((one.sides[0].name, one.sides[1].name, 1.0) for one in pairs)
    names = dict.fromkeys(name for one, other, _ in links for name in (one, other))
    return network.layout(network.Graph(tuple(names), links), seed=SEED)


def sides_of(wave: Wave, partnerships: Iterable[Partnership]) -> list[Side]:
    """All partnerships that may be named; asked are those that were invited in this wave or have answered."""
    invited = set(wave.invitations.exclude(partnership=None).values_list("partnership_id", flat=True))
    answered = set(wave.responses.exclude(partnership=None).values_list("partnership_id", flat=True))
    return [
        Side(one.key, tuple(filter(None, (one.acronym, one.name))), one.pk in invited | answered)
        for one in partnerships
    ]


def names_partnerships(asked: Question, names: Known) -> bool:
    """Whether what is ticked are names of partnerships: at least half of its options are, and two of them.

    Nobody has to mark the question: an option is a partnership by its identity or by its words.
    """
    if asked.kind not in TICKS or not asked.parts:
        return False
    meant = sum(bool(named(one.id, one.text, names)) for one in asked.parts)
    return meant >= FEWEST_NAMES and 2 * meant >= len(asked.parts)


def named(id: str, texts: Mapping[str, str], names: Known) -> str:
    """The partnership that an option is, by its identity or by its words in any language; '' where it is none."""
    for word in (id, *dict.fromkeys(map(plain, texts.values()))):
        if word and (found := names.meant(word)):
            return found
    return ""


def statements(people: People, naming: Iterable[Question], names: Known) -> Iterable[Statement]:
    """What each partnership said: one statement for each name that it ticked or wrote, with its comment."""
    asked = tuple(naming)
    for key, state in people.states.items():
        reporter = people.responses[key].partnership
        if reporter is not None:
            for one in asked:
                for name, detail in ticked(people.plan, state, one, names):
                    yield Statement(reporter.key, name, detail, key)


def ticked(made: Plan, state: State, asked: Question, names: Known) -> Iterable[tuple[str, str]]:
    """The names that were ticked or written, each with its comment."""
    values = state.top.values
    parts = {one.code: one for one in asked.parts}
    for cell in asked.cells():
        if cell.role not in (Role.TICK, Role.OTHER) or not is_ticked(values.get(cell.name, "")):
            continue
        part = parts.get(cell.part)
        if part is None:
            name = text_of(values.get(cell.name, ""))
        else:
            name = named(part.id, part.text, names) or plain(said(part.text, made.survey.language))
        yield name, text_of(values.get(f"{cell.name}comment", ""))


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What one partnership said in a wave: that it works with another, of the platform or by a name as it was stated."""

    reporter: Partnership
    counterpart: Partnership | None
    name: str
    detailed: bool
    on: date | None


def said_in(actor: Actor, wave: Wave) -> tuple[SaidOf, ...]:
    """Each thing that was said once, for whoever keeps it among the records. For those who read responses."""
    found = pairs_of(actor, wave)
    known = {one.key: one for one in visible(Partnership, actor)}
    days = dict(wave.responses.values_list("pk", "submitted_at"))
    told: dict[tuple[str, str], SaidOf] = {}
    for pair in found.reconciled.pairs:
        for one in pair.said:
            other = next(side for side in pair.sides if side != one.reporter)
            at = None if wave.anonymous else days.get(int(one.id))
            on = timezone.localdate(at) if at else None
            told[one.reporter, other] = SaidOf(
                known[one.reporter], known.get(other), other, bool(one.detail.strip()), on
            )
    return tuple(told.values())
