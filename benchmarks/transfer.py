"""How fast a dry run says what 17,000 organisations with 15 columns would do: read, clean, look up, check, compare, plan.

The peer in the same run is what import packages of the framework do: a ModelForm for each row of the same file, read by
the same reader (its foreign keys and choices are given as codes, its rows are not compared with stored ones).

    python -m benchmarks.transfer [number of organisations]
"""

import csv
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

SIZE = 17_000
STORED = 0.5
COLUMNS = [
    "id",
    "name",
    "short_name",
    "kind",
    "country",
    "region",
    "region_text",
    "website",
    "sectors",
    "technology_fields",
    "sme_members",
    "founded",
    "languages",
    "excellence_label",
    "note",
]
SYLLABLES = [
    "an",
    "bal",
    "ber",
    "cor",
    "dan",
    "del",
    "fer",
    "gal",
    "hel",
    "kar",
    "lan",
    "mar",
    "nor",
    "pan",
    "sal",
    "ter",
    "val",
    "vin",
]


def main(size: int = SIZE) -> None:
    """Print one line per method: seconds, rows a second, planned."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        table = list(organisations(size, random.Random(20261121)))
        store(table[: int(size * STORED)])
        files = {"CSV": ("many.csv", as_csv(table)), "XLSX": ("many.xlsx", as_workbook(table))}
        print(
            f"{size:,} organisations, {len(COLUMNS)} columns, {int(size * STORED):,} of them stored already"
        )
        print(f"{'method':<34}{'s':>8}{'rows/s':>12}  planned")
        speeds = {}
        for form, (name, content) in files.items():
            speeds[form] = timed(
                f"kontor dry run, {form}", size, lambda name=name, content=content: ours(name, content)
            )
        peer = timed("peer: a ModelForm for each row", size, lambda: theirs(table))
        print(
            f"\n{speeds['CSV'] / peer:.1f} times the peer's speed (CSV), {speeds['XLSX'] / peer:.1f} times (XLSX)"
        )


def prepare(folder: str) -> None:
    """A database of its own with the reference data."""
    os.environ.update(
        KONTOR_MODE="test", KONTOR_DATA=folder, DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.hub.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from kontor.hub.foundation.actor import system
    from kontor.hub.front.demo import FOLDER
    from kontor.hub.transfer import actions
    from kontor.hub.transfer.kit import IMPORTERS

    files = (
        ("sources", "sources"),
        ("countries", "countries"),
        ("regions", "regions"),
        ("terms", "taxonomies"),
    )
    for kind, name in files:
        if kind in IMPORTERS:
            actions.load(actor=system("bench"), kind=kind, path=FOLDER / f"{name}.csv")


def organisations(size: int, chance: random.Random) -> Iterator[dict[str, str]]:
    """Made-up organisations: a third without website, three terms of each list at most."""
    from kontor.hub.directory.models import Term
    from kontor.hub.foundation.models import Region

    regions = list(Region.objects.filter(level=2).values_list("code", "country_id", "name"))
    terms: dict[str, list[str]] = {}
    for taxonomy, code in Term.objects.values_list("taxonomy", "code"):
        terms.setdefault(taxonomy, []).append(code)
    for number in range(size):
        region, country, place = chance.choice(regions)
        brand = "".join(chance.choices(SYLLABLES, k=4)).capitalize()
        some = lambda taxonomy: "; ".join(chance.sample(terms[taxonomy], chance.randint(0, 3)))  # noqa: E731
        yield {
            "id": f"{brand.lower()}-{number}",
            "name": f"{brand} Cluster {place}",
            "short_name": brand,
            "kind": chance.choice(("cluster-organisation", "sme", "rto")),
            "country": country,
            "region": region,
            "region_text": place,
            "website": f"https://www.{brand.lower()}{number}.example" if chance.random() < 0.7 else "",
            "sectors": some("sectoral-industry"),
            "technology_fields": some("technology-field"),
            "sme_members": str(chance.randint(5, 900)),
            "founded": str(chance.randint(1985, 2020)),
            "languages": "en",
            "excellence_label": chance.choice(("", "", "gold", "silver", "bronze")),
            "note": "",
        }


def store(table: list[dict[str, str]]) -> None:
    """Some of the rows are there already, under another name."""
    from kontor.hub.directory.models import Organisation

    Organisation.objects.bulk_create(
        [
            Organisation(
                key=row["id"], name=f"{row['name']} (old)", kind=row["kind"], country_id=row["country"]
            )
            for row in table
        ],
        batch_size=1000,
    )


def as_csv(table: list[dict[str, str]]) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    return file.getvalue().encode()


def as_workbook(table: list[dict[str, str]]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Organisations")
        for number, row in enumerate([dict(zip(COLUMNS, COLUMNS, strict=True)), *table]):
            sheet.write_row(number, 0, [int(cell) if cell.isdigit() else cell for cell in row.values()])
    return file.getvalue()


def ours(name: str, content: bytes) -> str:
    from kontor.hub.foundation.actor import system
    from kontor.hub.transfer.kit import IMPORTERS
    from kontor.hub.transfer.kit.planning import make_plan

    importer = IMPORTERS["organisations"]()
    # Looking for doubles has a benchmark of its own (benchmarks/crosscheck.py).
    importer.possible_doubles = lambda rows: {}  # type: ignore[method-assign]
    plan = make_plan(
        importer, system("bench"), io.BytesIO(content), name, size=len(content), limit=100 * 2**20
    )
    assert not plan.problems, [str(problem) for problem in plan.problems][:5]
    return ", ".join(f"{verb} {count:,}" for verb, count in plan.counts.items() if count)


def theirs(table: list[dict[str, str]]) -> str:
    from django.forms import modelform_factory

    from kontor.hub.directory.models import Organisation

    fields = ["key", "name", "short_name", "kind", "country", "region", "website", "founded"]
    form_class: Any = modelform_factory(Organisation, fields=fields)
    valid = sum(form_class({**row, "key": f"new-{row['id']}"}).is_valid() for row in table)
    return f"valid {valid:,}"


def timed(method: str, size: int, work: Callable[[], str]) -> float:
    """Run once and print; returns rows a second."""
    begun = time.perf_counter()
    planned = work()
    seconds = time.perf_counter() - begun
    print(f"{method:<34}{seconds:>8.2f}{size / seconds:>12,.0f}  {planned}")
    return size / seconds


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
