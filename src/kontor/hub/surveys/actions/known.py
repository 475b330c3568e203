"""Known things are only confirmed: filled in when a respondent begins, compared when she hands in, offered back as changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.engine.questionnaire.expression.values import text_of
from kontor.engine.questionnaire.known import ADDED, CHANGED, Difference, prefilled
from kontor.engine.questionnaire.response import Response
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys.choices import ChangeState
from kontor.hub.surveys.kit import FACTS, FactGroup
from kontor.hub.surveys.models import Invitation, KnownAnswer, ProposedChange, Survey, SurveyResponse, Wave
from kontor.hub.surveys.queries.known import is_known_fact, known_answers, told_otherwise, value_now
from kontor.hub.surveys.rules import known as rules


@transaction.atomic
def link_known(*, actor: Actor, survey: Survey, links: Mapping[str, str]) -> list[KnownAnswer]:
    """Say which questions the records answer: place -> fact; a place with no fact is asked as before. Refuses unknown facts."""
    require(actor, "surveys.edit", survey)
    for place, fact in links.items():
        if fact and not is_known_fact(fact):
            raise rules.UnknownFact(field=place, fact=fact)
    there = {one.place: one for one in KnownAnswer.objects.select_for_update().filter(survey=survey)}
    entries = []
    for place, fact in links.items():
        one = there.get(place)
        if one is None and fact:
            one = KnownAnswer.objects.create(survey=survey, place=place, fact=fact)
            entries.append(audit.Entry("surveys.link_known", one, {}, audit.state_of(one)))
        elif one is not None and not fact:
            entries.append(audit.Entry("surveys.unlink_known", one, audit.state_of(one), {}))
            one.delete()
        elif one is not None and one.fact != fact:
            before = audit.state_of(one)
            one.fact = fact
            one.save()
            entries.append(audit.Entry("surveys.link_known", one, before, audit.state_of(one)))
    audit.record_many(actor, entries)
    return list(KnownAnswer.objects.filter(survey=survey))


def filled_in(
    wave: Wave, invitation: Invitation, document: Response
) -> tuple[Response, list[dict[str, Any]]]:
    """The document of who begins, with what the records know of her partnership, and what that was.

    An anonymous wave fills nothing in: who is known could be told from it.
    """
    cells = () if wave.anonymous else known_answers(wave, invitation.partnership_id)
    return prefilled(document, cells), [one.to_json() for one in cells]


def propose_changes(response: SurveyResponse) -> list[ProposedChange]:
    """Keep what was told otherwise, waiting for whoever keeps the records. What was proposed before and nobody decided goes."""
    response.changes.filter(state=ChangeState.OPEN).delete()
    decided = {(one.field, one.record_id, text_of_any(one.told)) for one in response.changes.all()}
    found = [change_of(response, one) for one in told_otherwise(response)]
    new = [one for one in found if (one.field, one.record_id, text_of_any(one.told)) not in decided]
    return ProposedChange.objects.bulk_create(new)


def change_of(response: SurveyResponse, told: Difference) -> ProposedChange:
    kind, _, number = told.record.partition(":")
    group = told.fact.partition(".")[0]
    return ProposedChange(
        response=response,
        record_kind=kind or group,
        record_id=int(number) if number else None,
        field=told.fact if told.kind == CHANGED else group,
        before=told.before if told.kind == CHANGED else named(response, told.record),
        told=told.told if told.kind == CHANGED else dict(told.values) if told.kind == ADDED else None,
    )


def named(response: SurveyResponse, record: str) -> dict[str, Any] | None:
    """What was filled in of a record, by field: how people recognise it."""
    if not record:
        return None
    cells = [one for one in response.prefilled if one["record"] == record]
    return {one["fact"].partition(".")[2]: one["known"] for one in cells}


def text_of_any(value: Any) -> str:
    return (
        text_of(value) if isinstance(value, str | int | float | bool | None) else str(sorted(value.items()))
    )


@transaction.atomic
def take_over(
    *, actor: Actor, change: ProposedChange, by_hand: bool = False, now: datetime | None = None
) -> None:
    """Take over what was told, with the action of the area that keeps the record, which may refuse in its own words.

    Refused where it was decided, where the record says something else by now, and where no action does it: then somebody
    changes the record on its own page and says so (`by_hand`).
    """
    one = undecided(change, actor=actor)
    if not by_hand:
        carry_out(actor, one)
    decide(actor, "surveys.take_over_change", one, ChangeState.APPROVED, now or timezone.now())


@transaction.atomic
def decline(*, actor: Actor, change: ProposedChange, now: datetime | None = None) -> None:
    """Leave the record as it is."""
    one = undecided(change, actor=actor)
    decide(actor, "surveys.decline_change", one, ChangeState.DECLINED, now or timezone.now())


def undecided(change: ProposedChange, *, actor: Actor) -> ProposedChange:
    require(actor, "surveys.decide_change", change)
    rows = ProposedChange.objects.select_for_update(of=("self",)).select_related("response__wave__survey")
    one = rows.get(pk=change.pk)
    rules.check_undecided(one.state)
    return one


def decide(actor: Actor, action: str, one: ProposedChange, state: ChangeState, now: datetime) -> None:
    before = audit.state_of(one)
    one.state, one.decided_at = state, now
    one.save()
    audit.record(actor, action, one, before=before)


def carry_out(actor: Actor, one: ProposedChange) -> None:
    group = FACTS.get(one.field.partition(".")[0])
    if group is None:
        raise rules.NotByItself
    if one.record_id is None:
        add(actor, one, group)
        return
    reference = f"{one.record_kind}:{one.record_id}"
    there, now = value_now(one)
    if not there:
        raise rules.RecordIsGone
    if one.told is None and "." not in one.field:
        if group.remove is None:
            raise rules.NotByItself
        group.remove(actor, reference)
        return
    rules.check_unmoved(text_of(now), text_of(one.before), text_of(one.told))
    if group.change is None:
        raise rules.NotByItself
    group.change(actor, reference, one.field.partition(".")[2], one.told)


def add(actor: Actor, one: ProposedChange, group: FactGroup) -> None:
    partnership = one.response.partnership_id
    if group.add is None or partnership is None:
        raise rules.NotByItself
    group.add(actor, partnership, one.told or {})
