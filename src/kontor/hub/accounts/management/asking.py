"""What commands have in common that answer questions: as whom they ask, and as of which day."""

from datetime import date

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.actor import Actor


def add_actor(parser: CommandParser, otherwise: str) -> None:
    """`otherwise` says who asks without it."""
    parser.add_argument(
        "--actor", default="", help=f"e-mail address of who asks, or 'public'; {otherwise} without it"
    )


def add_day(parser: CommandParser) -> None:
    parser.add_argument("--as-of", default="", help="a day, such as 2022-12-31; today without it")


def actor_of(email: str, otherwise: Actor) -> Actor:
    """Stops the command where nobody has the address."""
    try:
        return actor_by_email(email) if email else otherwise
    except User.DoesNotExist as error:
        told = f"Nobody has the address '{email}'. Give the address of a person, or 'public'."
        raise CommandError(told, returncode=2) from error


def day_of(text: str) -> date:
    """Stops the command where the text is no day."""
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        told = f"'{text}' is not a day: write --as-of 2018-12-31."
        raise CommandError(told, returncode=2) from error
