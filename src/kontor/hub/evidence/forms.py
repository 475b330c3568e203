"""Forms of this area."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.evidence import queries, rules
from kontor.hub.evidence.models import Document, Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.forms import (
    Combobox,
    Form,
    ModelForm,
    PartialDateField,
    Textarea,
    UploadField,
    VersionField,
)


class AddSourceForm(ModelForm):
    """A source and where it was published."""

    submit: ClassVar[Any] = _("Add the source")
    published_on = PartialDateField(label=_("Published on"), required=False)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("title", "publisher", "published_on", "url", "note", "key")
        widgets: ClassVar[dict[str, Any]] = {"note": Textarea}

    def validate_unique(self) -> None:
        """The action says it, in the same words for pages, API and imports."""


class EditSourceForm(AddSourceForm):
    submit: ClassVar[Any] = _("Save")
    version = VersionField()

    class Meta(AddSourceForm.Meta):
        fields = ("title", "publisher", "published_on", "url", "note")


class UploadDocumentForm(ModelForm):
    """A file, for which team it is kept, and who may read it."""

    submit: ClassVar[Any] = _("Upload")
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=250,
        help_text=_("Without a title, the file's name is taken."),
    )
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), widget=Combobox)

    class Meta:
        model = Document
        fields = ("title", "kind", "team", "visibility")

    def __init__(self, *args: Any, actor: Actor, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["file"] = UploadField(label=_("File"), suffixes=rules.SUFFIXES)
        self.fields["team"].queryset = queries.teams_to_upload_for(actor)
        self.order_fields(["file", "title", "kind", "team", "visibility"])


class EditDocumentForm(ModelForm):
    version = VersionField()

    class Meta:
        model = Document
        fields = ("title", "kind", "visibility")


class WithdrawDocumentForm(Form):
    """Nothing to fill in: the button is the decision."""

    submit: ClassVar[Any] = _("Withdraw the document")
    danger: ClassVar[bool] = True
