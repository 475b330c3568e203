"""Conditions in words, as an author reads them."""

from functools import cache

import pytest

from kontor.engine.questionnaire import plan
from kontor.engine.questionnaire.words import in_words, spoken
from tests.engine.questionnaire.eocic import eocic


@cache
def made():
    return plan(eocic())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "always"),
        ('D2.NAOK == "Y"', "D2 “Has the partnership signed a cooperation agreement or MoU?” is yes"),
        ('A2.NAOK != "01"', "A2 “Strand of the partnership” is not “Strand-1”"),
        ("D3.NAOK >= 2", "D3 “Number of agreements or MoUs so far” is at least 2"),
        ('B1_08.NAOK == "Y"', "“SME mentoring” in B1 is ticked"),
        ('B1_08.NAOK != "Y"', "“SME mentoring” in B1 is not ticked"),
        ("is_empty(A3.NAOK)", "A3 “Cluster organisation that answers” is not answered"),
        (
            "count(that.C1) > 2",
            "more than 2 answers are given to C1 “Difficulties met, with a short explanation and how EOCIC an…”",
        ),
        (
            'G1 == "Y" and (G3 == "N" or !is_empty(A3))',
            "G1 “Has the partnership started talks or collaboration with oth…” is yes and "
            "(G3 “Does the partnership use the ESCP-4i forum of the ECCP?” is no or A3 “Cluster organisation that answers” is answered)",
        ),
        ("INDEX < 3", "the number of the entry is less than 3"),
        ("strlen(A3) > 5", "strlen(A3) is more than 5"),
        ("not an expression", "not an expression"),
    ],
)
def test_condition_is_told_in_words(source, words):
    assert spoken(in_words(made(), source)) == words


def test_every_part_of_a_sentence_is_translated():
    told = spoken(
        in_words(made(), 'D2.NAOK == "Y" or INDEX > 1'),
        lambda text: text.upper().replace("(ONE)S", "(one)s").replace("(OTHER)S", "(other)s"),
    )

    assert " IS YES OR THE NUMBER OF THE ENTRY IS MORE THAN 1" in told
