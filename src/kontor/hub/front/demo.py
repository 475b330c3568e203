"""The demo data: the files of `demo/`, loaded through the import kit like any other file, in one transaction."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction

from kontor.hub.accounts.actions import ensure_demo_person, found_team
from kontor.hub.accounts.choices import TeamKind
from kontor.hub.accounts.models import Team, User
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.front.demo_call import load_call
from kontor.hub.front.demo_delegation import load_delegation
from kontor.hub.front.demo_exchange import load_exchange
from kontor.hub.front.demo_investment import load_investments
from kontor.hub.front.demo_invitations import load_invitations
from kontor.hub.front.demo_searches import load_searches
from kontor.hub.front.demo_session import load_day
from kontor.hub.front.demo_sheets import load_sheets
from kontor.hub.front.demo_study import load_study, load_weights
from kontor.hub.front.setup import CannotStart
from kontor.hub.partnerships.models import Partnership, Programme
from kontor.hub.settings.environment import REPOSITORY
from kontor.hub.surveys import actions as surveys
from kontor.hub.surveys.models import Survey
from kontor.hub.transfer.actions import load as load_table
from kontor.hub.transfer.kit import HasErrors

FOLDER = REPOSITORY / "demo"

# In the order of dependence: what others refer to comes first.
FILES = (
    ("sources", "sources.csv"),
    ("countries", "countries.csv"),
    ("regions", "regions.csv"),
    ("programme-memberships", "programme_membership.csv"),
    ("terms", "taxonomies.csv"),
    ("organisations", "organisations.csv"),
    ("organisations", "demo_records.csv"),
    ("organisations", "natureef/organisations.csv"),
    ("organisations", "elca/organisations.csv"),
    ("organisations", "eocic/organisations.csv"),
    ("organisations", "elca/group_companies.csv"),
    ("aliases", "aliases.csv"),
    ("aliases", "natureef/aliases.csv"),
    ("aliases", "elca/aliases.csv"),
    ("aliases", "eocic/aliases.csv"),
    ("memberships", "demo_memberships.csv"),
    ("memberships", "elca/group_memberships.csv"),
    ("interests", "interested_clusters.csv"),
    ("programmes", "programmes.csv"),
    ("calls", "calls.csv"),
    ("partnerships", "partnerships.csv"),
    ("partnerships", "elca/partnerships.csv"),
    ("participations", "participations.csv"),
    ("participations", "elca/participations.csv"),
    ("targets", "targets.csv"),
    ("activities", "activities.csv"),
    ("country-profiles", "country_profiles.csv"),
    ("country-facts", "country_facts.csv"),
    ("country-profiles", "elca/market_profiles.csv"),
    ("country-facts", "elca/market_figures.csv"),
    ("country-examples", "cases.csv"),
    ("country-bodies", "country_bodies.csv"),
    ("challenges", "challenges.csv"),
    ("recommended-actions", "recommended_actions.csv"),
    ("good-practices", "good_practices.csv"),
    ("recommendations", "natureef/recommendations.csv"),
    ("events", "natureef/events.csv"),
    ("event-organisations", "natureef/event_organisations.csv"),
    ("events", "elca/events.csv"),
    ("joint-strategies", "elca/joint_strategies.csv"),
    ("objectives", "elca/objectives.csv"),
    ("barriers", "elca/barriers.csv"),
    ("broker-tasks", "elca/broker_tasks.csv"),
    ("sustainability-plans", "elca/sustainability_plans.csv"),
    ("sustainability-income", "elca/sustainability_income.csv"),
    ("sustainability-tasks", "elca/sustainability_tasks.csv"),
    ("export-groups", "elca/export_groups.csv"),
    ("export-group-members", "elca/export_group_members.csv"),
    ("export-group-initiatives", "elca/export_group_initiatives.csv"),
    ("collective-marks", "elca/collective_marks.csv"),
    ("mark-steps", "elca/mark_steps.csv"),
    ("roadmap", "elca/roadmap.csv"),
    ("value-chains", "elca/value_chains.csv"),
    ("chain-components", "elca/chain_components.csv"),
    ("chain-links", "elca/chain_links.csv"),
    ("chain-contributions", "elca/chain_contributions.csv"),
    ("cases", "natureef/cases.csv"),
    ("case-reports", "natureef/case_reports.csv"),
    ("case-steps", "natureef/case_steps.csv"),
    ("agreements", "natureef/agreements.csv"),
    ("cases", "elca/cases.csv"),
    ("case-reports", "elca/case_reports.csv"),
    ("agreements", "elca/agreements.csv"),
    ("cases", "eocic/cases.csv"),
    ("case-reports", "eocic/case_reports.csv"),
    ("agreements", "eocic/agreements.csv"),
    ("collaborations", "eocic/collaborations.csv"),
    ("indicators", "indicators.csv"),
    ("indicators", "elca/indicators.csv"),
    ("indicators", "natureef/indicators.csv"),
    ("periods", "elca/periods.csv"),
    ("indicator-targets", "elca/indicator_targets.csv"),
    ("claims", "claims.csv"),
    ("claims", "colombia/partner_claims.csv"),
    ("claims", "natureef/claims.csv"),
    ("claims", "elca/claims.csv"),
    ("claims", "eocic/claims.csv"),
    ("claim-questions", "claim_questions.csv"),
    ("claim-questions", "colombia/partner_claim_questions.csv"),
    ("claim-questions", "natureef/claim_questions.csv"),
    ("claim-questions", "elca/claim_questions.csv"),
    ("claim-questions", "eocic/claim_questions.csv"),
)


def is_empty() -> bool:
    return not (User.objects.exists() or Organisation.objects.exists())


def is_of_the_demo() -> bool:
    return User.objects.filter(is_demo=True).exists()


def load(say: Callable[[str], object]) -> dict[str, int]:
    """Load every file and the demo's people; a second time changes nothing. Returns how many rows each kind has."""
    actor = system("demo")
    counts: dict[str, int] = {}
    with transaction.atomic():
        for kind, name in FILES:
            rows = load_file(actor, kind, FOLDER / name)
            counts[kind] = counts.get(kind, 0) + rows
            say(f"  {kind}: {rows:,} rows")
        counts["surveys"] = load_surveys(actor, FOLDER / "eocic")
        say(
            "  surveys: the one of the programme, with its closed wave as far as it is known, and an open one to try"
        )
        elca = Partnership.objects.get(key="elca")
        team = team_of(actor, elca, TeamKind.PARTNERSHIP)
        counts["invitations"] = load_invitations(actor, FOLDER / "elca", team, load_file)
        say(f"  {counts['invitations']} invented invitations into a partnership, in all states but one")
        counts["people"] = load_people(actor, FOLDER / "people.csv")
        say(f"  people: {counts['people']} invented ones, one for each role")
        counts["meetings"] = load_day(actor, FOLDER / "matchmaking", team, load_file)
        say("  a day of single meetings with 120 invented participants, from wishes to outcomes")
        counts["applications"] = load_call(actor, FOLDER / "matchmaking", load_file, team_of)
        say(f"  its call for expression of interest, with {counts['applications']} invented applications")
        counts["delegates"] = load_delegation(actor, FOLDER / "matchmaking")
        say(f"  the delegation of {counts['delegates']} organisations that were selected")
        counts["signatures"] = load_exchange(actor, FOLDER / "matchmaking", load_file, team_of)
        say(f"  a mobility exchange that {counts['signatures']} of four have signed")
        load_weights(actor, elca)
        counts["sheets"] = load_sheets(actor, FOLDER / "elca", team, load_file)
        say(f"  {counts['sheets']} invitations to an invented competence sheet, in all states")
        counts["market-study"] = load_study(actor, FOLDER / "market_study.json")
        say(f"  an invented market study, {counts['market-study']} of its six items")
        counts["investments"] = load_investments(actor, FOLDER / "joint_investment.json")
        say(f"  {counts['investments']} invented joint investment projects, one of them stopped")
        counts["partner-searches"] = load_searches(FOLDER / "partner_searches.json")
        say(f"  {counts['partner-searches']} invented partner searches, in all states")
    return counts


def load_file(actor: Actor, kind: str, file: Path) -> int:
    try:
        return load_table(actor=actor, kind=kind, path=file, doubles="create").rows
    except HasErrors as errors:
        raise CannotStart(
            f"{file.name} cannot be loaded: {errors}. Nothing was loaded; restore the file and start again."
        ) from errors
    except OSError as error:
        raise CannotStart(
            f"{file} cannot be read ({error.strerror}): restore the folder demo/ and start again."
        ) from error


def load_surveys(actor: Actor, folder: Path) -> int:
    """The survey over the programme: its questionnaire, the wave that a report tells of, an open one that anybody may answer, and the
    next version to build on.

    Returns how many responses and people asked there are.
    """
    told = json.loads((folder / "survey_wave.json").read_text(encoding="utf-8"))
    if not Survey.objects.filter(key=told["survey"]).exists():
        definition = json.loads((folder / "survey.json").read_text(encoding="utf-8"))
        programme = Programme.objects.get(key="cosme")
        survey = surveys.add_defined_survey(
            actor=actor,
            fields=surveys.SurveyFields(
                {**definition["title"], **told["titles"]},
                programme.team,
                programme,
                Visibility.PUBLIC,
                told["survey"],
            ),
            definition=definition,
        )
        version = survey.versions.get()
        surveys.record_wave(
            actor=actor,
            version=version,
            key=told["key"],
            label=told["label"],
            opened=date.fromisoformat(told["opened"]),
            closed=date.fromisoformat(told["closed"]),
            known=[surveys.Known(**one) for one in told["respondents"]],
            reminders=told["reminders"],
            note=told["note"],
        )
        wave = surveys.add_wave(
            actor=actor,
            survey=survey,
            survey_version=version,
            fields={"label": "Try it", "key": "try-it", "open_link": True},
        )
        surveys.open_wave(actor=actor, wave=wave)
        surveys.new_version(actor=actor, version=version)
    return len(told["respondents"])


def load_people(actor: Actor, file: Path) -> int:
    """The demo's people, in the teams of the records they work for."""
    with file.open(encoding="utf-8", newline="") as handle:
        people = list(csv.DictReader(handle))
    for person in people:
        ensure_demo_person(
            actor=actor,
            email=person["email"],
            name=person["display_name"],
            demo_role=person["role"],
            platform_roles=[person["platform_role"]] if person["platform_role"] else [],
            teams=list(teams_of(actor, person)),
        )
    return len(people)


def teams_of(actor: Actor, person: dict[str, str]) -> list[tuple[Team, str]]:
    found = []
    if person["organisation"]:
        organisation = Organisation.objects.get(key=person["organisation"])
        found.append((team_of(actor, organisation, TeamKind.ORGANISATION), person["organisation_role"]))
    if person["partnership"]:
        partnership = Partnership.objects.get(key=person["partnership"])
        found.append((team_of(actor, partnership, TeamKind.PARTNERSHIP), person["partnership_role"]))
    return found


def team_of(actor: Actor, record: Organisation | Partnership, kind: str) -> Team:
    """The record's team, founded when it has none."""
    if record.team is None:
        record.team = found_team(actor=actor, kind=kind, name=str(record))
        record.save(update_fields=["team"])
    return record.team
