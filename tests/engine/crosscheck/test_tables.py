import pickle

from kontor.engine.crosscheck.tables import Table

ROWS = [
    {"id": "1", "country": "ES", "kind": "sme"},
    {"id": "2", "country": "ES", "kind": "sme"},
    {"id": "3", "country": None, "kind": "cluster"},
]


def test_tally_counts_rows_of_each_combination_of_values():
    assert Table.of(ROWS).tally("country", "kind") == {("ES", "sme"): 2, (None, "cluster"): 1}


def test_tally_of_no_rows_is_empty():
    assert Table(("id", "country"), []).tally("country") == {}


def test_table_is_taken_out_as_it_was_kept():
    table = Table.of(ROWS)
    assert table.column("country").keys[1] == 1  # something was worked out already

    again = pickle.loads(pickle.dumps(table))

    assert again == table
    assert list(again.ids) == ["1", "2", "3"]


def test_table_equals_the_list_of_its_rows():
    assert Table.of(ROWS) == ROWS
    assert Table.of(ROWS) != ROWS[:2]


def test_truth_values_and_numbers_stay_apart():
    table = Table(("id", "value"), [("1", True), ("2", 1), ("3", False), ("4", 0)])

    assert [row["value"] for row in table] == [True, 1, False, 0]
    assert [type(row["value"]) for row in table] == [bool, int, bool, int]
