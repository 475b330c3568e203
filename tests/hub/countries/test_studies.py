"""Market studies: six items, figures that are held against each other, growth with its formula, and who reads what when."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from kontor.hub.countries import actions
from kontor.hub.countries.exporters import ExportMarketFigures, ExportStudyItems
from kontor.hub.countries.models import (
    CountryExample,
    CountryProfile,
    MarketChoice,
    MarketFigure,
    MarketStudy,
    MarketStudyItem,
)
from kontor.hub.countries.queries import studies as queries
from kontor.hub.countries.rules import NotANumber, plausibility, studies
from kontor.hub.directory.models import CountryInterest
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.countries import make_market_figure, make_profile, make_study, make_study_item
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_participation, make_partnership
from tests.hub.front.api.asking import person_of, token_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
TOTAL, SERVICEABLE, TARGET, SHARE = (
    "total-available-market", "serviceable-available-market", "target-market", "target-share",
)  # fmt: skip


@pytest.fixture
def alloy():
    make_profile("CO")
    return make_partnership("ALLOY", key="alloy")


@pytest.fixture
def coordinator(alloy):
    return actors.make_coordinator(alloy.team)


@pytest.fixture
def study(alloy):
    return make_study(alloy)


def shown(actor, study):
    return queries.study_shown(actor, queries.study_by_id(actor, study.pk), TODAY)


def write(actor, study, item, version=0, **fields):
    return actions.write_item(
        actor=actor, study=study, item=item, version=version, fields=fields, today=TODAY
    )


def size(measure, value, year=2024, unit="EUR million"):
    return plausibility.Size(measure, year, Decimal(value), unit)


def sentences(sizes, forecasts=()):
    return [one.sentence % one.data for one in plausibility.remarks(sizes, forecasts, 2026)]


def test_figures_that_fit_together_are_not_remarked_on():
    sizes = [
        size(TOTAL, "1000"),
        size(SERVICEABLE, "400"),
        size(TARGET, "20"),
        size(SHARE, "2.0", unit="percent"),
    ]

    assert sentences(sizes) == []


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([size(TOTAL, "10"), size(SERVICEABLE, "11")],
            "serviceable-available-market (11) is larger than total-available-market (10), of which it is a part."),
        ([size(SERVICEABLE, "10"), size(TARGET, "10.5")],
            "target-market (10.5) is larger than serviceable-available-market (10), of which it is a part."),
        ([size(TOTAL, "1000"), size(TARGET, "20"), size(SHARE, "3", unit="percent")],
            "The target share is stated as 3%, but target market / total available market is 2%."),
        ([size(TOTAL, "10", year=2027)],
            "total-available-market: the year 2027 lies in the future. State a forecast under growth instead."),
        ([size(TOTAL, "10"), size(SERVICEABLE, "11", unit="USD million")],
            "serviceable-available-market and total-available-market cannot be compared: one is in USD million, the other in EUR million."),
        ([size(TOTAL, "10", year=2020), size(SERVICEABLE, "9")],
            "serviceable-available-market is of 2024, total-available-market of 2020: they are compared all the same."),
    ],
)  # fmt: skip
def test_figures_that_do_not_fit_together_are_said_in_words(sizes, told):
    assert sentences(sizes) == [told]


def test_only_the_newest_figures_are_compared():
    assert sentences([size(TOTAL, "10", 2020), size(TOTAL, "30", 2024), size(SERVICEABLE, "20")]) == []


def test_growth_from_one_figure_or_before_the_last_is_remarked_on():
    (one,) = sentences([size(TOTAL, "10")], [{"measure": TOTAL, "year": "2028"}])
    (before,) = sentences([size(TOTAL, "10")], [{"measure": TOTAL, "year": "2024"}])

    assert one == f"{TOTAL}: growth to 2028 cannot be computed. Figures of two years at least are needed."
    assert before == f"{TOTAL}: the forecast for 2024 is not after the last figure, which is of 2024."


def test_what_is_not_said_is_listed_in_the_order_of_the_items(study, coordinator):
    make_study_item(study, points=[{"name": "Ports", "place": "Cartagena"}])
    make_market_figure(study)

    by_key = {one.key: one.missing for one in shown(coordinator, study).items}

    assert list(by_key) == [
        "target-market", "market-size", "market-growth", "market-profitability", "market-trends", "key-success-factors",
    ]  # fmt: skip
    assert by_key["target-market"] == (
        "No source is named for the text.",
        "How many and who the segment 'Ports' is.",
        "What the segment 'Ports' thinks and how it buys.",
    )
    assert by_key["market-size"][1] == "The figure is not stated: Serviceable available market."
    assert len(by_key["market-size"]) == 4
    assert "No figure is stated for more than one year." in by_key["market-growth"]
    assert len(by_key["market-profitability"]) == 6


def test_a_forecast_is_computed_with_its_formula_or_entered_with_its_reason(study, coordinator):
    for year, value in ((2020, "100"), (2022, "121")):
        make_market_figure(study, year=year, value=value)
    write(
        coordinator, study, "market-growth",
        points=[{"measure": TOTAL, "year": "2024"}, {"measure": TOTAL, "year": "2030", "value": "150", "reason": "A law"}],
    )  # fmt: skip

    computed, entered = shown(coordinator, study).forecasts

    assert (computed.computed, computed.value) == (True, "146.41 EUR million")
    assert computed.how == (
        "Compound growth of 10.0% a year, from 2020 to 2022: 121 × (121 / 100) ^ ((2024 − 2022) / (2022 − 2020))"
    )
    assert (entered.computed, entered.value, entered.how) == (False, "150 EUR million", "A law")


@pytest.mark.parametrize(
    ("item", "points", "refusal"),
    [
        ("market-size", [{"name": "x"}], studies.UnknownPart),
        ("target-market", [{"colour": "x"}], studies.UnknownPart),
        ("target-market", [{"place": "x"}], studies.RowIncomplete),
        ("market-trends", [{"direction": "good", "text": "x"}], studies.NotOneOfThese),
        ("market-trends", [{"direction": "chance", "text": "x" * 501}], studies.TooLong),
        ("key-success-factors", [{"text": "x"}] * 13, studies.TooManyRows),
        ("market-profitability", [{"force": "rivalry", "level": "low"}] * 2, studies.ForceTwice),
        ("market-growth", [{"measure": TOTAL, "year": "soon"}], studies.NotAYear),
        ("market-growth", [{"measure": TOTAL, "year": "2030", "value": "much", "reason": "x"}], NotANumber),
        ("market-growth", [{"measure": TOTAL, "year": "2030", "value": "3"}], studies.ReasonOfForecast),
    ],
)
def test_rows_that_cannot_be_are_refused(study, coordinator, item, points, refusal):
    with pytest.raises(refusal):
        write(coordinator, study, item, points=points)
    assert not MarketStudyItem.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"value": "much"}, NotANumber), ({"value": "-1"}, studies.BelowNothing), ({"unit": " "}, studies.UnitMissing),
        ({"year": 24}, studies.NotAYear), ({"measure": SHARE}, studies.ShareInPercent),
        ({"measure": SHARE, "unit": "percent", "value": "101"}, studies.ShareInPercent), ({"year": 2023}, studies.YearTaken),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_are_refused(study, coordinator, fields, refusal):
    make_market_figure(study, year=2023)
    usual = {"measure": TOTAL, "year": 2024, "value": "5", "unit": "EUR", "source": make_source()}

    with pytest.raises(refusal):
        actions.write_figure(actor=coordinator, study=study, fields=usual | fields)
    assert MarketFigure.objects.count() == 1


def test_an_item_keeps_who_wrote_it_when_and_is_not_overwritten(study, coordinator):
    one = write(coordinator, study, "market-trends", text="Prices fall")

    assert (one.written_by_id, one.written_on) == (coordinator.user_id, TODAY)
    with pytest.raises(ChangedMeanwhile):
        write(coordinator, study, "market-trends", text="Prices rise")
    assert (
        write(coordinator, study, "market-trends", version=one.version, text="Prices rise").text
        == "Prices rise"
    )
    assert AuditEvent.objects.filter(action="countries.write_item").count() == 2


def test_preconditions_are_said_with_their_records(alloy, study, coordinator):
    members = [make_organisation() for _one in range(2)]
    for one in members:
        make_participation(alloy, one)
    CountryInterest.objects.create(organisation=members[0], country=study.country)

    chosen, interested = shown(coordinator, study).preconditions
    assert not chosen.holds
    assert (interested.holds, interested.words) == (True, "1 of 2 members named the country.")
    assert [record.label for record in interested.records] == [members[0].name]

    MarketChoice.objects.create(partnership=alloy, reason="Asked for", chosen_on=TODAY).countries.add(
        study.country
    )
    chosen, _interested = shown(coordinator, study).preconditions
    assert (chosen.holds, [record.label for record in chosen.records]) == (True, ["Choice of 1 March 2026"])


def test_a_study_is_the_partners_until_it_is_published(alloy, study, coordinator):
    make_study_item(study)
    make_market_figure(study)
    strangers = (VISITOR, actors.make_outsider_coordinator())

    for stranger in strangers:
        for model in (MarketStudy, MarketStudyItem, MarketFigure):
            assert not visible(model, stranger).exists()
    partner = make_participation(alloy, make_organisation(team=actors.make_team())).organisation
    assert visible(MarketStudy, actors.make_cluster_manager(partner.team)).exists()

    actions.publish_study(actor=coordinator, study=study, today=TODAY)
    for stranger in strangers:
        told = shown(stranger, study)
        assert (told.is_inside, told.preconditions, told.may_write) == (False, (), False)
        assert (
            len(list(ExportStudyItems().rows(stranger)))
            == len(list(ExportMarketFigures().rows(stranger)))
            == 1
        )

    actions.take_back_study(actor=coordinator, study=study)
    assert not visible(MarketStudy, VISITOR).exists()


@pytest.mark.parametrize("hidden", ["profile", "partnership"])
def test_a_published_study_is_not_seen_without_its_country_and_partnership(alloy, study, hidden):
    MarketStudy.objects.update(published_on=TODAY)
    assert visible(MarketStudy, VISITOR).exists()

    if hidden == "profile":
        CountryProfile.objects.filter(country="CO").update(visibility="partners")
    else:
        type(alloy).objects.filter(pk=alloy.pk).update(visibility="partners")

    assert not visible(MarketStudy, VISITOR).exists()


def test_an_empty_study_is_not_published_and_a_published_one_not_twice(study, coordinator):
    with pytest.raises(studies.NotPublished):
        actions.take_back_study(actor=coordinator, study=study)
    with pytest.raises(studies.NothingToPublish):
        actions.publish_study(actor=coordinator, study=study, today=TODAY)
    make_market_figure(study)
    actions.publish_study(actor=coordinator, study=study, today=TODAY)
    with pytest.raises(studies.PublishedAlready):
        actions.publish_study(actor=coordinator, study=study, today=TODAY)


def test_others_do_not_write(alloy, study, coordinator):
    figure = make_market_figure(study)
    MarketStudy.objects.update(published_on=TODAY)
    stranger = actors.make_outsider_coordinator()

    for act in (
        lambda: actions.begin_study(actor=stranger, partnership=alloy, country=make_country("PE")),
        lambda: actions.edit_study(actor=stranger, study=study, version=1, summary="x"),
        lambda: write(stranger, study, "market-trends", text="x"),
        lambda: actions.write_figure(actor=stranger, study=study, fields={}),
        lambda: actions.remove_figure(actor=stranger, figure=figure),
        lambda: actions.take_back_study(actor=stranger, study=study),
    ):
        with pytest.raises((NotAllowed, NotThere)):
            act()
    with pytest.raises(studies.StudyThere):
        actions.begin_study(actor=coordinator, partnership=alloy, country=study.country)


def test_pages_lead_from_the_beginning_to_the_country(client, alloy, coordinator):
    source = make_source(key="atlas")
    signed_in(client, coordinator)
    begun = client.post(
        reverse("countries:begin_study", args=["alloy"]), {"country": "CO", "summary": "Ports"}
    )
    study = MarketStudy.objects.get()
    assert begun.headers["Location"] == study.get_absolute_url()

    def post(name, *args, **values):
        answer = client.post(reverse(f"countries:{name}", args=[study.pk, *args]), values)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    post(
        "write_item",
        "target-market",
        text="Builders",
        source="atlas",
        place="p. 3",
        version=0,
        row0_name="Ports",
        row1_name="Yards",
    )
    post("write_item", "market-growth", version=0, row0_measure=TOTAL, row0_year="2028")
    for year, value in ((2020, "100"), (2022, "121")):
        post("add_figure", measure=TOTAL, year=year, value=value, unit="EUR million", source="atlas")
    figure = MarketFigure.objects.get(year=2022)
    post(
        "edit_figure",
        figure.pk,
        measure=TOTAL,
        year=2022,
        value="144",
        unit="EUR million",
        source="atlas",
        version=1,
    )
    assert MarketStudyItem.objects.get(item="target-market").points == [{"name": "Ports"}, {"name": "Yards"}]
    assert MarketStudyItem.objects.get(item="target-market").source == source
    post("edit_study", summary="Ports and yards", version=1)
    told = client.get(study.get_absolute_url()).text
    for words in (
        "Ports and yards",
        "Yards",
        "Compound growth of 20.0% a year",
        "p. 3",
        "not published",
    ):
        assert words in told
    assert "row2_name" in client.get(reverse("countries:write_item", args=[study.pk, "target-market"])).text
    post("publish_study")
    client.logout()
    assert (
        reverse("countries:study", args=[study.pk])
        in client.get(reverse("countries:country", args=["co"])).text
    )
    assert client.get(study.get_absolute_url()).status_code == 200
    signed_in(client, coordinator)
    assert study.get_absolute_url() in client.get(reverse("countries:markets", args=["alloy"])).text
    post("remove_figure", figure.pk)
    post("take_back_study")
    client.logout()
    assert client.get(study.get_absolute_url()).status_code == 404


def test_programs_read_and_write(client, study, coordinator):
    make_source(key="atlas")
    headers = token_of(person_of(coordinator), "read", "write")
    base = f"/api/v1/market-studies/{study.pk}"

    def put(path, body):
        answer = client.put(
            f"{base}/{path}", json.dumps(body), content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()

    trends = {
        "text": "Prices",
        "points": [{"direction": "chance", "text": "Demand grows"}],
        "source": "atlas",
    }
    status, told = put("items/market-trends", trends)
    assert (status, told["items"][4]["points"], told["items"][4]["version"]) == (200, trends["points"], 1)
    assert put("items/market-trends", trends)[0] == 409
    assert (
        put("items/market-trends", trends | {"source": "nowhere", "version": 1})[1]["code"]
        == "unknown-source"
    )
    status, told = put(f"figures/{TOTAL}/2024", {"value": "12", "unit": "EUR million", "source": "atlas"})
    assert (status, told["figures"][0]["value"]) == (200, "12")
    status, told = put(
        f"figures/{TOTAL}/2024", {"value": "13", "unit": "EUR million", "source": "atlas", "version": 1}
    )
    assert (status, told["figures"][0]["value"], len(told["figures"])) == (200, "13", 1)
    listed = client.get("/api/v1/market-studies?country=CO", headers=headers).json()
    assert [one["id"] for one in listed["items"]] == [study.pk]
    assert (
        client.get(
            "/api/v1/market-studies", headers=token_of(person_of(actors.make_outsider_coordinator()), "read")
        ).json()["count"]
        == 0
    )


@pytest.mark.parametrize("rows", [2, 6])
def test_the_number_of_statements_does_not_grow(study, coordinator, django_assert_num_queries, rows):
    for year in range(rows):
        make_market_figure(study, year=2010 + year)
    for item in ("target-market", "market-size", "market-growth")[: rows // 2]:
        make_study_item(study, item, source=make_source())
    found = queries.study_by_id(coordinator, study.pk)

    with django_assert_num_queries(9):
        queries.study_shown(coordinator, found, TODAY)


def test_a_study_that_is_not_published_is_removed_with_all_it_says(client, alloy, study, coordinator):
    make_study_item(study, "market-size", text="Large")
    make_market_figure(study)
    signed_in(client, coordinator)
    address = reverse("countries:remove_study", args=[study.pk])

    asked = client.get(address)
    removed = client.post(address)

    assert "cannot be undone" in asked.text
    assert removed.headers["Location"] == reverse("countries:markets", args=["alloy"])
    assert [model.objects.count() for model in (MarketStudy, MarketStudyItem, MarketFigure)] == [0, 0, 0]
    assert AuditEvent.objects.filter(action="countries.remove_study").count() == 3


def test_a_published_study_is_taken_back_before_it_is_removed(alloy, study, coordinator):
    make_study_item(study, "market-size", text="Large")
    actions.publish_study(actor=coordinator, study=study, today=TODAY)

    with pytest.raises(studies.PublishedStays):
        actions.remove_study(actor=coordinator, study=study)
    with pytest.raises(NotAllowed):
        actions.remove_study(actor=actors.make_outsider_coordinator(), study=study)
    actions.take_back_study(actor=coordinator, study=study)
    actions.remove_study(actor=coordinator, study=study)

    assert not MarketStudy.objects.exists()


def test_programs_begin_change_publish_take_back_and_remove(client, alloy, coordinator):
    signed_in(client, coordinator)

    def ask(method, address, **said):
        answer = getattr(client, method)(f"/api/v1{address}", said, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    status, begun = ask("post", "/partnerships/alloy/market-studies", country="CO", summary="Large")
    again = ask("post", "/partnerships/alloy/market-studies", country="CO")
    of = f"/market-studies/{begun['id']}"
    empty = ask("post", f"{of}/publish")
    changed = ask("put", of, summary="Small", version=begun["version"])
    stale = ask("put", of, summary="Large", version=begun["version"])
    ask("put", f"{of}/items/market-trends", text="Lighter cars", version=0)
    published = ask("post", f"{of}/publish")
    kept = ask("delete", of)
    back = ask("post", f"{of}/take-back")

    assert (status, begun["summary"], begun["published_on"]) == (201, "Large", None)
    assert [one[1]["code"] for one in (again, empty, stale, kept)] == [
        "study-there", "nothing-to-publish", "changed-meanwhile", "published-stays",
    ]  # fmt: skip
    assert (changed[0], changed[1]["summary"], changed[1]["version"]) == (200, "Small", 2)
    assert published[1]["published_on"] is not None
    assert back[1]["published_on"] is None
    assert ask("delete", of) == (204, None)
    assert not MarketStudy.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["mission to Colombia", "mission to Europe", "memorandum of understanding", "sister city"]),
        (
            "de",
            ["Mission mit Ziel Kolumbien", "Mission nach Europa", "Absichtserklärung (MoU)", "sister city"],
        ),
        ("es", ["misión a Colombia", "misión a Europa", "memorando de entendimiento", "sister city"]),
        ("fr", ["mission, destination : Colombie", "mission en Europe", "protocole d'accord", "sister city"]),
    ],
)
def test_kinds_of_examples_are_phrases_of_the_language(language, words):
    kinds = ("mission-to-colombia", "mission-to-europe", "mou", "sister-city")

    with override(language):
        assert [CountryExample(kind=kind).kind_in_words for kind in kinds] == words
