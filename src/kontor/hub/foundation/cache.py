"""The cache in the database, as pages need it: one statement to keep an answer instead of four.

The framework's own counts all entries, opens a transaction, looks whether the key is there, then writes. Here a key is
written over what is there; every `COUNTED`th key takes the framework's way, which counts the entries and drops the oldest.
"""

import base64
import pickle
import zlib
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router

COUNTED = 64
WRITE = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)


class OneStatementCache(DatabaseCache):
    """Whoever cannot write, as while an import holds the database, goes without: what is kept can be computed again."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        expires = self.get_backend_timeout(timeout)
        if mode != "set" or expires is None or zlib.crc32(key.encode()) % COUNTED == 0:
            return bool(super()._base_set(mode, key, value, timeout))
        connection = connections[router.db_for_write(self.cache_model_class)]
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        until = datetime.fromtimestamp(expires, tz=UTC).replace(microsecond=0)
        values = [key, kept, connection.ops.adapt_datetimefield_value(until)]
        try:
            with connection.cursor() as cursor:
                cursor.execute(WRITE.format(table=connection.ops.quote_name(self._table)), values)
        except DatabaseError:
            return False
        return True
