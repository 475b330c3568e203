from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import (
    CREDITS,
    NOBODY,
    OUTSIDE,
    UNDATED,
    Filter,
    IndicatorError,
    Row,
    Rule,
    count,
)
from kontor.engine.indicators.bulk import ALL, OTHERS, Columns, Frame, Partnership, tally, update

from .making import MEASURES, PERIODS, drawn_rows

RULES = (
    *MEASURES,
    Rule("entered", measure="sum", field="jobs", partners=("lead", "kind")),
    Rule("a", (Filter("date", "at-least", "2022-02-01"),), "distinct", "partners"),
    Rule("a", (Filter("kind", "in", ("sme",)), Filter("status", "present")), "distinct", "id"),
    Rule("a", measure="distinct", field="number", date="signed_on"),
)
PLACES = (
    Partnership("P", ("A", "B"), PERIODS),
    Partnership("Q", ("B",), PERIODS[1:]),
    Partnership("R", (), ()),
)
REGISTERS = st.fixed_dictionaries(
    {
        "a": st.lists(drawn_rows(8), min_size=3, max_size=3),
        "entered": st.lists(drawn_rows(5), min_size=3, max_size=3),
    }
)
UNTIL = st.sampled_from([None, date(2022, 2, 10)])


def columns(registers):
    """Rows of the partnerships in turns, so that no register is sorted by partnership."""
    return {
        name: Columns.of(
            (place, numbered(row))
            for turn in range(max(map(len, lists), default=0))
            for place, rows in enumerate(lists)
            for row in rows[turn : turn + 1]
        )
        for name, lists in registers.items()
    }


def numbered(row):
    return replace(row, fields={**row.fields, "number": int(row.id) % 3 or None})


def expected(rule, rows, place, credit, until):
    """By (partner, period) what `count` gives, partners that are not listed together."""
    told = PLACES[place]
    found = count(rule, [numbered(row) for row in rows], told.periods, told.partners, until)
    values = {(ALL, ALL): found.total.value}
    values |= {(ALL, code): one.value for code, one in found.by_period.items()}
    values |= {(who, ALL): one.value for who, one in found.by_partner(credit).items()}
    return values | {cell: one.value for cell, one in found.cells(credit).items()}


def listed(place, values):
    return {
        cell: value for cell, value in values.items() if cell[0] in (ALL, NOBODY, *PLACES[place].partners)
    }


def differences(board, registers, credit, until):
    return [
        (rule, place, cell, board.value(number, place, *cell), value)
        for number, rule in enumerate(RULES)
        for place, rows in enumerate(registers[rule.register])
        for cell, value in listed(place, expected(rule, rows, place, credit, until)).items()
        if board.value(number, place, *cell) != value
    ]


@given(REGISTERS, st.sampled_from(CREDITS), UNTIL)
def test_all_at_once_are_the_numbers_of_each(registers, credit, until):
    board = tally(RULES, columns(registers), Frame(PLACES, credit, until))

    assert differences(board, registers, credit, until) == []


@given(REGISTERS, st.sampled_from(["fractional", "lead"]))
def test_partners_that_are_not_listed_are_the_rest(registers, credit):
    board = tally(RULES, columns(registers), Frame(PLACES, credit))

    for number, rule in enumerate(RULES):
        for place, rows in enumerate(registers[rule.register]):
            values = expected(rule, rows, place, credit, None)

            strangers = {
                who: v or 0
                for (who, when), v in values.items()
                if when == ALL and who not in (ALL, NOBODY, *PLACES[place].partners)
            }
            assert (board.value(number, place, OTHERS) or 0) == sum(strangers.values())


@given(REGISTERS, st.sampled_from(CREDITS), st.data())
def test_edits_one_by_one_are_the_numbers_of_the_edited_rows(registers, credit, data):
    board = tally(RULES, columns(registers), Frame(PLACES, credit))
    registers = {name: [list(rows) for rows in lists] for name, lists in registers.items()}
    fresh = iter(range(100, 200))

    for _ in range(data.draw(st.integers(1, 3))):
        register, place = data.draw(st.sampled_from(["a", "entered"])), data.draw(st.integers(0, 2))
        rows = registers[register][place]
        at = data.draw(st.one_of(st.none(), st.integers(0, len(rows) - 1))) if rows else None
        new = [replace(row, id=str(next(fresh))) for row in data.draw(drawn_rows(1))]
        removed = None if at is None else rows[at].id
        board = update(board, register, place, removed, numbered(new[0]) if new else None)
        rows[len(rows) if at is None else at : len(rows) if at is None else at + 1] = new

    assert differences(board, registers, credit, None) == []


def test_an_edit_leaves_the_board_that_it_began_with():
    rows = [Row("1", date(2022, 1, 5), ("A",))]
    before = tally([Rule("a")], {"a": Columns.of((0, row) for row in rows)}, Frame(PLACES))

    after = update(before, "a", 0, added=Row("2", date(2022, 1, 6), ("B",)))

    assert (before.value(0, 0), after.value(0, 0)) == (1, 2)
    assert [row.id for row in after.rows_of("a", 0)] == ["1", "2"]
    assert [row.id for row in before.rows_of("a", 0)] == ["1"]


def test_an_edit_of_a_row_that_is_not_there_is_refused():
    board = tally([Rule("a")], {"a": Columns.of([(0, Row("1"))])}, Frame(PLACES))

    with pytest.raises(IndicatorError, match="There is no row 7"):
        update(board, "a", 0, "7")
    with pytest.raises(IndicatorError, match="There is a row 1 already"):
        update(board, "a", 0, added=Row("1"))


def test_large_and_fine_numbers_are_exact_or_refused():
    def of(amount):
        registers = {"a": Columns.of((0, Row(str(n), None, (), {"n": amount})) for n in range(3))}
        return tally([Rule("a", measure="sum", field="n")], registers, Frame(PLACES)).value(0, 0)

    assert of(2**58 + 1) == 3 * 2**58 + 3
    assert of(-(2**58) - 1) == -3 * 2**58 - 3
    assert str(of("0.1")) == "3/10"
    with pytest.raises(IndicatorError, match="too large or too fine"):
        of(2**70)


def test_places_and_registers_that_are_not_there_are_refused():
    board = tally([Rule("a")], {"a": Columns.of([(0, Row("1"))])}, Frame(PLACES))

    assert board.value(0, 0, OTHERS, UNDATED) == board.value(0, 0, NOBODY, OUTSIDE) == 0
    with pytest.raises(IndicatorError, match="There is no X here"):
        board.value(0, 0, "X")
    with pytest.raises(IndicatorError, match="There is no 2031 here"):
        board.value(0, 0, ALL, "2031")
    with pytest.raises(IndicatorError, match="There is no register b"):
        tally([Rule("b")], {}, Frame(PLACES))
    with pytest.raises(IndicatorError, match="'half' is no credit"):
        Frame(PLACES, "half")
    with pytest.raises(IndicatorError, match="Periods 2022-01 and x overlap"):
        Partnership("P", (), (*PERIODS, replace(PERIODS[0], code="x")))
