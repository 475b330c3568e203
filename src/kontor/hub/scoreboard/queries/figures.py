"""Every figure of a scoreboard as one flat line, for programs, tables and reports: indicator, partner, target, value, rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kontor.engine import indicators as engine
from kontor.hub.scoreboard.inputs.registers import JOINT
from kontor.hub.scoreboard.queries.board import Board, Partner
from kontor.hub.scoreboard.queries.cards import phrase, rule_in_words, titles_of
from kontor.hub.scoreboard.queries.measuring import Measured


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator in total (`partner` empty) or of a partner. `code` names it: 'kpi.09', 'kpi.09.bic'.

    Numbers are whole, or text such as '9/4'; None is no data. `rows` are the ids of the records behind it.
    """

    partnership: str
    code: str
    indicator: str
    number: int
    title: str
    partner: str
    unit: str
    target: Any
    value: Any
    verified: Any
    reached: bool | None
    light: str
    forecast: float | None
    credit: str
    rule: str
    rows: tuple[str, ...]
    fault: str = ""

    def to_json(self) -> dict[str, object]:
        return {**{name: getattr(self, name) for name in self.__slots__}, "rows": list(self.rows)}


def figures_of(board: Board) -> Iterator[Figure]:
    """The total of each indicator, then its partners in their order."""
    titles = titles_of(one.indicator for one in board.measured)
    names = board.names
    for one in board.measured:
        yield figure(board, one, titles)
        for who in one.standings.partners if one.standings else ():
            yield figure(board, one, titles, who.who, names.get(who.who))


def figure(
    board: Board, one: Measured, titles: dict[str, str], who: str = "", partner: Partner | None = None
) -> Figure:
    standing = None
    if one.standings:
        standing = (
            next((part for part in one.standings.partners if part.who == who), None)
            if who
            else one.standings.together
        )
    verified = (
        one.verified.by_partner.get(who)
        if who and one.verified
        else one.verified.total
        if one.verified
        else None
    )
    return Figure(
        partnership=board.partnership.key,
        code=code_of(one, who, partner),
        indicator=one.indicator.key,
        number=one.indicator.number,
        title=one.indicator.title,
        partner=partner.code if partner else who,
        unit=one.indicator.unit,
        target=plain(standing.target) if standing else None,
        value=plain(one.of_partner(who) if who else one.value),
        verified=plain(verified.value) if verified else None,
        reached=standing.reached if standing else None,
        light="" if who or one.light is None else one.light.colour,
        forecast=None if who or one.forecast is None else one.forecast.mean,
        credit=board.credit or one.indicator.credit,
        rule=rule_in_words(one.indicator, titles),
        rows=one.row_ids(who),
        fault=phrase(one.fault) if one.fault else "",
    )


def code_of(one: Measured, who: str, partner: Partner | None) -> str:
    """'kpi.09' by its number in the partnership, else its key; '.bic' for a partner, '.joint' for all together."""
    stem = f"kpi.{one.indicator.number:02}" if one.indicator.number else one.indicator.key
    tail = partner.code if partner else "joint" if who == JOINT else who.strip("()").replace(" ", "-")
    return f"{stem}.{tail}" if who else stem


def plain(value: Any) -> Any:
    return value if isinstance(value, str) else engine.plain_number(value)
