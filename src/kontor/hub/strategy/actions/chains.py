"""A value chain is started, drawn and mapped. Every change asks the right on the chain and leaves a trace."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions.saving import Edited, changed, key_of, taken_out, unchanged
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain


@transaction.atomic
def start_chain(
    *,
    actor: Actor,
    partnership: Partnership,
    fields: Mapping[str, Any],
    like: ValueChain | None = None,
    pattern: str = "",
) -> ValueChain:
    """Start a chain: blank, from a template (`pattern`), or as another one is drawn, without its contributions.

    A key that is not given is made of the name; a template is drawn in the language of now.
    """
    chain = ValueChain(partnership=partnership, **fields)
    require(actor, "strategy.draw", chain)
    rules.check_one_start(pattern, copies=like is not None)
    drawn = rules.pattern(pattern) if pattern else None
    chain.key = key_of(chain, f"{partnership.key} {chain.name}", "chain", rules.ChainKeyTaken)
    chain.save()
    audit.record(actor, "strategy.start_chain", chain)
    if like is not None:
        require(actor, "strategy.view", like)
        copy_drawing(actor, like, chain)
    if drawn is not None:
        draw_pattern(actor, drawn, chain)
    return chain


def copy_drawing(actor: Actor, like: ValueChain, chain: ValueChain) -> None:
    """Components and links, nobody in them."""
    copies: dict[int, ChainComponent] = {}
    for one in like.components.all():
        names = ("name", "description", "position", "wanted", "readiness", "weight", "term_id", "sought")
        copies[one.pk] = ChainComponent(chain=chain, **{name: getattr(one, name) for name in names})
    links = [
        ChainLink(start=copies[one.start_id], end=copies[one.end_id], kind=one.kind)
        for one in ChainLink.objects.filter(start__chain=like)
    ]
    save_drawing(actor, list(copies.values()), links)


def draw_pattern(actor: Actor, pattern: rules.Pattern, chain: ValueChain) -> None:
    """Components with what they need, as far as the taxonomies of this house know the terms; and links."""
    taxonomies = {taxonomy for taxonomy, _code in rules.sought(pattern)}
    terms = {(one.taxonomy, one.code): one for one in Term.objects.filter(taxonomy__in=taxonomies)}
    components = [
        ChainComponent(
            chain=chain,
            name=gettext(name),
            description=gettext(told),
            position=place,
            term=terms.get(rules.told_apart(need)),
        )
        for place, (name, told, need) in enumerate(pattern.components)
    ]
    links = [
        ChainLink(start=components[start], end=components[end], kind=gettext(kind))
        for start, end, kind in pattern.links
    ]
    save_drawing(actor, components, links)


def save_drawing(actor: Actor, components: list[ChainComponent], links: list[ChainLink]) -> None:
    ChainComponent.objects.bulk_create(components)
    ChainLink.objects.bulk_create(links)
    audit.record_many(
        actor, [audit.Entry("strategy.save_component", one, {}, audit.state_of(one)) for one in components]
        + [audit.Entry("strategy.add_link", one, {}, audit.state_of(one)) for one in links],
    )  # fmt: skip


@transaction.atomic
def edit_chain(*, actor: Actor, edited: Edited[ValueChain], fields: Mapping[str, Any]) -> ValueChain:
    """Change what the chain is about and who reads it."""
    require(actor, "strategy.draw", edited.record)
    return changed(actor, "strategy.edit_chain", unchanged(edited), fields)


@transaction.atomic
def remove_chain(*, actor: Actor, chain: ValueChain) -> None:
    """Remove a chain with all that is drawn in it."""
    taken_out(
        actor=actor, permission="strategy.draw", action="strategy.remove_chain", record=chain, subject=chain
    )


@transaction.atomic
def add_component(*, actor: Actor, chain: ValueChain, fields: Mapping[str, Any]) -> ChainComponent:
    """Draw a component; it comes last."""
    require(actor, "strategy.draw", chain)
    locked(chain)
    rules.check_component(fields["name"], names_of(chain))
    last = chain.components.aggregate(last=Max("position"))["last"]
    one = ChainComponent.objects.create(chain=chain, position=(last or 0) + 1, **fields)
    audit.record(actor, "strategy.save_component", one)
    return one


@transaction.atomic
def edit_component(
    *, actor: Actor, edited: Edited[ChainComponent], fields: Mapping[str, Any]
) -> ChainComponent:
    """Change a component."""
    chain = edited.record.chain
    require(actor, "strategy.draw", chain)
    locked(chain)
    rules.check_component(fields["name"], names_of(chain, without=edited.record))
    return changed(actor, "strategy.save_component", unchanged(edited), fields)


@transaction.atomic
def remove_component(*, actor: Actor, component: ChainComponent) -> None:
    """Remove a component with its links and contributions."""
    taken_out(
        actor=actor,
        permission="strategy.draw",
        action="strategy.remove_component",
        record=component,
        subject=component.chain,
    )


@transaction.atomic
def add_link(*, actor: Actor, start: ChainComponent, end: ChainComponent, kind: str = "") -> ChainLink:
    """Draw a link. Refused from a component to itself, to another chain, and twice."""
    require(actor, "strategy.draw", start.chain)
    locked(start.chain)
    if end.chain_id != start.chain_id:
        raise rules.NotOfThisChain(field="end", name=end.name)
    known = ChainLink.objects.filter(start__chain=start.chain).values_list("start_id", "end_id", "kind")
    rules.check_link(start.pk, end.pk, kind, set(known))
    one = ChainLink.objects.create(start=start, end=end, kind=kind)
    audit.record(actor, "strategy.add_link", one)
    return one


@transaction.atomic
def remove_link(*, actor: Actor, link: ChainLink) -> None:
    """Remove a link; the components stay."""
    taken_out(
        actor=actor,
        permission="strategy.draw",
        action="strategy.remove_link",
        record=link,
        subject=link.start.chain,
    )


@transaction.atomic
def map_organisation(
    *, actor: Actor, component: ChainComponent, organisation: Organisation, fields: Mapping[str, Any]
) -> Contribution:
    """Say what an organisation contributes to a component. Refused where it is mapped there already."""
    require(actor, "strategy.draw", component.chain)
    locked(component.chain)
    if component.contributions.filter(organisation=organisation).exists():
        raise rules.MappedAlready(
            field="organisation", organisation=organisation.name, component=component.name
        )
    one = Contribution.objects.create(component=component, organisation=organisation, **fields)
    audit.record(actor, "strategy.map", one)
    return one


@transaction.atomic
def edit_contribution(
    *, actor: Actor, edited: Edited[Contribution], fields: Mapping[str, Any]
) -> Contribution:
    """Change what an organisation contributes."""
    require(actor, "strategy.draw", edited.record.component.chain)
    return changed(actor, "strategy.map", unchanged(edited), fields)


@transaction.atomic
def unmap(*, actor: Actor, contribution: Contribution) -> None:
    """Take an organisation out of a component."""
    taken_out(
        actor=actor,
        permission="strategy.draw",
        action="strategy.unmap",
        record=contribution,
        subject=contribution.component.chain,
    )


def locked(chain: ValueChain) -> None:
    """Two who draw at once wait for each other: what is unique within a chain is asked before it is saved."""
    ValueChain.objects.select_for_update(of=("self",)).get(pk=chain.pk)


def names_of(chain: ValueChain, without: ChainComponent | None = None) -> list[str]:
    rows = chain.components.exclude(pk=without.pk) if without else chain.components.all()
    return list(rows.values_list("name", flat=True))
