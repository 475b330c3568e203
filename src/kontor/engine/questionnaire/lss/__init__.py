"""LimeSurvey's survey files: `.lss` both ways, `.lsa` archives and response files in.

    read_lss(bytes) -> Survey, ImportReport              DBVersion 164 to 700; raises FileError (table, row, line)
    write_lss(survey) -> bytes, ImportReport             a file that LimeSurvey 6 reads
    read_lsa(bytes) -> Archive(survey, report, responses, participants)
    read_responses(bytes, survey) -> responses, ImportReport       LimeSurvey's CSV, headings by code or by number

Sources: LimeSurvey's manual ('Survey structure', 'Expression Manager', 'Question attributes') and files of versions 1.92 to 7.
"""

from kontor.engine.questionnaire.lss.archive import Archive, Participant, Recorded, read_lsa, read_responses
from kontor.engine.questionnaire.lss.survey import read_lss
from kontor.engine.questionnaire.lss.write import write_lss

__all__ = [
    "Archive",
    "Participant",
    "Recorded",
    "read_lsa",
    "read_lss",
    "read_responses",
    "write_lss",
]
