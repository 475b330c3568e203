"""Value chains drawn by programs: the same actions, rules and sentences as the pages."""

import pytest
from django.urls import reverse

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_organisation, make_term
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import make_chain, make_component, make_contribution, make_link

pytestmark = pytest.mark.django_db

API = "/api/v1"


@pytest.fixture
def bread():
    """Milling -> baking, seen by everybody."""
    chain = make_chain(make_partnership("ELCA", key="elca"), "Bread", key="bread", visibility="public")
    make_link(make_component(chain, "Milling"), make_component(chain, "Baking"), "flour")
    return chain


@pytest.fixture
def milling(bread):
    return bread.components.get(name="Milling")


@pytest.fixture
def coordinator(client, bread):
    return signed_in(client, actors.make_coordinator(bread.partnership.team))


@pytest.fixture
def ask(client, coordinator):
    """(method, address, what is said) -> (status, answer)."""

    def ask(method, address, **said):
        sent = {"data": said, "content_type": "application/json"} if method != "get" else {}
        answer = getattr(client, method)(API + address, **sent)
        return answer.status_code, answer.json() if answer.content else None

    return ask


def drawn(ask):
    return ask("get", "/value-chains/bread")[1]


def test_chain_that_was_read_can_be_sent_back_changed(ask, bread):
    names = ("name", "topic", "objectives", "visibility", "version")
    read = {name: drawn(ask)[name] for name in names}

    status, changed = ask("put", "/value-chains/bread", **read | {"topic": "Rye"})
    again = ask("put", "/value-chains/bread", **read)

    assert (status, changed) == (200, drawn(ask))
    assert {name: changed[name] for name in names} == read | {"topic": "Rye", "version": 2}
    assert (again[0], again[1]["code"]) == (409, "changed-meanwhile")


def test_chain_is_removed_with_its_drawing_and_leaves_organisations(ask, milling):
    mill = make_organisation("Mill", key="mill")
    make_contribution(milling, mill)

    assert ask("delete", "/value-chains/bread") == (204, None)

    assert [model.objects.count() for model in (ValueChain, ChainComponent, ChainLink, Contribution)] == [0] * 4  # fmt: skip
    mill.refresh_from_db()
    assert AuditEvent.objects.filter(action="strategy.remove_chain").exists()


def test_component_is_drawn_changed_and_removed(ask, bread):
    make_term(code="mills", label="Mills")
    said = {
        "name": "Sifting", "description": "Sieves", "wanted": 2, "readiness": 6, "weight": 3, "term": "sectoral-industry:mills",
        "sought": "flour",
    }  # fmt: skip

    made_status, made = ask("post", "/value-chains/bread/components", **said)
    sent = said | {"wanted": 1, "version": made["version"]}
    changed_status, changed = ask("put", f"/chain-components/{made['id']}", **sent)

    assert (made_status, {name: made[name] for name in said}) == (201, said)
    assert (changed_status, {name: changed[name] for name in said}) == (200, said | {"wanted": 1})
    assert (changed["missing"], changed["version"]) == (1, 2)
    assert drawn(ask)["components"][-1] == changed
    assert ask("put", f"/chain-components/{made['id']}", **sent)[1]["code"] == "changed-meanwhile"
    assert ask("delete", f"/chain-components/{made['id']}") == (204, None)
    assert [one["name"] for one in drawn(ask)["components"]] == ["Milling", "Baking"]


def test_link_is_drawn_once_and_removed(ask, bread):
    milling, baking = (bread.components.get(name=name).pk for name in ("Milling", "Baking"))

    status, made = ask("post", "/value-chains/bread/links", start=baking, end=milling, kind="bran")
    twice = ask("post", "/value-chains/bread/links", start=baking, end=milling, kind="bran")

    assert (status, made) == (201, {"id": made["id"], "start": "Baking", "end": "Milling", "kind": "bran"})
    assert drawn(ask)["links"][-1] == made
    assert twice[1]["code"] == "linked-already"
    assert ask("delete", f"/chain-links/{made['id']}") == (204, None)
    assert [one["kind"] for one in drawn(ask)["links"]] == ["flour"]


def test_organisation_is_mapped_changed_and_taken_out(ask, milling):
    make_organisation("Mill", key="mill")
    said = {"gives": "Stones", "competence": "Grinding", "readiness": 7, "complements": ""}
    address = f"/chain-components/{milling.pk}/contributions"

    status, made = ask("post", address, organisation="mill", **said)
    twice = ask("post", address, organisation="mill", **said)
    sent = said | {"readiness": 8, "version": made["version"]}
    changed_status, changed = ask("put", f"/chain-contributions/{made['id']}", **sent)

    assert (status, made) == (201, {**said, "id": made["id"], "organisation": "mill", "version": 1})
    assert twice[1]["code"] == "mapped-already"
    assert (changed_status, changed) == (200, made | {"readiness": 8, "version": 2})
    assert drawn(ask)["components"][0]["contributions"] == [changed]
    assert ask("put", f"/chain-contributions/{made['id']}", **sent)[1]["code"] == "changed-meanwhile"
    assert ask("delete", f"/chain-contributions/{made['id']}") == (204, None)
    assert not Contribution.objects.exists()


def test_refusals_are_the_sentences_of_the_pages(client, ask, bread, milling):
    other = make_component(make_chain(bread.partnership, key="cake"), "Icing")
    page = client.post(
        reverse("strategy:add_component", args=["bread"]), {"name": "milling", "wanted": "1", "weight": "1"}
    )

    named_twice = ask("post", "/value-chains/bread/components", name="milling")[1]
    itself = ask("post", "/value-chains/bread/links", start=milling.pk, end=milling.pk)[1]
    elsewhere = [
        ask("post", "/value-chains/bread/links", start=start, end=end)[1]["code"]
        for start, end in ((milling.pk, other.pk), (other.pk, milling.pk))
    ]

    assert named_twice["detail"] == "The chain has a component 'milling' already: choose another name."
    assert "The chain has a component &#x27;milling&#x27; already: choose another name." in page.text
    assert itself["code"] == "linked-with-itself"
    assert elsewhere == ["not-of-this-chain"] * 2
    assert ask("post", "/value-chains/bread/components", name="Sifting", term="nothing")[1]["code"] == "unknown-term"  # fmt: skip
    assert bread.components.count() == 2


def test_others_are_refused_and_do_not_find_what_they_may_not_see(client, bread, milling):
    signed_in(client, actors.make_outsider_coordinator())
    hidden = make_component(make_chain(bread.partnership, visibility="partners"), "Icing")

    def status(method, address, **said):
        return getattr(client, method)(API + address, said, content_type="application/json").status_code

    assert status("delete", "/value-chains/bread") == 403
    assert status("delete", f"/chain-components/{milling.pk}") == 403
    assert status("post", "/value-chains/bread/components", name="Sifting") == 403
    assert status("delete", f"/value-chains/{hidden.chain.key}") == 404
    assert status("delete", f"/chain-components/{hidden.pk}") == 404
    assert bread.components.count() == 2


def test_contribution_of_whom_one_may_not_see_is_told_without_its_number(ask, milling):
    quiet = make_contribution(milling, make_organisation("Quiet", state="draft"), gives="Dark")

    (told,) = drawn(ask)["components"][0]["contributions"]

    assert (told["id"], told["organisation"], told["version"], told["gives"]) == (None, None, None, "")
    assert ask("delete", f"/chain-contributions/{quiet.pk}")[0] == 404
