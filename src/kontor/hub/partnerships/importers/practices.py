"""What partnerships learnt: good practices, what they recommend, recommended actions, challenges."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.partnerships.choices import RecommendationTopic, WorkArea
from kontor.hub.partnerships.importers.base import Numbers, RecordImporter, Texts
from kontor.hub.partnerships.kit import SOURCE
from kontor.hub.partnerships.models import Challenge, GoodPractice, Recommendation, RecommendedAction
from kontor.hub.partnerships.queries.lookups import partnership_lookup, source_lookup
from kontor.hub.transfer.kit import (
    Change,
    Choice,
    Column,
    Current,
    Integer,
    Lookup,
    Reference,
    Row,
    Slug,
    Text,
)

OF_PARTNERSHIP = Column(
    "partnership", _("Partnership"), _("Its key."), required=True, clean=Reference("partnerships")
)
AREA = Column("area", _("Area of work"), required=True, clean=Choice(WorkArea), example="joint-strategy")


class UnknownAction(Refusal):
    code = "unknown-action"
    sentence = N_(
        "There is no recommended action number %(number)s, neither here nor in the file: correct the number."
    )


class ImportPractices(RecordImporter):
    kind, label, model = "good-practices", _("Good practices"), GoodPractice
    columns = (
        Column("id", _("Key"), required=True, clean=Slug(80), example="gp-joint-strategy"),
        OF_PARTNERSHIP,
        AREA,
        Column("key_facts", _("Key facts"), _("Separated by semicolons."), clean=Texts()),
        Column("recommendations", _("Lessons"), _("Separated by semicolons."), clean=Texts()),
        SOURCE,
    )
    key_columns = ("id",)
    fields: Mapping[str, str] = {
        "id": "key", "partnership": "partnership_id", "area": "area", "key_facts": "facts", "recommendations": "lessons",
    }  # fmt: skip

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"partnerships": partnership_lookup(), "sources": source_lookup()}

    def values(self, record: Any) -> dict[str, Any]:
        found = super().values(record)
        return found | {"key_facts": tuple(record.facts), "recommendations": tuple(record.lessons)}

    def stored(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = super().stored(row)
        return {name: list(value) if name in ("facts", "lessons") else value for name, value in found.items()}


class ImportRecommendations(RecordImporter):
    """What partnerships recommend to those that come after them."""

    kind, label, model = "recommendations", _("Recommendations of partnerships"), Recommendation
    columns = (
        Column("id", _("Key"), required=True, clean=Slug(80), example="natureef-rec-01"),
        OF_PARTNERSHIP,
        Column("topic", _("Topic"), required=True, clean=Choice(RecommendationTopic), example="duration"),
        Column("text", _("Recommendation"), _("A sentence of your own words."), required=True, clean=Text(1000, lines=True)),
        SOURCE,
    )  # fmt: skip
    key_columns = ("id",)
    fields = {"id": "key", "partnership": "partnership_id", "topic": "topic", "text": "text"}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"partnerships": partnership_lookup(), "sources": source_lookup()}


class ImportActions(RecordImporter):
    """Recommended actions. `related_actions` names numbers, of this file or of actions that are there."""

    kind, label, model = "recommended-actions", _("Recommended actions"), RecommendedAction
    columns = (
        Column("number", _("Number"), required=True, clean=Integer(least=1, most=999), example="1"),
        AREA,
        Column("title", _("Action"), required=True, clean=Text(250)),
        Column(
            "evidence", _("Evidence"), _("By what one sees that it was done."), clean=Text(2000, lines=True)
        ),
        Column("related_actions", _("Goes with"), _("Numbers, separated by semicolons."), clean=Numbers()),
        SOURCE,
    )
    key_columns = ("number",)
    ignored = frozenset({"challenge_section"})
    fields = {"number": "number", "area": "area", "title": "title", "evidence": "evidence"}
    lists = {"related_actions": "related"}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.numbers = dict(RecommendedAction.objects.values_list("pk", "number"))
        return {"sources": source_lookup()}

    def complete(self, rows: Sequence[Row]) -> None:
        super().complete(rows)
        self.in_file = {row["number"] for row in rows}
        self.related = {row["number"]: row.get("related_actions", ()) for row in rows}

    def check(self, row: Row, current: Current | None) -> None:
        for number in row.get("related_actions", ()):
            if number not in self.in_file and number not in self.numbers.values():
                raise UnknownAction(field="related_actions", number=number)

    def listed(self, record: Any, pks: tuple[int, ...]) -> Any:
        """Numbers; the other side may have named the pair, which is no change."""
        there = {self.numbers[pk] for pk in pks if pk in self.numbers}
        stated = tuple(self.related.get(record.number, ()))
        return stated if there.issuperset(stated) else tuple(sorted(there))

    def listed_in(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        super().create_many(actor, rows)
        self.relate(actor, [(row["number"], row.get("related_actions", ())) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        super().change_many(actor, changes)
        self.relate(
            actor,
            [(one.key, one.after["related_actions"]) for one in changes if "related_actions" in one.after],
        )

    def relate(self, actor: Actor, related: Sequence[tuple[Any, Sequence[int]]]) -> None:
        """Once all of a file are there: a row may name a later one."""
        by_number = {one.number: one for one in RecommendedAction.objects.all()}
        for number, others in related:
            if others:
                by_number[number].related.add(*(by_number[other] for other in others))


class ImportChallenges(RecordImporter):
    kind, label, model = "challenges", _("Challenges"), Challenge
    columns = (
        Column("id", _("Identifier"), required=True, clean=Slug(80), example="ch-01"),
        AREA,
        Column("label", _("Challenge"), required=True, clean=Text(250)),
        SOURCE,
    )
    key_columns = ("id",)
    ignored = frozenset({"key"})
    fields = {"id": "key", "area": "area", "label": "label"}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        return {"sources": source_lookup()}
