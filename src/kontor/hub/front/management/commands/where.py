"""Name the files behind an address."""

import inspect
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import get_template
from django.urls import Resolver404, resolve


class Command(BaseCommand):
    help = "name the files behind an address: ./kontor where /directory/"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the path of a page, such as /directory/aclima/")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"]
        try:
            match = resolve(address)
        except Resolver404 as error:
            raise CommandError(
                f"No page has the address {address}: begin with / and end with /.", returncode=2
            ) from error
        for label, value in files_behind(match.func, match.view_name):
            self.stdout.write(f"{label:<9} {value}")


def files_behind(function: Any, name: str) -> list[tuple[str, str]]:
    """What belongs to an address, in the order in which a request meets it."""
    view = getattr(function, "view_class", None) or getattr(function, "cls", None) or function
    found = [("name", name), ("view", place(view))]
    form = getattr(view, "form_class", None)
    if form is not None:
        found.append(("form", place(form)))
    template = getattr(view, "template_name", None)
    if template:
        found.append(("template", short(get_template(template.split("#")[0]).origin.name)))
    area, _, verb = name.partition(":")
    action = short(str(Path(__file__).parents[3] / area / "actions"))
    if form is not None:
        found.append(("action", f"{action} {verb.replace('-', '_')}"))
    return found


def place(thing: Any) -> str:
    """File and line of a class or function."""
    target = inspect.unwrap(thing)
    return (
        f"{short(inspect.getsourcefile(target) or '')}:{inspect.getsourcelines(target)[1]} {target.__name__}"
    )


def short(path: str) -> str:
    root = Path(__file__).parents[6]
    return str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else path
