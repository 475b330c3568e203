"""What the pages of this area share: the way to a case, and one verb on one case."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import queries
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import Crumb, Page, PageView, Tab, VerbView, tabs
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Cooperation cases"), reverse("agreements:index")), *steps)


def area_tabs(request: HttpRequest, actor: Actor) -> tuple[Tab, ...]:
    """The pages about all cases, as a row of links."""
    entries = [
        (_("All cases"), reverse("agreements:index")),
        (_("Board"), reverse("agreements:board")),
        (_("Pipeline"), reverse("agreements:pipeline")),
        (_("Collaborations"), reverse("agreements:collaborations")),
    ]
    if not actor.is_visitor:
        entries.append((_("From wish to agreement"), reverse("agreements:conversion")))
        entries.append((_("What is due"), reverse("agreements:due")))
    return tabs(request, entries)


class OfACase(PageView):
    """A page about one case, found by its key."""

    @cached_property
    def case(self) -> CooperationCase:
        return queries.case_by_key(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.case.title, self.case.get_absolute_url()), *steps)

    def piece(self, model: Any, pk: int) -> Any:
        """One of its parties, agreements, steps, follow-ups, as far as the actor sees it. Raises NotThere."""
        found = (
            visible(model, self.actor)
            .select_related("case__partnership")
            .filter(case=self.case, pk=pk)
            .first()
        )
        if found is None:
            raise NotThere
        return found


class ChangeView(OfACase, VerbView):
    """One verb on one case. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    area = "agreements"

    def subject(self) -> Any:
        return self.case

    @property
    def today(self) -> Any:
        return timezone.localdate()

    def back(self, anchor: str = "") -> str:
        return self.case.get_absolute_url() + (f"#{anchor}" if anchor else "")

    def own_side(self) -> QuerySet[Organisation]:
        """The organisations that are named as parties of the case, as far as the actor sees them."""
        named = Organisation.objects.filter(case_party__case=self.case)
        return visible(Organisation, self.actor).filter(pk__in=named.values("pk"))


class PieceView(ChangeView):
    """One verb on one of the case's parties, agreements, steps, follow-ups or results: `model`, found by its number."""

    model: Any

    @cached_property
    def record(self) -> Any:
        return self.piece(self.model, self.kwargs["pk"])

    def subject(self) -> Any:
        return self.record

    def load(self, **values: Any) -> Page:
        _found = self.record
        return super().load(**values)
