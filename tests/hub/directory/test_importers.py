import csv
from pathlib import Path

import pytest
from django.urls import reverse

from kontor.hub.directory.exporters import EXPORTERS, ExportOrganisations
from kontor.hub.directory.importers import IMPORTERS
from kontor.hub.directory.models import (
    Alias,
    Classification,
    CountryInterest,
    Label,
    Membership,
    Organisation,
    Term,
)
from kontor.hub.evidence.models import Citation, Source
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.models import AuditEvent, Country, Region
from kontor.hub.transfer import kit
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.writers import separated
from tests.factories.directory import make_organisation, make_region

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "demo"
SYSTEM = system("test")
FILES = (
    ("terms", "taxonomies"),
    ("organisations", "organisations"),
    ("organisations", "demo_records"),
    ("aliases", "aliases"),
    ("memberships", "demo_memberships"),
    ("interests", "interested_clusters"),
)


@pytest.fixture(autouse=True)
def plugged():
    """The importers and exporters of the directory, whatever front/wiring.py plugs in."""
    before = dict(kit.IMPORTERS.table), dict(kit.EXPORTERS.table)
    kit.IMPORTERS.add(*IMPORTERS)
    kit.EXPORTERS.add(*EXPORTERS)
    yield
    for registry, table in zip((kit.IMPORTERS, kit.EXPORTERS), before, strict=True):
        registry.table.clear()
        registry.table.update(table)


def lines(name):
    with (DEMO / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def reference():
    Country.objects.bulk_create(
        Country(code=row["code"], alpha3=row["alpha3"] or f"{row['code']}X") for row in lines("countries")
    )
    Region.objects.bulk_create(
        Region(code=row["code"], name=row["name"], country_id=row["country"], level=row["level"])
        for row in lines("regions")
    )
    Source.objects.bulk_create(Source(key=row["id"], title=row["title"]) for row in lines("sources"))


def write(tmp_path, text):
    path = tmp_path / "organisations.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path, text):
    with pytest.raises(HasErrors) as caught:
        load(actor=SYSTEM, kind="organisations", path=write(tmp_path, text))
    assert Organisation.objects.count() == 0
    return [(problem.line, str(problem)) for problem in caught.value.problems]


def test_demo_files_load_and_a_second_time_change_nothing(reference):
    for kind, name in FILES:
        load(actor=SYSTEM, kind=kind, path=DEMO / f"{name}.csv")
    events = AuditEvent.objects.count()

    again = [load(actor=SYSTEM, kind=kind, path=DEMO / f"{name}.csv").counts for kind, name in FILES]

    assert [(one["create"], one["change"], one["merge"]) for one in again] == [(0, 0, 0)] * len(FILES)
    assert AuditEvent.objects.count() == events
    assert Organisation.objects.count() == len(lines("organisations")) + 1
    assert Term.objects.count() == len(lines("taxonomies"))
    assert Alias.objects.count() == len(lines("aliases"))
    assert CountryInterest.objects.filter(country="CO").count() == 34
    assert Membership.objects.count() == 1
    assert list(Organisation.objects.filter(fictional=True).values_list("key", flat=True)) == ["demo-sme"]
    assert set(Organisation.objects.values_list("state", flat=True)) == {"published"}


def test_demo_organisation_has_its_terms_labels_and_sources(reference):
    for kind, name in FILES[:2]:
        load(actor=SYSTEM, kind=kind, path=DEMO / f"{name}.csv")
    row = next(line for line in lines("organisations") if line["id"] == "inovcluster")

    one = Organisation.objects.get(key="inovcluster")

    terms = set(Classification.objects.filter(organisation=one).values_list("term__code", flat=True))
    columns = ("sectors", "emerging_industries", "technology_fields", "s3_priorities")
    cited = Citation.objects.filter(subject_kind="directory.organisation", subject_id=one.pk)
    assert terms == {code for column in columns for code in row[column].split("; ") if code}
    assert list(Label.objects.filter(organisation=one).values_list("kind", flat=True)) == [
        row["excellence_label"]
    ]
    assert {f"{citation.source.key}#{citation.place}" for citation in cited} == set(row["source"].split("; "))


def test_export_imports_as_unchanged(reference, tmp_path):
    for kind, name in FILES[:3]:
        load(actor=SYSTEM, kind=kind, path=DEMO / f"{name}.csv")
    exporter = ExportOrganisations()
    path = write(tmp_path, "".join(separated(exporter.columns, exporter.rows(SYSTEM))))

    counts = load(actor=SYSTEM, kind="organisations", path=path).counts

    assert counts["skip"] == len(lines("organisations")) + 1


def test_changed_file_changes_only_what_differs(reference, tmp_path):
    for kind, name in FILES[:2]:
        load(actor=SYSTEM, kind=kind, path=DEMO / f"{name}.csv")

    counts = load(
        actor=SYSTEM,
        kind="organisations",
        path=write(
            tmp_path, "id,name,kind,excellence_label\ninovcluster,InovCluster,cluster-organisation,silver\n"
        ),
    ).counts

    one = Organisation.objects.get(key="inovcluster")
    assert counts["change"] == 1
    assert one.name == "InovCluster"
    assert list(one.labels.values_list("kind", flat=True)) == ["silver"]
    assert one.classifications.count() == 10


def test_import_refuses_every_wrong_line_with_its_place(tmp_path):
    make_region()
    text = (
        "id,name,kind,country,region,website\n"
        "one,One,cluster-organisation,Xina,,\n"
        "two,Two,klaster,ES,,\n"
        "three,Three,sme,ES,ES21,nowhere\n"
        "Four 4,Four,sme,ES,,\n"
        "one,One again,sme,ES,,\n"
        "review,Review,sme,ES,,\n"
    )

    problems = refused(tmp_path, text)

    assert {line for line, _sentence in problems} >= {2, 3, 4, 5}
    assert all(sentence for _line, sentence in problems)


def test_import_refuses_a_region_of_another_country(tmp_path):
    make_region("FR10", "Île-de-France")
    make_region("ES21")

    problems = refused(tmp_path, "id,name,kind,country,region\none,One,sme,ES,FR10\n")

    assert problems == [(2, "The region FR10 lies in FR, not in ES: correct one of the two.")]


def test_import_refuses_an_address_of_the_directory_as_key(tmp_path):
    problems = refused(tmp_path, "id,name,kind\nreview,Review board,sme\n")

    assert problems == [(2, "'review' is an address of the directory itself: choose another key.")]


def test_export_of_the_list_holds_its_filters_and_nothing_hidden(client):
    make_organisation("=Formula", country="ES")
    make_organisation("Elsewhere", country="FR")
    make_organisation("Xanadumarker", country="ES", state="draft")

    response = client.get(reverse("directory:export", args=["csv"]), {"country": "ES"})

    text = b"".join(response).decode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisations.csv"'
    assert "'=Formula" in text
    assert "Elsewhere" not in text
    assert "Xanadumarker" not in text
    assert client.get(reverse("directory:export", args=["xlsx"])).status_code == 200
    assert client.get(reverse("directory:export", args=["exe"])).status_code == 404
