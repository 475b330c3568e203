import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.foundation.partial_dates import parse
from kontor.hub.transfer.kit import PartialDate, Unclean
from kontor.hub.transfer.kit.problems import Problem


def sentence(text):
    with pytest.raises(Unclean) as refused:
        PartialDate().clean(text)
    return str(Problem(refused.value.sentence, refused.value.data, value=text))


@pytest.mark.parametrize("text", ["2018", "2018-02", "2018-02-25", "2020-02-29"])
def test_a_date_in_our_form_is_taken_as_it_is(text):
    assert PartialDate().clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "19-20.10.2020",
            "'19-20.10.2020' names several days: write one, such as the first, 2020-10-19; the last, 2020-10-20, "
            "belongs in a column of its own.",
        ),
        (
            "30.02.2020",
            "'30.02.2020' is not a day of the calendar: 2020-02 has 29 days. Write the right day, or the month as 2020-02.",
        ),
        ("25/10/2018", "'25/10/2018' must be written year first: 2018-10-25."),
        ("10/25/2018", "'10/25/2018' must be written year first: 2018-10-25."),
        ("03.04.2018", "'03.04.2018' must be written year first: 2018-04-03."),
        (
            "03/04/2018",
            "'03/04/2018' can be read two ways: write 2018-04-03 or 2018-03-04, whichever is meant.",
        ),
        ("2018-2-5", "'2018-2-5' must be written year first: 2018-02-05."),
        (
            "2018-13-05",
            "'2018-13-05' is not a date: there is no month 13. Write 2018, 2018-02 or 2018-02-25.",
        ),
        ("10/2018", "'10/2018' must be written year first: 2018-10."),
        ("October 2018", "'October 2018' must be written year first: 2018-10."),
        ("5 de mayo de 2018", "'5 de mayo de 2018' must be written year first: 2018-05-05."),
        ("12. März 2019", "'12. März 2019' must be written year first: 2019-03-12."),
        ("2018-10-25 00:00:00", "'2018-10-25 00:00:00' must be written year first: 2018-10-25."),
        (
            "43398",
            "'43398' looks like a date that lost its format: format the cell as a date, or write 2018-10-25 if that is meant.",
        ),
        ("soon", "'soon' is not a date: write 2018, 2018-02 or 2018-02-25."),
        ("２０１８", "'２０１８' is not a date: write 2018, 2018-02 or 2018-02-25."),
    ],
)
def test_every_other_way_of_writing_gets_the_way_to_write_it(text, expected):
    assert sentence(text) == expected


@given(st.text(alphabet=st.sampled_from("0123456789-./ abMai"), max_size=14))
def test_whatever_is_advised_is_a_date(text):
    try:
        taken = [PartialDate().clean(text)]
    except Unclean as refused:
        taken = [refused.data[name] for name in ("iso", "other", "last") if name in refused.data]

    assert all(parse(each) for each in taken)
