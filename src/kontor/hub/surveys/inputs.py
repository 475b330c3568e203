"""Files of questionnaires, by their first bytes: LimeSurvey's .lss and .lsa, XLSForm workbooks; and the same ways back."""

import io
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kontor.engine.questionnaire import QuestionnaireError, Survey
from kontor.engine.questionnaire.lss import read_lsa, read_lss, write_lss
from kontor.engine.questionnaire.lss.archive import Participant, Recorded
from kontor.engine.questionnaire.report import ImportReport
from kontor.engine.questionnaire.xlsform import read_xlsform, write_xlsform
from kontor.hub.surveys import rules
from kontor.hub.surveys.choices import VersionSource
from kontor.hub.transfer.kit.readers.grid import Unreadable
from kontor.hub.transfer.kit.readers.guard import unpack

LARGEST = 40_000_000
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
LSS, XLSFORM = "lss", "xlsform"


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds: the questionnaire, what was done with each part of it, and of an archive what was collected."""

    survey: Survey
    report: ImportReport
    source: VersionSource
    responses: tuple[Recorded, ...] = ()
    participants: tuple[Participant, ...] = field(default=(), repr=False)


def read_file(given: bytes) -> FileRead:
    """Return the questionnaire of a file. Refused (`UnreadableFile`) with table, row and line where it is damaged."""
    try:
        if len(given) > LARGEST:
            raise rules.UnreadableFile(problem=f"> {LARGEST // 10**6} MB")
        if given.startswith(b"PK"):
            return _packed(given)
        if given.startswith(OLD_WORKBOOK):
            return _form(given)
        survey, report = read_lss(given)
        return FileRead(survey, report, VersionSource.LSS)
    except QuestionnaireError as problem:
        raise rules.UnreadableFile(problem=str(problem)) from problem


def _packed(given: bytes) -> FileRead:
    try:
        members = unpack(given).members
    except Unreadable as problem:
        # A damaged archive of LimeSurvey is told by its own reader, which names the file and the row in it.
        if b".lss" in given:
            members = {}
        else:
            raise rules.UnreadableFile(problem=str(problem)) from problem
    if any(name.startswith("xl/") for name in members):
        return _form(given)
    archive = read_lsa(given)
    return FileRead(
        archive.survey, archive.report, VersionSource.LSS, archive.responses, archive.participants
    )


def _form(given: bytes) -> FileRead:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(given))
        sheets: dict[str, Any] = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    except (CalamineError, PasswordError, ValueError, OSError) as problem:
        raise rules.UnreadableFile(problem=str(problem)) from problem
    survey, report = read_xlsform(sheets)
    return FileRead(survey, report, VersionSource.XLSFORM)


def write_file(survey: Survey, form: str) -> tuple[bytes, ImportReport]:
    """Return a questionnaire as a file of this form ('lss', 'xlsform'), and what the form cannot say."""
    if form == LSS:
        return write_lss(survey)
    sheets, report = write_xlsform(survey)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
            sheet.freeze_panes(1, 0)
    return target.getvalue(), report


def report_json(report: ImportReport) -> dict[str, Any]:
    """The report as it is kept with the version: counts, and the notes as phrases with their English sentence."""
    return {
        "counts": dict(report.counts),
        "notes": [
            {"kind": one.kind, "place": one.place, "source": one.source, **one.phrase.to_json()}
            for one in report.notes
        ],
    }
