from dataclasses import replace

import pytest

from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    EVENTS,
    HELD,
    SIGNATURE,
    Dated,
    Entry,
    Party,
    Project,
    Register,
)
from kontor.engine.crosscheck.rules.doubles import Doubles

PARTNERS = tuple(Party(name, key) for name, key in (("North", "n"), ("South", "s"), ("West", "w")))
PROJECT = Project("p", "Example", PARTNERS, whole=("all",))


def agreement(
    key, name="Harbour Cluster e.V.", *, day="2022-10-20", kind="cooperation", partner="n", **given
):
    dates = (Dated(day, day, SIGNATURE),) if day else ()
    return Entry(key, kind=kind, parties=(Party(name),), partners=(partner,), dates=dates, **given)


def event(key, name, *, day="2022-02-04", partner="n", **given):
    return Entry(key, name=name, partners=(partner,), dates=(Dated(day, day, HELD),), **given)


def found_in(*entries, subject=AGREEMENTS):
    registers = tuple(
        Register(f"Table {number}", subject, (entry,)) for number, entry in enumerate(entries, start=1)
    )
    return [(one.kind, one.hardness, one.rows) for one in Doubles(registers, PROJECT).findings()]


@pytest.mark.parametrize(
    ("name", "hardness"),
    [
        ("HARBOUR CLUSTER", "certain"),
        ("Harbour Association", "certain"),
        ("Hárbour Cluster", "certain"),
        ("Northern Shores Alliance / Harbour", "likely"),
    ],
)
def test_the_same_agreement_in_two_tables_counts_once(name, hardness):
    assert found_in(agreement("a"), agreement("b", name)) == [("same-agreement-twice", hardness, ("a", "b"))]


def test_one_day_of_many_signatures_makes_no_double():
    entries = [agreement(key, name) for key, name in (("a", "Wood Cluster Styria"), ("b", "Wood Cluster Tyrol"), ("c", "Optik Alliance"))]  # fmt: skip

    assert found_in(*entries) == []


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"kind": "business"}, "same-counterparty-other-instrument"),
        ({"day": "2021-03-01"}, "same-counterparty-other-date"),
        ({"partner": "s", "day": ""}, "same-counterparty-other-partner"),
    ],
)
def test_a_counterpart_under_other_terms_is_asked_about(other, kind):
    assert found_in(agreement("a"), agreement("b", **other)) == [(kind, "ask", ("a", "b"))]


@pytest.mark.parametrize(
    "apart",
    [{"purposes": ("exports",)}, {"countries": ("CO",)}],
)
def test_another_purpose_or_country_is_another_agreement(apart):
    one = agreement("a", day="", purposes=("technology",), countries=("MX",))

    assert found_in(one, agreement("b", day="", **apart)) == []


def test_a_day_told_by_two_partners_is_one_agreement():
    assert found_in(agreement("a"), agreement("b", partner="s")) == [
        ("same-agreement-by-several", "likely", ("a", "b"))
    ]


def joint(key, partner, others):
    parties = tuple(one for one in PARTNERS if one.id in others)
    return replace(agreement(key, partner=partner), parties=parties)


def test_a_joint_agreement_told_by_each_of_its_parties_counts_once():
    entries = [joint("a", "n", "sw"), joint("b", "s", "nw"), joint("c", "w", "ns")]

    assert found_in(*entries) == [("same-agreement-by-several", "likely", ("a", "b", "c"))]


def test_a_joint_agreement_written_pair_by_pair_counts_once():
    entries = [joint("a", "n", "s"), joint("b", "s", "w"), joint("c", "n", "w")]

    assert found_in(*entries) == [("joint-agreement-in-pairs", "likely", ("a", "b", "c"))]


def test_two_sides_of_a_triangle_are_two_agreements():
    assert found_in(joint("a", "n", "s"), joint("b", "s", "w")) == []


def test_confidential_counterparts_are_compared_with_nobody():
    assert found_in(agreement("a", ""), agreement("b", "")) == []


def test_the_same_event_by_two_partners_counts_once():
    entries = [event("a", "Dubai Expo 2020"), event("b", "World Exhibition EXPO Dubai 2020", partner="s")]

    assert found_in(*entries, subject=EVENTS) == [("same-event-by-several", "likely", ("a", "b"))]


def test_the_same_event_in_two_tables_counts_once():
    entries = [event("a", "Wind Forum"), event("b", "WIND FORUM")]

    assert found_in(*entries, subject=EVENTS) == [("same-event-twice", "certain", ("a", "b"))]


def test_an_event_named_by_the_text_of_another_counts_once():
    told = event(
        "a", "EU-India Centre", partner="s", text="offered with the Business and Technology Centre (BTCN)"
    )
    other = event("b", "European Business Technology Centre New Delhi (BTCN)")

    assert found_in(told, other, subject=EVENTS) == [("same-event-by-several", "likely", ("a", "b"))]


def test_two_events_of_a_day_with_a_rare_word_in_common_are_asked_about():
    entries = [event("a", "Indian Automotive Days"), event("b", "Partners for India", partner="s")]

    assert found_in(*entries, subject=EVENTS) == [("same-day-in-two-tables", "ask", ("a", "b"))]


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2022-06-04"},
        {"place": "Lyon"},
        {"countries": ("FR",)},
    ],
)
def test_a_series_of_events_is_no_double(other):
    one = event("a", "Regional Conference", place="Porto", countries=("PT",))

    assert found_in(one, event("b", "Regional Conference", **other), subject=EVENTS) == []


def test_one_record_in_two_tables_is_written_twice():
    one, other = (
        replace(agreement(key, name), record="7") for key, name in (("a", "Harbour"), ("b", "Optik"))
    )

    assert found_in(one, other) == [("same-agreement-twice", "certain", ("a", "b"))]


@pytest.mark.parametrize("parts", [("overview", "detail"), ("detail", "detail")])
def test_halves_of_one_record_are_no_double(parts):
    rows = [replace(agreement(key), record="7") for key in "ab"]
    registers = tuple(
        Register(part + row.id, AGREEMENTS, (row,), part) for part, row in zip(parts, rows, strict=True)
    )

    assert Doubles(registers, PROJECT).findings() == []


def test_one_record_told_by_two_in_one_table_is_no_double():
    rows = tuple(replace(agreement(key, partner=key), record="7") for key in "ns")

    assert Doubles((Register("Table 1", AGREEMENTS, rows),), PROJECT).findings() == []


def test_rows_that_are_one_share_the_first_of_them():
    registers = (
        Register("Table 1", AGREEMENTS, (agreement("a"), agreement("b", "Harbour"), agreement("c", "Optik"))),
    )

    assert Doubles(registers, PROJECT).first_of() == {"a": "a", "b": "a", "c": "c"}
