"""The choice of target markets for programs: read the ranking, set weights, choose, adopt."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import Field

from kontor.hub.countries import actions
from kontor.hub.countries.models import MarketChoice
from kontor.hub.countries.queries import markets
from kontor.hub.countries.rest.base import router
from kontor.hub.countries.rest.profiles import country
from kontor.hub.foundation.api import CountryCode, Identifier, Key, Schema, Text
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key


class PartOut(Schema):
    """One criterion of a market. `gives` null is not stated; `records` are the pages behind the value."""

    criterion: str
    value: str
    gives: float | None
    records: list[str]


class MarketOut(Schema):
    """A candidate market. `place` null: too little is stated to compare it."""

    country: str
    place: int | None
    score: float | None
    stated: float
    advised: bool
    target: bool
    parts: list[PartOut]


class WeightsFields(Schema):
    """How much each criterion counts."""

    interest: int = Field(3, ge=0, le=100)
    saturation: int = Field(2, ge=0, le=100)
    experience: int = Field(1, ge=0, le=100)
    market: int = Field(0, ge=0, le=100)
    indicator: str = Field("", max_length=60, pattern=r"^[-a-zA-Z0-9_]*$")
    higher_is_better: bool = True


class ChangedWeights(WeightsFields):
    """Weights as they are to be; `version` is the one that was read."""

    version: int = Field(1, ge=1, le=2**31 - 1)


class ChoiceOut(Schema):
    """A choice that was made."""

    id: int
    countries: list[str]
    reason: str
    chosen_on: date
    adopted_on: date | None


class MarketsOut(Schema):
    """The ranked markets of a partnership, its weights, why it advises what it does, and the choices that were made."""

    weights: ChangedWeights
    advice: str
    markets: list[MarketOut]
    choices: list[ChoiceOut]


class NewChoice(Schema):
    """Up to three of the ranked countries, and why."""

    countries: list[CountryCode] = Field(max_length=20)
    reason: Text = Field("", max_length=2000)


def choice_out(one: MarketChoice) -> dict[str, Any]:
    return {
        "id": one.pk, "countries": sorted(country.pk for country in one.countries.all()), "reason": one.reason,
        "chosen_on": one.chosen_on, "adopted_on": one.adopted_on,
    }  # fmt: skip


def of_the_partners(request: HttpRequest, key: str) -> Partnership:
    found = by_key(request.auth, key)
    require(request.auth, "partnerships.read_inside", found)
    return found


def markets_out(request: HttpRequest, key: str) -> dict[str, Any]:
    found = markets.markets_shown(request.auth, of_the_partners(request, key), timezone.localdate())
    names = (*WeightsFields.model_fields, "version")
    return {
        "weights": {name: getattr(found.criteria, name) for name in names},
        "advice": found.advice,
        "markets": [
            {
                "country": one.country, "place": one.place, "score": one.score, "stated": one.stated, "advised": one.is_advised,
                "target": one.is_target,
                "parts": [
                    {"criterion": part.key, "value": part.value, "gives": part.gives, "records": [record.url for record in part.records]}
                    for part in one.parts
                ],
            }
            for one in found.markets
        ],
        "choices": [choice_out(one) for one in found.choices],
    }  # fmt: skip


@router.get("/partnerships/{key}/markets", response=MarketsOut, url_name="markets")
def show_markets(request: HttpRequest, key: Key) -> dict[str, Any]:
    """The ranked candidate markets of a partnership, for its partners."""
    return markets_out(request, key)


@router.put("/partnerships/{key}/market-weights", response=MarketsOut, url_name="weigh_markets")
def weigh_markets(request: HttpRequest, key: Key, changed: ChangedWeights) -> dict[str, Any]:
    """Set the weights."""
    partnership = of_the_partners(request, key)
    fields = changed.dict(exclude={"version"})
    actions.weigh_markets(actor=request.auth, partnership=partnership, version=changed.version, **fields)
    return markets_out(request, key)


@router.post("/partnerships/{key}/market-choices", response={201: ChoiceOut}, url_name="choose_markets")
def choose_markets(request: HttpRequest, key: Key, new: NewChoice) -> Any:
    """Keep a choice of up to three ranked countries."""
    partnership = of_the_partners(request, key)
    codes = [code for code in dict.fromkeys(new.countries) if country(code)]
    rows = list(Country.objects.filter(pk__in=codes))
    made = actions.choose_markets(
        actor=request.auth,
        partnership=partnership,
        countries=rows,
        reason=new.reason,
        today=timezone.localdate(),
    )
    return Status(201, choice_out(made))


@router.post("/partnerships/{key}/market-choices/{id}/adopt", response=ChoiceOut, url_name="adopt_markets")
def adopt_markets(request: HttpRequest, key: Key, id: Identifier) -> dict[str, Any]:
    """Make the chosen countries target markets of the partnership."""
    choice = markets.choice_by_id(request.auth, of_the_partners(request, key), id)
    return choice_out(actions.adopt_markets(actor=request.auth, choice=choice, today=timezone.localdate()))
