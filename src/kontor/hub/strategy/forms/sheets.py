"""Competence sheets: whom to invite and where the letter goes; the sheet itself; what is decided about it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation, Term
from kontor.hub.foundation.forms import DateInput, Form, MultiCombobox, Section, Textarea
from kontor.hub.strategy.choices import Readiness
from kontor.hub.strategy.models import ChainComponent, SheetLine

OF_A_LINE = ("does", "gives", "competence", "readiness", "complements")
USUAL_DAYS = 21


class ChooseInvited(Form):
    """First step: who. Asked by GET, so that a page elsewhere can lead here with organisations chosen."""

    submit = _("Go on")
    organisation = forms.MultipleChoiceField(
        label=_("Organisations"), widget=MultiCombobox(source="directory:suggest"),
        help_text=_("Partners and members of their clusters are offered; with scripts the whole directory is searched."),
    )  # fmt: skip

    def __init__(self, *args: Any, able: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(one.key, one.name) for one in able]


class InviteToSheet(Form):
    """Second step: an address and a language for each, then what all letters share."""

    submit = _("Send the invitations")
    organisation = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    note = forms.CharField(
        label=_("Personal line"), max_length=500, required=False, widget=Textarea,
        help_text=_("Stands in the letter, as you write it."),
    )  # fmt: skip
    until = forms.DateField(label=_("Open until"), widget=DateInput)
    confirmed = forms.BooleanField(
        label=_("Name, topic and components of the chain may be shown to these organisations"),
        help_text=_(
            "Each also sees what the chain already says of itself. Contributions of others are never shown."
        ),
    )

    def __init__(
        self,
        *args: Any,
        invited: Sequence[Organisation],
        known: Mapping[int, str],
        languages: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited
        self.fields["organisation"].choices = [(one.key, one.name) for one in invited]
        self.initial.setdefault("organisation", [one.key for one in invited])
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=USUAL_DAYS))
        sections = []
        for one in invited:
            email, language = f"email_{one.pk}", f"language_{one.pk}"
            self.fields[email] = forms.EmailField(
                label=gettext("E-mail address"), max_length=254, initial=known.get(one.pk, "")
            )
            self.fields[language] = forms.ChoiceField(
                label=gettext("Language of the letter"), choices=settings.LANGUAGES, initial=languages[one.pk]
            )
            sections.append(Section(one.name, (email, language)))
        shared = Section(_("For all of them"), ("note", "until", "confirmed"))
        self.sections = (*sections, shared)  # type: ignore[misc]


class InviteAgain(Form):
    submit = _("Send the letter")
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    until = forms.DateField(label=_("Open until"), widget=DateInput)


class RemindInvited(Form):
    submit = _("Send the reminder")


class WithdrawSheet(Form):
    submit, danger = _("Withdraw the invitation"), True


class RefuseSheet(Form):
    submit = _("Do not take it over")
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=Textarea,
        help_text=_("Whoever has the link reads it there. May stay empty."),
    )  # fmt: skip


class TakeOverSheet(Form):
    """What is chosen of a sheet. `stand` is what the reader saw."""

    submit = _("Take over")
    components = forms.MultipleChoiceField(
        label=_("Components"), widget=forms.CheckboxSelectMultiple, required=False
    )
    stand = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["components"].choices = choices


class FillSheet(Form):
    """The sheet: some lines for each component, then what is offered and sought in general."""

    offered = forms.ModelMultipleChoiceField(
        label=_("We offer"), required=False, queryset=Term.objects.none(), widget=MultiCombobox
    )
    offers = forms.CharField(label=_("We offer, in a line"), max_length=250, required=False)
    sought = forms.ModelMultipleChoiceField(
        label=_("We seek"), required=False, queryset=Term.objects.none(), widget=MultiCombobox
    )
    seeks = forms.CharField(label=_("We seek, in a line"), max_length=250, required=False)
    words = forms.CharField(
        label=_("Anything else we should know"), max_length=500, required=False, widget=Textarea({"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        components: Sequence[ChainComponent],
        known: Mapping[int, SheetLine],
        terms: QuerySet[Term],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = components
        offered = [(one.pk, str(one)) for one in terms]
        for name in ("offered", "sought"):
            self.fields[name].queryset = terms
            # Both fields offer the same terms: asked for once.
            self.fields[name].choices = offered
        for one in components:
            self.fields.update(self.fields_of(one, known.get(one.pk)))

    def fields_of(self, one: ChainComponent, line: SheetLine | None) -> dict[str, forms.Field]:
        levels = [("", gettext("Not stated")), *Readiness.choices]
        made: dict[str, forms.Field] = {
            "does": forms.BooleanField(label=gettext("We do this"), required=False),
            "gives": forms.CharField(
                label=gettext("What you contribute, in a line"), max_length=250, required=False
            ),
            "competence": forms.CharField(
                label=gettext("What you are good at there, in a line"), max_length=250, required=False
            ),
            "readiness": forms.TypedChoiceField(
                label=gettext("How ready it is"), choices=levels, coerce=int, empty_value=None, required=False
            ),
            "complements": forms.CharField(
                label=gettext("What you do that others do not, or how you fit with them"), max_length=250, required=False
            ),
        }  # fmt: skip
        for name, field in made.items():
            field.initial = getattr(line, name) if line else None
        return {f"{name}_{one.pk}": field for name, field in made.items()}

    @property
    def parts(self) -> list[tuple[ChainComponent, forms.BoundField, list[forms.BoundField]]]:
        """Each component with its tick and the lines below it."""
        return [
            (one, self[f"does_{one.pk}"], [self[f"{name}_{one.pk}"] for name in OF_A_LINE[1:]])
            for one in self.components
        ]

    @property
    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in ("offered", "offers", "sought", "seeks", "words")]

    def said(self) -> dict[int, dict[str, Any]]:
        """What was said of each component."""
        return {
            one.pk: {name: self.cleaned_data[f"{name}_{one.pk}"] for name in OF_A_LINE}
            for one in self.components
        }
