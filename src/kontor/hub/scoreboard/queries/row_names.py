"""The rows behind a number, as people know them: what each is called, where it is, and what tells it apart."""

from collections.abc import Callable, Collection, Mapping, Sequence

from django.db.models import Model
from django.urls import NoReverseMatch
from django.utils.translation import gettext

from kontor.engine.indicators import Row
from kontor.hub.agreements.models import Agreement, CollaborationReport, CooperationCase
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.units import unit_in_words
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.choices import ActivityType
from kontor.hub.partnerships.models import Activity
from kontor.hub.scoreboard.models import Measurement
from kontor.hub.scoreboard.queries.board import Board
from kontor.hub.scoreboard.queries.board_page import label_of, shown
from kontor.hub.scoreboard.queries.measuring import Measured
from kontor.hub.scoreboard.queries.rows import ROWS_ON_A_PAGE, Group, RowShown, RowsShown
from kontor.hub.scoreboard.queries.words import language, state_in_words, value_in_words
from kontor.hub.strategy.models import InvestmentProject

type Named = Mapping[str, tuple[str, str]]
"""Id of a row -> (title, address)."""


def rows_behind(actor: Actor, board: Board, one: Measured, ids: Sequence[str], page: int = 1) -> RowsShown:
    """One page of the rows with these ids. At most two statements, whatever their number."""
    wanted = set(ids)
    found = [row for row in one.rows if row.id in wanted]
    pages = max(1, -(-len(found) // ROWS_ON_A_PAGE))
    page = min(max(1, page), pages)
    on_page = found[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE]
    register = "entered" if one.count is None else one.count.rule.register
    names = NAMED[register](actor, [row.id for row in on_page])
    counted_field = one.count.rule.field if one.count else "value"
    rows = tuple(row_shown(board, one, row, names, counted_field) for row in on_page)
    return RowsShown(
        (Group("", len(found), rows),),
        len(found),
        page,
        pages,
        "",
        unit_in_words(one.indicator.unit) or gettext("value"),
    )


def row_shown(board: Board, one: Measured, row: Row, names: Named, counted_field: str) -> RowShown:
    title, url = names.get(row.id, (row.id, ""))
    value = row.value(counted_field) if counted_field not in ("", "id") else None
    return RowShown(row.id, title, url, told(board, row), shown(value, one.indicator) if not isinstance(value, tuple | list) else ", ".join(map(str, value)))  # fmt: skip


def told(board: Board, row: Row) -> str:
    """Day, state, country and partners of a row, as far as it has them."""
    names = board.names
    words = [value_in_words(row.date.isoformat()) if row.date else gettext("no day stated")]
    words.append(state_in_words(str(row.value("state") or "")))
    country = row.value("country")
    words.append(country_name(str(country), language()) if country else "")
    words.append(", ".join(label_of(who, names) for who in row.partners))
    return "; ".join(word for word in words if word)


def named_by_key(
    model: type[Model], title: Callable[[Model], str], *related: str
) -> Callable[[Actor, Sequence[str]], Named]:
    def named(actor: Actor, ids: Sequence[str]) -> Named:
        rows = visible(model, actor).filter(key__in=ids)
        rows = rows.select_related(*related) if related else rows
        return {one.key: (title(one), address(one)) for one in rows}  # type: ignore[attr-defined]

    return named


def address(record: Model) -> str:
    """Where a record is; '' while its area has no page of it."""
    try:
        return str(record.get_absolute_url())  # type: ignore[attr-defined]
    except (NoReverseMatch, AttributeError):
        return ""


def of_agreement(record: Model) -> str:
    assert isinstance(record, Agreement)
    return f"{record.case.title} ({record.get_kind_display()})"


def of_their_case(actor: Actor, ids: Sequence[str]) -> Named:
    """Rows named 'case:what it is of the case'."""
    keys = {one: one.partition(":")[0] for one in ids}
    cases = {one.key: one for one in visible(CooperationCase, actor).filter(key__in=set(keys.values()))}
    return {one: (cases[key].title, address(cases[key])) for one, key in keys.items() if key in cases}


def of_organisations(actor: Actor, ids: Sequence[str]) -> Named:
    keys = {one: one.partition(":")[0] for one in ids}
    rows = {one.key: one for one in visible(Organisation, actor).filter(key__in=set(keys.values()))}
    return {one: (rows[key].name, address(rows[key])) for one, key in keys.items() if key in rows}


def of_entered(actor: Actor, ids: Collection[str]) -> Named:
    rows = visible(Measurement, actor).filter(pk__in=list(ids)).select_related("period", "partner")
    return {
        str(one.pk): (
            f"{one.period.label}, {one.partner.name if one.partner else gettext('all together')}", address(one)
        )
        for one in rows
    }  # fmt: skip


def of_activities(actor: Actor, ids: Sequence[str]) -> Named:
    rows = visible(Activity, actor).filter(key__in=ids).select_related("partnership")
    return {
        one.key: (
            f"{one.partnership.acronym}: {ActivityType(one.type).label}",
            one.partnership.get_absolute_url(),
        )
        for one in rows
    }


def of_collaboration(record: Model) -> str:
    assert isinstance(record, CollaborationReport)
    return str(record.counterpart or record.counterpart_name)


NAMED: Mapping[str, Callable[[Actor, Sequence[str]], Named]] = {
    "events": named_by_key(Event, str),
    "cases": named_by_key(CooperationCase, str),
    "case-reports": of_their_case,
    "agreements": named_by_key(Agreement, of_agreement, "case"),
    "impacts": of_their_case,
    "collaborations": named_by_key(CollaborationReport, of_collaboration, "counterpart"),
    "participations": of_organisations,
    "activities": of_activities,
    "investments": named_by_key(InvestmentProject, str),
    "entered": of_entered,
}
