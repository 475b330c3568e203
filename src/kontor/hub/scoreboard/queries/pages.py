"""What the pages show: the overview, one claim, an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.engine.crosscheck.answers import Answer, answer
from kontor.engine.crosscheck.fields import alternatives
from kontor.engine.crosscheck.questions import Question
from kontor.hub.accounts.models import Team
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import N_, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import may
from kontor.hub.scoreboard.choices import TONES, VERDICT_MEANINGS, VerdictWord
from kontor.hub.scoreboard.inputs import Records
from kontor.hub.scoreboard.models import Claim
from kontor.hub.scoreboard.queries.asking import readable_question
from kontor.hub.scoreboard.queries.counting import address_of, records_of
from kontor.hub.scoreboard.queries.findings import NOT_KEPT, Finding, findings, tally
from kontor.hub.scoreboard.queries.rows import NO_ROWS, RowsShown, rows_shown
from kontor.hub.scoreboard.queries.words import (
    difference_in_words,
    in_words,
    published_in_words,
    rule_in_words,
    stated_unit,
    stated_value,
    value_in_words,
)
from kontor.hub.scoreboard.rules import UnreadableQuestion

HISTORY_SHOWN = 50
ACTION_WORDS = {
    "scoreboard.add-claim": _("Added"),
    "scoreboard.edit-claim": _("Changed"),
    "scoreboard.withdraw-claim": _("Withdrawn"),
    "scoreboard.import": _("Imported"),
}
CALLOUTS = {"good": "good", "bad": "bad", "warning": "missing", "info": "info", "neutral": "info"}
BOUNDS = {
    "lower": N_("Some records are missing: the true value is at least this."),
    "upper": N_("Some records are missing: the true value is at most this."),
    "estimate": N_("Some records are missing: this is an estimate."),
}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding in words, for lists: what is stated, what the records say, by how much they differ, the verdict."""

    key: str
    url: str
    statement: str
    published: str
    value: str
    unit: str
    recorded: str
    difference: str
    verdict: str
    label: str
    tone: str
    source: str
    place: str


def shown(finding: Finding) -> FindingShown:
    verdict = finding.verdict
    measure = finding.question.measure if finding.question else ""
    return FindingShown(
        key=finding.key,
        url=reverse("scoreboard:claim", args=[finding.key]),
        statement=finding.statement,
        published=published_in_words(finding.published, finding.unit, finding.qualifier),
        value=stated_value(finding.published, finding.unit, finding.qualifier),
        unit=stated_unit(finding.published, finding.unit),
        recorded=value_in_words(verdict.recomputed, finding.unit, measure),
        difference=difference_in_words(verdict.difference, verdict.difference_unit),
        verdict=finding.word,
        label=str(VerdictWord(finding.word).label),
        tone=TONES[finding.word],
        source=finding.source,
        place=finding.place,
    )


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many claims have a verdict, what it means, and the list of them."""

    verdict: str
    label: str
    meaning: str
    tone: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Claims and findings as a whole: numbers by verdict, those where somebody should look, and claims in conflict."""

    count: int
    verdicts: tuple[VerdictCount, ...]
    to_look_at: tuple[FindingShown, ...]
    conflicts: tuple[tuple[FindingShown, FindingShown], ...]


def overview(actor: Actor, as_of: date, *, dated: bool = False) -> Overview:
    """`dated`: the day is not today, so that links must name it."""
    found = findings(actor, as_of)
    by_key = {one.key: one for one in found}
    pairs = sorted({tuple(sorted((one.key, other))) for one in found for other in one.contradicted_by})
    day = f"&as_of={as_of.isoformat()}" if dated else ""
    return Overview(
        count=len(found),
        verdicts=tuple(
            VerdictCount(
                verdict=word,
                label=str(VerdictWord(word).label),
                meaning=str(VERDICT_MEANINGS[word]),
                tone=TONES[word],
                count=count,
                url=f"{reverse('scoreboard:claims')}?verdict={word}{day}",
            )
            for word, count in tally(found).items()
        ),
        to_look_at=tuple(shown(one) for one in found if one.differs),
        conflicts=tuple((shown(by_key[one]), shown(by_key[other])) for one, other in pairs),
    )


@dataclass(frozen=True, slots=True)
class RuleTried:
    """Another counting rule: its value, whether the claim would agree, and the page with its rows."""

    rule: str
    value: str
    agrees: bool
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a claim. Before and after are for those who may change it."""

    when: Any
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything about one claim. Without `finding` it was not stated by the day, or is withdrawn."""

    claim: Claim
    finding: Finding | None
    shown: FindingShown | None
    meaning: str
    callout: str
    not_kept: bool
    source: Mapping[str, str]
    keeper: str
    question_words: str
    rule: str
    answer_url: str
    rows: RowsShown
    missing: RowsShown
    tried: tuple[RuleTried, ...]
    contradicting: tuple[FindingShown, ...]
    history: tuple[Event, ...]
    may_edit: bool
    may_withdraw: bool


def claim_by_key(actor: Actor, key: str) -> Claim:
    """Refuses (`NotThere`) what the actor does not see."""
    related = ("source", "partnership", "country", "team")
    claim = visible(Claim, actor).select_related(*related).filter(key=key).first()
    if claim is None:
        raise NotThere
    return claim


def source_shown(source: Source) -> dict[str, str]:
    return {"title": source.title, "url": source.get_absolute_url(), "date": source.published_on}


def keeper_shown(actor: Actor, claim: Claim) -> str:
    """'' for the platform. The name of a team may name a partnership that others do not see."""
    if claim.team is None:
        return ""
    named = claim.team_id in actor.team_ids or actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)
    return claim.team.name if named else gettext("another team")


def claim_page(actor: Actor, as_of: date, key: str, page: int = 1) -> ClaimPage:
    claim = claim_by_key(actor, key)
    found = findings(actor, as_of)
    finding = next((one for one in found if one.key == key), None)
    given = records_of(actor, as_of)
    question = finding.question if finding else None
    may_edit = may(actor, "scoreboard.edit-claim", claim)
    return ClaimPage(
        claim=claim,
        finding=finding,
        shown=shown(finding) if finding else None,
        meaning=str(VERDICT_MEANINGS[finding.word]) if finding else "",
        callout=CALLOUTS[TONES[finding.word]] if finding else "",
        not_kept=bool(finding and finding.not_kept),
        source=source_shown(claim.source),
        keeper=keeper_shown(actor, claim),
        question_words=in_words(question) if question else "",
        rule=rule_in_words(question.rule) if question else "",
        answer_url=address_of(question, as_of) if question else "",
        rows=rows_shown(actor, given, question, finding.verdict.rows, page)
        if finding and question
        else NO_ROWS,
        missing=rows_shown(actor, given, question, finding.verdict.unknown)
        if finding and question
        else NO_ROWS,
        tried=rules_tried(finding, as_of) if finding else (),
        contradicting=tuple(shown(one) for one in found if finding and one.key in finding.contradicted_by),
        history=history(claim, with_values=may_edit),
        may_edit=may_edit and claim.withdrawn_on is None,
        may_withdraw=claim.withdrawn_on is None and may(actor, "scoreboard.withdraw-claim", claim),
    )


def rules_tried(finding: Finding, as_of: date) -> tuple[RuleTried, ...]:
    question = finding.question
    if question is None:
        return ()
    return tuple(
        RuleTried(
            rule_in_words(rule),
            value_in_words(value, finding.unit),
            rule in finding.verdict.agrees_as,
            address_of(with_rule(question, rule), as_of),
        )
        for rule, value in finding.verdict.tried
    )


def with_rule(question: Question, rule: str) -> Question:
    return Question.from_json({**question.to_json(), "rule": rule, "distinct_by": []})


def history(claim: Claim, *, with_values: bool) -> tuple[Event, ...]:
    """The last changes, newest first. What changed is told to all who see the claim, from what to what only to its
    editors: it may have been confidential before.
    """
    events = AuditEvent.objects.filter(subject_kind=claim._meta.label_lower, subject_id=str(claim.pk))
    return tuple(
        Event(
            event.at,
            str(ACTION_WORDS.get(event.action, event.action)),
            changes_in_words(event, with_values=with_values),
        )
        for event in events.order_by("-number")[:HISTORY_SHOWN]
    )


def changes_in_words(event: AuditEvent, *, with_values: bool) -> str:
    """Nothing for a claim that was new: its page says what it states."""
    if "key" in event.changed:
        return ""
    labels = {field.name: str(field.verbose_name) for field in Claim._meta.concrete_fields}
    changed = {labels.get(name, name): values for name, values in event.changed.items() if any(values)}
    if not with_values:
        return ", ".join(changed)
    return "; ".join(change_in_words(name, before, after) for name, (before, after) in changed.items())


def change_in_words(name: str, before: Any, after: Any) -> str:
    """That a question changed is told; in full it is too long for a line, and the page says what it is now."""
    if isinstance(before, dict) or isinstance(after, dict):
        return name
    return f"{name}: {before or '–'} → {after or '–'}"


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The answer of the records to a question, with its rows and what other counting rules give."""

    question: Question
    text: str
    words: str
    value: str
    answer: Answer
    rule: str
    rows: RowsShown
    missing: RowsShown
    bound: str
    tried: tuple[RuleTried, ...]
    add_url: str


def answer_page(actor: Actor, as_of: date, text: str, page: int = 1) -> AnswerPage:
    """Refuses (`UnreadableQuestion`) what is no question about records that are kept."""
    given = records_of(actor, as_of)
    question = askable(text, given)
    found = answer(question, given)
    return AnswerPage(
        question=question,
        text=question.to_text(),
        words=in_words(question),
        value=value_in_words(found.value, measure=question.measure),
        answer=found,
        rule=rule_in_words(question.rule),
        rows=rows_shown(actor, given, question, found.rows, page),
        missing=rows_shown(actor, given, question, found.unknown),
        bound=gettext(BOUNDS[found.bound]) if found.bound in BOUNDS else "",
        tried=tuple(other_rules(question, given, as_of)),
        add_url=reverse("scoreboard:add_claim") if can(actor, "scoreboard.add-claim") else "",
    )


def answer_as_data(actor: Actor, as_of: date, text: str) -> dict[str, Any]:
    """The same as plain lists, numbers and words, for programs."""
    given = records_of(actor, as_of)
    question = askable(text, given)
    found = answer(question, given).to_json()
    kept = ("value", "rows", "bound", "complete", "unknown")
    told = {"question": question.to_json(), "words": in_words(question), "rule": question.rule}
    return {**told, **{name: found[name] for name in kept}}


def askable(text: object, given: Records) -> Question:
    question = readable_question(text, refusal=UnreadableQuestion)
    named = [question.collection, *([question.of.collection] if question.of else [])]
    named += [question.covers.collection] if question.covers else []
    unkept = next((name for name in named if name not in given), None)
    if unkept:
        raise UnreadableQuestion(
            where=unkept, problem=gettext(NOT_KEPT).lower().rstrip("."), field="question"
        )
    return question


def other_rules(question: Question, given: Records, as_of: date) -> list[RuleTried]:
    tried = []
    for rule in alternatives(question):
        other = with_rule(question, rule)
        found = answer(other, given)
        value = value_in_words(found.value, measure=question.measure)
        tried.append(RuleTried(rule_in_words(rule), value, False, address_of(other, as_of)))
    return tried


def claims_for_lists(actor: Actor, keys: Sequence[int]) -> QuerySet[Claim]:
    """The claims that were checked, for the table: those withdrawn or stated later are not among them."""
    return visible(Claim, actor).filter(pk__in=keys)


def partnerships_to_claim_about(actor: Actor) -> QuerySet[Partnership]:
    return visible(Partnership, actor).order_by("acronym")


def teams_to_keep_for(actor: Actor) -> QuerySet[Team]:
    """The teams in whose name the actor may keep a claim."""
    return Team.objects.filter(pk__in=[team for team in actor.team_ids if actor.edits(team)]).order_by("name")
