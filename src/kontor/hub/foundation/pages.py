"""Every screen is one of two kinds: a page that shows (`PageView`), or a page with one form that does one thing (`ActionView`).

A page receives one dataclass, `page`, made by `load`; its template holds no queries. An action view makes one call to one
action; a refusal becomes a sentence at the form, and nothing that was typed is lost. How a refusal reaches a form is
written here once (`refuse`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.partial_dates import written
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile, Refusal, RefusedTogether
from kontor.hub.foundation.tables import Table

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
ONE_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to here. Without `url` it is text."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several pages about the same record, shown as a row of links."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(kw_only=True)
class Page:
    """What every template receives as `page`. Areas subclass it; each field of a subclass says what it is for."""

    title: str
    lead: str = ""
    breadcrumb: tuple[Crumb, ...] = ()
    tabs: tuple[Tab, ...] = ()
    as_of: date | None = None


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the reader's language."""
    template = gettext(refusal.template)
    return template % refusal.data if refusal.data else template


def refuse(form: BaseForm, refusal: Refusal) -> None:
    """Show `refusal` on `form`: at the field it names, else above the form; several at once each at its own field."""
    if isinstance(refusal, RefusedTogether):
        for single in refusal.refusals:
            refuse(form, single)
        return
    form.add_error(refusal.field if refusal.field in form.fields else None, sentence(refusal))
    if isinstance(refusal, ChangedMeanwhile):
        show_what_was_saved(form, refusal.data.get("saved", {}))
        accept_current_version(form)


def show_what_was_saved(form: BaseForm, saved: Mapping[str, Any]) -> None:
    """Say at each field what somebody else has saved there meanwhile; the author's own entry stays in it."""
    for name, value in saved.items():
        if name in form.fields:
            told = {"value": in_words(form.fields[name], value)}
            form.add_error(name, gettext("Saved by somebody else meanwhile: %(value)s") % told)


def in_words(field: Any, value: Any) -> str:
    """A value of a field as a reader knows it."""
    if value in (None, ""):
        return gettext("nothing")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, date):
        return written(value.isoformat()[:10], get_language() or "en")
    choices = dict(getattr(field, "choices", None) or ()) if isinstance(value, str | int) else {}
    return str(choices.get(value, value))


def accept_current_version(form: BaseForm) -> None:
    """Let the next save of the same entry pass: its author has now been told what somebody else saved."""
    if "version" not in form.fields:
        return
    current = form.get_initial_for_field(form.fields["version"], "version")
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = current


def safe_return(request: HttpRequest, address: str, default: str = "/") -> str:
    """`address` if it lies on this site, else `default`: nobody is sent elsewhere by a link somebody else wrote."""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=request.is_secure())
    return address if safe else default


def wants_part(request: HttpRequest) -> bool:
    """Whether the browser asks only for the changing part of the page (htmx), not for a page to show on its own."""
    details = getattr(request, "htmx", None)
    return bool(details) and not details.boosted and not details.history_restore_request


class PageView(View):
    """Shows one page. Subclasses set `template_name` and write `load(**url_values) -> Page`.

    `part` is what changes without a reload: a partial of the template (`results` means `page.html#results`), or a template
    of its own when it has a slash in it.
    """

    template_name: ClassVar[str]
    part: ClassVar[str] = ""
    http_method_names = ["get", "head", "options"]

    @cached_property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", VISITOR)

    def load(self, **values: Any) -> Page:
        """Gather everything the template shows. What the actor may not see raises NotThere."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        return self.show(self.load(**values))

    def show(self, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
        only_part = self.part and wants_part(self.request)
        template = self.part_template if only_part else self.template_name
        response = render(self.request, template, {"page": page, **context}, status=status)
        if self.part:
            patch_vary_headers(response, ["HX-Request"])
        return response

    @property
    def part_template(self) -> str:
        return self.part if "/" in self.part else f"{self.template_name}#{self.part}"


@dataclass(kw_only=True)
class ListPage(Page):
    """A page that is a list; `table` is loaded (`Table.of`)."""

    table: Table


class ListView(PageView):
    """A list with search, facets, sorting, pages. `load` returns a `ListPage`; the address bar always shows the list as it is."""

    template_name: ClassVar[str] = "foundation/shells/list.html"
    part: ClassVar[str] = "foundation/table/part.html"

    def show(self, page: ListPage, *, status: int = 200, **context: Any) -> HttpResponse:
        response = super().show(page, status=status, **context)
        if wants_part(self.request):
            response.headers["HX-Push-Url"] = page.table.here
        return response


class ActionView(PageView):
    """One form, one action: load, check, process.

    Subclasses write `load` (as for a page; keep the record on `self`), `check` (require the permission), `process`
    (one call to one action; returns the address to go to), and set `form_class`, `success` (a sentence) and, for a form that
    belongs to another page, `template_name` of that page.
    """

    template_name: ClassVar[str] = "foundation/shells/form.html"
    form_class: ClassVar[type[BaseForm]]
    success: ClassVar[str] = ""
    http_method_names = ["get", "post", "head", "options"]

    def check(self, page: Page) -> None:
        """Raise NotAllowed unless the actor may do this. Called before the form is shown and before it is processed."""
        raise NotImplementedError

    def process(self, form: Any) -> str:
        """Call the one action with the form's values. Returns where to go afterwards."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        """What the form holds before anybody types."""
        return {}

    def form_values(self) -> dict[str, Any]:
        """Further keyword arguments of the form, such as the actor."""
        return {}

    def form(self, *bound: Any) -> BaseForm:
        return self.form_class(*bound, initial=self.initial(), **self.form_values())

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        page = self.load(**values)
        self.check(page)
        return self.show(page, form=self.form())

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        page = self.load(**values)
        self.check(page)
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(page, form=form, status=422)
        try:
            address = self.process(form)
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            refuse(form, refusal)
            return self.show(page, form=form, status=refusal.status)
        return self.leave(address)

    def leave(self, address: str) -> HttpResponseBase:
        if self.success:
            messages.success(self.request, self.success)
        if wants_part(self.request):
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


class VerbView(ActionView):
    """One verb on one record of an area. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`; the base
    of an area says `area` and writes `subject` and `way`.
    """

    area: ClassVar[str]
    title: Any
    lead: Any = ""
    verb: str

    def subject(self) -> Any:
        """What the permission is asked for."""
        raise NotImplementedError

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        """The breadcrumb that leads to the record, and these steps."""
        raise NotImplementedError

    def load(self, **values: Any) -> Page:
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=self.way(Crumb(str(self.title))))

    def check(self, page: Page) -> None:
        require(self.actor, f"{self.area}.{self.verb}", self.subject())


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the system's own; back to the page where the choice was made."""
    theme = request.POST.get("theme", "auto")
    response = HttpResponseRedirect(safe_return(request, request.POST.get("next", "/")))
    response.set_cookie(
        THEME_COOKIE,
        theme if theme in THEMES else "auto",
        max_age=ONE_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def crumbs(*steps: tuple[str, str] | str) -> tuple[Crumb, ...]:
    """Write a breadcrumb short: `crumbs(("Directory", url), "Basque Energy Cluster")`."""
    return tuple(Crumb(*step) if isinstance(step, tuple) else Crumb(str(step)) for step in steps)


def tabs(request: HttpRequest, entries: Iterable[tuple[str, str] | tuple[str, str, int]]) -> tuple[Tab, ...]:
    """Tabs from (label, url[, count]); the current one is the page shown."""
    return tuple(
        Tab(label=str(label), url=url, current=url == request.path, count=rest[0] if rest else None)
        for label, url, *rest in entries
    )
