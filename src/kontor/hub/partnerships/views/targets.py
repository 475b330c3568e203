"""Target markets and activities of one partnership, and the matrix of all targets."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.tables import page_numbers
from kontor.hub.partnerships import actions, forms, queries, report
from kontor.hub.partnerships.choices import PartnershipKind, TargetBasis
from kontor.hub.partnerships.models import Activity, Partnership, TargetMarket
from kontor.hub.partnerships.views.base import ChangeView, Drawn, area_tabs, drawn

MOST_COLUMNS = 30
MOST_NAMED = 6
FACTS = ("country", "basis", "start", "end", "lead", "rationale", "source_place", "visibility")


class ChangeTargets(ChangeView):
    """What is done to targets: by those who edit the partnership."""

    verb = "edit_targets"

    @cached_property
    def target(self) -> TargetMarket:
        found: TargetMarket = self.piece(TargetMarket, self.kwargs["pk"])
        return found

    def form_values(self) -> dict[str, Any]:
        return {"partners": self.partners}

    @cached_property
    def partners(self) -> QuerySet[Organisation]:
        """Who may be chosen as lead."""
        partners = Organisation.objects.filter(
            participation__partnership=self.partnership, pk__in=visible_ids(self.actor)
        )
        return partners.distinct().order_by("sort_name")


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
        shown = {name: getattr(self.target, name) for name in FACTS}
        return shown | {"lead": None} if self.lead_is_hidden() else shown

    def lead_is_hidden(self) -> bool:
        """Whether the lead is an organisation this editor does not see: an empty field must not take it away."""
        return bool(self.target.lead_id) and not self.partners.filter(pk=self.target.lead_id).exists()

    def process(self, form: forms.EditTarget) -> str:
        values = form.cleaned_data
        if values["lead"] is None and self.lead_is_hidden():
            del values["lead"]
        actions.edit_target(actor=self.actor, target=self.target, today=timezone.localdate(), **values)
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
    """One country: a cell per partnership of this part, None where it is no target.

    `targeting` are some of those that go there, `more` how many besides.
    """

    country: str
    count: int
    saturation: str
    cells: tuple[tuple[str, ...] | None, ...]
    targeting: tuple[Partnership, ...]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Partnerships that stand side by side because they are of one generation."""

    label: str
    width: int


@dataclass(kw_only=True)
class TargetsPage(Page):
    """The matrix, its map and what changed between the generations."""

    matrix: queries.Matrix
    rows: list[MatrixRow]
    columns: tuple[Partnership, ...]
    groups: list[ColumnGroup]
    parts: list[tuple[int | None, str, bool]]
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
        ordered = sorted(
            shown.partnerships, key=lambda one: (generation_of(one) or 99, one.acronym.casefold())
        )
        part, parts = self.part(len(ordered))
        columns = tuple(ordered[(part - 1) * MOST_COLUMNS : part * MOST_COLUMNS])
        acronyms = {one.key: one for one in ordered}
        rows = [self.row(row, columns, acronyms) for row in shown.rows]
        counts = [row.saturation for row in rows]
        return TargetsPage(
            title=gettext("Target countries"),
            lead=gettext("Which third countries partnerships address, and where they could travel together."),
            tabs=area_tabs(self.request),
            matrix=shown,
            rows=rows,
            columns=columns,
            groups=column_groups(columns),
            parts=[(one, self.link(one) if one else "", one == part) for one in page_numbers(part, parts)],
            filters=filters(kind, generation, bases, [number for number in of if of[number]]),
            map=self.map(shown, f"{kind}:{generation}:{sorted(bases)}") if rows else None,
            change=queries.change(queries.part_of(whole, of[1]), queries.part_of(whole, of[2]))
            if comparable
            else None,
            shared=counts.count("shared"),
            saturated=counts.count("saturated"),
            single=counts.count("single"),
            bases={value: str(label) for value, label in TargetBasis.choices},
            as_of=timezone.localdate(),
        )

    def map(self, shown: queries.Matrix, chosen: str) -> Drawn:
        """Kept: drawing the world takes longer than the rest of the page."""
        caption = gettext("Partnerships by target country")
        key = f"map-of-targets:{timezone.localdate()}:{get_language()}:{chosen}"
        return queries.kept(key, self.actor, lambda: drawn(report.map_of_targets(shown, caption)))

    def part(self, columns: int) -> tuple[int, int]:
        """Which part of the columns is shown, and of how many."""
        asked = self.request.GET.get("part", "")
        parts = max(1, -(-columns // MOST_COLUMNS))
        return min(max(1, int(asked) if asked.isdecimal() and len(asked) < 8 else 1), parts), parts

    def link(self, part: int) -> str:
        query = self.request.GET.copy()
        query["part"] = str(part)
        return f"?{query.urlencode()}#matrix-heading"

    def row(
        self, row: queries.CountryRow, columns: tuple[Partnership, ...], of: dict[str, Partnership]
    ) -> MatrixRow:
        return MatrixRow(
            country=row.country,
            count=row.count,
            saturation=row.saturation,
            cells=tuple(row.bases.get(one.key) for one in columns),
            targeting=tuple(of[key] for key in list(row.bases)[:MOST_NAMED]),
            more=max(0, row.count - MOST_NAMED),
            url=f"{reverse('partnerships:index')}?target={row.country}",
        )


def generation_of(partnership: Partnership) -> int | None:
    return partnership.call.generation if partnership.call else None


def column_groups(columns: tuple[Partnership, ...]) -> list[ColumnGroup]:
    found = []
    for generation, group in groupby(columns, key=generation_of):
        words = (
            gettext("Generation %(number)d") % {"number": generation}
            if generation
            else gettext("No generation")
        )
        found.append(ColumnGroup(words, len(list(group))))
    return found


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
