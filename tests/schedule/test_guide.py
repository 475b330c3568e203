"""The guide and the notebooks tell the truth: their examples are read, their cells are run."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kontor.engine.scheduling import Aims, codec
from kontor.engine.scheduling.repair.events import WORDS, after

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLES = re.findall(r"```json\n(.*?)```", (DOCS / "guide/scheduling.md").read_text("utf-8"), re.DOTALL)


def test_guide_shows_an_event_that_can_be_read() -> None:
    problem = codec.read_problem(EXAMPLES[0])

    assert codec.read_problem(codec.write_problem(problem)) == problem
    assert len(problem.wishes) == 4


def test_guide_shows_a_day_with_every_kind_of_event_that_befalls_the_event() -> None:
    problem, day = codec.read_problem(EXAMPLES[0]), codec.read_events(EXAMPLES[1])

    changed, past = after(problem, day.events)

    assert {type(event) for event in day.events} == set(WORDS.values())
    assert (past, changed.participants[-1].id) == (1, "dora")
    assert day.confirmed == {"acme-ben"}


def test_guide_lists_every_price_with_its_default() -> None:
    text = (DOCS / "guide/scheduling.md").read_text("utf-8")

    listed = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\d,]+|none) \|$", text, re.MULTILINE))

    assert listed == {
        name: "none" if price is None else f"{price:,}"
        for name, price in ((name, getattr(Aims(), name)) for name in Aims.__dataclass_fields__)
    }


@pytest.mark.parametrize(
    ("name", "last"), [("schedule-an-event", '"start": 840'), ("repair-a-day", "valid - breaks")]
)
def test_notebook_runs_from_top_to_bottom(name: str, last: str) -> None:
    notebook = json.loads((DOCS / "notebooks" / f"{name}.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    said = []

    for number, cell in enumerate(cells, start=1):
        out = StringIO()
        with redirect_stdout(out):
            exec(compile(cell, f"{name}, cell {number}", "exec"), names)
        said.append(out.getvalue())

    assert last in said[-1]
