"""The tables of the reports of `natureef`, `elca` and the programme against the transcribed facts, cell by cell."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from kontor.hub.agreements.choices import CaseState, Objective
from kontor.hub.directory.models import Alias, Organisation
from kontor.hub.foundation.country_names import country_name
from tests.demo.papers import report_of, rows_of
from tests.demo.tables import demo, facts, listed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("records")]
LEVELS = (("cluster", 25), ("sme", 14))
PARTNERS = ("amz", "mav", "pol", "bic", "mech")
# List of the deliverable by number of the indicator -> file of the facts.
LISTS = {
    "1": "cluster_network", "2": "agreements", "3": "agreements", "4": "agreements", "5": "agreements", "6": "workshops",
    "7": "meetings", "8": "events", "9": "matchmaking", "10": "other_sectors",
}  # fmt: skip
HOSTS = {
    "": "", "public-authority": "Public authority", "eu-organisation": "Association or network", "university": "University",
    "research-institute": "Research and technology organisation", "ngo": "Other",
}  # fmt: skip
STATUS = {"SIGNED": "Signed", "TO BE SIGNED": "To be signed", "NOT SIGNED": "Not signed"}
# Where the details of the document name another sector than its overview: a case has one, the overview's.
OTHER_SECTOR_IN_DETAILS = {"cc-mx-04", "cc-ph-02", "cc-ph-03", "cc-ph-05"}


def figures_of(kind, subject):
    return {one.id: one.value for one in report_of(kind, subject).figures}


def number(text):
    return int(text) if text else None


def place(code):
    return country_name(code, "en")


def names_of(printed):
    """What the directory calls those that are known under a printed name."""
    known = Organisation.objects.filter(
        pk__in=Alias.objects.filter(name__iexact=printed).values("organisation")
    )
    called = Organisation.objects.filter(name__iexact=printed) | Organisation.objects.filter(
        short_name__iexact=printed
    )
    return {one.name for one in known | called}


@cache
def register():
    """Key of an organisation in the facts of NATUREEF -> the name under which it is printed there first."""
    return {row["id"]: row["name"] for row in facts("natureef/organisations")}


def slug(label):
    return label.casefold().replace(" ", "-")


# NATUREEF


def test_natureef_held_what_its_table_of_events_says():
    printed = rows_of("key-achievements", "natureef", "events")

    fields = {"preparatory": "prep_total", "c2c": "c2c_events", "c2c_meetings": "c2c_meetings", "b2b": "b2b_events", "b2b_meetings": "b2b_meetings"}  # fmt: skip
    stated = [
        {"country": place(row["country"]), **{name: number(row[field]) for name, field in fields.items()}}
        for row in facts("natureef/activity_by_country")
    ]
    assert sorted(printed, key=lambda row: row["country"]) == sorted(stated, key=lambda row: row["country"])
    assert [sum(row[name] or 0 for row in printed) for name in fields] == [32, 5, 12, 9, 158]
    figures = figures_of("key-achievements", "natureef")
    assert [figures[name] for name in ("events.preparatory", "events.c2c", "meetings.c2c", "events.b2b", "meetings.b2b")] == [32, 5, 12, 9, 158]  # fmt: skip


def test_natureef_names_its_preparatory_events_as_the_footnotes_do():
    printed = rows_of("key-achievements", "natureef", "preparatory")

    assert printed == [
        {
            "country": place(row["country"]),
            "form": row["kind"].capitalize(),
            "with": HOSTS[row["counterpart_kind"]],
            "number": int(row["number"]),
            "named": named_in(row["footnote"]),
        }
        for row in facts("natureef/preparatory_events")
    ]


def named_in(footnote):
    items = [row["item"] for row in facts("natureef/event_footnotes") if row["footnote"] == footnote]
    return f"Named: {'; '.join(items)}." if items else ""


def test_natureef_names_its_b2b_events_as_the_footnotes_do():
    printed = {
        row["country"]: (row["number"], row["meetings"], row["named"])
        for row in rows_of("key-achievements", "natureef", "event-list")
        if row["class"] == "B2B event"
    }

    notes = {
        row["country"]: row["footnote"]
        for row in facts("natureef/event_footnotes")
        if row["category"] == "b2b-event"
    }
    assert printed == {
        place(row["country"]): (int(row["b2b_events"]), number(row["b2b_meetings"]), named_in(notes.get(row["country"])))
        for row in facts("natureef/activity_by_country")
        if row["b2b_events"]
    }  # fmt: skip


@pytest.mark.parametrize(("level", "count"), LEVELS)
def test_natureef_overview_has_type_objective_sector_and_counterpart_of_every_case(level, count):
    printed = rows_of("key-achievements", "natureef", f"{level}-cases")
    stated = facts(f"natureef/{level}_cases")

    assert len(printed) == len(stated) == count
    for place_in_list, (row, fact) in enumerate(zip(printed, stated, strict=True), start=1):
        assert (row["country"], row["number"], row["description"]) == (
            place(fact["country"]),
            place_in_list,
            fact["description"],
        )
        assert (slug(row["type"]), row["sector"]) == (fact["type"], fact["sector"])
        assert sorted(row["objective"].split("; ")) == sorted(
            str(Objective(code).label) for code in fact["objective_category"].split(";")
        )
        assert_counterpart(row["partner"], fact)  # fmt: skip


def assert_counterpart(printed, fact):
    if fact["confidential"] == "yes":
        kind = {"sme": "SME", "incubator": "incubator", "not-stated": "partner whose kind is not stated"}
        assert printed == f"{kind[fact['partner_kind']]}, {place(fact['country'])}"
    else:
        assert printed in names_of(register()[fact["partner_id"]]) or set(printed.split(", ")) <= {
            name for part in fact["partner"].split(", ") for name in names_of(part)
        }


@pytest.mark.parametrize(("level", "count"), LEVELS)
def test_natureef_details_have_steps_and_state_of_every_case(level, count):
    printed = rows_of("key-achievements", "natureef", f"{level}-details")
    stated = facts(f"natureef/{level}_case_details")
    overview = {row["id"]: row for row in facts(f"natureef/{level}_cases")}

    assert len(printed) == len(stated) == count
    states = {"project": "active"}
    for row, fact in zip(printed, stated, strict=True):
        case = overview[fact["case_id"]]
        state = CaseState(states.get(fact["status"], fact["status"])).label
        assert (row["country"], slug(row["state"])) == (place(fact["partner_country"]), slug(str(state)))
        assert (row["done"], row["next"]) == (fact["main_steps"], fact["next_step"])
        assert row["sector"] == fact["sector"]
        assert (fact["sector"] != case["sector"]) == (fact["case_id"] in OTHER_SECTOR_IN_DETAILS)
        assert row["description"].split("\n")[0] == case["description"]
        assert_counterpart(row["partner"], case)
        ours = fact[f"eu_{level}_id"]
        assert row["ours"] in names_of(register()[ours]) or (
            not row["ours"] and ours.startswith("confidential")
        )


def test_natureef_met_its_stakeholders_on_each_mission():
    sides = {
        "eu-cluster": "eu-cluster",
        "eu-sme": "eu-sme",
        "third-country-intermediary": "intermediary",
        "third-country-business": "business",
    }
    missions = {row["id"].removeprefix("natureef-mission-"): row["name"] for row in demo("natureef/events")}
    printed = {
        (row["country"], side): {re.sub(r" \([A-Z]{2}\)$", "", name) for name in listed(row[side])}
        for row in rows_of("key-achievements", "natureef", "stakeholder-names")
        for side in sides.values()
    }

    stated = {spot: set() for spot in printed}
    for row in facts("natureef/stakeholders"):
        # An event and a trade fair that the document lists among the organisations are none.
        if row["kind_by_name"] not in ("event", "trade-fair"):
            stated[missions[row["mission"]], sides[row["side"]]] |= names_of(row["name"])
    assert printed == stated


# ELCA


def elcas(number):
    """The facts of an indicator of ELCA, in their order."""
    rows = facts(f"elca/{LISTS[number]}")
    return [row for row in rows if LISTS[number] != "agreements" or row["kpi_no"] == number]


def counted(number):
    """Those that the indicator counts."""
    return [row for row in elcas(number) if row.get("status", "SIGNED") == "SIGNED"]


def test_elca_has_ten_indicators_with_target_value_and_what_each_partner_brings():
    printed = rows_of("cross-fertilisation", "elca", "indicators")

    assert rows_of("scoreboard", "elca", "indicators") == printed
    for row, fact in zip(printed, facts("elca/kpis"), strict=True):
        rows = counted(fact["number"])
        each = Counter(partner for one in rows for partner in one["responsible"].split(";"))
        assert (str(row["number"]), row["indicator"]) == (fact["number"], fact["title"])
        assert (row["target"], row["value"]) == (int(fact["target"]), len(rows))
        assert [own(row[name]) for name in PARTNERS] == [each[name] for name in PARTNERS]
        assert {target for name in PARTNERS if (target := aim(row[name]))} <= {fact["target_per_partner"]}
        joint = sum(one["responsible"] == "elca" for one in rows)
        assert row["(joint)"] == (joint or None)


def own(cell):
    return int(str(cell).partition(" / ")[0])


def aim(cell):
    return str(cell).partition(" / ")[2]


@pytest.mark.parametrize("number", ["2", "3", "4", "5"])
def test_elca_prints_every_agreement_with_responsible_partner_and_status(number):
    printed = rows_of("cross-fertilisation", "elca", f"records-{number}")

    stated = elcas(number)
    assert [row["status"] for row in printed] == [STATUS[fact["status"]] for fact in stated]
    assert [row["responsible"] for row in printed] == [responsible(fact) for fact in stated]
    for row, fact in zip(printed, stated, strict=True):
        assert counterpart_is(row["name"], fact["counterpart"]), (row["name"], fact["counterpart"])
        assert date_is(row["dates"], fact), (row["dates"], fact["date_text"])


def responsible(fact):
    return ", ".join(one.upper() for one in fact["responsible"].split(";"))


def counterpart_is(printed, stated):
    """By name, short name or alias; two that are stated in one cell stand one after the other."""
    names = names_of(stated) or names_of(stated.partition(" (")[0])
    first = {name for part in stated.split(" / ") for name in names_of(part)}
    return any(printed == name or printed.startswith(f"{name}, ") for name in names | first)


def date_is(printed, fact):
    """The day or month where the source gives one of the signature, else its words."""
    if fact["date_role"] not in ("actual", "expected"):
        return printed == fact["date_text"]
    stated = date.fromisoformat(fact["end_date"])
    day = f"{stated.day} " if fact["start_date"] == fact["end_date"] else ""
    return printed == f"{day}{stated:%B %Y}"


@pytest.mark.parametrize("number", ["6", "7", "8", "9"])
def test_elca_prints_every_event_with_responsible_partner_and_outcome(number):
    printed = rows_of("cross-fertilisation", "elca", f"records-{number}")

    stated = elcas(number)
    assert [row["name"] for row in printed] == [fact["name"] for fact in stated]
    assert [row["results"] for row in printed] == [f"{fact['outcome']}." for fact in stated]
    for row, fact in zip(printed, stated, strict=True):
        # Where one of them acts with the whole partnership, that one is named.
        alone = {**fact, "responsible": fact["responsible"].replace(";elca", "")}
        assert row["responsible"] == responsible(alone)
        assert fact["place"] in row["dates"]
        assert not fact["country"] or place(fact["country"]) in row["dates"]
        assert not fact["end_date"] or fact["end_date"][:4] in row["dates"]


def test_elca_prints_every_network_and_every_sector():
    networks, sectors = (rows_of("cross-fertilisation", "elca", f"records-{number}") for number in (1, 10))

    assert [(row["responsible"], row["dates"], row["results"]) for row in networks] == [
        (responsible(fact), fact["date_text"], fact["outcome"]) for fact in elcas("1")
    ]
    assert [(row["responsible"], row["dates"], row["description"].partition(";")[0]) for row in sectors] == [
        (responsible(fact), fact["date_text"], fact["sector"]) for fact in elcas("10")
    ]


def test_elca_prints_its_timeline_month_by_month():
    printed = rows_of("cross-fertilisation", "elca", "timeline")

    states = {
        "done": "Done",
        "conversations-started": "Conversations started (overdue)",
        "": "Not recorded (overdue)",
    }
    stated = [
        (fact["month_code"], fact["activity"], states[fact["status"]])
        for fact in facts("elca/timeline")
        if fact["activity"]
    ]
    assert [
        (row["month"].partition(" ")[0], row["activity"], row["state"]) for row in printed if row["activity"]
    ] == stated


# EOCIC


def test_programme_prints_the_21_agreements_of_7_partnerships():
    printed = rows_of("programme-progress", "", "agreements")

    stated = facts("eocic/agreements")
    assert [(row["country"], row["kind"], row["sector"]) for row in printed] == [
        (place(fact["country"]), KINDS[fact["kind"]], fact["sector"]) for fact in stated
    ]
    for row, fact in zip(printed, stated, strict=True):
        assert row["counterpart"] in {fact["counterpart"], *names_of(fact["counterpart"])}
        assert slug(row["activities"].replace("; ", ";")) == fact["activities"]
    assert Counter(row["partnership"] for row in printed) == Counter(
        {
            row["partnership"]: row["number"]
            for row in rows_of("programme-progress", "", "agreements-by-partnership")
        }
    )
    assert sorted(Counter(row["partnership"] for row in printed).values()) == sorted(
        Counter(fact["escp_id"] for fact in stated).values()
    )


KINDS = {
    "cluster-business-network": "Cluster or business network", "research-centre": "Research centre",
    "governmental-authority": "Governmental authority", "company": "Company", "other": "Other",
}  # fmt: skip


def test_shares_of_the_programme_are_those_of_its_agreements():
    stated = facts("eocic/agreements")
    figures = figures_of("programme-progress", "")
    published = {row["id"]: row["value"] for row in facts("eocic/published_statistics")}

    clusters = sum(fact["kind"] == "cluster-business-network" for fact in stated)
    assert figures["agreements.total"] == len(stated) == int(published["eoc-agr-total"])
    assert (
        figures["agreements.reporters"]
        == len({fact["escp_id"] for fact in stated})
        == int(published["eoc-agr-escps"])
    )
    assert figures["agreements.share-clusters"] == round(100 * clusters / len(stated), 2) == 57.14
    assert figures["agreements.eu-internal"] == int(published["eoc-agr-eu"]) == 6
    blocks = report_of("programme-progress", "").blocks
    (chart,) = [one for one in blocks if getattr(one, "id", "") == "agreements-by-kind"]
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == Counter(
        KINDS[fact["kind"]] for fact in stated
    )


# What partners bring makes the whole, or the rest is named


@pytest.mark.parametrize("subject", ["natureef", "elca"])
def test_table_of_indicators_names_what_no_partner_is_credited_with(subject):
    for row in rows_of("scoreboard", subject, "indicators"):
        parts = [own(cell) for name, cell in row.items() if name not in FIRST and cell is not None]
        assert sum(parts) >= row["value"], row["indicator"]


FIRST = ("number", "indicator", "target", "value", "share", "reached", "forecast")
