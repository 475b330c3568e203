"""The way in: sign-in with an e-mail address, and in the demo 'continue as'."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from kontor.hub.accounts import queries
from kontor.hub.accounts.models import User
from kontor.hub.foundation.pages import safe_return


class Enter(LoginView):
    """Sign in. In the demo, choose whom to continue as."""

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        people = queries.demo_people()
        return {
            **super().get_context_data(**values),
            "is_demo": settings.MODE == "demo",
            "demo_people": [person for person in people if person.is_main],
            "demo_people_behind": [person for person in people if not person.is_main],
            "next": self.request.GET.get("next", ""),
        }


@method_decorator(never_cache, name="dispatch")
class ContinueAs(View):
    """Enter as one of the demo's people. Outside the demo there is nothing here."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *, pk: int) -> HttpResponse:
        if settings.MODE != "demo":
            raise Http404
        person = User.objects.filter(pk=pk, is_demo=True, is_active=True).exclude(demo_role="").first()
        if person is None:
            raise Http404
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return HttpResponseRedirect(safe_return(request, request.POST.get("next", "")))
