"""The administrator's page of everything that happened: /audit/."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import DateInput, Form
from kontor.hub.foundation.history import Filter, TrailPage, trail
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.permission import PERMISSIONS, is_administrator, is_protection_officer, require
from kontor.hub.foundation.refusal import N_

PERMISSIONS.define(
    "foundation.see_audit",
    is_administrator | is_protection_officer,
    N_("Only administrators and the data-protection officer read the whole trail. Ask one of them."),
    scope="read",
)

MAX_NUMBER = 2**63 - 1


class TrailForm(Form):
    """What of the trail to show. Everything may stay empty."""

    submit = _("Show")
    action = forms.CharField(
        label=_("Action"), required=False, max_length=80, help_text=_("Such as directory.edit.")
    )
    person = forms.IntegerField(label=_("Person (number)"), required=False, min_value=1, max_value=MAX_NUMBER)
    kind = forms.CharField(
        label=_("Kind of record"),
        required=False,
        max_length=60,
        help_text=_("Such as directory.organisation."),
    )
    record = forms.CharField(label=_("Record (number)"), required=False, max_length=64)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)
    before = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER, widget=forms.HiddenInput)

    def asked(self) -> Filter:
        """What the valid part of the form asks for."""
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        return Filter(
            action=given.get("action", ""),
            person=given.get("person"),
            kind=given.get("kind", "").lower(),
            record=given.get("record", ""),
            since=make_aware(datetime.combine(since, time())) if since else None,
            until=make_aware(datetime.combine(until, time())) + timedelta(days=1) if until else None,
            before=given.get("before"),
        )


@dataclass(kw_only=True)
class AuditPage(Page):
    """`older_url` goes on, `newest_url` returns to the end of the trail; '' where there is nothing."""

    form: TrailForm
    trail: TrailPage
    older_url: str
    newest_url: str


class Audit(PageView):
    """Read the audit trail."""

    template_name = "foundation/history_page.html"

    def load(self, **values: Any) -> AuditPage:
        require(self.actor, "foundation.see_audit")
        form = TrailForm(self.request.GET or {})
        form.is_valid()
        found = trail(self.actor, form.asked())
        asked = {name: value for name, value in self.request.GET.items() if name != "before" and value}
        return AuditPage(
            title=gettext("Audit trail"),
            lead=gettext(
                "Every change, in the order in which it happened, latest first. Nothing here can be edited or deleted."
            ),
            form=form,
            trail=found,
            older_url=f"?{urlencode({**asked, 'before': found.older})}" if found.older else "",
            newest_url=f"?{urlencode(asked)}" if form.cleaned_data.get("before") else "",
        )
