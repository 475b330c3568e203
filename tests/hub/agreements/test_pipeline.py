"""How many cases are how far, and that no count tells who is confidential."""

import pytest

from kontor.hub.agreements.queries import DIMENSIONS, counted, funnel, pipeline
from kontor.hub.foundation.actor import VISITOR
from tests.factories import actors
from tests.factories.agreements import make_case, make_objective, make_party
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_partnership

pytestmark = pytest.mark.django_db


def totals(actor, by):
    return {line.key: line.total for line in pipeline(actor, by)}


def test_case_of_two_partners_stands_in_both_lines_and_counts_once_elsewhere():
    case = make_case(make_partnership(key="elca"), country="IN", state="signed")
    for key in ("lead", "second"):
        make_party(case, make_organisation(key=key), "responsible")
    make_objective(case)

    assert totals(VISITOR, "partner") == {"lead": 1, "second": 1}
    assert totals(VISITOR, "partnership") == {"elca": 1}
    assert totals(VISITOR, "country") == {"IN": 1}
    assert totals(VISITOR, "objective") == {"technology-transfer": 1}
    assert [rung.reached for rung in funnel(pipeline(VISITOR, "level"))] == [1, 1, 1, 1, 0]


def test_case_without_a_country_is_not_stated():
    make_case()

    assert totals(VISITOR, "country") == {"": 1}


def test_hidden_and_confidential_partners_are_one_line_together():
    case, other = make_case(), make_case()
    secret = make_organisation(key="secret")
    make_party(case, secret, "responsible", confidential=True)
    make_party(other, make_organisation(key="restricted", visibility="restricted"), "responsible")

    assert totals(VISITOR, "partner") == {"hidden": 2}
    assert totals(actors.make_coordinator(case.partnership.team), "partner") == {"secret": 1, "hidden": 1}


def test_closed_cases_are_in_no_rung():
    make_case(state="closed", outcome="success")

    assert {rung.reached for rung in funnel(pipeline(VISITOR, "level"))} == {0}


@pytest.mark.parametrize("by", DIMENSIONS)
@pytest.mark.parametrize("number", [1, 5])
def test_pipeline_costs_at_most_four_statements(django_assert_max_num_queries, by, number):
    for _one in range(number):
        make_party(make_case(country="IN"), make_organisation(), "responsible", confidential=True)

    with django_assert_max_num_queries(4):
        lines = pipeline(actors.SYSTEM, by, counted(VISITOR))

    assert sum(line.total for line in lines) == (0 if by == "objective" else number)
