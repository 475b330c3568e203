"""The pages of results: what they show, to whom, and that every form does what it says."""

import pytest
from django.urls import reverse

from kontor.hub.surveys.models import Code, Coding
from tests.factories import actors
from tests.factories.surveys import make_code, make_invitation, make_response, make_survey, make_wave
from tests.hub.surveys.test_results import leaky_wave

pytestmark = pytest.mark.django_db


def address(name, wave, *more):
    return reverse(f"surveys:{name}", args=[wave.survey.key, wave.key, *more])


@pytest.fixture
def wave():
    wave = make_wave(make_survey(visibility="public"), state="closed")
    for at in range(4):
        make_response(
            wave,
            {"A1": "1", "B1_SQ001": "Y", "B1_SQ001comment": f"Quillon said {at}", "D2": "N"},
            invitation=make_invitation(wave, group="strand 1"),
            state="submitted",
        )
    return wave


@pytest.fixture
def team(client, wave):
    return actors.signed_in(client, actors.make_coordinator(wave.survey.team))


def test_results_lead_from_the_response_to_each_block(team, wave):
    shown = team.get(address("results", wave)).content.decode()
    block = team.get(address("results_block", wave, "who")).content.decode()

    assert address("results_block", wave, "results") in shown
    assert "4 of" not in block
    assert "Which strand?" in block
    assert "What did you do?" not in shown
    assert team.get(address("results_block", wave, "nowhere")).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "json"])
def test_results_are_taken_along(team, wave, form):
    response = team.get(address("download_results", wave, form))

    assert response.status_code == 200
    assert wave.key in response.headers["Content-Disposition"]
    assert team.get(address("download_results", wave, "exe")).status_code == 404


def test_published_results_show_everybody_the_counts_and_nobody_the_words(client, wave):
    assert client.get(address("results", wave)).status_code == 403
    wave.state = "published"
    wave.save()

    shown = [client.get(address("results", wave)), client.get(address("results_block", wave, "who"))]

    assert [one.status_code for one in shown] == [200, 200]
    assert "Quillon" not in "".join(one.content.decode() for one in shown)
    for name in ("pairs", "texts", "exports"):
        assert client.get(address(name, wave)).status_code == 403
    assert client.get(address("coding", wave, "B1")).status_code == 403
    assert client.get(address("export_responses", wave, "json")).status_code == 403


def test_small_cells_are_on_no_page_and_in_no_file(client):
    """One of six chose visits: 16.7 % of strand 2 is what nobody may read."""
    open_wave, closed_wave = leaky_wave(0), leaky_wave(3)

    def read(wave):
        pages = [
            client.get(address("results_block", wave, "b")),
            client.get(address("download_results", wave, "json")),
        ]
        return [one.content.decode() for one in pages]

    assert all("16.7" in one for one in read(open_wave))
    assert not any("16.7" in one for one in read(closed_wave))


def test_answers_are_read_and_coded_on_one_page(team, wave):
    added = team.post(address("add_code", wave, "B1"), {"label": "Speaking", "note": "says something"})
    code = Code.objects.get()
    page = team.get(address("coding", wave, "B1")).content.decode()
    one, other = wave.responses.all()[:2]
    names = [f"{response.pk}::B1_SQ001comment" for response in (one, other)]

    answered = team.post(address("coding", wave, "B1"), {"answer": names, f"code-{names[0]}": [code.pk]})

    assert (added.status_code, answered.status_code) == (302, 302)
    assert all(f"Quillon said {at}" in page for at in range(4))
    assert list(Coding.objects.values_list("response_id", "cell")) == [(one.pk, "B1_SQ001comment")]
    only = team.get(f"{address('coding', wave, 'B1')}?code={code.pk}").content.decode()
    assert ("Quillon said 0" in only, "Quillon said 1" in only) == (True, False)


def test_code_is_changed_and_removed(team, wave):
    code = make_code(wave.survey, "activities", "often")

    team.post(address("edit_code", wave, "B1", code.pk), {"label": "Seldom", "note": ""})
    code.refresh_from_db()
    assert str(code) == "Seldom"

    team.post(address("remove_code", wave, "B1", code.pk))
    assert not Code.objects.exists()


def test_code_that_is_there_is_refused_beside_its_field(team, wave):
    make_code(wave.survey, "activities", "speaking")

    response = team.post(address("add_code", wave, "B1"), {"label": "Speaking"})

    assert response.status_code == 409
    assert "stands in the book of this question already" in response.content.decode()


@pytest.mark.parametrize("form", ["csv", "tables", "xlsx", "json", "sav"])
def test_responses_are_downloaded_in_every_format(team, wave, form):
    shown = team.get(address("exports", wave)).content.decode()
    response = team.get(address("export_responses", wave, form))

    assert address("export_responses", wave, form) in shown
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert team.get(address("export_responses", wave, "stata")).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_questionnaire_is_printed_in_each_of_its_languages(client, wave, form):
    url = reverse("surveys:questionnaire", args=[wave.survey.key, 1, form])

    english, german = client.get(url), client.get(f"{url}?language=de")

    assert (english.status_code, german.status_code) == (200, 200)
    assert "-de." in german.headers["Content-Disposition"]
    assert client.get(reverse("surveys:questionnaire", args=[wave.survey.key, 7, form])).status_code == 404


def test_waves_are_compared_once_there_are_two(team, wave):
    url = reverse("surveys:compare", args=[wave.survey.key])
    assert "nothing to compare yet" in team.get(url).content.decode()

    later = make_wave(wave.survey, state="closed", label="Second time")
    make_response(later, {"A1": "2"}, state="submitted")

    assert "Second time" in team.get(url).content.decode()
    assert team.get(f"{url}pdf/").status_code == 200


def test_pairs_without_such_a_question_say_so(team, wave):
    assert "No question of this survey offers" in team.get(address("pairs", wave)).content.decode()
    assert team.get(address("download_pairs", wave, "docx")).status_code == 200
