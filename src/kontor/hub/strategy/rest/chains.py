"""Value chains for programs: those of a partnership, and one with all that is drawn in it and what it lacks."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Key, Schema, Text
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.rest.base import router
from kontor.hub.strategy.rules import PATTERNS


class ValueChainInList(Schema):
    """A value chain, with how many components it has."""

    key: str
    name: str
    topic: str
    components: int


class NewValueChain(Schema):
    """A chain to start. `pattern` is a template (manufacturing, agri-food, digital, environment, health), `like` the key of a
    chain whose drawing is copied; one of them, or none for a blank page.
    """

    name: Text = Field(max_length=120, min_length=1)
    topic: Text = Field("", max_length=2000)
    objectives: Text = Field("", max_length=2000)
    visibility: Visibility = Visibility.PARTNERS
    pattern: Literal["", *PATTERNS] = ""  # type: ignore[valid-type]
    like: Key | None = None


class ContributionOut(Schema):
    """Who contributes what. `id`, `organisation` and `version` are null, and the words are empty, where you may not see whose it is."""

    id: int | None
    organisation: str | None
    gives: str
    competence: str
    readiness: int | None
    complements: str
    version: int | None


class ComponentOut(Schema):
    """A component. `state`: filled, too-few, not-ready, not-stated or empty; `missing` is how many more it wants.

    `term` (as taxonomy:code) and `sought` say what it needs.
    """

    id: int
    name: str
    description: str
    wanted: int
    readiness: int | None
    weight: int
    term: str | None
    sought: str
    state: str
    missing: int
    unexplained_overlaps: list[tuple[str, str]]
    contributions: list[ContributionOut]
    version: int


class ChainLinkOut(Schema):
    """A link between two components, by their names."""

    id: int
    start: str
    end: str
    kind: str


class SinglePointOut(Schema):
    """An organisation without which something is no longer carried."""

    organisation: str
    components: list[str]
    links: list[str]
    cut_off: list[str]


class PortionOut(Schema):
    """The share of the work, 0 to 1, of a partner or a country."""

    group: str
    share: float


class ValueChainOut(Schema):
    """A value chain as drawn and as judged; `coverage` is in per cent, null without components."""

    key: str
    partnership: str
    name: str
    topic: str
    objectives: str
    visibility: Visibility
    version: int
    coverage: float | None
    components: list[ComponentOut]
    links: list[ChainLinkOut]
    gaps: list[str]
    single_points: list[SinglePointOut]
    by_partner: list[PortionOut]
    by_country: list[PortionOut]
    remarks: list[str]


def component_out(stage: queries.StageRow) -> dict[str, Any]:
    one = stage.component
    return {
        "id": one.pk, "name": one.name, "description": one.description, "wanted": one.wanted, "readiness": one.readiness,
        "weight": one.weight, "term": f"{one.term.taxonomy}:{one.term.code}" if one.term else None, "sought": one.sought, "state": stage.state, "missing": stage.missing,
        "unexplained_overlaps": list(stage.unexplained), "contributions": [contribution_out(row) for row in stage.rows],
        "version": one.version,
    }  # fmt: skip


def contribution_out(row: queries.SeenContribution) -> dict[str, Any]:
    hidden = {} if row.organisation else {"complements": "", "version": None}
    names = ("gives", "competence", "readiness", "complements", "version")
    return {
        "id": row.pk if row.organisation else None, "organisation": row.organisation.key if row.organisation else None,
        **{name: getattr(row, name) for name in names}, **hidden,
    }  # fmt: skip


def link_out(one: queries.LinkRow) -> dict[str, Any]:
    return {"id": one.pk, "start": one.start, "end": one.end, "kind": one.kind}


@router.get(
    "/partnerships/{key}/value-chains", response=list[ValueChainInList], url_name="partnership_chains"
)
def chains(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The value chains of a partnership that you may see."""
    rows = queries.chains_of(request.auth, by_key(request.auth, key))  # type: ignore[attr-defined]
    return [
        {"key": one.key, "name": one.name, "topic": one.topic, "components": one.size}  # type: ignore[attr-defined]
        for one in rows
    ]


@router.post(
    "/partnerships/{key}/value-chains", response={201: ValueChainOut}, url_name="start_partnership_chain"
)
def start_chain(request: HttpRequest, key: Key, new: NewValueChain) -> Any:
    """Start a value chain: blank, from a template, or as another chain is drawn."""
    actor = request.auth  # type: ignore[attr-defined]
    made = actions.start_chain(
        actor=actor,
        partnership=by_key(actor, key),
        fields=new.dict(exclude={"like", "pattern"}),
        like=queries.chain_by_key(actor, new.like) if new.like else None,
        pattern=new.pattern,
    )
    return Status(201, chain_out(actor, made.key))


@router.get("/value-chains/{key}", response=ValueChainOut, url_name="value_chain")
def chain(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A value chain: components with who contributes, links, gaps, balance, and what hangs on one organisation."""
    return chain_out(request.auth, key)  # type: ignore[attr-defined]


def chain_out(actor: Actor, key: str) -> dict[str, Any]:
    found = queries.chain_page(actor, queries.chain_by_key(actor, key))
    of = found.chain
    fragile = [
        {"organisation": one.name, "components": one.components, "links": one.links, "cut_off": one.cut_off}
        for one in found.fragile
    ]
    return {
        "key": of.key, "partnership": of.partnership.key, "name": of.name, "topic": of.topic, "objectives": of.objectives,
        "visibility": of.visibility, "version": of.version,
        "coverage": found.share, "components": [component_out(stage) for stage in found.stages],
        "links": [link_out(one) for one in found.links],
        "gaps": [stage.component.name for stage in found.gaps], "single_points": fragile,
        "by_partner": [{"group": one.group, "share": one.share} for one in found.by_partner.portions],
        "by_country": [{"group": one.group, "share": one.share} for one in found.by_country.portions],
        "remarks": list(found.remarks),
    }  # fmt: skip
