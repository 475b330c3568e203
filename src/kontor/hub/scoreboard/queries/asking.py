"""Questions as people and programs write them: read, checked against what can be asked, or refused in a sentence."""

from django.utils.translation import gettext

from kontor.engine.crosscheck.fields import check_fields
from kontor.engine.crosscheck.questions import Question, QuestionError
from kontor.hub.scoreboard import rules

SHORTEST_LIST = 24


def readable_question(
    given: object, *, refusal: type[rules.UnaskableQuestion] = rules.UnaskableQuestion
) -> Question:
    """The question that `given` (JSON text or what it holds) describes. Refuses with the part that is wrong."""
    try:
        question = Question.from_json(given)
        check_fields(question)
    except QuestionError as error:
        raise refused(error, refusal) from error
    return question


def refused(error: QuestionError, refusal: type[rules.UnaskableQuestion]) -> rules.UnaskableQuestion:
    problem = gettext(error.problem) % error.values
    told = {"where": error.field, "problem": problem, "field": "question"}
    if not error.allowed:
        return refusal(**told)
    shown = [*error.allowed[:SHORTEST_LIST], *(["…"] if len(error.allowed) > SHORTEST_LIST else [])]
    return refusal(refusal.with_allowed, **told, allowed=", ".join(shown))
