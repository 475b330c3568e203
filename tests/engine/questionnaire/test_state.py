"""Drawn surveys and answers: what is shown agrees with a naive evaluator that asks again until nothing changes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Check,
    Kind,
    Limits,
    Option,
    Part,
    Question,
    Repeat,
    Response,
    Survey,
    findings,
    look,
    opens,
    plan,
    posted,
    problems,
    question_after,
    reopened,
    submission,
    survey_from_json,
    survey_to_json,
)

CODES = [f"q{number}" for number in range(8)]
YES_NO = st.sampled_from(["Y", "N", ""])


def survey(*questions, blocks=(), **more):
    blocks = blocks or (Block("one", {"en": "One"}, tuple(questions)),)
    return Survey("s", {"en": "Survey"}, ("en",), blocks, **more)


def answered(made, **values):
    return look(made, posted(made, Response("s", "1"), values)[0])


@st.composite
def drawn_surveys(draw):
    """Eight yes/no questions on one to three pages; each may ask for answers of any other, circles left out by order."""
    order = draw(st.permutations(range(8)))
    conditions = {}
    for place, number in enumerate(order):
        before = order[:place]
        if before and draw(st.booleans()):
            terms = draw(
                st.lists(
                    st.tuples(st.sampled_from(before), st.sampled_from(["Y", "N"]), st.booleans()),
                    min_size=1,
                    max_size=3,
                )
            )
            conditions[number] = (terms, draw(st.sampled_from(["and", "or"])))
    questions = [
        Question(CODES[number], Kind.YES_NO, condition=written(conditions.get(number))) for number in range(8)
    ]
    cuts = sorted(draw(st.lists(st.integers(1, 7), max_size=2, unique=True)))
    pages = [questions[a:b] for a, b in zip([0, *cuts], [*cuts, 8], strict=True)]
    blocks = tuple(Block(f"page{at}", items=tuple(page)) for at, page in enumerate(pages))
    return survey(blocks=blocks), conditions


def written(condition):
    if condition is None:
        return ""
    terms, operator = condition
    return f" {operator} ".join(
        f'{CODES[number]}.NAOK {"==" if same else "!="} "{value}"' for number, value, same in terms
    )


def naive_shown(conditions, answers):
    """Start with everything shown and drop what may not be, over and over, in the worst order."""
    shown = set(range(8))
    for _ in range(9):
        visible = {number: answers.get(CODES[number], "") if number in shown else "" for number in range(8)}
        shown = set()
        for number in reversed(range(8)):
            terms, operator = conditions.get(number, ([], "and"))
            held = [(visible[other] == value) == same for other, value, same in terms]
            if all(held) if operator == "and" else any(held):
                shown.add(number)
    return {CODES[number] for number in shown}


@given(drawn_surveys(), st.dictionaries(st.sampled_from(CODES), YES_NO))
def test_shown_questions_agree_with_a_naive_evaluator(drawn, answers):
    given_survey, conditions = drawn
    made = plan(given_survey)
    state = look(made, Response("s", "1", answers=answers))

    assert {one.question.code for one in state.asked()} == naive_shown(conditions, answers)


@given(drawn_surveys(), st.dictionaries(st.sampled_from(CODES), YES_NO), st.sampled_from(CODES), YES_NO)
def test_only_affected_questions_change_with_an_answer(drawn, answers, code, value):
    made = plan(drawn[0])
    before = look(made, Response("s", "1", answers=answers))
    after = look(made, Response("s", "1", answers={**answers, code: value}))

    changed = {one for one in CODES if (one in before.top.shown) != (one in after.top.shown)}

    assert changed <= set(made.affected(code))


@given(drawn_surveys(), st.dictionaries(st.sampled_from(CODES), YES_NO))
def test_submission_keeps_what_is_shown_and_names_all_else(drawn, answers):
    state = look(plan(drawn[0]), Response("s", "1", answers=answers))
    handed_in = submission(state)

    given_answers = {cell: value for cell, value in answers.items() if value}
    dropped = {one.cell: one.value for one in handed_in.dropped}

    assert {**handed_in.response.answers, **dropped} == given_answers
    assert set(handed_in.response.answers) <= state.top.shown
    assert submission(look(state.plan, reopened(handed_in.response))).dropped == ()


@given(drawn_surveys())
def test_drawn_survey_travels_as_json(drawn):
    assert survey_from_json(survey_to_json(drawn[0])) == drawn[0]


def test_question_reads_what_comes_later_and_is_found():
    made = survey(Question("a", Kind.TEXT, condition='b.NAOK == "x"'), Question("b", Kind.TEXT))

    assert [(one.kind, one.place) for one in findings(made)] == [("forward", "a")]
    assert "a" in answered(plan(made), b="x").top.shown


def test_findings_name_circles_doubles_dead_ends_and_foreign_words():
    made = Survey(
        "s",
        {"en": "Survey"},
        ("en", "de"),
        (
            Block(
                "one",
                {"en": "One", "de": "Eins"},
                (
                    Question("a", Kind.TEXT, condition='b.NAOK == "x"'),
                    Question("b", Kind.TEXT, condition="a.NAOK"),
                    Question("c", Kind.YES_NO, {"en": "Yes?"}),
                    Question("c", Kind.TEXT),
                    Question("d", Kind.TEXT, condition='c.NAOK == "maybe"'),
                    Question("e", Kind.TEXT, condition='c.NAOK == "Y" and c.NAOK == "N"'),
                    Question("f", Kind.TEXT, condition="nobody.NAOK"),
                    Question("g", Kind.TEXT, condition="rand(1, 2) == 1"),
                    Question("h", Kind.CHOICE),
                ),
            ),
        ),
    )
    found = [(one.kind, one.place) for one in findings(made)]

    assert found == [
        ("duplicate", "c"),
        ("shape", "h"),
        ("expression", "f.condition"),
        ("expression", "g.condition"),
        ("cycle", "a"),
        ("forward", "a"),
        ("unreachable", "d"),
        ("unreachable", "e"),
        ("translation", "s"),
        ("translation", "c"),
    ]


def test_expression_that_is_not_supported_is_kept_verbatim():
    made = survey(Question("a", Kind.TEXT, condition="rand(1, 2) == 1"))

    assert [(one.place, one.source) for one in plan(made).flags] == [("a.condition", "rand(1, 2) == 1")]
    assert next(made.questions()).condition == "rand(1, 2) == 1"


def test_nested_repeats_read_outwards_and_are_counted_from_outside():
    country = Block(
        "country",
        items=(
            Question("name", Kind.TEXT),
            Question("visits", Kind.NUMBER),
            Block(
                "visit",
                items=(Question("days", Kind.NUMBER, condition="name.NAOK != ''"),),
                repeat=Repeat("visits.NAOK", most=3),
            ),
            Question("inner", Kind.FORMULA, formula="sum(days.NAOK)"),
        ),
        repeat=Repeat("countries.NAOK"),
    )
    last = Block("end", items=(Question("all", Kind.FORMULA, formula="sum(days.NAOK) + count(visit) * 100"),))
    made = plan(survey(blocks=(Block("start", items=(Question("countries", Kind.NUMBER),)), country, last)))
    response = posted(made, Response("s", "1"), {"countries": 2})[0]
    for number, name in ((1, "ES"), (2, "")):
        at = (("country", str(number)),)
        response = posted(made, response, {"name": name, "visits": 9}, at)[0]
        for visit in range(1, 4):
            response = posted(made, response, {"days": visit * number}, (*at, ("visit", str(visit))))[0]

    state = look(made, response)

    assert [one.values["inner"] for one in state.top.items["country"]] == [6, 0]
    assert state.top.values["all"] == 606
    assert made.flags == ()


def test_parts_follow_the_ticks_of_another_question():
    parts = tuple(Part(code) for code in "abc")
    made = plan(
        survey(
            Question("m", Kind.MULTIPLE, parts=parts),
            Question("only", Kind.TEXTS, parts=parts, only_of="m", required=True),
            Question("rest", Kind.TEXTS, parts=parts, not_of="m"),
        )
    )

    state = answered(made, m_a="Y", m_c="Y")
    shown = {one.question.code: [part.code for part in one.parts] for one in state.asked()}

    assert shown == {"m": ["a", "b", "c"], "only": ["a", "c"], "rest": ["b"]}
    assert {one.cell for one in problems(state)} == {"only_a", "only_c"}
    assert {one.question.code for one in answered(made).asked()} == {"m", "rest"}


def test_limits_and_checks_say_what_is_wrong():
    parts = tuple(Part(code, exclusive=code == "none") for code in ("a", "b", "c", "none"))
    made = plan(
        survey(
            Question("m", Kind.MULTIPLE, parts=parts, limits=Limits(fewest="2", at_most="3")),
            Question("n", Kind.NUMBER, limits=Limits(least="1", most="n2.NAOK", whole=True)),
            Question("n2", Kind.NUMBER),
            Question("k", Kind.TEXTS, parts=parts[:2], look="numbers", limits=Limits(most_total="10")),
            Question("t", Kind.TEXT, checks=(Check('self.NAOK != "no"', {"en": "Not {t} again"}),)),
            Question("d", Kind.DATE, limits=Limits(least='"2019-01-01"', most="date('Y-m-d')")),
        )
    )
    state = look(
        made,
        posted(
            made,
            Response("s", "1"),
            {
                "m_none": 1,
                "m_a": "Y",
                "n": "8",
                "n2": "7",
                "k_a": "6",
                "k_b": "5",
                "t": "no",
                "d": "2020-01-01",
            },
        )[0],
        date(2019, 6, 1),
    )

    assert [(one.cell, str(one.phrase)) for one in problems(state)] == [
        ("m", "This answer stands alone; the others do not count"),
        ("m", "At least 2 answers, not 1"),
        ("n", "At most 7"),
        ("k", "Together at most 10, not 11"),
        ("t", "Not no again"),
        ("d", "At most 2019-06-01"),
    ]


def test_each_kind_refuses_what_it_cannot_be():
    options = (Option("1"), Option("2"), Option("3"))
    made = plan(
        survey(
            Question("n", Kind.NUMBER),
            Question("d", Kind.DATE),
            Question("e", Kind.CONTACT, look="email"),
            Question("u", Kind.CONTACT, look="url"),
            Question("y", Kind.YES_NO),
            Question("c", Kind.CHOICE, options=options, other=True),
            Question("r", Kind.RANKING, options=options),
            Question("a", Kind.ARRAY, options=options, parts=(Part("x"),)),
            Question("t", Kind.TEXT, limits=Limits(length=3)),
        )
    )
    typed = {
        "n": "x",
        "d": "x",
        "e": "x",
        "u": "x",
        "y": "x",
        "c": "x",
        "r_1": "1",
        "r_2": "1",
        "a_x": "9",
        "t": "long",
    }
    wrong, right = (
        answered(made, **typed),
        answered(
            made,
            n="1,5",
            d="2019-03-15",
            e="a@example.org",
            u="https://example.org",
            y="Y",
            c="-oth-",
            c_other="mine",
            r_1="2",
            r_2="1",
            a_x="3",
            t="abc",
        ),
    )

    assert {one.question for one in problems(wrong)} == {"n", "d", "e", "u", "y", "c", "r", "a", "t"}
    assert problems(right) == ()
    assert right.top.values["n"] == 1.5
    assert wrong.response.answers["n"] == "x"


def test_piped_text_and_defaults_follow_the_answers():
    made = plan(
        survey(
            Question("a", Kind.YES_NO),
            Question(
                "c",
                Kind.CHOICE,
                {"en": "Why {TOKEN:NAME}, {a} ({c.shown})?"},
                options=(Option("1", {"en": "One"}),),
                defaults={"c": "1"},
            ),
            Question("t", Kind.TEXT, defaults={"t": "{c.shown}"}),
        )
    )
    response = Response("s", "1", answers={"a": "Y"})
    state = look(made, response, given={"NAME": "Ada"})
    asked = list(state.asked())

    assert state.text(asked[1].question.text, state.top, asked[1].question) == "Why Ada, Y (One)?"
    assert state.top.values["t"] == "One"


def test_day_keeps_its_time_and_yes_is_said_in_the_survey_s_language():
    made = plan(
        Survey(
            "s",
            {"de": "S"},
            ("de",),
            (
                Block(
                    "b",
                    items=(
                        Question("d", Kind.DATE),
                        Question("y", Kind.YES_NO),
                        Question("f", Kind.FORMULA, formula="y.shown"),
                    ),
                ),
            ),
        )
    )

    timed, midnight = answered(made, d="2019-03-15 10:30", y="Y"), answered(made, d="2019-03-15 00:00:00")

    assert timed.top.values == {"d": "2019-03-15 10:30", "y": "Y", "f": "Ja"}
    assert midnight.top.values["d"] == "2019-03-15"


def test_what_is_never_shown_is_a_warning_and_does_not_block_opening():
    """Authors park questions behind a condition that is never true."""
    made = survey(Question("a", Kind.TEXT, condition="0"))

    assert [(one.kind, one.level) for one in findings(made)] == [("unreachable", "warning")]
    assert opens(made)


def test_question_after_stays_where_the_answer_is_wrong():
    made = plan(
        survey(
            Question("a", Kind.NUMBER, required=True),
            Question("b", Kind.TEXT, condition="a.NAOK > 1"),
            Question("c", Kind.TEXT),
        )
    )

    assert question_after(answered(made), "a").question.code == "a"
    assert question_after(answered(made, a=1), "a").question.code == "c"
    assert question_after(answered(made, a=2), "a").question.code == "b"
    assert question_after(answered(made, a=2), "c") is None
