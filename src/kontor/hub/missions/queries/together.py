"""Overlaps of plans, and who could travel together: what the engine finds in the register, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from kontor.engine.matching import Meeting, Party, Plan, fewest_journeys, overlaps
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.queries.halves import span
from kontor.hub.missions.queries.register import DATED, EVERYTHING, Asked, Entry, passes, register
from kontor.hub.partnerships.models import Participation


@dataclass(frozen=True, slots=True)
class Shared:
    """What two or more partnerships have in common, and their acronyms."""

    what: str
    acronyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Partnerships whose plans for a country meet in a time; for a suggestion, the half-year in which they could all go.

    `journeys` is what going together saves of journeys, `places` how often a partner of several of them would not be sent
    again. `reasons` are sentences.
    """

    country: str
    period: str
    first: int
    last: int
    partnerships: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    sectors: tuple[Shared, ...]
    members: tuple[Shared, ...]
    journeys: int
    places: int
    dated: int
    past: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The overlaps of a part of the register, the joint missions that they suggest, and what these save in all."""

    entries: tuple[Entry, ...]
    overlaps: tuple[Together, ...]
    suggested: tuple[Together, ...]

    @property
    def journeys(self) -> int:
        return sum(one.journeys for one in self.suggested)

    @property
    def places(self) -> int:
        return sum(one.places for one in self.suggested)


def overlaps_of(
    actor: Actor,
    as_of: date,
    of: Asked = EVERYTHING,
    whole: Iterable[Entry] | None = None,
) -> Found:
    """Overlaps and suggestions in this part of the register. A partnership that is asked for stands with all it meets.

    `whole` is the register where the caller has read it already.
    """
    part = Asked(country=of.country, sector=of.sector)
    considered = (
        [one for one in whole if passes(one, part)] if whole is not None else register(actor, as_of, part)
    )
    entries = tuple(one for one in considered if passes(one, of))
    plans = [plan for one in considered if (plan := plan_of(one))]
    parties, names = parties_of(actor, considered)
    say = Wording({one.key: one for one in considered}, names)
    met = [say.together(one) for one in overlaps(plans, parties)]
    joint = [say.together(one) for found in fewest_journeys(plans, parties) for one in found.joint]
    return Found(
        entries=entries,
        overlaps=tuple(one for one in met if touches(one, of)),
        suggested=tuple(one for one in joint if touches(one, of)),
    )


def plan_of(one: Entry) -> Plan | None:
    if not one.travels or one.first is None or one.last is None:
        return None
    return Plan(one.key, one.partnership, one.country, one.first, one.last)


def touches(one: Together, of: Asked) -> bool:
    if of.partnership and of.partnership not in [key for key, _acronym in one.partnerships]:
        return False
    return of.first is None or of.last is None or (one.first <= of.last and of.first <= one.last)


def parties_of(actor: Actor, entries: Iterable[Entry]) -> tuple[dict[str, Party], dict[str, str]]:
    """Partnership -> what it works in and whom it would send, as far as the actor sees them; the names of those. One statement."""
    sectors = {one.partnership: one.sectors for one in entries if one.travels}
    rows = visible(Participation, actor).filter(partnership__key__in=sectors)
    members: dict[str, set[str]] = {key: set() for key in sectors}
    names: dict[str, str] = {}
    for partnership, key, name in rows.values_list(
        "partnership__key", "organisation__key", "organisation__name"
    ):
        members[partnership].add(key)
        names[key] = name
    return {key: Party(its, frozenset(members[key])) for key, its in sectors.items()}, names


class Wording:
    """Meetings of plans as people read them."""

    def __init__(self, entries: Mapping[str, Entry], names: Mapping[str, str]) -> None:
        self.entries = entries
        self.names = names
        self.acronyms = {one.partnership: one.acronym for one in entries.values()}

    def together(self, one: Meeting) -> Together:
        entries = tuple(self.entries[key] for key in one.plans)
        fields = tuple(self.shared(what, who) for what, who in one.fields)
        members = tuple(self.shared(self.names[key], who) for key, who in one.members)
        dated = len({entry.partnership for entry in entries if entry.timing == DATED})
        return Together(
            country=one.country,
            period=span(one.first, one.last),
            first=one.first,
            last=one.last,
            partnerships=tuple(sorted(((key, self.acronyms[key]) for key in one.parties), key=by_acronym)),
            entries=entries,
            sectors=fields,
            members=members,
            journeys=one.saved_journeys,
            places=one.saved_places,
            dated=dated,
            past=all(entry.past for entry in entries),
            reasons=tuple(reasons(entries, fields, members, len(one.parties), dated)),
        )

    def shared(self, what: str, who: Iterable[str]) -> Shared:
        return Shared(what, tuple(sorted((self.acronyms[key] for key in who), key=str.casefold)))


def by_acronym(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def reasons(
    entries: Iterable[Entry], sectors: Iterable[Shared], members: Iterable[Shared], parties: int, dated: int
) -> Iterator[str]:
    """Why they could go together, one sentence for each thing that speaks for it or must be settled first."""
    yield gettext("When each goes: %(times)s.") % {"times": "; ".join(times(entries))}
    if not dated:
        yield gettext("None of them states a day: they would have to agree on one.")
    told = [f"{one.what} ({', '.join(one.acronyms)})" for one in sectors]
    if told:
        yield gettext("They share what they work in: %(fields)s.") % {"fields": "; ".join(told)}
    else:
        yield gettext(
            "No field of work is stated of two of them: they would share the journey, not the partners to meet."
        )
    for one in members:
        yield gettext("%(name)s takes part in %(partnerships)s and would be sent once.") % {
            "name": one.what,
            "partnerships": ", ".join(one.acronyms),
        }
    yield gettext("One journey instead of %(number)s.") % {"number": parties}


def times(entries: Iterable[Entry]) -> list[str]:
    """'NF4 May 2019', 'EC2i some time in its project, 2018-H1 – 2019-H2'; each partnership's own dates first."""
    language = get_language() or "en"
    dated = [(one.acronym, when(one, language)) for one in entries if one.timing == DATED]
    loose: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        if one.timing != DATED:
            loose[one.period].append(one.acronym)
    said = [
        f"{who} {time}" for who, time in dict.fromkeys(sorted(dated, key=lambda pair: pair[0].casefold()))
    ]
    within = gettext("%(who)s in the time of the partnership, %(period)s")
    return said + [
        within % {"who": ", ".join(sorted(set(who), key=str.casefold)), "period": period}
        for period, who in sorted(loose.items())
    ]


def when(one: Entry, language: str) -> str:
    if one.date_text:
        return one.date_text
    start, end = written(one.start, language), written(one.end, language)
    return f"{start} – {end}" if start and end and start != end else start or end
