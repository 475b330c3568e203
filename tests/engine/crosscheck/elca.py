"""ELCA's files as a dossier: a thin reader that renames columns and decides nothing."""

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.dossier import Dossier
from kontor.engine.crosscheck.questions import Filter, Question
from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CONTACT,
    CONTACTS,
    EVENTS,
    EXPECTED,
    HELD,
    REPORTED,
    SIGNATURE,
    START,
    Dated,
    Entry,
    Party,
    Project,
    Register,
)
from kontor.engine.crosscheck.rules.credit import Target
from kontor.engine.crosscheck.rules.figures import Figure
from kontor.engine.crosscheck.rules.sums import Total
from tests.engine.crosscheck.reference import listed, table

ROLES = {"actual": SIGNATURE, "start": START, "contact": CONTACT, "expected": EXPECTED, "reported": REPORTED}
EVENT_TABLES = {7: "workshops", 8: "meetings", 9: "events", 10: "matchmaking"}
SIGNED = Filter("signed", "is", "yes")
SUPPLEMENTS = ("attendance_smes", "attendance_clusters", "attendance_policy", "attendance_rtos")


def dossier() -> Dossier:
    """M6 is February 2021, so the project began in September 2020; the report speaks of January 2023 as still to come."""
    partners = tuple(
        Party(row["name"] or row["code"], row["id"], row["country"]) for row in table("elca/partners")
    )
    project = Project("elca", "ELCA", partners, whole=("elca",), start="2020-09", as_of="2022-12-31")
    return Dossier(
        project=project,
        registers=(*_agreements(), *_events(), _contacts(), _sectors()),
        figures=_figures(),
        totals=_totals(),
        targets=_targets(),
    )  # fmt: skip


def _agreements() -> list[Register]:
    rows = table("elca/agreements")
    return [
        Register(f"Table {number}", AGREEMENTS, tuple(_agreement(row) for row in rows if row["table_no"] == number))
        for number in ("3", "4", "5", "6")
    ]  # fmt: skip


def _agreement(row: dict[str, str]) -> Entry:
    second = [Party(row["second_party"], country=row["second_party_country"])] if row["second_party"] else []
    return Entry(
        row["id"],
        kind=row["agreement_kind"],
        parties=(Party(row["counterpart"], country=row["country"]), *second),
        partners=listed(row["responsible"]),
        project=row["signed_by_project"],
        status=row["status"],
        dates=_dates(row, ROLES.get(row["date_role"], "")),
    )


def _dates(row: dict[str, str], role: str) -> tuple[Dated, ...]:
    return (Dated(row["start_date"], row["end_date"], role, row["date_text"]),) if role else ()


def _events() -> list[Register]:
    return [
        Register(f"Table {number}", EVENTS, tuple(_event(row) for row in table(f"elca/{name}")))
        for number, name in EVENT_TABLES.items()
    ]


def _event(row: dict[str, str]) -> Entry:
    return Entry(
        row["id"],
        name=row["name"],
        kind=row.get("kind", ""),
        partners=listed(row["responsible"]),
        dates=_dates(row, HELD),
        countries=listed(row["country"]),
        place=row["place"],
        text=row["outcome"],
    )


def _contacts() -> Register:
    rows = table("elca/cluster_network")
    return Register("Table 2", CONTACTS, tuple(_contact(row) for row in rows))


def _contact(row: dict[str, str]) -> Entry:
    return Entry(
        row["id"],
        parties=(Party(row["name"], country=row["country"]),),
        partners=listed(row["responsible"]),
        dates=_dates(row, CONTACT),
    )


def _sectors() -> Register:
    rows = [
        Entry(row["id"], name=row["sector"], partners=listed(row["responsible"]))
        for row in table("elca/other_sectors")
    ]
    return Register("Table 11", "sectors", tuple(rows))  # fmt: skip


def _counted(number: str) -> Question:
    """The question of an indicator: the rows of its table, signed ones where agreements are counted."""
    place = Filter("place", "is", f"Table {number}")
    return Question("rows", filters=(place, SIGNED) if int(number) in range(3, 7) else (place,))


def _targets() -> tuple[Target, ...]:
    return tuple(
        Target(
            row["id"],
            row["title"],
            _counted(row["table_no"]),
            float(row["target"]),
            each=float(row["target_per_partner"]) if row["target_per_partner"] else None,
            place=f"Table {row['table_no']}",
        )
        for row in table("elca/kpis")
    )


def _figures() -> tuple[Figure, ...]:
    published = {row["id"]: row for row in table("elca/published_figures")}
    cooperation = Filter("kind", "is", "cooperation")
    questions = {
        "elca-coop-signed": Question("agreements", filters=(cooperation, SIGNED)),
        "elca-events-total": Question("events"),
        "elca-intl-meetings": Question("events", filters=(Filter("place", "in", ("Table 8", "Table 9")),)),
        "elca-matchmaking": Question("events", filters=(Filter("place", "is", "Table 10"),)),
        "elca-workshops-total": Question("events", filters=(Filter("place", "is", "Table 7"),)),
    }
    targets = [
        _figure(published[f"elca-{kind}-{number:02}"], about=f"target of indicator {number}")
        for number in range(1, 11)
        for kind in ("kpi", "header")
    ]
    bound = [
        _figure(published[name], question=question)
        for name, question in questions.items()
        if name in published
    ]
    return (*targets, *bound)


def _figure(row: dict[str, str], about: str = "", question: Question | None = None) -> Figure:
    qualifier = "" if row["qualifier"] == "target" else row["qualifier"]
    claim = Claim.from_text(row["id"], row["value"], qualifier=qualifier)
    return Figure(claim, row["figure"], row["where"], about, question, rules=("agreements",))


def _totals() -> tuple[Total, ...]:
    """The attendance of a workshop by kind of participant."""
    return tuple(
        Total(row["id"], row["name"], Claim(row["id"], int(row["attendance"])), parts, "Table 7")
        for row in table("elca/workshops")
        if (parts := tuple(Claim(f"{row['id']}:{name}", int(row[name])) for name in SUPPLEMENTS if row[name]))
    )  # fmt: skip
