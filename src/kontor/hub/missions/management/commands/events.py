"""Events as rows of their lists: JSON on stdout, or a table; exit 2 when what is asked cannot be answered."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from kontor.hub.accounts.management.asking import actor_of, add_actor
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.partial_dates import parse
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.missions import queries
from kontor.hub.missions.choices import EventClass, MissionDirection
from kontor.hub.partnerships.queries import by_key


class Command(BaseCommand):
    help = "events with who is credited and what is a second entry: ./kontor events --partnership elca --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", default="", help="key of a partnership; all without it")
        parser.add_argument("--country", default="", help="code of a country, such as PE")
        parser.add_argument(
            "--class", dest="event_class", default="", choices=EventClass.values, help="class, such as c2c"
        )
        parser.add_argument(
            "--mission", default="", choices=MissionDirection.values, help="direction of a mission"
        )
        parser.add_argument(
            "--sector", default="", help="field of work: code of a term that the partnership carries"
        )
        parser.add_argument(
            "--from", dest="since", default="", help="begun in this year, month or day, or later"
        )
        parser.add_argument(
            "--to", dest="until", default="", help="begun in this year, month or day, or before"
        )
        add_actor(parser, "a visitor")
        parser.add_argument("--json", action="store_true", help="JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = day_of(options["since"], 0), day_of(options["until"], 1)
        actor = actor_of(options["actor"], VISITOR)
        try:
            partnership = by_key(actor, options["partnership"]) if options["partnership"] else None
            rows = queries.event_rows(actor, partnership, wanted=wanted(options))
        except NotThere as error:
            told = f"There is no partnership '{options['partnership']}' that may be seen. Give its key, such as elca."
            raise CommandError(told, returncode=2) from error
        found = [
            one for one in rows if options["country"] in ("", one.country) and within(one.start, first, last)
        ]
        self.stdout.write(as_json(found) if options["json"] else as_table(found))


def wanted(options: dict[str, Any]) -> Q:
    """What is asked of the entries themselves; country and time are asked of the rows."""
    given = {name: options[name] for name in ("event_class", "mission") if options[name]}
    return Q(**given) & (queries.in_sector(options["sector"]) if options["sector"] else Q())


def day_of(text: str, end: int) -> str:
    """The first or last day of the period that `text` names, as text; '' without one."""
    try:
        return parse(text)[end].isoformat() if text else ""
    except ValueError as error:
        raise CommandError(f"{error} Give --from and --to like that.", returncode=2) from error


def within(start: str, first: str, last: str) -> bool:
    """Whether a begin can lie between two days; what has no date is left out where days are asked for."""
    if not (first or last):
        return True
    if not start:
        return False
    begins, ends = (day.isoformat() for day in parse(start))
    return (not first or ends >= first) and (not last or begins <= last)


def as_json(rows: list[queries.EventRow]) -> str:
    return json.dumps([asdict(one) for one in rows], ensure_ascii=False, indent=2)


def as_table(rows: list[queries.EventRow]) -> str:
    lines = [
        f"{one.start or '-':<11}{one.country or '-':<4}{one.event_class:<17}{one.number:>4}"
        f"{'-' if one.meetings is None else one.meetings:>6}  {one.name}{' (second entry)' if one.same_as else ''}"
        for one in rows
    ]
    counted = sum(one.number for one in rows if not one.same_as)
    return "\n".join(
        [f"{'from':<11}{'':<4}{'class':<17}{'no.':>4}{'meet':>6}  event", *lines, f"{counted} events"]
    )
