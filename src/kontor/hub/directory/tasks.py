"""Work in the background."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kontor.hub.directory import actions
from kontor.hub.directory.queries.duplicates import JOB, MOST_KEPT, search_all
from kontor.hub.foundation.actor import system
from kontor.hub.foundation.jobs import Done, Progress, daily, job
from kontor.hub.foundation.kept import version


@job(JOB)
def find_duplicates(progress: Progress, owner_id: int | None, **arguments: Any) -> Done:
    """Search all organisations for doubles; the page shows the result."""
    of = version()
    progress.say(gettext("Comparing all names"))
    pairs = search_all()
    sentence = ngettext("%(number)s pair may be doubles.", "%(number)s pairs may be doubles.", len(pairs))
    return Done(
        sentence % {"number": len(pairs)},
        {"version": of, "pairs": pairs[:MOST_KEPT]},
        reverse("directory:duplicates"),
    )


@daily("directory.mark-stale")
def mark_stale() -> None:
    """Say of profiles that nobody has confirmed them for twelve months."""
    actions.mark_stale(actor=system("directory.mark-stale"), today=timezone.localdate())


@daily("directory.erase-contacts")
def erase_contacts() -> None:
    """Erase contact people whose time is past."""
    actions.erase_contacts(actor=system("directory.erase-contacts"), today=timezone.localdate())
