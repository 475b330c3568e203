"""A partner says what it takes on, is good at, expects and wants: its own team, once for all its fields."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotThere
from kontor.hub.partnerships.actions import edit_participation
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.strategy.models import PartnerPart

OF_THE_PART = ("takes_on", "competences")
OF_THE_PARTICIPATION = ("expectations", "goals")


@transaction.atomic
def state_part(
    *,
    actor: Actor,
    partnership: Partnership,
    organisation: Organisation,
    version: int,
    fields: Mapping[str, Any],
) -> PartnerPart:
    """Write a partner's part. Expectations and goals are kept in its participation, where other pages read them.

    `version` is the sum of both records' versions: it grows when either is saved.
    """
    require(actor, "strategy.state_part", PartnerPart(partnership=partnership, organisation=organisation))
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    rows = Participation.objects.filter(partnership=partnership, organisation=organisation)
    participation = rows.select_related("partnership", "organisation").order_by("pk").last()
    if participation is None:
        raise NotThere
    known = PartnerPart.objects.filter(partnership=partnership, organisation=organisation).first()
    if version != participation.version + (known.version if known else 0):
        raise ChangedMeanwhile
    part = known or PartnerPart(partnership=partnership, organisation=organisation)
    before = audit.state_of(part) if known else {}
    for name in OF_THE_PART:
        setattr(part, name, fields.get(name, getattr(part, name)))
    part.save()
    audit.record(actor, "strategy.state_part", part, before=before)
    stated = {name: fields[name] for name in OF_THE_PARTICIPATION if name in fields}
    if any(getattr(participation, name) != value for name, value in stated.items()):
        edit_participation(actor=actor, participation=participation, **stated)
    return part
