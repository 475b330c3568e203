"""Migrate, compile texts and build assets, without serving: the deployment step."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kontor.hub.front.setup import CannotStart, prepare


class Command(BaseCommand):
    help = "migrate, compile texts and build assets"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare(self.stderr.write)
        except CannotStart as error:
            raise CommandError(str(error), returncode=2) from error
