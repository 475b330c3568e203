"""Market studies for programs: find and read them, begin, write, publish, take back and remove them."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Status
from pydantic import Field

from kontor.hub.countries import actions, rules
from kontor.hub.countries.choices import Measure, StudyItem
from kontor.hub.countries.models import MarketFigure, MarketStudy
from kontor.hub.countries.queries import studies
from kontor.hub.countries.rest.base import router
from kontor.hub.countries.rest.profiles import country
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.api import CountryCode, Identifier, Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.queries import by_key

Year = Annotated[int, Path(ge=1900, le=2100)]


class StudyLine(Schema):
    """A market study in a list. `published_on` null: only its partners read it."""

    id: int
    partnership: str
    country: str
    summary: str
    published_on: date | None
    version: int


class StudyItemOut(Schema):
    """One of the six items. `version` 0: nothing is written yet. `missing` says what it does not say, in words."""

    item: StudyItem
    text: str
    points: list[dict[str, str]]
    source: str | None
    place: str
    written_on: date | None
    missing: list[str]
    version: int


class MarketFigureOut(Schema):
    """The figure of a year."""

    measure: Measure
    year: int
    value: str
    unit: str
    source: str
    place: str
    version: int


class ForecastOut(Schema):
    """What a measure becomes. `value` '' cannot be computed; `how` is the formula with its numbers, or the reason given."""

    measure: str
    year: int
    value: str
    computed: bool
    how: str


class StudyOut(StudyLine):
    """A market study. `remarks` say what in its figures does not fit together."""

    items: list[StudyItemOut]
    figures: list[MarketFigureOut]
    forecasts: list[ForecastOut]
    remarks: list[str]


class StudiesQuery(PageQuery):
    """Which page of which studies."""

    partnership: str = Field(
        "", description="key of a partnership", max_length=120, pattern=r"^[-a-zA-Z0-9_]*$"
    )
    country: str = Field("", description="code of a country", pattern=r"^([A-Z]{2})?$")


class NewStudy(Schema):
    """A study to begin; only the partners read it until it is published."""

    country: CountryCode
    summary: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")


class ChangedStudy(Schema):
    """What stands in short, as it is to be; `version` is the one that was read."""

    summary: str = Field("", max_length=2000, pattern=r"^[^\x00]*$")
    version: int = Field(ge=1, le=2**31 - 1)


class WrittenItem(Schema):
    """An item as it is to be. `points` are its rows: their parts are named in the guide on market studies. `version` 0: nothing was written."""

    text: str = Field("", max_length=5000, pattern=r"^[^\x00]*$")
    points: list[dict[Text, Text]] = Field(default_factory=list, max_length=12)
    source: Text | None = None
    place: Text = Field("", max_length=120)
    version: int = Field(0, ge=0, le=2**31 - 1)


class StatedFigure(Schema):
    """The figure of a year as it is to be. `version` 0: there was none."""

    value: Text = Field(max_length=40)
    unit: Text = Field(max_length=40)
    source: Text
    place: Text = Field("", max_length=120)
    version: int = Field(0, ge=0, le=2**31 - 1)


def line_out(one: MarketStudy) -> dict[str, Any]:
    return {
        "id": one.pk, "partnership": one.partnership.key, "country": one.country_id, "summary": one.summary,
        "published_on": one.published_on, "version": one.version,
    }  # fmt: skip


def item_out(one: studies.ItemShown) -> dict[str, Any]:
    found = one.item
    return {
        "item": one.key, "text": found.text if found else "", "points": found.points if found else [],
        "source": found.source.key if found and found.source else None, "place": found.place if found else "",
        "written_on": found.written_on if found else None, "missing": list(one.missing), "version": found.version if found else 0,
    }  # fmt: skip


def figure_out(one: MarketFigure) -> dict[str, Any]:
    names = ("measure", "year", "value", "unit", "place", "version")
    return {name: getattr(one, name) for name in names} | {"source": one.source.key}


def study_out(request: HttpRequest, study: MarketStudy) -> dict[str, Any]:
    found = studies.study_shown(request.auth, study, timezone.localdate())
    return line_out(study) | {
        "items": [item_out(one) for one in found.items],
        "figures": [figure_out(row.figure) for one in found.series for row in one.figures],
        "forecasts": [
            {"measure": one.label, "year": one.year, "value": one.value, "computed": one.computed, "how": one.how}
            for one in found.forecasts
        ],
        "remarks": list(found.remarks),
    }  # fmt: skip


def source_of(key: str | None) -> Source | None:
    if key is None:
        return None
    found = Source.objects.filter(key=key).first()
    if found is None:
        raise rules.UnknownSource(field="source", key=key)
    return found


@router.get("/market-studies", response=PageOf[StudyLine], url_name="market_studies")
def list_market_studies(request: HttpRequest, asked: Query[StudiesQuery]) -> dict[str, Any]:
    """The market studies that the caller sees."""
    rows = studies.studies_seen(request.auth)
    if asked.partnership:
        rows = rows.filter(partnership__key=asked.partnership)
    if asked.country:
        rows = rows.filter(country=asked.country)
    page = page_of(rows, asked)
    return {**page, "items": [line_out(one) for one in page["items"]]}


@router.get("/market-studies/{id}", response=StudyOut, url_name="market_study")
def show_market_study(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """One market study with its six items, figures, forecasts, and what does not fit together."""
    return study_out(request, studies.study_by_id(request.auth, id))


@router.post(
    "/partnerships/{key}/market-studies", response={201: StudyOut}, url_name="begin_partnership_market_study"
)
def begin_market_study(request: HttpRequest, key: Key, new: NewStudy) -> Any:
    """Begin the study of a country."""
    of = by_key(request.auth, key)
    named = Country.objects.get(pk=country(new.country))
    made = actions.begin_study(actor=request.auth, partnership=of, country=named, summary=new.summary)
    return Status(201, study_out(request, made))


@router.put("/market-studies/{id}", response=StudyOut, url_name="change_market_study")
def change_market_study(request: HttpRequest, id: Identifier, changed: ChangedStudy) -> dict[str, Any]:
    """Change what stands in short."""
    study = studies.study_by_id(request.auth, id)
    actions.edit_study(actor=request.auth, study=study, **changed.dict())
    return study_out(request, studies.study_by_id(request.auth, id))


@router.post("/market-studies/{id}/publish", response=StudyOut, url_name="publish_market_study")
def publish_market_study(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Open the study to everybody who sees the country and the partnership."""
    study = studies.study_by_id(request.auth, id)
    actions.publish_study(actor=request.auth, study=study, today=timezone.localdate())
    return study_out(request, studies.study_by_id(request.auth, id))


@router.post("/market-studies/{id}/take-back", response=StudyOut, url_name="take_back_market_study")
def take_back_market_study(request: HttpRequest, id: Identifier) -> dict[str, Any]:
    """Close the study to all but the partners."""
    actions.take_back_study(actor=request.auth, study=studies.study_by_id(request.auth, id))
    return study_out(request, studies.study_by_id(request.auth, id))


@router.delete("/market-studies/{id}", response={204: None}, url_name="remove_market_study")
def remove_market_study(request: HttpRequest, id: Identifier) -> Any:
    """Remove a study that is not published, with its items and figures."""
    actions.remove_study(actor=request.auth, study=studies.study_by_id(request.auth, id))
    return Status(204, None)


@router.put("/market-studies/{id}/items/{item}", response=StudyOut, url_name="write_market_study_item")
def write_market_study_item(
    request: HttpRequest, id: Identifier, item: StudyItem, written: WrittenItem
) -> dict[str, Any]:
    """Write one of the six items."""
    study = studies.study_by_id(request.auth, id)
    fields = written.dict(exclude={"version", "source"}) | {"source": source_of(written.source)}
    actions.write_item(
        actor=request.auth, study=study, item=item.value, version=written.version, fields=fields, today=timezone.localdate()
    )  # fmt: skip
    return study_out(request, study)


@router.put(
    "/market-studies/{id}/figures/{measure}/{year}", response=StudyOut, url_name="state_market_figure"
)
def state_market_figure(
    request: HttpRequest, id: Identifier, measure: Measure, year: Year, stated: StatedFigure
) -> dict[str, Any]:
    """State the figure of a year, or change it."""
    study = studies.study_by_id(request.auth, id)
    known = visible(MarketFigure, request.auth).filter(study=study, measure=measure.value, year=year).first()
    fields = stated.dict(exclude={"version", "source"})
    fields |= {"measure": measure.value, "year": year, "source": source_of(stated.source)}
    actions.write_figure(actor=request.auth, study=study, figure=known, version=stated.version, fields=fields)
    return study_out(request, study)
