"""Market studies: read one, begin it, write its items and figures, publish it, take it back and remove it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.countries import actions
from kontor.hub.countries.choices import StudyItem
from kontor.hub.countries.forms import studies as forms
from kontor.hub.countries.models import MarketFigure, MarketStudy, MarketStudyItem
from kontor.hub.countries.queries import studies as queries
from kontor.hub.countries.views.markets import OfMarkets
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.pages import Crumb, Page, PageView, VerbView
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.templatetags.kontor import language
from kontor.hub.partnerships.models import Partnership

OF_A_FIGURE = ("measure", "year", "value", "unit", "source", "place")


class OfAStudy(PageView):
    """A page about one study."""

    @cached_property
    def study(self) -> MarketStudy:
        return queries.study_by_id(self.actor, self.kwargs["study"])

    @property
    def title_of_study(self) -> str:
        return gettext("Market study: %(country)s") % {
            "country": country_name(self.study.country_id, language())
        }

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        of: Partnership = self.study.partnership
        return (
            Crumb(gettext("Partnerships"), reverse("partnerships:index")),
            Crumb(of.acronym, of.get_absolute_url()),
            Crumb(self.title_of_study, self.study.get_absolute_url() if steps else ""),
            *steps,
        )


@dataclass(kw_only=True)
class StudyPage(Page):
    """One study."""

    of: queries.StudyShown


class Show(OfAStudy):
    """Read a study: six items, what is not said yet, what does not fit together."""

    template_name = "countries/study.html"

    def load(self, **values: Any) -> StudyPage:
        return StudyPage(
            title=self.title_of_study,
            lead=self.study.summary,
            breadcrumb=self.way(),
            of=queries.study_shown(self.actor, self.study, timezone.localdate()),
        )


class Begin(OfMarkets, VerbView):
    """Begin the study of a country."""

    area = "countries"
    title = _("Begin a market study")
    lead = _("Only the partners read it until it is published.")
    verb = "begin_study"
    form_class = forms.BeginStudy
    success = _("The study is begun. Now write its six items.")

    def subject(self) -> Any:
        return MarketStudy(partnership=self.partnership)

    def initial(self) -> dict[str, Any]:
        return {"country": self.request.GET.get("country", "")[:2]}

    def process(self, form: forms.BeginStudy) -> str:
        values = form.cleaned_data
        study = actions.begin_study(
            actor=self.actor,
            partnership=self.partnership,
            country=values["country"],
            summary=values["summary"],
        )
        return study.get_absolute_url()


class ChangeStudy(OfAStudy, VerbView):
    """One verb on one study."""

    area = "countries"

    def subject(self) -> Any:
        return self.study


class Edit(ChangeStudy):
    """Change what stands in short."""

    title = _("Change what stands in short")
    verb = "edit_study"
    form_class = forms.EditStudy
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"summary": self.study.summary, "version": self.study.version}

    def process(self, form: forms.EditStudy) -> str:
        values = form.cleaned_data
        actions.edit_study(
            actor=self.actor, study=self.study, version=values["version"], summary=values["summary"]
        )
        return self.study.get_absolute_url()


class Write(ChangeStudy):
    """Write one of the six items."""

    verb = "write_item"
    form_class = forms.WriteItem
    success = _("Saved.")

    @cached_property
    def item(self) -> str:
        if self.kwargs["item"] not in StudyItem.values:
            raise NotThere
        return str(self.kwargs["item"])

    @property
    def title(self) -> str:
        return capfirst(str(StudyItem(self.item).label))

    @cached_property
    def known(self) -> MarketStudyItem | None:
        return queries.item_of(self.actor, self.study, self.item)

    def initial(self) -> dict[str, Any]:
        if self.known is None:
            return {"version": 0}
        source = self.known.source.key if self.known.source else ""
        names = ("text", "place", "version")
        return {name: getattr(self.known, name) for name in names} | {"source": source}

    def form_values(self) -> dict[str, Any]:
        return {"item": self.item, "points": self.known.points if self.known else []}

    def process(self, form: forms.WriteItem) -> str:
        values = form.cleaned_data
        fields = {name: values[name] for name in ("text", "source", "place")} | {"points": form.points}
        actions.write_item(
            actor=self.actor, study=self.study, item=self.item, version=values["version"], fields=fields, today=timezone.localdate()
        )  # fmt: skip
        return f"{self.study.get_absolute_url()}#{self.item}"


class AddFigure(ChangeStudy):
    """Enter the figure of a year."""

    title = _("Enter a figure")
    verb = "write_figure"
    form_class = forms.AddFigure
    success = _("The figure is entered.")

    def initial(self) -> dict[str, Any]:
        return {"measure": self.request.GET.get("measure", "")}

    def process(self, form: forms.AddFigure) -> str:
        fields = {name: form.cleaned_data[name] for name in OF_A_FIGURE}
        actions.write_figure(actor=self.actor, study=self.study, fields=fields)
        return f"{self.study.get_absolute_url()}#figures"


class OfAFigure(ChangeStudy):
    """One verb on one figure."""

    @cached_property
    def figure(self) -> MarketFigure:
        return queries.figure_by_id(self.actor, self.study, self.kwargs["figure"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = str(self.figure)
        return page


class EditFigure(OfAFigure):
    """Change the figure of a year."""

    title = _("Change the figure")
    verb = "write_figure"
    form_class = forms.EditFigure
    success = _("Saved.")

    def initial(self) -> dict[str, Any]:
        names = (*OF_A_FIGURE, "version")
        return {name: getattr(self.figure, name) for name in names} | {"source": self.figure.source.key}

    def process(self, form: forms.EditFigure) -> str:
        fields = {name: form.cleaned_data[name] for name in OF_A_FIGURE}
        actions.write_figure(
            actor=self.actor, study=self.study, figure=self.figure, version=form.cleaned_data["version"], fields=fields
        )  # fmt: skip
        return f"{self.study.get_absolute_url()}#figures"


class RemoveFigure(OfAFigure):
    """Take a figure out."""

    title = _("Remove the figure")
    verb = "remove_figure"
    form_class = forms.RemoveFigure
    success = _("The figure is removed.")

    def process(self, form: forms.RemoveFigure) -> str:
        actions.remove_figure(actor=self.actor, figure=self.figure)
        return f"{self.study.get_absolute_url()}#figures"


class Publish(ChangeStudy):
    """Open the study to everybody who sees the country."""

    title = _("Publish the study")
    lead = _(
        "Everybody who sees the country and the partnership reads it then, and each later change at once. Names of its writers stay inside."
    )
    verb = "publish_study"
    form_class = forms.PublishStudy
    success = _("The study is published.")

    def process(self, form: forms.PublishStudy) -> str:
        actions.publish_study(actor=self.actor, study=self.study, today=timezone.localdate())
        return self.study.get_absolute_url()


class TakeBack(ChangeStudy):
    """Close the study to all but the partners."""

    title = _("Take the study back")
    lead = _("Only the partners read it then. What others printed or exported stays with them.")
    verb = "take_back_study"
    form_class = forms.TakeBackStudy
    success = _("Only the partners read the study now.")

    def process(self, form: forms.TakeBackStudy) -> str:
        actions.take_back_study(actor=self.actor, study=self.study)
        return self.study.get_absolute_url()


class Remove(ChangeStudy):
    """Remove a study that is not published."""

    title = _("Remove the study")
    lead = _("Its items and figures are removed with it. This cannot be undone.")
    verb = "remove_study"
    form_class = forms.RemoveStudy
    success = _("The study is removed.")

    def process(self, form: forms.RemoveStudy) -> str:
        of = self.study.partnership.key
        actions.remove_study(actor=self.actor, study=self.study)
        return reverse("countries:markets", args=[of])
