"""Write a joint strategy together: texts, objectives, comments, the proposal, and each partner's answer and part."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import Crumb, Page, VerbView
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, forms, queries
from kontor.hub.strategy.models import Approval, JointStrategy, Objective, ObjectiveComment, PartnerPart
from kontor.hub.strategy.permissions import says_the_comment
from kontor.hub.strategy.views.joint import way_to_strategy

TEXTS = ("vision", "mission", "visibility")
OBJECTIVE = ("statement", "indicator", "card", "baseline", "target", "unit", "due_on", "owner", "country")
QUOTED = 200
PART = ("takes_on", "competences", "expectations", "goals")


class Drafting(VerbView):
    """One change of the draft of one partnership."""

    area, verb = "strategy", "draft"

    @cached_property
    def partnership(self) -> Partnership:
        return by_key(self.actor, self.kwargs["key"])

    def subject(self) -> Any:
        return JointStrategy(partnership=self.partnership)

    def way(self, *steps: Crumb) -> tuple[Crumb, ...]:
        return way_to_strategy(self.partnership, *steps)

    def form_values(self) -> dict[str, Any]:
        return {"names": queries.names_of(self.actor, self.partnership)}

    def said(self, form: Any) -> dict[str, Any]:
        """In whose name, and why."""
        key = form.cleaned_data["organisation"]
        return {
            "organisation": queries.organisation_named(self.actor, self.partnership, key),
            **({"reason": form.cleaned_data["reason"]} if "reason" in form.cleaned_data else {}),
        }

    def back(self) -> str:
        return reverse("strategy:joint", args=[self.partnership.key])


class WriteStrategy(Drafting):
    """Write vision and mission."""

    title, form_class, success = _("Vision and mission"), forms.WriteStrategy, _("Saved.")

    @cached_property
    def strategy(self) -> JointStrategy | None:
        return queries.strategy_of(self.actor, self.partnership)

    def initial(self) -> dict[str, Any]:
        if self.strategy is None:
            return {"visibility": JointStrategy().visibility, "version": 0}
        return {name: getattr(self.strategy, name) for name in (*TEXTS, "version")}

    def process(self, form: forms.WriteStrategy) -> str:
        cleaned = form.cleaned_data
        actions.write_strategy(
            actor=self.actor, partnership=self.partnership, version=cleaned["version"],
            fields={name: cleaned[name] for name in TEXTS}, **self.said(form),
        )  # fmt: skip
        return self.back()


class AddObjective(Drafting):
    """Set an objective; remarks on its wording are shown once it is saved."""

    title, form_class, success = _("Set an objective"), forms.AddObjective, _("The objective is set.")

    def form_values(self) -> dict[str, Any]:
        return super().form_values() | {"partners": queries.partners_to_choose(self.actor, self.partnership)}

    def process(self, form: forms.AddObjective) -> str:
        fields = {name: form.cleaned_data[name] for name in OBJECTIVE}
        made = actions.add_objective(
            actor=self.actor, partnership=self.partnership, fields=fields, **self.said(form)
        )
        return made.get_absolute_url()


class OfAnObjective(Drafting):
    @cached_property
    def objective(self) -> Objective:
        return queries.objective_by_key(self.actor, self.kwargs["objective"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.objective.strategy.partnership

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = page.lead or self.objective.statement
        return page

    def back(self) -> str:
        return self.objective.get_absolute_url()


class EditObjective(OfAnObjective):
    """Change an objective of the draft."""

    title, form_class, success = _("Change the objective"), forms.EditObjective, _("Saved.")

    def initial(self) -> dict[str, Any]:
        one = self.objective
        found = {name: getattr(one, name) for name in (*OBJECTIVE, "position", "version")}
        return found | {"owner": one.owner.key if one.owner else "", "country": one.country_id}

    def form_values(self) -> dict[str, Any]:
        return super().form_values() | {"partners": queries.partners_to_choose(self.actor, self.partnership)}

    def process(self, form: forms.EditObjective) -> str:
        edited = actions.Edited(self.objective, form.cleaned_data["version"])
        fields = {name: form.cleaned_data[name] for name in (*OBJECTIVE, "position")}
        actions.edit_objective(actor=self.actor, edited=edited, fields=fields, **self.said(form))
        return self.back()


class RemoveObjective(OfAnObjective):
    """Take an objective out of the draft."""

    title, form_class = _("Take out the objective"), forms.RemoveObjective
    success = _("The objective is taken out. Versions that held it keep it.")

    def process(self, form: forms.RemoveObjective) -> str:
        actions.remove_objective(actor=self.actor, objective=self.objective, **self.said(form))
        return reverse("strategy:joint", args=[self.partnership.key])


class CommentOnObjective(OfAnObjective):
    """Say something to an objective."""

    title, form_class, success = _("Comment"), forms.CommentOnObjective, _("The comment is sent.")

    def process(self, form: forms.CommentOnObjective) -> str:
        actions.comment_on_objective(
            actor=self.actor, objective=self.objective, text=form.cleaned_data["text"], **self.said(form)
        )
        return f"{self.back()}#comments"


class RemoveComment(OfAnObjective):
    """Take out one's own comment, or another's with a reason."""

    title, verb, form_class = _("Remove the comment"), "remove_comment", forms.RemoveComment
    lead = _("That a comment was removed stays in sight; what it said does not.")
    success = _("The comment is removed.")

    @cached_property
    def comment(self) -> ObjectiveComment:
        return queries.comment_by_id(self.actor, self.kwargs["comment"])

    @cached_property
    def objective(self) -> Objective:
        return self.comment.objective

    def subject(self) -> ObjectiveComment:
        return self.comment

    def load(self, **values: Any) -> Page:
        page = super().load(**values)
        page.lead = f"“{Truncator(self.comment.text).chars(QUOTED)}” – {page.lead}"
        return page

    def form_values(self) -> dict[str, Any]:
        return {"own": says_the_comment(self.actor, self.comment).allowed}

    def process(self, form: forms.RemoveComment) -> str:
        actions.remove_comment(
            actor=self.actor, comment=self.comment, reason=form.cleaned_data.get("reason", "")
        )
        return f"{self.back()}#comments"


class Propose(Drafting):
    """Freeze the draft as a version and ask every partner."""

    title, verb, form_class = _("Propose for approval"), "propose", forms.Propose
    lead = _(
        "The draft is kept whole as a new version, and every partner is asked. It is approved when the last one has said yes; "
        "an open proposal is replaced."
    )
    success = _(
        "The version is proposed. Partners with a team here were asked by mail, whom to ask outside stands below."
    )

    def form_values(self) -> dict[str, Any]:
        return {}

    def process(self, form: forms.Propose) -> str:
        made = actions.propose(
            actor=self.actor, partnership=self.partnership, today=timezone.localdate(), **form.cleaned_data
        )
        return made.get_absolute_url()


class GiveAnswer(Drafting):
    """Approve or object, for one's own organisation."""

    verb, form_class, success = "answer", forms.GiveAnswer, _("Your answer is recorded.")
    words = _(
        "Version %(number)d, proposed because: %(reason)s. You answer for your own organisation only, and may change the "
        "answer while the version is open."
    )

    @property
    def title(self) -> str:  # type: ignore[override]
        return gettext("Answer for %(name)s") % {"name": self.approval.organisation.name}

    @cached_property
    def approval(self) -> Approval:
        return queries.approval_by_id(self.actor, self.kwargs["approval"])

    @cached_property
    def partnership(self) -> Partnership:
        return self.approval.proposal.strategy.partnership

    def load(self, **values: Any) -> Page:
        page, version = super().load(**values), self.approval.proposal
        page.lead = str(self.words) % {"number": version.number, "reason": version.reason}
        return page

    def subject(self) -> Approval:
        return self.approval

    def form_values(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {"answer": self.approval.answer, "note": self.approval.note}

    def process(self, form: forms.GiveAnswer) -> str:
        actions.answer(
            actor=self.actor, approval=self.approval, today=timezone.localdate(), **form.cleaned_data
        )
        return self.approval.proposal.get_absolute_url()


class RecordVoice(GiveAnswer):
    """Write down what a partner said that nobody speaks for here."""

    verb, form_class, success = "propose", forms.RecordVoice, _("The answer is recorded.")
    words = _(
        "Version %(number)d, proposed because: %(reason)s. Nobody of this partner is here: write down what it answered outside. "
        "Once it has a team, it answers for itself."
    )

    def subject(self) -> JointStrategy:  # type: ignore[override]
        return self.approval.proposal.strategy

    def initial(self) -> dict[str, Any]:
        day = self.approval.answered_on or timezone.localdate()
        return super().initial() | {"answered_on": day, "how_it_came": self.approval.how_it_came}

    def process(self, form: forms.RecordVoice) -> str:  # type: ignore[override]
        came = actions.VoiceFromOutside(**form.cleaned_data)
        actions.record_voice(actor=self.actor, approval=self.approval, came=came, today=timezone.localdate())
        return f"{self.approval.proposal.get_absolute_url()}#voices"


class StatePart(Drafting):
    """Write what one's own organisation takes on, is good at, expects and wants."""

    verb, form_class, success = "state_part", forms.StatePart, _("Saved. The other partners read it.")

    @property
    def title(self) -> str:  # type: ignore[override]
        return gettext("What %(name)s brings") % {"name": self.row.participation.organisation.name}

    @cached_property
    def row(self) -> queries.PartRow:
        return queries.part_of(self.actor, self.partnership, self.kwargs["organisation"])

    def subject(self) -> PartnerPart:
        return PartnerPart(partnership=self.partnership, organisation=self.row.participation.organisation)

    def form_values(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        part, participation = self.row.part or PartnerPart(), self.row.participation
        return {
            "takes_on": part.takes_on, "competences": part.competences, "expectations": participation.expectations,
            "goals": participation.goals, "version": self.row.version,
        }  # fmt: skip

    def process(self, form: forms.StatePart) -> str:
        cleaned = form.cleaned_data
        actions.state_part(
            actor=self.actor, partnership=self.partnership, organisation=self.row.participation.organisation,
            version=cleaned["version"], fields={name: cleaned[name] for name in PART},
        )  # fmt: skip
        return reverse("strategy:parts", args=[self.partnership.key])
