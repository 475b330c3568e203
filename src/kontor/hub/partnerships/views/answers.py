"""What others do with a partner search: answer, comment, follow; the searcher's decision; taking a comment away."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.pages import ActionView, Crumb, Page
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import actions, forms, queries
from kontor.hub.partnerships.models import Comment as CommentRecord
from kontor.hub.partnerships.models import ExpressionOfInterest
from kontor.hub.partnerships.permissions import edited_organisations
from kontor.hub.partnerships.views.searches import ChangeSearch, way


class AnswerSearch(ChangeSearch):
    """Express interest."""

    title = _("Express interest")
    verb = "answer_search"
    form_class = forms.AnswerSearch
    success = _("Your interest is on its way. You hear by mail when it is answered.")

    def form_values(self) -> dict[str, Any]:
        return {"own": edited_organisations(self.actor), "anonymous": self.search.anonymous}

    def process(self, form: forms.AnswerSearch) -> str:
        today = timezone.localdate()
        told = dict(form.cleaned_data)
        actions.answer_search(
            actor=self.actor,
            search=self.search,
            organisation=told.pop("organisation"),
            answers=actions.Answers(**told),
            today=today,
        )
        return self.search.get_absolute_url()


class DecideInterest(ActionView):
    """Accept or decline an expression of interest."""

    form_class = forms.DecideInterest
    success = _("Your answer is on its way.")

    @cached_property
    def interest(self) -> ExpressionOfInterest:
        return queries.own_interest(self.actor, self.kwargs["pk"])

    def load(self, **values: Any) -> Page:
        search = self.interest.search
        return Page(
            title=gettext("Answer %(name)s") % {"name": queries.interested(self.actor, self.interest).name},
            lead=self.interest.text,
            breadcrumb=way(Crumb(search.title, search.get_absolute_url()), Crumb(gettext("Answer"))),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "partnerships.decide_interest", self.interest)

    def process(self, form: forms.DecideInterest) -> str:
        actions.decide_interest(actor=self.actor, interest=self.interest, **form.cleaned_data)
        return self.interest.search.get_absolute_url()


class Comment(ChangeSearch):
    """Remark or ask under a search."""

    title = _("Comment")
    verb = "comment"
    form_class = forms.Comment
    success = _("Your comment is there.")

    def form_values(self) -> dict[str, Any]:
        return {"own": edited_organisations(self.actor)}

    def process(self, form: forms.Comment) -> str:
        actions.comment(actor=self.actor, search=self.search, **form.cleaned_data)
        return f"{self.search.get_absolute_url()}#comments"


class RemoveComment(ActionView):
    """Take a comment away."""

    form_class = forms.RemoveComment
    success = _("The comment is removed.")

    @cached_property
    def comment(self) -> CommentRecord:
        return queries.own_comment(self.actor, self.kwargs["pk"])

    def load(self, **values: Any) -> Page:
        search = self.comment.search
        return Page(
            title=gettext("Remove the comment"),
            lead=self.comment.text,
            breadcrumb=way(
                Crumb(search.title, search.get_absolute_url()), Crumb(gettext("Remove the comment"))
            ),
        )

    def check(self, page: Page) -> None:
        require(self.actor, "partnerships.remove_comment", self.comment)

    def process(self, form: forms.RemoveComment) -> str:
        address = f"{self.comment.search.get_absolute_url()}#comments"
        actions.remove_comment(actor=self.actor, comment=self.comment, **form.cleaned_data)
        return address


class Follow(ChangeSearch):
    """Hear of changes of a search, and of new ones like it."""

    title = _("Follow the search")
    lead = _("You get a mail when it is changed, commented or closed.")
    verb = "follow"
    form_class = forms.Follow
    success = _("You follow this search.")

    def process(self, form: forms.Follow) -> str:
        actions.follow(actor=self.actor, search=self.search, **form.cleaned_data)
        return self.search.get_absolute_url()


class Unfollow(ChangeSearch):
    """Hear no more of a search."""

    title = _("Stop following the search")
    verb = "follow"
    form_class = forms.Unfollow
    success = _("You follow this search no more.")

    def process(self, form: forms.Unfollow) -> str:
        actions.unfollow(actor=self.actor, search=self.search)
        return self.search.get_absolute_url()
