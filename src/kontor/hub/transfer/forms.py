"""Forms of this area."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Section, UploadField
from kontor.hub.transfer.choices import Doubles

SUFFIXES = (".csv", ".xlsx", ".xlsm", ".tsv", ".txt")
LINE = "line_"


class UploadForm(Form):
    """The file, nothing else: what it would do is shown before anything is written."""

    submit: ClassVar[Any] = _("Check the file")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["file"] = UploadField(label=_("File"), suffixes=SUFFIXES)


class ExecuteForm(Form):
    """Approve the plan that was shown: `digest` names it. One choice for each possible double, one for all others."""

    submit: ClassVar[Any] = _("Approve and import")
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, merges: Iterable[Mapping[str, Any]] = (), **values: Any) -> None:
        super().__init__(*args, **values)
        shown = list(merges)
        for step in shown:
            self.fields[f"{LINE}{step['line']}"] = decision_field(step)
        if shown:
            self.fields["doubles"] = forms.ChoiceField(
                label=_("All others"),
                required=False,
                choices=[("", _("None may be left undecided")), *Doubles.choices],
                help_text=_("For possible doubles that you did not decide above."),
            )
            self.sections = (
                Section(_("Possible doubles"), tuple(name for name in self.fields if name != "digest")),
            )

    @property
    def decisions(self) -> dict[int, str]:
        """Line -> decision, for those that were decided."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith(LINE) and value}
        return {int(name.removeprefix(LINE)): value for name, value in chosen.items()}


def decision_field(step: Mapping[str, Any]) -> forms.ChoiceField:
    same = [
        (f"same:{number}", gettext("It is %(record)s") % {"record": double["label"]})
        for number, double in enumerate(step["doubles"], start=1)
    ]
    name = next(
        iter([value for key, value in step["row"].items() if key == "name"] or step["row"].values()), ""
    )
    reasons = "; ".join(reason for double in step["doubles"] for reason in double["reasons"])
    return forms.ChoiceField(
        label=gettext("Line %(line)s: %(name)s") % {"line": step["line"], "name": name},
        required=False,
        choices=[
            ("", gettext("Not decided")),
            *same,
            ("create", gettext("It is new")),
            ("skip", gettext("Leave it out")),
        ],
        help_text=reasons,
    )


class DiscardForm(Form):
    """Nothing to fill in: the button is the decision."""

    submit: ClassVar[Any] = _("Discard")
    danger: ClassVar[bool] = True


class UndoForm(Form):
    """Nothing to fill in: the button is the decision."""

    submit: ClassVar[Any] = _("Undo the import")
    danger: ClassVar[bool] = True
