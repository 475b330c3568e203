"""What must be in place before pages can be served: folders, tables, texts, assets. Every step is skipped when done."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kontor.documents.html import stylesheet
from kontor.hub.foundation.assets import build_font

NEEDED_SPACE = 200 * 2**20
# Of the package that carries htmx, only the version in use is served: compressing the others costs seconds.
NOT_SERVED = ("htmx-2*", "htmax*", "ext")


class CannotStart(Exception):  # noqa: N818 - said to people, not caught by programs
    """Why the program cannot start, in one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to put in place. `run` tells whether there was anything to do."""

    title: str
    run: Callable[[], bool]


def steps() -> Iterator[Step]:
    yield Step("data folder", check_folder)
    yield Step("database tables", migrate)
    yield Step("interface texts", compile_messages)
    yield Step("assets", build_assets)


def prepare(say: Callable[[str], None]) -> None:
    """Run every step, saying which did something. Raises CannotStart."""
    for step in steps():
        try:
            if step.run():
                say(f"{step.title}: ready")
        except OSError as error:
            raise CannotStart(
                f"{step.title}: {error.strerror or error} ({error.filename or settings.DATA}). "
                "Nothing was lost: free space or rights there, or name another folder with --data, and start again."
            ) from error
        except DatabaseError as error:
            raise CannotStart(database_sentence(error)) from error


def database_sentence(error: Exception) -> str:
    place = connection.settings_dict["NAME"]
    if "full" in str(error):
        return f"The disk of {place} is full. Nothing was lost: free some space and start again."
    return (
        f"The database {place} cannot be used ({str(error).strip()}). It was left as it is: "
        "repair it, move it away, or name another folder with --data (or another server in DATABASE_URL)."
    )


def check_folder() -> bool:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    probe = settings.DATA / ".can-write"
    probe.write_text("yes")
    probe.unlink()
    free = shutil.disk_usage(settings.DATA).free
    if free < NEEDED_SPACE:
        raise CannotStart(
            f"The disk of {settings.DATA} has {free // 2**20} MB left and {NEEDED_SPACE // 2**20} MB are needed: "
            "free some space, or name another folder with --data."
        )
    return False


def migrate() -> bool:
    refuse_foreign_file()
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return True


def refuse_foreign_file() -> None:
    """A file that is no database must be refused before SQLite is asked to change its journal mode."""
    if connection.vendor != "sqlite":
        return
    file = Path(connection.settings_dict["NAME"])
    if file.exists() and file.stat().st_size and file.read_bytes()[:16] != b"SQLite format 3\x00":
        raise CannotStart(database_sentence(sqlite3.DatabaseError("it is not a database file")))


def compile_messages() -> bool:
    """Write `.mo` files beside newer `.po` files. Needs no gettext on the machine."""
    compiled = False
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/django.po"):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            with target.open("wb") as file:
                write_mo(file, catalogue)
            compiled = True
    return compiled


def build_assets() -> bool:
    """The font, then hashed and compressed copies of every static file, keyed by what they are made from."""
    build_font(settings.ASSETS)
    write_if_changed(settings.ASSETS / "documents.css", stylesheet())
    digest = static_digest()
    mark = settings.DATA / ".static-digest"
    if settings.STATIC_ROOT.exists() and mark.exists() and mark.read_text() == digest:
        return False
    call_command(
        "collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=list(NOT_SERVED)
    )
    mark.write_text(digest)
    return True


def write_if_changed(file: Path, text: str) -> None:
    """Reports and drawings bring their own style sheet; a page serves it like any other."""
    if not file.exists() or file.read_text() != text:
        file.write_text(text)


def static_digest() -> str:
    """Names, sizes and times of every static file: cheap, and it changes when one of them does."""
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()
