"""What the pages of one organisation share: it is loaded as the actor sees it, a merged double's address leads on, tabs."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import Moved, by_key, editable
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView, Tab, crumbs, tabs
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere


@dataclass(kw_only=True)
class OrganisationPage(Page):
    """A page about one organisation. `organisation` is the record itself, loaded."""

    organisation: Organisation


class OfOrganisation(PageView):
    """Loads the organisation of the address; leads on where it was merged into another."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **values)
        except Moved as moved:
            match = request.resolver_match
            address = reverse(match.view_name, kwargs={**match.kwargs, "key": moved.key})
            return HttpResponsePermanentRedirect(address)

    @cached_property
    def organisation(self) -> Organisation:
        return by_key(self.actor, self.kwargs["key"])

    def tabs(self) -> tuple[Tab, ...]:
        key = [self.organisation.key]
        return tabs(
            self.request,
            [
                (gettext("Profile"), reverse("directory:organisation", args=key)),
                (gettext("Complements"), reverse("directory:complements", args=key)),
                (gettext("Peers"), reverse("directory:peers", args=key)),
                (gettext("History and sources"), reverse("directory:history", args=key)),
            ],
        )

    def breadcrumb(self, here: str = "") -> tuple[Crumb, ...]:
        directory = (gettext("Directory"), reverse("directory:index"))
        if not here:
            return crumbs(directory, self.organisation.name)
        return crumbs(directory, (self.organisation.name, self.organisation.get_absolute_url()), here)


class OrganisationAction(OfOrganisation, ActionView):
    """One form about the organisation. Subclasses name the `verb` (their permission) and the `title`."""

    verb: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any] = ""

    def load(self, key: str, **values: Any) -> OrganisationPage:
        return OrganisationPage(
            title=str(self.title),
            lead=str(self.lead),
            breadcrumb=self.breadcrumb(str(self.title)),
            organisation=self.organisation,
        )

    def check(self, page: Page) -> None:
        require(self.actor, f"directory.{self.verb}", self.organisation)


class PartAction(OrganisationAction):
    """One form about something that belongs to the organisation, such as one of its labels: `model`, found by its number."""

    model: ClassVar[Any]
    owner: ClassVar[str] = "organisation"

    def load(self, key: str, pk: int, **values: Any) -> OrganisationPage:
        self.part = editable(self.actor, self.model, self.organisation, pk, self.owner)
        if self.part is None:
            raise NotThere
        return super().load(key)

    def check(self, page: Page) -> None:
        require(self.actor, f"directory.{self.verb}", self.part)
