"""One organisation: who it is, who is like it, what was written about it and changed."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.permissions import offered
from kontor.hub.directory.queries import Peer, Profile, completeness_of, peers_of, profile_of
from kontor.hub.directory.queries.trail import history_of_profile
from kontor.hub.directory.rules import PROFILE, Completeness
from kontor.hub.directory.tables import FACET_OF_TAXONOMY, Badge, state_badge
from kontor.hub.directory.views.base import OfOrganisation, OrganisationPage
from kontor.hub.evidence.queries import Cited, citations_of
from kontor.hub.foundation.history import Happening

PROFILE_STEPS = ("submit", "withdraw", "publish", "reject", "confirm", "archive", "reopen")


@dataclass(frozen=True, slots=True)
class Linked:
    """A term and the list of everybody who carries it."""

    label: str
    url: str


@dataclass(kw_only=True)
class ShowPage(OrganisationPage):
    """`may` are the verbs offered to this actor in this state; `completeness` is for those who can improve it."""

    profile: Profile
    state: Badge
    facts: list[tuple[str, Any]]
    may: frozenset[str]
    completeness: Completeness | None
    terms: list[tuple[str, list[Linked]]]


class Show(OfOrganisation):
    """Who an organisation is."""

    template_name = "directory/organisation.html"

    def load(self, key: str) -> ShowPage:
        organisation = self.organisation
        profile = profile_of(self.actor, organisation, timezone.localdate())
        may = self.offered_verbs()
        return ShowPage(
            title=organisation.name,
            lead=organisation.short_name if organisation.short_name != organisation.name else "",
            breadcrumb=self.breadcrumb(),
            tabs=self.tabs(),
            organisation=organisation,
            profile=profile,
            state=state_badge(organisation),
            facts=facts_of(profile),
            may=may,
            completeness=completeness_of(organisation) if may & {"edit", "publish"} else None,
            terms=linked_terms(profile),
        )

    def offered_verbs(self) -> frozenset[str]:
        """What this actor may do now: her rights, and what the state allows."""
        possible = {*PROFILE.verbs(self.organisation.state)}
        return frozenset(
            verb
            for verb in offered(self.actor, self.organisation)
            if verb not in PROFILE_STEPS or verb in possible
        )


def linked_terms(profile: Profile) -> list[tuple[str, list[Linked]]]:
    index = reverse("directory:index")
    return [
        (
            name,
            [
                Linked(term.label, f"{index}?{urlencode({FACET_OF_TAXONOMY[taxonomy]: term.code})}")
                for term in terms
            ],
        )
        for taxonomy, name, terms in profile.terms
    ]


def facts_of(profile: Profile) -> list[tuple[str, Any]]:
    """The short facts beside the text; what is not stated is left out."""
    one = profile.organisation
    sizes = [
        (_("Staff (full-time equivalents)"), one.staff),
        (_("SME members"), one.sme_members),
        (_("Large members"), one.large_members),
        (_("Research members"), one.research_members),
    ]
    return [(str(label), value) for label, value in sizes if value is not None]


@dataclass(kw_only=True)
class PeersPage(OrganisationPage):
    """Organisations like this one, with the reasons."""

    peers: list[Peer]


class Peers(OfOrganisation):
    """Organisations like this one."""

    template_name = "directory/peers.html"

    def load(self, key: str) -> PeersPage:
        return PeersPage(
            title=self.organisation.name,
            breadcrumb=self.breadcrumb(gettext("Peers")),
            tabs=self.tabs(),
            organisation=self.organisation,
            peers=peers_of(self.actor, self.organisation),
        )


@dataclass(kw_only=True)
class HistoryPage(OrganisationPage):
    """`changes` newest first; `sources` say where the record comes from."""

    changes: list[Happening]
    sources: list[Cited]
    names: list[Any]


class History(OfOrganisation):
    """What was changed when, and on which sources the record rests."""

    template_name = "directory/history.html"

    def load(self, key: str) -> HistoryPage:
        return HistoryPage(
            title=self.organisation.name,
            breadcrumb=self.breadcrumb(gettext("History and sources")),
            tabs=self.tabs(),
            organisation=self.organisation,
            changes=history_of_profile(self.actor, self.organisation),
            sources=citations_of(self.actor, [self.organisation])[self.organisation],
            names=list(self.organisation.aliases.order_by("start", "name")),
        )
