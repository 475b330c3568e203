"""Single meetings as cases: which became one, and how many of the wishes of an event became an agreement."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.agreements.choices import AgreementState, CaseState
from kontor.hub.agreements.models import Agreement, CooperationCase, Party
from kontor.hub.agreements.permissions import readable_cases
from kontor.hub.agreements.queries.workable import partnerships_to_record_for
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking.choices import Arrival, WishState
from kontor.hub.matchmaking.kit import Contact, Fate
from kontor.hub.matchmaking.models import Meeting, Participant, Wish
from kontor.hub.matchmaking.queries.figures import Share, told_meetings

STEPS = ("wishes", "planned", "held", "contacts", "negotiations", "signed")
GROUPS = ("event", "country", "partnership")
WAS_SIGNED = (AgreementState.SIGNED, AgreementState.EXPIRED, AgreementState.TERMINATED)
NEGOTIATED = (CaseState.NEGOTIATION, CaseState.TO_BE_SIGNED, CaseState.SIGNED, CaseState.ACTIVE)
NOT_STATED = ""


def meeting_by_wish(actor: Actor, pk: int) -> Wish:
    """The wish of a meeting that the actor plans. Raises NotThere."""
    people = ("asker__organisation__country", "asked__organisation__country", "asker__kind", "asked__kind")
    rows = visible(Wish, actor).select_related(
        "session__event__partnership", "asker__country", "asked__country", *people
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def contacts_of_meetings(actor: Actor, wishes: Collection[int]) -> Mapping[int, Contact]:
    """The case of each meeting, or the way to make one where the actor may. Three statements at most."""
    rows = CooperationCase.objects.filter(from_wish__in=list(wishes))
    seen = set(visible(CooperationCase, actor).filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
    found = {
        wish: Contact(gettext("Open the case"), reverse("agreements:case", args=[key]))
        if pk in seen
        else Contact(gettext("It is a case already"))
        for pk, key, wish in rows.values_list("pk", "key", "from_wish")
    }
    open_ones = [wish for wish in wishes if wish not in found]
    may = visible(Wish, actor).filter(recordable(actor), pk__in=open_ones).values_list("pk", flat=True)
    for wish in may:
        address = reverse("agreements:record_meeting", args=[wish])
        found[wish] = Contact(gettext("Make it a contact"), address, makes=True)
    return found


def fates_of_meetings(actor: Actor, wishes: Collection[int]) -> Mapping[int, Fate | None]:
    """How far the case of each meeting came; None where the actor may not know whose case it is. Three statements at most.

    A meeting names both its sides: a case with a confidential party is therefore told only to who has a right on it.
    """
    hidden = Party.objects.filter(case=OuterRef("pk"), confidential=True)
    rows = CooperationCase.objects.filter(from_wish__in=list(wishes)).annotate(hides=Exists(hidden))
    found = {one.pk: one for one in rows.select_related("same_as")}
    seen = set(visible(CooperationCase, actor).filter(pk__in=list(found)).values_list("pk", flat=True))
    readable = readable_cases(actor, list(found))
    return {
        wish: fate_of(one) if pk in seen and (pk in readable or not one.hides) else None
        for pk, one in found.items()
        if (wish := one.from_wish_id) is not None
    }


def fate_of(case: CooperationCase) -> Fate:
    """One that was entered twice came as far as the entry that is counted."""
    return Fate((case.same_as or case).get_state_display(), case.get_absolute_url())


def recordable(actor: Actor) -> Q:
    """The wishes for whose event the actor may record a case. Says the same as the permission `agreements.add`."""
    of_an_own_one = Q(session__event__partnership__in=partnerships_to_record_for(actor))
    return of_an_own_one | Q(session__event__partnership=None) if actor.edited_teams else of_an_own_one


@dataclass(slots=True)
class Conversion:
    """How far the wishes of one event, country or partnership came. `came` and `answered` are shares."""

    key: str
    label: str
    counts: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    arrivals: Counter[str] = field(default_factory=Counter)

    @property
    def accepted(self) -> Share:
        """Accepted of the wishes that were answered."""
        return Share(self.answers["accepted"], self.answers["accepted"] + self.answers["declined"])

    @property
    def no_shows(self) -> Share:
        """Who did not come, of those noted as there or absent."""
        return Share(self.arrivals["no-show"], self.arrivals["no-show"] + self.arrivals["arrived"])

    @property
    def signed(self) -> Share:
        return Share(self.counts["signed"], self.counts["wishes"])

    def add(self, other: "Conversion") -> None:
        self.counts += other.counts
        self.answers += other.answers
        self.arrivals += other.arrivals


@dataclass(frozen=True, slots=True)
class Where:
    """The lines in which one wish or participant stands: (key, label)."""

    event: tuple[str, str]
    partnership: tuple[str, str]
    countries: tuple[str, ...]

    def lines(self, by: str) -> Sequence[tuple[str, str]]:
        if by == "country":
            return [(code, code) for code in self.countries] or [(NOT_STATED, NOT_STATED)]
        return [self.event if by == "event" else self.partnership]


def conversion(actor: Actor, by: str) -> list[Conversion]:
    """Lines of a group (`GROUPS`), the most wishes first, of the sessions that the actor plans. Five statements.

    By country a wish stands in the line of each of its two sides, so lines do not add up.
    """
    found: dict[str, Conversion] = {}

    def lines_of(where: Where) -> Iterable[Conversion]:
        for key, label in where.lines(by):
            yield found.setdefault(key, Conversion(key, label))

    steps = steps_of(actor)
    for pk, state, where in wishes_of(actor):
        for line in lines_of(where):
            line.counts.update(step for step in STEPS if step == "wishes" or pk in steps[step])
            line.answers[state] += 1
    for arrival, where in people_of(actor):
        for line in lines_of(where):
            line.arrivals[arrival] += 1
    return sorted(found.values(), key=lambda line: (-line.counts["wishes"], line.label, line.key))


def together(lines: Iterable[Conversion], but: str | None = None) -> Conversion:
    """All lines as one, without the one of key `but`."""
    total = Conversion("", "")
    for line in lines:
        if line.key != but:
            total.add(line)
    return total


OF_AN_EVENT = (
    "session__event__key", "session__event__name", "session__event__partnership__key",
    "session__event__partnership__acronym",
)  # fmt: skip


def where_of(row: Sequence[str | None], countries: Iterable[str | None]) -> Where:
    event, name, partnership, acronym = (value or "" for value in row)
    told = tuple(dict.fromkeys(code for code in countries if code))
    return Where((event, name), (partnership, acronym), told)


def wishes_of(actor: Actor) -> Iterable[tuple[int, str, Where]]:
    """Wishes that stand. One statement."""
    rows = visible(Wish, actor).exclude(state=WishState.WITHDRAWN).order_by()
    for pk, state, one, other, *event in rows.values_list(
        "pk", "state", "asker__country", "asked__country", *OF_AN_EVENT
    ):
        yield pk, state, where_of(event, (one, other))


def people_of(actor: Actor) -> Iterable[tuple[str, Where]]:
    """Who was noted as there or absent. One statement."""
    rows = visible(Participant, actor).filter(arrival__in=(Arrival.ARRIVED, Arrival.NO_SHOW)).order_by()
    for arrival, country, *event in rows.values_list("arrival", "country", *OF_AN_EVENT):
        yield arrival, where_of(event, (country,))


def steps_of(actor: Actor) -> dict[str, set[int]]:
    """The wishes that came as far as each step: planned and held as published, then the cases that the actor sees."""
    found: dict[str, set[int]] = defaultdict(set)
    for wish, held, denied in told_meetings(visible(Meeting, actor)).values_list(
        "wish", "says_held", "says_not"
    ):
        found["planned"].add(wish)
        if held and not denied:
            found["held"].add(wish)
    signing = Agreement.objects.filter(case=OuterRef("pk"), state__in=WAS_SIGNED)
    cases = visible(CooperationCase, actor).exclude(from_wish=None).annotate(has_signed=Exists(signing))
    for wish, state, told_as, signed in cases.values_list(
        "from_wish", "state", "same_as__state", "has_signed"
    ):
        reached = told_as or state
        found["contacts"].add(wish)
        is_signed = signed or reached in (CaseState.SIGNED, CaseState.ACTIVE)
        if is_signed or reached in NEGOTIATED:
            found["negotiations"].add(wish)
        if is_signed:
            found["signed"].add(wish)
    return found
