"""Rates and counts: the response pattern of 2018 as printed, each block with its own n, and nothing that gives a person away."""

from fractions import Fraction
from functools import cache

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
)
from kontor.engine.questionnaire.closing import TOTAL, closed_cells, closed_sizes
from kontor.engine.questionnaire.statistics import Person, rates, summaries, tally, trends
from tests.engine.questionnaire.eocic import eocic


@cache
def made():
    return plan(eocic())


def person(number, group, submitted=True, **answers):
    response = posted(
        made(), Response("escp-4i-progress-survey", "1", state="submitted" if submitted else "draft"), answers
    )[0]
    return Person(str(number), group, look(made(), response))


@cache
def seed():
    """23 invited, 19 handed in (13 and 6), two more reached block B, one of them block C."""
    strands = ["1"] * 13 + ["2"] * 6
    full = [
        person(at, strand, D2="Y" if at < 7 or at >= 15 else "N", D3="1", B1_01="Y", C1_02="Y")
        for at, strand in enumerate(strands)
    ]
    partial = [person(19, "1", False, B1_01="Y", C1_01="Y"), person(20, "2", False, B1_02="Y")]
    return (*full, *partial, Person("21", "1"), Person("22", "2"))


def test_partial_answers_count_by_block():
    found = {one.block: (one.answered, one.invited) for one in rates(made(), seed())}

    assert (found["B"], found["C"]) == ((21, 23), (20, 23))
    assert [found[block] for block in "DEGH"] == [(19, 23)] * 4
    assert rates(made(), seed())[3].share == Fraction(19, 23)
    assert round(100 * rates(made(), seed())[3].share) == 83


def test_rate_of_a_block_is_split_by_strand():
    block_b, block_d = (one for one in rates(made(), seed()) if one.block in ("B", "D"))

    assert block_b.by_group == {"1": (14, 15), "2": (7, 8)}
    assert block_d.by_group == {"1": (13, 15), "2": (6, 8)}


def test_share_by_strand_has_its_own_n_and_a_warning():
    (found,) = tally(made(), seed(), "D2")
    yes = found.lines[0]

    assert (yes.by_group["2"].count, yes.by_group["2"].of) == (4, 6)
    assert (yes.by_group["1"].count, yes.by_group["1"].of) == (7, 13)
    assert [round(100 * yes.by_group[one].share) for one in "12"] == [54, 67]
    assert str(found.warnings[0]).endswith("they rest on 1: 13, 2: 6 answers")


def test_multiple_choice_counts_ticks_of_those_who_answered_the_block():
    (found,) = tally(made(), seed(), "B1")
    by_code = {one.code: one for one in found.lines}

    assert found.n == 21
    assert (by_code["01"].total.count, by_code["02"].total.count, by_code["03"].total.count) == (20, 1, 0)
    assert by_code["01"].text == "Identification of strategic partners in Europe"


def test_small_cells_are_hidden():
    (found,) = tally(made(), seed(), "B1", threshold=3)
    by_code = {one.code: one for one in found.lines}

    assert by_code["02"].by_group["2"].count is None
    assert by_code["02"].total.count is None
    assert by_code["02"].by_group["2"].share is None


def test_items_of_repeats_count_and_are_told_apart_from_people():
    people = []
    for number in range(2):
        response = posted(made(), Response("escp-4i-progress-survey", "1"), {"D2": "Y", "D3": "3"})[0]
        for item, kind in enumerate(("01", "01", "04"), 1):
            response = posted(made(), response, {"D4": kind}, (("D_case", str(item)),))[0]
        people.append(Person(str(number), "1", look(made(), response)))

    (found,) = tally(made(), people, "D4")

    assert (found.n, found.respondents, found.items) == (6, 2, True)
    assert {one.code: one.total.count for one in found.lines}["01"] == 4
    assert summaries(made(), people, "D3").whole.mean == 3
    assert summaries(made(), people, "D3", threshold=5).whole.mean is None


def test_trend_joins_waves_on_identity_and_keeps_what_a_wave_no_longer_offers():
    def wave(version, *codes):
        options = tuple(Option(code, {"en": id}, id) for code, id in codes)
        survey = Survey(
            "s",
            {"en": "S"},
            ("en",),
            (Block("b", items=(Question("q", Kind.CHOICE, options=options, id="q"),)),),
            version,
        )
        compiled = plan(survey)
        chosen = Response("s", version, answers={"q": codes[0][0]}, state="submitted")
        return tally(compiled, [Person("1", "", look(compiled, chosen))], "q")[0]

    found = trends({"2018": wave("1", ("1", "fairs"), ("2", "visits")), "2019": wave("2", ("1", "visits"))})

    assert [
        (one.identity, {name: cell and cell.count for name, cell in one.waves.items()}) for one in found
    ] == [
        ("fairs", {"2018": 1, "2019": None}),
        ("visits", {"2018": 0, "2019": 1}),
    ]


@given(
    st.dictionaries(
        st.sampled_from("wxyz"),
        st.fixed_dictionaries({group: st.integers(0, 12) for group in "abc"}),
        min_size=1,
    ),
    st.integers(2, 6),
    st.booleans(),
)
def test_no_hidden_count_can_be_worked_out_from_its_row_or_column(counts, threshold, one_answer):
    n = {group: sum(row[group] for row in counts.values()) for group in "abc"}

    closed = closed_cells(counts, n, threshold, one_answer)

    for code, row in counts.items():
        hidden = [one for one in closed if one[0] == code]
        assert len(hidden) != 1
        assert {(code, group) for group, count in row.items() if 0 < count < threshold} <= closed
    if one_answer and len(counts) > 1:
        for group in (*"abc", TOTAL):
            assert len([one for one in closed if one[1] == group]) != 1


def test_array_has_a_tally_for_each_row_and_a_repeat_the_rate_of_whom_it_was_shown():
    survey = Survey(
        "s",
        {"en": "S"},
        ("en",),
        (
            Block(
                "a",
                items=(
                    Question(
                        "m", Kind.ARRAY, options=(Option("1"), Option("2")), parts=(Part("x"), Part("y"))
                    ),
                    Question("n", Kind.NUMBER),
                ),
            ),
            Block("r", items=(Question("t", Kind.TEXT),), repeat=Repeat("n.NAOK")),
        ),
    )
    compiled = plan(survey)
    people = [
        Person("1", "", look(compiled, Response("s", "1", answers={"m_x": "1", "m_y": "2", "n": 1}))),
        Person("2", "", look(compiled, Response("s", "1", answers={"m_x": "1"}))),
    ]

    found = tally(compiled, people, "m")

    assert [[line.total.count for line in one.lines] for one in found] == [[2, 0], [0, 1]]
    assert [(one.answered, one.invited) for one in rates(compiled, people)] == [(2, 2), (0, 1)]


def test_size_of_a_question_that_only_some_are_asked_does_not_tell_how_they_answered():
    """Two of six said yes and were asked how many: neither figure is shown, nor what would give it away."""
    people = [person(at, "2", D2="Y" if at < 2 else "N", D3="4") for at in range(6)]
    people += [person(at, "1", D2="Y" if at < 12 else "N", D3="5") for at in range(6, 20)]

    (signed,) = tally(made(), people, "D2", threshold=3)
    count = summaries(made(), people, "D3", threshold=3)

    assert [one.by_group["2"].count for one in signed.lines] == [None, None]
    assert (count.by_group["2"].n, count.by_group["2"].total) == (None, None)
    assert None in (count.whole.n, count.by_group["1"].n)
    assert count.by_group["2"].most is None


def test_cases_of_one_respondent_are_hers_alone_however_many():
    response = posted(made(), Response("escp-4i-progress-survey", "1"), {"D2": "Y", "D3": "7"})[0]
    for item in range(1, 8):
        response = posted(made(), response, {"D4": "01"}, (("D_case", str(item)),))[0]
    people = [Person("0", "1", look(made(), response)), *(person(at, "1", D2="N") for at in range(1, 9))]

    (found,) = tally(made(), people, "D4", threshold=3)

    assert (found.n, found.respondents) == (None, None)
    assert {line.total.count for line in found.lines} == {None}


def test_least_and_most_are_said_only_where_nothing_is_hidden():
    people = [person(at, "1", D2="Y", D3=str(at)) for at in range(1, 6)]

    plainly = summaries(made(), people, "D3").whole
    guarded = summaries(made(), people, "D3", threshold=3).whole

    assert (plainly.least, plainly.most, plainly.total) == (1, 5, 15)
    assert (guarded.least, guarded.most, guarded.total, guarded.median) == (None, None, 15, 3)


sizes = st.fixed_dictionaries({group: st.integers(0, 12) for group in "abc"})


@given(sizes, sizes, st.integers(2, 6))
def test_no_hidden_size_can_be_worked_out(asked, more, threshold):
    of = {group: asked[group] + more[group] for group in asked}
    closed = closed_sizes(asked, of, threshold, same=False)

    assert len(closed) != 1
    assert {group for group in asked if 0 < asked[group] < threshold} <= closed
    assert {group for group in asked if 0 < more[group] < threshold} <= closed


def test_row_of_an_array_says_its_words():
    asked = Question("m", Kind.ARRAY, options=(Option("1"),), parts=(Part("x", {"en": "First row"}),))
    compiled = plan(Survey("s", {}, ("en",), (Block("a", items=(asked,)),)))

    assert [one.text for one in tally(compiled, [], "m")] == ["First row"]
