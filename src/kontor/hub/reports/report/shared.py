"""What every kind of report needs: figures from answers, findings as rows, the writers' words in the reader's language."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from kontor.documents.blocks import CellValue, Figure, Source
from kontor.documents.blocks import Finding as FindingRow
from kontor.hub.evidence.models import Source as EvidenceSource
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.reports.choices import WRITERS_WORDS
from kontor.hub.scoreboard.choices import VerdictWord
from kontor.hub.scoreboard.queries import Asked, Finding, in_words

BOUNDS = {"lower": ">=", "upper": "<="}


def figure(key: str, label: str, asked: Asked) -> Figure:
    """An answer as a figure. Incomplete records make it a bound, and the note says how many are unknown."""
    value = asked.answer.value
    number = round(value, 2) if isinstance(value, float) else value
    unknown = len(asked.answer.unknown)
    note = gettext("%(count)s records say nothing about this.") % {"count": unknown} if unknown else ""
    return Figure(
        id=key,
        label=label,
        value=number if isinstance(number, int | float) else None,
        rule=in_words(asked.question),
        rows=len(asked.answer.rows),
        href=asked.address,
        bound=BOUNDS.get(asked.answer.bound, "="),
        note=note,
    )


def finding_rows(found: Iterable[Finding]) -> tuple[FindingRow, ...]:
    """Findings as a report prints them: first what disagrees."""
    order = list(VerdictWord.values)
    ranked = sorted(
        found, key=lambda one: (one.word in ("agrees", "not-recomputable"), order.index(one.word), one.key)
    )
    return tuple(finding_row(one) for one in ranked)


def finding_row(found: Finding) -> FindingRow:
    return FindingRow(
        claim=found.statement,
        published=plain(found.published),
        recomputed=plain(found.verdict.recomputed),
        verdict=found.word,
        verdict_label=str(VerdictWord(found.word).label),
        rule=in_words(found.question) if found.question else found.question_note,
        source=" ".join(part for part in (found.source, found.place) if part),
        rows=len(found.verdict.rows),
        href=reverse("scoreboard:claim", args=[found.key]),
    )


def plain(value: object) -> CellValue:
    """A published or recomputed value as a cell: numbers stay numbers, lists are written out."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, str):
        return number(value)
    if isinstance(value, float):
        return round(value, 2)
    return value if isinstance(value, int) or value is None else str(value)


def number(text: str) -> CellValue:
    """'25' -> 25, '4.6' -> 4.6; a year, a date or a word stays as it is written."""
    try:
        read = float(text)
    except ValueError:
        return text
    return int(read) if read.is_integer() and "." not in text else read


def words() -> Mapping[str, str]:
    """The words that writers print, in the reader's language."""
    return {key: gettext(word) for key, word in WRITERS_WORDS.items() if gettext(word) != word}


def actor_label(actor: Actor) -> str:
    """For whom a report is drawn, without saying who she is."""
    if actor.is_visitor:
        return gettext("the public")
    for role, label in (
        (PlatformRole.ADMINISTRATOR, gettext("an administrator")),
        (PlatformRole.EDITOR, gettext("a platform editor")),
        (PlatformRole.ANALYST, gettext("a programme analyst")),
    ):
        if role in actor.roles:
            return label
    return gettext("the whole platform") if actor.is_system else gettext("a member of a partnership")


def sources(keys: Iterable[str]) -> tuple[Source, ...]:
    """The sources of these keys, as a report lists them."""
    rows = EvidenceSource.objects.filter(key__in=set(keys)).order_by("title")
    return tuple(
        Source(
            id=row.key,
            title=row.title,
            place=", ".join(filter(None, (row.publisher, row.published_on))),
            href=row.url,
        )
        for row in rows
    )
