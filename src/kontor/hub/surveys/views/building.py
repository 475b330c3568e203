"""The builder: the outline of a draft with its buttons, and forms for pages, new questions and languages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.surveys import actions, rules
from kontor.hub.surveys.choices import BuildVerb
from kontor.hub.surveys.forms import building as forms
from kontor.hub.surveys.models import DraftStep
from kontor.hub.surveys.queries import drafts
from kontor.hub.surveys.queries.answer_page import Language, native_name
from kontor.hub.surveys.views.parts import OfAVersion

type Edits = list[actions.Edit]


class OfADraft(ActionView, OfAVersion):
    """A form about a version that was not asked yet."""

    success = _("Saved.")

    def check(self, page: Page) -> None:
        require(self.actor, "surveys.build", self.version)
        rules.check_not_fixed(self.version.number, self.version.frozen_on)

    @cached_property
    def draft(self) -> Any:
        return drafts.draft_of(self.version)

    @cached_property
    def language(self) -> str:
        """The language whose texts are edited: the one asked for, else the questionnaire's first."""
        asked = self.request.GET.get("language", "")
        return asked if asked in self.draft.languages else str(self.draft.language)

    @property
    def spoken(self) -> str:
        """The language in which the draft is told: that of the texts edited, else the reader's."""
        return self.language if "language" in self.request.GET else (get_language() or "en").split("-")[0]

    def address(self, name: str = "build", *more: str) -> str:
        there = reverse(f"surveys:{name}", args=[self.version.survey.key, self.version.number, *more])
        return there if self.language == self.draft.language else f"{there}?language={self.language}"

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return super().way(Crumb(gettext("Build"), self.address()), *steps)

    def initial(self) -> dict[str, Any]:
        return {"version": self.version.version}

    def save(self, seen: int, edits: Edits) -> None:
        actions.build(actor=self.actor, version=self.version, seen=seen, edits=edits)

    def languages(self) -> list[Language]:
        return [Language(code, native_name(code), code == self.language) for code in self.draft.languages]


@dataclass(kw_only=True)
class BuildPage(Page):
    """The outline of a draft; `undo` and `redo` are the changes that can be taken back and made again."""

    outline: drafts.Outline
    languages: list[Language]
    version: Any
    undo: DraftStep | None
    redo: DraftStep | None
    try_url: str


class Build(OfADraft):
    """See a draft as an outline, move, copy and remove what is in it, take changes back."""

    template_name = "surveys/build/outline.html"
    form_class = forms.Go

    def load(self, **values: Any) -> BuildPage:
        survey = self.version.survey
        return BuildPage(
            title=gettext("Build version %(number)s") % {"number": self.version.number},
            lead=survey.name,
            breadcrumb=(*self.way()[:-1], Crumb(gettext("Build"))),
            outline=drafts.outline(self.version, self.spoken),
            languages=self.languages(),
            version=self.version,
            undo=drafts.last_step(self.version),
            redo=drafts.next_step(self.version),
            try_url=reverse("surveys:try", args=[survey.key, self.version.number]),
        )

    def process(self, form: forms.Go) -> str:
        verb, _sign, rest = form.cleaned_data["go"].partition("|")
        seen = form.cleaned_data["version"]
        if verb in ("undo", "redo"):
            do = actions.undo if verb == "undo" else actions.redo
            do(actor=self.actor, version=self.version, seen=seen)
            self.success = gettext("Taken back.") if verb == "undo" else gettext("Made again.")
            return self.address()
        place, _sign, at = rest.partition("|")
        self.save(seen, [edit_of(verb, place, at)])
        self.success = ""
        return f"{self.address()}#{place.replace('/', '-')}" if verb == BuildVerb.MOVE else self.address()


def edit_of(verb: str, place: str, at: str) -> actions.Edit:
    """A button of the outline as an edit; what is no button is refused by the engine."""
    if verb == BuildVerb.REMOVE_LANGUAGE:
        return actions.Edit(verb=verb, language=place)
    known = verb if verb in (BuildVerb.MOVE, BuildVerb.COPY, BuildVerb.REMOVE) else ""
    return actions.Edit(verb=known, place=place, at=int(at) if at.isdecimal() and len(at) < 6 else 0)


class OneForm(OfADraft):
    """A form that makes edits of a draft and goes back to the outline."""

    title: Any
    lead: Any = ""

    def load(self, **values: Any) -> Page:
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=self.way(Crumb(str(self.title))))

    def process(self, form: Any) -> str:
        self.save(form.cleaned_data["version"], form.edits())
        return self.address()


class AddPage(OneForm):
    """Add a page, or a part of one."""

    title = _("Add a page")
    form_class = forms.AddPage

    def form_values(self) -> dict[str, Any]:
        return {"pages": drafts.pages_of(self.draft, self.spoken), "language": self.language}


class AddLanguage(OneForm):
    """Let the questionnaire speak one language more."""

    title = _("Add a language")
    lead = _(
        "Every text can then be written in it, too. What is not written yet is shown in the first language."
    )
    form_class = forms.AddLanguage


class EditPage(OneForm):
    """Change what a page says, and how often it is asked."""

    title = _("Edit the page")
    form_class = forms.EditPage

    @cached_property
    def block(self) -> Any:
        return drafts.thing_at(self.draft, drafts.Place("block", self.kwargs["block"]))

    def initial(self) -> dict[str, Any]:
        block, repeat = self.block, self.block.repeat
        repeated = "" if repeat is None else forms.driver_code(repeat.driver) if repeat.driver else "+"
        known = {code for code, _words in drafts.numbers_before(self.draft, block, self.spoken)}
        if repeat is not None and repeat.driver and repeated not in known:
            repeated = repeat.driver
        return super().initial() | {
            "title": block.title.get(self.language, ""),
            "text": block.text.get(self.language, ""),
            "code": block.code,
            "repeat": repeated,
            "most": repeat.most if repeat else None,
        }

    def form_values(self) -> dict[str, Any]:
        numbers = drafts.numbers_before(self.draft, self.block, self.spoken)
        return {"block": self.block, "language": self.language, "numbers": numbers}


class AddQuestion(OneForm):
    """Add a question to a page."""

    title = _("Add a question")
    form_class = forms.AddQuestion

    def form_values(self) -> dict[str, Any]:
        block = drafts.thing_at(self.draft, drafts.Place("block", self.kwargs["block"]))
        return {"block": block.id, "language": self.language}

    def process(self, form: Any) -> str:
        """On to its answers: what was added is the last of its page."""
        super().process(form)
        made = drafts.draft_of(type(self.version).objects.get(pk=self.version.pk))
        block = drafts.thing_at(made, drafts.Place("block", self.kwargs["block"]))
        return self.address("build_question", block.items[-1].id)


class Looking(OfADraft):
    """A form that can be looked at with what was typed, before anything is saved (`go=look`)."""

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        if request.POST.get("go", "save") == "save":
            return super().post(request, **values)
        page = self.load(**values)
        self.check(page)
        return self.look(page, self.form(request.POST, request.FILES))

    def look(self, page: Any, form: Any) -> HttpResponse:
        raise NotImplementedError
