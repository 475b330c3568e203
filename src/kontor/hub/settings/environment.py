"""The environment, read once and typed. A wrong value stops the program with one sentence that names the variable."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")
REPOSITORY = Path(__file__).resolve().parents[4]


@dataclass(frozen=True, slots=True)
class Environment:
    """Typed access to `KONTOR_*` and `DATABASE_URL`. Nothing set means production, the safe mode."""

    values: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        given = [word.strip() for word in self.values.get(name, "").split(",")]
        return [word for word in given if word] or list(default)

    def flag(self, name: str, default: bool) -> bool:
        given = self.text(name).lower()
        if given in {"", "1", "true", "yes", "0", "false", "no"}:
            return default if not given else given in {"1", "true", "yes"}
        raise ImproperlyConfigured(f"{name} is {given!r}: write yes or no.")

    def number(self, name: str, default: int) -> int:
        given = self.text(name)
        try:
            return int(given) if given else default
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} is {given!r}: write a whole number.") from error

    @property
    def mode(self) -> str:
        mode = self.text("KONTOR_MODE", "production")
        if mode not in MODES:
            raise ImproperlyConfigured(f"KONTOR_MODE is {mode!r}: write one of {', '.join(MODES)}.")
        return mode

    @property
    def data(self) -> Path:
        """The folder of everything that must survive a restart: database, uploads, secret key."""
        return Path(self.text("KONTOR_DATA", str(REPOSITORY / "var"))).expanduser().resolve()

    def folder(self, name: str) -> Path:
        """A folder inside the data folder, made when it is missing."""
        folder = self.data / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self.unusable(error) from error
        return folder

    def unusable(self, error: OSError) -> ImproperlyConfigured:
        return ImproperlyConfigured(
            f"The data folder {self.data} cannot be used ({error.strerror}): "
            "free space or rights there, or name another one in KONTOR_DATA."
        )

    def secret_key(self) -> str:
        """`KONTOR_SECRET_KEY`, or one made at the first start and kept in the data folder, readable by its owner."""
        given = self.text("KONTOR_SECRET_KEY")
        if given:
            return given
        kept = self.data / "secret-key"
        try:
            if not kept.exists():
                self.data.mkdir(parents=True, exist_ok=True)
                descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w") as file:
                    file.write(secrets.token_urlsafe(64))
            return kept.read_text().strip()
        except FileExistsError:
            return kept.read_text().strip()
        except OSError as error:
            raise self.unusable(error) from error


def code_id() -> str:
    """Changes with the code: what an older program computed and cached must not be shown by a newer one. About 10 ms."""
    newest = max(file.stat().st_mtime_ns for file in (REPOSITORY / "src" / "kontor").rglob("*.py"))
    return f"{newest:x}"


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's database settings for `DATABASE_URL` (postgresql://...), or for SQLite in the data folder."""
    if not url:
        return sqlite(data / "kontor.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// (or sqlite:///); leave it out for SQLite in the data folder."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as measured: Django's defaults lose 1,044 of 1,200 concurrent writes, these lose none (decision 0003)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Opening the file, with its settings and the functions that the framework adds, costs about 2 ms of each request.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA mmap_size=134217728;"
            ),
        },
    }
