"""Choose target markets: the ranked table of a partnership, its weights, the choice, and making it the targets."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.countries import actions, forms
from kontor.hub.countries.exporters import MARKETS, market_rows
from kontor.hub.countries.models import MarketChoice, MarketCriteria
from kontor.hub.countries.queries import markets
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import Crumb, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.transfer.kit.downloads import download

WEIGHTS = ("interest", "saturation", "experience", "market", "indicator", "higher_is_better")


class OfMarkets(PageView):
    """A page about the markets of one partnership: for its partners."""

    @cached_property
    def partnership(self) -> Partnership:
        found = by_key(self.actor, self.kwargs["key"])
        require(self.actor, "partnerships.read_inside", found)
        return found

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return (
            Crumb(gettext("Partnerships"), reverse("partnerships:index")),
            Crumb(self.partnership.acronym, self.partnership.get_absolute_url()),
            Crumb(gettext("Choice of markets"), markets.page_of(self.partnership) if steps else ""),
            *steps,
        )


@dataclass(kw_only=True)
class MarketsPage(Page):
    """The ranked table."""

    of: markets.MarketsShown
    labels: tuple[tuple[str, Any, int], ...]
    exports: tuple[tuple[str, str], ...]


def labels(criteria: MarketCriteria) -> tuple[tuple[str, Any, int], ...]:
    """(criterion, its words, its weight), in the order of the columns."""
    market = (
        f"{gettext('Market data')}: {criteria.indicator}" if criteria.indicator else gettext("Market data")
    )
    words = {
        markets.INTEREST: gettext("Interest of members"),
        markets.SATURATION: gettext("Other partnerships"),
        markets.EXPERIENCE: gettext("Own experience"),
        markets.MARKET: market,
    }
    return tuple((key, words[key], getattr(criteria, key)) for key in markets.CRITERIA)


class Show(OfMarkets):
    """See which markets suit the partnership best, and why."""

    template_name = "countries/markets.html"

    def load(self, **values: Any) -> MarketsPage:
        today = timezone.localdate()
        found = markets.markets_shown(self.actor, self.partnership, today)
        forms_of_files = (("xlsx", gettext("Excel workbook")), ("csv", gettext("CSV")))
        key = self.partnership.key
        return MarketsPage(
            title=gettext("Choice of markets: %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("Third countries ranked by weights that you can see and change. What is not stated is left out, never counted as nothing."),
            breadcrumb=self.way(),
            of=found,
            labels=labels(found.criteria),
            exports=tuple((label, reverse("countries:markets_export", args=[key, form])) for form, label in forms_of_files),
            as_of=today,
        )  # fmt: skip


class Export(View):
    """Download the ranked table."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        partnership = by_key(actor, key)
        require(actor, "partnerships.read_inside", partnership)
        found = markets.markets_shown(actor, partnership, timezone.localdate())
        title = gettext("Choice of markets")
        return download(slugify(f"{title} {key}"), form, MARKETS, market_rows(found), title=title)


class ChangeMarkets(OfMarkets, VerbView):
    """One verb on the choice of a partnership."""

    area = "countries"

    def subject(self) -> Any:
        return markets.criteria_of(self.actor, self.partnership)


class Weigh(ChangeMarkets):
    """Set the weights."""

    title = _("Change the weights")
    verb = "weigh_markets"
    form_class = forms.WeighMarkets
    success = _("The weights are saved.")

    def initial(self) -> dict[str, Any]:
        criteria = self.subject()
        return {name: getattr(criteria, name) for name in (*WEIGHTS, "version")}

    def form_values(self) -> dict[str, Any]:
        named = {*markets.figures_known(self.actor), self.subject().indicator} - {""}
        return {"figures": sorted(named)}

    def process(self, form: forms.WeighMarkets) -> str:
        fields = {name: form.cleaned_data[name] for name in WEIGHTS}
        version = form.cleaned_data["version"]
        actions.weigh_markets(actor=self.actor, partnership=self.partnership, version=version, **fields)
        return markets.page_of(self.partnership)


class Choose(ChangeMarkets):
    """Choose up to three."""

    title = _("Choose markets")
    lead = _("The choice is kept with your name, the day, the reason and the table as it is today.")
    verb = "choose_markets"
    form_class = forms.ChooseMarkets
    success = _("The choice is kept.")

    @cached_property
    def ranked(self) -> list[markets.Market]:
        return list(
            markets.ranked_markets(self.actor, self.partnership, self.subject(), timezone.localdate())
        )

    def initial(self) -> dict[str, Any]:
        return {"countries": [one.country for one in self.ranked if one.is_advised]}

    def form_values(self) -> dict[str, Any]:
        return {"codes": [one.country for one in self.ranked]}

    def process(self, form: forms.ChooseMarkets) -> str:
        actions.choose_markets(
            actor=self.actor, partnership=self.partnership, countries=list(form.cleaned_data["countries"]),
            reason=form.cleaned_data["reason"], today=timezone.localdate(),
        )  # fmt: skip
        return f"{markets.page_of(self.partnership)}#choices"


class Adopt(ChangeMarkets):
    """Make a choice the target markets."""

    title = _("Make the chosen markets target markets")
    verb = "adopt_markets"
    form_class = forms.AdoptMarkets
    success = _("The chosen countries are target markets now.")

    @cached_property
    def choice(self) -> MarketChoice:
        return markets.choice_by_id(self.actor, self.partnership, self.kwargs["choice"])

    def subject(self) -> Any:
        return self.choice

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = ", ".join(sorted(country.name for country in self.choice.countries.all()))
        return page

    def process(self, form: forms.AdoptMarkets) -> str:
        actions.adopt_markets(actor=self.actor, choice=self.choice, today=timezone.localdate())
        return f"{self.partnership.get_absolute_url()}#targets"
