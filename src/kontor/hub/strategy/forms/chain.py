"""Value chains in three steps: say what the chain is about, draw components and links, map organisations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import Combobox, CountriesField, Form, Section, Textarea, VersionField
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy.models import ChainComponent, ValueChain
from kontor.hub.strategy.rules import PATTERNS

TRL = _("From 1 (idea) to 9 (proven in use). Empty: not stated.")


class AboutAChain(Form):
    """What both forms ask."""

    name = forms.CharField(label=_("Name"), max_length=120)
    topic = forms.CharField(
        label=_("Topic and scope"), max_length=2000, required=False, widget=Textarea,
        help_text=_("How broad or narrow the chain is: where it begins and where it ends."),
    )  # fmt: skip
    objectives = forms.CharField(
        label=_("Objectives and expected impact"), max_length=2000, required=False, widget=Textarea
    )
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)


class CopiedFrom(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.partnership.acronym}: {obj.name}"


def patterns() -> list[tuple[str, str]]:
    return [("", gettext("A blank page")), *((key, gettext(one.name)) for key, one in PATTERNS.items())]


class StartChain(AboutAChain):
    submit = _("Start the chain")
    sections = (
        Section(_("What it is about"), ("name", "topic", "objectives")),
        Section(_("Where it starts from"), ("pattern", "like")),
        Section(_("Who reads it"), ("visibility",)),
    )
    pattern = forms.ChoiceField(
        label=_("Template"), choices=patterns, required=False,
        help_text=_("Stages that such chains usually have. All of them can be changed."),
    )  # fmt: skip
    like = CopiedFrom(
        label=_("Or copy the drawing of"), queryset=ValueChain.objects.none(), to_field_name="key", required=False, widget=Combobox,
        empty_label=_("No other chain"), help_text=_("Its components and links are copied, not its organisations."),
    )  # fmt: skip

    def __init__(self, *args: Any, chains: QuerySet[ValueChain], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["like"].queryset = chains


class EditChain(AboutAChain):
    version = VersionField()


class AddComponent(Form):
    submit = _("Add the component")
    name = forms.CharField(label=_("Component"), max_length=80)
    description = forms.CharField(label=_("What happens there"), max_length=250, required=False)
    wanted = forms.IntegerField(
        label=_("Organisations wanted"), min_value=1, max_value=100, initial=1,
        help_text=_("From how many contributions on the component counts as filled."),
    )  # fmt: skip
    readiness = forms.IntegerField(
        label=_("Readiness required"), min_value=1, max_value=9, required=False, help_text=TRL
    )
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=100, initial=1,
        help_text=_("How much it counts beside the other components."),
    )  # fmt: skip
    term = forms.ModelChoiceField(
        label=_("Activity or competence sought"), required=False, queryset=Term.objects.none(), widget=Combobox,
        help_text=_("What whoever fills it must offer or do. By this the directory is searched for whom to invite."),
    )  # fmt: skip
    sought = forms.CharField(
        label=_("Sought, in words"), max_length=250, required=False,
        help_text=_("In any language: names of terms are known in several. Other words must all be met."),
    )  # fmt: skip
    sections = (
        Section(_("What it is"), ("name", "description")),
        Section(_("When it is filled"), ("wanted", "readiness", "weight")),
        Section(_("What it needs"), ("term", "sought")),
    )

    def __init__(self, *args: Any, terms: QuerySet[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms


class EditComponent(AddComponent):
    submit = _("Save")
    version = VersionField()


class AddLink(Form):
    submit = _("Add the link")
    start = forms.ModelChoiceField(label=_("From the component"), queryset=ChainComponent.objects.none())
    end = forms.ModelChoiceField(label=_("To the component"), queryset=ChainComponent.objects.none())
    kind = forms.CharField(
        label=_("What passes"), max_length=60, required=False,
        help_text=_("Goods, knowledge or the order of work. May stay empty."),
    )  # fmt: skip

    def __init__(self, *args: Any, components: QuerySet[ChainComponent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("start", "end"):
            self.fields[name].queryset = components


class OfAContribution(Form):
    """What both forms ask."""

    gives = forms.CharField(label=_("Contribution"), max_length=250, required=False)
    competence = forms.CharField(label=_("Competence"), max_length=250, required=False)
    readiness = forms.IntegerField(
        label=_("Readiness"), min_value=1, max_value=9, required=False, help_text=TRL
    )
    complements = forms.CharField(
        label=_("How it complements the others"), max_length=250, required=False,
        help_text=_("Where several contribute to one component: what this one does that the others do not."),
    )  # fmt: skip


class MapOrganisation(OfAContribution):
    submit = _("Map the organisation")
    sections = (
        Section(_("Who, and where"), ("organisation", "component")),
        Section(_("What it contributes"), ("gives", "competence", "readiness", "complements")),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), to_field_name="key", widget=Combobox,
        help_text=_("The partners and the members of their clusters."),
    )  # fmt: skip
    component = forms.ModelChoiceField(label=_("Component"), queryset=ChainComponent.objects.none())

    def __init__(
        self, *args: Any, components: QuerySet[ChainComponent], able: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["component"].queryset = components
        self.fields["organisation"].queryset = able


class EditContribution(OfAContribution):
    version = VersionField()


class NarrowInvitation(Form):
    """Whom one would invite. Asked by GET: an address that can be kept and sent."""

    submit = _("Show")
    countries = CountriesField(label=_("Only from"), required=False)
    per_country = forms.IntegerField(
        label=_("At most from one country"), min_value=1, max_value=100, required=False
    )
    most = forms.IntegerField(label=_("At most in all"), min_value=1, max_value=100, required=False)
