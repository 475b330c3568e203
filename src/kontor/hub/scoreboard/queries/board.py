"""The scoreboard: what each indicator of a partnership says as of a day, for an actor, in total and for each partner.

Values are computed when they are asked for, from the rows that the actor sees. No data is None and never 0.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.rules.codes import partner_code
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.kept import kept
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.scoreboard.models import Indicator, Period
from kontor.hub.scoreboard.queries.gathering import Gathered
from kontor.hub.scoreboard.queries.measuring import Measured, Measuring, measured

AT_ONCE = 50
"""So many partnerships are read at once: their rows are in memory together."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner by the key of its profile. `code` is what figures name it by, `short` what its column is called."""

    key: str
    name: str
    code: str
    short: str


def partner(key: str, name: str, short: str) -> Partner:
    return Partner(key, name, partner_code(short, key), short or name)


@dataclass(frozen=True)
class Board:
    """The indicators of a partnership as an actor sees them on a day, its partners and periods in their order. `others` are
    organisations that are credited without being partners.
    """

    partnership: Partnership
    as_of: date
    credit: str
    periods: tuple[Period, ...]
    partners: tuple[Partner, ...]
    measured: tuple[Measured, ...]
    others: tuple[Partner, ...] = ()

    def of(self, key: str) -> Measured | None:
        return next((one for one in self.measured if one.indicator.key == key), None)

    @property
    def names(self) -> dict[str, Partner]:
        """Everybody who is credited, by key: the partners first."""
        return {one.key: one for one in (*self.partners, *self.others)}


def board(actor: Actor, partnership: Partnership, as_of: date, credit: str = "") -> Board:
    """The scoreboard of one partnership. Kept until any record changes; the number of statements does not grow with rows.

    `credit` (full, fractional, lead) is each indicator's own where empty.
    """
    name = f"board:{partnership.pk}:{as_of.isoformat()}:{credit}"
    return kept(name, actor, lambda: boards(actor, [partnership], as_of, credit)[partnership.pk])


def boards(
    actor: Actor, partnerships: Sequence[Partnership], as_of: date, credit: str = ""
) -> dict[int, Board]:
    """The scoreboards of several partnerships, those of fifty in as many statements as one."""
    found: dict[int, Board] = {}
    for some in batched(partnerships, AT_ONCE):
        found |= boards_of(actor, some, as_of, credit)
    return found


def boards_of(
    actor: Actor, partnerships: Sequence[Partnership], as_of: date, credit: str
) -> dict[int, Board]:
    """Partnerships whose indicators count by the same rules are counted together."""
    pks = [one.pk for one in partnerships]
    indicators = by_partnership(visible(Indicator, actor).filter(partnership__in=pks, withdrawn_on=None))
    periods = by_partnership(visible(Period, actor).filter(partnership__in=pks))
    partners = partners_of(actor, pks)
    gathered = Gathered(actor, pks, as_of, [one for some in indicators.values() for one in some])
    asked = [
        Measuring(
            one, tuple(indicators[one.pk]), tuple(periods[one.pk]), tuple(who.key for who in partners[one.pk])
        )
        for one in partnerships
    ]
    told = measured(gathered, asked, credit)
    return with_others(
        actor,
        {
            one.partnership.pk: Board(
                one.partnership, as_of, credit, one.periods, tuple(partners[one.partnership.pk]), told[one.partnership.pk]
            )
            for one in asked
        },
    )  # fmt: skip


def with_others(actor: Actor, boards: Mapping[int, Board]) -> dict[int, Board]:
    """The boards with the names of whoever else is credited. At most one statement."""
    strangers = {pk: credited(one) - one.names.keys() for pk, one in boards.items()}
    wanted = {key for keys in strangers.values() for key in keys}
    rows = visible(Organisation, actor).filter(key__in=wanted) if wanted else Organisation.objects.none()
    known = {
        key: partner(key, name, short) for key, name, short in rows.values_list("key", "name", "short_name")
    }
    return {
        pk: replace(one, others=tuple(known[key] for key in sorted(strangers[pk] & known.keys())))
        for pk, one in boards.items()
    }


def credited(board: Board) -> set[str]:
    """Keys of organisations that have a value; what stands in brackets is none."""
    return {who for one in board.measured for who in one.score.by_partner if not who.startswith("(")}


def by_partnership[M: (Indicator, Period)](rows: Iterable[M]) -> Mapping[int, list[M]]:
    found: dict[int, list[M]] = defaultdict(list)
    for row in rows:
        found[row.partnership_id or 0].append(row)
    return found


def partners_of(actor: Actor, partnerships: Collection[int]) -> Mapping[int, list[Partner]]:
    """Partnership -> its partners whose profiles the actor sees, in the order in which they were named. One statement."""
    rows = visible(Participation, actor).filter(partnership__in=partnerships).order_by("pk")
    found: dict[int, dict[str, Partner]] = defaultdict(dict)
    for pk, key, name, short in rows.values_list(
        "partnership_id", "organisation__key", "organisation__name", "organisation__short_name"
    ):
        found[pk].setdefault(key, partner(key, name, short))
    return defaultdict(list, {pk: list(partners.values()) for pk, partners in found.items()})
