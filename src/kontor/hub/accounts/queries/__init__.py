"""Named questions of this area."""

from kontor.hub.accounts.queries.actors import (
    actor_by_email,
    actor_by_token,
    actor_of,
    actor_signed_in,
    calendar_of,
    person_signed_in,
    roles_of,
    team_members,
    teams_with_editors,
)
from kontor.hub.accounts.queries.demo import DemoPerson, demo_people
from kontor.hub.accounts.queries.explanation import Explanation, explain_decision, records_one_can_ask_about
from kontor.hub.accounts.queries.people import (
    OwnPage,
    OwnTeam,
    SessionRow,
    TokenRow,
    addresses_of,
    export_of,
    own_page,
    own_sessions,
    own_teams,
    own_tokens,
)
from kontor.hub.accounts.queries.protection import (
    DataModel,
    PersonFound,
    find_person,
    models_with_personal_data,
    people_with_roles,
)
from kontor.hub.accounts.queries.teams import (
    InvitationRow,
    MemberRow,
    TeamPage,
    invitation_by_secret,
    team_page,
)

__all__ = [
    "DataModel",
    "DemoPerson",
    "Explanation",
    "InvitationRow",
    "MemberRow",
    "OwnPage",
    "OwnTeam",
    "PersonFound",
    "SessionRow",
    "TeamPage",
    "TokenRow",
    "actor_by_email",
    "actor_by_token",
    "actor_of",
    "actor_signed_in",
    "addresses_of",
    "calendar_of",
    "demo_people",
    "explain_decision",
    "export_of",
    "find_person",
    "invitation_by_secret",
    "models_with_personal_data",
    "own_page",
    "own_sessions",
    "own_teams",
    "own_tokens",
    "people_with_roles",
    "person_signed_in",
    "records_one_can_ask_about",
    "roles_of",
    "team_members",
    "team_page",
    "teams_with_editors",
]
