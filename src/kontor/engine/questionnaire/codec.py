"""Surveys as JSON: plain lists and words, without what has its usual value. `survey_from_json` reads them strictly."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, cast

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.kinds import Kind
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
)

DEEPEST = 12
PARTS: dict[tuple[type, str], type] = {
    (Question, "options"): Option,
    (Question, "parts"): Part,
    (Question, "columns"): Part,
    (Question, "checks"): Check,
    (Survey, "blocks"): Block,
}


def survey_to_json(survey: Survey) -> dict[str, Any]:
    """Return a survey as plain values. Linear in its size."""
    return cast("dict[str, Any]", _plain(survey))


def survey_from_json(given: Mapping[str, Any]) -> Survey:
    """Read a survey; raises QuestionnaireError naming the place of what is wrong.

    >>> survey_from_json({"id": "s", "title": {"en": "One"}, "languages": ["en"]}).language
    'en'
    """
    return cast("Survey", _object(Survey, given, "survey", 0))


def _plain(value: object) -> object:
    if is_dataclass(value):
        shown = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _plain(held) for one, held in shown if not _usual(one, held)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, Kind) else value


def _usual(one: "Field[Any]", held: object) -> bool:
    if one.default is not MISSING:
        return bool(held == one.default)
    return one.default_factory is not MISSING and held == one.default_factory()


def _object(made: type, given: object, place: str, depth: int) -> object:
    if not isinstance(given, Mapping):
        raise QuestionnaireError(place, N_("A group of named values is expected here"))
    if depth > DEEPEST:
        raise QuestionnaireError(place, N_("Blocks are nested deeper than %(most)s"), most=DEEPEST)
    known = {one.name: one for one in fields(made)}
    for name in given:
        if name not in known:
            raise QuestionnaireError(place, N_("“%(name)s” is not known here"), name=name)
    for name, one in known.items():
        if name not in given and one.default is MISSING and one.default_factory is MISSING:
            raise QuestionnaireError(place, N_("“%(name)s” is missing"), name=name)
    read = {name: _value(made, known[name], value, f"{place}.{name}", depth) for name, value in given.items()}
    return made(**read)


def _value(  # noqa: PLR0911 - one for each sort of field
    made: type, one: "Field[Any]", given: object, place: str, depth: int
) -> object:
    if (made, one.name) in PARTS:
        return tuple(
            _object(PARTS[made, one.name], part, f"{place}.{at}", depth + 1)
            for at, part in _list(given, place)
        )
    if made is Block and one.name == "items":
        return tuple(_item(part, f"{place}.{at}", depth + 1) for at, part in _list(given, place))
    if one.name in ("limits", "repeat"):
        kind = Limits if one.name == "limits" else Repeat
        return None if given is None else _object(kind, given, place, depth + 1)
    if one.name == "languages":
        return tuple(_is(str, part, place) for _, part in _list(given, place))
    if one.name == "kind":
        return _kind(given, place)
    usual = one.default_factory() if one.default_factory is not MISSING else one.default
    if isinstance(usual, dict) or one.name == "title":
        return _texts(given, place)
    return _is(str if usual is MISSING else type(usual), given, place)


def _item(given: object, place: str, depth: int) -> object:
    question = isinstance(given, Mapping) and "kind" in given
    return _object(Question if question else Block, given, place, depth)


def _kind(given: object, place: str) -> Kind:
    try:
        return Kind(str(given))
    except ValueError:
        raise QuestionnaireError(place, N_("There is no type of question “%(given)s”"), given=given) from None


def _list(given: object, place: str) -> "enumerate[Any]":
    if not isinstance(given, list | tuple):
        raise QuestionnaireError(place, N_("A list is expected here"))
    return enumerate(given)


def _texts(given: object, place: str) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise QuestionnaireError(place, N_("Texts by language are expected here"))
    return {_is(str, name, place): _is(str, text, place) for name, text in given.items()}


def _is[T](kind: type[T], given: object, place: str) -> T:
    if not isinstance(given, kind) or (kind is int and isinstance(given, bool)):
        raise QuestionnaireError(place, N_("“%(given)s” is not what is expected here"), given=str(given)[:50])
    return given
