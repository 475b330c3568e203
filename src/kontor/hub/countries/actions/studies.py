"""A market study: begin it, write its items and figures, publish it and take it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from kontor.hub.countries import rules
from kontor.hub.countries.actions.profiles import GROUPINGS
from kontor.hub.countries.models import MarketFigure, MarketStudy, MarketStudyItem
from kontor.hub.countries.rules import studies
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotThere
from kontor.hub.partnerships.models import Partnership


@transaction.atomic
def begin_study(
    *, actor: Actor, partnership: Partnership, country: Country, summary: str = ""
) -> MarketStudy:
    """One study of a country in a partnership; only its partners read it until it is published."""
    study = MarketStudy(partnership=partnership, country=country, summary=summary)
    require(actor, "countries.begin_study", study)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    name = country_name(country.pk, get_language() or "en")
    if country.pk in GROUPINGS:
        raise rules.GroupingNotACountry(field="country", country=name)
    there = MarketStudy.objects.filter(partnership=partnership, country=country).exists()
    studies.check_new(name, there=there)
    study.save()
    audit.record(actor, "countries.begin_study", study)
    return study


@transaction.atomic
def edit_study(*, actor: Actor, study: MarketStudy, version: int, summary: str) -> MarketStudy:
    """Change what stands in short."""
    found = locked(study)
    require(actor, "countries.edit_study", found)
    if found.version != version:
        raise ChangedMeanwhile
    before = audit.state_of(found)
    found.summary = summary
    found.save()
    audit.record(actor, "countries.edit_study", found, before=before)
    return found


@transaction.atomic
def write_item(
    *, actor: Actor, study: MarketStudy, item: str, version: int, fields: Mapping[str, Any], today: date
) -> MarketStudyItem:
    """Write one of the six items. `version` is 0 where the writer saw nothing written."""
    require(actor, "countries.write_item", locked(study))
    known = MarketStudyItem.objects.filter(study=study, item=item).first()
    if (known.version if known else 0) != version:
        raise ChangedMeanwhile
    before = audit.state_of(known) if known else {}
    found = known or MarketStudyItem(study=study, item=item)
    for name, value in fields.items():
        setattr(found, name, value)
    studies.check_points(item, found.points)
    found.written_on, found.written_by_id = today, actor.user_id
    found.save()
    audit.record(actor, "countries.write_item", found, before=before)
    return found


@transaction.atomic
def write_figure(
    *,
    actor: Actor,
    study: MarketStudy,
    fields: Mapping[str, Any],
    version: int = 0,
    figure: MarketFigure | None = None,
) -> MarketFigure:
    """Enter the figure of a year, or change `figure`, of which the writer saw `version`."""
    require(actor, "countries.write_figure", locked(study))
    known = locked_figure(study, figure) if figure else None
    if (known.version if known else 0) != version:
        raise ChangedMeanwhile
    before = audit.state_of(known) if known else {}
    found = known or MarketFigure(study=study)
    for name, value in fields.items():
        setattr(found, name, value)
    studies.check_figure(found.measure, found.year, found.value, found.unit)
    others = MarketFigure.objects.filter(study=study, measure=found.measure, year=found.year)
    studies.check_free(year=found.year, taken=others.exclude(pk=found.pk).exists())
    found.save()
    audit.record(actor, "countries.write_figure", found, before=before)
    return found


@transaction.atomic
def remove_figure(*, actor: Actor, figure: MarketFigure) -> None:
    """Take a figure out; the trail keeps it."""
    require(actor, "countries.remove_figure", locked(figure.study))
    found = locked_figure(figure.study, figure)
    audit.record(actor, "countries.remove_figure", found, before=audit.state_of(found))
    found.delete()


@transaction.atomic
def publish_study(*, actor: Actor, study: MarketStudy, today: date) -> MarketStudy:
    """Open it to everybody who sees the country."""
    found = locked(study)
    require(actor, "countries.publish_study", found)
    says = (
        MarketStudyItem.objects.filter(study=found).exists()
        or MarketFigure.objects.filter(study=found).exists()
    )
    studies.check_publish(found.published_on, says_something=says)
    return published(actor, found, "countries.publish_study", today)


@transaction.atomic
def take_back_study(*, actor: Actor, study: MarketStudy) -> MarketStudy:
    """Close it again to all but the partners."""
    found = locked(study)
    require(actor, "countries.take_back_study", found)
    studies.check_take_back(found.published_on)
    return published(actor, found, "countries.take_back_study", None)


@transaction.atomic
def remove_study(*, actor: Actor, study: MarketStudy) -> None:
    """Remove a study that is not published, with its items and figures; the trail keeps what they said."""
    found = locked(study)
    require(actor, "countries.remove_study", found)
    studies.check_remove(found.published_on)
    parts = [*MarketStudyItem.objects.filter(study=found), *MarketFigure.objects.filter(study=found)]
    entries = [audit.Entry("countries.remove_study", one, audit.state_of(one), {}) for one in (*parts, found)]
    found.delete()
    audit.record_many(actor, entries)


def published(actor: Actor, study: MarketStudy, verb: str, day: date | None) -> MarketStudy:
    before = audit.state_of(study)
    study.published_on = day
    study.published_by_id = actor.user_id if day else None
    study.save()
    audit.record(actor, verb, study, before=before)
    return study


def locked(study: MarketStudy) -> MarketStudy:
    return MarketStudy.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=study.pk)


def locked_figure(study: MarketStudy, figure: MarketFigure) -> MarketFigure:
    """Somebody may have removed it meanwhile."""
    found = MarketFigure.objects.select_for_update().filter(pk=figure.pk, study=study).first()
    if found is None:
        raise NotThere
    return found
