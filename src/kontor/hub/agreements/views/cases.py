"""All cases: list, board, pipeline, export, and suggestions for other forms."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.generic import View

from kontor.hub.agreements import actions, queries, rules
from kontor.hub.agreements.choices import CaseLevel, CaseState
from kontor.hub.agreements.exporters import ExportCases
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.tables import Cases
from kontor.hub.agreements.views.base import OfACase, area_tabs
from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import ListPage, ListView, Page, PageView, safe_return, sentence
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit.downloads import download

MOST_SUGGESTED = 20


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All cases the actor sees."""

    may_record: bool


class Index(ListView):
    """Find a case."""

    template_name = "agreements/index.html"

    def load(self, **values: Any) -> IndexPage:
        return IndexPage(
            title=gettext("Cooperation cases"),
            lead=gettext("From the first contact to the signed agreement, and to what came of it."),
            tabs=area_tabs(self.request, self.actor),
            table=Cases.of(self.request, queries.listed_cases(self.actor), actor=self.actor),
            may_record=bool(self.actor.edited_teams),
        )


class Export(View):
    """Download the cases of the list: all that pass its filters, in its order, as the importer reads them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        require(actor, "agreements.export")
        table = Cases.asked_by(request, queries.listed_cases(actor), actor=actor)
        exporter = ExportCases()
        rows = exporter.rows_of(actor, table.filtered)
        title = gettext("Cooperation cases")
        return download(slugify(title), form, exporter.columns, rows, title=title)


class Suggest(View):
    """Cases whose titles hold what is typed, for search boxes in forms."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        actor: Actor = getattr(request, "actor", VISITOR)
        rows = visible(CooperationCase, actor).filter(title__icontains=request.GET.get("q", "")[:200])
        found = rows.order_by("title", "pk").select_related("partnership")[:MOST_SUGGESTED]
        answers = [
            {"value": one.key, "label": one.title, "hint": one.partnership.acronym if one.partnership else ""}
            for one in found
        ]
        return JsonResponse(answers, safe=False)


# The board.


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card with where it may be moved: (verb, state it leads to, its name)."""

    card: queries.Card
    moves: tuple[tuple[str, str, str], ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.card, name)


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column; `url` is the list of all its cases."""

    state: str
    label: str
    count: int
    more: int
    cards: tuple[CardShown, ...]
    url: str


@dataclass(kw_only=True)
class BoardPage(Page):
    """Cases by state. `partnerships` and `levels` are (key, name) to choose from."""

    columns: list[ColumnShown]
    asked: queries.Asked
    partnerships: list[tuple[str, str]]
    levels: list[tuple[str, Any]]
    may_record: bool


def moves_of(state: str) -> tuple[tuple[str, str, str], ...]:
    """What the table of states allows: the name of a move is the state it leads to."""
    words = dict(CaseState.choices)
    steps = [(verb, rules.CASE.steps[verb].after) for verb in rules.CASE.verbs(state)]
    moves = {after: (verb, after, str(words[after])) for verb, after in reversed(steps)}
    return tuple(sorted(moves.values(), key=lambda move: CaseState.values.index(move[1])))


def column_shown(column: queries.Column, asked: queries.Asked) -> ColumnShown:
    moves = moves_of(column.state)
    chosen = [
        ("state", column.state),
        ("partnership", asked.partnership),
        ("level", asked.level),
        ("counted", "yes"),
    ]
    query = "&".join(f"{name}={value}" for name, value in chosen if value)
    cards = tuple(CardShown(card, moves if card.works else ()) for card in column.cards)
    return ColumnShown(
        column.state, column.label, column.count, column.more, cards, f"{reverse('agreements:index')}?{query}"
    )


class Board(PageView):
    """See all cases by state, and move them."""

    template_name = "agreements/board.html"

    def load(self, **values: Any) -> BoardPage:
        asked = queries.asked_for(self.request.GET)
        return BoardPage(
            title=gettext("Cooperation cases"),
            lead=gettext(
                "Each case once, where it stands today; the latest on top. Cases told twice are left out."
            ),
            tabs=area_tabs(self.request, self.actor),
            columns=[
                column_shown(one, asked) for one in queries.board(self.actor, asked, timezone.localdate())
            ],
            asked=asked,
            partnerships=queries.partnerships_with_cases(self.actor),
            levels=list(CaseLevel.choices),
            may_record=bool(self.actor.edited_teams),
        )


# Where a move needs more than a choice: a signature its day and evidence, an end its outcome.
ELSEWHERE = {"close": "agreements:close", "reopen": "agreements:reopen", "resume": "agreements:reopen"}


class Move(OfACase):
    """Move a case on the board. What needs more than a choice leads to its form."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        verb, version = request.POST.get("verb", ""), request.POST.get("version", "")
        require(self.actor, "agreements.advance", self.case)
        if verb in ELSEWHERE:
            return HttpResponseRedirect(reverse(ELSEWHERE[verb], args=[self.case.key]))
        if verb not in rules.CASE.steps:
            return HttpResponseRedirect(reverse("agreements:advance", args=[self.case.key]))
        said, well = self.moved(verb, int(version) if version.isdecimal() and len(version) < 9 else None)
        (messages.success if well else messages.error)(request, said)
        return HttpResponseRedirect(
            safe_return(request, request.POST.get("next", ""), reverse("agreements:board"))
        )

    def moved(self, verb: str, version: int | None) -> tuple[str, bool]:
        """What to say, and whether it went well. A refusal leaves the card where it is."""
        try:
            case = actions.advance_case(actor=self.actor, case=self.case, verb=verb, version=version)
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            return sentence(refusal), False
        said = {"title": case.title, "state": case.get_state_display()}
        return gettext("'%(title)s' is now: %(state)s.") % said, True
