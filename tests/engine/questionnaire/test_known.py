"""What the records know is put in before, and compared after: nothing that was only confirmed is a difference."""

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Kind,
    Option,
    Part,
    Question,
    Repeat,
    Response,
    Survey,
    look,
    plan,
    posted,
    submission,
)
from kontor.engine.questionnaire.known import (
    Difference,
    Filled,
    Link,
    Row,
    differences,
    filled,
    filled_from_json,
    prefilled,
)

COUNTRIES = tuple(Part(f"SQ{number}", {"en": name}, id=code) for number, (code, name) in enumerate(
    [("CO", "Colombia"), ("PE", "Peru"), ("CL", "Chile"), ("JP", "Japan")], 1
))  # fmt: skip
ABOUT = Block("A", {"en": "About"}, (
    Question("A1", Kind.CHOICE, {"en": "Name"}, id="name", options=(
        Option("1", {"en": "NF4"}, id="nf4"), Option("2", {"en": "MAGIA 2 Market"}, id="magia"),
    )),
    Question("A2", Kind.DATE, {"en": "Since"}, id="since"),
    Question("B1", Kind.MULTIPLE_COMMENT, {"en": "Targets"}, id="targets", parts=COUNTRIES),
    Question("H1", Kind.ARRAY_TEXT, {"en": "Events"}, id="events",
        parts=tuple(Part(f"R{number}") for number in range(1, 4)),
        columns=(Part("N", id="event-name"), Part("D", id="event-date"))),
    Question("D2", Kind.YES_NO, {"en": "Signed?"}, id="signed"),
    Question("D3", Kind.NUMBER, {"en": "How many?"}, id="count", condition='D2.NAOK == "Y"'),
))  # fmt: skip
CASES = Block("case", {"en": "Case"}, (
    Question("D5", Kind.TEXTS, {"en": "With whom"}, id="with", parts=(Part("1", id="name"), Part("2", id="country"))),
    Question("D6", Kind.TEXT, {"en": "Aims"}, id="aims"),
), repeat=Repeat("D3.NAOK", most=40))  # fmt: skip
MADE = plan(Survey("progress", {"en": "Progress"}, ("en",), (ABOUT, CASES)))
LINKS = (
    Link("name", "partnership.acronym"),
    Link("since", "partnership.start"),
    Link("targets", "target.country"),
    Link("events/*/event-name", "event.name"),
    Link("events/*/event-date", "event.date"),
    Link("signed", "case.?"),
    Link("count", "case.#"),
    Link("with/name", "case.counterpart"),
    Link("with/country", "case.country"),
)


def facts(cases=2, targets=("PE", "CL"), events=1, **partnership):
    return {
        "partnership": [Row("p:1", {"acronym": "magia 2 market", "start": "2018-01-01", **partnership})],
        "target": [Row(f"t:{code}", {"country": code}) for code in targets],
        "event": [
            Row(f"e:{number}", {"name": f"Fair {number}", "date": "May 2019"})
            for number in range(1, events + 1)
        ],
        "case": [
            Row(f"c:{number}", {"counterpart": f"Partner {number}", "country": "CO"})
            for number in range(1, cases + 1)
        ],
    }


def known(cells):
    return {("/".join(id for _, id in one.path), one.cell): one.value for one in cells}


def handed_in(cells, typed=(), at=()):
    """The response as filled in, with what else was typed, handed in."""
    response, _ = posted(MADE, prefilled(Response("progress", "1"), cells), dict(typed), at)
    return submission(look(MADE, response)).response


def test_filled_answers_choices_ticks_tables_and_items():
    found = known(filled(MADE, LINKS, facts()))

    assert found == {
        ("", "A1"): "2",
        ("", "A2"): "2018-01-01",
        ("", "B1_SQ2"): "Y",
        ("", "B1_SQ3"): "Y",
        ("", "H1_R1_N"): "Fair 1",
        ("", "H1_R1_D"): "May 2019",
        ("", "D2"): "Y",
        ("", "D3"): 2,
        ("1", "D5_1"): "Partner 1",
        ("1", "D5_2"): "CO",
        ("2", "D5_1"): "Partner 2",
        ("2", "D5_2"): "CO",
    }


def test_filled_leaves_open_what_fits_nothing():
    found = known(
        filled(MADE, LINKS, facts(cases=0, targets=["XX"], events=9, acronym="Unheard of", start="spring"))
    )

    assert ("", "A1") not in found
    assert ("", "A2") not in found
    assert not [cell for _, cell in found if cell.startswith("B1")]
    assert len([cell for _, cell in found if cell.endswith("_N")]) == 3  # the table has three rows
    assert found["", "D2"] == "N"


def test_filled_of_unknown_facts_and_places_is_nothing():
    assert (
        filled(MADE, [Link("nowhere", "partnership.acronym"), Link("name", "weather.today")], facts()) == ()
    )


def test_prefilled_keeps_what_was_answered():
    answered = Response("progress", "1").put({"A1": "1"})

    assert prefilled(answered, filled(MADE, LINKS, facts())).answers["A1"] == "1"


def test_differences_name_the_field_and_both_values():
    cells = filled(MADE, LINKS, facts())

    found = differences(MADE, LINKS, cells, handed_in(cells, {"D5_1": "Partner One"}, (("case", "1"),)))

    assert found == (Difference("changed", "case.counterpart", "c:1", "Partner 1", "Partner One"),)


def test_differences_name_options_as_the_record_does():
    for known, told in (("magia 2 market", "NF4"), ("magia", "nf4"), ("2", "1")):
        cells = filled(MADE, LINKS, facts(acronym=known))

        assert differences(MADE, LINKS, cells, handed_in(cells, {"A1": "1"})) == (
            Difference("changed", "partnership.acronym", "p:1", known, told),
        )


def test_differences_of_an_emptied_answer():
    cells = filled(MADE, LINKS, facts())

    assert differences(MADE, LINKS, cells, handed_in(cells, {"A2": ""})) == (
        Difference("changed", "partnership.start", "p:1", "2018-01-01", ""),
    )


def test_differences_of_ticks_are_records_more_and_less():
    cells = filled(MADE, LINKS, facts())

    found = differences(MADE, LINKS, cells, handed_in(cells, {"B1_SQ2": "", "B1_SQ4": "Y"}))

    assert found == (
        Difference("removed", "target.country", "t:PE"),
        Difference("added", "target", values={"country": "JP"}),
    )


def test_differences_of_one_item_less_name_the_record_once():
    cells = filled(MADE, LINKS, facts())

    assert differences(MADE, LINKS, cells, handed_in(cells, {"D3": "1"})) == (
        Difference("removed", "case.counterpart", "c:2"),
    )


def test_differences_of_one_item_more_hold_what_was_told():
    cells = filled(MADE, LINKS, facts())
    response, _ = posted(MADE, prefilled(Response("progress", "1"), cells), {"D3": "3"})
    response, _ = posted(MADE, response, {"D5_1": "New Ltd", "D5_2": "Peru"}, (("case", "3"),))

    assert differences(MADE, LINKS, cells, submission(look(MADE, response)).response) == (
        Difference("added", "case", values={"counterpart": "New Ltd", "country": "Peru"}),
    )


def test_differences_of_a_further_row_of_a_table():
    cells = filled(MADE, LINKS, facts())

    assert differences(MADE, LINKS, cells, handed_in(cells, {"H1_R2_N": "Expo"})) == (
        Difference("added", "event", values={"name": "Expo"}),
    )


def test_differences_ignore_a_question_that_is_not_shown_any_more():
    cells = filled(MADE, LINKS[:6], facts())

    assert differences(MADE, LINKS[:6], cells, handed_in(cells, {"D2": "N"})) == ()


@given(
    cases=st.integers(0, 45),
    targets=st.lists(st.sampled_from(["CO", "PE", "CL", "JP", "XX"]), unique=True),
    events=st.integers(0, 6),
    texts=st.text(max_size=30),
)
def test_what_is_only_confirmed_is_no_difference(cases, targets, events, texts):
    """The law: handing in exactly what was filled in proposes nothing, whatever the records hold."""
    cells = filled(MADE, LINKS, facts(cases, targets, events, acronym=texts, start=texts))

    assert differences(MADE, LINKS, cells, handed_in(cells)) == ()


@given(st.data())
def test_filled_survives_being_kept(data):
    cells = filled(MADE, LINKS, facts(data.draw(st.integers(0, 5))))

    assert tuple(filled_from_json(one.to_json()) for one in cells) == cells


@given(
    changed=st.dictionaries(
        st.sampled_from(["1", "2", "3"]), st.text("abc", min_size=1, max_size=5), max_size=3
    )
)
def test_every_changed_item_is_one_difference(changed):
    cells = filled(MADE, LINKS, facts(cases=3))
    response = prefilled(Response("progress", "1"), cells)
    for item, name in changed.items():
        response, _ = posted(MADE, response, {"D5_1": name}, (("case", item),))

    found = differences(MADE, LINKS, cells, submission(look(MADE, response)).response)

    assert {(one.record, one.told) for one in found} == {
        (f"c:{item}", name) for item, name in changed.items()
    }


def test_filled_gives_each_cell_once():
    twice = [Link("name", "partnership.acronym"), Link("name", "partnership.start")]

    assert filled(MADE, twice, facts()) == (
        Filled((), "A1", "2", "partnership.acronym", "p:1", "magia 2 market"),
    )
