import pytest

from kontor.engine.crosscheck.fields import COLLECTIONS, alternatives, check_fields, rules_for
from kontor.engine.crosscheck.questions import Coverage, Filter, Question, QuestionError


def test_every_collection_has_an_id_and_every_field_its_sentence():
    assert all("id" in known for known in COLLECTIONS.values())
    assert all(sentence for known in COLLECTIONS.values() for sentence in known.values())


def test_rules_have_a_meaning_only_where_their_fields_are():
    assert rules_for("organisations") == ("as-printed", "organisations", "countries")
    assert rules_for("challenges") == ("as-printed",)


def test_alternatives_count_the_same_kind_of_thing():
    assert alternatives(Question("targets", rule="partnerships")) == ()
    assert alternatives(Question("targets")) == ("targets",)
    assert alternatives(Question("participations", rule="distinct", distinct_by=("country",))) == ()


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (Question("meetings"), "collection"),
        (Question("targets", "set", "organisation"), "field"),
        (Question("targets", "groups", group_by="organisation"), "group_by"),
        (Question("targets", filters=(Filter("colour", "known"),)), "filters.field"),
        (Question("targets", rule="distinct", distinct_by=("colour",)), "distinct_by"),
        (Question("targets", rule="organisations"), "rule"),
        (Question("targets", covers=Coverage("partnerships", "colour")), "covers.field"),
        (Question("targets", covers=Coverage("meetings", "partnership")), "collection"),
        (Question("targets", "share", of=Question("meetings")), "collection"),
    ],
)
def test_a_field_that_does_not_exist_is_named(question, field):
    with pytest.raises(QuestionError) as refused:
        check_fields(question)

    assert refused.value.field == field
    assert refused.value.allowed
