"""Find, read and compare partnerships."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.drawn import Drawn, drawn
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.pages import Crumb, ListPage, ListView, Page, PageView, Tab, tabs, wants_part
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.tables import page_numbers
from kontor.hub.foundation.templatetags.kontor import number
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships import kit, queries, report
from kontor.hub.partnerships.choices import STATE_TONES, PartnershipKind, Qualifier, Strand
from kontor.hub.partnerships.models import Participation, Partnership, Recommendation
from kontor.hub.partnerships.permissions import may
from kontor.hub.partnerships.queries.trail import ACTION_WORDS
from kontor.hub.partnerships.tables import Partnerships
from kontor.hub.partnerships.views.base import OfAPartnership, area_tabs, way

MOST_SUGGESTED = 20


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One kind, generation and strand with its figures; `url` opens its partnerships."""

    label: str
    strand: str
    url: str
    figures: queries.Group


@dataclass(kw_only=True)
class IndexPage(ListPage):
    """All partnerships. `groups` is the overview, left out where the list is filtered."""

    groups: list[GroupShown] = field(default_factory=list)
    may_propose: bool = False


def shown_group(group: queries.Group) -> GroupShown:
    asked = [("kind", group.kind), ("generation", group.generation or "-"), ("strand", group.strand or "-")]
    label = str(PartnershipKind(group.kind).label).split(" (")[0]
    if group.generation:
        label = gettext("%(kind)s, generation %(number)d") % {"kind": label, "number": group.generation}
    strand = str(Strand(group.strand).label) if group.strand else ""
    query = "&".join(f"{key}={value}" for key, value in asked)
    return GroupShown(label, strand, f"{reverse('partnerships:index')}?{query}", group)


class Index(ListView):
    """Find a partnership; see how generations and strands differ."""

    template_name = "partnerships/index.html"

    def load(self, **values: Any) -> IndexPage:
        table = Partnerships.of(self.request, visible(Partnership, self.actor), actor=self.actor)
        plain = not table.is_filtered and not wants_part(self.request)
        return IndexPage(
            title=gettext("Partnerships"),
            lead=gettext(
                "Cluster organisations that act together under one agreement, to go to third countries or to invest."
            ),
            tabs=area_tabs(self.request),
            table=table,
            groups=[shown_group(group) for group in table.whole.groups] if plain and table.whole else [],
            may_propose=bool(self.actor.edited_teams) or can(self.actor, "partnerships.propose"),
        )


@dataclass(kw_only=True)
class PartnershipPage(Page):
    """One partnership: `of` is everything on it, `may` the verbs open to the actor, `inside` whether she is a partner."""

    of: queries.Shown
    partnership: Partnership
    map: Drawn | None
    state_tone: str
    smes: str
    may: frozenset[str]
    own: frozenset[int]
    inside: bool


def tabs_of(
    request: HttpRequest, partnership: Partnership, inside: bool, *, invites: bool = False
) -> tuple[Tab, ...]:
    entries = [
        (_("Overview"), partnership.get_absolute_url()),
        (_("Overlaps"), reverse("partnerships:overlaps", args=[partnership.key])),
        (_("History"), reverse("partnerships:history", args=[partnership.key])),
    ]
    if inside:
        entries.insert(1, (_("Among partners"), reverse("partnerships:inside", args=[partnership.key])))
    if invites:
        entries.insert(2, (_("Invitations"), reverse("partnerships:invitations", args=[partnership.key])))
    entries[-1:-1] = [(label, address(partnership.key)) for label, address in kit.PAGES]
    return tabs(request, entries)


VERBS = ("edit", "change_state", "add_partner", "invite", "edit_targets", "edit_activities")


def verbs_open(actor: Any, partnership: Partnership) -> frozenset[str]:
    if actor.is_visitor:
        return frozenset()
    return frozenset(verb for verb in VERBS if may(actor, f"partnerships.{verb}", partnership))


def smes_in_words(partnership: Partnership) -> str:
    """'about 1,447', with how exact the number is; '' when nobody stated one."""
    if partnership.smes_involved is None:
        return ""
    told = number(partnership.smes_involved)
    return (
        told
        if partnership.smes_qualifier == Qualifier.EXACT
        else f"{partnership.get_smes_qualifier_display()} {told}"
    )


class Show(OfAPartnership):
    """Read about one partnership."""

    template_name = "partnerships/show.html"

    def load(self, **values: Any) -> PartnershipPage:
        partnership = self.partnership
        shown = queries.shown(self.actor, partnership)
        inside = queries.is_inside(self.actor, partnership, shown.participations)
        countries = shown.partner_countries
        verbs = verbs_open(self.actor, partnership)
        caption = ngettext("Partners in %(n)d country", "Partners in %(n)d countries", len(countries))
        return PartnershipPage(
            title=partnership.acronym,
            lead=partnership.name,
            breadcrumb=way(Crumb(partnership.acronym)),
            tabs=tabs_of(self.request, partnership, inside, invites="invite" in verbs),
            of=shown,
            partnership=partnership,
            map=drawn(report.map_of_partners(countries, caption % {"n": len(countries)}))
            if countries
            else None,
            state_tone=STATE_TONES.get(partnership.state, "neutral"),
            smes=smes_in_words(partnership),
            may=verbs,
            own=frozenset(
                one.pk
                for one in shown.participations
                if not self.actor.is_visitor and may(self.actor, "partnerships.edit_participation", one)
            ),
            inside=inside,
        )


@dataclass(kw_only=True)
class OverlapsPage(Page):
    """Which other partnerships go to the same countries or share organisations."""

    partnership: Partnership
    overlaps: list[queries.Overlap]
    count: int
    numbers: list[tuple[int | None, str, bool]]


class Overlaps(OfAPartnership):
    """See with which other partnerships to talk before planning a mission."""

    template_name = "partnerships/overlaps.html"

    def load(self, **values: Any) -> OverlapsPage:
        participations = visible(Participation, self.actor).filter(partnership=self.partnership)
        inside = queries.is_inside(
            self.actor, self.partnership, participations.select_related("organisation")
        )
        asked = self.request.GET.get("page", "")
        found = queries.overlaps(
            self.actor, self.partnership, int(asked) if asked.isdecimal() and len(asked) < 8 else 1
        )
        return OverlapsPage(
            title=self.partnership.acronym,
            lead=gettext("Other partnerships with the same target countries or the same organisations."),
            breadcrumb=self.way(Crumb(gettext("Overlaps"))),
            tabs=tabs_of(self.request, self.partnership, inside),
            partnership=self.partnership,
            overlaps=found.overlaps,
            count=found.count,
            numbers=[
                (one, f"?page={one}" if one else "", one == found.page)
                for one in page_numbers(found.page, found.pages)
            ],
        )


@dataclass(kw_only=True)
class InsidePage(Page):
    """What partners tell each other."""

    partnership: Partnership
    participations: list[Participation]
    targets: list[Any]
    own: frozenset[int]


class Inside(OfAPartnership):
    """Read the partners' mandates, expectations and goals, and why each market was chosen."""

    template_name = "partnerships/inside.html"

    def load(self, **values: Any) -> InsidePage:
        require(self.actor, "partnerships.read_inside", self.partnership)
        participations = queries.participations_of(self.actor, self.partnership)
        return InsidePage(
            title=self.partnership.acronym,
            lead=gettext("Read by the partners and the programme only."),
            breadcrumb=self.way(Crumb(gettext("Among partners"))),
            tabs=tabs_of(self.request, self.partnership, True),
            partnership=self.partnership,
            participations=participations,
            targets=[one for one in queries.targets_of(self.actor, self.partnership) if one.rationale],
            own=frozenset(
                one.pk for one in participations if may(self.actor, "partnerships.edit_participation", one)
            ),
        )


@dataclass(frozen=True, slots=True)
class EventShown:
    event: AuditEvent
    what: str
    changes: list[tuple[str, Any, Any]]


@dataclass(kw_only=True)
class HistoryPage(Page):
    """Who did what, when. What exactly changed is shown to partners."""

    partnership: Partnership
    events: list[EventShown]
    inside: bool


class History(OfAPartnership):
    """See how a partnership became what it is."""

    template_name = "partnerships/history.html"

    def load(self, **values: Any) -> HistoryPage:
        participations = visible(Participation, self.actor).filter(partnership=self.partnership)
        inside = queries.is_inside(
            self.actor, self.partnership, participations.select_related("organisation")
        )
        events = queries.history(self.actor, self.partnership)
        return HistoryPage(
            title=self.partnership.acronym,
            lead=gettext("Everything that was changed here, the latest first."),
            breadcrumb=self.way(Crumb(gettext("History"))),
            tabs=tabs_of(self.request, self.partnership, inside),
            partnership=self.partnership,
            events=[
                EventShown(
                    one,
                    spoken(one.action),
                    [(name, *pair) for name, pair in one.changed.items()] if inside else [],
                )
                for one in events
            ],
            inside=inside,
        )


def spoken(action: str) -> str:
    return str(ACTION_WORDS.get(action, action))


@dataclass(kw_only=True)
class ComparePage(Page):
    """Partnerships side by side; `choices` are those one can add."""

    of: queries.Comparison
    choices: list[tuple[str, str]]
    chosen: list[str]
    smes: dict[str, str]


class Compare(PageView):
    """Put partnerships side by side."""

    template_name = "partnerships/compare.html"

    def load(self, **values: Any) -> ComparePage:
        found = queries.comparison(self.actor, self.request.GET.getlist("p"))
        return ComparePage(
            title=gettext("Compare partnerships"),
            lead=gettext(
                "Partners, countries, targets, SMEs and activities side by side. Choose two to six."
            ),
            tabs=area_tabs(self.request),
            of=found,
            choices=queries.choices(self.actor),
            chosen=[one.partnership.key for one in found.sides],
            smes={one.partnership.key: smes_in_words(one.partnership) for one in found.sides},
        )


@dataclass(kw_only=True)
class PracticesPage(Page):
    """What partnerships learnt, by area of work."""

    lessons: list[queries.Lesson]
    recommendations: list[tuple[Partnership, tuple[Recommendation, ...]]]


class Practices(PageView):
    """Learn from others: challenges, what to do, who did it."""

    template_name = "partnerships/practices.html"

    def load(self, **values: Any) -> PracticesPage:
        return PracticesPage(
            title=gettext("What was learnt"),
            lead=gettext(
                "Difficulties that partnerships reported, what is recommended against them, and who did it well."
            ),
            tabs=area_tabs(self.request),
            lessons=queries.lessons(self.actor),
            recommendations=queries.recommendations(self.actor),
        )


class Suggest(View):
    """Partnerships by the beginning of their acronym, for search boxes in forms."""

    def get(self, request: HttpRequest) -> JsonResponse:
        actor = getattr(request, "actor", VISITOR)
        words = request.GET.get("q", "").strip()[:80]
        rows = visible(Partnership, actor).filter(acronym__icontains=words).order_by("acronym", "key")
        found = rows.values_list("key", "acronym", "name")[:MOST_SUGGESTED]
        return JsonResponse(
            [{"value": key, "label": acronym, "hint": name} for key, acronym, name in found], safe=False
        )
