"""What the pages of this area share: the way to a partnership, and drawings with their data tables."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents import drawings
from kontor.documents.blocks import Drawing
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView, tabs
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import queries
from kontor.hub.partnerships.models import Partnership

# The few words that drawings and their tables print themselves.
DRAWING_WORDS = {
    "no-data": _("no data"),
    "not-on-map": _("Not on this map"),
    "category": _("Category"),
    "country": _("Country"),
    "value": _("Value"),
    "from": _("From"),
    "to": _("To"),
    "group": _("Group"),
    "note": _("Remark"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as the page shows it: the SVG, and the same figures as a table."""

    title: str
    svg: SafeString
    table: SafeString


def drawn(block: Drawing, *, wide_table: bool = True) -> Drawn:
    """Draw a block for a page. The SVG comes from `documents`, which escapes every text in it."""
    language = (get_language() or "en")[:2]
    words = {key: str(word) for key, word in DRAWING_WORDS.items()}
    svg = drawings.draw(block, "page", language, words)
    table = drawings.data_table(block, language, words) if wide_table else None
    told = render_to_string("partnerships/parts/data_table.html", {"table": table}) if table else ""
    return Drawn(block.caption, mark_safe(svg), SafeString(told))  # noqa: S308 - see above


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


class ChangeView(OfAPartnership, ActionView):
    """One verb on one partnership. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    title: Any
    lead: Any = ""
    verb: str

    def load(self, **values: Any) -> Page:
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=self.way(Crumb(str(self.title))))

    def subject(self) -> Any:
        """What the permission is asked for."""
        return self.partnership

    def check(self, page: Page) -> None:
        require(self.actor, f"partnerships.{self.verb}", self.subject())

    def back(self, anchor: str = "") -> str:
        return self.partnership.get_absolute_url() + (f"#{anchor}" if anchor else "")
