"""Merge two records after a look at both; the merges that were done, and their undo."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.actions import merge as actions
from kontor.hub.directory.forms import merge as forms
from kontor.hub.directory.models import Merge as MergeRecord
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import Moved
from kontor.hub.directory.queries.merge import (
    Merged,
    Preview,
    merge_by_id,
    merges,
    pair_to_merge,
    preview,
    rows_touched,
)
from kontor.hub.directory.views.duplicates import tabs_of_doubles, way_to_doubles
from kontor.hub.foundation.pages import ActionView, Page, PageView
from kontor.hub.foundation.permission import require


@dataclass(kw_only=True)
class MergePage(Page):
    """Both records, what will be tied to which, and where the other direction leads."""

    preview: Preview
    swap_url: str


class Merge(ActionView):
    """Merge one organisation into another."""

    template_name = "directory/merge.html"
    form_class = forms.Merge
    success = _("Merged. It can be undone from the list of merges.")

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **values)
        except Moved as moved:
            said = gettext("'%(key)s' was merged before: this is the record that it is now.")
            messages.info(request, said % {"key": values["survivor"]})
            return HttpResponseRedirect(reverse("directory:merge", args=[moved.key, values["double"]]))

    @cached_property
    def pair(self) -> tuple[Organisation, Organisation]:
        return pair_to_merge(self.actor, self.kwargs["survivor"], self.kwargs["double"])

    @cached_property
    def preview(self) -> Preview:
        return preview(*self.pair)

    def load(self, survivor: str, double: str) -> MergePage:
        require(self.actor, "directory.merge")
        kept, gone = self.pair
        return MergePage(
            title=gettext("Merge two records"),
            lead=gettext("'%(double)s' becomes part of '%(survivor)s'.")
            % {"double": gone.name, "survivor": kept.name},
            breadcrumb=way_to_doubles(gettext("Merge")),
            preview=self.preview,
            swap_url=reverse("directory:merge", args=[gone.key, kept.key]),
        )

    def check(self, page: Page) -> None:
        for side in self.pair:
            require(self.actor, "directory.merge", side)

    def initial(self) -> dict[str, Any]:
        survivor, double = self.pair
        return {"version": f"{survivor.version}.{double.version}", "with_people": True}

    def form_values(self) -> dict[str, Any]:
        return {"choices": self.preview.choices, "people": self.preview.people.double}

    def process(self, form: Any) -> str:
        survivor, double = self.pair
        actions.merge(
            actor=self.actor,
            survivor=survivor,
            double=double,
            today=timezone.localdate(),
            from_double=form.from_double,
            with_people=form.cleaned_data.get("with_people", False),
            reason=form.cleaned_data["reason"],
            versions=form.versions,
        )
        return survivor.get_absolute_url()


@dataclass(kw_only=True)
class MergesPage(Page):
    """Latest first."""

    merges: list[Merged]


class Merges(PageView):
    """The merges that were done."""

    template_name = "directory/merges.html"

    def load(self) -> MergesPage:
        require(self.actor, "directory.merge")
        return MergesPage(
            title=gettext("Merges"),
            lead=gettext("Every merge can be undone as long as nobody changed what it touched."),
            breadcrumb=way_to_doubles(gettext("Merges")),
            tabs=tabs_of_doubles(self.request),
            merges=merges(self.actor),
        )


@dataclass(kw_only=True)
class UndoPage(Page):
    """What would be undone; `rows` is how many records go back."""

    merge: MergeRecord
    rows: int


class UndoMerge(ActionView):
    """Set two merged records apart again."""

    template_name = "directory/merge_undo.html"
    form_class = forms.UndoMerge
    success = _("The merge is undone: both records are as they were.")

    def load(self, pk: int) -> UndoPage:
        require(self.actor, "directory.undo-merge")
        self.merge = merge_by_id(self.actor, pk)
        return UndoPage(
            title=gettext("Undo a merge"),
            lead=gettext("'%(double)s' stands on its own again, and everything that was tied anew goes back.")
            % {"double": self.merge.double.name},
            breadcrumb=way_to_doubles(gettext("Undo a merge")),
            merge=self.merge,
            rows=rows_touched(self.merge),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "directory.undo-merge", self.merge)

    def process(self, form: Any) -> str:
        actions.undo_merge(actor=self.actor, merge=self.merge)
        return reverse("directory:merges")
