"""What must hold of a market study. Plain values in, nothing or a refusal out."""

from collections.abc import Mapping, Sequence
from datetime import date

from kontor.hub.countries.choices import ROWS, Measure, StudyItem
from kontor.hub.countries.rules import NotANumber, number_of
from kontor.hub.foundation.refusal import N_, Refusal

FIRST_YEAR, LAST_YEAR = 1900, 2100
PERCENT = "percent"
Points = Sequence[Mapping[str, str]]


class StudyThere(Refusal):
    code = "study-there"
    sentence = N_("There is a market study of %(country)s in this partnership already: change that one.")


class NoStudyYet(Refusal):
    code = "no-study-yet"
    sentence = N_(
        "There is no market study of %(country)s in this partnership: begin it first, on the page or in the table of market studies."
    )


class UnknownPart(Refusal):
    code = "unknown-part"
    sentence = N_("A row of this item has no part called '%(part)s': leave it out.")


class RowIncomplete(Refusal):
    code = "row-incomplete"
    sentence = N_("Row %(row)s does not say: %(part)s. Fill it in, or empty the whole row.")


class NotOneOfThese(Refusal):
    code = "not-one-of-these"
    sentence = N_("Row %(row)s: '%(value)s' is not known here. Use one of: %(known)s.")


class TooLong(Refusal):
    code = "part-too-long"
    sentence = N_("Row %(row)s: %(part)s is longer than %(most)s characters. Say it shorter.")


class TooManyRows(Refusal):
    code = "too-many-rows"
    sentence = N_("An item has at most %(most)s rows: put some together.")


class ForceTwice(Refusal):
    code = "force-twice"
    sentence = N_("Row %(row)s names a force that an earlier row judges already: put both into one row.")


class NotAYear(Refusal):
    code = "not-a-year"
    sentence = N_("'%(value)s' is not a year: write four digits, such as 2024.")


class ReasonOfForecast(Refusal):
    code = "reason-of-forecast"
    sentence = N_(
        "Row %(row)s states a figure without why: give the reason, or empty the figure to have it computed."
    )


class BelowNothing(Refusal):
    code = "below-nothing"
    sentence = N_("A market is not smaller than 0: correct the value.")


class ShareInPercent(Refusal):
    code = "share-in-percent"
    sentence = N_(
        "The target share is a percentage from 0 to 100: write 'percent' as its unit, and such a number."
    )


class UnitMissing(Refusal):
    code = "unit-missing"
    sentence = N_("A figure has a unit or a currency: write it, such as EUR million.")


class YearTaken(Refusal):
    code = "year-taken"
    sentence = N_("The study has this figure for %(year)s already: change that one.")


class NothingToPublish(Refusal):
    code = "nothing-to-publish"
    sentence = N_("The study says nothing yet: write at least one of its items, then publish it.")


class PublishedAlready(Refusal):
    code = "published-already"
    sentence = N_("The study is published already: there is nothing to do.")


class PublishedStays(Refusal):
    code = "published-stays"
    sentence = N_("The study is published, and others may rest on it: take it back first, then remove it.")


class NotPublished(Refusal):
    code = "not-published"
    sentence = N_("The study is not published: there is nothing to take back.")


def check_points(item: str, points: Points) -> None:
    """Refuse rows that the item cannot have."""
    rows = ROWS.get(item)
    if rows is None:
        if points:
            raise UnknownPart(field="points", part=next(iter(points[0]), ""))
        return
    if len(points) > rows.most:
        raise TooManyRows(field="points", most=rows.most)
    for number, point in enumerate(points, start=1):
        check_row(item, number, point)
    if item == StudyItem.PROFITABILITY:
        check_once([point["force"] for point in points])


def check_row(item: str, number: int, point: Mapping[str, str]) -> None:
    cells = {cell.key: cell for cell in ROWS[item].cells}
    for part in point:
        if part not in cells:
            raise UnknownPart(field="points", part=part)
    for key, cell in cells.items():
        value = point.get(key, "")
        if cell.needed and not value.strip():
            raise RowIncomplete(field="points", row=number, part=cell.label)
        if len(value) > cell.length:
            raise TooLong(field="points", row=number, part=cell.label, most=cell.length)
        if cell.choices is not None and value and value not in cell.choices.values:
            known = ", ".join(cell.choices.values)
            raise NotOneOfThese(field="points", row=number, value=value, known=known)
    if item == StudyItem.GROWTH:
        check_forecast(number, point)


def check_forecast(number: int, point: Mapping[str, str]) -> None:
    year = point["year"]
    check_year(int(year) if year.isascii() and year.isdigit() else 0, year, "points")
    if point.get("value"):
        check_size(point["measure"], point["value"], "points")
        if not point.get("reason", "").strip():
            raise ReasonOfForecast(field="points", row=number)


def check_once(forces: Sequence[str]) -> None:
    for number, force in enumerate(forces, start=1):
        if force in forces[: number - 1]:
            raise ForceTwice(field="points", row=number)


def check_year(year: int, told: str, where: str = "year") -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAYear(field=where, value=told)


def check_size(measure: str, value: str, where: str = "value") -> None:
    number = number_of(value)
    if number is None:
        raise NotANumber(field=where, value=value)
    if number < 0:
        raise BelowNothing(field=where)
    if measure == Measure.SHARE and number > 100:
        raise ShareInPercent(field=where)


def check_figure(measure: str, year: int, value: str, unit: str) -> None:
    check_year(year, str(year))
    check_size(measure, value)
    if not unit.strip():
        raise UnitMissing(field="unit")
    if measure == Measure.SHARE and unit != PERCENT:
        raise ShareInPercent(field="unit")


def check_free(*, year: int, taken: bool) -> None:
    if taken:
        raise YearTaken(field="year", year=year)


def check_new(country: str, *, there: bool) -> None:
    if there:
        raise StudyThere(field="country", country=country)


def check_publish(published_on: date | None, *, says_something: bool) -> None:
    if published_on is not None:
        raise PublishedAlready
    if not says_something:
        raise NothingToPublish


def check_remove(published_on: date | None) -> None:
    if published_on is not None:
        raise PublishedStays


def check_take_back(published_on: date | None) -> None:
    if published_on is None:
        raise NotPublished
