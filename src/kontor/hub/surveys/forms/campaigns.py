"""Forms of a campaign: who is invited, when letters leave and what they say."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Combobox, Form, Section, Textarea, UploadField, VersionField
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.choices import LetterKind
from kontor.hub.surveys.rules.letters import LONGEST_SUBJECT, LONGEST_TEXT

MOST_LINES = 500


class PartnershipField(forms.ModelChoiceField):
    """One partnership that the actor sees, by its key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Partnership.objects.none(),
            to_field_name="key",
            required=False,
            empty_label=_("No partnership"),
            widget=Combobox(source="partnerships:suggest"),
            **kwargs,
        )


class InvitationFields(Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Stands in the letter. May stay empty.")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    partnership = PartnershipField(label=_("Partnership"), help_text=_("For which she answers."))
    group = forms.CharField(
        label=_("Group"), max_length=80, required=False,
        help_text=_("Counted under this word, such as her strand. Left empty, it is the strand of the partnership."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, partnerships: QuerySet[Partnership], languages: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = partnerships
        self.fields["language"].choices = [("", _("The first of the survey")), *languages]


class Invite(InvitationFields):
    submit = _("Put on the list")
    sections = (Section(_("Who is asked"), ("emails", "name", "partnership", "group", "language")),)
    emails = forms.CharField(
        label=_("E-mail addresses"), widget=Textarea,
        help_text=_("One on each line. Everybody gets a link of her own; no letter leaves yet."),
    )  # fmt: skip

    def clean_emails(self) -> list[str]:
        lines = [one.strip() for one in self.cleaned_data["emails"].splitlines() if one.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("Import more than %(most)s addresses from a table."), params={"most": MOST_LINES}
            )
        field = forms.EmailField()
        for line in lines:
            try:
                field.clean(line)
            except ValidationError as error:
                raise ValidationError(_("'%(line)s' is no e-mail address."), params={"line": line}) from error
        return lines

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("name") and len(values.get("emails", ())) > 1:
            self.add_error(
                "name", _("One name belongs to one address: invite each alone, or leave the name empty.")
            )
        return values


class EditInvitation(InvitationFields):
    submit = _("Save")
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With another address she is due for an invitation again, and the link sent before stops working."),
    )  # fmt: skip
    version = VersionField()
    field_order = ("email", "name", "partnership", "group", "language")


class Confirm(Form):
    """Nothing to fill in: a page says what will happen, the button does it."""


class SendLetters(Confirm):
    submit = _("Send the invitations")


class RemindNow(Confirm):
    submit = _("Send the reminders")


class RemoveInvitation(Confirm):
    submit = _("Take off the list")
    danger = True


class EraseRespondent(Form):
    submit = _("Erase for good")
    danger = True
    sure = forms.BooleanField(label=_("I know that this cannot be taken back."))


class PlanReminders(Form):
    submit = _("Keep the plan")
    remind_on = forms.CharField(
        label=_("Days of reminders"), widget=Textarea({"rows": 3}), required=False,
        help_text=_("One on each line, such as 2018-11-05. They go out by themselves in the morning of that day."),
    )  # fmt: skip
    min_days = forms.IntegerField(
        label=_("Least days between two letters"), min_value=1, max_value=365,
        help_text=_("Nobody is written to again before, neither by plan nor by hand."),
    )  # fmt: skip
    most_reminders = forms.IntegerField(label=_("Most reminders"), min_value=0, max_value=20)

    def clean_remind_on(self) -> list[Any]:
        found = []
        for line in self.cleaned_data["remind_on"].replace(",", "\n").split():
            try:
                day = parse_date(line)
            except ValueError:
                day = None
            if day is None:
                raise ValidationError(
                    _("'%(line)s' is no day of the form 2018-11-05."), params={"line": line}
                )
            found.append(day)
        return found


class SetWords(Form):
    submit = _("Keep these words")
    keep_entry = True
    kind = forms.ChoiceField(label=_("Letter"), choices=LetterKind.choices)
    language = forms.ChoiceField(label=_("Language"))
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT, required=False)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, required=False, widget=Textarea({"rows": 12}),
        help_text=_("In braces: {name} {survey} {wave} {link} {until} {stop}. Both empty: the usual words again."),
    )  # fmt: skip

    def __init__(self, *args: Any, languages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages


class ReadReturned(Form):
    submit = _("Read the messages")
    file = UploadField(
        label=_("Messages that came back"), suffixes=(".eml", ".mbox", ".txt"), limit=10 * 2**20,
        help_text=_("One message, or a mailbox of many, saved from your mail program. At most 10 MB; nothing of it is kept."),
    )  # fmt: skip


class LinkKnown(Form):
    """One choice for each question that the records may answer."""

    submit = _("Keep")

    def __init__(self, *args: Any, places: Any, facts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, one in enumerate(places):
            self.fields[f"place-{number}"] = forms.ChoiceField(
                label=f"{one.code}  {one.label}"[:250],
                choices=[("", _("Not known: it is asked")), *facts],
                required=False,
            )


def languages_known() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)
