"""Contact people: personal data, kept with consent, for a purpose, until a day; then erased."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.directory import rules
from kontor.hub.directory.models import ContactPerson, Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require


@transaction.atomic
def add_contact(*, actor: Actor, organisation: Organisation, today: date, **fields: Any) -> ContactPerson:
    """Keep a contact person. Refused without consent, purpose, an end, or any way to reach her."""
    require(actor, "directory.add-contact", organisation)
    contact = ContactPerson(organisation=organisation, **fields)
    _check(contact, today)
    contact.save()
    audit.record(actor, "directory.add-contact", contact)
    return contact


@transaction.atomic
def edit_contact(*, actor: Actor, contact: ContactPerson, today: date, **fields: Any) -> ContactPerson:
    """Change what is kept of a contact person. The trail says that it changed, not to what."""
    require(actor, "directory.edit-contact", contact)
    contact = ContactPerson.objects.select_for_update().get(pk=contact.pk)
    before = audit.state_of(contact)
    for name, value in fields.items():
        setattr(contact, name, value)
    _check(contact, today)
    contact.save()
    audit.record(actor, "directory.edit-contact", contact, before=before)
    return contact


@transaction.atomic
def remove_contact(*, actor: Actor, contact: ContactPerson) -> None:
    """Erase a contact person, at once and wholly."""
    require(actor, "directory.remove-contact", contact)
    audit.record(actor, "directory.remove-contact", contact, before=audit.state_of(contact), after={})
    contact.delete()


@transaction.atomic
def erase_contacts(*, actor: Actor, today: date) -> int:
    """Erase every contact person whose time is past. How many."""
    require(actor, "directory.erase-contacts")
    past = list(ContactPerson.objects.filter(keep_until__lt=today))
    entries = [
        audit.Entry("directory.erase-contacts", contact, audit.state_of(contact), {}) for contact in past
    ]
    audit.record_many(actor, entries)
    ContactPerson.objects.filter(pk__in=[contact.pk for contact in past]).delete()
    return len(past)


def _check(contact: ContactPerson, today: date) -> None:
    rules.check_contact(
        consent_on=contact.consent_on,
        purpose=contact.purpose,
        keep_until=contact.keep_until,
        today=today,
        email=contact.email,
        phone=contact.phone,
    )
