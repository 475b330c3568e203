"""Problems, schedules and answers as JSON files: what is written is read again, what is wrong is named."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.scheduling import (
    Aims,
    Answer,
    Exclusion,
    Meeting,
    Participant,
    Place,
    Problem,
    ProblemError,
    Seconds,
    Slot,
    Solution,
    Status,
    Wish,
    check,
)
from kontor.engine.scheduling.codec import (
    Day,
    read_answer,
    read_events,
    read_problem,
    read_solution,
    write_answer,
    write_events,
    write_problem,
    write_solution,
)
from kontor.engine.scheduling.repair.events import (
    WORDS,
    Cancelled,
    Fixed,
    Late,
    Latecomers,
    Leaves,
    Lost,
    NoShow,
    Now,
    Opened,
)
from tests.factories.scheduling import best, large, problems

PROBLEM = Problem(
    slots=(Slot("s1", 540), Slot("s2", 560)),
    participants=(Participant("Åsa", hours=(540, 600), maximum=2), Participant("ben")),
    wishes=(Wish("w1", (("Åsa",), ("ben",)), weight=3),),
    places=(Place("hall", (1, 0)),),
    aims=Aims(difference=2),
)
WRITTEN = """{
"kontor": "schedule/1",
"slots": [
  {"id": "s1", "start": 540},
  {"id": "s2", "start": 560}
],
"participants": [
  {"id": "Åsa", "hours": [540, 600], "maximum": 2},
  {"id": "ben"}
],
"wishes": [
  {"id": "w1", "parties": [["Åsa"], ["ben"]], "weight": 3}
],
"places": [
  {"id": "hall", "tables": [1, 0]}
],
"aims": {"difference": 2}
}
"""
ANSWER = Answer(
    status=Status.OPTIMAL,
    solution=Solution((Meeting("w1", "s1", "hall", ("Åsa", "ben")),)),
    objective=0,
    bound=0,
    seconds=Seconds(first=0.25, best=0.25, proof=1.0),
)


def test_write_problem_puts_a_record_on_each_line() -> None:
    assert write_problem(PROBLEM) == WRITTEN
    assert read_problem(WRITTEN) == PROBLEM


@given(problems())
def test_problem_of_every_feature_is_read_as_written(problem: Problem) -> None:
    assert read_problem(write_problem(problem)) == problem


def test_large_problem_is_read_as_written() -> None:
    problem = large(seed=1)

    assert read_problem(write_problem(problem)) == problem


@given(problems())
def test_solution_is_read_as_written(problem: Problem) -> None:
    solution = best(problem) or Solution()

    assert read_solution(write_solution(solution)) == solution


seconds = st.none() | st.floats(0, 1e6)


@given(
    problems(),
    st.sampled_from(Status),
    st.none() | st.integers(-(2**53) + 1, 2**53 - 1),
    st.builds(Seconds, seconds, seconds, seconds),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_answer_is_read_as_written(
    problem: Problem, status: Status, bound: int | None, seconds: Seconds, reason: str
) -> None:
    solution = best(problem)
    cost = None if solution is None else check(problem, solution).quality.cost
    answer = Answer(status, solution, cost, bound, seconds, reason)

    text = write_answer(answer, problem)

    assert read_answer(text) == answer
    if solution is not None:
        assert read_solution(text) == solution


def test_write_answer_says_how_good_and_how_sure() -> None:
    data = json.loads(write_answer(ANSWER, PROBLEM))

    assert data == {
        "kontor": "schedule/1",
        "status": "optimal",
        "objective": {
            "held": 1,
            "wished": 1,
            "value": 3,
            "value_missed": 0,
            "shortfall": 0,
            "breaks": 0,
            "range": 0,
            "unfairness": 0,
            "idle": 0,
            "walking": 0,
            "table_changes": 0,
            "cost": 0,
        },
        "bound": 0,
        "gap": 0.0,
        "seconds": {"first": 0.25, "best": 0.25, "proof": 1.0},
        "reason": "",
        "check": {"valid": True, "violations": []},
        "solution": [{"wish": "w1", "slot": "s1", "place": "hall", "people": ["Åsa", "ben"]}],
    }


def test_write_answer_names_what_is_broken() -> None:
    late = replace(ANSWER, solution=Solution((Meeting("w1", "s2", "hall", ("Åsa", "ben")),)))

    data = json.loads(write_answer(late, PROBLEM))

    sentence = "'hall' has 0 tables in slot 's2' and 1 meetings."
    assert data["check"] == {
        "valid": False,
        "violations": [{"rule": "tables", "subject": ["hall", "s2"], "sentence": sentence}],
    }


def test_write_answer_without_a_schedule_has_no_figures() -> None:
    nothing = Answer(Status.INFEASIBLE, None, None, None, Seconds(proof=1.0), "No tables.")

    data = json.loads(write_answer(nothing, PROBLEM))

    assert (data["status"], data["reason"]) == ("infeasible", "No tables.")
    assert {data[name] for name in ("objective", "bound", "gap", "check", "solution")} == {None}


def changed(*path: str | int, to: Any) -> str:
    """The written problem with one value changed; `...` takes it out."""
    data = json.loads(WRITTEN)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return json.dumps(data)


NO_JSON = "The file is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."
NO_FILE = 'The file lacks "kontor": "schedule/1": it is no scheduling file of this program.'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", NO_JSON),
        ("[]", NO_FILE),
        ("{}", NO_FILE),
        ("[" * 100_000, "The file is nested too deeply for a schedule."),
        ('{"kontor": NaN}', "NaN is no number that a schedule can use."),
        ('{"kontor": 1, "kontor": 2}', "The key 'kontor' stands twice in one object: leave one."),
        (changed("kontor", to="schedule/2"), "kontor is 'schedule/2': this program reads 'schedule/1'."),
        (changed("wishes", to=...), "The file lacks 'wishes'."),
        (changed("wishes", 0, "parties", to=...), "wishes[0] lacks 'parties'."),
        (
            changed("wishes", 0, "wieght", to=2),
            "wishes[0] has a key 'wieght', which means nothing there: did you mean 'weight'?",
        ),
        (
            changed("travel", to=[{"a": "hall", "b": "hall", "minutes": 1, "xyzzy": 1}]),
            "travel[0] has a key 'xyzzy', which means nothing there: known are a, b, minutes.",
        ),
        (
            changed("solution", to=[]),
            "The file has a key 'solution', which means nothing there: known are slots, participants, "
            "wishes, places, minutes, travel, exclusions, precedences, aims.",
        ),
        (changed("wishes", to={}), "wishes is an object of 0: a list is expected."),
        (changed("wishes", 0, to="w1"), "wishes[0] is 'w1': an object is expected."),
        (changed("wishes", 0, "weight", to="3"), "wishes[0].weight is '3': a whole number is expected."),
        (changed("wishes", 0, "weight", to=3.0), "wishes[0].weight is 3.0: a whole number is expected."),
        (changed("wishes", 0, "weight", to=True), "wishes[0].weight is True: a whole number is expected."),
        (changed("wishes", 0, "weight", to=None), "wishes[0].weight is None: a whole number is expected."),
        (
            changed("wishes", 0, "weight", to=2**53),
            "wishes[0].weight is 9007199254740992: a number of at most 9007199254740991 is expected.",
        ),
        (changed("wishes", 0, "required", to=1), "wishes[0].required is 1: true or false is expected."),
        (changed("wishes", 0, "slot", to=1), "wishes[0].slot is 1: a text is expected."),
        (changed("wishes", 0, "parties", 1, to="ben"), "wishes[0].parties[1] is 'ben': a list is expected."),
        (
            changed("participants", 0, "hours", to=[540]),
            "participants[0].hours is a list of 1: a list of 2 is expected.",
        ),
        (
            changed("places", 0, "tables", to=[1, "2"]),
            "places[0].tables[1] is '2': a whole number is expected.",
        ),
        (
            changed("places", 0, "tables", to="many"),
            "places[0].tables is 'many': a whole number is expected.",
        ),
        (
            changed("participants", 1, "id", to="\ud800"),
            "participants[1].id is '\\ud800': a text of whole characters is expected.",
        ),
        (
            changed("minutes", to=30),
            "Slot 's2' starts before slot 's1' ends: list slots in order of time, 30 minutes each.",
        ),
    ],
    ids=range(27),
)
def test_read_problem_refuses_with_the_place_and_the_value(text: str, sentence: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read_problem(text)

    assert refused.value.faults == (sentence,)


def test_read_problem_names_every_fault_in_one_go() -> None:
    data = json.loads(WRITTEN)
    data["slots"][1]["start"] = "late"
    data["participants"][0]["maximum"] = "2"

    with pytest.raises(ProblemError) as refused:
        read_problem(json.dumps(data))

    assert refused.value.faults == (
        "slots[1].start is 'late': a whole number is expected.",
        "participants[0].maximum is '2': a whole number is expected.",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"status": "fine"}, "status is 'fine': one of optimal, feasible, infeasible, unknown is expected."),
        ({"objective": 3}, "objective is 3: an object is expected."),
        ({"objective": {"breaks": 0}}, "objective.cost is None: a whole number is expected."),
        (
            {"objective": {"cost": 0, "braeks": 0}},
            "objective has a key 'braeks', which means nothing there: did you mean 'breaks'?",
        ),
        ({"seconds": {"first": "soon"}}, "seconds.first is 'soon': a number is expected."),
        ({"solution": [{"wish": "w1"}]}, "solution[0] lacks 'slot'."),
        ({"statsu": 1}, "The file has a key 'statsu', which means nothing there: did you mean 'status'?"),
    ],
)
def test_read_answer_refuses_with_the_place_and_the_value(change: dict[str, Any], sentence: str) -> None:
    data = json.loads(write_answer(ANSWER, PROBLEM))

    with pytest.raises(ProblemError) as refused:
        read_answer(json.dumps({**data, **change}))

    assert sentence in refused.value.faults


def test_read_solution_refuses_a_file_without_one() -> None:
    nothing = write_answer(Answer(Status.UNKNOWN, None, None, None, Seconds()), PROBLEM)

    with pytest.raises(ProblemError, match=r"The file has no 'solution': it holds no schedule"):
        read_solution(nothing)


def test_read_answer_refuses_an_endless_number() -> None:
    text = write_answer(ANSWER, PROBLEM).replace('"proof": 1.0', '"proof": 1e999')

    with pytest.raises(ProblemError, match=r"seconds\.proof is inf: a number of at most"):
        read_answer(text)


DAY = Day(
    events=(
        Now("s1"),
        Late("ben", "s2"),
        Leaves("ben", "s2"),
        NoShow("ben"),
        Cancelled("w1"),
        Lost("hall", "s2"),
        Opened("hall", "s2", 3),
        Latecomers((Wish("w2", (("Åsa",), ("zoe",))),), (Participant("zoe"),), (Exclusion("ben", "zoe"),)),
        Fixed("w1", "s1", "hall"),
    ),
    confirmed=frozenset({"w1"}),
    published=ANSWER.solution,
)


def test_events_of_every_kind_are_read_as_written() -> None:
    assert {type(event) for event in DAY.events} == set(WORDS.values())
    assert read_events(write_events(DAY)) == DAY
    assert read_events(write_events(Day(()))) == Day(())


def test_write_events_puts_an_event_on_each_line() -> None:
    text = write_events(Day((Now("s1"), Lost("hall", "s2"), Late("ben", "s2"))))

    assert text == (
        '{\n"kontor": "schedule/1",\n"events": [\n  {"now": {"slot": "s1"}},\n'
        '  {"lost": {"place": "hall", "since": "s2"}},\n  {"late": {"person": "ben", "until": "s2"}}\n]\n}\n'
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "events is None: a list is expected."),
        ({"events": {}}, "events is an object of 0: a list is expected."),
        (
            {"events": ["late"]},
            "events[0] is 'late': an object with one key, the kind of event, is expected.",
        ),
        (
            {"events": [{"late": {}, "now": {}}]},
            "events[0] is an object of 2: an object with one key, the kind of event, is expected.",
        ),
        (
            {"events": [{"no_shows": {"person": "ben"}}]},
            "events[0] has a key 'no_shows', which means nothing there: did you mean 'no_show'?",
        ),
        ({"events": [{"late": {"person": "ben"}}]}, "events[0].late lacks 'until'."),
        (
            {"events": [{"now": {"slot": 3}}]},
            "events[0].now.slot is 3: a text is expected.",
        ),
        ({"events": [], "confirmed": [1]}, "confirmed[0] is 1: a text is expected."),
        (
            {"events": [], "wishes": []},
            "The file has a key 'wishes', which means nothing there: known are events, confirmed, solution.",
        ),
    ],
)
def test_read_events_refuses_with_the_place_and_the_value(data: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read_events(json.dumps({"kontor": "schedule/1", **data}))

    assert refused.value.faults == (sentence,)
