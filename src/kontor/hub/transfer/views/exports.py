"""Downloads: tables to take along, templates to fill in. Always saved by the browser, never shown inside the site."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.generic import View

from kontor.hub.foundation.refusal import NotThere
from kontor.hub.transfer.kit import Exporter
from kontor.hub.transfer.kit.writers import (
    MEDIA_TYPES,
    json_lines,
    json_list,
    separated,
    write_template,
    write_workbook,
)
from kontor.hub.transfer.queries import exporter_for, importer_for


class Export(View):
    """Export a table, streamed."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Any, *, kind: str, form: str) -> HttpResponseBase:
        exporter = exporter_for(request.actor, kind)()
        if form not in MEDIA_TYPES:
            raise NotThere
        if form == "xlsx":
            return as_file(
                lambda path: write_workbook(path, kind, exporter.columns, exporter.rows(request.actor)),
                f"{kind}.xlsx",
            )
        return saved(
            StreamingHttpResponse(pieces(exporter, form, request), content_type=MEDIA_TYPES[form]),
            f"{kind}.{form}",
        )


def pieces(exporter: Exporter, form: str, request: Any) -> Iterator[str]:
    rows = exporter.rows(request.actor)
    if form == "csv":
        return separated(exporter.columns, rows, mark=True)
    return json_list(exporter.columns, rows) if form == "json" else json_lines(exporter.columns, rows)


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
        return saved(StreamingHttpResponse(content, content_type=MEDIA_TYPES["csv"]), f"{kind}-template.csv")


def as_file(write: Any, name: str) -> HttpResponseBase:
    """A workbook: written to a file that vanishes when it has been sent."""
    handle = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write(Path(handle.name))
    handle.seek(0)
    return FileResponse(handle, as_attachment=True, filename=name, content_type=MEDIA_TYPES["xlsx"])


def saved(response: StreamingHttpResponse, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
