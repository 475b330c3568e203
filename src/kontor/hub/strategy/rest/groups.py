"""Export groups and collective marks for programs."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import CountryCode, Identifier, Key, Schema, Text
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import GroupState
from kontor.hub.strategy.models import ExportGroup
from kontor.hub.strategy.rest.base import router


class GroupMemberOut(Schema):
    """A member; `id`, `organisation` and `version` are null, and the words are empty, where you may not see whose it is."""

    id: int | None
    organisation: str | None
    brings: str
    clusters: list[str]
    version: int | None


class InitiativeOut(Schema):
    """What the group does together, and what came of it."""

    title: str
    country: str | None
    due_on: date | None
    done_on: date | None
    outcome: str


class ExportGroupOut(Schema):
    """An export group with its plan. `missing` says in sentences what it lacks."""

    key: str
    name: str
    state: str
    goals: str
    markets: list[str]
    judged_by: str
    since: date | None
    members: list[GroupMemberOut]
    initiatives: list[InitiativeOut]
    missing: list[str]


class NewExportGroup(Schema):
    """A group to form."""

    name: Text = Field(min_length=1, max_length=120)
    state: GroupState = GroupState.FORMING
    goals: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")
    markets: list[CountryCode] = Field(default_factory=list, max_length=40)
    judged_by: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")
    visibility: Visibility = Visibility.PARTNERS


class NewGroupMember(Schema):
    """A company of one of the partners' clusters to take in."""

    organisation: Key
    brings: Text = Field("", max_length=250)


class ChangedGroupMember(Schema):
    """What it brings, as it is to be; `version` is the one that was read."""

    brings: Text = Field("", max_length=250)
    version: int = Field(ge=1, le=2**31 - 1)


class MarkStepOut(Schema):
    """A step to a collective mark."""

    step: str
    label: str
    done_on: date | None
    note: str


class CollectiveMarkOut(Schema):
    """A collective mark with its five steps."""

    name: str
    owner: str | None
    classes: list[int]
    application: str
    filed_on: date | None
    registered_on: date | None
    steps: list[MarkStepOut]


def member_out(row: queries.MemberRow) -> dict[str, Any]:
    seen = row.organisation
    return {
        "id": row.pk if seen else None, "organisation": seen.key if seen else None, "brings": row.brings,
        "clusters": list(row.clusters), "version": row.version if seen else None,
    }  # fmt: skip


def member_now(actor: Actor, group: ExportGroup, pk: int) -> dict[str, Any]:
    return member_out(next(row for row in queries.member_rows(actor, group) if row.pk == pk))


def group_out(found: queries.GroupPage) -> dict[str, Any]:
    of = found.group
    names = ("key", "name", "state", "goals", "judged_by", "since")
    return {
        **{name: getattr(of, name) for name in names},
        "markets": list(found.markets),
        "members": [member_out(row) for row in found.members],
        "initiatives": [
            {
                "title": one.title, "country": one.country_id, "due_on": one.due_on, "done_on": one.done_on, "outcome": one.outcome,
            }
            for one in found.initiatives
        ],
        "missing": list(found.missing),
    }  # fmt: skip


@router.get("/partnerships/{key}/export-groups", response=list[ExportGroupOut], url_name="partner_groups")
def export_groups(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The export groups of a partnership that you may see, with what each lacks."""
    actor = request.auth  # type: ignore[attr-defined]
    partnership = by_key(actor, key)
    groups = list(queries.groups_of(actor, partnership))
    for one in groups:
        one.partnership = partnership
    return [group_out(queries.group_page(actor, one)) for one in groups]


@router.post(
    "/partnerships/{key}/export-groups", response={201: ExportGroupOut}, url_name="add_partner_group"
)
def form_group(request: HttpRequest, key: Key, new: NewExportGroup) -> Any:
    """Form an export group."""
    actor = request.auth  # type: ignore[attr-defined]
    markets = list(Country.objects.filter(pk__in=new.markets))
    made = actions.form_group(
        actor=actor, partnership=by_key(actor, key), fields=new.dict(exclude={"markets"}), markets=markets
    )
    return Status(201, group_out(queries.group_page(actor, made)))


@router.post("/export-groups/{key}/members", response={201: GroupMemberOut}, url_name="add_group_member")
def add_group_member(request: HttpRequest, key: Key, new: NewGroupMember) -> Any:
    """Take a company into the group."""
    actor = request.auth  # type: ignore[attr-defined]
    group = queries.group_by_key(actor, key)
    organisation = organisation_by_key(actor, new.organisation)
    made = actions.add_group_member(actor=actor, group=group, organisation=organisation, brings=new.brings)
    return Status(201, member_now(actor, group, made.pk))


@router.put("/export-group-members/{id}", response=GroupMemberOut, url_name="change_group_member")
def change_group_member(request: HttpRequest, id: Identifier, changed: ChangedGroupMember) -> dict[str, Any]:
    """Change what a company brings into the group."""
    actor = request.auth  # type: ignore[attr-defined]
    member = queries.member_by_id(actor, id)
    edited = actions.Edited(member, changed.version)
    actions.edit_group_member(actor=actor, edited=edited, brings=changed.brings)
    return member_now(actor, member.group, id)


@router.delete("/export-group-members/{id}", response={204: None}, url_name="remove_group_member")
def remove_group_member(request: HttpRequest, id: Identifier) -> Any:
    """A company leaves the group."""
    actor = request.auth  # type: ignore[attr-defined]
    actions.remove_group_member(actor=actor, member=queries.member_by_id(actor, id))
    return Status(204, None)


@router.get("/partnerships/{key}/marks", response=list[CollectiveMarkOut], url_name="partner_marks")
def marks(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The collective marks of a partnership with their steps, for its partners."""
    actor = request.auth  # type: ignore[attr-defined]
    partnership = by_key(actor, key)
    require(actor, "partnerships.read_inside", partnership)
    names = ("name", "classes", "application", "filed_on", "registered_on")
    return [
        {
            **{name: getattr(row.mark, name) for name in names}, "owner": row.owner.key if row.owner else None,
            "steps": [
                {
                    "step": step.step, "label": step.label, "done_on": step.kept.done_on if step.kept else None,
                    "note": step.kept.note if step.kept else "",
                }
                for step in row.steps
            ],
        }
        for row in queries.marks_page(actor, partnership).rows
    ]  # fmt: skip
