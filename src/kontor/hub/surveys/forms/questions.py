"""A question with its answers as a form, and the edits that it makes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Section, Textarea, VersionField
from kontor.hub.surveys.actions.edits import Edit
from kontor.hub.surveys.choices import BuildVerb
from kontor.hub.surveys.forms.building import KINDS

# What a kind has a word in, beside what all have.
FITS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"long", "length"}),
    "number": frozenset({"least", "most", "whole"}),
    "choice": frozenset({"dropdown", "other"}),
    "choice-with-comment": frozenset({"other"}),
    "multiple-choice": frozenset({"other", "fewest", "at_most"}),
    "multiple-choice-with-comments": frozenset({"other", "fewest", "at_most"}),
    "ranking": frozenset({"fewest", "at_most"}),
    "formula": frozenset({"formula"}),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "choice": ("options",), "choice-with-comment": ("options",), "ranking": ("options",), "array": ("parts", "options"),
    "multiple-choice": ("parts",), "multiple-choice-with-comments": ("parts",), "several-texts": ("parts",),
    "array-of-texts": ("parts", "columns"), "array-of-numbers": ("parts", "columns"),
}  # fmt: skip
TITLES = {"options": _("Answers to choose"), "parts": _("Rows, or answers to tick"), "columns": _("Columns")}
BLANK_ROWS = 3
LOOKS = {"long": "long", "dropdown": "dropdown"}
IN_LIMITS = ("least", "most", "whole", "length", "fewest", "at_most")


@dataclass(slots=True)
class EntryRow:
    """An answer, row or column as it stands in the form: `id` is empty for one that is new."""

    id: str
    code: str = ""
    text: str = ""
    at: str = ""
    removed: bool = False
    other_language: str = ""


@dataclass(slots=True)
class EntryList:
    """One of the lists of a question."""

    sort: str
    title: Any
    rows: list[EntryRow] = field(default_factory=list)


class EditQuestion(Form):
    """A question with its answers. What its kind has no word in is left out; texts are those of one language."""

    text = forms.CharField(label=_("What is asked"), widget=Textarea, max_length=10_000)
    help = forms.CharField(label=_("Hint"), required=False, widget=Textarea, max_length=10_000)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    code = forms.CharField(
        label=_("Code"), max_length=50,
        help_text=_("A new code is put into all conditions and texts that speak of the question."),
    )  # fmt: skip
    block = forms.ChoiceField(label=_("Page"))
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    other = forms.BooleanField(label=_("Another answer may be written"), required=False)
    long = forms.BooleanField(label=_("Several lines"), required=False)
    dropdown = forms.BooleanField(label=_("As a list that opens"), required=False)
    length = forms.IntegerField(label=_("Most characters"), required=False, min_value=0, max_value=100_000)
    least = forms.CharField(
        label=_("At least"), required=False, max_length=500, help_text=_("A number, or a calculation.")
    )
    most = forms.CharField(label=_("At most"), required=False, max_length=500)
    whole = forms.BooleanField(label=_("Whole numbers only"), required=False)
    fewest = forms.CharField(label=_("Fewest answers"), required=False, max_length=500)
    at_most = forms.CharField(label=_("Most answers"), required=False, max_length=500)
    formula = forms.CharField(
        label=_("Calculation"), required=False, widget=Textarea, max_length=5000,
        help_text=_("Such as D3 * 2, or sum(H1_R1_N, H1_R2_N)."),
    )  # fmt: skip
    hidden = forms.BooleanField(label=_("Kept and calculated, but never shown"), required=False)
    version = VersionField()
    sections = (
        Section(_("The question"), ("text", "help", "kind", "required")),
        Section(_("The answer"), ("other", "long", "dropdown", "length", "least", "most", "whole", "fewest", "at_most", "formula")),
        Section(_("In the questionnaire"), ("code", "block", "hidden")),
    )  # fmt: skip

    def __init__(
        self, *args: Any, question: Any, language: str, first: str, blocks: Sequence[tuple[str, str]], block: str, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.question, self.language, self.first, self.of = question, language, first, block
        self.fields["block"].choices = list(blocks)
        kind = str(self.data.get("kind") or question.kind)
        fits = FITS.get(kind, frozenset())
        for name in set().union(*FITS.values()) - fits:
            del self.fields[name]
        if kind == "display":
            del self.fields["required"]
        self.fields["text"].required = language == first
        self.lists = [EntryList(sort, TITLES[sort], self.rows(sort)) for sort in LISTS.get(kind, ())]

    def rows(self, sort: str) -> list[EntryRow]:
        """The entries as they were typed, else as they stand, and a few empty ones."""
        if self.is_bound and f"{sort}-id" in self.data:
            return list(self.sent(sort))
        there = [
            EntryRow(
                one.id,
                one.code,
                one.text.get(self.language, ""),
                str(at),
                False,
                one.text.get(self.first, ""),
            )
            for at, one in enumerate(getattr(self.question, sort), 1)
        ]
        return [*there, *(EntryRow("") for _row in range(BLANK_ROWS))]

    def sent(self, sort: str) -> Iterator[EntryRow]:
        data: Any = self.data
        columns = [data.getlist(f"{sort}-{name}") for name in ("id", "code", "text", "at")]
        removed = set(data.getlist(f"{sort}-removed"))
        first = {one.id: one.text.get(self.first, "") for one in getattr(self.question, sort)}
        for id, code, text, at in zip(*columns, strict=False):
            yield EntryRow(id, code.strip(), text.strip()[:5000], at, id in removed, first.get(id, ""))

    def edits(self) -> list[Edit]:
        """All changes that the form makes, in an order in which each one fits."""
        given, place = self.cleaned_data, f"question/{self.question.id}"
        edits = [
            Edit(verb=BuildVerb.TRANSLATE, place=place, name=name, texts={self.language: given[name]})
            for name in ("text", "help")
        ]
        edits.append(Edit(verb=BuildVerb.CHANGE, place=place, values=self.values()))
        for one in self.lists:
            edits += entry_edits(self.question, one, self.language)
        if given["code"] != self.question.code:
            edits.append(Edit(verb=BuildVerb.CHANGE, place=place, values={"code": given["code"]}))
        if given["block"] != self.of:
            edits.append(Edit(verb=BuildVerb.MOVE, place=place, into=given["block"], at=10**6))
        return edits

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        values = {
            name: given[name] for name in ("required", "other", "formula", "hidden", "kind") if name in given
        }
        for name, look in LOOKS.items():
            if name in given and given[name] != (self.question.look == look):
                values["look"] = look if given[name] else ""
        limits = {name: given[name] for name in IN_LIMITS if name in given}
        if limits:
            limits["length"] = limits.get("length") or 0
            values["limits"] = {**asdict(self.question.limits), **limits}
        return values


def entry_edits(question: Any, listed: EntryList, language: str) -> list[Edit]:
    """What the rows of one list change: taken away, called otherwise, all codes at once, put in order, added."""
    sort, owner = listed.sort, question.id
    there = {one.id: one for one in getattr(question, sort)}
    kept = [row for row in listed.rows if row.id in there and not row.removed]
    edits = [
        Edit(verb=BuildVerb.REMOVE, place=f"{sort}/{owner}/{row.id}")
        for row in listed.rows
        if row.id in there and row.removed
    ]
    codes = {row.id: row.code for row in kept if row.code != there[row.id].code}
    if codes:
        edits.append(Edit(verb=BuildVerb.RECODE, into=owner, sort=sort, codes=codes))
    edits += [
        Edit(
            verb=BuildVerb.TRANSLATE,
            place=f"{sort}/{owner}/{row.id}",
            name="text",
            texts={language: row.text},
        )
        for row in kept
        if row.text != there[row.id].text.get(language, "")
    ]
    new = [row for row in listed.rows if not row.id and (row.text or row.code)]
    wanted = sorted([*kept, *new], key=lambda row: place_in(row, len(listed.rows)))
    now = [one.id for one in getattr(question, sort) if one.id in {row.id for row in kept}]
    for at, row in enumerate([row for row in wanted if row.id]):
        if now[at] != row.id:
            now.remove(row.id)
            now.insert(at, row.id)
            edits.append(Edit(verb=BuildVerb.MOVE, place=f"{sort}/{owner}/{row.id}", at=at))
    for at, row in enumerate(wanted):
        if not row.id:
            edits.append(
                Edit(
                    verb=BuildVerb.ADD_ENTRY,
                    into=owner,
                    sort=sort,
                    texts={language: row.text},
                    code=row.code,
                    at=at,
                )
            )
    return edits


def place_in(row: EntryRow, last: int) -> float:
    try:
        return float(row.at.replace(",", ".")[:10]) if row.at.strip() else last + 1.0
    except ValueError:
        return last + 1.0
