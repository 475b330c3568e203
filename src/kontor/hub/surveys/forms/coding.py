"""The code book and the codes of answers as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Textarea


class AddCode(Form):
    """A code of the book."""

    submit = _("Add the code")
    label = forms.CharField(
        label=_("Code"), max_length=120, help_text=_("A few words for what several answers say.")
    )
    note = forms.CharField(
        label=_("What belongs to it"), required=False, max_length=1000, widget=Textarea,
        help_text=_("So that two people code alike."),
    )  # fmt: skip


class EditCode(AddCode):
    submit = _("Save")


class RemoveCode(Form):
    """Nothing to fill in: taking a code away is confirmed."""

    submit = _("Remove the code")
    danger = True


class CodeAnswers(Form):
    """The codes of the answers on one page: what is ticked is named `code-RESPONSE:PLACE:CELL`."""

    submit = _("Save the codes")
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def given(self) -> dict[tuple[int, str, str], set[int]]:
        """For each answer that the page showed, the codes that were ticked."""
        found: dict[tuple[int, str, str], set[int]] = {}
        data: Any = self.data
        for name in data.getlist("answer"):
            response, _, rest = name.partition(":")
            place, _, cell = rest.partition(":")
            if response.isdecimal() and len(response) < 19:
                ticked = {
                    int(one) for one in data.getlist(f"code-{name}") if one.isdecimal() and len(one) < 19
                }
                found[int(response), place, cell] = ticked
        return found
