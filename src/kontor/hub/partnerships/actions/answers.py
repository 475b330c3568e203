"""What others do with a partner search: answer it by the standard questions, comment, follow; and the searcher's decision."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import notices, rules
from kontor.hub.partnerships.actions.searches import names_of
from kontor.hub.partnerships.models import Comment, ExpressionOfInterest, Follow, PartnerSearch

TEXTS_OF_AN_ANSWER = ("text", "brings", "expects", "begins")


@dataclass(frozen=True, slots=True)
class Answers:
    """What everybody who expresses interest is asked: why it fits, what she brings and expects, when she could begin.

    `anonymous`: the searching side reads who she is only when it accepts.
    """

    text: str
    brings: str = ""
    expects: str = ""
    begins: str = ""
    anonymous: bool = False


@transaction.atomic
def answer_search(
    *, actor: Actor, search: PartnerSearch, organisation: Organisation, answers: Answers, today: date
) -> ExpressionOfInterest:
    """Express interest in the name of an organisation. The searcher's team is told.

    In an anonymous search neither side learns who the other is until the interest is accepted. Refused for somebody else's
    organisation, for one's own search, twice, when the search is over, and where an anonymous answer says who gives it.
    """
    require(actor, "partnerships.answer_search", search)
    check_speaks_for(actor, organisation)
    search = PartnerSearch.objects.select_for_update().get(pk=search.pk)
    rules.check_not_own(search.organisation_id, organisation.pk)
    rules.check_open(rules.shown_state(search.state, search.expires_on, today))
    if search.interests.filter(organisation=organisation).exists():
        raise rules.AnsweredAlready(field="organisation", organisation=organisation.name)
    told = asdict(answers) | {"anonymous": answers.anonymous or search.anonymous}
    if told["anonymous"]:
        texts = {name: told[name] for name in TEXTS_OF_AN_ANSWER}
        rules.check_anonymity(names_of(organisation), texts, rules.NamesTheInterested)
    interest = ExpressionOfInterest.objects.create(search=search, organisation=organisation, **told)
    audit.record(actor, "partnerships.answer_search", interest)
    notices.search_answered(interest)
    return interest


@transaction.atomic
def decide_interest(*, actor: Actor, interest: ExpressionOfInterest, accepted: bool) -> ExpressionOfInterest:
    """The searcher accepts or declines, and the interested side is told. Accepted, each side knows who the other is."""
    require(actor, "partnerships.decide_interest", interest)
    interest = ExpressionOfInterest.objects.select_for_update().get(pk=interest.pk)
    rules.check_undecided(interest.accepted)
    before = audit.state_of(interest)
    interest.accepted = accepted
    interest.save(update_fields=["accepted"])
    audit.record(actor, "partnerships.decide_interest", interest, before=before)
    notices.interest_decided(interest)
    return interest


def check_speaks_for(actor: Actor, organisation: Organisation) -> None:
    """Refuse to speak in the name of an organisation that the actor does not edit."""
    if not actor.edits(organisation.team_id):
        raise rules.NotTheirOrganisation(field="organisation")


@transaction.atomic
def comment(
    *, actor: Actor, search: PartnerSearch, text: str, organisation: Organisation | None = None
) -> Comment:
    """Remark or ask under a search, in the name of an organisation or of nobody; its followers are told."""
    require(actor, "partnerships.comment", search)
    if organisation is not None:
        check_speaks_for(actor, organisation)
    if search.anonymous and search.organisation.team_id in actor.teams:
        rules.check_anonymity(names_of(search.organisation), {"text": text})
    remark = Comment.objects.create(
        search=search, author_id=actor.user_id, organisation=organisation, text=text
    )
    audit.record(actor, "partnerships.comment", remark)
    notices.search_commented(remark)
    return remark


@transaction.atomic
def remove_comment(*, actor: Actor, comment: Comment, reason: str = "") -> None:
    """Take a comment away: one's own, or as the searching team or a platform editor with a reason that its author reads."""
    require(actor, "partnerships.remove_comment", comment)
    own = comment.author_id is not None and comment.author_id == actor.user_id
    rules.check_removal(reason, own=own)
    search = comment.search
    if search.anonymous and not own:
        rules.check_anonymity(names_of(search.organisation), {"reason": reason})
    audit.record(actor, "partnerships.remove_comment", comment, before=audit.state_of(comment), after={})
    if not own:
        notices.comment_removed(comment, reason.strip())
    comment.delete()


@transaction.atomic
def follow(*, actor: Actor, search: PartnerSearch, alerts: bool = False) -> Follow:
    """Hear of changes of a search; with `alerts` also of new ones like it."""
    require(actor, "partnerships.follow", search)
    following, _ = Follow.objects.update_or_create(
        user_id=actor.person, search=search, defaults={"alerts": alerts}
    )
    audit.record(actor, "partnerships.follow", following)
    return following


@transaction.atomic
def unfollow(*, actor: Actor, search: PartnerSearch) -> None:
    require(actor, "partnerships.follow", search)
    for following in Follow.objects.filter(user_id=actor.person, search=search):
        audit.record(actor, "partnerships.unfollow", following, before=audit.state_of(following), after={})
        following.delete()
