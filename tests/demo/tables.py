"""The demo files and the facts they come from, as lists of rows."""

import csv
from functools import cache
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "demo"
FACTS = Path(__file__).parents[3] / "shared" / "data"
DOCUMENTS = {
    "003_e5b4c64b545c7525.txt": "smart-guide-2019",
    "004_45eeec5d57136dc0.txt": "colombia-paper-2017",
}

type Row = dict[str, str]


@cache
def demo(name: str) -> tuple[Row, ...]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def facts(name: str) -> tuple[Row, ...]:
    if not FACTS.is_dir():
        pytest.skip("the transcribed facts (../shared/data) are not on this machine")
    with (FACTS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in demo(name)]


def listed(text: str) -> list[str]:
    return text.split("; ") if text else []


def source_ids(row: Row) -> list[str]:
    return [reference.partition("#")[0] for reference in listed(row["source"])]


def own_source(text: str) -> str:
    """A source of the facts in the ids of `demo/sources.csv`."""
    for document, source in DOCUMENTS.items():
        text = text.replace(document, source)
    return text


@cache
def codes(taxonomy: str) -> frozenset[str]:
    return frozenset(row["code"] for row in demo("taxonomies") if row["taxonomy"] == taxonomy)


@cache
def code_by_name(taxonomy: str) -> Row:
    """Label or alias, lower-cased -> code."""
    rows = [row for row in demo("taxonomies") if row["taxonomy"] == taxonomy]
    return {name.casefold(): row["code"] for row in rows for name in [row["label"], *listed(row["aliases"])]}


def resolved(taxonomy: str, text: str) -> list[str]:
    """Printed labels, separated by '; ', as codes."""
    # The only printed value that holds the separator itself.
    text = text.replace("AEI (Minetur; printed AIE)", "AEI (Minetur, printed AIE)")
    return [code_by_name(taxonomy)[name.casefold()] for name in listed(text)]


# The facts know seven types of organisation; the demo refines two of them by what the name says.
CLASSES_OF_TYPE = {
    "cluster": {"cluster-organisation"},
    "research-centre": {"rto"},
    "university": {"university"},
    "government": {"public-authority"},
    "chamber": {"chamber"},
    "company": {"intermediary"},
    "other": {"association", "intermediary", "public-authority", "other"},
}
