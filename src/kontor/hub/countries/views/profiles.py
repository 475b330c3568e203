"""Begin, change, withdraw and restore a profile."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.models import Team
from kontor.hub.countries import actions, forms, queries
from kontor.hub.countries.views.reading import ChangeCountry, way
from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.visibility import Visibility

COPIED = ("summary", "team", "visibility")


class Add(ActionView):
    """Begin the profile of a country."""

    form_class = forms.AddProfile
    success = _("The profile is begun. Now enter what is known.")

    def load(self, **values: Any) -> Page:
        title = gettext("Begin a profile")
        return Page(title=title, lead=gettext("One profile for each country."), breadcrumb=way(Crumb(title)))

    def check(self, page: Page) -> None:
        require(self.actor, "countries.add")

    def initial(self) -> dict[str, Any]:
        return {"visibility": Visibility.PUBLIC, "country": self.request.GET.get("country", "")}

    def form_values(self) -> dict[str, Any]:
        return {"teams": queries.teams_to_keep_for(self.actor)}

    def process(self, form: forms.AddProfile) -> str:
        values = form.cleaned_data
        fields = {name: values[name] for name in COPIED} | {"country_id": values["country"].pk}
        (profile,) = actions.add_profiles(actor=self.actor, entries=[actions.ProfileEntry(fields)])
        return profile.get_absolute_url()


class Edit(ChangeCountry):
    """Change the summary, who keeps it and who reads it."""

    title = _("Edit the profile")
    verb = "edit"
    form_class = forms.EditProfile
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.profile, name) for name in (*COPIED, "version")}

    def form_values(self) -> dict[str, Any]:
        return {"teams": self.teams}

    @property
    def teams(self) -> QuerySet[Team]:
        """One's own, and the one that keeps it now."""
        own = queries.teams_to_keep_for(self.actor)
        return own | Team.objects.filter(pk=self.profile.team_id)

    def process(self, form: forms.EditProfile) -> str:
        version = form.cleaned_data["version"]
        fields = {name: form.cleaned_data[name] for name in COPIED}
        entry = actions.ProfileEntry(fields, self.profile)
        return actions.edit_profile(actor=self.actor, version=version, entry=entry).get_absolute_url()


class Withdraw(ChangeCountry):
    """Take a profile out of lists and reports."""

    title = _("Withdraw the profile")
    lead = _("It leaves lists and reports. Its page stays for those who keep it, and it can be restored.")
    verb = "withdraw"
    form_class = forms.Withdraw
    success = _("The profile is withdrawn.")

    def process(self, form: forms.Withdraw) -> str:
        actions.withdraw_profile(actor=self.actor, profile=self.profile, reason=form.cleaned_data["reason"])
        return reverse("countries:index")


class Restore(ChangeCountry):
    """Keep a withdrawn profile again."""

    title = _("Restore the profile")
    verb = "restore"
    form_class = forms.Restore
    success = _("The profile is kept again.")

    def process(self, form: forms.Restore) -> str:
        return actions.restore_profile(actor=self.actor, profile=self.profile).get_absolute_url()
