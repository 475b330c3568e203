"""Enter, change and remove events; say that one is a second entry of another."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import ActionView, Crumb, Page, VerbView
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import N_, NotAllowed
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.missions import actions, forms, queries
from kontor.hub.missions.choices import EventRole
from kontor.hub.missions.models import Event, EventOrganisation
from kontor.hub.missions.views.reading import OfAnEvent, way
from kontor.hub.partnerships.choices import Qualifier

COPIED = (
    "name", "event_class", "kind", "mission", "counterpart_kind", "start", "end", "country", "place", "mode", "joint", "number",
    "meetings", "participants", "participants_qualifier", "description", "outcome", "register", "row", "note", "visibility",
)  # fmt: skip


class InNoPartnership(NotAllowed):
    code = "in-no-partnership"
    sentence = N_("Events are entered by people who edit for a partnership or for an organisation in one.")


def entry_of(cleaned: dict[str, Any], known: Event | None = None) -> actions.EventEntry:
    """What the action takes, of a form."""
    lead = [cleaned["lead"].pk] if cleaned["lead"] else []
    also = [one.pk for one in cleaned["also"] if one.pk not in lead]
    fields = {name: cleaned[name] for name in COPIED}
    if "partnership" in cleaned:
        fields["partnership_id"] = cleaned["partnership"].pk
    return actions.EventEntry(
        fields=fields,
        known=known,
        organisations={
            EventRole.RESPONSIBLE: [*lead, *also],
            EventRole.PARTICIPANT: [one.pk for one in cleaned["participants_named"]],
            EventRole.COUNTERPART: [one.pk for one in cleaned["counterparts"]],
        },
    )


class Add(ActionView):
    """Enter an event of one of one's partnerships."""

    form_class = forms.AddEvent
    success = _("The event is entered.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Enter an event"),
            lead=gettext("What took place, or will. Leave empty what is not known."),
            breadcrumb=way(Crumb(gettext("Enter an event"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "missions.import")
        if not queries.partnerships_to_add_for(self.actor).exists():
            raise InNoPartnership

    def initial(self) -> dict[str, Any]:
        found = {"visibility": Visibility.PARTNERS, "participants_qualifier": Qualifier.EXACT, "number": 1}
        return found | {"partnership": self.request.GET.get("partnership", "")}

    def form_values(self) -> dict[str, Any]:
        return {
            "rows": visible(Organisation, self.actor),
            "own": queries.partnerships_to_add_for(self.actor),
        }

    def process(self, form: forms.AddEvent) -> str:
        (event,) = actions.add_events(actor=self.actor, entries=[entry_of(form.cleaned_data)])
        return event.get_absolute_url()


class ChangeEvent(OfAnEvent, VerbView):
    """One verb on one event. Subclasses say `title`, `verb`, `form_class`, `success`, and write `process`."""

    area = "missions"

    def subject(self) -> Any:
        return self.event


class Edit(ChangeEvent):
    """Change what is said of an event."""

    title = _("Edit the event")
    verb = "edit"
    form_class = forms.EditEvent
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        rows = visible(EventOrganisation, self.actor).filter(event=self.event).order_by("position", "pk")
        named = [(role, key) for role, key in rows.values_list("role", "organisation__key")]
        responsible = [key for role, key in named if role == EventRole.RESPONSIBLE]
        return {name: getattr(self.event, name) for name in COPIED} | {
            "version": self.event.version,
            "lead": responsible[0] if responsible else "",
            "also": responsible[1:],
            "participants_named": [key for role, key in named if role == EventRole.PARTICIPANT],
            "counterparts": [key for role, key in named if role == EventRole.COUNTERPART],
        }

    def form_values(self) -> dict[str, Any]:
        return {"rows": visible(Organisation, self.actor)}

    def process(self, form: forms.EditEvent) -> str:
        entry = entry_of(form.cleaned_data, self.event)
        version = form.cleaned_data["version"]
        return actions.edit_event(actor=self.actor, version=version, entry=entry).get_absolute_url()


class Same(ChangeEvent):
    """Say that the event is a second entry of another one."""

    title = _("It is the same event as another")
    lead = _("Both entries stay. Whoever counts different events counts the other one only.")
    verb = "mark_same"
    form_class = forms.MarkSame
    success = _("It is marked as a second entry.")

    def form_values(self) -> dict[str, Any]:
        return {"others": queries.may_be_the_same(self.actor, self.event)}

    def process(self, form: forms.MarkSame) -> str:
        actions.mark_same(actor=self.actor, event=self.event, **form.cleaned_data)
        return self.event.get_absolute_url()


class NotSame(ChangeEvent):
    """Take back that it is a second entry."""

    title = _("It is an event of its own")
    verb = "mark_same"
    form_class = forms.UnmarkSame
    success = _("It is counted as an event of its own again.")

    def process(self, form: forms.UnmarkSame) -> str:
        actions.unmark_same(actor=self.actor, event=self.event)
        return self.event.get_absolute_url()


class Remove(ChangeEvent):
    """Remove an event that was entered by mistake."""

    title = _("Remove the event")
    lead = _("Only what was entered by mistake. The history keeps that it was there.")
    verb = "remove"
    form_class = forms.RemoveEvent
    success = _("The event is removed.")

    def process(self, form: forms.RemoveEvent) -> str:
        actions.remove_events(actor=self.actor, events=[self.event])
        return reverse("missions:index")
