"""The sections of the sample report: drawings, tables, and partnerships one by one."""

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
    Heading,
    Link,
    Map,
    MapValue,
    Network,
    Node,
    Paragraph,
    Series,
    Table,
    Value,
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


def drawing_blocks() -> Iterator[Block]:
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


def table_blocks() -> Iterator[Block]:
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


def presentation_blocks(count: int) -> Iterator[Block]:
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
