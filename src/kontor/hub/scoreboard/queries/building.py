"""What a person needs to build a question from lists: the words of each list, values that occur, and the answer so far."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kontor.engine.crosscheck.fields import COLLECTIONS, rules_for
from kontor.engine.crosscheck.values import entries
from kontor.hub.foundation.actor import Actor
from kontor.hub.scoreboard.choices import CollectionWord, RuleWord
from kontor.hub.scoreboard.inputs import Records
from kontor.hub.scoreboard.queries.counting import address_of, counted, records_of
from kontor.hub.scoreboard.queries.pages import askable
from kontor.hub.scoreboard.queries.words import field, in_words, rule_in_words, value_in_words
from kontor.hub.scoreboard.rules import UnaskableQuestion

VALUES_OFFERED = 300

type Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists for one collection. `values` are those that occur in records which the actor sees, by field."""

    collections: Choices
    fields: Choices
    rules: Choices
    values: dict[str, list[str]]


def words_for(actor: Actor, as_of: date, collection: str) -> Words:
    given = records_of(actor, as_of)
    known = COLLECTIONS.get(collection, {})
    rules = [*rules_for(collection), "distinct"] if known else []
    return Words(
        collections=[(name, str(CollectionWord(name).label)) for name in COLLECTIONS if name in given],
        fields=sorted(((name, field(name)) for name in known), key=lambda one: one[1]),
        rules=[(rule, str(RuleWord(rule).label)) for rule in rules],
        values={name: values_that_occur(given, collection, name) for name in known},
    )


def values_that_occur(given: Records, collection: str, name: str) -> list[str]:
    if collection not in given:
        return []
    found = {str(value) for cell in given[collection].column(name).cells for value in entries(cell)}
    return sorted(found)[:VALUES_OFFERED]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the records say to a question that is not yet kept; or why it cannot be asked."""

    words: str = ""
    value: str = ""
    rule: str = ""
    count: int = 0
    unknown: int = 0
    url: str = ""
    refusal: UnaskableQuestion | None = None

    @property
    def title(self) -> str:
        """'The records say 61 (places ...)'."""
        if not self.value:
            return gettext("The records say nothing of this")
        words = {"value": self.value, "rule": self.rule}
        return gettext("The records say %(value)s (%(rule)s)") % words

    @property
    def sentence(self) -> str:
        return gettext(self.refusal.template) % self.refusal.data if self.refusal else ""


def preview(actor: Actor, as_of: date, given: dict[str, Any]) -> Preview | None:
    """None while there is no question yet."""
    if not given:
        return None
    records = records_of(actor, as_of)
    try:
        question = askable(given, records)
    except UnaskableQuestion as refusal:
        return Preview(refusal=refusal)
    found = counted(records, question)
    return Preview(
        words=in_words(question),
        value=value_in_words(found.value, measure=question.measure),
        rule=rule_in_words(question.rule),
        count=len(found.rows),
        unknown=len(found.unknown),
        url=address_of(question, as_of),
    )
