"""Find organisations: list, filters, map."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.views.generic import View

from kontor.documents.blocks import Map, MapValue
from kontor.documents.drawings import draw
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import find_organisations, own_organisations
from kontor.hub.directory.tables import Organisations, country_label
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.chrome import signed_in
from kontor.hub.foundation.pages import ListPage, ListView, crumbs
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible

MOST_SUGGESTED = 12


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """The list with its map. `corrected` is what was searched instead, where the words as typed find nothing."""

    map: SafeString
    map_table: SafeString
    countries: int
    may_register: bool
    may_review: bool
    has_own: bool
    corrected: str


class Index(ListView):
    """Find an organisation."""

    template_name = "directory/index.html"

    def load(self) -> IndexPage:
        table = Organisations.of(self.request, visible(Organisation, self.actor), actor=self.actor)
        drawing = map_of(table)
        return IndexPage(
            title=gettext("Organisations"),
            lead=gettext("Cluster organisations, their members, and everybody else who takes part."),
            table=table,
            map=mark_safe(draw(drawing, "page", get_language() or "en", drawing_words())),  # noqa: S308 - our own SVG
            map_table=figures_of(drawing),
            countries=len(table.by_country),
            may_register=can(self.actor, "directory.register"),
            may_review=can(self.actor, "directory.review"),
            has_own=signed_in(self.actor),
            corrected=(table.found.corrected or "") if table.words else "",
        )


def map_of(table: Organisations) -> Map:
    """The countries of the rows that pass, each leading to the list of its own."""
    values = tuple(
        MapValue(code, country_label(code), number, table.link(country=code))
        for code, number in sorted(table.by_country.items())
    )
    total = sum(table.by_country.values())
    return Map(
        id="organisations-by-country",
        caption=gettext("Organisations by country"),
        alt=ngettext(
            "Map: %(number)s organisation by country.", "Map: %(number)s organisations by country.", total
        ) % {"number": total},
        values=values,
        unit=gettext("organisations"),
        extent="europe",
    )  # fmt: skip


def drawing_words() -> dict[str, str]:
    return {
        "no-data": gettext("no data"),
        "not-on-map": gettext("Not on this map"),
        "country": gettext("Country"),
        "value": gettext("Value"),
    }


def figures_of(drawing: Map) -> SafeString:
    """The data table that stands under the map."""
    rows = sorted(drawing.values, key=lambda value: -value.value)
    return render_to_string("directory/map_table.html", {"rows": rows})


class Mine(ListView):
    """The organisations for which the person works."""

    def load(self) -> ListPage:
        table = Organisations.of(self.request, own_organisations(self.actor), actor=self.actor)
        return ListPage(
            title=gettext("My organisations"),
            lead=gettext("Those whose team you are in, and the members of your clusters."),
            breadcrumb=crumbs(
                (gettext("Directory"), reverse("directory:index")), gettext("My organisations")
            ),
            table=table,
        )


class Suggest(View):
    """Organisations whose names begin like what is typed, for search boxes in forms."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = getattr(request, "actor", VISITOR)
        found = find_organisations(actor, request.GET.get("q", "")[:200]).ranked.select_related("country")
        answers = [
            {"value": one.key, "label": one.name, "hint": one.country.name if one.country else ""}
            for one in found[:MOST_SUGGESTED]
        ]
        return JsonResponse(answers, safe=False)
