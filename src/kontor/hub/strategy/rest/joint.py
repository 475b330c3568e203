"""Joint strategies for programs: the draft with its remarks, objectives, versions, voices."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import CountryCode, Day, Identifier, Key, Number, Schema, Text
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import Answer
from kontor.hub.strategy.models import Approval
from kontor.hub.strategy.rest.base import router


class WordingRemark(Schema):
    """A remark on the wording: what was found, by which words, why it matters, what to write. `hard`: to be solved first."""

    code: str
    hard: bool
    found: str
    where: list[str]
    why: str
    write: str


class ObjectiveOut(Schema):
    """An objective. `owner` is the key of the responsible partner, null where there is none or you may not see it."""

    key: str
    number: int
    statement: str
    indicator: str
    card: str
    baseline: float | None
    target: float | None
    unit: str
    due_on: date | None
    owner: str | None
    country: str | None


class DraftObjectiveOut(ObjectiveOut):
    """An objective of the draft, with the remarks on its wording."""

    remarks: list[WordingRemark]
    comments: int
    version: int


class VersionInList(Schema):
    """A version and where it stands: proposed, approved, or superseded."""

    number: int
    state: str
    proposed_on: date
    approved_on: date | None


class StrategyDraftOut(Schema):
    """The draft of a joint strategy, for its partners. `differs`: it says something else than the latest version."""

    partnership: str
    vision: str
    mission: str
    differs: bool
    objectives: list[DraftObjectiveOut]
    versions: list[VersionInList]


class VoiceOut(Schema):
    """The voice of a partner: approved, objected, or '' for silence, which is not consent.

    `how_it_came` where the coordination recorded the answer of a partner that nobody speaks for here.
    """

    id: int
    organisation: str | None
    answer: str
    note: str
    answered_on: date | None
    how_it_came: str


class StrategyVersionOut(Schema):
    """A version as it was proposed, whole, with the voices on it. `missing` counts those who have not answered."""

    number: int
    state: str
    reason: str
    proposed_on: date
    approved_on: date | None
    vision: str
    mission: str
    objectives: list[ObjectiveOut]
    voices: list[VoiceOut]
    missing: int


class StrategyDifferenceOut(Schema):
    """What differs, in a sentence; of longer texts the words by what becomes of them: same, gone, new."""

    sentence: str
    words: list[tuple[str, str]]


class NewObjective(Schema):
    """An objective to set, and why; in the name of a partner (`organisation`), or without it of the coordination."""

    statement: Text = Field(min_length=1, max_length=500)
    indicator: Text = Field("", max_length=250)
    card: str = Field("", max_length=120, pattern=r"^[-a-zA-Z0-9_]*$")
    baseline: Number | None = None
    target: Number | None = None
    unit: Text = Field("", max_length=60)
    due_on: Day | None = None
    owner: Key | None = None
    country: CountryCode | None = None
    organisation: Key | None = None
    reason: Text = Field(min_length=3, max_length=250)


class ProposedStrategy(Schema):
    """Why the draft is proposed, and why in spite of open remarks."""

    reason: Text = Field(min_length=3, max_length=250)
    despite: Text = Field("", max_length=250)


class AnswerGiven(Schema):
    """The answer of one's own organisation; an objection says what would have to change."""

    answer: Answer
    note: Text = Field("", max_length=500)


class VoiceRecorded(AnswerGiven):
    """The answer of a partner without a team: when and how it came."""

    answered_on: Day
    how_it_came: Text = Field(min_length=1, max_length=250, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")


class ComparedVersions(Schema):
    """Two versions by number."""

    before: int = Field(ge=1, le=30_000)
    after: int = Field(ge=1, le=30_000)


def objective_out(one: queries.ObjectiveRead) -> dict[str, Any]:
    names = ("key", "number", "statement", "indicator", "card", "unit", "due_on")
    figures = {name: getattr(one, name) for name in ("baseline", "target")}
    return {
        **{name: getattr(one, name) for name in names},
        **{name: None if value is None else float(value) for name, value in figures.items()},
        "owner": one.owner.key if one.owner else None,
        "country": one.country or None,
    }


def draft_out(row: queries.ObjectiveRow) -> dict[str, Any]:
    one = row.objective
    names = ("key", "statement", "indicator", "card", "baseline", "target", "unit", "due_on", "version")
    remarks = [{name: getattr(remark, name) for name in WordingRemark.model_fields} for remark in row.remarks]
    return {
        **{name: getattr(one, name) for name in names}, "number": row.number, "owner": row.owner.key if row.owner else None,
        "country": one.country_id, "remarks": remarks, "comments": row.comments,
    }  # fmt: skip


def version_out(found: queries.VersionPage) -> dict[str, Any]:
    one = found.version
    voices = [
        {
            "id": voice.pk, "organisation": voice.organisation.key if voice.organisation else None, "answer": voice.answer,
            "note": voice.note, "answered_on": voice.answered_on, "how_it_came": voice.how_it_came,
        }
        for voice in found.voices
    ]  # fmt: skip
    return {
        "number": one.number, "state": one.state, "reason": one.reason if found.inside else "", "proposed_on": one.proposed_on,
        "approved_on": one.approved_on, "vision": found.content.vision, "mission": found.content.mission,
        "objectives": [objective_out(row) for row in found.content.objectives], "voices": voices,
        "missing": len(found.missing),
    }  # fmt: skip


def of_the_partners(request: HttpRequest, key: str) -> Partnership:
    found = by_key(request.auth, key)
    require(request.auth, "partnerships.read_inside", found)
    return found


@router.get("/partnerships/{key}/strategy", response=StrategyDraftOut, url_name="partner_strategy")
def strategy_draft(request: HttpRequest, key: Key) -> dict[str, Any]:
    """The draft of the joint strategy, with the remarks on its wording, for the partners."""
    found = queries.joint_page(request.auth, of_the_partners(request, key))
    return {
        "partnership": found.partnership.key, "vision": found.strategy.vision if found.strategy else "",
        "mission": found.strategy.mission if found.strategy else "", "differs": found.differs,
        "objectives": [draft_out(row) for row in found.rows],
        "versions": [{name: getattr(one, name) for name in VersionInList.model_fields} for one in found.versions],
    }  # fmt: skip


@router.post(
    "/partnerships/{key}/strategy/objectives",
    response={201: DraftObjectiveOut},
    url_name="add_partner_objective",
)
def add_objective(request: HttpRequest, key: Key, new: NewObjective) -> Any:
    """Set an objective. Remarks on its wording come back with it; they forbid nothing."""
    actor = request.auth
    partnership = of_the_partners(request, key)
    fields = new.dict(exclude={"owner", "country", "organisation", "reason"}) | {"country_id": new.country}
    fields["owner"] = organisation_by_key(actor, new.owner) if new.owner else None
    made = actions.add_objective(
        actor=actor, partnership=partnership, fields=fields, reason=new.reason,
        organisation=queries.organisation_named(actor, partnership, new.organisation),
    )  # fmt: skip
    (row,) = queries.objective_rows(actor, made.strategy, only=made.key)
    return Status(201, draft_out(row))


@router.post(
    "/partnerships/{key}/strategy/propose",
    response={201: StrategyVersionOut},
    url_name="propose_partner_strategy",
)
def propose(request: HttpRequest, key: Key, proposed: ProposedStrategy) -> Any:
    """Freeze the draft as the next version and ask every partner."""
    made = actions.propose(
        actor=request.auth, partnership=of_the_partners(request, key), today=timezone.localdate(), **proposed.dict()
    )  # fmt: skip
    return Status(201, version_out(queries.version_page(request.auth, made)))


@router.get(
    "/partnerships/{key}/strategy/approved", response=StrategyVersionOut, url_name="approved_partner_strategy"
)
def approved(request: HttpRequest, key: Key) -> dict[str, Any]:
    """The strategy that every partner approved, as far as the partnership opens it."""
    found = queries.in_force(request.auth, by_key(request.auth, key))
    if found is None:
        raise NotThere
    return version_out(queries.version_page(request.auth, found))


@router.get(
    "/partnerships/{key}/strategy/versions/{number}",
    response=StrategyVersionOut,
    url_name="partner_strategy_version",
)
def version(request: HttpRequest, key: Key, number: Identifier) -> dict[str, Any]:
    """One version, whole, with the voices on it."""
    found = queries.version_by_number(request.auth, by_key(request.auth, key), number)
    return version_out(queries.version_page(request.auth, found))


@router.get(
    "/partnerships/{key}/strategy/differences",
    response=list[StrategyDifferenceOut],
    url_name="partner_strategy_differences",
)
def differences(request: HttpRequest, key: Key, query: Query[ComparedVersions]) -> list[dict[str, Any]]:
    """What differs between two versions, in words."""
    partnership = by_key(request.auth, key)
    before, after = (
        queries.read(request.auth, queries.version_by_number(request.auth, partnership, number).content)
        for number in (query.before, query.after)
    )
    return [
        {"sentence": one.sentence, "words": list(one.pieces)} for one in queries.differences(before, after)
    ]


@router.post("/strategy-voices/{id}/answer", response=StrategyVersionOut, url_name="answer_strategy")
def answer(request: HttpRequest, id: Identifier, given: AnswerGiven) -> dict[str, Any]:
    """Approve or object, for one's own organisation: nobody answers for another."""
    approval = queries.approval_by_id(request.auth, id)
    actions.answer(
        actor=request.auth,
        approval=approval,
        answer=given.answer,
        note=given.note,
        today=timezone.localdate(),
    )
    return version_of(request.auth, approval)


@router.post("/strategy-voices/{id}/record", response=StrategyVersionOut, url_name="record_strategy_voice")
def record(request: HttpRequest, id: Identifier, told: VoiceRecorded) -> dict[str, Any]:
    """Write down the answer of a partner that nobody speaks for here."""
    approval = queries.approval_by_id(request.auth, id)
    came = actions.VoiceFromOutside(**told.dict())
    actions.record_voice(actor=request.auth, approval=approval, came=came, today=timezone.localdate())
    return version_of(request.auth, approval)


def version_of(actor: Actor, approval: Approval) -> dict[str, Any]:
    partnership = approval.proposal.strategy.partnership
    found = queries.version_by_number(actor, partnership, approval.proposal.number)
    return version_out(queries.version_page(actor, found))
