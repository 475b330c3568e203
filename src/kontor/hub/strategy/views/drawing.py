"""Start a value chain, draw its components and links, map organisations to them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.queries import terms_to_choose
from kontor.hub.foundation.pages import Crumb, Page, VerbView
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.strategy import actions, forms, queries
from kontor.hub.strategy.forms.roadmap import Remove
from kontor.hub.strategy.models import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.strategy.views.chains import way_to_chains
from kontor.hub.strategy.views.reading import OfAPartnership
from kontor.hub.strategy.views.removing import Removing

ABOUT = ("name", "topic", "objectives", "visibility")
COMPONENT = ("name", "description", "wanted", "readiness", "weight", "term", "sought")
CONTRIBUTION = ("gives", "competence", "readiness", "complements")


def told(cleaned: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: cleaned[name] for name in names}


class Drawing(VerbView):
    """One change of one chain. Subclasses find the chain; all need the right to draw."""

    area, verb = "strategy", "draw"

    @cached_property
    def chain(self) -> ValueChain:
        return queries.chain_by_key(self.actor, self.kwargs["chain"])

    def subject(self) -> ValueChain:
        return self.chain

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        chain = Crumb(self.chain.name, self.chain.get_absolute_url())
        return way_to_chains(self.chain.partnership, chain, *steps)

    def components(self) -> QuerySet[ChainComponent]:
        return self.chain.components.all()

    def back(self) -> str:
        return self.chain.get_absolute_url()


class StartChain(OfAPartnership, Drawing):
    """Start a chain: blank, or as another one is drawn."""

    title, form_class, success = _("Start a value chain"), forms.StartChain, _("The chain is started.")

    def subject(self) -> ValueChain:
        return ValueChain(partnership=self.partnership)

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way_to_chains(self.partnership, *steps)

    def initial(self) -> dict[str, Any]:
        return {"visibility": Visibility.PARTNERS}

    def form_values(self) -> dict[str, Any]:
        return {"chains": queries.chains_to_copy(self.actor)}

    def process(self, form: forms.StartChain) -> str:
        made = actions.start_chain(
            actor=self.actor, partnership=self.partnership, fields=told(form.cleaned_data, ABOUT), like=form.cleaned_data["like"],
            pattern=form.cleaned_data["pattern"],
        )  # fmt: skip
        return made.get_absolute_url()


class EditChain(Drawing):
    """Change what a chain is about."""

    title, form_class, success = _("Edit the value chain"), forms.EditChain, _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.chain, name) for name in (*ABOUT, "version")}

    def process(self, form: forms.EditChain) -> str:
        edited = actions.Edited(self.chain, form.cleaned_data["version"])
        actions.edit_chain(actor=self.actor, edited=edited, fields=told(form.cleaned_data, ABOUT))
        return self.back()


class RemoveChain(Removing, Drawing):
    """Remove a chain with all that is drawn in it."""

    title, form_class, success = _("Remove the value chain"), Remove, _("The chain is removed.")
    lead = _("Its components, links and contributions are removed with it. The organisations stay.")

    def process(self, form: Remove) -> str:
        actions.remove_chain(actor=self.actor, chain=self.chain)
        return reverse("strategy:chains", args=[self.chain.partnership.key])


class AddComponent(Drawing):
    """Draw a component."""

    title, form_class, success = _("Add a component"), forms.AddComponent, _("The component is drawn.")

    def form_values(self) -> dict[str, Any]:
        return {"terms": terms_to_choose(Taxonomy.values)}

    def process(self, form: forms.AddComponent) -> str:
        actions.add_component(actor=self.actor, chain=self.chain, fields=told(form.cleaned_data, COMPONENT))
        return self.back()


class OfAComponent(Drawing):
    @cached_property
    def component(self) -> ChainComponent:
        return queries.component_by_id(self.actor, self.kwargs["component"])

    @cached_property
    def chain(self) -> ValueChain:
        return self.component.chain

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = page.lead or self.component.name
        return page


class EditComponent(OfAComponent):
    """Change a component."""

    title, form_class, success = _("Edit the component"), forms.EditComponent, _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.component, name) for name in (*COMPONENT, "version")}
        return found | {"term": self.component.term_id}

    def form_values(self) -> dict[str, Any]:
        return {"terms": terms_to_choose(Taxonomy.values)}

    def process(self, form: forms.EditComponent) -> str:
        edited = actions.Edited(self.component, form.cleaned_data["version"])
        actions.edit_component(actor=self.actor, edited=edited, fields=told(form.cleaned_data, COMPONENT))
        return self.back()


class RemoveComponent(Removing, OfAComponent):
    """Remove a component with its links and contributions."""

    title, form_class, success = _("Remove the component"), Remove, _("The component is removed.")

    def process(self, form: Remove) -> str:
        actions.remove_component(actor=self.actor, component=self.component)
        return self.back()


class AddLink(Drawing):
    """Draw a link between two components."""

    title, form_class, success = _("Add a link"), forms.AddLink, _("The link is drawn.")

    def form_values(self) -> dict[str, Any]:
        return {"components": self.components()}

    def process(self, form: forms.AddLink) -> str:
        actions.add_link(actor=self.actor, **form.cleaned_data)
        return self.back()


class RemoveLink(Removing, Drawing):
    """Remove a link."""

    title, form_class, success = _("Remove the link"), Remove, _("The link is removed.")

    @cached_property
    def link(self) -> ChainLink:
        return queries.link_by_id(self.actor, self.kwargs["link"])

    @cached_property
    def chain(self) -> ValueChain:
        return self.link.start.chain

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.link.start} → {self.link.end}"
        return page

    def process(self, form: Remove) -> str:
        actions.remove_link(actor=self.actor, link=self.link)
        return self.back()


class MapOrganisation(Drawing):
    """Map an organisation to a component."""

    title, form_class = _("Map an organisation"), forms.MapOrganisation
    success = _("The organisation is mapped.")

    def initial(self) -> dict[str, Any]:
        return {"component": self.request.GET.get("component", "")}

    def form_values(self) -> dict[str, Any]:
        able = queries.able_to_contribute(self.actor, self.chain.partnership)
        return {"components": self.components(), "able": able}

    def process(self, form: forms.MapOrganisation) -> str:
        cleaned = form.cleaned_data
        actions.map_organisation(
            actor=self.actor, component=cleaned["component"], organisation=cleaned["organisation"],
            fields=told(cleaned, CONTRIBUTION),
        )  # fmt: skip
        return self.back()


class OfAContribution(Drawing):
    @cached_property
    def contribution(self) -> Contribution:
        return queries.contribution_by_id(self.actor, self.kwargs["contribution"])

    @cached_property
    def chain(self) -> ValueChain:
        return self.contribution.component.chain

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.contribution.organisation.name}: {self.contribution.component.name}"
        return page


class EditContribution(OfAContribution):
    """Change what an organisation contributes."""

    title, form_class, success = _("Edit the contribution"), forms.EditContribution, _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.contribution, name) for name in (*CONTRIBUTION, "version")}

    def process(self, form: forms.EditContribution) -> str:
        edited = actions.Edited(self.contribution, form.cleaned_data["version"])
        fields = told(form.cleaned_data, CONTRIBUTION)
        actions.edit_contribution(actor=self.actor, edited=edited, fields=fields)
        return self.back()


class Unmap(Removing, OfAContribution):
    """Take an organisation out of a component."""

    title, form_class = _("Remove the contribution"), Remove
    success = _("The contribution is removed.")

    def process(self, form: Remove) -> str:
        actions.unmap(actor=self.actor, contribution=self.contribution)
        return self.back()
