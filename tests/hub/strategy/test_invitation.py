"""Whom to invite: the smallest set over what the reader sees of the directory, the same on the page, in the API, in the command."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.strategy import queries
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.directory import make_competence, make_organisation, make_term
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import make_chain, make_component, make_contribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def bread():
    """Milling and baking both miss somebody who offers just this."""
    chain = make_chain(make_partnership("ELCA", key="elca"), "Bread", key="bread", visibility="public")
    for name in ("Milling", "Baking"):
        make_component(chain, name, term=make_term(label=name), readiness=6)
    return chain


def offers(name, *names, readiness=7, **fields):
    from kontor.hub.directory.models import Term

    made = make_organisation(name, key=name.lower(), **fields)
    for one in names:
        make_competence(
            made, text="", term=Term.objects.get(label=one), direction="offers", readiness=readiness
        )
    return made


def keys(found):
    return [one.organisation.key for one in found.invited]


def test_one_who_closes_both_gaps_is_invited_before_two(bread):
    offers("Mill", "Milling")
    offers("Oven", "Baking")
    offers("Both", "Milling", "Baking")

    found = queries.invitation(SYSTEM, bread)

    assert (keys(found), found.proven, found.candidates, found.still_open) == (["both"], True, 3, ())
    assert found.invited[0].closes == ("Milling", "Baking")
    assert found.invited[0].sentence == (
        "Both closes Milling, Baking. Without it no exchange of one for one closes as much."
    )
    assert [(one.without.key, [other.key for other in one.invited]) for one in found.others] == [
        ("both", ["mill", "oven"])
    ]


def test_who_is_not_ready_is_no_help_and_the_reason_says_so(bread):
    offers("Mill", "Milling", readiness=3)

    found = queries.invitation(SYSTEM, bread)

    assert keys(found) == []
    assert found.still_open == (
        "One candidate contributes to 'Milling', but not at 6 or above: it says 3.",
        "No candidate contributes to 'Baking': 1 missing.",
    )


def test_component_without_needs_is_named_as_not_searched(bread):
    make_component(bread, "Selling")

    found = queries.invitation(SYSTEM, bread)

    assert [gap.searched for gap in found.gaps] == [True, True, False]
    assert found.still_open[-1] == (
        "'Selling' does not say what it needs, so nobody could be searched for: edit it and say so."
    )


def test_words_name_a_term_in_another_language(bread):
    from kontor.hub.directory.models import Term

    Term.objects.filter(label="Milling").update(labels={"de": "Müllerei"})
    bread.components.filter(name="Milling").update(term=None, sought="Müllerei")
    offers("Mill", "Milling")

    assert keys(queries.invitation(SYSTEM, bread)) == ["mill"]


def test_who_contributes_already_is_not_invited_to_the_same(bread):
    mill = offers("Mill", "Milling")
    bread.components.filter(name="Milling").update(wanted=2)
    make_contribution(bread.components.get(name="Milling"), mill, readiness=7)

    assert keys(queries.invitation(SYSTEM, bread)) == []


def test_limits_hold_and_are_the_reason(bread):
    offers("Mill", "Milling", country="ES")
    offers("Oven", "Baking", country="DE")

    found = queries.invitation(SYSTEM, bread, queries.Limits(countries=("DE",)))

    assert keys(found) == ["oven"]
    assert found.still_open == ("Those who could close 'Milling' are in other countries than those allowed.",)


def test_nobody_whom_the_reader_does_not_see_is_named_or_counted(client, bread):
    offers("Hiddenmill", "Milling", state="draft")

    found = queries.invitation(VISITOR, bread)
    told = client.get("/api/v1/value-chains/bread/invitation").text
    page = client.get(reverse("strategy:invite", args=["bread"])).text

    assert (keys(queries.invitation(SYSTEM, bread)), keys(found), found.candidates) == (["hiddenmill"], [], 0)
    assert "iddenmill" not in told + page


def test_page_api_and_command_give_one_answer(client, bread):
    offers("Both", "Milling", "Baking", country="DE")
    out = StringIO()

    call_command("gaps", "bread", "--json", stdout=out)
    told = client.get("/api/v1/value-chains/bread/invitation", {"country": ["DE"], "most": 3}).json()
    page = client.get(reverse("strategy:invite", args=["bread"]), {"countries": ["DE"]}).text

    assert json.loads(out.getvalue()) == {"chain": "bread", **told}
    assert [one["organisation"] for one in told["invited"]] == ["both"]
    assert told["invited"][0]["reason"] in page
    assert "It is proven" in page


def test_command_names_what_it_cannot_answer(bread):
    with pytest.raises(CommandError, match="There is no value chain 'rye'"):
        call_command("gaps", "rye")
    with pytest.raises(CommandError, match="from 1 on"):
        call_command("gaps", "bread", "--most", "-1")


def test_filter_that_cannot_be_read_says_so_and_is_not_applied(client, bread):
    offers("Both", "Milling", "Baking")

    page = client.get(reverse("strategy:invite", args=["bread"]), {"most": "many"})

    assert (page.status_code, "Both closes" in page.text) == (200, True)


@pytest.mark.parametrize("number", [2, 12])
def test_question_asks_as_much_for_many_as_for_few(bread, django_assert_max_num_queries, number):
    for place in range(number):
        make_component(bread, f"Part {place}", term=make_term(label=f"Term {place}"))
        offers(f"One{place}", f"Term {place}")

    with django_assert_max_num_queries(14):
        found = queries.invitation(VISITOR, bread)
    assert len(found.invited) == number


def test_full_chain_misses_nobody(client, bread):
    for one in bread.components.all():
        make_contribution(one, make_organisation(), readiness=6)

    page = client.get(reverse("strategy:invite", args=["bread"])).text

    assert "Nothing is missing" in page
    assert "Whom to invite" not in client.get(bread.get_absolute_url()).text


def test_coordinator_says_what_a_component_needs(client, bread):
    signed_in(client, actors.make_coordinator(bread.partnership.team))
    term = make_term(label="Selling")

    values = {"name": "Selling", "wanted": 1, "weight": 1, "term": term.pk, "sought": "market halls"}
    client.post(reverse("strategy:add_component", args=["bread"]), values)
    made = bread.components.get(name="Selling")
    form = client.get(reverse("strategy:edit_component", args=[made.pk])).text

    assert (made.term, made.sought) == (term, "market halls")
    assert "market halls" in form
    assert "Needs: Selling; market halls" in client.get(bread.get_absolute_url()).text
