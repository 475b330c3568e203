"""What the lists of partnerships say against each other: found by the engine's rules, seen by whom the rows are seen."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from kontor.engine.crosscheck.fields import COLLECTIONS
from kontor.engine.crosscheck.findings import KINDS
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.choices import UNFIT_WORDS
from kontor.hub.scoreboard.inputs import Gathered
from tests.factories.actors import SYSTEM
from tests.factories.agreements import make_agreement, make_case, make_party, make_report
from tests.factories.directory import make_organisation
from tests.factories.evidence import make_source
from tests.factories.partnerships import make_participation, make_partnership
from tests.hub.scoreboard.conftest import TODAY

pytestmark = pytest.mark.django_db


def alloys(key="alloy"):
    return make_partnership(key=key, start="2020-09", end="2023-12")


def signed_row(partnership, register, counterpart, signed_on="2022-10-20", row="1", source=None, **fields):
    """A row of a list: an agreement with a counterpart, signed."""
    case = make_case(partnership, country="DE", state="signed", **fields)
    make_party(case, name=counterpart)
    make_agreement(case, kind="cooperation", state="signed", signed_on=signed_on, source=source)
    make_report(case, register=register, row=row, stated_state="signed", state="signed")
    return case


def kinds(actor=SYSTEM):
    return [(one.subject.key, one.verdict.kind) for one in queries.inconsistencies(actor, TODAY)]


def test_same_agreement_in_two_lists_is_found_with_both_rows():
    partnership = alloys()
    first = signed_row(partnership, "cluster-agreements", "European Foam Association")
    second = signed_row(partnership, "other-agreements", "European Foam Association")

    (found,) = queries.inconsistencies(SYSTEM, TODAY)

    assert (found.subject.key, found.verdict.kind) == ("alloy", "same-agreement-twice")
    assert [row.url for row in found.rows] == [first.get_absolute_url(), second.get_absolute_url()]
    assert "European Foam Association" in found.sentence


def test_states_of_one_case_that_cannot_both_be_are_found():
    case = make_case(alloys(), country="CL")
    make_party(case, name="Institute of Foams")
    make_agreement(case, expected_on="2022", state="signed", signed_on="2022-06-01")
    make_report(case, register="cluster-cases-overview", stated_state="signed")
    make_report(case, register="cluster-cases-details", stated_state="to be signed")

    assert kinds() == [("alloy", "status-conflict")]


def test_result_of_another_project_is_found():
    signed_row(alloys(), "other-agreements", "Chamber of Foam", credited_to="percy")

    assert ("alloy", "credited-elsewhere") in kinds()


def test_list_of_several_partnerships_is_judged_as_one():
    report = make_source()
    for partnership in (alloys(), alloys("basalt")):
        signed_row(partnership, "programme-agreements", "European Foam Association", source=report)

    assert kinds() == [("programme-agreements", "same-agreement-by-several")]


def test_every_verdict_of_a_kind_has_a_word_for_rows():
    assert {kind.verdict for kind in KINDS.values()} <= set(UNFIT_WORDS)


def test_lists_that_only_share_a_name_are_not_one():
    for partnership in (alloys(), alloys("basalt")):
        signed_row(partnership, "our-agreements", "European Foam Association")

    assert kinds() == []


def test_confidential_party_is_compared_with_nobody_and_named_nowhere():
    partnership = alloys()
    for register in ("cluster-agreements", "other-agreements"):
        case = make_case(partnership, country="PE", state="signed", title="Sale of pumps")
        make_party(case, name="Bombas Secretas SA", confidential=True, public_description="SME, Peru")
        make_agreement(case, state="signed", signed_on="2022-10-20")
        make_report(case, register=register, stated_state="signed")

    told = [json.dumps(one.to_json()) + one.sentence for one in queries.inconsistencies(SYSTEM, TODAY)]

    assert [one for one in told if "Secretas" in one] == []


def test_rows_of_cases_that_are_not_seen_are_not_judged():
    partnership = alloys()
    for register in ("cluster-agreements", "other-agreements"):
        signed_row(partnership, register, "European Foam Association", visibility="partners")

    assert kinds(VISITOR) == []
    assert kinds() == [("alloy", "same-agreement-twice")]


def test_page_shows_what_does_not_fit_and_narrows_it(client):
    signed_row(alloys(), "cluster-agreements", "European Foam Association")
    signed_row(alloys("basalt"), "cluster-agreements", "Basalt Guild", credited_to="percy")
    signed_row(alloys("chalk"), "other-agreements", "Chamber of Chalk", credited_to="gallery")

    page = client.get(reverse("scoreboard:inconsistencies")).context["page"]
    narrowed = client.get(reverse("scoreboard:inconsistencies"), {"partnership": "chalk"}).context["page"]

    assert {one.subject.key for one in page.of.shown} >= {"basalt", "chalk"}
    assert {one.subject.key for one in narrowed.of.shown} == {"chalk"}


def test_program_reads_the_inconsistencies_of_a_partnership(client):
    partnership = alloys()
    signed_row(partnership, "cluster-agreements", "European Foam Association")
    signed_row(partnership, "other-agreements", "European Foam Association")

    (found,) = client.get(reverse("api:inconsistencies"), {"subject": "alloy"}).json()

    assert (found["kind"], found["verdict"], found["hardness"]) == (
        "same-agreement-twice",
        "duplicate",
        "certain",
    )


def test_command_tells_claims_and_rows_that_do_not_fit(capsys):
    partnership = alloys()
    signed_row(partnership, "cluster-agreements", "European Foam Association")
    signed_row(partnership, "other-agreements", "European Foam Association")

    with pytest.raises(SystemExit):
        call_command("findings", subject="alloy", json=True)

    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == ["same-agreement-twice"]


@pytest.mark.parametrize("number", [1, 6])
def test_lists_are_judged_with_as_many_statements_for_few_as_for_many(number, django_assert_num_queries):
    partnership = alloys()
    partner = make_participation(partnership=partnership).organisation
    for place in range(number):
        case = signed_row(partnership, "cluster-agreements", f"Guild {place}", row=str(place))
        make_party(case, partner, role="responsible")

    with django_assert_num_queries(11):
        list(queries.inconsistencies(SYSTEM, TODAY))


@pytest.mark.parametrize("name", ["cooperation_cases", "case_reports", "agreements"])
def test_registers_have_every_field_that_the_engine_asks_for(name):
    case = signed_row(alloys(), "cluster-agreements", "European Foam Association")
    make_party(case, make_organisation(short_name="AMZ"), role="responsible")

    (row,) = Gathered(SYSTEM, TODAY)[name]

    assert frozenset(row) == frozenset(COLLECTIONS[name])
    assert row["partner"] == ("amz",)


def test_agreement_signed_later_was_to_be_signed_on_the_day():
    signed_row(make_partnership(), "cluster-agreements", "Guild", signed_on="2023-01-15")

    (before,) = Gathered(SYSTEM, TODAY.replace(year=2022, month=12, day=31))["agreements"]
    (after,) = Gathered(SYSTEM, TODAY.replace(year=2023, month=1, day=31))["agreements"]

    assert (before["state"], after["state"]) == ("to-be-signed", "signed")
