"""Download the list as it is filtered."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.directory.exporters import ExportOrganisations
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.tables import Organisations
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit.writers import MEDIA_TYPES, separated, write_workbook

FORMATS = ("csv", "xlsx")


class Export(View):
    """Download the organisations of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, format_name: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        if format_name not in FORMATS:
            raise NotThere
        require(actor, "directory.view")
        exporter = ExportOrganisations()
        rows = exporter.rows_of(Organisations(visible(Organisation, actor), request.GET).filtered)
        name = f"{slugify(gettext('organisations'))}.{format_name}"
        if format_name == "csv":
            lines = separated(exporter.columns, rows, mark=True)
            return attached(StreamingHttpResponse(lines, content_type=MEDIA_TYPES["csv"]), name)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            write_workbook(path, gettext("Organisations"), exporter.columns, rows)
            return attached(FileResponse(path.open("rb"), content_type=MEDIA_TYPES["xlsx"]), name)


def attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
