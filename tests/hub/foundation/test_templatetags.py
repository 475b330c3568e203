"""What templates say: dates, numbers, countries, icons, and the blocks of the design system."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from kontor.hub.foundation import style_page
from kontor.hub.foundation.assets import build_font
from kontor.hub.foundation.templatetags import kontor

pytestmark = pytest.mark.urls("tests.hub.foundation.shop_urls")

FOUNDATION = Path(style_page.__file__).parent


def draw(markup, **values):
    return Template("{% load kontor %}" + markup).render(Context(values)).strip()


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", "2018", "2018"),
        ("en", "2018-02", "February 2018"),
        ("en", "2018-02-05", "5 February 2018"),
        ("de", "2018-02", "Februar 2018"),
        ("es", "2018-02-05", "5 de febrero de 2018"),
        ("en", date(2018, 2, 5), "5 February 2018"),
        ("en", "", ""),
        ("en", None, ""),
        ("en", "spring 2018", "spring 2018"),
    ],
)
def test_when_writes_a_date_with_the_precision_known(language, value, words):
    with translation.override(language):
        assert kontor.when(value) == words


def test_when_writes_a_moment_in_local_time(settings):
    settings.TIME_ZONE = "Europe/Brussels"

    assert kontor.when(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)) == "1 July 2026, 12:05"


@pytest.mark.parametrize(
    ("value", "words"),
    [("2018", "2018"), ("2018-02", "Feb 2018"), (date(2018, 2, 5), "5 Feb 2018"), ("", "")],
)
def test_when_short_fits_a_column(value, words):
    assert kontor.when_short(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-02", "2019", "February 2018 – 2019"),
        ("2018", "", "2018 –"),
        ("", "2019", "– 2019"),
        ("", "", ""),
        ("2018-02-25", "2018-02-25", "25 February 2018"),
    ],
)
def test_period_leaves_open_what_is_open(start, end, words):
    assert kontor.period(start, end) == words


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", 1234567.5, "1,234,567.5"),
        ("de", 1234.5, "1.234,5"),
        ("en", 0, "0"),
        ("en", None, "–"),
        ("en", "", "–"),
        ("en", 3.0, "3"),
    ],
)
def test_number_follows_the_language_and_tells_no_data_from_zero(language, value, words):
    with translation.override(language):
        assert kontor.number(value) == words


def test_percent_takes_percentage_points():
    assert (kontor.percent(37.5, 1), kontor.percent(None)) == ("37.5%", "–")


def test_country_is_named_in_the_readers_language():
    with translation.override("de"):
        assert (kontor.country("ES"), kontor.country(""), kontor.countries(["ES", "AT"])) == (
            "Spanien",
            "",
            [("AT", "Österreich"), ("ES", "Spanien")],
        )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Basque Energy Cluster", "BE"),
        ("Plastipolis", "P"),
        ("'s-Hertogenbosch", "H"),
        ("Ökoenergie-Cluster", "ÖC"),
        ("", "?"),
        (None, "?"),
    ],
)
def test_initials_are_one_or_two_letters(name, letters):
    assert kontor.initials(name) == letters


def test_query_changes_and_drops_parameters():
    request = RequestFactory().get("/?page=3&kind=a&kind=b&sort=x")

    assert draw("{% query page=2 sort=None %}", request=request) == "?kind=a&amp;kind=b&amp;page=2"


def test_url_for_is_empty_where_nothing_is_installed():
    assert (kontor.url_for("foundation:style_page"), kontor.url_for("nowhere:at_all")) == ("/style/", "")


def test_icon_is_silent_without_a_label_and_speaks_with_one():
    assert 'aria-hidden="true"' in kontor.icon("lock")
    assert 'role="img" aria-label="Confidential &amp; more"' in kontor.icon("lock", "Confidential & more")


def test_icons_that_templates_and_code_name_are_in_the_sprite():
    drawn = set(style_page.icon_names())
    hub = FOUNDATION.parent
    named = {
        name
        for file in hub.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"|icon_name="([\w-]+)"', file.read_text())
        for name in name
        if name
    }

    assert named - drawn - {"name"} == set()
    assert len(drawn) >= 40


@pytest.mark.parametrize(
    ("visibility", "drawn"),
    [
        ("public", "#globe"),
        ("programme", "#people"),
        ("partners", "#lock"),
        ("restricted", "#lock"),
        ("unheard-of", "#lock"),
    ],
)
def test_visible_to_shows_a_lock_for_what_is_confidential(visibility, drawn):
    assert drawn in kontor.visible_to(visibility)


def test_blocks_escape_their_parameters_and_keep_their_content():
    drawn = draw("{% card title=title %}<p>{{ text }}</p>{% endcard %}", title="<b>", text="<i>")

    assert "&lt;b&gt;" in drawn
    assert "<p>&lt;i&gt;</p>" in drawn


def test_badge_of_an_unknown_tone_is_neutral():
    assert "badge-neutral" in kontor.badge("x", tone='"><script>')


def test_key_figure_tells_no_data_from_zero():
    markup = '{% include "foundation/parts/key_figure.html" with value=value label="Meetings" %}'

    assert "no data" in draw(markup, value=None)
    assert ">0</span>" in draw(markup, value=0)


def test_button_with_an_address_is_a_link_and_without_one_sends_a_form():
    assert kontor.button("Go", url="/a/?b=1&c=2").startswith(
        '<a class="button button-secondary" href="/a/?b=1&amp;c=2">'
    )
    assert 'type="submit" name="verb" value="go"' in kontor.button("Go", name="verb", value="go")


def test_style_sheets_name_no_colour_outside_the_tokens():
    for sheet in (FOUNDATION / "static/foundation/css").glob("*.css"):
        if sheet.name in {"tokens.css", "print.css"}:
            continue
        assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{}]*\{)|rgba?\(", sheet.read_text()) == [], sheet.name


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = {
    name: pair
    for name, *pair in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)",
        (FOUNDATION / "static/foundation/css/tokens.css").read_text(),
    )
}
TEXTS = [
    (word, ground)
    for word in ("ink", "muted", "accent", "brick", "good", "warning", "bad")
    for ground in ("ground", "surface", "raised", "sunken")
]
TEXTS += [
    ("good", "good-soft"),
    ("warning", "warning-soft"),
    ("bad", "bad-soft"),
    ("info", "info-soft"),
    ("accent-strong", "accent-soft"),
]
TEXTS += [
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-bad", "bad"),
    ("ink", "warning-soft"),
    ("ink", "bad-soft"),
    ("ink", "good-soft"),
]
MARKS = [(mark, ground) for mark in ("edge", "focus") for ground in ("ground", "surface", "raised")]
MARKS += [(f"chart-{number}", "surface") for number in range(1, 9)]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "behind", "least"), [(*pair, 4.5) for pair in TEXTS] + [(*pair, 3) for pair in MARKS]
)
def test_tokens_have_the_contrast_that_wcag_asks_for(front, behind, least, theme):
    assert contrast(TOKENS[front][theme], TOKENS[behind][theme]) >= least


def test_build_font_writes_once_a_font_with_the_alphabets_of_the_union(tmp_path):
    from fontTools.ttLib import TTFont

    font = build_font(tmp_path)
    first = font.stat().st_mtime_ns
    again = build_font(tmp_path)

    signs = TTFont(font).getBestCmap()
    assert font == again == tmp_path / "fonts" / "inter.woff2"
    assert again.stat().st_mtime_ns == first
    assert set(map(ord, "äßéçñøåłőžħġċșțąęūΆωЖщъ€–’→")) <= set(signs)
    assert {axis.axisTag for axis in TTFont(font)["fvar"].axes} == {"opsz", "wght"}
    assert [file.name for file in font.parent.iterdir()] == ["inter.woff2"]
