"""A response without what could tell who gave it: free texts, addresses and files go, whatever is counted stays.

Each text that goes leaves a mark in its place, so that how many answered a question does not change with it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from kontor.engine.questionnaire.expression.values import Single, text_of
from kontor.engine.questionnaire.kinds import HAS_OPTIONS, NO, OTHER, YES, Cell, Kind, Role
from kontor.engine.questionnaire.model import Question
from kontor.engine.questionnaire.plan import Plan
from kontor.engine.questionnaire.response import Item, Response

MARK = "—"
"""Stands where a text was."""

DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", re.ASCII)

WORDS = {Kind.TEXT, Kind.TEXTS, Kind.CONTACT, Kind.ARRAY_TEXT, Kind.FILE}
"""Kinds whose answers are written by the respondent."""


def forgotten(plan: Plan, response: Response) -> Response:
    """Return the response with a mark for each text, comment, address and file. Idempotent; linear in the answers.

    Choices, ticks, numbers, dates and rankings stay: `statistics` counts the same before and after.
    """
    return replace(
        response,
        answers=_without(plan, response.answers),
        repeats={block: _items(plan, items) for block, items in response.repeats.items()},
    )


def is_free(asked: Question, cell: Cell) -> bool:
    """Return whether a cell holds words of the respondent's own.

    >>> asked = Question("N", Kind.NUMBER)
    >>> is_free(asked, asked.cell())
    False
    """
    if cell.role in (Role.COMMENT, Role.OTHER):
        return True
    return asked.kind in WORDS and not cell.number


def _items(plan: Plan, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(
        replace(
            one,
            answers=_without(plan, one.answers),
            repeats={block: _items(plan, inner) for block, inner in one.repeats.items()},
        )
        for one in items
    )


def _without(plan: Plan, answers: Mapping[str, Single]) -> dict[str, Single]:
    return {name: _kept(plan, name, value) for name, value in answers.items()}


def _kept(plan: Plan, name: str, value: Single) -> Single:
    """What stays of one answer; what the survey does not know was typed by somebody, and goes."""
    spot = plan.spots.cells.get(name)
    if text_of(value) == "":
        return value
    if spot is None or is_free(spot[1], spot[0]):
        return MARK
    cell, asked, _ = spot
    return value if not isinstance(value, str) or _is_asked_for(asked, cell, value) else MARK


def _is_asked_for(asked: Question, cell: Cell, value: str) -> bool:
    """Whether a text is one that the question offers. What does not fit is kept as typed in a draft: words, too."""
    if cell.number:
        return False
    if cell.role is Role.TICK or asked.kind is Kind.YES_NO:
        return value in (YES, NO)
    if asked.kind in HAS_OPTIONS:
        return value == OTHER or value in {one.code for one in asked.options}
    return asked.kind is not Kind.DATE or DAY.fullmatch(value) is not None
