"""Which markets to choose: candidates ranked by the partnership's weights, with the records behind each number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from kontor.engine.matching import Criterion, Ranked, Scored, advised, rank
from kontor.hub.countries import kit, rules
from kontor.hub.countries.models import CountryFact, MarketChoice, MarketCriteria, MarketStudy
from kontor.hub.directory.models import CountryInterest
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import ProgrammeMembership
from kontor.hub.foundation.models.geography import third_country
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import ActivityType
from kontor.hub.partnerships.models import Activity, Participation, Partnership, TargetMarket

INTEREST, SATURATION, EXPERIENCE, MARKET = "interest", "saturation", "experience", "market"
CRITERIA = (INTEREST, SATURATION, EXPERIENCE, MARKET)
Records = Mapping[str, list[kit.Record]]


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion of one country: the value as people read it, what it gives (0 to 100), and the records behind it."""

    key: str
    value: str
    gives: float | None
    records: tuple[kit.Record, ...]


@dataclass(frozen=True, slots=True)
class Market:
    """A candidate. `place` and `score` (0 to 100) are None where too little is stated to compare it."""

    country: str
    name: str
    place: int | None
    score: float | None
    stated: float
    parts: tuple[Part, ...]
    is_advised: bool
    is_target: bool


@dataclass(frozen=True, slots=True)
class MarketsShown:
    """The table of a partnership, why it advises what it does, and the choices that were made."""

    partnership: Partnership
    criteria: MarketCriteria
    markets: tuple[Market, ...]
    advice: str
    choices: tuple[MarketChoice, ...]
    studies: tuple[MarketStudy, ...]
    may_choose: bool


def criteria_of(actor: Actor, partnership: Partnership) -> MarketCriteria:
    """The weights of the partnership; the usual ones where it set none."""
    found = visible(MarketCriteria, actor).filter(partnership=partnership).first()
    return found or MarketCriteria(partnership=partnership)


def markets_shown(actor: Actor, partnership: Partnership, today: date) -> MarketsShown:
    criteria = criteria_of(actor, partnership)
    markets = tuple(ranked_markets(actor, partnership, criteria, today))
    choices = visible(MarketChoice, actor).filter(partnership=partnership)
    return MarketsShown(
        partnership=partnership,
        criteria=criteria,
        markets=markets,
        advice=advice(markets),
        choices=tuple(choices.select_related("chosen_by").prefetch_related("countries")),
        studies=tuple(visible(MarketStudy, actor).filter(partnership=partnership).order_by("country")),
        may_choose=not actor.is_visitor and can(actor, "countries.choose_markets", criteria),
    )


def choice_by_id(actor: Actor, partnership: Partnership, pk: int) -> MarketChoice:
    """Raises NotThere."""
    found = visible(MarketChoice, actor).filter(partnership=partnership, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def ranked_markets(
    actor: Actor, partnership: Partnership, criteria: MarketCriteria, today: date
) -> Iterable[Market]:
    """Third countries of which anything is known that speaks for or against them. Eight statements, and one for each area plugged in."""
    interest, stated = interest_of(actor, partnership)
    others, own = targets_of(actor, partnership)
    experience = experience_of(actor, partnership)
    figures = figures_of(actor, criteria.indicator)
    behind = {
        INTEREST: interest,
        SATURATION: others,
        EXPERIENCE: experience,
        MARKET: {code: [record] for code, (_value, record) in figures.items()},
    }
    known = {code for rows in behind.values() for code in rows} | own
    candidates = outside(known, today)
    values = {
        code: {
            INTEREST: float(len(interest.get(code, ()))) if stated else None,
            SATURATION: float(len(others.get(code, ()))),
            EXPERIENCE: float(len(experience.get(code, ()))),
            MARKET: figures[code][0] if code in figures else None,
        }
        for code in candidates
    }
    ranked = rank(values, compared(criteria))
    best = set(advised(ranked, rules.MOST_MARKETS))
    for one in ranked:
        yield market(one, behind, one.option in best, one.option in own)


def compared(criteria: MarketCriteria) -> list[Criterion]:
    return [
        Criterion(INTEREST, criteria.interest),
        Criterion(SATURATION, criteria.saturation, higher_is_better=False),
        Criterion(EXPERIENCE, criteria.experience),
        Criterion(MARKET, criteria.market, higher_is_better=criteria.higher_is_better),
    ]


def market(one: Ranked, behind: Mapping[str, Records], is_advised: bool, is_target: bool) -> Market:
    return Market(
        country=one.option,
        name=country_name(one.option, get_language() or "en"),
        place=one.place,
        score=None if one.score is None else round(100 * one.score, 1),
        stated=one.stated,
        parts=tuple(part(scored, behind[scored.criterion].get(one.option, [])) for scored in one.parts),
        is_advised=is_advised,
        is_target=is_target,
    )


def part(scored: Scored, records: Iterable[kit.Record]) -> Part:
    value = gettext("not stated") if scored.value is None else f"{scored.value:g}"
    gives = None if scored.scaled is None else round(100 * scored.scaled, 1)
    return Part(scored.criterion, value, gives, tuple(records))


def advice(markets: Iterable[Market]) -> str:
    """Why these, and why not more."""
    rows = list(markets)
    best = [one for one in rows if one.is_advised]
    if not best:
        if any(one.place for one in rows):
            return gettext(
                "No market is advised: more than three share the first place. Change the weights, or enter what is known of them."
            )
        return gettext("No market is advised: too little is stated of each to compare them.")
    names = ", ".join(one.name for one in best)
    if len(best) == rules.MOST_MARKETS:
        return gettext(
            "Advised: %(names)s. They have the highest scores; more than three at a time are not advised."
        ) % {"names": names}
    if any(one.place and not one.is_advised for one in rows):
        return gettext(
            "Advised: %(names)s. Those behind them share a place and would be more than three together."
        ) % {"names": names}
    return gettext("Advised: %(names)s. Of no other country enough is stated.") % {"names": names}


def interest_of(actor: Actor, partnership: Partnership) -> tuple[dict[str, list[kit.Record]], bool]:
    """Country -> members that named it; and whether any member named a country at all: else interest is not stated. One statement."""
    members = visible(Participation, actor).filter(partnership=partnership).values("organisation_id")
    rows = visible(CountryInterest, actor).filter(organisation__in=members).select_related("organisation")
    found: dict[str, list[kit.Record]] = defaultdict(list)
    for one in rows.order_by("organisation__sort_name"):
        found[one.country_id].append(kit.Record(one.organisation.name, one.organisation.get_absolute_url()))
    return found, bool(found)


def targets_of(actor: Actor, partnership: Partnership) -> tuple[dict[str, list[kit.Record]], set[str]]:
    """Country -> other partnerships that go there; and the countries that are targets of its own. One statement."""
    seen = visible(Partnership, actor).values("pk")
    rows = visible(TargetMarket, actor).filter(partnership__in=seen).select_related("partnership")
    others: dict[str, dict[int, kit.Record]] = defaultdict(dict)
    own: set[str] = set()
    for one in rows.order_by("partnership__acronym", "pk"):
        if one.partnership_id == partnership.pk:
            own.add(one.country_id)
        else:
            record = kit.Record(one.partnership.acronym, one.partnership.get_absolute_url())
            others[one.country_id][one.partnership_id] = record
    return {code: list(by.values()) for code, by in others.items()}, own


def experience_of(actor: Actor, partnership: Partnership) -> dict[str, list[kit.Record]]:
    """Country -> what the partnership did there: stated activities, and what areas above keep (`kit.EXPERIENCE`)."""
    found: dict[str, list[kit.Record]] = defaultdict(list)
    page = f"{partnership.get_absolute_url()}#activities"
    rows = visible(Activity, actor).filter(partnership=partnership).exclude(country=None)
    for one in rows.exclude(type=ActivityType.MARKET_STUDY).order_by("key"):
        found[one.country_id or ""].append(kit.Record(one.note or one.get_type_display(), page))
    for experience in kit.EXPERIENCE:
        for country, records in experience(actor, partnership.pk).items():
            found[country] += records
    return found


def figures_of(actor: Actor, indicator: str) -> dict[str, tuple[float, kit.Record]]:
    """Country -> the newest figure of this name that is a number, with the page of its country. One statement, or none."""
    if not indicator:
        return {}
    rows = visible(CountryFact, actor).filter(
        indicator=indicator, withdrawn_on=None, profile__withdrawn_on=None
    )
    found: dict[str, tuple[float, kit.Record]] = {}
    for one in rows.select_related("profile").order_by("as_of", "pk"):
        number = rules.number_of(one.value)
        if number is not None:
            record = kit.Record(one.statement, one.profile.get_absolute_url())
            found[one.profile.country_id] = float(number), record
    return found


def figures_known(actor: Actor) -> list[str]:
    rows = visible(CountryFact, actor).filter(withdrawn_on=None).exclude(indicator="")
    return list(rows.order_by("indicator").values_list("indicator", flat=True).distinct())


def outside(codes: Iterable[str], day: date) -> list[str]:
    """Those that are third countries on this day, of any programme. One statement."""
    memberships: dict[str, list[ProgrammeMembership]] = defaultdict(list)
    for one in ProgrammeMembership.objects.filter(country__in=set(codes)):
        memberships[one.country_id].append(one)
    return sorted(
        code for code in set(codes) if code and code != "EU" and third_country(memberships[code], day)
    )


def as_kept(markets: Iterable[Market]) -> list[dict[str, Any]]:
    """The table as a choice keeps it."""
    return [
        {
            "country": one.country,
            "place": one.place,
            "score": one.score,
            "parts": {part.key: part.value for part in one.parts},
        }
        for one in markets
    ]


def page_of(partnership: Partnership) -> str:
    return reverse("countries:markets", args=[partnership.key])
