"""Refusals carry a code for programs and a sentence for people."""

from kontor.hub.foundation.refusal import NotAllowed, NotThere, Refusal, RefusedTogether


class TooMany(Refusal):
    code = "too-many"
    sentence = "At most %(limit)s, not %(count)s."


def test_refusal_fills_its_sentence():
    refusal = TooMany(limit=4, count=5, field="options")

    assert (str(refusal), refusal.template, refusal.field) == (
        "At most 4, not 5.",
        "At most %(limit)s, not %(count)s.",
        "options",
    )
    assert refusal.data == {"limit": 4, "count": 5}


def test_refusal_without_data_leaves_percent_signs():
    assert str(Refusal("100 % of it")) == "100 % of it"


def test_refusals_have_the_status_of_their_kind():
    assert (Refusal.status, NotAllowed.status, NotThere.status) == (409, 403, 404)


def test_refused_together_keeps_each():
    single = [TooMany(limit=1, count=2), NotThere()]

    assert RefusedTogether(single).refusals == single
