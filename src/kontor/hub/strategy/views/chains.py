"""Read value chains: those of a partnership, and one with its picture and what it lacks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.permission import can
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import queries
from kontor.hub.strategy.models import ValueChain
from kontor.hub.strategy.views.picture import Picture, picture
from kontor.hub.strategy.views.reading import OfAPartnership, way_to_partnerships


def way_to_chains(partnership: Partnership, *steps: Crumb) -> tuple[Crumb, ...]:
    """By way of the partnership to its value chains."""
    return way_to_partnerships(
        Crumb(partnership.acronym, partnership.get_absolute_url()),
        Crumb(gettext("Value chains"), reverse("strategy:chains", args=[partnership.key]) if steps else ""),
        *steps,
    )


@dataclass(kw_only=True)
class ChainsPage(Page):
    """The value chains of a partnership."""

    partnership: Partnership
    chains: list[ValueChain]
    may_draw: bool


class Chains(OfAPartnership):
    """See which value chains a partnership drew."""

    template_name = "strategy/chains.html"

    def load(self, **values: Any) -> ChainsPage:
        return ChainsPage(
            title=gettext("Value chains of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("Who can contribute what, where contributions overlap, and what is missing."),
            breadcrumb=way_to_chains(self.partnership),
            partnership=self.partnership,
            chains=list(queries.chains_of(self.actor, self.partnership)),
            may_draw=can(self.actor, "strategy.draw", ValueChain(partnership=self.partnership)),
        )


@dataclass(kw_only=True)
class ChainShown(Page):
    """A value chain: its picture, and what is read from it. `steps` are the three of the guide."""

    of: queries.ChainPage
    picture: Picture
    steps: tuple[str, ...]


class Chain(PageView):
    """See a value chain drawn, and what it lacks."""

    template_name = "strategy/chain.html"

    def load(self, **values: Any) -> ChainShown:
        chain = queries.chain_by_key(self.actor, self.kwargs["chain"])
        found = queries.chain_page(self.actor, chain)
        return ChainShown(
            title=chain.name,
            lead=chain.topic,
            breadcrumb=way_to_chains(chain.partnership, Crumb(chain.name)),
            of=found,
            picture=picture(found),
            steps=(
                gettext("Define the chain"),
                gettext("Components and links"),
                gettext("Map organisations"),
            ),
        )
