"""The list of claims as a file: the rows, filters and order that the screen shows."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.scoreboard.exporters import FINDING_COLUMNS, finding_row
from kontor.hub.scoreboard.tables import Claims
from kontor.hub.scoreboard.views.day import asked_day
from kontor.hub.scoreboard.views.reading import claims_table
from kontor.hub.transfer.kit.writers import MEDIA_TYPES, separated, write_workbook


class ExportClaims(View):
    """Take the list away as CSV or as a workbook."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        if form not in ("csv", "xlsx"):
            raise NotThere
        actor = getattr(request, "actor", VISITOR)
        require(actor, "scoreboard.export")
        rows = finding_rows(claims_table(request, actor, asked_day(request)))
        if form == "xlsx":
            return as_workbook(rows)
        headers = {"Content-Disposition": 'attachment; filename="findings.csv"'}
        lines = separated(FINDING_COLUMNS, rows, mark=True)
        return StreamingHttpResponse(lines, content_type=MEDIA_TYPES["csv"], headers=headers)


def finding_rows(table: Claims) -> Iterator[dict[str, Any]]:
    for claim in table.filtered:
        yield finding_row(table.found[claim.pk])


def as_workbook(rows: Iterator[dict[str, Any]]) -> FileResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "findings.xlsx"
        write_workbook(path, gettext("Findings"), FINDING_COLUMNS, rows)
        # The open file outlives its folder: nothing is left behind when the answer has been sent.
        return FileResponse(
            path.open("rb"), as_attachment=True, filename="findings.xlsx", content_type=MEDIA_TYPES["xlsx"]
        )
