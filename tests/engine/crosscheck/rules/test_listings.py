import pytest

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.registers import Party
from kontor.engine.crosscheck.rules.listings import Item, Listing, listings


def listing(*names, stated=None, of_others=False):
    items = tuple(Item(str(number), Party(name)) for number, name in enumerate(names))
    claim = None if stated is None else Claim("stated", stated)
    return Listing("l", "Mexico, clusters", items, claim, of_others)


@pytest.mark.parametrize(
    ("names", "hardness"),
    [
        (("Agrocluster", "Innoskart", "Agrocluster"), "certain"),
        (("Colciencias", "Innoskart", "COLCIENCIAS"), "certain"),
        (("Vigerm, S.L.", "Innoskart", "Vigerm"), "likely"),
    ],
)
def test_a_name_listed_twice_is_found(names, hardness):
    [found] = listings([listing(*names)])

    assert (found.kind, found.hardness, found.rows) == ("listed-twice", hardness, ("0", "2"))


def test_names_that_are_merely_alike_are_no_double():
    names = ("Department of Energy", "Department of Agriculture", "Wood Cluster Styria", "Wood Cluster Tyrol")

    assert listings([listing(*names)]) == []


@pytest.mark.parametrize(("of_others", "hardness"), [(False, "certain"), (True, "ask")])
def test_a_list_of_another_length_than_stated_is_found(of_others, hardness):
    [found] = listings([listing("A ministry", "B board", stated=6, of_others=of_others)])

    assert (found.kind, found.hardness, found.published, found.recomputed) == (
        "list-count-differs",
        hardness,
        6,
        2,
    )


@pytest.mark.parametrize("stated", [2, 3])
def test_a_length_holds_as_printed_or_with_each_counted_once(stated):
    found = listings([listing("Agrocluster", "Innoskart", "Agrocluster", stated=stated)])

    assert [one.kind for one in found] == ["listed-twice"]
