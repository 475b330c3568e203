"""Begin, import and change surveys; plan waves and lead them through their states."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, Page, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.surveys import actions, forms, queries
from kontor.hub.surveys.views.parts import OfASurvey, OfAVersion, OfAWave, way

PLANNED = (
    "label", "unit", "opens_on", "closes_on", "open_link", "anonymous", "min_days", "most_reminders", "threshold",
)  # fmt: skip


class OfNoSurvey(ActionView):
    """What makes a new survey."""

    title: Any
    lead: Any = ""

    def load(self, **values: Any) -> Page:
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=way(Crumb(str(self.title))))

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.add")

    def initial(self) -> dict[str, Any]:
        first = queries.teams_to_run_for(self.actor).first()
        return {"visibility": Visibility.RESTRICTED, "team": first.pk if first else None}

    def form_values(self) -> dict[str, Any]:
        return {"teams": queries.teams_to_run_for(self.actor)}


class Add(OfNoSurvey):
    """Begin an empty survey."""

    title = _("Begin a survey")
    form_class = forms.AddSurvey
    success = _("The survey is begun. Its first version is empty.")

    def process(self, form: forms.AddSurvey) -> str:
        given = form.cleaned_data
        fields = actions.SurveyFields(
            form.titles(), given["team"], given["programme"], given["visibility"], given["key"]
        )
        return actions.add_survey(actor=self.actor, fields=fields).get_absolute_url()


class Import(OfNoSurvey):
    """Import a questionnaire of another program as a survey of its own."""

    title = _("Import a questionnaire")
    lead = _(
        "Nothing is lost without a word: the report of the import says what was kept, changed, ignored and renamed."
    )
    form_class = forms.ImportFile
    success = _("The questionnaire is imported. Read below what was done with it.")

    def process(self, form: forms.ImportFile) -> str:
        given = form.cleaned_data
        fields = actions.SurveyFields(
            {}, given["team"], given["programme"], given["visibility"], given["key"]
        )
        version = actions.import_survey(actor=self.actor, content=given["file"].read(), fields=fields)
        return reverse("surveys:version", args=[version.survey.key, version.number])


class ChangeSurvey(OfASurvey, VerbView):
    """One verb on one survey."""

    area = "surveys"


class Edit(ChangeSurvey):
    """Change what is said of a survey."""

    title = _("Edit the survey")
    verb = "edit"
    form_class = forms.EditSurvey
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        one = self.survey
        return {
            "title": one.name,
            "team": one.team_id,
            "programme": one.programme.key if one.programme else "",
            "visibility": one.visibility,
            "version": one.version,
        }

    def form_values(self) -> dict[str, Any]:
        own = queries.teams_to_run_for(self.actor)
        return {"teams": own | own.model.objects.filter(pk=self.survey.team_id)}

    def process(self, form: forms.EditSurvey) -> str:
        given = form.cleaned_data
        spoken = (get_language() or "en").split("-", maxsplit=1)[0]
        title = {**self.survey.title, spoken: given["title"]}
        fields = actions.SurveyFields(title, given["team"], given["programme"], given["visibility"])
        version = given["version"]
        return actions.edit_survey(
            actor=self.actor, survey=self.survey, fields=fields, version=version
        ).get_absolute_url()


class ImportVersion(ChangeSurvey):
    """Import a questionnaire as the next version of a survey."""

    title = _("Import the next version")
    lead = _("Questions with the same code or identity stay comparable with those of earlier waves.")
    verb = "import"
    form_class = forms.ImportVersion
    success = _("The next version is imported. Read below what was done with it.")

    def process(self, form: forms.ImportVersion) -> str:
        content = form.cleaned_data["file"].read()
        version = actions.import_survey(actor=self.actor, content=content, survey=self.survey)
        return reverse("surveys:version", args=[self.survey.key, version.number])


class Confirmed(VerbView):
    """A verb without a form of its own: `button` is what the page asks to press."""

    area = "surveys"
    form_class = forms.Confirm
    button: Any
    danger = False

    def form_values(self) -> dict[str, Any]:
        return {"verb": self.button, "danger": self.danger}


class Archive(OfASurvey, Confirmed):
    """Put a survey away, or take it out again."""

    title = _("Put the survey away")
    lead = _("It leaves the list; its address, its waves and its answers stay.")
    verb = "archive"
    button = _("Put it away, or take it out again")
    success = _("Done.")

    def process(self, form: Any) -> str:
        put_away = self.survey.archived_on is None
        return actions.archive_survey(
            actor=self.actor, survey=self.survey, archived=put_away
        ).get_absolute_url()


class NewVersion(OfAVersion, Confirmed):
    """Copy a version to change it."""

    title = _("Make a new version")
    lead = _("The copy can be changed. What stays the same keeps its identity, so that waves are compared.")
    verb = "new_version"
    button = _("Make a new version")
    success = _("The new version is there.")

    def process(self, form: Any) -> str:
        made = actions.new_version(actor=self.actor, version=self.version)
        return reverse("surveys:version", args=[made.survey.key, made.number])


class AddWave(ChangeSurvey):
    """Plan a wave of a survey."""

    title = _("Plan a wave")
    verb = "add_wave"
    form_class = forms.AddWave
    success = _("The wave is planned. Nothing is asked until it is opened.")

    def form_values(self) -> dict[str, Any]:
        return {"versions": offered(self.actor, self.survey)}

    def process(self, form: forms.AddWave) -> str:
        given = form.cleaned_data
        version = next(
            one for one in queries.versions_of(self.actor, self.survey) if one.pk == given["survey_version"]
        )
        wave = actions.add_wave(
            actor=self.actor,
            survey=self.survey,
            survey_version=version,
            fields={name: given[name] for name in PLANNED},
        )
        return wave.get_absolute_url()


class ChangeWave(OfAWave):
    """One verb on one wave."""


class EditWave(ChangeWave, VerbView):
    """Change the plan of a wave."""

    area = "surveys"
    title = _("Edit the wave")
    lead = _("What is asked and what was promised to who answers stays once the wave was opened.")
    verb = "edit_wave"
    form_class = forms.EditWave
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.wave, name) for name in PLANNED}
        return found | {"survey_version": self.wave.survey_version_id, "version": self.wave.version}

    def form_values(self) -> dict[str, Any]:
        return {"versions": offered(self.actor, self.wave.survey)}

    def process(self, form: forms.EditWave) -> str:
        given = form.cleaned_data
        fields = {name: given[name] for name in PLANNED}
        fields["survey_version"] = next(
            one
            for one in queries.versions_of(self.actor, self.wave.survey)
            if one.pk == given["survey_version"]
        )
        return actions.edit_wave(
            actor=self.actor, wave=self.wave, version=given["version"], fields=fields
        ).get_absolute_url()


class OpenWave(ChangeWave, Confirmed):
    """Open a wave, so that it is answered."""

    title = _("Open the wave")
    lead = _("From now on it can be answered, and its version of the questionnaire stays as it is.")
    verb = "open_wave"
    button = _("Open the wave")
    success = _("The wave is open.")

    def process(self, form: Any) -> str:
        return actions.open_wave(actor=self.actor, wave=self.wave).get_absolute_url()


class CloseWave(ChangeWave, Confirmed):
    """Close a wave."""

    title = _("Close the wave")
    lead = _("Nothing more is answered. What was begun is kept and counts in the pages it reached.")
    verb = "close_wave"
    button = _("Close the wave")
    success = _("The wave is closed.")

    def process(self, form: Any) -> str:
        return actions.close_wave(actor=self.actor, wave=self.wave).get_absolute_url()


class ReopenWave(ChangeWave, Confirmed):
    """Open a closed wave again."""

    title = _("Open the wave again")
    lead = _("Links that were sent work again. The history keeps that it was closed.")
    verb = "reopen_wave"
    button = _("Open the wave again")
    success = _("The wave is open again.")

    def process(self, form: Any) -> str:
        return actions.reopen_wave(actor=self.actor, wave=self.wave).get_absolute_url()


class PublishWave(ChangeWave, Confirmed):
    """Publish the results of a wave."""

    title = _("Publish the results")
    lead = _("Whoever sees the survey then sees its figures; small ones and single answers stay hidden.")
    verb = "publish_wave"
    button = _("Publish the results")
    success = _("The results are published.")

    def process(self, form: Any) -> str:
        return actions.publish_wave(actor=self.actor, wave=self.wave).get_absolute_url()


class RemoveWave(ChangeWave, Confirmed):
    """Remove a wave that nobody answered."""

    title = _("Remove the wave")
    lead = _("Only a wave that nobody answered. Its invitations go with it.")
    verb = "remove_wave"
    button = _("Remove the wave")
    danger = True
    success = _("The wave is removed.")

    def process(self, form: Any) -> str:
        address = self.wave.survey.get_absolute_url()
        actions.remove_wave(actor=self.actor, wave=self.wave)
        return address


def offered(actor: Any, survey: Any) -> list[tuple[int, str]]:
    return [
        (one.pk, gettext("Version %(number)s") % {"number": one.number})
        for one in queries.versions_of(actor, survey)
    ]
