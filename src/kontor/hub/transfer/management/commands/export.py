"""Write a table as CSV, XLSX or JSON."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_by_email
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.pages import sentence
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.transfer.kit.writers import MEDIA_TYPES, json_lines, json_list, separated, write_workbook
from kontor.hub.transfer.queries import exporter_for

CANNOT = 2
TEXTS = {"csv": separated, "json": json_list, "jsonl": json_lines}


class Command(BaseCommand):
    help = "export a table as CSV, XLSX or JSON, as the named person sees it (exit 0 fine, 2 cannot)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help="which table, such as organisations")
        parser.add_argument(
            "-o", "--output", metavar="FILE", type=Path, help="write here instead of standard output"
        )
        parser.add_argument(
            "--format", choices=list(MEDIA_TYPES), help="default: by the name of FILE, else csv"
        )
        parser.add_argument(
            "--actor",
            metavar="EMAIL|public",
            default="",
            help="whose eyes; default: the system's, which sees all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path | None = options["output"]
        ending = output.suffix.lstrip(".").lower() if output else ""
        form = options["format"] or (ending if ending in MEDIA_TYPES else "csv")
        try:
            self.write(options["kind"], options["actor"], form, output)
        except User.DoesNotExist as error:
            why = f"There is no person with the address {options['actor']!r}."
            raise CommandError(why, returncode=CANNOT) from error
        except Refusal as refusal:
            raise CommandError(sentence(refusal), returncode=CANNOT) from refusal
        except OSError as error:
            why = f"{output or 'standard output'} cannot be written ({error.strerror}): choose another place."
            raise CommandError(why, returncode=CANNOT) from error

    def write(self, kind: str, email: str, form: str, output: Path | None) -> None:
        actor = actor_by_email(email) if email else system("command line")
        exporter = exporter_for(actor, kind)()
        rows = exporter.rows(actor)
        if form == "xlsx":
            with tempfile.TemporaryDirectory() as folder:
                path = output or Path(folder) / "export.xlsx"
                write_workbook(path, kind, exporter.columns, rows)
                if output is None:
                    sys.stdout.buffer.write(path.read_bytes())
            return
        pieces = TEXTS[form](exporter.columns, rows)
        if output is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
