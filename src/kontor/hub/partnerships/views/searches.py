"""Partner searches: find, read, open, edit, review, renew, close."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, ListPage, ListView, Page, PageView, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships import actions, forms, queries
from kontor.hub.partnerships.choices import STATE_TONES, SearchDirection
from kontor.hub.partnerships.models import PartnerSearch
from kontor.hub.partnerships.permissions import edited_organisations
from kontor.hub.partnerships.queries.searches import for_lists
from kontor.hub.partnerships.tables import STATES_OF_SEARCHES, Searches

USUAL_DAYS = 180
# A filter of the list, and the field of an alert that says the same.
FILTERS_OF_ALERTS = {
    "direction": "direction",
    "kind": "group",
    "type": "type",
    "field": "terms",
    "country": "countries",
}
COPIED = (
    "direction",
    "type",
    "title",
    "text",
    "anonymous",
    "public_description",
    "visibility",
    "expires_on",
    "version",
)


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All searches the actor may see."""

    may_open: bool
    tally: queries.Tally
    alert_url: str


class Index(ListView):
    """Find somebody who offers what one seeks, or seeks what one offers."""

    template_name = "partnerships/searches.html"

    def load(self, **values: Any) -> IndexPage:
        table = Searches.of(self.request, for_lists(self.actor), actor=self.actor, today=timezone.localdate())
        return IndexPage(
            title=gettext("Partner searches"),
            lead=gettext(
                "What organisations offer and look for. Some do not say who they are until they accept an answer."
            ),
            table=table,
            may_open=bool(self.actor.edited_teams),
            tally=queries.tally(self.actor),
            alert_url=self.alert_url(table) if self.actor.user_id else "",
        )

    def alert_url(self, table: Searches) -> str:
        """The page for a new alert, with the filters of the list as it stands."""
        said = {name: table.chosen.get(key, ()) for key, name in FILTERS_OF_ALERTS.items()} | {
            "words": (table.words,)
        }
        asked = urlencode([(name, one) for name, values in said.items() for one in values if one])
        return f"{reverse('partnerships:add_alert')}{'?' if asked else ''}{asked}"


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Partner searches"), reverse("partnerships:searches")), *steps)


class OfASearch(PageView):
    """A page about one search. Its title is the search's: never the searcher's name."""

    @cached_property
    def search(self) -> PartnerSearch:
        return queries.search_by_pk(self.actor, self.kwargs["pk"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.search.title, self.search.get_absolute_url()), *steps)


@dataclass(kw_only=True)
class SearchPage(Page):
    """One partner search."""

    of: queries.SearchShown
    state_label: str
    state_tone: str
    comment_form: Any


class Show(OfASearch):
    """Read a partner search, and answer it."""

    template_name = "partnerships/search.html"

    def load(self, **values: Any) -> SearchPage:
        shown = queries.search_shown(self.actor, self.search, timezone.localdate())
        return SearchPage(
            title=self.search.title,
            breadcrumb=way(Crumb(self.search.title)),
            of=shown,
            state_label=str(dict(STATES_OF_SEARCHES)[shown.state]),
            state_tone=STATE_TONES[shown.state],
            comment_form=forms.Comment(own=edited_organisations(self.actor)) if shown.may_comment else None,
        )


@dataclass(kw_only=True)
class MatchesPage(Page):
    """Whom a search could suit, with reasons."""

    of: queries.Matches


class Matches(OfASearch):
    """Searches from the other side and organisations of the directory that suit a search."""

    template_name = "partnerships/matches.html"

    def load(self, **values: Any) -> MatchesPage:
        require(self.actor, "partnerships.see_matches", self.search)
        return MatchesPage(
            title=gettext("Whom the search could suit"),
            lead=self.search.title,
            breadcrumb=self.way(Crumb(gettext("Whom the search could suit"))),
            of=queries.matches(self.actor, self.search, timezone.localdate()),
        )


@dataclass(kw_only=True)
class FiguresPage(Page):
    """Searches counted, by kind; every number opens its searches."""

    rows: list[queries.FiguresOfKind]
    headings: list[str]


class Figures(PageView):
    """How many partner searches there are, and what came of them."""

    template_name = "partnerships/search_figures.html"

    def load(self, **values: Any) -> FiguresPage:
        return FiguresPage(
            title=gettext("What came of partner searches"),
            lead=gettext(
                "Those that you may see and that were published or closed. Every number opens its searches."
            ),
            breadcrumb=way(Crumb(gettext("What came of partner searches"))),
            rows=queries.figures(self.actor, timezone.localdate()),
            headings=queries.headings(),
        )


class OpenSearch(ActionView):
    """Offer or seek a partner in the name of one of one's organisations."""

    form_class = forms.OpenSearch
    success = _("A platform editor reads your search now. You hear by mail when it is published.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Open a partner search"),
            lead=gettext(
                "Say what you offer or look for. Others express interest; you decide whom to answer."
            ),
            breadcrumb=way(Crumb(gettext("Open a partner search"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "partnerships.open_search")

    def initial(self) -> dict[str, Any]:
        return {
            "direction": SearchDirection.REQUEST,
            "visibility": Visibility.PUBLIC,
            "expires_on": timezone.localdate() + timedelta(days=USUAL_DAYS),
        }

    def form_values(self) -> dict[str, Any]:
        return {"own": edited_organisations(self.actor)}

    def process(self, form: forms.OpenSearch) -> str:
        opened = actions.open_search(actor=self.actor, today=timezone.localdate(), **form.cleaned_data)
        return opened.get_absolute_url()


class ChangeSearch(OfASearch, VerbView):
    """One verb on one search. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    area = "partnerships"

    def subject(self) -> Any:
        return self.search


class EditSearch(ChangeSearch):
    """Change a search, or let it run longer."""

    title = _("Edit the search")
    verb = "edit_search"
    form_class = forms.EditSearch
    success = _("Saved. Those who follow the search are told.")

    def initial(self) -> dict[str, Any]:
        lists = {"terms": list(self.search.terms.all()), "countries": list(self.search.countries.all())}
        return {name: getattr(self.search, name) for name in COPIED} | lists

    def process(self, form: forms.EditSearch) -> str:
        found = actions.edit_search(
            actor=self.actor, search=self.search, today=timezone.localdate(), **form.cleaned_data
        )
        return found.get_absolute_url()


class PublishSearch(ChangeSearch):
    """Let others read a search that waits for review."""

    title = _("Publish the search")
    lead = _("Read it as others will: does it say what is meant, to whom, and nothing that must stay unsaid?")
    verb = "review_search"
    form_class = forms.PublishSearch
    success = _("Published. Its team and those who follow similar searches are told.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.search.version}

    def process(self, form: forms.PublishSearch) -> str:
        found = actions.publish_search(
            actor=self.actor, search=self.search, today=timezone.localdate(), **form.cleaned_data
        )
        return found.get_absolute_url()


class ReturnSearch(ChangeSearch):
    """Give a search that waits for review back to its team."""

    title = _("Return the search")
    verb = "review_search"
    form_class = forms.ReturnSearch
    success = _("Returned. Its team reads what is to be changed.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.search.version}

    def process(self, form: forms.ReturnSearch) -> str:
        return actions.return_search(
            actor=self.actor, search=self.search, **form.cleaned_data
        ).get_absolute_url()


class RenewSearch(ChangeSearch):
    """Let a search run longer, or again after it has expired."""

    title = _("Renew the search")
    verb = "edit_search"
    form_class = forms.RenewSearch
    success = _("The search runs on.")

    def initial(self) -> dict[str, Any]:
        return {"expires_on": timezone.localdate() + timedelta(days=USUAL_DAYS)}

    def process(self, form: forms.RenewSearch) -> str:
        found = actions.renew_search(
            actor=self.actor, search=self.search, today=timezone.localdate(), **form.cleaned_data
        )
        return found.get_absolute_url()


class CloseSearch(ChangeSearch):
    """Close a search with what came of it."""

    title = _("Close the search")
    verb = "edit_search"
    form_class = forms.CloseSearch
    success = _("The search is closed.")

    def process(self, form: forms.CloseSearch) -> str:
        return actions.close_search(
            actor=self.actor, search=self.search, **form.cleaned_data
        ).get_absolute_url()
