"""Partner searches come and go as a table; what was exported imports as unchanged, and nobody anonymous is named."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.partnerships.exporters import ExportSearches
from kontor.hub.partnerships.importers import ImportSearches
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import IMPORTERS, HasErrors
from kontor.hub.transfer.kit.writers import separated, write_workbook
from tests.factories import actors
from tests.factories.directory import make_country, make_organisation, make_team, make_term
from tests.factories.partnerships import make_search

pytestmark = pytest.mark.django_db
LATER = (timezone.localdate() + timedelta(days=100)).isoformat()
HEAD = "organisation,title,direction,type,text,fields,countries,anonymous,public_description,expires_on,visibility\n"


@pytest.fixture(autouse=True)
def plugged():
    """The table is known whatever front/wiring.py plugs in."""
    before = dict(IMPORTERS.table)
    IMPORTERS.add(ImportSearches)
    yield
    IMPORTERS.table.clear()
    IMPORTERS.table.update(before)


@pytest.fixture
def grain():
    make_country("PE")
    make_term("sectoral-industry", "plastics")
    return make_organisation("Grain Cluster", key="grain")


@pytest.fixture
def anna(grain):
    return actors.make_cluster_manager(make_team(grain))


def bring(tmp_path, text, actor):
    file = tmp_path / "searches.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return load(actor=actor, kind="partner-searches", path=file, doubles="create")


def told(actor):
    return list(ExportSearches().rows(actor))


ROW = f"grain,Cold stores,request,partnership,We look for cold stores.,sectoral-industry:plastics,PE,no,,{LATER},public\n"


def test_a_row_opens_a_search_that_is_reviewed_first(tmp_path, grain, anna):
    bring(tmp_path, ROW, anna)

    one = PartnerSearch.objects.get()
    assert (one.organisation, one.title, one.state, one.anonymous) == (grain, "Cold stores", "review", False)
    assert [term.code for term in one.terms.all()] == ["plastics"]
    assert [country.pk for country in one.countries.all()] == ["PE"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_imports_as_unchanged_expired_and_closed_ones_too(tmp_path, grain, anna, form):
    bring(tmp_path, ROW, anna)
    yesterday = timezone.localdate() - timedelta(days=1)
    make_search(grain, title="Over", expires_on=yesterday)
    make_search(grain, title="Closed", state="closed", found="found-here", outcome="One")
    file = tmp_path / f"out.{form}"
    if form == "csv":
        file.write_text("".join(separated(ExportSearches.columns, told(anna))), encoding="utf-8")
    else:
        write_workbook(file, "searches", ExportSearches.columns, told(anna))

    versions = dict(PartnerSearch.objects.values_list("title", "version"))
    load(actor=anna, kind="partner-searches", path=file, doubles="create")

    assert dict(PartnerSearch.objects.values_list("title", "version")) == versions
    assert len(versions) == 3


def test_a_changed_row_changes_the_search_through_the_page_s_action(tmp_path, grain, anna):
    bring(tmp_path, ROW, anna)

    bring(tmp_path, ROW.replace("We look for cold stores.", "We look for more."), anna)

    assert PartnerSearch.objects.get().text == "We look for more."


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW.replace(LATER, "2020-01-01"), "2020"),
        (ROW.replace("PE,no", "PE,yes"), "needs a public description"),
        (ROW.replace("PE,no,", "PE,yes,Grain Cluster of the north"), "Grain Cluster"),
        (ROW.replace("grain,", "other,"), "other"),
    ],
)
def test_what_the_page_refuses_the_table_refuses_and_keeps_nothing(tmp_path, grain, anna, row, sentence):
    make_organisation("Other", key="other")

    with pytest.raises(HasErrors) as refused:
        bring(tmp_path, row, anna)

    assert sentence in str(refused.value) or sentence in " ".join(str(one) for one in refused.value.args)
    assert not PartnerSearch.objects.exists()


def test_whose_an_anonymous_search_is_stands_in_the_file_of_its_own_team_only(grain, anna):
    make_search(grain, title="Quiet", anonymous=True, public_description="cluster, north")
    make_search(make_organisation("Open Cluster", key="open"), title="Loud")

    assert {row["title"]: row["organisation"] for row in told(anna)} == {"Quiet": "grain", "Loud": "open"}
    assert {row["title"]: row["organisation"] for row in told(VISITOR)} == {"Quiet": None, "Loud": "open"}


@pytest.mark.parametrize("number", [2, 9])
def test_the_export_asks_as_much_for_many_as_for_few(grain, django_assert_num_queries, number):
    for at in range(number):
        make_search(make_organisation(f"Cluster {at}"), anonymous=at % 2 == 0, public_description="cluster")

    with django_assert_num_queries(3):
        assert len(told(VISITOR)) == number
