"""NATUREEF's files as a dossier: a thin reader that renames columns and decides nothing."""

from itertools import groupby

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import (
    CASES,
    DETAIL,
    EXPECTED,
    HELD,
    OVERVIEW,
    SIGNATURE,
    START,
    Dated,
    Entry,
    Party,
    Project,
    Register,
)
from kontor.engine.crosscheck.rules.categories import Vocabulary
from kontor.engine.crosscheck.rules.figures import Figure
from kontor.engine.crosscheck.rules.listings import Item, Listing
from kontor.engine.crosscheck.rules.sums import Total, grid
from tests.engine.crosscheck.reference import listed, table

ROLES = {"signed": SIGNATURE, "agreement-to-be-signed": EXPECTED, "project": START, "closed": HELD}
COLUMNS = {
    "prep_total": "nat-prep-total",
    "c2c_events": "nat-c2c-events-total",
    "c2c_meetings": "nat-c2c-meetings-total",
    "b2b_events": "nat-b2b-events-total",
    "b2b_meetings": "nat-b2b-meetings-total",
}
SIGNED = Filter("signed", "is", "yes")
LATIN_AMERICA = ("PE", "CO", "MX", "BR", "CL")


def dossier() -> Dossier:
    partners = tuple(Party(row["name"], row["id"], row["country"]) for row in table("natureef/partners"))
    return Dossier(
        project=Project("natureef", "NATUREEF", partners),
        registers=tuple(_registers()),
        figures=_figures(),
        totals=(*_columns(), *_kinds()),
        vocabularies=_vocabularies(),
        listings=(*_footnotes(), *_stakeholders()),
    )


def _registers() -> list[Register]:
    found = []
    for side in ("cluster", "sme"):
        overview, detail = table(f"natureef/{side}_cases"), table(f"natureef/{side}_case_details")
        found.append(Register(f"{side} cases, overview", CASES, tuple(map(_overview, overview)), OVERVIEW))
        found.append(Register(f"{side} cases, details", CASES, tuple(map(_detail, detail)), DETAIL))
    return found


def _overview(row: dict[str, str]) -> Entry:
    parts = (part for text in listed(row["objective_as_printed"]) for part in text.split(", "))
    return Entry(
        row["id"],
        record=row["id"],
        kind=_spoken(row["type"]),
        parties=_party(row, row["country"]),
        countries=(row["country"],),
        purposes=listed(row["objective_category"]),
        sector=row["sector"],
        categories=(("type", _spoken(row["type"])), *(("objective", part) for part in parts)),
    )


def _detail(row: dict[str, str]) -> Entry:
    role = ROLES.get(row["status"])
    dated = Dated(row["start_date"], row["end_date"], role, row["date_text"]) if role else None
    own = (Party(row["eu_sme"], row["eu_sme_id"], row["eu_sme_country"]),) if row.get("eu_sme") else ()
    return Entry(
        row["id"],
        record=row["case_id"],
        parties=(*_party(row, row["partner_country"]), *own),
        partners=listed(row.get("eu_cluster_id", "")),
        status=_spoken(row["status"]),
        dates=(dated,) if dated and row["start_date"] else (),
        countries=(row["partner_country"],),
        sector=row["sector"],
    )


def _party(row: dict[str, str], country: str) -> tuple[Party, ...]:
    return (Party(row["partner"], country=country),) if row["partner"] else ()


def _spoken(slug: str) -> str:
    return slug.replace("-", " ")


def _columns() -> list[Total]:
    stated = {
        row["id"]: int(row["value"]) for row in table("natureef/published_figures") if row["value"].isdigit()
    }
    rows = [
        (row["id"], [_number(row[name]) for name in COLUMNS]) for row in table("natureef/activity_by_country")
    ]
    return grid("Event table", list(COLUMNS), rows, [stated[name] for name in COLUMNS.values()])  # fmt: skip


def _kinds() -> list[Total]:
    """The preparatory events of each country by kind."""
    return [
        Total(
            row["id"],
            f"preparatory events in {row['country']}",
            Claim(row["id"], int(row["prep_total"])),
            tuple(
                Claim(f"{row['id']}:{name}", int(text))
                for name, text in row.items()
                if name.startswith("prep_") and name != "prep_total" and text
            ),
            "Event table",
        )
        for row in table("natureef/activity_by_country")
        if row["prep_total"]
    ]


def _number(text: str) -> int | None:
    return int(text) if text else None


def _vocabularies() -> tuple[Vocabulary, ...]:
    rows = table("natureef/vocabulary")
    lists = {"type": "type-category", "objective": "objective-category"}
    return tuple(
        Vocabulary(name, tuple((_spoken(row["key"]), row["label"]) for row in rows if row["list"] == which))
        for name, which in lists.items()
    )


def _footnotes() -> list[Listing]:
    rows = table("natureef/event_footnotes")
    return [
        Listing(
            f"footnote {number}",
            f"footnote {number}",
            tuple(Item(row["id"], Party(row["item"])) for row in group),
            Claim(f"nat-fn{number}-items", int(group[0]["number_in_table"])),
            of_others="meeting" in group[0]["category"],
        )
        for number, group in _grouped(rows, "footnote")
    ]


def _stakeholders() -> list[Listing]:
    rows = [row | {"list": f"{row['mission']}, {row['side']}"} for row in table("natureef/stakeholders")]
    return [
        Listing(
            name, name, tuple(Item(row["id"], Party(row["name"], country=row["country"])) for row in group)
        )
        for name, group in _grouped(rows, "list")
    ]


def _grouped(rows: list[dict[str, str]], field: str) -> list[tuple[str, list[dict[str, str]]]]:
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row[field])]


def _place(part: str, *sides: str) -> Filter:
    return Filter("place", "in", tuple(f"{side} cases, {part}" for side in sides))


def _questions() -> dict[str, Question]:
    of_all = (_place("details", "cluster", "sme"), SIGNED)
    of_smes = (_place("details", "sme"), SIGNED)
    return {
        "nat-partners": Question("partners"),
        "nat-cluster-cases-total": Question("cases", filters=(_place("overview", "cluster"),)),
        "nat-sme-cases-total": Question("cases", filters=(_place("overview", "sme"),)),
        "nat-agreements-signed": Question("cases", filters=of_all),
        "nat-latam-agreements": Question("cases", filters=(*of_all, Filter("countries", "in", LATIN_AMERICA))),
        "nat-pe-co-agro-sme": Question("cases", filters=(*of_smes, Filter("countries", "in", ("PE", "CO")))),
        "nat-cn-bio-sme": Question("cases", filters=(*of_smes, Filter("countries", "is", "CN"))),
        "nat-ph-water-sme": Question("cases", filters=(*of_smes, Filter("countries", "is", "PH"))),
        "nat-cittc-mous": Question(
            "cases", filters=(*of_all, Filter("counterparts", "is", "China International Technology Transfer Center"))
        ),
    }  # fmt: skip


def _figures() -> tuple[Figure, ...]:
    published = {row["id"]: row for row in table("natureef/published_figures")}
    qualifiers = {"about": "approximately", "up-to": "at-most"}
    return tuple(
        Figure(
            Claim.from_text(key, published[key]["value"], qualifier=qualifiers.get(said, said)),
            published[key]["figure"],
            published[key]["where"],
            question=question,
        )
        for key, question in _questions().items()
        for said in (published[key]["qualifier"],)
    )
