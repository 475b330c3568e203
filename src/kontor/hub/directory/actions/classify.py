"""The terms that describe an organisation."""

from collections.abc import Iterable

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import Classification, Organisation, Term
from kontor.hub.directory.queries.findable import KIND, with_words
from kontor.hub.foundation import audit, search
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def classify(*, actor: Actor, organisation: Organisation, terms: Iterable[Term]) -> None:
    """Set the terms; those not given any more go. Refused for more than three of a taxonomy."""
    require(actor, "directory.classify", organisation)
    wanted = {term.pk: term for term in terms}
    rules.check_classifications((term.taxonomy, term.code) for term in wanted.values())
    present = list(organisation.classifications.select_related("term"))
    for classification in present:
        if classification.term_id not in wanted:
            audit.record(
                actor, "directory.classify", classification, before=audit.state_of(classification), after={}
            )
            classification.delete()
    for pk in wanted.keys() - {one.term_id for one in present}:
        added = Classification.objects.create(organisation=organisation, term=wanted[pk])
        audit.record(actor, "directory.classify", added)
    search.update(KIND, with_words([organisation]))
