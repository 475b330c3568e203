"""Reports to write. Partnerships, figures and sources here are invented; the shapes are those of a real overview."""

from collections.abc import Iterator
from datetime import date

from kontor.documents.blocks import (
    Block,
    Bullets,
    Cite,
    Figure,
    Finding,
    Heading,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Report,
    Source,
    Strong,
    Value,
)
from tests.factories.report_sections import drawing_blocks, presentation_blocks, table_blocks

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
        blocks=(
            *_opening(),
            *(drawing_blocks() if drawings else ()),
            *table_blocks(),
            *presentation_blocks(presentations),
        ),
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
