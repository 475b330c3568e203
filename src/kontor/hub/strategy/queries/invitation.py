"""Whom to invite so that the gaps of a chain close: the engine's smallest set over the directory as the actor sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kontor.engine import valuechain as engine
from kontor.engine.indicators.phrase import Phrase
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries.complements import Need, Offering, who_offer
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.partnerships.permissions import may
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.chain import SeenContribution, seen_contributions
from kontor.hub.strategy.models import ChainComponent, ChainLink, ValueChain
from kontor.hub.strategy.queries.chains import phrase

NAMED = ("closes", "alone")


@dataclass(frozen=True, slots=True)
class Limits:
    """Only from these countries (none: all), at most so many of each country, at most so many in all."""

    countries: tuple[str, ...] = ()
    per_country: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap, and how many of the directory meet what it needs; `searched` False: the component does not say what it needs."""

    component: ChainComponent
    missing: int
    candidates: int
    searched: bool


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """Who is invited, which components that helps, and why it is her."""

    organisation: Organisation
    closes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class OtherSet:
    """The best set without one of those invited; `missing` is what it leaves open."""

    without: Organisation
    invited: tuple[Organisation, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The answer. `percent` is how far from the best it may be, 0 when it is proven."""

    chain: ValueChain
    gaps: tuple[GapRow, ...]
    invited: tuple[InvitedRow, ...]
    still_open: tuple[str, ...]
    others: tuple[OtherSet, ...]
    candidates: int
    objective: int
    bound: int
    proven: bool
    percent: float
    may_draw: bool
    may_invite: bool

    @property
    def searched(self) -> bool:
        return any(gap.searched for gap in self.gaps)


def invitation(actor: Actor, chain: ValueChain, limits: Limits | None = None) -> InvitationPage:
    """Return the smallest set to invite. Some fifteen statements, whatever the size of chain and directory.

    A gap whose component does not say what it needs is not searched, and stays open with that reason.
    """
    wanted = limits or Limits()
    components = list(chain.components.select_related("term"))
    rows = seen_contributions(actor, chain)
    links = list(ChainLink.objects.filter(start__chain=chain).order_by("pk"))
    gaps = engine.gaps_of(engine.coverage(inputs.chain_of(actor, chain, components, links, rows)))
    of = {str(one.pk): one for one in components}
    found = offerings(actor, [of[gap.component] for gap in gaps], rows)
    call = engine.Call(gaps, candidates(found), wanted.countries, wanted.per_country, wanted.most)
    return told(actor, chain, of, found, call)


def offerings(
    actor: Actor, components: Sequence[ChainComponent], rows: Collection[SeenContribution]
) -> dict[str, list[Offering]]:
    """Of each component who meets what it needs and does not contribute to it already."""
    needs = [Need(one.term_id, one.sought) for one in components]
    present = {(row.component, row.organisation.pk) for row in rows if row.organisation}
    return {
        str(one.pk): [offering for offering in found if (one.pk, offering.organisation) not in present]
        for one, found in zip(components, who_offer(actor, needs), strict=True)
    }


def candidates(found: Mapping[str, Sequence[Offering]]) -> tuple[engine.Candidate, ...]:
    """Everybody who meets some need, in the order of their keys, all of the same weight: the fewest are sought."""
    offers: dict[str, list[engine.Offer]] = {}
    people: dict[str, Offering] = {}
    for component, rows in found.items():
        for one in rows:
            people[one.key] = one
            offers.setdefault(one.key, []).append(engine.Offer(component, one.readiness))
    return tuple(
        engine.Candidate(key, people[key].name, people[key].country, tuple(offers[key])) for key in sorted(offers)
    )  # fmt: skip


def told(
    actor: Actor,
    chain: ValueChain,
    of: Mapping[str, ChainComponent],
    found: Mapping[str, Sequence[Offering]],
    call: engine.Call,
) -> InvitationPage:
    answer = engine.invite(call)
    keys = {one.id for one in answer.invited}
    keys |= {key for other in answer.alternatives for key in (other.without, *other.invited)}
    people = {one.key: one for one in Organisation.objects.select_related("country").filter(key__in=keys)}
    names = {key: one.name for key, one in of.items()}
    return InvitationPage(
        chain=chain,
        gaps=tuple(
            GapRow(of[gap.component], gap.missing, len(found[gap.component]), is_searched(of[gap.component]))
            for gap in call.gaps
        ),
        invited=tuple(
            InvitedRow(people[one.id], tuple(names[key] for key in one.closes), said(one.phrase, one, names))
            for one in answer.invited
        ),
        still_open=tuple(open_said(one, of) for one in answer.still_open),
        others=tuple(
            OtherSet(people[one.without], tuple(people[key] for key in one.invited), one.missing)
            for one in answer.alternatives
        ),
        candidates=len(call.candidates),
        objective=answer.objective,
        bound=answer.bound,
        proven=answer.optimal,
        percent=round(100 * answer.gap, 2),
        may_draw=can(actor, "strategy.draw", chain),
        may_invite=may(actor, "partnerships.invite", chain.partnership),
    )


def is_searched(component: ChainComponent) -> bool:
    return bool(component.term_id or component.sought.strip())


def said(one: Phrase, of: engine.Invited, names: Mapping[str, str]) -> str:
    """The engine names components by their numbers; the sentence is to name them by their names."""
    words = {name: ", ".join(names[key] for key in getattr(of, name)) for name in NAMED}
    return phrase(Phrase(one.text, {**one.values, **words}))


def open_said(one: engine.StillOpen, of: Mapping[str, ChainComponent]) -> str:
    component = of[one.component]
    if not is_searched(component):
        return gettext(
            "'%(component)s' does not say what it needs, so nobody could be searched for: edit it and say so."
        ) % {"component": component.name}
    return phrase(Phrase(one.phrase.text, {**one.phrase.values, "component": component.name}))


def as_plain(found: InvitationPage) -> dict[str, Any]:
    """The answer as programs read it: the API and the command line say the same."""
    return {
        "gaps": [
            {"component": gap.component.name, "missing": gap.missing, "candidates": gap.candidates, "searched": gap.searched}
            for gap in found.gaps
        ],
        "invited": [
            {
                "organisation": one.organisation.key, "name": one.organisation.name, "country": one.organisation.country_id,
                "closes": list(one.closes), "reason": one.sentence,
            }
            for one in found.invited
        ],
        "still_open": list(found.still_open),
        "alternatives": [
            {"without": one.without.key, "invited": [other.key for other in one.invited], "missing": one.missing}
            for one in found.others
        ],
        "candidates": found.candidates, "objective": found.objective, "bound": found.bound, "proven": found.proven,
        "percent": found.percent,
    }  # fmt: skip
