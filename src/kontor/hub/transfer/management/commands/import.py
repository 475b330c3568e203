"""Import a file: say what it would do, and with --apply do it."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.actor import Actor, system
from kontor.hub.foundation.pages import sentence
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.transfer import actions
from kontor.hub.transfer.choices import Doubles
from kontor.hub.transfer.kit.planning import Plan
from kontor.hub.transfer.kit.problems import placed
from kontor.hub.transfer.models import Import

CANNOT = 2


class Command(BaseCommand):
    help = "import a CSV or XLSX file: the plan as JSON, done with --apply (exit 0 fine, 1 errors in the file, 2 cannot)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help="what the rows are, such as organisations")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--apply", action="store_true", help="write the records, if the file has no errors"
        )
        parser.add_argument(
            "--doubles", choices=Doubles.values, default=Doubles.SKIP, help="what to do with possible doubles"
        )
        parser.add_argument("--actor", metavar="EMAIL", default="", help="act with the rights of this person")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan, record = actions.import_file(
                actor=actor_named(options["actor"]),
                kind=options["kind"],
                path=options["file"],
                apply=options["apply"],
                doubles=options["doubles"],
            )
        except Refusal as refusal:
            raise CommandError(sentence(refusal), returncode=CANNOT) from refusal
        except OSError as error:
            why = f"{options['file']} cannot be read ({error.strerror}): check the name and the rights."
            raise CommandError(why, returncode=CANNOT) from error
        self.stdout.write(json.dumps(told(plan, record), ensure_ascii=False, indent=2))
        if plan.problems:
            for problem in list(plan.problems)[:20]:
                self.stderr.write(placed(problem))
            sys.exit(1)


def actor_named(email: str) -> Actor:
    """The person, or the system when nobody is named: who runs commands owns the machine."""
    try:
        return actor_by_email(email) if email else system("command line")
    except User.DoesNotExist as error:
        raise CommandError(f"There is no person with the address {email!r}.", returncode=CANNOT) from error


def told(plan: Plan, record: Import | None) -> dict[str, Any]:
    """The plan for scripts."""
    return {
        "kind": plan.kind,
        "rows": plan.rows,
        "plan": plan.counts,
        "applied": record is not None,
        "import": record.pk if record else None,
        "notes": [str(note) for note in plan.notes],
        "error_count": plan.problems.total,
        "errors": [
            {
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
                "sheet": problem.sheet,
                "sentence": str(problem),
            }
            for problem in plan.problems
        ],
    }
