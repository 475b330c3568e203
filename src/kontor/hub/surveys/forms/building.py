"""Forms of the builder: its buttons, pages, new questions, languages. Each says which edits it makes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import Form, Textarea, VersionField
from kontor.hub.surveys.actions.edits import Edit
from kontor.hub.surveys.choices import BuildVerb

KINDS = (
    ("text", _("Text")), ("number", _("Number")), ("date", _("Date")), ("contact", _("E-mail or web address")),
    ("yes-no", _("Yes or no")), ("choice", _("One answer of several")), ("choice-with-comment", _("One answer, with a comment")),
    ("multiple-choice", _("Several answers")), ("multiple-choice-with-comments", _("Several answers, each with a comment")),
    ("ranking", _("Ranking")), ("array", _("One answer in each row")), ("array-of-texts", _("Table of texts")),
    ("array-of-numbers", _("Table of numbers")), ("several-texts", _("Several short texts")), ("file", _("File")),
    ("formula", _("Calculated")), ("display", _("Text to read")),
)  # fmt: skip


class Go(Form):
    """A button of the outline: what is pressed, and the state of the draft that was looked at."""

    version = VersionField()
    go = forms.CharField(widget=forms.HiddenInput, max_length=300)
    language = forms.CharField(required=False, max_length=20)


class AddPage(Form):
    submit = _("Add the page")
    title = forms.CharField(label=_("Title"), max_length=300)
    into = forms.ChoiceField(label=_("Part of"), required=False)
    version = VersionField()

    def __init__(
        self, *args: Any, pages: Sequence[tuple[str, str]] = (), language: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["into"].choices = [("", _("a page of its own")), *pages]

    def edits(self) -> list[Edit]:
        given = self.cleaned_data
        return [Edit(verb=BuildVerb.ADD_PAGE, texts={self.language: given["title"]}, into=given["into"])]


class EditPage(Form):
    """A page or a part of one. `repeat` is no, added (the respondent adds) or the code of the number that says how often."""

    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=_("Text above the questions"), required=False, widget=Textarea, max_length=10_000
    )
    code = forms.CharField(
        label=_("Code"), max_length=50, help_text=_("Conditions speak of the page by its code.")
    )
    repeat = forms.ChoiceField(
        label=_("Asked"), required=False, help_text=_("Such as once for each case that was counted before.")
    )
    most = forms.IntegerField(label=_("At most"), required=False, min_value=1, max_value=500)
    version = VersionField()

    def __init__(
        self, *args: Any, block: Any, language: str, numbers: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.block, self.language = block, language
        known = block.repeat.driver if block.repeat and block.repeat.driver else ""
        choices: list[tuple[str, Any]] = [("", _("once")), ("+", _("as many times as the respondent adds"))]
        choices += [
            (code, _("as often as the answer to: %(question)s") % {"question": words})
            for code, words in numbers
        ]
        if known and driver_code(known) not in dict(numbers):
            choices.append((known, known))
        self.fields["repeat"].choices = choices

    def edits(self) -> list[Edit]:
        given, place = self.cleaned_data, f"block/{self.block.id}"
        edits = [
            Edit(verb=BuildVerb.TRANSLATE, place=place, name=name, texts={self.language: given[name]})
            for name in ("title", "text")
        ]
        return [
            *edits,
            Edit(
                verb=BuildVerb.CHANGE, place=place, values={"code": given["code"], "repeat": self.repeated()}
            ),
        ]

    def repeated(self) -> dict[str, Any] | None:
        chosen, held = self.cleaned_data["repeat"], self.block.repeat
        if not chosen:
            return None
        kept = {"least": held.least, "most": held.most} if held else {}
        if self.cleaned_data["most"]:
            kept["most"] = self.cleaned_data["most"]
        driver = (
            "" if chosen == "+" else held.driver if held and driver_code(held.driver) == chosen else chosen
        )
        return {"driver": driver, **kept}


def driver_code(driver: str) -> str:
    return driver.removesuffix(".NAOK").strip()


class AddQuestion(Form):
    submit = _("Add the question")
    text = forms.CharField(label=_("What is asked"), widget=Textarea, max_length=10_000)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    code = forms.CharField(
        label=_("Code"), required=False, max_length=50, help_text=_("Given by itself where it is empty.")
    )
    version = VersionField()

    def __init__(self, *args: Any, block: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.block, self.language = block, language

    def edits(self) -> list[Edit]:
        given = self.cleaned_data
        texts = {self.language: given["text"]}
        return [
            Edit(
                verb=BuildVerb.ADD_QUESTION,
                into=self.block,
                kind=given["kind"],
                texts=texts,
                code=given["code"],
            )
        ]


class AddLanguage(Form):
    submit = _("Add the language")
    language = forms.CharField(
        label=_("Language"), max_length=20, help_text=_("Its code, such as de, pt or ar.")
    )
    version = VersionField()

    def edits(self) -> list[Edit]:
        return [Edit(verb=BuildVerb.ADD_LANGUAGE, language=self.cleaned_data["language"].strip())]
