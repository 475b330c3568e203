"""The list of claims as a file: the rows, filters and order that the screen shows."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.permission import require
from kontor.hub.scoreboard.exporters import FINDING_COLUMNS, finding_row
from kontor.hub.scoreboard.tables import Claims
from kontor.hub.scoreboard.views.day import asked_day
from kontor.hub.scoreboard.views.reading import claims_table
from kontor.hub.transfer.kit.downloads import download


class ExportClaims(View):
    """Take the list away as CSV or as a workbook."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor = getattr(request, "actor", VISITOR)
        require(actor, "scoreboard.export")
        rows = finding_rows(claims_table(request, actor, asked_day(request)))
        return download("findings", form, FINDING_COLUMNS, rows, title=gettext("Findings"))


def finding_rows(table: Claims) -> Iterator[dict[str, Any]]:
    for claim in table.filtered:
        yield finding_row(table.found[claim.pk])
