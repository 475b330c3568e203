"""The joint strategy: its texts, objectives, comments, the proposal, a partner's answer, and what a partner brings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    DateInput,
    Form,
    Section,
    Textarea,
    VersionField,
)
from kontor.hub.strategy.choices import Answer, Readers

REASON = _("The other partners read it beside the change.")


class InAName(Form):
    """Whoever writes does so for a partner, or for the coordination. With one choice nothing is asked."""

    organisation = forms.ChoiceField(label=_("In the name of"))

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.choices = names
        field.initial = names[0][0] if names else ""
        if len(names) < 2:
            field.widget = forms.HiddenInput()


class WithAReason(InAName):
    reason = forms.CharField(label=_("Why"), max_length=250, help_text=REASON)


class WriteStrategy(WithAReason):
    sections = (
        Section(_("What the partners share"), ("vision", "mission")),
        Section(_("Who reads what is approved"), ("visibility",), _("The draft is read by the partners and the programme only.")),
        Section(_("This change"), ("organisation", "reason")),
    )  # fmt: skip
    vision = forms.CharField(
        label=_("Vision"), max_length=2000, required=False, widget=Textarea,
        help_text=_("What will be different when the partnership has succeeded."),
    )  # fmt: skip
    mission = forms.CharField(
        label=_("Mission"), max_length=2000, required=False, widget=Textarea,
        help_text=_("What the partnership does for it, and for whom."),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("The approved strategy is visible to"), choices=Readers.choices)
    version = VersionField()


class AddObjective(WithAReason):
    submit = _("Set the objective")
    sections = (
        Section(
            _("What will be reached"), ("statement",),
            _("One aim in one sentence, with how much and until when. Remarks on the wording follow once it is saved."),
        ),
        Section(_("How it is seen"), ("indicator", "card", "baseline", "target", "unit")),
        Section(_("Until when, by whom, where"), ("due_on", "owner", "country")),
        Section(_("This change"), ("organisation", "reason")),
    )  # fmt: skip
    statement = forms.CharField(label=_("Objective"), max_length=500, widget=Textarea)
    indicator = forms.CharField(
        label=_("Indicator"),
        max_length=250,
        required=False,
        help_text=_("What is counted, and where it is read."),
    )
    card = forms.SlugField(
        label=_("Indicator card"), max_length=120, required=False,
        help_text=_("The key of a card of the scoreboard, if there is one, such as elca-kpi-02."),
    )  # fmt: skip
    baseline = forms.DecimalField(
        label=_("Baseline"), max_digits=14, decimal_places=2, required=False, help_text=_("Where it starts from; 0 is a beginning.")
    )  # fmt: skip
    target = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=2, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)
    due_on = forms.DateField(label=_("To be reached by"), required=False, widget=DateInput)
    owner = forms.ModelChoiceField(
        label=_("Responsible partner"), queryset=Organisation.objects.none(), to_field_name="key", required=False, widget=Combobox
    )  # fmt: skip
    country = CountryField(label=_("Country"), required=False)

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = partners


class EditObjective(AddObjective):
    submit = _("Save")
    position = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=999)
    version = VersionField()
    sections = (
        AddObjective.sections[0],
        AddObjective.sections[1],
        AddObjective.sections[2],
        Section(_("This change"), ("position", "organisation", "reason")),
    )


class RemoveObjective(WithAReason):
    submit = _("Take it out")
    danger = True


class CommentOnObjective(InAName):
    submit = _("Send the comment")
    text = forms.CharField(label=_("Comment"), max_length=2000, widget=Textarea)
    sections = (Section("", ("text", "organisation")),)


class RemoveComment(Form):
    submit = _("Remove the comment")
    danger = True
    reason = forms.CharField(
        label=_("Why"),
        max_length=250,
        help_text=_("Whoever wrote it reads this: it is another partner's comment."),
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["reason"]


class Propose(Form):
    submit = _("Ask every partner")
    reason = forms.CharField(
        label=_("Why it is proposed"),
        max_length=250,
        help_text=_("What is new in this version. Every partner reads it."),
    )
    despite = forms.CharField(
        label=_("Why in spite of open remarks"), max_length=250, required=False,
        help_text=_("Only where remarks on the wording that should be solved first are still open."),
    )  # fmt: skip


class GiveAnswer(Form):
    submit = _("Answer")
    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[(Answer.APPROVED.value, _("We approve this version")), (Answer.OBJECTED.value, _("We object to it"))],
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=Textarea,
        help_text=_("Where you object: to what, and what would have to change. The partners read it."),
    )  # fmt: skip


class RecordVoice(Form):
    """What a partner without a team said outside."""

    submit = _("Record the answer")
    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[(Answer.APPROVED.value, _("It approves this version")), (Answer.OBJECTED.value, _("It objects to it"))],
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=Textarea,
        help_text=_("Where it objects: to what, and what would have to change. The partners read it."),
    )  # fmt: skip
    answered_on = forms.DateField(label=_("Answered on"), widget=DateInput)
    how_it_came = forms.CharField(
        label=_("How the answer came"), max_length=250,
        help_text=_("Such as: by mail from the director, minutes of the meeting in Lyon. The partners read it."),
    )  # fmt: skip


class StatePart(Form):
    sections = (
        Section(_("For the partnership"), ("takes_on", "competences")),
        Section(_("For yourselves"), ("expectations", "goals")),
    )
    takes_on = forms.CharField(
        label=_("What you take on"), max_length=2000, required=False, widget=Textarea,
        help_text=_("Your role: tasks, work packages, markets that you lead."),
    )  # fmt: skip
    competences = forms.CharField(
        label=_("Competences"), max_length=2000, required=False, widget=Textarea,
        help_text=_("All that may be useful, not only the obvious one. What your profile offers stands beside it."),
    )  # fmt: skip
    expectations = forms.CharField(
        label=_("Expectations"),
        max_length=5000,
        required=False,
        widget=Textarea,
        help_text=_("What you hope to gain."),
    )
    goals = forms.CharField(
        label=_("Goals of its own"), max_length=5000, required=False, widget=Textarea,
        help_text=_("What you want for yourselves that feeds the common objectives."),
    )  # fmt: skip
    version = VersionField()


class CompareVersions(Form):
    """Asked by GET: an address that can be kept and sent."""

    submit = _("Compare")
    before = forms.ChoiceField(label=_("From"))
    after = forms.ChoiceField(label=_("To"))

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            self.fields[name].choices = choices
