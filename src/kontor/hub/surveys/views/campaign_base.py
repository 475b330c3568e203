"""What the pages of a campaign share: the wave, the way to it, its tabs."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.pages import Crumb, Page, Tab, VerbView, tabs
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.models import Invitation, Wave
from kontor.hub.surveys.views.parts import way

TABS = (
    ("surveys:invited", _("Respondents")),
    ("surveys:contacts", _("Contact log")),
    ("surveys:words", _("Words of the letters")),
    ("surveys:plan_reminders", _("Planned reminders")),
    ("surveys:returned", _("What came back")),
)


class OfAWave:
    """Mixin of views about one wave. What the actor may not see is not there."""

    actor: Actor
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def wave(self) -> Wave:
        rows = visible(Wave, self.actor).select_related("survey", "survey_version")
        found = rows.filter(survey__key=self.kwargs["key"], key=self.kwargs["wave"]).first()
        if found is None:
            raise NotThere
        return found

    @property
    def at(self) -> list[Any]:
        return [self.wave.survey.key, self.wave.key]

    def to(self, name: str, *more: Any) -> str:
        return reverse(f"surveys:{name}", args=[*self.at, *more])

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        survey = self.wave.survey
        return way(
            Crumb(survey.name, survey.get_absolute_url()),
            Crumb(self.wave.label, self.wave.get_absolute_url()),
            *steps,
        )

    def tabs(self) -> tuple[Tab, ...]:
        return tabs(self.request, [(str(label), reverse(name, args=self.at)) for name, label in TABS])

    def require(self, verb: str) -> None:
        require(self.actor, f"surveys.{verb}", self.wave)


class WaveForm(OfAWave, VerbView):
    """One verb on a wave."""

    area: ClassVar[str] = "surveys"

    def subject(self) -> Any:
        return self.wave

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        listed = Crumb(gettext("Respondents"), self.to("invited"))
        return OfAWave.way(self, listed, *steps)

    def load(self, **values: Any) -> Page:
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=self.way(Crumb(str(self.title))))


class InvitationForm(WaveForm):
    """One verb on one invitation."""

    @cached_property
    def invitation(self) -> Invitation:
        rows = (
            visible(Invitation, self.actor)
            .filter(wave=self.wave)
            .select_related("partnership", "wave__survey")
        )
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotThere
        return found

    def subject(self) -> Any:
        return self.invitation
