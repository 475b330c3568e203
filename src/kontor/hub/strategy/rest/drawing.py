"""Draw value chains, for programs: what they are about, their components and links, and who contributes what."""

from typing import Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from kontor.hub.directory.models import Term
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Identifier, Key, Schema, Text
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy import actions, queries, rules
from kontor.hub.strategy.models import ChainComponent
from kontor.hub.strategy.rest.base import router
from kontor.hub.strategy.rest.chains import (
    ChainLinkOut,
    ComponentOut,
    ContributionOut,
    ValueChainOut,
    chain_out,
    component_out,
    contribution_out,
    link_out,
)


class ChangedValueChain(Schema):
    """What a chain is about and who reads it, as it is to be; `version` is the one that was read."""

    name: Text = Field(max_length=120, min_length=1)
    topic: Text = Field("", max_length=2000)
    objectives: Text = Field("", max_length=2000)
    visibility: Visibility = Visibility.PARTNERS
    version: int = Field(ge=1, le=2**31 - 1)


class NewComponent(Schema):
    """A component to draw; it comes last. `term` as taxonomy:code."""

    name: Text = Field(max_length=80, min_length=1)
    description: Text = Field("", max_length=250)
    wanted: int = Field(1, ge=1, le=100)
    readiness: int | None = Field(None, ge=1, le=9)
    weight: int = Field(1, ge=1, le=100)
    term: Text | None = Field(None, max_length=200)
    sought: Text = Field("", max_length=250)


class ChangedComponent(NewComponent):
    """A component as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewChainLink(Schema):
    """A link to draw from one component to another, by their ids. `kind` says what passes."""

    start: Identifier
    end: Identifier
    kind: Text = Field("", max_length=60)


class SaidOfContribution(Schema):
    """What an organisation gives."""

    gives: Text = Field("", max_length=250)
    competence: Text = Field("", max_length=250)
    readiness: int | None = Field(None, ge=1, le=9)
    complements: Text = Field("", max_length=250)


class NewContribution(SaidOfContribution):
    """An organisation to map to a component."""

    organisation: Key


class ChangedContribution(SaidOfContribution):
    """What an organisation gives, as it is to be; `version` is the one that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


def drawn_fields(given: NewComponent) -> dict[str, Any]:
    """The fields as the actions take them. Refuses a term that is none."""
    return given.dict(exclude={"term", "version"}) | {"term": term_of(given.term) if given.term else None}


def term_of(text: str) -> Term:
    taxonomy, _colon, code = text.partition(":")
    found = Term.objects.filter(taxonomy=taxonomy, code=code).first()
    if found is None:
        raise rules.UnknownTerm(field="term", value=text)
    return found


def drawn(actor: Actor, component: ChainComponent) -> dict[str, Any]:
    """The component as it is now, judged in its chain."""
    found = queries.chain_page(actor, component.chain)
    return component_out(next(stage for stage in found.stages if stage.component.pk == component.pk))


def mapped(actor: Actor, component: ChainComponent, pk: int) -> dict[str, Any]:
    found = queries.chain_page(actor, component.chain)
    return contribution_out(next(row for stage in found.stages for row in stage.rows if row.pk == pk))


@router.put("/value-chains/{key}", response=ValueChainOut, url_name="change_value_chain")
def change_chain(request: HttpRequest, key: Key, changed: ChangedValueChain) -> dict[str, Any]:
    """Change what a chain is about and who reads it."""
    actor = request.auth
    edited = actions.Edited(queries.chain_by_key(actor, key), changed.version)
    actions.edit_chain(actor=actor, edited=edited, fields=changed.dict(exclude={"version"}))
    return chain_out(actor, key)


@router.delete("/value-chains/{key}", response={204: None}, url_name="remove_value_chain")
def remove_chain(request: HttpRequest, key: Key) -> Any:
    """Remove a chain with all that is drawn in it. The organisations stay."""
    actions.remove_chain(actor=request.auth, chain=queries.chain_by_key(request.auth, key))
    return Status(204, None)


@router.post(
    "/value-chains/{key}/components", response={201: ComponentOut}, url_name="add_value_chain_component"
)
def add_component(request: HttpRequest, key: Key, new: NewComponent) -> Any:
    """Draw a component."""
    actor = request.auth
    chain = queries.chain_by_key(actor, key)
    made = actions.add_component(actor=actor, chain=chain, fields=drawn_fields(new))
    return Status(201, drawn(actor, made))


@router.put("/chain-components/{id}", response=ComponentOut, url_name="change_chain_component")
def change_component(request: HttpRequest, id: Identifier, changed: ChangedComponent) -> dict[str, Any]:
    """Change a component."""
    actor = request.auth
    edited = actions.Edited(queries.component_by_id(actor, id), changed.version)
    return drawn(actor, actions.edit_component(actor=actor, edited=edited, fields=drawn_fields(changed)))


@router.delete("/chain-components/{id}", response={204: None}, url_name="remove_chain_component")
def remove_component(request: HttpRequest, id: Identifier) -> Any:
    """Remove a component with its links and contributions."""
    actions.remove_component(actor=request.auth, component=queries.component_by_id(request.auth, id))
    return Status(204, None)


@router.post("/value-chains/{key}/links", response={201: ChainLinkOut}, url_name="add_value_chain_link")
def add_link(request: HttpRequest, key: Key, new: NewChainLink) -> Any:
    """Draw a link between two components of the chain."""
    actor = request.auth
    chain = queries.chain_by_key(actor, key)
    start, end = (queries.component_by_id(actor, one) for one in (new.start, new.end))
    if start.chain_id != chain.pk:
        raise rules.NotOfThisChain(field="start", name=start.name)
    made = actions.add_link(actor=actor, start=start, end=end, kind=new.kind)
    return Status(201, link_out(queries.LinkRow(made.pk, start.name, end.name, made.kind)))


@router.delete("/chain-links/{id}", response={204: None}, url_name="remove_chain_link")
def remove_link(request: HttpRequest, id: Identifier) -> Any:
    """Remove a link; the components stay."""
    actions.remove_link(actor=request.auth, link=queries.link_by_id(request.auth, id))
    return Status(204, None)


@router.post(
    "/chain-components/{id}/contributions", response={201: ContributionOut}, url_name="map_to_chain_component"
)
def map_organisation(request: HttpRequest, id: Identifier, new: NewContribution) -> Any:
    """Say what an organisation contributes to a component."""
    actor = request.auth
    component = queries.component_by_id(actor, id)
    made = actions.map_organisation(
        actor=actor, component=component, organisation=organisation_by_key(actor, new.organisation),
        fields=new.dict(exclude={"organisation"}),
    )  # fmt: skip
    return Status(201, mapped(actor, component, made.pk))


@router.put("/chain-contributions/{id}", response=ContributionOut, url_name="change_chain_contribution")
def change_contribution(request: HttpRequest, id: Identifier, changed: ChangedContribution) -> dict[str, Any]:
    """Change what an organisation contributes."""
    actor = request.auth
    known = queries.contribution_by_id(actor, id)
    edited = actions.Edited(known, changed.version)
    actions.edit_contribution(actor=actor, edited=edited, fields=changed.dict(exclude={"version"}))
    return mapped(actor, known.component, id)


@router.delete("/chain-contributions/{id}", response={204: None}, url_name="remove_chain_contribution")
def unmap(request: HttpRequest, id: Identifier) -> Any:
    """Take an organisation out of a component."""
    actions.unmap(actor=request.auth, contribution=queries.contribution_by_id(request.auth, id))
    return Status(204, None)
