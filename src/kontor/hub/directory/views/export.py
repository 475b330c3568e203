"""Download the list as it is filtered."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.directory.exporters import ExportOrganisations
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.tables import Organisations
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit.downloads import download


class Export(View):
    """Download the organisations of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, format_name: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "directory.view")
        exporter = ExportOrganisations()
        rows = exporter.rows_of(Organisations.asked_by(request, visible(Organisation, actor)).filtered)
        name = slugify(gettext("organisations"))
        return download(name, format_name, exporter.columns, rows, title=gettext("Organisations"))
