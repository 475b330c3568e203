"""Record a contact: on a phone, at a fair, without network perhaps."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, forms, queries
from kontor.hub.agreements.choices import CaseLevel, CaseType, Objective, PartyRole
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.agreements.views.base import way
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import Moved, by_key
from kontor.hub.foundation.kept_page import KeptPageWorker
from kontor.hub.foundation.pages import ActionView, Crumb, Page, refuse
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere, Refusal
from kontor.hub.missions.models import Event
from kontor.hub.partnerships.models import Partnership


@dataclass(kw_only=True)
class RecordPage(Page):
    """`person` keeps apart what several people record on one device."""

    person: int
    worker_url: str


class Record(ActionView):
    """Record whom one has met."""

    template_name = "agreements/record.html"
    form_class = forms.Record
    success = _("The contact is recorded.")

    def load(self, **values: Any) -> RecordPage:
        return RecordPage(
            title=gettext("Record a contact"),
            breadcrumb=way(Crumb(gettext("Record a contact"))),
            person=self.actor.user_id or 0,
            worker_url=reverse("agreements:record_worker"),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "agreements.add")

    @cached_property
    def offered(self) -> dict[str, Any]:
        own = queries.partnerships_to_record_for(self.actor)
        return {
            "partnerships": Partnership.objects.filter(pk__in=own),
            "partners": Organisation.objects.filter(pk__in=queries.partners_to_credit(self.actor, own)),
            "events": Event.objects.filter(pk__in=queries.events_to_name(self.actor, own)),
        }

    def form_values(self) -> dict[str, Any]:
        return self.offered

    def initial(self) -> dict[str, Any]:
        """Where there is only one to choose from, it is chosen; of several partners, the one that is her own."""
        partners = self.offered["partners"]
        own = partners.filter(team__in=self.actor.edited_teams)
        return {
            "entry_key": uuid4(),
            "level": CaseLevel.SME,
            "partnership": only_one(self.offered["partnerships"]),
            "responsible": only_one(partners) or only_one(own),
        }

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        """Who opens it before signing in, as on a phone at a fair, comes back here afterwards."""
        if self.actor.is_visitor:
            return redirect_to_login(request.get_full_path())
        return super().get(request, **values)

    def post(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        if "application/json" in request.headers.get("Accept", ""):
            return self.answer(request)
        return super().post(request, **values)

    def answer(self, request: HttpRequest) -> JsonResponse:
        """The page's script sends the same form and is answered in data: sent, or refused with the sentences."""
        if self.actor.is_visitor:
            return JsonResponse({"state": "signed-out"}, status=401)
        form = self.form(request.POST)
        try:
            self.check(self.load())
            if form.is_valid():
                case = self.record(form)
                told = {"state": "sent", "url": case.get_absolute_url(), "said": case.title}
                return JsonResponse(told, status=201)
        except Refusal as refusal:
            form.is_valid()
            refuse(form, refusal)
        return JsonResponse({"state": "refused", "said": in_sentences(form)}, status=422)

    def process(self, form: forms.Record) -> str:
        return self.record(form).get_absolute_url()

    def record(self, form: forms.Record) -> CooperationCase:
        said = form.cleaned_data
        return actions.record_case(
            actor=self.actor,
            today=timezone.localdate(),
            partnership=said["partnership"],
            title=said["title"] or title_of(said),
            type=CaseType.COLLABORATION,
            level=said["level"],
            parties=self.parties(said),
            objectives=[said["objective"]] if said["objective"] else [],
            next_step=said["next_step"],
            next_step_due=said["next_step_due"],
            entry_key=said["entry_key"],
            country=said["country"],
            from_event=said["from_event"],
            started_on=timezone.localdate().isoformat(),
        )

    def parties(self, said: dict[str, Any]) -> list[actions.NewParty]:
        known = self.known(said["organisation"])
        counterpart = actions.NewParty(
            role=PartyRole.COUNTERPART,
            organisation=known,
            name="" if known else said["counterpart"],
            country=said["country"] or (known.country if known else None),
            confidential=said["confidential"],
            public_description=(said["public_description"] or described(said))
            if said["confidential"]
            else "",
            contact=said["contact"],
        )
        partner = said["responsible"]
        return [
            *([actions.NewParty(role=PartyRole.RESPONSIBLE, organisation=partner)] if partner else []),
            counterpart,
        ]

    def known(self, key: str) -> Organisation | None:
        """The organisation that the page's script found; an entry may come when it has been merged or hidden since."""
        try:
            return by_key(self.actor, key) if key else None
        except Moved as moved:
            return by_key(self.actor, moved.key)
        except NotThere:
            return None


def only_one(rows: QuerySet[Any]) -> str:
    """The key of the only row, nothing where there are several."""
    keys = list(rows.values_list("key", flat=True)[:2])
    return keys[0] if len(keys) == 1 else ""


def described(said: dict[str, Any]) -> str:
    """What others read of a confidential counterpart that nobody described: 'SMEs, Peru'."""
    level = str(CaseLevel(said["level"]).label)
    return f"{level}, {said['country'].name}" if said["country"] else level


def title_of(said: dict[str, Any]) -> str:
    """A title for a contact without words: who it is, where that is no secret, and what for."""
    who = (said["public_description"] or described(said)) if said["confidential"] else said["counterpart"]
    aim = str(Objective(said["objective"]).label) if said["objective"] else gettext("contact")
    return f"{who}: {aim}"[:250]


def in_sentences(form: forms.Record) -> str:
    """All that is wrong, each with the field it is about."""
    found = []
    for name, errors in form.errors.items():
        label = str(form.fields[name].label or "") if name in form.fields else ""
        found += [f"{label}: {error}" if label else str(error) for error in errors]
    return " ".join(found)


class Worker(KeptPageWorker):
    """The page's service worker."""
