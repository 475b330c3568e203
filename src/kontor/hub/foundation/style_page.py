"""The style page: every component in every state, with the markup that draws it. Samples are templates in foundation/style."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.forms import (
    Combobox,
    CountryField,
    DateInput,
    Form,
    MultiCombobox,
    PartialDateField,
    Section,
    Textarea,
    UploadField,
)
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.pages import Page, PageView, Tab
from kontor.hub.foundation.style_samples import contents
from kontor.hub.foundation.tables import BulkAction, Column, Facet, RowAction, Table

SPRITE = Path(__file__).parent / "static" / "foundation" / "icons.svg"
SECTORS = [
    ("mar", "Maritime"),
    ("agr", "Agrofood"),
    ("med", "Medical technology"),
    ("ene", "Energy"),
    ("mob", "Mobility"),
    ("ict", "ICT"),
]


def icon_names() -> tuple[str, ...]:
    """Every icon of the sprite."""
    return tuple(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))


@dataclass(frozen=True, slots=True)
class Sample:
    """One component: its heading, the template that draws it, and the markup that was used."""

    key: str
    title: Any
    partial: str

    @property
    def template(self) -> str:
        return f"foundation/style/{self.key}.html"

    @property
    def markup(self) -> str:
        source = get_template(self.template).template.source  # type: ignore[attr-defined]
        return (
            str(source).split("%}\n", 1)[1].strip() if source.startswith("{% load") else str(source).strip()
        )


SAMPLES = (
    Sample("buttons", _("Buttons"), "{% button %}"),
    Sample("badges", _("States"), "{% badge %}"),
    Sample("tags", _("Tags, countries, names"), "{% tag %}, parts/country.html, parts/who.html"),
    Sample("visibility", _("Visible to"), "{% visible_to %}"),
    Sample("callouts", _("Callouts"), "{% callout %}"),
    Sample("key_figures", _("Key figures"), "parts/key_figure.html"),
    Sample("facts", _("Facts"), "parts/facts.html"),
    Sample("cards", _("Cards"), "{% card %}"),
    Sample("panels", _("Panels and lists"), "{% panel %}, parts/items.html"),
    Sample("tabs", _("Tabs"), "parts/tabs.html"),
    Sample("steps", _("Steps"), "parts/steps.html"),
    Sample("timeline", _("Timeline"), "parts/timeline.html"),
    Sample("tree", _("Tree"), "parts/tree.html"),
    Sample("diff", _("Before and after"), "parts/diff.html"),
    Sample("sources", _("Sources"), "parts/sources.html, parts/source.html"),
    Sample("progress", _("Progress of a job"), "parts/progress.html"),
    Sample("empty", _("Empty state"), "{% empty %}"),
    Sample("disclosure", _("Disclosure"), "{% disclosure %}"),
    Sample("dialogs", _("Dialog and confirmation"), "{% dialog %}, parts/confirm.html"),
    Sample("messages", _("Messages"), "parts/messages.html"),
    Sample("figure", _("Figure"), "{% figure %}"),
    Sample("plain_table", _("Plain table"), "table.plain"),
    Sample("reading", _("Text to read"), "shells/reading.html"),
    Sample("table", _("List"), "table.html"),
    Sample("table_empty", _("List without rows"), "table.html"),
    Sample("form", _("Form"), "form.html"),
    Sample("form_wrong", _("Form with wrong entries"), "form.html"),
)


class Countries(Table):
    """The list of the style page: countries, because they are always there."""

    name = "foundation.style"
    searches = _("Search countries by code")
    default_sort = "code"
    columns = (
        Column(
            "name",
            _("Name"),
            kind="organisation",
            url=lambda row: f"#{row.pk}",
            hint=lambda row: row.alpha3,
            fixed=True,
        ),
        Column("code", _("Code"), sort=("code",)),
        Column("country", _("Country"), kind="country", value="pk"),
        Column("continent", _("Continent"), sort=("continent",)),
        Column("letters", _("Letters"), kind="number", value=lambda row: len(row.name) * 1000),
        Column("since", _("Since"), kind="date", value=lambda row: "1993-11"),
        Column(
            "state",
            _("State"),
            kind="badge",
            value=lambda row: SimpleNamespace(label=gettext("Published"), tone="good"),
        ),
        Column(
            "subregion",
            _("Subregion"),
            sort=("subregion",),
            kind="tags",
            value=lambda row: [row.subregion],
            hidden=True,
        ),
    )
    facets = (
        Facet("continent", _("Continent")),
        Facet("subregion", _("Subregion")),
    )
    sizes = (10, 25, 50)
    exports = (("xlsx", _("Excel workbook")), ("csv", _("CSV")))

    def search(self, rows: Any, words: str) -> Any:
        return rows.filter(code__icontains=words)

    def actions(self, record: Any) -> list[RowAction]:
        return [RowAction(_("Open"), f"#{record.pk}", "eye"), RowAction(_("Edit"), f"#{record.pk}", "edit")]

    def bulk_actions(self) -> list[BulkAction]:
        return [BulkAction(_("Publish"), ".", "check"), BulkAction(_("Merge"), ".", "merge")]


class NoCountries(Countries):
    name = "foundation.style-empty"
    prefix = "none-"
    empty_title = _("No country yet")
    empty_text = _("Countries come with the first start. Load them, and this list fills.")


class SampleForm(Form):
    """Every kind of field."""

    sections = (
        Section(
            _("Who it is"), ("name", "country", "kind", "founded"), _("The name in its original spelling.")
        ),
        Section(_("What it does"), ("sectors", "text", "sheet", "day", "level", "public")),
    )
    submit = _("Save profile")

    name = forms.CharField(label=_("Name"), help_text=_("As in the register of associations."), max_length=80)
    country = CountryField()
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", "–"), ("cluster", _("Cluster organisation")), ("sme", _("SME"))],
        help_text=_("Cannot be changed later."),
    )
    founded = PartialDateField(label=_("Founded"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), choices=SECTORS, widget=MultiCombobox, help_text=_("At most three.")
    )
    text = forms.CharField(label=_("What it offers"), widget=Textarea, required=False)
    sheet = UploadField(label=_("List of members"), suffixes=(".csv", ".xlsx"), required=False)
    day = forms.DateField(label=_("Confirmed on"), widget=DateInput, required=False)
    level = forms.ChoiceField(
        label=_("Who may see it"),
        widget=forms.RadioSelect,
        choices=[
            ("public", _("Everybody")),
            ("programme", _("Partnerships of the programme")),
            ("partners", _("The partnership")),
        ],
    )
    public = forms.BooleanField(label=_("I may speak for this organisation"))
    sponsor = forms.ChoiceField(
        label=_("Sponsor"), choices=[("", "–"), *SECTORS], widget=Combobox, required=False
    )


@dataclass(kw_only=True)
class StyleContents(Page):
    """What the samples show. All of it is made up."""

    samples: tuple[Sample, ...] = SAMPLES
    icons: tuple[str, ...] = field(default_factory=icon_names)
    table: Table | None = None
    no_table: Table | None = None
    form: Form = field(default_factory=SampleForm)
    wrong_form: Form | None = None
    jobs: list[SimpleNamespace] = field(default_factory=list)
    facts: list[tuple[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    sample_tabs: tuple[Tab, ...] = ()
    steps: tuple[str, ...] = ("Upload", "Plan", "Done")


WRONG_ENTRIES = {
    "wrong-name": "",
    "wrong-founded_year": "2018",
    "wrong-founded_day": "5",
    "wrong-sectors": "mar",
    "wrong-level": "public",
}


class StylePage(PageView):
    """Show the design system. The sample form may be sent; nothing is saved."""

    template_name: ClassVar[str] = "foundation/style.html"
    http_method_names = ["get", "head", "options", "post"]

    def load(self) -> StyleContents:
        wrong = SampleForm(WRONG_ENTRIES, prefix="wrong")
        wrong.is_valid()
        return StyleContents(
            title=gettext("Design system"),
            lead=gettext(
                "Every component in every state, the name of the template that draws it, and the markup to copy."
            ),
            table=Countries.of(self.request, Country.objects.all()),
            no_table=NoCountries.of(self.request, Country.objects.none()),
            wrong_form=wrong,
            **contents(),
        )

    def post(self, request: HttpRequest) -> HttpResponseBase:
        page = self.load()
        page.form = SampleForm(request.POST, request.FILES)
        if not page.form.is_valid():
            return self.show(page, status=422)
        messages.success(request, gettext("All entries are right. Nothing is saved on this page."))
        return self.show(page)
