"""Pages of a campaign: who is asked, what leaves and when, what comes back."""

from collections import Counter
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.actions import invitations, letters, stopping
from kontor.hub.surveys.choices import LetterKind, WaveState
from kontor.hub.surveys.forms import campaigns as forms
from kontor.hub.surveys.models import Invitation
from kontor.hub.surveys.notices.letters import words_of
from kontor.hub.surveys.queries import campaigns as queries
from kontor.hub.surveys.rules.bounces import messages_in
from kontor.hub.surveys.rules.reminders import Why
from kontor.hub.surveys.tables.campaigns import Contacts, Invited
from kontor.hub.surveys.views.campaign_base import OfAWave, WaveForm

WHY_WORDS = {
    Why.ANSWERED: _("has answered"),
    Why.OPTED_OUT: _("wants no letters"),
    Why.NO_ADDRESS: _("has no address"),
    Why.BOUNCED: _("the letter came back"),
    Why.NOT_INVITED: _("was not invited yet"),
    Why.INVITED: _("was invited"),
    Why.ENOUGH: _("was reminded as often as agreed"),
    Why.TOO_SOON: _("was written to a short while ago"),
    Why.DUE: _("gets a letter"),
}
MOST_SHOWN = 200


@dataclass(kw_only=True)
class InvitedPage(ListPage):
    """Who is asked. `figures` counts all of them, whatever the list is filtered to; `may_send` also needs an open wave."""

    figures: queries.Figures
    wave_key: tuple[str, str]
    is_open: bool
    may_invite: bool
    may_send: bool


class ShowInvited(OfAWave, ListView):
    """See who is asked and where each stands."""

    template_name = "surveys/invited.html"

    def load(self, **values: Any) -> InvitedPage:
        self.require("read_invited")
        may = can(self.actor, "surveys.invite", self.wave)
        is_open = self.wave.state == WaveState.OPEN
        return InvitedPage(
            title=gettext("Respondents"),
            lead=self.wave.label,
            breadcrumb=self.way(Crumb(gettext("Respondents"))),
            tabs=self.tabs(),
            table=Invited.of(
                self.request, queries.invited_to(self.actor, self.wave), wave=self.wave, may_change=may
            ),
            figures=queries.figures_of(self.wave),
            wave_key=(self.wave.survey.key, self.wave.key),
            is_open=is_open,
            may_invite=may and self.wave.state in (WaveState.DRAFT, WaveState.OPEN),
            may_send=is_open and can(self.actor, "surveys.send", self.wave),
        )


class ShowContacts(OfAWave, ListView):
    """See every letter and what came of it."""

    def load(self, **values: Any) -> ListPage:
        self.require("read_invited")
        return ListPage(
            title=gettext("Contact log"),
            lead=self.wave.label,
            breadcrumb=self.way(
                Crumb(gettext("Respondents"), self.to("invited")), Crumb(gettext("Contact log"))
            ),
            tabs=self.tabs(),
            table=Contacts.of(self.request, queries.contacts_of(self.actor, self.wave)),
        )


class Invite(WaveForm):
    """Put addresses on the list of a wave."""

    title = _("Invite")
    lead = _("Nothing is sent yet: letters leave when you send the invitations of the open wave.")
    verb = "invite"
    form_class = forms.Invite

    def form_values(self) -> dict[str, Any]:
        return invitation_choices(self)

    def process(self, form: forms.Invite) -> str:
        values = dict(form.cleaned_data)
        emails = values.pop("emails")
        found = invitations.invite(
            actor=self.actor,
            wave=self.wave,
            entries=[invitations.Entry(email, **values) for email in emails],
        )
        told = ngettext(
            "%(number)s respondent is on the list.", "%(number)s respondents are on the list.", len(found)
        )
        messages.success(self.request, told % {"number": len(found)})
        return self.to("invited")


def invitation_choices(view: Any) -> dict[str, Any]:
    spoken = view.wave.survey_version.definition.get("languages", ())
    known = dict(forms.languages_known())
    return {
        "partnerships": visible(Partnership, view.actor).order_by("acronym"),
        "languages": [(code, known.get(code, code)) for code in spoken],
    }


# Letters.


@dataclass(frozen=True, slots=True)
class Person:
    """One who would be written to, or not: `why` says what keeps it, `free_on` from when on a letter may follow."""

    invitation: Invitation
    why: str
    free_on: Any = None

    @property
    def hint(self) -> str:
        """Her address where her name stands above, and her partnership."""
        one = self.invitation
        partnership = one.partnership.acronym if one.partnership else ""
        return " · ".join(filter(None, [one.email if one.name else "", partnership]))


@dataclass(kw_only=True)
class LettersPage(Page):
    """Whom the letter would reach, and why the others not. `counts` are (reason, number); `example` is the first letter."""

    due: list[Person]
    due_number: int
    others: list[Person]
    others_number: int
    counts: list[tuple[str, int]]
    example: Any
    kind: str


class LettersForm(WaveForm):
    """A letter to all who are due, looked at before it leaves."""

    template_name = "surveys/letters.html"
    kind = "invited"

    def load(self, **values: Any) -> LettersPage:
        found = queries.weighed(self.wave, self.kind, timezone.now())
        due = queries.due(found)
        others = [one for one in found if one.why is not Why.DUE]
        counts = Counter(one.why for one in others)
        example = self.example(due)
        return LettersPage(
            title=str(self.title),
            lead=self.wave.label,
            breadcrumb=self.way(Crumb(str(self.title))),
            due=[Person(one, str(WHY_WORDS[Why.DUE])) for one in due[:MOST_SHOWN]],
            due_number=len(due),
            others=[
                Person(one.invitation, str(WHY_WORDS[one.why]), one.free_on) for one in others[:MOST_SHOWN]
            ],
            others_number=len(others),
            counts=[(str(WHY_WORDS[why]), number) for why, number in counts.most_common()],
            example=example,
            kind=self.kind,
        )

    def example(self, due: list[Invitation]) -> Any:
        """What the first of them will read; her link is left out, it is hers alone."""
        if not due:
            return None
        one = Invitation(
            pk=due[0].pk, wave=self.wave, name=due[0].name, email=due[0].email, language=due[0].language,
            reminders=due[0].reminders + (self.kind == "reminded"),
        )  # fmt: skip
        words = words_of(one, self.kind)
        return {
            "language": one.language,
            "subject": words.subject,
            "text": words.text.replace(one.token, "…"),
        }

    def told(self, number: int) -> None:
        sentence = ngettext("%(number)s letter leaves.", "%(number)s letters leave.", number)
        messages.success(self.request, sentence % {"number": number})


class Send(LettersForm):
    """Send the invitations that have not left yet."""

    title = _("Send the invitations")
    verb = "send"
    form_class = forms.SendLetters

    def process(self, form: forms.SendLetters) -> str:
        self.told(letters.send_invitations(actor=self.actor, wave=self.wave))
        return self.to("invited")


class Remind(LettersForm):
    """Remind those who have not answered."""

    title = _("Remind")
    verb = "remind"
    form_class = forms.RemindNow
    kind = "reminded"

    def process(self, form: forms.RemindNow) -> str:
        self.told(letters.remind(actor=self.actor, wave=self.wave))
        return self.to("invited")


class PlanReminders(WaveForm):
    """Say on which days reminders go out by themselves."""

    title = _("Planned reminders")
    lead = _(
        "Only those are reminded who have not answered, take letters and were not written to a short while ago."
    )
    verb = "remind"
    form_class = forms.PlanReminders
    success = _("The plan is kept.")

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.tabs = self.tabs()
        return page

    def initial(self) -> dict[str, Any]:
        return {
            "remind_on": "\n".join(self.wave.remind_on),
            "min_days": self.wave.min_days,
            "most_reminders": self.wave.most_reminders,
        }

    def process(self, form: forms.PlanReminders) -> str:
        values = dict(form.cleaned_data)
        invitations.plan_reminders(actor=self.actor, wave=self.wave, days=values.pop("remind_on"), **values)
        return self.to("invited")


class SetWords(WaveForm):
    """Give the letters words of one's own."""

    title = _("Words of the letters")
    lead = _("Left as they are, letters use the usual words in the respondent's language.")
    verb = "send"
    form_class = forms.SetWords
    template_name = "surveys/words.html"
    success = _("The words are kept.")

    def load(self, **values: Any) -> Page:
        page = WordsPage(
            title=str(self.title),
            lead=str(self.lead),
            breadcrumb=self.way(Crumb(str(self.title))),
            own=self.own(),
            usual=self.usual(),
            usual_language=self.chosen[1],
        )
        page.tabs = self.tabs()
        return page

    def usual(self) -> Any:
        """The usual words of the letter chosen, to begin from."""
        kind, language = self.chosen
        wave = copy(self.wave)
        wave.letters = {}
        one = Invitation(wave=wave, name="{name}", language=language)
        return words_of(one, kind)

    @property
    def chosen(self) -> tuple[str, str]:
        asked = self.request.GET
        kind, language = asked.get("kind", ""), asked.get("language", "")
        return (
            kind if kind in LetterKind.values else LetterKind.INVITED.value,
            language if language in dict(self.languages()) else next(iter(dict(self.languages()))),
        )

    def own(self) -> list[tuple[str, str, str, str]]:
        kinds, languages = dict(LetterKind.choices), dict(self.languages())
        return [
            (
                str(kinds.get(kind, kind)),
                str(languages.get(language, language)),
                words["subject"],
                f"?kind={kind}&language={language}",
            )
            for kind, by_language in self.wave.letters.items()
            for language, words in by_language.items()
        ]

    def languages(self) -> list[tuple[str, Any]]:
        known = dict(forms.languages_known())
        spoken = self.wave.survey_version.definition.get("languages", ())
        return [(code, known.get(code, code)) for code in dict.fromkeys([*spoken, *known])]

    def form_values(self) -> dict[str, Any]:
        return {"languages": self.languages()}

    def initial(self) -> dict[str, Any]:
        kind, language = self.chosen
        own = self.wave.letters.get(kind, {}).get(language, {})
        return {"kind": kind, "language": language, **own}

    def process(self, form: forms.SetWords) -> str:
        letters.set_words(actor=self.actor, wave=self.wave, **form.cleaned_data)
        return self.to("words")


@dataclass(kw_only=True)
class WordsPage(Page):
    """`own` are the letters with words of their own: (kind, language, subject, address); `usual` the words of the one chosen, `usual_language` what they speak."""

    own: list[tuple[str, str, str, str]]
    usual: Any
    usual_language: str


class ReadReturned(WaveForm):
    """Read messages that mail servers sent back."""

    title = _("What came back")
    lead = _(
        "Mail servers answer letters that they could not deliver. Hand their messages in: addresses that take no letters are "
        "flagged and not written to again."
    )
    verb = "send"
    form_class = forms.ReadReturned

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.tabs = self.tabs()
        return page

    def process(self, form: forms.ReadReturned) -> str:
        told = stopping.read_messages(
            actor=self.actor, messages=messages_in(form.cleaned_data["file"].read())
        )
        sentence = gettext(
            "%(messages)s messages read: %(failed)s letters failed, %(delayed)s are delayed, %(complained)s complaints, "
            "%(unknown)s about letters of others, %(no_report)s no reports."
        )
        counted = {name: getattr(told, name) for name in told.__slots__}
        messages.info(self.request, sentence % counted)
        return (
            f"{reverse('surveys:invited', args=self.at)}?standing=bounced"
            if told.failed
            else self.to("invited")
        )
