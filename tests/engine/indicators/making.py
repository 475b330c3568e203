"""Rows and rules that hypothesis draws: few values, so that they often meet."""

from datetime import date, timedelta

from hypothesis import strategies as st

from kontor.engine.indicators import Filter, Period, Row, Rule

FIRST = date(2022, 1, 1)
PERIODS = (
    Period("2022-01", date(2022, 1, 1), date(2022, 1, 31)),
    Period("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
    Period("2022-04", date(2022, 4, 1), date(2022, 4, 30)),
)
"""March is missing, so that some days are in no period."""

SIGNED = (Filter("status", "equal", "signed"),)
MEASURES = (
    Rule("a", dimensions=("kind",)),
    Rule("a", SIGNED, dimensions=("kind",)),
    Rule("a", SIGNED, "distinct", "with", dimensions=("kind",)),
    Rule("a", measure="distinct", field="with", same_as="mark", dimensions=("kind",)),
    Rule("a", SIGNED, "sum", "jobs", dimensions=("kind",)),
    Rule("a", SIGNED, "sum", "jobs", date="signed_on", partners=("lead",), dimensions=("kind",)),
)
DAYS = st.one_of(st.none(), st.integers(0, 130).map(lambda day: FIRST + timedelta(day)))
FIELDS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["SIGNED", "signed", "NOT SIGNED", "", None]),
        "with": st.sampled_from(["ELA", "ela", "CDI", "EEN", "", ["CDI", "EEN"]]),
        "mark": st.sampled_from(["", "", "x", "y"]),
        "kind": st.sampled_from(["cluster", "sme", "", ["cluster", "sme"]]),
        "jobs": st.sampled_from([0, 1, 2.5, "3", "", "many", -1]),
        "lead": st.sampled_from(["A", "C", ""]),
        "signed_on": st.sampled_from(["2022-01-31", "2022-03-01", "2022", None]),
    }
)
PARTNERS = st.lists(st.sampled_from("ABC"), unique=True, max_size=3).map(tuple)


@st.composite
def drawn_rows(draw, most=12):
    drawn = draw(st.lists(st.tuples(DAYS, PARTNERS, FIELDS), max_size=most))
    return [Row(str(place), day, partners, fields) for place, (day, partners, fields) in enumerate(drawn)]
