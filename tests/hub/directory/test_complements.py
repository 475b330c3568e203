"""Who complements an organisation: answers, doors, and that nothing of hidden profiles shows."""

import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from kontor.hub.directory.models import CountryInterest
from kontor.hub.directory.queries.complements import Narrowed, complements_of, who_fills
from kontor.hub.directory.queries.stock import Column
from kontor.hub.foundation import search
from kontor.hub.foundation.actor import VISITOR
from tests.factories.directory import (
    make_actor,
    make_classification,
    make_competence,
    make_country,
    make_organisation,
    make_term,
)
from tests.hub.directory.test_rest import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def cold():
    """A term with a name in another language, below a wider one."""
    logistics = make_term("technology-field", "logistics", "Logistics")
    return make_term(
        "technology-field", "cold-chain", "Cold chain", labels={"de": "Kühlkette"}, parent=logistics
    )


@pytest.fixture
def seeker(cold):
    seeker = make_organisation("Seeker", key="seeker")
    make_competence(seeker, "", "seeks", term=cold, readiness=6)
    return seeker


def names(answer):
    return [one.organisation.name for one in answer.found]


def sentences(answer):
    return {one.organisation.name: [why.sentence for why in one.reasons] for one in answer.found}


def test_offers_fields_of_work_and_countries_are_weighed_and_told(seeker, cold):
    CountryInterest.objects.create(organisation=seeker, country=make_country("PE"))
    make_competence(make_organisation("Offers"), "", term=cold, readiness=7)
    make_classification(make_organisation("Works", country="PE"), cold)
    make_organisation("Neither", country="PE")

    found = complements_of(VISITOR, seeker)

    assert sentences(found) == {
        "Offers": ["Offers Cold chain, as sought.", "Its readiness is 7; 6 or more is sought."],
        "Works": ["Works in Cold chain, which is sought.", "It is in Peru, a country of interest."],
    }
    assert found.number == 2
    assert dict(found.by_country) == {"ES": 1, "PE": 1}


def test_who_seeks_what_is_offered_complements_too(seeker, cold):
    offerer = make_organisation("Offerer")
    make_competence(offerer, "", term=cold, readiness=7)

    found = complements_of(VISITOR, offerer)

    assert sentences(found) == {
        "Seeker": ["Seeks Cold chain, as offered.", "It asks for readiness 6 or more; 7 is offered."]
    }


def test_words_find_words_and_names_of_terms_in_other_languages(cold):
    make_competence(make_organisation("By term"), "", term=cold)
    written = make_organisation("By words")
    make_competence(written, "Kühlkette und Lagerung")
    search.update("organisation", [written])

    found = who_fills(VISITOR, None, "Kühlkette")

    assert sentences(found) == {
        "By term": ["Offers Cold chain, as sought."],
        "By words": ["What it offers shares these words: kuhlkette."],
    }


def test_country_kind_and_readiness_narrow(seeker, cold):
    for name, country, kind, level in [
        ("A", "PE", "sme", 8),
        ("B", "PE", "rto", 8),
        ("C", "CL", "sme", 8),
        ("D", "PE", "sme", 3),
    ]:
        make_competence(make_organisation(name, country=country, kind=kind), "", term=cold, readiness=level)

    found = complements_of(VISITOR, seeker, Narrowed(("PE",), "sme", 5))

    assert names(found) == ["A"]
    assert dict(found.by_country) == {"PE": 1, "CL": 1}


def test_a_column_of_words_finds_and_counts_them():
    column = Column.of(["ES", "", "PE", "ES"])

    assert column.among(["ES", "CL"]).tolist() == [True, False, False, True]
    assert column.among([]).tolist() == [False] * 4
    assert column.counted(np.array([0, 1, 3])) == {"ES": 2, "": 1}


def test_what_the_actor_may_not_see_is_neither_found_nor_counted_nor_weighed(seeker, cold):
    make_competence(make_organisation("Open"), "", term=cold)
    before = complements_of(VISITOR, seeker)
    hidden = make_organisation("Xanadumarker", state="draft", country="PE")
    make_competence(hidden, "", term=cold, readiness=9)
    make_classification(hidden, cold)

    seen = complements_of(VISITOR, seeker)
    own = complements_of(make_actor(hidden), seeker)

    assert (sorted(names(own)), own.number) == (["Open", "Xanadumarker"], 2)
    assert (seen.number, seen.by_country) == (before.number, before.by_country)
    assert [(one.score, one.reasons) for one in seen.found] == [
        (one.score, one.reasons) for one in before.found
    ]


@pytest.mark.parametrize("number", [3, 12])
def test_statements_do_not_grow_with_the_directory(seeker, cold, number, django_assert_max_num_queries):
    for _ in range(number):
        make_competence(make_organisation(), "", term=cold)

    with django_assert_max_num_queries(12):
        assert complements_of(VISITOR, seeker).number == number


def test_pages_show_the_same_and_keep_what_was_asked(client, seeker, cold):
    make_competence(make_organisation("Found one"), "", term=cold, readiness=7)

    of_one = client.get(reverse("directory:complements", args=["seeker"])).content.decode()
    who = client.get(reverse("directory:who"), {"text": "kühlkette", "readiness": "7"}).content.decode()
    nobody = client.get(reverse("directory:who"), {"text": "zeppelin"}).content.decode()
    unreadable = client.get(reverse("directory:who"), {"text": "kühlkette", "readiness": "ready"})

    assert "Offers Cold chain, as sought." in of_one
    assert "Found one" in who
    assert 'value="kühlkette"' in who
    assert "Nobody found" in nobody
    assert unreadable.status_code == 200


def test_page_of_one_that_says_nothing_tells_what_to_do(client):
    make_organisation(key="silent")

    page = client.get(reverse("directory:complements", args=["silent"])).content.decode()

    assert "Nothing to compare yet" in page


def test_api_answers_with_reasons_and_refuses_unknown_terms(seeker, cold):
    make_competence(make_organisation("Found one", key="found-one"), "", term=cold)

    one = (
        calling()
        .get("/organisations/seeker/complements?readiness=&country=ES".replace("readiness=&", ""))
        .json()
    )
    who = calling().get("/who?taxonomy=technology-field&term=cold-chain").json()
    unknown = calling().get("/who?taxonomy=technology-field&term=nothing")
    hidden = calling().get("/organisations/none/complements").status_code

    assert [found["organisation"]["key"] for found in one["found"]] == ["found-one"]
    assert one["found"][0]["reasons"][0] == {
        "code": "offers-same",
        "values": {"asked": "Cold chain", "found": "Cold chain"},
        "sentence": "Offers Cold chain, as sought.",
    }
    assert who["number"] == 1
    assert unknown.json()["detail"] == "There is no term with the code 'nothing'."
    assert hidden == 404


def test_command_writes_json_and_refuses_whom_nobody_may_see(seeker, cold, capsys):
    make_competence(make_organisation("Found one", key="found-one"), "", term=cold)

    call_command("match", "organisations", "--for", "seeker", "--json")
    told = json.loads(capsys.readouterr().out)
    call_command("match", "organisations", "--for", "seeker")
    lines = capsys.readouterr().out

    assert (told["for"], [one["id"] for one in told["found"]]) == ("seeker", ["found-one"])
    assert "Offers Cold chain, as sought." in lines
    with pytest.raises(CommandError, match="There is no organisation 'none'"):
        call_command("match", "organisations", "--for", "none")
