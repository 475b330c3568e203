"""When something is asked, as a form: rows in words, or an expression as it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Textarea, VersionField
from kontor.hub.surveys.actions.edits import Edit
from kontor.hub.surveys.choices import BuildVerb


@dataclass(slots=True)
class ConditionRow:
    """One comparison as it stands in the form, with what can be chosen."""

    about: str = ""
    how: str = ""
    answer: str = ""
    hows: list[tuple[str, Any]] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


HOWS = {
    "==": _("is"), "!=": _("is not"), "<": _("is less than"), "<=": _("is at most"), ">": _("is more than"),
    ">=": _("is at least"), "answered": _("is answered"), "not-answered": _("is not answered"),
    "ticked": _("is ticked"), "not-ticked": _("is not ticked"),
}  # fmt: skip
NO_ANSWER = frozenset({"answered", "not-answered", "ticked", "not-ticked"})


class EditCondition(Form):
    """When something is asked: rows that hold together, or an expression as it is written."""

    joined = forms.ChoiceField(
        label=_("Asked if"),
        choices=(("and", _("all of these are so")), ("or", _("one of these is so"))),
    )  # fmt: skip
    source = forms.CharField(
        label=_("As an expression"), required=False, widget=Textarea, max_length=5000,
        help_text=_("For what the rows cannot say. Leave the rows empty to use it."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, place: str, asking: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.asking = place, asking
        self.rows = list(self.shown())

    def shown(self) -> Iterator[ConditionRow]:
        data: Any = self.data
        if self.is_bound:
            rows = [
                ConditionRow(*one)
                for one in zip(
                    data.getlist("about"), data.getlist("how"), data.getlist("answer"), strict=False
                )
            ]
        else:
            rows = [
                ConditionRow(one.about, one.how, one.answer)
                for one in (self.asking.rows.rows if self.asking.rows else ())
            ]
            rows = [self.as_offered(one) for one in rows]
        yield from (self.offering(one) for one in rows if one.about or one.answer)
        yield from (self.offering(ConditionRow()) for _row in range(2))

    def as_offered(self, row: ConditionRow) -> ConditionRow:
        """A tick that is compared with Y is a tick in words."""
        if row.how in ("==", "!=") and "ticked" in self.asking.hows.get(row.about, ()):
            return ConditionRow(row.about, "ticked" if row.how == "==" else "not-ticked")
        return row

    def offering(self, row: ConditionRow) -> ConditionRow:
        hows = self.asking.hows.get(row.about, tuple(HOWS))
        row.hows = [(how, HOWS[how]) for how in hows]
        row.answers = self.asking.answers.get(row.about, [])
        return row

    def edits(self, written: Any) -> list[Edit]:
        """`written` makes an expression of (about, how, answer) rows and how they are joined."""
        rows = [
            (row.about, row.how, "" if row.how in NO_ANSWER else row.answer) for row in self.rows if row.about
        ]
        source = (
            written(rows, self.cleaned_data["joined"] or "and")
            if rows
            else self.cleaned_data["source"].strip()
        )
        return [Edit(verb=BuildVerb.CHANGE, place=self.place, values={"condition": source})]
