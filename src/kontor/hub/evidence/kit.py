"""What higher areas plug into this one, in `front/wiring.py`: which records cite, and whose documents one may read.

SUBJECTS.register(Subject(Organisation, label=_("Organisation"), url=Organisation.get_absolute_url, edit="directory.edit"))
TEAM_REACH.append(partnerships.queries.teams_in_reach)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from kontor.hub.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record that rests on sources. `edit` is the permission that adding a citation to it needs."""

    model: type[Model]
    label: Any
    url: Callable[[Any], str]
    edit: str

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower


class Subjects:
    """Kind -> subject, in the order of wiring, which is the order of the lists."""

    def __init__(self) -> None:
        self.table: dict[str, Subject] = {}

    def register(self, subject: Subject) -> None:
        self.table[subject.kind] = subject

    def of(self, record: Model) -> Subject | None:
        return self.table.get(record._meta.label_lower)


SUBJECTS = Subjects()

# (actor, visibility) -> ids of further teams whose documents of that visibility the actor may read: which teams work in
# one partnership or programme is known higher up. Without an entry, everybody reads the documents of the own teams only.
type TeamReach = Callable[[Actor, str], Iterable[int]]

TEAM_REACH: list[TeamReach] = []
