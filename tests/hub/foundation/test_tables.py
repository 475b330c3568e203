"""Lists: what they show, what they remember, how many statements they take."""

from math import ceil

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.foundation.models import Country
from kontor.hub.foundation.tables import (
    SESSION_KEY,
    Column,
    Facet,
    Table,
    known_last,
    page_numbers,
    reversed_order,
    sort_key,
)

NORDIC = [
    ("DK", "DNK", "Europe", "North"),
    ("FI", "FIN", "Europe", "North"),
    ("GL", "GRL", "America", "North"),
]
SOUTHERN = [("ES", "ESP", "Europe", "South"), ("CL", "CHL", "America", "South"), ("AQ", "ATA", "", "")]


class Countries(Table):
    name = "test.countries"
    searches = "Search by code"
    default_sort = "code"
    columns = (
        Column("code", "Code", sort=("code",), fixed=True),
        Column("continent", "Continent", sort=("continent",)),
        Column("alpha3", "Long code", sort=(known_last("alpha3"),), descending_first=True),
        Column("letters", "Letters", kind="number", value=lambda row: len(row.code)),
        Column("subregion", "Part", hidden=True),
    )
    facets = (
        Facet("continent", "Continent"),
        Facet("subregion", "Part", choices=[("North", "the North"), ("South", "the South")], by_count=False),
    )
    sizes = (2, 5)
    exports = (("csv", "CSV"),)

    def search(self, rows, words):
        return rows.filter(code__icontains=words)


@pytest.fixture
def world(db):
    Country.objects.all().delete()
    Country.objects.bulk_create(
        Country(code=code, alpha3=alpha3, continent=continent, subregion=part)
        for code, alpha3, continent, part in NORDIC + SOUTHERN
    )


def table_for(address="/countries/", session=None):
    request = RequestFactory().get(address)
    request.session = {} if session is None else session
    return Countries.of(request, Country.objects.all())


def codes(table):
    return [row.record.code for row in table.rows]


def test_rows_come_in_the_declared_order_and_page_by_page(world):
    table = table_for()

    assert codes(table) == ["AQ", "CL"]
    assert (table.pager.first, table.pager.last, table.pager.count, table.pager.pages) == (1, 2, 6, 3)
    assert (table.pager.previous_url, table.pager.next_url) == ("", "/countries/?page=2")


def test_rows_of_a_page_past_the_end_are_those_of_the_last(world):
    table = table_for("/countries/?page=99")

    assert codes(table) == ["FI", "GL"]
    assert table.pager.next_url == ""


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9999999999999999999999", "1.5", ""])
def test_rows_of_a_page_that_is_no_page_are_those_of_the_first(world, page):
    assert codes(table_for(f"/countries/?page={page}")) == ["AQ", "CL"]


def test_sort_orders_by_the_column_and_then_by_key(world):
    table = table_for("/countries/?sort=-continent&size=5")

    assert codes(table) == ["DK", "ES", "FI", "CL", "GL"]
    assert [cell.direction for cell in table.header] == ["", "descending", "", ""]


def test_sort_by_a_column_that_does_not_sort_falls_back(world):
    assert table_for("/countries/?sort=letters").sort == "code"
    assert table_for("/countries/?sort=password").sort == "code"


def test_header_turns_the_order_round_and_starts_at_page_one(world):
    table = table_for("/countries/?sort=continent&page=2&continent=Europe")

    urls = {cell.column.key: cell.url for cell in table.header}
    assert urls["continent"] == "/countries/?continent=Europe&sort=-continent"
    assert urls["alpha3"] == "/countries/?continent=Europe&sort=-alpha3"
    assert urls["letters"] == ""


def test_search_finds_by_words_and_leaves_a_chip(world):
    table = table_for("/countries/?q=%20l%20")

    assert codes(table) == ["CL", "GL"]
    assert [(chip.value, chip.url) for chip in table.chips] == [("l", "/countries/")]


def test_facets_count_what_the_other_filters_leave(world):
    table = table_for("/countries/?continent=Europe")

    continent, part = table.facets_shown
    assert [(value.label, value.count, value.chosen) for value in continent.values] == [
        ("Europe", 3, True),
        ("America", 2, False),
        ("Not stated", 1, False),
    ]
    assert [(value.label, value.count) for value in part.values] == [("the North", 2), ("the South", 1)]
    assert table.count == 3


def test_facets_of_one_name_widen_and_of_two_names_narrow(world):
    assert table_for("/countries/?continent=Europe&continent=America").count == 5
    assert table_for("/countries/?continent=Europe&continent=America&subregion=South").count == 2


def test_facet_without_value_can_be_chosen(world):
    table = table_for("/countries/?subregion=-")

    assert codes(table) == ["AQ"]
    assert [chip.value for chip in table.chips] == ["Not stated"]


def test_facet_value_that_nothing_has_stays_visible_with_none(world):
    table = table_for("/countries/?continent=Atlantis")

    assert table.count == 0
    assert [(chip.value, chip.url) for chip in table.chips] == [("Atlantis", "/countries/")]


def test_chip_takes_away_its_own_value_only(world):
    table = table_for("/countries/?continent=Europe&continent=America&sort=-code")

    assert {chip.value: chip.url for chip in table.chips} == {
        "Europe": "/countries/?sort=-code&continent=America",
        "America": "/countries/?sort=-code&continent=Europe",
    }
    assert table.clear_url == "/countries/?sort=-code"


def test_order_size_and_columns_are_remembered_but_filters_are_not(world):
    session = {}

    table_for("/countries/?sort=-code&size=5&columns=&columns=subregion&continent=Europe&q=e", session)
    again = table_for("/countries/", session)

    assert session[SESSION_KEY]["test.countries"] == {
        "sort": "-code",
        "size": 5,
        "columns": ["code", "subregion"],
    }
    assert [column.key for column in again.shown_columns] == ["code", "subregion"]
    assert codes(again) == ["GL", "FI", "ES", "DK", "CL"]
    assert again.chips == ()


def test_columns_go_back_to_the_design_and_nothing_stays_remembered(world):
    session = {SESSION_KEY: {"test.countries": {"columns": ["code"]}}}

    table = table_for("/countries/?columns=default", session)

    assert [column.key for column in table.shown_columns] == ["code", "continent", "alpha3", "letters"]
    assert session[SESSION_KEY]["test.countries"] == {}


def test_memory_that_no_longer_fits_is_passed_over(world):
    session = {SESSION_KEY: {"test.countries": {"sort": "gone", "size": 777, "columns": ["gone"]}}}

    table = table_for("/countries/", session)

    assert (table.sort, table.size, [column.key for column in table.shown_columns]) == ("code", 2, ["code"])


def test_filtered_gives_an_export_every_row_in_order(world):
    table = table_for("/countries/?continent=Europe&sort=-code&page=2")

    assert [country.code for country in table.filtered] == ["FI", "ES", "DK"]
    assert table.export_links == [("CSV", "/countries/export/csv/?continent=Europe&sort=-code")]


@pytest.mark.parametrize("more", [0, 40])
def test_table_takes_four_statements_whatever_the_size(world, django_assert_num_queries, more):
    Country.objects.bulk_create(
        Country(code=f"{n:02}", alpha3=f"{n:03}", continent=f"C{n}", subregion="North") for n in range(more)
    )

    with django_assert_num_queries(4):
        table = table_for("/countries/?size=5&continent=Europe&continent=C1")
        _drawn = (table.header, table.chips, table.pager, table.export_links, table.rows, table.facets_shown)


def test_kept_parameters_are_those_the_form_does_not_hold(world):
    table = table_for("/countries/?q=e&sort=-code&page=2&continent=Europe&tab=map")

    assert table.kept_by_filters == [("sort", "-code"), ("tab", "map")]
    assert table.kept_by_columns == [("q", "e"), ("sort", "-code"), ("continent", "Europe"), ("tab", "map")]


def test_prefix_keeps_two_tables_of_one_page_apart(world):
    class Others(Countries):
        name = "test.others"
        prefix = "o-"

    request = RequestFactory().get("/countries/?q=es&o-q=l")
    request.session = {}
    first, second = Countries.of(request, Country.objects.all()), Others.of(request, Country.objects.all())

    assert (codes(first), codes(second)) == (["ES"], ["CL", "GL"])
    assert second.clear_url == "/countries/?q=es"


@given(page=st.integers(1, 60), more=st.integers(0, 60))
def test_page_numbers_offer_ends_and_neighbours_and_hide_at_least_two(page, more):
    pages = page + more

    numbers = page_numbers(page, pages)

    shown = [number for number in numbers if number is not None]
    assert shown == sorted(set(shown))
    assert {1, page, pages, max(1, page - 1), min(pages, page + 1)} <= set(shown)
    for place, number in enumerate(numbers):
        if number is None:
            assert numbers[place + 1] - numbers[place - 1] > 2
        elif place:
            assert numbers[place - 1] is None or numbers[place - 1] == number - 1


def test_sort_key_passes_over_accents_and_case():
    assert sorted(["Zypern", "Österreich", "andorra", "Ägypten"], key=sort_key) == [
        "Ägypten",
        "andorra",
        "Österreich",
        "Zypern",
    ]


def test_reversed_order_keeps_unknown_values_last():
    assert (reversed_order("name"), reversed_order("-name")) == ("-name", "name")
    turned = reversed_order(known_last("name"))
    assert (turned.descending, turned.nulls_last) == (True, True)


@pytest.mark.django_db
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "sort", "page", "size", "columns", "continent", "x"]), st.text(max_size=8)
        ),
        max_size=6,
    )
)
def test_table_answers_any_address(parameters):
    query = QueryDict(mutable=True)
    for name, value in parameters:
        query.appendlist(name, value.replace("\x00", ""))

    table = Countries(Country.objects.all(), query, path="/countries/").load()

    assert 1 <= table.page <= max(1, ceil(table.count / table.size))
    assert table.sort.removeprefix("-") in {"code", "continent", "alpha3"}
