"""What can be done with claims. Each asks for the permission, applies the rules, saves, and writes the audit entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.accounts.models import Team
from kontor.hub.evidence.actions import add_source
from kontor.hub.evidence.models import Source
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import own_partnerships
from kontor.hub.scoreboard import queries, rules
from kontor.hub.scoreboard.models import Claim

FIELDS = ("statement", "value", "unit", "qualifier", "scope", "place", "question_note")
KEPT_IN_BULK = (*FIELDS, "source_id", "country_id", "partnership_id", "stated_on")


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that is not known yet, as the form of a claim asks for it."""

    title: str
    publisher: str = ""
    published_on: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim says, and the question that would answer it (JSON of `engine.crosscheck.questions.Question`)."""

    statement: str
    value: str
    unit: str = ""
    qualifier: str = "exact"
    scope: str = ""
    place: str = ""
    stated_on: date | None = None
    country: Country | None = None
    partnership: Partnership | None = None
    question: Mapping[str, Any] | None = None
    question_note: str = ""


@transaction.atomic
def add_claim(
    *,
    actor: Actor,
    wording: Wording,
    source: Source | NewSource,
    team: Team | None,
    visibility: str = Visibility.PARTNERS,
    key: str = "",
    today: date | None = None,
) -> Claim:
    """Keep a claim, with a new source where it stands in one. A public one needs the right to publish."""
    require(actor, "scoreboard.add-claim")
    _check_keeper(actor, team)
    claim = Claim(key=new_key(key, wording.statement), team=team)
    _take_wording(claim, wording, today=today or timezone.localdate())
    _set_visibility(actor, claim, visibility)
    claim.source = _known_source(actor, source)
    claim.save()
    audit.record(actor, "scoreboard.add-claim", claim)
    return claim


@transaction.atomic
def edit_claim(
    *,
    actor: Actor,
    claim: Claim,
    wording: Wording,
    source: Source | NewSource,
    visibility: str,
    version: int,
    today: date | None = None,
) -> Claim:
    """Change what is kept of a claim. Its key and its team stay."""
    require(actor, "scoreboard.edit-claim", claim)
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    rules.check_not_withdrawn(locked.withdrawn_on)
    if locked.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(locked)
    _take_wording(locked, wording, today=today or timezone.localdate())
    _set_visibility(actor, locked, visibility)
    locked.source = _known_source(actor, source)
    locked.save()
    audit.record(actor, "scoreboard.edit-claim", locked, before=before)
    return locked


@transaction.atomic
def withdraw_claim(*, actor: Actor, claim: Claim, reason: str, today: date | None = None) -> Claim:
    """Take a claim out of lists and findings from today on. Its row, page and trail stay."""
    require(actor, "scoreboard.withdraw-claim", claim)
    rules.check_reason(reason)
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    rules.check_not_withdrawn(locked.withdrawn_on)
    before = audit.state_of(locked)
    locked.withdrawn_on, locked.withdrawn_reason = today or timezone.localdate(), reason.strip()
    locked.save()
    audit.record(actor, "scoreboard.withdraw-claim", locked, before=before)
    return locked


def _check_keeper(actor: Actor, team: Team | None) -> None:
    """Platform editors may keep claims for the platform; everybody else for a team of theirs."""
    if team is None and not can(actor, "scoreboard.publish-claim"):
        raise rules.TeamMissing(field="team")
    if team is not None and not actor.edits(team.pk):
        raise rules.NotYourTeam(field="team")


def _take_wording(claim: Claim, wording: Wording, *, today: date) -> None:
    rules.check_value(wording.value, wording.unit, wording.qualifier)
    rules.check_stated_on(wording.stated_on, today)
    for field in (*FIELDS, "stated_on", "country", "partnership"):
        setattr(claim, field, getattr(wording, field))
    claim.question = _asked(wording.question)


def _asked(question: Mapping[str, Any] | None) -> dict[str, Any]:
    """The question in its one spelling, or {}. Refuses what cannot be asked, naming the part and what it may be."""
    return queries.readable_question(dict(question)).to_json() if question else {}


def _set_visibility(actor: Actor, claim: Claim, visibility: str) -> None:
    """Publishing needs its own right. Only partners show something to the partners of a partnership."""
    becomes_public = visibility == Visibility.PUBLIC and (claim.pk is None or claim.visibility != visibility)
    if becomes_public:
        require(actor, "scoreboard.publish-claim")
    to_partners = visibility == Visibility.PARTNERS and claim.partnership is not None
    if (
        to_partners
        and not can(actor, "scoreboard.publish-claim")
        and not _takes_part(actor, claim.partnership)
    ):
        raise rules.NotYourPartnership(partnership=claim.partnership, field="visibility")
    claim.visibility = visibility


def _takes_part(actor: Actor, partnership: Partnership | None) -> bool:
    return partnership is not None and own_partnerships(actor).filter(pk=partnership.pk).exists()


def _known_source(actor: Actor, source: Source | NewSource) -> Source:
    if isinstance(source, Source):
        return source
    return add_source(
        actor=actor,
        key=free_key_of(Source, stem_of(source.title, 70, "source")),
        title=source.title,
        publisher=source.publisher,
        published_on=source.published_on,
        url=source.url,
    )


def new_key(wished: str, statement: str) -> str:
    """The key asked for, refused when taken; without one, the statement as a slug, numbered when taken."""
    if wished:
        if Claim.objects.filter(key=wished).exists():
            raise rules.KeyTaken(key=wished, field="key")
        return wished
    return free_key_of(Claim, stem_of(statement, 100, "claim"))


@dataclass(frozen=True, slots=True)
class SavedInBulk:
    """The claims of an import, by what became of each."""

    added: tuple[Claim, ...]
    changed: tuple[Claim, ...]
    unchanged: tuple[Claim, ...]


@transaction.atomic
def save_claims_in_bulk(
    *, actor: Actor, rows: Iterable[Mapping[str, Any]], today: date | None = None
) -> SavedInBulk:
    """Add public claims, or change claims, by their key: `key` and what else a row mentions of `KEPT_IN_BULK`.

    What a row does not mention stays. Statements do not grow with the rows.
    """
    require(actor, "scoreboard.import")
    saved = _save_by_key(actor, {row["key"]: row for row in rows}, KEPT_IN_BULK)
    for claim in (*saved.added, *saved.changed):
        rules.check_value(claim.value, claim.unit, claim.qualifier)
        rules.check_stated_on(claim.stated_on, today or timezone.localdate())
    return saved


@transaction.atomic
def bind_claims_in_bulk(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> SavedInBulk:
    """Bind known claims, by their key, to questions: `key`, and what a row mentions of `question` (JSON or empty) and
    `question_note`.
    """
    require(actor, "scoreboard.import")
    wanted = {row["key"]: dict(row) for row in rows}
    for row in wanted.values():
        if "question" in row:
            row["question"] = _asked(row["question"])
    return _save_by_key(actor, wanted, ("question", "question_note"), adding=False)


def _save_by_key(
    actor: Actor, wanted: Mapping[str, Mapping[str, Any]], fields: tuple[str, ...], *, adding: bool = True
) -> SavedInBulk:
    known = {claim.key: claim for claim in Claim.objects.select_for_update().filter(key__in=wanted)}
    before = {key: audit.state_of(claim) for key, claim in known.items()}
    stated = {key: {name: row[name] for name in fields if name in row} for key, row in wanted.items()}
    added = [Claim(key=key, **values) for key, values in stated.items() if adding and key not in known]
    changed = [claim for key, claim in known.items() if _take(claim, stated[key])]
    Claim.objects.bulk_create(added, batch_size=1000)
    Claim.objects.bulk_update(changed, [*fields, "version", "changed_at"], batch_size=500)
    entries = [
        audit.Entry("scoreboard.import", claim, before.get(claim.key, {}), audit.state_of(claim))
        for claim in (*added, *changed)
    ]
    if entries:
        audit.record_many(actor, entries)
    taken = {claim.key for claim in changed}
    same = tuple(claim for key, claim in known.items() if key not in taken)
    return SavedInBulk(tuple(added), tuple(changed), same)


def _take(claim: Claim, values: Mapping[str, Any]) -> bool:
    """Set the fields that differ; whether any did."""
    differing = {name: value for name, value in values.items() if getattr(claim, name) != value}
    for name, value in differing.items():
        setattr(claim, name, value)
    if differing:
        claim.version += 1
        claim.changed_at = timezone.now()
    return bool(differing)
