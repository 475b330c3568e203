"""The code book, and the codes that are given to what was written freely."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import get_language

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.surveys.models import Code, Coding, Survey, Wave
from kontor.hub.surveys.queries.texts import identity_of, places_of
from kontor.hub.surveys.rules import results as rules

type Answer = tuple[int, str, str]
"""Response, item and cell."""


@transaction.atomic
def add_code(*, actor: Actor, survey: Survey, question: str, label: str, note: str = "") -> Code:
    """Add a code to the book of a question (its identity). The label is in the language of whoever writes it."""
    require(actor, "surveys.code", survey)
    key = stem_of(label, 80, "code")
    taken = set(Code.objects.filter(survey=survey, question=question).values_list("key", flat=True))
    rules.check_code_free(label, key, taken)
    language = (get_language() or "en").split("-")[0]
    code = Code.objects.create(survey=survey, question=question, key=key, label={language: label}, note=note)
    audit.record(actor, "surveys.add_code", code)
    return code


@transaction.atomic
def edit_code(*, actor: Actor, code: Code, label: str, note: str = "") -> Code:
    """Call a code otherwise in the language of whoever writes, or say more of what belongs to it."""
    require(actor, "surveys.code", code)
    held = Code.objects.select_for_update().get(pk=code.pk)
    before = audit.state_of(held)
    language = (get_language() or "en").split("-")[0]
    held.label, held.note = {**held.label, language: label}, note
    held.save()
    audit.record(actor, "surveys.edit_code", held, before=before)
    return held


@transaction.atomic
def remove_code(*, actor: Actor, code: Code) -> None:
    """Take a code out of the book, and from all answers to which it was given."""
    require(actor, "surveys.code", code)
    before = {**audit.state_of(code), "answers": code.codings.count()}
    audit.record(actor, "surveys.remove_code", code, before=before, after={})
    code.delete()


@transaction.atomic
def code_answers(*, actor: Actor, wave: Wave, question: str, given: Mapping[Answer, Collection[int]]) -> int:
    """Give to each of these answers exactly these codes. Returns how many answers changed.

    Refused where an answer is no longer there (`AnswerGone`) or a code belongs to another question (`CodeOfAnother`).
    Four statements, and one for each answer that changes.
    """
    require(actor, "surveys.code", wave)
    wanted = {code for codes in given.values() for code in codes}
    codes = {one.pk: one for one in Code.objects.filter(survey=wave.survey_id, pk__in=wanted)}
    identity = identity_of(wave, question)
    rules.check_codes_of(identity, [(one.question, str(one)) for one in codes.values()])
    rules.check_still_there(set(given), places_of(wave, question))
    now: dict[Answer, set[int]] = {}
    rows = Coding.objects.filter(response__wave=wave, code__question=identity)
    for response, place, cell, code in rows.values_list("response_id", "place", "cell", "code_id"):
        now.setdefault((response, place, cell), set()).add(code)
    changed = 0
    for answer, codes_given in given.items():
        after = set(codes_given).intersection(codes)
        if after != now.get(answer, set()):
            give(actor, answer, now.get(answer, set()), after)
            changed += 1
    if changed:
        told = {"question": question, "answers": changed}
        audit.record(actor, "surveys.code", wave, before={}, after=told)
    return changed


def give(actor: Actor, answer: Answer, before: set[int], after: set[int]) -> None:
    response, place, cell = answer
    Coding.objects.filter(response=response, place=place, cell=cell, code__in=before - after).delete()
    Coding.objects.bulk_create(
        Coding(response_id=response, place=place, cell=cell, code_id=code, by=actor.label[:80])
        for code in sorted(after - before)
    )
