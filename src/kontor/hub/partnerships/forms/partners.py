"""Partners: join, change, leave."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import Form, PartialDateField, Section, Textarea
from kontor.hub.partnerships.choices import ParticipationRole
from kontor.hub.partnerships.forms.fields import OrganisationField


class OfAPartner(Form):
    """What both forms ask."""

    role = forms.ChoiceField(
        label=_("Role"), choices=ParticipationRole.choices, initial=ParticipationRole.PARTNER
    )
    start = PartialDateField(label=_("From"), required=False)
    end = PartialDateField(label=_("To"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    mandate = forms.CharField(
        label=_("Mandate"),
        max_length=250,
        required=False,
        help_text=_("Who of the partner decided, and what it may sign."),
    )


INSIDE = Section(
    _("Among partners"),
    ("mandate",),
    _("Read by the partners and the programme only."),
)


class AddPartner(OfAPartner):
    submit = _("Add the partner")
    sections = (Section(_("Who and when"), ("organisation", "role", "start", "end", "note")), INSIDE)
    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Not there? Register it in the directory first.")
    )

    def __init__(self, *args: Any, rows: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(rows, str(self.data.get("organisation", "")))


class EditParticipation(OfAPartner):
    """Changed by the coordinator, too; what the partner itself has to say is in the form of its own team only."""

    sections: tuple[Section, ...] = (Section(_("Role and time"), ("role", "start", "end", "note")), INSIDE)


class EditOwnParticipation(EditParticipation):
    sections = (
        Section(_("Role and time"), ("role", "start", "end", "note")),
        Section(
            _("Among partners"),
            ("mandate", "expectations", "goals"),
            _("Read by the partners and the programme only."),
        ),
    )
    expectations = forms.CharField(
        label=_("Expectations"), required=False, widget=Textarea, max_length=5000,
        help_text=_("What the partner hopes to gain."),
    )  # fmt: skip
    goals = forms.CharField(label=_("Goals of its own"), required=False, widget=Textarea, max_length=5000)


class Leave(Form):
    submit = _("Leave the partnership")
    danger = True
    on = PartialDateField(
        label=_("Last day"), help_text=_("The month or the year is enough. The entry stays in the history.")
    )
