"""Write a report as a file."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kontor.documents import FORMATS, write
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.reports.kit import CATALOGUE
from kontor.hub.reports.queries import draw, own_file


def own_formats() -> list[str]:
    """Formats that only some kinds of reports have."""
    return sorted({name for kind in CATALOGUE.kinds.values() for name in kind.own_files})


class Command(BaseCommand):
    help = "write a report as HTML, PDF, DOCX, XLSX or JSON"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=list(CATALOGUE.kinds), help="which report")
        parser.add_argument(
            "subject",
            nargs="?",
            default="",
            help="what it is about, for kinds of a subject: the key of a partnership or an event",
        )
        parser.add_argument("--format", choices=[*FORMATS, *own_formats()], default="json")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="the day it speaks of (2018-12-31); default today"
        )
        parser.add_argument(
            "--actor", default="public", help="whose view: an e-mail address, or public (the default)"
        )
        parser.add_argument("--language", choices=[code for code, _ in settings.LANGUAGES], default="en")
        parser.add_argument("-o", "--output", help="the file to write; default standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = self.content(**options)
        except User.DoesNotExist as error:
            raise CommandError(
                f"Nobody signs in with {options['actor']}: name another address, or public.", returncode=2
            ) from error
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if options["output"]:
            self.put(Path(options["output"]), content)
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()

    def content(
        self,
        *,
        kind: str,
        subject: str,
        format: str,
        as_of: date | None,
        actor: str,
        language: str,
        **_: Any,
    ) -> bytes:
        today = timezone.localdate()
        asked: dict[str, Any] = {
            "as_of": as_of or today,
            "today": today,
            "language": language,
            "subject": subject,
        }
        if format not in FORMATS:
            return own_file(actor_by_email(actor), kind, format, **asked)[1]
        return write(draw(actor_by_email(actor), kind, **asked), format, site=settings.SITE_ADDRESS)

    def put(self, file: Path, content: bytes) -> None:
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file} could not be written ({error.strerror}).", returncode=2) from error
        self.stderr.write(f"{file}: {len(content):,} bytes")
