"""The words of letters that an analyst gives herself: what may stand in them, and how they are filled."""

import re
from collections.abc import Mapping

from kontor.hub.foundation.refusal import N_, Refusal

PLACES = ("name", "survey", "wave", "link", "until", "stop")
"""What may stand in braces: who is written to, the survey and its wave, her link, the last day, the link to stop letters."""

PLACE = re.compile(r"\{([^{}\s]{1,40})\}")
LINK, STOP = "link", "stop"
LONGEST_SUBJECT, LONGEST_TEXT = 200, 10_000


class UnknownPlace(Refusal):
    code = "unknown-place"
    sentence = N_("{%(place)s} is not known here. Choose among: %(places)s.")


class LinkMissing(Refusal):
    code = "link-missing"
    sentence = N_("The letter needs {link}: without it nobody can answer.")


class SubjectMissing(Refusal):
    code = "subject-missing"
    sentence = N_("Give the letter a subject, or leave both empty for the usual words.")


class TextMissing(Refusal):
    code = "text-missing"
    sentence = N_("Write the letter, or leave both empty for the usual words.")


def check_letter(subject: str, text: str, *, needs_link: bool) -> None:
    """Refuse what could not be sent: an unknown place in braces, no link, half a letter."""
    if bool(subject.strip()) != bool(text.strip()):
        raise (TextMissing(field="text") if subject.strip() else SubjectMissing(field="subject"))
    for field, words in (("subject", subject), ("text", text)):
        for place in PLACE.findall(words):
            if place not in PLACES:
                known = ", ".join(f"{{{one}}}" for one in PLACES)
                raise UnknownPlace(field=field, place=place, places=known)
    if needs_link and text.strip() and f"{{{LINK}}}" not in text:
        raise LinkMissing(field="text")


def filled_in(words: str, values: Mapping[str, str]) -> str:
    """The words with the values in their places; values are put in as they are, never read again.

    >>> filled_in("Dear {name}", {"name": "{link}"})
    'Dear {link}'
    """
    return PLACE.sub(lambda found: values.get(found[1], found[0]), words)


def says_how_to_stop(text: str) -> bool:
    return f"{{{STOP}}}" in text
