"""The few words that a drawing prints itself. A report hands in its translations under the same keys."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "no-data": "no data",
    "not-on-map": "Not on this map",
    "category": "Category",
    "country": "Country",
    "value": "Value",
    "from": "From",
    "to": "To",
    "group": "Group",
    "note": "Note",
}


def worded(words: Mapping[str, str]) -> Mapping[str, str]:
    """`words`, with English where one is missing or empty."""
    return {key: words.get(key) or english for key, english in ENGLISH.items()}
