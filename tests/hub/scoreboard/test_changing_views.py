"""Pages that add, edit and withdraw claims: with and without scripts, and who may."""

import json

import pytest
from django.urls import reverse

from kontor.hub.evidence.models import Source
from kontor.hub.scoreboard.models import Claim
from tests.factories.accounts import make_team
from tests.factories.actors import make_coordinator, make_editor, one_of_each, signed_in
from tests.factories.evidence import make_source
from tests.factories.scoreboard import make_claim, make_organisation, make_participation, make_partnership
from tests.hub.scoreboard.reading import PLACES, filled, text_of

pytestmark = pytest.mark.django_db


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
