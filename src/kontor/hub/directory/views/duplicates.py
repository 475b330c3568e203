"""Possible doubles, with the reasons; and the pairs that were found to be different."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.actions import duplicates as actions
from kontor.hub.directory.forms import duplicates as forms
from kontor.hub.directory.models import DismissedPair, Organisation
from kontor.hub.directory.queries import by_key
from kontor.hub.directory.queries.duplicates import Candidates, candidates_for, dismissed_pairs
from kontor.hub.foundation.models import Job
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView, Tab, crumbs, tabs
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere

PAGE_SIZE = 20


def tabs_of_doubles(request: HttpRequest) -> tuple[Tab, ...]:
    return tabs(
        request,
        [
            (gettext("Possible doubles"), reverse("directory:duplicates")),
            (gettext("Found to be different"), reverse("directory:dismissed")),
            (gettext("Merges"), reverse("directory:merges")),
        ],
    )


def way_to_doubles(*steps: str) -> tuple[Crumb, ...]:
    directory = (gettext("Directory"), reverse("directory:index"))
    if not steps:
        return crumbs(directory, gettext("Possible doubles"))
    return crumbs(directory, (gettext("Possible doubles"), reverse("directory:duplicates")), *steps)


@dataclass(kw_only=True)
class DuplicatesPage(Page):
    """`may_decide` offers to merge and dismiss; `job` and `part_url` show a search under way."""

    found: Candidates
    may_decide: bool
    job: Job | None
    part_url: str
    number: int
    pages: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


class Duplicates(PageView):
    """Organisations that may be recorded twice. Asked by the page itself, it answers the progress of the search."""

    template_name = "directory/duplicates.html"
    part = "foundation/job_part.html"

    def load(self) -> DuplicatesPage:
        if self.actor.is_visitor:
            require(self.actor, "directory.duplicates")
        may_decide = can(self.actor, "directory.merge")
        number = self.number
        found = candidates_for(self.actor, (number - 1) * PAGE_SIZE, PAGE_SIZE)
        return DuplicatesPage(
            title=gettext("Possible doubles"),
            lead=self.lead(may_decide),
            breadcrumb=way_to_doubles(),
            tabs=tabs_of_doubles(self.request) if may_decide else (),
            found=found,
            may_decide=may_decide,
            job=found.job,
            part_url=reverse("directory:duplicates"),
            number=number,
            pages=max(1, -(-found.count // PAGE_SIZE)),
        )

    def lead(self, may_decide: bool) -> str:
        if may_decide:
            return gettext(
                "Pairs of organisations that may be one, the surest first. You decide: nothing is merged by itself."
            )
        return gettext(
            "Organisations that may be the same as one of yours. Platform editors merge them: tell one what you know."
        )

    @property
    def number(self) -> int:
        asked = self.request.GET.get("page", "1")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


class FindDuplicates(PageView):
    """Search the whole directory, in the background."""

    template_name = "directory/duplicates.html"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        actions.find_duplicates(actor=self.actor)
        messages.info(request, gettext("The search is under way."))
        return HttpResponseRedirect(reverse("directory:duplicates"))


@dataclass(kw_only=True)
class DismissPage(Page):
    """The two that are to be told apart."""

    one: Organisation
    other: Organisation


class Dismiss(ActionView):
    """Say that two are different."""

    template_name = "directory/duplicates_dismiss.html"
    form_class = forms.Dismiss
    success = _("The two are not proposed again.")

    @cached_property
    def pair(self) -> tuple[Organisation, Organisation]:
        return by_key(self.actor, self.kwargs["first"]), by_key(self.actor, self.kwargs["second"])

    def load(self, first: str, second: str) -> DismissPage:
        title = gettext("These are different")
        return DismissPage(
            title=title, breadcrumb=way_to_doubles(title), one=self.pair[0], other=self.pair[1]
        )

    def check(self, page: Page) -> None:
        require(self.actor, "directory.dismiss-pair", self.pair[0])

    def process(self, form: Any) -> str:
        actions.dismiss(actor=self.actor, one=self.pair[0], other=self.pair[1], **form.cleaned_data)
        return reverse("directory:duplicates")


@dataclass(kw_only=True)
class DismissedPage(Page):
    """Latest first."""

    pairs: list[DismissedPair]


class Dismissed(PageView):
    """The pairs found to be different."""

    template_name = "directory/duplicates_dismissed.html"

    def load(self) -> DismissedPage:
        require(self.actor, "directory.dismiss-pair")
        return DismissedPage(
            title=gettext("Found to be different"),
            lead=gettext(
                "Pairs that an editor looked at. They are not proposed again until that is taken back."
            ),
            breadcrumb=way_to_doubles(gettext("Found to be different")),
            tabs=tabs_of_doubles(self.request),
            pairs=dismissed_pairs(self.actor),
        )


class Undismiss(ActionView):
    """Take back that two are different."""

    template_name = "directory/duplicates_dismiss.html"
    form_class = forms.Undismiss
    success = _("The two may be proposed again.")

    def load(self, pk: int) -> DismissPage:
        found = dismissed_pairs(self.actor, pk)
        if not found:
            raise NotThere
        self.pair = found[0]
        title = gettext("Take back that they are different")
        return DismissPage(
            title=title,
            lead=self.pair.reason,
            breadcrumb=way_to_doubles(title),
            one=self.pair.first,
            other=self.pair.second,
        )

    def check(self, page: Page) -> None:
        require(self.actor, "directory.dismiss-pair", self.pair)

    def process(self, form: Any) -> str:
        actions.undismiss(actor=self.actor, pair=self.pair)
        return reverse("directory:dismissed")
