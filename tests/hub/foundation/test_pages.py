"""Base views: parts for exchanges in the page, lists, forms, and how a refusal reaches a form."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from kontor.hub.foundation.forms import Form, VersionField
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.pages import (
    ActionView,
    ListPage,
    ListView,
    Page,
    PageView,
    crumbs,
    refuse,
    tabs,
    wants_part,
)
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere, Refusal, RefusedTogether
from kontor.hub.foundation.tables import Column, Facet, Table
from kontor.hub.foundation.templatetags.kontor import back
from tests.hub.foundation.asking import EDITOR, ask

pytestmark = [pytest.mark.urls("tests.hub.foundation.shop_urls"), pytest.mark.usefixtures("navigation")]


# Pages.


def test_crumbs_are_written_short_and_lead_back_to_the_last_address():
    steps = crumbs(("Directory", "/directory/"), "Basque Energy Cluster")

    assert [(step.label, step.url) for step in steps] == [
        ("Directory", "/directory/"),
        ("Basque Energy Cluster", ""),
    ]
    assert back(steps) == "/directory/"
    assert back(()) == ""


def test_tabs_know_the_page_that_is_shown():
    found = tabs(ask("/a/"), [("First", "/a/"), ("Second", "/b/", 3)])

    assert [(tab.label, tab.current, tab.count) for tab in found] == [
        ("First", True, None),
        ("Second", False, 3),
    ]


def test_wants_part_only_for_an_exchange_in_the_page():
    request = ask()
    request.htmx = None
    assert not wants_part(request)

    for boosted, restoring, wanted in [(False, False, True), (True, False, False), (False, True, False)]:
        request.htmx = SimpleNamespace(boosted=boosted, history_restore_request=restoring)
        assert wants_part(request) is wanted


def test_part_template_is_a_partial_of_the_page_or_a_template_of_its_own():
    class Show(PageView):
        template_name = "shop/show.html"
        part = "prices"

    class List(Show):
        part = "shop/rows.html"

    assert (Show().part_template, List().part_template) == ("shop/show.html#prices", "shop/rows.html")


class Countries(Table):
    name = "test.chrome"
    searches = "Search"
    default_sort = "code"
    columns = (
        Column("code", "Code", sort=("code",), url=lambda row: f"/countries/{row.pk}/"),
        Column("alpha3", "Long"),
    )
    facets = (Facet("continent", "Continent"),)


class Index(ListView):
    def load(self):
        return ListPage(title="Countries", table=Countries.of(self.request, Country.objects.all()))


def list_response(address, *, htmx):
    request = ask(address)
    request.session = {}
    request.resolver_match = None
    request.htmx = SimpleNamespace(boosted=False, history_restore_request=False) if htmx else None
    return Index.as_view()(request)


@pytest.fixture
def countries(db):
    Country.objects.all().delete()
    Country.objects.bulk_create(
        [
            Country(code="ES", alpha3="ESP", continent="Europe"),
            Country(code="CO", alpha3="COL", continent="America"),
            Country(code="AQ", alpha3="<b>", continent=""),
        ]
    )


def test_list_is_a_whole_page_for_a_browser(countries):
    page = list_response("/countries/?continent=Europe", htmx=False).content.decode()

    assert page.count("<main") == 1
    assert '<a class="cell-link" href="/countries/ES/">ES</a>' in page
    assert "/countries/CO/" not in page


def test_list_is_only_its_results_for_an_exchange_and_tells_a_clean_address(countries):
    response = list_response("/countries/?q=&continent=Europe&page=1", htmx=True)

    part = response.content.decode()
    assert part.lstrip().startswith('<div id="results"')
    assert "<main" not in part
    assert response.headers["HX-Push-Url"] == "/countries/?continent=Europe"
    assert "HX-Request" in response.headers["Vary"]


def test_list_escapes_what_records_hold(countries):
    page = list_response("/countries/?continent=-", htmx=False).content.decode()

    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_list_without_hits_offers_to_clear_the_filters(countries):
    page = list_response("/countries/?continent=Atlantis", htmx=False).content.decode()

    assert "Nothing fits these filters" in page
    assert '<a class="button button-secondary" href="/countries/">' in page


# Refusals at forms.


class NameForm(Form):
    name = forms.CharField()
    since = forms.CharField()
    version = VersionField()


def bound_form(**initial):
    form = NameForm({"name": "Boots", "since": "2018", "version": "1"}, initial=initial)
    assert form.is_valid()
    return form


def test_refuse_shows_the_sentence_with_its_data_at_the_field_it_names():
    form = bound_form()

    refuse(
        form,
        Refusal("There is already '%(name)s', %(share)s %% alike.", field="name", name="Boots", share=98),
    )

    assert form.errors == {"name": ["There is already 'Boots', 98 % alike."]}


def test_refuse_shows_a_sentence_without_data_as_it_stands():
    form = bound_form()

    refuse(form, Refusal("100% of the rows are wrong."))

    assert form.non_field_errors() == ["100% of the rows are wrong."]


def test_refuse_shows_a_sentence_about_an_unknown_field_above_the_form():
    form = bound_form()

    refuse(form, Refusal("No.", field="colour"))

    assert form.errors == {"__all__": ["No."]}


def test_refuse_shows_refusals_together_each_at_its_own_field():
    form = bound_form()

    refuse(
        form,
        RefusedTogether(
            [Refusal("Too short.", field="name"), Refusal("Too late.", field="since"), Refusal("And no.")]
        ),
    )

    assert form.errors == {"name": ["Too short."], "since": ["Too late."], "__all__": ["And no."]}


def test_refuse_of_a_meanwhile_changed_record_lets_the_next_save_pass():
    form = bound_form(version=7)

    refuse(form, ChangedMeanwhile())

    assert form.data["version"] == 7
    assert 'name="version" value="7"' in str(form["version"])
    assert form["name"].value() == "Boots"


@pytest.mark.parametrize(
    ("saved", "told"),
    [
        ("Harbour", "Harbour"),
        ("", "nothing"),
        (None, "nothing"),
        (True, "yes"),
        (date(2026, 11, 26), "26 November 2026"),
    ],
    ids=["text", "empty", "none", "yes", "day"],
)
def test_refuse_of_a_meanwhile_changed_record_says_at_the_field_what_was_saved(saved, told):
    form = bound_form(version=7)

    refuse(form, ChangedMeanwhile(saved={"name": saved, "elsewhere": "unseen"}))

    assert form.errors["name"] == [f"Saved by somebody else meanwhile: {told}"]
    assert form["name"].value() == "Boots"


def test_refuse_of_a_meanwhile_changed_record_says_choices_in_words():
    class Coloured(Form):
        colour = forms.ChoiceField(choices=[("r", "Red"), ("g", "Green")])

    form = Coloured({"colour": "g"})
    form.is_valid()

    refuse(form, ChangedMeanwhile(saved={"colour": "r"}))

    assert form.errors["colour"] == ["Saved by somebody else meanwhile: Red"]


# One form, one action.


class Rename(ActionView):
    form_class = NameForm
    success = "Renamed."
    refusal = None
    may = True

    def load(self):
        return Page(title="Rename")

    def check(self, page):
        if not self.may:
            raise NotAllowed

    def initial(self):
        return {"version": 1}

    def process(self, form):
        if self.refusal:
            raise self.refusal
        return f"/shop/?renamed={form.cleaned_data['name']}"


def send(view, data=None, **headers):
    factory = RequestFactory(headers=headers)
    request = factory.post("/shop/rename/", data) if data is not None else factory.get("/shop/rename/")
    request.actor = EDITOR
    request._messages = CookieStorage(request)
    request.resolver_match = None
    return request, view.as_view()(request)


ENTRY = {"name": "Boots", "since": "2018", "version": "1"}


def test_action_redirects_and_says_so_when_done():
    request, response = send(Rename, ENTRY)

    assert (response.status_code, response["Location"]) == (302, "/shop/?renamed=Boots")
    assert [str(message) for message in request._messages] == ["Renamed."]


@pytest.mark.django_db
def test_action_shows_wrong_entries_again_with_what_was_typed():
    _request, response = send(Rename, {**ENTRY, "since": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Boots"' in page
    assert '<a href="#id_since">Since: Fill this in.</a>' in page


@pytest.mark.django_db
def test_action_shows_a_refusal_at_the_form_with_its_own_status_and_keeps_the_entry(monkeypatch):
    monkeypatch.setattr(
        Rename, "refusal", Refusal("The name is taken by '%(other)s'.", field="name", other="<b>Boots</b>")
    )

    _request, response = send(Rename, ENTRY)

    page = response.content.decode()
    assert response.status_code == 409
    assert "The name is taken by &#x27;&lt;b&gt;Boots&lt;/b&gt;&#x27;." in page
    assert 'value="2018"' in page


def test_action_is_refused_before_its_form_is_shown(monkeypatch):
    monkeypatch.setattr(Rename, "may", False)

    with pytest.raises(NotAllowed):
        send(Rename)
    with pytest.raises(NotAllowed):
        send(Rename, ENTRY)


def test_action_on_what_is_not_there_is_no_sentence_at_the_form(monkeypatch):
    monkeypatch.setattr(Rename, "refusal", NotThere())

    with pytest.raises(NotThere):
        send(Rename, ENTRY)
