"""Texts, keys and addresses."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners.base import NO_LONGER_THAN, Cleaner
from kontor.hub.transfer.kit.problems import Unclean

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
# Signs that no keyboard writes, and halves of surrogate pairs, which no encoding takes.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_checked = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Text(Cleaner):
    """Text with its spaces tidied; `lines` keeps its line breaks."""

    longest: int = 250
    lines: bool = False

    def clean(self, text: str) -> Any:
        if not text.isprintable() and _CONTROL.search(text):
            raise Unclean(
                N_("It contains an invisible control character: delete it and type the text again.")
            )
        tidy = self.tidy(text)
        if len(tidy) > self.longest:
            raise Unclean(NO_LONGER_THAN, length=len(tidy), longest=self.longest)
        return tidy

    def tidy(self, text: str) -> str:
        """Without spaces that nobody sees."""
        if not self.lines:
            return " ".join(text.split())
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def same(self, one: Any, other: Any) -> bool:
        """What was stored before with other spaces is no change."""
        return self.tidy(one or "") == self.tidy(other or "")


@dataclass(frozen=True, slots=True)
class Slug(Cleaner):
    """A key: small letters without accents, digits, single hyphens."""

    longest: int = 80

    def clean(self, text: str) -> Any:
        if not _SLUG.fullmatch(text):
            raise Unclean(
                N_("'%(value)s' is not a key: use small letters, digits and single hyphens."),
                near=slugify(text)[: self.longest],
            )
        if len(text) > self.longest:
            raise Unclean(NO_LONGER_THAN, length=len(text), longest=self.longest)
        return text


@dataclass(frozen=True, slots=True)
class Shaped(Cleaner):
    """A code of a known shape, such as `Shaped("[A-Z]{2}", "ES")`."""

    empty: ClassVar[Any] = None

    pattern: str
    like: str

    def clean(self, text: str) -> Any:
        if not re.fullmatch(self.pattern, text):
            near = text.upper() if re.fullmatch(self.pattern, text.upper()) else ""
            raise Unclean(
                N_("'%(value)s' does not have the shape of this code: write it like %(like)s."),
                like=self.like,
                near=near,
            )
        return text


@dataclass(frozen=True, slots=True)
class Address(Cleaner):
    """The address of a page, with http:// or https://."""

    longest: int = 500

    def clean(self, text: str) -> Any:
        if len(text) > self.longest:
            raise Unclean(NO_LONGER_THAN, length=len(text), longest=self.longest)
        if valid(text):
            return text
        near = f"https://{text}" if not _HTTP.match(text) and valid(f"https://{text}") else ""
        raise Unclean(
            N_("'%(value)s' is not the address of a page: write it as https://www.example.org."), near=near
        )


def valid(address: str) -> bool:
    try:
        _checked(address)
    except ValidationError:
        return False
    return True
