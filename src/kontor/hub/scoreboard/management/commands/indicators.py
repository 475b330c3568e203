"""Show what the indicators of a partnership say: JSON or a table on stdout; exit 0 done, 2 it cannot be done."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor, add_day, day_of
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.choices import Credit


class Command(BaseCommand):
    help = "show what the indicators of a partnership say: ./kontor indicators elca --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("partnership", help="key of a partnership, such as elca")
        add_day(parser)
        parser.add_argument(
            "--credit",
            default="",
            choices=["", *Credit.values],
            help="joint credit; each indicator's own without it",
        )
        add_actor(parser, "the system")
        parser.add_argument("--json", action="store_true", help="JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        day, actor, key = (
            day_of(options["as_of"]),
            actor_of(options["actor"], system("indicators")),
            options["partnership"],
        )
        partnership = visible(Partnership, actor).filter(key=key).first()
        if partnership is None:
            told = f"There is no partnership '{key}' that can be seen. Look up its key with ./kontor export partnerships."
            raise CommandError(told, returncode=2)
        found = list(queries.figures_of(queries.board(actor, partnership, day, options["credit"])))
        if not found:
            told = (
                f"{partnership} has no indicator. Add one, take one from the library, or import indicators."
            )
            raise CommandError(told, returncode=2)
        self.stdout.write(as_json(found) if options["json"] else as_table(found))


def as_json(found: list[queries.Figure]) -> str:
    return json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=2)


def as_table(found: list[queries.Figure]) -> str:
    head = f"{'figure':<24}{'target':>8}{'value':>8}  {'light':<6} title"
    lines = [f"{one.code:<24}{told(one.target):>8}{told(one.value):>8}  {one.light:<6} {one.title if not one.partner else ''}".rstrip()
             for one in found]  # fmt: skip
    return "\n".join([head, *lines])


def told(value: Any) -> str:
    return "-" if value is None else str(value)
