"""The columns of the tables that are both imported and exported, and which field of the record each holds."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements.choices import (
    AgreementKind,
    AgreementState,
    CaseLevel,
    CaseOutcome,
    CaseState,
    CaseType,
    Objective,
    PartyRole,
    Reply,
    StepState,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.transfer.kit import (
    Choice,
    Citations,
    Column,
    CountryCode,
    ListCleaner,
    Number,
    PartialDate,
    Reference,
    Shaped,
    Slug,
    Terms,
    Text,
    Unclean,
    YesNo,
)


@dataclass(frozen=True, slots=True)
class Ordered(Terms):
    """Several records in an order that says something: the first of those responsible leads."""

    def same(self, one: Any, other: Any) -> bool:
        return tuple(one or ()) == tuple(other or ())


@dataclass(frozen=True, slots=True)
class Texts(ListCleaner):
    """Several short texts, separated by semicolons, in their order."""

    def part(self, text: str) -> Any:
        return text

    def same(self, one: Any, other: Any) -> bool:
        return tuple(one or ()) == tuple(other or ())


@dataclass(frozen=True, slots=True)
class Objectives(ListCleaner):
    """Several results that a case is for, by key or name."""

    def part(self, text: str) -> Any:
        return Choice(Objective).clean(text)


@dataclass(frozen=True, slots=True)
class Day(PartialDate):
    """A whole day, as text."""

    def clean(self, text: str) -> Any:
        value = PartialDate.clean(self, text)
        if len(value) != len("2018-02-25"):
            raise Unclean(N_("'%(value)s' is not a whole day: write it as 2018-02-25."), value=text)
        return value


DATE = _("Year, month or day, as far as known.")
SOURCE = Column(
    "source", _("Source"), _("Where it stands: source#place, several separated by semicolons."),
    clean=Citations(table="sources"), example="elca-d3-2-2022#table3",
)  # fmt: skip
CASE = Column("case", _("Case"), _("Its key."), required=True, clean=Reference("cases"), example="elca-sensa")
PARTNERSHIP = Column(
    "partnership", _("Partnership"), _("Its key."), clean=Reference("partnerships"), example="elca"
)
REPORTER = Column(
    "partnership",
    _("Partnership"),
    _("Its key."),
    required=True,
    clean=Reference("partnerships"),
    example="elca",
)
LIST = Column(
    "list", _("List"), _("Short name of the list."), required=True, clean=Slug(60), example="table-2"
)
NOTE = Column("note", _("Note"), _("Read by the partners of the case only."), clean=Text(2000, lines=True))

ABOUT = (
    Column("description", _("Description"), clean=Text(5000, lines=True)),
    Column("sector", _("Sector"), clean=Text(250), example="Plastics"),
    Column("country", _("Country of the counterpart"), clean=CountryCode(), example="IN"),
)
PARTIES = (
    Column("responsible", _("Responsible partners"), _("Keys of the organisations, the leading one first."), clean=Ordered(table="organisations"), example="cluster-mav"),
    Column("members", _("Other parties on our side"), _("Keys of the organisations."), clean=Ordered(table="organisations")),
    Column("counterparts", _("Counterparts"), _("Keys or names of organisations of the directory."), clean=Ordered(table="organisations"), example="sensa"),
    Column("counterpart_names", _("Counterparts as stated"), _("Names of those that are not in the directory."), clean=Texts()),
    Column("facilitators", _("Facilitators"), _("Keys of the organisations."), clean=Ordered(table="organisations")),
    Column("confidential", _("Counterparts are confidential"), _("yes or no; others then read the public description."), clean=YesNo()),
    Column("public_description", _("What others read instead"), _("Such as 'SME, Peru'."), clean=Text(120)),
    Column("confidential_own", _("Confidential ones on our side"), _("Keys of those named as partners, other parties or facilitators whom others may not know."), clean=Terms(table="organisations")),
    Column("own_description", _("What others read instead of them"), _("Such as 'SME, Spain'."), clean=Text(120)),
)  # fmt: skip
CASES = (
    Column("id", _("Key"), _("Short name in addresses and files; made from the title when empty."), clean=Slug(120), example="elca-sensa"),
    PARTNERSHIP,
    Column("title", _("Title"), _("Seen by all who see the case: name no confidential party."), required=True, clean=Text(250), example="Mutual support with SenSa"),
    Column("type", _("Type"), required=True, clean=Choice(CaseType), example="formal-agreement"),
    Column("level", _("Cooperation of"), required=True, clean=Choice(CaseLevel), example="cluster"),
    *ABOUT,
    Column("state", _("State"), clean=Choice(CaseState), example="contact"),
    Column("state_basis", _("What the state rests on"), clean=Text(250)),
    Column("from", _("First contact"), DATE, clean=PartialDate(), example="2021-03-10", aliases=("started_on",)),
    Column("to", _("Closed on"), DATE, clean=PartialDate(), aliases=("closed_on",)),
    Column("outcome", _("Outcome"), clean=Choice(CaseOutcome)),
    Column("outcome_reason", _("Reason"), clean=Text(250)),
    Column("objectives", _("What for"), _("Several separated by semicolons."), clean=Objectives(), example="technology-transfer"),
    *PARTIES,
    Column("credited_to", _("Credited to another project"), clean=Text(120)),
    Column("same_as", _("The same case as"), _("Its key; this one then does not count."), clean=Reference("cases", within="id")),
    NOTE,
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
    SOURCE,
)  # fmt: skip
FIELDS_OF_CASES = {
    "id": "key", "partnership": "partnership_id", "title": "title", "type": "type", "level": "level",
    "description": "description", "sector": "sector", "country": "country_id", "state": "state", "state_basis": "state_basis",
    "from": "started_on", "to": "closed_on", "outcome": "outcome", "outcome_reason": "outcome_reason",
    "credited_to": "credited_to", "note": "note", "visibility": "visibility",
}  # fmt: skip
ROLES = {
    "responsible": PartyRole.RESPONSIBLE, "members": PartyRole.MEMBER, "counterparts": PartyRole.COUNTERPART,
    "facilitators": PartyRole.FACILITATOR,
}  # fmt: skip
DEFAULTS_OF_CASES = {"state": CaseState.CONTACT, "visibility": Visibility.PARTNERS, "confidential": False}

REPORTS = (
    CASE,
    REPORTER,
    LIST,
    Column("row", _("Row"), _("As the list numbers it."), clean=Text(20), example="3"),
    Column("stated_state", _("State as stated"), clean=Text(120), example="SIGNED"),
    Column("stated_type", _("Type as stated"), clean=Text(120)),
    Column("stated_sector", _("Sector as stated"), clean=Text(250)),
    Column("stated_on", _("Date as stated"), clean=Text(250)),
    Column("state", _("State"), _("The stated one in the words of this platform."), clean=Choice(CaseState)),
    Column("place", _("Place in the source"), clean=Text(120), example="table3"),
    Column("note", _("Note"), clean=Text(500)),
)
FIELDS_OF_REPORTS = {
    "case": "case_id", "partnership": "partnership_id", "list": "register", "row": "row", "stated_state": "stated_state",
    "stated_type": "stated_type", "stated_sector": "stated_sector", "stated_on": "stated_on", "state": "state", "place": "place", "note": "note",
}  # fmt: skip

AGREEMENTS = (
    Column("id", _("Key"), _("Short name in files."), required=True, clean=Slug(120), example="elca-agr-sensa"),
    Column("case", _("Case"), _("Its key. Empty: a case is made of partnership, title and parties."), clean=Reference("cases"), example="elca-sensa"),
    Column("kind", _("Kind"), required=True, clean=Choice(AgreementKind), example="cooperation"),
    Column("title", _("Title"), clean=Text(250)),
    Column("state", _("State"), clean=Choice(AgreementState), example="signed"),
    Column("expected_on", _("To be signed on"), DATE, clean=PartialDate()),
    Column("signed_on", _("Signed on"), DATE, clean=PartialDate(), example="2022-10-20"),
    Column("waiver", _("Why date or evidence is missing"), clean=Text(250)),
    Column("expires_on", _("Expires on"), clean=Day()),
    Column("amount", _("Amount"), clean=Number(least=0, places=2)),
    Column("currency", _("Currency"), _("Its three letters."), clean=Shaped("[A-Z]{3}", "EUR")),
    Column("renews", _("Renews"), _("Key of the agreement before it."), clean=Reference("agreements", within="id")),
    Column("same_as", _("The same agreement as"), _("Its key; this one then does not count."), clean=Reference("agreements", within="id")),
    Column("evidence", _("Evidence"), _("The source that tells of the signature: source#place."), clean=Citations(table="sources", most=1), example="elca-d3-2-2022#table3"),
    PARTNERSHIP,
    Column("level", _("Cooperation of"), clean=Choice(CaseLevel), example="cluster"),
    Column("credited_to", _("Credited to another project"), clean=Text(120)),
    *ABOUT,
    *PARTIES,
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
)  # fmt: skip
FIELDS_OF_AGREEMENTS = {
    "id": "key", "case": "case_id", "kind": "kind", "title": "title", "state": "state", "expected_on": "expected_on",
    "signed_on": "signed_on", "waiver": "waiver", "expires_on": "expires_on", "amount": "amount", "currency": "currency",
}  # fmt: skip

STEPS = (
    CASE,
    Column("step", _("Step"), _("What is to be done; name no confidential party."), required=True, clean=Text(500), example="Send the draft"),
    Column("kind", _("Kind"), clean=Slug(60)),
    Column("state", _("State"), clean=Choice(StepState), example="open"),
    Column("owner", _("Who takes it"), _("Key of an organisation."), clean=Reference("organisations")),
    Column("due_on", _("Due on"), clean=Day()),
    Column("done_on", _("Done on"), DATE, clean=PartialDate()),
)  # fmt: skip
FIELDS_OF_STEPS = {
    "case": "case_id", "step": "text", "kind": "kind", "state": "state", "owner": "owner_id", "due_on": "due_on",
    "done_on": "done_on",
}  # fmt: skip

COLLABORATIONS = (
    Column("id", _("Key"), _("Short name in files."), required=True, clean=Slug(120), example="collab-01"),
    Column("reporter", _("Who reports it"), _("Key of the partnership."), required=True, clean=Reference("partnerships"), example="dia"),
    Column("counterpart", _("With whom"), _("Key of the partnership."), clean=Reference("partnerships"), example="adpack2"),
    Column("counterpart_name", _("Counterpart as stated"), _("Where it is none of the platform."), clean=Text(250)),
    Column("topics", _("Topics"), _("Several separated by semicolons."), clean=Texts(), example="joint-mission"),
    Column("countries", _("Countries"), clean=Terms(table="countries"), example="CN; JP"),
    Column("detail_given", _("Details given"), clean=YesNo(), example="yes"),
    Column("reported_on", _("Reported on"), clean=Day()),
    Column("asked_on", _("Counterpart asked on"), clean=Day()),
    Column("reply", _("Reply"), clean=Choice(Reply)),
    Column("replied_on", _("Replied on"), clean=Day()),
    Column("list", _("List"), clean=Slug(60)),
    Column("note", _("Note"), clean=Text(500)),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="programme"),
    SOURCE,
)  # fmt: skip
FIELDS_OF_COLLABORATIONS = {
    "id": "key", "reporter": "reporter_id", "counterpart": "counterpart_id", "counterpart_name": "counterpart_name",
    "topics": "topics", "detail_given": "detail_given", "reported_on": "reported_on", "asked_on": "asked_on",
    "reply": "reply", "replied_on": "replied_on", "list": "register", "note": "note", "visibility": "visibility",
}  # fmt: skip
