"""Whole responses, handed in by a program: validated as if they were typed, all of a call or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire import Path, Plan, Problem, Response, look, posted, submission
from kontor.engine.questionnaire.statistics import answered_block
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys import rules
from kontor.hub.surveys.choices import ResponseState
from kontor.hub.surveys.models import SurveyResponse, Wave
from kontor.hub.surveys.queries.plans import plan_of

type Items = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Answers:
    """One response: the answers by cell, and of each repeat its items in order (an item may hold `repeats` of its own)."""

    answers: Mapping[str, Any]
    repeats: Items = field(default_factory=dict)
    group: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one response: its id where it was taken, else what is wrong; `dropped` are the cells not handed in."""

    id: int | None
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()


@transaction.atomic
def submit_answers(*, actor: Actor, wave: Wave, given: Sequence[Answers]) -> list[Taken]:
    """Take whole responses of an open wave. Where one of them has a problem, none is taken, and each says its own.

    About two milliseconds each for a questionnaire of fifty questions; statements do not grow with their number.
    """
    require(actor, "surveys.submit_for", wave)
    locked = Wave.objects.select_for_update(of=("self",)).select_related("survey_version").get(pk=wave.pk)
    rules.check_answerable(is_open=locked.is_open, submitted=False)
    made = plan_of(locked.survey_version)
    now, today = timezone.now(), timezone.localdate()
    rows: list[SurveyResponse] = []
    found: list[Taken] = []
    for one in given:
        document, unread = document_of(made, one)
        state = look(made, document, today)
        handed = submission(state)
        wrong = tuple(problem for problem in (*unread, *handed.problems) if not problem.warning)
        found.append(Taken(None, wrong, tuple(sorted({drop.cell for drop in handed.dropped}))))
        rows.append(
            SurveyResponse(
                wave=locked,
                document=handed.response.to_json(),
                state=ResponseState.SUBMITTED,
                blocks=[block.code for block in made.survey.blocks if answered_block(state, block)],
                group=one.group,
                language=document.language,
                started_at=now,
                saved_at=now,
                submitted_at=now,
                dropped=[{"cell": drop.cell, "reason": drop.reason} for drop in handed.dropped],
            )
        )
    if any(one.problems for one in found):
        return found
    SurveyResponse.objects.bulk_create(rows, batch_size=500)
    audit.record_many(
        actor, [audit.Entry("surveys.submit_response", row, {}, audit.state_of(row)) for row in rows]
    )
    return [Taken(row.pk, (), one.dropped) for row, one in zip(rows, found, strict=True)]


def document_of(made: Plan, given: Answers) -> tuple[Response, tuple[Problem, ...]]:
    """The document of one response. Cells that the survey does not have are problems, too: a misspelt name must not pass."""
    language = given.language if given.language in made.survey.languages else made.survey.language
    document, unread = posted(made, Response(made.survey.id, made.survey.version, language), given.answers)
    document, more = with_items(made, document, given.repeats, ())
    return document, (*unread, *more)


def with_items(
    made: Plan, document: Response, repeats: Items, at: Path
) -> tuple[Response, tuple[Problem, ...]]:
    wrong: tuple[Problem, ...] = ()
    for block, items in repeats.items():
        for number, item in enumerate(items, 1):
            place = (*at, (block, str(number)))
            inner = item.get("repeats", {}) if isinstance(item.get("repeats", {}), Mapping) else {}
            cells = {name: value for name, value in item.items() if name != "repeats"}
            document, found = posted(made, document, cells, place)
            wrong += found
            if inner and len(at) < 1:
                document, found = with_items(made, document, inner, place)
                wrong += found
    return document, wrong
