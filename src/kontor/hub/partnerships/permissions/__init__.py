"""Who may, and who sees which rows, in partnerships.

A partnership is seen by its visibility: public ones by all, programme ones by everybody in a partnership of the
programme and its analysts, partners ones by those who take part. A partner is somebody in the team of an organisation
that takes part, or in the partnership's own team.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_programme_analyst,
    is_signed_in,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, spelled, visibility_of, visible
from kontor.hub.partnerships.models import (
    Activity,
    AlertSent,
    Call,
    Challenge,
    Comment,
    ExpressionOfInterest,
    Follow,
    GoodPractice,
    Participation,
    PartnerSearch,
    Partnership,
    Programme,
    Recommendation,
    RecommendedAction,
    SearchAlert,
    TargetMarket,
)

READS_ALL = (PlatformRole.ANALYST, PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)
# Stands first in a condition: databases then gather who shares a programme only where a row is for programmes.
FOR_THE_PROGRAMME = Q(visibility=Visibility.PROGRAMME)


def own_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations whose team the actor is in."""
    return Organisation.objects.filter(team_id__in=actor.team_ids)


def edited_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations in whose name the actor may speak. Platform editors help all, so they may choose any."""
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        return visible(Organisation, actor)
    edited = actor.edited_teams
    return visible(Organisation, actor).filter(team_id__in=edited)


def own_partnerships(actor: Actor) -> QuerySet[Partnership]:
    """The partnerships the actor takes part in, through her organisation or the partnership's own team."""
    return partnerships_of(actor.team_ids)


def partnerships_of(teams: frozenset[int]) -> QuerySet[Partnership]:
    through_organisation = Participation.objects.filter(organisation__team_id__in=teams)
    return Partnership.objects.filter(
        Q(team_id__in=teams) | Q(pk__in=through_organisation.values("partnership_id"))
    )


# The same as subqueries for row rules, of somebody who is in a team.


@lru_cache(maxsize=1000)
def own_partnership_ids(teams: frozenset[int]) -> RawSQL:
    return spelled(partnerships_of(teams).values("pk"))


@lru_cache(maxsize=1000)
def own_programme_ids(teams: frozenset[int]) -> RawSQL:
    through_partnership = partnerships_of(teams).exclude(call=None).values("call__programme_id")
    own = Q(team_id__in=teams) | Q(pk__in=through_partnership)
    return spelled(Programme.objects.filter(own).values("pk"))


@lru_cache(maxsize=1000)
def partner_ids(teams: frozenset[int]) -> RawSQL:
    """The organisations that share a partnership with one of the teams."""
    shared = Participation.objects.filter(partnership__in=partnerships_of(teams).values("pk"))
    return spelled(shared.values("organisation_id"))


@lru_cache(maxsize=1000)
def programme_partner_ids(teams: frozenset[int]) -> RawSQL:
    """The organisations in partnerships of the teams' programmes."""
    shared = Participation.objects.filter(partnership__call__programme__in=own_programme_ids(teams))
    return spelled(shared.values("organisation_id"))


@visibility_of(Partnership)
def partnerships(actor: Actor) -> Q:
    if actor.has(*READS_ALL):
        return EVERYTHING
    rows = Q(visibility=Visibility.PUBLIC)
    if actor.team_ids:
        rows |= Q(pk__in=own_partnership_ids(actor.team_ids))
        rows |= FOR_THE_PROGRAMME & Q(call__programme__in=own_programme_ids(actor.team_ids))
    return rows


def _with_partnership(actor: Actor) -> Q:
    """Asked row by row: most questions are about a few partnerships, and a list of all visible ones would be made first."""
    return Q(Exists(visible(Partnership, actor).filter(pk=OuterRef("partnership_id"))))


@visibility_of(Participation)
def participations(actor: Actor) -> Q:
    """A participation is seen where both its partnership and its organisation are."""
    seen_organisation = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    return _with_partnership(actor) & Q(seen_organisation)


@visibility_of(Activity, GoodPractice, Recommendation)
def with_their_partnership(actor: Actor) -> Q:
    return _with_partnership(actor)


def of_seen[M: (Activity, GoodPractice, Recommendation)](
    partnership: Partnership, model: type[M]
) -> QuerySet[M]:
    """What is seen with its partnership, of one that was just read as a visible one: the rule above, not asked again."""
    return model._default_manager.filter(partnership=partnership)


@visibility_of(TargetMarket)
def targets(actor: Actor) -> Q:
    if actor.has(*READS_ALL):
        return EVERYTHING
    open_to_her = Q(visibility=Visibility.PUBLIC)
    if not actor.team_ids:
        return _with_partnership(actor) & open_to_her
    programmes = own_programme_ids(actor.team_ids)
    open_to_her |= FOR_THE_PROGRAMME & Q(partnership__call__programme__in=programmes)
    # Restricted ones, too, are the partnership's: it names the organisations that take part.
    own = Q(partnership__in=own_partnership_ids(actor.team_ids))
    return _with_partnership(actor) & open_to_her | own


def of_a_partnership(actor: Actor) -> Q:
    """The row rule of records with `partnership`, `team` and `visibility` that higher areas keep for a partnership.

    A partner's record is seen by who takes part; one without a partnership by the team that keeps it.
    """
    if actor.has(*READS_ALL):
        return EVERYTHING
    partnership_is_seen = Q(partnership=None) | _with_partnership(actor)
    rows = partnership_is_seen & Q(visibility=Visibility.PUBLIC)
    if actor.team_ids:
        programmes = own_programme_ids(actor.team_ids)
        rows |= FOR_THE_PROGRAMME & partnership_is_seen & Q(partnership__call__programme__in=programmes)
        rows |= Q(partnership__in=own_partnership_ids(actor.team_ids)) & ~Q(visibility=Visibility.RESTRICTED)
        rows |= Q(team_id__in=actor.team_ids)
    return rows


@visibility_of(Programme, Call, Challenge, RecommendedAction)
def published(actor: Actor) -> Q:
    return EVERYTHING


@visibility_of(PartnerSearch)
def searches(actor: Actor) -> Q:
    """The row is seen by its visibility; whose it is, where anonymous, only through `names_the_searcher`."""
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    seen_organisations = Q(anonymous=True) | Q(organisation__in=visible(Organisation, actor).values("pk"))
    open_to_her = Q(visibility=Visibility.PUBLIC)
    if actor.team_ids:
        open_to_her |= FOR_THE_PROGRAMME
        open_to_her |= Q(visibility=Visibility.PARTNERS) & Q(organisation__in=partner_ids(actor.team_ids))
    # What nobody reviewed yet is read by its own team only; closed before it was published, too.
    rows = Q(published_on__isnull=False) & open_to_her & seen_organisations
    return rows | Q(organisation__team_id__in=actor.team_ids) if actor.team_ids else rows


@visibility_of(ExpressionOfInterest)
def interests(actor: Actor) -> Q:
    """The two sides, and the platform editors who settle disputes."""
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    own = own_organisations(actor).values("pk")
    return Q(organisation__in=own) | Q(search__organisation__in=own)


@visibility_of(Comment)
def comments(actor: Actor) -> Q:
    return Q(search__in=visible(PartnerSearch, actor).values("pk"))


@visibility_of(Follow, SearchAlert, AlertSent)
def follows(actor: Actor) -> Q:
    return Q(user_id=actor.user_id) if actor.user_id else Q(pk__in=[])


def may(actor: Actor, action: str, subject: Any = None) -> bool:
    """`can`, for a record that was just read as a visible one: does not ask the database again whether it is seen."""
    permission = PERMISSIONS.table[action]
    return actor.may_use(permission.scope) and permission.rule(actor, subject).allowed


def partnership_of(subject: Any) -> Partnership:
    return subject if isinstance(subject, Partnership) else subject.partnership


def accepted_by(actor: Actor) -> QuerySet[ExpressionOfInterest]:
    """The answers of the actor's own organisations that the searcher accepted: both sides know each other."""
    return ExpressionOfInterest.objects.filter(accepted=True, organisation__team_id__in=actor.team_ids)


def names_the_searcher(actor: Actor, search: PartnerSearch) -> bool:
    """Whether the actor may learn whose search it is. One statement, for anonymous searches of others only."""
    if names_the_searcher_itself(actor, search):
        return True
    return bool(actor.team_ids) and accepted_by(actor).filter(search=search.pk).exists()


def names_the_searcher_itself(actor: Actor, search: PartnerSearch) -> bool:
    """Whether she may learn it whatever was answered: it is not anonymous, or hers, or she settles disputes."""
    return (
        not search.anonymous
        or actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)
        or search.organisation.team_id in actor.teams
    )


def searchers_named(actor: Actor, searches: Iterable[PartnerSearch]) -> frozenset[int]:
    """The ids of those searches whose searcher the actor may learn: `names_the_searcher` for a list, in one statement."""
    shown = list(searches)
    doubtful = [one.pk for one in shown if one.anonymous and one.organisation.team_id not in actor.teams]
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        doubtful = []
    told: set[int] = set()
    if doubtful and actor.team_ids:
        told = set(accepted_by(actor).filter(search__in=doubtful).values_list("search_id", flat=True))
    return frozenset(one.pk for one in shown if one.pk not in doubtful or one.pk in told)


def names_the_interested(actor: Actor, interest: ExpressionOfInterest) -> bool:
    """Whether the actor, who sees the answer, may learn who gave it: both sides have agreed, or it is hers to know."""
    return (
        not interest.anonymous
        or bool(interest.accepted)
        or actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)
        or interest.organisation.team_id in actor.teams
    )


@predicate
def is_coordinator(actor: Actor, subject: Any) -> bool:
    return actor.manages(partnership_of(subject).team_id)


@predicate
def edits_the_partnership(actor: Actor, subject: Any) -> bool:
    return actor.edits(partnership_of(subject).team_id)


@predicate
def is_partner(actor: Actor, subject: Any) -> bool:
    return actor.is_system or own_partnerships(actor).filter(pk=partnership_of(subject).pk).exists()


@predicate
def edits_own_organisation(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.organisation.team_id)


@predicate
def speaks_for_the_partner(actor: Actor, subject: Any) -> bool:
    """In the team of the partner itself: nobody else, not the coordinator, a platform editor or a task."""
    return not actor.is_system and actor.edits(subject.organisation.team_id)


@predicate
def edits_the_searcher(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.search.organisation.team_id)


@predicate
def is_the_author(actor: Actor, subject: Any) -> bool:
    return actor.user_id is not None and actor.user_id == subject.author_id


@predicate
def edits_an_organisation(actor: Actor, subject: Any) -> bool:
    edited = actor.edited_teams
    return actor.is_system or Organisation.objects.filter(team_id__in=edited).exists()


@predicate
def edits_the_coordinator(actor: Actor, subject: Any) -> bool:
    """Of the organisation that is to coordinate; before one is chosen, of any."""
    return actor.edits(subject.team_id) if subject is not None else edits_an_organisation.test(actor, None)


ASK_COORDINATOR = N_(
    "Only the coordinator of this partnership or a platform editor may do this. Ask the coordinator."
)
PERMISSIONS.define(
    "partnerships.view",
    is_anybody,
    N_("This partnership is not open to you."),
    scope="read",
)
PERMISSIONS.define(
    "partnerships.propose", edits_the_coordinator | is_platform_editor,
    N_("A partnership is proposed by somebody who edits the coordinating organisation. Ask its team to invite you."),
)  # fmt: skip
PERMISSIONS.define("partnerships.edit", edits_the_partnership | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define("partnerships.change_state", is_coordinator | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define("partnerships.add_partner", is_coordinator | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "partnerships.edit_participation", edits_own_organisation | edits_the_partnership | is_platform_editor,
    N_("Only this partner, the coordinator or a platform editor may change this entry. Ask the coordinator."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.state_own_words", speaks_for_the_partner,
    N_("What a partner brings, expects and wants is written by its own team. Ask that partner."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.leave", edits_own_organisation | is_coordinator | is_platform_editor, ASK_COORDINATOR
)
PERMISSIONS.define("partnerships.edit_targets", edits_the_partnership | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "partnerships.edit_activities", edits_the_partnership | is_platform_editor, ASK_COORDINATOR
)
PERMISSIONS.define(
    "partnerships.read_inside", is_partner | is_programme_analyst | is_platform_editor,
    N_("Only partners read this. Ask the coordinator to add your organisation."), scope="read",
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.import",
    is_platform_editor,
    N_("Partnerships are imported by platform editors. Ask one of them."),
)
PERMISSIONS.define(
    "partnerships.open_search", edits_an_organisation,
    N_("A partner search is opened by somebody who edits an organisation. Register yours first."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.edit_search", edits_own_organisation | is_platform_editor,
    N_("Only the team of the searching organisation may change this."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.review_search", is_platform_editor,
    N_("Partner searches are reviewed by platform editors. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define("partnerships.remind", is_the_system, N_("This happens by itself every day."))
PERMISSIONS.define(
    "partnerships.answer_search", edits_an_organisation,
    N_("Interest is expressed in the name of an organisation that you edit. Register yours first."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.decide_interest", edits_the_searcher | is_platform_editor,
    N_("Only the team of the searching organisation answers expressions of interest."),
)  # fmt: skip
PERMISSIONS.define("partnerships.comment", is_signed_in, N_("Sign in to comment."))
PERMISSIONS.define("partnerships.follow", is_signed_in, N_("Sign in to follow this search."))
PERMISSIONS.define(
    "partnerships.remove_comment", is_the_author | edits_the_searcher | is_platform_editor,
    N_("A comment is removed by who wrote it, by the searching team or by a platform editor. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define(
    "partnerships.see_matches", edits_own_organisation | is_platform_editor,
    N_("Whom a search could suit is shown to its own team. Open a search of your own."), scope="read",
)  # fmt: skip
PERMISSIONS.define("partnerships.alert", is_signed_in, N_("Sign in to hear of new partner searches."))
PERMISSIONS.define(
    "partnerships.see_alerts", is_signed_in, N_("Sign in to hear of new partner searches."), scope="read"
)
PERMISSIONS.define("partnerships.send_alerts", is_the_system, N_("This happens by itself every day."))
