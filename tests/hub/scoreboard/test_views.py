"""Pages: what they show, to whom, in how many statements, and without JavaScript."""

import json

import pytest
from django.urls import reverse

from tests.factories.accounts import make_team
from tests.factories.actors import make_administrator, make_coordinator, make_editor, one_of_each, signed_in
from tests.factories.scoreboard import make_claim, make_organisation, make_participation, make_partnership
from tests.hub.scoreboard.reading import PLACES, SHIPS, answer_url, filled, text_of

pytestmark = pytest.mark.django_db
MARK = "Zwielichtverbund"


def test_index_counts_by_verdict_and_leads_to_the_list(client, demo):
    page = client.get(reverse("scoreboard:index")).context["page"]

    counts = {one.verdict: one.count for one in page.of.verdicts}
    assert counts == {
        "agrees": 62, "differs": 13, "parts-do-not-sum": 2, "missing-data": 9, "lower-bound": 28, "not-recomputable": 90,
    }  # fmt: skip
    for one in page.of.verdicts:
        assert client.get(one.url).context["page"].table.count == one.count
    assert len(page.of.to_look_at) == 15


def test_index_without_claims_says_what_to_do(client):
    signed_in(client, make_editor())

    response = client.get(reverse("scoreboard:index"))

    assert reverse("scoreboard:add_claim") in text_of(response)


def test_index_of_an_earlier_day(client, demo):
    page = client.get(reverse("scoreboard:index"), {"as_of": "2017-12-31"}).context["page"]

    assert page.of.count == 66
    assert all("as_of=2017-12-31" in one.url for one in page.of.verdicts)


@pytest.mark.parametrize("name", ["index", "claims", "answer"])
def test_page_of_no_day_is_refused_in_a_sentence(client, name):
    response = client.get(
        reverse(f"scoreboard:{name}"), {"as_of": "31.12.2017", "question": json.dumps(SHIPS)}
    )

    assert response.status_code == 400
    assert "is not a day" in text_of(response)


def test_claims_are_searched_and_filtered(client, demo):
    url = reverse("scoreboard:claims")

    assert client.get(url).context["page"].table.count == 204
    assert client.get(url, {"q": "voluntary target"}).context["page"].table.count == 1
    assert client.get(url, {"country": "CO", "verdict": "agrees"}).context["page"].table.count == 3
    assert client.get(url, {"source": "colombia-paper-2017"}).context["page"].table.count == 66


def test_claims_begin_where_somebody_should_look(client, demo):
    rows = client.get(reverse("scoreboard:claims")).context["page"].table.rows

    assert [row.record.verdict for row in rows[:15]] == ["differs"] * 13 + ["parts-do-not-sum"] * 2


@pytest.mark.parametrize("number", [2, 30])
def test_claims_take_as_many_statements_for_few_as_for_many(client, django_assert_num_queries, number):
    for _number in range(number):
        make_participation()
        make_claim(question=PLACES)
    url = reverse("scoreboard:claims")
    client.get(url)

    with django_assert_num_queries(4):
        assert client.get(url).context["page"].table.count == number


@pytest.mark.parametrize("number", [2, 120])
def test_claim_takes_as_many_statements_for_few_rows_as_for_many(client, django_assert_num_queries, number):
    partnership = make_partnership()
    for _number in range(number):
        make_participation(partnership)
    claim = make_claim(question=PLACES)
    client.get(claim.get_absolute_url())

    with django_assert_num_queries(6):
        assert client.get(claim.get_absolute_url()).context["page"].of.rows.count == number


@pytest.mark.parametrize("number", [2, 120])
def test_answer_takes_as_many_statements_for_few_rows_as_for_many(client, django_assert_num_queries, number):
    partnership = make_partnership()
    for _number in range(number):
        make_participation(partnership)
    client.get(answer_url(PLACES))

    with django_assert_num_queries(3):
        assert client.get(answer_url(PLACES)).context["page"].of.value == str(number)


def test_claim_shows_both_values_the_rule_and_what_else_agrees(client, demo):
    page = client.get(reverse("scoreboard:claim", args=["g2-clusters-it"])).context["page"]

    assert (page.of.shown.published, page.of.shown.recorded, page.of.shown.difference) == (
        "14 cluster organisations",
        "11",
        "−3",
    )
    assert page.of.rule == "distinct organisations"
    assert [(one.value, one.agrees) for one in page.of.tried] == [("14", True), ("14", True)]
    assert page.of.rows.count == 14


def test_claim_names_and_links_the_rows_and_the_records_that_are_missing(client, demo):
    page = client.get(reverse("scoreboard:claim", args=["g1-target-countries"])).context["page"]

    assert {row.url for row in page.of.rows.rows} >= {reverse("partnerships:partnership", args=["natureef"])}
    assert page.of.missing.count == len(page.of.finding.verdict.unknown) == 10


def test_claim_shows_who_states_otherwise(client, demo):
    page = client.get(reverse("scoreboard:claim", args=["s3-launch-year-s11"])).context["page"]

    assert [one.key for one in page.of.contradicting] == ["s3-launch-date", "s3-launch-year-exec"]


def test_claim_about_records_that_are_not_kept_says_so(client, demo):
    response = client.get(reverse("scoreboard:claim", args=["co-germany-end"]))

    assert response.context["page"].of.not_kept
    assert "Records of this kind are not kept yet." in text_of(response)


def test_claim_that_was_not_stated_by_the_day_says_so(client, demo):
    response = client.get(reverse("scoreboard:claim", args=["s3-partners"]), {"as_of": "2017-12-31"})

    assert "appeared later than the day you ask about" in text_of(response)


def test_claim_history_tells_values_only_to_its_editors(client):
    team = make_team()
    claim = make_claim(team=team, value="57", visibility="public")
    signed_in(client, make_editor())
    client.post(reverse("scoreboard:edit_claim", args=[claim.key]), filled(claim, value="61"))

    told = {
        name: " ".join(event.text for event in signed_in(client, actor).get(claim.get_absolute_url()).context["page"].of.history)
        for name, actor in {"team": make_coordinator(team), "visitor": one_of_each()["visitor"]}.items()
    }  # fmt: skip

    assert "57 → 61" in told["team"]
    assert "57" not in told["visitor"]
    assert "stated value" in told["visitor"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ({"collection": "participations", "filters": [{"field": "kind", "op": "is", "value": "ESCP-S3"}]}, "61"),
        ({"collection": "targets", "measure": "groups", "group_by": "country",
          "filters": [{"field": "generation", "op": "is", "value": 1}]}, "24"),
        ({"collection": "partnerships", "measure": "sum", "field": "smes_involved"}, None),
        ({"collection": "partnerships", "measure": "min-date", "field": "start",
          "filters": [{"field": "kind", "op": "is", "value": "ESCP-S3"}]}, "25 October 2018"),
        ({"collection": "classifications", "measure": "count-distinct", "field": "term"}, None),
        ({"collection": "claims"}, "204"),
        ({"collection": "recommended_actions"}, "15"),
        ({"collection": "challenges"}, "37"),
        ({"collection": "good_practices"}, "8"),
        ({"collection": "activities"}, "317"),
        ({"collection": "organisations"}, "297"),
        ({"collection": "interested_clusters", "group_by": "label", "measure": "groups"}, None),
    ],
)  # fmt: skip
def test_answer_to_any_question_names_its_rows(client, demo, question, value):
    page = client.get(answer_url(question)).context["page"]

    assert value in (None, page.of.value)
    assert page.of.rows.rows
    assert all(row.title for row in page.of.rows.rows)


def test_answer_groups_its_rows_as_the_question_does(client, demo):
    question = {"collection": "targets", "measure": "groups", "group_by": "country"}

    page = client.get(answer_url(question)).context["page"]

    assert page.of.rows.groups[0].label == "United Arab Emirates"


def test_answer_goes_on_to_the_next_rows(client, demo):
    first, last = (
        client.get(answer_url({"collection": "activities"}, page=page)).context["page"].of.rows
        for page in (1, 99)
    )

    assert (first.page, last.page, first.pages) == (1, 4, 4)
    assert len(first.rows) == 100
    assert len(last.rows) == 17


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "question is not valid JSON"),
        ('{"collection": ', "question is not valid JSON"),
        ('{"collection": "stars"}', "Allowed: partnerships, participations"),
        ('{"collection": "targets", "field": "sun", "measure": "sum"}', "targets have no field"),
        ('{"collection": "cases"}', "records of this kind are not kept yet"),
        ("[1]", "must be an object with fields"),
        ("[" * 5000, "is not valid JSON"),
    ],
)
def test_answer_to_what_is_no_question_is_a_sentence_on_our_own_page(client, question, sentence):
    response = client.get(answer_url(question))

    assert response.status_code == 400
    assert "The question cannot be asked" in text_of(response)
    assert sentence in text_of(response)
    assert "<nav" in text_of(response)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_claims_holds_the_rows_of_the_list(client, demo, form):
    url = reverse("scoreboard:export_claims", args=[form])

    response = client.get(url, {"verdict": "differs"})

    content = b"".join(response.streaming_content)
    assert "attachment" in response.headers["Content-Disposition"]
    if form == "csv":
        lines = content.decode().splitlines()
        assert len(lines) == 1 + 13
        assert "s3-partners" in content.decode()
    else:
        assert content.startswith(b"PK")


def test_export_claims_defuses_formulas(client):
    make_claim(statement="=HYPERLINK(1)", unit="", value="+x")

    content = text_of(client.get(reverse("scoreboard:export_claims", args=["csv"])))

    assert "'=HYPERLINK(1)" in content
    assert "'+x" in content


def test_export_claims_in_an_unknown_form_is_not_there(client):
    assert client.get(reverse("scoreboard:export_claims", args=["doc"])).status_code == 404


def test_nothing_of_a_confidential_claim_is_told_to_others(client):
    team = make_team(name=f"Team {MARK}")
    partnership = make_partnership(
        team=team, visibility="restricted", key="dark", acronym=MARK, smes_involved=987654
    )
    make_participation(
        partnership, make_organisation(visibility="restricted", name=f"Body {MARK}", team=team)
    )
    inside = make_claim(
        key="inside", team=team, visibility="partners", partnership=partnership, statement=f"Claim {MARK}", value="987654",
        unit="SMEs", question={"collection": "partnerships", "measure": "sum", "field": "smes_involved"},
    )  # fmt: skip
    addresses = [
        reverse("scoreboard:index"), reverse("scoreboard:claims"), reverse("scoreboard:claims") + "?q=Zwielicht",
        reverse("scoreboard:export_claims", args=["csv"]), inside.get_absolute_url(), reverse("scoreboard:add_claim"),
        answer_url(PLACES), answer_url({"collection": "claims"}),
        answer_url({"collection": "partnerships", "measure": "max", "field": "smes_involved"}),
    ]  # fmt: skip

    told = {
        role: [address for address in addresses if leaks(signed_in(client, actor).get(address))]
        for role, actor in one_of_each(partnership_team=team).items()
        if role != "system"
    }

    assert {role for role, found in told.items() if not found} == {
        "sme", "cluster_manager", "visitor", "outsider_coordinator", "protection_officer",
    }  # fmt: skip
    assert len(told["coordinator"]) == 8


def leaks(response):
    text = text_of(response)
    return MARK in text or "987654" in text or "987,654" in text


def test_claim_that_is_hidden_is_not_there(client):
    claim = make_claim(visibility="restricted", team=make_team())

    assert client.get(claim.get_absolute_url()).status_code == 404
    assert signed_in(client, make_administrator()).get(claim.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("number", "words"), [(1, "record behind it"), (2, "records behind it")])
def test_one_record_is_not_several(client, number, words):
    for _ in range(number):
        make_partnership()

    page = client.get(answer_url(SHIPS)).content.decode()

    assert f'<span class="key-figure-label">{words}</span>' in page
