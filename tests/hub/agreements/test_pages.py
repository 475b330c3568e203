"""Pages of cases: what they show to whom, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kontor.engine.crosscheck.pairs import standing
from kontor.hub.agreements import queries
from kontor.hub.foundation.permission import can
from tests.factories import actors
from tests.factories.agreements import (
    make_agreement,
    make_case,
    make_collaboration,
    make_follow_up,
    make_impact,
    make_objective,
    make_party,
    make_report,
    make_step,
)
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db

SECRET = "Zephyrine Turbines"


@pytest.fixture
def partnership():
    return make_partnership("HARBOURS")


@pytest.fixture
def coordinator(partnership):
    return actors.make_coordinator(partnership.team)


def get(client, actor, name, *args, query=""):
    return actors.signed_in(client, actor).get(reverse(f"agreements:{name}", args=args) + query)


def confidential_case(partnership, **fields):
    case = make_case(partnership, title="Joint work with an SME", **fields)
    make_party(case, confidential=True, name=SECRET, contact="Ms Zephyrine")
    return case


def fill(partnership, count):
    """So many full cases, each with own organisations."""
    today = timezone.localdate()
    for place in range(count):
        case = make_case(partnership, country="PE", state="negotiation", started_on="2026-02")
        make_party(case, make_organisation(), role="responsible")
        make_party(case, confidential=bool(place % 2), name=f"Counterpart {place}")
        make_objective(case)
        make_report(case)
        make_agreement(case, expected_on=(today + timedelta(days=5)).isoformat())
        make_step(case, due_on=today - timedelta(days=1))
        make_follow_up(case, due_on=today + timedelta(days=3))
        make_impact(case)
        make_collaboration(partnership, make_partnership())


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("index", ""), ("index", "?state=negotiation&country=PE"), ("board", ""), ("board", "?mine=1"), ("due", ""),
        ("collaborations", ""), ("calendar_download", ""), ("pipeline", ""), ("index", "?partner=nobody&counted=yes"),
    ],
)  # fmt: skip
def test_lists_cost_the_same_whatever_their_size(client, partnership, coordinator, name, query):
    costs = []
    for more in (2, 6):
        fill(partnership, more)
        get(client, coordinator, name, query=query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"agreements:{name}") + query).status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_case_costs_the_same_whatever_belongs_to_it(client, partnership, coordinator):
    costs = []
    case = make_case(partnership)
    for _round in range(2):
        for _one in range(3):
            make_party(case, make_organisation())
            make_agreement(case)
            make_step(case)
            make_report(case, make_partnership())
            make_impact(case)
        get(client, coordinator, "case", case.key)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(case.get_absolute_url()).status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]


# Who reads what.

PAGES_OF_ALL = ("index", "board", "pipeline", "collaborations", "due", "suggest", "calendar_download")


def test_outsiders_do_not_find_a_case_of_the_partnership_only(client, partnership):
    case = make_case(partnership, visibility="partners", title="Unheard-of quay")

    for actor in (actors.visitor(), actors.make_outsider_coordinator()):
        for name in ("index", "board", "suggest"):
            assert "Unheard-of quay" not in get(client, actor, name).content.decode()
        for name in ("case", "history", "edit", "advance", "close", "report"):
            assert get(client, actor, name, case.key).status_code == 404


@pytest.mark.parametrize("role", ["visitor", "outsider_coordinator", "analyst", "editor", "administrator"])
def test_a_confidential_party_is_told_to_nobody_without_a_right_on_the_case(client, partnership, role):
    case = confidential_case(partnership, visibility="public")
    make_step(case, due_on=timezone.localdate())
    actor = actors.one_of_each(None, None)[role]

    for name in PAGES_OF_ALL:
        answer = get(
            client, actor, name, query=f"?q={SECRET.split(maxsplit=1)[0]}" if name == "suggest" else ""
        )
        assert "Zephyrine" not in answer.content.decode()
    for name in ("case", "history"):
        assert "Zephyrine" not in get(client, actor, name, case.key).content.decode()
    assert "SME, Peru" in get(client, actor, "case", case.key).content.decode()


def test_a_confidential_party_is_told_to_the_partnership(client, partnership, coordinator):
    case = confidential_case(partnership)

    assert SECRET in get(client, coordinator, "case", case.key).content.decode()
    assert SECRET in get(client, coordinator, "index").content.decode()
    assert SECRET in get(client, coordinator, "board").content.decode()


def test_search_does_not_find_a_case_by_its_confidential_party(client, partnership):
    confidential_case(partnership)

    answer = get(client, actors.make_analyst(), "index", query="?q=Zephyrine")

    assert "Joint work with an SME" not in answer.content.decode()


def test_amounts_answers_and_figures_need_a_right_on_the_case(client, partnership, coordinator):
    case = make_case(partnership, note="Said in private")
    make_agreement(
        case,
        state="signed",
        signed_on="2026-05-01",
        waiver="Seen at the meeting",
        amount="98765",
        currency="EUR",
    )
    make_follow_up(case, answered_on="2026-06-01", answer="Three pilots were ordered")
    make_impact(case, value="424242")
    hidden = ("98,765", "Seen at the meeting", "Three pilots were ordered", "424,242", "Said in private")

    inside = get(client, coordinator, "case", case.key).content.decode()
    outside = get(client, actors.make_analyst(), "case", case.key).content.decode()

    assert [word for word in hidden if word not in inside] == []
    assert [word for word in hidden if word in outside] == []


# What a page says.


def test_case_shows_where_its_reports_differ(client, partnership, coordinator):
    case = make_case(partnership, state="signed")
    other = make_partnership("QUAYS")
    make_report(case, partnership, state="signed", stated_state="SIGNED")
    make_report(case, other, state="negotiation", stated_state="under discussion")

    shown = get(client, coordinator, "case", case.key).content.decode()

    assert "The places do not agree" in shown
    assert "under discussion" in shown


def test_case_takes_an_older_report_of_an_earlier_state_for_no_difference(partnership, coordinator):
    case = make_case(partnership, state="active")
    make_report(case, partnership, state="signed", stated_state="SIGNED")

    assert not queries.case_shown(coordinator, case, timezone.localdate()).reports_differ


def test_timeline_tells_contact_step_signature_and_end_in_the_order_of_days(partnership, coordinator):
    case = make_case(partnership, started_on="2026-01", state="signed")
    make_agreement(case, state="signed", signed_on="2026-03-05", expires_on="2027-03-05")
    make_step(case, "First call", state="done", done_on="2026-02-01")
    make_step(case, "Second call", due_on="2026-04-01")

    told = [one.title for one in queries.case_shown(coordinator, case, timezone.localdate()).timeline]

    assert told == [
        "First contact",
        "First call",
        "Signed: memorandum of understanding",
        "Second call",
        "Ends: memorandum of understanding",
    ]


def test_what_is_due_is_shown_to_who_works_on_the_case(partnership, coordinator):
    today = timezone.localdate()
    case = make_case(partnership, state="signed")
    make_step(case, "Late step", due_on=today - timedelta(days=2))
    make_step(case, "Far step", due_on=today + timedelta(days=90))
    make_agreement(case, state="signed", signed_on="2026-01-01", expires_on=today + timedelta(days=20))
    make_follow_up(case, month=6, due_on=today + timedelta(days=1))

    told = [one.title for one in queries.due(coordinator, today)]

    assert told == ["Late step", "What became of it after 6 months?", "Ends: memorandum of understanding"]
    assert queries.due(actors.make_analyst(), today) == []


def test_what_is_due_leaves_out_closed_cases_and_cases_told_twice(partnership, coordinator):
    today = timezone.localdate()
    told = make_case(partnership)
    for case in (
        make_case(partnership, state="closed", outcome="success"),
        make_case(partnership, same_as=told),
    ):
        make_step(case, due_on=today)

    assert queries.due(coordinator, today) == []


def test_workable_says_the_same_as_the_permission(partnership):
    organisation, stranger = make_organisation(), make_organisation()
    other = make_partnership()
    team, strange_team = actors.make_team(), actors.make_team()
    organisation.team, stranger.team = team, strange_team
    organisation.save()
    stranger.save()
    cases = [make_case(partnership), make_case(other), make_case(partnership, team=None)]
    make_party(cases[1], organisation, role="member")
    make_party(cases[1], stranger, role="counterpart")
    make_report(cases[2], other)
    people = {
        **actors.one_of_each(team, partnership.team),
        "other": actors.make_coordinator(other.team),
        "stranger": actors.make_cluster_manager(strange_team),
    }
    people.pop("system")

    for role, actor in people.items():
        expected = {case.pk for case in cases if can(actor, "agreements.edit", case)}
        assert queries.workable(actor, [case.pk for case in cases]) == expected, role


# Numbers that open their cases.


def numbers(client, actor, query=""):
    """Every number of the pipeline that leads somewhere, with how many cases the list there finds."""
    tables = get(client, actor, "pipeline", query=query).context["page"].tables
    cells = [
        cell for table in tables for line in table.lines for cell in (*line.cells, line.total) if cell.url
    ]
    return [(cell.number, client.get(cell.url).context["page"].table.count) for cell in cells]


def test_every_number_of_the_pipeline_opens_as_many_cases(client, partnership, coordinator):
    partner, other = make_organisation(), make_organisation()
    for state in ("contact", "signed", "signed"):
        case = make_case(partnership, state=state, country="PE")
        make_party(case, partner, role="responsible")
        make_party(case, other, role="responsible", position=1)
    make_case(partnership, state="signed", country=None)
    make_party(make_case(partnership, state="signed", same_as=case), partner, role="responsible")

    found = numbers(client, coordinator)

    assert [number for number, _listed in found] == [listed for _number, listed in found]
    assert sorted(number for number, _listed in found) == [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_partner_whom_one_may_not_read_has_no_line_and_no_filter(client, partnership, coordinator):
    hidden = make_organisation("Zephyrine Holding")
    case = make_case(partnership, title="Joint work of somebody")
    make_party(case, hidden, role="responsible", confidential=True)
    stranger = actors.make_outsider_coordinator()

    page = get(client, stranger, "pipeline").content.decode()
    asked = get(client, stranger, "index", query=f"?partner={hidden.key}").context["page"].table

    assert "Partners that you do not see" in page
    assert "Zephyrine" not in page
    assert asked.count == 0
    assert get(client, coordinator, "index", query=f"?partner={hidden.key}").context["page"].table.count == 1


def test_list_says_which_cases_are_told_again(client, partnership, coordinator):
    counted = make_case(partnership, title="Told first")
    make_case(partnership, title="Told again", same_as=counted)

    shown = get(client, coordinator, "index", query="?counted=no").context["page"].table

    assert [row.record.title for row in shown.rows] == ["Told again"]


# Who says what of whom.


def test_matrix_has_rows_for_who_says_and_columns_for_whom(partnership, coordinator):
    quays, moles = make_partnership("QUAYS"), make_partnership("MOLES")
    make_collaboration(partnership, quays)
    make_collaboration(quays, partnership)
    make_collaboration(partnership, moles, reply="denied")
    make_collaboration(partnership, counterpart_name="Somebody elsewhere")

    found = queries.matrix(coordinator, queries.collaborations_for(coordinator))

    assert [one.acronym for one in found.columns] == ["HARBOURS", "MOLES", "QUAYS"]
    assert [(row.acronym, [one.standing for one in squares]) for row, squares in found.rows] == [
        ("HARBOURS", ["", "denied", "confirmed"]),
        ("QUAYS", ["confirmed", "", ""]),
    ]


@pytest.mark.parametrize("reply", ["", "confirmed", "denied"])
@pytest.mark.parametrize("asked", [None, "2026-11-01"])
@pytest.mark.parametrize("back", [False, True])
def test_standing_of_the_list_is_that_of_the_rule(partnership, coordinator, reply, asked, back):
    other = make_partnership()
    report = make_collaboration(partnership, other, reply=reply, asked_on=asked)
    if back:
        make_collaboration(other, partnership)

    found = queries.collaborations_for(coordinator).get(pk=report.pk)

    assert found.standing == standing(reply, reported_back=back, asked=asked is not None)


def test_report_suggests_the_lists_in_use_and_none_of_a_case_the_reader_does_not_see(
    client, partnership, coordinator
):
    case = make_case(partnership)
    make_report(make_case(partnership), register="sme-agreements")
    make_report(make_case(partnership), register="sme-agreements", row="2")
    make_report(
        make_case(partnership, visibility="restricted", team=make_partnership().team), register="own-talks"
    )
    make_report(make_case(), register="lists-of-others")

    page = get(client, coordinator, "report", case.key).content.decode()

    assert re.findall(r'<option value="([a-z-]+)"></option>', page) == ["own-talks", "sme-agreements"]
    outsider = actors.make_coordinator(make_partnership().team)
    assert queries.lists_in_use(outsider, partnership.pk) == ["sme-agreements"]
    assert queries.lists_in_use(outsider, None) == []
