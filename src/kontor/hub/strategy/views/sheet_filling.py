"""The competence sheet over its link: one page without an account. Every step is a form that is sent, so it needs no script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.queries import terms_to_choose
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.pages import Page, PageView, refuse, sentence
from kontor.hub.foundation.refusal import N_, NotThere, Refusal
from kontor.hub.foundation.throttling import HolderThrottle
from kontor.hub.strategy.actions import sheet_filling as actions
from kontor.hub.strategy.choices import SheetState
from kontor.hub.strategy.forms.sheets import FillSheet as Form
from kontor.hub.strategy.models import CompetenceSheet, SheetLine
from kontor.hub.strategy.queries.sheets import known_of, sheet_behind
from kontor.hub.strategy.rules.sheet import is_open

# Who acts over a link: the link says whose sheet it is.
OF_THE_LINK = system("strategy.link")
CHANGES = "60/m"


class SheetTooFast(Refusal):
    code = "sheet-too-fast"
    sentence = N_("That were very many changes in a minute. Nothing is lost: wait a minute, then go on.")
    status = 429


def guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody keeps these pages: not a search engine, not who shares the machine; and the link tells itself to no other site."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@contextmanager
def spoken(request: HttpRequest, sheet: CompetenceSheet) -> Iterator[None]:
    """The language of the letter, unless the reader has chosen another one here."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        yield
        return
    with translation.override(sheet.language or settings.LANGUAGE_CODE):
        yield


@dataclass(kw_only=True)
class OwnSheetPage(Page):
    """What the link shows: `what` is fill, sent, declined or closed; `lines` are those that were sent."""

    sheet: CompetenceSheet
    what: str
    may_change: bool
    form: Form | None = None
    lines: tuple[SheetLine, ...] = ()
    offered: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    problem: str = ""


class FillSheet(PageView):
    """Fill the sheet, save, send, correct, decline."""

    template_name = "strategy/fill_sheet.html"
    http_method_names = ["get", "post", "head", "options"]

    @cached_property
    def sheet(self) -> CompetenceSheet:
        return sheet_behind(self.kwargs["token"])

    def load(self, **values: Any) -> OwnSheetPage:
        """What is to be seen now; a correction is asked for by its address."""
        sheet = self.sheet
        changes = is_open(sheet.state, sheet.until, timezone.localdate())
        corrects = "correct" in self.request.GET or self.request.method == "POST"
        what = "closed"
        if sheet.state in (SheetState.ANSWERED, SheetState.TAKEN, SheetState.REFUSED):
            what = "fill" if changes and corrects else "sent"
        elif sheet.state == SheetState.DECLINED:
            what = "declined"
        elif changes:
            what = "fill"
        sent = what == "sent"
        return OwnSheetPage(
            title=gettext("What you do in “%(chain)s”") % {"chain": sheet.chain.name},
            lead=sheet.organisation.name,
            sheet=sheet,
            what=what,
            may_change=changes or (what == "declined" and timezone.localdate() <= sheet.until),
            form=self.form() if what == "fill" else None,
            lines=tuple(sheet.lines.select_related("component").filter(does=True)) if sent else (),
            offered=tuple(str(one) for one in sheet.offered.all()) if sent else (),
            sought=tuple(str(one) for one in sheet.sought.all()) if sent else (),
        )

    def form(self) -> Form:
        sheet = self.sheet
        initial = {
            "offered": [one.pk for one in sheet.offered.all()],
            "sought": [one.pk for one in sheet.sought.all()],
            **{name: getattr(sheet, name) for name in ("offers", "seeks", "words")},
        }
        bound = [self.request.POST] if self.request.method == "POST" else []
        return Form(
            *bound, initial=initial, components=list(sheet.chain.components.all()), known=known_of(sheet),
            terms=terms_to_choose(Taxonomy.values),
        )  # fmt: skip

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        with spoken(request, self.sheet):
            if request.method == "GET":
                self.sheet = actions.open_sheet(actor=OF_THE_LINK, sheet=self.sheet)
            return guarded(self.show(self.load(**values)))

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        with spoken(request, self.sheet):
            page = self.load(**values)
            try:
                said = self.do(request, page)
            except Refusal as refusal:
                if isinstance(refusal, NotThere):
                    raise
                return guarded(self.refused(page, refusal))
            if said is None:
                page.problem = gettext(
                    "Something is to be put right. Nothing is lost: what you wrote stands below."
                )
                return guarded(self.show(page, status=422))
            if said:
                messages.success(request, said)
            return guarded(HttpResponseRedirect(request.path, status=303))

    def refused(self, page: OwnSheetPage, refusal: Refusal) -> HttpResponseBase:
        page.problem = sentence(refusal)
        if page.form is not None and refusal.field:
            page.form.is_valid()
            refuse(page.form, refusal)
        return self.show(page, status=refusal.status)

    def do(self, request: HttpRequest, page: OwnSheetPage) -> str | None:
        """Carry out what was pressed. Returns what to say, None where the form is to be put right."""
        sheet, pressed = self.sheet, request.POST.get("go", "save")
        if not HolderThrottle("strategy-sheet", CHANGES, str(sheet.pk)).allow_request(request):
            raise SheetTooFast
        if pressed == "decline":
            actions.decline_sheet(actor=OF_THE_LINK, sheet=sheet)
            return ""
        if pressed == "reopen":
            actions.reopen_sheet(actor=OF_THE_LINK, sheet=sheet)
            return ""
        if page.form is None:
            raise actions.rules.SheetNotOpen
        if not page.form.is_valid():
            return None
        saved = actions.save_sheet(
            actor=OF_THE_LINK, sheet=sheet, answers=answers_of(page.form), send=pressed == "send"
        )
        if saved.state == SheetState.ANSWERED:
            return ""
        return gettext("Saved. The same link brings you back here; nobody reads it before you send it.")


def answers_of(form: Form) -> actions.Answers:
    told = form.cleaned_data
    return actions.Answers(
        said={pk: actions.Said(**said) for pk, said in form.said().items()},
        **{name: list(told[name]) for name in ("offered", "sought")},
        **{name: told[name] for name in ("offers", "seeks", "words")},
    )
