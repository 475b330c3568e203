"""`./kontor schedule` as a user meets it: each test runs the program."""

import json
import os
import pty
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kontor.engine.scheduling import Meeting, Participant, Place, Problem, Slot, Solution, Wish, check, codec
from kontor.engine.scheduling.repair.events import Cancelled, NoShow
from tests.factories.scheduling import large

REPOSITORY = Path(__file__).resolve().parents[2]
PUBLISHED = REPOSITORY.parent / "shared/benchmarks/b2b"
EVENT = Problem(
    slots=tuple(Slot(f"s{number}", 20 * number) for number in range(3)),
    participants=tuple(Participant(name) for name in ("ana", "ben", "cem")),
    wishes=(
        Wish("ab", (("ana",), ("ben",))),
        Wish("ac", (("ana",), ("cem",)), weight=2),
        Wish("bc", (("ben",), ("cem",))),
    ),
    places=(Place("hall", 1),),
)
HELD = Solution(
    (
        Meeting("ab", "s0", "hall", ("ana", "ben")),
        Meeting("ac", "s1", "hall", ("ana", "cem")),
        Meeting("bc", "s2", "hall", ("ben", "cem")),
    )
)
DZN = """nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 3; nMorningSlots = 3;
requested = [|1,2,3,|1,3,3,|]; fixed = [2,0];
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}


def kontor(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kontor", "schedule", *map(str, words)]
    return subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False, timeout=170
    )


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.json"
    path.write_text(codec.write_problem(EVENT), "utf-8")
    return path


def test_schedule_tells_how_good_the_schedule_is(event: Path) -> None:
    told = kontor(event)

    lines = dict(line.split(maxsplit=1) for line in told.stdout.splitlines())
    del lines["seconds"]
    assert (told.returncode, told.stderr) == (0, "")
    assert lines == {
        "event": "3 participants, 3 wishes, 3 slots, 1 places",
        "status": "optimal (proven, no schedule is better)",
        "held": "3 of 3 wishes, value 4 of 4",
        "breaks": "1; the numbers of any two people differ by at most 1",
        "idle": "1 slots in breaks",
        "cost": "1,001",
        "bound": "1,001, gap 0.0%",
        "check": "valid",
    }


def test_schedule_prints_json_that_can_be_judged_again(event: Path, tmp_path: Path) -> None:
    kept = tmp_path / "answer.json"

    told = kontor(event, "--json", "-o", kept)

    data = json.loads(told.stdout)
    assert list(data) == [
        "kontor", "status", "objective", "bound", "gap", "seconds", "reason", "check", "solution"
    ]  # fmt: skip
    assert data["check"] == {"valid": True, "violations": []}
    assert list(data["seconds"]) == ["first", "best", "proof"]
    assert kept.read_text("utf-8") == told.stdout
    assert check(EVENT, codec.read_solution(told.stdout)).quality.cost == data["objective"]["cost"] == 1_001
    assert kontor(event, "--check", kept).returncode == 0


def test_schedule_gives_the_same_answer_again(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text(codec.write_problem(large(seed=4, people=20, wishes=60, slots=8)), "utf-8")

    first, second = (json.loads(kontor(path, "--json", "--seed", 7, "--workers", 1).stdout) for _ in range(2))

    assert (first["status"], first["solution"]) == (second["status"], second["solution"])


def test_schedule_says_why_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "event.dzn"
    path.write_text(DZN.replace("[2,0]", "[2,2]"), "utf-8")

    told = kontor(path, "--json")

    data = json.loads(told.stdout)
    assert (told.returncode, data["status"], data["solution"]) == (1, "infeasible", None)
    assert data["reason"] != ""


def test_why_names_a_smallest_set_of_demands(tmp_path: Path) -> None:
    path = tmp_path / "event.dzn"
    path.write_text(DZN.replace("[2,0]", "[2,2]"), "utf-8")

    told = kontor(path, "--json", "--why")

    assert json.loads(told.stdout)["reason"] == (
        "These 4 demands cannot hold together, and one has to be given up: Meeting '1' must be held. "
        "Meeting '2' must be held. Meeting '1' is in slot '2'. Meeting '2' is in slot '2'."
    )


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("event.txt", "", "ends neither in .json nor in .dzn: these are what can be read."),
        ("event.json", None, "cannot be read: No such file or directory."),
        ("event.json", "{", "The file is no JSON: Expecting property name enclosed in double quotes"),
        ("event.json", '{"kontor": "schedule/1", "slots": 3}', "slots is 3: a list is expected."),
        ("event.dzn", "nBusiness = 3;", "The file lacks nMeetings, nTables, nTotalSlots, nMorningSlots, requested"),
    ],
)  # fmt: skip
def test_schedule_refuses_a_file_with_a_sentence(
    tmp_path: Path, name: str, text: str | None, sentence: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, "utf-8")

    told = kontor(path)

    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("kontor schedule: ")
    assert sentence in told.stderr


@pytest.mark.parametrize(
    "words", [("--limit", "0"), ("--limit", "inf"), ("--limit", "long"), ("--workers", "0.5")]
)
def test_schedule_refuses_what_is_no_number_above_zero(event: Path, words: tuple[str, str]) -> None:
    told = kontor(event, *words)

    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.endswith(f"argument {words[0]}: {words[1]!r} is no number above 0\n")


def test_schedule_refuses_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(b"\xff\xfe")

    told = kontor(path)

    assert (told.returncode, told.stderr) == (2, f"kontor schedule: {path} is no text in UTF-8.\n")


def test_schedule_says_where_it_cannot_write(event: Path, tmp_path: Path) -> None:
    told = kontor(event, "-o", tmp_path / "nowhere" / "answer.json")

    assert told.returncode == 2
    assert told.stderr.endswith("answer.json cannot be written: No such file or directory.\n")


def test_check_prints_the_figures_of_a_valid_schedule(event: Path, tmp_path: Path) -> None:
    solution = tmp_path / "solution.json"
    solution.write_text(codec.write_solution(HELD), "utf-8")

    told = kontor(event, "--check", solution)

    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "check      valid")
    assert "cost       1,001" in told.stdout.splitlines()


def test_check_names_what_a_schedule_breaks(event: Path, tmp_path: Path) -> None:
    solution = tmp_path / "solution.json"
    solution.write_text(json.dumps(["s0", "s0", None]), "utf-8")

    told = kontor(event, "--check", solution)
    data = json.loads(kontor(event, "--check", solution, "--json").stdout)

    assert told.returncode == 1
    assert told.stdout.splitlines()[-3:] == [
        "check      2 demands are broken",
        "broken     'ana' has 2 meetings in slot 's0'.",
        "broken     'hall' has 1 tables in slot 's0' and 2 meetings.",
    ]
    assert [fault["rule"] for fault in data["check"]["violations"]] == ["clash", "tables"]


def test_check_takes_a_list_of_slots_for_a_published_file(tmp_path: Path) -> None:
    path, solution = tmp_path / "event.dzn", tmp_path / "slots.json"
    path.write_text(DZN, "utf-8")
    solution.write_text("[2, 3]", "utf-8")

    assert kontor(path, "--check", solution).returncode == 0


def test_check_takes_the_bare_list_of_meetings(event: Path, tmp_path: Path) -> None:
    solution = tmp_path / "meetings.json"
    solution.write_text(json.dumps(codec.solution_data(HELD)), "utf-8")

    assert kontor(event, "--check", solution).returncode == 0


def test_check_refuses_a_list_of_slots_where_people_stand_in(tmp_path: Path) -> None:
    path, solution = tmp_path / "event.json", tmp_path / "slots.json"
    stand_in = replace(EVENT.wishes[0], parties=(("ana", "cem"), ("ben",)))
    path.write_text(codec.write_problem(replace(EVENT, wishes=(stand_in,))), "utf-8")
    solution.write_text('["s0"]', "utf-8")

    told = kontor(path, "--check", solution)

    assert told.returncode == 2
    assert told.stderr == (
        "kontor schedule: A list of slots does not say where or by whom: give the meetings as objects.\n"
    )


@pytest.mark.parametrize(
    ("slots", "sentence"),
    [
        ('["s0"]', "The list has 1 slots for 3 wishes: give one for each."),
        ("[1,", "The schedule is no JSON: Expecting value"),
        ('["s0", false, null]', "solution[1] is False: a text is expected."),
        ('["s0", 1.5, null]', "solution[1] is 1.5: a text is expected."),
        ('[{"wish": "ab"}]', "solution[0] lacks 'slot'."),
    ],
)
def test_check_refuses_a_list_that_says_too_little(
    event: Path, tmp_path: Path, slots: str, sentence: str
) -> None:
    solution = tmp_path / "slots.json"
    solution.write_text(slots, "utf-8")

    told = kontor(event, "--check", solution)

    assert (told.returncode, told.stdout) == (2, "")
    assert sentence in told.stderr


def test_repair_keeps_what_can_stay(event: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.json"
    events.write_text(codec.write_events(codec.Day((Cancelled("ac"),), frozenset({"ab"}), HELD)), "utf-8")
    mended = tmp_path / "mended.json"

    told = kontor(event, "--repair", events, "--json", "-o", mended)

    data = json.loads(told.stdout)
    assert (told.returncode, data["check"]["valid"]) == (0, True)
    assert set(data["kept"]) <= {"ab", "bc"}
    assert [each["before"]["wish"] for each in data["dropped"]] == ["ac"]
    assert data["dropped"][0]["reason"] == "Meeting 'ac' was cancelled."
    assert [wish["id"] for wish in data["problem"]["wishes"]] == ["ab", "bc"]


def test_repair_tells_each_change_in_a_line(event: Path, tmp_path: Path) -> None:
    events, published = tmp_path / "events.json", tmp_path / "published.json"
    events.write_text(codec.write_events(codec.Day((NoShow("cem"),))), "utf-8")
    published.write_text(codec.write_solution(HELD), "utf-8")

    told = kontor(event, "--repair", events, "--published", published)

    assert told.returncode == 0
    assert told.stdout.splitlines()[:3] == [
        "repair     1 meetings kept, 0 changed, 2 dropped, 0 added",
        "dropped    ac in s1. 'cem' is not there in slot 's1'.",
        "dropped    bc in s2. 'cem' is not there in slot 's2'.",
    ]


def test_repair_makes_the_schedule_first_where_none_is_given(event: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.json"
    events.write_text(codec.write_events(codec.Day((NoShow("cem"),))), "utf-8")

    told = kontor(event, "--repair", events, "--json")

    assert (told.returncode, json.loads(told.stdout)["kept"]) == (0, ["ab"])


def test_repair_refuses_events_about_nobody(event: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.json"
    events.write_text(codec.write_events(codec.Day((NoShow("zoe"),))), "utf-8")

    told = kontor(event, "--repair", events)

    assert (told.returncode, told.stdout) == (2, "")
    assert "names the person 'zoe', which is not there" in told.stderr


def test_schedule_tells_its_state_on_a_terminal_and_stops_with_the_best(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    crowded = large(seed=2, people=100, wishes=1_500, slots=24, without={"required", "difference", "places"})
    path.write_text(codec.write_problem(crowded), "utf-8")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "kontor", "schedule", str(path), "--limit", "150", "--json"]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=end, text=True
    ) as process:
        os.close(end)
        line = b""
        while b"cost " not in line:
            line += os.read(terminal, 100)

        process.send_signal(signal.SIGINT)

        out, _ = process.communicate(timeout=100)
    os.close(terminal)
    data = json.loads(out)
    assert (process.returncode, data["status"], data["check"]["valid"]) == (0, "feasible", True)


def test_schedule_starts_without_django_and_judges_without_solvers(event: Path, tmp_path: Path) -> None:
    solution = tmp_path / "solution.json"
    solution.write_text(codec.write_solution(HELD), "utf-8")
    program = (
        "import sys; from kontor.__main__ import main; "
        f"code = main(['schedule', {str(event)!r}, '--check', {str(solution)!r}]); "
        "print(code, sorted({'django', 'ortools', 'numba'} & set(sys.modules)))"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines()[-1] == "0 []"


@pytest.mark.skipif(
    not PUBLISHED.exists(), reason="The published instances are not beside this checkout (../shared)."
)
@pytest.mark.parametrize(
    ("instance", "code", "status", "breaks"),
    [
        ("tic-12.original.dzn", 0, "optimal", 0),
        ("tic-12.fixed020-Forb.dzn", 0, "optimal", 1),
        ("tic-12.forb0003.dzn", 1, "infeasible", None),
    ],
)
def test_schedule_answers_a_published_event(
    instance: str, code: int, status: str, breaks: int | None
) -> None:
    told = kontor(PUBLISHED / instance, "--json", "--limit", 120)

    data = json.loads(told.stdout)
    assert (told.returncode, data["status"]) == (code, status)
    assert (data["objective"] and data["objective"]["breaks"]) == breaks
    assert (data["solution"] is None) == (data["reason"] != "")
