"""Lists of surveys and of responses as people filter, sort and keep them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.tables import Column, Facet, Table, WordTable, known_last
from kontor.hub.surveys.choices import ResponseState
from kontor.hub.surveys.models import Survey, SurveyResponse
from kontor.hub.surveys.queries.findable import SURVEYS


def state_of(survey: Survey) -> Any:
    if survey.archived_on:
        return _("put away")
    return _("open") if getattr(survey, "open_waves", 0) else ""


class Surveys(WordTable):
    name = "surveys.surveys"
    index = SURVEYS
    searches = _("Search titles and programmes")
    default_sort = "-last"
    columns = (
        Column("name", _("Survey"), sort=("key",), fixed=True, value="name", url=Survey.get_absolute_url),
        Column("programme", _("Programme"), sort=(known_last("programme__name"),), value=lambda one: one.programme.name if one.programme else ""),
        Column("team", _("Run by"), sort=(known_last("team__name"),), value=lambda one: one.team.name if one.team else "", hidden=True),
        Column("waves", _("Waves"), sort=("wave_count",), kind="number", value="wave_count", descending_first=True),
        Column("last", _("Last opened"), sort=(known_last("last_opened"),), kind="date", value="last_opened", descending_first=True),
        Column("state", _("State"), value=state_of),
        Column("visibility", _("Visible to"), sort=("visibility",), kind="visibility", hidden=True),
    )  # fmt: skip
    facets = (Facet("programme", _("Programme"), field="programme__key", label_field="programme__name"),)
    empty_title = _("No survey yet")
    empty_text = _("Import a questionnaire of LimeSurvey or an XLSForm, or begin an empty one.")

    def decorate(self, rows: QuerySet[Survey]) -> QuerySet[Survey]:
        return rows.select_related("team", "programme")


def who(response: SurveyResponse) -> Any:
    if response.partnership is not None:
        return response.partnership.acronym
    return (response.invitation and response.invitation.name) or _("not named")


class Responses(Table):
    name = "surveys.responses"
    default_sort = "-saved"
    columns = (
        Column(
            "who", _("Who"), fixed=True, value=who,
            url=lambda one: reverse("surveys:response", args=[one.wave.survey.key, one.wave.key, one.pk]),
        ),
        Column("group", _("Group"), sort=("group",)),
        Column("state", _("State"), sort=("state",), value="get_state_display"),
        Column("blocks", _("Pages answered"), kind="number", value=lambda one: len(one.blocks)),
        Column("language", _("Language"), sort=("language",), hidden=True),
        Column("saved", _("Last saved"), sort=(known_last("saved_at"),), kind="date", value="saved_at", descending_first=True),
        Column("submitted", _("Handed in"), sort=(known_last("submitted_at"),), kind="date", value="submitted_at", descending_first=True),
    )  # fmt: skip
    facets = (
        Facet("state", _("State"), choices=ResponseState.choices),
        Facet("group", _("Group"), field="group"),
    )
    empty_title = _("Nobody has begun yet")
    empty_text = _("Responses appear here from the first page that is saved.")
