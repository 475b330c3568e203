"""Drafts of agreements: filled from what is recorded, with a blank for what is not."""

from datetime import date

import pytest

from kontor.documents.draft import Blank, Strong
from kontor.hub.agreements.choices import AgreementKind
from kontor.hub.agreements.report import KINDS, Material, PartyNamed, StepPlanned, draft

TODAY = date(2026, 11, 26)
BYDGOSZCZ = PartyNamed(
    "Bydgoszcz Industrial Cluster", "Bydgoszcz", "Poland", "Director", "on behalf of the board"
)
FULL = Material(
    "Recycled composites",
    [BYDGOSZCZ, PartyNamed("Kansai Works", "Osaka", "Japan", "Head of research")],
    objectives=["Research and development"],
    sector="light materials",
    steps=[StepPlanned("Exchange of samples", "Kansai Works", date(2027, 3, 1))],
    partnership="ELCA",
    event="Matchmaking Osaka",
    expires_on=date(2029, 12, 31),
)
EMPTY = Material("Nothing known", [])


def words(made):
    lines = [line for clause in made.clauses for line in (*clause.text, *clause.items)]
    return "\n".join(
        "".join(piece for piece in line if isinstance(piece, str)) for line in [*made.recitals, *lines]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_draft_names_parties_aims_and_end(kind):
    made = draft(kind, FULL, today=TODAY)

    assert [line[0] for line in made.parties] == [
        Strong("Bydgoszcz Industrial Cluster"),
        Strong("Kansai Works"),
    ]
    assert "Research and development" in words(made)
    assert "31 December 2029" in words(made)
    assert "ELCA, at 'Matchmaking Osaka'" in words(made)


@pytest.mark.parametrize("kind", ["mou", "cooperation"])
def test_draft_names_steps_with_owner_and_day(kind):
    assert "Exchange of samples (Kansai Works, 1 March 2027)" in words(draft(kind, FULL, today=TODAY))


@pytest.mark.parametrize("kind", KINDS)
def test_draft_of_an_empty_case_has_two_parties_to_fill_in(kind):
    made = draft(kind, EMPTY, today=TODAY)

    assert made.parties == ((Blank("name of the party"),), (Blank("name of the party"),))
    assert len(made.signatures) == 2
    assert {"name of the party", "what the cooperation is for", "field of work", "day of expiry"} <= set(
        made.blanks
    )


@pytest.mark.parametrize("kind", KINDS)
def test_draft_of_a_full_case_leaves_open_only_what_is_never_recorded(kind):
    expected = {
        "mou": {"name, e-mail and telephone for each party", "place and day"},
        "cooperation": {
            "name, e-mail and telephone for each party", "party, contribution and day, or 'none'", "country", "place", "place and day",
        },
        "nda": {"number of years", "country", "place", "place and day"},
    }  # fmt: skip

    assert set(draft(kind, FULL, today=TODAY).blanks) == expected[kind]


def test_every_draft_becomes_a_kind_of_agreement():
    assert {kind.agreement_kind for kind in KINDS.values()} <= set(AgreementKind.values)
