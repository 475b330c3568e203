"""The builder's editor of one question with its preview, and of when something is asked."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from kontor.hub.foundation.pages import Crumb, Page
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.surveys.actions.edits import imagined
from kontor.hub.surveys.forms.conditions import EditCondition
from kontor.hub.surveys.forms.questions import BLANK_ROWS, EditQuestion, EntryRow
from kontor.hub.surveys.queries import drafts
from kontor.hub.surveys.queries.answer_page import Language
from kontor.hub.surveys.queries.fields import ShownQuestion
from kontor.hub.surveys.views.answering import words
from kontor.hub.surveys.views.building import Looking


@dataclass(kw_only=True)
class QuestionPage(Page):
    """The editor of one question: how a respondent sees it, when it is asked, the languages of its texts."""

    preview: ShownQuestion | None
    condition: str
    condition_url: str
    languages: list[Language]
    wrong: list[drafts.Wrong]
    back: str


class Question(Looking):
    """Change a question and its answers, and see it as a respondent will."""

    template_name = "surveys/build/question.html"
    part = "preview"
    form_class = EditQuestion

    @cached_property
    def question(self) -> Any:
        return drafts.thing_at(self.draft, drafts.Place("question", self.kwargs["question"]))

    @cached_property
    def block(self) -> Any:
        return drafts.block_of(self.draft, self.question.id)

    def load(self, **values: Any) -> QuestionPage:
        asked = self.question
        lines = drafts.outline(self.version, self.spoken).lines
        line = next(one for one in lines if one.place == f"question/{asked.id}")
        return QuestionPage(
            title=gettext("Question %(code)s") % {"code": asked.code},
            breadcrumb=self.way(Crumb(asked.code)),
            preview=drafts.preview(self.draft, asked, self.language),
            condition=line.condition,
            condition_url=self.address("build_condition", "question", asked.id),
            languages=self.languages(),
            wrong=line.wrong,
            back=f"{self.address()}#question-{asked.id}",
        )

    def show(self, page: Page, *, status: int = 200, **context: Any) -> HttpResponse:
        return super().show(page, status=status, **words(), **context)

    def initial(self) -> dict[str, Any]:
        one = self.question
        plain = ("code", "required", "other", "formula", "hidden")
        limits = {name: getattr(one.limits, name) for name in ("least", "most", "whole", "fewest", "at_most")}
        return super().initial() | limits | {name: getattr(one, name) for name in plain} | {
            "text": one.text.get(self.language, ""),
            "help": one.help.get(self.language, ""),
            "kind": str(one.kind),
            "block": self.block.id,
            "long": one.look == "long",
            "dropdown": one.look == "dropdown",
            "length": one.limits.length or None,
        }  # fmt: skip

    def form_values(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "language": self.language,
            "first": self.draft.language,
            "blocks": drafts.pages_of(self.draft, self.spoken),
            "block": self.block.id,
        }

    def look(self, page: QuestionPage, form: EditQuestion) -> HttpResponse:
        """The preview of what was typed, and more empty rows where they were asked for."""
        if self.request.POST.get("go") == "rows":
            for one in form.lists:
                one.rows += [EntryRow("") for _row in range(BLANK_ROWS)]
        if form.is_valid():
            try:
                made = imagined(self.draft, form.edits())
                there = drafts.thing_at(made, drafts.Place("question", self.question.id))
                page.preview = drafts.preview(made, there, self.language)
            except Refusal:
                # What cannot be is said when it is saved; the preview stays as it was.
                pass
        return self.show(page, form=form)

    def process(self, form: EditQuestion) -> str:
        self.save(form.cleaned_data["version"], form.edits())
        return self.address("build_question", self.question.id)


@dataclass(kw_only=True)
class ConditionPage(Page):
    """When something is asked: in words, with what can be chosen."""

    asking: drafts.Asking
    back: str


class Condition(Looking):
    """Say when a question or page is asked."""

    template_name = "surveys/build/condition.html"
    part = "rows"
    form_class = EditCondition

    @cached_property
    def place(self) -> drafts.Place:
        return drafts.Place(self.kwargs["sort"], self.kwargs["of"])

    @cached_property
    def asking(self) -> drafts.Asking:
        return drafts.asking(self.draft, drafts.thing_at(self.draft, self.place), self.spoken)

    def load(self, **values: Any) -> ConditionPage:
        thing = drafts.thing_at(self.draft, self.place)
        title = gettext("When %(code)s is asked") % {"code": thing.code}
        return ConditionPage(
            title=title, breadcrumb=self.way(Crumb(title)), asking=self.asking, back=self.leads_to()
        )

    def leads_to(self) -> str:
        if self.place.sort == "question":
            return self.address("build_question", self.place.id)
        return self.address()

    def initial(self) -> dict[str, Any]:
        rows = self.asking.rows
        return super().initial() | {
            "joined": rows.joined if rows else "and",
            "source": "" if rows else self.asking.source,
        }

    def form_values(self) -> dict[str, Any]:
        return {"place": str(self.place), "asking": self.asking}

    def look(self, page: ConditionPage, form: EditCondition) -> HttpResponse:
        return self.show(page, form=form)

    def process(self, form: EditCondition) -> str:
        self.save(form.cleaned_data["version"], form.edits(drafts.condition_written))
        return self.leads_to()
