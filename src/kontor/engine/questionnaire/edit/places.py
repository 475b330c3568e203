"""Where something stands in a survey, by identity, and the survey with something else in that place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.model import Block, Option, Part, Question, QuestionnaireError, Survey

ENTRIES = ("options", "parts", "columns")
"""The lists of a question: what is chosen, the rows or options to tick, the columns."""

type Thing = Survey | Block | Question | Option | Part


@dataclass(frozen=True, slots=True)
class Place:
    """`sort` is survey, block, question, options, parts or columns; `id` of the block, question or entry; `of` its question."""

    sort: str = "survey"
    id: str = ""
    of: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.sort, self.of, self.id)))

    @classmethod
    def read(cls, text: str) -> "Place":
        """Return the place that a text names.

        >>> Place.read("options/D2/7") == Place("options", "7", "D2")
        True
        """
        sort, *rest = text.split("/")
        if sort in ENTRIES and len(rest) == 2:
            return cls(sort, rest[1], rest[0])
        if (sort in ("block", "question") and len(rest) == 1) or (sort == "survey" and not rest):
            return cls(sort, *rest)
        raise QuestionnaireError(text[:80], N_("There is no such place in this survey"))


def listed(survey: Survey) -> Iterator[tuple[Place, Thing]]:
    """Yield every block, question and entry with its place, in order."""

    def inside(block: Block) -> Iterator[tuple[Place, Thing]]:
        yield Place("block", block.id), block
        for item in block.items:
            if isinstance(item, Block):
                yield from inside(item)
                continue
            yield Place("question", item.id), item
            for sort in ENTRIES:
                yield from ((Place(sort, one.id, item.id), one) for one in getattr(item, sort))

    for block in survey.blocks:
        yield from inside(block)


def found(survey: Survey, place: Place) -> Thing:
    """Return what stands in a place. Raises QuestionnaireError where nothing does."""
    if place.sort == "survey":
        return survey
    for there, thing in listed(survey):
        if there == place:
            return thing
    raise QuestionnaireError(str(place), N_("There is no such place in this survey"))


def around(survey: Survey, place: Place) -> tuple[Place, int]:
    """Return in which list something stands (its block, its question, or the survey), and at which position from 0."""
    if place.sort in ENTRIES:
        many = getattr(found(survey, Place("question", place.of)), place.sort)
        return Place("question", place.of), _position(many, place.id)
    for at, block in enumerate(survey.blocks):
        if place == Place("block", block.id):
            return Place(), at
    for block in survey.all_blocks():
        for at, item in enumerate(block.items):
            if place == Place("block" if isinstance(item, Block) else "question", item.id):
                return Place("block", block.id), at
    raise QuestionnaireError(str(place), N_("There is no such place in this survey"))


def with_thing(survey: Survey, place: Place, change: Callable[[Any], Sequence[Any]]) -> Survey:
    """Return the survey where what stands in a place became what `change` makes of it: one, none or several."""

    def entries(asked: Question) -> Question:
        many = tuple(
            made
            for one in getattr(asked, place.sort)
            for made in (change(one) if one.id == place.id else (one,))
        )
        return replaced(asked, {place.sort: many})

    def items(many: tuple[Any, ...]) -> Iterator[Any]:
        for one in many:
            sort = "block" if isinstance(one, Block) else "question"
            if place == Place(sort, one.id):
                yield from change(one)
            elif isinstance(one, Block):
                yield replace(one, items=tuple(items(one.items)))
            elif place.sort in ENTRIES and one.id == place.of:
                yield entries(one)
            else:
                yield one

    if place.sort == "survey":
        made: Survey = change(survey)[0]
        return made
    return replace(survey, blocks=tuple(items(survey.blocks)))


def with_list(survey: Survey, owner: Place, sort: str, many: Sequence[Any]) -> Survey:
    """Return the survey with another list: blocks of the survey, items of a block, entries of a question."""
    name = {"survey": "blocks", "block": "items"}.get(owner.sort, sort)
    return with_thing(survey, owner, lambda one: (replaced(one, {name: tuple(many)}),))


def list_of(survey: Survey, owner: Place, sort: str) -> list[Any]:
    """Return a list of a place: blocks of the survey, items of a block, entries of a question."""
    name = {"survey": "blocks", "block": "items"}.get(owner.sort, sort)
    return list(getattr(found(survey, owner), name))


def identified(survey: Survey, stamp: str) -> Survey:
    """Return the survey where everything has an identity that can be named, each once among its like.

    What has one keeps it; only what has none, or one that another has too, gets a new one. So reading twice gives the same.
    """
    given = Fresh(survey, stamp, empty=True)

    def entry[T: (Block, Question, Option, Part)](one: T, taken: set[str]) -> T:
        made = one if _names(one.id) and one.id not in taken else replace(one, id=given())
        taken.add(made.id)
        return made

    def question(asked: Question) -> Question:
        made = entry(asked, questions)
        lists: dict[str, Any] = {}
        for sort in ENTRIES:
            taken: set[str] = set()
            lists[sort] = tuple(entry(one, taken) for one in getattr(made, sort))
        return replace(made, **lists)

    def block(one: Block) -> Block:
        made = entry(one, blocks)
        return replace(
            made,
            items=tuple(block(item) if isinstance(item, Block) else question(item) for item in made.items),
        )

    questions: set[str] = set()
    blocks: set[str] = set()
    return replace(survey, blocks=tuple(block(one) for one in survey.blocks))


def replaced[T: (Survey, Block, Question, Option, Part)](thing: T, values: Mapping[str, Any]) -> T:
    """Return a thing with other values of fields that are named by data."""
    return replace(thing, **values)


class Fresh:
    """Gives identities that nothing in a survey has: the stamp, then the stamp with numbers."""

    def __init__(self, survey: Survey, stamp: str, empty: bool = False) -> None:
        if not stamp and not empty:
            raise QuestionnaireError("", N_("What is added needs a mark of its own"))
        self.stamp = stamp or "e"
        self.taken = {thing.id for _, thing in listed(survey)}
        self.count = 0

    def __call__(self) -> str:
        while True:
            self.count += 1
            id = self.stamp if self.count == 1 else f"{self.stamp}-{self.count}"
            if id not in self.taken:
                self.taken.add(id)
                return id


def texts_of(thing: Thing) -> tuple[str, ...]:
    """Return which fields of a thing are texts by language."""
    names = {"title", "welcome", "closing", "consent", "text", "help", "other_text"}
    return tuple(one.name for one in fields(thing) if one.name in names)


def _position(many: Sequence[Any], id: str) -> int:
    for at, one in enumerate(many):
        if one.id == id:
            return at
    raise QuestionnaireError(id, N_("There is no such place in this survey"))


def _names(id: str) -> bool:
    """An identity is part of an address."""
    return bool(id) and len(id) <= 100 and id.isprintable() and not any(sign in "/\\?#% ." for sign in id)
