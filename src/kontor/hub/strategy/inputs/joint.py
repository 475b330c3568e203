"""A joint strategy as plain values: what is kept with a version, and how the wording check reads an objective."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.partial_dates import covering
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy import rules
from kontor.hub.strategy.models import JointStrategy, Objective

# Affiliated partners and ambassadors are heard, and have no voice on the strategy.
VOICES = (ParticipationRole.COORDINATOR, ParticipationRole.PARTNER)


def voices_of(partnership: Partnership, today: date) -> list[Organisation]:
    """The organisations with a voice on the strategy today, each once. One statement."""
    taking_part = Participation.objects.filter(Q(covering(today)), partnership=partnership, role__in=VOICES)
    rows = Organisation.objects.filter(pk__in=taking_part.values("organisation"))
    return list(rows.order_by("sort_name", "pk"))


def wording_of(one: Objective, partnership: Partnership) -> rules.Wording:
    return rules.Wording(
        statement=one.statement,
        indicator=one.indicator or one.card,
        baseline=one.baseline,
        target=one.target,
        unit=one.unit,
        due_on=one.due_on,
        has_owner=one.owner_id is not None,
        start=partnership.start,
        end=partnership.end,
    )


def content_of(strategy: JointStrategy, objectives: Collection[Objective]) -> dict[str, Any]:
    """The draft, whole, as a version keeps it. Organisations are kept by their id: who may read their names is asked when it is read."""
    return {
        "vision": strategy.vision,
        "mission": strategy.mission,
        "objectives": [objective_content(one) for one in objectives],
    }


def objective_content(one: Objective) -> dict[str, Any]:
    figures = {"baseline": one.baseline, "target": one.target}
    return {
        "key": one.key, "position": one.position, "statement": one.statement, "indicator": one.indicator, "card": one.card,
        **{name: None if value is None else rules.plain(value) for name, value in figures.items()},
        "unit": one.unit, "due_on": one.due_on.isoformat() if one.due_on else None, "owner": one.owner_id,
        "country": one.country_id,
    }  # fmt: skip


def remarked(partnership: Partnership, objectives: Collection[Objective]) -> list[str]:
    """The numbers of the objectives with remarks that should be solved before they are proposed."""
    return [
        str(number)
        for number, one in enumerate(objectives, 1)
        if any(remark.hard for remark in rules.remarks(wording_of(one, partnership)))
    ]
