"""Read and keep export groups and collective marks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, PageView
from kontor.hub.foundation.permission import can, require
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy import actions, forms, queries
from kontor.hub.strategy.forms.roadmap import Remove
from kontor.hub.strategy.models import CollectiveMark, ExportGroup, GroupInitiative, GroupMember
from kontor.hub.strategy.views.joint import tabs_of_strategy, way_to_strategy
from kontor.hub.strategy.views.lasting import Keeping
from kontor.hub.strategy.views.reading import OfAPartnership
from kontor.hub.strategy.views.removing import Removing

GROUP = ("name", "state", "since", "goals", "judged_by", "visibility")
INITIATIVE = ("title", "country", "due_on", "done_on", "outcome")
MARK = ("name", "owner", "classes", "application", "filed_on", "registered_on")


def way_to_groups(partnership: Partnership, *steps: Crumb) -> tuple[Crumb, ...]:
    address = reverse("strategy:export_groups", args=[partnership.key]) if steps else ""
    return way_to_strategy(partnership, Crumb(gettext("Export groups"), address), *steps)


@dataclass(kw_only=True)
class GroupsShown(Page):
    """The export groups of a partnership."""

    partnership: Partnership
    groups: list[ExportGroup]
    may_keep: bool
    inside: bool


class ExportGroups(OfAPartnership):
    """See which companies go abroad together."""

    template_name = "strategy/export_groups.html"

    def load(self, **values: Any) -> GroupsShown:
        inside = queries.is_inside(self.actor, self.partnership)
        return GroupsShown(
            title=gettext("Export groups of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("Companies of different clusters with one long-term plan for a market."),
            breadcrumb=way_to_groups(self.partnership),
            tabs=tabs_of_strategy(self.request, self.partnership, inside=inside),
            partnership=self.partnership,
            groups=list(queries.groups_of(self.actor, self.partnership)),
            may_keep=can(self.actor, "strategy.keep", ExportGroup(partnership=self.partnership)),
            inside=inside,
        )


@dataclass(kw_only=True)
class GroupShown(Page):
    """One export group with its plan, and what it lacks."""

    of: queries.GroupPage


class OneGroup(PageView):
    """See an export group: members, markets, goals, initiatives, reviews."""

    template_name = "strategy/export_group.html"

    def load(self, **values: Any) -> GroupShown:
        group = queries.group_by_key(self.actor, self.kwargs["group"])
        return GroupShown(
            title=group.name,
            breadcrumb=way_to_groups(group.partnership, Crumb(group.name)),
            of=queries.group_page(self.actor, group),
        )


class FormGroup(Keeping):
    """Form an export group."""

    page_name, page_title, model = "export_groups", _("Export groups"), ExportGroup
    title, form_class, success = _("Form an export group"), forms.FormGroup, _("The group is formed.")

    def told(self, form: forms.FormGroup) -> dict[str, Any]:
        cleaned = form.cleaned_data
        return {"fields": {name: cleaned[name] for name in GROUP}, "markets": list(cleaned["markets"])}

    def process(self, form: forms.FormGroup) -> str:
        made = actions.form_group(actor=self.actor, partnership=self.partnership, **self.told(form))
        return made.get_absolute_url()


class OfAGroup(Keeping):
    @cached_property
    def group(self) -> ExportGroup:
        return queries.group_by_key(self.actor, self.kwargs["group"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.group.partnership

    def subject(self) -> ExportGroup:
        return self.group

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way_to_groups(self.partnership, Crumb(self.group.name, self.group.get_absolute_url()), *steps)

    def back(self) -> str:
        return self.group.get_absolute_url()


class EditGroup(OfAGroup, FormGroup):
    """Change a group's plan."""

    title, form_class, success = _("Change the group"), forms.EditGroup, _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.group, name) for name in (*GROUP, "version")}
        return found | {"markets": list(self.group.markets.values_list("pk", flat=True))}

    def process(self, form: forms.EditGroup) -> str:
        edited = actions.Edited(self.group, form.cleaned_data["version"])
        return actions.edit_group(actor=self.actor, edited=edited, **self.told(form)).get_absolute_url()


class RemoveGroup(Removing, OfAGroup):
    """Remove a group that was formed by mistake."""

    title, form_class, success = _("Remove the group"), Remove, _("The group is removed.")
    lead = _(
        "Its members, initiatives and reviews are removed with it. One that ended is better kept as ended."
    )

    def process(self, form: Remove) -> str:
        actions.remove_group(actor=self.actor, group=self.group)
        return reverse("strategy:export_groups", args=[self.partnership.key])


class AddGroupMember(OfAGroup):
    """Take a company into the group."""

    title, form_class, success = (
        _("Take a company in"),
        forms.AddGroupMember,
        _("The company is in the group."),
    )

    def form_values(self) -> dict[str, Any]:
        return {"able": queries.able_to_join(self.actor, self.partnership)}

    def process(self, form: forms.AddGroupMember) -> str:
        actions.add_group_member(actor=self.actor, group=self.group, **form.cleaned_data)
        return f"{self.back()}#members"


class OfAMember(OfAGroup):
    @cached_property
    def member(self) -> GroupMember:
        return queries.member_by_id(self.actor, self.kwargs["member"])

    @cached_property
    def group(self) -> ExportGroup:
        return self.member.group

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = self.member.organisation.name
        return page


class EditGroupMember(OfAMember):
    """Change what a company brings into the group."""

    title, form_class, success = _("Change what it brings"), forms.EditGroupMember, _("Saved.")

    def initial(self) -> dict[str, Any]:
        return {"brings": self.member.brings, "version": self.member.version}

    def process(self, form: forms.EditGroupMember) -> str:
        edited = actions.Edited(self.member, form.cleaned_data["version"])
        actions.edit_group_member(actor=self.actor, edited=edited, brings=form.cleaned_data["brings"])
        return f"{self.back()}#members"


class RemoveGroupMember(Removing, OfAMember):
    """A company leaves the group."""

    title, form_class, success = _("Take the company out"), Remove, _("The company is out of the group.")

    def process(self, form: Remove) -> str:
        actions.remove_group_member(actor=self.actor, member=self.member)
        return f"{self.back()}#members"


class AddInitiative(OfAGroup):
    """Plan what the group does together."""

    title, form_class, success = _("Plan an initiative"), forms.AddInitiative, _("The initiative is planned.")

    def process(self, form: forms.AddInitiative) -> str:
        actions.add_initiative(actor=self.actor, group=self.group, fields=form.cleaned_data)
        return f"{self.back()}#initiatives"


class OfAnInitiative(OfAGroup):
    @cached_property
    def initiative(self) -> GroupInitiative:
        return queries.initiative_by_id(self.actor, self.kwargs["initiative"])

    @cached_property
    def group(self) -> ExportGroup:
        return self.initiative.group


class EditInitiative(OfAnInitiative):
    """Change an initiative, or say what came of it."""

    title, form_class, success = _("Change the initiative"), forms.EditInitiative, _("Saved.")

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.initiative, name) for name in (*INITIATIVE, "version")}
        return found | {"country": self.initiative.country_id}

    def process(self, form: forms.EditInitiative) -> str:
        edited = actions.Edited(self.initiative, form.cleaned_data["version"])
        fields = {name: form.cleaned_data[name] for name in INITIATIVE}
        actions.edit_initiative(actor=self.actor, edited=edited, fields=fields, today=timezone.localdate())
        return f"{self.back()}#initiatives"


class RemoveInitiative(Removing, OfAnInitiative):
    """Take an initiative out of the plan."""

    title, form_class, success = _("Remove the initiative"), Remove, _("The initiative is removed.")

    def process(self, form: Remove) -> str:
        actions.remove_initiative(actor=self.actor, initiative=self.initiative)
        return f"{self.back()}#initiatives"


class ReviewGroup(OfAGroup):
    """Keep what the group found when it looked at what it reached."""

    title, form_class, success = _("Review the group"), forms.ReviewGroup, _("The review is kept.")

    def initial(self) -> dict[str, Any]:
        return {"reviewed_on": timezone.localdate()}

    def process(self, form: forms.ReviewGroup) -> str:
        actions.review_group(
            actor=self.actor, group=self.group, today=timezone.localdate(), **form.cleaned_data
        )
        return f"{self.back()}#reviews"


@dataclass(kw_only=True)
class MarksShown(Page):
    """The collective marks of a partnership with their steps."""

    of: queries.MarksPage


class Marks(OfAPartnership):
    """See how far the way to a collective mark is."""

    template_name = "strategy/marks.html"

    def load(self, **values: Any) -> MarksShown:
        require(self.actor, "partnerships.read_inside", self.partnership)
        return MarksShown(
            title=gettext("Collective marks of %(partnership)s") % {"partnership": self.partnership.acronym},
            lead=gettext("A mark that several use by common rules: the five steps to a mark of the Union."),
            breadcrumb=way_to_groups(self.partnership, Crumb(gettext("Collective marks"))),
            of=queries.marks_page(self.actor, self.partnership),
        )


class AddMark(Keeping):
    """Begin the way to a collective mark."""

    page_name, page_title, model = "marks", _("Collective marks"), CollectiveMark
    title, form_class, success = _("Begin a mark"), forms.AddMark, _("The mark is begun.")

    def form_values(self) -> dict[str, Any]:
        return self.partners()

    def process(self, form: forms.AddMark) -> str:
        made = actions.add_mark(actor=self.actor, partnership=self.partnership, fields=form.cleaned_data)
        return made.get_absolute_url()


class OfAMark(Keeping):
    page_name, page_title = "marks", _("Collective marks")

    @cached_property
    def mark(self) -> CollectiveMark:
        return queries.mark_by_id(self.actor, self.kwargs["mark"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.mark.partnership

    def subject(self) -> CollectiveMark:
        return self.mark

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = page.lead or self.mark.name
        return page


class EditMark(OfAMark):
    """Change what is known of a mark."""

    title, form_class, success = _("Change the mark"), forms.EditMark, _("Saved.")

    def form_values(self) -> dict[str, Any]:
        return self.partners()

    def initial(self) -> dict[str, Any]:
        found = {name: getattr(self.mark, name) for name in (*MARK, "version")}
        return found | {"owner": self.mark.owner.key if self.mark.owner else ""}

    def process(self, form: forms.EditMark) -> str:
        edited = actions.Edited(self.mark, form.cleaned_data["version"])
        fields = {name: form.cleaned_data[name] for name in MARK}
        return actions.edit_mark(actor=self.actor, edited=edited, fields=fields).get_absolute_url()


class RemoveMark(Removing, OfAMark):
    """Give up a mark."""

    title, form_class, success = _("Give up the mark"), Remove, _("The mark is given up.")

    def process(self, form: Remove) -> str:
        address = self.back()
        actions.remove_mark(actor=self.actor, mark=self.mark)
        return address


class KeepMarkStep(OfAMark):
    """Say what came of a step, and when it was done."""

    title, form_class, success = _("Step to the mark"), forms.KeepMarkStep, _("Saved.")

    @cached_property
    def row(self) -> queries.MarkStepRow:
        return queries.mark_step_of(self.mark, self.kwargs["step"])

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"{self.row.label}. {self.row.help}"
        return page

    def initial(self) -> dict[str, Any]:
        kept = self.row.kept
        return (
            {name: getattr(kept, name) for name in ("done_on", "note", "version")} if kept else {"version": 0}
        )

    def process(self, form: forms.KeepMarkStep) -> str:
        fields = dict(form.cleaned_data)
        actions.keep_mark_step(
            actor=self.actor, mark=self.mark, step=self.row.step, version=fields.pop("version"), fields=fields,
            today=timezone.localdate(),
        )  # fmt: skip
        return self.mark.get_absolute_url()
