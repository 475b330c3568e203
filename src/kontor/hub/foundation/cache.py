"""The cache in the database, as pages need it: one statement to keep an answer instead of four.

The framework's own counts all entries, opens a transaction, looks whether the key is there, then writes. Here a key is
written over what is there; every `COUNTED`th key takes the framework's way, which counts the entries and drops the oldest.
"""

import base64
import pickle
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router

COUNTED = 64
WRITE = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES {rows} "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)


def counts_entries(key: str) -> bool:
    return zlib.crc32(key.encode()) % COUNTED == 0


class OneStatementCache(DatabaseCache):
    """Whoever cannot write, as while an import holds the database, goes without: what is kept can be computed again."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        expires = self.get_backend_timeout(timeout)
        if mode != "set" or expires is None or counts_entries(key):
            return bool(super()._base_set(mode, key, value, timeout))
        return self.write({key: value}, expires)

    def set_many(
        self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        """Keep several answers, in one statement. Returns the names of those that could not be kept."""
        expires = self.get_backend_timeout(timeout)
        keys = {name: self.make_and_validate_key(name, version=version) for name in data}
        together = {
            key: data[name] for name, key in keys.items() if expires is not None and not counts_entries(key)
        }
        failed = [
            name
            for name, key in keys.items()
            if key not in together and not self._base_set("set", key, data[name], timeout)
        ]
        if together and not self.write(together, expires):
            failed += [name for name, key in keys.items() if key in together]
        return failed

    def write(self, values: Mapping[str, Any], expires: float) -> bool:
        connection = connections[router.db_for_write(self.cache_model_class)]
        until = datetime.fromtimestamp(expires, tz=UTC).replace(microsecond=0)
        end = connection.ops.adapt_datetimefield_value(until)
        rows = [(key, self.packed(value), end) for key, value in values.items()]
        table = connection.ops.quote_name(self._table)
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    WRITE.format(table=table, rows=", ".join(["(%s, %s, %s)"] * len(rows))),
                    [part for row in rows for part in row],
                )
        except DatabaseError:
            # PostgreSQL refuses every further statement of a transaction in which one failed: tell it where it failed.
            if connection.in_atomic_block and connection.vendor == "postgresql":
                raise
            return False
        return True

    def packed(self, value: Any) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
