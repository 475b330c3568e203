"""The registers and targets of the reference project, in the form that rules count."""

import csv
from datetime import date
from pathlib import Path

import pytest

from kontor.engine.indicators import Filter, Row, Rule

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "elca"
PARTNERS = ("amz", "mav", "mech", "pol", "bic")
FILES = {
    "network": "cluster_network",
    "agreements": "agreements",
    "workshops": "workshops",
    "meetings": "meetings",
    "events": "events",
    "matchmaking": "matchmaking",
    "sectors": "other_sectors",
}


def table(name):
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip(
            f"the reference data are not beside this repository: ../shared/data/elca/{name}.csv is absent"
        )
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def register(name):
    return [as_row(row) for row in table(FILES[name])]


def as_row(row):
    day = date.fromisoformat(row["start_date"]) if row["start_date"] else None
    return Row(row["id"], day, tuple(row["responsible"].split(";")), row)


def signed(table_no):
    filters = (Filter("table_no", "equal", table_no), Filter("status", "equal", "SIGNED"))
    return Rule("agreements", filters)


RULES = {
    "kpi-01": Rule("network"),
    "kpi-02": signed(3),
    "kpi-03": signed(4),
    "kpi-04": signed(5),
    "kpi-05": signed(6),
    "kpi-06": Rule("workshops"),
    "kpi-07": Rule("meetings"),
    "kpi-08": Rule("events"),
    "kpi-09": Rule("matchmaking"),
    "kpi-10": Rule("sectors", measure="distinct", field="sector"),
}
