"""The frame of every page: navigation, languages, theme, who is signed in, and where a page lives in the code.

`front/wiring.py` fills `NAVIGATION`, `ACCOUNT` and `SEARCH`; templates read everything through `chrome`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import VISITOR, Actor
from kontor.hub.foundation.pages import THEME_COOKIE, THEMES

PRODUCT = "Kontor"
SIGN_OUT = "account_logout"


def everybody(actor: Actor) -> bool:
    return True


def signed_in(actor: Actor) -> bool:
    return not actor.is_visitor


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One line of the navigation. `group` is its heading ('' for none); `shown` says to whom it is offered.

    `also` are beginnings of further addresses that belong to it, where its pages do not all lie below its own.
    """

    label: str
    url_name: str
    icon: str = "circle"
    group: str = ""
    shown: Callable[[Actor], bool] = everybody
    also: tuple[str, ...] = ()


NAVIGATION: list[NavigationEntry] = []
ACCOUNT: list[NavigationEntry] = []
# The URL name of the page that searches everything; '' hides the search box.
SEARCH: list[str] = []


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool


@dataclass(slots=True)
class Group:
    label: str
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Where:
    """Where the page lives in the code: shown in the footer of demo and test, so that a reader finds it in ten seconds."""

    url_name: str
    view: str
    template: str


def address(url_name: str) -> str | None:
    """The URL of a name without values. One that does not resolve is a fault: raised in tests, left out elsewhere."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        if settings.MODE == "test":
            raise
        return None


@dataclass
class Chrome:
    """Everything that base.html shows beside the page itself. Nothing is computed until the template asks."""

    request: HttpRequest

    product = PRODUCT

    @cached_property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", VISITOR)

    @property
    def demo(self) -> bool:
        return settings.MODE == "demo"

    @property
    def theme(self) -> str:
        theme = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return theme if theme in THEMES else "auto"

    @property
    def themes(self) -> list[tuple[str, Any, str]]:
        labels = {"auto": _("As the device"), "light": _("Light"), "dark": _("Dark")}
        icons = {"auto": "monitor", "light": "sun", "dark": "moon"}
        return [(theme, labels[theme], icons[theme]) for theme in THEMES]

    @property
    def languages(self) -> list[dict[str, str]]:
        return [get_language_info(code) for code, _name in settings.LANGUAGES]

    @property
    def language(self) -> dict[str, str]:
        return get_language_info(get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def navigation(self) -> list[Group]:
        groups: dict[str, Group] = {}
        for label, link in self.links(NAVIGATION):
            groups.setdefault(label, Group(label)).links.append(link)
        return list(groups.values())

    @cached_property
    def account(self) -> list[Link]:
        return [link for _label, link in self.links(ACCOUNT)]

    def links(self, entries: list[NavigationEntry]) -> Iterator[tuple[str, Link]]:
        """(group, link) of the entries offered to this actor; the longest address that leads here is the current one."""
        offered = [(entry, address(entry.url_name)) for entry in entries if entry.shown(self.actor)]
        beginnings = {url: (url, *entry.also) for entry, url in offered if url}
        here = max(
            (one for some in beginnings.values() for one in some if self.leads_here(one)), key=len, default=""
        )
        for entry, url in offered:
            if url:
                yield str(entry.group), Link(str(entry.label), url, entry.icon, here in beginnings[url])

    def leads_here(self, url: str) -> bool:
        return self.request.path == url or (url != "/" and self.request.path.startswith(url))

    @cached_property
    def search_url(self) -> str:
        return (address(SEARCH[-1]) or "") if SEARCH else ""

    @cached_property
    def sign_in_url(self) -> str:
        try:
            return resolve_url(settings.LOGIN_URL)
        except NoReverseMatch:
            return ""

    @cached_property
    def sign_out_url(self) -> str:
        try:
            return reverse(SIGN_OUT)
        except NoReverseMatch:
            return ""

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def account_name(self) -> str:
        """What the signed-in person calls herself; never shown to others."""
        user = getattr(self.request, "user", None)
        return str(getattr(user, "shown_name", "") or getattr(user, "email", "") or "")

    @cached_property
    def where(self) -> Where | None:
        match = self.request.resolver_match
        if settings.MODE == "production" or match is None:
            return None
        view = getattr(match.func, "view_class", match.func)
        template = getattr(view, "template_name", "")
        return Where(match.view_name, f"{view.__module__}.{view.__qualname__}", template)


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `chrome` and `actor` in every template."""
    chrome = Chrome(request)
    return {"chrome": chrome, "actor": chrome.actor}
