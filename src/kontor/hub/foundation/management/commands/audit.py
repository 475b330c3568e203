"""Verify the chain of the audit trail, or name its head. JSON on stdout; 0 it holds, 1 it is broken, 2 cannot be told."""

import json
import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from kontor.hub.foundation import audit

DIGEST = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    help = "verify the chain of the audit trail: ./kontor audit verify [--expect HEAD]; or name its head: ./kontor audit head"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "head"])
        parser.add_argument(
            "--expect", default="", help="the head that was kept elsewhere: finds a tail cut off"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = options["expect"].lower()
        if expected and not DIGEST.fullmatch(expected):
            raise CommandError(
                "--expect takes the 64 digits that ./kontor audit head printed: copy all of them.",
                returncode=2,
            )
        try:
            broken = self.verify(expected) if options["what"] == "verify" else self.head()
        except DatabaseError as error:
            raise CommandError(
                f"The audit trail cannot be read ({error}): check the database, or run ./kontor prepare.",
                returncode=2,
            ) from error
        if broken:
            sys.exit(1)

    def verify(self, expected: str) -> bool:
        found = audit.verify(expected)
        self.say(
            {
                "holds": not found.fault,
                "events": found.events,
                "head": found.head,
                "fault": found.fault,
                "at_number": found.at_number,
            }
        )
        return bool(found.fault)

    def head(self) -> bool:
        event = audit.AuditEvent.objects.order_by("-number").first()
        self.say({"number": event.number if event else 0, "head": event.digest if event else audit.GENESIS})
        return False

    def say(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer))
