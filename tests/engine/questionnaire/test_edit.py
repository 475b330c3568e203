"""Changing a questionnaire: identities stay, everything can be undone, nothing unreadable is made."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.engine.questionnaire import (
    Block,
    Check,
    Kind,
    Limits,
    Option,
    Part,
    Question,
    QuestionnaireError,
    Repeat,
    Survey,
    findings,
    plan,
    survey_from_json,
    survey_to_json,
)
from kontor.engine.questionnaire.edit import (
    ENTRIES,
    Place,
    Row,
    Rows,
    add_block,
    add_entry,
    add_question,
    askable,
    changed,
    copy_of,
    found,
    identified,
    is_code,
    listed,
    move,
    patched,
    remove,
    rows_of,
    steps,
    undone,
    with_codes,
    with_language,
    with_texts,
    without_language,
    written,
)
from kontor.engine.questionnaire.expression import parse

SIGNED = Question("D2", Kind.YES_NO, {"en": "Signed?"}, "signed", required=True)
COUNT = Question(
    "D3", Kind.NUMBER, {"en": "How many?"}, "count", condition='D2.NAOK == "Y"', limits=Limits("1", "9")
)
STRAND = Question(
    "A1", Kind.CHOICE, {"en": "Strand?"}, "strand", options=(Option("1", {}, "s1"), Option("2", {}, "s2"))
)
DONE = Question(
    "B1",
    Kind.MULTIPLE,
    {"en": "Done, in strand {A1.shown}?"},
    "done",
    condition='A1.NAOK == "1" and that.A1.nocomments > 0',
    parts=(Part("SQ1", {"en": "Fair"}, "p1"), Part("SQ2", {"en": "Visit"}, "p2", condition="A1 != '2'")),
)
AIMS = Question(
    "D6",
    Kind.TEXT,
    {"en": "Aims of {INDEX} of {D3}"},
    "aims",
    condition='B1_SQ2.NAOK == "Y" or count(B1) > 1',
    checks=(Check("strlen(self) < D3 * 100", {"en": "At most {D3} hundred"}),),
    defaults={"D6": "{join(B1_SQ1, A1)}"},
)


def survey():
    return Survey(
        "progress",
        {"en": "Progress"},
        ("en", "de"),
        (
            Block("who", {"en": "Who"}, (STRAND, DONE), "who"),
            Block("results", {}, (SIGNED, COUNT), "results"),
            Block("case", {"en": "Case {INDEX}"}, (AIMS,), "case", repeat=Repeat("D3.NAOK")),
        ),
    )


def ids(given):
    return [str(place) for place, _ in listed(given)]


# --- one verb at a time -----------------------------------------------------------------------------------------------


def test_question_is_added_with_a_free_code_and_what_its_kind_needs():
    made = add_question(survey(), "n1", block="who", kind=Kind.ARRAY, text={"en": "How often?"}, at=1)

    asked = made.blocks[0].items[1]
    assert (asked.id, asked.code, asked.text) == ("n1", "Q1", {"en": "How often?"})
    assert [(one.code, one.id) for one in asked.options] == [("A1", "n1-2"), ("A2", "n1-3")]
    assert [(one.code, one.id) for one in asked.parts] == [("SQ1", "n1-4"), ("SQ2", "n1-5")]
    assert asked.columns == ()


def test_new_code_is_put_into_everything_that_speaks_of_it():
    made = changed(survey(), Place("question", "strand"), {"code": "strand"})

    done = found(made, Place("question", "done"))
    assert done.text["en"] == "Done, in strand {strand.shown}?"
    assert done.condition == 'strand.NAOK == "1" and that.strand.nocomments > 0'
    assert done.parts[1].condition == 'strand != "2"'
    assert found(made, Place("question", "aims")).defaults == {"D6": "{join(B1_SQ1, strand)}"}
    assert plan(made).flags == ()


def test_new_code_of_an_entry_renames_its_field():
    made = changed(survey(), Place("parts", "p2", "done"), {"code": "visit"})

    assert found(made, Place("question", "aims")).condition == 'B1_visit.NAOK == "Y" or count(B1) > 1'


def test_new_code_of_an_option_is_what_answers_are_compared_with():
    made = changed(survey(), Place("options", "s1", "strand"), {"code": "one"})

    done = found(made, Place("question", "done"))
    assert done.condition == 'A1.NAOK == "one" and that.A1.nocomments > 0'
    assert done.parts[1].condition == "A1 != '2'"


def test_two_options_swap_their_codes_and_what_compares_answers_follows():
    made = with_codes(survey(), "strand", "options", {"s1": "2", "s2": "1"})

    assert [(one.id, one.code) for one in found(made, Place("question", "strand")).options] == [
        ("s1", "2"), ("s2", "1"),
    ]  # fmt: skip
    done = found(made, Place("question", "done"))
    assert done.condition == 'A1.NAOK == "2" and that.A1.nocomments > 0'
    assert done.parts[1].condition == 'A1 != "1"'


def test_entries_swap_their_fields_and_a_code_that_stays_taken_is_refused():
    made = with_codes(survey(), "done", "parts", {"p1": "SQ2", "p2": "SQ1"})

    assert found(made, Place("question", "aims")).condition == 'B1_SQ1.NAOK == "Y" or count(B1) > 1'
    with pytest.raises(QuestionnaireError, match="used twice"):
        with_codes(survey(), "done", "parts", {"p1": "SQ2"})


def test_entry_is_added_with_a_code_of_its_own():
    made = add_entry(survey(), "n", question="strand", sort="options", text={"en": "3"}, code="three")

    assert [one.code for one in found(made, Place("question", "strand")).options] == ["1", "2", "three"]
    with pytest.raises(QuestionnaireError, match="no code of an answer"):
        add_entry(survey(), "n", question="strand", sort="options", text={}, code="a b")


def test_new_code_of_a_page_is_put_where_it_is_counted():
    before = add_question(survey(), "n", block="results", kind=Kind.FORMULA, text={"en": "Cases"})
    before = changed(before, Place("question", "n"), {"formula": "count(case)"})

    made = changed(before, Place("block", "case"), {"code": "agreement"})

    assert found(made, Place("question", "n")).formula == "count(agreement)"


def test_repeat_driver_follows_its_question():
    made = changed(survey(), Place("question", "count"), {"code": "howMany"})

    assert made.blocks[2].repeat.driver == "howMany.NAOK"
    assert made.blocks[2].items[0].text["en"] == "Aims of {INDEX} of {howMany}"
    assert made.blocks[2].items[0].checks[0].expression == "strlen(self) < howMany * 100"


def test_copied_page_speaks_of_its_copies_and_has_new_identities():
    made = copy_of(survey(), "c", Place("block", "results"))

    assert [one.code for one in made.blocks] == ["who", "results", "results2", "case"]
    assert [(one.code, one.condition) for one in made.blocks[2].items] == [
        ("D4", ""),
        ("D5", 'D4.NAOK == "Y"'),
    ]
    assert len(set(ids(made))) == len(ids(made))
    assert made.blocks[3].repeat.driver == "D3.NAOK"


def test_copied_question_keeps_what_it_asks_of_others():
    made = copy_of(survey(), "c", Place("question", "done"))

    copied = made.blocks[0].items[2]
    assert (copied.code, copied.condition) == ("B2", DONE.condition)
    assert [one.id for one in copied.parts] == ["c", "c-2"]


def test_move_takes_a_question_to_another_page():
    made = move(survey(), Place("question", "signed"), to=0, into=Place("block", "who"))

    assert [[one.code for one in block.items] for block in made.blocks] == [
        ["D2", "A1", "B1"],
        ["D3"],
        ["D6"],
    ]


def test_move_within_a_list_counts_without_what_is_moved():
    made = move(survey(), Place("block", "who"), to=1)

    assert [one.code for one in made.blocks] == ["results", "who", "case"]


def test_removed_language_is_there_again_when_it_is_added_again():
    before = with_texts(survey(), {(Place("question", "signed"), "text"): {"de": "Geschlossen?"}})

    made = without_language(before, "de")

    assert made.languages == ("en",)
    assert with_language(made, "de") == before


def test_translations_are_put_side_by_side_and_emptied():
    place = Place("question", "signed")
    before = with_texts(survey(), {(place, "text"): {"de": "Geschlossen?"}, (place, "help"): {"en": "Any."}})

    made = with_texts(before, {(place, "text"): {"de": ""}})

    assert (found(made, place).text, found(made, place).help) == ({"en": "Signed?"}, {"en": "Any."})


def test_what_is_missing_gets_an_identity_and_what_has_one_keeps_it():
    nameless = survey_from_json(
        {
            "id": "s", "title": {}, "languages": ["en"],
            "blocks": [
                {"code": "a", "items": [
                    {"code": "q", "kind": "choice", "options": [{"code": "1", "id": "x"}, {"code": "2", "id": "x"}]},
                    {"code": "r", "kind": "text", "id": "7"}, {"code": "s", "kind": "text", "id": "7"},
                ]},
            ],
        }
    )  # fmt: skip

    made = identified(nameless, "n")

    assert ids(made) == [
        "block/n",
        "question/n-2",
        "options/n-2/x",
        "options/n-2/n-3",
        "question/7",
        "question/n-4",
    ]
    assert identified(made, "other") == made


REFUSED = {
    "taken code": (lambda s: changed(s, Place("question", "signed"), {"code": "D3"}), "taken"),
    "code of a page": (lambda s: changed(s, Place("question", "signed"), {"code": "who"}), "taken"),
    "no code": (lambda s: changed(s, Place("question", "signed"), {"code": "2 b"}), "no code"),
    "word": (lambda s: changed(s, Place("question", "signed"), {"code": "this"}), "no code"),
    "same option": (lambda s: changed(s, Place("options", "s1", "strand"), {"code": "2"}), "used twice"),
    "no option code": (lambda s: changed(s, Place("options", "s1", "strand"), {"code": "a b"}), "no code of"),
    "field of another": (
        lambda s: changed(
            add_question(s, "n", block="who", kind=Kind.TEXT, text={}), Place("question", "n"), {"code": "B1_SQ1"}
        ),
        "twice",
    ),
    "unknown field": (lambda s: changed(s, Place("question", "signed"), {"colour": "red"}), "not known"),
    "wrong value": (lambda s: changed(s, Place("question", "signed"), {"required": "yes"}), "not what is expected"),
    "wrong kind": (lambda s: changed(s, Place("question", "signed"), {"kind": "poem"}), "no type"),
    "identity": (lambda s: changed(s, Place("question", "signed"), {"id": "x"}), "own place"),
    "nowhere": (lambda s: remove(s, Place("question", "nowhere")), "no such place"),
    "survey": (lambda s: remove(s, Place()), "no such place"),
    "into itself": (lambda s: move(s, Place("block", "who"), to=0, into=Place("block", "who")), "into itself"),
    "loose question": (lambda s: move(s, Place("question", "signed"), to=0, into=Place()), "on a page"),
    "other question": (
        lambda s: move(s, Place("options", "s1", "strand"), to=0, into=Place("question", "done")),
        "stays",
    ),
    "same language": (lambda s: with_language(s, "de"), "already"),
    "no language": (lambda s: with_language(s, "d e"), "code"),
    "last language": (lambda s: without_language(without_language(s, "en"), "de"), "at least one"),
    "foreign language": (lambda s: with_texts(s, {(Place(), "title"): {"fr": "x"}}), "no language"),
    "no text": (lambda s: with_texts(s, {(Place(), "languages"): {"en": "x"}}), "not known"),
    "no list": (lambda s: add_entry(s, "n", question="done", sort="checks", text={}), "no such place"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_make_a_survey_unreadable_is_refused(name):
    verb, words = REFUSED[name]

    with pytest.raises(QuestionnaireError) as refused:
        verb(survey())

    assert words in str(refused.value)


def test_patch_is_as_small_as_the_change():
    before = survey()

    done = steps(before, changed(before, Place("question", "count"), {"required": True}))

    assert done == ({"path": ["blocks", 1, "items", 1, "required"], "now": True},)


def test_patch_does_not_fit_what_was_changed_since():
    before = survey()
    done = steps(before, changed(before, Place("question", "count"), {"text": {"en": "How?"}}))

    with pytest.raises(QuestionnaireError, match="changed since"):
        patched(before, undone(done))


def test_parked_type_that_is_not_known_is_gone_when_another_is_chosen():
    before = changed(survey(), Place("question", "aims"), {"kept": {"unsupported": "geoshape", "image": "x"}})
    assert [one.kind for one in findings(before) if one.level == "error"] == ["shape"]

    made = changed(before, Place("question", "aims"), {"kind": "number"})

    assert found(made, Place("question", "aims")).kept == {"image": "x"}


# --- whatever is done -------------------------------------------------------------------------------------------------

TEXT = st.text("aß{}\"'D2. ", max_size=8)
CODES = st.sampled_from(["D2", "D9", "A1", "who", "this", "x", "B1_SQ1", "1", "SQ1", ""])
SOURCES = st.sampled_from(
    ["", "D2 == 'Y'", "B1_SQ1.NAOK == \"Y\" and A1 == '1'", "((", "that.B1.SQ2 > 1", "{"]
)


@st.composite
def verbs(draw):
    """A verb with drawn arguments, some of which it must refuse."""
    stamp = f"v{draw(st.integers(0, 10**9))}"
    place = draw(st.sampled_from(range(40)))
    at = draw(st.none() | st.integers(-1, 4))
    kind = draw(st.sampled_from(Kind))
    texts = draw(st.dictionaries(st.sampled_from(["en", "de"]), TEXT, max_size=2))
    values = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "code": CODES, "text": st.just(texts), "title": st.just(texts), "condition": SOURCES,
                "kind": st.sampled_from([str(one) for one in Kind]), "required": st.booleans(), "formula": SOURCES,
                "other": st.booleans(), "only_of": CODES,
            },
        )
    )  # fmt: skip

    def there(given):
        places = [Place(), *(one for one, _ in listed(given))]
        return places[place % len(places)]

    def page(given):
        return given.blocks[place % len(given.blocks)].id if given.blocks else "none"

    return draw(
        st.sampled_from(
            [
                lambda s: add_block(s, stamp, title=texts, at=at),
                lambda s: add_block(s, stamp, title=texts, inside=there(s).id),
                lambda s: add_question(s, stamp, block=page(s), kind=kind, text=texts, at=at),
                lambda s: add_entry(s, stamp, question=there(s).id, sort=ENTRIES[place % 3], text=texts, at=at),
                lambda s: move(s, there(s), to=at or 0),
                lambda s: move(s, there(s), to=at or 0, into=Place("block", page(s))),
                lambda s: copy_of(s, stamp, there(s)),
                lambda s: remove(s, there(s)),
                lambda s: changed(s, there(s), values),
                lambda s: with_texts(s, {(there(s), "text"): texts}),
                lambda s: with_codes(s, there(s).of, "options", dict.fromkeys([there(s).id], f"c{at}")),
                lambda s: with_language(s, "fr"),
                lambda s: without_language(s, "de"),
            ]
        )
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(verbs(), min_size=1, max_size=8))
def test_whatever_is_done_is_undone_and_stays_readable_and_keeps_identities(many):
    given_survey = before = survey()
    history = []
    for verb in many:
        try:
            after = verb(before)
        except QuestionnaireError:
            continue
        done = steps(before, after)
        assert json.loads(json.dumps(done)) == list(done)
        assert patched(before, done) == after
        assert patched(after, undone(done)) == before
        assert survey_from_json(survey_to_json(after)) == after
        assert len(set(ids(after))) == len(ids(after))
        codes = [one.code for one in (*after.questions(), *after.all_blocks())]
        assert len(set(codes)) == len(codes)
        findings(after)
        history.append(done)
        before = after
    for done in reversed(history):
        before = patched(before, undone(done))
    assert before == given_survey


@given(CODES.filter(is_code))
def test_what_speaks_of_a_question_speaks_of_it_under_any_new_code(code):
    try:
        made = changed(survey(), Place("question", "strand"), {"code": code})
    except QuestionnaireError:
        return

    assert plan(made).flags == ()
    assert sorted(plan(made).readers.get(code, ())) == ["B1", "D6"]


# --- conditions of rows -----------------------------------------------------------------------------------------------


ROWS = st.builds(
    Row,
    st.sampled_from(["D2", "B1_SQ1", "D3", "INDEX", "TOKEN:STRAND"]),
    st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "answered", "not-answered", "ticked", "not-ticked"]),
    st.sampled_from(["Y", "", "1", "-2.5", 'say "no"', "ünd", "\\"]),
)


@given(st.lists(ROWS, max_size=5), st.sampled_from(["and", "or"]))
def test_condition_written_of_rows_is_read_as_rows_that_mean_the_same(rows, joined):
    source = written(Rows(tuple(rows), joined))

    read = rows_of(source)

    assert read is not None
    assert written(read) == source
    assert len(read.rows) == len(rows)
    if source:
        parse(source)


@pytest.mark.parametrize(
    "source",
    ["count(B1) > 1", "D2 == 'Y' and (D3 > 1 or D3 < 9)", "D3 > D2", "1 + 1", "((", "D2.shown == 'Yes'", "!D2"],
)  # fmt: skip
def test_condition_of_another_sort_is_left_as_it_is(source):
    assert rows_of(source) is None


def test_condition_as_it_stands_in_files_is_read_as_rows():
    assert rows_of("D2 == 1 or is_empty(D3.NAOK)") == Rows(
        (Row("D2", "==", "1"), Row("D3", "not-answered")), "or"
    )
    assert rows_of("1") == rows_of(" ") == Rows(())


def test_condition_is_about_what_comes_before():
    made = plan(survey())

    assert [one.name for one in askable(made, "D3")] == ["A1", "B1_SQ1", "B1_SQ2", "D2"]
    assert [one.name for one in askable(made, "results")] == ["A1", "B1_SQ1", "B1_SQ2"]
    by_name = {one.name: one for one in askable(made, "D6")}
    assert [code for code, _ in by_name["A1"].answers] == ["1", "2"]
    assert by_name["B1_SQ2"].hows == ("ticked", "not-ticked")
    assert "<" in by_name["D3"].hows
    assert "<" not in by_name["D2"].hows


@pytest.mark.parametrize(
    "row", [Row("D2", "is like"), Row("D2 == 1", "=="), Row("", "answered"), Row("((", "==")]
)
def test_row_that_is_none_is_refused(row):
    with pytest.raises(QuestionnaireError):
        written(Rows((row,)))
