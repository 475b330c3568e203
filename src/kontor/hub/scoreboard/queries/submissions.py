"""Reports that were handed in: frozen figures, and what differs between editions and from today's records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.engine import indicators as engine
from kontor.engine.indicators.freeze import fingerprint
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import PEOPLE
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.scoreboard.inputs.registers import JOINT
from kontor.hub.scoreboard.models import Period, SubmittedReport
from kontor.hub.scoreboard.queries.board import Board, board
from kontor.hub.scoreboard.queries.cards import rule_in_words, titles_of
from kontor.hub.scoreboard.queries.measuring import Measured


def frozen(of: Board, period: Period) -> dict[str, Any]:
    """The figures of a board as plain values: to date, in the period, and of each partner, with the ids of the rows."""
    titles = titles_of(one.indicator for one in of.measured)
    return {
        "as_of": of.as_of.isoformat(),
        "credit": of.credit,
        "partners": {one.key: one.short for one in of.partners},
        "indicators": {one.indicator.key: figures(one, period.key, titles) for one in of.measured},
    }


def figures(one: Measured, period: str, titles: dict[str, str]) -> dict[str, Any]:
    in_period = one.score.by_period.get(period)
    return {
        "number": one.indicator.number,
        "title": one.indicator.title,
        "unit": one.indicator.unit,
        "card_version": one.indicator.card_version,
        "rule": rule_in_words(one.indicator, titles),
        "target": plain(one.target.total),
        "value": plain(one.value),
        "rows": list(one.row_ids()),
        "in_period": plain(in_period.value) if in_period else None,
        "prints": prints(one),
        "partners": {
            who: {"value": plain(found.value), "target": plain(one.target.by_partner.get(who)), "rows": list(one.row_ids(who))}
            for who, found in one.score.by_partner.items()
        },
    }  # fmt: skip


def prints(one: Measured) -> dict[str, str]:
    """Row -> a fingerprint of what the rule sees of it: a row that was corrected shows although it still counts."""
    if one.count is None:
        return {}
    behind = set(one.row_ids())
    return {row.id: fingerprint(one.count, row) for row in one.rows if row.id in behind}


def plain(value: Any) -> Any:
    return value if isinstance(value, str) else engine.plain_number(value)


FIGURE_WORDS = {
    "title": _("title"),
    "rule": _("counting rule"),
    "target": _("target"),
    "value": _("value"),
    "in_period": _("value in the period"),
    "rows": _("records"),
}


@dataclass(frozen=True, slots=True)
class Delta:
    """A figure that is not what it was: of an indicator in total (`partner` empty) or of a partner. `came` and `went` are
    ids of rows.
    """

    indicator: str
    title: str
    field: str
    partner: str
    old: Any
    new: Any
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def field_label(self) -> str:
        return str(FIGURE_WORDS.get(self.field, self.field))


def deltas(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Delta]:
    """What differs between two frozen sets of figures, in the order of the later one. O(figures + rows)."""
    before, after = old.get("indicators", {}), new.get("indicators", {})
    names = {**old.get("partners", {}), **new.get("partners", {})}
    found = []
    for key in dict.fromkeys((*after, *before)):
        found += of_indicator(key, before.get(key, {}), after.get(key, {}), names)
    return found


def of_indicator(
    key: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> list[Delta]:
    title = after.get("title") or before.get("title", key)
    moved = rows_between(before, after)
    found = [
        Delta(
            key,
            title,
            field,
            "",
            before.get(field),
            after.get(field),
            *(moved if field == "value" else ()),
        )
        for field in ("title", "rule", "target", "value", "in_period")
        if before.get(field) != after.get(field)
    ]
    if any(moved) and not any(one.field == "value" for one in found):
        found.append(
            Delta(key, title, "rows", "", len(before.get("rows", ())), len(after.get("rows", ())), *moved)
        )
    theirs_before, theirs_after = before.get("partners", {}), after.get("partners", {})
    for who in dict.fromkeys((*theirs_after, *theirs_before)):
        one, other = theirs_before.get(who, {}), theirs_after.get(who, {})
        found += [
            Delta(key, title, field, names.get(who, who), one.get(field), other.get(field))
            for field in ("target", "value")
            if one.get(field) != other.get(field)
        ]
    return found


type Rows = tuple[str, ...]


def rows_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Rows, Rows, Rows]:
    """The rows that came, went, and say something else than before."""
    old, new = dict.fromkeys(before.get("rows", ())), dict.fromkeys(after.get("rows", ()))
    was, now = before.get("prints", {}), after.get("prints", {})
    changed = (row for row in new if row in old and was.get(row) != now.get(row))
    return (
        tuple(row for row in new if row not in old),
        tuple(row for row in old if row not in new),
        tuple(changed),
    )


@dataclass(frozen=True)
class Edition:
    """An edition with what it changes against the one before."""

    report: SubmittedReport
    changes: tuple[Delta, ...]


@dataclass(frozen=True)
class Submission:
    """A report in all its editions, the latest first; and, for whoever hands it in, what the records say today against
    the latest. Others see other rows, so their differences would be none of the report's.
    """

    latest: SubmittedReport
    shown: SubmittedReport
    editions: tuple[Edition, ...]
    since: tuple[Delta, ...]


def submission(actor: Actor, pk: int) -> Submission:
    """An edition with all others of its period. Refuses (`NotThere`) what the actor does not see."""
    shown = reports_for_lists(actor).filter(pk=pk).first()
    if shown is None:
        raise NotThere
    every = list(reports_for_lists(actor).filter(period=shown.period).order_by("edition"))
    before: Sequence[SubmittedReport | None] = (None, *every)
    editions = [
        Edition(one, tuple(deltas(earlier.figures, one.figures)) if earlier else ())
        for earlier, one in zip(before, every, strict=False)
    ]
    who = people_in_words(actor, [one.submitted_by_id for one in every if one.submitted_by_id])
    for one in (shown, *every):
        one.by = who.get(one.submitted_by_id or 0, "")  # type: ignore[attr-defined]
    latest = every[-1]
    since: Sequence[Delta] = ()
    if can(actor, "scoreboard.submit-report", latest.period):
        now = frozen(board(actor, latest.partnership, latest.as_of), latest.period)
        since = deltas(latest.figures, now)
    return Submission(latest, shown, tuple(reversed(editions)), tuple(since))


def people_in_words(actor: Actor, people: Sequence[int]) -> dict[int, str]:
    """What the people who handed in are, never who: 'editor of ...'."""
    told: dict[int, str] = {}
    for roles in PEOPLE if people else ():
        told.update(roles(actor, people))
    return told


def reports_for_lists(actor: Actor) -> QuerySet[SubmittedReport]:
    return visible(SubmittedReport, actor).select_related(
        "partnership__team", "period", "submitted_by", "decided_by"
    )


def reports_of(actor: Actor, partnership: Partnership) -> list[SubmittedReport]:
    return list(
        reports_for_lists(actor).filter(partnership=partnership).order_by("-period__start", "-edition")
    )


def figures_shown(report: SubmittedReport) -> list[dict[str, Any]]:
    """The frozen figures as a page lists them: each indicator with its partners by name."""
    names = report.figures.get("partners", {})
    special = {JOINT: gettext("all together")}
    return [
        {
            **one,
            "key": key,
            "count": len(one["rows"]),
            "shares": [
                (names.get(who, special.get(who, who)), part["value"], part["target"], len(part["rows"]))
                for who, part in one["partners"].items()
            ],
        }
        for key, one in report.figures.get("indicators", {}).items()
    ]
