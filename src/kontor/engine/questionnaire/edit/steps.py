"""What changed between two versions, as patches: small where little changed, and each can be undone exactly.

A patch is plain JSON: `{"path": [...], "was": x, "now": y}` for a value (one that was or is not there is left out), or with
`at` for a stretch of a list, where `was` and `now` are lists.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from kontor.engine.indicators.phrase import N_
from kontor.engine.questionnaire.codec import survey_from_json, survey_to_json
from kontor.engine.questionnaire.model import QuestionnaireError, Survey

type Patch = dict[str, Any]
type Path = tuple[str | int, ...]


def steps(before: Survey, after: Survey) -> tuple[Patch, ...]:
    """Return the patches that make `after` of `before`; none where they are the same. Linear in both.

    >>> steps(Survey("s", {"en": "One"}, ("en",)), Survey("s", {"en": "Two"}, ("en",)))
    ({'path': ['title', 'en'], 'was': 'One', 'now': 'Two'},)
    """
    return tuple(_of_maps(survey_to_json(before), survey_to_json(after), ()))


def undone(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """Return the patches that take these back, in the order in which they must be applied."""
    return tuple(_turned(one) for one in reversed(patches))


def patched(survey: Survey, patches: Sequence[Patch]) -> Survey:
    """Return the survey with patches applied.

    Raises QuestionnaireError where they do not fit: what they change does not stand there (any more), or what they make is no
    survey.
    """
    given = survey_to_json(survey)
    for patch in patches:
        _apply(given, patch)
    return survey_from_json(given)


def _turned(patch: Patch) -> Patch:
    turned = {key: value for key, value in patch.items() if key not in ("was", "now")}
    if "now" in patch:
        turned["was"] = patch["now"]
    if "was" in patch:
        turned["now"] = patch["was"]
    return turned


def _of_maps(before: dict[str, Any], after: dict[str, Any], path: Path) -> Iterator[Patch]:
    for key in dict.fromkeys([*before, *after]):
        there = (*path, key)
        if key not in after:
            yield {"path": list(there), "was": before[key]}
        elif key not in before:
            yield {"path": list(there), "now": after[key]}
        else:
            yield from _of_values(before[key], after[key], there)


def _of_values(before: object, after: object, path: Path) -> Iterator[Patch]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_maps(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    else:
        yield {"path": list(path), "was": before, "now": after}


def _of_lists(before: list[Any], after: list[Any], path: Path) -> Iterator[Patch]:
    """What is the same at both ends stays; where as many remain, each is compared with its neighbour."""
    start, end = 0, 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    was, now = before[start : len(before) - end], after[start : len(after) - end]
    if len(was) == len(now) and all(_is_same_thing(one, other) for one, other in zip(was, now, strict=True)):
        for at, (one, other) in enumerate(zip(was, now, strict=True), start):
            yield from _of_values(one, other, (*path, at))
    else:
        yield {"path": list(path), "at": start, "was": was, "now": now}


def _is_same_thing(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.get("id") == other.get("id")
    return False


def _apply(given: dict[str, Any], patch: Patch) -> None:
    *way, last = patch["path"]
    try:
        owner: Any = given
        for key in way:
            owner = owner[key]
        if "at" in patch:
            at, was = patch["at"], patch["was"]
            held = owner[last]
            if held[at : at + len(was)] != was:
                raise _moved_on()
            held[at : at + len(was)] = patch["now"]
            return
        if ("was" in patch) != _has(owner, last) or ("was" in patch and owner[last] != patch["was"]):
            raise _moved_on()
        if "now" in patch:
            owner[last] = patch["now"]
        else:
            del owner[last]
    except (KeyError, IndexError, TypeError):
        raise _moved_on() from None


def _has(owner: Any, key: str | int) -> bool:
    return key in owner if isinstance(owner, dict) else isinstance(key, int) and 0 <= key < len(owner)


def _moved_on() -> QuestionnaireError:
    return QuestionnaireError("", N_("The survey was changed since; this cannot be undone or done again"))
