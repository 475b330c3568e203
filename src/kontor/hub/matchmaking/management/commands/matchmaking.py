"""Plan a session of single meetings: what came of it on stdout, as JSON or in words; exit 1 without a schedule, 2 for a wrong question."""

import json
import sys
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.management.asking import actor_of, add_actor
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.refusal import NotThere, Refusal
from kontor.hub.matchmaking import actions
from kontor.hub.matchmaking.models import Schedule
from kontor.hub.matchmaking.queries.problem import meetings_of
from kontor.hub.matchmaking.queries.records import session_by_key
from kontor.hub.matchmaking.queries.schedules import gap_of
from kontor.hub.matchmaking.rules.times import on_the_wall


class Command(BaseCommand):
    help = "plan a session of single meetings: ./kontor matchmaking solve lima-2027 --limit 60 --json"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        solve = verbs.add_parser("solve", help="make a draft of the schedule")
        solve.add_argument("session", help="key of the session")
        solve.add_argument(
            "--limit", type=float, default=60.0, metavar="S", help="search no longer than S seconds (60)"
        )
        solve.add_argument("--json", action="store_true", help="JSON instead of words")
        add_actor(solve, "the system")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 < options["limit"] <= 86_400:
            raise CommandError("Give --limit a number of seconds above 0.", returncode=2)
        actor = actor_of(options["actor"], system("matchmaking.solve"))
        try:
            session = session_by_key(actor, options["session"])
            told = Told(hidden=options["json"])
            draft = actions.plan(actor=actor, session=session, limit=options["limit"], progress=told.show)
        except NotThere as error:
            raise CommandError(
                f"There is no session '{options['session']}'. Give its key.", returncode=2
            ) from error
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.stdout.write(
            json.dumps(data_of(draft), ensure_ascii=False, indent=2) if options["json"] else words_of(draft)
        )


@dataclass
class Told:
    """The search as it goes, on stderr where somebody looks at it."""

    hidden: bool = False

    def show(self, seconds: float, objective: int | None, bound: int | None) -> None:
        if not self.hidden and sys.stderr.isatty():
            print(f"\r{seconds:6.1f} s  cost {objective}  bound {bound}", end="", file=sys.stderr)


def data_of(draft: Schedule) -> dict[str, Any]:
    """The draft for programs: figures, and its meetings with when, where and who."""
    zone = draft.session.zone
    meetings = meetings_of(draft)
    keys = dict(draft.session.participants.values_list("pk", "key"))
    return {
        "session": draft.session.key,
        "schedule": draft.number,
        "held": draft.held,
        "wished": draft.wished,
        "breaks": draft.breaks,
        "proven": draft.proven,
        "objective": draft.objective,
        "bound": draft.bound,
        "gap": gap_of(draft),
        "seconds": draft.seconds,
        "meetings": [
            {
                "start": on_the_wall(one.slot.start, zone),
                "place": one.place.name,
                "table": one.table,
                "participants": [keys[one.wish.asker_id], keys[one.wish.asked_id]],
            }
            for one in meetings
        ],
    }


def words_of(draft: Schedule) -> str:
    gap = gap_of(draft)
    worth = (
        "proven best"
        if draft.proven
        else f"at most {gap:.1%} from the best"
        if gap is not None
        else "no bound"
    )
    return f"Schedule {draft.number}: {draft.held} of {draft.wished} meetings, {draft.breaks} breaks, {worth}, {draft.seconds} s."
