"""Whom to invite so that the gaps of a chain close."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.strategy import forms, queries
from kontor.hub.strategy.views.chains import way_to_chains


@dataclass(kw_only=True)
class InvitationShown(Page):
    """The smallest set to invite, with its proof, what stays open and the next best sets."""

    form: Any
    of: queries.InvitationPage


def limits(form: Any) -> queries.Limits:
    """What the filters say; those that cannot be read are not applied, and say so at their field."""
    form.is_valid()
    told = getattr(form, "cleaned_data", {})
    countries = tuple(one.pk for one in told.get("countries") or ())
    return queries.Limits(countries, told.get("per_country"), told.get("most"))


class Invitation(PageView):
    """See whom to invite, and why."""

    template_name = "strategy/invitation.html"

    def load(self, **values: Any) -> InvitationShown:
        chain = queries.chain_by_key(self.actor, self.kwargs["chain"])
        form = forms.NarrowInvitation(self.request.GET)
        found = queries.invitation(self.actor, chain, limits(form))
        return InvitationShown(
            title=gettext("Whom to invite"),
            lead=gettext(
                "The fewest organisations of the directory that close the gaps of '%(chain)s', by what they offer and do."
            )
            % {"chain": chain.name},
            breadcrumb=way_to_chains(
                chain.partnership,
                Crumb(chain.name, chain.get_absolute_url()),
                Crumb(gettext("Whom to invite")),
            ),
            form=form,
            of=found,
        )
