"""The files of reference data beside this repository, read as rows."""

import csv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
DATA = REPOSITORY.parent / "shared" / "data"

type Table = list[dict[str, str]]


def table(name: str) -> Table:
    """The rows of one reference file, or a skip that says which file is absent."""
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"the reference data are not beside this repository: ../shared/data/{name}.csv is absent")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def listed(text: str) -> tuple[str, ...]:
    """The values of one cell."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
