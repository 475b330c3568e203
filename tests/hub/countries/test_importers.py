"""Tables of countries: what was exported imports as unchanged, and faults are named."""

import csv

import pytest

from kontor.hub.countries.exporters import ExportBodies, ExportExamples, ExportFacts, ExportProfiles
from kontor.hub.countries.models import CountryBody, CountryExample, CountryFact, CountryProfile
from kontor.hub.transfer.actions.load import load
from kontor.hub.transfer.kit import HasErrors
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_country, make_organisation
from tests.factories.evidence import make_source

pytestmark = pytest.mark.django_db

PROFILE = {"country": "CO", "summary": "Coffee and more"}
FACT = {"id": "co-clusters", "country": "CO", "topic": "clusters", "statement": "Clusters registrados", "language": "es",
        "translation": "Clusters registered", "translation_language": "en", "value": "80", "unit": "clusters",
        "qualifier": "more-than", "about": "", "as_of": "2017", "source": "paper#s1; paper#s2"}  # fmt: skip
BODY = {
    "country": "CO",
    "organisation": "innpulsa",
    "role": "counterpart",
    "mandate": "",
    "source": "paper#s1.1",
}


@pytest.fixture(autouse=True)
def stage():
    make_country("CO")
    make_organisation("iNNpulsa", key="innpulsa")
    make_source(key="paper")


@pytest.fixture
def bring(tmp_path):
    def bring(kind, *rows):
        path = tmp_path / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list({name: None for row in rows for name in row}))
            writer.writeheader()
            writer.writerows(rows)
        return load(actor=SYSTEM, kind=kind, path=path)

    return bring


def test_rows_become_a_profile_with_facts_and_bodies(bring):
    bring("country-profiles", PROFILE)
    bring("country-facts", FACT, FACT | {"id": "", "statement": "Cordillera", "unit": "", "value": ""})
    bring("country-bodies", BODY)

    fact = CountryFact.objects.get(key="co-clusters")
    assert (fact.profile.key, fact.place, fact.qualifier) == ("co", "s1; s2", "more-than")
    assert CountryFact.objects.get(statement="Cordillera").key == "co-cordillera"
    assert CountryBody.objects.get().source.key == "paper"


def test_second_loading_changes_nothing_and_another_value_does(bring):
    tables = (("country-profiles", PROFILE), ("country-facts", FACT), ("country-bodies", BODY))
    for kind, row in (*tables, *tables):
        bring(kind, row)

    versions = [model.objects.get().version for model in (CountryProfile, CountryFact, CountryBody)]
    bring("country-facts", FACT | {"value": "81"})

    assert versions == [1, 1, 1]
    assert (CountryFact.objects.get().version, CountryFact.objects.get().value) == (2, "81")


def test_what_is_exported_says_what_was_imported(bring):
    bring("country-profiles", PROFILE)
    bring("country-facts", FACT)
    bring("country-bodies", BODY)

    (profile,), (fact,), (body,) = (
        list(one().rows(SYSTEM)) for one in (ExportProfiles, ExportFacts, ExportBodies)
    )

    assert profile == {"country": "CO", "summary": "Coffee and more", "visibility": "public"}
    assert (fact["country"], fact["source"]) == ("CO", (("paper", "s1"), ("paper", "s2")))
    assert (body["organisation"], body["source"]) == ("innpulsa", (("paper", "s1.1"),))


@pytest.mark.parametrize(
    "wrong",
    [{"country": "PE"}, {"topic": "weather"}, {"source": ""}, {"value": "many"}, {"language": "klingonese"}],
)
def test_faulty_fact_is_refused(bring, wrong):
    bring("country-profiles", PROFILE)

    with pytest.raises(HasErrors):
        bring("country-facts", FACT | wrong)

    assert CountryFact.objects.count() == 0


def test_example_of_cooperation_is_entered_once_and_exported(bring):
    row = {"id": "mou", "counterpart_country": "CO", "partner_side": "Beauty cluster", "partner_country": "",
           "partner_organisations": "beauty", "counterpart_side": "Cosmetics cluster", "counterpart_organisations": "",
           "sector": "cosmetics", "type": "mou", "status": "in-preparation", "start": "2018", "end": "", "note": "Draft",
           "source": "paper#s2.2"}  # fmt: skip
    bring("country-profiles", PROFILE)
    bring("country-examples", row)
    bring("country-examples", row)

    (told,) = ExportExamples().rows(SYSTEM)

    assert (told["id"], told["counterpart_country"], told["source"]) == ("mou", "CO", (("paper", "s2.2"),))
    assert (CountryExample.objects.get().version, CountryExample.objects.get().start) == (1, "2018")
    bring("country-examples", row | {"note": "Signed"})
    assert (CountryExample.objects.get().version, CountryExample.objects.get().note) == (2, "Signed")
