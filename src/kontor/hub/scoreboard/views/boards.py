"""Pages that show the scoreboard: all of them, one partnership's, one indicator, the rows behind a number, the library."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.pages import Crumb, Page, PageView, Tab, crumbs, tabs
from kontor.hub.foundation.permission import can, require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.scoreboard import queries
from kontor.hub.scoreboard.choices import Credit
from kontor.hub.scoreboard.exporters import FIGURE_COLUMNS, figure_rows
from kontor.hub.scoreboard.models import Indicator
from kontor.hub.scoreboard.views.charts import Drawn, chart_of_partners
from kontor.hub.scoreboard.views.day import asked_day, asked_page, day_of_page
from kontor.hub.transfer.kit.downloads import download


def way(*steps: tuple[str, str] | str) -> tuple[Crumb, ...]:
    return crumbs((gettext("Scoreboards"), reverse("scoreboard:boards")), *steps)


def way_to(partnership: Partnership, *steps: tuple[str, str] | str) -> tuple[Crumb, ...]:
    return way((partnership.acronym, reverse("scoreboard:board", args=[partnership.key])), *steps)


def way_of(indicator: Indicator, *steps: tuple[str, str] | str) -> tuple[Crumb, ...]:
    """Through its partnership, or through the library."""
    if indicator.partnership is None:
        return way((gettext("Library"), reverse("scoreboard:library")), *steps)
    return way_to(indicator.partnership, *steps)


def board_tabs(view: PageView, partnership: Partnership) -> tuple[Tab, ...]:
    """The pages about one partnership's indicators. What is handed in is shown to those between whom it is."""
    entries = [
        (gettext("Scoreboard"), reverse("scoreboard:board", args=[partnership.key])),
        (gettext("Values"), reverse("scoreboard:values", args=[partnership.key])),
    ]
    if can(view.actor, "partnerships.read_inside", partnership):
        entries.append((gettext("Reports"), reverse("scoreboard:submissions", args=[partnership.key])))
    entries.append((gettext("Periods"), reverse("scoreboard:periods", args=[partnership.key])))
    return tabs(view.request, entries)


def asked_credit(request: HttpRequest) -> str:
    given = request.GET.get("credit", "")
    return given if given in Credit.values else ""


@dataclass(kw_only=True)
class BoardsPage(Page):
    """Every scoreboard that the actor sees; `own` are her partnerships without one."""

    found: list[queries.Counted]
    own: list[tuple[str, str]]
    library_url: str


class Boards(PageView):
    """Find a scoreboard."""

    template_name = "scoreboard/boards.html"

    def load(self, **values: Any) -> BoardsPage:
        own = queries.partnerships_without(self.actor, self.actor.edited_teams)
        return BoardsPage(
            title=gettext("Scoreboards"),
            lead=gettext(
                "What partnerships set out to reach, and what the records say. Every number opens its rows."
            ),
            found=queries.scoreboards(self.actor),
            own=[(one.acronym, reverse("scoreboard:take", args=[one.key])) for one in own],
            library_url=reverse("scoreboard:library"),
        )


class OfAPartnership(PageView):
    """A page about the indicators of one partnership, found by its key."""

    @cached_property
    def partnership(self) -> Partnership:
        return by_key(self.actor, self.kwargs["key"])

    @cached_property
    def day(self) -> date:
        return asked_day(self.request)


@dataclass(kw_only=True)
class BoardPage(Page):
    """The scoreboard of a partnership: `of` are its lines, `day` and `credit` how it was asked for."""

    of: queries.BoardShown
    partnership: Partnership
    day: date
    credit: str
    credits: list[tuple[str, Any]]
    days: list[tuple[str, date]]
    inside: bool
    actions: list[tuple[str, str, str]]


class Board(OfAPartnership):
    """See where a partnership stands, indicator by indicator and partner by partner."""

    template_name = "scoreboard/board.html"

    def load(self, **values: Any) -> BoardPage:
        credit = asked_credit(self.request)
        board = queries.board(self.actor, self.partnership, self.day, credit)
        return BoardPage(
            title=gettext("Scoreboard of %(partnership)s") % {"partnership": self.partnership.acronym},
            breadcrumb=way(self.partnership.acronym),
            tabs=board_tabs(self, self.partnership),
            as_of=day_of_page(self.request, self.day),
            of=queries.board_shown(board),
            partnership=self.partnership,
            day=self.day,
            credit=credit,
            credits=list(Credit.choices),
            days=queries.day_in_periods(board),
            inside=can(self.actor, "partnerships.read_inside", self.partnership),
            actions=self.possible(),
        )

    def possible(self) -> list[tuple[str, str, str]]:
        """(label, address, icon) of what the actor may do here."""
        key = self.partnership.key
        if not can(self.actor, "scoreboard.add-indicator", self.partnership):
            return []
        return [
            (gettext("Add an indicator"), reverse("scoreboard:add_indicator", args=[key]), "plus"),
            (gettext("Take one from the library"), reverse("scoreboard:take", args=[key]), "download"),
            (gettext("Hand in a report"), reverse("scoreboard:submit", args=[key]), "upload"),
        ]


class ExportBoard(View):
    """The scoreboard as a file: a row for each indicator and partner."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str, form: str) -> HttpResponseBase:
        actor = getattr(request, "actor", VISITOR)
        require(actor, "scoreboard.export")
        board = queries.board(actor, by_key(actor, key), asked_day(request), asked_credit(request))
        return download(
            f"scoreboard-{key}", form, FIGURE_COLUMNS, figure_rows([board]), title=gettext("Scoreboard")
        )


class OfAnIndicator(PageView):
    """A page about one indicator, found by its key."""

    @cached_property
    def indicator(self) -> Indicator:
        return queries.indicator_by_key(self.actor, self.kwargs["key"])

    def measured(self, day: date, credit: str) -> tuple[queries.Board, queries.Measured] | None:
        """The board with the indicator on it; None for a card of the library and one that was withdrawn."""
        if self.indicator.partnership is None:
            return None
        board = queries.board(self.actor, self.indicator.partnership, day, credit)
        found = board.of(self.indicator.key)
        return (board, found) if found else None


@dataclass(kw_only=True)
class IndicatorPage(Page):
    """One indicator: its card and rule in words, its values in `of` (None for a card of the library), chart, advice, history."""

    indicator: Indicator
    of: queries.IndicatorShown | None
    rule: str
    lint: tuple[str, ...]
    chart: Drawn | None
    plausible: list[tuple[str, str]]
    day: date
    credit: str
    credits: list[tuple[str, Any]]
    actions: list[tuple[str, str, str]]
    history: list[Happening]


class ShowIndicator(OfAnIndicator):
    """Read an indicator: what it counts, what it says, and why."""

    template_name = "scoreboard/indicator.html"

    def load(self, **values: Any) -> IndicatorPage:
        day, credit = asked_day(self.request), asked_credit(self.request)
        found = self.measured(day, credit)
        shown = queries.indicator_shown(*found) if found else None
        edits = can(self.actor, "scoreboard.edit-indicator", self.indicator)
        return IndicatorPage(
            title=self.indicator.title,
            lead=self.indicator.definition,
            breadcrumb=way_of(self.indicator, self.indicator.key),
            as_of=day_of_page(self.request, day),
            indicator=self.indicator,
            of=shown,
            rule=queries.rule_in_words(self.indicator, self.titles()),
            lint=queries.lint(self.indicator) if edits else (),
            chart=chart_of_partners(shown, self.indicator) if shown else None,
            plausible=queries.plausible_shown(self.actor, self.indicator, day),
            day=day,
            credit=credit or self.indicator.credit,
            credits=list(Credit.choices),
            actions=self.possible(edits),
            history=history_of(self.actor, self.indicator) if edits else [],
        )

    def titles(self) -> dict[str, str]:
        parts = self.indicator.rule.get("of", [])
        rows = queries.indicators_for_lists(self.actor).filter(key__in=parts) if parts else ()
        return queries.titles_of(rows)

    def possible(self, edits: bool) -> list[tuple[str, str, str]]:
        one, found = self.indicator, []
        if not one.rule and one.partnership and queries.may_enter(self.actor, one):
            found.append((gettext("Enter a value"), reverse("scoreboard:enter", args=[one.key]), "plus"))
        if edits and one.withdrawn_on is None:
            if one.partnership:
                found.append(
                    (gettext("Set targets"), reverse("scoreboard:targets", args=[one.key]), "target")
                )
            found.append(
                (gettext("Edit the card"), reverse("scoreboard:edit_indicator", args=[one.key]), "edit")
            )
            found.append(
                (gettext("Withdraw"), reverse("scoreboard:withdraw_indicator", args=[one.key]), "close")
            )
        return found


@dataclass(kw_only=True)
class RowsPage(Page):
    """The rows behind a number: of an indicator, of a partner, of a period. `rule` says how they were counted."""

    rows: queries.RowsShown
    value: str
    unit: str
    rule: str
    credit: str
    day: date


class Rows(OfAnIndicator):
    """See the records behind a number."""

    template_name = "scoreboard/rows.html"

    def load(self, **values: Any) -> RowsPage:
        day, credit = asked_day(self.request), asked_credit(self.request)
        partner, period = (self.request.GET.get(name, "") for name in ("partner", "period"))
        found = self.measured(day, credit)
        number = queries.number_behind(*found, partner, period) if found else None
        ids = found[1].row_ids(partner, period, credit) if found else ()
        return RowsPage(
            title=number.title if number else self.indicator.title,
            breadcrumb=way_of(
                self.indicator, (self.indicator.title, self.indicator.get_absolute_url()), gettext("Records")
            ),
            as_of=day,
            rows=queries.rows_behind(self.actor, *found, ids, asked_page(self.request))
            if found
            else queries.NO_ROWS,
            value=number.value if number else "",
            unit=self.indicator.unit,
            rule=queries.rule_in_words(self.indicator),
            credit=str(Credit(credit or self.indicator.credit).label),
            day=day,
        )


@dataclass(kw_only=True)
class LibraryPage(Page):
    """The cards of the library with their rules in words."""

    cards: list[tuple[Indicator, str]]
    add_url: str


class Library(PageView):
    """Look through the library of indicator cards."""

    template_name = "scoreboard/library.html"

    def load(self, **values: Any) -> LibraryPage:
        cards = queries.library(self.actor)
        titles: dict[str, str] = queries.titles_of(cards)
        return LibraryPage(
            title=gettext("Library of indicators"),
            lead=gettext(
                "Cards to take over: what is measured, in which unit, counted by which rule. Partnerships that count by the same rule can be compared."
            ),
            breadcrumb=way(gettext("Library")),
            cards=[(one, queries.rule_in_words(one, titles)) for one in cards],
            add_url=reverse("scoreboard:add_card") if can(self.actor, "scoreboard.edit-library") else "",
        )
