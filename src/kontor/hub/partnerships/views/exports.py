"""Download the list as it is filtered."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.exporters import ExportPartnerships
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.tables import Partnerships
from kontor.hub.transfer.kit.downloads import download


class Export(View):
    """Download the partnerships of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "partnerships.view")
        table = Partnerships.asked_by(request, visible(Partnership, actor), actor=actor)
        exporter = ExportPartnerships()
        rows = exporter.rows_of(actor, table.filtered)
        title = gettext("Partnerships")
        return download(slugify(title), form, exporter.columns, rows, title=title)
