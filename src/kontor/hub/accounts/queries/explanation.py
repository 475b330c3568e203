"""Who may do what, and which rule says so: the administrator's view behind the scenes."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries.actors import actor_of
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.permission import PERMISSIONS, explain, require
from kontor.hub.foundation.visibility import row_rule, sees


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to 'may this person do this to that record?' with its reasons.

    `row_rule` is what decides whether the record is seen, '' without a record; `rule` is what decided about the action.
    """

    who: str
    action: str
    record: str
    sees: bool | None
    row_rule: str
    allowed: bool
    rule: str
    whole_rule: str
    sentence: str
    roles: tuple[str, ...]
    teams: tuple[tuple[int, str], ...]


def records_one_can_ask_about() -> list[tuple[str, str]]:
    """(label, name) of every model that has a row rule."""
    known = [model for model in apps.get_models() if row_rule(model)]
    return sorted(
        ((model._meta.label_lower, str(model._meta.verbose_name)) for model in known),
        key=lambda pair: pair[1],
    )


def explain_decision(
    actor: Actor, person: User | None, action: str, subject: models.Model | None
) -> Explanation:
    """Ask the same tables that every page asks, in the name of `person` (None: a visitor). Needs accounts.explain."""
    require(actor, "accounts.explain")
    asked = actor_of(person) if person else VISITOR
    decision = explain(asked, action, subject)
    permission = PERMISSIONS.table[action]
    rule = row_rule(type(subject)) if subject is not None else None
    return Explanation(
        who=person.shown_name if person else "",
        action=action,
        record=f"{subject._meta.verbose_name} {subject.pk}: {subject}" if subject is not None else "",
        sees=sees(asked, subject) if subject is not None else None,
        row_rule=f"{rule.__module__}.{rule.__name__}" if rule else "",
        allowed=decision.allowed,
        rule=decision.rule,
        whole_rule=permission.rule.name,
        sentence=permission.sentence,
        roles=tuple(sorted(asked.roles)),
        teams=tuple(sorted((team, str(role)) for team, role in asked.teams.items())),
    )
