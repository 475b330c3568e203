"""One edit of a draft as data: what a form, a program and a test send alike. The engine's verbs do the work."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kontor.engine.questionnaire import Kind, QuestionnaireError, plan
from kontor.engine.questionnaire import Survey as Questionnaire
from kontor.engine.questionnaire.edit import (
    Place,
    add_block,
    add_entry,
    add_question,
    changed,
    copy_of,
    found,
    move,
    remove,
    with_codes,
    with_language,
    with_texts,
    without_language,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.surveys.choices import BuildVerb
from kontor.hub.surveys.rules.building import CannotBeBuilt


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is done (`verb`) to what (`place`, such as 'question/ID' or 'options/QUESTION/ID'; empty is the survey).

    - add-page: `texts` its title, `into` a block that it is part of, `at` its position
    - add-question: `into` the block, `kind`, `texts`, `code`, `at`
    - add-entry: `into` the question, `sort` (options, parts, columns), `texts`, `code`, `at`, `scale`
    - change: `values` by field as the definition has them
    - recode: `into` the question, `sort`, `codes` by identity, all at once
    - translate: `name` of the text, `texts` by language; an empty one takes a text away
    - move: `at`, and `into` the block where it goes to another list
    - copy, remove: the place alone; add-language, remove-language: `language`
    """

    verb: str
    place: str = ""
    into: str = ""
    at: int | None = None
    sort: str = ""
    kind: str = ""
    code: str = ""
    scale: int = 0
    name: str = ""
    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


def applied(survey: Questionnaire, edit: Edit, stamp: str) -> Questionnaire:
    """Return the questionnaire after one edit; what is added gets identities made of the stamp. Raises QuestionnaireError."""
    verb = VERBS.get(edit.verb)
    if verb is None:
        raise QuestionnaireError(edit.verb[:20], N_("There is no such change of a questionnaire"))
    return verb(survey, edit, stamp)


def imagined(survey: Questionnaire, edits: Sequence[Edit]) -> Questionnaire:
    """The draft as these edits would make it. Nothing is kept."""
    # A mark that nothing in the draft has; the engine throws no dice.
    stamp = secrets.token_hex(4)
    with in_words():
        for at, edit in enumerate(edits):
            survey = applied(survey, edit, f"{stamp}{at or ''}")
        plan(survey)
    return survey


@contextmanager
def in_words() -> Iterator[None]:
    """What the engine refuses becomes a refusal with its sentence."""
    try:
        yield
    except QuestionnaireError as error:
        raise CannotBeBuilt(error.problem.text, error.problem.values) from error


def thing_of(survey: Questionnaire, edit: Edit) -> str:
    """What an edit is about, as its author calls it: the code of a page, question or answer."""
    if edit.verb in (BuildVerb.ADD_LANGUAGE, BuildVerb.REMOVE_LANGUAGE):
        return edit.language[:120]
    if edit.verb in (BuildVerb.ADD_PAGE, BuildVerb.ADD_QUESTION):
        return next((text for text in edit.texts.values() if text), "")[:120]
    sort = "question" if edit.verb in (BuildVerb.ADD_ENTRY, BuildVerb.RECODE) else ""
    thing: Any = found(survey, Place(sort, edit.into) if sort else place_of(edit))
    return str(getattr(thing, "code", ""))[:120]


def place_of(edit: Edit) -> Place:
    return Place.read(edit.place) if edit.place else Place()


def kind_of(edit: Edit) -> Kind:
    try:
        return Kind(edit.kind)
    except ValueError:
        raise QuestionnaireError(edit.kind[:40], N_("There is no type of question “%(given)s”"), given=edit.kind[:40]) from None  # fmt: skip


def page_added(survey: Questionnaire, edit: Edit, stamp: str) -> Questionnaire:
    return add_block(survey, stamp, title=edit.texts, at=edit.at, inside=edit.into)


def question_added(survey: Questionnaire, edit: Edit, stamp: str) -> Questionnaire:
    return add_question(
        survey, stamp, block=edit.into, kind=kind_of(edit), text=edit.texts, at=edit.at, code=edit.code
    )


def entry_added(survey: Questionnaire, edit: Edit, stamp: str) -> Questionnaire:
    entry: dict[str, Any] = {"text": edit.texts, "at": edit.at, "scale": edit.scale, "code": edit.code}
    return add_entry(survey, stamp, question=edit.into, sort=edit.sort, **entry)


def moved(survey: Questionnaire, edit: Edit, stamp: str) -> Questionnaire:
    into = Place("block", edit.into) if edit.into else None
    return move(survey, place_of(edit), to=edit.at or 0, into=into)


VERBS: Mapping[str, Callable[[Questionnaire, Edit, str], Questionnaire]] = {
    BuildVerb.ADD_PAGE: page_added,
    BuildVerb.ADD_QUESTION: question_added,
    BuildVerb.ADD_ENTRY: entry_added,
    BuildVerb.MOVE: moved,
    BuildVerb.CHANGE: lambda survey, edit, stamp: changed(survey, place_of(edit), edit.values),
    BuildVerb.RECODE: lambda survey, edit, stamp: with_codes(survey, edit.into, edit.sort, edit.codes),
    BuildVerb.TRANSLATE: lambda survey, edit, stamp: with_texts(
        survey, {(place_of(edit), edit.name): edit.texts}
    ),
    BuildVerb.COPY: lambda survey, edit, stamp: copy_of(survey, stamp, place_of(edit)),
    BuildVerb.REMOVE: lambda survey, edit, stamp: remove(survey, place_of(edit)),
    BuildVerb.ADD_LANGUAGE: lambda survey, edit, stamp: with_language(survey, edit.language),
    BuildVerb.REMOVE_LANGUAGE: lambda survey, edit, stamp: without_language(survey, edit.language),
}
