"""Hold published claims against the records: JSON on stdout; exit 0 nothing differs, 1 something does, 2 it cannot be done."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor, add_day, day_of
from kontor.hub.foundation.actor import system
from kontor.hub.scoreboard import queries


class Command(BaseCommand):
    help = "hold published claims against the records: ./kontor findings --subject reina-plus --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--subject", default="", help="key of a partnership, source or claim, or code of a country"
        )
        add_day(parser)
        add_actor(parser, "the system")
        parser.add_argument("--json", action="store_true", help="JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        day, actor = day_of(options["as_of"]), actor_of(options["actor"], system("findings"))
        found = queries.findings_about(actor, day, options["subject"])
        unfit = queries.inconsistencies_about(actor, day, options["subject"])
        if options["subject"] and not found and not unfit:
            told = (
                f"No claim speaks of '{options['subject']}'. Give the key of a partnership, source or claim, "
                "or a country code such as CO."
            )
            raise CommandError(told, returncode=2)
        self.stdout.write(as_json(found, unfit) if options["json"] else as_table(found, unfit))
        if unfit or any(one.differs for one in found):
            raise SystemExit(1)


def as_json(found: list[queries.Finding], unfit: list[queries.Inconsistency]) -> str:
    """Claims first, then what the rows say against each other; these have a `kind`."""
    return json.dumps([one.to_json() for one in (*found, *unfit)], ensure_ascii=False, indent=2)


def as_table(found: list[queries.Finding], unfit: list[queries.Inconsistency]) -> str:
    lines = [f"{one.word:<18}{one.published:>12}  {recorded(one):>12}  {one.key}" for one in found]
    tally = ", ".join(f"{count} {word}" for word, count in queries.tally(found).items())
    rows = [f"{one.word:<18}{one.hardness:>12}  {one.sentence}" for one in unfit]
    records = [f"{'verdict':<18}{'how hard':>12}  records that do not fit", *rows] if rows else []
    return "\n".join([f"{'verdict':<18}{'stated':>12}  {'records':>12}  claim", *lines, tally, *records])


def recorded(one: queries.Finding) -> str:
    value = one.verdict.recomputed
    return "-" if value is None else str(value)[:12]
