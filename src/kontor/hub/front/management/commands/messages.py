"""Collect the interface texts into the catalogues and compile them. Collecting needs GNU gettext; compiling does not."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.commands import makemessages

from kontor.hub.front.setup import compile_messages
from kontor.hub.settings.environment import REPOSITORY


class Collect(makemessages.Command):
    """Django's own collecting, which also finds the sentences that rules and the engine mark with N_."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=N_"]

    def find_files(self, root: str) -> list[Any]:
        hub = super().find_files(root)
        # The engine lies beside the hub: the usual patterns leave out what begins with a dot.
        self.ignore_patterns = ["*.pyc"]
        return [*hub, *super().find_files("../engine")]


class Command(BaseCommand):
    help = "collect, update and compile the interface texts"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile what is translated")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["compile"]:
            self.collect()
        compile_messages()
        for code, _ in settings.LANGUAGES[1:]:
            self.stdout.write(f"{code}: {self.untranslated(code)} texts without translation")

    def collect(self) -> None:
        if not shutil.which("xgettext"):
            raise CommandError(
                "Collecting needs GNU gettext: install it (on Debian: apt install gettext).", returncode=2
            )
        for code, _ in settings.LANGUAGES[1:]:
            (Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        place = Path.cwd()
        os.chdir(REPOSITORY / "src" / "kontor" / "hub")
        try:
            languages = [code for code, _ in settings.LANGUAGES[1:]]
            call_command(
                Collect(), locale=languages, no_location=False, add_location="file", no_wrap=True, verbosity=0
            )
        finally:
            os.chdir(place)

    def untranslated(self, code: str) -> int:
        from babel.messages.pofile import read_po

        with (Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po").open("rb") as file:
            catalogue = read_po(file, locale=code)
        return sum(1 for message in catalogue if message.id and (message.fuzzy or not filled(message.string)))


def filled(translation: Any) -> bool:
    return all(translation) if isinstance(translation, tuple | list) else bool(translation)
