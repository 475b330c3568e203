"""Interface texts are complete and faithful in every language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[3] / "src" / "kontor" / "hub" / "locale"
LANGUAGES = ("de", "es", "fr")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(value):
    return list(value) if isinstance(value, tuple | list) else [value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [
        message.id for message in catalogue(language) if message.fuzzy or not all(forms(message.string))
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language):
    faults = []
    for message in catalogue(language):
        wanted = sorted(set(PLACEHOLDER.findall(forms(message.id)[-1])))
        for form in forms(message.string):
            if (
                form
                and sorted(set(PLACEHOLDER.findall(form))) != wanted
                and form == forms(message.string)[-1]
            ):
                faults.append((message.id, form))

    assert faults == []


def test_catalogues_hold_the_same_texts():
    texts = {language: {str(message.id) for message in catalogue(language)} for language in LANGUAGES}

    assert texts["de"] == texts["es"] == texts["fr"]
