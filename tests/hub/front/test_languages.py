"""Pages speak the reader's language from the first word to the last: no English is left between translated texts."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils import translation

from kontor.hub.foundation.history import ACTION_WORDS
from kontor.hub.surveys.models import Invitation, Survey, SurveyVersion
from tests.factories.actors import signed_in
from tests.factories.reports import small_report
from tests.hub.front.routes import addresses
from tests.hub.front.scene import build
from tests.hub.front.test_messages import catalogue, forms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english_again():
    """A page leaves its language active in the thread; what runs next expects the site's own."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


SOURCE = Path(__file__).parents[3] / "src" / "kontor" / "hub"
RECORDED = re.compile(r'(?:\baudit\.record|\bEntry)\(\s*(?:\w+,\s*)?"([a-z]+\.[a-z_-]+)"')
WORD = re.compile(r"[^\W\d_]{4,}")
# Code, drawings and scripts hold names and keys; `lang` marks what stands in another language on purpose.
SKIPPED = {"script", "style", "code", "pre", "kbd", "template"}
# What programmers read: components, the API, permissions by the names of the code, questions in the words of their JSON.
ENGLISH_ONLY = {"foundation:style_page", "api:reference", "accounts:who_may", "scoreboard:answer"}
# The frame around an answer speaks the questionnaire's language: those of the scene know these.
ANSWERED = {"surveys:answer", "surveys:open", "surveys:try"}
ASKED_IN = {"en", "de"}
# Names of products and programmes, and words that are the same in a language that we do not list word by word.
NAMES = {"kontor", "cluster", "english", "mail", "html", "json", "docx", "xlsx", "word", "excel"}


class Texts(HTMLParser):
    """The words of a page that a person reads or hears."""

    def __init__(self, page):
        super().__init__()
        self.within = []
        self.words = set()
        self.feed(page.replace("<wbr>", ""))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.within.append((tag, tag in SKIPPED or ("lang" in given and tag != "html")))
        if not self.skipped:
            for name in ("aria-label", "title", "placeholder", "alt", "data-label"):
                self.take(given.get(name) or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.within.pop()

    def handle_endtag(self, tag):
        while self.within and any(one == tag for one, _skipped in self.within):
            if self.within.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not self.skipped:
            self.take(data)

    @property
    def skipped(self):
        return any(skipped for _tag, skipped in self.within)

    def take(self, text):
        self.words |= words_of(text)


def words_of(text):
    """Without keys such as 'targets.shared', which name a figure, places to fill in and addresses."""
    return {word.lower() for word in WORD.findall(re.sub(r"\{\w+\}|https?://\S+|[\w-]+\.[\w.-]+", " ", text))}


@cache
def english_only(language):
    """Words of our English texts that no translation into this language has."""
    english, translated = set(), set()
    for message in catalogue(language):
        english |= {word for form in forms(message.id) for word in words_of(plain(form))}
        translated |= {word for form in forms(message.string) for word in words_of(plain(form))}
    return english - translated - NAMES


def plain(text):
    """Without the names of places to fill in, and without markup."""
    return re.sub(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>", " ", text)


def written_by_people():
    """All words in the texts of the scene's records: they stay in their own language."""
    found = set()
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField) and not field.choices
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            found |= {word for value in row if isinstance(value, str) for word in words_of(value)}
    return found


def written_in_surveys():
    """The questionnaires' own words: titles, questions and options."""
    told = [*Survey.objects.values_list("title"), *SurveyVersion.objects.values_list("definition")]
    return words_of(json.dumps(told, ensure_ascii=False))


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build()


@pytest.mark.parametrize(
    ("language", "role"),
    [("de", "administrator"), ("de", "cluster_manager"), ("es", "administrator"), ("fr", "administrator")],
)
def test_no_english_is_left_on_any_page(scene, client, language, role):
    signed_in(client, scene.actors[role])
    # A frozen report stays in its language; its title stands in the way to it, too.
    people = written_by_people() | words_of(small_report().title)
    asked = written_in_surveys()
    Invitation.objects.update(language=language)

    spared = ENGLISH_ONLY if language in ASKED_IN else ENGLISH_ONLY | ANSWERED

    left = {}
    for name, address in addresses(scene, only_first=True):
        response = client.get(address, headers={"accept-language": language})
        if response.headers.get("Content-Type", "").startswith("text/html") and name not in spared:
            found = (Texts(response.text).words & english_only(language)) - people
            if name.startswith("surveys:"):
                found -= asked
            if found:
                left[name] = sorted(found)

    assert left == {}


def test_every_entry_of_the_trail_has_words():
    recorded = {
        action
        for file in SOURCE.rglob("*.py")
        for action in RECORDED.findall(file.read_text(encoding="utf-8"))
    }

    assert len(recorded) > 60
    assert recorded - set(ACTION_WORDS) == set()
