"""What an organisation offers and seeks, and which countries it is interested in."""

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import Competence, CountryInterest, Organisation, Term
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_competence(
    *,
    actor: Actor,
    organisation: Organisation,
    direction: str,
    term: Term | None = None,
    text: str = "",
    readiness: int | None = None,
) -> Competence:
    """Say what the organisation offers or seeks: a term, words, or both."""
    require(actor, "directory.add-competence", organisation)
    rules.check_competence(has_term=term is not None, text=text, readiness=readiness)
    competence = Competence.objects.create(
        organisation=organisation, direction=direction, term=term, text=text.strip(), readiness=readiness
    )
    search.update(KIND, with_words([organisation]))
    audit.record(actor, "directory.add-competence", competence)
    return competence


@transaction.atomic
def remove_competence(*, actor: Actor, competence: Competence) -> None:
    require(actor, "directory.remove-competence", competence)
    audit.record(
        actor, "directory.remove-competence", competence, before=audit.state_of(competence), after={}
    )
    competence.delete()
    search.update(KIND, with_words([competence.organisation]))


@transaction.atomic
def add_interest(
    *, actor: Actor, organisation: Organisation, country: Country, since: str = ""
) -> CountryInterest:
    """Say that the organisation wants to work with a country. A second time changes nothing but an unknown start."""
    require(actor, "directory.add-interest", organisation)
    interest, created = CountryInterest.objects.get_or_create(
        organisation=organisation, country=country, defaults={"since": since}
    )
    if created:
        audit.record(actor, "directory.add-interest", interest)
    return interest


@transaction.atomic
def remove_interest(*, actor: Actor, interest: CountryInterest) -> None:
    require(actor, "directory.remove-interest", interest)
    audit.record(actor, "directory.remove-interest", interest, before=audit.state_of(interest), after={})
    interest.delete()
