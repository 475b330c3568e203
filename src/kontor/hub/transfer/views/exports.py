"""Tables to take along, templates to fill in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.generic import View

from kontor.hub.foundation.refusal import NotThere
from kontor.hub.transfer.kit.downloads import as_file, as_text, download
from kontor.hub.transfer.kit.writers import MEDIA_TYPES, separated, write_template
from kontor.hub.transfer.queries import exporter_for, importer_for


class Export(View):
    """Export a table, streamed."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Any, *, kind: str, form: str) -> HttpResponseBase:
        exporter = exporter_for(request.actor, kind)()
        return download(kind, form, exporter.columns, exporter.rows(request.actor), forms=MEDIA_TYPES)


class Template(View):
    """Download a form to fill in: help and an example stand above the header."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *, kind: str, form: str) -> HttpResponseBase:
        importer = importer_for(request.actor, kind)  # type: ignore[attr-defined] - set by the accounts' middleware
        if form == "xlsx":
            return as_file(
                lambda path: write_template(path, str(importer.label), importer.columns),
                f"{kind}-template.xlsx",
            )
        if form != "csv":
            raise NotThere
        content = separated(importer.columns, (), mark=True)
        return as_text(content, f"{kind}-template.csv", MEDIA_TYPES["csv"])
