"""Set up and change sessions, participants and wishes."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import visible
from kontor.hub.matchmaking import actions, forms
from kontor.hub.matchmaking.models import Participant, Wish
from kontor.hub.matchmaking.queries import pages, records
from kontor.hub.matchmaking.rules.times import instant_of, on_the_wall
from kontor.hub.matchmaking.views.base import ChangeSession, OfAParticipant, way

SAID_OF_A_SESSION = ("name", "contact", "zone", "minutes", "pause")
SAID_OF_A_PARTICIPANT = (
    "name", "function", "email", "organisation_name", "languages", "offers", "needs", "minimum", "maximum",
)  # fmt: skip


def session_entry(cleaned: dict[str, Any]) -> actions.SessionEntry:
    fields = {name: cleaned[name] for name in SAID_OF_A_SESSION}
    return actions.SessionEntry(fields, cleaned["times"], cleaned["places"])


class Add(ActionView):
    """Set up single meetings for an event."""

    form_class = forms.AddSession
    success = _("The session is set up. Enter participants next, or import them.")

    def load(self, **values: Any) -> Page:
        return Page(
            title=gettext("Plan single meetings"),
            lead=gettext("For one event: when and where meetings can be held. People and wishes come next."),
            breadcrumb=way(Crumb(gettext("Plan single meetings"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "matchmaking.import")

    def initial(self) -> dict[str, Any]:
        event = self.request.GET.get("event", "")
        return {"event": event, "zone": "Europe/Brussels", "minutes": 20, "pause": 5}

    def form_values(self) -> dict[str, Any]:
        return {"events": records.events_with_sessions(self.actor)}

    def process(self, form: forms.AddSession) -> str:
        event, entry = form.cleaned_data["event"], session_entry(form.cleaned_data)
        return actions.add_session(actor=self.actor, event=event, entry=entry).get_absolute_url()


class Edit(ChangeSession):
    """Change when and where meetings can be held."""

    title = _("Edit the session")
    form_class = forms.EditSession
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.session, name) for name in SAID_OF_A_SESSION} | {
            "version": self.session.version,
            "times": pages.times_text(self.session),
            "places": pages.places_text(self.session),
        }

    def process(self, form: forms.EditSession) -> str:
        version, entry = form.cleaned_data["version"], session_entry(form.cleaned_data)
        actions.edit_session(actor=self.actor, session=self.session, version=version, entry=entry)
        return self.session.get_absolute_url()


class Remove(ChangeSession):
    """Remove a session that was set up by mistake."""

    title = _("Remove the session")
    lead = _("Only what was set up by mistake, and only while nobody takes part.")
    form_class = forms.RemoveSession
    success = _("The session is removed.")

    def process(self, form: forms.RemoveSession) -> str:
        actions.remove_session(actor=self.actor, session=self.session)
        return reverse("matchmaking:index")


class SetStage(ChangeSession):
    """Open or close the session for wishes, or end it."""

    title = _("Set the stage")
    form_class = forms.SetStage
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"stage": self.session.stage}

    def process(self, form: forms.SetStage) -> str:
        actions.set_stage(actor=self.actor, session=self.session, **form.cleaned_data)
        return self.session.get_absolute_url()


class AddType(ChangeSession):
    """Add a type of participants."""

    title = _("Add a type of participants")
    form_class = forms.SaveType
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"asks_at_most": 20, "minimum": 0}

    def form_values(self) -> dict[str, Any]:
        return {"types": self.session.types.all()}

    def process(self, form: forms.SaveType) -> str:
        self.save(form.cleaned_data)
        return self.session.get_absolute_url()

    def save(self, cleaned: dict[str, Any], known: Any = None) -> None:
        may_ask = [one.key for one in cleaned.pop("may_ask")]
        entry = actions.TypeEntry(cleaned, may_ask)
        actions.save_type(actor=self.actor, session=self.session, entry=entry, known=known)


class EditType(AddType):
    """Change a type of participants: whom it may ask, how many meetings it gets."""

    title = _("Change a type of participants")

    @cached_property
    def kind(self) -> Any:
        return records.type_of(self.actor, self.session, self.kwargs["kind"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.kind.name
        return page

    def initial(self) -> dict[str, Any]:
        said = ("name", "asks_at_most", "minimum", "maximum")
        may_ask = list(self.kind.may_ask.values_list("key", flat=True))
        return {name: getattr(self.kind, name) for name in said} | {"may_ask": may_ask}

    def process(self, form: forms.SaveType) -> str:
        self.save(form.cleaned_data, self.kind)
        return self.session.get_absolute_url()


class AddParticipant(ChangeSession):
    """Enter a participant."""

    title = _("Enter a participant")
    form_class = forms.AddParticipant
    success = _("The participant is entered. Her link is on this page.")

    def form_values(self) -> dict[str, Any]:
        return {"types": self.session.types.all(), "organisations": visible(Organisation, self.actor)}

    def process(self, form: forms.AddParticipant) -> str:
        fields = {"session_id": self.session.pk, **self.fields(form.cleaned_data)}
        (one,) = actions.add_participants(actor=self.actor, entries=[actions.ParticipantEntry(fields)])
        return one.get_absolute_url()

    def fields(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the action takes, of a form."""
        organisation, country = cleaned["organisation"], cleaned["country"]
        return {name: cleaned[name] for name in SAID_OF_A_PARTICIPANT} | {
            "kind_id": cleaned["kind"].pk,
            "organisation_id": organisation.pk if organisation else None,
            "country_id": country.pk if country else None,
            "there_from": instant_of(cleaned["there_from"], self.session.zone, "there_from"),
            "there_until": instant_of(cleaned["there_until"], self.session.zone, "there_until"),
        }


class EditParticipant(OfAParticipant, AddParticipant):
    """Change what is said of a participant."""

    title = _("Change a participant")
    form_class = forms.EditParticipant
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        one, zone = self.participant, self.session.zone
        return {name: getattr(one, name) for name in SAID_OF_A_PARTICIPANT} | {
            "kind": one.kind.key,
            "organisation": one.organisation.key if one.organisation else "",
            "country": one.country_id,
            "there_from": on_the_wall(one.there_from, zone),
            "there_until": on_the_wall(one.there_until, zone),
            "version": one.version,
            "away": list(one.away.values_list("pk", flat=True)),
        }

    def form_values(self) -> dict[str, Any]:
        slots = self.session.slots.filter(removed=False)
        return super().form_values() | {"slots": slots, "zone": self.session.zone}

    def process(self, form: forms.EditParticipant) -> str:
        entry = actions.ParticipantEntry(self.fields(form.cleaned_data), self.participant)
        version, away = form.cleaned_data["version"], [slot.pk for slot in form.cleaned_data["away"]]
        changed = actions.edit_participant(actor=self.actor, version=version, entry=entry, away=away)
        return changed.get_absolute_url()


class SetArrival(OfAParticipant, ChangeSession):
    """Say whether she has come, stays away, or takes no part."""

    title = _("Note the arrival")
    form_class = forms.SetArrival
    success = _("Noted.")

    def initial(self) -> dict[str, Any]:
        return {"arrival": self.participant.arrival}

    def process(self, form: forms.SetArrival) -> str:
        actions.set_arrival(actor=self.actor, participant=self.participant, **form.cleaned_data)
        return self.participant.get_absolute_url()


class RemoveParticipant(OfAParticipant, ChangeSession):
    """Remove who was entered by mistake."""

    title = _("Remove the participant")
    lead = _(
        "Only who was entered by mistake; her wishes go with her. Who has meetings takes no part instead."
    )
    form_class = forms.RemoveParticipant
    success = _("The participant is removed.")

    def process(self, form: forms.RemoveParticipant) -> str:
        actions.remove_participant(actor=self.actor, participant=self.participant)
        return reverse("matchmaking:participants", args=[self.session.key])


class AddWish(ChangeSession):
    """Note a wish for somebody, such as one told at the desk."""

    title = _("Note a wish")
    form_class = forms.AddWish
    success = _("The wish is noted.")

    def initial(self) -> dict[str, Any]:
        return {"weight": 2, "asker": self.request.GET.get("asker", "")}

    def form_values(self) -> dict[str, Any]:
        return {"people": visible(Participant, self.actor).filter(session=self.session)}

    def process(self, form: forms.AddWish) -> str:
        cleaned = form.cleaned_data
        fields = {
            "asker_id": cleaned["asker"].pk,
            "asked_id": cleaned["asked"].pk,
            "weight": cleaned["weight"],
            "reason": cleaned["reason"],
        }
        actions.save_wishes(actor=self.actor, entries=[actions.WishEntry(fields)])
        return reverse("matchmaking:wishes", args=[self.session.key])


class ChangeWish(ChangeSession):
    """Change a wish: how important it is, how it was answered."""

    title = _("Change a wish")
    form_class = forms.ChangeWish
    success = _("Saved.")

    @cached_property
    def wish(self) -> Wish:
        return records.wish_of(self.actor, self.session, self.kwargs["pk"])

    def load(self, **values: Any) -> Page:
        self.require_organiser()
        page = super().load(**values)
        page.lead = f"{self.wish.asker.name} → {self.wish.asked.name}"
        return page

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.wish, name) for name in ("weight", "reason", "state")}

    def process(self, form: forms.ChangeWish) -> str:
        entry = actions.WishEntry(dict(form.cleaned_data), self.wish)
        actions.save_wishes(actor=self.actor, entries=[entry])
        return reverse("matchmaking:wishes", args=[self.session.key])
