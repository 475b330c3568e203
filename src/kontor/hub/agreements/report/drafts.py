"""A draft put together: the frame that all kinds share, and who the parties are. What a kind says is in `clauses`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kontor.documents.draft import Blank, Clause, Draft, Line, Signature, Strong
from kontor.hub.agreements.report import clauses
from kontor.hub.agreements.report.clauses import in_words
from kontor.hub.agreements.report.material import Material, PartyNamed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of draft: its name, its clauses, and the kind of agreement it becomes."""

    title: Any
    clauses: Callable[[Material], tuple[Clause, ...]]
    agreement_kind: str


KINDS: Mapping[str, Kind] = {
    "mou": Kind(_("Memorandum of understanding"), clauses.of_memorandum, "mou"),
    "cooperation": Kind(_("Cooperation agreement"), clauses.of_cooperation, "cooperation"),
    "nda": Kind(_("Non-disclosure agreement"), clauses.of_non_disclosure, "nda"),
}


def draft(kind: str, material: Material, *, today: date) -> Draft:
    """The draft of one of `KINDS` in the present language, from what the records hold of a case."""
    chosen = KINDS[kind]
    return Draft(
        title=str(chosen.title),
        subject=f"{chosen.title} \N{MIDDLE DOT} {material.title}",
        as_of=today,
        language=(get_language() or "en")[:2],
        note=gettext(
            "A draft, filled on %(day)s from what is recorded of this cooperation. What stands in brackets is not recorded: "
            "fill it in. It is a starting point, not legal advice."
        )
        % {"day": in_words(today)},
        page=gettext("Page {page} of {pages}"),
        between=gettext("This is agreed between"),
        parties=tuple(party_line(one) for one in material.parties) or nobody(),
        recitals=(recital(material),),
        clauses=chosen.clauses(material),
        signatures=tuple(signature(one) for one in material.parties)
        or tuple(signature(None) for _two in range(2)),
        signing=gettext("Signatures"),
        columns=(
            gettext("For"),
            gettext("Name and function"),
            gettext("Place and day"),
            gettext("Signature"),
        ),
    )


def party_line(party: PartyNamed) -> Line:
    seat: Line = (party.seat,) if party.seat else (Blank(gettext("registered seat")),)
    signs: Line = (party.signatory,) if party.signatory else (Blank(gettext("who represents it")),)
    if not party.country:
        return (named(party), gettext(", seated in "), *seat, gettext(", represented by "), *signs)
    return (
        named(party),
        gettext(", seated in "),
        *seat,
        f" ({party.country})",
        gettext(", represented by "),
        *signs,
    )


def named(party: PartyNamed) -> Strong | Blank:
    return Strong(party.name) if party.name else Blank(gettext("name of the party"))


def nobody() -> tuple[Line, ...]:
    return tuple((Blank(gettext("name of the party")),) for _two in range(2))


def recital(material: Material) -> Line:
    """How the parties came together."""
    if material.partnership and material.event:
        told = gettext("The parties met in the work of the partnership %(partnership)s, at '%(event)s'.")
    elif material.partnership:
        told = gettext("The parties met in the work of the partnership %(partnership)s.")
    elif material.event:
        told = gettext("The parties met at '%(event)s'.")
    else:
        told = gettext("The parties have come to know each other and want to work together.")
    return (told % {"partnership": material.partnership, "event": material.event},)


def signature(party: PartyNamed | None) -> Signature:
    blank = Blank(gettext("name of the party"))
    return Signature(
        party=(named(party) if party else blank,),
        signatory=tuple(who_signs(party)),
        place_and_day=(Blank(gettext("place and day")),),
    )


def who_signs(party: PartyNamed | None) -> Iterator[str | Blank]:
    if party is None or not party.signatory:
        yield Blank(gettext("name and function"))
        return
    yield f"{party.signatory}, {party.function}" if party.function else party.signatory
