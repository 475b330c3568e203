"""Target markets and activities of one partnership, and the matrix of all targets."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.partnerships import actions, forms, queries, report
from kontor.hub.partnerships.choices import PartnershipKind, TargetBasis
from kontor.hub.partnerships.models import Activity, Partnership, TargetMarket
from kontor.hub.partnerships.views.base import ChangeView, Drawn, area_tabs, drawn

FACTS = ("country", "basis", "start", "end", "lead", "rationale", "source_place", "visibility")


class ChangeTargets(ChangeView):
    """What is done to targets: by those who edit the partnership."""

    verb = "edit_targets"

    @cached_property
    def target(self) -> TargetMarket:
        found: TargetMarket = self.piece(TargetMarket, self.kwargs["pk"])
        return found

    def form_values(self) -> dict[str, Any]:
        partners = Organisation.objects.filter(
            participation__partnership=self.partnership, pk__in=visible_ids(self.actor)
        )
        return {"partners": partners.distinct().order_by("sort_name")}


class AddTarget(ChangeTargets):
    """Name a target market."""

    title = _("Add a target market")
    form_class = forms.AddTarget
    success = _("The target is added.")

    def process(self, form: forms.AddTarget) -> str:
        values = {"actor": self.actor, "partnership": self.partnership, "today": timezone.localdate()}
        actions.add_target(**values, **form.cleaned_data)
        return self.back("targets")


class EditTarget(ChangeTargets):
    """Correct a target market, give it a lead partner or an end."""

    title = _("Change the target market")
    form_class = forms.EditTarget
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.target, name) for name in FACTS}

    def process(self, form: forms.EditTarget) -> str:
        actions.edit_target(
            actor=self.actor, target=self.target, today=timezone.localdate(), **form.cleaned_data
        )
        return self.back("targets")


class RemoveTarget(ChangeTargets):
    """Take back a target that was entered by mistake."""

    title = _("Remove the target market")
    lead = _("Only for entries made by mistake. A market that is no longer pursued gets an end date instead.")
    form_class = forms.RemoveTarget
    success = _("The target is removed.")

    def form_values(self) -> dict[str, Any]:
        return {}

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.title = gettext("Remove %(country)s") % {"country": self.target.country.name}
        return page

    def process(self, form: forms.RemoveTarget) -> str:
        actions.remove_target(actor=self.actor, target=self.target)
        return self.back("targets")


class AddActivity(ChangeView):
    """Keep a stated activity."""

    title = _("Add an activity")
    lead = _("Statements of several sources stand beside each other and are never added up.")
    verb = "edit_activities"
    form_class = forms.AddActivity
    success = _("The activity is added.")

    def process(self, form: forms.AddActivity) -> str:
        actions.add_activity(actor=self.actor, partnership=self.partnership, **form.cleaned_data)
        return self.back("activities")


class RemoveActivity(ChangeView):
    """Take back an activity that was entered by mistake."""

    title = _("Remove the activity")
    verb = "edit_activities"
    form_class = forms.RemoveActivity
    success = _("The activity is removed.")

    @cached_property
    def activity(self) -> Activity:
        found: Activity = self.piece(Activity, self.kwargs["pk"])
        return found

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.activity.get_type_display()}. {self.activity.note}"
        return page

    def process(self, form: forms.RemoveActivity) -> str:
        actions.remove_activity(actor=self.actor, activity=self.activity)
        return self.back("activities")


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the matrix: its values with whether each is chosen."""

    name: str
    label: str
    values: tuple[tuple[str, str, bool], ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country: a cell per partnership, None where it is no target; `names` are those that target it."""

    country: str
    count: int
    saturation: str
    cells: tuple[tuple[str, ...] | None, ...]
    targeting: tuple[tuple[Partnership, tuple[str, ...]], ...]
    url: str


@dataclass(kw_only=True)
class TargetsPage(Page):
    """The matrix, its map and what changed between the generations."""

    matrix: queries.Matrix
    rows: list[MatrixRow]
    filters: list[Filter]
    map: Drawn | None
    change: queries.Change | None
    shared: int
    saturated: int
    single: int
    bases: dict[str, str]


class Targets(PageView):
    """See which markets many partnerships address, and which nobody else does."""

    template_name = "partnerships/targets.html"

    def load(self, **values: Any) -> TargetsPage:
        asked = self.request.GET
        kind = asked.get("kind", "") if asked.get("kind") in PartnershipKind.values else ""
        generation = int(asked["generation"]) if asked.get("generation", "") in ("1", "2", "3") else None
        bases = frozenset(asked.getlist("basis")) & frozenset(TargetBasis.values)
        chosen = Q(kind=kind) if kind else Q()
        whole = queries.matrix(
            self.actor, timezone.localdate(), chosen, bases=bases or frozenset(TargetBasis.values)
        )
        every = (*whole.partnerships, *whole.unknown)
        of = {
            number: {one.key for one in every if one.call and one.call.generation == number}
            for number in (1, 2, 3)
        }
        shown = queries.part_of(whole, of[generation]) if generation else whole
        comparable = not generation and of[1] and of[2]
        rows = [self.row(row, shown) for row in shown.rows]
        counts = [row.saturation for row in rows]
        return TargetsPage(
            title=gettext("Target countries"),
            lead=gettext("Which third countries partnerships address, and where they could travel together."),
            tabs=area_tabs(self.request),
            matrix=shown,
            rows=rows,
            filters=filters(kind, generation, bases, [number for number in of if of[number]]),
            map=drawn(report.map_of_targets(shown, gettext("Partnerships by target country")))
            if rows
            else None,
            change=queries.change(queries.part_of(whole, of[1]), queries.part_of(whole, of[2]))
            if comparable
            else None,
            shared=counts.count("shared"),
            saturated=counts.count("saturated"),
            single=counts.count("single"),
            bases={value: str(label) for value, label in TargetBasis.choices},
            as_of=timezone.localdate(),
        )

    def row(self, row: queries.CountryRow, matrix: queries.Matrix) -> MatrixRow:
        cells = tuple(row.bases.get(one.key) for one in matrix.partnerships)
        targeting = tuple(
            (one, bases) for one, bases in zip(matrix.partnerships, cells, strict=True) if bases
        )
        url = f"{reverse('partnerships:index')}?target={row.country}"
        return MatrixRow(row.country, row.count, row.saturation, cells, targeting, url)


def filters(kind: str, generation: int | None, bases: frozenset[str], generations: list[int]) -> list[Filter]:
    kinds = tuple(
        (value, str(label).split(" (")[0], value == kind) for value, label in PartnershipKind.choices
    )
    numbers = tuple((str(number), str(number), number == generation) for number in generations)
    given = tuple((value, str(label), value in bases) for value, label in TargetBasis.choices)
    return [
        Filter("kind", gettext("Kind"), (("", gettext("All kinds"), not kind), *kinds)),
        Filter(
            "generation",
            gettext("Generation"),
            (("", gettext("All generations"), generation is None), *numbers),
        ),
        Filter("basis", gettext("Basis"), given, several=True),
    ]
