"""Who may, and who sees which rows, in the directory.

A profile is open by its state and its visibility: public ones to all, programme and partners ones to those who share a
programme or a partnership (asked through `kit`), restricted ones to its own people. Its own people are its team and the
teams of the clusters it belongs to. Drafts are read by them, by platform editors and by analysts. Merged doubles are in no
list: their address leads on to the survivor.
"""

from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kontor.hub.directory import kit
from kontor.hub.directory.choices import SHOWN_STATES
from kontor.hub.directory.models import (
    Alias,
    Classification,
    Competence,
    ContactPerson,
    CountryInterest,
    DismissedPair,
    Label,
    Membership,
    Merge,
    Organisation,
    Term,
)
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_signed_in,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, Visibility, spelled, visibility_of, visible

READS_ALL = (PlatformRole.ANALYST, PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)
READS_CONTACTS = (PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR, PlatformRole.PROTECTION_OFFICER)


def members_of(team_ids: Any) -> QuerySet[Membership]:
    """The members of the clusters whose team is one of these, as ids. Former members are nobody's to manage."""
    return members_in(timezone.localdate().year, team_ids)


def members_in(year: int, team_ids: Any) -> QuerySet[Membership]:
    present = Membership.objects.filter(Q(end="") | Q(end__gte=str(year)))
    return present.filter(cluster__team_id__in=team_ids).values("member_id")


@lru_cache(maxsize=1000)
def member_ids(year: int, team_ids: frozenset[int]) -> RawSQL:
    """The same as a subquery for row rules, of somebody who is in a team."""
    return spelled(members_in(year, team_ids))


def own_rows(actor: Actor) -> Q:
    """The organisations the actor works for, and the members of her clusters."""
    if not actor.team_ids:
        return NOTHING
    members = member_ids(timezone.localdate().year, actor.team_ids)
    return Q(team_id__in=actor.team_ids) | Q(pk__in=members)


def _shared(actor: Actor, visibility_field: str, key: str) -> Q:
    """What is open to partners and programmes, where somebody above knows who shares one. `key` is the organisation's id.

    The visibility stands first: most databases then never gather who shares something, which costs more than the rest.
    """
    rows = NOTHING
    for visibility, hooks in (
        (Visibility.PARTNERS, kit.SHARED_TEAMS),
        (Visibility.PROGRAMME, kit.SHARED_PROGRAMMES),
    ):
        for hook in hooks:
            rows |= Q(**{visibility_field: visibility}) & Q(**{f"{key}__in": hook(actor)})
    return rows


@visibility_of(Organisation)
def organisations(actor: Actor) -> Q:
    standing = Q(merged_into=None)
    if actor.has(*READS_ALL):
        return standing
    shown = Q(state__in=SHOWN_STATES)
    rows = shown & Q(visibility=Visibility.PUBLIC)
    if actor.team_ids:
        rows |= shown & _shared(actor, "visibility", "pk")
        rows |= own_rows(actor)
    return standing & rows


def visible_ids(actor: Actor) -> QuerySet[Organisation]:
    return visible(Organisation, actor).order_by().values("pk")


def with_visible(actor: Actor, field: str) -> Q:
    """Rows whose organisation the actor sees. Asked row by row: few rows of one organisation are read far more often than
    all of them, and `IN` would first gather the ids of every visible organisation.
    """
    return Q(Exists(visible(Organisation, actor).order_by().filter(pk=OuterRef(field))))


@visibility_of(Alias, Label, Classification, Competence, CountryInterest)
def with_their_organisation(actor: Actor) -> Q:
    return with_visible(actor, "organisation_id")


@visibility_of(Membership)
def memberships(actor: Actor) -> Q:
    return with_visible(actor, "member_id") & with_visible(actor, "cluster_id")


@visibility_of(ContactPerson)
def contacts(actor: Actor) -> Q:
    """Personal data: within its retention, and by its own visibility besides the organisation's."""
    kept = Q(keep_until__gte=timezone.localdate())
    if actor.has(*READS_CONTACTS):
        return kept
    rows = Q(visibility=Visibility.PUBLIC)
    if actor.team_ids:
        rows |= Q(organisation__team_id__in=actor.team_ids)
        rows |= _shared(actor, "visibility", "organisation")
    return kept & rows & with_visible(actor, "organisation_id")


@visibility_of(Term)
def terms(actor: Actor) -> Q:
    return EVERYTHING


@visibility_of(Merge, DismissedPair)
def decisions_on_doubles(actor: Actor) -> Q:
    return EVERYTHING if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR) else NOTHING


def organisation_of(subject: Any) -> Organisation:
    if isinstance(subject, Membership):
        return subject.cluster
    return subject if isinstance(subject, Organisation) else subject.organisation


@predicate
def edits_the_profile(actor: Actor, subject: Any) -> bool:
    return actor.edits(organisation_of(subject).team_id)


@predicate
def edits_a_cluster_it_belongs_to(actor: Actor, subject: Any) -> bool:
    edited = [team for team in actor.team_ids if actor.edits(team)]
    return bool(edited) and members_of(edited).filter(member=organisation_of(subject).pk).exists()


@predicate
def manages_the_organisation(actor: Actor, subject: Any) -> bool:
    return actor.manages(organisation_of(subject).team_id)


@predicate
def edits_the_member_or_the_cluster(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.member.team_id) or actor.edits(subject.cluster.team_id)


EDITS = edits_the_profile | edits_a_cluster_it_belongs_to | is_platform_editor
EDITING = frozenset(
    [
        "edit",
        "submit",
        "withdraw",
        "confirm",
        "classify",
        "add-alias",
        "remove-alias",
        "add-label",
        "remove-label",
        "add-competence",
        "remove-competence",
        "add-interest",
        "remove-interest",
    ]
)
ASK_TEAM = N_(
    "Only the organisation's own team, the cluster it belongs to, or a platform editor may do this. Ask its team to invite you."
)
ASK_EDITOR = N_("Profiles are reviewed by platform editors. Ask one of them.")
ASK_MANAGER = N_(
    "Only a manager of the organisation's team or a platform editor may do this. Ask the manager."
)

PERMISSIONS.define("directory.view", is_anybody, N_("This profile is not open to you."), scope="read")
PERMISSIONS.define("directory.register", is_signed_in, N_("Sign in to register an organisation."))
for verb in EDITING:
    PERMISSIONS.define(f"directory.{verb}", EDITS, ASK_TEAM)
for verb in ("add-contact", "edit-contact", "remove-contact"):
    PERMISSIONS.define(f"directory.{verb}", edits_the_profile | is_platform_editor, ASK_TEAM)
for verb in ("add-member", "end-membership", "remove-member"):
    PERMISSIONS.define(f"directory.{verb}", edits_the_member_or_the_cluster | is_platform_editor, ASK_TEAM)
for verb in ("review", "publish", "reject", "reopen"):
    PERMISSIONS.define(f"directory.{verb}", is_platform_editor, ASK_EDITOR)
for verb in ("archive", "set-visibility"):
    PERMISSIONS.define(f"directory.{verb}", manages_the_organisation | is_platform_editor, ASK_MANAGER)
for verb in ("duplicates", "merge", "undo-merge", "dismiss-pair"):
    PERMISSIONS.define(
        f"directory.{verb}",
        is_platform_editor,
        N_("Doubles are merged by platform editors. Ask one of them."),
    )
PERMISSIONS.define(
    "directory.import",
    is_platform_editor,
    N_("Organisations are imported by platform editors. Ask one of them."),
)
for verb in ("mark-stale", "erase-contacts"):
    PERMISSIONS.define(f"directory.{verb}", is_the_system, N_("This happens by itself every day."))


def offered(actor: Actor, organisation: Organisation) -> frozenset[str]:
    """The verbs to offer on the page of an organisation the actor is known to see. One statement, none for visitors.

    The action asks again: this is only about which buttons to draw.
    """
    if actor.is_visitor:
        return frozenset()
    editor = is_platform_editor(actor, None).allowed
    verbs: set[str] = set()
    if editor or EDITS(actor, organisation).allowed:
        verbs |= EDITING
    if editor or actor.edits(organisation.team_id):
        verbs |= {
            "add-contact",
            "edit-contact",
            "remove-contact",
            "add-member",
            "end-membership",
            "remove-member",
        }
    if editor or actor.manages(organisation.team_id):
        verbs |= {"archive", "set-visibility"}
    if editor:
        verbs |= {"publish", "reject", "reopen"}
    return frozenset(verbs)
