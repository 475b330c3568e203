"""Register and edit an organisation."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory import actions, forms
from kontor.hub.directory.choices import Taxonomy
from kontor.hub.directory.models import Organisation
from kontor.hub.directory.queries import completeness_of, similar_organisations, terms_to_choose
from kontor.hub.directory.rules import Completeness
from kontor.hub.directory.rules.similar import check_is_new
from kontor.hub.directory.views.base import OrganisationAction, OrganisationPage
from kontor.hub.foundation.pages import ActionView, Page, crumbs
from kontor.hub.foundation.permission import require


@dataclass(kw_only=True)
class RegisterPage(Page):
    """`similar` are organisations of the same or a similar name, once a name was entered."""

    similar: list[Organisation]


class Register(ActionView):
    """Propose an organisation; similar ones are shown first."""

    template_name = "directory/register.html"
    form_class = forms.Register
    success = _("The draft is yours. Complete it, then submit it for review.")

    def load(self) -> RegisterPage:
        return RegisterPage(
            title=gettext("Register an organisation"),
            lead=gettext(
                "You become its manager and can invite others. An editor looks at it before it is published."
            ),
            breadcrumb=crumbs((gettext("Directory"), reverse("directory:index")), gettext("Register")),
            similar=similar_organisations(self.actor, self.request.POST.get("name", "")[:250]),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "directory.register")
        self.similar = getattr(page, "similar", [])

    def form(self, *bound: Any) -> Any:
        form = super().form(*bound)
        if self.similar:
            form.ask_whether_new()
        return form

    def process(self, form: forms.Register) -> str:
        check_is_new([one.name for one in self.similar], form.cleaned_data["really_new"])
        fields = {name: value for name, value in form.cleaned_data.items() if name != "really_new"}
        return actions.register(actor=self.actor, today=timezone.localdate(), **fields).get_absolute_url()


@dataclass(kw_only=True)
class EditPage(OrganisationPage):
    """The form, with what the profile still lacks."""

    completeness: Completeness


class Edit(OrganisationAction):
    """Change the facts of a profile."""

    template_name = "directory/edit.html"
    verb = "edit"
    title = _("Edit the profile")
    form_class = forms.Edit
    success = _("The profile is saved.")

    def load(self, key: str, **values: Any) -> EditPage:
        page = super().load(key)
        return EditPage(**vars(page), completeness=completeness_of(self.organisation))

    def form_values(self) -> dict[str, Any]:
        return {"terms": terms_to_choose(Taxonomy.values)}

    def initial(self) -> dict[str, Any]:
        return values_of(self.organisation)

    def process(self, form: forms.Edit) -> str:
        actions.edit(
            actor=self.actor, organisation=self.organisation, today=timezone.localdate(), **form.values
        )
        return self.organisation.get_absolute_url()


def values_of(organisation: Organisation) -> dict[str, Any]:
    """What the edit form holds before anybody types."""
    names = [name for name in forms.Edit.base_fields if hasattr(organisation, name)]
    values = {name: getattr(organisation, name) for name in names}
    chosen = list(organisation.classifications.values_list("term__taxonomy", "term_id"))
    for taxonomy in Taxonomy.values:
        values[taxonomy.replace("-", "_")] = [term for one, term in chosen if one == taxonomy]
    return values


class SetVisibility(OrganisationAction):
    """Decide who may read the profile."""

    verb = "set-visibility"
    title = _("Who may read this profile")
    form_class = forms.SetVisibility
    success = _("It is set who may read the profile.")

    def initial(self) -> dict[str, Any]:
        return {"visibility": self.organisation.visibility}

    def process(self, form: forms.SetVisibility) -> str:
        actions.set_visibility(actor=self.actor, organisation=self.organisation, **form.cleaned_data)
        return self.organisation.get_absolute_url()
