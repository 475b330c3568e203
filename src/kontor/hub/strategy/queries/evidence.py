"""What records of this area show of the guide's recommended actions: for `partnerships.kit.EVIDENCE`."""

from collections.abc import Mapping

from django.db.models import Count
from django.utils.translation import gettext

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.kit import Evidence
from kontor.hub.strategy.models import InvestmentProject
from kontor.hub.strategy.rules import investment as rules

BACK_INVESTMENT = 15  # 'Back joint investment projects with European technical assistance'


def evidence_of_investments(actor: Actor, partnership: int | None = None) -> Mapping[int, list[Evidence]]:
    """The joint investment projects that the actor sees, each with what it shows of action 15. One statement."""
    rows = visible(InvestmentProject, actor)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    found = []
    for one in (
        rows.annotate(region_count=Count("regions", distinct=True))
        .select_related("partnership")
        .order_by("partnership__acronym", "title", "key")
    ):
        shows = rules.shown_by(
            stage=one.stage, regions=one.region_count, area=one.area, assistance=one.assistance
        )
        if shows:
            words = tuple(map(gettext, shows))
            found.append(Evidence(one.title, one.partnership.acronym, words, one.get_absolute_url()))
    return {BACK_INVESTMENT: found} if found else {}
