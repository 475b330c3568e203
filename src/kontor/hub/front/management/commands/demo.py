"""The main job: from a fresh clone to the running product with the real data of 59 partnerships."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kontor.hub.front.demo import is_empty, is_of_the_demo, load
from kontor.hub.front.server import refuse_taken_port, serve
from kontor.hub.front.setup import CannotStart, prepare

OF_PRODUCTION = ("DATABASE_URL", "KONTOR_HOSTS", "KONTOR_ORIGINS", "KONTOR_MAIL_HOST")


class Command(BaseCommand):
    help = "load the demo data when the database is empty, then serve on this machine"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--data", help="the folder for the database and everything else (default: var)")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            refuse_production()
            refuse_taken_port("127.0.0.1", options["port"])
            prepare(self.say)
            self.load_once()
        except CannotStart as error:
            raise CommandError(str(error), returncode=2) from error
        serve(
            "127.0.0.1",
            options["port"],
            processes=1,
            workers=1,
            ready=lambda: self.greet(options["port"], time.monotonic() - started),
        )

    def load_once(self) -> None:
        if is_empty():
            self.say("demo data: loading ...")
            load(self.say)
        elif not is_of_the_demo():
            raise CannotStart(
                f"The database in {settings.DATA} holds records that are not the demo's, and the demo lets everybody in "
                "without a password. Name an empty folder with --data, or serve this one with ./kontor serve."
            )

    def greet(self, port: int, seconds: float) -> None:
        self.say(f"ready after {seconds:.1f} s")
        self.say(f"\n  Kontor is open on http://127.0.0.1:{port}/   (Ctrl-C stops it)\n")

    def say(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()


def refuse_production() -> None:
    """The demo lets everybody in: it must never run where real people sign in."""
    named = [name for name in OF_PRODUCTION if os.environ.get(name)]
    if settings.MODE != "demo" or named:
        what = ", ".join(named) if named else f"KONTOR_MODE={settings.MODE}"
        raise CannotStart(
            f"The demo does not start with production settings ({what}): it lets everybody in without a password. "
            "Unset them, or use ./kontor serve."
        )
