"""Value chains: started, drawn and mapped by who may, judged by the engine, shown as far as the reader may see."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.strategy import actions, queries, rules
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.strategy.rules import PATTERNS
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.directory import make_membership, make_organisation, make_term
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_chain, make_component, make_contribution, make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def bread(elca):
    """Growing -> milling -> baking."""
    chain = make_chain(elca, "Bread", key="bread", visibility="public")
    growing, milling, baking = (make_component(chain, name) for name in ("Growing", "Milling", "Baking"))
    make_link(growing, milling, "grain")
    make_link(milling, baking, "flour")
    return chain


def component(chain, name):
    return chain.components.get(name=name)


ABOUT = {"name": "Wood", "topic": "From forest to house", "objectives": "", "visibility": "partners"}


def test_started_chain_gets_a_key_of_its_name(elca):
    one = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT)
    two = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT)

    assert (one.key, two.key) == ("elca-wood", "elca-wood-2")
    assert AuditEvent.objects.filter(action="strategy.start_chain").count() == 2


def test_copied_chain_has_components_and_links_and_nobody_in_them(elca, bread):
    make_contribution(component(bread, "Milling"), make_organisation())

    made = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT, like=bread)

    assert [one.name for one in made.components.all()] == ["Growing", "Milling", "Baking"]
    links = ChainLink.objects.filter(start__chain=made).values_list("start__name", "end__name", "kind")
    assert list(links) == [("Growing", "Milling", "grain"), ("Milling", "Baking", "flour")]
    assert Contribution.objects.filter(component__chain=made).count() == 0


@pytest.mark.parametrize("key", PATTERNS)
def test_chain_started_from_a_template_is_drawn_whole(elca, key):
    pattern = PATTERNS[key]

    made = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT, pattern=key)

    names = [one.name for one in made.components.all()]
    assert names == [name for name, _told, _need in pattern.components]
    links = ChainLink.objects.filter(start__chain=made).values_list("start__name", "end__name", "kind")
    assert list(links) == [(names[start], names[end], kind) for start, end, kind in pattern.links]
    assert {place for link in pattern.links for place in link[:2]} == set(range(len(names)))
    made.full_clean()
    for one in made.components.all():
        one.full_clean()


def test_template_says_what_to_search_for_as_far_as_the_terms_are_known(elca):
    packaging = make_term("sectoral-industry", "paper-and-packaging")
    make_term("technology-field", "paper-and-packaging")

    made = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT, pattern="agri-food")

    asked = {one.name: one.term for one in made.components.all() if one.term}
    assert asked == {"Packaging": packaging}


def test_every_term_that_a_template_asks_for_stands_in_the_taxonomies_of_the_programme():
    with (Path(__file__).parents[3] / "demo" / "taxonomies.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["taxonomy"], row["code"]) for row in csv.DictReader(file)}

    asked = {term for one in PATTERNS.values() for term in rules.sought(one)}

    assert len(asked) > 20
    assert asked <= known


def test_template_is_drawn_in_the_language_of_who_starts(elca):
    with override("de"):
        made = actions.start_chain(actor=SYSTEM, partnership=elca, fields=ABOUT, pattern="agri-food")

    assert "Verpackung" in {one.name for one in made.components.all()}


@pytest.mark.parametrize(
    ("pattern", "copies", "refusal"),
    [("manufacturing", True, rules.OneStart), ("shipping", False, rules.NoSuchPattern)],
)
def test_start_that_cannot_be_is_refused_and_nothing_is_kept(elca, bread, pattern, copies, refusal):
    with pytest.raises(refusal):
        actions.start_chain(
            actor=SYSTEM, partnership=elca, fields=ABOUT, pattern=pattern, like=bread if copies else None
        )

    assert not ValueChain.objects.filter(partnership=elca, name="Wood").exists()


def test_stranger_may_not_draw(elca, bread):
    stranger = actors.make_outsider_coordinator()

    with pytest.raises(NotAllowed):
        actions.add_component(actor=stranger, chain=bread, fields={"name": "Selling"})
    with pytest.raises(NotAllowed):
        actions.remove_link(actor=stranger, link=ChainLink.objects.first())
    with pytest.raises(NotAllowed):
        actions.start_chain(actor=stranger, partnership=elca, fields=ABOUT)


def test_component_of_the_same_name_is_refused_whatever_the_case(bread):
    with pytest.raises(rules.ComponentNamedTwice):
        actions.add_component(actor=SYSTEM, chain=bread, fields={"name": "MILLING"})

    edited = actions.Edited(component(bread, "Milling"), 1)
    assert actions.edit_component(actor=SYSTEM, edited=edited, fields={"name": "milling"}).name == "milling"


def test_component_comes_last(bread):
    actions.add_component(actor=SYSTEM, chain=bread, fields={"name": "Selling"})

    assert [one.name for one in bread.components.all()][-1] == "Selling"


@pytest.mark.parametrize(
    ("start", "end", "kind", "refusal"),
    [
        ("Growing", "Growing", "", rules.LinkedWithItself),
        ("Growing", "Milling", "grain", rules.LinkedAlready),
    ],
)
def test_link_is_refused(bread, start, end, kind, refusal):
    with pytest.raises(refusal):
        actions.add_link(actor=SYSTEM, start=component(bread, start), end=component(bread, end), kind=kind)


def test_link_to_another_chain_is_refused(elca, bread):
    elsewhere = make_component(make_chain(elca), "Felling")

    with pytest.raises(rules.NotOfThisChain):
        actions.add_link(actor=SYSTEM, start=component(bread, "Growing"), end=elsewhere)


def test_organisation_is_mapped_once_to_a_component(bread):
    miller = make_organisation("Miller")
    where = component(bread, "Milling")
    actions.map_organisation(actor=SYSTEM, component=where, organisation=miller, fields={"readiness": 7})

    with pytest.raises(rules.MappedAlready):
        actions.map_organisation(actor=SYSTEM, component=where, organisation=miller, fields={})

    assert Contribution.objects.get().readiness == 7


def test_edit_from_an_old_version_is_refused(bread):
    with pytest.raises(ChangedMeanwhile):
        actions.edit_chain(actor=SYSTEM, edited=actions.Edited(bread, 7), fields={"name": "Rye bread"})


def test_removed_component_takes_its_links_along(bread):
    actions.remove_component(actor=SYSTEM, component=component(bread, "Milling"))

    assert ChainLink.objects.count() == 0
    assert AuditEvent.objects.get(action="strategy.remove_component").subject == "Milling"


def test_removed_chain_leaves_organisations(bread):
    make_contribution(component(bread, "Milling"), make_organisation("Miller"))

    actions.remove_chain(actor=SYSTEM, chain=bread)

    assert (ValueChain.objects.count(), ChainComponent.objects.count()) == (0, 0)


def test_page_tells_gaps_overlaps_and_whom_all_hangs_on(elca, bread):
    farm, mill, other = (make_organisation(name) for name in ("Farm", "Mill", "Other mill"))
    make_contribution(component(bread, "Growing"), farm)
    make_contribution(component(bread, "Milling"), mill)
    make_contribution(component(bread, "Milling"), other)

    found = queries.chain_page(SYSTEM, bread)

    assert [stage.component.name for stage in found.gaps] == ["Baking"]
    assert [stage.unexplained for stage in found.overlaps] == [(("Mill", "Other mill"),)]
    assert [(one.name, one.components, one.links) for one in found.fragile] == [
        ("Farm", ("Growing",), ("Growing → Milling",))
    ]
    assert found.share == 66.7


def test_stated_complementarity_explains_the_overlap(bread):
    make_contribution(component(bread, "Milling"), make_organisation(), complements="Rye only")
    make_contribution(component(bread, "Milling"), make_organisation())

    (overlap,) = queries.chain_page(SYSTEM, bread).overlaps

    assert overlap.unexplained == ()


def test_member_counts_for_the_partner_it_belongs_to(elca, bread):
    cluster, member = make_organisation("Grain Cluster"), make_organisation("Mill")
    make_participation(elca, cluster)
    make_membership(member, cluster)
    make_contribution(component(bread, "Milling"), member)

    found = queries.chain_page(SYSTEM, bread)

    assert (found.partners, found.countries) == ([("Grain Cluster", 100.0)], [("ES", 100.0)])


def test_hidden_organisation_fills_its_component_without_a_name(bread):
    hidden = make_organisation("Secret Mill", state="draft")
    row = make_contribution(component(bread, "Milling"), hidden, gives="Stone milling")

    (stage,) = [one for one in queries.chain_page(VISITOR, bread).stages if one.rows]

    assert (stage.state, stage.rows[0].organisation, stage.rows[0].gives) == ("filled", None, "")
    with pytest.raises(NotThere):
        queries.contribution_by_id(VISITOR, row.pk)


def test_partners_chain_is_not_there_for_a_visitor(elca):
    make_chain(elca, key="quiet")

    with pytest.raises(NotThere):
        queries.chain_by_key(VISITOR, "quiet")
    assert list(queries.chains_of(VISITOR, elca)) == []


@pytest.mark.parametrize("number", [2, 12])
def test_page_asks_as_much_for_many_as_for_few(client, elca, django_assert_num_queries, number):
    chain = make_chain(elca, visibility="public")
    before = None
    for place in range(number):
        one = make_component(chain)
        make_contribution(one, make_organisation(f"Organisation {place}", country="DE"))
        if before:
            make_link(before, one)
        before = one

    with django_assert_num_queries(5):
        found = queries.chain_page(VISITOR, chain)
    assert len(found.stages) == number
    assert client.get(chain.get_absolute_url()).status_code == 200


def test_coordinator_draws_a_chain_in_three_steps_without_a_script(client, elca):
    coordinator = actors.make_coordinator(elca.team)
    signed_in(client, coordinator)
    partner = make_organisation("Grain Cluster")
    make_participation(elca, partner)

    started = client.post(reverse("strategy:start_chain", args=["elca"]), ABOUT | {"like": "", "pattern": ""})
    chain = ValueChain.objects.get()
    for name in ("Growing", "Milling"):
        values = {"name": name, "wanted": 1, "weight": 1}
        client.post(reverse("strategy:add_component", args=[chain.key]), values)
    growing, milling = chain.components.all()
    client.post(
        reverse("strategy:add_link", args=[chain.key]), {"start": growing.pk, "end": milling.pk, "kind": ""}
    )
    values = {"organisation": partner.key, "component": milling.pk, "readiness": 8}
    client.post(reverse("strategy:map_organisation", args=[chain.key]), values)
    page = client.get(chain.get_absolute_url())

    assert started.url == chain.get_absolute_url()
    assert (ChainLink.objects.count(), Contribution.objects.get().readiness) == (1, 8)
    assert f'href="#component-{growing.pk}"' in page.text
    assert "Grain Cluster" in page.text
    assert "100%" in page.text


def test_refused_link_keeps_what_was_typed(client, bread):
    signed_in(client, actors.make_editor())
    growing = component(bread, "Growing")

    answer = client.post(
        reverse("strategy:add_link", args=["bread"]),
        {"start": growing.pk, "end": growing.pk, "kind": "seed corn"},
    )

    assert answer.status_code == 409
    assert "A component cannot be linked with itself" in answer.text
    assert "seed corn" in answer.text


def test_program_reads_a_chain_as_the_page_shows_it(client, elca, bread):
    make_contribution(component(bread, "Milling"), make_organisation("Mill", key="mill"), readiness=6)
    make_contribution(
        component(bread, "Baking"), make_organisation("Secret", state="draft"), complements="Dark"
    )

    listed = client.get("/api/v1/partnerships/elca/value-chains").json()
    found = client.get("/api/v1/value-chains/bread").json()

    assert listed == [{"key": "bread", "name": "Bread", "topic": "", "components": 3}]
    assert (found["coverage"], found["gaps"]) == (66.7, ["Growing"])
    assert found["links"][0] == {
        "id": ChainLink.objects.earliest("pk").pk,
        "start": "Growing",
        "end": "Milling",
        "kind": "grain",
    }
    assert [one["organisation"] for part in found["components"] for one in part["contributions"]] == [
        "mill", None,
    ]  # fmt: skip
    assert "Dark" not in str(found)


def test_picture_wider_than_a_thousand_has_no_separators_in_its_numbers(client, elca):
    chain = make_chain(elca, visibility="public")
    row = [make_component(chain) for _ in range(7)]
    for start, end in pairwise(row):
        make_link(start, end)

    page = client.get(chain.get_absolute_url()).text

    assert 'x="1426"' in page
    assert not re.search(r'(x|y|width|height|viewBox)="[^"]*,', page)


def test_programs_start_chains_as_pages_do(client, elca):
    signed_in(client, actors.make_coordinator(elca.team))
    address = "/api/v1/partnerships/elca/value-chains"

    def start(**said):
        return client.post(address, {"name": "Wood", **said}, content_type="application/json")

    made, both, unknown = start(pattern="digital"), start(pattern="digital", like="bread"), start(pattern="x")

    assert (made.status_code, unknown.status_code) == (201, 422)
    assert len(made.json()["components"]) == len(PATTERNS["digital"].components)
    assert both.status_code in (404, 409)
    assert ValueChain.objects.get().key == made.json()["key"]
