"""The published special case as MiniZinc data, read and written."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kontor.engine.scheduling import (
    Aims,
    Exclusion,
    Participant,
    Place,
    Precedence,
    Problem,
    ProblemError,
    Slot,
    Wish,
)
from kontor.engine.scheduling.dzn import read, write

PUBLISHED = Path(__file__).resolve().parents[4] / "shared/benchmarks/b2b"
FILES = sorted(PUBLISHED.glob("*.dzn"))
TEXT = """% three people, one day
nBusiness = 3;
nMeetings = 2;
nTables = 1;
nTotalSlots = 3;
nMorningSlots = 2;

requested = [|1, 2,1,
|3, 1,3,
|];

forbidden = [{0},{0,3},{0}];
fixed = [0,2];
precedences = [{},{1}];
"""
PROBLEM = Problem(
    slots=(Slot("1", 0, "morning"), Slot("2", 20, "morning"), Slot("3", 40, "afternoon")),
    participants=(Participant("1"), Participant("2", unavailable=("3",)), Participant("3")),
    wishes=(
        Wish("1", (("1",), ("2",)), required=True, sessions=("morning",)),
        Wish("2", (("3",), ("1",)), required=True, slot="2"),
    ),
    places=(Place("hall", 1),),
    precedences=(Precedence("1", "2"),),
    aims=Aims(breaks=1, fairness=0, idle=0, walking=0, tables=0, difference=2),
)
WRITTEN = """nBusiness = 3;

nMeetings = 2;

nTables = 1;

nTotalSlots = 3;

nMorningSlots = 2;

requested = [|1,2,1,
|3,1,3,
|];

meetingsxBusiness = [{1,2,3},
{1,2},
{1,3}];

nMeetingsBusiness = [2,1,1];

forbidden = [{0},
{0,3},
{0}];

fixed = [0,2];

precedences = [{},
{1}];
"""


def test_read_states_the_problem_of_a_file() -> None:
    assert read(TEXT) == PROBLEM
    assert read(TEXT, difference=None).aims.difference is None


def test_read_takes_parts_left_out_as_empty() -> None:
    shortest = TEXT[: TEXT.index("forbidden")]

    problem = read(shortest)

    assert [person.unavailable for person in problem.participants] == [(), (), ()]
    assert [wish.slot for wish in problem.wishes] == [None, None]
    assert problem.precedences == ()


def test_write_makes_the_published_layout() -> None:
    assert write(PROBLEM) == WRITTEN
    assert read(write(PROBLEM)) == PROBLEM


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("nTables = 1;", "", "The file lacks nTables: it is no B2B meeting scheduling data."),
        ("nTables = 1;", "nTables = many;", "nTables is 'many': plain whole numbers are expected."),
        ("{0,3}", "{0..3}", "forbidden is '[{0},{0..3},{0}]': plain whole numbers are expected."),
        ("nMeetings = 2", "nMeetings = 1", "requested has 2 rows; 1 are expected."),
        ("[0,2]", "[0,2,0]", "fixed has 3 rows; 2 are expected."),
        ("{0,3},", "", "forbidden has 2 rows; 3 are expected."),
        (
            "|3, 1,3",
            "|3, 1,4",
            "Row 2 of requested is (3, 1, 4): two participants and 1, 2 or 3 are expected.",
        ),
        ("|3, 1,3", "|3, 9,3", "Wish '2' names participants that are not there: 9."),
        ("[0,2]", "[0,7]", "Wish '2' names slots that are not there: 7."),
        ("{0,3}", "{0,8}", "Participant '2' names slots that are not there: 8."),
    ],
)
def test_read_refuses_with_a_sentence(old: str, new: str, sentence: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read(TEXT.replace(old, new))

    assert sentence in refused.value.faults


@pytest.mark.parametrize(
    "change",
    [
        {"slots": (Slot("1", 0, "noon"), Slot("2", 20, "morning"), Slot("3", 40, "afternoon"))},
        {"slots": (Slot("1", 0, "afternoon"), Slot("2", 20, "morning"), Slot("3", 40, "afternoon"))},
        {"slots": (Slot("1", 0, "morning"), Slot("2", 20, "morning"), Slot("3", 40, "afternoon", "2"))},
        {"places": (Place("a", 1), Place("b", 1))},
        {"places": (Place("a", (1, 1, 1)),)},
        {"wishes": (replace(PROBLEM.wishes[0], required=False), PROBLEM.wishes[1])},
        {"wishes": (replace(PROBLEM.wishes[0], forbidden=("1",)), PROBLEM.wishes[1])},
        {"wishes": (replace(PROBLEM.wishes[0], sessions=("morning", "afternoon")), PROBLEM.wishes[1])},
        {"wishes": (replace(PROBLEM.wishes[0], parties=(("1", "3"), ("2",))), PROBLEM.wishes[1])},
        {"wishes": (replace(PROBLEM.wishes[0], parties=(("1",), ("3",), ("2",))), PROBLEM.wishes[1])},
        {"exclusions": (Exclusion("1", "2"),)},
        {"participants": (Participant("1", minimum=1), *PROBLEM.participants[1:])},
        {"participants": (Participant("1", maximum=0), *PROBLEM.participants[1:])},
        {"participants": (Participant("1", hours=(0, 0)), *PROBLEM.participants[1:])},
    ],
)
def test_write_refuses_what_such_a_file_cannot_say(change: dict[str, Any]) -> None:
    with pytest.raises(ProblemError, match=r"A \.dzn file knows"):
        write(replace(PROBLEM, **change))


@pytest.mark.skipif(not FILES, reason="The published instances are not beside this checkout (../shared).")
def test_published_files_are_as_many_as_published_answers() -> None:
    with (PUBLISHED / "published.csv").open() as answers:
        answered = [row["instance"] for row in csv.DictReader(answers)]

    assert sorted(answered) == [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_published_file_survives_the_round_trip(path: Path) -> None:
    text = path.read_text()

    problem = read(text)
    again = write(problem)

    assert _numbers(again) == _numbers(text)
    assert read(again) == problem


def _numbers(text: str) -> dict[str, list[str]]:
    """Every part of a file without its white space. `{}` and `{0}` are both written for nothing forbidden."""
    parts = (part.split("=", 1) for part in text.split(";") if "=" in part)
    found = {name.strip(): "".join(value.split()).replace(",|", "|") for name, value in parts}
    found["forbidden"] = found["forbidden"].replace("{0", "{").replace("{,", "{")
    return {name: value.split(",") for name, value in found.items()}
