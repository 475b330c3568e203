"""Who may, and who sees which rows of countries: a profile is open by its visibility, and what belongs to it is open with it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from kontor.hub.countries.models import (
    CountryBody,
    CountryExample,
    CountryFact,
    CountryProfile,
    MarketChoice,
    MarketCriteria,
    MarketFigure,
    MarketStudy,
    MarketStudyItem,
)
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_programme_analyst,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, visibility_of, visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import own_partnerships, own_programme_ids, partner_ids

READS_ALL = (PlatformRole.ANALYST, PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)


@visibility_of(CountryProfile)
def profiles(actor: Actor) -> Q:
    """Withdrawn ones are left to those who keep them. Programme ones are open to everybody in a programme's partnership, partners
    ones to those who share a partnership with the team that keeps them.
    """
    if actor.has(*READS_ALL):
        return EVERYTHING
    rows = Q(visibility=Visibility.PUBLIC)
    if not actor.team_ids:
        return rows & Q(withdrawn_on=None)
    in_a_programme = own_partnerships(actor).filter(call__programme__in=own_programme_ids(actor.team_ids))
    rows |= Q(visibility=Visibility.PROGRAMME) & Q(Exists(in_a_programme))
    partners = Organisation.objects.filter(pk__in=partner_ids(actor.team_ids)).exclude(team=None)
    shared = Q(team__in=partners.values("team_id")) | Q(team__in=own_partnerships(actor).values("team_id"))
    rows |= Q(visibility=Visibility.PARTNERS) & shared
    return rows & Q(withdrawn_on=None) | Q(team_id__in=actor.team_ids)


@visibility_of(CountryFact, CountryExample)
def facts(actor: Actor) -> Q:
    return Q(profile__in=visible(CountryProfile, actor).values("pk"))


@visibility_of(CountryBody)
def bodies(actor: Actor) -> Q:
    """Seen where both the profile and the organisation are."""
    seen = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    return Q(profile__in=visible(CountryProfile, actor).values("pk")) & Q(seen)


@visibility_of(MarketCriteria, MarketChoice)
def of_the_partners(actor: Actor) -> Q:
    """How a partnership chooses its markets is for its partners, and for those who read all."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    return Q(partnership__in=own_partnerships(actor).values("pk")) if actor.team_ids else Q(pk__in=[])


@visibility_of(MarketStudy)
def studies(actor: Actor) -> Q:
    """The partners' until it is published; then of everybody who sees both the country's profile and the partnership."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    profiles_seen = visible(CountryProfile, actor).filter(withdrawn_on=None)
    published = Q(published_on__isnull=False, country__in=profiles_seen.values("country_id"))
    return of_the_partners(actor) | published & Q(partnership__in=visible(Partnership, actor).values("pk"))


@visibility_of(MarketStudyItem, MarketFigure)
def parts_of_studies(actor: Actor) -> Q:
    return Q(study__in=visible(MarketStudy, actor).values("pk"))


@predicate
def edits_a_partnership(actor: Actor, subject: Any) -> bool:
    teams = actor.edited_teams
    return actor.is_system or (bool(teams) and Partnership.objects.filter(team_id__in=teams).exists())


def profile_of(subject: Any) -> CountryProfile:
    return subject if isinstance(subject, CountryProfile) else subject.profile


@predicate
def keeps_the_profile(actor: Actor, subject: Any) -> bool:
    return actor.edits(profile_of(subject).team_id)


ASK = N_("Profiles of countries are changed by the team that keeps them. Ask it, or a platform editor.")
PERMISSIONS.define(
    "countries.view", is_anybody, N_("Profiles of countries are open to everybody."), scope="read"
)
PERMISSIONS.define(
    "countries.add", edits_a_partnership | is_programme_analyst | is_platform_editor,
    N_("Profiles of countries are begun by partnerships, programme analysts and platform editors. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define(
    "countries.import", edits_a_partnership | is_programme_analyst | is_platform_editor,
    N_("Facts about countries are imported by partnerships, programme analysts and platform editors. Ask one of them."),
)  # fmt: skip
for verb in (
    "edit",
    "withdraw",
    "restore",
    "add_fact",
    "edit_fact",
    "withdraw_fact",
    "add_example",
    "edit_example",
    "add_body",
    "edit_body",
    "remove_body",
):
    PERMISSIONS.define(f"countries.{verb}", keeps_the_profile | is_platform_editor, ASK)
PERMISSIONS.define(
    "countries.keep_for_others", is_platform_editor,
    N_("You may give a profile to a team in which you edit. Choose one of those, or ask a platform editor."),
)  # fmt: skip


@predicate
def edits_the_partnership(actor: Actor, subject: Any) -> bool:
    return actor.edits(subject.partnership.team_id)


for verb in ("weigh_markets", "choose_markets", "adopt_markets"):
    PERMISSIONS.define(
        f"countries.{verb}", edits_the_partnership | is_platform_editor,
        N_("Target markets are chosen by the coordinator of the partnership. Ask the coordinator."),
    )  # fmt: skip

PERMISSIONS.define(
    "countries.import_studies", edits_a_partnership | is_platform_editor,
    N_("Market studies are brought by coordinators of partnerships. Ask the coordinator."),
)  # fmt: skip
for verb in (
    "begin_study",
    "edit_study",
    "write_item",
    "write_figure",
    "remove_figure",
    "publish_study",
    "take_back_study",
    "remove_study",
):
    PERMISSIONS.define(
        f"countries.{verb}", edits_the_partnership | is_platform_editor,
        N_("Market studies are written by the coordinator of the partnership. Ask the coordinator."),
    )  # fmt: skip
