"""What the pages of this area share: the way to a partnership, and drawings with their data tables."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, PageView, VerbView, tabs
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import queries
from kontor.hub.partnerships.models import Partnership


def area_tabs(request: Any) -> Any:
    """The pages about all partnerships, as a row of links."""
    return tabs(
        request,
        (
            (_("All partnerships"), reverse("partnerships:index")),
            (_("Target countries"), reverse("partnerships:targets")),
            (_("Network"), reverse("partnerships:network")),
            (_("Compare"), reverse("partnerships:compare")),
            (_("What was learnt"), reverse("partnerships:practices")),
        ),
    )


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Partnerships"), reverse("partnerships:index")), *steps)


class OfAPartnership(PageView):
    """A page about one partnership, found by its key."""

    @cached_property
    def partnership(self) -> Partnership:
        return queries.by_key(self.actor, self.kwargs["key"])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.partnership.acronym, self.partnership.get_absolute_url()), *steps)

    def piece(self, model: Any, pk: int) -> Any:
        """One of its participations, targets or activities, as far as the actor sees it. Raises NotThere."""
        found = visible(model, self.actor).filter(partnership=self.partnership, pk=pk).first()
        if found is None:
            raise NotThere
        return found


class ChangeView(OfAPartnership, VerbView):
    """One verb on one partnership. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    area = "partnerships"

    def subject(self) -> Any:
        return self.partnership

    def back(self, anchor: str = "") -> str:
        return self.partnership.get_absolute_url() + (f"#{anchor}" if anchor else "")
