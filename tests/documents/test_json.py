import json

from kontor.documents import write
from kontor.documents.blocks import Column, Figure, Table
from tests.factories.reports import sample_report, small_report


def as_data(report):
    return json.loads(write(report, "json"))


def test_keys_stand_in_their_order():
    data = as_data(sample_report())

    assert list(data) == [
        "kind",
        "subject",
        "as_of",
        "actor",
        "title",
        "subtitle",
        "language",
        "figures",
        "tables",
        "drawings",
        "findings",
        "not_known",
        "sources",
        "subject_key",
    ]
    assert list(data["figures"][0])[:6] == ["id", "label", "value", "unit", "rule", "rows"]
    assert list(data["tables"][0])[:4] == ["id", "caption", "columns", "rows"]
    assert list(data["findings"][0])[:7] == [
        "claim",
        "published",
        "recomputed",
        "verdict",
        "rule",
        "source",
        "rows",
    ]


def test_values_stay_what_they_are():
    data = as_data(sample_report())

    assert data["as_of"] == "2026-11-21"
    assert {figure["id"]: figure["value"] for figure in data["figures"]} == {
        "partnerships.g1": 25,
        "partnerships.g2": 23,
        "organisations": 1297,
        "targets.countries": 46,
        "targets.mean": 3.4567,
        "share.strand1": 37.5,
        "grants": 6_250_000,
        "jobs": None,
    }
    assert data["tables"][0]["rows"] == [
        ["First", 2016, 15, None, 10, 60.0, "2015-09-30"],
        ["Second", 2018, 8, 15, 0, 34.78, "2017-12-13"],
    ]
    assert data["findings"][3]["recomputed"] is None


def test_bound_is_given_with_the_figure():
    data = as_data(sample_report())

    assert [figure["id"] for figure in data["figures"] if figure["bound"] == ">="] == ["targets.countries"]


def test_drawings_come_with_their_rows():
    data = as_data(sample_report())

    assert [drawing["id"] for drawing in data["drawings"]] == [
        "targets-by-country",
        "clusters-map",
        "who-with-whom",
    ]
    assert data["drawings"][0]["rows"][0] == ["Chile", 12]


def test_what_json_has_no_word_for_is_null():
    report = small_report(
        Table("t", "", (Column("a", "A", "number"),), ((float("nan"),), (float("inf"),))),
        figures=(Figure("f", "", float("nan"), "", 0),),
    )

    data = as_data(report)

    assert data["tables"][0]["rows"] == [[None], [None]]
    assert data["figures"][0]["value"] is None
