"""Changing a questionnaire: each verb takes a survey and gives another; what it did is a list of patches that can be undone.

    add_block add_question add_entry         move copy_of remove        new pages, questions, options, rows, columns
    changed(survey, place, {field: value})   a new code is put into every condition and text that speaks of it
    with_codes(survey, question, sort, {identity: code})                several codes at once: two may swap theirs
    with_texts(survey, {(place, field): {language: text}})              translations
    with_language without_language

    done = steps(before, after)              -> patches, plain JSON     patched(survey, patches) -> Survey
    patched(after, undone(done)) == before   whatever the verb did

A `Place` names a survey, block, question, or an entry of a question, by identity. Identities stay whatever is changed; what is
added or copied gets new ones from a `stamp` that the caller gives (this engine throws no dice). What would make a survey
unreadable is refused (QuestionnaireError): codes used twice, codes that expressions cannot speak of, blocks in themselves.
"""

from kontor.engine.questionnaire.edit.codes import free_code, is_code
from kontor.engine.questionnaire.edit.conditions import (
    Askable,
    Row,
    Rows,
    askable,
    rows_of,
    written,
)
from kontor.engine.questionnaire.edit.places import ENTRIES, Place, found, identified, listed
from kontor.engine.questionnaire.edit.steps import patched, steps, undone
from kontor.engine.questionnaire.edit.verbs import (
    add_block,
    add_entry,
    add_question,
    changed,
    copy_of,
    move,
    remove,
    with_codes,
    with_language,
    with_texts,
    without_language,
)

__all__ = [
    "ENTRIES",
    "Askable",
    "Place",
    "Row",
    "Rows",
    "add_block",
    "add_entry",
    "add_question",
    "askable",
    "changed",
    "copy_of",
    "found",
    "free_code",
    "identified",
    "is_code",
    "listed",
    "move",
    "patched",
    "remove",
    "rows_of",
    "steps",
    "undone",
    "with_codes",
    "with_language",
    "with_texts",
    "without_language",
    "written",
]
