"""Invite the first administrator, or anybody else, from the command line: prints the link, which works for 14 days."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext

from kontor.hub.accounts import actions
from kontor.hub.accounts.choices import PlatformRoleChoice, TeamRoleChoice
from kontor.hub.accounts.models import Team
from kontor.hub.accounts.notices import address_of_invitation
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.refusal import Refusal


class Command(BaseCommand):
    help = "invite a person to a team or make her an administrator; prints the link"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--role", choices=PlatformRoleChoice.values, default="", help="role for the whole platform"
        )
        parser.add_argument("--team", type=int, metavar="ID", help="number of a team")
        parser.add_argument("--team-role", choices=TeamRoleChoice.values, default=TeamRoleChoice.MANAGER)
        parser.add_argument("--mail", action="store_true", help="send the link by mail too")

    def handle(self, *args: Any, **options: Any) -> None:
        email, team = options["email"], self.team_of(options["team"])
        if team is None and not options["role"]:
            raise CommandError("Say to what: --role administrator, or --team ID.", returncode=2)
        try:
            validate_email(email)
            _invitation, secret = actions.invite(
                actor=system("invite"),
                email=email,
                team=team,
                role=options["team_role"] if team else "",
                platform_role=options["role"],
                by_mail=options["mail"],
            )
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.", returncode=2) from error
        except Refusal as refusal:
            raise CommandError(gettext(refusal.template) % refusal.data, returncode=2) from refusal
        self.stdout.write(address_of_invitation(secret))

    def team_of(self, number: int | None) -> Team | None:
        if number is None:
            return None
        team = Team.objects.filter(pk=number).first()
        if team is None:
            raise CommandError(f"There is no team {number}.", returncode=2)
        return team
