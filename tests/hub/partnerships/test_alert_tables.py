"""One's own alerts come and go as a table: what was exported imports as unchanged, and nobody else's is touched."""

import pytest

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.partnerships import actions
from kontor.hub.partnerships.exporters import ExportAlerts
from kontor.hub.partnerships.importers import ImportAlerts
from kontor.hub.partnerships.models import SearchAlert
from kontor.hub.transfer.actions import load, take_back
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.writers import separated, write_workbook
from kontor.hub.transfer.queries import exportable, importable
from tests.factories import actors
from tests.factories.directory import make_country, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    for code in ("JP", "KR"):
        make_country(code)
    make_term("sectoral-industry", "plastics"), make_term("technology-field", "moulds")
    return actors.make_sme()


def told(actor):
    return list(ExportAlerts().rows(actor))


def bring(tmp_path, actor, text):
    file = tmp_path / "alerts.csv"
    file.write_text(text, encoding="utf-8")
    return load(actor=actor, kind="search-alerts", path=file)


FULL = (
    "direction,kind,type,fields,countries,words,paused\n"
    "request,technology,licence,technology-field:moulds; sectoral-industry:plastics,KR; JP,cold store,yes\n"
)


def test_a_row_becomes_an_alert_of_one_s_own(tmp_path, anna):
    bring(tmp_path, anna, FULL)

    one = SearchAlert.objects.get()
    assert (one.user_id, one.direction, one.group, one.type) == (
        anna.user_id,
        "request",
        "technology",
        "licence",
    )
    assert (one.words, one.paused) == ("cold store", True)
    assert sorted(one.terms.values_list("code", flat=True)) == ["moulds", "plastics"]
    assert sorted(one.countries.values_list("pk", flat=True)) == ["JP", "KR"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_imports_as_unchanged_twins_too(tmp_path, anna, form):
    bring(tmp_path, anna, FULL)
    for _twin in range(2):
        actions.add_alert(actor=anna, words="boats")
    file = tmp_path / f"out.{form}"
    if form == "csv":
        file.write_text("".join(separated(ExportAlerts.columns, told(anna))), encoding="utf-8")
    else:
        write_workbook(file, "alerts", ExportAlerts.columns, told(anna))
    versions = dict(SearchAlert.objects.values_list("pk", "version"))

    load(actor=anna, kind="search-alerts", path=file)

    assert dict(SearchAlert.objects.values_list("pk", "version")) == versions
    assert [row["words"] for row in told(anna)] == ["cold store", "boats"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_back_the_same_where_there_was_nothing(tmp_path, anna, form):
    bring(tmp_path, anna, FULL)
    before = told(anna)
    file = tmp_path / f"out.{form}"
    if form == "csv":
        file.write_text("".join(separated(ExportAlerts.columns, told(anna))), encoding="utf-8")
    else:
        write_workbook(file, "alerts", ExportAlerts.columns, told(anna))
    SearchAlert.objects.all().delete()

    load(actor=anna, kind="search-alerts", path=file)

    assert told(anna) == before


def test_the_same_filters_rest_or_wake_and_others_are_another_alert(tmp_path, anna):
    bring(tmp_path, anna, FULL)

    bring(tmp_path, anna, FULL.replace("yes", "no"))
    assert [one.paused for one in SearchAlert.objects.all()] == [False]

    bring(tmp_path, anna, FULL.replace("cold store", "warm store"))
    assert sorted(SearchAlert.objects.values_list("words", "paused")) == [
        ("cold store", False),
        ("warm store", True),
    ]


def test_an_import_is_taken_back(tmp_path, anna):
    actions.add_alert(actor=anna, words="boats")
    done = bring(tmp_path, anna, FULL + ",,,,,boats,yes\n")

    take_back(actor=anna, record=done.record)

    assert list(SearchAlert.objects.values_list("words", "paused")) == [("boats", False)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,,,,yes", "would"),
        (",business,licence,,,,", "kind"),
        (",,,sectoral-industry:nothing,,,", "not known as term"),
        (",,,,Atlantis,,", "Atlantis"),
        ("lend,,,,,,", "not possible here"),
    ],
)
def test_what_the_page_refuses_the_table_refuses_and_keeps_nothing(tmp_path, anna, row, said):
    with pytest.raises(HasErrors, match=said):
        bring(tmp_path, anna, f"{FULL}{row}\n")

    assert not SearchAlert.objects.exists()


def test_everybody_takes_along_and_changes_only_one_s_own(tmp_path, anna):
    other = actors.make_outsider_coordinator()
    actions.add_alert(actor=other, words="boats")

    assert told(anna) == []
    bring(tmp_path, anna, "words,paused\nboats,yes\n")

    assert sorted(SearchAlert.objects.values_list("user_id", "paused")) == sorted(
        [(anna.user_id, True), (other.user_id, False)]
    )
    assert [row["paused"] for row in told(other)] == [False]
    assert ("search-alerts" in {one.kind for one in exportable(VISITOR)}, told(VISITOR)) == (False, [])
    assert ImportAlerts not in importable(VISITOR)


@pytest.mark.parametrize("number", [2, 9])
def test_the_export_asks_as_much_for_many_as_for_few(anna, django_assert_num_queries, number):
    for at in range(number):
        actions.add_alert(actor=anna, words=f"word {at}", countries=["JP"])

    with django_assert_num_queries(3):
        assert len(told(anna)) == number
