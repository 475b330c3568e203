from kontor.hub.surveys.rules.naming import coded


def test_a_part_is_called_by_its_code_and_its_words_once():
    assert coded("B", "Activities") == "B. Activities"
    assert coded("B", "B. Activities") == "B. Activities"
    assert coded("B", "Bold activities") == "B. Bold activities"
