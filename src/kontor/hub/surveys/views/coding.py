"""What was written freely: the questions, the answers to one with the code book, and the codes."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.actions import coding as actions
from kontor.hub.surveys.forms import coding
from kontor.hub.surveys.models import Code
from kontor.hub.surveys.queries.texts import (
    QuestionWritten,
    TextsShown,
    identity_of,
    questions_written,
    texts_of,
)
from kontor.hub.surveys.rules.naming import coded
from kontor.hub.surveys.views.parts import OfAWave
from kontor.hub.surveys.views.results_base import address, tabs_of


@dataclass(kw_only=True)
class TextsPage(Page):
    """The questions to which something may be written: each with its address, how many answers it has, how many are coded."""

    questions: list[tuple[QuestionWritten, str]]


class Texts(OfAWave):
    """See what was written, question by question."""

    template_name = "surveys/results/texts.html"

    def load(self, **values: Any) -> TextsPage:
        found = questions_written(self.actor, self.wave)
        return TextsPage(
            title=gettext("What was written"),
            lead=gettext("Read the free answers, give them codes, and count what they say."),
            breadcrumb=self.way(
                (gettext("Results"), address("results", self.wave)), gettext("What was written")
            ),
            tabs=tabs_of(self.request, self.actor, self.wave),
            questions=[(one, address("coding", self.wave, one.code)) for one in found],
        )


@dataclass(kw_only=True)
class CodingPage(Page):
    """The answers to one question, with the code book. `here` is this page, `code` the code that is looked at."""

    found: TextsShown
    here: str
    book: list[tuple[Code, int, str]]
    code: Code | None
    add_url: str
    before_url: str
    after_url: str


class OfAQuestion(ActionView, OfAWave):
    """A form about the free answers to one question of a wave."""

    @property
    def question(self) -> str:
        return str(self.kwargs["question"])

    @property
    def here(self) -> str:
        return address("coding", self.wave, self.question)

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.code", self.wave)

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return super().way(Crumb(gettext("What was written"), address("texts", self.wave)), *steps)


class Coding(OfAQuestion):
    """Read the answers to one question, and give them codes."""

    template_name = "surveys/results/coding.html"
    form_class = coding.CodeAnswers
    success = _("The codes are kept.")

    def check(self, page: Page) -> None:
        """Who only reads for the team reads here, too."""
        require(
            self.actor,
            "surveys.code" if self.request.method == "POST" else "surveys.read_responses",
            self.wave,
        )

    def load(self, **values: Any) -> CodingPage:
        page, code = number(self.request.GET.get("page")) or 1, number(self.request.GET.get("code"))
        found = texts_of(self.actor, self.wave, self.question, page=page, code=code)
        known = {one.pk: one for one in found.codes}
        kept = f"&code={code}" if code in known else ""
        return CodingPage(
            title=coded(found.question.code, found.question.text),
            lead=told(found.question),
            breadcrumb=self.way(Crumb(found.question.code)),
            tabs=tabs_of(self.request, self.actor, self.wave),
            found=found,
            here=self.here,
            book=[(one, found.used[one.pk], self.address_of(one)) for one in found.codes],
            code=known.get(code or 0),
            add_url=address("add_code", self.wave, self.question),
            before_url=f"{self.here}?page={found.page - 1}{kept}" if found.page > 1 else "",
            after_url=f"{self.here}?page={found.page + 1}{kept}" if found.page < found.pages else "",
        )

    def address_of(self, code: Code) -> str:
        return address("edit_code", self.wave, self.question, str(code.pk))

    def process(self, form: Any) -> str:
        actions.code_answers(actor=self.actor, wave=self.wave, question=self.question, given=form.given())
        return self.request.get_full_path()


def told(question: QuestionWritten) -> str:
    text = ngettext(
        "%(count)s answer, %(coded)s with a code",
        "%(count)s answers, %(coded)s with a code",
        question.answers,
    )
    return text % {"count": question.answers, "coded": question.coded}


def number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


class AddCode(OfAQuestion):
    """Add a code to the book of a question."""

    form_class = coding.AddCode
    success = _("The code is in the book.")

    def load(self, **values: Any) -> Page:
        self.identity = identity_of(self.wave, self.question)
        return Page(
            title=gettext("Add a code"),
            breadcrumb=self.way(Crumb(self.question, self.here), Crumb(gettext("Add a code"))),
        )

    def process(self, form: Any) -> str:
        actions.add_code(
            actor=self.actor, survey=self.wave.survey, question=self.identity, **form.cleaned_data
        )
        return self.here


@dataclass(kw_only=True)
class CodePage(Page):
    """One code of the book, and where it is taken out."""

    remove_url: str


class OfACode(OfAQuestion):
    """A form about one code of the book."""

    title: Any

    @cached_property
    def code(self) -> Code:
        found = visible(Code, self.actor).filter(survey=self.wave.survey_id, pk=self.kwargs["code"]).first()
        if found is None:
            raise NotThere
        return found

    def load(self, **values: Any) -> CodePage:
        title = str(self.title) % {"code": self.code}
        return CodePage(
            title=title,
            breadcrumb=self.way(Crumb(self.question, self.here), Crumb(title)),
            remove_url=address("remove_code", self.wave, self.question, str(self.code.pk)),
        )


class EditCode(OfACode):
    """Call a code otherwise."""

    form_class = coding.EditCode
    title, success = _("Change: %(code)s"), _("The code is changed.")
    template_name = "surveys/results/code.html"

    def initial(self) -> dict[str, Any]:
        return {"label": str(self.code), "note": self.code.note}

    def process(self, form: Any) -> str:
        actions.edit_code(actor=self.actor, code=self.code, **form.cleaned_data)
        return self.here


class RemoveCode(OfACode):
    """Take a code out of the book."""

    form_class = coding.RemoveCode
    title, success = _("Remove: %(code)s"), _("The code is out of the book.")

    def process(self, form: Any) -> str:
        actions.remove_code(actor=self.actor, code=self.code)
        return self.here
