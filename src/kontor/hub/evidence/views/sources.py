"""Sources: list, one with everything that rests on it, adding and changing."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence import actions, forms, queries, tables
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.pages import ActionView, ListPage, ListView, Page, PageView, crumbs
from kontor.hub.foundation.permission import can, require


def way(*steps: Any) -> Any:
    return crumbs((gettext("Sources"), reverse("evidence:sources")), *steps)


@dataclass(kw_only=True)
class SourcesPage(ListPage):
    """`add_url` is where to add one, '' for who may not."""

    add_url: str


class Sources(ListView):
    """Find a source."""

    template_name = "evidence/sources_list.html"

    def load(self) -> SourcesPage:
        return SourcesPage(
            title=gettext("Sources"),
            lead=gettext("What was published, and is cited by the records here."),
            table=tables.Sources.of(self.request, queries.sources_for_lists(self.actor)),
            add_url=reverse("evidence:add_source") if can(self.actor, "evidence.add_source") else "",
        )


@dataclass(kw_only=True)
class SourcePage(Page):
    """One source. `citing` are the records that rest on it, as far as the reader sees them; `count` is how many."""

    source: Source
    facts: list[tuple[str, object]]
    citing: list[queries.Citing]
    count: int
    edit_url: str


class ShowSource(PageView):
    """See a source and what rests on it."""

    template_name = "evidence/show_source.html"

    def load(self, *, key: str) -> SourcePage:
        source = queries.source_by_key(self.actor, key)
        citing, count = queries.citing_records(self.actor, source)
        edits = can(self.actor, "evidence.edit_source", source)
        return SourcePage(
            title=source.title,
            breadcrumb=way(source.title),
            source=source,
            facts=[(gettext("Publisher"), source.publisher), (gettext("Key"), source.key)],
            citing=citing,
            count=count,
            edit_url=reverse("evidence:edit_source", args=[source.key]) if edits else "",
        )


class AddSource(ActionView):
    """Add a source."""

    form_class = forms.AddSourceForm
    success: ClassVar[Any] = _("The source has been added.")

    def load(self) -> Page:
        return Page(title=gettext("Add a source"), breadcrumb=way(gettext("Add")))

    def check(self, page: Page) -> None:
        require(self.actor, "evidence.add_source")

    def process(self, form: Any) -> str:
        return actions.add_source(actor=self.actor, **form.cleaned_data).get_absolute_url()


class EditSource(ActionView):
    """Change what is said of a source."""

    form_class = forms.EditSourceForm
    success: ClassVar[Any] = _("The source has been changed.")

    def load(self, *, key: str) -> Page:
        self.source = queries.source_by_key(self.actor, key)
        return Page(
            title=gettext("Edit the source"),
            lead=self.source.title,
            breadcrumb=way((self.source.title, self.source.get_absolute_url()), gettext("Edit")),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "evidence.edit_source", self.source)

    def initial(self) -> dict[str, Any]:
        names = (*forms.EditSourceForm.Meta.fields, "version")
        return {name: getattr(self.source, name) for name in names}

    def process(self, form: Any) -> str:
        return actions.edit_source(
            actor=self.actor, source=self.source, **form.cleaned_data
        ).get_absolute_url()
