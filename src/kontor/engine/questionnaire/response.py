"""A response as one document: answers by cell, and items of repeats with answers of their own.

Everything that was ever typed stays in a draft, also behind conditions that no longer hold; `walk.submission` says what
will be dropped. Immutable: a change gives another document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.expression.values import Single
from kontor.engine.questionnaire.model import QuestionnaireError

type Path = tuple[tuple[str, str], ...]
"""Where an answer stands: (block, item) for each repeat around it; () outside of repeats."""

TOP: Path = ()
DRAFT, SUBMITTED = "draft", "submitted"
SINGLES = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a repeat. Its id stays when others are removed."""

    id: str
    answers: Mapping[str, Single] = field(default_factory=dict)
    repeats: Mapping[str, "tuple[Item, ...]"] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {"id": self.id, "answers": dict(self.answers), "repeats": _repeats_json(self.repeats)}


@dataclass(frozen=True, slots=True)
class Response:
    """What one respondent answered to one version. `page` is where she stopped."""

    survey: str
    version: str
    language: str = ""
    answers: Mapping[str, Single] = field(default_factory=dict)
    repeats: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    state: str = DRAFT
    page: str = ""
    seen: tuple[str, ...] = ()

    def put(self, values: Mapping[str, Single], at: Path = TOP) -> Self:
        """Return the response with these answers; an item that is not there yet is begun. Linear in the items around."""
        if not at:
            return replace(self, answers={**self.answers, **values})
        return replace(self, repeats=_put(self.repeats, values, at))

    def removed(self, at: Path) -> Self:
        """Return the response without an item."""
        return replace(self, repeats=_removed(self.repeats, at))

    def items(self, at: Path, block: str) -> tuple[Item, ...]:
        """Return the items of a repeat."""
        return _level(self.repeats, at).get(block, ())

    def new_item(self, at: Path, block: str) -> str:
        """Return an id that no item of the repeat has.

        >>> Response("s", "1").new_item((), "case")
        '1'
        """
        return unused({one.id for one in self.items(at, block)})

    def to_json(self) -> dict[str, Any]:
        """Return plain values; `from_json` reads them."""
        return {
            "survey": self.survey,
            "version": self.version,
            "language": self.language,
            "state": self.state,
            "page": self.page,
            "seen": list(self.seen),
            "answers": dict(self.answers),
            "repeats": _repeats_json(self.repeats),
        }

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read a document; raises QuestionnaireError where it is none."""
        try:
            return cls(
                str(given["survey"]),
                str(given["version"]),
                str(given.get("language", "")),
                _answers(given.get("answers", {}), "answers"),
                _repeats(given.get("repeats", {}), "repeats", 0),
                str(given.get("state", DRAFT)),
                str(given.get("page", "")),
                tuple(map(str, given.get("seen", ()))),
            )
        except (KeyError, TypeError, AttributeError) as problem:
            raise QuestionnaireError("", N_("This is no response: %(problem)s"), problem=problem) from problem


def unused(taken: set[str]) -> str:
    """Return the number after the greatest that is taken, as text: later items stand after earlier ones."""
    return str(max((int(one) for one in taken if one.isdecimal() and len(one) < 10), default=0) + 1)


def _level(repeats: Mapping[str, tuple[Item, ...]], at: Path) -> Mapping[str, tuple[Item, ...]]:
    for block, id in at:
        repeats = next((one.repeats for one in repeats.get(block, ()) if one.id == id), {})
    return repeats


def _put(
    repeats: Mapping[str, tuple[Item, ...]], values: Mapping[str, Single], at: Path
) -> dict[str, tuple[Item, ...]]:
    (block, id), *rest = at
    items = repeats.get(block, ())
    if all(one.id != id for one in items):
        items = (*items, Item(id))
    return {
        **repeats,
        block: tuple(_with(one, values, tuple(rest)) if one.id == id else one for one in items),
    }


def _with(item: Item, values: Mapping[str, Single], at: Path) -> Item:
    if at:
        return replace(item, repeats=_put(item.repeats, values, at))
    return replace(item, answers={**item.answers, **values})


def _removed(repeats: Mapping[str, tuple[Item, ...]], at: Path) -> dict[str, tuple[Item, ...]]:
    (block, id), *rest = at
    items = repeats.get(block, ())
    if not rest:
        return {**repeats, block: tuple(one for one in items if one.id != id)}
    return {
        **repeats,
        block: tuple(
            replace(one, repeats=_removed(one.repeats, tuple(rest))) if one.id == id else one for one in items
        ),
    }


def _repeats_json(repeats: Mapping[str, tuple[Item, ...]]) -> dict[str, Any]:
    return {block: [one.to_json() for one in items] for block, items in repeats.items()}


def _answers(given: Mapping[str, Any], place: str) -> dict[str, Single]:
    for name, value in given.items():
        if not isinstance(value, SINGLES):
            raise QuestionnaireError(
                place, N_("The answer %(cell)s must be a text or a number, not a list"), cell=name
            )
    return dict(given)


def _repeats(given: Mapping[str, Any], place: str, depth: int) -> dict[str, tuple[Item, ...]]:
    if depth > 2:
        raise QuestionnaireError(place, N_("Repeats are nested once, not deeper"))
    return {
        block: tuple(
            Item(
                str(one["id"]),
                _answers(one.get("answers", {}), f"{place}.{block}"),
                _repeats(one.get("repeats", {}), f"{place}.{block}", depth + 1),
            )
            for one in items
        )
        for block, items in given.items()
    }
