import pytest

from kontor.hub.foundation.models import Country, Region
from kontor.hub.transfer.kit import Accepted, CountryCode, Languages, RegionCode, Unclean
from kontor.hub.transfer.kit.cleaners.places import countries, regions
from kontor.hub.transfer.kit.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    codes = (
        ("ES", "ESP"),
        ("GB", "GBR"),
        ("GR", "GRC"),
        ("RS", "SRB"),
        ("CN", "CHN"),
        ("DE", "DEU"),
        ("BR", "BRA"),
    )
    Country.objects.bulk_create([Country(code=code, alpha3=alpha3) for code, alpha3 in codes])
    return CountryCode().bind({"countries": countries()}, {})


@pytest.fixture
def region(country):
    for code, name in (("ES2", "Noreste"), ("ES21", "País Vasco"), ("ES24", "Aragón"), ("ES240", "Aragón")):
        Region.objects.create(code=code, name=name, level=len(code) - 2, country_id="ES")
    return RegionCode().bind({"regions": regions()}, {})


def sentence(cleaner, text):
    with pytest.raises(Unclean) as refused:
        cleaner.clean(text)
    return str(Problem(refused.value.sentence, refused.value.data, value=text))


@pytest.mark.parametrize("text", ["ES", "es", "ESP", "Spain", "España", "espagne", "SPANIEN", "espana"])
def test_a_country_is_known_by_code_and_by_its_names(country, text):
    assert country.clean(text) == "ES"


@pytest.mark.parametrize(("text", "code", "name"), [("UK", "GB", "United Kingdom"), ("EL", "GR", "Greece")])
def test_customary_codes_are_accepted_and_said(country, text, code, name):
    taken = country.clean(text)

    assert isinstance(taken, Accepted)
    assert taken.value == code
    assert (
        str(Problem(taken.sentence, taken.data, value=text))
        == f"'{text}' was read as {code}, the code of ISO 3166 for {name}."
    )


@pytest.mark.parametrize(
    ("text", "near"),
    [("SBR", " Did you mean RS (Serbia)?"), ("Xina", " Did you mean CN (China)?"), ("Wakanda-upon-Sea", "")],
)
def test_an_unknown_country_is_refused_with_the_nearest_one(country, text, near):
    expected = f"'{text}' is not a country: write its two-letter code, such as ES, or its name.{near}"

    assert sentence(country, text) == expected


@pytest.mark.parametrize(("text", "code"), [("ES21", "ES21"), ("es21", "ES21"), ("Pais Vasco", "ES21")])
def test_a_region_is_known_by_code_and_by_name(region, text, code):
    assert region.clean(text) == code


def test_a_region_name_on_two_levels_is_refused_with_their_codes(region):
    expected = (
        "Several regions are called 'Aragón' (ES24, ES240): write the NUTS code of the one that is meant."
    )

    assert sentence(region, "Aragón") == expected


def test_an_unknown_region_is_refused_with_the_nearest_one(region):
    expected = (
        "'Norest' is not a statistical region: write its NUTS code, such as ES21. Did you mean ES2 (Noreste)?"
    )

    assert sentence(region, "Norest") == expected


def test_languages_are_known_by_code_and_name():
    assert Languages().clean("en; Deutsch; espagnol; en") == ("en", "de", "es")


def test_an_unknown_language_is_refused_with_the_nearest_one():
    expected = "'Germn' is not a language: write its two-letter code, such as en, or its name. Did you mean de (German)?"

    assert sentence(Languages(), "en; Germn") == expected
