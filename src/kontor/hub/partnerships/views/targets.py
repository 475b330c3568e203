"""Target markets and activities of one partnership, and the matrix of all targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.drawn import Drawn, drawn
from kontor.hub.foundation.pages import Page, PageView
from kontor.hub.foundation.tables import page_numbers
from kontor.hub.partnerships import actions, forms, queries, report
from kontor.hub.partnerships.choices import PartnershipKind, TargetBasis
from kontor.hub.partnerships.models import Activity, TargetMarket
from kontor.hub.partnerships.views.base import ChangeView, area_tabs

MOST_COLUMNS = 30
MOST_NAMED = 6
EMPTY_CELL = SafeString("<td></td>")
SIGNS = {
    TargetBasis.TARGET: ("matrix-mark", "T"),
    TargetBasis.MISSION: ("matrix-mark matrix-mark-mission", "M"),
    TargetBasis.AGREEMENT: ("matrix-mark matrix-mark-agreement", "A"),
}
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
class Named:
    """A partnership as a link."""

    acronym: str
    url: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country: `cells` are drawn, one per partnership of this part, empty where it is no target.

    `targeting` are some of those that go there, `more` how many besides.
    """

    country: str
    count: int
    saturation: str
    cells: SafeString
    targeting: tuple[Named, ...]
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

    rows: list[MatrixRow]
    columns: tuple[Named, ...]
    unknown: tuple[Named, ...]
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
        of = {number: {one.key for one in every if one.generation == number} for number in (1, 2, 3)}
        shown = queries.part_of(whole, of[generation]) if generation else whole
        comparable = not generation and of[1] and of[2]
        ordered = sorted(shown.partnerships, key=lambda one: (one.generation or 99, one.acronym.casefold()))
        part, parts = self.part(len(ordered))
        columns = ordered[(part - 1) * MOST_COLUMNS : part * MOST_COLUMNS]
        self.acronyms = {one.key: one.acronym for one in (*ordered, *shown.unknown)}
        self.links: dict[str, Named] = {}
        self.marks: dict[tuple[str, ...], SafeString] = {}
        rows = [self.row(row, columns) for row in shown.rows]
        counts = [row.saturation for row in rows]
        return TargetsPage(
            title=gettext("Target countries"),
            lead=gettext("Which third countries partnerships address, and where they could travel together."),
            tabs=area_tabs(self.request),
            rows=rows,
            columns=self.named(one.key for one in columns),
            unknown=self.named(one.key for one in shown.unknown),
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

    def row(self, row: queries.CountryRow, columns: list[queries.Addressing]) -> MatrixRow:
        cells = (self.cell(row.bases[one.key]) if one.key in row.bases else EMPTY_CELL for one in columns)
        return MatrixRow(
            country=row.country,
            count=row.count,
            saturation=row.saturation,
            cells=mark_safe("".join(cells)),  # noqa: S308 - each drawn by `cell`
            targeting=self.named(list(row.bases)[:MOST_NAMED]),
            more=max(0, row.count - MOST_NAMED),
            url=f"{reverse('partnerships:index')}?target={row.country}",
        )

    def cell(self, bases: tuple[str, ...]) -> SafeString:
        """Drawn in Python, each combination once: a matrix has thousands of cells, and only a few that differ."""
        if bases not in self.marks:
            signs = ((*SIGNS[basis], TargetBasis(basis).label) for basis in bases)
            drawn_signs = format_html_join("", '<abbr class="{0}" title="{2}">{1}</abbr>', signs)
            self.marks[bases] = format_html("<td>{}</td>", drawn_signs)
        return self.marks[bases]

    def named(self, keys: Iterable[str]) -> tuple[Named, ...]:
        for key in (wanted := tuple(keys)):
            if key not in self.links:
                url = reverse("partnerships:partnership", args=[key])
                self.links[key] = Named(self.acronyms[key], url)
        return tuple(self.links[key] for key in wanted)


def column_groups(columns: Iterable[queries.Addressing]) -> list[ColumnGroup]:
    found = []
    for generation, group in groupby(columns, key=lambda one: one.generation):
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
