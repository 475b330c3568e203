"""Find and read countries: the list, one profile."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.countries import queries
from kontor.hub.countries.exporters import ExportProfiles
from kontor.hub.countries.models import CountryProfile
from kontor.hub.countries.tables import Countries
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page, PageView, VerbView
from kontor.hub.foundation.permission import can, require
from kontor.hub.transfer.kit.downloads import download


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Countries"), reverse("countries:index")), *steps)


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All profiles the actor may see."""

    may_add: bool


class Index(ListView):
    """Find a country."""

    template_name = "countries/index.html"

    def load(self, **values: Any) -> IndexPage:
        return IndexPage(
            title=gettext("Countries"),
            lead=gettext("What is known of third countries, with source and date, and who goes there."),
            table=Countries.of(self.request, queries.for_lists(self.actor), actor=self.actor),
            may_add=not self.actor.is_visitor and can(self.actor, "countries.add"),
        )


class Export(View):
    """Download the profiles of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "countries.view")
        table = Countries.asked_by(request, queries.for_lists(actor), actor=actor)
        exporter = ExportProfiles()
        title = gettext("Countries")
        return download(slugify(title), form, exporter.columns, exporter.rows_of(table.filtered), title=title)


class OfACountry(PageView):
    """A page about one country, found by its key."""

    @cached_property
    def profile(self) -> CountryProfile:
        return queries.profile_by_key(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(str(self.profile), self.profile.get_absolute_url()), *steps)


class ChangeCountry(OfACountry, VerbView):
    """One verb on one profile, or on what belongs to it."""

    area = "countries"

    def subject(self) -> Any:
        return self.profile


@dataclass(kw_only=True)
class CountryPage(Page):
    """One country."""

    of: queries.ProfileShown
    profile: CountryProfile


class Show(OfACountry):
    """Read what is known of one country."""

    template_name = "countries/country.html"

    def load(self, **values: Any) -> CountryPage:
        return CountryPage(
            title=str(self.profile),
            lead=self.profile.summary,
            breadcrumb=way(Crumb(str(self.profile))),
            of=queries.profile_shown(self.actor, self.profile),
            profile=self.profile,
        )
