"""One case: its facts, how far it is, and what it is the same as."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import CaseLevel, CaseOutcome, CaseState, CaseType
from kontor.hub.agreements.forms.fields import (
    CaseField,
    EventField,
    ObjectivesField,
    PartnershipField,
    TermsField,
)
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.foundation.forms import (
    CountryField,
    Form,
    PartialDateField,
    Section,
    SuggestingInput,
    Textarea,
    VersionField,
)
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership


class Edit(Form):
    keep_entry = True
    sections = (
        Section(_("What it is"), ("title", "description", "type", "level", "objectives")),
        Section(
            _("Where it belongs"), ("sector", "terms", "country", "started_on", "from_event", "credited_to")
        ),
        Section(_("Who reads it"), ("visibility", "note")),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=250,
        help_text=_("Seen by all who see the case: name no confidential party."),
    )
    description = forms.CharField(label=_("Description"), widget=Textarea, required=False, max_length=5000)
    type = forms.ChoiceField(label=_("Type"), choices=CaseType.choices)
    level = forms.ChoiceField(label=_("Cooperation of"), choices=CaseLevel.choices, widget=forms.RadioSelect)
    objectives = ObjectivesField(label=_("What for"))
    sector = forms.CharField(label=_("Sector"), max_length=250, required=False)
    terms = TermsField(
        Taxonomy.SECTORAL_INDUSTRY, Taxonomy.EMERGING_INDUSTRY, Taxonomy.TECHNOLOGY_FIELD,
        label=_("Sectors and technologies"), help_text=_("So that others find it."),
    )  # fmt: skip
    country = CountryField(label=_("Country of the counterpart"), required=False)
    started_on = PartialDateField(label=_("First contact"), required=False)
    from_event = EventField(label=_("Came from the event"), required=False)
    credited_to = forms.CharField(
        label=_("Credited to another project"), max_length=120, required=False,
        help_text=_("Where the source says that another project brought it about."),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Visible to"), choices=Visibility.choices)
    note = forms.CharField(
        label=_("Note"), widget=Textarea, required=False, max_length=5000,
        help_text=_("Read by the partners of the case only."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, events: QuerySet[Event], event: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_event"].offer(events, event)


class Advance(Form):
    """The steps that the present state allows."""

    submit = _("Change the state")
    verb = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("What the state rests on"), max_length=250, required=False,
        help_text=_("Such as: minutes of the call in May. Read by the partners of the case only."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = steps


class Close(Form):
    submit = _("Close the case")
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=CaseOutcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=250, widget=Textarea({"rows": 2}),
        help_text=_("One sentence: why it came to that. Read by the partners of the case only."),
    )  # fmt: skip
    closed_on = PartialDateField(label=_("Closed on"), required=False)
    version = VersionField()


class Reopen(Form):
    submit = _("Reopen the case")


class MarkSame(Form):
    submit = _("Mark as the same")
    same_as = CaseField(
        label=_("The case that counts"),
        help_text=_("Both stay as they are. This one points at the other and is no longer counted."),
    )

    def __init__(self, *args: Any, rows: QuerySet[CooperationCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].offer(rows)


class Unmark(Form):
    submit = _("Let it count again")


class Report(Form):
    """A partnership reports the case at a place of one of its lists."""

    submit = _("Report the case")
    partnership = PartnershipField(
        label=_("For which partnership"),
        help_text=_("Its people will read the confidential parts of this case, too."),
    )
    register = forms.SlugField(
        label=_("List"), max_length=60, initial="cases", widget=SuggestingInput,
        help_text=_("The list of the partnership's report that names the case, such as cluster-agreements."),
    )  # fmt: skip
    row = forms.CharField(label=_("Row in the list"), max_length=20, required=False)
    state = forms.ChoiceField(
        label=_("State given there"), choices=[("", _("Not stated")), *CaseState.choices], required=False
    )
    stated_state = forms.CharField(
        label=_("State in its own words"), max_length=120, required=False,
        help_text=_("It may differ from this case's: both stay, and the difference is shown."),
    )  # fmt: skip
    stated_sector = forms.CharField(label=_("Sector in its own words"), max_length=250, required=False)
    stated_on = forms.CharField(label=_("Date in its own words"), max_length=250, required=False)
    place = forms.CharField(label=_("Place in the source"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(
        self, *args: Any, rows: QuerySet[Partnership], lists: Sequence[str], chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].offer(rows, chosen)
        self.fields["register"].widget.suggestions = lists


class WithdrawReport(Form):
    submit = _("Take the report back")
    danger = True
