"""What LimeSurvey collected: archives (`.lsa`) with responses and participants, and response files (CSV, VV)."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.answers import posted
from kontor.engine.questionnaire.lss.names import NUMBERED, Names
from kontor.engine.questionnaire.lss.survey import survey_of
from kontor.engine.questionnaire.lss.tables import read_tables
from kontor.engine.questionnaire.model import Survey
from kontor.engine.questionnaire.plan import Plan, plan
from kontor.engine.questionnaire.report import CHANGED, IGNORED, FileError, ImportReport, Note
from kontor.engine.questionnaire.response import SUBMITTED, Response

LARGEST = 64_000_000
MOST_FILES = 100
MOST_RESPONSES = 100_000
ABOUT = {
    "id", "token", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl",
}  # fmt: skip
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
BY_QUESTION = re.compile(r"Q(\d+)(?:_(.*))?")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
NEVER = ("", "N", "1980-01-01 00:00:00")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One response that LimeSurvey kept: its number, token, days (ISO, '' where none) and the answers."""

    id: str
    response: Response
    token: str = ""
    submitted: str = ""
    started: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """One person of the list of participants."""

    token: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    language: str = ""
    status: str = ""
    sent: str = ""
    reminded: str = ""
    reminders: int = 0
    completed: str = ""
    opted_out: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """A survey with what was collected."""

    survey: Survey
    report: ImportReport
    responses: tuple[Recorded, ...]
    participants: tuple[Participant, ...]


def read_lsa(given: bytes) -> Archive:
    """Return what is in an archive. Raises FileError naming the file in it, table and row.

    Bounded: 100 files, 64 MB unpacked; nothing is written anywhere. Linear in its size.
    """
    files = _unpacked(given)
    structures = [name for name in files if name.endswith(".lss")]
    if not structures:
        raise FileError(N_("The archive has no survey file (.lss)"))
    tables = read_tables(files[structures[0]], "Survey")
    survey, report = survey_of(tables)
    made = plan(survey)
    responses: list[Recorded] = []
    participants: list[Participant] = []
    for name, content in files.items():
        if name.endswith(".lsr") and "timings" not in name:
            rows = read_tables(content, "Responses").of("responses")
            responses += _recorded(made, ((row.number, row.values) for row in rows), report)
        elif name.endswith(".lst"):
            participants += [_participant(row.values) for row in read_tables(content, "Tokens").of("tokens")]
        elif not name.endswith(".lss"):
            report.note(IGNORED, name, N_("The file is not read"))
    report.counts |= {"responses": len(responses), "participants": len(participants)}
    return Archive(survey, report, tuple(responses), tuple(participants))


def read_responses(given: bytes, survey: Survey) -> tuple[tuple[Recorded, ...], ImportReport]:
    """Return the responses of a CSV that LimeSurvey wrote (or its VV file, with tabs and two rows of titles).

    Titles may be codes (`B1[SQ003]`, `B1_SQ003`) or numbers (`123X4X5SQ003`); values are answer codes. Raises FileError.
    """
    report = ImportReport()
    if len(given) > LARGEST:
        raise FileError(
            N_("The file has %(size)s MB; at most %(most)s are read"), size=len(given) // 10**6, most=64
        )
    text = _decoded(given, report)
    delimiter = max("\t;,", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise FileError(N_("The file is damaged: %(problem)s"), problem=str(problem)) from None
    if not rows:
        raise FileError(N_("The file is empty"))
    made = plan(survey)
    names = _Columns(made)
    if (
        len(rows) > 1
        and delimiter == "\t"
        and not any(map(names.cell, rows[0]))
        and any(map(names.cell, rows[1]))
    ):
        rows = rows[1:]
    titles, records = rows[0], (dict(zip(rows[0], row, strict=False)) for row in rows[1:] if any(row))
    if not any(names.cell(one) for one in titles):
        raise FileError(N_("No title of the file is a question of this survey"), row=1)
    found = _recorded(made, enumerate(records, 2), report)
    report.counts["responses"] = len(found)
    return tuple(found), report


def _unpacked(given: bytes) -> dict[str, bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(given))
        members = archive.infolist()
        if len(members) > MOST_FILES or sum(one.file_size for one in members) > LARGEST:
            raise FileError(
                N_("The archive has more than %(most)s MB or too many files"), most=LARGEST // 10**6
            )
        found = {}
        for one in members:
            with archive.open(one) as file:
                # What an entry says of its size may be a lie: no more is read than it said.
                content = file.read(one.file_size + 1)
            if len(content) > one.file_size:
                raise FileError(
                    N_("The archive is damaged: %(name)s is larger than it says"), name=one.filename
                )
            found[one.filename] = content
    except BROKEN as problem:
        if isinstance(problem, FileError):
            raise
        raise FileError(N_("The archive is damaged or locked: %(problem)s"), problem=str(problem)) from None
    return found


def _decoded(given: bytes, report: ImportReport) -> str:
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.note(CHANGED, "", N_("The file is not UTF-8; it was read as Windows-1252"))
        return given.decode("cp1252", "replace")


class _Columns:
    """Which cell a column of a response file is, however its title is written."""

    def __init__(self, made: Plan) -> None:
        self.cells = made.spots.cells
        self.numbers = Names(ImportReport(), {one.id: one for one in made.survey.questions() if one.id})
        self.known: dict[str, str] = {}

    def cell(self, title: str) -> str:
        """Return the name of a cell, '' where the title is none."""
        if title not in self.known:
            self.known[title] = self._cell(title.strip())
        return self.known[title]

    def _cell(self, title: str) -> str:
        code = BRACKETS.sub(lambda one: "_" + one[1], title)
        for name in (title, code, re.sub(r"_(\d+)$", lambda one: f"_{int(one[1]) - 1}", code)):
            if name in self.cells:
                return name
        if NUMBERED.fullmatch(title):
            found = self.numbers.named(title)
            return found[0] if found and found[0] in self.cells else ""
        by_question = BY_QUESTION.fullmatch(title)
        if by_question and by_question[1] in self.numbers.by_number:
            asked = self.numbers.by_number[by_question[1]]
            part = by_question[2] or ""
            named = next((one.code for one in asked.parts if f"S{one.id}" == part), part)
            name = f"{asked.code}_{named}" if named else asked.code
            return name if name in self.cells else ""
        return ""


def _recorded(
    made: Plan, records: Iterable[tuple[int, Mapping[str, str]]], report: ImportReport
) -> list[Recorded]:
    names, unknown = _Columns(made), dict[str, int]()
    found: list[Recorded] = []
    for number, record in records:
        if len(found) >= MOST_RESPONSES:
            raise FileError(
                N_("More than %(most)s responses are not read at once"), row=number, most=MOST_RESPONSES
            )
        typed = {}
        for title, value in record.items():
            if cell := names.cell(title or ""):
                typed[cell] = value
            elif title and title not in ABOUT and value:
                unknown[title] = unknown.get(title, 0) + 1
        found.append(_one(made, number, record, typed, report))
    for title, count in unknown.items():
        report.note(
            IGNORED, title, N_("The column with %(count)s values is not asked by this survey"), count=count
        )
    return found


def _one(
    made: Plan, number: int, record: Mapping[str, str], typed: Mapping[str, str], report: ImportReport
) -> Recorded:
    survey = made.survey
    response = Response(survey.id, survey.version, record.get("startlanguage") or survey.language)
    response, problems = posted(made, response, {cell: value for cell, value in typed.items() if value})
    for one in problems:
        report.add(Note(CHANGED, f"responses row {number}, {one.cell}", one.phrase))
    submitted = _moment(record.get("submitdate", ""))
    if record.get("submitdate"):
        response = replace(response, state=SUBMITTED)
    return Recorded(
        record.get("id", "") or str(number),
        response,
        record.get("token", ""),
        submitted,
        _moment(record.get("startdate", "")),
    )


def _moment(text: str) -> str:
    """1980-01-01 is what LimeSurvey writes where it keeps no days."""
    return "" if text in NEVER else text


def _participant(values: Mapping[str, str]) -> Participant:
    count = values.get("remindercount", "0")
    return Participant(
        values.get("token", ""),
        values.get("firstname", ""),
        values.get("lastname", ""),
        values.get("email", ""),
        values.get("language", ""),
        values.get("emailstatus", ""),
        _moment(values.get("sent", "")),
        _moment(values.get("remindersent", "")),
        int(count) if count.isdecimal() else 0,
        _moment(values.get("completed", "")),
        values.get("blacklisted", "") == "Y" or values.get("emailstatus", "").lower() == "optout",
        {name: value for name, value in values.items() if name.startswith("attribute_") and value},
    )
