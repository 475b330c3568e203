"""Tables to take along: always saved by the browser, never shown inside the site."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from kontor.hub.foundation.refusal import NotThere
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.writers import (
    MEDIA_TYPES,
    json_lines,
    json_list,
    separated,
    write_workbook,
)

FORMS_OF_LISTS = ("csv", "xlsx")


def download(
    name: str,
    form: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    title: str = "",
    forms: Iterable[str] = FORMS_OF_LISTS,
) -> HttpResponseBase:
    """The rows as the file `name.form`, written while they are read. Raises NotThere for a form not among `forms`.

    `title` names the sheet of a workbook.
    """
    if form not in forms:
        raise NotThere
    if form == "xlsx":
        return as_file(lambda path: write_workbook(path, title or name, columns, rows), f"{name}.xlsx")
    return as_text(pieces(form, columns, rows), f"{name}.{form}", MEDIA_TYPES[form])


def pieces(form: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    if form == "csv":
        return separated(columns, rows, mark=True)
    return json_list(columns, rows) if form == "json" else json_lines(columns, rows)


def as_text(parts: Iterable[str], name: str, media_type: str) -> HttpResponseBase:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(parts, content_type=media_type, headers=headers)


def as_file(write: Callable[[Path], None], name: str) -> HttpResponseBase:
    """A workbook: written to a file that vanishes when it has been sent."""
    handle = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write(Path(handle.name))
    handle.seek(0)
    return FileResponse(handle, as_attachment=True, filename=name, content_type=MEDIA_TYPES["xlsx"])
