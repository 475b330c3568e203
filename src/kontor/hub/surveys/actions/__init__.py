"""What changes in surveys: one file per subject, one function per verb."""

from kontor.hub.surveys.actions.answering import (
    PageAnswers,
    Saved,
    begin,
    begin_open,
    change_items,
    go_to,
    hand_in,
    reopen_own,
    save_page,
)
from kontor.hub.surveys.actions.building import build, redo, undo
from kontor.hub.surveys.actions.collected import Known, record_wave
from kontor.hub.surveys.actions.edits import Edit
from kontor.hub.surveys.actions.submitting import Answers, Taken, submit_answers
from kontor.hub.surveys.actions.surveys import (
    SurveyFields,
    add_defined_survey,
    add_survey,
    archive_survey,
    edit_survey,
    import_survey,
    new_version,
    remove_version,
)
from kontor.hub.surveys.actions.waves import (
    add_wave,
    close_wave,
    edit_wave,
    open_wave,
    publish_wave,
    remove_wave,
    reopen_wave,
)

__all__ = [
    "Answers",
    "Edit",
    "Known",
    "PageAnswers",
    "Saved",
    "SurveyFields",
    "Taken",
    "add_defined_survey",
    "add_survey",
    "add_wave",
    "archive_survey",
    "begin",
    "begin_open",
    "build",
    "change_items",
    "close_wave",
    "edit_survey",
    "edit_wave",
    "go_to",
    "hand_in",
    "import_survey",
    "new_version",
    "open_wave",
    "publish_wave",
    "record_wave",
    "redo",
    "remove_version",
    "remove_wave",
    "reopen_own",
    "reopen_wave",
    "save_page",
    "submit_answers",
    "undo",
]
