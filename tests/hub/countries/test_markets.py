"""The choice of target markets: what is ranked, what is advised and why, who chose, and what became of it."""

import json
from datetime import date

import pytest
from django.urls import reverse

from kontor.hub.countries import actions, rules
from kontor.hub.countries.models import MarketChoice, MarketCriteria
from kontor.hub.countries.queries import markets
from kontor.hub.directory.models import CountryInterest
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.partnerships.models import TargetMarket
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.agreements import make_case
from tests.factories.countries import make_fact, make_profile
from tests.factories.directory import make_country, make_organisation
from tests.factories.missions import make_event
from tests.factories.partnerships import make_activity, make_participation, make_partnership, make_target
from tests.hub.front.api.asking import person_of, token_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def alloy():
    """Two members name Colombia and one Peru; three others go to Colombia; the partnership was in Peru twice."""
    one = make_partnership("ALLOY", key="alloy")
    for codes in (("CO", "PE"), ("CO",)):
        member = make_organisation()
        make_participation(one, member)
        for code in codes:
            CountryInterest.objects.create(organisation=member, country=make_country(code))
    for _other in range(3):
        make_target(make_partnership(), "CO")
    make_event(one, "Visit", "PE")
    make_case(one, title="Joint mine", country="PE")
    make_activity(one, note="Screening", country=make_country("CL"))
    return one


@pytest.fixture
def coordinator(alloy):
    return actors.make_coordinator(alloy.team)


def table(actor, partnership):
    found = markets.markets_shown(actor, partnership, TODAY)
    return found, {one.country: one for one in found.markets}


def values(market):
    return {part.key: part.value for part in market.parts}


def test_markets_are_ranked_by_the_weights_with_their_records(alloy, coordinator):
    found, by_code = table(coordinator, alloy)

    # interest 3, few others 2, experience 1. PE: (3 x .5 + 2 + 1) / 6; CO: (3 + 0 + 0) / 6; CL: (0 + 2 + .5) / 6
    assert [(one.country, one.place, one.score) for one in found.markets] == [
        ("PE", 1, 75.0),
        ("CO", 2, 50.0),
        ("CL", 3, 41.7),
    ]
    assert values(by_code["PE"]) == {
        "interest": "1",
        "saturation": "0",
        "experience": "2",
        "market": "not stated",
    }
    experience = by_code["PE"].parts[2].records
    assert {record.label for record in experience} == {"Visit", "Joint mine"}
    assert all(record.url.startswith("/") for record in experience)
    assert len(by_code["CO"].parts[1].records) == 3
    assert found.advice.startswith("Advised: Peru, Colombia, Chile.")


def test_interest_that_no_member_stated_is_not_stated(alloy, coordinator):
    CountryInterest.objects.all().delete()

    _found, by_code = table(coordinator, alloy)

    assert {values(one)["interest"] for one in by_code.values()} == {"not stated"}


def test_market_figures_count_once_they_have_a_weight(alloy, coordinator):
    for code, value in (("CO", "9"), ("PE", "1")):
        make_fact(make_profile(code), f"Growth {code}", value=value, unit="percent", indicator="growth")
    fields = {"interest": 0, "saturation": 0, "experience": 0, "market": 1, "indicator": "growth"}
    actions.weigh_markets(actor=coordinator, partnership=alloy, version=1, **fields)

    found, by_code = table(coordinator, alloy)

    assert [(one.country, one.place) for one in found.markets] == [("CO", 1), ("PE", 2), ("CL", None)]
    assert values(by_code["CL"])["market"] == "not stated"
    assert [record.label for record in by_code["CO"].parts[3].records] == ["Growth CO"]


def test_countries_that_share_the_place_beyond_three_are_not_advised():
    one = make_partnership("TIED")
    for code in ("CO", "PE", "CL", "MX"):
        make_target(one, code)

    found, _by_code = table(actors.make_coordinator(one.team), one)

    assert [one.is_advised for one in found.markets] == [False] * 4
    assert found.advice.startswith("No market is advised")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"interest": 0, "saturation": 0, "experience": 0, "market": 0}, rules.NoWeight),
        ({"market": 2, "indicator": ""}, rules.WeightWithoutFigure),
    ],
)
def test_weights_that_compare_nothing_are_refused(alloy, coordinator, fields, refusal):
    with pytest.raises(refusal):
        actions.weigh_markets(actor=coordinator, partnership=alloy, version=1, **fields)


def test_weights_changed_meanwhile_are_not_overwritten(alloy, coordinator):
    actions.weigh_markets(actor=coordinator, partnership=alloy, version=1, interest=5)
    actions.weigh_markets(actor=coordinator, partnership=alloy, version=1, interest=6)

    with pytest.raises(ChangedMeanwhile):
        actions.weigh_markets(actor=coordinator, partnership=alloy, version=1, interest=7)


def choose(actor, partnership, *codes, reason="Members ask for it"):
    rows = list(Country.objects.filter(pk__in=codes))
    return actions.choose_markets(
        actor=actor, partnership=partnership, countries=rows, reason=reason, today=TODAY
    )


def test_a_choice_keeps_who_when_why_and_the_table(alloy, coordinator):
    choice = choose(coordinator, alloy, "PE", "CO")

    assert (choice.chosen_by_id, choice.chosen_on, choice.reason) == (
        coordinator.user_id,
        TODAY,
        "Members ask for it",
    )
    assert [row["country"] for row in choice.ranking] == ["PE", "CO", "CL"]
    assert {country.pk for country in choice.countries.all()} == {"PE", "CO"}


@pytest.mark.parametrize(
    ("codes", "reason", "refusal"),
    [
        ((), "Why", rules.NoMarketChosen), (("PE", "CO", "CL", "MX"), "Why", rules.TooManyMarkets), (("MX",), "Why", rules.NotAMarket),
        (("PE",), " ", rules.ReasonMissing),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_refused(alloy, coordinator, codes, reason, refusal):
    make_country("MX")

    with pytest.raises(refusal):
        choose(coordinator, alloy, *codes, reason=reason)
    assert not MarketChoice.objects.exists()


def test_a_choice_becomes_target_markets_once(alloy, coordinator):
    make_target(alloy, "CO")
    choice = choose(coordinator, alloy, "PE", "CO")

    adopted = actions.adopt_markets(actor=coordinator, choice=choice, today=TODAY)

    targets = TargetMarket.objects.filter(partnership=alloy).order_by("country")
    assert [(one.country_id, one.rationale) for one in targets] == [("CO", ""), ("PE", "Members ask for it")]
    assert adopted.adopted_on == TODAY
    with pytest.raises(rules.AdoptedAlready):
        actions.adopt_markets(actor=coordinator, choice=choice, today=TODAY)


def test_only_the_partnership_chooses_and_only_partners_read(client, alloy, coordinator):
    choice = choose(coordinator, alloy, "PE")
    stranger = actors.make_outsider_coordinator()

    for act in (
        lambda: actions.weigh_markets(actor=stranger, partnership=alloy, version=1, interest=1),
        lambda: choose(stranger, alloy, "PE"),
        lambda: actions.adopt_markets(actor=stranger, choice=choice, today=TODAY),
    ):
        with pytest.raises((NotAllowed, NotThere)):
            act()
    assert not markets.markets_shown(VISITOR, alloy, TODAY).choices
    assert client.get(reverse("countries:markets", args=["alloy"])).status_code in (302, 403)


def test_pages_lead_from_weights_to_targets(client, alloy, coordinator):
    signed_in(client, coordinator)
    address = reverse("countries:markets", args=["alloy"])

    weights = {"interest": 1, "saturation": 0, "experience": 0, "market": 0, "indicator": "", "version": 1}
    assert client.post(reverse("countries:weigh_markets", args=["alloy"]), weights).status_code == 302
    assert MarketCriteria.objects.get().interest == 1
    shown = client.get(reverse("countries:choose_markets", args=["alloy"]))
    assert shown.context["form"]["countries"].value() == ["CO", "PE", "CL"]
    offered = list(shown.context["form"].fields["countries"].choices)
    assert offered == [("CO", "Colombia"), ("PE", "Peru"), ("CL", "Chile")]
    chosen = {"countries": ["CO"], "reason": "Asked for"}
    assert client.post(reverse("countries:choose_markets", args=["alloy"]), chosen).status_code == 302
    response = client.get(address)
    assert "Asked for" in response.text
    assert response.context["page"].of.markets[0].country == "CO"
    adopt = reverse("countries:adopt_markets", args=["alloy", MarketChoice.objects.get().pk])
    assert client.post(adopt).status_code == 302
    assert TargetMarket.objects.filter(partnership=alloy, country="CO").exists()
    text = b"".join(
        client.get(reverse("countries:markets_export", args=["alloy", "csv"])).streaming_content
    ).decode()
    assert "CO,1,100" in text


def test_programs_do_the_same(client, alloy, coordinator):
    headers = token_of(person_of(coordinator), "read", "write")

    def ask(method, path, body=None):
        answer = getattr(client, method)(
            f"/api/v1/partnerships/alloy/{path}", json.dumps(body) if body else None, content_type="application/json", headers=headers
        ) if method != "get" else client.get(f"/api/v1/partnerships/alloy/{path}", headers=headers)  # fmt: skip
        return answer.status_code, answer.json()

    status, told = ask("get", "markets")
    assert (status, [one["country"] for one in told["markets"]]) == (200, ["PE", "CO", "CL"])
    status, told = ask("put", "market-weights", {**told["weights"], "saturation": 0})
    assert (status, told["markets"][0]["country"]) == (200, "CO")
    status, made = ask("post", "market-choices", {"countries": ["CO"], "reason": "Asked for"})
    assert (status, made["countries"]) == (201, ["CO"])
    status, adopted = ask("post", f"market-choices/{made['id']}/adopt")
    assert (status, adopted["adopted_on"] is not None) == (200, True)


def test_the_number_of_statements_does_not_grow(alloy, coordinator, django_assert_max_num_queries):
    for code in ("MX", "BR", "AR"):
        for _one in range(3):
            make_target(make_partnership(), code)
            make_event(alloy, country=code)

    with django_assert_max_num_queries(16):
        markets.markets_shown(coordinator, alloy, TODAY)
