"""The switchboard: everything that is plugged into something lower, in one list read from top to bottom."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kontor.hub.front.navigation import account_menu, navigation


def connect() -> None:
    """Plug the areas together. Called once, when Django is ready."""
    navigation()
    account_menu()
    transfers()
    searches()
    cited_records()
    teams()
    organisation_pages()
    partnership_pages()
    event_pages()
    country_pages()
    strategies()
    merging()
    history()
    personal_data()
    known_facts()
    reports()
    background()


def transfers() -> None:
    """Tables that can be imported and exported, in the order of dependence."""
    from kontor.hub.agreements import exporters as agreements_out
    from kontor.hub.agreements import importers as agreements_in
    from kontor.hub.countries import exporters as countries_out
    from kontor.hub.countries import importers as countries_in
    from kontor.hub.directory import exporters as directory_out
    from kontor.hub.directory import importers as directory_in
    from kontor.hub.front import importers as front_in
    from kontor.hub.matchmaking import exporters as matchmaking_out
    from kontor.hub.matchmaking import importers as matchmaking_in
    from kontor.hub.missions import exporters as missions_out
    from kontor.hub.missions import importers as missions_in
    from kontor.hub.partnerships import exporters as partnerships_out
    from kontor.hub.partnerships import importers as partnerships_in
    from kontor.hub.scoreboard import exporters as scoreboard_out
    from kontor.hub.scoreboard import importers as scoreboard_in
    from kontor.hub.strategy import exporters as strategy_out
    from kontor.hub.strategy import importers as strategy_in
    from kontor.hub.surveys import importers as surveys_in
    from kontor.hub.transfer import exporters as transfer_out
    from kontor.hub.transfer import importers as transfer_in
    from kontor.hub.transfer.kit import EXPORTERS, IMPORTERS

    IMPORTERS.add(front_in.Sources)
    incoming = (
        transfer_in,
        directory_in,
        partnerships_in,
        countries_in,
        strategy_in,
        missions_in,
        matchmaking_in,
        agreements_in,
        surveys_in,
        scoreboard_in,
    )
    for area_in in incoming:
        IMPORTERS.add(*area_in.IMPORTERS)
    EXPORTERS.add(front_in.ExportSources)
    for area_out in (
        transfer_out,
        directory_out,
        partnerships_out,
        countries_out,
        strategy_out,
        missions_out,
        matchmaking_out,
        agreements_out,
        scoreboard_out,
    ):
        EXPORTERS.add(*area_out.EXPORTERS)


def searches() -> None:
    """Records that can be found by words, and how the search page shows them."""
    from kontor.hub.agreements.queries import SEARCH_KINDS as CASES
    from kontor.hub.countries.queries import SEARCH as COUNTRIES
    from kontor.hub.directory.queries import SEARCH as ORGANISATIONS
    from kontor.hub.evidence.queries import SEARCH_KINDS as EVIDENCE
    from kontor.hub.foundation.search import KINDS
    from kontor.hub.front.finding import FINDABLE, LABELS, Findable
    from kontor.hub.missions.queries import SEARCH as EVENTS
    from kontor.hub.partnerships.queries import SEARCH_KINDS as PARTNERSHIPS
    from kontor.hub.surveys.queries.findable import SEARCH as SURVEYS

    for kind in (*EVIDENCE, ORGANISATIONS, *PARTNERSHIPS, COUNTRIES, EVENTS, SURVEYS, *CASES):
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
        Findable("country", LABELS["countries"], "countries:index", lambda one: one.summary),
        Findable("event", LABELS["events"], "missions:index", lambda one: one.get_event_class_display()),
        Findable(
            "survey",
            LABELS["surveys"],
            "surveys:index",
            lambda one: one.programme.name if one.programme else "",
        ),
        Findable("source", LABELS["sources"], "evidence:sources", lambda one: one.publisher),
    ]


def cited_records() -> None:
    """Records that rest on sources, and the permission that citing for them needs; whose documents partners may read."""
    from kontor.hub.agreements.models import Agreement, CollaborationReport, CooperationCase
    from kontor.hub.directory.models import Alias, CountryInterest, Membership, Organisation
    from kontor.hub.evidence.kit import SUBJECTS, TEAM_REACH, Subject
    from kontor.hub.missions.models import Event
    from kontor.hub.partnerships import queries as partnerships
    from kontor.hub.partnerships.models import (
        Activity,
        Call,
        Challenge,
        GoodPractice,
        Participation,
        Partnership,
        Programme,
        Recommendation,
        RecommendedAction,
        TargetMarket,
    )
    from kontor.hub.scoreboard.models import Measurement
    from kontor.hub.strategy.models import RoadmapActivity

    def owner(name: str) -> Callable[[Any], str]:
        """The page of the record that another one belongs to."""
        return lambda record: getattr(record, name).get_absolute_url()

    def itself(record: Any) -> str:
        return record.get_absolute_url()  # type: ignore[no-any-return]

    def learnt(record: Any) -> str:
        return reverse("partnerships:practices")

    def roadmap(record: Any) -> str:
        return reverse("strategy:roadmap", args=[record.partnership.key])

    of_a_partnership = (Participation, TargetMarket, Activity, GoodPractice, Recommendation)
    cited: tuple[tuple[tuple[type[Model], ...], Callable[[Any], str], str], ...] = (
        ((Organisation,), itself, "directory.edit"),
        ((Membership,), owner("cluster"), "directory.edit"),
        ((Alias, CountryInterest), owner("organisation"), "directory.edit"),
        ((Partnership,), itself, "partnerships.edit"),
        (of_a_partnership, owner("partnership"), "partnerships.edit"),
        ((Measurement,), itself, "scoreboard.enter-value"),
        ((Programme, Call, Challenge, RecommendedAction), learnt, "partnerships.import"),
        ((CooperationCase, Agreement), itself, "agreements.edit"),
        ((CollaborationReport,), owner("reporter"), "agreements.ask"),
        ((RoadmapActivity,), roadmap, "strategy.plan"),
        ((Event,), itself, "missions.edit"),
    )
    for models, page, permission in cited:
        for model in models:
            label = capfirst(model._meta.verbose_name)
            SUBJECTS.register(Subject(model, label, page, permission))
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

    kit.PANELS.append(partnerships.panel_of_invitations)
    kit.PANELS.append(partnerships.panel_over_time)
    kit.SHARED_TEAMS.append(partnerships.sharing_a_partnership)
    kit.SHARED_PROGRAMMES.append(partnerships.sharing_a_programme)
    kit.PARTNERSHIP_COUNTS.append(partnerships.partnership_counts)


def event_pages() -> None:
    """What is planned for an event in other areas, and what becomes of its meetings."""
    from kontor.hub.agreements.queries import contacts_of_meetings, fates_of_meetings
    from kontor.hub.matchmaking.kit import CONTACTS, FATES
    from kontor.hub.matchmaking.queries.figures import held_at
    from kontor.hub.matchmaking.queries.records import links_of_event
    from kontor.hub.missions.kit import COUNTED, LINKS

    LINKS[:] = [links_of_event]
    COUNTED[:] = [held_at]
    CONTACTS[:] = [contacts_of_meetings]
    FATES[:] = [fates_of_meetings]


def country_pages() -> None:
    """Papers, pages and panels of other areas about one country."""
    from kontor.hub.agreements.queries import plugged as cases
    from kontor.hub.countries.kit import EXPERIENCE, LINKS, PANELS
    from kontor.hub.missions.queries import plugged as events

    LINKS[:] = [lambda key: (_("Country paper"), reverse("reports:show_of", args=["country", key]))]
    PANELS[:] = [events.panel_of_country, cases.panel_of_country]
    EXPERIENCE[:] = [events.experience, cases.experience]


def partnership_pages() -> None:
    """Pages of other areas about one partnership: tabs beside its own. What shows that a recommended action was taken."""
    from kontor.hub.partnerships.kit import EVIDENCE, PAGES
    from kontor.hub.strategy.queries.evidence import evidence_of_investments

    EVIDENCE[:] = [evidence_of_investments]
    PAGES[:] = [
        (_("Joint strategy"), lambda key: reverse("strategy:joint", args=[key])),
        (_("Roadmap"), lambda key: reverse("strategy:roadmap", args=[key])),
        (_("Value chains"), lambda key: reverse("strategy:chains", args=[key])),
        (_("Events"), lambda key: f"{reverse('missions:index')}?partnership={key}"),
        (_("Mission register"), lambda key: f"{reverse('missions:register')}?partnership={key}"),
        (_("Cooperation cases"), lambda key: f"{reverse('agreements:index')}?partnership={key}"),
        (_("Scoreboard"), lambda key: reverse("scoreboard:board", args=[key])),
    ]


def strategies() -> None:
    """What the indicator cards that objectives name are called."""
    from kontor.hub.scoreboard.queries import cards_named
    from kontor.hub.strategy.kit import CARDS

    CARDS[:] = [cards_named]


def history() -> None:
    """What the trail's actions are called, and what the people in it are."""
    from kontor.hub.accounts.choices import ACTION_WORDS as ACCOUNTS
    from kontor.hub.accounts.queries import roles_of
    from kontor.hub.agreements.permissions import HIDDEN_FIELDS as HIDDEN_IN_CASES
    from kontor.hub.agreements.queries import ACTION_WORDS as AGREEMENTS
    from kontor.hub.countries.queries import ACTION_WORDS as COUNTRIES
    from kontor.hub.directory.queries.trail import ACTION_WORDS as DIRECTORY
    from kontor.hub.evidence.choices import ACTION_WORDS as EVIDENCE
    from kontor.hub.foundation.history import ACTION_WORDS, HIDDEN_FIELDS, PEOPLE
    from kontor.hub.matchmaking.queries.trail import ACTION_WORDS as MATCHMAKING
    from kontor.hub.missions.queries import ACTION_WORDS as MISSIONS
    from kontor.hub.partnerships.queries.trail import ACTION_WORDS as PARTNERSHIPS
    from kontor.hub.reports.choices import ACTION_WORDS as REPORTS
    from kontor.hub.scoreboard.queries import ACTION_WORDS as SCOREBOARD
    from kontor.hub.scoreboard.queries.trail import ACTION_WORDS as INDICATORS
    from kontor.hub.strategy.queries import ACTION_WORDS as STRATEGY
    from kontor.hub.surveys.queries import ACTION_WORDS as SURVEYS
    from kontor.hub.surveys.queries.campaigns import CAMPAIGN_WORDS as CAMPAIGNS
    from kontor.hub.transfer.choices import ACTION_WORDS as TRANSFER

    for words in (
        ACCOUNTS,
        EVIDENCE,
        TRANSFER,
        DIRECTORY,
        PARTNERSHIPS,
        SURVEYS,
        COUNTRIES,
        STRATEGY,
        MISSIONS,
        MATCHMAKING,
        AGREEMENTS,
        CAMPAIGNS,
        SCOREBOARD,
        INDICATORS,
        REPORTS,
    ):
        ACTION_WORDS.update(words)
    HIDDEN_FIELDS.update(HIDDEN_IN_CASES)
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


def known_facts() -> None:
    """What surveys fill in before anybody is asked."""
    from kontor.hub.front.known import FACTS as KNOWN
    from kontor.hub.surveys.kit import FACTS

    FACTS.update(KNOWN)


def reports() -> None:
    from kontor.hub.reports.kit import CATALOGUE, PROGRESS_PARTS
    from kontor.hub.reports.report.achievements import KEY_ACHIEVEMENTS
    from kontor.hub.reports.report.book import MISSION_BOOK
    from kontor.hub.reports.report.country import COUNTRY
    from kontor.hub.reports.report.delegation import BRIEFING, DELEGATION
    from kontor.hub.reports.report.deliverable import CROSS_FERTILISATION
    from kontor.hub.reports.report.investment import BANKABLE_PROPOSAL
    from kontor.hub.reports.report.overview import PROGRAMME_OVERVIEW
    from kontor.hub.reports.report.progress import PROGRAMME_PROGRESS
    from kontor.hub.reports.report.scoreboard import SCOREBOARD
    from kontor.hub.reports.report.valuechain import VALUE_CHAIN
    from kontor.hub.surveys.report import programme_part

    for kind in (
        PROGRAMME_OVERVIEW,
        PROGRAMME_PROGRESS,
        KEY_ACHIEVEMENTS,
        CROSS_FERTILISATION,
        SCOREBOARD,
        MISSION_BOOK,
        DELEGATION,
        BRIEFING,
        COUNTRY,
        VALUE_CHAIN,
        BANKABLE_PROPOSAL,
    ):
        CATALOGUE.add(kind)
    PROGRESS_PARTS[:] = [programme_part]


def background() -> None:
    """Jobs register when their modules are imported: the web asks for them by name, the worker runs them."""
    from kontor.hub.agreements import tasks as agreements  # noqa: F401
    from kontor.hub.directory import tasks as directory  # noqa: F401
    from kontor.hub.matchmaking import tasks as matchmaking  # noqa: F401
    from kontor.hub.missions import tasks as missions  # noqa: F401
    from kontor.hub.partnerships import tasks as partnerships  # noqa: F401
    from kontor.hub.strategy import tasks as strategy  # noqa: F401
    from kontor.hub.surveys import tasks as surveys  # noqa: F401
    from kontor.hub.transfer import tasks as transfer  # noqa: F401
