"""Files of responses and questionnaires, one module for each format. Responses are all written from the same tables (`queries.exports.Exported`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.surveys.exporters.questionnaires import QUESTIONNAIRES, questionnaire_file
from kontor.hub.surveys.exporters.separated import flat_csv, zipped_csv
from kontor.hub.surveys.exporters.spss import spss
from kontor.hub.surveys.exporters.structured import as_json
from kontor.hub.surveys.exporters.workbook import workbook
from kontor.hub.surveys.queries.exports import Exported
from kontor.hub.surveys.rules.results import UnknownForm

__all__ = [
    "CODES",
    "CONTENTS",
    "FORMS",
    "QUESTIONNAIRES",
    "Form",
    "file_name",
    "questionnaire_file",
    "written",
]

CODES, LABELS, BOTH = "codes", "labels", "both"
CONTENTS = (CODES, LABELS, BOTH)


@dataclass(frozen=True, slots=True)
class Form:
    """One format. `write(exported, content)` returns its bytes; `content` is codes, labels or both where it can be either."""

    label: Any
    extension: str
    media_type: str
    write: Callable[[Exported, str], bytes]


FORMS = {
    "csv": Form(_("CSV, everything in one table"), "csv", "text/csv; charset=utf-8", flat_csv),
    "tables": Form(_("CSV, a file for each repeat"), "zip", "application/zip", zipped_csv),
    "xlsx": Form(
        _("Excel workbook"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
    ),
    "json": Form(_("JSON"), "json", "application/json", as_json),
    "sav": Form(_("SPSS"), "sav", "application/x-spss-sav", spss),
}


def written(exported: Exported, form: str, content: str = CODES) -> bytes:
    """The responses in this format. Refused, naming the formats, where there is no such."""
    if form not in FORMS:
        raise UnknownForm(field="format", form=form, forms=", ".join(FORMS))
    if content not in CONTENTS:
        raise UnknownForm(field="content", form=content, forms=", ".join(CONTENTS))
    return FORMS[form].write(exported, content)


def file_name(exported: Exported, form: str) -> str:
    return f"{exported.name}.{FORMS[form].extension}"
