"""What a delegation as a whole offers and looks for: from the profiles of its members in the directory and from what they say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from kontor.hub.directory.choices import Direction
from kontor.hub.directory.models import Competence, Organisation, Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.tables import sort_key
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Delegate


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """Something offered or looked for, and who does."""

    text: str
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class PortfolioField:
    """What is offered and looked for in one field; the last one is of those who name no field."""

    label: str
    offers: tuple[PortfolioLine, ...]
    seeks: tuple[PortfolioLine, ...]


@dataclass(slots=True)
class Gathered:
    """Text -> who says so, in the order in which it was met."""

    offers: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    seeks: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))

    def add(self, direction: str, text: str, organisation: Organisation) -> None:
        who = (self.offers if direction == Direction.OFFERS else self.seeks)[text]
        if organisation not in who:
            who.append(organisation)


def called(term: Term, language: str) -> str:
    return term.labels.get(language) or term.label


def portfolio(actor: Actor, members: Sequence[Delegate], language: str) -> list[PortfolioField]:
    """Of these members, which the caller knows to be visible, by field. One statement for their profiles; `terms` are prefetched."""
    found: dict[str, Gathered] = defaultdict(Gathered)
    for one in members:
        fields = [called(term, language) for term in one.terms.all()] or [""]
        for direction, text in ((Direction.OFFERS, one.offers), (Direction.SEEKS, one.seeks)):
            for label in fields if text else ():
                found[label].add(direction, text, one.organisation)
    stated(actor, members, language, found)
    labels = sorted(found, key=lambda label: (not label, sort_key(label)))
    return [
        PortfolioField(
            label or gettext("Without a field"),
            tuple(lines(found[label].offers)),
            tuple(lines(found[label].seeks)),
        )
        for label in labels
    ]


def stated(actor: Actor, members: Iterable[Delegate], language: str, found: dict[str, Gathered]) -> None:
    """What their profiles state, as far as the actor reads them."""
    own = {one.organisation_id: one.organisation for one in members}
    rows = visible(Competence, actor).filter(organisation__in=own).select_related("term")
    for one in rows.order_by("organisation__sort_name", "pk"):
        label = called(one.term, language) if one.term else ""
        found[label].add(one.direction, one.text or label, own[one.organisation_id])


def lines(said: dict[str, list[Organisation]]) -> Iterable[PortfolioLine]:
    return (PortfolioLine(text, tuple(who)) for text, who in said.items())
