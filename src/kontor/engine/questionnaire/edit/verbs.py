"""What can be done to a survey. Each verb returns another survey and refuses what would make it unreadable."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.codec import survey_from_json, survey_to_json
from kontor.engine.questionnaire.edit.codes import (
    Renaming,
    clashes,
    free_code,
    is_code,
    renamed_answers,
    renamed_cells,
    spoken_codes,
)
from kontor.engine.questionnaire.edit.places import (
    ENTRIES,
    Fresh,
    Place,
    around,
    found,
    list_of,
    listed,
    replaced,
    texts_of,
    with_list,
    with_thing,
)
from kontor.engine.questionnaire.kinds import HAS_OPTIONS, HAS_PARTS, TABLES, Kind
from kontor.engine.questionnaire.model import (
    UNSUPPORTED,
    Block,
    Option,
    Part,
    Question,
    QuestionnaireError,
    Survey,
    Texts,
)

DEEPEST, MOST_ENTRIES, MOST_QUESTIONS = 4, 500, 10_000
LETTERS = {"options": "A", "parts": "SQ", "columns": "C"}


def add_block(survey: Survey, stamp: str, *, title: Texts, at: int | None = None, inside: str = "") -> Survey:
    """Return the survey with a new page, or a new part of the block `inside`; the last where `at` is not said."""
    owner = Place("block", inside) if inside else Place()
    code = free_code("page1", spoken_codes(survey))
    made = Block(code, dict(title), id=Fresh(survey, stamp)())
    return _inserted(survey, owner, "blocks", at, made)


def add_question(
    survey: Survey, stamp: str, *, block: str, kind: Kind, text: Texts, at: int | None = None, code: str = ""
) -> Survey:
    """Return the survey with a new question in a block. It begins with the entries its kind needs."""
    if len(list(survey.questions())) >= MOST_QUESTIONS:
        raise QuestionnaireError("", N_("A survey has at most %(most)s questions"), most=MOST_QUESTIONS)
    fresh = Fresh(survey, stamp)
    asked = Question(code or free_code("Q1", spoken_codes(survey)), kind, dict(text), id=fresh())
    _check_code(survey, asked, Place("question", asked.id))
    return _inserted(survey, Place("block", block), "items", at, _begun(asked, survey.language, fresh))


def add_entry(
    survey: Survey,
    stamp: str,
    *,
    question: str,
    sort: str,
    text: Texts,
    at: int | None = None,
    scale: int = 0,
    code: str = "",
) -> Survey:
    """Return the survey with a new option, row or column of a question; its code is a free one where none is said."""
    if sort not in ENTRIES:
        raise QuestionnaireError(sort, N_("There is no such place in this survey"))
    owner = Place("question", question)
    many = list_of(survey, owner, sort)
    if len(many) >= MOST_ENTRIES:
        raise QuestionnaireError(question, N_("A question has at most %(most)s entries"), most=MOST_ENTRIES)
    made: Any = _entry(sort, many, dict(text), Fresh(survey, stamp)(), scale)
    if code:
        made = replace(made, code=code)
        _check_code(survey, made, Place(sort, made.id, question))
    return _checked(_inserted(survey, owner, sort, at, made), owner)


def move(survey: Survey, place: Place, *, to: int, into: Place | None = None) -> Survey:
    """Return the survey with something at another position (from 0, as counted without it), in its list or another's.

    A block is not moved into itself; entries stay with their question.
    """
    thing = found(survey, place)
    owner, _ = around(survey, place)
    target = into or owner
    if place.sort in ENTRIES and target != owner:
        raise QuestionnaireError(str(place), N_("An answer stays with its question"))
    if place.sort == "question" and target.sort != "block":
        raise QuestionnaireError(str(place), N_("A question stands on a page"))
    if isinstance(thing, Block) and target.sort == "block" and _holds(thing, target.id):
        raise QuestionnaireError(str(place), N_("A page cannot be moved into itself"))
    return _inserted(with_thing(survey, place, lambda _: ()), target, place.sort, to, thing)


def remove(survey: Survey, place: Place) -> Survey:
    """Return the survey without something. What speaks of it stays as it is written, and is found by `findings`."""
    found(survey, place)
    if place.sort == "survey":
        raise QuestionnaireError("", N_("There is no such place in this survey"))
    return with_thing(survey, place, lambda _: ())


def copy_of(survey: Survey, stamp: str, place: Place) -> Survey:
    """Return the survey with a copy behind something: new identities, free codes; copied conditions speak of the copies."""
    thing = found(survey, place)
    owner, at = around(survey, place)
    fresh = Fresh(survey, stamp)
    taken = spoken_codes(survey)
    names: dict[str, str] = {}

    def question(asked: Question) -> Question:
        code = free_code(asked.code, taken)
        taken.add(code)
        lists: dict[str, Any] = {
            sort: tuple(replace(one, id=fresh()) for one in getattr(asked, sort)) for sort in ENTRIES
        }
        made = replace(asked, code=code, id=fresh(), **lists)
        names.update(renamed_cells(asked, made))
        return made

    def block(one: Block) -> Block:
        code = free_code(one.code, taken)
        taken.add(code)
        names[one.code] = code
        items = tuple(block(item) if isinstance(item, Block) else question(item) for item in one.items)
        return replace(one, code=code, id=fresh(), items=items)

    if isinstance(thing, Block):
        copied = block(thing)
        return _inserted(survey, owner, place.sort, at + 1, Renaming(names).block(copied))
    if isinstance(thing, Question):
        made = question(thing)
        return _inserted(survey, owner, place.sort, at + 1, Renaming(names).question(made))
    if isinstance(thing, Survey):
        raise QuestionnaireError("", N_("There is no such place in this survey"))
    many = list_of(survey, owner, place.sort)
    entry = replace(thing, id=fresh(), code=free_code(thing.code, {one.code for one in many}))
    return _checked(_inserted(survey, owner, place.sort, at + 1, entry), owner)


def changed(survey: Survey, place: Place, values: Mapping[str, Any]) -> Survey:
    """Return the survey with other values of fields, as JSON has them.

    A new code is put into every condition and text that speaks of it, and a new code of an option where answers are compared
    with it. Raises QuestionnaireError for fields there are not, values that do not fit, codes that are taken.
    """
    before = found(survey, place)
    if "id" in values or set(values) & {"items", "blocks", *ENTRIES}:
        raise QuestionnaireError(str(place), N_("This is changed in its own place"))
    after = with_thing(survey, place, lambda one: (_with_values(one, values, place),))
    thing = found(after, place)
    if isinstance(before, Survey) or isinstance(thing, Survey):
        return after
    owner = Place("question", place.of) if place.sort in ENTRIES else place
    if thing.code != before.code:
        _check_code(survey, thing, place)
        after = _renamed(survey, after, owner)
    if owner.sort == "question":
        if owner == place and "kind" in values:
            after = _fitted(after, owner)
        after = _checked(after, owner)
    return after


def with_codes(survey: Survey, question: str, sort: str, codes: Mapping[str, str]) -> Survey:
    """Return the survey where entries of a question (by identity) have other codes, all at once: two may swap theirs.

    What speaks of them follows, as in `changed`. Raises QuestionnaireError for entries there are not and codes used twice.
    """
    owner = Place("question", question)
    for id, code in codes.items():
        place = Place(sort, id, question)
        entry: Any = found(survey, place)
        _check_code(survey, replace(entry, code=code), place)
    many = [replaced(one, {"code": codes.get(one.id, one.code)}) for one in list_of(survey, owner, sort)]
    after = _checked(with_list(survey, owner, sort, many), owner)
    return _renamed(survey, after, owner)


def with_texts(survey: Survey, texts: Mapping[tuple[Place, str], Texts]) -> Survey:
    """Return the survey with texts in some languages; '' takes one away. What is not named stays."""
    for (place, name), told in texts.items():
        thing = found(survey, place)
        if name not in texts_of(thing):
            raise QuestionnaireError(str(place), N_("“%(name)s” is not known here"), name=name)
        if unknown := [one for one in told if one not in survey.languages]:
            raise QuestionnaireError(
                str(place), N_("The survey has no language “%(language)s”"), language=unknown[0]
            )
        merged = {**getattr(thing, name), **told}
        kept = {language: text for language, text in merged.items() if text}
        survey = with_thing(survey, place, partial(_with_text, name, kept))
    return survey


def with_language(survey: Survey, language: str) -> Survey:
    """Return the survey with one language more, the last."""
    if language in survey.languages:
        raise QuestionnaireError(language, N_("The survey has this language already"))
    if not language or not language.replace("-", "").isalnum() or len(language) > 20:
        raise QuestionnaireError(language[:20], N_("A language is named by its code, such as “de”"))
    return replace(survey, languages=(*survey.languages, language))


def without_language(survey: Survey, language: str) -> Survey:
    """Return the survey without a language; its texts stay with the others, and are there again when it is added again."""
    if language not in survey.languages:
        raise QuestionnaireError(language, N_("The survey has no language “%(language)s”"), language=language)
    if len(survey.languages) == 1:
        raise QuestionnaireError(language, N_("A survey has at least one language"))
    return replace(survey, languages=tuple(one for one in survey.languages if one != language))


# --- parts of the verbs -----------------------------------------------------------------------------------------------


def _with_text(name: str, told: Texts, thing: Any) -> tuple[Any]:
    return (replaced(thing, {name: told}),)


def _inserted(survey: Survey, owner: Place, sort: str, at: int | None, thing: Any) -> Survey:
    many = list_of(survey, owner, sort)
    many.insert(len(many) if at is None else max(0, at), thing)
    made = with_list(survey, owner, sort, many)
    if isinstance(thing, Block) and max(map(_depth, made.blocks)) > DEEPEST:
        raise QuestionnaireError(thing.code, N_("Blocks are nested deeper than %(most)s"), most=DEEPEST)
    return made


def _depth(block: Block) -> int:
    return 1 + max((_depth(one) for one in block.items if isinstance(one, Block)), default=0)


def _holds(block: Block, id: str) -> bool:
    return block.id == id or any(_holds(one, id) for one in block.items if isinstance(one, Block))


def _begun(asked: Question, language: str, fresh: Fresh) -> Question:
    """The question with as many entries as its kind needs to be answered; what there is stays."""
    wanted = {
        "options": 2 if asked.kind in HAS_OPTIONS else 0,
        "parts": 2 if asked.kind in HAS_PARTS else 0,
        "columns": 2 if asked.kind in TABLES else 0,
    }
    lists: dict[str, Any] = {}
    for sort, count in wanted.items():
        many = list(getattr(asked, sort))
        while not getattr(asked, sort) and len(many) < count:
            many.append(_entry(sort, many, {language: str(len(many) + 1)}, fresh(), 0))
        lists[sort] = tuple(many)
    return replace(asked, **lists)


def _entry(sort: str, many: list[Any], text: Texts, id: str, scale: int) -> Option | Part:
    letters = LETTERS[sort]
    code = free_code(f"{letters}{len(many) + 1}", {one.code for one in many})
    return Option(code, text, id, scale) if sort == "options" else Part(code, text, id)


def _with_values(thing: Any, values: Mapping[str, Any], place: Place) -> Any:
    """The values are read as a definition is read, so that nothing stands in a survey that could not be read again."""
    around = Survey(
        "s", {}, ("en",), (thing,) if isinstance(thing, Block) else (Block("b", {}, _items(thing, place)),)
    )
    given = thing if isinstance(thing, Survey) else around
    plain = survey_to_json(given)
    inner = plain
    if not isinstance(thing, Survey):
        inner = plain["blocks"][0]
        if not isinstance(thing, Block):
            inner = inner["items"][0]
        if place.sort in ENTRIES:
            inner = inner[place.sort][0]
    inner.update(values)
    made: Any = survey_from_json(plain)
    if isinstance(thing, Survey):
        return made
    made = made.blocks[0]
    if isinstance(thing, Block):
        return made
    made = made.items[0]
    return getattr(made, place.sort)[0] if place.sort in ENTRIES else made


def _items(thing: Any, place: Place) -> tuple[Question, ...]:
    if place.sort in ENTRIES:
        return (replaced(Question("q", Kind.CHOICE), {place.sort: (thing,)}),)
    return (thing,) if isinstance(thing, Question) else ()


def _fitted(survey: Survey, place: Place) -> Survey:
    """A question whose kind became another has what that needs; what it does not need is kept, it may become that again."""

    def fitted(asked: Question) -> tuple[Question]:
        kept = {name: value for name, value in asked.kept.items() if name != UNSUPPORTED}
        begun = _begun(asked, survey.language, Fresh(survey, f"{asked.id}-e"))
        return (replace(begun, kept=kept),)

    return with_thing(survey, place, fitted)


def _renamed(before: Survey, after: Survey, place: Place) -> Survey:
    """Put new names of a block or question, and of its cells and options, into all that speaks of them."""
    was, now = found(before, place), found(after, place)
    if isinstance(was, Block) and isinstance(now, Block):
        return Renaming({was.code: now.code}).survey(after)
    assert isinstance(was, Question)
    assert isinstance(now, Question)
    now = replace(was, code=now.code, **{sort: getattr(now, sort) for sort in ENTRIES})
    return Renaming(renamed_cells(was, now), renamed_answers(was, now)).survey(after)


def _check_code(survey: Survey, thing: Block | Question | Option | Part, place: Place) -> None:
    if place.sort in ENTRIES:
        if not is_code(thing.code, entry=True):
            text = N_("“%(code)s” is no code of an answer: it has at most 20 letters and digits")
            raise QuestionnaireError(thing.code[:50], text, code=thing.code[:50])
        return
    if not is_code(thing.code):
        text = N_("“%(code)s” is no code: it begins with a letter and has at most 50 letters, digits and _")
        raise QuestionnaireError(thing.code[:50], text, code=thing.code[:50])
    others = [
        one.code for there, one in listed(survey) if there != place and isinstance(one, Block | Question)
    ]
    if thing.code in others:
        text = N_("The code “%(code)s” is taken by another question or page")
        raise QuestionnaireError(thing.code, text, code=thing.code)


def _checked(survey: Survey, place: Place) -> Survey:
    """Refuse a question whose entries or cells could not be told apart."""
    asked = found(survey, place)
    assert isinstance(asked, Question)
    for sort in ENTRIES:
        seen: set[tuple[str, int]] = set()
        for one in getattr(asked, sort):
            key = (one.code, getattr(one, "scale", 0))
            if not one.code.strip():
                raise QuestionnaireError(asked.code, N_("An answer needs a code"))
            if key in seen:
                text = N_("The code “%(code)s” is used twice in %(question)s")
                raise QuestionnaireError(asked.code, text, code=one.code, question=asked.code)
            seen.add(key)
    if cell := clashes(survey, asked):
        text = N_("The field “%(cell)s” would be there twice; choose another code")
        raise QuestionnaireError(asked.code, text, cell=cell)
    return survey
