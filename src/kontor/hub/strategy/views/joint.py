"""Read a joint strategy: the draft with its remarks, an objective, what partners bring, versions and what differs between them."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, PageView, Tab, tabs
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships.choices import PartnershipKind
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import forms, queries
from kontor.hub.strategy.choices import ANSWER_TONES
from kontor.hub.strategy.models import Objective, StrategyVersion
from kontor.hub.strategy.views.reading import OfAPartnership, way_to_partnerships

DRAFT = "draft"


def way_to_strategy(partnership: Partnership, *steps: Crumb) -> tuple[Crumb, ...]:
    """By way of the partnership to its joint strategy."""
    return way_to_partnerships(
        Crumb(partnership.acronym, partnership.get_absolute_url()),
        Crumb(gettext("Joint strategy"), reverse("strategy:joint", args=[partnership.key]) if steps else ""),
        *steps,
    )


def tabs_of_strategy(request: HttpRequest, partnership: Partnership, *, inside: bool) -> tuple[Tab, ...]:
    """The pages about one partnership's strategy; what only partners read is offered to nobody else."""
    names = [
        (_("Joint strategy"), "joint"),
        (_("Barriers"), "barriers"),
        (_("Export groups"), "export_groups"),
    ]
    if inside:
        among = [
            (_("What each partner brings"), "parts"),
            (_("Brokers"), "brokers"),
            (_("Sustainability plan"), "sustainability"),
        ]
        names[1:1] = among[:1]
        names += among[1:]
    # Partnerships for investment in smart specialisation exist for this; others find it last.
    investment = (_("Joint investment"), "investments")
    names.insert(1 if partnership.kind == PartnershipKind.ESCP_S3 else len(names), investment)
    return tabs(
        request, [(label, reverse(f"strategy:{name}", args=[partnership.key])) for label, name in names]
    )


@dataclass(kw_only=True)
class JointShown(Page):
    """The draft of a partnership, for those inside. `not_asked` joined after the open version was proposed."""

    of: queries.JointPage
    silent: list[str]
    not_asked: list[str]
    tones: dict[str, str]


@dataclass(kw_only=True)
class VersionShown(Page):
    """A version as it was proposed. `of` is None where none is open to the reader; `not_asked` joined since."""

    of: queries.VersionPage | None
    not_asked: list[str] = field(default_factory=list)
    partnership: Partnership
    tones: dict[str, str]


def joined_since(actor: Any, found: queries.VersionPage | None) -> list[str]:
    """Who was not asked, of a version that is open."""
    if found is None or not found.inside or found.version.state != "proposed":
        return []
    return queries.not_asked(actor, found.version, timezone.localdate())


class Joint(OfAPartnership):
    """Read the joint strategy: inside as a draft with its remarks, outside as all partners approved it."""

    template_name = "strategy/joint.html"

    def get(self, request: HttpRequest, **values: Any) -> HttpResponseBase:
        if not queries.is_inside(self.actor, self.partnership):
            self.template_name = "strategy/version.html"
            page = approved_page(self.actor, self.partnership)
            page.tabs = tabs_of_strategy(self.request, self.partnership, inside=False)
            return self.show(page)
        return super().get(request, **values)

    def load(self, **values: Any) -> JointShown:
        found = queries.joint_page(self.actor, self.partnership)
        return JointShown(
            title=gettext("Joint strategy of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("What all partners want to reach. It holds once every one of them has approved it."),
            breadcrumb=way_to_strategy(self.partnership),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=True),
            of=found,
            not_asked=joined_since(self.actor, found.open),
            silent=queries.silent(queries.parts_of(self.actor, self.partnership)),
            tones=ANSWER_TONES,
        )


def approved_page(actor: Any, partnership: Partnership, *steps: Crumb) -> VersionShown:
    found = queries.in_force(actor, partnership)
    return VersionShown(
        title=gettext("Joint strategy of %(partnership)s") % {"partnership": partnership.acronym},
        breadcrumb=way_to_strategy(partnership, *steps),
        of=queries.version_page(actor, found) if found else None,
        partnership=partnership,
        tones=ANSWER_TONES,
    )


class Approved(OfAPartnership):
    """Read or print the strategy that holds."""

    template_name = "strategy/version.html"

    def load(self, **values: Any) -> VersionShown:
        return approved_page(self.actor, self.partnership, Crumb(gettext("Approved strategy")))


class Version(OfAPartnership):
    """Read one version, and who has answered."""

    template_name = "strategy/version.html"

    def load(self, **values: Any) -> VersionShown:
        found = queries.version_by_number(self.actor, self.partnership, self.kwargs["number"])
        title = gettext("Version %(number)d") % {"number": found.number}
        shown = queries.version_page(self.actor, found)
        return VersionShown(
            title=f"{self.partnership.acronym}: {title}",
            breadcrumb=way_to_strategy(self.partnership, Crumb(title)),
            of=shown,
            not_asked=joined_since(self.actor, shown),
            partnership=self.partnership,
            tones=ANSWER_TONES,
        )


@dataclass(kw_only=True)
class ComparePage(Page):
    """What differs between two versions, or a version and the draft."""

    form: Any
    differences: tuple[queries.Difference, ...] | None


class Compare(OfAPartnership):
    """See in words what differs between two versions."""

    template_name = "strategy/compare.html"

    @cached_property
    def versions(self) -> list[StrategyVersion]:
        return queries.versions_of(self.actor, self.partnership)

    def choices(self) -> list[tuple[str, Any]]:
        numbers = [
            (str(one.number), gettext("Version %(number)d") % {"number": one.number}) for one in self.versions
        ]
        draft = [(DRAFT, _("The draft"))] if queries.strategy_of(self.actor, self.partnership) else []
        return [*draft, *numbers]

    def content(self, name: str) -> queries.StrategyRead:
        if name == DRAFT:
            return queries.draft_read(self.actor, self.partnership)
        return queries.read(self.actor, next(one.content for one in self.versions if str(one.number) == name))

    def load(self, **values: Any) -> ComparePage:
        choices = self.choices()
        latest = [key for key, _label in choices[:2]]
        asked = {"after": latest[0] if latest else "", "before": latest[-1] if latest else ""}
        asked |= {name: self.request.GET[name] for name in ("before", "after") if name in self.request.GET}
        form = forms.CompareVersions(asked, choices=choices)
        found = None
        if form.is_valid():
            cleaned = form.cleaned_data
            found = queries.differences(self.content(cleaned["before"]), self.content(cleaned["after"]))
        return ComparePage(
            title=gettext("What differs"),
            lead=gettext("Two versions of the joint strategy, in words."),
            breadcrumb=way_to_strategy(self.partnership, Crumb(gettext("What differs"))),
            form=form,
            differences=found,
        )


@dataclass(kw_only=True)
class PartsPage(Page):
    """What each partner takes on, is good at, expects and wants. `silent` have said nothing yet."""

    partnership: Partnership
    rows: list[queries.PartRow]
    silent: list[str]


class Parts(OfAPartnership):
    """Read what each partner brings and expects."""

    template_name = "strategy/parts.html"

    def load(self, **values: Any) -> PartsPage:
        require(self.actor, "partnerships.read_inside", self.partnership)
        rows = queries.parts_of(self.actor, self.partnership)
        return PartsPage(
            title=gettext("What each partner brings"),
            lead=gettext("Each partner's own team writes its part; the others read it."),
            breadcrumb=way_to_strategy(self.partnership, Crumb(gettext("What each partner brings"))),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=True),
            partnership=self.partnership,
            rows=rows,
            silent=queries.silent(rows),
        )


@dataclass(kw_only=True)
class ObjectiveShown(Page):
    """An objective of the draft. `words` is its sentence in pieces; `form` sends a comment."""

    of: queries.ObjectivePage
    words: tuple[tuple[str, bool], ...]
    form: Any


class OneObjective(PageView):
    """Read an objective, the remarks on its wording, and what partners said to it."""

    template_name = "strategy/objective.html"

    @cached_property
    def objective(self) -> Objective:
        return queries.objective_by_key(self.actor, self.kwargs["objective"])

    def load(self, **values: Any) -> ObjectiveShown:
        found = queries.objective_page(self.actor, self.objective)
        names = queries.names_of(self.actor, found.partnership) if found.may_draft else []
        title = gettext("Objective %(number)d") % {"number": found.row.number}
        return ObjectiveShown(
            title=title,
            breadcrumb=way_to_strategy(found.partnership, Crumb(title)),
            of=found,
            words=queries.marked(self.objective.statement, found.row.remarks),
            form=forms.CommentOnObjective(names=names) if found.may_draft else None,
        )
