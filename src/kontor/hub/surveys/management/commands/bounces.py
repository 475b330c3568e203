"""Read what mail servers sent back: ./kontor bounces PATH (a message, a mailbox, or the folder of one)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.foundation.actor import system
from kontor.hub.surveys.actions import stopping
from kontor.hub.surveys.rules.bounces import messages_in


class Command(BaseCommand):
    help = "read reports of failed letters from a message (.eml), a mailbox (mbox) or a mail folder (Maildir)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        actor = system("surveys.bounces")
        if (path / "new").is_dir():
            told = stopping.read_folder(actor=actor, folder=path)
        elif path.is_file():
            told = stopping.read_messages(actor=actor, messages=messages_in(path.read_bytes()))
        else:
            raise CommandError(
                f"{path} is neither a file nor a mail folder: name a message, a mailbox or a Maildir.",
                returncode=2,
            )
        self.stdout.write(json.dumps(asdict(told), indent=2))
