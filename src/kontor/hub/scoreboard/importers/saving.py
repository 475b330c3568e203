"""What the tables of this area have in common: new and changed rows go to one action, in the action's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from kontor.hub.foundation.actor import Actor
from kontor.hub.transfer.kit import Change, Importer, Key, Row


class SavedInBulk(Importer):
    """`worded` says a row, or what differs of it, in the words of the action; `save` is the one call to it."""

    def worded(self, key: Key, row: Mapping[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def save(self, actor: Actor, rows: list[dict[str, Any]]) -> None:
        raise NotImplementedError

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [self.worded(self.key(row), row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        self.save(actor, [self.worded(one.key, one.after) for one in changes])
