"""Partner searches: open, edit, review, renew, close, answer, decide, comment, follow."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import CountriesField, DateInput, Form, Section, Textarea, VersionField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.choices import GROUPS_OF_TYPES, SearchDirection, SearchOutcome
from kontor.hub.partnerships.forms.fields import OwnOrganisationField, TermsField

TYPES = [
    ("", _("Choose a type")),
    *((group.label, [(one.value, one.label) for one in types]) for group, types in GROUPS_OF_TYPES.items()),
]
# 'restricted' would be seen by nobody but the own team.
VISIBLE_TO = [choice for choice in Visibility.choices if choice[0] != Visibility.RESTRICTED]


class OfASearch(Form):
    """What both forms ask."""

    keep_entry = True
    direction = forms.ChoiceField(
        label=_("Offer or request"), choices=SearchDirection.choices, widget=forms.RadioSelect
    )
    type = forms.ChoiceField(label=_("Type"), choices=TYPES)
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("One line that makes the right people read on.")
    )
    text = forms.CharField(label=_("Description"), widget=Textarea, max_length=5000)
    terms = TermsField(
        Taxonomy.SECTORAL_INDUSTRY, Taxonomy.EMERGING_INDUSTRY, Taxonomy.TECHNOLOGY_FIELD, label=_("Fields"),
        help_text=_("Those who follow searches with the same fields hear of yours."),
    )  # fmt: skip
    countries = CountriesField(
        label=_("Countries sought"), required=False, help_text=_("None means: from anywhere.")
    )
    anonymous = forms.BooleanField(
        label=_("Do not say who we are"), required=False,
        help_text=_("Your name is shown to nobody until you accept an expression of interest."),
    )  # fmt: skip
    public_description = forms.CharField(
        label=_("What others read instead of the name"), max_length=120, required=False,
        help_text=_("Such as: cluster, northern Spain."),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Visible to"), choices=VISIBLE_TO)
    expires_on = forms.DateField(
        label=_("Open until"), widget=DateInput, help_text=_("At most a year from now.")
    )


WHAT = Section(_("What it is about"), ("direction", "type", "title", "text", "terms", "countries"))
WHO = Section(_("Who reads what"), ("anonymous", "public_description", "visibility", "expires_on"))


class OpenSearch(OfASearch):
    submit = _("Send to review")
    sections = (Section(_("In whose name"), ("organisation",)), WHAT, WHO)
    organisation = OwnOrganisationField(label=_("Organisation"))

    def __init__(self, *args: Any, own: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(own)


class EditSearch(OfASearch):
    sections = (WHAT, WHO)
    version = VersionField()


class PublishSearch(Form):
    submit = _("Publish")
    version = VersionField()


class ReturnSearch(Form):
    submit = _("Return")
    version = VersionField()
    reason = forms.CharField(
        label=_("What is to be changed"), widget=Textarea, max_length=2000, required=False,
        help_text=_("Read by the searching team, which changes the search and sends it again."),
    )  # fmt: skip


class RenewSearch(Form):
    submit = _("Renew")
    expires_on = forms.DateField(
        label=_("Open until"), widget=DateInput, help_text=_("At most a year from now.")
    )


class CloseSearch(Form):
    submit = _("Close the search")
    found = forms.ChoiceField(
        label=_("What was found"), choices=SearchOutcome.choices, widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label=_("What came of it"), widget=Textarea, max_length=2000, required=False,
        help_text=_("One sentence is enough. It is shown with the search."),
    )  # fmt: skip


class AnswerSearch(Form):
    submit = _("Express interest")
    organisation = OwnOrganisationField(label=_("In the name of"))
    text = forms.CharField(
        label=_("Why it fits"),
        widget=Textarea,
        max_length=5000,
        help_text=_("Your answers are read by the searching side only."),
    )
    brings = forms.CharField(
        label=_("What you bring"), widget=Textarea, max_length=5000, required=False,
        help_text=_("Such as members, facilities, contacts in the countries sought, experience."),
    )  # fmt: skip
    expects = forms.CharField(label=_("What you expect"), widget=Textarea, max_length=5000, required=False)
    begins = forms.CharField(label=_("When you could begin"), max_length=120, required=False)
    anonymous = forms.BooleanField(
        label=_("Say who we are only when they accept"), required=False,
        help_text=_("Until then they read the kind and country of your organisation. In an anonymous search it is always so."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: QuerySet[Organisation], anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(own)
        if anonymous:
            del self.fields["anonymous"]


class DecideInterest(Form):
    submit = _("Send the answer")
    accepted = forms.TypedChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=[("yes", _("Accept: both sides learn each other's names")), ("no", _("Decline"))],
    )  # fmt: skip


class Comment(Form):
    submit = _("Comment")
    text = forms.CharField(
        label=_("Comment or question"),
        widget=Textarea,
        max_length=2000,
        help_text=_("Read by everybody who sees the search."),
    )
    organisation = OwnOrganisationField(label=_("In the name of"), required=False)

    def __init__(self, *args: Any, own: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(own)


class RemoveComment(Form):
    submit = _("Remove")
    reason = forms.CharField(
        label=_("Why it is removed"), widget=Textarea, max_length=2000, required=False,
        help_text=_("Read by whoever wrote it. Not needed for your own."),
    )  # fmt: skip


class Follow(Form):
    submit = _("Follow")
    alerts = forms.BooleanField(label=_("Tell me of new searches like it, too"), required=False)


class Unfollow(Form):
    submit = _("Stop following")
