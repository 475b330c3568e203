"""The switchboard: everything that is plugged into something lower, in one list read from top to bottom."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor, PlatformRole


def connect() -> None:
    """Plug the areas together. Called once, when Django is ready."""
    navigation()
    account_menu()
    transfers()
    searches()
    cited_records()
    teams()
    organisation_pages()
    merging()
    history()
    personal_data()
    reports()
    background()


def is_officer(actor: Actor) -> bool:
    return actor.has(PlatformRole.PROTECTION_OFFICER, PlatformRole.ADMINISTRATOR)


def is_administrator(actor: Actor) -> bool:
    return actor.has(PlatformRole.ADMINISTRATOR)


def is_editor(actor: Actor) -> bool:
    return actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR)


def navigation() -> None:
    from kontor.hub.foundation.chrome import NAVIGATION, SEARCH, NavigationEntry, signed_in

    work, facts, platform = _("Work"), _("Facts"), _("Platform")
    NAVIGATION[:] = [
        NavigationEntry(_("Home"), "home", "home"),
        NavigationEntry(_("Directory"), "directory:index", "building", work),
        NavigationEntry(_("Partnerships"), "partnerships:index", "partnership", work),
        NavigationEntry(_("Target countries"), "partnerships:targets", "globe", work),
        NavigationEntry(_("Network"), "partnerships:network", "network", work),
        NavigationEntry(_("Partner searches"), "partnerships:searches", "target", work),
        NavigationEntry(_("Practices and lessons"), "partnerships:practices", "star", work),
        NavigationEntry(_("Claims and findings"), "scoreboard:index", "scale", facts),
        NavigationEntry(_("Reports"), "reports:catalogue", "report", facts),
        NavigationEntry(_("Sources"), "evidence:sources", "quote", facts),
        NavigationEntry(_("Documents"), "evidence:documents", "document", facts, signed_in),
        NavigationEntry(_("Import and export"), "transfer:index", "upload", facts, signed_in),
        NavigationEntry(_("Review"), "directory:review", "check-circle", platform, is_editor),
        NavigationEntry(_("Possible doubles"), "directory:duplicates", "merge", platform, is_editor),
        NavigationEntry(_("Audit trail"), "foundation:audit", "history", platform, is_officer),
    ]
    SEARCH[:] = ["search"]


def account_menu() -> None:
    from kontor.hub.foundation.chrome import ACCOUNT, NavigationEntry, signed_in

    ACCOUNT[:] = [
        NavigationEntry(_("My account"), "accounts:me", "person", "", signed_in),
        NavigationEntry(_("My teams"), "accounts:teams", "people", "", signed_in),
        NavigationEntry(_("Access tokens"), "accounts:tokens", "key", "", signed_in),
        NavigationEntry(_("Platform roles"), "accounts:roles", "shield", "", is_administrator),
        NavigationEntry(_("Who may"), "accounts:who_may", "eye", "", is_administrator),
        NavigationEntry(_("Personal data"), "accounts:personal_data", "lock", "", is_officer),
    ]


def transfers() -> None:
    """Tables that can be imported and exported, in the order of dependence."""
    from kontor.hub.directory import exporters as directory_out
    from kontor.hub.directory import importers as directory_in
    from kontor.hub.front import importers as front_in
    from kontor.hub.partnerships import exporters as partnerships_out
    from kontor.hub.partnerships import importers as partnerships_in
    from kontor.hub.scoreboard import exporters as scoreboard_out
    from kontor.hub.scoreboard import importers as scoreboard_in
    from kontor.hub.transfer import exporters as transfer_out
    from kontor.hub.transfer import importers as transfer_in
    from kontor.hub.transfer.kit import EXPORTERS, IMPORTERS

    IMPORTERS.add(front_in.Sources)
    for area_in in (transfer_in, directory_in, partnerships_in, scoreboard_in):
        IMPORTERS.add(*area_in.IMPORTERS)
    EXPORTERS.add(front_in.ExportSources)
    for area_out in (transfer_out, directory_out, partnerships_out, scoreboard_out):
        EXPORTERS.add(*area_out.EXPORTERS)


def searches() -> None:
    """Records that can be found by words, and how the search page shows them."""
    from kontor.hub.directory.queries import SEARCH as ORGANISATIONS
    from kontor.hub.evidence.queries import SEARCH_KINDS as EVIDENCE
    from kontor.hub.foundation.search import KINDS
    from kontor.hub.front.finding import FINDABLE, LABELS, Findable
    from kontor.hub.partnerships.queries import SEARCH_KINDS as PARTNERSHIPS

    for kind in (*EVIDENCE, ORGANISATIONS, *PARTNERSHIPS):
        KINDS.register(kind)
    FINDABLE[:] = [
        Findable(
            "organisation", LABELS["organisations"], "directory:index", lambda one: str(one.country or "")
        ),
        Findable("partnership", LABELS["partnerships"], "partnerships:index", lambda one: one.name),
        Findable(
            "partner-search",
            LABELS["searches"],
            "partnerships:searches",
            lambda one: one.get_direction_display(),
        ),
        Findable("source", LABELS["sources"], "evidence:sources", lambda one: one.publisher),
    ]


def cited_records() -> None:
    """Records that rest on sources, and the permission that citing for them needs; whose documents partners may read."""
    from kontor.hub.directory.models import Alias, CountryInterest, Membership, Organisation
    from kontor.hub.evidence.kit import SUBJECTS, TEAM_REACH, Subject
    from kontor.hub.partnerships import queries as partnerships
    from kontor.hub.partnerships.models import (
        Activity,
        Call,
        Challenge,
        GoodPractice,
        Participation,
        Partnership,
        Programme,
        RecommendedAction,
        TargetMarket,
    )

    def of_the_organisation(record: Any) -> str:
        return record.organisation.get_absolute_url()  # type: ignore[no-any-return]

    def of_the_partnership(record: Any) -> str:
        return record.partnership.get_absolute_url()  # type: ignore[no-any-return]

    def of_the_cluster(record: Any) -> str:
        return record.cluster.get_absolute_url()  # type: ignore[no-any-return]

    def of_the_practices(record: Any) -> str:
        return reverse("partnerships:practices")

    SUBJECTS.register(
        Subject(Organisation, _("Organisation"), Organisation.get_absolute_url, "directory.edit")
    )
    SUBJECTS.register(Subject(Membership, _("Membership"), of_the_cluster, "directory.edit"))
    for model in (Alias, CountryInterest):
        SUBJECTS.register(Subject(model, model._meta.verbose_name, of_the_organisation, "directory.edit"))
    SUBJECTS.register(
        Subject(Partnership, _("Partnership"), Partnership.get_absolute_url, "partnerships.edit")
    )
    for inner in (Participation, TargetMarket, Activity, GoodPractice):
        SUBJECTS.register(Subject(inner, inner._meta.verbose_name, of_the_partnership, "partnerships.edit"))
    for published in (Programme, Call, Challenge, RecommendedAction):
        SUBJECTS.register(
            Subject(published, published._meta.verbose_name, of_the_practices, "partnerships.import")
        )
    TEAM_REACH.append(partnerships.teams_in_reach)


def teams() -> None:
    """The records that teams stand for."""
    from kontor.hub.accounts.kit import TEAM_LINKS
    from kontor.hub.directory.queries import links_of_teams
    from kontor.hub.front.teams import links_of_partnership_teams

    TEAM_LINKS["organisation"] = links_of_teams
    TEAM_LINKS["partnership"] = links_of_partnership_teams


def organisation_pages() -> None:
    """What partnerships know of an organisation: who shares one with it, how many, and which over time."""
    from kontor.hub.directory import kit
    from kontor.hub.partnerships import queries as partnerships

    kit.PANELS.append(partnerships.panel_over_time)
    kit.SHARED_TEAMS.append(partnerships.sharing_a_partnership)
    kit.SHARED_PROGRAMMES.append(partnerships.sharing_a_programme)
    kit.PARTNERSHIP_COUNTS.append(partnerships.partnership_counts)


def history() -> None:
    """What the trail's actions are called, and what the people in it are."""
    from kontor.hub.accounts.choices import ACTION_WORDS as ACCOUNTS
    from kontor.hub.accounts.queries import roles_of
    from kontor.hub.directory.queries.trail import ACTION_WORDS as DIRECTORY
    from kontor.hub.evidence.choices import ACTION_WORDS as EVIDENCE
    from kontor.hub.foundation.history import ACTION_WORDS, PEOPLE
    from kontor.hub.partnerships.queries.trail import ACTION_WORDS as PARTNERSHIPS
    from kontor.hub.reports.choices import ACTION_WORDS as REPORTS
    from kontor.hub.scoreboard.queries import ACTION_WORDS as SCOREBOARD
    from kontor.hub.transfer.choices import ACTION_WORDS as TRANSFER

    for words in (ACCOUNTS, EVIDENCE, TRANSFER, DIRECTORY, PARTNERSHIPS, SCOREBOARD, REPORTS):
        ACTION_WORDS.update(words)
    PEOPLE.append(roles_of)


def merging() -> None:
    """How partnerships follow when two organisations are merged."""
    from kontor.hub.directory.queries.merge import MERGE_HOOKS
    from kontor.hub.front import merging as following

    MERGE_HOOKS[:] = following.MERGE_HOOKS


def personal_data() -> None:
    """Personal data about people with an account that other areas keep."""
    from kontor.hub.accounts.kit import PERSONAL_DATA
    from kontor.hub.front.personal import KEPT_ELSEWHERE

    PERSONAL_DATA[:] = KEPT_ELSEWHERE


def reports() -> None:
    from kontor.hub.reports.kit import CATALOGUE
    from kontor.hub.reports.report.overview import PROGRAMME_OVERVIEW

    CATALOGUE.add(PROGRAMME_OVERVIEW)


def background() -> None:
    """Jobs register when their modules are imported: the web asks for them by name, the worker runs them."""
    from kontor.hub.directory import tasks as directory  # noqa: F401
    from kontor.hub.transfer import tasks as transfer  # noqa: F401
