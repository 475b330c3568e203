"""What a value chain holds and lacks, as an actor may see it, and whom to invite."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import queries as strategy
from kontor.hub.strategy.inputs.chain import SeenContribution, identifier
from kontor.hub.strategy.models import ValueChain


@dataclass(frozen=True, slots=True)
class ChainTold:
    """The chain as its page judges it, and the smallest set to invite. `address` is its page, `inviting` that of the set."""

    page: strategy.ChainPage
    invitation: strategy.InvitationPage
    address: str
    inviting: str

    @property
    def rows(self) -> list[tuple[strategy.StageRow, SeenContribution]]:
        """Every contribution with its component, in the order of the components."""
        return [(stage, row) for stage in self.page.stages for row in stage.rows]

    @property
    def organisations(self) -> int:
        """Distinct organisations that contribute; each that the actor may not see counts by its row."""
        return len({identifier(row) for _stage, row in self.rows})

    @property
    def missing(self) -> int:
        return sum(stage.missing for stage in self.page.gaps)

    @property
    def unexplained(self) -> list[tuple[strategy.StageRow, str, str]]:
        """Pairs in one component of which neither says how it complements the other."""
        return [(stage, *pair) for stage in self.page.overlaps for pair in stage.unexplained]


def seen(actor: Actor) -> QuerySet[ValueChain]:
    """Every chain that the actor sees can be told of."""
    return visible(ValueChain, actor).order_by("name", "key")


def told(actor: Actor) -> QuerySet[ValueChain]:
    """Those in which something is drawn."""
    return seen(actor).filter(components__isnull=False).distinct()


def chain(actor: Actor, key: str) -> ChainTold:
    """Gather it. The number of statements does not depend on the size of the chain."""
    one = seen(actor).select_related("partnership").get(key=key.lower())
    return ChainTold(
        page=strategy.chain_page(actor, one),
        invitation=strategy.invitation(actor, one),
        address=one.get_absolute_url(),
        inviting=reverse("strategy:invite", args=[one.key]),
    )
