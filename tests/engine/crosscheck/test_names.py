import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck import names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź Søndergård Đakovo", "lodz sondergard dakovo"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Mov'EO", "mov eo"),
        ("AERA – Asociación", "aera asociacion"),
        ("İstanbul ısı", "istanbul isi"),
        ("Þór Æsir Œuvre", "thor aesir oeuvre"),
        ("Τεχνολογίας", "τεχνολογιασ"),
        ("Българска", "българска"),
        ("  \t\u200b ", ""),
        ("", ""),
    ],
)
def test_fold_reads_letters_as_people_do(text, folded):
    assert names.fold(text) == folded


@given(st.text())
def test_fold_twice_changes_nothing(text):
    once = names.fold(text)

    assert names.fold(once) == once


@given(st.text())
def test_fold_ignores_how_accents_are_encoded(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)

    assert names.fold(composed) == names.fold(decomposed)


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_fold_ignores_case(text):
    assert names.fold(text.upper()) == names.fold(text.upper().lower())


@pytest.mark.parametrize(
    "text",
    [
        "Nanoprogress z.s.",
        "Nanoprogress, z. s.",
        "Nanoprogress e.V.",
        "Nanoprogress GmbH",
        "Nanoprogress S.L.",
        "Nanoprogress ASBL",
        "Nanoprogress nonprofit Kft.",
        "Nanoprogress d.o.o.",
        "Nanoprogress AIE",
        "AEI Nanoprogress",
        "Nanoprogress EEIG",
        "Nanoprogress Sp. z o.o.",
        "Nanoprogress S.p.A.",
        "Oy Nanoprogress Ab",
        "Stichting Nanoprogress",
        "UAB Nanoprogress",
        "Nanoprogress s.r.o.",
        "Nanoprogress Ltd",
    ],
)
def test_without_legal_form_leaves_the_name(text):
    assert names.without_legal_form(names.tokens(text)) == ("nanoprogress",)


def test_without_legal_form_keeps_a_name_that_is_nothing_else():
    assert names.without_legal_form(("aei",)) == ("aei",)


@given(
    st.lists(
        st.sampled_from(["cluster", "of", "energy", "z", "s", "gmbh", "association", "madeira"]), max_size=6
    )
)
def test_distinctive_words_come_from_the_name_and_are_never_none(words):
    special = names.distinctive(tuple(words))

    assert set(special) <= set(words)
    assert bool(special) == bool(words)


def test_acronyms_count_with_and_without_joining_words():
    words = names.tokens("Clúster da Madeira e o Deseño")

    assert names.acronyms(words) == {"cmd", "cdmeod"}


def test_acronyms_of_short_names_are_none():
    assert names.acronyms(("barcelona", "activa")) == frozenset()
