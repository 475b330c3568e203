"""Every kind of question about every kind of value: the answer by columns is the answer row by row."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.crosscheck.answers import answer
from kontor.engine.crosscheck.questions import MEASURES, Coverage, Filter, Having, Question, QuestionError
from kontor.engine.crosscheck.tables import Table
from tests.engine.crosscheck.by_rows import found

WORDS = st.sampled_from(["ES", "es", "País", "pais", "C++", "", "2018", "2018-06", "2018-06-03", "7", "-7"])
SCALARS = st.one_of(
    st.none(),
    WORDS,
    st.integers(-2, 9),
    st.sampled_from([0.5, 2.0]),
    st.booleans(),
    st.just(date(2018, 6, 3)),
)
VALUES = st.one_of(SCALARS, st.lists(WORDS, max_size=3))
FIELDS = ("country", "kind", "smes", "organisation")


def rows_of(*fields):
    rows = st.lists(st.fixed_dictionaries(dict.fromkeys(fields, VALUES)), max_size=9)
    return rows.map(lambda rows: [row | {"id": f"r{place}"} for place, row in enumerate(rows)])


KNOWN = st.one_of(WORDS.filter(bool), st.integers(-2, 9), st.sampled_from([0.5, 2.0]))
NAMES = st.sampled_from([*FIELDS, "id", "absent"])
MAYBE_NAMES = st.one_of(st.just(""), NAMES)


@st.composite
def filters(draw):
    op = draw(
        st.sampled_from(
            ["is", "is-not", "in", "not-in", "at-least", "at-most", "contains", "known", "unknown"]
        )
    )
    value = {"known": st.none(), "unknown": st.none(), "in": st.lists(KNOWN, min_size=1, max_size=3).map(tuple),
             "not-in": st.lists(KNOWN, min_size=1, max_size=3).map(tuple)}.get(op, KNOWN)  # fmt: skip
    return Filter(draw(NAMES), op, draw(value))


SOME_FILTERS = st.lists(filters(), max_size=2).map(tuple)
COLLECTIONS = st.sampled_from(["organisations", "participations"])


@st.composite
def questions(draw, *, of=True):
    """Most draws are no question; the refusal of the engine says so, and the next draw is taken."""
    other = draw(questions(of=False)) if of and draw(st.booleans()) else None
    distinct = draw(st.lists(NAMES, max_size=3).map(tuple))
    values = {
        "collection": draw(COLLECTIONS),
        "measure": draw(st.sampled_from(MEASURES)),
        "field": draw(MAYBE_NAMES),
        "filters": draw(SOME_FILTERS),
        "rule": "distinct" if distinct else draw(st.sampled_from(["as-printed", "organisations", "countries"])),
        "distinct_by": distinct,
        "group_by": draw(MAYBE_NAMES),
        "having": draw(st.none() | st.builds(Having, st.sampled_from(["at-least", "at-most", "is"]), st.integers(0, 3))),
        "part": draw(st.sampled_from(["count", "count-distinct", "sum"])),
        "of": other,
        "covers": draw(st.none() | st.builds(Coverage, COLLECTIONS, NAMES, SOME_FILTERS)),
    }  # fmt: skip
    return asked(values)


def asked(values):
    """The question of these values; what makes it none is left out, one part after the other."""
    for without in ((), ("of", "part"), ("having",), ("group_by", "having"), ("field",), ("measure",)):
        values = {name: value for name, value in values.items() if name not in without}
        try:
            return Question(**values)
        except QuestionError:
            continue
    return Question(values["collection"], filters=values["filters"], covers=values["covers"])


@settings(max_examples=200)
@given(rows_of(*FIELDS[:3]), rows_of(*FIELDS), questions())
def test_answer_equals_the_one_found_row_by_row(organisations, participations, question):
    records = {"organisations": organisations, "participations": participations}

    by_columns, by_rows = answer(question, records), found(question, records)

    expected = by_rows.value if isinstance(by_rows.value, tuple | None) else pytest.approx(by_rows.value)
    assert by_columns.value == expected
    assert frozenset(by_columns.rows) == by_rows.rows
    assert frozenset(by_columns.unknown) == by_rows.unknown
    assert len(set(by_columns.rows)) == len(by_columns.rows)


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES), min_size=1, max_size=9))
def test_table_reads_like_the_rows_it_is_made_of(rows):
    fields = {name for row in rows for name in row}
    complete = [{name: as_cell(row.get(name)) for name in fields} for row in rows]

    table = Table.of(rows)

    assert [dict(row) for row in table] == (complete if fields else [])
    assert [table[place] for place in range(len(table))] == list(table)


def as_cell(value):
    return tuple(value) if isinstance(value, list) else value
