"""The columns of a roadmap that are both imported and exported, and which field of the record each holds."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kontor.engine import roadmap as engine
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.kit import DATE, PARTNERSHIP, SOURCE
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.choices import ActivityState
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.transfer.kit import (
    Choice,
    Column,
    Day,
    Integer,
    PartialDate,
    Reference,
    Slug,
    Text,
)

ROADMAP = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-templates"),
    PARTNERSHIP,
    Column("activity", _("Activity"), required=True, clean=Text(250)),
    Column("kind", _("Kind"), clean=Text(60), example="workshops"),
    Column("mission", _("Mission"), clean=Text(120), example="japan"),
    Column("owner", _("Owner"), _("Its key or name."), clean=Reference("organisations")),
    Column("month", _("Project month"), _("M1 is the month in which the partnership starts."), clean=Integer(least=0, most=30_000), example="11"),
    Column("takes", _("Takes (months)"), _("Empty: 1, only its project month."), clean=Integer(least=1, most=240), example="1"),
    Column("due", _("Due on"), _("Empty: the last day of the project month."), clean=Day(), example="2021-07-31"),
    Column("reason", _("Why the due day moves"), _("Of a due day that differs from the one recorded."), clean=Text(250)),
    Column("state", _("State"), _("Empty: not recorded."), clean=Choice(ActivityState), example="done"),
    Column("state_text", _("State as stated"), clean=Text(120)),
    Column("done", _("Done on"), DATE, clean=PartialDate()),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
    SOURCE,
)  # fmt: skip
FIELDS = {
    "id": "key", "partnership": "partnership_id", "activity": "title", "kind": "kind", "mission": "mission", "owner": "owner_id",
    "month": "planned_month", "takes": "takes", "due": "due_on", "state": "state", "state_text": "state_text", "done": "done_on",
    "visibility": "visibility",
}  # fmt: skip
DEFAULTS = {"visibility": Visibility.PARTNERS, "takes": 1}


def month_of(one: RoadmapActivity, partnership: Partnership) -> int | None:
    """The project month as planned; without one that of the due day, where the partnership says when it starts."""
    if one.planned_month is not None:
        return one.planned_month
    return rules.project_month(partnership.start, one.due_on) if one.due_on else None


def plan_of(rows: Sequence[RoadmapActivity], partnership: Partnership) -> engine.Plan:
    """The activities with a month, as the engine reads them; `after` is prefetched as far as the actor sees it."""
    months = {one.pk: month for one in rows if (month := month_of(one, partnership))}
    return engine.Plan(
        tuple(
            engine.Activity(
                str(one.pk), months[one.pk], one.takes, tuple(str(before.pk) for before in one.after.all() if before.pk in months),
                over=one.state in rules.OVER,
            )
            for one in rows
            if one.pk in months
        )
    )  # fmt: skip
