"""Run background jobs until stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from kontor.hub.front.server import stop_with_parent


class Command(BaseCommand):
    help = "run background jobs until stopped"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, default=0, help="stop when this process is gone")
        parser.add_argument("--processes", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["parent"]:
            stop_with_parent(options["parent"])
        call_command("ox_worker", processes=options["processes"], verbosity=0)
