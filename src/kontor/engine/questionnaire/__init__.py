"""Questionnaires as data, answered on the server: what is shown, what may stand, what is handed in, what it adds up to.

    Survey(id, title, languages, blocks, version)            Block(code, title, items, condition, repeat=Repeat(driver))
    Question(code, kind, text, options, parts, condition, checks, limits ...)       Kind has the seventeen types
    survey_to_json(survey) / survey_from_json(given)         findings(survey) -> Finding(kind, place, phrase, level)
    opens(survey) -> bool                                    False while an error stands: expressions not understood, too

    made = plan(survey)                                      once for each version; .affected(code) -> codes
    Response(survey.id, survey.version)                      one document; .put .removed .items .to_json
    posted(made, response, {cell: typed}, at) -> response, problems        nothing but known cells of that place is kept
    state = look(made, response, today, given)               relevance and values, from the answers alone
    state.pages -> [Page]   state.on(page) -> Asked          page_after(state, key) page_before page_named question_after
    state.text(texts, scope, question) -> str                with answers put in
    problems_on(state, page) / problems(state) -> (Problem(question, cell, phrase, path, warning) ...)
    submission(state) -> Submission(response, dropped, problems, allowed)           reopened(response)

A cell is one value of an answer, named as LimeSurvey names its columns: `B1_SQ003`, `B1_SQ003comment`, `H1_R1_N`. Outside of
repeats a place is (), inside it is ((block, item), ...). Errors are QuestionnaireError (`.place`, `.problem`, a Phrase).

`expression` reads and calculates conditions. No clock, no files, no network; sentences are Phrases to translate.
"""

from kontor.engine.questionnaire.answers import Problem, posted
from kontor.engine.questionnaire.check import Finding, findings, opens
from kontor.engine.questionnaire.codec import survey_from_json, survey_to_json
from kontor.engine.questionnaire.kinds import OTHER, Cell, Kind, Role
from kontor.engine.questionnaire.model import (
    Block,
    Check,
    Limits,
    Option,
    Part,
    Question,
    QuestionnaireError,
    Repeat,
    Survey,
    direction,
    said,
)
from kontor.engine.questionnaire.plan import Flag, Plan, plan
from kontor.engine.questionnaire.response import Item, Path, Response
from kontor.engine.questionnaire.state import Asked, Page, State, look
from kontor.engine.questionnaire.validate import problems, problems_of, problems_on
from kontor.engine.questionnaire.walk import (
    Dropped,
    Submission,
    page_after,
    page_before,
    page_named,
    question_after,
    reopened,
    submission,
)

__all__ = [
    "OTHER",
    "Asked",
    "Block",
    "Cell",
    "Check",
    "Dropped",
    "Finding",
    "Flag",
    "Item",
    "Kind",
    "Limits",
    "Option",
    "Page",
    "Part",
    "Path",
    "Plan",
    "Problem",
    "Question",
    "QuestionnaireError",
    "Repeat",
    "Response",
    "Role",
    "State",
    "Submission",
    "Survey",
    "direction",
    "findings",
    "look",
    "opens",
    "page_after",
    "page_before",
    "page_named",
    "plan",
    "posted",
    "problems",
    "problems_of",
    "problems_on",
    "question_after",
    "reopened",
    "said",
    "submission",
    "survey_from_json",
    "survey_to_json",
]
