"""What an actor reads of parties, and what stands there instead."""

import pytest
from django.utils.translation import override

from kontor.hub.agreements.queries import named_parties, parties_for
from kontor.hub.foundation.actor import VISITOR
from tests.factories import actors
from tests.factories.agreements import make_case, make_party, make_report
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db


def read_by(actor, case):
    (party,) = parties_for(actor, [case])[case.pk]
    return party.label, party.country_id, party.kind, party.contact, party.url


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def party(case):
    organisation = make_organisation("Andina Verde", "PE", key="andina-verde", kind="sme")
    return make_party(
        case, organisation, confidential=True, public_description="SME, Peru", contact="Contact of the tests"
    )


def readers(case, party):
    """Those with a right on the case: its team, its partners' side, whoever reports it, the party itself, the system."""
    other, partner = make_partnership(), make_organisation()
    make_report(case, other)
    make_party(case, partner, "responsible")
    return {
        "coordinator": actors.make_coordinator(case.partnership.team),
        "reporting": actors.make_coordinator(other.team),
        "responsible": actors.make_cluster_manager(make_team(partner)),
        "counterpart": actors.make_sme(make_team(party.organisation)),
        "system": actors.SYSTEM,
    }


def test_confidential_party_is_read_with_a_right_on_the_case(case, party):
    for name, actor in readers(case, party).items():
        shown = parties_for(actor, [case])[case.pk]
        found = next(one for one in shown if one.pk == party.pk)

        assert (found.label, found.country_id, found.kind, found.contact) == (
            "Andina Verde", "PE", "sme", "Contact of the tests",
        ), name  # fmt: skip


def test_everybody_else_reads_the_description_and_nothing_besides(case, party):
    for actor in (
        VISITOR,
        actors.make_outsider_coordinator(),
        actors.make_sme(),
        actors.make_analyst(),
        actors.make_editor(),
        actors.make_administrator(),
        actors.make_protection_officer(),
    ):
        assert read_by(actor, case) == ("SME, Peru", "", "", "", "")


def test_partner_of_the_partnership_who_is_no_party_reads_the_description(case, party):
    """Taking part in the partnership shows the case; who the counterpart is, is known to those who work on it."""
    partner = make_organisation()
    make_participation(case.partnership, partner)

    assert read_by(actors.make_cluster_manager(make_team(partner)), case)[0] == "SME, Peru"


def test_contact_of_an_open_party_is_read_with_a_right_only(case):
    make_party(case, name="SenSa", contact="Contact of the tests")

    assert read_by(VISITOR, case) == ("SenSa", "", "", "", "")
    assert read_by(actors.make_coordinator(case.partnership.team), case)[3] == "Contact of the tests"


def test_organisation_that_the_actor_does_not_see_is_not_named(case):
    make_party(case, make_organisation("Ravelin", "LV", visibility="restricted"))

    with override("en"):
        assert read_by(VISITOR, case) == ("an organisation that you do not see", "", "", "", "")
    label, country, *_rest, url = read_by(actors.make_coordinator(case.partnership.team), case)
    assert (label, country, url) == ("Ravelin", "LV", "")


def test_confidential_party_without_a_name_is_its_description(case):
    make_party(case, confidential=True)

    assert read_by(actors.make_coordinator(case.partnership.team), case)[0] == "SME, Peru"


def test_cases_of_an_organisation_leave_out_those_in_which_it_is_confidential(case, party):
    """A count of one would tell who the confidential party is."""
    organisation = party.organisation
    other = make_case()
    make_party(other, organisation)

    assert named_parties(VISITOR, organisation) == {other.pk: "counterpart"}
    assert named_parties(actors.make_coordinator(case.partnership.team), organisation) == {
        case.pk: "counterpart", other.pk: "counterpart",
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 4])
def test_parties_cost_three_statements_however_many_cases(django_assert_num_queries, number):
    partnership = make_partnership()
    cases = [make_case(partnership) for _one in range(number)]
    for case in cases:
        make_party(case, make_organisation(), confidential=True)
        make_party(case, make_organisation(), "responsible")
    actor = actors.make_coordinator(partnership.team)

    with django_assert_num_queries(3):
        found = parties_for(actor, cases)

    assert [len(found[case.pk]) for case in cases] == [2] * number
