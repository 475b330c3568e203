"""What partnerships plan, and where plans meet: JSON on stdout or lines; exit 2 when what is asked cannot be answered."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor, add_day, day_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.missions import queries
from kontor.hub.missions.queries.halves import read
from kontor.hub.missions.queries.told import overlaps_told, register_told


class Command(BaseCommand):
    help = "plans of all partnerships, and who could travel together: ./kontor missions overlaps --country CN --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["overlaps", "register"])
        parser.add_argument("--country", default="", help="code of a country, such as CN")
        parser.add_argument("--period", default="", help="a year or half-year, such as 2019 or 2019-H1")
        parser.add_argument("--sector", default="", help="a field of work, such as food")
        parser.add_argument("--partnership", default="", help="key of a partnership")
        add_day(parser)
        add_actor(parser, "a visitor")
        parser.add_argument("--json", action="store_true", help="JSON instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["period"] and read(options["period"]) is None:
            told = (
                f"'{options['period']}' is no half-year: write --period 2019-H1, or 2019 for both of a year."
            )
            raise CommandError(told, returncode=2)
        actor, day = actor_of(options["actor"], VISITOR), day_of(options["as_of"])
        of = queries.asked(options["country"], options["period"], options["sector"], options["partnership"])
        if options["what"] == "register":
            rows = [register_told(one) for one in queries.register(actor, day, of)]
            self.stdout.write(as_json(rows) if options["json"] else "\n".join(map(line, rows)))
            return
        found = queries.overlaps_of(actor, day, of)
        self.stdout.write(as_json(overlaps_told(found)) if options["json"] else as_lines(found))


def as_json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def line(row: dict[str, Any]) -> str:
    return f"{row['country'] or '-':<4}{row['period'] or '-':<18}{row['partnership']:<28}{row['kind']}  {row['what']}"


def as_lines(found: queries.Found) -> str:
    lines = []
    for one in found.suggested:
        who = ", ".join(acronym for _key, acronym in one.partnerships)
        lines.append(f"{one.country}  {one.period}  {who}")
        lines += [f"      {why}" for why in one.reasons]
    lines.append(
        f"{len(found.overlaps)} overlaps, {len(found.suggested)} joint missions suggested: "
        f"{found.journeys} journeys and {found.places} places saved"
    )
    return "\n".join(lines)
