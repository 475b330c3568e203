"""Fields and how they are drawn."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertHTMLEqual

from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    Form,
    MultiCombobox,
    PartialDateField,
    PartialDateInput,
    Renderer,
    Section,
    UploadField,
)
from kontor.hub.foundation.models import Country

pytestmark = pytest.mark.urls("tests.hub.foundation.shop_urls")


class Profile(Form):
    sections = (Section("Who", ("name",), "As in the register."),)

    name = forms.CharField(label="Name", help_text="In the original spelling.")
    founded = PartialDateField(label="Founded", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "-"), ("sme", "SME")])
    agreed = forms.BooleanField(label="I agree")


def entry(**changes):
    return {"name": "Basque Energy", "kind": "sme", "agreed": "on", **changes}


def test_field_ties_label_hint_and_error_to_the_input():
    form = Profile(entry(name=""))

    drawn = str(form)
    control = re.search(r'<input type="text" name="name"[^>]*>', drawn).group()
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert '<label class="label" for="id_name">' in drawn


def test_errors_above_the_form_lead_to_the_fields():
    form = Profile(entry(name="", agreed="", founded_day="5", founded_year="2018"))

    links = re.findall(r'<li><a href="#(\w+)">(\w+(?: \w+)?):', str(form))
    assert links == [("id_name", "Name"), ("id_founded_day", "Founded"), ("id_agreed", "I agree")]


def test_field_that_may_stay_empty_says_so_in_words():
    drawn = str(Profile())

    assert re.search(r"Founded\s*<span class=\"optional\">optional</span>", drawn)
    assert drawn.count("optional</span>") == 1


def test_missing_entries_say_what_to_do():
    form = Profile({})

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "name": "Fill this in.",
        "kind": "Choose one.",
        "agreed": "Tick this box to go on.",
    }


def test_sections_come_first_and_the_other_fields_after_them():
    groups = [(section.title, [field.name for field in fields]) for section, fields in Profile().grouped]

    assert groups == [("Who", ["name"]), ("", ["founded", "kind", "agreed"])]


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("", "", "2018"), "2018"),
        (("", "02", "2018"), "2018-02"),
        (("5", "02", "2018"), "2018-02-05"),
        (("", "", ""), ""),
    ],
)
def test_partial_date_keeps_the_precision_that_is_known(parts, value):
    day, month, year = parts

    form = Profile(entry(founded_day=day, founded_month=month, founded_year=year))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["founded"] == value


@pytest.mark.parametrize(
    "parts", [("5", "", "2018"), ("", "02", ""), ("31", "02", "2018"), ("", "", "18"), ("x", "02", "2018")]
)
def test_partial_date_that_is_no_date_is_refused_and_stays_as_typed(parts):
    day, month, year = parts
    form = Profile(entry(founded_day=day, founded_month=month, founded_year=year))

    assert not form.is_valid()
    assert list(form.errors) == ["founded"]
    drawn = str(form["founded"])
    assert f'value="{year}"' in drawn or not year


@given(
    st.dates().map(lambda day: day.isoformat()).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
)
def test_partial_date_input_gives_back_what_it_was_given(value):
    widget = PartialDateInput()
    day, month, year = widget.decompress(value)

    assert widget.value_from_datadict({"d_day": day, "d_month": month, "d_year": year}, {}, "d") == value


def test_upload_takes_a_file_of_the_kinds_it_names():
    field = UploadField(suffixes=(".csv", ".xlsx"), limit=2**20)

    assert field.clean(SimpleUploadedFile("Members.CSV", b"name\n")).name == "Members.CSV"
    assert field.help_text == "CSV, XLSX, at most 1 MB."


def test_upload_of_another_kind_says_which_kinds_are_taken():
    field = UploadField(suffixes=(".csv", ".xlsx"))

    with pytest.raises(forms.ValidationError) as refused:
        field.clean(SimpleUploadedFile("members.pdf", b"%PDF"))
    assert refused.value.messages == [
        "'members.pdf' is of another kind: choose a file that ends in .csv, .xlsx."
    ]


def test_upload_past_the_limit_says_how_much_is_taken():
    field = UploadField(suffixes=(".csv",), limit=2**20)

    with pytest.raises(forms.ValidationError) as refused:
        field.clean(SimpleUploadedFile("members.csv", b"x" * (2**20 + 2**19)))
    assert refused.value.messages == [
        "'members.csv' has 1.5 MB, and at most 1 MB are taken: split it, or leave out what is not needed."
    ]


def test_combobox_works_as_a_plain_select():
    class Choice(Form):
        one = forms.ChoiceField(choices=[("a", "Anchor"), ("b", "Boat")], widget=Combobox)
        many = forms.MultipleChoiceField(choices=[("a", "Anchor"), ("b", "Boat")], widget=MultiCombobox)

    form = Choice({"one": "b", "many": ["a", "b"]} | {})

    drawn = str(Choice(initial={"one": "b", "many": ["a", "b"]}))
    assert form.fields["one"].widget.several is False
    assert drawn.count('selected="selected"') + drawn.count(" selected>") == 3
    assert '<select name="many"' in drawn
    assert drawn.count("data-combobox") == 2


def test_combobox_offers_what_a_plain_select_offers():
    """Grouped or not, chosen, kept from being chosen, with signs that must be escaped: it only draws faster."""

    class Reserved(forms.Select):
        def create_option(self, name, value, *others, **more):
            option = super().create_option(name, value, *others, **more)
            option["attrs"] |= {"disabled": value == "b", "data-note": '<"'}
            return option

    class ReservedCombobox(Combobox, Reserved):
        pass

    choices = [(1, "A & O"), ("b", "<b>"), ("Ships", [("c", "Cog"), ("d", "Dhow")]), ("e", "Else")]
    plain, combobox = Reserved(choices=choices), ReservedCombobox(choices=choices)

    drawn = combobox.render("kind", "c", {"id": "id_kind"}, renderer=Renderer())

    offered = re.search("<select.*</select>", drawn, re.DOTALL).group()
    assertHTMLEqual(offered, plain.render("kind", "c", {"id": "id_kind"}, renderer=Renderer()))
    assert offered.count("<option") == 5
    assert "<b>" not in drawn


def test_combobox_names_the_search_that_feeds_it():
    class Choice(Form):
        one = forms.ChoiceField(choices=[], widget=Combobox(source="foundation:style_page"))

    assert 'data-source="/style/"' in str(Choice())


@pytest.mark.django_db
def test_country_field_lists_names_as_the_reader_looks_for_them():
    Country.objects.all().delete()
    Country.objects.bulk_create(
        [Country(code="AT", alpha3="AUT"), Country(code="CY", alpha3="CYP"), Country(code="ES", alpha3="ESP")]
    )

    class Where(Form):
        country = CountryField()

    with translation.override("de"):
        named = [label for _value, label in Where().fields["country"].choices][1:]
    assert named == ["Österreich", "Spanien", "Zypern"]
    assert Where({"country": "ES"}).is_valid()


@pytest.mark.django_db
def test_countries_are_named_in_the_language_of_each_reader_and_asked_for_once(django_assert_num_queries):
    Country.objects.get_or_create(code="DE", alpha3="DEU")

    class Where(Form):
        country = CountryField(required=False)

    with django_assert_num_queries(1):
        english = str(Where())
    with translation.override("de"), django_assert_num_queries(1):
        german = str(Where())

    assert '<option value="DE">Germany</option>' in english
    assert '<option value="DE">Deutschland</option>' in german


def test_initials_and_text_of_a_user_are_escaped_in_the_drawn_form():
    form = Profile(entry(name='"><script>alert(1)</script>', kind="x"))

    assert "<script>" not in str(form)
