"""XLSForm, the workbook in which ODK and KoboToolbox authors write forms, both ways.

    read_xlsform({sheet: rows}) -> Survey, ImportReport      rows are lists of cells as they stand in the workbook
    write_xlsform(survey) -> {sheet: rows}, ImportReport     sheets survey, choices and settings

The workbook itself is read and written by whoever has the file. Source: xlsform.org, 'XLSForm reference tables'.
"""

from kontor.engine.questionnaire.xlsform.read import read_xlsform
from kontor.engine.questionnaire.xlsform.write import write_xlsform

__all__ = ["read_xlsform", "write_xlsform"]
