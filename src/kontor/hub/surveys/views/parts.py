"""What pages of one survey, one version and one wave share: how they are found, their way and their tabs."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, PageView, Tab, tabs
from kontor.hub.surveys import queries
from kontor.hub.surveys.choices import WaveState
from kontor.hub.surveys.models import Survey, SurveyVersion, Wave

RESULTS = "surveys.read_results"
# (label, URL name, permission that the tab needs or ''): pages about one wave, in their order.
WAVE_TABS: list[tuple[Any, str, str]] = [
    (_("Wave"), "surveys:wave", ""),
    (_("Respondents"), "surveys:invited", "surveys.read_invited"),
    (_("Responses"), "surveys:responses", "surveys.read_responses"),
    (_("Results"), "surveys:results", RESULTS),
    (_("Who works with whom"), "surveys:pairs", "surveys.read_responses"),
    (_("What was written"), "surveys:texts", "surveys.read_responses"),
    (_("Files"), "surveys:exports", "surveys.read_responses"),
]


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Surveys"), reverse("surveys:index")), *steps)


class OfASurvey(PageView):
    """A page about one survey, found by its key."""

    @cached_property
    def survey(self) -> Survey:
        return queries.survey_by_key(self.actor, self.kwargs["key"])

    def subject(self) -> Any:
        return self.survey

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way(Crumb(self.survey.name, self.survey.get_absolute_url()), *steps)


class OfAVersion(PageView):
    """A page about one version of a survey."""

    @cached_property
    def version(self) -> SurveyVersion:
        return queries.version_by_number(self.actor, self.kwargs["key"], self.kwargs["number"])

    def subject(self) -> Any:
        return self.version

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        survey = self.version.survey
        address = reverse("surveys:version", args=[survey.key, self.version.number])
        here = Crumb(gettext("Version %(number)s") % {"number": self.version.number}, address)
        return way(Crumb(survey.name, survey.get_absolute_url()), here, *steps)


class OfAWave(PageView):
    """A page about one wave of a survey."""

    @cached_property
    def wave(self) -> Wave:
        return queries.wave_by_key(self.actor, self.kwargs["key"], self.kwargs["wave"])

    def subject(self) -> Any:
        return self.wave

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        survey = self.wave.survey
        return way(
            Crumb(survey.name, survey.get_absolute_url()),
            Crumb(self.wave.label, self.wave.get_absolute_url()),
            *steps,
        )


def wave_tabs(request: HttpRequest, wave: Wave, *, runs: bool) -> tuple[Tab, ...]:
    """The pages about one wave; those about people only for who runs the survey, results also once they are published."""
    found = []
    for label, name, permission in WAVE_TABS:
        seen = runs or not permission or (permission == RESULTS and wave.state == WaveState.PUBLISHED)
        if not seen:
            continue
        try:
            found.append((label, reverse(name, args=[wave.survey.key, wave.key])))
        except NoReverseMatch:
            continue
    return tabs(request, tuple(found)) if len(found) > 1 else ()
