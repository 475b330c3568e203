"""What every kind of report needs: figures from answers, findings as rows, the writers' words in the reader's language."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from babel.dates import format_interval
from django.urls import reverse
from django.utils.translation import get_language, gettext

from kontor.documents import values
from kontor.documents.blocks import CellValue, Figure, Source, Table
from kontor.documents.blocks import Finding as FindingRow
from kontor.documents.tables import value_of
from kontor.hub.evidence.models import Source as EvidenceSource
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.partial_dates import written
from kontor.hub.scoreboard.choices import VerdictWord
from kontor.hub.scoreboard.queries import Asked, Finding, in_words

BOUNDS = {"lower": ">=", "upper": "<="}
# Subregions of UN M49 as the records name them -> the code by which CLDR knows their names. Latin America stays together.
REGIONS = {
    "Australia and New Zealand": "053", "Caribbean": "419", "Central America": "419", "Central Asia": "143",
    "Eastern Africa": "014", "Eastern Asia": "030", "Eastern Europe": "151", "Melanesia": "054", "Micronesia": "057",
    "Middle Africa": "017", "Northern Africa": "015", "Northern America": "021", "Northern Europe": "154",
    "Polynesia": "061", "South America": "419", "South-eastern Asia": "035", "Southern Africa": "018",
    "Southern Asia": "034", "Southern Europe": "039", "Western Africa": "011", "Western Asia": "145", "Western Europe": "155",
}  # fmt: skip


def figure(key: str, label: str, asked: Asked) -> Figure:
    """An answer as a figure, a share in points of a hundred. Incomplete records make it a bound, and the note says how many are unknown."""
    value = asked.answer.value
    is_share = asked.question.measure == "share"
    if is_share and isinstance(value, int | float):
        value = 100.0 * value
    number = round(value, 2) if isinstance(value, float) else value
    unknown = len(asked.answer.unknown)
    note = gettext("%(count)s records say nothing about this.") % {"count": unknown} if unknown else ""
    return Figure(
        id=key,
        label=label,
        value=number if isinstance(number, int | float) else None,
        rule=in_words(asked.question),
        rows=len(asked.answer.rows),
        unit="%" if is_share else "",
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


def spoken() -> str:
    """The language in which the report is being written."""
    return get_language() or "en"


def rounded(value: float) -> str:
    """A number inside a text, with at most two decimals and the language's separators."""
    return values.number(value, spoken())


def place_name(code: str) -> str:
    """The country's name; '' where none is stated."""
    return country_name(code, spoken()) if code else ""


def region_name(subregion: str) -> str:
    """The region of the world to which a subregion belongs, by name."""
    return country_name(REGIONS[subregion], spoken()) if subregion in REGIONS else gettext("Not stated")


def dated(start: str, end: str) -> str:
    """'9 June 2022', '4–8 February 2022', 'June 2022': with the precision that is known."""
    if len(start) == len(end) == len("2022-06-09") and start < end:
        days = date.fromisoformat(start), date.fromisoformat(end)
        return str(format_interval(*days, "yMMMMd", locale=values.locale(spoken())))
    return " – ".join(dict.fromkeys(written(one, spoken()) for one in (start, end) if one))


def without_blank(table: Table, *ids: str) -> Table:
    """The table without those of these columns in which no row says anything."""
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.id not in ids or any(value_of(row[place]) not in ("", None) for row in table.rows)
    ]
    columns = tuple(table.columns[place] for place in places)
    return replace(
        table, columns=columns, rows=tuple(tuple(row[place] for place in places) for row in table.rows)
    )


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
