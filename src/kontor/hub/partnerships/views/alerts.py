"""Alerts of new partner searches: read, add, edit, remove; stop them from the link in a mail."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.foundation.pages import ActionView, Crumb, Page, PageView
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import actions, forms, queries
from kontor.hub.partnerships.models import SearchAlert
from kontor.hub.partnerships.views.searches import way

SINGLE = ("direction", "group", "type", "words")
LISTS = ("terms", "countries")


@dataclass(kw_only=True)
class AlertsPage(Page):
    """The actor's alerts."""

    alerts: list[queries.AlertShown]


class Alerts(PageView):
    """One's own alerts: what one hears of."""

    template_name = "partnerships/alerts.html"

    def load(self, **values: Any) -> AlertsPage:
        require(self.actor, "partnerships.alert")
        return AlertsPage(
            title=gettext("Alerts of new partner searches"),
            lead=gettext("New searches that fit reach you in one mail a day, each of them once."),
            breadcrumb=way(Crumb(gettext("Alerts"))),
            alerts=queries.alerts_of(self.actor, timezone.localdate()),
        )


class ChangeAlerts(ActionView):
    """One verb on one's alerts."""

    title: Any
    lead: Any = ""

    def load(self, **values: Any) -> Page:
        steps = (Crumb(gettext("Alerts"), reverse("partnerships:alerts")), Crumb(str(self.title)))
        return Page(title=str(self.title), lead=str(self.lead), breadcrumb=way(*steps))

    def check(self, page: Page) -> None:
        require(self.actor, "partnerships.alert")

    @cached_property
    def alert(self) -> SearchAlert:
        return queries.own_alert(self.actor, self.kwargs["pk"])


class AddAlert(ChangeAlerts):
    """Keep filters; those of the list one came from are in the form."""

    title = _("Hear of new searches")
    lead = _(
        "A search that passes all filters is told to you by mail, once. What is left empty lets all pass."
    )
    form_class = forms.AddAlert
    success = _("Kept. New searches that fit reach you in one mail a day.")

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {name: asked.get(name, "") for name in SINGLE} | {name: asked.getlist(name) for name in LISTS}

    def process(self, form: forms.AddAlert) -> str:
        actions.add_alert(actor=self.actor, **form.cleaned_data)
        return reverse("partnerships:alerts")


class EditAlert(ChangeAlerts):
    """Change an alert, or let it rest."""

    title = _("Change the alert")
    form_class = forms.EditAlert
    success = _("Saved.")

    def load(self, **values: Any) -> Page:
        require(self.actor, "partnerships.alert")
        self.alert  # noqa: B018 - what is not hers is not there
        return super().load(**values)

    def initial(self) -> dict[str, Any]:
        lists = {name: list(getattr(self.alert, name).all()) for name in LISTS}
        return {name: getattr(self.alert, name) for name in (*SINGLE, "paused", "version")} | lists

    def process(self, form: forms.EditAlert) -> str:
        actions.edit_alert(actor=self.actor, alert=self.alert, **form.cleaned_data)
        return reverse("partnerships:alerts")


class RemoveAlert(EditAlert):
    """Remove an alert."""

    title = _("Remove the alert")
    form_class = forms.RemoveAlert
    success = _("The alert is removed.")

    def initial(self) -> dict[str, Any]:
        return {}

    def process(self, form: Any) -> str:
        actions.remove_alert(actor=self.actor, alert=self.alert)
        return reverse("partnerships:alerts")


class StopAlerts(ActionView):
    """Stop the mails from the link in one of them. The link says who asks: nobody has to sign in."""

    form_class = forms.StopAlerts
    success = _("You get no more mails about new partner searches. Your alerts are kept and rest.")

    @cached_property
    def person(self) -> User:
        return queries.person_of(self.kwargs["token"])

    def load(self, **values: Any) -> Page:
        self.person  # noqa: B018 - a link that nobody was sent leads nowhere
        return Page(
            title=gettext("Stop mails about new partner searches"),
            lead=gettext(
                "Your alerts rest until you wake them. What you follow is followed without news of others."
            ),
        )

    def check(self, page: Page) -> None:
        """The link is the permission."""

    def process(self, form: Any) -> str:
        actions.stop_alerts(actor=actor_of(self.person))
        return reverse("partnerships:searches")
