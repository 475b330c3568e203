"""Whom an organisation could work with, and who fills a missing stage."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.directory import forms
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.queries import terms_to_choose
from kontor.hub.directory.queries.complements import Complements, Narrowed, complements_of, who_fills
from kontor.hub.directory.tables import country_label
from kontor.hub.directory.views.base import OfOrganisation, OrganisationPage
from kontor.hub.foundation.pages import Page, PageView, crumbs

MOST_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class InCountry:
    """How many were found in a country, and the address that shows only them."""

    code: str
    label: str
    number: int
    url: str


@dataclass(kw_only=True)
class ComplementsPage(OrganisationPage):
    """Organisations whose offers and needs complement those of this one, with reasons."""

    form: Any
    answer: Complements
    countries: list[InCountry]


@dataclass(kw_only=True)
class WhoPage(Page):
    """Who offers a term or words; `answer` None before anything is asked."""

    form: Any
    answer: Complements | None
    countries: list[InCountry]


def narrowed(form: Any) -> Narrowed:
    """What the filters say; those that cannot be read are not applied, and say so at their field."""
    cleaned = form.cleaned_data if form.is_bound and form.is_valid() else getattr(form, "cleaned_data", {})
    country = cleaned.get("country")
    return Narrowed((country.pk,) if country else (), cleaned.get("kind") or "", cleaned.get("readiness"))


class Complementing(PageView):
    """What both pages do with the countries of those found."""

    def countries_of(self, answer: Complements | None) -> list[InCountry]:
        values = self.request.GET.copy()
        found = []
        for code, number in answer.by_country[:MOST_COUNTRIES] if answer else ():
            if code:
                values["country"] = code
                found.append(InCountry(code, country_label(code), number, f"?{values.urlencode()}"))
        return found


class OrganisationComplements(OfOrganisation, Complementing):
    """Who complements this organisation."""

    template_name = "directory/complements.html"

    def load(self, key: str) -> ComplementsPage:
        form = forms.Narrow(self.request.GET)
        form.is_valid()
        answer = complements_of(self.actor, self.organisation, narrowed(form))
        return ComplementsPage(
            title=self.organisation.name,
            breadcrumb=self.breadcrumb(gettext("Complements")),
            tabs=self.tabs(),
            organisation=self.organisation,
            form=form,
            answer=answer,
            countries=self.countries_of(answer),
        )


class Who(Complementing):
    """Who fills a missing stage: in which country, at what readiness."""

    template_name = "directory/who.html"

    def load(self) -> WhoPage:
        form = forms.Who(self.request.GET, terms=terms_to_choose(Taxonomy.values))
        form.is_valid()
        term, text = form.cleaned_data.get("term"), form.cleaned_data.get("text", "")
        answer = who_fills(self.actor, term, text, narrowed(form)) if term or text else None
        return WhoPage(
            title=gettext("Who can?"),
            lead=gettext(
                "Who fills the missing stage of a value chain: in which country, at what readiness."
            ),
            breadcrumb=crumbs((gettext("Directory"), reverse("directory:index")), gettext("Who can?")),
            form=form,
            answer=answer,
            countries=self.countries_of(answer),
        )
