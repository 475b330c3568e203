"""Pages: what they show, to whom, in how many statements, and without JavaScript."""

import json
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from kontor.hub.evidence.models import Source
from kontor.hub.scoreboard.models import Claim
from tests.factories.accounts import make_team
from tests.factories.actors import make_administrator, make_coordinator, make_editor, one_of_each, signed_in
from tests.factories.evidence import make_source
from tests.factories.scoreboard import make_claim, make_organisation, make_participation, make_partnership

pytestmark = pytest.mark.django_db

SHIPS = {"collection": "partnerships"}
PLACES = {"collection": "participations", "rule": "places"}
MARK = "Zwielichtverbund"


def answer_url(question, **further):
    text = question if isinstance(question, str) else json.dumps(question)
    return f"{reverse('scoreboard:answer')}?{urlencode({'question': text, **further})}"


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


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

    with django_assert_num_queries(10):
        assert client.get(url).context["page"].table.count == number


@pytest.mark.parametrize("number", [2, 120])
def test_claim_takes_as_many_statements_for_few_rows_as_for_many(client, django_assert_num_queries, number):
    partnership = make_partnership()
    for _number in range(number):
        make_participation(partnership)
    claim = make_claim(question=PLACES)
    client.get(claim.get_absolute_url())

    with django_assert_num_queries(8):
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


def filled(claim=None, **values):
    """The form as a browser without scripts sends it."""
    kept = {
        "statement": "Partners of all", "value": "2", "unit": "partners", "qualifier": "exact", "visibility": "public",
        "source": claim.source_id if claim else "", "collection": "", "measure": "count", "rule": "",
    }  # fmt: skip
    return {**kept, **({"version": claim.version} if claim else {}), **values}


def test_add_claim_step_by_step_without_scripts(client):
    make_participation(make_partnership(kind="ESCP-S3"))
    make_participation(make_partnership(kind="ESCP-4i"))
    source = make_source(published_on="2019")
    signed_in(client, make_editor())
    url = reverse("scoreboard:add_claim")

    first = client.post(url, filled(source=source.pk, collection="participations", ask="1"))
    form = first.context["form"]
    assert first.status_code == 200
    assert form.preview.title == "The records say 2 (every row counts, as printed)"
    assert "role" in dict(form.fields["where_1_field"].choices)
    assert not form.errors

    asked = {"where_1_field": "kind", "where_1_op": "is", "where_1_value": "ESCP-S3", "rule": "places"}
    second = client.post(url, filled(source=source.pk, collection="participations", ask="1", **asked))
    form = second.context["form"]
    assert form.preview.value == "1"
    assert form["value"].value() == "2"
    assert dict(form.suggestions)["where_1_values"] == ["ESCP-4i", "ESCP-S3"]
    assert '<datalist id="where_1_values">' in text_of(second)

    saved = client.post(url, filled(source=source.pk, collection="participations", **asked))
    claim = Claim.objects.get()
    assert saved.headers["Location"] == claim.get_absolute_url()
    assert claim.question == {
        "collection": "participations", "rule": "places", "filters": [{"field": "kind", "op": "is", "value": "ESCP-S3"}],
    }  # fmt: skip


def test_add_claim_begins_with_the_question_of_an_answer(client):
    signed_in(client, make_editor())

    response = client.get(reverse("scoreboard:add_claim"), {"question": json.dumps(PLACES)})

    assert response.context["form"]["collection"].value() == "participations"
    assert response.context["form"].preview.value == "0"


def test_add_claim_makes_a_new_source_in_the_same_form(client):
    signed_in(client, make_editor())

    client.post(reverse("scoreboard:add_claim"), filled(new_title="Annual report", new_published_on_2="2020"))

    claim = Claim.objects.get()
    assert (claim.source.title, claim.team) == ("Annual report", None)
    assert Source.objects.count() == 1


def test_add_claim_refused_keeps_the_entry_and_says_what_to_do(client):
    signed_in(client, make_editor())
    url = reverse("scoreboard:add_claim")

    no_source = client.post(url, filled())
    a_range = client.post(url, filled(new_title="Report", value="3-5"))
    no_field = client.post(url, filled(new_title="Report", collection="targets", measure="sum"))

    assert [response.status_code for response in (no_source, a_range, no_field)] == [422, 422, 422]
    assert "A claim has one source." in text_of(no_source)
    assert "Add two claims" in text_of(a_range)
    assert a_range.context["form"]["value"].value() == "3-5"
    assert "is needed for the measure" in str(no_field.context["form"].errors["field"])
    assert Claim.objects.count() == 0


def test_add_claim_offers_only_values_that_the_reader_sees(client):
    hidden = make_partnership(key="hidden-ship", visibility="restricted")
    make_participation(hidden, make_organisation(key="hidden-body", visibility="restricted"))
    make_participation(make_partnership(key="open-ship"))
    sent = filled(collection="participations", where_1_field="partnership", ask="1")
    url = reverse("scoreboard:add_claim")

    outsider = text_of(signed_in(client, make_coordinator()).post(url, sent))
    insider = text_of(signed_in(client, make_editor()).post(url, sent))

    assert "hidden-ship" not in outsider
    assert "open-ship" in outsider
    assert "hidden-ship" in insider


def test_edit_claim_shows_the_claim_and_saves_it(client):
    claim = make_claim(question=PLACES, value="1")
    signed_in(client, make_editor())
    url = reverse("scoreboard:edit_claim", args=[claim.key])

    shown = client.get(url).context["form"]
    client.post(url, filled(claim, collection="participations", rule="organisations", value="5"))

    claim.refresh_from_db()
    assert (shown["collection"].value(), shown["rule"].value()) == ("participations", "places")
    assert (claim.value, claim.question["rule"]) == ("5", "organisations")


def test_withdraw_claim_takes_it_out_of_the_list(client):
    claim = make_claim()
    signed_in(client, make_editor())

    client.post(reverse("scoreboard:withdraw_claim", args=[claim.key]), {"reason": "misread"})

    assert client.get(reverse("scoreboard:claims")).context["page"].table.count == 0
    assert "misread" in text_of(client.get(claim.get_absolute_url()))


def test_changing_is_for_those_who_may(client):
    team = make_team()
    claim = make_claim(team=team)
    names = {"add_claim": [], "edit_claim": [claim.key], "withdraw_claim": [claim.key]}

    answers = {
        role: [signed_in(client, actor).get(reverse(f"scoreboard:{name}", args=args)).status_code for name, args in names.items()]
        for role, actor in one_of_each(partnership_team=team).items()
        if role != "system"
    }  # fmt: skip

    assert answers == {
        "sme": [200, 403, 403],
        "cluster_manager": [200, 403, 403],
        "coordinator": [200, 200, 200],
        "partner_staff": [403, 403, 403],
        "visitor": [403, 403, 403],
        "outsider_coordinator": [200, 403, 403],
        "analyst": [403, 403, 403],
        "editor": [200, 200, 200],
        "administrator": [200, 200, 200],
        "protection_officer": [403, 403, 403],
    }


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
