"""Cards in words: the counting rule in a sentence, warnings where a card is not SMART, refusals of the engine."""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.engine import indicators as engine
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard import rules
from kontor.hub.scoreboard.inputs.cards import card_of, definition_of
from kontor.hub.scoreboard.inputs.registers import REGISTERS
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.scoreboard.queries.words import state_in_words

FIELD_OF_FORM = {"filters": "rule", "filters.field": "rule", "filters.value": "rule", "register": "rule", "of": "rule",
                 "sets": "set_target", "deadline": "due_on"}  # fmt: skip


def refused(error: engine.IndicatorError) -> rules.CardUnfit:
    """The engine's sentence as a refusal, at the entry that it speaks of."""
    place = FIELD_OF_FORM.get(error.field, error.field)
    field = (
        place
        if place in ("measure", "over_time", "over_partners", "target", "baseline", "set_target", "due_on")
        else "rule"
    )
    found = rules.CardUnfit(error.problem.text, field=field)
    # Set apart: the engine's sentences speak of a `field` of the register, refusals of one of the form.
    found.data = dict(error.problem.values)
    found.args = (str(error.problem),)
    return found


def phrase(one: engine.Phrase) -> str:
    """A phrase of the engine in the reader's language. Fractions are told as people read them: 2.4, not 12/5."""
    told = {name: round(float(it), 2) if isinstance(it, Fraction) else it for name, it in one.values.items()}
    return gettext(one.text) % told


def lint(indicator: Indicator) -> tuple[str, ...]:
    """Where the card is not SMART. Advice: nothing is refused for it."""
    try:
        return tuple(map(phrase, engine.lint(card_of(indicator))))
    except engine.IndicatorError as error:
        return (phrase(error.problem),)


def rule_in_words(indicator: Indicator, titles: dict[str, str] | None = None) -> str:
    """How the indicator is counted, as one sentence; registers and fields by their names."""
    try:
        how = definition_of(indicator)
    except engine.IndicatorError as error:
        return phrase(error.problem)
    if how is None:
        return gettext("Entered by the partners with evidence, and verified by somebody else.")
    if isinstance(how, engine.Formula):
        parts = [(titles or {}).get(key, key) for key in how.of]
        if how.how == "ratio":
            return gettext("%(first)s divided by %(second)s") % {"first": parts[0], "second": parts[1]}
        return gettext("Sum of %(parts)s") % {"parts": ", ".join(parts)}
    return capfirst("; ".join(named(one, how.register) for one in engine.in_words(how)))


def named(one: engine.Phrase, register: str) -> str:
    """A phrase with the register and its fields as people call them."""
    values = {
        name: label(value, register) if name in ("field", "fields", "register") else value
        for name, value in one.values.items()
    }
    if one.values.get("field") == "state" and "value" in values:
        values["value"] = ", ".join(map(state_in_words, str(values["value"]).split(", ")))
    return gettext(one.text) % values


def label(code: object, register: str) -> str:
    kind = REGISTERS.get(register)
    if kind is None:
        return str(code)
    if code == register:
        return str(kind.label)
    own = {"id": gettext("entry"), "date": gettext("date"), "partners": gettext("partners")}
    words = [
        str(kind.fields[one][1]) if one in kind.fields else own.get(one, one) for one in str(code).split(", ")
    ]
    return ", ".join(words)


def indicators_for_lists(actor: Actor) -> QuerySet[Indicator]:
    return visible(Indicator, actor).filter(withdrawn_on=None)


def library(actor: Actor) -> Sequence[Indicator]:
    """The cards of the library, in its order."""
    return list(indicators_for_lists(actor).filter(partnership=None).order_by("number", "key"))


def indicator_by_key(actor: Actor, key: str) -> Indicator:
    """Refuses (`NotThere`) what the actor does not see."""
    found = (
        visible(Indicator, actor)
        .filter(key=key)
        .select_related("partnership__team", "origin", "team")
        .first()
    )
    if found is None:
        raise NotThere
    return found


def registers_described() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """(code, label, its fields as (name, kind, label)) of every register, for whoever writes a rule."""
    return [
        (code, str(kind.label), [(name, what, str(label)) for name, (what, label) in kind.fields.items()])
        for code, kind in REGISTERS.items()
    ]


def cards_named(actor: Actor, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """Title and address of the cards with these keys that the actor sees: for areas below. One statement."""
    rows = visible(Indicator, actor).filter(key__in=keys)
    return {one.key: (one.title, one.get_absolute_url()) for one in rows}


def titles_of(indicators: Iterable[Any]) -> dict[str, str]:
    return {one.key: one.title for one in indicators}
