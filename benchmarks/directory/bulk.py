"""Work on everything at once: import, search for duplicates, measures of the network, the report on paper."""

import io
import random
from datetime import date
from pathlib import Path

from benchmarks.crosscheck import synthetic
from benchmarks.directory.making import SEED
from benchmarks.directory.table import Figure, clocked

COLUMNS = (
    "id", "name", "short_name", "kind", "country", "region", "region_text", "website", "sectors",
    "emerging_industries", "technology_fields", "excellence_label", "sme_members", "founded", "languages",
)  # fmt: skip


def imported(size: int) -> list[Figure]:
    """A workbook of organisations, through plan and execution."""
    from django.conf import settings

    from kontor.hub.foundation.actor import system
    from kontor.hub.transfer import actions
    from kontor.hub.transfer.kit import IMPORTERS
    from kontor.hub.transfer.kit.planning import make_plan

    path = Path(settings.DATA) / "organisations.xlsx"
    path.write_bytes(workbook(list(rows(size))))
    with path.open("rb") as file, clocked() as planning:
        plan = make_plan(
            IMPORTERS["organisations"](), system("benchmark"), file, path.name,
            size=path.stat().st_size, limit=settings.UPLOAD_LIMIT,
        )  # fmt: skip
    if plan.problems:
        raise SystemExit(f"the workbook of the benchmark has errors: {list(plan.problems)[:3]}")
    with clocked() as whole:
        actions.load(actor=system("benchmark"), kind="organisations", path=path)
    speed = size / planning.cpu
    executing = size / (whole.cpu - planning.cpu)
    return [
        Figure(f"import of {size:,} from XLSX: dry run", speed, "rows/s CPU", "8,000 rows/s", speed >= 8000),
        Figure("the same: execution with audit, search and teams", executing, "rows/s CPU"),
    ]


def rows(size: int):
    """Made-up organisations with two to four terms."""
    from kontor.hub.directory.models import Term
    from kontor.hub.foundation.models import Region

    chance = random.Random(SEED)
    terms: dict[str, list[str]] = {}
    for taxonomy, code in Term.objects.values_list("taxonomy", "code"):
        terms.setdefault(taxonomy, []).append(code)
    regions: dict[str, list[tuple[str, str]]] = {}
    for code, country, name in Region.objects.filter(level=2).values_list("code", "country_id", "name"):
        regions.setdefault(country, []).append((code, name))
    countries = sorted(regions)
    for place, one in enumerate(synthetic(size, chance)[0]):
        country = one.country if one.country in regions else chance.choice(countries)
        region, region_name = chance.choice(regions[country])
        yield {
            "id": f"bench-{place}",
            "name": one.name,
            "short_name": one.short_name,
            "kind": chance.choice(
                ("cluster-organisation", "cluster-organisation", "sme", "rto", "association")
            ),
            "country": country,
            "region": region,
            "region_text": region_name,
            "website": f"https://www.{one.website}" if one.website else "",
            "sectors": "; ".join(chance.sample(terms["sectoral-industry"], chance.randint(1, 2))),
            "emerging_industries": chance.choice(terms["emerging-industry"]),
            "technology_fields": chance.choice(["", *terms["technology-field"]]),
            "excellence_label": chance.choice(("", "", "", "gold", "silver", "bronze")),
            "sme_members": chance.randint(5, 900),
            "founded": chance.randint(1985, 2020),
            "languages": "en",
        }


def workbook(table: list[dict[str, object]]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Organisations")
        sheet.write_row(0, 0, COLUMNS)
        for place, row in enumerate(table, 1):
            sheet.write_row(place, 0, [row[column] for column in COLUMNS])
    return file.getvalue()


def all_at_once() -> list[Figure]:
    return [duplicates(), network()]


def duplicates() -> Figure:
    from kontor.hub.directory.queries.duplicates import organisation_records, search_all

    size = len(organisation_records())
    with clocked() as clock:
        found = search_all()
    name = f"duplicates among {size:,} organisations ({len(found):,} pairs)"
    return Figure(name, clock.cpu, "s CPU", "20 s", clock.cpu <= 20)


def network() -> Figure:
    from kontor.hub.foundation.actor import VISITOR
    from kontor.hub.partnerships.queries.network import Choice, measure, members_of, projected

    with clocked() as clock:
        measure(VISITOR, Choice())
    graph = projected(members_of(VISITOR, Choice())).graph
    name = f"network measures, {len(graph.nodes):,} organisations, {len(graph.edges):,} ties"
    return Figure(name, clock.cpu, "s CPU")


def overview_on_paper() -> Figure:
    """The programme overview of the demo's partnerships as PDF, with its figures kept."""
    from kontor.documents import write
    from kontor.hub.foundation.actor import VISITOR
    from kontor.hub.reports.queries import draw

    day = date(2026, 11, 21)
    asked = {"as_of": day, "today": day, "language": "en"}
    draw(VISITOR, "programme-overview", **asked)
    with clocked() as clock:
        write(draw(VISITOR, "programme-overview", **asked), "pdf")
    return Figure("programme overview of the demo as PDF", clock.cpu, "s CPU", "3 s", clock.cpu <= 3)
