"""Personal data about people with an account that areas above `accounts` keep: what the officer exports and erases.

Contact people belong to an account by their e-mail address, contacts and signatories of cases by the address or the whole
name, travellers of delegations by the whole name; the others by the account itself.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.accounts.kit import PersonalData
from kontor.hub.accounts.models import User
from kontor.hub.agreements.models import Party, Signatory, Step
from kontor.hub.countries.models import MarketChoice, MarketStudy, MarketStudyItem
from kontor.hub.directory.models import ContactPerson
from kontor.hub.evidence.models import Document
from kontor.hub.foundation.models import Job
from kontor.hub.matchmaking.actions.people import erase_people
from kontor.hub.matchmaking.models import FollowUp, Participant
from kontor.hub.missions.models import ApplicationVersion, Traveller
from kontor.hub.partnerships.models import AlertSent, Comment, Follow, SearchAlert
from kontor.hub.strategy.actions.sheet_filling import empty_sheet
from kontor.hub.strategy.models import CompetenceSheet
from kontor.hub.surveys.actions.forgetting import empty_respondent
from kontor.hub.surveys.models import Invitation
from kontor.hub.transfer.models import Import

SHORTEST_NAME = 5  # shorter ones are names of many


def contacts(person: User) -> QuerySet[ContactPerson]:
    return ContactPerson.objects.filter(email__iexact=person.email)


def comments(person: User) -> QuerySet[Comment]:
    return Comment.objects.filter(author=person)


def follows(person: User) -> QuerySet[Follow]:
    return Follow.objects.filter(user=person)


def alerts(person: User) -> QuerySet[SearchAlert]:
    return SearchAlert.objects.filter(user=person)


def told_of(person: User) -> QuerySet[AlertSent]:
    return AlertSent.objects.filter(user=person)


def imports(person: User) -> QuerySet[Import]:
    return Import.objects.filter(owner=person)


def documents(person: User) -> QuerySet[Document]:
    return Document.objects.filter(uploaded_by=person)


def jobs(person: User) -> QuerySet[Job]:
    return Job.objects.filter(owner_id=person.pk)


def case_contacts(person: User) -> QuerySet[Party]:
    """Parties whose contact is written as this person: by address, or by her whole name."""
    mine = Q(contact__icontains=person.email)
    if len(person.name) >= SHORTEST_NAME:
        mine |= Q(contact__icontains=person.name)
    return Party.objects.filter(mine)


def signatures(person: User) -> QuerySet[Signatory]:
    if len(person.name) < SHORTEST_NAME:
        return Signatory.objects.none()
    return Signatory.objects.filter(name__iexact=person.name)


def steps(person: User) -> QuerySet[Step]:
    return Step.objects.filter(owner_user=person)


def invited(person: User) -> QuerySet[Invitation]:
    """Invitations to surveys at her address: what she answered stays counted, without a word of hers."""
    return Invitation.objects.filter(email__iexact=person.email, erased_at=None)


def empty_invitations(person: User) -> None:
    for one in invited(person):
        empty_respondent(one, timezone.now())


def sheets(person: User) -> QuerySet[CompetenceSheet]:
    """Competence sheets that were asked of her address: that her organisation was asked stays, without a word of hers."""
    return CompetenceSheet.objects.filter(email__iexact=person.email)


def empty_sheets(person: User) -> None:
    for one in sheets(person):
        empty_sheet(one)
        one.forgotten_at = timezone.now()
        one.save()


def participants(person: User) -> QuerySet[Participant]:
    """Seats in sessions of single meetings under her address."""
    return Participant.objects.filter(email__iexact=person.email)


def follow_ups(person: User) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(participant__in=participants(person))


def applications(person: User) -> QuerySet[ApplicationVersion]:
    """What organisations wrote in calls with her as the person to ask."""
    return ApplicationVersion.objects.filter(email__iexact=person.email)


def journeys(person: User) -> QuerySet[Traveller]:
    """Her places in delegations: by her whole name, as nothing else of her stands there."""
    if len(person.name) < SHORTEST_NAME:
        return Traveller.objects.none()
    return Traveller.objects.filter(name__iexact=person.name)


def market_choices(person: User) -> QuerySet[MarketChoice]:
    return MarketChoice.objects.filter(chosen_by=person)


def study_items(person: User) -> QuerySet[MarketStudyItem]:
    return MarketStudyItem.objects.filter(written_by=person)


def published_studies(person: User) -> QuerySet[MarketStudy]:
    return MarketStudy.objects.filter(published_by=person)


def told(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    """The rows as plain values."""
    return [{field: str(value) for field, value in row.items()} for row in rows.values(*fields)]


def delete(rows: QuerySet[Any]) -> None:
    """Delete one by one, so that files and index entries of a row go with it."""
    record: Model
    for record in rows:
        record.delete()


KEPT_ELSEWHERE = (
    PersonalData(
        "directory.contacts",
        _("Contact people with the same e-mail address"),
        lambda person: told(
            contacts(person),
            "organisation__name",
            "name",
            "function",
            "email",
            "phone",
            "purpose",
            "keep_until",
        ),
        lambda person: delete(contacts(person)),
    ),
    PersonalData(
        "partnerships.comments",
        _("Comments under partner searches"),
        lambda person: told(comments(person), "search__title", "text", "created_at"),
        lambda person: delete(comments(person)),
    ),
    PersonalData(
        "partnerships.follows",
        _("Partner searches that she follows"),
        lambda person: told(follows(person), "search__title", "created_at"),
        lambda person: delete(follows(person)),
    ),
    PersonalData(
        "partnerships.alerts",
        _("Alerts of new partner searches"),
        lambda person: told(
            alerts(person), "direction", "group", "type", "terms__label", "countries", "words", "created_at"
        ),
        lambda person: delete(alerts(person)),
    ),
    PersonalData(
        "partnerships.alerts_sent",
        _("Partner searches that she was told of"),
        lambda person: told(told_of(person), "search__title", "sent_at"),
        lambda person: delete(told_of(person)),
    ),
    PersonalData(
        "agreements.contacts",
        _("Contact persons of cooperation cases"),
        lambda person: told(case_contacts(person), "case__title", "contact"),
        lambda person: case_contacts(person).update(contact="") and None,
    ),
    PersonalData(
        "agreements.signatories",
        _("Signatories of agreements: that the party signed stays, without the name"),
        lambda person: told(signatures(person), "agreement__key", "name", "function"),
        lambda person: signatures(person).update(name="", function="") and None,
    ),
    PersonalData(
        "agreements.steps",
        _("Steps that she was to take: they stay, without her"),
        lambda person: told(steps(person), "case__title", "text", "due_on"),
        lambda person: steps(person).update(owner_user=None) and None,
    ),
    PersonalData(
        "countries.choices",
        _("Choices of target markets that she kept: they stay, without her"),
        lambda person: told(market_choices(person), "partnership__acronym", "chosen_on", "reason"),
        lambda person: market_choices(person).update(chosen_by=None) and None,
    ),
    PersonalData(
        "countries.study_items",
        _("Items of market studies that she wrote: they stay, without her"),
        lambda person: told(
            study_items(person), "study__partnership__acronym", "study__country", "item", "written_on"
        ),
        lambda person: study_items(person).update(written_by=None) and None,
    ),
    PersonalData(
        "countries.published_studies",
        _("Market studies that she published: they stay, without her"),
        lambda person: told(published_studies(person), "partnership__acronym", "country", "published_on"),
        lambda person: published_studies(person).update(published_by=None) and None,
    ),
    PersonalData(
        "surveys.invitations",
        _("Invitations to surveys, letters and answers: what is counted stays, without her"),
        lambda person: told(
            invited(person),
            "wave__label",
            "email",
            "name",
            "attributes",
            "sent_at",
            "completed_at",
            "response__document",
        ),
        empty_invitations,
    ),
    PersonalData(
        "strategy.sheets",
        _("Competence sheets asked of her address: what was taken over stays in the chain, without her"),
        lambda person: told(
            sheets(person),
            "chain__name",
            "organisation__name",
            "email",
            "note",
            "sent_at",
            "answered_at",
            "offers",
            "seeks",
            "words",
            "lines__component__name",
            "lines__gives",
            "lines__competence",
            "lines__complements",
        ),
        empty_sheets,
    ),
    PersonalData(
        "matchmaking.follow_ups",
        _("What she said months later of her single meetings"),
        lambda person: told(follow_ups(person), "participant__session__name", "month", "result", "answer"),
        lambda person: follow_ups(person).update(answer="") and None,
    ),
    PersonalData(
        "matchmaking.participants",
        _("Seats in single meetings, with what she said of them: that meetings were held stays, without her"),
        lambda person: told(
            participants(person),
            "session__name",
            "name",
            "function",
            "email",
            "languages",
            "offers",
            "needs",
            "outcomes__held",
            "outcomes__said",
            "outcomes__next_step",
        ),
        lambda person: erase_people(participants(person)),
    ),
    PersonalData(
        "missions.applications",
        _("Applications to calls that name her"),
        lambda person: told(applications(person), "contact_name", "email", "answers", "submitted_at"),
        lambda person: applications(person).update(contact_name="", email="") and None,
    ),
    PersonalData(
        "missions.travellers",
        _("Places in delegations under her name: that somebody travelled stays, without her"),
        lambda person: told(
            journeys(person),
            "delegate__delegation__event__name",
            "delegate__organisation__name",
            "name",
            "function",
        ),
        lambda person: journeys(person).update(name="", function="") and None,
    ),
    PersonalData(
        "transfer.imports",
        _("Imported files"),
        lambda person: told(imports(person), "file_name", "kind", "created_at"),
        lambda person: delete(imports(person)),
    ),
    PersonalData(
        "foundation.jobs",
        _("Background jobs"),
        lambda person: told(jobs(person), "title", "created_at"),
        lambda person: delete(jobs(person)),
    ),
    PersonalData(
        "evidence.documents",
        _("Documents that she uploaded: they belong to the team and stay, without her"),
        lambda person: told(documents(person), "title", "file_name", "created_at"),
        lambda person: documents(person).update(uploaded_by=None) and None,
    ),
)
