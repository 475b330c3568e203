"""The columns of countries that are both imported and exported, and which field of the record each holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kontor.hub.countries.choices import ROWS, BodyRole, FactTopic, Measure, StudyItem
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import Qualifier
from kontor.hub.partnerships.kit import DATE, PARTNERSHIP
from kontor.hub.transfer.kit import (
    Choice,
    Citations,
    Cleaner,
    Column,
    CountryCode,
    Integer,
    Languages,
    PartialDate,
    Reference,
    Slug,
    Text,
    Unclean,
)

BETWEEN_PLACES, LONGEST_PLACE = "; ", 120
BETWEEN_PARTS = " | "
PARTS = tuple(dict.fromkeys(cell.key for rows in ROWS.values() for cell in rows.cells))

type Points = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Language(Cleaner):
    """One language by ISO 639 code or name."""

    def clean(self, text: str) -> Any:
        return Languages().part(text)


@dataclass(frozen=True, slots=True)
class RowsOfAnItem(Cleaner):
    """The rows of an item of a market study: each on a line of the cell, as `part: value | part: value`.

    Which parts an item has, and which values they take, is for the rules. A bar within a value is written as `\\|`.
    """

    empty: ClassVar[Any] = ()

    def clean(self, text: str) -> Any:
        lines = [line for line in text.splitlines() if line.strip()]
        return tuple(row for number, line in enumerate(lines, 1) if (row := row_of(number, line)))

    def show(self, value: Any) -> str:
        return "\n".join(
            BETWEEN_PARTS.join(f"{part}: {written(said)}" for part, said in row) for row in value or ()
        )

    def same(self, one: Any, other: Any) -> bool:
        return tidy(one) == tidy(other)

    def pack(self, value: Any) -> Any:
        return [[list(pair) for pair in row] for row in value or ()]

    def unpack(self, value: Any) -> Any:
        return tuple(tuple((part, said) for part, said in row) for row in value or ())


def row_of(number: int, line: str) -> tuple[tuple[str, str], ...]:
    """What one line says, part by part; parts without a value are left out. Raises Unclean."""
    said: dict[str, str] = {}
    for piece in filter(str.strip, re.split(r"(?<!\\)\|", line)):
        name, colon, value = piece.partition(":")
        part = name.strip().casefold()
        if not colon:
            raise Unclean(
                N_(
                    "Row %(row)s: '%(piece)s' does not say what it is. Write it as part: value, such as name: Ports | place: Cartagena."
                ),
                row=number,
                piece=piece.strip(),
            )
        if part not in PARTS:
            raise Unclean(
                N_(
                    "Row %(row)s: no item has a part called '%(part)s'. Use the parts of the item, of %(known)s."
                ),
                row=number,
                part=name.strip(),
                known=", ".join(PARTS),
            )
        if part in said:
            raise Unclean(
                N_("Row %(row)s says '%(part)s' twice. Put both into one, or begin a new line."),
                row=number,
                part=part,
            )
        said[part] = " ".join(value.replace("\\|", "|").split())
    return tuple((part, said[part]) for part in PARTS if said.get(part))


def written(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|")


def tidy(rows: Points) -> list[dict[str, str]]:
    """What rows say, whatever the order of their parts and their spaces."""
    return [{part: " ".join(value.split()) for part, value in row if value.strip()} for row in rows or ()]


def points_of(stored: Any) -> Points:
    """Rows as an item keeps them, as the cleaner gives them."""
    return tuple(tuple((part, str(row[part])) for part in PARTS if row.get(part)) for row in stored)


COUNTRY = Column("country", _("Country"), _("Its profile is begun first."), True, Reference("profiles"), "CO")
ONE_SOURCE = _("One source with its places: source-id#place; source-id#place.")
PROFILES = (
    Column("country", _("Country"), required=True, clean=CountryCode(), example="CO"),
    Column("summary", _("Summary"), clean=Text(5000, lines=True)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="public"),
)
FIELDS_OF_PROFILES = {"country": "country_id", "summary": "summary", "visibility": "visibility"}

FACTS = (
    Column("id", _("Key"), _("Empty: made of the country and the statement."), clean=Slug(120), example="co-gdp"),
    COUNTRY,
    Column("topic", _("Topic"), required=True, clean=Choice(FactTopic), example="economy"),
    Column("statement", _("Statement"), _("In the language of its source."), required=True, clean=Text(500)),
    Column("language", _("Language of the source"), clean=Language(), example="es"),
    Column("translation", _("Translation"), clean=Text(500)),
    Column("translation_language", _("Language of the translation"), clean=Language(), example="en"),
    Column("indicator", _("Market figure"), _("What the value measures, named alike for all countries."), clean=Slug(60), example="gdp-growth"),
    Column("value", _("Value"), _("A number, or a day as far as known."), clean=Text(250), example="80"),
    Column("unit", _("Unit"), _("year, month or date for dates."), clean=Text(40), example="clusters"),
    Column("qualifier", _("How exact"), _("exact when empty."), clean=Choice(Qualifier), example="more-than"),
    Column("scope", _("Scope"), clean=Text(120), example="EU-Colombia"),
    Column("about", _("Speaks of"), _("Another country that the fact is about."), clean=CountryCode(), example="ES"),
    Column("as_of", _("As of"), DATE, clean=PartialDate(), example="2017-07"),
    Column("source", _("Source"), ONE_SOURCE, True, Citations(table="sources"), "colombia-paper-2017#s1"),
)  # fmt: skip
FIELDS_OF_FACTS = {
    "id": "key", "country": "profile_id", "topic": "topic", "indicator": "indicator", "statement": "statement", "language": "language",
    "translation": "translation", "translation_language": "translation_language", "value": "value", "unit": "unit",
    "qualifier": "qualifier", "scope": "scope", "about": "about_id", "as_of": "as_of",
}  # fmt: skip

EXAMPLES = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="basque-energy-mission-2016"),
    Column("counterpart_country", _("Country"), _("Its profile is begun first."), True, Reference("profiles"), "CO"),
    Column("partner_side", _("European side"), required=True, clean=Text(500)),
    Column("partner_country", _("Country of the European side"), clean=CountryCode(), example="ES"),
    Column("counterpart_side", _("Side of the country"), required=True, clean=Text(500)),
    Column("sector", _("Sector"), clean=Text(120)),
    Column("type", _("Type"), required=True, clean=Slug(40), example="mission-to-europe"),
    Column("status", _("Status"), clean=Slug(40), example="completed"),
    Column("start", _("From"), DATE, clean=PartialDate(), example="2016"),
    Column("end", _("To"), DATE, clean=PartialDate()),
    Column("note", _("Note"), clean=Text(2000, lines=True)),
    Column("source", _("Source"), ONE_SOURCE, True, Citations(table="sources"), "colombia-paper-2017#s1.1"),
)  # fmt: skip
FIELDS_OF_EXAMPLES = {
    "id": "key", "counterpart_country": "profile_id", "partner_side": "partner_side", "partner_country": "partner_country_id",
    "counterpart_side": "counterpart_side", "sector": "sector", "type": "kind", "status": "status", "start": "start", "end": "end",
    "note": "note",
}  # fmt: skip

BODIES = (
    COUNTRY,
    Column("organisation", _("Organisation"), _("Its key or name."), True, Reference("organisations"), "innpulsa-colombia"),
    Column("role", _("Role"), required=True, clean=Choice(BodyRole), example="counterpart"),
    Column("mandate", _("Mandate"), _("The person, where one is named, stays out of files."), clean=Text(250)),
    Column("from", _("From"), DATE, clean=PartialDate()),
    Column("to", _("To"), DATE, clean=PartialDate()),
    Column("source", _("Source"), ONE_SOURCE, False, Citations(table="sources"), "colombia-paper-2017#s1.1"),
)  # fmt: skip
FIELDS_OF_BODIES = {
    "country": "profile_id", "organisation": "organisation_id", "role": "role", "mandate": "mandate", "from": "start", "to": "end",
}  # fmt: skip

PARTS_OF_ROWS = _(
    "Each on a line of the cell, as part: value | part: value. The parts are name, place, population, attitude (target-market); "
    "measure, year, value, reason (market-growth); force, level, note (market-profitability); text, direction (market-trends); "
    "text (key-success-factors)."
)
COUNTRY_STUDIED = Column("country", _("Country"), required=True, clean=CountryCode(), example="CO")
STUDIES = (
    PARTNERSHIP,
    COUNTRY_STUDIED,
    Column("summary", _("In short"), clean=Text(2000, lines=True)),
)
STUDY_ITEMS = (
    PARTNERSHIP,
    COUNTRY_STUDIED,
    Column("item", _("Item"), required=True, clean=Choice(StudyItem), example="target-market"),
    Column("text", _("Text"), clean=Text(5000, lines=True)),
    Column("points", _("Rows"), PARTS_OF_ROWS, clean=RowsOfAnItem(), example="name: Ports | place: Cartagena"),
    Column("source", _("Source"), ONE_SOURCE, False, Citations(table="sources"), "colombia-paper-2017#s1"),
)  # fmt: skip
FIELDS_OF_STUDY_ITEMS = {"text": "text", "points": "points"}

MARKET_FIGURES = (
    PARTNERSHIP,
    COUNTRY_STUDIED,
    Column("figure", _("Figure"), required=True, clean=Choice(Measure), example="total-available-market"),
    Column("year", _("Year"), required=True, clean=Integer(least=1900, most=2100), example="2024"),
    Column("value", _("Value"), required=True, clean=Text(40), example="1100"),
    Column("unit", _("Unit or currency"), _("The target share has the unit percent."), True, Text(40), "EUR million"),
    Column("source", _("Source"), ONE_SOURCE, True, Citations(table="sources"), "colombia-paper-2017#s1"),
)  # fmt: skip
FIELDS_OF_MARKET_FIGURES = {"figure": "measure", "year": "year", "value": "value", "unit": "unit"}


def cited(source: Any, place: str) -> tuple[tuple[Any, str], ...]:
    """One source with each of its places, as `Citations` reads a cell."""
    return tuple((source, one) for one in place.split(BETWEEN_PLACES)) if source else ()


def stored(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the record that a row, or what differs of it, speaks of."""
    values = {name: row[column] for column, name in fields.items() if column in row}
    if "source" in row:
        values["source_id"] = row["source"][0][0] if row["source"] else None
        values["place"] = BETWEEN_PLACES.join(place for _source, place in row["source"] or ())
    return values
