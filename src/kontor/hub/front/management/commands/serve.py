"""Serve with the settings of the environment: web processes and, unless told otherwise, one worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.front.server import refuse_taken_port, serve
from kontor.hub.front.setup import CannotStart, prepare


class Command(BaseCommand):
    help = "serve with the settings of the environment"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2, help="web processes")
        parser.add_argument(
            "--workers", type=int, default=1, help="job workers; 0 where they run on other machines"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_taken_port(options["host"], options["port"])
            prepare(self.stderr.write)
        except CannotStart as error:
            raise CommandError(str(error), returncode=2) from error
        address = f"http://{options['host']}:{options['port']}/"
        serve(
            options["host"],
            options["port"],
            processes=options["processes"],
            workers=options["workers"],
            ready=lambda: self.stderr.write(f"Kontor serves on {address}"),
        )
