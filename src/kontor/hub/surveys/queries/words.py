"""The engine's phrases in the reader's language, and texts of questionnaires as safe HTML."""

import re
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kontor.engine.indicators.phrase import Phrase
from kontor.engine.questionnaire import Finding, Survey, findings
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries.plans import plan_of

TAGS = {"a", "b", "br", "em", "i", "li", "ol", "p", "span", "strong", "sub", "sup", "u", "ul"}
BLOCKS = re.compile(r"<(?:p|ul|ol|li)\b")


def phrase(one: Phrase) -> str:
    """A phrase of the engine in the reader's language."""
    return gettext(one.text) % one.values if one.values else gettext(one.text)


@lru_cache(maxsize=8192)
def safe(text: str) -> SafeString:
    """A text of an author as HTML that can do nothing: files of LimeSurvey bring tags, XLSForm brings lines."""
    if "<" not in text and "&" not in text:
        return mark_safe(escape(text).replace("\n", "<br>"))  # noqa: S308 - escaped
    cleaned = nh3.clean(text, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"})
    return mark_safe(cleaned.strip())  # noqa: S308 - cleaned


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text alone, for a list or an option of a select."""
    return nh3.clean(text, tags=set()).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").strip() if "<" in text or "&" in text else text  # fmt: skip


def has_blocks(text: str) -> bool:
    """Whether the HTML has paragraphs or lists, which may not stand in a label."""
    return BLOCKS.search(text) is not None


def findings_of(version: SurveyVersion) -> tuple[Finding, ...]:
    """What is wrong with a version, errors first."""
    made = plan_of(version)
    return tuple(sorted(findings(made.survey, made), key=lambda one: one.level != "error"))


def errors_of(version: SurveyVersion) -> list[str]:
    """What keeps a version from being asked, in the reader's language."""
    return [f"{one.place}: {phrase(one.phrase)}" for one in findings_of(version) if one.level == "error"]


def counts_of(survey: Survey) -> dict[str, Any]:
    """How large a questionnaire is."""
    return {
        "pages": len(survey.blocks),
        "questions": sum(1 for _ in survey.questions()),
        "languages": list(survey.languages),
    }
