"""Load data files that come with the program."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.front.demo import load
from kontor.hub.front.setup import CannotStart, prepare


class Command(BaseCommand):
    help = "load data files that come with the program: ./kontor load demo"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["demo"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare(self.stderr.write)
            counts = load(self.stderr.write)
        except CannotStart as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(counts, indent=2))
