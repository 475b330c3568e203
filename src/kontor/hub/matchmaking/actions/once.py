"""What comes from a participant's own device comes with a number: the server decides whether it came before."""

from uuid import UUID

from kontor.hub.matchmaking.models import Participant, SentEntry


def first_time(participant: Participant, entry_key: UUID | None) -> bool:
    """Whether this entry of hers has not come before. She is locked until the transaction ends: two of her tabs send at once."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if entry_key is None:
        return True
    _entry, is_new = SentEntry.objects.get_or_create(participant=participant, entry_key=entry_key)
    return is_new
