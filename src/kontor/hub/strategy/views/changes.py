"""Plan, change, move, report on and remove activities of a roadmap."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy import actions, forms, queries
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.strategy.views.reading import OfAPartnership, way
from kontor.hub.strategy.views.removing import Removing

COPIED = ("title", "kind", "mission", "planned_month", "takes", "visibility")


def partners_of(actor: Any, partnership: Partnership) -> QuerySet[Organisation]:
    taking_part = visible(Participation, actor).filter(partnership=partnership)
    return (
        visible(Organisation, actor).filter(pk__in=taking_part.values("organisation")).order_by("sort_name")
    )


def others_of(actor: Any, partnership: Partnership) -> QuerySet[RoadmapActivity]:
    return visible(RoadmapActivity, actor).filter(partnership=partnership).order_by("planned_month", "key")


def entry_of(cleaned: dict[str, Any], partnership: Partnership, known: RoadmapActivity | None = None) -> Any:
    fields = {name: cleaned[name] for name in COPIED} | {"owner": cleaned["owner"]}
    if known is None:
        fields |= {"partnership": partnership, "due_on": cleaned["due_on"]}
    return actions.ActivityEntry(fields=fields, known=known, after=[one.pk for one in cleaned["after"]])


class Plan(OfAPartnership, ActionView):
    """Plan an activity."""

    form_class = forms.PlanActivity
    success = _("The activity is planned.")

    def load(self, **values: Any) -> Page:
        title = str(_("Plan an activity"))
        return Page(title=title, breadcrumb=way(self.partnership, Crumb(title)))

    def check(self, page: Page) -> None:
        require(self.actor, "strategy.plan", RoadmapActivity(partnership=self.partnership))

    def initial(self) -> dict[str, Any]:
        return {"visibility": Visibility.PARTNERS}

    def form_values(self) -> dict[str, Any]:
        return {
            "partners": partners_of(self.actor, self.partnership),
            "others": others_of(self.actor, self.partnership),
        }

    def process(self, form: forms.PlanActivity) -> str:
        entry = entry_of(form.cleaned_data, self.partnership)
        actions.plan_activities(actor=self.actor, entries=[entry])
        return reverse("strategy:roadmap", args=[self.partnership.key])


class ChangeActivity(ActionView, PageView):
    """One verb on one activity. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    title: Any
    verb: str

    @cached_property
    def activity(self) -> RoadmapActivity:
        return queries.activity_by_key(self.actor, self.kwargs["activity"])

    def load(self, **values: Any) -> Page:
        breadcrumb = way(self.activity.partnership, Crumb(str(self.title)))
        return Page(title=str(self.title), lead=self.activity.title, breadcrumb=breadcrumb)

    def check(self, page: Page) -> None:
        require(self.actor, f"strategy.{self.verb}", self.activity)

    def initial(self) -> dict[str, Any]:
        return {"version": self.activity.version}

    def back(self) -> str:
        return reverse("strategy:roadmap", args=[self.activity.partnership.key]) + f"#{self.activity.key}"


class Edit(ChangeActivity):
    """Change what is planned."""

    title = _("Edit the activity")
    verb = "plan"
    form_class = forms.EditActivity
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.activity, name) for name in COPIED}
        seen = others_of(self.actor, self.activity.partnership)
        after = seen.filter(pk__in=self.activity.after.values("pk")).values_list("key", flat=True)
        owner = self.activity.owner.key if self.activity.owner else ""
        return super().initial() | found | {"owner": owner, "after": list(after)}

    def form_values(self) -> dict[str, Any]:
        partnership = self.activity.partnership
        others = others_of(self.actor, partnership).exclude(pk=self.activity.pk)
        return {"partners": partners_of(self.actor, partnership), "others": others}

    def process(self, form: forms.EditActivity) -> str:
        entry = entry_of(form.cleaned_data, self.activity.partnership, self.activity)
        actions.edit_activity(actor=self.actor, version=form.cleaned_data["version"], entry=entry)
        return self.back()


class MoveDue(ChangeActivity):
    """Move a due day, with a reason."""

    title = _("Move the due day")
    verb = "move_due"
    form_class = forms.MoveDue
    success = _("The due day is moved. The old one stays in sight.")

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"due_on": self.activity.due_on}

    def process(self, form: forms.MoveDue) -> str:
        actions.move_due(actor=self.actor, activity=self.activity, **form.cleaned_data)
        return self.back()


class Report(ChangeActivity):
    """Say what became of an activity."""

    title = _("What became of it")
    verb = "report"
    form_class = forms.Report
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        names = ("state", "done_on", "state_text")
        return super().initial() | {name: getattr(self.activity, name) for name in names}

    def process(self, form: forms.Report) -> str:
        actions.report_activity(actor=self.actor, activity=self.activity, **form.cleaned_data)
        return self.back()


class Remove(Removing, ChangeActivity):
    """Remove an activity that was planned by mistake."""

    title = _("Remove the activity")
    verb = "remove"
    form_class = forms.Remove
    success = _("The activity is removed.")

    def process(self, form: forms.Remove) -> str:
        address = reverse("strategy:roadmap", args=[self.activity.partnership.key])
        actions.remove_activities(actor=self.actor, activities=[self.activity])
        return address
