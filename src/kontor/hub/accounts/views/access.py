"""What the pages of this area share: visitors are asked to sign in, sensitive acts to confirm who one is."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kontor.hub.accounts.models import User
from kontor.hub.foundation.pages import Crumb, PageView


@method_decorator(never_cache, name="dispatch")
class SignedIn(PageView):
    """Sends a visitor to the sign-in page, and back here afterwards."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        if self.actor.is_visitor:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **values)

    @cached_property
    def person(self) -> User:
        """Oneself as a record: `request.user` is a stand-in whose type the row rules do not know."""
        return User.objects.get(pk=self.actor.user_id)


class Sensitive(SignedIn):
    """Asks again who one is when that was some minutes ago; people of the demo, who have no password, are let through."""

    def dispatch(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            raise_if_reauthentication_required(request, app="accounts")
        return super().dispatch(request, *args, **values)


def way(*steps: Crumb) -> tuple[Crumb, ...]:
    """The way to a page about oneself."""
    return (Crumb(gettext("My account"), reverse("accounts:me")), *steps)
