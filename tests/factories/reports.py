"""Reports to write. Partnerships, figures and sources here are invented; the shapes are those of a real overview."""

from collections.abc import Iterator
from datetime import date

from kontor.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Cite,
    Column,
    Edge,
    Facts,
    Figure,
    Finding,
    Heading,
    KeyFigures,
    Link,
    Map,
    MapValue,
    Network,
    Node,
    Note,
    Paragraph,
    Report,
    Series,
    Source,
    Strong,
    Table,
    Value,
)

AS_OF = date(2026, 11, 21)

FIGURES = (
    Figure(
        "partnerships.g1",
        "Partnerships of the first generation",
        25,
        "Distinct partnerships of the call of 2016, whatever their status",
        25,
        "partnerships",
        "/partnerships/?generation=1",
    ),
    Figure(
        "partnerships.g2",
        "Partnerships of the second generation",
        23,
        "Distinct partnerships of the call of 2018, both strands",
        23,
        "partnerships",
        "/partnerships/?generation=2",
    ),
    Figure(
        "organisations",
        "Partner organisations",
        1297,
        "Distinct organisations with at least one participation; aliases merged",
        1340,
        "organisations",
        "/directory/",
    ),
    Figure(
        "targets.countries",
        "Target countries",
        46,
        "Distinct third countries named as target market on the as-of date",
        148,
        "countries",
        "/countries/",
        ">=",
        "Six partnerships have not published their targets.",
    ),
    Figure(
        "targets.mean",
        "Targets per partnership",
        3.4567,
        "Mean over the partnerships whose targets are known",
        43,
        "countries",
        "/countries/",
    ),
    Figure(
        "share.strand1",
        "Share funded under strand 1",
        37.5,
        "Strand 1 partnerships over all partnerships of the generation",
        48,
        "%",
        "/partnerships/?strand=1",
    ),
    Figure(
        "grants", "Grants awarded", 6_250_000, "Sum of the grants printed in the award notices", 31, "EUR"
    ),
    Figure(
        "jobs",
        "Jobs created",
        None,
        "Sum of the direct impact of signed cases",
        0,
        "jobs",
        note="No partnership has reported this yet.",
    ),
)

SOURCES = (
    Source(
        "guide",
        "Guide to European cluster partnerships",
        "Annex 1",
        "https://example.org/guide.pdf",
        date(2021, 3, 1),
    ),
    Source("progress", "Progress report on going international", "Table 4, page 31", "", date(2019, 10, 15)),
    Source("calls", "Award notices of both calls", "", "https://example.org/calls", None),
)

FINDINGS = (
    Finding(
        "The first generation counts 25 partnerships.",
        25,
        25,
        "agrees",
        "agrees",
        "Distinct partnerships of the call of 2016",
        "Guide, section 2",
        25,
        "/findings/1/",
    ),
    Finding(
        "Partners come from 35 countries.",
        35,
        33,
        "differs",
        "differs by 2",
        "Distinct countries of the participating organisations on the as-of date",
        "Guide, section 2",
        293,
        "/findings/2/",
    ),
    Finding(
        "The overview lists the memorandum with the Andean cluster as signed, the detail page as still to be signed.",
        "signed",
        "to be signed",
        "contradicts",
        "contradicts another claim",
        "Stage of the cooperation case in both tables",
        "Progress report, Table 4",
        1,
        "/findings/3/",
    ),
    Finding(
        "The partnerships reach 150,000 small firms.",
        150_000,
        None,
        "not-recomputable",
        "cannot be recomputed",
        "Sum of members by kind; nine organisations publish no number",
        "Guide, foreword",
        0,
    ),
)

NAMES = (
    ("NORTHTIDE", "Maritime technology across three seas", "Blue growth"),
    ("ALPENHOLZ", "Timber construction from forest to façade", "Construction"),
    ("MEDAGRO PLUS", "Water-saving food production", "Agri-food"),
    ("PHOTON BRIDGE", "Photonics for diagnostics and quality control", "Digital"),
    ("ĽUBĽANA–ÁRBOL", "Circular packaging with bio-based fibres", "Renewables"),
    ("SKYWAYS 4i", "Suppliers of light aircraft and drones", "Aerospace and defence"),
)
COUNTRIES = (
    "Chile",
    "Colombia",
    "Japan",
    "Canada",
    "Singapore",
    "Mexico",
    "South Africa",
    "Viet Nam",
    "Peru",
    "India",
)


def sample_report(presentations: int = 6, *, drawings: bool = True, language: str = "en") -> Report:
    """A programme overview as rich as a report gets: every kind of block, figure, finding and source."""
    return Report(
        kind="programme-overview",
        title="European cluster partnerships that go international",
        subtitle="Who works with whom, for which markets, and what has come of it",
        subject="Programme overview",
        as_of=AS_OF,
        actor="the public",
        language=language,
        blocks=(*_opening(), *(_drawings() if drawings else ()), *_tables(), *_presentations(presentations)),
        figures=FIGURES,
        findings=FINDINGS,
        not_known=(
            "Targets of six partnerships of the second generation: none of the sources names them.",
            "Whether the memorandum with the Andean cluster has been signed: two tables of one report disagree.",
            "Members of nine cluster organisations, which publish no number.",
        ),
        sources=SOURCES,
    )


def small_report(
    *blocks: Block, figures: tuple[Figure, ...] = FIGURES, sources: tuple[Source, ...] = SOURCES
) -> Report:
    """A report that holds just these blocks."""
    return Report(
        kind="small",
        title="A small report",
        subject="Test",
        as_of=AS_OF,
        actor="the public",
        language="en",
        blocks=blocks,
        figures=figures,
        sources=sources,
    )


def _opening() -> Iterator[Block]:
    yield Heading("The programme at a glance", 1, "glance")
    yield Paragraph(
        (
            "Two calls have brought together ",
            Value("organisations"),
            " organisations in partnerships that help small firms sell, buy and invent outside Europe.",
        ),
        lead=True,
    )
    yield KeyFigures(("partnerships.g1", "partnerships.g2", "organisations", "targets.countries"))
    yield Paragraph(
        (
            "The first generation counts ",
            Value("partnerships.g1"),
            " partnerships and the second ",
            Value("partnerships.g2"),
            "; ",
            Value("share.strand1"),
            " of them belong to strand 1",
            Cite("guide"),
            ". Together they address ",
            Value("targets.countries"),
            " countries, on average ",
            Value("targets.mean"),
            " each. Grants come to ",
            Value("grants"),
            Cite("calls"),
            "; on jobs there is ",
            Value("jobs"),
            ". The first generation (",
            Value("partnerships.g1"),
            ") is described in ",
            Link("the guide", "https://example.org/guide.pdf"),
            ".",
        )
    )
    yield Note(
        (
            "Generations answered ",
            Strong("different questions"),
            ": read their numbers side by side, not as a trend.",
        ),
        "warning",
    )
    yield Heading("What changed between the generations", 2)
    yield Bullets(
        (
            "More partnerships name markets in South-East Asia.",
            ("The mean number of targets is ", Value("targets.mean"), ", one less than before."),
            "Fewer coordinators come from universities.",
        )
    )
    yield Bullets(("Agree on a market.", "Find the counterpart.", "Meet, sign, and report."), ordered=True)
    yield Note("Records of the voluntary partnerships end with their last newsletter.", "missing")
    yield Note("Organisations are counted once, under their present name.", "info", "How we count")


def _drawings() -> Iterator[Block]:
    yield Heading("Markets and networks", 1, "markets", new_page=True)
    yield Paragraph("Where the partnerships go, and who goes there together.")
    yield Chart(
        "targets-by-country",
        "Target countries by number of partnerships",
        "Bar chart: Chile leads with 12 partnerships, followed by Colombia with 11 and Japan with 10.",
        "bars",
        COUNTRIES,
        (Series("Partnerships", (12, 11, 10, 9, 8, 7, 6, 5, 4, 3)),),
        "partnerships",
        "Country",
        ("Partnerships without published targets are left out", Cite("guide"), "."),
    )
    yield Map(
        "clusters-map",
        "Partner organisations by country",
        "Map of Europe: Spain, Germany and France have the most partner organisations.",
        tuple(
            MapValue(code, name, count)
            for code, name, count in (
                ("ES", "Spain", 48),
                ("DE", "Germany", 41),
                ("FR", "France", 39),
                ("IT", "Italy", 33),
                ("PL", "Poland", 15),
                ("PT", "Portugal", 13),
                ("SE", "Sweden", 9),
            )
        ),
        "organisations",
        "europe",
    )
    yield Network(
        "who-with-whom",
        "Partnerships that share a partner",
        "Network of six partnerships; NORTHTIDE is connected with four others.",
        tuple(
            Node(name, name, x, y, size, group)
            for (name, _, _), (x, y, size, group) in zip(
                NAMES,
                (
                    (0.5, 0.5, 0.8, 0),
                    (0.15, 0.2, 0.4, 1),
                    (0.85, 0.25, 0.5, 1),
                    (0.2, 0.8, 0.3, 0),
                    (0.8, 0.85, 0.4, 2),
                    (0.5, 0.08, 0.3, 2),
                ),
                strict=True,
            )
        ),
        tuple(Edge(NAMES[0][0], NAMES[other][0], 0.2 * other, other) for other in range(1, 5)),
        ("Generation 1", "Generation 2", "Voluntary"),
        "shared partners",
    )


def _tables() -> Iterator[Block]:
    yield Heading("Partnerships", 1, "partnerships", new_page=True)
    yield Table(
        "by-strand",
        "Partnerships by generation and strand",
        (
            Column("generation", "Generation", "text", 1.4),
            Column("since", "Since", "year"),
            Column("strand1", "Strand 1", "number"),
            Column("strand2", "Strand 2", "number"),
            Column("voluntary", "Voluntary", "number", help="Partnerships without a grant"),
            Column("share", "Share of strand 1", "percent"),
            Column("closed", "Call closed", "date", 1.2),
        ),
        (
            (
                "First",
                2016,
                Cell(15, "/partnerships/?generation=1&strand=1"),
                None,
                10,
                60.0,
                date(2015, 9, 30),
            ),
            (
                "Second",
                2018,
                Cell(8, note="One joined after the call."),
                Cell(15, note="Two share a coordinator."),
                Cell(0, note="One joined after the call."),
                34.78,
                date(2017, 12, 13),
            ),
        ),
        total=("Both", None, 23, 15, 10, 47.92, None),
        note=("Counted by distinct partnerships", Cite("calls"), "."),
    )
    yield Table(
        "long-list",
        "Cooperation cases by partnership and counterpart",
        (
            Column("case", "Case", "number", 0.5),
            Column("partnership", "Partnership", "text", 1.4),
            Column("counterpart", "Counterpart", "text", 2.2),
            Column("country", "Country", "text", 1.1),
            Column("kind", "Kind", "text", 1.2),
            Column("since", "Signed on", "date", 1),
            Column("turnover", "Turnover expected, EUR", "number", 1.1),
        ),
        tuple(_case(place) for place in range(1, 61)),
    )
    yield Table(
        "none-yet",
        "Vouchers paid",
        (Column("firm", "Firm"), Column("amount", "Amount", "number")),
        (),
        empty="No voucher has been paid yet.",
    )


def _case(place: int) -> tuple[str | int | float | date | None, ...]:
    name = NAMES[place % len(NAMES)][0]
    country = COUNTRIES[place % len(COUNTRIES)]
    kind = ("Memorandum", "Collaboration project", "Representation")[place % 3]
    counterpart = (
        "SME (name confidential)"
        if place % 7 == 0
        else f"Association of {country} for industry and innovation no. {place}"
    )
    signed = None if place % 4 == 0 else date(2019, 1 + place % 12, 1 + place % 28)
    return place, name, counterpart, country, kind, signed, None if place % 5 == 0 else place * 12_500.5


def _presentations(count: int) -> Iterator[Block]:
    if count:
        yield Heading("Partnerships one by one", 1, "presentations", new_page=True)
        yield Paragraph("Each partnership on a page of its own: who it is, where it goes, and with whom.")
    for place in range(count):
        yield from _presentation(place)


def _presentation(place: int) -> Iterator[Block]:
    name, purpose, sector = NAMES[place % len(NAMES)]
    title = name if place < len(NAMES) else f"{name} {place // len(NAMES) + 1}"
    yield Heading(title, 2, f"presentation-{place}", new_page=True)
    yield Paragraph(purpose + ".", lead=True)
    yield Facts(
        (
            ("Kind", "Going international (ESCP-4i)"),
            ("Generation and strand", "Second, strand 1"),
            ("Sector", sector),
            ("Duration", "January 2018 to December 2019"),
            ("Coordinator", (Link("Cluster of the North Sea Coast", "/directory/17/"),)),
            (
                "Small firms involved",
                ("about 480 of the programme's ", Value("organisations"), " organisations"),
            ),
            ("Target markets", "Chile, Colombia, Peru; from 2019 also Mexico"),
        )
    )
    yield Paragraph(
        "The partners combine sensors, materials and service know-how, and open doors to port authorities and yards. "
        "A first mission met nineteen counterparts; four cooperation cases followed and two are signed."
    )
    yield Table(
        f"partners-{place}",
        f"Partners of {title}",
        (
            Column("organisation", "Organisation", "text", 3),
            Column("role", "Role", "text", 1.2),
            Column("country", "Country", "text", 1.2),
            Column("members", "Members", "number", 0.8),
        ),
        tuple(
            (organisation, role, country, members)
            for organisation, role, country, members in (
                ("Cluster of the North Sea Coast", "coordinator", "Germany", 312),
                ("Pôle Mer Atlantique", "partner", "France", 221),
                ("Clúster Marítimo del Cantábrico", "partner", "Spain", 96),
                ("Østersøens Havteknologi", "partner", "Denmark", None),
                ("Συστάδα Ναυτιλίας Πειραιά", "partner", "Greece", 58),
            )
        ),
    )
    yield Heading("What has come of it", 3)
    yield Bullets(
        (
            "A joint stand at two fairs.",
            "Two memoranda with port clusters.",
            "One representation, shared by three partners.",
        )
    )
