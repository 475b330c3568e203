"""What the checker is given: the rows of the tables of one project, and what the project is.

Whoever gathers records (a hub, a notebook, a reader of files) fills these. Everything is optional but the ids: a rule that
lacks what it needs finds nothing, and never guesses. Words stay as they were written; ids are those of the gatherer. Dates
are ISO texts as precise as they are known, '' where they are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

AGREEMENTS, CASES, EVENTS, CONTACTS = "agreements", "cases", "events", "contacts"
SUBJECTS = (AGREEMENTS, CASES, EVENTS, CONTACTS)
OVERVIEW, DETAIL = "overview", "detail"
SIGNATURE, START, CONTACT, HELD, EXPECTED, REPORTED = (
    "signature", "start", "contact", "held", "expected", "reported",
)  # fmt: skip
ROLES = (SIGNATURE, START, CONTACT, HELD, EXPECTED, REPORTED)


@dataclass(frozen=True, slots=True)
class Party:
    """A body as a row writes it. A confidential one has no name: it is never compared with anybody.

    `id` says which body it is where that is known: the same id is the same body, another id may still be one recorded twice.
    """

    name: str = ""
    id: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was (`role`: one of ROLES). `text` is the date as printed: it may say a day that does not exist."""

    start: str = ""
    end: str = ""
    role: str = HELD
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a register.

    `id` is unique among all rows. Rows with the same `record` are known to speak of the same thing; the others are compared.
    `kind` is the instrument of an agreement (cooperation, business, MoU) or the kind of an event; `purposes` is what an agreement
    is for: two with the same counterpart for different purposes are two. `parties` are the others;
    `partners` the ids of those of the project to whom the row is credited (or a word of `Project.whole`). `lead` is the one
    who is credited where several took part, `split` says that credit is divided. `project` names another project whose result
    it is. `accepted` says why a missing day or proof is accepted, where somebody said so. `evidence` is None where the register keeps none, () where it does and this row has none. `categories` are pairs of
    (name of a vocabulary, word). `sector` is the field of work as the register words it. `text` is whatever else the row tells, searched only for names.
    """

    id: str
    record: str = ""
    name: str = ""
    kind: str = ""
    purposes: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    partners: tuple[str, ...] = ()
    lead: str = ""
    split: bool = False
    project: str = ""
    status: str = ""
    dates: tuple[Dated, ...] = ()
    countries: tuple[str, ...] = ()
    place: str = ""
    evidence: tuple[str, ...] | None = None
    accepted: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    sector: str = ""
    text: str = ""

    @property
    def title(self) -> str:
        """The row's name, or those of its parties, or its id: what a reader knows it by."""
        return self.name or " / ".join(party.name for party in self.parties if party.name) or self.id


@dataclass(frozen=True, slots=True)
class Register:
    """One printed table or list. `part` is overview or detail where the same records stand in both."""

    place: str
    subject: str
    entries: tuple[Entry, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """Who acts, when, and the day on which the records are looked at. `whole` are words that credit everybody at once."""

    id: str = ""
    name: str = ""
    partners: tuple[Party, ...] = ()
    whole: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    as_of: str = ""

    @property
    def title(self) -> str:
        """What the project is called."""
        return self.name or self.id

    @property
    def partner_ids(self) -> frozenset[str]:
        """The ids of its partners."""
        return frozenset(partner.id for partner in self.partners)

    def name_of(self, partner: str) -> str:
        """Return the name of a partner, the project's for a word that means all of them, the id of a stranger."""
        if partner in self.whole:
            return self.title
        return next((one.name for one in self.partners if one.id == partner and one.name), partner)


type Placed = tuple[Register, Entry]


def placed(registers: tuple[Register, ...], *subjects: str) -> Iterator[Placed]:
    """Yield the rows of these subjects (of all without any), each with its register."""
    for register in registers:
        if not subjects or register.subject in subjects:
            for entry in register.entries:
                yield register, entry
