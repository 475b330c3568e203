"""The results of a wave: response, blocks, who works with whom, waves beside each other."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.generic import View

from kontor.hub.foundation.pages import Crumb
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys import report
from kontor.hub.surveys.models import Wave
from kontor.hub.surveys.queries.pairs import pairs_of
from kontor.hub.surveys.queries.results import Results, results
from kontor.hub.surveys.queries.staff import survey_by_key, wave_by_key
from kontor.hub.surveys.queries.trends import compared
from kontor.hub.surveys.rules.naming import coded
from kontor.hub.surveys.views.parts import OfASurvey, OfAWave
from kontor.hub.surveys.views.results_base import (
    PAPER,
    PaperPage,
    address,
    body_of,
    files_of,
    paper,
    tabs_of,
)


@dataclass(kw_only=True)
class ResultsPage(PaperPage):
    """Response and the list of blocks, or one block. `blocks` are (label, address); `before` and `after` lead on."""

    wave: Wave
    blocks: list[tuple[str, str]]
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def spoken() -> str:
    return get_language() or "en"


class Show(OfAWave):
    """See who answered, and how far."""

    template_name = "surveys/results/show.html"

    def load(self, **values: Any) -> ResultsPage:
        return page_of(self, results(self.actor, self.wave, block=""))


class ShowBlock(OfAWave):
    """See how the questions of a block were answered."""

    template_name = "surveys/results/show.html"

    def load(self, block: str, **values: Any) -> ResultsPage:
        return page_of(self, results(self.actor, self.wave, block=block), block)


def page_of(view: OfAWave, found: Results, block: str = "") -> ResultsPage:
    wave = view.wave
    made = report.results_report(view.actor, found, timezone.localdate(), spoken())
    if block:
        made = report.block_alone(made)
    blocks = [(coded(code, title), address("results_block", wave, code)) for code, title in found.outline]
    place = next((at for at, (code, _) in enumerate(found.outline) if code == block), -1)
    title = blocks[place][0] if block else gettext("Results")
    overview = [Crumb(gettext("Results"), address("results", wave))] if block else []
    return ResultsPage(
        title=title,
        lead=f"{found.title} · {wave.label}",
        breadcrumb=view.way(*overview, Crumb(title)),
        tabs=tabs_of(view.request, view.actor, wave),
        body=body_of(made),
        files=[] if block else files_of(address("results", wave)),
        language=spoken(),
        wave=wave,
        blocks=[] if block else blocks,
        before=blocks[place - 1] if place > 0 else None,
        after=blocks[place + 1] if place + 1 < len(blocks) else None,
    )


class Download(View):
    """Take the results along: all blocks in one file."""

    def get(self, request: HttpRequest, key: str, wave: str, format: str) -> HttpResponse:
        if format not in PAPER:
            raise NotThere
        actor = request.actor  # type: ignore[attr-defined]
        found = results(actor, wave_by_key(actor, key, wave))
        return paper(report.results_report(actor, found, timezone.localdate(), spoken()), format)


@dataclass(kw_only=True)
class ComparisonPage(PaperPage):
    """Waves beside each other; `waves` is how many, `body` empty where there are fewer than two."""

    waves: int


class Compare(OfASurvey):
    """See the waves of a survey beside each other."""

    template_name = "surveys/results/compare.html"

    def load(self, key: str) -> ComparisonPage:
        known = self.survey
        found = compared(self.actor, known.pk)
        made = report.comparison_report(self.actor, known, found, timezone.localdate(), spoken())
        several = len(found.waves) > 1
        return ComparisonPage(
            title=gettext("Waves compared"),
            lead=known.name,
            breadcrumb=self.way(Crumb(gettext("Waves compared"))),
            body=body_of(made),
            files=files_of(reverse("surveys:compare", args=[key])) if several else [],
            language=spoken(),
            waves=len(found.waves),
        )


class DownloadComparison(View):
    """Take the comparison along."""

    def get(self, request: HttpRequest, key: str, format: str) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        known = survey_by_key(actor, key)
        found = compared(actor, known.pk)
        if format not in PAPER or len(found.waves) < 2:
            raise NotThere
        return paper(report.comparison_report(actor, known, found, timezone.localdate(), spoken()), format)


@dataclass(kw_only=True)
class PairsPage(PaperPage):
    """Who works with whom. `to_ask` pairs wait for the other side; `take_over_url` leads to asking them."""

    pairs: int
    to_ask: int
    take_over_url: str


class Pairs(OfAWave):
    """See which partnerships say that they work together, and whom to ask for confirmation."""

    template_name = "surveys/results/pairs.html"

    def load(self, **values: Any) -> PairsPage:
        found = pairs_of(self.actor, self.wave)
        number = len(found.pairs)
        text = ngettext(
            "%(count)s pair is said to work together.", "%(count)s pairs are said to work together.", number
        )
        title = gettext("Who works with whom")
        return PairsPage(
            title=title,
            lead=text % {"count": number},
            breadcrumb=self.way(Crumb(gettext("Results"), address("results", self.wave)), Crumb(title)),
            tabs=tabs_of(self.request, self.actor, self.wave),
            body=body_of(report.pairs_report(self.actor, found, timezone.localdate(), spoken())),
            files=files_of(address("pairs", self.wave)) if number else [],
            language=spoken(),
            pairs=number,
            to_ask=sum(bool(one.ask) for one in found.pairs),
            take_over_url=take_over_address(self.wave) if can(self.actor, "surveys.code", self.wave) else "",
        )


def take_over_address(wave: Wave) -> str:
    """Where the collaborations of a wave are put among those that are asked to be confirmed; a higher area has the page."""
    return reverse("agreements:take_over", args=[wave.survey.key, wave.key])


class DownloadPairs(View):
    """Take along who works with whom."""

    def get(self, request: HttpRequest, key: str, wave: str, format: str) -> HttpResponse:
        if format not in PAPER:
            raise NotThere
        actor = request.actor  # type: ignore[attr-defined]
        found = pairs_of(actor, wave_by_key(actor, key, wave))
        return paper(report.pairs_report(actor, found, timezone.localdate(), spoken()), format)
