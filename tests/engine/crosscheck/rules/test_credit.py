from kontor.engine.crosscheck.dossier import Dossier, records_of
from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.registers import EVENTS, Dated, Entry, Party, Project, Register
from kontor.engine.crosscheck.rules.credit import Target, credited, joint_rows, targets

PROJECT = Project("p", "Example", (Party("North Cluster", "n"), Party("South Cluster", "s")), whole=("all",))
MATCHMAKING = Question("events")


def register(*partners):
    entries = [
        Entry(
            f"row {number}",
            name=f"Meeting {number}",
            partners=tuple(named),
            dates=(Dated(f"2022-0{number}-01"),),
        )
        for number, named in enumerate(partners, start=1)
    ]
    return (Register("Table 10", EVENTS, tuple(entries)),)


def unmet(registers, **given):
    target = Target("kpi-9", "Matchmaking", MATCHMAKING, **({"total": 2, "each": 1} | given))
    return targets([target], PROJECT, records_of(Dossier(PROJECT, registers)))


def test_a_partner_without_its_share_of_a_target_that_is_met_is_found():
    [found] = unmet(register(["n"], ["n"]))

    assert (found.kind, found.other, found.hardness) == ("partner-without-share", "s", "certain")
    assert (found.published, found.recomputed, found.difference) == (1, 0, -1)


def test_a_share_that_joint_rows_would_fill_is_likely_missing():
    [found] = unmet(register(["n"], ["all"]))

    assert (found.other, found.hardness, found.rows) == ("s", "likely", ("row 2",))


def test_a_target_that_nobody_met_says_nothing_of_its_shares():
    assert unmet(register(["n"])) == []


def test_a_share_that_everybody_has_is_no_finding():
    assert unmet(register(["n"], ["s"])) == []


def test_a_row_of_both_partners_counts_for_each():
    assert unmet(register(["n", "s"], ["n"])) == []


def test_a_split_that_does_not_make_the_target_is_found():
    found = unmet(register(["n"], ["s"]), total=3)

    assert [(one.kind, one.published, one.recomputed) for one in found] == [("split-does-not-sum", 3, 2)]


def test_a_split_of_some_partners_may_leave_room():
    assert unmet(register(["n"], ["s"]), total=3, each=None, split=(("n", 1.0),)) == []


def test_a_result_of_another_project_is_found():
    rows = (Entry("a", name="MoU", project="percy"), Entry("b", name="MoU", project="p"), Entry("c"))

    found = credited((Register("Table 4", EVENTS, rows),), PROJECT)

    assert [(one.kind, one.claim, one.published, one.recomputed) for one in found] == [
        ("credited-elsewhere", "a", "p", "percy")
    ]


def test_a_stranger_is_told_from_a_partner_spelled_otherwise():
    found = credited(register(["een"], ["NORTH CLUSTER"], ["all"], ["s"]), PROJECT)

    assert [(one.kind, one.claim, one.hardness, one.recomputed) for one in found] == [
        ("stranger-credited", "row 1", "certain", None),
        ("stranger-credited", "row 2", "likely", "n"),
    ]


def test_without_partners_nobody_is_a_stranger():
    assert credited(register(["een"]), Project()) == []


def test_a_joint_row_without_split_is_asked_about_where_partners_have_shares():
    registers = register(["n", "s"], ["n"], ["all"])
    records = records_of(Dossier(PROJECT, registers))
    with_shares = Target("t", "Matchmaking", MATCHMAKING, 3, each=1)
    without = Target("t", "Matchmaking", MATCHMAKING, 3)

    found = joint_rows(registers, PROJECT, [with_shares], records)

    assert [(one.claim, one.hardness) for one in found] == [("row 1", "ask"), ("row 3", "ask")]
    assert joint_rows(registers, PROJECT, [without], records) == []
