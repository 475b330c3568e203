"""The frame of pages: navigation, theme, the way back."""

from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.chrome import Chrome, NavigationEntry, signed_in
from kontor.hub.foundation.pages import (
    safe_return,
)
from tests.hub.foundation.asking import EDITOR, ask

pytestmark = [pytest.mark.urls("tests.hub.foundation.shop_urls"), pytest.mark.usefixtures("navigation")]


# The navigation.


def test_navigation_groups_entries_in_the_order_they_were_registered(navigation):
    navigation += [
        NavigationEntry("Style", "foundation:style_page", group="Work"),
        NavigationEntry("Theme", "foundation:set_theme", group="Rest"),
        NavigationEntry("Language", "foundation:set_language", group="Work"),
    ]

    groups = Chrome(ask()).navigation

    assert [(group.label, [link.label for link in group.links]) for group in groups] == [
        ("Work", ["Style", "Language"]),
        ("Rest", ["Theme"]),
    ]


def test_navigation_marks_only_the_longest_address_that_leads_here(navigation):
    navigation += [
        NavigationEntry("Shop", "shop"),
        NavigationEntry("Boots", "boots"),
        NavigationEntry("Home", "home"),
    ]

    links = Chrome(ask("/shop/boots/41/")).navigation[0].links

    assert {link.label: link.current for link in links} == {"Shop": False, "Boots": True, "Home": False}


def test_navigation_marks_the_entry_that_further_addresses_belong_to(navigation):
    navigation += [
        NavigationEntry("Shop", "shop"),
        NavigationEntry("Boots", "boots", also=("/shop/laces/",)),
    ]

    links = Chrome(ask("/shop/laces/7/")).navigation[0].links

    assert {link.label: link.current for link in links} == {"Shop": False, "Boots": True}


def test_navigation_is_offered_only_to_whom_it_is_meant_for(navigation):
    navigation += [NavigationEntry("Style", "foundation:style_page", shown=signed_in)]

    assert Chrome(ask(actor=VISITOR)).navigation == []
    assert [link.label for link in Chrome(ask(actor=EDITOR)).navigation[0].links] == ["Style"]


def test_navigation_entry_that_does_not_resolve_is_a_fault_in_tests_and_left_out_elsewhere(
    navigation, settings
):
    navigation += [NavigationEntry("Nowhere", "nowhere:at_all")]

    settings.MODE = "test"
    with pytest.raises(NoReverseMatch):
        _groups = Chrome(ask()).navigation
    settings.MODE = "production"
    assert Chrome(ask()).navigation == []


# Theme and language.


@pytest.mark.parametrize(
    ("cookie", "theme"),
    [("dark", "dark"), ("light", "light"), ("auto", "auto"), ('"><script>', "auto"), (None, "auto")],
)
def test_theme_is_one_of_three_whatever_the_cookie_says(cookie, theme):
    request = ask()
    if cookie:
        request.COOKIES["theme"] = cookie

    assert Chrome(request).theme == theme


def test_set_theme_remembers_the_choice_and_returns_to_the_page(client):
    response = client.post(reverse("foundation:set_theme"), {"theme": "dark", "next": "/style/?page=2"})

    assert (response.status_code, response["Location"], response.cookies["theme"].value) == (
        302,
        "/style/?page=2",
        "dark",
    )


def test_set_theme_takes_no_unknown_theme(client):
    response = client.post(reverse("foundation:set_theme"), {"theme": "purple"})

    assert response.cookies["theme"].value == "auto"


def test_set_theme_answers_no_get(client):
    assert client.get(reverse("foundation:set_theme")).status_code == 405


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com", ""]
)
def test_safe_return_never_leaves_the_site(elsewhere):
    assert safe_return(ask(), elsewhere) == "/"


def test_where_names_address_view_and_template_but_not_in_production(settings):
    request = ask()
    request.resolver_match = SimpleNamespace(
        view_name="shop:show",
        func=SimpleNamespace(view_class=type("Show", (), {"template_name": "shop/show.html"})),
    )

    settings.MODE = "demo"
    where = Chrome(request).where
    assert (where.url_name, where.template) == ("shop:show", "shop/show.html")
    assert where.view.endswith(".Show")
    settings.MODE = "production"
    assert Chrome(request).where is None
