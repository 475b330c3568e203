"""Who works with whom by the answers of a wave: table 2 of the programme's report, told by ticks and by names as written."""

from datetime import date

import pytest

from kontor.documents import write
from kontor.engine.questionnaire import Block, Kind, Part, Question, Survey
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.surveys import report
from kontor.hub.surveys.queries.pairs import pairs_of
from tests.engine.crosscheck.reference import listed, table
from tests.factories import actors
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db

# Of the counterparts only these answered; which five of six confirmed is lost with the colours of the table.
CONFIRMING = {"nf4": ("ec2i", "mobigoin-action"), "c4w": ("laser-go-global",), "magia": ("laser-go-global",), "ideeo": ("spacewave",)}  # fmt: skip
OFFERED = ("adpack2", "alliance", "bioxclusters", "c4w", "ec2i", "esct-go-global", "ideeo", "laser-go-global", "magia", "mobigoin-action",
           "nf4", "smartcitytech", "spacewave")  # fmt: skip
# As somebody may write them who does not find them among the options.
WRITTEN = {"space2idgo": "Space2IDgo"}


def questionnaire(words):
    parts = tuple(Part(f"{at:02}", {"en": words[key]}) for at, key in enumerate(OFFERED, 1))
    asked = Question(
        "G2", Kind.MULTIPLE_COMMENT, {"en": "Which others?"}, id="others", parts=parts, other=True
    )
    plain = Question("B1", Kind.MULTIPLE, {"en": "What?"}, parts=(Part("1", {"en": "Fairs"}), Part("2", {"en": "Visits"})))  # fmt: skip
    return Survey("s", {"en": "Progress"}, ("en",), (Block("G", {"en": "Others"}, (plain, asked)),))


@pytest.fixture
def wave():
    known = {row["id"]: row for row in table("eocic/partnerships")}
    partnerships = {
        key: make_partnership(row["name"], key=key, name=next(iter(listed(row["aliases_printed"])), ""))
        for key, row in known.items()
    }
    words = {key: next(iter(listed(row["aliases_printed"])), row["name"]) for key, row in known.items()}
    wave = make_wave(definition=questionnaire(words), state="closed")
    said: dict[str, dict[str, str]] = {}
    for row in table("eocic/collaborations"):
        if row["where"] == "table-2":
            said.setdefault(row["reporter_id"], {})[row["counterpart_id"]] = row["topic"]
    for reporter, others in CONFIRMING.items():
        said.setdefault(reporter, {}).update(dict.fromkeys(others, "yes, we do"))
    for key, partnership in partnerships.items():
        if known[key]["generation"] != "1":
            invitation = make_invitation(wave, partnership=partnership)
            if key in said:
                make_response(wave, answers(said[key]), invitation=invitation, state="submitted")
    return wave


def answers(others):
    found = {}
    for other, detail in others.items():
        if other in OFFERED:
            cell = f"G2_{OFFERED.index(other) + 1:02}"
            found |= {cell: "Y", f"{cell}comment": detail}
        else:
            found |= {"G2_other": WRITTEN[other], "G2_othercomment": detail}
    return found


def test_table_2_is_seventeen_pairs_five_of_them_said_by_both(wave):
    found = pairs_of(actors.make_analyst(), wave)
    standings = {tuple(side.partnership.key for side in one.sides): one.standing for one in found.pairs}

    assert found.questions == ("Which others?",)
    assert len(standings) == 17
    assert sum(one == "confirmed" for one in standings.values()) == 5
    assert sorted(key for key, one in standings.items() if one == "not-asked") == [
        ("bioxclusters", "laser-go-global"),
        ("bioxclusters", "magia"),
        ("ec2i", "smartcitytech"),
        ("laser-go-global", "smartcitytech"),
    ]
    assert found.unclear == ()


def test_whoever_was_asked_and_did_not_say_so_is_to_be_asked(wave):
    found = pairs_of(actors.make_analyst(), wave)
    pair = next(one for one in found.pairs if {side.name for side in one.sides} == {"DIA", "AdPack²"})

    assert (pair.standing, [one.name for one in pair.ask], pair.detailed) == ("one-sided", ["AdPack²"], True)


def test_pairs_are_printed_with_matrix_list_and_requests(wave):
    analyst = actors.make_analyst()
    found = report.pairs_report(analyst, pairs_of(analyst, wave), date(2026, 11, 26), "en")
    tables = {one.id: one for one in found.blocks if hasattr(one, "rows")}

    assert tables["tally"].total == ("Total", 17, 0)
    assert "AdPack²" in [column.label for column in tables["matrix"].columns]
    assert write(found, "pdf")
    assert "AdPack²: does it work with DIA, EC2i, MobiGoIn-Action?" in write(found, "html").decode()


def test_pairs_are_for_those_who_run_the_survey(wave):
    wave.state = "published"
    wave.save()

    with pytest.raises(NotThere):
        pairs_of(actors.make_outsider_coordinator(), wave)


def test_survey_without_such_a_question_says_so():
    analyst = actors.make_analyst()
    wave = make_wave(make_survey(), state="closed")

    found = pairs_of(analyst, wave)

    assert (found.questions, found.pairs) == ((), ())
    assert write(report.pairs_report(analyst, found, date(2026, 11, 26), "en"), "docx")
