"""Claims held against the records that an actor sees, as of a day.

Computed from the records at every change of any record: the digest of the last audit event is the version of all of
them, so what is cached is never out of date.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kontor.engine.crosscheck.claims import CONTRADICTS, VERDICTS, ClaimError, Verdict, check, check_question
from kontor.engine.crosscheck.claims import Claim as Stated
from kontor.engine.crosscheck.questions import Question, QuestionError
from kontor.engine.crosscheck.statements import contradictions
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visible
from kontor.hub.scoreboard.choices import OPEN_VERDICTS
from kontor.hub.scoreboard.inputs import Records, stated_by
from kontor.hub.scoreboard.models import Claim
from kontor.hub.scoreboard.queries.asking import readable_question
from kontor.hub.scoreboard.queries.counting import records_now
from kontor.hub.scoreboard.rules import UnaskableQuestion

NOT_KEPT = N_("Records of this kind are not kept yet.")


@dataclass(frozen=True)
class Finding:
    """A claim, what the records say, and the claims that say otherwise. `contradicted_by` are keys of claims.

    `question_note` says why there is no question, or what the question leaves open; `not_kept` that it speaks of records
    that are not here. `partnership`, `country` and `source_key` are what the claim is about and where it stands.
    """

    key: str
    pk: int
    statement: str
    published: str
    unit: str
    qualifier: str
    scope: str
    source: str
    source_key: str
    place: str
    partnership: str
    country: str
    verdict: Verdict
    question: Question | None
    question_note: str
    not_kept: bool
    contradicted_by: tuple[str, ...]

    @property
    def word(self) -> str:
        """The verdict to show: what the records say weighs more than another claim, which weighs more than nothing."""
        if self.contradicted_by and self.verdict.verdict == "not-recomputable":
            return CONTRADICTS
        return self.verdict.verdict

    @property
    def differs(self) -> bool:
        """Whether somebody should look: the records or another claim say otherwise."""
        return self.word not in OPEN_VERDICTS

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What a reader may look for: the claim, its source, the countries and partnerships it or its question names."""
        named = {self.key, self.source_key, self.partnership, self.country}
        asked = [self.question, self.question.of] if self.question else []
        for question in filter(None, asked):
            for one in question.filters:
                if one.field in ("partnership", "country", "id"):
                    values = one.value if isinstance(one.value, tuple) else (one.value,)
                    named.update(str(value) for value in values)
        return frozenset(named - {""})

    def to_json(self) -> dict[str, object]:
        """As plain lists, numbers and words, for programs."""
        verdict = self.verdict.to_json()
        kept = ("recomputed", "difference", "difference_unit", "missing", "extra", "rule", "rows", "complete", "unknown",
                "agrees_as", "tried")  # fmt: skip
        return {
            "claim": self.key,
            "statement": self.statement,
            "published": self.published,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "scope": self.scope,
            "country": self.country,
            "partnership": self.partnership,
            "source": self.source_key,
            "place": self.place,
            "verdict": self.word,
            **{name: verdict[name] for name in kept},
            "contradicted_by": list(self.contradicted_by),
            "question": self.question.to_json() if self.question else None,
            "note": NOT_KEPT if self.not_kept else self.question_note,
        }


def findings(actor: Actor, as_of: date, given: Records | None = None) -> list[Finding]:
    """Every claim that the actor sees, checked. Kept until any record changes.

    `given` are the records as she sees them on the day, where the caller has them at hand.
    """

    def checked() -> list[Finding]:
        return check_all(claims_stated(actor, as_of), given or records_now(actor, as_of))

    return kept(f"findings:{as_of.isoformat()}", actor, checked)


def claims_stated(actor: Actor, as_of: date) -> list[Claim]:
    """The claims that were stated by the day."""
    rows = visible(Claim, actor).filter(stated_by(as_of.isoformat()))
    return list(rows.select_related("source", "partnership").order_by("pk"))


def check_all(claims: Sequence[Claim], given: Records) -> list[Finding]:
    """O(claims x rows of their collection)."""
    bound = [(claim, stated(claim), *question_of(claim, given)) for claim in claims]
    conflicts: dict[str, set[str]] = {}
    about = [(one, subject_of(claim, question)) for claim, one, question, _not_kept in bound]
    for verdict in contradictions(about):
        conflicts.setdefault(verdict.claim, set()).add(verdict.other)
        conflicts.setdefault(verdict.other, set()).add(verdict.claim)
    return [
        finding(claim, one, question, given, not_kept=not_kept, others=conflicts.get(claim.key, set()))
        for claim, one, question, not_kept in bound
    ]


def finding(
    claim: Claim,
    one: Stated,
    question: Question | None,
    given: Records,
    *,
    not_kept: bool,
    others: Iterable[str],
) -> Finding:
    return Finding(
        key=claim.key,
        pk=claim.pk,
        statement=claim.statement,
        published=claim.value,
        unit=claim.unit,
        qualifier=claim.qualifier,
        scope=claim.scope,
        source=claim.source.title,
        source_key=claim.source.key,
        place=claim.place,
        partnership=claim.partnership.key if claim.partnership else "",
        country=claim.country_id or "",
        verdict=check_question(one, question, given) if question else check(one, None),
        question=question,
        question_note=claim.question_note,
        not_kept=not_kept,
        contradicted_by=tuple(sorted(others)),
    )


def stated(claim: Claim) -> Stated:
    """The claim as the engine reads it. One that no rule would let in today is read as text."""
    try:
        return Stated.from_text(claim.key, claim.value, unit=claim.unit, qualifier=claim.qualifier)
    except ClaimError:
        return Stated(claim.key, claim.value)


def subject_of(claim: Claim, question: Question | None) -> str:
    """What the claim is about: its question, or, where none binds it, the very same statement of the very same thing.

    The question in one spelling, because 1 and '1' ask the same.
    """
    if question is None:
        return f"{claim.statement}|{claim.scope}|{claim.unit}|{claim.country_id}|{claim.partnership_id}"
    return json.dumps(spelled(question.to_json()), sort_keys=True)


def spelled(part: object) -> object:
    if isinstance(part, dict):
        return {key: spelled(value) for key, value in part.items()}
    if isinstance(part, list):
        return sorted((spelled(value) for value in part), key=str)
    return str(part)


def question_of(claim: Claim, given: Records) -> tuple[Question | None, bool]:
    """The claim's question, or None without one or with one that cannot be asked any more; and whether it speaks of
    records that are not kept here yet.
    """
    if not claim.question:
        return None, False
    try:
        question = readable_question(claim.question)
    except (UnaskableQuestion, QuestionError):
        return None, False
    of, covers = question.of, question.covers
    spoken_of = {
        question.collection,
        *([of.collection] if of else []),
        *([covers.collection] if covers else []),
    }
    return (question, False) if spoken_of <= given.keys() else (None, True)


def finding_of(actor: Actor, as_of: date, key: str) -> Finding | None:
    return next((found for found in findings(actor, as_of) if found.key == key), None)


def findings_about(actor: Actor, as_of: date, subject: str) -> list[Finding]:
    """The findings about a partnership (key), a country (code), a source or one claim (key); all without a subject.

    A source may be named by the words that its key begins with: 'eocic' for 'eocic-d5-5-2019'.
    """
    found = findings(actor, as_of)
    if not subject:
        return found
    begins = f"{subject}-"
    return [one for one in found if subject in one.subjects or one.source_key.startswith(begins)]


def tally(found: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each verdict as shown, in the engine's order, without those that are none."""
    counts = Counter(one.word for one in found)
    return {word: counts[word] for word in VERDICTS if counts[word]}
