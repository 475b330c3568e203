"""Files that respondents hand in: looked into before they are kept, kept apart for each response, never shown inside the site."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.files import File

from kontor.engine.indicators.phrase import Phrase
from kontor.engine.questionnaire import Kind, Path, Problem
from kontor.hub.evidence.actions.documents import digest_of, look_into
from kontor.hub.evidence.rules import check_size
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.surveys import rules
from kontor.hub.surveys.models import SurveyFile, SurveyResponse
from kontor.hub.surveys.queries.respondents import Respondent

type Place = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its name, and what it is by its bytes."""

    name: str
    file: "File[bytes]"
    media_type: str


def looked_into(
    respondent: Respondent, files: Mapping[Place, "File[bytes]"]
) -> tuple[dict[Place, Checked], tuple[Problem, ...]]:
    """Return the files that may be kept, and why the others may not. Files for questions that ask for none are left out."""
    found: dict[Place, Checked] = {}
    wrong: list[Problem] = []
    row = respondent.response
    there = SurveyFile.objects.filter(response=row).count() if files and row is not None and row.pk else 0
    for (place, cell), file in files.items():
        spot = respondent.plan.spots.cells.get(cell)
        if spot is None or spot[1].kind is not Kind.FILE:
            continue
        name = (file.name or "")[-250:]
        try:
            rules.check_files(there + len(found) + 1)
            check_size(name, file.size or 0, settings.UPLOAD_LIMIT)
            found[place, cell] = Checked(name, file, look_into(name, file).media_type)
        except Refusal as refusal:
            wrong.append(Problem(spot[1].code, cell, Phrase(refusal.template, refusal.data), place))
    return found, tuple(wrong)


def keep_files(response: SurveyResponse, files: Mapping[Place, Checked]) -> None:
    """Keep each file in place of what stood there before; the bytes of what was replaced go."""
    for (place, cell), checked in files.items():
        named = file_cell(place, cell)
        before = list(SurveyFile.objects.filter(response=response, cell=named))
        SurveyFile.objects.create(
            response=response,
            cell=named,
            file=checked.file,
            file_name=checked.name,
            media_type=checked.media_type,
            size=checked.file.size or 0,
            sha256=digest_of(checked.file),
        )
        for one in before:
            one.file.delete(save=False)
            one.delete()


def file_cell(place: Path, cell: str) -> str:
    """Where a file belongs in its response: the items around it, and the cell.

    >>> file_cell((("case", "2"),), "F1")
    'case/2/F1'
    """
    return "/".join([*(f"{block}/{item}" for block, item in place), cell])
