"""List organisations that may be doubles."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.directory.queries.duplicates import THRESHOLD, Candidate, in_words, search_all, undecided
from kontor.hub.foundation.actor import system

AT_ONCE = 500


class Command(BaseCommand):
    help = "list organisations that may be doubles, with reasons; pairs found to be different are left out"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
        parser.add_argument(
            "--threshold",
            type=float,
            default=THRESHOLD,
            help=f"from which score on, {THRESHOLD} (default) to 1",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor = system("duplicates")
        if not THRESHOLD <= options["threshold"] <= 1:
            raise CommandError(
                f"The search knows scores from {THRESHOLD} to 1: choose a threshold between them.",
                returncode=2,
            )
        pairs = undecided(actor, search_all(options["threshold"]))
        parts = [pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE)]
        found = [candidate for part in parts for candidate in in_words(actor, part)]
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1))
            return
        for one in found:
            self.stdout.write(
                f"{one.score:.2f}  {one.kept.name} ({one.kept.key})  ~  {one.other.name} ({one.other.key})"
            )
            for reason in one.reasons:
                self.stdout.write(f"      {'+' if reason.speaks_for else '-'} {reason.sentence}")


def as_json(one: Candidate) -> dict[str, Any]:
    return {
        "first": {"id": one.kept.key, "name": one.kept.name},
        "second": {"id": one.other.key, "name": one.other.name},
        "score": one.score,
        "reasons": [
            {
                "code": why.code,
                "values": list(why.values),
                "speaks_for": why.speaks_for,
                "sentence": why.sentence,
            }
            for why in one.reasons
        ],
    }
