"""Hold published claims against the records: JSON on stdout; exit 0 nothing differs, 1 something does, 2 it cannot be done."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.scoreboard import queries


class Command(BaseCommand):
    help = "hold published claims against the records: ./kontor findings --subject reina-plus --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--subject", default="", help="key of a partnership, source or claim, or code of a country"
        )
        parser.add_argument("--as-of", default="", help="a day, such as 2018-12-31; today without it")
        parser.add_argument(
            "--actor", default="", help="e-mail address of who asks, or 'public'; the system without it"
        )
        parser.add_argument("--json", action="store_true", help="JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        day, actor = day_of(options["as_of"]), actor_of(options["actor"])
        try:
            found = queries.findings_about(actor, day, options["subject"])
        except DatabaseError as error:
            told = f"The database cannot be read ({error}). Run ./kontor prepare, then try again."
            raise CommandError(told, returncode=2) from error
        if options["subject"] and not found:
            told = (
                f"No claim speaks of '{options['subject']}'. Give the key of a partnership, source or claim, "
                "or a country code such as CO."
            )
            raise CommandError(told, returncode=2)
        self.stdout.write(as_json(found) if options["json"] else as_table(found))
        if any(one.differs for one in found):
            raise SystemExit(1)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        told = f"'{text}' is not a day: write --as-of 2018-12-31."
        raise CommandError(told, returncode=2) from error


def actor_of(email: str) -> Actor:
    try:
        return actor_by_email(email) if email else system("findings")
    except User.DoesNotExist as error:
        told = f"Nobody has the address '{email}'. Give the address of a person, or 'public'."
        raise CommandError(told, returncode=2) from error


def as_json(found: list[queries.Finding]) -> str:
    return json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=2)


def as_table(found: list[queries.Finding]) -> str:
    lines = [f"{one.word:<18}{one.published:>12}  {recorded(one):>12}  {one.key}" for one in found]
    tally = ", ".join(f"{count} {word}" for word, count in queries.tally(found).items())
    return "\n".join([f"{'verdict':<18}{'stated':>12}  {'records':>12}  claim", *lines, tally])


def recorded(one: queries.Finding) -> str:
    value = one.verdict.recomputed
    return "-" if value is None else str(value)[:12]
